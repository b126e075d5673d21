"""How far each tuning number can be moved before the figures change.

    python bench/sweep.py [--stage NAME ...] [--field NAME ...] [--seeds N] [--jobs N] [--write]

Every numeric field of a stage's `Tuning` is moved by 10 % and by 25 % both ways, whole numbers by at least 1, while the others
stay as shipped. A number is on a plateau if a tenth more or less costs nothing and no move gains anything.
The cases are those of bench/quality.py, for findings and targets the labelled pairs and sentences of the data folder, and for
the layout of pages its PDF files (`bench/layout.py`);
all run within one process per processor. Nothing is computed twice: a pair of documents is run again from the moved stage only, and
only if that stage read the number when it ran as shipped, up to the stage that the case's figures are about; the same result is
scored once.

`--write` puts the tables into docs/quality.md, each between its markers `<!-- sweep: STAGE -->` and `<!-- end of sweep -->`.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import multiprocessing
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import layout
from findings import precision
from outside import DATA, ROOT, load_script
from plandiff.model import Comparison
from plandiff.normalize import normalize
from plandiff.pipeline import open_document
from plandiff.readers import read
from plandiff.renderers.json import comparison_json
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.targets import render_targets_json
from plandiff.targets import find_targets
from quality import GROUPS, Case, Figures, labelled_cases, more_figures, revised_cases
from rerun import DESCRIBED, STEPS, Comparing, Given, Move, Numbers, Value, handed

MOVES: Final = (-0.25, -0.1, 0.0, 0.1, 0.25)
SLACK: Final = 0.0005
"""The tolerance of a stage's figure, the mean of its figures that matter, to count as the same: one heading of one case in a
hundred."""
PAGE: Final = ROOT / "docs" / "quality.md"


@dataclass(frozen=True)
class Stage:
    """A stage, the module of its numbers, and the figures (family of cases, figure) that they must not harm."""

    name: str
    module: str
    figures: tuple[tuple[str, str], ...]

    @property
    def tuning(self) -> Numbers:
        """The shipped values, None if it has no such module yet."""
        if importlib.util.find_spec(self.module) is None:
            return None
        return importlib.import_module(self.module).TUNING


ALIGNED: Final = (
    *((family, figure) for family in ("laws", "rewritten", "heavy") for figure in ("links", "moved", "groups", "alone")),
    *(("essays", "links"), ("essays", "alone"), ("medium", "links"), ("medium", "moved")),
    *((family, figure) for family in ("regions", "regions_more", "coverage") for figure in ("pairs", "pairs_p")),
)
FOUND: Final = (("findings", "error"), ("findings", "warning"), ("findings", "recall"))
STAGES: Final = (
    Stage(
        "normalize",
        "plandiff.normalize.tuning",
        (
            *((family, figure) for family in ("trees", "regions", "medium", "heavy") for figure in ("tree", "text", "clean")),
            *((family, "text") for family in ("laws", "essays", "rewritten", "regions_more")),
            *((family, "links") for family in ("laws", "rewritten", "heavy")),
            *((family, "pairs") for family in ("regions", "regions_more")),
        ),
    ),
    Stage("align", "plandiff.align.tuning", ALIGNED),
    Stage("changes", "plandiff.changes.tuning", (*FOUND, ("heavy", "links"))),
    Stage(
        "targets",
        "plandiff.targets.tuning",
        (
            *(("sentences", figure) for figure in ("f1", "value", "unit", "comparator", "year", "role", "indicator")),
            *FOUND,
        ),
    ),
    Stage(
        "layout",
        "plandiff.readers.layout.tuning",
        (
            *(("pages", figure) for figure in ("paragraphs", "headings", "furniture", "cells")),
            *(("printed", figure) for figure in ("paragraphs", "headings", "rows")),
        ),
    ),
)


# --- scoring one case ---------------------------------------------------------------------------

Answer = Mapping[str, Any]
"""The JSON of a comparison."""


@cache
def _script(name: str) -> ModuleType:
    return load_script(name)


def _pairs(case: Case) -> list[tuple[Path, Path, str]]:
    """The documents of a case and the comparison mode: one pair, or for findings all labelled pairs."""
    folders = sorted(path for path in case.folder.iterdir() if path.is_dir()) if case.family == "findings" else [case.folder]
    return [(min(folder.glob("old.*")), min(folder.glob("new.*")), _mode(folder)) for folder in folders]


def _mode(folder: Path) -> str:
    gold, mode = folder / "gold.json", folder / "mode"
    if gold.exists():
        return "regions" if "counterparts" in json.loads(gold.read_text(encoding="utf-8")) else "auto"
    return mode.read_text(encoding="utf-8").strip() if mode.exists() else "auto"


def _score(case: Case, answers: Sequence[Answer]) -> Figures:
    """The scorer's figures for a case's output."""
    if case.family == "findings":
        return _score_findings(case.folder, answers)
    module = _script("score")
    vars(module)["run"] = lambda *_: answers[0]
    scored = module.score(case.folder, "")
    gold = json.loads((case.folder / "gold.json").read_text(encoding="utf-8"))
    return {**scored, **more_figures(gold, answers[0], module.Blocks), "clean": 1 - scored["noise"]}


def _score_findings(folder: Path, answers: Sequence[Answer]) -> Figures:
    module = _script("score_findings")
    waiting = iter(answers)
    vars(module)["run"] = lambda *_: next(waiting)
    scored = _printed(module, ["score_findings", "", str(folder), str(DATA / "gold/findings/gold.jsonl"), "--json"])
    return {"error": precision(scored["error"]), "warning": scored["warning"]["half"], "recall": scored["recall"]}


def _score_sentences(file: Path, given: Given) -> tuple[str, Figures]:
    """The output of `plandiff targets` for a file of labelled sentences, and its score."""
    module = _script("score_targets")
    printed: list[str] = []

    def run(argv: Sequence[str], **_: object) -> SimpleNamespace:
        plan = normalize(read(open_document(Path(argv[2]))))
        found = handed(find_targets, "targets", given)(plan)
        printed.append(render_targets_json(found, RenderOptions()).decode())
        return SimpleNamespace(stdout=printed[-1])

    vars(module)["subprocess"] = SimpleNamespace(run=run)
    scored = _printed(module, ["score_targets", str(file), "--json"])
    return printed[-1], scored


def _printed(module: ModuleType, argv: list[str]) -> Mapping[str, Any]:
    """The JSON that a script prints."""
    kept, sys.argv = sys.argv, argv
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            module.main()
    finally:
        sys.argv = kept
    answer: Mapping[str, Any] = json.loads(out.getvalue())
    return answer


def score_case(case: Case, moves: Sequence[Move]) -> tuple[Figures, dict[Move, Figures]]:
    """The figures of a case as shipped, and those of the moves that change anything; a tenth and a quarter of a small whole number
    are one move."""
    first: dict[tuple[str, str, float], Move] = {}
    same = {move: first.setdefault((move.stage, move.field, move.value), move) for move in moves}
    shipped, others = _score_moves(case, tuple(first.values()))
    return shipped, {move: others[one] for move, one in same.items() if one in others}


def _score_moves(case: Case, moves: Sequence[Move]) -> tuple[Figures, dict[Move, Figures]]:
    stages = {stage.name: stage.tuning for stage in STAGES}
    own = [move for move in moves if (move.stage == "layout") == (case.family in layout.FAMILIES)]
    tunings = {move: replace(stages[move.stage], **{move.field: move.value}) for move in own}
    if case.family in layout.FAMILIES:
        reading = layout.Reading(case)
        read_again = {move: reading.moved(move.field, tuning) for move, tuning in tunings.items()}
        return reading.figures, {move: figures for move, figures in read_again.items() if figures is not None}
    if case.family == "sentences":
        shipped, figures = _score_sentences(case.folder, {})
        other = {move: _score_sentences(case.folder, {move.stage: tunings[move]}) for move in own if move.stage == "targets"}
        return figures, {move: scored for move, (answer, scored) in other.items() if answer != shipped}

    steps = STEPS if case.family == "findings" else DESCRIBED
    comparings = [Comparing(*pair, stages, steps) for pair in _pairs(case)]
    answers = [_answer(comparing.shipped[-1]) for comparing in comparings]
    others: dict[Move, Figures] = {}
    known: list[tuple[list[Value | None], Figures]] = []
    for move, tuning in tunings.items():
        found = [comparing.moved(move, tuning) for comparing in comparings]
        if all(comparison is None for comparison in found):
            continue
        others[move] = next((figures for values, figures in known if values == found), {})
        if not others[move]:
            pairs = zip(found, answers, strict=True)
            others[move] = _score(case, [answer if other is None else _answer(other) for other, answer in pairs])
            known.append((found, others[move]))
    return _score(case, answers), others


def _answer(comparison: Comparison) -> Answer:
    """A comparison as other programs read it."""
    answer: Answer = json.loads(json.dumps(comparison_json(comparison)))
    return answer


# --- moves and tables ---------------------------------------------------------------------------


def moves_of(stage: Stage, only: Iterable[str] = ()) -> Iterator[Move]:
    """Every number of a stage at every value it is moved to; other fields stay."""
    names = set(only)
    for field in fields(stage.tuning):
        value = getattr(stage.tuning, field.name)
        if isinstance(value, int | float) and not isinstance(value, bool) and (not names or field.name in names):
            yield from (Move(stage.name, field.name, by, moved(value, by)) for by in MOVES if by)


def moved(value: float, by: float) -> float:
    """A number moved by a share of itself; an integer stays one and moves by at least 1."""
    if isinstance(value, int):
        step = max(1, round(abs(value * by)))
        return value + step if by > 0 else value - step
    return round(value * (1 + by), 6)


def figure_of(stage: Stage, rows: Mapping[Case, Figures]) -> float:
    """The mean of the figures that matter to a stage, each the mean over its family's cases."""
    found = []
    for family, figure in stage.figures:
        values = [row[figure] for case, row in rows.items() if case.family == family and figure in row]
        found += [sum(values) / len(values)] if values else []
    return sum(found) / len(found) if found else 0.0


