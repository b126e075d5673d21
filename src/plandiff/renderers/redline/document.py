"""A Word file rewritten: the old one with what became of each of its parts in the new one marked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from plandiff.model import Comparison, Source
from plandiff.renderers.options import RedlineOptions
from plandiff.renderers.redline.atoms import Atom, Taken, Taker
from plandiff.renderers.redline.body import Body
from plandiff.renderers.redline.markup import Element, W, child, copied
from plandiff.renderers.redline.matching import guide_of, places_of
from plandiff.renderers.redline.names import Book, Names
from plandiff.renderers.redline.package import Package
from plandiff.renderers.redline.paragraphs import Writer
from plandiff.renderers.redline.plain import plain
from plandiff.renderers.redline.revisions import AUTHOR, Revisions
from plandiff.renderers.redline.settled import settle
from plandiff.renderers.redline.stories import Counter, Item, paragraphs_of


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

    def take(self, part: str, items: list[Item]) -> dict[Element, Taken]:
        taker = Taker(self.package, part)
        return {found.element: taker.take(found.element) for found in paragraphs_of(items)}


def mark_up(comparison: Comparison, sources: tuple[Source, Source] | None, options: RedlineOptions) -> bytes:
    """The old file with all changes marked; where not both are Word files, a plain one of the old text."""
    if sources and all(is_rewritable(source) for source in sources):
        sides = [Side(Package(source.data), source.reading.revisions == "original") for source in sources]
        places = [places_of(plan) for plan in (comparison.old, comparison.new)]
    else:
        made = [plain(plan) for plan in (comparison.old, comparison.new)]
        sides = [Side(Package(data)) for data, _ in made]
        places = [found for _, found in made]
    old, new = sides
    roots = [side.package.tree(side.package.main) for side in sides]
    revisions = Revisions(options.author or AUTHOR, options.date, _free_id(old.package))
    names = Names(Book(old.package), Book(new.package))
    blocks = [side.blocks(root) for side, root in zip(sides, roots, strict=True)]
    taken: dict[Element, Taken] = {}
    for side, items in zip(sides, blocks, strict=True):
        taken |= side.take(side.package.main, items)
    writer = Writer(names, revisions, _bring(names, new), copied_part, script=comparison.alignment.script)
    body = Body(writer, guide_of(comparison, places[0], places[1]), taken)
    body.edit_blocks(blocks[0], blocks[1], child(roots[0], "body"))
    return old.package.pack()


def is_rewritable(source: Source) -> bool:
    """Whether a file is a Word file whose text stands in its own markup."""
    if source.document or not source.data.startswith(b"PK"):
        return False
    try:
        package = Package(source.data)
        body = child(package.tree(package.main), "body")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError):
        return False
    return body is not None and next(body.iter(W + "p"), None) is not None and next(body.iter(W + "altChunk"), None) is None


def copied_part(atom: Atom) -> Element | None:
    return copied(atom.part if atom.part is not None else atom.run)


def _bring(names: Names, new: Side) -> Callable[[Atom], Element | None]:
    def bring(atom: Atom) -> Element | None:
        if atom.kind in ("sign", "math"):
            return copied_part(atom)
        if atom.kind == "object" and atom.part is not None:
            return names.drawing(atom.part, new.package.main)
        return None

    return bring


def _free_id(package: Package) -> int:
    """A number that no mark in a file has."""
    root = package.tree(package.main)
    found = [node.get(W + "id", "") for node in root.iter() if isinstance(node.tag, str)]
    return max((int(ident) for ident in found if ident.isdigit() and len(ident) < 9), default=0) + 1
