"""Printed lines -> blocks: lines broken by the page width or a page end are rejoined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from plandiff.language import CLOSING, ENDING
from plandiff.language.dates import MONTH_OF_YEAR
from plandiff.language.lazy import Lazy
from plandiff.language.letters import LATIN, LETTER, is_cjk, is_wide
from plandiff.language.numerals import ONES, ORDINALS
from plandiff.language.punctuation import FULL_STOPS, SEMICOLONS
from plandiff.model import Block, Spanned
from plandiff.model.spans import cut, join
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.schemes import NumberMark
from plandiff.normalize.tuning import Tuning

_ENDS: Final = re.compile(rf"[{ENDING}…|][{CLOSING}]*$")
_SENTENCE_END: Final = re.compile(rf"[{FULL_STOPS}{SEMICOLONS}!?;]|\.(?=[\s{CLOSING}]|$)")
_OPEN_PAUSE: Final = re.compile(r"[，、（《“‘〈,(]$")
_OPEN_END: Final = re.compile(rf"{_OPEN_PAUSE.pattern}|{LETTER}(?:(?<![目标])的|(?<![总温缓饱])和|(?<!参)与|(?<![普涉])及|以及)$")
"""The end of a line whose sentence goes on; 目的, 公众参与 and 普及 are whole titles."""
_ADOPTED: Final = re.compile(r"(?:通过|修正|修订|公布|发布|施行|批准|印发)\s?[）)]?$")
_DATED: Final = Lazy(rf"[（(]?{MONTH_OF_YEAR}")
_LABEL: Final = re.compile(r"[^，。；：:]{1,12}[：:]")
_OPEN_WORD: Final = Lazy(r"\b(?:a|an|and|about|as|at|by|for|from|in|is|of|on|or|that|the|to|which|with)$")
_OPEN_START: Final = re.compile(r"[，。、；：）》”’〉,;)](?!\d)|是[:：]")
_REFERENCE: Final = Lazy(rf"第\s?[{ORDINALS}\d]+\s?[编章节条](?:第|的|至|和|或|及|、|规定|[{ONES}十]?款)")

TAIL: Final = 8
"""Characters at the end of a line that patterns for line ends read, so that they do not read all of it."""
_HANGING: Final = 3
"""Columns by which a continued item's indent may exceed the length of its number."""
_HYPHENATED: Final = Lazy(rf"(?<![{LATIN}])([{LATIN}]{{2,}})-$")
_WORD: Final = Lazy(rf"[{LATIN}]+")
_COMPOUND: Final = Lazy(rf"(?<![{LATIN}])[{LATIN}]+-[{LATIN}]+")
_COMPOUNDING: Final = Lazy(
    r"(?:well|self|cross|long|short|high|low|half|full|first|second|third|two|three|four|five|decision|policy|year|evidence|community|government"
    r"|world|energy|water|user|data|market|climate|family)-(?!(?:er|ing|ed|ly|ment|ship|age|light|coming|way|hood|ness|dom|en|al|ary|is|iz|able"
    r"|ful|less|est|ward|wide|place|m[ae]n|fall|point|hand))",
    re.IGNORECASE,
)
"""How compounds begin, unless what follows makes a longer word that a hyphen may have split: `well-⏎known`, not `high-⏎lights`."""
_LINKING: Final = Lazy(r"-(?:of|to|the|in|and|by|for|on|at|or|per)-$", re.IGNORECASE)
"""Words inside compounds of more than two: `state-of-the-⏎art`."""
_BARE_NUMBER: Final = re.compile(
    r"[(（](?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,5}|[A-Z])[)）]|(?:\d{1,2}|[a-z]|[ivxl]{1,5})[).]|[①-⑳]|[•●■◆▪]"
)
"""A number or bullet on a line of its own: what it numbers is on the next."""
_QUANTITY: Final = Lazy(r"\d+[.,]\d+%?\s[a-z]")
_SUSPENDED: Final = Lazy(r"(?:und|oder|bzw|sowie|and|or|et|ou|og|en)\b")
"""What follows a hyphen that stands for the rest of a word: `Hoch- und Tiefbau`."""
_MEMBER_ENDS: Final = "，,、；;"
_HAN: Final = re.compile("[\u4e00-\u9fff]+")
"""Characters that are wide and most of a plan."""


_Followed = tuple[Block, Block, int]
"""A line of text, the one that follows it directly, and the columns that the first takes with its indent."""


class _Page(NamedTuple):
    """How lines were set."""

    width: int = 0
    """Columns; 0 where a line is a paragraph."""
    indents: bool = False
    """Whether only a paragraph's first line is indented."""
    separated: bool = False
    """Whether blank lines separate the paragraphs, so that a sentence within one may end at the margin."""
    clauses: bool = False
    """Whether a Latin text, not set to a width, breaks its lines within sentences: one line per clause."""


