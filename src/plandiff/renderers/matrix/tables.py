"""A matrix as plain tables: for a terminal, for Markdown, and for other programs as one row per cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.model.matrix import Matrix
from plandiff.renderers.markdown import escape
from plandiff.renderers.matrix.figures import GRADES, OTHER, document_rows, head, summary_rows
from plandiff.renderers.matrix.json import cell_json
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.sheets import neutralized
from plandiff.renderers.terminal import Printed, clip, columns, printable, sheet

WIDEST: Final = 20
"""Maximum width of a table column on a terminal."""
FIRST: Final = 40
"""The same for the first column, which has names and headings, on a wide terminal; on others a third of the width."""
_LONG: Final = (
    *("state", "where", "measure", "text", "value", "low", "high", "unit", "comparator", "class", "name", "period", "aspect"),
    *("node", "confidence", "rank"),
)
"""Keys of a cell that are columns of the long form."""
_BASES: Final = ("baseline", "target", "result")


def render_matrix_text(matrix: Matrix, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    table = list(_table(matrix, wording))
    tables = [table] if matrix.indicators else []
    tasks = list(_tasks(matrix, wording))
    lines = [
        printable(line)
        for one in (*tables, *([tasks] if tasks else []))
        for block in _blocks(one, options.width)
        for line in _lines(block)
    ]
    return sheet([*lines, *map(printable, _remarks(matrix, table, wording))])


def render_matrix_markdown(matrix: Matrix, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    table = list(_table(matrix, wording))
    count = len(matrix.documents) - matrix.has_baseline
    lines = [f"# {escape(wording.say('matrix_title', count=count))}", "", *_markdown_rows(table if matrix.indicators else [])]
    remarks = [escape(remark) for remark in _remarks(matrix, table, wording)]
    if matrix.items:
        title = wording.say("matrix_tasks" if matrix.has_baseline else "matrix_themes")
        lines += ["", f"## {escape(title)}", "", *_markdown_rows(list(_tasks(matrix, wording)))]
    return ("\n".join([*lines, *(["", *remarks] if remarks else [])]) + "\n").encode("utf-8", "replace")


def render_matrix_csv(matrix: Matrix, _: RenderOptions) -> bytes:
    """Comma-separated, with a byte order mark, without which spreadsheets do not recognize UTF-8."""
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
        writer.writerow([neutralized(value) if isinstance(value, str) else value for value in (*row, cell.paragraph)])
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _joined(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else value


def _table(matrix: Matrix, wording: Wording) -> Iterator[tuple[str, ...]]:
    """Its head, a row for each document, and the summary rows."""
    yield (wording.say("matrix_document"), *map(head, matrix.indicators))
    yield from document_rows(matrix, wording)
    yield from ((wording.say(row.key), *row.texts) for row in summary_rows(matrix))


def _tasks(matrix: Matrix, wording: Wording) -> Iterator[tuple[str, ...]]:
    """A row for each item: its title, and how each document deals with it, in how many places."""
    if not matrix.items:
        return
    known = [number for number in range(len(matrix.documents)) if (0, number) in matrix.covered]
    yield (wording.say("matrix_section"), *(matrix.names[number] for number in known))
    for place, item in enumerate(matrix.items):
        found = [matrix.covered.get((place, number)) for number in known]
        counts = [(one.grade, len(one.planned)) if one else ("none", 0) for one in found]
        cells = (GRADES[grade] + (f" {count}" if count > 1 else "") for grade, count in counts)
        yield f"{item.number} {item.title}".strip(), *cells


def _remarks(matrix: Matrix, table: Sequence[Sequence[str]], wording: Wording) -> Iterator[str]:
    """What the table cannot show: what its mark means, and what could not be read."""
    if not matrix.indicators:
        yield wording.say("matrix_no_indicators")
    if any(text.endswith(OTHER) for row in table for text in row[1:]):
        yield wording.say("matrix_other_measure")
    if matrix.items:
        grades = ((symbol, "no_place" if grade == "none" else grade) for grade, symbol in GRADES.items())
        yield "  ".join(f"{symbol} {wording.say(f'matrix_{grade}')}" for symbol, grade in grades)
    yield from (document.problem.message(wording.language) for document in matrix.documents if document.problem)


def _markdown_rows(table: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(table):
        yield f"| {' | '.join(map(escape, row))} |"
        if number == 0:
            yield "|---" * len(row) + "|"


def _blocks(table: Sequence[Sequence[str]], width: int) -> Iterator[list[tuple[str, ...]]]:
    """The table split into as many as needed for each to fit the width; all begin with the first column."""
    first = max(WIDEST, min(FIRST, width // 3))
    clipped = [[clip(printable(text), WIDEST if place else first) for place, text in enumerate(row)] for row in table]
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
