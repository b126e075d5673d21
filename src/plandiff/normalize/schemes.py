"""How plans number their parts: the table `SCHEMES`, and reading a number at the head of a block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from plandiff.language import ENDING
from plandiff.language.dates import MONTH_NAMES
from plandiff.language.folding import plain
from plandiff.language.letters import INVISIBLE, LETTER, trimmed
from plandiff.language.numbering import (
    ARABIC,
    CAPITAL,
    CAPITAL_ROMAN,
    COUNTED,
    DECIMAL,
    DOUBLED,
    FORMAL,
    FORMAL_SIGNS,
    HAN,
    HAN_BRANCH,
    HAN_DIVISIONS,
    KOREAN,
    KOREAN_BRANCH,
    KOREAN_DIVISIONS,
    KOREAN_NOT_REFERENCE,
    LATIN,
    LATIN_BRANCH,
    LATIN_DIVISIONS,
    LATIN_NOT_REFERENCE,
    LETTERED,
    NOT_REFERENCE,
    ORDINAL_WORDS,
    ROMAN,
    SIGN,
    SMALL,
    SMALL_ROMAN,
    Division,
    Numerals,
    Value,
    branch_of,
    spellings,
)
from plandiff.language.numerals import ONES
from plandiff.language.units import AFTER_DECIMALS

Use = Literal["section", "either", "item", "title"]

_NUMERAL: Final = re.compile(r"(?<!P)<n>")


@dataclass(frozen=True)
class Scheme:
    """One way of numbering."""

    name: str
    rank: int
    """Its usual nesting rank, 0 = outermost; used only where a document itself gives no order."""
    first: str
    """The characters that its numbers can begin with; these alone rule out most blocks."""
    source: str
    """The regular expression for the number at the head of a block: `<n>` stands for the numeral, where it has one, and the
    group `branch` for the mark of a later insertion."""
    use: Use = "either"
    """Whether it numbers sections, items, or either (then its neighbours decide); for a title, whether it numbers at all is up to the
    document (`numbering.py`)."""
    numerals: Numerals = COUNTED
    """How its numbers are written, and their values."""
    family: str = ""
    """The family of divisions it belongs to: for those with 第 or 제 the words say how they nest whatever comes first, for Latin ones
    only that no article contains another."""
    article: bool = False
    """Whether it numbers the unit that a law numbers throughout, whose own numbered paragraphs are items."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a block first needs it: compiling them all takes longer than reading a plan."""
        return re.compile(_NUMERAL.sub(lambda _: f"(?P<n>{self.numerals.pattern})", self.source))


class NumberMark(NamedTuple):
    """A number found at the head of a block."""

    scheme: Scheme
    printed: str
    value: Value
    """() where it has no numeral."""
    rest: str
    """The text after it, without leading space."""
    depth: int = 1
    """Parts of a decimal number: 3 for 1.1.1, with whatever branch."""

    @property
    def name(self) -> str:
        """The name of its scheme at its depth: 1.1 and 1.1.1 are not in one sequence."""
        return self.scheme.name if self.depth == 1 else f"{self.scheme.name}-{self.depth}"

    @property
    def rank(self) -> int:
        return self.scheme.rank + self.depth - 1

    @property
    def ordinal(self) -> int | None:
        """The position among its siblings, without a branch."""
        return self.value[self.depth - 1] if self.value else None


_CIRCLED: Final = "".join(
    map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0), *range(0x2776, 0x2780)])
)
_DOTTED: Final = "".join(map(chr, range(0x2488, 0x249C)))
_BRACKETED: Final = "".join(map(chr, range(0x2474, 0x2488)))
_HAN_BRACKETED: Final = "".join(map(chr, range(0x3220, 0x322A)))
_ROMAN: Final = "".join(map(chr, range(0x2160, 0x216C)))
_BULLETS: Final = "•●■◆▪◇·‧∙□★☆➢➤►▶※♦–-"
_DIGITS: Final = "0123456789０１２３４５６７８９"
_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_AFTER_LABEL: Final = rf"[:：.．、]|$|(?=\s)|(?<=[\d{ONES}十百零〇])"
_NO_QUANTITY: Final = rf"(?!\s?(?:[万亿倍个元％吨年天]|小时|{AFTER_DECIMALS}))"
_NO_DATE: Final = rf"(?!\s?(?:{MONTH_NAMES}|\d{{1,2}}\.\s?(?:\d{{4}}|\d\d(?!\w))))"
_TITLE_LINE: Final = (
    rf"(?=(?:{LETTER}|[A-Z“《（(])[^。；，：;,!?！？]{{1,60}}$)(?![年月日天个万亿元岁周名家所人项条次]|{AFTER_DECIMALS})"
)
"""A line that can be a title and does not continue a quantity."""
_CLOSED: Final = rf"(?:\s?[:.](?!\d)|\s[-–—](?=\s|$)|(?=\s|$){LATIN_NOT_REFERENCE})"
"""What may come between a Latin division's number and its title, and belongs to the number."""


