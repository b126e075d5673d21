"""What is printed once for several quantities: the ends of a range, the unit and the comparator of a list."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.comparators import FAR, HELD, KEPT_IN, STEP, STEP_UP
from plandiff.language.decimals import multiplied, number
from plandiff.language.numerals import MULTIPLIERS
from plandiff.language.punctuation import DASHES
from plandiff.language.quantity import Comparator, Quantity

JOINED: Final = re.compile(rf"\s?(?:[{DASHES}~～〜∼]+|至|到)\s?")
EACH: Final = 16
"""Characters before a list in which its 分别 occurs, with a verb and per-unit words between."""
LIST: Final = re.compile(r"\s?(?:、|和|及|以及|与|或|,)\s?")


def join_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Quantities with the two ends of a range joined: `1—2所`, `3%到5%`, `一万元以上五万元以下`."""
    joined: list[Quantity] = []
    for quantity in found:
        low = joined[-1] if joined else None
        if low is None or isinstance(low.value, tuple) or isinstance(quantity.value, tuple) or not _are_ends(text, low, quantity):
            joined.append(quantity)
            continue
        values = low.value * _scale(text, low, quantity), quantity.value
        unit = (
            low.unit if low.kind == quantity.kind == "money" else quantity.unit
        )  # with the currency printed once, before the low end
        joined[-1] = quantity._replace(
            start=low.start, value=(number(values[0]), number(values[1])), unit=unit or quantity.unit, comparator="range"
        )
    return joined


def _are_ends(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether two quantities are the ends of one range."""
    if low.end == high.start:
        return low.comparator == ">=" and high.comparator == "<=" and (low.unit == high.unit or _is_currency_of(low, high))
    joined = JOINED.fullmatch(text, low.end, high.start)
    between = text.startswith("之间", high.end) and LIST.fullmatch(text, low.end, high.start)
    return (
        (low.unit in ("", high.unit) or _is_currency_of(low, high))
        and bool(joined or between)
        and not (low.unit and text[max(0, low.start - 1) : low.start] in ("从", "由"))
    )


def _is_currency_of(low: Quantity, high: Quantity) -> bool:
    """Whether the low end names the currency of both: `新台币三万元以上十五万元以下`."""
    return low.kind == high.kind == "money" and high.unit == "元"


def _scale(text: str, low: Quantity, high: Quantity) -> int:
    """What the low end of `8—10万` lacks: the multiplier that is printed once, at the high end."""
    if low.unit or isinstance(low.value, tuple) or isinstance(high.value, tuple):
        return 1
    multipliers = re.search(rf"[\d.][多余]?([{MULTIPLIERS}]+)", text[high.start : high.end])
    if not multipliers or re.search(f"[{MULTIPLIERS}]", text[low.start : low.end]):
        return 1
    factor = multiplied("1", multipliers[1])
    return int(factor) if factor else 1


def share(text: str, found: list[Quantity]) -> list[Quantity]:
    """Quantities of lists with the unit and comparator that are printed once for all members."""
    groups: list[list[Quantity]] = []
    for quantity in found:
        if groups and LIST.fullmatch(text, groups[-1][-1].end, quantity.start):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    shared: list[Quantity] = []
    for group in groups:
        for_all = _for_all(text, group)
        shared += [q._replace(comparator=for_all) if q.comparator == "=" else q for q in _with_unit(group)]
    return [_as_multiple(text, quantity) for quantity in shared]


def _for_all(text: str, group: list[Quantity]) -> Comparator:
    """The comparator shared by all members of a list that have none of their own."""
    first, last = group[0].comparator, group[-1].comparator
    if first not in ("=", "range", "×"):
        return first
    if len(group) > 1 and last != "range" and "分别" in text[max(0, group[0].start - EACH) : group[0].start]:
        return last if last != "=" else _far(text, group[0]) or "="
    return _far(text, group[0]) or "="


def _with_unit(group: list[Quantity]) -> list[Quantity]:
    """`31.1个和26.3个百分点`, `10、20和30个`: the last unit applies to all."""
    last = group[-1]
    return [
        q._replace(unit=last.unit, kind=last.kind) if (q.unit == "" or (q.unit == "个" and last.unit == "百分点")) else q
        for q in group
    ]


def _far(text: str, quantity: Quantity) -> Comparator | None:
    """The comparator separated from its quantity by other words."""
    left = text[max(0, quantity.start - 40) : quantity.start]
    left = re.sub(r"分别$", "", left.rstrip())
    if KEPT_IN.search(left):
        return "<="
    if HELD.search(left) or (STEP_UP.search(left) and (quantity.kind == "money" or STEP.match(text, quantity.end))):
        return ">="
    if text[quantity.start - 1 : quantity.start] == "前" and quantity.unit == "%":
        return "<="
    found = FAR.search(left)
    if not found:
        return None
    if found["about"]:
        return "~"
    return ">=" if found["least"] else "<="


def _as_multiple(text: str, quantity: Quantity) -> Quantity:
    """A bare `…的1.1倍` is a multiple; a share of the first N percent includes its 前."""
    if quantity.unit == "%" and text[quantity.start - 1 : quantity.start] == "前" and quantity.start:
        return quantity._replace(start=quantity.start - 1)
    if quantity.unit == "倍" and quantity.comparator == "=" and re.search(r"的\s?$", text[: quantity.start]):
        return quantity._replace(comparator="×")
    return quantity
