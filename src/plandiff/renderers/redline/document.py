"""A rewritten Word file: the old one with the changes in each of its parts marked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from plandiff.bilingual import Language
from plandiff.model import Comparison, Source
from plandiff.ooxml import TEXT_BOX, Element, W, child
from plandiff.renderers.options import RedlineOptions
from plandiff.renderers.redline.atoms import Atom, Taker
from plandiff.renderers.redline.body import Body
from plandiff.renderers.redline.footnotes import has_footnotes
from plandiff.renderers.redline.guide import NO_GUIDE, Guide, Places, guide_of, places_of
from plandiff.renderers.redline.margins import pair_margins
from plandiff.renderers.redline.names import Book, Names
from plandiff.renderers.redline.notes import Notes
from plandiff.renderers.redline.package import Package
from plandiff.renderers.redline.paragraphs import Writer, part_of
from plandiff.renderers.redline.parts import Side, Story
from plandiff.renderers.redline.plain import plain
from plandiff.renderers.redline.remarks import Remarks
from plandiff.renderers.redline.revisions import AUTHOR, Revisions
from plandiff.renderers.redline.settled import settle
from plandiff.renderers.redline.stories import paragraphs_of


def mark_up(comparison: Comparison, sources: tuple[Source, Source] | None, options: RedlineOptions, language: Language) -> bytes:
    """The old file with all changes marked; if not both are Word files, a plain one of the old text."""
    if sources and all(is_rewritable(source) for source in sources):
        sides = [Side(Package(source.data), source.reading.revisions == "original") for source in sources]
        places = [places_of(plan) for plan in (comparison.old, comparison.new)]
    else:
        plans = comparison.old, comparison.new
        footnotes = all(map(has_footnotes, plans))  # of both or neither, or each note would be deleted and inserted
        made = [plain(plan, footnotes=footnotes) for plan in plans]
        sides = [Side(Package(data)) for data, _ in made]
        places = [found for _, found in made]
    file = File(sides[0], sides[1], options, language, script=comparison.alignment.script)
    file.mark_up(comparison, places)
    return file.finish()


def is_rewritable(source: Source) -> bool:
    """Whether a file is a Word file whose text is in its own markup."""
    if source.document or not source.data.startswith(b"PK"):
        return False
    try:
        package = Package(source.data)
        body = child(package.tree(package.main), "body")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError):
        return False
    return body is not None and next(body.iter(W + "p"), None) is not None and next(body.iter(W + "altChunk"), None) is None


@dataclass
class File:
    """The old file while it is being marked up."""

    old: Side
    new: Side
    options: RedlineOptions
    language: Language
    script: bool = False
    writers: list[Writer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.revisions = Revisions(self.options.author or AUTHOR, self.options.date, _free_id(self.old.package))
        self.names = Names(Book(self.old.package), Book(self.new.package))
        self.notes = Notes(self.old, self.new, self.settled_story)
        self.remarks = Remarks(self.old.package, self.revisions, self.language)

    def mark_up(self, comparison: Comparison, places: Sequence[Places]) -> None:
        """Mark all parts of the file."""
        parts = self.old.package.main, self.new.package.main
        roots = self.old.package.tree(parts[0]), self.new.package.tree(parts[1])
        margins = pair_margins(self.old.package, self.new.package)
        blocks = self.old.blocks(roots[0]), self.new.blocks(roots[1])
        lengths = [{found.number: _length(found.element) for found in paragraphs_of(items)} for items in blocks]
        main = self._story(parts[0], parts[1], guide_of(comparison, places, lengths))
        main.edit_blocks(blocks[0], blocks[1], child(roots[0], "body"))
        if self.options.annotated:
            stood = {found.number: found.element for found in paragraphs_of(blocks[0])}
            self.remarks.annotate(comparison, places, (stood, main.body.came))
        for ours, theirs in margins.pairs:
            story = self.settled_story(ours, theirs)
            story.edit_within(story.old_root, story.new_root)
        self.notes.sort(roots[0])
        self.remarks.lost_margins(margins)
        for writer in self.writers:  # notes do not have notes
            self._settle_matched(writer)
            self.remarks.lost(writer.lost)

    def _settle_matched(self, writer: Writer) -> None:
        for ours, theirs in writer.matched:
            if ours.kind == "note":
                self.notes.edit(ours, theirs)
            else:
                self.remarks.box(_box_text(ours), _box_text(theirs))

    def finish(self) -> bytes:
        self.remarks.write()
        self.old.package.become_document()
        return self.old.package.pack()

    def settled_story(self, ours: str, theirs: str) -> Story:
        """Parts whose own revisions have been carried out."""
        for side, part in ((self.old, ours), (self.new, theirs)):
            if part:
                settle(side.package.tree(part), original=side.original)
        return self._story(ours, theirs, NO_GUIDE)

    def _story(self, ours: str, theirs: str, guide: Guide) -> Story:
        def bring(atom: Atom) -> Element | None:
            if atom.kind == "note":
                return self.notes.bring(atom)
            if atom.kind == "object" and atom.part is not None and atom.part.tag != W + "sym":
                return self.names.drawing(atom.part, theirs, ours)
            return part_of(atom)

        writer = Writer(self.names, self.revisions, bring, self.script)
        self.writers.append(writer)
        takers = Taker(self.old.package, ours), Taker(self.new.package, theirs)
        return Story(Body(writer, guide, {}), self.old.package.tree(ours), self.new.package.tree(theirs), takers)


def _length(paragraph: Element) -> int:
    return len("".join(text.text or "" for text in paragraph.iter(W + "t")).strip())


def _box_text(atom: Atom) -> str:
    """The text of a text box; the first of alternatives."""
    box = next(atom.part.iter(TEXT_BOX), None) if atom.part is not None else None
    paragraphs = box.iter(W + "p") if box is not None else ()
    return "\n".join("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in paragraphs)


def _free_id(package: Package) -> int:
    """A number that no mark in a file has."""
    root = package.tree(package.main)
    found = [node.get(W + "id", "") for node in root.iter() if isinstance(node.tag, str)]
    return max((int(ident) for ident in found if ident.isdecimal() and len(ident) < 9), default=0) + 1
