"""A whole Word file: its parts in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Block, Document, Note, Source, Statement
from plandiff.ooxml import Element, qualified
from plandiff.readers.marks import settle
from plandiff.readers.package import Package
from plandiff.readers.word.body import Story
from plandiff.readers.word.chunks import read_chunk
from plandiff.readers.word.context import Context
from plandiff.readers.word.notes import comment_blocks, margin_blocks, mark_notes, note_blocks, notes_of
from plandiff.readers.word.numbering import Numbering
from plandiff.readers.word.styles import Styles

if TYPE_CHECKING:
    from plandiff.readers.allowance import Allowance

STRUCK: Final = "struck-formatting"
"""Code of the note that text formatted as struck through was read anyway."""


def read(source: Source, allowance: Allowance) -> Document:
    """What a Word file prints. Raises `InputError` if it is damaged, too large when unpacked, or empty."""
    package = Package(source.name, source.data, allowance)
    main = package.main
    root = package.tree(main)
    if root is None:
        raise package.damaged()
    return _Reader(source, package, main, root).read()


class _Reader:
    def __init__(self, source: Source, package: Package, main: str, root: Element) -> None:
        self.source = source
        self.package = package
        self.root = root
        self.relations = package.relations(main)
        styles = Styles(self._part("styles"))
        original = source.reading.revisions == "original"
        self.context = Context(package, styles, Numbering(self._part("numbering"), styles), original)
        self.notes: list[Note] = []

    def _part(self, kind: str) -> Element | None:
        target = self._target(kind)
        return self.package.tree(target) if target else None

    def _target(self, kind: str) -> str:
        return next((found.target for found in self.relations.values() if found.kind == kind and not found.outside), "")

    def _story(self, part: str, label: str) -> Story:
        return Story(self.context, self.package.relations(part), self._chunk, label)

    def _chunk(self, part: str) -> list[Block]:
        blocks, notes = read_chunk(self.context, part)
        self.notes += notes
        return blocks

    def read(self) -> Document:
        text = Story(self.context, self.relations, self._chunk)
        blocks = text.read_part(self.root)
        mark_notes(self.context, self._part("settings"), list(self.root.iter(qualified("w:sectPr"))))
        for kind in ("footnote", "endnote"):
            if target := self._target(f"{kind}s"):
                blocks += note_blocks(notes_of(self.package.tree(target), kind), self._story(target, f"{kind}s"))
        if target := self._target("comments"):
            blocks += comment_blocks(self.package.tree(target), self._story(target, "comments"))
        blocks += self._margins()
        if all(block.aside for block in blocks):
            raise InputError(self.source.name, "no-text")
        if self.context.struck:
            self.notes.append(Note(STRUCK, str(self.context.struck)))
        stated = tuple(Statement("title", title) for title in self.context.titles)
        return Document(self.source.name, settle(blocks), notes=tuple(self.notes), stated=stated if len(stated) == 1 else ())

    def _margins(self) -> list[Block]:
        """Headers and footers, each text once."""
        found: dict[tuple[str, str], Block] = {}
        for kind in ("header", "footer"):
            for target in dict.fromkeys(row.target for row in self.relations.values() if row.kind == kind and not row.outside):
                for block in margin_blocks(self._story(target, kind), self.package.tree(target)):
                    found.setdefault((block.aside, block.text), block)
        return list(found.values())
