"""A corpus worked on by Dask: a real scheduler and two workers, each a process; some are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpora import built, cities, contents, document, sentence, tables, write
from corpus_faults import double
from plandiff.cli.main import main
from plandiff.corpus.build import Options, Silent
from plandiff.corpus.cluster import check_workers
from plandiff.corpus.storage import Folder
from plandiff.corpus.work import KILLED, Cluster, Here, run
from plandiff.errors import InputError

OPTIONS = Options(documents=2, aligned=True)
STAGES = ("documents", "joining", "comparing", "weighing", "aligning")


class Running:
    """The processes of a cluster."""

    def __init__(self, scheduler: subprocess.Popen[bytes], workers: subprocess.Popen[bytes], address: str) -> None:
        self.scheduler, self.workers, self.address = scheduler, workers, address


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
        **quiet,  # type: ignore[call-overload]
    )
    workers = subprocess.Popen(
        [*dask, "worker", "--scheduler-file", str(file), "--nworkers", "2", "--nthreads", "1", "--no-dashboard"],
        **quiet,  # type: ignore[call-overload]
    )
    try:
        from distributed import Client

        with Client(scheduler_file=str(file), timeout=120, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=120)
        yield Running(scheduler, workers, json.loads(file.read_text())["address"])
    finally:
        for process in (workers, scheduler):
            process.terminate()
            process.wait()


class Killer(Silent):
    """Ends a worker at the beginning of every stage."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.stages: list[str] = []

    def begin(self, stage: str, total: int) -> None:
        if total and stage in STAGES:
            watched = lambda dask_worker: dask_worker.process is not None and dask_worker.process.status.name == "running"  # noqa: E731 - by value
            while not all(self._cluster.client.run(watched, nanny=True).values()):
                pass  # a worker that dies while it is being started is not started again
            pid = min(self._cluster.client.run(os.getpid).values())
            os.kill(pid, signal.SIGKILL)
            self.stages.append(stage)


def editions(folder: Path) -> Path:
    cities(folder, 6)
    body = list(map(sentence, range(70, 78)))
    return write(folder, **{f"law{n}": document("港口条例", *body[n:], date=f"201{n}-05-01") for n in range(3)})


@pytest.mark.slow
def test_dask_makes_the_same_corpus_although_a_worker_is_killed_in_every_stage(tmp_path: Path) -> None:
    plans = editions(tmp_path / "plans")
    built(tmp_path / "here", plans, options=OPTIONS)
    with running(tmp_path) as cluster:
        pool = Cluster(cluster.address)
        killer = Killer(pool)
        built(tmp_path / "there", plans, pool=pool, options=OPTIONS, progress=killer)
        pool.close()
    assert killer.stages == list(STAGES)
    assert tables(tmp_path / "there") == tables(tmp_path / "here")
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.slow
def test_of_many_items_the_one_that_ends_every_worker_is_blamed_and_no_bystander(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))  # for the workers
    kept: list[int] = []
    blamed: dict[int, BaseException] = {}
    with running(tmp_path) as cluster:
        pool = Cluster(cluster.address)
        run(pool, double, [range(24), range(24, 48), [50]], lambda batch, _: kept.extend(batch), blamed.__setitem__)
        pool.close()
    assert {number: type(problem).__name__ for number, problem in blamed.items()} == {13: KILLED, 50: "ValueError"}
    assert sorted(kept) == [number for number in range(48) if number != 13]


@pytest.mark.slow
def test_a_scheduler_that_goes_is_one_line_and_the_same_command_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plans = editions(tmp_path / "plans")
    with running(tmp_path) as cluster:
        command = ["corpus", "build", str(plans), "-o", str(tmp_path / "c"), "--scheduler", cluster.address, "--align", "-q"]

        class Ending(Silent):
            def begin(self, stage: str, total: int) -> None:
                if total and stage == "comparing":
                    cluster.scheduler.kill()
                    cluster.scheduler.wait()

        pool = Cluster(cluster.address)
        with pytest.raises(InputError, match="scheduler is gone"):
            built(tmp_path / "c", plans, pool=pool, options=OPTIONS, progress=Ending())
        pool.close()
        assert main(command) == 2
        assert capsys.readouterr().err.count("\n") == 1
    built(tmp_path / "c", plans, options=OPTIONS)
    built(tmp_path / "here", plans, options=OPTIONS)
    assert tables(tmp_path / "c") == tables(tmp_path / "here")


def test_a_scheduler_that_nobody_runs_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "plans", a=document("甲", sentence(1)))
    command = ["corpus", "build", str(tmp_path / "plans"), "-o", str(tmp_path / "c"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("plandiff: tcp://127.0.0.1:9: no scheduler answers")
    assert said.count("\n") == 1


@pytest.mark.slow
def test_workers_that_cannot_read_the_corpus_are_found_before_anything_is_done(tmp_path: Path) -> None:
    with running(tmp_path) as cluster:
        pool = Cluster(cluster.address)
        with pytest.raises(InputError, match="cannot read the corpus"):
            check_workers(pool, Folder(str(tmp_path / "nowhere")))
        pool.close()
    assert Here().workers == 1
