"""How plans number their parts: the table `SCHEMES`, and reading a number off the head of a block."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from plandiff.text import INVISIBLE, ordinal

Use = Literal["section", "either", "item"]


@dataclass(frozen=True)
class Scheme:
    """One way of numbering."""

    name: str
    rank: int
    """How far out it usually stands, 0 = outermost; used only where a document itself gives no order."""
    pattern: re.Pattern[str]
    """Matches the number at the head of a block; group `n` is the numeral, where it has one."""
    use: Use = "either"
    """Whether it numbers sections, items, or either (then its neighbours decide)."""


@dataclass(frozen=True)
class Mark:
    """A number found at the head of a block."""

    scheme: Scheme
    printed: str
    ordinal: int | None
    rest: str
    """The text after it, without leading space."""


_N: Final = r"(?P<n>[一二三四五六七八九十百千零〇○两 ]{1,9}|[\d０-９]{1,4})"
_H: Final = r"(?P<n>[一二三四五六七八九十百零〇](?:\s?[一二三四五六七八九十百零〇]){0,3})"
_D: Final = r"(?P<n>[\d０-９]{1,3})"
_NOT_REFERENCE: Final = r"(?!第|至|和|或|及|与|、|，|,|的|中(?:的|，|规)|之(?![一二三四五六七八九十])|规定|所|款|项|前款|[)）》])"
"""A number that opens a reference to a provision (`第三条第二款规定的`) numbers nothing here."""


def _scheme(name: str, rank: int, pattern: str, use: Use = "either") -> Scheme:
    return Scheme(name, rank, re.compile(pattern), use)


SCHEMES: Final[tuple[Scheme, ...]] = (
    _scheme(
        "annex",
        0,
        rf"(?:附件|附表|附录|附图)\s?(?:{_N})?\s?(?:[:：.．、]|$|(?=\s)|(?<=[\d一二三四五六七八九十])(?=[^\d、和至及]))",
        "section",
    ),
    _scheme("part", 1, rf"第\s?{_N}\s?[编篇]{_NOT_REFERENCE}", "section"),
    _scheme("division", 2, rf"第\s?{_N}\s?部分(?:[:：、.．])?{_NOT_REFERENCE}", "section"),
    _scheme("chapter", 3, rf"第\s?{_N}\s?章{_NOT_REFERENCE}", "section"),
    _scheme("section", 4, rf"第\s?{_N}\s?节{_NOT_REFERENCE}", "section"),
    _scheme("article", 6, rf"第\s?{_N}\s?条(?:之[一二三四五六七八九十])?(?:[:：、](?!第))?{_NOT_REFERENCE}", "section"),
    _scheme("box", 8, rf"专栏\s?(?:{_N})?(?:\s?[:：.．、]|(?=\s)|$|(?<=[\d一二三四五六七八九十])(?=[^\d]))", "section"),
    _scheme("task", 8, rf"【[\u4e00-\u9fff]{{0,8}}\s?{_N}】", "section"),
    _scheme("task-word", 8, rf"(?:重点|重大)?(?:任务|工程|行动|举措|项目|措施)\s?{_N}\s?[:：.．、]", "either"),
    _scheme("han", 5, rf"{_H}\s?(?:、(?![一二三四五六七八九十]{{1,2}}、)|[.．](?!\d)|\s(?=[\u4e00-\u9fff“《]{{2,30}}$))"),
    _scheme("han-bracket", 7, rf"[（(〔]\s?{_H}\s?[)）〕](?:[、.．](?!\d))?"),
    _scheme(
        "dotted",
        10,
        r"(?P<n>\d{1,3}(?:[.．]\d{1,3}){1,4})[.．、]?(?=\s|[\u4e00-\u9fff“《])(?!\s?(?:万|亿|倍|个|元|%|％|平方|公里|吨|年|小时|天))",
    ),
    _scheme("arabic", 9, rf"{_D}\s?(?:[.．](?![\d０-９])|、(?!\d{{1,3}}、))|(?P<d>[⒈-⒛])"),
    _scheme("arabic-bracket", 11, rf"[（(]\s?{_D}\s?[)）]|(?P<d>[⑴-⒇])"),
    _scheme("arabic-half-bracket", 12, rf"{_D}\s?[)）]"),
    _scheme("circled", 13, r"(?P<d>[①-⑳㉑-㉟㊱-㊿❶-❿])"),
    _scheme("roman", 5, r"(?P<r>[Ⅰ-Ⅻ]|[IVX]{1,5}(?=[.、]))\s?[.．、]"),
    _scheme(
        "english",
        3,
        r"(?:Part|Chapter|Title|Annex|Appendix|Goal|Pillar|PART|CHAPTER|TITLE|ANNEX|APPENDIX)\s(?:\d{1,3}|[IVX]{1,5}|[A-Z])\b[.:]?(?![\w-])",
        "section",
    ),
    _scheme("english-section", 4, r"(?:Section|SECTION|Sec\.)\s(?P<n>\d{1,3})\b(?:\.(?!\d))?:?(?![\w-])", "section"),
    _scheme(
        "english-article",
        6,
        r"(?:Article|ARTICLE|Art\.|Action|Objective|Strategy|Priority)\s(?P<n>\d{1,3})\b(?:\.(?!\d))?:?(?![\w-])",
        "section",
    ),
    _scheme("letter", 12, r"\(?(?P<l>[a-z])[).]\s", "item"),
    _scheme("dash", 14, r"(?:[—–―─－-]{2,4}|[—―─])\s?(?=[^\s\d—–―─－-])", "item"),
    _scheme("bullet", 14, r"[•●■◆▪◇·‧∙□★☆➢➤►▶※♦–-]\s?(?=[^\d\s])", "item"),
)
"""Tried in this order; the first that matches wins."""

_ENUMERATED: Final = re.compile(r"(?:一|二|三|四|五|六|七|八|九|十)(?:是|要|靠|抓)")
_HEAD: Final = 48
"""Characters at the head of a block in which its number must lie."""
_FIRST: Final = frozenset(
    "第附专重任大工行举项措一二三四五六七八九十百零〇（(〔【0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿❶❷❸❹❺❻❼❽❾❿"
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "—–―─－-•●■◆▪◇·‧∙□★☆➢➤►▶※♦"
)
"""Characters that a number can begin with; most paragraphs are told from numbered ones by this alone."""
_UNSEEN: Final = re.compile(f"[{INVISIBLE}]")
_DROP: Final = dict.fromkeys(map(ord, INVISIBLE))


def mark_of(text: str) -> Mark | None:
    """The number at the head of a block, or None.

    >>> found = mark_of("（二）加强党的领导")
    >>> found.scheme.name, found.printed, found.ordinal, found.rest
    ('han-bracket', '（二）', 2, '加强党的领导')
    """
    head = text[:_HEAD]
    if not head.isascii() and _UNSEEN.search(head):
        text = head.translate(_DROP) + text[_HEAD:]
        head = text[:_HEAD]
    found = _match(head)
    return Mark(found[0], found[1], found[2], text[found[3] :].strip()) if found else None


@lru_cache(maxsize=16_384)
def _match(head: str) -> tuple[Scheme, str, int | None, int] | None:
    """(scheme, number as printed, ordinal, where the text begins); each step of normalizing asks again."""
    if head[:1] not in _FIRST:
        return None
    for scheme in SCHEMES:
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
        value = unicodedata.numeric(single, None) if len(single) == 1 else None
        return int(value) if value is not None else None
    return ord(groups["l"]) - ord("a") + 1 if groups.get("l") else None
