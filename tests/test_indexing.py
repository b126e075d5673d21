"""A plan is indexed once, whatever it is compared with; an index is the same in every process, and can be kept."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

import plandiff
from plandiff import indexing
from plandiff.align.documents import pair_plans
from plandiff.cli.main import main
from plandiff.library import Library
from plandiff.library.indexes import find_index, keep_index
from plandiff.model import CELL, Indexed, Plan, indexed
from plans import TABLE, plan
from test_align import plan_texts
from test_driver import NEW, OLD

SEEDS = Path(__file__).parent.parent / "seeds"
WORK = (
    (indexing, "_folded"),
    (indexing, "_hash"),
    (indexed, "grams_of"),
    (indexed, "runs_of"),
    (indexed, "sketch_of"),
)
"""All that is worked out of one plan alone."""


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of `WORK` was done."""
    count: Counter[str] = Counter()

    def counted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def work_and_count(*arguments: object, **more: object) -> object:
            count[name] += 1
            return work(*arguments, **more)

        return work_and_count

    for module, name in WORK:
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    return count


@pytest.mark.parametrize("mode", ["versions", "regions", "auto"])
def test_a_plan_that_is_compared_with_many_is_worked_on_once(mode: str, worked: Counter[str]) -> None:
    one = plandiff.index(plan(OLD))
    others = [plandiff.index(plan(text)) for text in (NEW, TABLE, NEW.replace("五百", "六百"))]
    for other in others:
        plandiff.compare(one, other, mode=mode)  # type: ignore[arg-type]
    assert worked["_folded"] == sum(len(side) for side in (one, *others))
    worked.clear()
    for other in others:
        plandiff.compare(one, other, mode=mode)  # type: ignore[arg-type]
        plandiff.compare(other, one, mode=mode)  # type: ignore[arg-type]
    assert worked == {}


def test_pairing_documents_and_comparing_them_share_the_index(worked: Counter[str]) -> None:
    sides = [plandiff.index(plan(OLD))], [plandiff.index(plan(NEW)), plandiff.index(plan(TABLE))]
    assert pair_plans(*sides) == ((0, 0),)
    assert worked["sketch_of"] == 3
    pair_plans(*sides)
    assert worked["sketch_of"] == 3


@settings(max_examples=50)
@given(plan_texts(), plan_texts())
def test_indexed_plans_compare_as_plans_do(old: str, new: str) -> None:
    sides = plan(old), plan(new)
    kept = [pickle.loads(pickle.dumps(plandiff.index(side))) for side in sides]  # noqa: S301 - made here
    assert plandiff.compare(*kept) == plandiff.compare(*sides)


def test_an_index_made_for_one_script_is_made_anew_for_any() -> None:
    pytest.importorskip("opencc")
    simplified, traditional = plan("# 一、|教育\n发展学前教育事业。"), plan("# 一、|教育\n發展學前教育事業。")
    kept = plandiff.index(simplified), plandiff.index(traditional)
    for sides in (kept, (simplified, kept[1]), (plandiff.index(simplified, script=True), traditional)):
        assert not plandiff.compare(*sides, script=True).summary.different
        assert plandiff.compare(*sides).summary.different


def test_equal_subtrees_have_equal_hashes_wherever_they_stand_and_others_do_not() -> None:
    first = plandiff.index(plan(OLD))
    second = plandiff.index(plan("# 一、|引言\n# 二、|重点\n" + OLD.replace("# ", "## ")))
    assert set(first.subtree_hashes) <= set(second.subtree_hashes)
    distinct = {(side.texts[i : side.end[i]], side.container[i]) for side in (first, second) for i in range(len(side))}
    assert len({number for side in (first, second) for number in side.subtree_hashes}) >= len(distinct) - 1
    assert plandiff.index(plan("甲\n乙")).subtree_hashes != plandiff.index(plan("甲\n丙")).subtree_hashes