def _han(name: str, division: Division) -> Scheme:
    """The row of divisions such as `第三条`; for 款, 项 and 目, which are far more often cited, only those above a title."""
    words = "".join(division.words)
    colon = "(?:[:：、](?!第))?" if division.article else ""
    after = rf"(?=\s{LETTER}{{1,20}}$|$)" if division.kind in {"款", "项", "目"} else NOT_REFERENCE
    source = rf"第\s?<n>\s?[{words}]{HAN_BRANCH}{colon}{after}"
    return Scheme(name, division.rank, "第", source, "section", family="第", article=division.article)


def _korean(division: Division) -> Scheme:
    source = rf"제\s?<n>\s?{division.words[0]}{KOREAN_BRANCH}{KOREAN_NOT_REFERENCE}"
    return Scheme(division.kind, division.rank, "제", source, "section", family="제", article=division.article)


def _latin(division: Division) -> Scheme:
    """The row of divisions such as `Chapter 2` and `Zweites Kapitel`."""
    words = spellings(division.words)
    after = rf"{LATIN_BRANCH}{_CLOSED}"
    source, first = rf"(?:{words})\s?<n>{after}", {word[0] for word in division.words}
    if words[0].isalpha():
        source = rf"(?:{words})\s<n>{after}|(?P<word>{ORDINAL_WORDS})\s(?:{words}){_CLOSED}"
        first |= {word[0] for word in ORDINAL_WORDS.split("|")}
    return Scheme(division.kind, division.rank, "".join(sorted(first)), source, "section", LATIN, LATIN_FAMILY, division.article)


LATIN_FAMILY: Final = "latin"
_CAPITAL: Final = Scheme("capital", 7, _CAPITALS, r"<n>\.\s", numerals=CAPITAL)

