"""Blocks -> Plan: what is the plan's own text, and how its parts stand under one another.

Every step looks at the blocks that are left and says which to set aside, or what part each
plays; nothing is dropped on the way. A document in canonical form says all this itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from plandiff.model import Block, Document, Plan, SetAside, row_text
from plandiff.normalize import canonical
from plandiff.normalize.annexes import raise_annexes
from plandiff.normalize.contents import find_contents
from plandiff.normalize.furniture import furniture, news_lead
from plandiff.normalize.headings import classify
from plandiff.normalize.leads import find_leads
from plandiff.normalize.lines import join_lines
from plandiff.normalize.meta import describe
from plandiff.normalize.tables import settle_tables
from plandiff.normalize.titles import TitleBlock, find_title, opening_title, title_score
from plandiff.normalize.tree import freeze, grow

__all__ = ["normalize"]

ABOVE: Final = 15
"""Blocks above the main text in which a page prints the title, over its date and its buttons."""
MIN_PAGE_TITLE: Final = 8
"""Characters of the shortest title taken from there; the names of a site's sections are shorter."""


def normalize(document: Document) -> Plan:
    """The plan in a document: a tree of sections, and what was set aside with the reason.

    Every visible character of the document is in one unit, in the plan's title, or set aside.
    """
    if canonical.is_canonical(document):
        return canonical.restore(document)
    blocks = _Blocks(join_lines(document.blocks))
    blocks.set_aside("furniture", furniture)
    blocks.set_aside("lead", news_lead)
    contents = find_contents(blocks.left)
    blocks.set_aside("contents", lambda _: set(contents.blocks))
    found = find_title(blocks.left)
    title = found.title or blocks.page_title()
    if not title:
        found = opening_title(blocks.left)
        title = found.title
    blocks.take(found)
    entries = raise_annexes(classify(settle_tables(blocks.left), contents.entries))
    root = freeze(grow(entries))
    root = replace(root, title=title)
    head = [block.text for block in blocks.left[:20] if len(block.text) <= 120]
    tail = [block.text for block in blocks.left[-8:] if len(block.text) <= 40]
    aside = blocks.aside()
    meta = describe(title, document.front_matter, head, [item.text for item in aside], tail, document.name)
    return Plan(meta, root, aside, document.notes, find_leads(root))


class _Blocks:
    """The blocks of a document, and which of them were set aside, why."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.reason: dict[int, str] = {}
        self.taken: set[int] = set()

    @property
    def kept(self) -> list[int]:
        return [number for number in range(len(self.blocks)) if number not in self.reason and number not in self.taken]

    @property
    def left(self) -> list[Block]:
        return [self.blocks[number] for number in self.kept]

    def set_aside(self, reason: str, choose: Callable[[Sequence[Block]], set[int]]) -> None:
        """Set aside the blocks that `choose` names by their place among those left."""
        kept = self.kept
        for place in choose([self.blocks[number] for number in kept]):
            self.reason[kept[place]] = reason

    def take(self, found: TitleBlock) -> None:
        """Take the title out of the body, and set aside where it is printed again; what stands above it heads nothing."""
        kept = self.kept
        for number in kept[: found.lines[0]] if found.lines else ():
            if self.blocks[number].kind == "heading":  # of the notice that carries the plan
                self.blocks[number] = replace(self.blocks[number], kind="paragraph", level=None)
        self.taken |= {kept[place] for place in found.lines}
        self.reason |= {kept[place]: "title-block" for place in found.repeats}

    def page_title(self) -> str:
        """The title that a page prints above its main text, which has none of its own; then it is no furniture."""
        first = next(iter(self.kept), 0)
        above = range(max(0, first - ABOVE), first)
        scored = [
            (score, number)
            for number in above
            if len(self.blocks[number].text) >= MIN_PAGE_TITLE and (score := title_score(self.blocks[number]))
        ]
        if not scored:
            return ""
        number = max(scored)[1]
        del self.reason[number]
        self.taken.add(number)
        return self.blocks[number].text

    def aside(self) -> tuple[SetAside, ...]:
        return tuple(
            SetAside(self.reason[number], _whole(self.blocks[number]), self.blocks[number].line) for number in sorted(self.reason)
        )


def _whole(block: Block) -> str:
    """All that a block prints, a table's rows included."""
    return "\n".join(filter(None, (block.text, *(row_text(row) for row in block.cells))))