def test_the_text_of_a_row_is_its_cells_and_nothing_else_parts_them() -> None:
    rows = [text for text in plandiff.index(plan(TABLE)).texts if CELL in text]
    assert rows[0].split(CELL) == ["指标", "2020年", "2025年"]


def test_an_index_is_the_same_in_every_process() -> None:
    program = (
        "import plandiff, hashlib, sys\n"
        "found = plandiff.index(plandiff.load(sys.argv[1]))\n"
        "grams = [found.grams(unit) for unit in range(len(found))]\n"
        "said = repr((found.texts, found.hashes, found.subtree_hashes, found.weight, grams, sorted(found.sketch)))\n"
        "print(hashlib.sha256(said.encode()).hexdigest())"
    )
    answers = set()
    for seed in ("0", "1", "4242"):
        command = [sys.executable, "-c", program, str(SEEDS / "beijing-2021-2025.txt")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        answers.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(answers) == 1


# --- beside a library's version --------------------------------------------------------------


TEXTS = [f"# 云河市规划\n\n## 一、目标\n\n到2025年普惠率达到{n}%，办好每一所学校。\n" for n in (90, 95)]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two versions, of which the first has its index beside it; where indexes are kept."""
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    Library.create(tmp_path / "library").close()
    for n, text in enumerate(TEXTS, 1):
        (tmp_path / f"{n}.md").write_text(text, encoding="utf-8")
        arguments = ["add", f"{n}.md", "--as", "云河", "--version", str(n), *(["--index"] if n == 1 else [])]
        assert main(arguments) == 0
    return tmp_path / "library/.git/plandiff/indexes"


def compared(capfdbinary: pytest.CaptureFixture[bytes]) -> bytes:
    capfdbinary.readouterr()
    assert main(["compare", "云河@1", "云河@2", "--format", "json"]) == 0
    return capfdbinary.readouterr().out


def test_an_index_that_was_asked_for_is_kept_and_used(
    kept: Path, worked: Counter[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (file,) = kept.iterdir()
    with_index = compared(capfdbinary)
    assert worked["_folded"] == 2  # of the second version alone
    file.unlink()
    assert compared(capfdbinary) == with_index
    assert list(kept.iterdir()) == []


def test_an_import_keeps_indexes_too(kept: Path, tmp_path: Path) -> None:
    assert main(["import", str(tmp_path / "2.md"), "--as", "other", "--index"]) == 0
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda _: b"[" * 100_000,
        lambda _: b"[]",
        lambda _: b'{"units": 3, "texts": [[]]}',
        lambda data: json.dumps({**json.loads(data), "texts": [None, 1, {}]}).encode(),
        lambda data: json.dumps({**json.loads(data), "texts": json.loads(data)["texts"][:-1]}).encode(),
        lambda data: json.dumps({**json.loads(data), "units": "0" * 16}).encode(),
        lambda _: pickle.dumps(plan(OLD)),
    ],
    ids=range(9),
)
def test_an_index_that_does_not_fit_is_silently_made_anew(
    kept: Path, damage: Callable[[bytes], bytes], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (file,) = kept.iterdir()
    good, answer = file.read_bytes(), compared(capfdbinary)
    file.write_bytes(damage(good))
    assert compared(capfdbinary) == answer
    assert file.read_bytes() == good


def test_a_library_that_cannot_be_written_to_is_indexed_all_the_same(kept: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    source = library.original(library.find("云河@1"))
    (file,) = kept.iterdir()
    file.unlink()
    kept.rmdir()
    kept.write_bytes(b"")  # a file where the folder would be
    assert isinstance(keep_index(library, source), Indexed)
    assert find_index(library, source) is None
    library.close()


def test_the_index_is_of_the_plan_that_comparing_reads(kept: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    source = library.original(library.find("云河@1"))
    found, plan_read = find_index(library, source), plandiff.load(source)
    assert isinstance(plan_read, Plan)
    assert found is not None
    assert (found.plan, found.texts) == (plan_read, plandiff.index(plan_read).texts)
    assert kept.is_dir()
    library.close()
