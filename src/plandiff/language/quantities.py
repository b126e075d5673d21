"""A sentence -> the quantities in it: span, value, unit and comparator.

Chinese sentences. A quantity is a numeral that no lookalike covers, with the comparator and the unit on either
side; lists then share what is printed once for all their members.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import Final

from plandiff.language.comparators import comparator_after, comparator_before
from plandiff.language.counting import counts
from plandiff.language.decimals import chinese, joined, multiplied, number, percent, spread
from plandiff.language.headed import headed
from plandiff.language.lists import JOINED, LIST, join_ranges, share
from plandiff.language.lookalikes import NOISE_PATTERN
from plandiff.language.numerals import CHINESE, FRACTIONS, MULTIPLIERS, POWERS, SMALL_MULTIPLIER, SPACED_GROUPS
from plandiff.language.quantity import Quantity, UnitKind
from plandiff.language.signs import MINUS, minus_before
from plandiff.language.units import PER, UNIT_NAMES, UNITS, unit_at

_ARABIC: Final = rf"{SPACED_GROUPS}(?:\.\d+)?|\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL: Final = re.compile(
    headed(
        rf"翻倍减{FRACTIONS}{CHINESE}\d",
        rf"(?P<multiple>翻(?:[一二两三]番|番)|(?<!事半功)倍增(?=[，。；、:：]|$)|减半(?=[，。；、:：]|$))"
        rf"|(?P<denominator>百|千|{_ARABIC}|[{CHINESE}]+)分之(?P<numerator>[{CHINESE}]+(?:点[{CHINESE}]+)?|{_ARABIC})"
        rf"|(?P<ratio>{_ARABIC})\s?[:：]\s?(?P<to>{_ARABIC})"
        rf"|(?P<over>\d+)/(?P<under>\d+)(?![\d{MULTIPLIERS}/])"
        rf"|(?P<arabic>(?:{_ARABIC}){POWERS}(?:\s?[{FRACTIONS}])?|[{FRACTIONS}])(?P<vague>[多余])?(?:\s(?=[{MULTIPLIERS}]))?(?P<multipliers>{SMALL_MULTIPLIER}?万?亿{{0,2}})(?P<rest>(?:\d+[百千]?万|\d+[百千])*)"
        rf"|(?P<half>一半)"
        rf"|(?P<chinese>(?:(?!千[瓦克米伏卡])[{CHINESE}])+(?:点[{CHINESE}]+)?)(?:(?P<more_or_less>[多余])(?P<times>万?亿?))?",
    )
)
_PER_MANY: Final = re.compile(
    rf"每(\s?(?:\d+|[{CHINESE}]+)\s?(?:人|户|万人|平方公里|名|床|亩)?)(?:口|居民|常住人口|名?(?:老年人|儿童|学生))?$"
)
_CURRENCY: Final = re.compile(r"(新台币|港币|美金|NT\$|US\$|HK\$|USD|EUR|€|\$)\s?$")
"""A currency before an amount that the unit after it does not state: 新台币3亿元."""
PER_MANY: Final = 14
"""Characters before a number in which `每千名儿童` occurs."""
_UNIT_HEADS: Final = frozenset(unit[0] for unit in UNITS) | frozenset(" 多余/")
"""What can follow a Chinese numeral that counts."""
_FACTORS: Final = {"翻番": 2, "翻一番": 2, "翻两番": 4, "翻二番": 4, "翻三番": 8, "倍增": 2, "减半": 0.5}


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a Chinese sentence in half-width form, in its order."""
    candidates = [(match, _quantity(text, match)) for match in _NUMERAL.finditer(text)]
    if not any(quantity for _, quantity in candidates):
        return []  # most sentences; no need to look for lookalikes
    noise = [match.span() for match in NOISE_PATTERN.finditer(text)]
    starts = [start for start, _ in noise]
    found: list[Quantity] = []
    bare: set[int] = set()  # numbers that count only if a list or range gives them a unit
    for match, quantity in candidates:
        nearest = bisect_right(starts, match.end() - 1) - 1  # the last lookalike that begins before the numeral ends
        if (nearest >= 0 and noise[nearest][1] > match.start()) or (found and match.start() < found[-1].end):
            continue
        if quantity:
            found.append(quantity)
        elif (match["arabic"] or match["chinese"]) and _goes_on_as_list(text, match.end(), JOINED, LIST):
            at, value = _signed(text, match, _value(match)[0] or Decimal(0))
            found.append(Quantity(at, match.end(), number(value), "", "", "="))
            bare.add(at)
    shared = share(text, join_ranges(text, found))
    return [q for q in shared if q.unit or not (q.start in bare or _goes_on_as_list(text, q.end, JOINED))]


