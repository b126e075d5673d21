"""What a Word file prints besides its text: footnotes, endnotes, comments, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block, Origin, Spanned, row_spanned, row_text
from plandiff.model.spans import join
from plandiff.ooxml import Element, child, qualified, value
from plandiff.readers.labels import label
from plandiff.readers.lines import join_lines
from plandiff.readers.word.runs import key_of
from plandiff.readers.word.values import number

if TYPE_CHECKING:
    from plandiff.readers.word.body import Story
    from plandiff.readers.word.context import Context

_FORMS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How notes are numbered if a file does not say."""


class Note(NamedTuple):
    """A note as stored in its part, before its number is known."""

    ident: tuple[str, str]
    element: Element


def notes_of(root: Element | None, kind: str) -> list[Note]:
    """The notes in a part, without the separators between notes and text."""
    rows = root.findall(qualified(f"w:{kind}")) if root is not None else []
    return [
        Note((kind, row.get(qualified("w:id"), "")), row) for row in rows if row.get(qualified("w:type"), "normal") == "normal"
    ]


def note_blocks(notes: list[Note], story: Story) -> Iterator[Block]:
    """The blocks of referenced notes, and of others, set aside; each is followed by anything in it besides its text."""
    context = story.context
    for note in notes:
        kind, ident = note.ident
        texts: list[Spanned] = []
        beside: list[Block] = []
        for block in story.read_part(note.element):
            if block.aside or block.kind == "opaque":
                beside.append(block)
            else:
                texts += [block.spanned] if not block.cells else map(row_spanned, block.cells)
        origin = Origin(part=story.part, paragraph=story.runs.paragraph)
        text, spans = join_lines(texts) if texts else join(())
        if note.ident in context.notes:
            mark = context.notes[note.ident]
            yield Block("note", text, mark, layer="notes", key=key_of(kind, ident), spans=spans, origin=origin)
        elif text:
            reason = {"deleted": "struck-out", "inserted": "inserted"}[context.taken]
            yield Block("paragraph", text, aside=reason if note.ident in context.dropped else "hidden", origin=origin)
        yield from beside


def mark_notes(context: Context, settings: Element | None, sections: list[Element]) -> None:
    """Give unmarked notes their marks, in the order of their references.

    If numbering restarts on every page, the file does not say where the pages are; then it just continues.
    """
    for kind, usual in _FORMS.items():
        before = at = -1
        for ident, mark in context.notes.items():
            if ident[0] != kind or mark:
                continue
            section = context.sections.get(ident, 0)
            stated = [child(around, f"{kind}Pr") for around in (*sections[section : section + 1], settings)]
            restarts = "eachSect" in [value(properties, "numRestart") for properties in stated]
            if before < 0 or (restarts and section != before):
                starts = [number(properties, "numStart") for properties in stated]
                at = next((start for start in starts if start is not None), 1)
            form = next(filter(None, (value(properties, "numFmt") for properties in stated)), usual)
            context.notes[ident] = label(at, form)
            before, at = section, at + 1


def comment_blocks(root: Element | None, story: Story) -> Iterator[Block]:
    """Comments, set aside, each at its place, with its author."""
    for comment in root.findall(qualified("w:comment")) if root is not None else ():
        text = join_lines(block.spanned for block in story.read_part(comment) if not block.aside).text
        author = comment.get(qualified("w:author")) or comment.get(qualified("w:initials")) or ""
        place = story.context.commented.get(comment.get(qualified("w:id"), ""))
        if text:
            origin = Origin(part="", paragraph=place) if place else Origin(part=story.part)
            yield Block("paragraph", f"{author}: {text}" if author else text, aside="comment", origin=origin)


def margin_blocks(story: Story, root: Element | None) -> Iterator[Block]:
    """What a header or footer prints, set aside, without page numbers, which belong to the layout."""
    for block in story.read_part(root) if root is not None else ():
        text = block.text or " ".join(map(row_text, block.cells))
        if text and not (block.aside == "furniture" and text.isdigit()):
            image = block.kind == "figure"
            reason = "image" if block.aside == "image" else "header-footer"
            spans = block.spans if block.text else ()
            yield Block("figure" if image else "paragraph", text, aside=reason, spans=spans, origin=block.origin)
