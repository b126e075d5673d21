"""Pages while being read: turned upright, and split into lines, tables, and sideways or slanted text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plandiff.model import Note, Origin
from plandiff.readers.layout.aligned import aligned_tables
from plandiff.readers.layout.booktabs import booktabs
from plandiff.readers.layout.legibility import is_legible
from plandiff.readers.layout.lines import Line
from plandiff.readers.layout.page import Box, Glyph, Page, rounded
from plandiff.readers.layout.rows import rows_of
from plandiff.readers.layout.tables import Table, tables_of
from plandiff.readers.layout.tuning import Tuning
from plandiff.readers.layout.turning import SIDEWAYS, righted, shown, turn_of, upright

WITHOUT_TEXT: Final = "page-without-text"
UNREADABLE: Final = "text-layer-unreadable"
"""Codes of the notes on pages that are not compared, each with the page number: a picture, or characters that are not text.
Text recognized in the picture would be put in `Page.glyphs` before this module is called."""
UNKNOWN: Final = "characters-unknown"
"""Code of the note that the file does not identify some characters of a page."""

ATTACHED: Final = "attachment-not-read"
"""Code of the note that a file is attached to the document, with its name."""


@dataclass(frozen=True)
class Sheet:
    """A page split into its parts."""

    page: Page
    """Turned so that most of its text is upright; without characters if they are not text."""
    turn: int
    """Degrees by which it was turned back."""
    tables: Sequence[Table] = ()
    lines: Sequence[Line] = ()
    """Outside tables."""
    across: Sequence[Line] = ()
    """Sideways text outside tables; its coordinates are those of a page turned to make it upright."""
    aslant: str = ""
    """What is printed over or under the text, like watermarks."""
    note: Note | None = None

    def origin(self, lines: Sequence[Line]) -> Origin:
        """The position of those lines that are on this page."""
        own = [line.box for line in lines if line.page == self.page.number]
        left, top, right, bottom = zip(*own, strict=True)
        return self.origin_of((min(left), min(top), max(right), max(bottom)))

    def origin_of(self, box: Box) -> Origin:
        return Origin(page=self.page.number, box=rounded(shown(box, self.turn, self.page.width, self.page.height)))


def sheet_of(page: Page, tuning: Tuning) -> Sheet:
    """A page split into its parts; only a note if it has no text."""
    turn = turn_of(page.glyphs)
    page = righted(page, turn)
    number = str(page.number)
    if all(glyph.text.isspace() for glyph in page.glyphs):
        return Sheet(replace(page, glyphs=()), turn, note=Note(WITHOUT_TEXT, number))
    level = [glyph for glyph in page.glyphs if not glyph.turn]
    straight = level if len(level) == len(page.glyphs) else [glyph for glyph in page.glyphs if glyph.turn >= 0]
    tables, left = tables_of(page, straight, tuning)
    upright_lines = rows_of((glyph for glyph in left if not glyph.turn), page.number, tuning)
    if not is_legible(level, _texts(tables, upright_lines), tuning):
        return Sheet(replace(page, glyphs=()), turn, note=Note(UNREADABLE, number))
    across_ruled, lines = booktabs(upright_lines, tables, page, tuning)
    open_tables, lines = aligned_tables(lines, page, tuning)
    turned = [glyph for glyph in left if glyph.turn]
    across = [line for other in SIDEWAYS for line in _lines_across(turned, other, page, tuning)] if turned else []
    return Sheet(
        page,
        turn,
        [*tables, *across_ruled, *open_tables],
        lines,
        across,
        "".join([glyph.text for glyph in page.glyphs if glyph.turn < 0]).strip(),
        Note(UNKNOWN, number) if page.unmapped else None,
    )


def _texts(tables: Iterable[Table], lines: Iterable[Line]) -> Iterator[str]:
    """What the cells and the lines of a page say."""
    yield from (cell.text for table in tables for row in table.rows for cell in row)
    yield from (line.text for line in lines)


def _lines_across(glyphs: Sequence[Glyph], turn: int, page: Page, tuning: Tuning) -> list[Line]:
    turned = [upright(glyph, turn, page.width, page.height) for glyph in glyphs if glyph.turn == turn]
    return rows_of(turned, page.number, tuning)
