"""Numbers that were replaced by others, and by how much they differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from plandiff.model import Comparison
from plandiff.renderers.rows import CELL_BORDER, Row, first_words, path_of
from plandiff.text import ordinal

QUANTITY_CHARACTERS: Final = 24
"""A replaced stretch with digits on both sides counts as one quantity up to this length; beyond it
a sentence was rewritten, and which number became which is no longer plain."""

LABEL_CHARACTERS: Final = 28
"""How much of its clause stands for a quantity."""

LABEL_LEAST: Final = 4
"""Fewer characters of a clause do not say what a quantity is of."""

MAGNITUDES: Final = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
"""Powers of ten that a Chinese unit may begin with, so that 9500万元 and 1.2亿元 have a difference."""


@dataclass(frozen=True)
class Difference:
    """New less old."""

    amount: str
    """With its sign, `+2`, `−0.5`."""
    unit: str
    """As the new plan prints it; "%" means percentage points."""
    percent: str = ""
    """Of the old value, with its sign; "" where that says nothing, as of years and percentages."""


@dataclass(frozen=True)
class Quantity:
    """A number that was replaced by another, with its unit and comparator as the plans print them."""

    anchor: str
    path: tuple[str, ...]
    label: str
    """The words about it in its clause; in a table the row's first cell."""
    old: str
    new: str
    difference: Difference | None
    """None where the two are not plainly numbers of one unit."""


_DIGIT: Final = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万亿]+[倍成番个项所万亿]")
_CLAUSE: Final = re.compile(r"[，。；：！？、,;:!?\s|（(]")


def quantities(comparison: Comparison, rows: Iterable[Row]) -> Iterator[Quantity]:
    """The replaced numbers of the rows, in their order."""
    for row in rows:
        edits = tuple(row.edits)
        for index, edit in enumerate(edits):
            short = len(edit.old) <= QUANTITY_CHARACTERS and len(edit.new) <= QUANTITY_CHARACTERS
            if edit.op == "replace" and short and _DIGIT.search(edit.old) and _DIGIT.search(edit.new):
                before, after = ("".join(part.new for part in parts) for parts in (edits[:index], edits[index + 1 :]))
                in_table = row.kind == "row"
                label = before.partition(CELL_BORDER)[0] if in_table else _clause(before, after)
                gap = difference(edit.old, edit.new, _unit_in(label) if in_table else "")
                yield Quantity(row.anchor, path_of(comparison.new, row.new[0].unit), label, edit.old, edit.new, gap)


def _clause(before: str, after: str) -> str:
    """The words of its clause before a quantity; with those after it where they alone say too little."""
    clause = _CLAUSE.split(before)[-1]
    if len(clause) < LABEL_LEAST:
        clause += "…" + next(filter(None, _CLAUSE.split(after)), "")
        return first_words(clause, LABEL_CHARACTERS)
    return clause if len(clause) <= LABEL_CHARACTERS else "…" + clause[-LABEL_CHARACTERS:]


# --- by how much -----------------------------------------------------------------------------

_NUMBER: Final = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+")
_BOUND: Final = re.compile(r"(?:及?以[上下内]|左右|底?前|底)$")
_COMPARATOR: Final = re.compile(r"不[低少小]于|不[高多大超]过?于?|[超达][过到]|高于|低于|至少|至多|约|近|[≥≤><]=?|到|至|为")
_MAGNITUDE: Final = re.compile("|".join(sorted(MAGNITUDES, key=len, reverse=True)))
_UNIT_OF_LABEL: Final = re.compile(r"[（(]([^（()）]{1,8})[）)]\s*$")


def _unit_in(label: str) -> str:
    """The unit that the first cell of a table row ends with, `毛入园率（%）`."""
    found = _UNIT_OF_LABEL.search(label)
    return found[1] if found else ""


def difference(old: str, new: str, unit: str = "") -> Difference | None:
    """How much more or less the new quantity is; None unless each is one number of the same unit.

    `unit` is what both are counted in where they do not say so themselves.

    >>> difference("95%", "97%"), difference("1128亿元", "1,138亿元")
    (Difference(amount='+2', unit='%', percent=''), Difference(amount='+10', unit='亿元', percent='+0.9'))
    >>> difference("9500万元", "1.2亿元").amount, difference("三年", "五天")
    ('+0.25', None)
    """
    before, after = _value(old), _value(new)
    if before is None or after is None or before[2:] != after[2:]:
        return None
    (first, power, _, _), (second, own_power, base, _) = before, after
    first = first.scaleb(power - own_power)
    if first == second:
        return None
    magnitude = next((name for name, exponent in MAGNITUDES.items() if exponent == own_power), "")
    counted_in = (magnitude + base) or unit
    relative = "" if counted_in[:1] == "%" or _is_year(old, base) or not first else _signed((second - first) / first * 100, 1)
    return Difference(_signed(second - first), unicodedata.normalize("NFKC", counted_in), relative)


def _value(text: str) -> tuple[Decimal, int, str, str] | None:
    """The number, the power of ten in its unit, the rest of its unit, and what stands before; None unless there is one number."""
    text = unicodedata.normalize("NFKC", text).strip().replace("，", ",")
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    digits = found[0][0].replace(",", "")
    number = Decimal(digits) if digits[0].isdecimal() else ordinal(digits)
    if number is None:
        return None
    unit = _BOUND.sub("", text[found[0].end() :].strip())
    before = _COMPARATOR.sub("", text[: found[0].start()].strip())
    magnitude = _MAGNITUDE.match(unit)
    if magnitude:
        return Decimal(number), MAGNITUDES[magnitude[0]], unit[magnitude.end() :], before
    return Decimal(number), 0, unit, before


def _is_year(text: str, unit: str) -> bool:
    return unit.startswith("年") and re.search(r"(?<!\d)\d{4}(?!\d)", unicodedata.normalize("NFKC", text)) is not None


def _signed(value: Decimal, places: int | None = None) -> str:
    rounded = round(value, places) if places is not None else value.normalize()
    return f"{'+' if value > 0 else '−'}{abs(rounded):f}"
