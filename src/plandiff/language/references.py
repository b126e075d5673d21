"""References in a text to divisions by their numbers (`依照第十二条之一`, `Section 12A`), and the addresses that references use.

The divisions and the ways to write their numbers are those of `numbering.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from plandiff.language.numbering import (
    COUNTED,
    DIGITS,
    HAN_DIVISIONS,
    KOREAN_DIVISIONS,
    LATIN_DIVISIONS,
    TIMES,
    Value,
    branch_of,
)
from plandiff.language.numerals import ONES, ORDINALS

Address = tuple[str, str]
"""The kind of division and its number, however either is written: ("条", "12"), ("Section", "3.1")."""
NUMBERS_KEPT: Final = 1 << 12
"""Numbers of sections whose addresses are cached, as each is asked for by several rules and by the report (count)."""


@cache
def _kind_of(word: str) -> str:
    for table in (HAN_DIVISIONS, KOREAN_DIVISIONS, LATIN_DIVISIONS):
        for division in table:
            if word.lower() in {known.lower() for known in division.words}:
                return division.kind
    return word


_CODE: Final = r"(?:[LRDA]\*?\.?\s?)?\d{1,4}(?:[-.]\d{1,4}){0,4}"
"""The number of an article in a code of laws: L. 111-1."""
_IN_HAN: Final = (
    rf"第\s?(?P<han>[{DIGITS}{ORDINALS}]+(?:-\d{{1,2}})?)\s?(?P<level>[编編篇章节節条條])(?P<han_branch>(?:[之の][{ONES}十\d]+)*)"
)
_IN_KOREAN: Final = r"제(?P<korean>\d+)(?P<korean_level>[편장절조])(?P<korean_branch>(?:의\d+)*)"
_IN_LATIN: Final = (
    rf"(?P<word>(?<![\w-])(?:[Ss]ections?|[Aa]rticles?|Chapter|Part|Rule|[Cc]lauses?|Schedule|Artikels?|Art\.?))\s"
    rf"(?P<latin>{_CODE}(?:er)?(?:[A-Z]{{1,2}}(?![A-Za-z])|[a-z](?![A-Za-z]))?(?:\s(?:{'|'.join(TIMES)})\b)?)"
    r"|(?P<sign>§)\s?(?P<paragraph>\d{1,4}[a-z]?)(?![\w])"
)
_ABROAD: Final = re.compile(
    r"(?:\s?\(\d{1,4}\)){0,9}(?:,?\s(?:Absatz|Abs\.|Satz|Nummer|Nr\.|Buchstabe|Halbsatz|Alternative|paragraphe|alinéa)\s\w{1,20}(?:\sund\s\d{1,4}|\sbis\s\d{1,4})?){0,9}"
    r"(?:\sof\s(?:the|that)\s(?!present|this)\w+|\sof\s(?:Regulation|Directive|Council|Commission|[A-Z]{2,})|\s(?:des|der|dem|vom|zum)\s(?!vorliegenden)\w"
    r"|\s(?:du|de\sla|de\sl['’]|des)\s?(?!présent)\w|\s[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ]\b)"
)
"""What follows a reference to another document: `of the Education Act`, `des Handelsgesetzbuchs`, `BGB`, `du code civil`."""
_SAID: Final = re.compile(r"(?:dudit|ledit)\s$")
"""Before a reference to another document named above."""
_MARKS: Final = (
    "第",
    "제",
    "§",
    "Section",
    "Article",
    "Chapter",
    "Part",
    "Rule",
    "Clause",
    "Schedule",
    "Art",
    "section",
    "article",
    "clause",
)


@cache  # compiled for the first text that can refer to anything
def _reference() -> re.Pattern[str]:
    return re.compile(rf"{_IN_HAN}|{_IN_KOREAN}|{_IN_LATIN}")


_CAPITALS: Final = re.compile(r"^[A-Z]{2,}")


class Reference(NamedTuple):
    """A reference in a text to a division by its number."""

    address: Address
    start: int
    end: int
    abroad: bool
    """Whether the words after it name another document."""


def references_in(text: str) -> Iterator[Reference]:
    """The references of a text, in its order.

    >>> [found.address for found in references_in("依照第十二条之一和第三章")]
    [('条', '12-1'), ('章', '3')]
    >>> [(found.address, found.abroad) for found in references_in("See Section 12A and Article 3 of the Water Act; § 5 BGB.")]
    [(('Section', '12A'), False), (('Article', '3'), True), (('§', '5'), True)]
    """
    if not any(mark in text for mark in _MARKS):  # most texts: searching for the pattern costs more
        return
    for match in _reference().finditer(text):
        if (address := _address(match)) is not None:
            yield Reference(
                address,
                match.start(),
                match.end(),
                bool(_ABROAD.match(text, match.end()) or _SAID.search(text, max(0, match.start() - 8), match.start())),
            )


@lru_cache(maxsize=NUMBERS_KEPT)
def address_of(number: str) -> Address | None:
    """What references to a section with this number use; None where the number has no division word.

    >>> address_of("第三條"), address_of("Section 12A"), address_of("§ 16a"), address_of("一、"), address_of("Part 1 -")
    (('条', '3'), ('Section', '12A'), ('§', '16a'), None, ('Part', '1'))
    """
    bare = _CAPITALS.sub(lambda word: word.group().capitalize(), number.strip().rstrip(":：.-–— 、"))
    match = _reference().match(bare)
    return _address(match) if match and match.end() == len(bare) else None


def _address(match: re.Match[str]) -> Address | None:
    if match["han"]:
        value = COUNTED.value(match["han"])
        return (_kind_of(match["level"]), _joined(value, match["han_branch"])) if value else None
    if match["korean"]:
        return match["korean_level"], _joined((int(match["korean"]),), match["korean_branch"])
    if match["sign"]:
        return "§", match["paragraph"]
    number = re.sub(r"(?<=\d)er$|[.*\s](?=\s?\d)", "", match["latin"]).replace("  ", " ")
    word = match["word"]
    return _kind_of(word.removesuffix("s") if word.lower() in {"sections", "articles", "artikels", "clauses"} else word), number


def _joined(value: Value, branch: str) -> str:
    return "-".join(map(str, (*value, *branch_of(branch))))
