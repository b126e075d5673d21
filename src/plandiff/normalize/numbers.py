"""Which numbers in a document number something: some only do so beside others.

A decimal at the head of a line may be a quantity, a capital letter an initial, a number before a title a count. They are
section numbers where a neighbour is present too: the one before or after, the parent, or a child.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.language.numbering import Value, follows
from plandiff.model import Block
from plandiff.normalize.schemes import NumberMark, capital_of, mark_of, title_number_of
from plandiff.normalize.tuning import Tuning

_COUNTING: Final = ("title", "arabic")
"""Schemes of `1 总则` and `1. 总则`, which a document may mix."""


class Numbers:
    """The numbers of a document's blocks."""

    def __init__(self, blocks: Sequence[Block], tuning: Tuning) -> None:
        self._settled: dict[str, NumberMark | None] = {}
        """Texts whose number differs from what they show on their own."""
        self._settle_titles(blocks, tuning)
        marks = [(block, mark) for block in blocks if (mark := self.mark(block)) is not None]
        self._settle_capitals(marks)
        self._settle_spaced(marks)
        self._settle_decimals(marks)

    def mark(self, block: Block) -> NumberMark | None:
        """The number at the head of a block, or None."""
        return self._settled[block.text] if block.text in self._settled else mark_of(block.text)

    def _settle_titles(self, blocks: Sequence[Block], tuning: Tuning) -> None:
        """`1 总则` is numbered where 1.1 follows, after its neighbour, or in a series of such lines above their texts."""
        marks = [(place, mark) for place, block in enumerate(blocks) if (mark := title_number_of(block.text))]
        titles = [(place, mark) for place, mark in marks if mark.scheme.use == "title" and _can_be_title(blocks[place])]
        firsts = {place: mark.value for place, mark in _first_inside(marks)}
        stated = {
            mark.ordinal: mark.scheme for place, mark in marks if blocks[place].kind == "heading" and mark.name in _COUNTING
        }
        last: Value = ()
        for row in _rows(titles):
            over_text = len(row) >= tuning.recurring and all(_stands_over(blocks, place) for place, _ in row)
            for place, mark in row:
                own = mark.value[0]
                scheme = stated.get(own - 1, stated.get(own + 1)) if blocks[place].kind == "heading" else None
                if over_text or scheme or firsts.get(place) == (own, 1) or (last and own == last[0] + 1):
                    self._settled[blocks[place].text] = mark._replace(scheme=scheme or mark.scheme)
                    last = mark.value

    def _settle_capitals(self, marks: Sequence[tuple[Block, NumberMark]]) -> None:
        """`I.` after `H.` is a letter; a letter, or a single-letter Roman numeral, without a neighbour is an initial."""
        above: NumberMark | None = None
        found: list[tuple[Block, NumberMark]] = []
        for block, by_itself in marks:
            mark = by_itself
            if mark.name == "roman" and above is not None and above.name == "capital":
                capital = capital_of(block.text)
                if capital is not None and capital.value[0] == above.value[0] + 1:
                    self._settled[block.text] = mark = capital
            if mark.name == "capital":
                found.append((block, mark))
            if mark.name in {"roman", "capital"}:
                above = mark
        digits = {mark.ordinal for _, mark in marks if mark.name == "roman"}
        for block, mark in marks:
            lone = mark.name == "roman" and len(mark.printed.strip(" .")) == 1 and mark.printed[0].isascii() and mark.ordinal != 1
            if lone and block.kind != "heading" and digits.isdisjoint(((mark.ordinal or 0) - 1, (mark.ordinal or 0) + 1)):
                self._settled[block.text] = None
        known = {mark.ordinal for _, mark in found}
        for block, mark in found:
            if mark.ordinal is not None and known.isdisjoint((mark.ordinal - 1, mark.ordinal + 1)):
                self._settled[block.text] = None

    def _settle_spaced(self, marks: Sequence[tuple[Block, NumberMark]]) -> None:
        """`一　…` numbers an item, as in Japanese laws, where `二　…` is present too."""
        known = {mark.ordinal for _, mark in marks if mark.name == "han-space"}
        for block, mark in marks:
            if mark.name == "han-space" and known.isdisjoint((mark.value[0] - 1, mark.value[0] + 1)):
                self._settled[block.text] = None

    def _settle_decimals(self, marks: Sequence[tuple[Block, NumberMark]]) -> None:
        known = {mark.value for _, mark in marks if mark.scheme.use != "item"}
        for block, mark in marks:
            if mark.scheme.name == "decimal" and block.kind != "heading" and known.isdisjoint(_neighbours(mark)):
                self._settled[block.text] = None


def _can_be_title(block: Block) -> bool:
    return block.kind in {"heading", "paragraph"}


def _rows(titles: Sequence[tuple[int, NumberMark]]) -> Iterator[list[tuple[int, NumberMark]]]:
    """Groups of titles that count on from one another."""
    row: list[tuple[int, NumberMark]] = []
    for place, mark in titles:
        if row and not follows(mark.value, row[-1][1].value):
            yield row
            row = []
        row.append((place, mark))
    if row:
        yield row


def _first_inside(marks: Sequence[tuple[int, NumberMark]]) -> Iterator[tuple[int, NumberMark]]:
    """For each title, the first decimal after it, if before the next title."""
    following: NumberMark | None = None
    for place, mark in reversed(marks):
        if mark.scheme.use == "title":
            if following is not None:
                yield place, following
            following = None
        elif mark.scheme.name == "decimal":
            following = mark


def _stands_over(blocks: Sequence[Block], place: int) -> bool:
    """Whether anything other than another such line follows one."""
    below = title_number_of(blocks[place + 1].text) if place + 1 < len(blocks) else None
    return place + 1 < len(blocks) and (below is None or below.scheme.use != "title")


def _neighbours(mark: NumberMark) -> Iterator[Value]:
    """The numbers before, after, above and below a decimal."""
    own = mark.value[: mark.depth]
    yield (*own[:-1], own[-1] - 1)
    yield (*own[:-1], own[-1] + 1)
    yield (*own, 1)
    if len(mark.value) > len(own):
        yield own
    if own[-1] <= 1:
        yield own[:-1]
