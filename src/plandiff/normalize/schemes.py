"""How plans number their parts: the table `SCHEMES`, and reading a number off the head of a block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from plandiff.language import ENDING
from plandiff.language.folding import plain
from plandiff.language.letters import INVISIBLE, LETTER
from plandiff.language.numerals import ONES, ORDINALS, ordinal
from plandiff.language.units import BEHIND_DECIMALS

Use = Literal["section", "either", "item"]


@dataclass(frozen=True)
class Scheme:
    """One way of numbering."""

    name: str
    rank: int
    """How far out it usually stands, 0 = outermost; used only where a document itself gives no order."""
    first: str
    """The characters that its numbers can begin with; most blocks can be told from numbered ones by these alone."""
    source: str
    """The regular expression of the number at the head of a block; group `n` is the numeral, where it has one."""
    use: Use = "either"
    """Whether it numbers sections, items, or either (then its neighbours decide)."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a block first needs it: compiling them all takes longer than reading a plan."""
        return re.compile(self.source)


class NumberMark(NamedTuple):
    """A number found at the head of a block."""

    scheme: Scheme
    printed: str
    ordinal: int | None
    rest: str
    """The text after it, without leading space."""


_HAN: Final = f"{ONES}十百零〇"
"""What a heading's number is written in where it stands alone: no document has a thousand of them, and none begins with 两."""
_DIGITS: Final = "0123456789０１２３４５６７８９"
_CIRCLED: Final = "".join(
    map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0), *range(0x2776, 0x2780)])
)
_DOTTED: Final = "".join(map(chr, range(0x2488, 0x249C)))
_BRACKETED: Final = "".join(map(chr, range(0x2474, 0x2488)))
_ROMAN: Final = "".join(map(chr, range(0x2160, 0x216C)))
_BULLETS: Final = "•●■◆▪◇·‧∙□★☆➢➤►▶※♦–-"

_N: Final = rf"(?P<n>[{ORDINALS} ]{{1,9}}|[{_DIGITS}]{{1,4}})"
_H: Final = rf"(?P<n>[{_HAN}](?:\s?[{_HAN}]){{0,3}})"
_D: Final = rf"(?P<n>[{_DIGITS}]{{1,3}})"
_NOT_REFERENCE: Final = rf"(?!第|至|和|或|及|与|、|，|,|的|中(?:的|，|规)|之(?![{ONES}十])|规定|所|款|项|前款|[)）》])"
"""A number that opens a reference to a provision (`第三条第二款规定的`) numbers nothing here."""
_ENGLISH_PART: Final = "Part|Chapter|Title|Annex|Appendix|Goal|Pillar|PART|CHAPTER|TITLE|ANNEX|APPENDIX"
_ENGLISH_ARTICLE: Final = r"Article|ARTICLE|Art\.|Action|Objective|Strategy|Priority"
_AFTER_LABEL: Final = rf"[:：.．、]|$|(?=\s)|(?<=[\d{_HAN}])"