def join_lines(blocks: Sequence[Block], cut_before: Container[int], tuning: Tuning) -> list[tuple[list[int], Spanned]]:
    """The positions of blocks that belong together, and their joined text: only groups of two or more.

    Lines belong together where the page width broke them, where the end of a page did
    (before the positions in `cut_before` something was set aside), where a stray break cut a sentence, and where one is indented
    below the number of another. Only paragraphs and items continue; headings, tables and notes stay as they are.
    """
    lines = _Lines(blocks, tuning)
    groups: list[list[int]] = []
    length = 0
    for place, block in enumerate(blocks):
        cut_here = place in cut_before
        start = groups[-1][0] if groups else place
        stated = block.continues and not cut_here and lines.is_stated(place, start)
        if groups and (stated or lines.goes_on(place, start, broken=length >= tuning.broken, cut=cut_here)):
            groups[-1].append(place)
            length += len(block.text)
        else:
            groups.append([place])
            length = len(block.text)
    return [(group, lines.joined(group)) for group in groups if len(group) > 1]


def columns(text: str) -> int:
    """The printed width of a text, with two columns for a wide character."""
    others = _HAN.sub("", text)
    return 2 * (len(text) - len(others)) + sum(map(_widths.__getitem__, others))


class _Widths(dict[str, int]):
    """The columns of each character met so far."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 2 if is_wide(character) else 1
        return width


_widths: Final = _Widths()


class _Lines:
    """The lines of a document, and what is known about them as a whole."""

    def __init__(self, blocks: Sequence[Block], tuning: Tuning) -> None:
        self._blocks = blocks
        self._tuning = tuning
        self._numbers = Numbers(blocks, tuning)
        self._ended = _ends_sentences(blocks, tuning)
        """Whether its sentences end in a mark, so that a line without one is half a sentence."""
        self._page = _page_of(blocks, tuning, ended=self._ended)
        self._listed = list_members(blocks, tuning)
        """Positions of lines that continue no other: list members."""

    def goes_on(self, place: int, start: int, *, broken: bool, cut: bool) -> bool:
        """Whether a line continues the sentence or paragraph of the one before, which `start` began; `broken` says that this is
        half a sentence by its length, `cut` that something was set aside between them."""
        first, second = self._blocks[place - 1], self._blocks[place]
        if not (_is_text(first) and second.kind == "paragraph") or first.outside != second.outside or place in self._listed:
            return False
        if _BARE_NUMBER.fullmatch(first.text) and first.kind == "paragraph" and self._mark(place) is None:
            return True
        ends = bool(_ENDS.search(first.text[-TAIL:]))
        numbered = self._mark(place) is not None and not _REFERENCE.match(second.text)
        if not second.apart and not numbered:
            if self._is_hanging(self._blocks[start], first, second):
                return True
            latin = not (is_cjk(first.text) or is_cjk(second.text))
            if self._page.clauses and latin and (ends or first.text.endswith(",") or _goes_on(second.text)):
                return True
            if _HYPHENATED.search(first.text) and second.text[:1].islower():
                return True
        if self._page.width and not second.apart and self._is_full(first):
            if self._page.indents:
                return not second.indent and (not ends or self._mark(place) is None)
            if not ends or self._page.separated:
                return not numbered
        if ends or self._mark(place):
            return False
        if _ADOPTED.search(first.text[-TAIL:]) and (_DATED.match(first.text) or _DATED.match(second.text)):
            return False  # the history of a law: every adoption and revision has a line of its own
        broken = (
            broken
            and self._ended
            and (
                not second.apart
                or is_cjk(first.text + second.text)
                or _goes_on(second.text)
                or bool(_OPEN_WORD.search(first.text[-TAIL:]))
            )
        )
        if ((cut and self._ended) or broken) and not second.strong and not _LABEL.match(first.text):
            return True
        if _OPEN_START.match(second.text):
            return True
        titled = (
            (second.apart or not self._page.width)
            and len(first.text) <= self._tuning.line_title
            and self._numbers.mark(first) is not None
        )
        open_end = _OPEN_PAUSE if titled else _OPEN_END
        return bool(open_end.search(first.text[-TAIL:]) and not second.strong)

    def is_stated(self, place: int, start: int) -> bool:
        """Whether a paragraph stated by the format, which `start` began, is one. Chinese paragraphs have lines of their own without
        anything to show it, unless a sentence goes on below an item's number, and so do numbered lines; one that begins with a
        reference (`Article 3`, `article⏎3.`) continues the sentence before."""
        first, second = self._blocks[place - 1], self._blocks[place]
        if first.kind == "figure":
            return False
        if is_cjk(first.text) or is_cjk(second.text):
            within = self._blocks[start].kind == "item" and second.indent > self._blocks[start].indent
            going = len(first.text) >= self._tuning.prose and not _ENDS.search(first.text[-TAIL:])
            return within and going and self._mark(place) is None
        mark = self._mark(place)
        if mark is None:
            return True
        going = mark.scheme.use == "section" or (place not in self._counting and len(first.text) >= self._tuning.prose)
        return going and not _ENDS.search(first.text[-TAIL:]) and first.text[-1:] not in ",;:"

    def _mark(self, place: int) -> NumberMark | None:
        """The number at the head of a line; one without a predecessor or a successor belongs to the sentence
        that the line before leaves open: `bis zum⏎16. Lebensjahr`."""
        mark = self._numbers.mark(self._blocks[place])
        lone = mark is not None and mark.name == "arabic" and (mark.ordinal or 0) > 1 and place not in self._counting
        above = self._blocks[place - 1].text
        return None if lone and not self._blocks[place].apart and not is_cjk(above) and not _ENDS.search(above[-TAIL:]) else mark

    @cached_property
    def _counting(self) -> frozenset[int]:
        """The positions of lines whose number follows one of its kind above, or is followed by one below."""
        recent: dict[str, dict[int, int]] = {}
        found: set[int] = set()
        for place, block in enumerate(self._blocks):
            mark = self._numbers.mark(block)
            if mark is None or mark.ordinal is None:
                continue
            if mark.ordinal <= 1:
                recent[mark.name] = {}
            places = recent.setdefault(mark.name, {})
            if mark.ordinal - 1 in places:
                found |= {places[mark.ordinal - 1], place}
            places[mark.ordinal] = place
        return frozenset(found)

    def joined(self, group: Sequence[int]) -> Spanned:
        """The lines joined into one text."""
        parts = [self._blocks[group[0]].spanned]
        for above, line in itertools.pairwise(self._blocks[place] for place in group):
            if self._is_hyphenated(above.text, line.text):
                parts[-1] = cut(parts[-1], (0, len(above.text) - 1))[0]
                parts.append(line.spanned)
            else:
                parts += (Spanned(_glue(above.text, line.text)), line.spanned)
        return join(parts)

    def _is_full(self, block: Block) -> bool:
        return columns(block.text) + block.indent >= self._tuning.full * self._page.width

    def _is_hanging(self, start: Block, first: Block, second: Block) -> bool:
        """Whether a Latin line is indented below an item's number or bullet, as its text is."""
        mark = self._numbers.mark(start)
        if start.kind != "item" and mark is None:
            return False
        indent = second.indent - start.indent
        if not 0 < indent <= len(mark.printed if mark else "-") + _HANGING or is_cjk(start.text):
            return False
        return second.text[:1].islower() or len(first.text) >= self._tuning.line_title or bool(_ENDS.search(first.text[-TAIL:]))

    def _is_hyphenated(self, above: str, below: str) -> bool:
        """Whether the hyphen at the end of a line comes from the line break and not from the word."""
        stem, rest = _HYPHENATED.search(above), _WORD.match(below)
        if stem is None or rest is None or not below[0].islower() or _SUSPENDED.match(below) or _LINKING.search(above[-TAIL:]):
            return False
        if f"{stem[1]}{rest[0]}".lower() in self._words:
            return True
        whole = f"{stem[1]}-{rest[0]}"
        return whole.lower() not in self._compounds and not _COMPOUNDING.match(whole)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for block in self._blocks for word in _WORD.findall(block.text))

    @cached_property
    def _compounds(self) -> frozenset[str]:
        return frozenset(word.lower() for block in self._blocks for word in _COMPOUND.findall(block.text))


