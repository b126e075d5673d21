"""Readers' corrections of cells: they replace what was found, whatever its confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plandiff.language.quantities import find_quantities
from plandiff.language.units import base_of
from plandiff.matrix.indicators import wanted
from plandiff.model.matrix import Indicator, MatrixCell, MatrixDocument
from plandiff.model.opinions import Correction
from plandiff.targets.words import find_worded

CORRECTED: Final = 1.0
"""Confidence of a cell that somebody corrected."""


def correct(
    cells: Sequence[MatrixCell],
    documents: Sequence[MatrixDocument],
    indicators: Sequence[Indicator],
    corrections: Sequence[Correction],
) -> list[MatrixCell]:
    """The cells with their corrections applied; of two that contradict each other the first wins."""
    said: dict[tuple[str, str, str], Correction] = {}
    for correction in corrections:
        said.setdefault((correction.source, correction.indicator, correction.period), correction)
    found = []
    for cell in cells:
        indicator = indicators[cell.indicator]
        key = documents[cell.document].file, indicator.name, str(indicator.period or "")
        found.append(_corrected(cell, indicator, said[key]) if key in said else cell)
    return found


def _corrected(cell: MatrixCell, indicator: Indicator, correction: Correction) -> MatrixCell:
    bare = MatrixCell(cell.document, cell.indicator, confidence=CORRECTED, corrected_by=correction.by or "?")
    text = correction.text.strip()
    if not text:
        return bare
    kept = replace(bare, text=text, measure="asked", name=indicator.name, paragraph=text, where=cell.where, period=cell.period)
    quantity = next(iter(find_quantities(text)), None)
    if quantity is None:
        worded = next(find_worded(wanted(indicator).names[0].key + text), None)
        return replace(kept, state="words", comparator="text", word_class=worded.word_class if worded else "")
    ends = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
    low, high = sorted(end * base_of(quantity.unit)[1] for end in ends)
    return replace(
        kept, state="number", value=quantity.value, unit=quantity.unit, comparator=quantity.comparator, low=low, high=high
    )