SCHEMES: Final[tuple[Scheme, ...]] = (
    Scheme("annex", 0, "附", rf"附[件表录图]\s?(?:{_N})?\s?(?:{_AFTER_LABEL}(?=[^\d、和至及]))", "section"),
    Scheme("part", 1, "第", rf"第\s?{_N}\s?[编篇]{_NOT_REFERENCE}", "section"),
    Scheme("division", 2, "第", rf"第\s?{_N}\s?部分(?:[:：、.．])?{_NOT_REFERENCE}", "section"),
    Scheme("chapter", 3, "第", rf"第\s?{_N}\s?章{_NOT_REFERENCE}", "section"),
    Scheme("section", 4, "第", rf"第\s?{_N}\s?节{_NOT_REFERENCE}", "section"),
    Scheme("article", 6, "第", rf"第\s?{_N}\s?条(?:之[{ONES}十])?(?:[:：、](?!第))?{_NOT_REFERENCE}", "section"),
    Scheme("box", 8, "专", rf"专栏\s?(?:{_N})?\s?(?:{_AFTER_LABEL}(?=[^\d]))", "section"),
    Scheme("task", 8, "【", rf"【{LETTER}{{0,8}}\s?{_N}】", "section"),
    Scheme("task-word", 8, "重任工行举项措", rf"(?:重点|重大)?(?:任务|工程|行动|举措|项目|措施)\s?{_N}\s?[:：.．、]"),
    Scheme("han", 5, _HAN, rf"{_H}\s?(?:、(?![{_HAN}]{{1,2}}、)|[.．](?!\d)|\s(?=(?:{LETTER}|[“《]){{2,30}}$))"),
    Scheme("han-bracket", 7, "（(〔", rf"[（(〔]\s?{_H}\s?[)）〕](?:[、.．](?!\d))?"),
    Scheme(
        "dotted",
        10,
        "0123456789",
        rf"(?P<n>\d{{1,3}}(?:[.．]\d{{1,3}}){{1,4}})[.．、]?(?=\s|{LETTER}|[“《])(?!\s?(?:[万亿倍个元％吨年天]|小时|{BEHIND_DECIMALS}))",
    ),
    Scheme("arabic", 9, _DIGITS + _DOTTED, rf"{_D}\s?(?:[.．](?![{_DIGITS}])|、(?!\d{{1,3}}、))|(?P<d>[{_DOTTED}])"),
    Scheme("padded", 5, "0", rf"(?P<n>0[1-9])\s(?=(?:{LETTER}|[“《])[^{ENDING}]{{1,40}}$)", "section"),
    Scheme("arabic-bracket", 11, "（(" + _BRACKETED, rf"[（(]\s?{_D}\s?[)）]|(?P<d>[{_BRACKETED}])"),
    Scheme("arabic-half-bracket", 12, _DIGITS, rf"{_D}\s?[)）]"),
    Scheme("circled", 13, _CIRCLED, rf"(?P<d>[{_CIRCLED}])"),
    Scheme("roman", 5, _ROMAN + "IVX", rf"(?P<r>[{_ROMAN}]|[IVX]{{1,5}}(?=[.、]))\s?[.．、]"),
    Scheme("english", 3, "PCTAG", rf"(?:{_ENGLISH_PART})\s(?:\d{{1,3}}|[IVX]{{1,5}}|[A-Z])\b[.:]?(?![\w-])", "section"),
    Scheme("english-section", 4, "S", r"(?:Section|SECTION|Sec\.)\s(?P<n>\d{1,3})\b(?:\.(?!\d))?:?(?![\w-])", "section"),
    Scheme("english-article", 6, "AOSP", rf"(?:{_ENGLISH_ARTICLE})\s(?P<n>\d{{1,3}})\b(?:\.(?!\d))?:?(?![\w-])", "section"),
    Scheme("letter", 12, "(abcdefghijklmnopqrstuvwxyz", r"\(?(?P<l>[a-z])[).]\s", "item"),
    Scheme("dash", 14, "—–―─－-", r"(?:[—–―─－-]{2,4}|[—―─])\s?(?=[^\s\d—–―─－-])", "item"),
    Scheme("bullet", 14, _BULLETS, rf"[{_BULLETS}]\s?(?=[^\d\s])", "item"),
)
"""Tried in this order; the first that matches wins."""

_BY_FIRST: Final = {
    character: tuple(scheme for scheme in SCHEMES if character in scheme.first)
    for character in sorted({character for scheme in SCHEMES for character in scheme.first})
}
_ENUMERATED: Final = re.compile(rf"[{ONES}十](?:是|要|靠|抓)")
_HEAD: Final = 48
"""Characters at the head of a block in which its number must lie."""
_DROP: Final = dict.fromkeys(map(ord, INVISIBLE))
_ODD: Final = re.compile(f"[{INVISIBLE}\u2e80-\u2fdf\uf900-\ufaff]")
"""What is not seen, and other codes of Han characters, which PDF files have in numbers too."""


def mark_of(text: str) -> NumberMark | None:
    """The number at the head of a block, or None.

    >>> found = mark_of("（二）加强党的领导")
    >>> found.scheme.name, found.printed, found.ordinal, found.rest
    ('han-bracket', '（二）', 2, '加强党的领导')
    """
    head = text[:_HEAD]
    if not head.isascii() and _ODD.search(head):
        text = head.translate(_DROP) + text[_HEAD:]
        head = _ODD.sub(lambda radical: plain(radical.group()), text[:_HEAD])
    found = _match(head)
    return NumberMark(found[0], text[: found[3]].strip(), found[2], text[found[3] :].strip()) if found else None


def unseen_in_head(text: str) -> list[int]:
    """The places of characters without width that `mark_of` passes over."""
    return [place for place, character in enumerate(text[:_HEAD]) if ord(character) in _DROP]


@lru_cache(maxsize=16_384)
def _match(head: str) -> tuple[Scheme, str, int | None, int] | None:
    """(scheme, number as printed, ordinal, where the text begins); each step of normalizing asks again."""
    for scheme in _BY_FIRST.get(head[:1], ()):
        if found := scheme.pattern.match(head):
            return scheme, found.group().strip(), _value(found), found.end()
    return None


def is_enumerated(text: str) -> bool:
    """Whether a block opens as a member of `一是…二是…`, which keeps its words."""
    return bool(_ENUMERATED.match(text))


def _value(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("n"):
        return ordinal(re.split(r"[.．]", groups["n"])[-1])
    if single := groups.get("d") or groups.get("r"):
        return ordinal(single)
    return ord(groups["l"]) - ord("a") + 1 if groups.get("l") else None
