"""A corpus of a thousand documents among which some cannot be read, end the process that reads them, or take all memory.

    python bench/corpus_bad.py [--documents N] [--scheduler tcp://HOST:PORT]

Prints what is there, why what is not is not, and what it took. With `--scheduler` the workers need this folder on their PYTHONPATH, and a
limit of memory. Exit code 1 if anything else is missing, or blamed for something else.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpus_faulty import prepare_or_fail
from plandiff.corpus.build import Options, build
from plandiff.corpus.held import Corpus
from plandiff.corpus.storage import Folder
from plandiff.corpus.work import Cluster, Pool, Processes

CHARACTERS: Final = "".join(map(chr, range(0x5000, 0x5600)))
PASSAGES: Final = 40
LENGTH: Final = 60
"""Characters of a passage."""
LONG: Final = 10_000_000
"""Bytes of the longest document."""
MEMORY: Final = 3_000_000_000
"""Bytes for all processes of this machine."""
EXPECTED: Final = {
    "binary.md": "",
    "devours.md": "memory",
    "empty.md": "",
    "kills.md": "ended the process",
    "unreadable.docx": "",
}
"""Document -> what its cause says."""


def write_documents(folder: Path, count: int) -> None:
    """So many documents, six of them as the title of this file says; the one of 10 MB can be read."""
    rng = random.Random(1)  # noqa: S311 - the same for ever
    for number in range(count - len(EXPECTED) - 1):
        (folder / f"{number:04}.md").write_text(_text(rng, number, PASSAGES), encoding="utf-8")
    (folder / "long.md").write_text(_text(rng, count, LONG // (3 * LENGTH)), encoding="utf-8")
    for name in ("kills", "devours"):
        (folder / f"{name}.md").write_text(_text(rng, len(name), 2), encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    (folder / "unreadable.docx").write_bytes(b"PK\x03\x04 no archive")


def _text(rng: random.Random, number: int, passages: int) -> str:
    return (
        f"# 第{number}号方案\n\n" + "\n\n".join("".join(rng.choices(CHARACTERS, k=LENGTH)) + "。" for _ in range(passages)) + "\n"
    )


def workers(scheduler: str) -> Pool:
    return Cluster(scheduler) if scheduler else Processes(2, MEMORY)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--scheduler", default="", metavar="tcp://HOST:PORT")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        plans.mkdir()
        write_documents(plans, options.documents)
        corpus = Corpus.create(Folder(str(Path(folder, "corpus"))))
        pool = workers(options.scheduler)
        started = time.monotonic()
        try:
            outcome = build(corpus, [str(plans)], pool, Options(prepare=prepare_or_fail))
        finally:
            pool.close()
        clock = time.monotonic() - started
        again = build(corpus, [str(plans)], Processes(1), Options())
    causes = {failure.name: failure.cause for failure in outcome.failures}
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{outcome.documents} documents there; {clock:.0f} s by the clock, ", end="")
    print(
        f"{sum(one.ru_utime + one.ru_stime for one in used):.0f} s of processors, {max(one.ru_maxrss for one in used) / 1e6:.2f} GB"
    )
    print("\n".join(f"{name}: {cause}" for name, cause in sorted(causes.items())))
    right = (
        causes.keys() == EXPECTED.keys()
        and all(EXPECTED[name] in cause for name, cause in causes.items())
        and outcome.documents == options.documents - len(EXPECTED)
        and not outcome.bugs
        and not again.changed
    )
    return 0 if right else 1


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parent))  # for processes that are started
    sys.exit(main())
