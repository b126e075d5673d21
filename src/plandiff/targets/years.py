"""The year a quantity is stated for, if its sentence prints one."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language import FULL_STOPS, SEMICOLONS
from plandiff.language.dates import BEGUN, TO, YEAR, Period, read_year

_MENTION: Final = re.compile(
    rf"(?P<first>{YEAR})\s?(?:年|届|(?=\s?{TO}\s?{YEAR}))(?:度|底|末|初)?(?:\d{{1,2}}月(?:底|末|初|份)?)?(?:\s?{TO}\s?(?P<last>{YEAR})\s?年)?"
)
_BASE_BEFORE: Final = re.compile(r"(?:比|较|相比|比照|对标|自)$")
_BASE_AFTER: Final = re.compile(
    rf"^(?:{BEGUN}|的?基础|相比|以来|水平|同期|起|为基|价格|可比|前的?|开始|同口径|不变价|\s?版|召开|印发|出台|提出)"
)
AFTER: Final = 10
"""Characters after a year that show whether something is only compared with it."""
_TITLE: Final = re.compile(r"《[^》]{0,200}》|〔\d{1,4}〕|<s>(?:(?!<s>).)*?</s>")
_MOTIVE: Final = re.compile(r"(?:考虑|着眼|锚定|对标|面向|围绕|衔接|瞄准|根据|按照|对照|聚焦|为)[^，。；]{0,12}$")
_HORIZON: Final = re.compile(r"^远景目标|^(?:基本|全面)(?:实现|建成)")
"""A horizon that is only a motive: `综合考虑实现2035年远景目标，提出…`."""
_RELATIVE: Final = re.compile(r"[，、；](?:其中|力争|预计)?(?:今年|去年|明年)")
_FROM: Final = re.compile(r"[由从從]$")
_SINCE: Final = re.compile(r"[由从從][^，。；,;]*$")
BEFORE: Final = 40
"""Characters before a value that are searched for its start year."""
_REMARK: Final = re.compile(rf"\s?[(（](?:{_MENTION.pattern})[)）]")
_CLOSED: Final = re.compile("[)）]")
_RISEN_TO: Final = re.compile(r"(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|压减|缩短|缩小|拓展|发展|延长|[升降增减])[到至]")
"""After a baseline: `由2020年的40%⟦提高到⟧45%`."""
_BORDER: Final = re.compile(rf"[{FULL_STOPS}{SEMICOLONS};，]")


def year_of(sentence: str, start: int, *, change: bool = False) -> Period | None:
    """The year or years that govern a position in a Chinese sentence in half-width form; None if none does.

    A year governs what follows it until the next; a year that something is compared with governs nothing, one that only qualifies a
    value (`2021年的73%`) its clause and the changes that follow it, and the year of a baseline only the baseline.

    >>> str(year_of("到2025年,覆盖率比2020年提高5%", 17)), year_of("覆盖率达到95%", 6)
    ('2025', None)
    >>> str(year_of("到2025年,覆盖率由2020年的40%提高到45%", 24))
    '2025'
    """
    titles = [match.span() for match in _TITLE.finditer(sentence)]
    found: Period | None = None
    for match in _MENTION.finditer(sentence, 0, start):
        before, after = sentence[max(0, match.start() - 4) : match.start()], sentence[match.end() : match.end() + AFTER]
        if any(first <= match.start() < last for first, last in titles) or _is_base(before, after) or _is_motive(sentence, match):
            continue
        if _FROM.search(before) and _RISEN_TO.search(sentence, match.end(), start):
            continue
        if _in_brackets(sentence, match, start):
            continue
        if after.startswith("的") and not change and _BORDER.search(sentence, match.end(), start):
            found = None
            continue
        if _RELATIVE.search(sentence, match.end(), start):
            found = None  # which year that is depends on when the plan was written
            continue
        found = Period(read_year(match["first"]), read_year(match["last"] or match["first"]))
    return found


def start_year_of(sentence: str, start: int, end: int) -> Period | None:
    """The year of a baseline between those positions: `由2020年的40%`, `从40%（2020年）`; None if none is stated.

    >>> sentence = "到2025年,覆盖率由2020年的40%提高到45%,公园由30个增至35个"
    >>> [str(start_year_of(sentence, *span) or "") for span in ((16, 19), (32, 35))]
    ['2020', '']
    """
    said = _REMARK.match(sentence, end)
    if said is None and (since := _SINCE.search(sentence, max(0, start - BEFORE), start)):
        said = _MENTION.search(sentence, since.start(), start)
    return Period(read_year(said["first"]), read_year(said["last"] or said["first"])) if said else None


def _in_brackets(sentence: str, match: re.Match[str], start: int) -> bool:
    """Whether a year is in brackets that close before a position: it is that of the value before them."""
    return sentence[: match.start()].endswith(("(", "（")) and _CLOSED.search(sentence, match.end(), start) is not None


def _is_motive(sentence: str, match: re.Match[str]) -> bool:
    after = sentence[match.end() : match.end() + 16].removeprefix("年").lstrip("的")
    return bool(_HORIZON.search(after) and _MOTIVE.search(sentence[max(0, match.start() - 20) : match.start()]))


def _is_base(before: str, after: str) -> bool:
    return bool(_BASE_BEFORE.search(before) or _BASE_AFTER.search(after))
