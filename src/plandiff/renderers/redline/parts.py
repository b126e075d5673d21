"""One of the two files, and a part of the old one with its counterpart, to be marked up."""

from __future__ import annotations

from dataclasses import dataclass

from plandiff.ooxml import Element, W, child
from plandiff.renderers.redline.atoms import Taker
from plandiff.renderers.redline.body import Body
from plandiff.renderers.redline.markup import copied, drop
from plandiff.renderers.redline.package import Package
from plandiff.renderers.redline.settled import settle
from plandiff.renderers.redline.stories import Counter, Item, Paragraph, paragraphs_of


@dataclass
class Side:
    """One of the two files."""

    package: Package
    original: bool = False
    """Read as it was before its own revisions."""

    def blocks(self, root: Element) -> list[Item]:
        """The blocks of a part, its own revisions carried out, counted as they were before."""
        numbers = {found.element: found.number for found in paragraphs_of(Counter().read(root))}
        settle(root, original=self.original)
        items = Counter().read(root)
        for paragraph in paragraphs_of(items):
            paragraph.number = numbers.get(paragraph.element, 0)
        return items


@dataclass
class Story:
    """A part of the old file to be marked up, and its counterpart in the new one."""

    body: Body
    old_root: Element
    new_root: Element | None
    takers: tuple[Taker, Taker]

    def edit_within(self, old: Element, new: Element) -> None:
        """Mark the changes in the blocks of an element of the old part."""
        blocks = [Counter().read(element) for element in (old, new)]
        if blocks[0] and blocks[1]:
            self._edit(blocks[0], blocks[1], old)

    def edit_blocks(self, old: list[Item], new: list[Item], around: Element) -> None:
        if old and new:
            self._edit(old, new, around)

    def _edit(self, old: list[Item], new: list[Item], around: Element) -> None:
        for taker, items in zip(self.takers, (old, new), strict=True):
            self.body.taken |= {found.element: taker.take(found.element) for found in paragraphs_of(items)}
        self.body.edit_blocks(old, new, around)

    def copy(self, block: Item) -> Element:
        """A block of the new part, unmarked."""
        writer = self.body.writer
        if isinstance(block, Paragraph):
            return writer.copy(self.takers[1].take(block.element))
        made = copied(block.element)
        places = {element: n for n, element in enumerate(block.element.iter(W + "p"))}
        written = list(made.iter(W + "p"))
        for inner in block.paragraphs():
            written[places[inner.element]].getparent().replace(
                written[places[inner.element]], writer.copy(self.takers[1].take(inner.element))
            )
        drop(child(made, "tblPr"), "tblStyle")
        return made
