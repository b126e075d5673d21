"""Pages -> a document: the steps, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from plandiff.model import Block, BlockKind, Document, Note, Origin
from plandiff.readers.layout.columns import Column, columns_of
from plandiff.readers.layout.furniture import furniture_of
from plandiff.readers.layout.headings import Look, looks_of
from plandiff.readers.layout.lines import Line, rows_of
from plandiff.readers.layout.page import Page, rounded
from plandiff.readers.layout.paragraphs import Paragraph, paragraphs_of
from plandiff.readers.layout.setting import Setting, settings_of
from plandiff.readers.layout.tables import Table, connected, goes_on, tables_of
from plandiff.readers.layout.tuning import TUNING, Tuning
from plandiff.readers.marks import settle

WITHOUT_TEXT: Final = "page-without-text"

Item = Column | Table
"""What stands on a page, one below the other."""


def read_pages(name: str, pages: Sequence[Page], notes: Iterable[Note] = (), tuning: Tuning = TUNING) -> Document:
    """What pages print, as blocks in reading order."""
    notes = [*notes, *(Note(WITHOUT_TEXT, str(page.number)) for page in pages if not page.glyphs)]
    upright = [[glyph for glyph in page.glyphs if glyph.turn == 0] for page in pages]
    apart = [tables_of(page, glyphs, tuning) for page, glyphs in zip(pages, upright, strict=True)]
    rows = [rows_of(glyphs, page.number, tuning) for page, (_, glyphs) in zip(pages, apart, strict=True)]
    furniture = furniture_of(pages, rows, tuning)
    items = [
        _items([line for number, line in enumerate(lines) if number not in taken], tables, tuning)
        for lines, taken, (tables, _) in zip(rows, furniture, apart, strict=True)
    ]
    found = list(_parts(items, [(page.width, page.height) for page in pages], tuning))
    looks = iter(looks_of([part for part in found if isinstance(part, Paragraph)], tuning))
    blocks = [part.block if isinstance(part, Table) else _block(part, next(looks)) for part in found]
    for lines, taken in zip(rows, furniture, strict=True):
        blocks += [_aside(lines[number]) for number in sorted(taken)]
    return Document(name, settle(blocks), notes=tuple(notes))


def _items(lines: Sequence[Line], tables: Sequence[Table], tuning: Tuning) -> list[Item]:
    """The columns and tables of a page, in the order in which they are read."""
    found: list[Item] = []
    left = list(lines)
    for table in tables:
        above = [line for line in left if (line.top + line.bottom) / 2 < table.box[1]]
        left = left[len(above) :]
        found += (*columns_of(above, tuning), table)
    return [*found, *columns_of(left, tuning)]


def _parts(pages: Sequence[Sequence[Item]], sizes: Sequence[tuple[float, float]], tuning: Tuning) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables, each whole, over all pages."""
    columns = [[item for item in items if isinstance(item, Column)] for items in pages]
    settings = chain.from_iterable(settings_of(columns, sizes, tuning))
    flow: list[tuple[Line, Setting, int]] = []
    tables: list[Table] = []
    number = 0
    for item in chain.from_iterable(pages):
        if isinstance(item, Table):
            yield from paragraphs_of(flow, tuning)
            flow = []
            if tables and not goes_on(tables[-1], item, tuning):
                yield connected(tables)
                tables = []
            tables.append(item)
            continue
        if tables:
            yield connected(tables)
            tables = []
        setting = next(settings)
        number += 1
        flow += [(line, setting, number) for line in item.lines]
    yield from [connected(tables)] if tables else []
    yield from paragraphs_of(flow, tuning)


def _block(paragraph: Paragraph, look: Look) -> Block:
    whole = paragraph.spanned
    kind: BlockKind = "heading" if look.level else "paragraph"
    return Block(kind, whole.text, level=look.level, strong=look.strong, spans=whole.spans, origin=_origin(paragraph.lines))


def _aside(line: Line) -> Block:
    return Block("paragraph", line.text, aside="header-footer", origin=_origin([line]))


def _origin(lines: Sequence[Line]) -> Origin:
    """Where a paragraph begins, and what it covers of that page."""
    own = [line.box for line in lines if line.page == lines[0].page]
    left, top, right, bottom = zip(*own, strict=True)
    return Origin(page=lines[0].page, box=rounded((min(left), min(top), max(right), max(bottom))))