def _ends_sentences(blocks: Sequence[Block], tuning: Tuning) -> bool:
    """Whether a text marks the ends of its sentences; in a list of lines without marks each is one."""
    texts = [block.text for block in blocks if _is_text(block)]
    ends = sum(len(_SENTENCE_END.findall(text)) for text in texts)
    return sum(map(len, texts)) <= ends * tuning.sentence


def _page_of(blocks: Sequence[Block], tuning: Tuning, *, ended: bool) -> _Page:
    """The page on which a text was wrapped; with width 0 where it was not."""
    followed = [
        (first, second, columns(first.text) + first.indent)
        for first, second in itertools.pairwise(blocks)
        if _is_text(first) and _is_text(second) and not second.apart
    ]
    lines = sum(1 for block in blocks if not block.apart)
    unset = (
        _indented_page(blocks, followed, tuning)
        or _separated_page(blocks, followed, tuning)
        or _Page(clauses=_breaks_clauses(followed, tuning))
    )
    if not ended or len(followed) < max(tuning.wrapped, tuning.most * lines):
        return unset
    widths = sorted(width for _, _, width in followed)
    width = widths[int(len(widths) * (1 - tuning.few))]
    full = [first for first, _, used in followed if used >= tuning.full * width]
    broken = sum(1 for block in full if not _ENDS.search(block.text[-TAIL:]))
    if width < tuning.prose:  # a list of short lines
        return unset
    if broken < max(tuning.wrapped, tuning.most * len(full)) or len(full) < tuning.margin * len(followed):
        return unset
    indented = sum(1 for _, second, _ in followed if second.indent)
    return _Page(
        width,
        indents=tuning.few * len(followed) <= indented <= len(followed) - tuning.few * len(followed),
        separated=len(followed) - len(full) <= tuning.few * len(followed) and any(block.apart for block in blocks[1:]),
    )


