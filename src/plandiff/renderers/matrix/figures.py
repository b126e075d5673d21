"""The contents of a table's cells: texts as printed, amounts in round units, and the rows below that summarize a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, get_args

from plandiff.model.matrix import Base, Indicator, Matrix, MatrixCell, Statistics
from plandiff.renderers.messages import Wording

NOTHING: Final = "—"
OTHER: Final = "*"
"""Marks a measure other than the one asked for."""
GRADES: Final = {"same": "●", "part": "◐", "touched": "○", "none": "–"}
"""How far a document deals with an item, as tables show it."""
_ROUND: Final = ((1e8, "亿"), (1e4, "万"))
"""Units for large Chinese amounts, and the amounts from which they are used."""
DIGITS: Final = 6
"""Significant digits of a computed amount: as many as the longest that plans print."""


class SummaryRow(NamedTuple):
    """A row below a table: the key of its head, and a text for each indicator."""

    key: str
    texts: tuple[str, ...]


def amount(value: float, unit: str) -> str:
    """A value in its unit, in 万 or 亿 if it is large.

    >>> amount(485000.0, "人"), amount(4.75, "%"), amount(-0.5, "%")
    ('48.5万人', '4.75%', '-0.5%')
    """
    large = "" if unit.isascii() else next((name for least, name in _ROUND if abs(value) >= least), "")
    scale = next((least for least, name in _ROUND if name == large), 1.0)
    return f"{value / scale:.{DIGITS}g}{large}{unit}"


def gap(value: float, unit: str) -> str:
    """A difference, with its sign; for per cent in points.

    >>> gap(0.5, "%"), gap(-20000.0, "人"), gap(0.0, "%")
    ('+0.5', '-2万人', '=')
    """
    if not value:
        return "="
    return ("+" if value > 0 else "") + amount(value, "" if unit == "%" else unit)


def cell_text(cell: MatrixCell) -> str:
    """A cell as a table without colours shows it."""
    if cell.state == "none":
        return NOTHING
    return cell.text + (OTHER if cell.measure == "other" else "")


def head(indicator: Indicator) -> str:
    """An indicator with its years."""
    return f"{indicator.name} {indicator.period}" if indicator.period else indicator.name


def document_rows(matrix: Matrix, wording: Wording) -> Iterator[tuple[str, ...]]:
    """A row for each document: its name, and the texts of its cells."""
    for number, document in enumerate(matrix.documents):
        name = matrix.names[number]
        if document.is_baseline:
            name = f"{name} ({wording.say('matrix_baseline')})"
        if document.problem:
            nothing = (NOTHING,) * (len(matrix.indicators) - 1)
            yield name, wording.say("matrix_unreadable"), *nothing
        else:
            yield name, *(cell_text(matrix.cell[number, column]) for column in range(len(matrix.indicators)))


def summary_rows(matrix: Matrix) -> Iterator[SummaryRow]:
    """The rows that summarize each column; without those of which nothing is known."""
    columns = tuple(zip(matrix.indicators, matrix.statistics, strict=True))
    yield SummaryRow("matrix_stated", tuple(f"{known.numbers}, {known.words}" for _, known in columns))
    yield SummaryRow("matrix_median", tuple(_median(*column) for column in columns))
    yield SummaryRow("matrix_range", tuple(_range(*column) for column in columns))
    for base in get_args(Base):
        if any(base in known.moves for _, known in columns):
            yield SummaryRow(f"matrix_since_{base}", tuple(_moves(known, base) for _, known in columns))


def _median(indicator: Indicator, known: Statistics) -> str:
    return NOTHING if known.median is None else amount(known.median, indicator.unit)


def _range(indicator: Indicator, known: Statistics) -> str:
    if known.low is None or known.high is None:
        return NOTHING
    ends = [amount(end, indicator.unit) for end in (known.low, known.high)]
    return "–".join(dict.fromkeys(ends))


def _moves(known: Statistics, base: Base) -> str:
    return " ".join(map(str, known.moves[base])) if base in known.moves else NOTHING
