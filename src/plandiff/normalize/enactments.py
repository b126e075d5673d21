"""The note under a title that says who adopted, approved and revised a document, and when (题注)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from plandiff.language.dates import DAY_OF_YEAR, ENGLISH_DATE, Date, find_day
from plandiff.language.lazy import Lazy
from plandiff.language.traditional import simplified
from plandiff.model import Block
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.titles import NUMBER
from plandiff.normalize.tuning import Tuning

_ACT: Final = "通过|修正|修订|修改|公布|发布|颁布|批准|施行|制定|印发"
_CHINESE: Final = Lazy(
    rf"[（(\s]*+(?:(?:根据|自|经|中华)\s*+)?{DAY_OF_YEAR}.*(?:{_ACT})(?:(?:全文|第)[^。；;]{{0,80}}条(?:条文)?)?(?:[）)\s。；;]|起|的|根据)*$"
    rf"|[（(\s]*(?:根据|第[一二三四五六七八九十]+次).*{DAY_OF_YEAR}.*(?:{_ACT})[）)\s。；;]*$"
)
"""In simplified characters; in Taiwan the note says which articles an act was on."""
_BEGINS: Final = Lazy(rf"[（(\s]*+(?:中华\s*+)?{DAY_OF_YEAR}")
_UNENDED: Final = r"(?:[^.]|\.(?=\s?\d))"
"""Not the end of an English sentence: `No. 12`."""
_ENGLISH: Final = Lazy(
    rf"[(\[]?(?:As )?(?:last )?(?:Adopted|Amended|Revised|Enacted|Approved|Passed|Ratified|Promulgated)\b{_UNENDED}*?(?:{ENGLISH_DATE}){_UNENDED}*[)\].]?$",
    re.IGNORECASE,
)
_BETWEEN: Final = Lazy(r"(?<=\d)[.;,]\s+(?=[A-Za-z])(?!\d)|(?<=\d)\s+and\s+")
"""Separator between the acts of an English note."""
_ADDRESS: Final = Lazy(r"现(?:予|将|公布)|印发给你们|请.{0,12}(?:执行|落实)")
_BESIDE: Final = Lazy(rf"[（(]?(?:{NUMBER}|[^\W\d_]{{2,20}}(?:令|公告)\s?[（(]?第?\s?\S{{1,8}}\s?号)[）)]?")
"""A document's number, which may stand between its title and the note."""
MAX_LINES: Final = 3
"""Blocks into which line ends may have split one act (count)."""
_DAY: Final = Lazy(DAY_OF_YEAR)
_IN_FORCE: Final = Lazy(r"[^，,。；;根]{0,6}起?(?:施行|实施|生效)")


def find_enactment(blocks: Sequence[Block], first: int, tuning: Tuning) -> set[int]:
    """The blocks below the title, from position `first` on, that form such a note; document numbers may occur among them."""
    found: set[int] = set()
    end = min(len(blocks), first + tuning.head)
    number = first
    while number < end and blocks[number].kind == "paragraph" and mark_of(blocks[number].text) is None:
        lines = _lines_of(blocks[number : min(end, number + MAX_LINES)], tuning)
        found.update(range(number, number + lines))
        if not lines and not _BESIDE.fullmatch(blocks[number].text):
            break
        number += lines or 1
    return found


def _lines_of(blocks: Sequence[Block], tuning: Tuning) -> int:
    """How many of the blocks make up one act of such a note, which line ends may have split; 0 for none."""
    text = ""
    for count, block in enumerate(blocks, 1):
        text += simplified(block.text)
        if block.kind != "paragraph" or len(text) > tuning.enactment or "。" in text[:-2]:
            return 0
        if is_enactment(text):
            return count
        if not _BEGINS.match(text):
            return 0
    return 0


def is_enactment(text: str) -> bool:
    """Whether a line says when a document was adopted or revised, and nothing else.

    >>> is_enactment("2009年3月23日某市人民政府第12次常务会议通过"), is_enactment("2009年3月23日，全市开展检查。")
    (True, False)
    >>> is_enactment("中華民國110年5月26日總統令修正公布第93條條文"), is_enactment("Amended on 7 July 2019 (Bulletin No. 12)")
    (True, True)
    >>> is_enactment("Adopted on 3 May 2004. Last amended on 7 July 2019."), is_enactment("Adopted in 2004. It is in force.")
    (True, False)
    """
    acts = all(map(_ENGLISH.match, _BETWEEN.split(text)))
    return bool(_CHINESE.match(simplified(text)) or acts) and not _ADDRESS.search(text)


def edition_date(lines: Iterable[str]) -> Date | None:
    """The last day on which the text was acted on; the day it comes into force does not count."""
    days: list[Date] = []
    for line in map(simplified, lines):
        places = [found for found in _DAY.finditer(line) if not _IN_FORCE.match(line, found.end())]
        days += filter(None, (find_day(found.group()) for found in places))
        if not _DAY.search(line):
            days += filter(None, map(find_day, _BETWEEN.split(line)))
    return max(days, default=None)
