"""A matrix as plain tables: for a terminal, for Markdown, and for other programs as one row a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.model.matrix import Matrix
from plandiff.renderers.markdown import escape
from plandiff.renderers.matrix.figures import OTHER, document_rows, head, summary_rows
from plandiff.renderers.matrix.json import cell_json
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.targets import harmless
from plandiff.renderers.terminal import Printed, clip, columns, printable, sheet

WIDEST: Final = 20
"""Columns of a terminal that a column of the table takes at most."""
_LONG: Final = (
    *("state", "where", "measure", "text", "value", "low", "high", "unit", "comparator", "class", "name", "period", "aspect"),
    *("node", "confidence", "rank"),
)
"""Keys of a cell that the long form has as columns."""
_BASES: Final = ("baseline", "target", "result")


def render_matrix_text(matrix: Matrix, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    table = list(_table(matrix, wording))
    lines = [printable(line) for block in _blocks(table, options.width) for line in _lines(block)]
    return sheet([*lines, *map(printable, _remarks(matrix, table, wording))])


def render_matrix_markdown(matrix: Matrix, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    table = list(_table(matrix, wording))
    count = len(matrix.documents)
    lines = [f"# {escape(wording.say('matrix_title', count=count))}", "", *_markdown_rows(table)]
    remarks = [escape(remark) for remark in _remarks(matrix, table, wording)]
    return ("\n".join([*lines, *(["", *remarks] if remarks else [])]) + "\n").encode("utf-8", "replace")


def render_matrix_csv(matrix: Matrix, _: RenderOptions) -> bytes:
    """Comma-separated, with a byte order mark, without which spreadsheets take UTF-8 for something else."""
    import csv  # only this format needs them
    from io import StringIO

    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(
        ["source", "region", "code", "indicator", "asked_period", *_LONG, *(f"since_{base}" for base in _BASES), "paragraph"]
    )
    for cell in matrix.cells:
        document, indicator = matrix.documents[cell.document], matrix.indicators[cell.indicator]
        known = cell_json(cell)
        code = document.province.code if document.province else ""
        state = "unreadable" if document.problem else cell.state
        row: list[object] = [document.source, document.region, code, indicator.name, str(indicator.period or ""), state]
        row += [_joined(known[key]) for key in _LONG[1:]]
        row += [cell.since.get(base, "") for base in _BASES]
        writer.writerow([harmless(value) if isinstance(value, str) else value for value in (*row, cell.paragraph)])
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _joined(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else value


def _table(matrix: Matrix, wording: Wording) -> Iterator[tuple[str, ...]]:
    """Its head, a row for each document, and the rows that sum up."""
    yield (wording.say("matrix_document"), *map(head, matrix.indicators))
    yield from document_rows(matrix, wording)
    yield from ((wording.say(row.key), *row.texts) for row in summary_rows(matrix))


def _remarks(matrix: Matrix, table: Sequence[Sequence[str]], wording: Wording) -> Iterator[str]:
    """What the table cannot say: what its mark means, and what could not be read."""
    if any(text.endswith(OTHER) for row in table for text in row[1:]):
        yield wording.say("matrix_other_measure")
    yield from (document.problem.message(wording.language) for document in matrix.documents if document.problem)


def _markdown_rows(table: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(table):
        yield f"| {' | '.join(map(escape, row))} |"
        if number == 0:
            yield "|---" * len(row) + "|"


def _blocks(table: Sequence[Sequence[str]], width: int) -> Iterator[list[tuple[str, ...]]]:
    """The table cut into as many as it takes for each to fit the width; all begin with the first column."""
    clipped = [[clip(printable(text), WIDEST) for text in row] for row in table]
    widths = [max(columns(row[place]) for row in clipped) for place in range(len(clipped[0]))]
    place = 1
    while place < len(widths) or place == 1:
        used, last = widths[0], place
        while last < len(widths) and (last == place or used + 2 + widths[last] <= width):
            used += 2 + widths[last]
            last += 1
        yield [(row[0], *row[place:last]) for row in clipped]
        place = max(last, place + 1)


def _lines(block: Sequence[Sequence[str]]) -> Iterator[Printed]:
    widths = [max(columns(row[place]) for row in block) for place in range(len(block[0]))]
    for row in block:
        yield printable("  ".join(text + " " * (room - columns(text)) for text, room in zip(row, widths, strict=True)).rstrip())
    yield printable("")