def _indented_page(blocks: Sequence[Block], followed: Sequence[_Followed], tuning: Tuning) -> _Page | None:
    """The page of a text too short to count its lines, whose paragraphs all begin indented: unindented lines follow full ones."""
    width = max((width for _, _, width in followed), default=0)
    going = [width for _, second, width in followed if not second.indent]
    starts = sum(1 for block in blocks if block.indent and _is_text(block))
    if min(len(going), starts) < tuning.repeated or width < 2 * tuning.prose or min(going) < tuning.full * width:
        return None
    return _Page(width, indents=True)


def _separated_page(blocks: Sequence[Block], followed: Sequence[_Followed], tuning: Tuning) -> _Page | None:
    """The page of a Latin text too short to count its lines, whose paragraphs blank lines separate: all their lines but the last are full."""
    width = max((width for _, _, width in followed), default=0)
    latin = not any(is_cjk(first.text + second.text) for first, second, _ in followed)
    if len(followed) < tuning.repeated or width < 2 * tuning.prose or not latin:
        return None
    if min(width for _, _, width in followed) < tuning.full * width:
        return None
    broken = any(second.text[:1].islower() and not _ENDS.search(first.text[-TAIL:]) for first, second, _ in followed)
    return _Page(width, separated=True) if broken and any(block.apart for block in blocks[1:]) else None


def _breaks_clauses(followed: Sequence[_Followed], tuning: Tuning) -> bool:
    """Whether enough lines of a Latin text continue on the next, in a lower-case letter or after a comma."""
    latin = [(first, second) for first, second, _ in followed if not is_cjk(first.text + second.text)]
    going = sum(1 for first, second in latin if _goes_on(second.text) or first.text.endswith(","))
    return going >= max(tuning.repeated, tuning.margin * len(latin))


def _goes_on(text: str) -> bool:
    """Whether a line begins as the rest of a sentence does: with a lower-case letter or a quantity."""
    return text[:1].islower() or bool(_QUANTITY.match(text))


def list_members(blocks: Sequence[Block], tuning: Tuning) -> frozenset[int]:
    """The positions of members of unnumbered lists: separate lines below a colon, each but the last with a comma."""
    return frozenset(_list_members(blocks, tuning))


def _list_members(blocks: Sequence[Block], tuning: Tuning) -> Iterator[int]:
    place = 1
    while place < len(blocks):
        end = place
        if blocks[place - 1].text.endswith(("：", ":")):
            while end < len(blocks) and _is_member(blocks[end], tuning) and blocks[end].text[-1:] in _MEMBER_ENDS:
                end += 1
            if end < len(blocks) and end > place and _is_member(blocks[end], tuning) and _ENDS.search(blocks[end].text):
                end += 1
            if end - place >= tuning.recurring:
                yield from range(place, end)
        place = max(end, place + 1)


def _is_member(block: Block, tuning: Tuning) -> bool:
    longest = tuning.line_title if block.apart else tuning.prose - 1  # longer lines may be those of a paragraph
    return block.kind == "paragraph" and len(block.text) <= longest


def _is_text(block: Block) -> bool:
    return block.kind in {"paragraph", "item"}


def _glue(before: str, after: str) -> str:
    """A space where two alphabetic words meet; none within a number in Chinese text."""
    last, first = before[-1:], after[:1]
    if not last or not first or _is_unspaced(last) or _is_unspaced(first) or (last == "-" and not _SUSPENDED.match(after)):
        return ""
    signs = (last.isdigit() and first.isdigit()) or not (_is_spaced(last) and _is_spaced(first))
    return "" if signs and is_cjk(before + after) else " "


def _is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words."""
    return is_wide(character) and not "\uac00" <= character <= "\ud7a3"


def _is_spaced(character: str) -> bool:
    return character.isascii() or character.isalnum()
