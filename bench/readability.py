"""How readable the word edits are: plandiff compared with tools that mark characters or words.

    python bench/readability.py [--pairs N] [--json] [--sweep]

Every tool gets the same pairs of texts: the changed paragraphs that plandiff linked in the versions
of laws, in reports and in English drafts. jsdiff is run if node finds its package `diff`.

    marked    characters marked as deleted or inserted, per changed pair
    runs      marked runs per changed pair
    borders   share of the marked runs that begin and end where a word does (rjieba's cut of the text)
    islands   share of the equal runs between marks that are a single character

`--sweep` moves each number of `plandiff.edits.Tuning` instead, as bench/sweep.py does, and prints plandiff's figures at every place.

Exit code 1 when plandiff is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, Final

import rjieba
from diff_match_patch import diff_match_patch

import plandiff
from outside import DATA
from plandiff.edits import TUNING, Tuning, diff
from quality import FLOORS
from sweep import MOVES, moved

Marks = list[tuple[str, str]]
"""The operation on each run of text in reading order: (`=`, `-` or `+`, text)."""

SEED: Final = 1
"""Seed of the sample of changed pairs; any number gives about the same figures."""
SHORTEST: Final = 20
"""Shorter texts, such as headings and cells, are left out (characters)."""


def changed_pairs(count: int) -> list[tuple[str, str]]:
    """Changed paragraphs of real documents, drawn at random with a fixed seed, a third of each kind."""
    kinds = [_law_pairs(), _report_pairs(), _draft_pairs()]
    chosen = []
    for documents in kinds:
        found = []
        for old, new in documents:
            comparison = plandiff.compare(old, new, mode="versions")
            for change in comparison.changes:
                if change.status == "changed" and len(change.old) == len(change.new) == 1:
                    texts = comparison.old.unit[change.old[0]].text, comparison.new.unit[change.new[0]].text
                    if min(map(len, texts)) >= SHORTEST:
                        found.append(texts)
        chosen += random.Random(SEED).sample(found, min(len(found), count // len(kinds)))  # noqa: S311 - a sample, no secret
    return chosen


def _law_pairs() -> list[tuple[Path, Path]]:
    laws = sorted((DATA / "data" / "laws_versions").glob("*.md"))
    return [pair for _, same in groupby(laws, lambda path: path.name.split("(")[0]) for pair in combinations(same, 2)][:12]


def _report_pairs() -> list[tuple[Path, Path]]:
    folder = DATA / "data" / "national"
    return list(combinations(sorted(folder.glob("gwr*")), 2)) + list(combinations(sorted(folder.glob("*.md")), 2))


def _draft_pairs() -> list[tuple[Path, Path]]:
    return [(next(case.glob("old.*")), next(case.glob("new.*"))) for case in sorted((DATA / "gold" / "cases").glob("essay-*"))]


# --- the tools -------------------------------------------------------------------------------


def by_plandiff(old: str, new: str, tuning: Tuning = TUNING) -> Marks:
    marks: Marks = []
    for edit in diff(old, new, tuning=tuning):
        if edit.op in ("equal", "noise"):
            marks.append(("=", edit.new))
        else:
            marks += [("-", edit.old), ("+", edit.new)]
    return marks


def by_diff_match_patch(old: str, new: str) -> Marks:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diffs)
    return [("-=+"[op + 1], text) for op, text in diffs]


def by_git(old: str, new: str) -> Marks:
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "old"), Path(folder, "new")
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text + "\n", encoding="utf-8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=.", *map(str, paths)]
        lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    start = next((n for n, line in enumerate(lines, 1) if line.startswith("@@")), len(lines))
    return [("=" if line[0] == " " else line[0], line[1:]) for line in lines[start:] if line[:1] in (" ", "-", "+")]


def by_jsdiff(old: str, new: str) -> Marks:
    script = (
        "const {diffWords}=require('diff');const [a,b]=JSON.parse(require('fs').readFileSync(0));"
        "const s=new Intl.Segmenter('zh',{granularity:'word'});"
        "console.log(JSON.stringify(diffWords(a,b,{intlSegmenter:s}).map(p=>[p.added?'+':p.removed?'-':'=',p.value])))"
    )
    done = subprocess.run(["node", "-e", script], input=json.dumps([old, new]), capture_output=True, text=True, check=True)
    return [(op, text) for op, text in json.loads(done.stdout)]


TOOLS: Final[dict[str, Callable[[str, str], Marks]]] = {
    "plandiff": by_plandiff,
    "diff-match-patch, semantic": by_diff_match_patch,
    "git --word-diff-regex=.": by_git,
    "jsdiff, Intl.Segmenter": by_jsdiff,
}


# --- the figures -----------------------------------------------------------------------------


def measure(marked: list[Marks], pairs: list[tuple[str, str]]) -> dict[str, float]:
    """The figures of one tool over all pairs."""
    characters = runs = at_borders = islands = between = 0
    for marks, (old, new) in zip(marked, pairs, strict=True):
        borders = {"-": _borders(old), "+": _borders(new)}
        at = {"-": 0, "+": 0}
        inner = [text for k, (op, text) in enumerate(marks) if op == "=" and 0 < k < len(marks) - 1]
        between += len(inner)
        islands += sum(len(text) == 1 for text in inner)
        for op, text in marks:
            if op != "=" and text:
                runs += 1
                characters += len(text)
                at_borders += {at[op], at[op] + len(text)} <= borders[op]
            for side in at if op == "=" else (op,):
                at[side] += len(text)
    count = len(pairs) or 1
    return {
        "marked": characters / count,
        "runs": runs / count,
        "borders": at_borders / (runs or 1),
        "islands": islands / (between or 1),
    }


def sweep(pairs: list[tuple[str, str]]) -> str:
    """A row for each number of the edits at each value it is moved to."""
    lines = ["| number | value | marked | runs | borders | islands |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for field in fields(TUNING):
        shipped = getattr(TUNING, field.name)
        for value in sorted({moved(shipped, by) if by else shipped for by in MOVES}):
            change: dict[str, Any] = {field.name: value}
            figures = measure([by_plandiff(*pair, replace(TUNING, **change)) for pair in pairs], pairs)
            shown = f"**{value:g}**" if value == shipped else f"{value:g}"
            lines.append(f"| `{field.name}` | {shown} | {_cells(figures)} |")
    return "\n".join(lines)


def _cells(figures: dict[str, float]) -> str:
    return f"{figures['marked']:.1f} | {figures['runs']:.2f} | {figures['borders']:.3f} | {figures['islands']:.3f}"


def _borders(text: str) -> set[int]:
    """The word boundaries of a text as printed."""
    found, at = {0}, 0
    for word in rjieba.cut(text):
        at += len(word)
        found.add(at)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=150, help="changed paragraphs to judge (150)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--sweep", action="store_true", help="move each number of plandiff's edits instead")
    options = parser.parse_args()
    pairs = changed_pairs(options.pairs)
    if options.sweep:
        print(sweep(pairs))
        return 0
    asks_node = (
        shutil.which("node")
        and not subprocess.run(["node", "-e", "require('diff')"], capture_output=True, check=False).returncode
    )
    tools = {name: tool for name, tool in TOOLS.items() if tool is not by_jsdiff or asks_node}
    table = {name: measure([tool(*pair) for pair in pairs], pairs) for name, tool in tools.items()}
    if options.json:
        print(json.dumps({"pairs": len(pairs), "tools": table}, indent=1))
    else:
        print(
            f"{len(pairs)} changed paragraphs\n\n| tool | marked | runs | borders | islands |\n| --- | ---: | ---: | ---: | ---: |"
        )
        for name, row in table.items():
            print(f"| {name} | {_cells(row)} |")
    return _judge(table)


def _judge(table: dict[str, dict[str, float]]) -> int:
    """Check plandiff's figures against the floors; `marked` is bounded by the fewest of all tools."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["readability"]
    ours = table["plandiff"]
    fewest = min(row["marked"] for row in table.values())
    missed = [f"{key} {ours[key]:.3f} is below {floor}" for key, floor in floors["at_least"].items() if ours[key] < floor]
    missed += [f"{key} {ours[key]:.3f} is above {ceiling}" for key, ceiling in floors["at_most"].items() if ours[key] > ceiling]
    if ours["marked"] > floors["marked_to_fewest"] * fewest:
        missed.append(f"marked {ours['marked']:.1f} is above {floors['marked_to_fewest']} x {fewest:.1f}")
    for sentence in missed:
        print(sentence, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
