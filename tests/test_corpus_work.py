"""Workers die, documents cannot be read, the whole build is killed: what can be done is done, and everything else is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpora import built, cities, contents, document, sentence, tables, write
from corpus_faults import double, prepare_or_die
from plandiff.corpus.build import Options
from plandiff.corpus.work import Here, Pool, Processes, run
from plandiff.errors import InputError


@pytest.mark.parametrize("size", [1, 7, 40])
def test_exactly_the_items_that_end_their_process_or_fail_are_blamed(size: int) -> None:
    numbers = list(range(100))
    kept: list[int] = []
    blamed: dict[int, BaseException] = {}
    pool = Processes(2)
    batches = [numbers[n : n + size] for n in range(0, 100, size)]
    run(pool, double, batches, lambda batch, _: kept.extend(batch), blamed.__setitem__)
    pool.close()
    assert sorted(blamed) == [13, 50, 77]
    assert sorted(kept) == [n for n in numbers if n not in blamed]
    assert isinstance(blamed[50], ValueError)


def test_nothing_to_do_is_done_at_once() -> None:
    run(Here(), double, [], lambda *_: pytest.fail("kept"), lambda *_: pytest.fail("blamed"))


def test_what_cannot_be_read_is_said_with_its_cause_and_all_else_is_there(tmp_path: Path) -> None:
    plans = cities(tmp_path / "plans", 12)
    write(plans, kills=document("一", sentence(1)), devours=document("二", sentence(2)))
    write(plans, long=document("三", *(sentence(50_000 + n) for n in range(2000))))
    (plans / "empty.md").write_bytes(b"")
    (plans / "binary.md").write_bytes(bytes(range(256)) * 40)
    (plans / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    locked = plans / "locked.md"
    locked.symlink_to(plans / "nowhere.md")  # a link is passed over, whoever reads
    pool = Processes(2, 2_000_000_000)
    outcome = built(tmp_path / "c", plans, pool=pool, options=Options(documents=5, prepare=prepare_or_die))
    pool.close()
    causes = {failure.name: failure.cause for failure in outcome.failures}
    assert sorted(causes) == ["binary.md", "broken.docx", "devours.md", "empty.md", "kills.md"]
    assert "memory" in causes["devours.md"]
    assert "ended the process" in causes["kills.md"]
    assert all(causes.values())
    assert not outcome.bugs
    assert outcome.documents == 13
    again = built(tmp_path / "c", plans)
    assert not again.changed
    assert len(again.failures) == 5


def test_a_corpus_of_which_nothing_can_be_read_is_refused_with_a_cause(tmp_path: Path) -> None:
    write(tmp_path / "plans", a="", b="")
    with pytest.raises(InputError, match=r"a\.md.*2 documents"):
        built(tmp_path / "c", tmp_path / "plans")


def test_a_build_that_is_killed_again_and_again_makes_the_same_files(tmp_path: Path) -> None:
    plans = cities(tmp_path / "plans", 16, own=6)
    options = Options(documents=2)
    built(tmp_path / "undisturbed", plans, options=options)
    where = tmp_path / "killed"
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from corpora import built; from pathlib import Path; from plandiff.corpus.build import Options\n"
        "built(Path(sys.argv[2]), sys.argv[3], options=Options(documents=2))\n"
    )
    kills = 0
    for seen in range(2, 60, 6):  # each life ends after some more files
        process = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent), str(where), str(plans)])
        while process.poll() is None:
            if where.exists() and sum(1 for path in where.rglob("*") if path.is_file()) >= seen:
                os.kill(process.pid, signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
    assert kills > 4
    built(where, plans, options=options)
    assert contents(where) == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("pool", [Here(), Processes(1)], ids=["here", "one process"])
def test_one_worker_is_enough(tmp_path: Path, pool: Pool) -> None:
    built(tmp_path / "c", cities(tmp_path / "plans", 3), pool=pool)
    pool.close()
    assert len(tables(tmp_path / "c")["takeovers"]) == 2
