"""Fines and other penalties of a text: how much, and for whom."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from plandiff.language.durations import DAYS, find_durations
from plandiff.language.folding import fold_with_places
from plandiff.language.letters import is_cjk
from plandiff.language.lists import join_ranges
from plandiff.language.quantities import find_quantities
from plandiff.language.quantity import Quantity, UnitKind
from plandiff.language.sentences import cut
from plandiff.language.traditional import simplified

PenaltyKind = Literal["fine", "penalty"]

_SAID: Final[tuple[tuple[PenaltyKind, tuple[UnitKind, ...], re.Pattern[str], re.Pattern[str]], ...]] = (
    (
        "fine",
        ("money", "times", "share"),
        re.compile(r"(?:罚款|罚金|罚锾|罰款|罰鍰|罰金)(?:金额|数额|額度)?(?:为|不超过|最高|最低|:)?$|\b(?:fines?|penalt(?:y|ies)|liable)\b[^.;]{0,40}$", re.IGNORECASE),
        re.compile(r"^的?(?:加处|并处|处以?)?(?:罚款|罚金|罚锾|罰款|罰鍰|罰金)|^ (?:civil |administrative )?(?:fine|penalty)\b", re.IGNORECASE),
    ),
    (
        "penalty",
        ("time",),
        re.compile(r"(?:禁止其?|(?:取消|暂停)其?[^,。;:]{0,10}(?:资格|执业|业务),?|(?:暂扣|吊扣|停业整顿|停产整顿)[^,。;:]{0,12}|处)$|\b(?:imprisonment|imprisoned|jailed|suspension|suspended|custody)\b[^.;]{0,30}$", re.IGNORECASE),
        re.compile(
            r"^(?:[0-9一二两三四五六七八九十]+(?:年|个?月|日)以下)?的?(?:(?:行政)?拘留|(?:有期)?徒刑|拘役|管制|停业整顿|停产整顿)|^内?,?(?:不得(?:再|从事|担任|申请|参加|报考|聘用)|禁止|不再受理|不予受理|取消)"
            r"|^ (?:imprisonment|in prison|suspension)\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
"""Kind of penalty, the kinds of its quantities, and what precedes or follows them."""
_AFTER_ALONE: Final = re.compile(r"(?:处)$")
_CONVICTED: Final = re.compile(r"(?:受|被判处?|经判处?|经宣告)(?:过)?$")
"""Before the sentence that somebody once had, which now disqualifies him: `曾受一年以上有期徒刑`."""
_OPENING: Final = re.compile(r"^的?(?:罚款|罚金|罰款|罰鍰|行政拘留|拘留)?[，,、；;：:]*(?:并且?|或者)?")
"""Text that only ends the previous penalty."""
_PER: Final = re.compile(r"每(?:延误|延迟|迟延|超过|逾期)?一?(.{1,5}?)(?:处以?|加处|并处|罚|科)?$")
"""What the amount is multiplied by: `每延误一日处五百元`."""
_MARKS: Final = re.compile(
    r"[罚罰刑役拘管禁]|[暂暫吊]扣|整[顿頓]|不得|不再受理|不予受理|取消|\b(?:fine|penalt|liable|imprison|prison|suspen|custody)",
    re.IGNORECASE,
)
DAYS_OF_YEAR: Final = 365
_EDGES: Final = "，。；：,;.: "
REACH: Final = 60
"""Characters before a quantity that say what it is."""


class Penalty(NamedTuple):
    """A penalty that a text threatens; for a fine the amount, for others the time."""

    kind: PenaltyKind
    text: str
    """The quantity as printed."""
    low: float | None
    """None where only the maximum is stated."""
    high: float | None
    """None where only the minimum is stated."""
    unit: str
    about: str
    """What precedes it in its statement, back to the previous penalty: who pays, and for what; what follows if nothing precedes."""


def find_penalties(text: str) -> list[Penalty]:
    """The penalties of a text, in its order.

    >>> [(found.kind, found.text, found.about) for found in find_penalties("处二千元以上一万元以下的罚款；对个人处五日以下拘留。")]
    [('fine', '二千元以上一万元以下', '处'), ('penalty', '五日以下', '对个人处')]
    """
    found: list[Penalty] = []
    if not _MARKS.search(text):
        return found
    for printed in cut(text, "statement"):
        last = 0
        if is_cjk(printed):
            statement, places = fold_with_places(simplified(printed))
            quantities = _find_chinese(statement)
        else:  # its words are separated by spaces
            statement, places = printed, range(len(printed))
            quantities = _find_english(statement)
        for quantity in quantities:
            kind = penalty_kind(statement, quantity.start, quantity.end, quantity.kind)
            if kind and not _CONVICTED.search(statement, 0, quantity.start):
                start, end = places[quantity.start], places[quantity.end - 1] + 1
                about = _OPENING.sub("", printed[last:start])
                per = _PER.search(about)
                unit = f"{quantity.unit}/{per.group(1)}" if per else quantity.unit
                ends = _ends(quantity)
                if days := DAYS.get(unit.lower().removesuffix("s")):  # two years are more than six months
                    ends, unit = (ends[0] and ends[0] * days, ends[1] and ends[1] * days), "日"
                if found and not about and last == start and found[-1].high is ends[0] is None and found[-1].unit == unit:
                    low = found.pop()  # in another unit than the maximum: `六个月以上一年以下`
                    start, ends, about = start - len(low.text), (low.low, ends[1]), low.about if start > len(low.text) else ""
                about = about or printed[end:].strip(_EDGES)[:REACH]  # `三年内不得再次申请` says it afterwards
                found.append(Penalty(kind, printed[start:end], *ends, unit, about))
                last = end
    return found


def _find_chinese(statement: str) -> list[Quantity]:
    """The quantities of a statement, including years, which elsewhere date a statement but here measure a ban."""
    found = find_quantities(statement)
    taken = {place for quantity in found for place in range(quantity.start, quantity.end)}
    years = [
        Quantity(time.start, time.end, round(time.days / DAYS_OF_YEAR), "年", "time", "=")
        for time in find_durations(statement)
        if "年" in time.text and time.start not in taken
    ]
    return sorted([*found, *join_ranges(statement, years)])


def _find_english(statement: str) -> list[Quantity]:
    from plandiff.language.english_quantities import (
        find_english_quantities,  # its patterns cost more than those of all other modules
    )

    return find_english_quantities(statement)


def penalty_kind(text: str, start: int, end: int, kind: UnitKind = "") -> PenaltyKind | None:
    """The kind of penalty at a position in a text, None where it is not one; without a `kind` of quantity, by the words alone."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    for name, kinds, before_it, after_it in _SAID:
        if kind and kind not in kinds:
            continue
        if after_it.search(after) or (before_it.search(before) and not _AFTER_ALONE.search(before)):
            return name
    return None


def _ends(quantity: Quantity) -> tuple[float | None, float | None]:
    if isinstance(quantity.value, tuple):
        return quantity.value
    low = None if quantity.comparator in ("<", "<=") else quantity.value
    high = None if quantity.comparator in (">", ">=") else quantity.value
    return low, high