def _goes_on_as_list(text: str, at: int, *joints: re.Pattern[str]) -> bool:
    """Whether a number follows as the high end of a range or the next of a list: `1-2所`, `提高15、22个百分点`."""
    joined = next(filter(None, (joint.match(text, at) for joint in joints)), None)
    begin = joined.end() if joined else len(text)
    following = text[begin : begin + 2].lstrip(MINUS)[:1]
    return following != "" and (following.isdigit() or following in CHINESE or following in FRACTIONS)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity whose numeral was matched; None where it measures and counts nothing."""
    if word := match["multiple"]:
        return Quantity(match.start(), match.end(), _FACTORS[word], "倍", "times", "×", multiple=True)
    end = match.end()
    if (
        (numeral := match["chinese"])
        and numeral[-1] not in "万亿"
        and not match["more_or_less"]
        and text[end : end + 1] not in _UNIT_HEADS
    ):
        return None  # nearly all Chinese numerals: part of a word
    if match["ratio"]:
        return _ratio(text, match)
    value, vague = _value(match)
    if value is None:
        return None
    at, value = _signed(text, match, value)
    unit: str
    kind: UnitKind
    if match["numerator"] or match["over"] or match["half"]:
        unit, kind = ("‰" if match["denominator"] == "千" else "%"), "share"
    else:
        if not vague and text[end : end + 1] in ("多", "余"):
            vague, end = True, end + 1
        unit, kind, end, value = _unit(text, end, value)
        if not vague and text[end : end + 1] in ("多", "余") and kind in ("time", "measure", "money", "times"):
            vague, end = True, end + 1
    if numeral and not kind and numeral[-1] not in "万亿":
        return None
    start, comparator = comparator_before(text, at)
    per = ""
    window = max(0, at - PER_MANY)
    if not comparator and "每" in text[window:at] and (denominator := _PER_MANY.search(text, window, at)):
        start, comparator = comparator_before(text, denominator.start())
        if comparator:
            per = f"/{denominator[1].strip()}"
        else:
            start = at
    if unit in ("元", "") and (currency := _CURRENCY.search(text, max(0, start - PER_MANY), start)):
        unit, kind = currency[1], "money"
    end, after = comparator_after(text, end, kind)
    comparator = comparator or after or (">" if vague else "=")
    if not counts(text, match, unit, kind, comparator, start, end):
        return None
    unit = UNIT_NAMES.get(unit, unit) + per
    if numeral and (about := spread(numeral)):
        low, high = (number(most * (multiplied("1", match["times"] or "") or 1)) for most in about)
        return Quantity(start, end, (low, high), unit, kind, "range")
    return Quantity(start, end, number(value), unit, kind, comparator)


def _signed(text: str, match: re.Match[str], value: Decimal) -> tuple[int, Decimal]:
    """Where a numeral begins with its minus, and its value with it."""
    at = minus_before(text, match.start()) if match["arabic"] else match.start()
    return at, -value if at < match.start() else value


def _value(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    """The value of a numeral, shares in percent (of 千分之 in per mille), and whether it contains a 多 or 余."""
    if numerator := match["numerator"]:
        top = multiplied(numerator, "") or chinese(numerator)
        bottom = multiplied(match["denominator"], "") or chinese(match["denominator"])
        if top is None or bottom is None:
            return None, False
        return (top if match["denominator"] == "千" else percent(top, bottom)), False
    if match["over"]:
        return percent(Decimal(match["over"]), Decimal(match["under"])), False
    if match["half"]:
        return Decimal(50), False
    if match["arabic"]:
        first, more = (match["arabic"], match["multipliers"]), re.findall(rf"(\d+)([{MULTIPLIERS}]+)", match["rest"])
        return (joined([first, *more]) if more else multiplied(*first)), bool(match["vague"])
    value = chinese(match["chinese"])
    return (value and value * (multiplied("1", match["times"] or "") or 1)), bool(match["more_or_less"])


def _ratio(text: str, match: re.Match[str]) -> Quantity | None:
    """`2.27:1` is 2.27 to one, `1:15` one to 15."""
    first, second = multiplied(match["ratio"], ""), multiplied(match["to"], "")
    if first is None or second is None or 1 not in (first, second):
        return None
    value, unit = (first, ":1") if second == 1 else (second, "1:")
    start, comparator = comparator_before(text, match.start())
    end, after = comparator_after(text, match.end(), "share")
    return Quantity(start, end, number(value), unit, "share", comparator or after or "=")


def _unit(text: str, at: int, value: Decimal) -> tuple[str, UnitKind, int, Decimal]:
    """The unit that begins at a position (or after one space), its kind, where it ends, and the value on its scale."""
    begin = at + (text[at : at + 1] == " ")
    if (unit := unit_at(text, begin)) == "成":
        half = text.startswith("半", begin + 1)
        return "%", "share", begin + 1 + half, value * 10 + 5 * half
    if unit:
        kind, end = UNITS[unit], begin + len(unit)
        if kind not in ("share", "times") and (per := PER.match(text, end)):
            return unit + per.group(), "measure", per.end(), value
        return unit, kind, end, value
    if per := re.match(rf"/(?:\d+[{MULTIPLIERS}]*|[{MULTIPLIERS}]+)", text[begin:]):
        return per.group(), "measure", begin + per.end(), value
    return "", "", at, value