SCHEMES: Final[tuple[Scheme, ...]] = (
    Scheme("annex", 0, "附", rf"附[件表录图錄圖]\s?<n>?\s?(?:{_AFTER_LABEL}(?=[^\d、和至及]))", "section"),
    Scheme("appendix", 7, "附", r"附\s?[录錄]\s?<n>(?=$|\s|[(（])", numerals=CAPITAL),
    _han("part", HAN_DIVISIONS[0]),
    Scheme("division", 2, "第", rf"第\s?<n>\s?部分(?:[:：、.．])?{NOT_REFERENCE}", "section", family="第"),
    _han("chapter", HAN_DIVISIONS[1]),
    _han("section", HAN_DIVISIONS[2]),
    _han("subsection", HAN_DIVISIONS[3]),
    _han("paragraph", HAN_DIVISIONS[4]),
    _han("point", HAN_DIVISIONS[5]),
    _han("article", HAN_DIVISIONS[6]),
    *map(_korean, KOREAN_DIVISIONS),
    *map(_latin, LATIN_DIVISIONS),
    Scheme("box", 10, "专", rf"专栏\s?<n>?\s?(?:{_AFTER_LABEL}(?=[^\d]))", "section"),
    Scheme("task", 10, "【", rf"【{LETTER}{{0,8}}\s?<n>】", "section"),
    Scheme("task-word", 10, "重任工行举项措", r"(?:重点|重大)?(?:任务|工程|行动|举措|项目|措施)\s?<n>\s?[:：.．、]"),
    Scheme(
        "formal",
        6,
        FORMAL_SIGNS,
        rf"<n>\s?(?:、(?!{LETTER}{{1,2}}、)|[.．]|\s(?=(?:{LETTER}|[“《]){{2,30}}$))",
        numerals=FORMAL,
    ),
    Scheme("formal-bracket", 8, "（(〔", r"[（(〔]\s?<n>\s?[)）〕]", numerals=FORMAL),
    Scheme(
        "han",
        7,
        f"{ONES}十百零〇",
        rf"<n>\s?(?:、(?![{ONES}十百零〇]{{1,2}}、)|[.．](?!\d)|\s(?=(?:{LETTER}|[“《]){{2,30}}$))",
        numerals=HAN,
    ),
    Scheme("han-bracket", 9, "（(〔", r"[（(〔]\s?<n>\s?[)）〕](?:[、.．](?!\d))?", numerals=HAN),
    Scheme("han-bracket", 9, _HAN_BRACKETED, "<n>", numerals=SIGN),
    Scheme("decimal", 12, _DIGITS, rf"<n>(?P<branch>[A-Z]?)[.．、]?(?=\s|{LETTER}|[“《]){_NO_QUANTITY}", numerals=DECIMAL),
    Scheme("decimal", 12, _CAPITALS, rf"<n>(?=\s|{LETTER}|[“《]){_NO_QUANTITY}", numerals=LETTERED),
    Scheme(
        "arabic",
        11,
        _DIGITS,
        rf"<n>(?P<branch>[A-Z](?=\.\s))?\s?(?:[.．](?![{_DIGITS}])|、(?!\d{{1,3}}、)){_NO_DATE}",
        numerals=ARABIC,
    ),
    Scheme("arabic", 11, _DOTTED, "<n>", numerals=SIGN),
    Scheme("title", 12, _DIGITS, rf"<n>(?P<branch>[A-Z]?)\s{_NO_DATE}{_TITLE_LINE}", "title", ARABIC),
    Scheme("padded", 7, "0", rf"(?=0[1-9]\s)<n>\s(?=(?:{LETTER}|[“《])[^{ENDING}]{{1,40}}$)", "section", ARABIC),
    Scheme("arabic-bracket", 18, "（(", r"[（(]\s?<n>(?P<branch>[A-Z]?)\s?[)）]", numerals=ARABIC),
    Scheme("arabic-bracket", 18, _BRACKETED, "<n>", numerals=SIGN),
    Scheme("arabic-half-bracket", 19, _DIGITS, r"<n>\s?[)）]", numerals=ARABIC),
    Scheme("degree", 19, "0123456789", r"<n>°(?=\s)(?!\s[CF]\b)", "item", ARABIC),
    Scheme("full-width", 18, "０１２３４５６７８９", rf"<n>\s(?={LETTER}){_NO_QUANTITY}(?![月日])", "item", ARABIC),
    Scheme("han-space", 19, f"{ONES}十百", rf"<n>\s(?={LETTER})", "item", HAN),
    Scheme("circled", 20, _CIRCLED, "<n>", numerals=SIGN),
    Scheme("roman", 7, _ROMAN, rf"<n>(?:\s?[.．、]|\s(?![类類级級型期区區度])(?=(?:{LETTER}|[“《]){{2,30}}$))", numerals=SIGN),
    Scheme("roman", 7, "IVX", r"<n>\s?[.．、](?!\w)(?:\s[-–—](?=\s))?", numerals=ROMAN),
    _CAPITAL,
    Scheme("capital-bracket", 19, f"({_CAPITALS}", r"\(?<n>\)\s", "item", CAPITAL),
    Scheme("roman-bracket", 20, "(IVX", r"\(?<n>\)\s", "item", CAPITAL_ROMAN),
    Scheme("roman-bracket", 20, "(ivxl", r"\(?<n>[).]\s", "item", SMALL_ROMAN),
    Scheme("letter", 19, "(abcdefghijklmnopqrstuvwxyz", r"\(?<n>[).]\s", "item", SMALL),
    Scheme("letters", 20, "(abcdefgh", r"\(?<n>[).]\s", "item", DOUBLED),
    Scheme("korean-letter", 19, KOREAN.pattern, r"<n>\.\s", "item", KOREAN),
    Scheme("dash", 21, "—–―─－-", r"(?:[—–―─－-]{2,4}|[—―─])\s?(?=[^\s\d—–―─－-])", "item"),
    Scheme("bullet", 21, _BULLETS, rf"[{_BULLETS}]\s?(?=[^\d\s])", "item"),
)
"""Tried in this order; the first that matches wins."""

