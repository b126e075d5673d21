"""Hostile and broken inputs: short texts of our own, changed at random, given to every reader and every stage.

    python tests/fuzzing.py [--minutes 10] [--seed N] [TARGET …]
    python tests/fuzzing.py --texts 100000 --seed 1 canonical
    python tests/fuzzing.py --texts 60000 --seed 1 --first 40000 canonical

A target takes bytes and asserts what must hold for any; what it may raise is a `PlandiffError`. Inputs are made of the files in
`fuzz/corpus`, and of files that are built here for formats that are not text, by a few changes each. All is decided by a seed and the number
of the input, so that one that failed can be made again; it is kept in `fuzz/regressions/TARGET`, made smaller, and is a test from then on.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

import plandiff
from fuzz_inputs import BETWEEN, inputs
from laws import check_laws
from plandiff.errors import PlandiffError
from plandiff.judgement import parse_notes
from plandiff.model import Plan, Review, Source
from plandiff.pipeline import write
from plandiff.readers.formats import FORMATS
from plandiff.readers.office import read_converted, read_converted_sheets
from plandiff.renderers import RENDERERS, REVIEW_RENDERERS, RenderOptions
from plandiff.targets import find_targets

REGRESSIONS: Final = Path(__file__).with_name("fuzz") / "regressions"
KEPT: Final = 20
"""Inputs of one target that are kept in one run (count); the same fault often shows in many."""

TOLD: Final = 10_000
"""After how many inputs of a target their number is told, from which another run may go on (count)."""

Target = Callable[[bytes], None]


# --- targets ----------------------------------------------------------------------------------------


def reading(suffix: str) -> Target:
    """A target that reads its input as a file of a format, and asks for the plan that is in it."""

    def read(data: bytes) -> None:
        plan = plandiff.load(Source(f"plan{suffix}", data))
        assert all(plan.unit[unit.id] == unit for unit in plan.units)

    return read


def canonical(suffix: str) -> Target:
    """A target that asserts that canonical text is a fixed point: read and written again it is the same, and so is the plan."""

    def settle(data: bytes) -> None:
        plan = plandiff.load(Source(f"plan{suffix}", data))
        written = write(plan)
        again = plandiff.load(Source("plan.md", written))
        assert again.root == plan.root, "another tree"
        assert write(again) == written, "another text"

    return settle


def comparing(data: bytes) -> None:
    """Two documents are compared in both modes, and the result is written in every format."""
    old, new = sides(data)
    for mode in ("versions", "regions"):
        comparison = plandiff.compare(old, new, mode=mode)
        for known in RENDERERS:
            if ".pdf" not in known.suffixes:  # that is the page, printed by a browser
                known.render(comparison, RenderOptions())


def lawful(data: bytes) -> None:
    """What must be true of every comparison is true of this one, in both modes; written again, it is the same bytes."""
    old, new = sides(data)
    for mode in ("versions", "regions"):
        comparison = check_laws(old, new, mode)
        for known in RENDERERS:
            if known.name in ("json", "text"):
                assert known.render(comparison, RenderOptions()) == known.render(comparison, RenderOptions()), known.name


def targets(data: bytes) -> None:
    """The quantities of a document stand where they say, and those of two are matched one with one."""
    old, new = sides(data)
    for plan in (old, new):
        for found in find_targets(plan):
            assert found.text in plan.unit[found.node].text or found.text in found.paragraph
    comparison = plandiff.compare(old, new)
    for side in ("old", "new"):
        stated = [id(getattr(change, side)) for change in comparison.targets if getattr(change, side)]
        assert len(stated) == len(set(stated))


def reviewing(data: bytes) -> None:
    """A review of two documents is written in every format of reviews; the same bytes are read as a notes file."""
    old, new = sides(data)
    review = Review.of(plandiff.compare(old, new))
    for known in REVIEW_RENDERERS:
        known.render(review, RenderOptions())
    parse_notes(data, "notes.toml")


def sides(data: bytes) -> tuple[Plan, Plan]:
    old, _, new = data.partition(BETWEEN)
    return plandiff.load(Source("old.md", old)), plandiff.load(Source("new.md", new))


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        f"read-{row.name}": reading(row.suffixes[0])
        for row in FORMATS
        # LibreOffice reads these, and its own people test it so
        if row.read not in (read_converted, read_converted_sheets)
    }
    | {
        "canonical": canonical(".txt"),
        "canonical-markdown": canonical(".md"),
        "canonical-html": canonical(".html"),
        "compare": comparing,
        "laws": lawful,
        "targets": targets,
        "review": reviewing,
    }
)


# --- failures ---------------------------------------------------------------------------------------


def failure(target: str, data: bytes) -> str:
    """What went wrong with an input, and where; "" where nothing did."""
    try:
        TARGETS[target](data)
    except PlandiffError:
        return ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:100]}"
    return ""


def smaller(target: str, data: bytes, tries: int = 400) -> bytes:
    """A shorter input that goes wrong at the same place."""
    said = failure(target, data).partition(":")[0]
    size = max(1, len(data) // 2)
    while size and tries:
        for start in range(0, len(data), size):
            tries -= 1
            shorter = data[:start] + data[start + size :]
            if failure(target, shorter).partition(":")[0] == said:
                data = shorter
                break
            if not tries:
                break
        else:
            size //= 2
    return data


def kept(target: str, data: bytes) -> Path:
    """The file in which an input that failed is kept."""
    path = REGRESSIONS / target / sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run(target: str, seed: int, seconds: float, most: int, first: int = 0) -> tuple[int, dict[str, Path]]:
    """How many inputs a target was given, from the `first` on, and where what failed is kept, by what went wrong."""
    until = time.monotonic() + seconds
    failed: dict[str, Path] = {}
    count = 0
    for data in inputs(target, seed, first):
        if count >= most or time.monotonic() > until:
            break
        if count and count % TOLD == 0:
            print(f"  {target}: {first + count} inputs", flush=True)  # noqa: T201
        count += 1
        said = failure(target, data)
        if said and len(failed) < KEPT:
            path = kept(target, smaller(target, data))
            if path not in failed.values():
                failed[f"{said} ({count})"] = path
                print(f"  {target}: {said}\n    {path}", flush=True)  # noqa: T201
    return count, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all of them")
    parser.add_argument("--minutes", type=float, default=10.0, help="shared among the targets (10)")
    parser.add_argument("--texts", type=int, default=sys.maxsize, help="inputs of each target at most")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the day's own, unless given")
    parser.add_argument("--first", type=int, default=0, help="number of the first input, to go on with a run of that seed (0)")
    options = parser.parse_args()
    asked = options.targets or list(TARGETS)
    if unknown := sorted(set(asked) - set(TARGETS)):
        parser.error(f"no target {unknown[0]}; there are {', '.join(TARGETS)}")
    failures = 0
    print(f"seed {options.seed}", flush=True)  # noqa: T201
    for target in asked:
        count, failed = run(target, options.seed, options.minutes * 60 / len(asked), options.texts, options.first)
        failures += len(failed)
        print(f"{target}: {count} inputs, {len(failed)} failures", flush=True)  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
