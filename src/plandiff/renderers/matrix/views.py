"""A matrix as the page shows it: every text and anchor computed, so that the template only loops and prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from plandiff.model.matrix import Coverage, Matrix, MatrixCell, Place
from plandiff.renderers.matrix.drawings import Plot, Tile, anchor, plot, tiles
from plandiff.renderers.matrix.figures import GRADES, OTHER, gap, head, summary_rows

BEFORE: Final = 220
AFTER: Final = 140
"""Characters of context shown before and after a quantity."""
SHOWN: Final = 4
"""Places of an item in a document that are shown in full; the others are only named."""


class CellView(NamedTuple):
    """A cell of the table of indicators."""

    kind: str
    """`number`, `words`, `none`, `unread`; `other` beside `number` or `words` is a class of its own."""
    text: str
    anchor: str
    sort: str
    is_other: bool
    change: str
    """Its distance from the baseline, or else from last year's target, or its result."""


class RowView(NamedTuple):
    """A row of it."""

    number: int
    name: str
    code: str
    group: str
    title: str
    is_baseline: bool
    problem: object
    """The `Problem`, or None."""
    cells: tuple[CellView, ...]


class ColumnView(NamedTuple):
    """A column of it, with its drawings."""

    number: int
    head: str
    names: str
    plot: Plot | None
    tiles: tuple[Tile, ...]


class SentenceView(NamedTuple):
    """A cell's sentence in context."""

    anchor: str
    document: str
    indicator: str
    before: str
    text: str
    after: str
    where: str
    place: Any
    """The `Origin`."""
    period: str
    is_other: bool
    name: str
    rank: int | None
    ranked: int
    sure: int
    changes: tuple[tuple[str, str], ...]
    """What it is compared with, and how far it is from that."""
    baseline: str
    """The anchor of the baseline's sentence; "" if there is none."""
    report: str
    corrected_by: str


class TaskCell(NamedTuple):
    grade: str
    symbol: str
    places: int
    reviews: int
    key: str


class TaskRow(NamedTuple):
    """A row of the table of tasks."""

    number: int
    level: int
    chapter: int
    is_chapter: bool
    title: str
    has_below: bool
    cells: tuple[TaskCell, ...]
    sums: tuple[int, int, int, int]


def columns(matrix: Matrix) -> Iterator[ColumnView]:
    for number, indicator in enumerate(matrix.indicators):
        yield ColumnView(number, head(indicator), "、".join(indicator.aliases[:12]), plot(matrix, number), tiles(matrix, number))


def rows(matrix: Matrix) -> Iterator[RowView]:
    for number, document in enumerate(matrix.documents):
        province = document.province
        yield RowView(
            number,
            matrix.names[number],
            province.code if province else "",
            province.group if province else "",
            document.title,
            document.is_baseline,
            document.problem,
            tuple(
                _cell(matrix.cell[number, column], unread=bool(document.problem), matrix=matrix)
                for column in range(len(matrix.indicators))
            ),
        )


def _cell(cell: MatrixCell, *, unread: bool, matrix: Matrix) -> CellView:
    base = next((base for base in ("baseline", "target", "result") if base in cell.since), "")
    difference = cell.since[base] if base else 0.0  # type: ignore[index]
    unit = matrix.indicators[cell.indicator].unit
    middle = "" if cell.middle is None or cell.measure != "asked" else repr(cell.middle)
    return CellView(
        "unread" if unread else cell.state,
        cell.text,
        anchor(cell),
        middle,
        cell.measure == "other",
        gap(difference, unit) if base else "",
    )


def sentences(matrix: Matrix) -> Iterator[SentenceView]:
    ranked = Counter(cell.indicator for cell in matrix.cells if cell.rank)
    for cell in matrix.cells:
        if cell.state == "none":
            continue
        document, indicator = matrix.documents[cell.document], matrix.indicators[cell.indicator]
        before, text, after = surroundings(cell)
        first = matrix.cell[0, cell.indicator]
        baseline = anchor(first) if matrix.has_baseline and not document.is_baseline else ""
        yield SentenceView(
            anchor(cell),
            matrix.names[cell.document],
            head(indicator),
            before,
            text,
            after,
            cell.where,
            cell.origin,
            str(cell.period or ""),
            cell.measure == "other",
            cell.name,
            cell.rank,
            ranked[cell.indicator],
            round(cell.confidence * 100),
            tuple((base, gap(value, indicator.unit)) for base, value in cell.since.items()),
            baseline,
            document.report,
            cell.corrected_by,
        )


