"""How fast plandiff is: whole processes, from a cold start to the written result, compared with its peers.

    python bench/speed.py [--peers] [--repeats N] [--slack FACTOR] [--json]
    python bench/speed.py --against "OTHER/.venv/bin/python -m plandiff" [--repeats N] [--at-most RATIO] [--json]

Times are medians, memory is the highest peak; the jobs alternate, so that a busy moment of the
machine affects all equally. Three pairs: the first two plans in seeds/, a law of 106,000 characters
(where PLANDIFF_BENCH_DATA holds it), and the seeds' text ten times over. Peers get the same pairs
as plain text. Exit code 1 when even the fastest run of one of plandiff's own jobs is above its limit
in floors.toml times `--slack`: other load on the machine can only add to a time.

With `--against`, another plandiff program, such as an earlier commit's, does the same jobs alternately with this one, and
the processor time (user and system) of the cheapest run of each is compared. Exit code 1 when the ratio of this one's to
the other's is above `--at-most` in any job. Start the other as this one is started, by `-m plandiff`.

Memory is measured from the fork on, so no figure is below this process's own (some 23 MB).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from outside import DATA, ROOT
from peers import PEERS

FLOORS: Final = Path(__file__).with_name("floors.toml")
SEEDS: Final = (ROOT / "seeds/beijing-2021-2025.txt", ROOT / "seeds/beijing-2021-2025-revised.md")
LAW: Final = (
    DATA / "data/laws_versions/人民检察院刑事诉讼规则（试行）(2012-11-22).md",
    DATA / "data/laws_versions/人民检察院刑事诉讼规则(2019-12-02).md",
)
COPIES: Final = 10
OTHER: Final = "other"
"""Prefix of the name of a job that the program of `--against` does."""
PATIENCE: Final = 60.0
"""Seconds after which a run times out."""
NUMERALS: Final = "一二三四五六七八九十百"
MEGABYTE: Final = 1024.0
"""Bytes per unit of `ru_maxrss`, 1024 on Linux."""

Pair = tuple[Path, Path]


@dataclass(frozen=True)
class Run:
    seconds: float
    fastest: float
    peak: float
    """Peak resident memory, in megabytes."""
    cpu: float = 0.0
    """User and system seconds; the least of several runs."""


@dataclass(frozen=True)
class Job:
    tool: str
    pair: str
    """The texts it works on; "" if it needs none."""
    command: tuple[str, ...]
    own: bool = True

    @property
    def key(self) -> str:
        return f"{self.tool} {self.pair}".strip()


OURS: Final = (sys.executable, "-m", "plandiff")


def plandiff(*arguments: str | Path) -> tuple[str, ...]:
    return (*OURS, *map(str, arguments))


def run(command: tuple[str, ...]) -> Run | None:
    """Run a command to its end; None if it fails or takes longer than `PATIENCE`.

    Bytecode may be written, as for an installed program, regardless of the environment.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment) as process:
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    # git diff exits with 1 if the files differ
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, seconds, usage.ru_maxrss / MEGABYTE, cpu) if process.returncode in (0, 1) else None


def measure(jobs: list[Job], repeats: int) -> dict[str, Run | None]:
    """Run the jobs in turn, `repeats` times after one round that fills the caches."""
    runs: dict[str, list[Run]] = {job.key: [] for job in jobs}
    given_up: set[str] = set()
    for turn in range(repeats + 1):
        for job in jobs:
            if job.key in given_up:
                continue
            done = run(job.command)
            if done is None:
                given_up.add(job.key)
            elif turn:
                runs[job.key].append(done)
    return {key: None if key in given_up else total(done) for key, done in runs.items()}


def total(runs: list[Run]) -> Run:
    seconds = [one.seconds for one in runs]
    return Run(statistics.median(seconds), min(seconds), max(one.peak for one in runs), min(one.cpu for one in runs))


def text_of(document: Path) -> list[str]:
    """The plan's own text as plandiff reads it, one block per line.

    Read in another process: memory is measured from the fork on, so this one must stay small.
    """
    done = subprocess.run(plandiff("normalize", document), capture_output=True, encoding="utf-8", check=True)
    body = re.sub(r"\A---\n.*?\n---\n", "", done.stdout, flags=re.DOTALL)
    return [line.lstrip("#> ") for line in body.splitlines() if line]


def repeated(lines: list[str]) -> list[str]:
    """A text `COPIES` times as long without repetition: every copy has its characters shifted."""
    found: list[str] = []
    for copy in range(COPIES):
        table = {code: 0x4E00 + (code - 0x4E00 + 97 * copy) % 20_000 for code in range(0x4E00, 0x4E00 + 20_000)}
        for numeral in NUMERALS:
            del table[ord(numeral)]
        found.append(f"第{NUMERALS[copy]}编 全文")
        found += [line.translate(table) for line in lines]
    return found


