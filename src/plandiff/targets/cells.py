"""What the cells of an indicator table state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from plandiff.language.dates import YEAR, Period, read_year
from plandiff.language.decimals import number
from plandiff.language.numerals import FRACTIONS, LARGE, SMALL
from plandiff.language.quantities import find_quantities
from plandiff.language.quantity import Quantity
from plandiff.language.spaced import closed, in_print
from plandiff.language.units import UNIT_NAMES, UNITS
from plandiff.language.widths import half_width

_REACHED: Final = "达到"
"""Prefixed to a cell, so that its bare number is read as a value."""
_BRACKETS: Final = str.maketrans("", "", "[]【】〔〕［］()（）")
_NOTHING: Final = re.compile(r"\s*(?:[-—–－―─/／\\*…]+|无|暂无|不设)\s*(?![\d.])")
"""Marks of an empty cell, whatever follows."""
_ARROW: Final = re.compile(
    r"\s{0,9}(?:→|➜|⟶|⇒|->|=>)\s*|(?<=[\d%])[^\d,，。；;]{0,6}?(?:提高|提升|增加|增长|上升|扩大|拓展|下降|降低|减少|压减|缩小|缩短|[升降增减])(?:到|至)"
    r"|(?<=[\d%])\sto\s"
)
"""Between a baseline and the value aimed at: `63%→67.5%`, `由86%提高到88%`, `from 63% to 67%`."""
_SINCE: Final = re.compile(r"\s*(?:[由从從]|from\s)", re.IGNORECASE)
_ASIDE: Final = re.compile(r"(?<=[\d%])\s*[(（][^()（）]*[)）]\s*$")
"""A remark on the value of a cell: `60（累计）`, `35（力争36）`."""
_OF_YEAR: Final = re.compile(rf"(?<!\s)\s*[（(\[〔]([^（）()\[\]〔〕]{{0,40}}?({YEAR})(?:\s?年|:)[^（）()\[\]〔〕]*)[）)\]〕]")
"""A remark that names a year: `（2025年2.9%）`, （2024年数据）, `(2025: 2.9%)`."""
_LATIN: Final = re.compile(
    r"^[^\u4e00-\u9fff]*\b(?:at|about|around|over|under|up|more|less|fewer|below|above|no|not|by|from|to|percent|per)\b[^\u4e00-\u9fff]*$",
    re.IGNORECASE,
)
"""A cell in English words: `at least 3.5%`."""
_YEAR_WORDS: Final = re.compile(rf"{YEAR}(?:\s?年(?:为|实际|达到?|是)?|:)")


class Stated(NamedTuple):
    """A quantity in a cell, and what the cell says about it beyond its column head."""

    quantity: Quantity
    """With positions in the cell's text."""
    year: Period | None = None
    is_baseline: bool = False


def read_cell(text: str, unit: str = "") -> list[Stated]:
    """The quantities that a cell states: one, or two with the baseline.

    >>> [(stated.quantity.value, str(stated.year or ""), stated.is_baseline) for stated in read_cell("3.5%以上（2025年2.9%）")]
    [(3.5, '', False), (2.9, '2025', True)]
    >>> [(stated.quantity.value, stated.is_baseline) for stated in read_cell("63%→67.5%")]
    [(63, True), (67.5, False)]
    >>> [stated.quantity.value for stated in read_cell("60（累计）", "个")]
    [60]
    """
    whole, places = closed(text + unit)
    cell = whole.removesuffix(unit)
    return [stated._replace(quantity=printed(stated.quantity, places)) for stated in _read(cell, unit)]


def printed(quantity: Quantity, places: Sequence[int]) -> Quantity:
    """A quantity of a text that was closed up, where it is printed."""
    start, end = in_print(places, quantity.start, quantity.end)
    return quantity._replace(start=start, end=end)


def _read(text: str, unit: str) -> list[Stated]:
    plain = half_width(text)
    if _NOTHING.match(plain):
        return []
    if arrow := _ARROW.search(plain):
        since = _SINCE.match(plain, 0, arrow.start())
        begin = since.end() if since else 0
        parts = ((plain[begin : arrow.start()], begin, True), (plain[arrow.end() :], arrow.end(), False))
        return [
            Stated(_moved(quantity, start), is_baseline=before)
            for part, start, before in parts
            if (quantity := cell_quantity(part, unit))
        ]
    if remark := _OF_YEAR.search(plain):
        year = Period(read_year(remark[2]), read_year(remark[2]))
        main = cell_quantity(plain[: remark.start()], unit)
        inside = _YEAR_WORDS.sub(lambda found: " " * len(found[0]), remark[1])
        base = cell_quantity(inside, main.unit if main else unit)
        if base is None:
            return [Stated(main, year, is_baseline=True)] if main else []
        return [*([Stated(main)] if main else []), Stated(_moved(base, remark.start(1)), year, is_baseline=True)]
    aside = _ASIDE.search(plain)
    quantity = cell_quantity(plain[: aside.start()] if aside else text, unit)
    return [Stated(quantity)] if quantity else []


def _moved(quantity: Quantity, by: int) -> Quantity:
    return quantity._replace(start=quantity.start + by, end=quantity.end + by)


def cell_quantity(text: str, unit: str = "") -> Quantity | None:
    """The quantity a cell states, in the unit of its row if it prints none of its own; None if it has none.

    >>> quantity = cell_quantity("[1.5]", "万个")
    >>> quantity.value, quantity.unit
    (15000, '个')
    """
    plain = half_width(text)
    body = plain.translate(_BRACKETS).strip()
    quantity = _only(body) or (_only(body + unit) if unit and (body[-1:].isdigit() or body.endswith(tuple(FRACTIONS))) else None)
    if quantity is None:
        return None
    start = max(0, plain.find(body[quantity.start :][:1]))
    printed = min(quantity.end, len(body)) - quantity.start  # without the unit of the row
    quantity = quantity._replace(start=start, end=start + printed)
    if quantity.unit or not unit:
        return quantity
    factor, name = split_unit(unit)
    value = quantity.value
    scaled = (_scaled(value[0], factor), _scaled(value[1], factor)) if isinstance(value, tuple) else _scaled(value, factor)
    return quantity._replace(value=scaled, unit=UNIT_NAMES.get(name, name), kind=UNITS.get(name, "measure"))


def _only(body: str) -> Quantity | None:
    """The only quantity of a cell; None if it states none or several."""
    if _LATIN.search(body):
        from plandiff.language.english_quantities import find_english_quantities  # slow to import, and seldom needed

        in_english = find_english_quantities(body)
        return in_english[0] if len(in_english) == 1 else None
    found = find_quantities(_REACHED + body)
    if len(found) != 1:
        return None
    start = max(0, found[0].start - len(_REACHED))
    return found[0]._replace(start=start, end=found[0].end - len(_REACHED))


def split_unit(unit: str) -> tuple[int, str]:
    """A unit's multiplier and the rest: `万人次` is 10000 and `人次`; `千瓦` is a unit of its own."""
    factor = 1
    while unit and unit.partition("/")[0] not in UNITS and (unit[0] in LARGE or unit[0] in SMALL) and len(unit) > 1:
        factor *= LARGE.get(unit[0]) or SMALL[unit[0]]
        unit = unit[1:]
    return factor, unit


def is_unit(text: str) -> bool:
    """Whether a text is a unit, with or without a multiplier.

    >>> is_unit("万人次"), is_unit("全市")
    (True, False)
    """
    return split_unit(text)[1].partition("/")[0] in UNITS


def _scaled(value: float, factor: int) -> float:
    return number(round(value * factor, 6))