def is_plateau(figures: Mapping[float, float]) -> bool:
    """Whether a tenth more or less costs nothing, and no move gains anything."""
    here = figures[0.0]
    return min(figures[-0.1], figures[0.1]) >= here - SLACK and max(figures.values()) <= here + SLACK


def table_of(stage: Stage, moves: Iterable[Move], scored: Mapping[Case, tuple[Figures, Mapping[Move, Figures]]]) -> str:
    """A row for each number: its value, the stage's figure at each move, and the number of cases affected."""
    figure = figure_of(stage, {case: shipped for case, (shipped, _) in scored.items()})
    lines = [
        "| number | value | " + " | ".join(f"{by:+.0%}".replace("-", "−") if by else "shipped" for by in MOVES),
        "| --- | ---: |" + " ---: |" * len(MOVES) + " ---: | --- |",
    ]
    lines[0] += " | cases it touches | plateau |"
    by_field: dict[str, list[Move]] = {}
    for move in moves:
        by_field.setdefault(move.field, []).append(move)
    for name, group in by_field.items():
        figures = {0.0: figure}
        for move in group:
            figures[move.by] = figure_of(stage, {case: other.get(move, shipped) for case, (shipped, other) in scored.items()})
        touched = sum(any(move in other for move in group) for _, other in scored.values())
        cells = [f"`{name}`", f"{getattr(stage.tuning, name):g}", *(f"{figures[by]:.4f}" for by in MOVES), str(touched)]
        lines.append(f"| {' | '.join(cells)} | {'yes' if is_plateau(figures) else 'no'} |")
    return "\n".join(lines)