_BY_FIRST: Final = {
    character: tuple(scheme for scheme in SCHEMES if character in scheme.first)
    for character in sorted({character for scheme in SCHEMES for character in scheme.first})
}
_ENUMERATED: Final = re.compile(rf"[{ONES}十](?:是|要|靠|抓)")
MARKS_KEPT: Final = 1 << 14
"""Texts whose numbers are cached, since each step of normalizing asks again (texts)."""
_HEAD: Final = 48
"""Characters at the head of a block within which its number must be."""
_DROP: Final = dict.fromkeys(map(ord, INVISIBLE))
_ODD: Final = re.compile(f"[{INVISIBLE}\u2e80-\u2fdf\uf900-\ufaff]")
"""Invisible characters, and variant codes of Han characters, which PDF files use in numbers too."""


@lru_cache(maxsize=MARKS_KEPT)
def mark_of(text: str) -> NumberMark | None:
    """The number at the head of a block, or None.

    >>> found = mark_of("（二）加强党的领导")
    >>> found.scheme.name, found.printed, found.value, found.rest
    ('han-bracket', '（二）', (2,), '加强党的领导')
    >>> [(found.name, found.value) for found in map(mark_of, ("第十二条之一 校车", "1.2.3 职责", "Section 12A Fees"))]
    [('article', (12, 1)), ('decimal-3', (1, 2, 3)), ('Section', (12, 1))]
    """
    found = title_number_of(text)
    return _mark(text, titles=False) if found and found.scheme.use == "title" else found


@lru_cache(maxsize=MARKS_KEPT)
def title_number_of(text: str) -> NumberMark | None:
    """The same for a block that may be a title: there a number and a space are enough, `1 总则`."""
    return _mark(text, titles=True)


def _mark(text: str, *, titles: bool) -> NumberMark | None:
    head = text[:_HEAD]
    if not head.isascii() and _ODD.search(head):
        text = head.translate(_DROP) + text[_HEAD:]
        head = _ODD.sub(lambda radical: plain(radical.group()), text[:_HEAD])
    found = _match(head, titles and len(text) <= _HEAD)
    return NumberMark(found[0], trimmed(text[: found[3]]), found[1], trimmed(text[found[3] :]), found[2]) if found else None


def capital_of(text: str) -> NumberMark | None:
    """The capital letter that a Roman numeral may also be."""
    found = _CAPITAL.pattern.match(text)
    return (
        NumberMark(_CAPITAL, found.group().strip(), _CAPITAL.numerals.value(found["n"]), trimmed(text[found.end() :]))
        if found
        else None
    )


def unseen_in_head(text: str) -> list[int]:
    """The positions of zero-width characters that `mark_of` skips."""
    return [place for place, character in enumerate(text[:_HEAD]) if ord(character) in _DROP]


def _match(head: str, titles: bool) -> tuple[Scheme, Value, int, int] | None:
    """(scheme, value, depth, where the text begins). Only `titles` are numbered by a space."""
    for scheme in _BY_FIRST.get(head[:1], ()):
        if (found := scheme.pattern.match(head)) and (titles or scheme.use != "title"):
            groups = found.groupdict()
            numeral = groups.get("n") or groups.get("word") or ""
            value = scheme.numerals.value(numeral) if numeral else ()
            if numeral and not value and scheme.numerals is not COUNTED:
                continue  # letters that are not a numeral: `IIX.`
            return (
                scheme,
                value + branch_of(groups.get("branch") or ""),
                max(1, len(value) if _is_decimal(scheme) else 1),
                found.end(),
            )
    return None


def _is_decimal(scheme: Scheme) -> bool:
    return scheme.numerals in (DECIMAL, LETTERED)


def is_enumerated(text: str) -> bool:
    """Whether a block begins as a member of `一是…二是…`, which keeps its words."""
    return bool(_ENUMERATED.match(text))