def write_pair(folder: Path, name: str, old: list[str], new: list[str]) -> Pair:
    paths = (folder / f"{name}-old.txt", folder / f"{name}-new.txt")
    for path, lines in zip(paths, (old, new), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def prepare(folder: Path, *, with_peers: bool) -> list[Job]:
    report = folder / "report.html"
    seeds = write_pair(folder, "seeds", *map(text_of, SEEDS))
    longer = write_pair(folder, "longer", *(repeated(text_of(seed)) for seed in SEEDS))
    ours: dict[str, Pair] = {"seeds": SEEDS, "seeds x10": longer}
    texts: dict[str, Pair] = {"seeds": seeds, "seeds x10": longer}
    if all(path.is_file() for path in LAW):
        ours["law"] = LAW
        texts["law"] = write_pair(folder, "law", *map(text_of, LAW))
    jobs = [Job("python -c pass", "", (sys.executable, "-c", "pass"), own=False), Job("plandiff --help", "", plandiff("--help"))]
    for name, pair in ours.items():
        jobs.append(Job("plandiff to HTML", name, plandiff("compare", *pair, "-o", report)))
        jobs.append(Job("plandiff to JSON", name, plandiff("compare", *pair, "--format", "json", "-o", "-")))
    if with_peers:
        for name, (old, new) in texts.items():
            git = ("git", "diff", "--no-index", "--word-diff", str(old), str(new))
            jobs.append(Job("git --word-diff", name, git, own=False))
            for tool in PEERS:
                command = (sys.executable, str(ROOT / "bench/peers.py"), tool, str(old), str(new))
                jobs.append(Job(tool, name, command, own=False))
    return jobs


def with_earlier(jobs: list[Job], program: str) -> list[Job]:
    """Each of our own jobs, followed by the same job of the other program."""
    found = []
    for job in jobs:
        if job.own:
            arguments = job.command[len(OURS) :]
            found += [job, replace(job, tool=f"{OTHER} {job.tool}", command=(*shlex.split(program), *arguments), own=False)]
    return found


def ratios(runs: Mapping[str, Run | None]) -> dict[str, float]:
    """Job -> the ratio of our least processor time to the other program's."""
    pairs = {key: (done, runs.get(f"{OTHER} {key}")) for key, done in runs.items()}
    return {key: ours.cpu / other.cpu for key, (ours, other) in pairs.items() if ours and other and other.cpu}


def print_ratios(runs: Mapping[str, Run | None]) -> None:
    print("| job | this one, s | the other, s | ratio |\n| --- | ---: | ---: | ---: |")
    for key, ratio in ratios(runs).items():
        ours, other = runs[key], runs[f"{OTHER} {key}"]
        if ours and other:
            print(f"| {key} | {ours.cpu:.3f} | {other.cpu:.3f} | {ratio:.3f} |")


def excesses(jobs: list[Job], runs: Mapping[str, Run | None], at_most: float) -> list[str]:
    """A sentence for each of our jobs that cost too much compared with the other's, or that either failed."""
    found = []
    measured = ratios(runs)
    for job in jobs:
        if job.own and job.key not in measured:
            found.append(f"{job.key}: failed, or took more than {PATIENCE:.0f} s")
        elif job.own and measured[job.key] > at_most:
            found.append(f"{job.key}: costs {measured[job.key]:.3f} times as much as the other's, above {at_most}")
    return found


def shortfalls(jobs: list[Job], runs: Mapping[str, Run | None], limits: Mapping[str, float], slack: float) -> list[str]:
    """A sentence for each of our own jobs that failed or exceeded its limit."""
    found = []
    for job in jobs:
        done = runs[job.key]
        if job.own and done is None:
            found.append(f"{job.key}: failed, or took more than {PATIENCE:.0f} s")
        elif done and done.fastest > limits.get(job.key, PATIENCE) * slack:
            found.append(f"{job.key}: {done.fastest:.2f} s is above its limit {limits.get(job.key, PATIENCE)} s x {slack}")
    return found


def print_table(jobs: list[Job], runs: Mapping[str, Run | None]) -> None:
    pairs = list(dict.fromkeys(job.pair for job in jobs if job.pair))
    print("| tool | " + " | ".join(f"{pair}, s | MB" for pair in pairs) + " |")
    print("| --- |" + " ---: |" * (2 * len(pairs)))
    for tool in dict.fromkeys(job.tool for job in jobs if job.pair):
        cells = []
        for pair in pairs:
            key = f"{tool} {pair}"
            done = runs.get(key)
            cells.append(f"{done.seconds:.3f} | {done.peak:.0f}" if done else ("failed | " if key in runs else " | "))
        print(f"| {tool} | " + " | ".join(cells) + " |")
    print()
    for job in jobs:
        if not job.pair and (done := runs[job.key]):
            print(f"`{job.key}` takes {done.seconds:.3f} s and {done.peak:.0f} MB.")
    once, often = runs.get("plandiff to JSON seeds"), runs.get("plandiff to JSON seeds x10")
    if once and often:
        print(f"{COPIES} times the text takes {often.seconds / once.seconds:.1f} times as long.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="measure other tools too (pip install --group bench)")
    parser.add_argument("--against", metavar="COMMAND", help="measure another plandiff program in turn with this one")
    parser.add_argument("--at-most", type=float, default=math.inf, metavar="RATIO", help="what --against allows, such as 1.03")
    parser.add_argument("--repeats", type=int, default=5, help="measured runs of each job (5)")
    parser.add_argument("--slack", type=float, default=1.0, help="factor on the limits, for a busy machine (1)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if options.peers and options.against:
        parser.error("--against is about plandiff alone; leave --peers out")

    with tempfile.TemporaryDirectory() as folder:
        jobs = prepare(Path(folder), with_peers=options.peers)
        if options.against:
            jobs = with_earlier(jobs, options.against)
        runs = measure(jobs, options.repeats)
    if options.against:
        missed = excesses(jobs, runs, options.at_most)
    else:
        limits = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["speed"]["at_most"]
        missed = shortfalls(jobs, runs, limits, options.slack)
    if options.json:
        figures = {
            key: {"seconds": done.seconds, "fastest": done.fastest, "megabytes": done.peak, "cpu": done.cpu} if done else None
            for key, done in runs.items()
        }
        print(json.dumps({"runs": figures, "ratios": ratios(runs), "shortfalls": missed}, indent=1))
    elif options.against:
        print_ratios(runs)
    else:
        print_table(jobs, runs)
    for sentence in missed:
        print(sentence, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