def write_table(page: Path, stage: str, table: str) -> None:
    """Put a stage's table between its markers, or at the end of the page if there are none."""
    text = page.read_text(encoding="utf-8")
    opening, closing = f"<!-- sweep: {stage} -->", "<!-- end of sweep -->"
    found = re.search(rf"{opening}\n.*?{closing}", text, re.DOTALL)
    whole = f"{opening}\n{table}\n{closing}"
    text = text[: found.start()] + whole + text[found.end() :] if found else f"{text.rstrip()}\n\n{whole}\n"
    page.write_text(text, encoding="utf-8")


def cases_of(stages: Sequence[Stage], seeds: int, folder: Path) -> list[Case]:
    """The cases of all families that these stages' figures use."""
    wanted = {family for stage in stages for family, _ in stage.figures}
    families = [family for group in GROUPS.values() for family in group if family in wanted]
    cases = labelled_cases(families) + revised_cases(families, seeds, folder) + layout.layout_cases(sorted(wanted))
    if "findings" in wanted:
        cases.append(Case("findings", "all", DATA / "gold/findings/pairs"))
    if "sentences" in wanted:
        cases += [Case("sentences", path.stem, path) for path in sorted((DATA / "bench/targets").glob("*.jsonl"))]
    return cases


def main() -> int:
    ready = [stage for stage in STAGES if stage.tuning is not None]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=[stage.name for stage in ready], action="append", help="may be repeated")
    parser.add_argument("--field", action="append", default=[], help="move this number only; may be repeated")
    parser.add_argument("--seeds", type=int, default=3, help="revised editions of each plan and strength (3)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (number of processors)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/quality.md")
    options = parser.parse_args()
    stages = [stage for stage in ready if stage.name in (options.stage or [stage.name])]
    moves = [move for stage in stages for move in moves_of(stage, options.field)]
    if not moves:
        parser.error("no stage has such a number")
    if options.write and options.field:
        parser.error("--write needs all numbers of a stage")

    with tempfile.TemporaryDirectory() as folder, multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        cases = cases_of(stages, options.seeds, Path(folder))
        scored = dict(zip(cases, pool.imap(partial(score_case, moves=moves), cases), strict=True))
    for stage in stages:
        table = table_of(stage, [move for move in moves if move.stage == stage.name], scored)
        print(f"{stage.name}\n\n{table}\n")
        if options.write:
            write_table(PAGE, stage.name, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