def surroundings(cell: MatrixCell, most_before: int = BEFORE, most_after: int = AFTER) -> tuple[str, str, str]:
    """The text before the quantity, the quantity, and the text after it; of several parts the first one counts."""
    end = cell.start + len(cell.text)
    if not cell.paragraph.startswith(cell.text, cell.start):
        end = cell.start + len(cell.text.partition("、")[0])
    before, text, after = cell.paragraph[: cell.start], cell.paragraph[cell.start : end], cell.paragraph[end:]
    shown = before if len(before) <= most_before else f"…{before[-most_before:]}"
    return shown, text, after if len(after) <= most_after else f"{after[:most_after]}…"


# --- tasks ---------------------------------------------------------------------------------------


def task_documents(matrix: Matrix) -> tuple[int, ...]:
    """The documents compared with the baseline's sections, and those that could not be read."""
    known = {found.document for found in matrix.coverage}
    return tuple(number for number, document in enumerate(matrix.documents) if number in known or document.problem)


def task_rows(matrix: Matrix, documents: Sequence[int]) -> Iterator[TaskRow]:
    for number, item in enumerate(matrix.items):
        cells = tuple(_task(matrix.covered.get((number, document)), number, document) for document in documents)
        counts = Counter(cell.grade for cell in cells)
        below = number + 1 < len(matrix.items) and matrix.items[number + 1].level > item.level
        yield TaskRow(
            number,
            item.level,
            item.chapter,
            item.chapter == number,
            f"{item.number} {item.title}".strip(),
            below and item.chapter == number,
            cells,
            (counts["same"], counts["part"], counts["touched"], counts["none"]),
        )


def task_sums(rows: Sequence[TaskRow]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """For each grade, the number of items with that grade in each document."""
    width = len(rows[0].cells) if rows else 0
    for grade, symbol in GRADES.items():
        yield grade, symbol, tuple(sum(row.cells[place].grade == grade for row in rows) for place in range(width))


def _task(found: Coverage | None, item: int, document: int) -> TaskCell:
    if found is None:
        return TaskCell("unread", "", 0, 0, "")
    planned = len(found.planned)
    return TaskCell(found.grade, GRADES[found.grade], planned, len(found.places) - planned, f"{item}-{document}")


def task_data(matrix: Matrix) -> dict[str, Any]:
    """What the script shows for the cells of tasks: each text occurs in it once."""
    numbers: dict[tuple[int, str], int] = {}
    places: list[list[Any]] = []

    def place(document: int, found: Place) -> int:
        key = (document, found.node)
        if key not in numbers:
            numbers[key] = len(places)
            places.append([found.title, " › ".join(found.path), found.text])
        return numbers[key]

    cells: dict[str, Any] = {}
    for found in matrix.coverage:
        shown = [[place(found.document, one), one.grade, round(one.score * 100), one.aspect] for one in found.places[: 2 * SHOWN]]
        rejected = [place(found.document, found.rejected), round(found.rejected.score * 100)] if found.rejected else None
        cells[f"{found.item}-{found.document}"] = [shown, rejected, list(found.numbers), found.count]
    return {
        "items": [
            [
                f"{item.number} {item.title}".strip(),
                item.text,
                list(item.numbers),
                "" if matrix.has_baseline else matrix.names[item.document],
            ]
            for item in matrix.items
        ],
        "documents": [[name, document.report] for name, document in zip(matrix.names, matrix.documents, strict=True)],
        "columns": [[indicator.name, str(indicator.period or "")] for indicator in matrix.indicators],
        "sources": [document.file for document in matrix.documents],
        "places": places,
        "cells": cells,
    }


def extras(matrix: Matrix) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """For each document, what it plans that the baseline lacks: titles with their paths."""
    for number, name in enumerate(matrix.names):
        own = tuple((extra.place.title, " › ".join(extra.place.path)) for extra in matrix.extras if extra.document == number)
        if own:
            yield name, own


def figures(matrix: Matrix) -> Any:  # noqa: ANN401 - rows for the template
    return tuple(summary_rows(matrix))


__all__ = ["OTHER", "columns", "extras", "figures", "rows", "sentences", "task_data", "task_documents", "task_rows", "task_sums"]
