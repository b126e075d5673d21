"""Pages -> a document: the steps, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, dropwhile, groupby

from plandiff.errors import InputError
from plandiff.model import Block, BlockKind, Document, Note
from plandiff.readers.landmarks import Landmarks
from plandiff.readers.layout.bookmarks import levels_of
from plandiff.readers.layout.columns import Column, Item, items_of
from plandiff.readers.layout.contents import contents_of
from plandiff.readers.layout.footnotes import apart, is_marked
from plandiff.readers.layout.furniture import furniture_of
from plandiff.readers.layout.headings import Look, looks_of
from plandiff.readers.layout.lines import Line
from plandiff.readers.layout.page import Bookmark, Page
from plandiff.readers.layout.paragraphs import Paragraph, Stated, paragraphs_of
from plandiff.readers.layout.setting import Setting, settings_of
from plandiff.readers.layout.sheets import UNREADABLE, Sheet, sheet_of
from plandiff.readers.layout.structure import Structure, structure_of
from plandiff.readers.layout.tables import Table, connected, goes_on
from plandiff.readers.layout.tuning import TUNING, Tuning
from plandiff.readers.layout.widths import measured
from plandiff.readers.marks import settle

_Set = tuple[Line, Setting, int]
"""A line, the setting of its column, and the column's number."""
_Around = list[tuple[Sheet, Line]]


def read_pages(
    name: str,
    pages: Sequence[Page],
    bookmarks: Sequence[Bookmark] = (),
    notes: Iterable[Note] = (),
    tuning: Tuning = TUNING,
) -> Document:
    """What pages print, as blocks in reading order. Raises `InputError` when none of them has text."""
    return read_sheets(name, sheets_of(pages, tuning), bookmarks, notes, tuning)


def sheets_of(pages: Sequence[Page], tuning: Tuning = TUNING) -> list[Sheet]:
    """Pages split into lines and tables, each page by itself."""
    return [sheet_of(page, tuning) for page in measured(pages, tuning)]


def read_sheets(
    name: str,
    sheets: Sequence[Sheet],
    bookmarks: Sequence[Bookmark] = (),
    notes: Iterable[Note] = (),
    tuning: Tuning = TUNING,
) -> Document:
    """What all pages together say of their lines and tables; raises as `read_pages` does."""
    notes = (*notes, *(sheet.note for sheet in sheets if sheet.note))
    if not any(sheet.page.glyphs for sheet in sheets):
        unreadable = any(note.code == UNREADABLE for note in notes)
        raise InputError(name, "pages-unreadable" if unreadable else "pages-without-text", pages=len(sheets))
    items, around = _taken_apart(sheets, tuning)
    sizes = [(sheet.page.width, sheet.page.height) for sheet in sheets]
    settings = settings_of([[item for item in own if isinstance(item, Column)] for own in items], sizes, tuning)
    found = list(_parts(items, settings, tuning))
    structure = structure_of((sheet.page for sheet in sheets), [part for part in found if isinstance(part, Paragraph)], tuning)
    if structure.parts:
        found = list(_parts(items, settings, tuning, structure.goes_on))
    areas = list(_noted(found))
    blocks = _blocks(found, {sheet.page.number: sheet for sheet in sheets}, structure, bookmarks, tuning)
    blocks += [Block("paragraph", line.text, aside="header-footer", origin=sheet.origin([line])) for sheet, line in around]
    blocks += [
        Block("paragraph", sheet.aslant, aside="watermark", origin=sheet.origin_of((0, 0, sheet.page.width, sheet.page.height)))
        for sheet in sheets
        if sheet.aslant
    ]
    return Document(name, settle(blocks, Landmarks(areas=areas)), notes=notes)


def _taken_apart(sheets: Sequence[Sheet], tuning: Tuning) -> tuple[list[list[Item]], _Around]:
    """The columns and tables of every page, and the lines printed around them."""
    furniture = furniture_of([sheet.page for sheet in sheets], [sheet.lines for sheet in sheets], tuning)
    repeated = Counter(line.text for sheet in sheets for line in sheet.across)
    texts = [
        [line for number, line in enumerate(sheet.lines) if number not in taken]
        for sheet, taken in zip(sheets, furniture, strict=True)
    ]
    items: list[list[Item]] = []
    gutters: list[float] = []
    for sheet, lines in zip(sheets, texts, strict=True):
        own, strips = items_of(lines, sheet.tables, tuning)
        items.append(own)
        gutters += strips
    if gutters:
        items = [items_of(lines, sheet.tables, tuning, gutters)[0] for sheet, lines in zip(sheets, texts, strict=True)]
    around: _Around = []
    for sheet, taken, own in zip(sheets, furniture, items, strict=True):
        own += [Column((line,), line.page, split=True) for line in sheet.across if repeated[line.text] == 1]
        around += [(sheet, sheet.lines[number]) for number in sorted(taken)]
        around += [(sheet, line) for line in sheet.across if repeated[line.text] > 1]
    return apart(items, tuning), around


def _parts(
    pages: Sequence[Sequence[Item]], settings: Sequence[Sequence[Setting]], tuning: Tuning, stated: Stated | None = None
) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables, each complete, across all pages; `settings` are those of their columns."""
    waiting = chain.from_iterable(settings)
    flow: list[_Set] = []
    notes: list[_Set] = []
    tables: list[Table] = []
    number = 0
    for item in chain.from_iterable(pages):
        if isinstance(item, Table):
            if tables and not goes_on(tables[-1], item, tuning):
                yield connected(tables)
                tables = []
            if not tables:
                yield from _flowing(flow, notes, tuning, stated)
                flow, notes = [], []
            tables.append(item)
            continue
        if tables and not item.notes:  # a table goes on behind the notes at the foot of its page
            yield connected(tables)
            tables = []
        setting = next(waiting)
        number += 1
        (notes if item.notes else flow).extend((line, setting, number) for line in item.lines)
    yield from [connected(tables)] if tables else []
    yield from _flowing(flow, notes, tuning, stated)


def _flowing(flow: Sequence[_Set], notes: Sequence[_Set], tuning: Tuning, stated: Stated | None) -> Iterator[Paragraph]:
    """Paragraphs, with the notes of each column after the paragraphs that begin in it."""
    waiting = [replace(note, note=True) for note in paragraphs_of(notes, tuning, stated)]
    last = {id(line): number for line, _, number in flow}
    columns = {id(line): number for line, _, number in notes}
    for paragraph in paragraphs_of(flow, tuning, stated):
        while waiting and columns[id(waiting[0].lines[0])] < last[id(paragraph.lines[0])]:
            yield waiting.pop(0)
        yield paragraph
    yield from waiting


def _blocks(
    found: Sequence[Paragraph | Table],
    sheets: Mapping[int, Sheet],
    structure: Structure,
    bookmarks: Sequence[Bookmark],
    tuning: Tuning,
) -> list[Block]:
    paragraphs = [part for part in found if isinstance(part, Paragraph)]
    entries = contents_of(paragraphs, tuning)
    text = [paragraph for place, paragraph in enumerate(paragraphs) if place not in entries]
    looks = iter(structure.looks(text, looks_of(text, levels_of(text, bookmarks, tuning), tuning), tuning))
    blocks: list[Block] = []
    place = 0
    for part in found:
        if isinstance(part, Table):
            blocks.append(part.block(lambda page, box: sheets[page].origin_of(box)))
            continue
        sheet = sheets[part.lines[0].page]
        blocks.append(_entry(part, sheet) if place in entries else _block(part, next(looks), sheet))
        place += 1
    return blocks


def _noted(found: Sequence[Paragraph | Table]) -> Iterator[tuple[int, int]]:
    """Ranges of consecutive notes."""
    notes = [(place, part) for place, part in enumerate(found) if isinstance(part, Paragraph) and part.note]
    for _, group in groupby(enumerate(notes), key=lambda entry: entry[1][0] - entry[0]):
        own = list(dropwhile(lambda entry: not is_marked(entry[1].lines[0]), (entry for _, entry in group)))
        if own:
            yield own[0][0], own[-1][0] + 1


def _entry(paragraph: Paragraph, sheet: Sheet) -> Block:
    return Block("paragraph", paragraph.spanned.text, aside="contents", origin=sheet.origin(paragraph.lines))


def _block(paragraph: Paragraph, look: Look, sheet: Sheet) -> Block:
    whole = paragraph.spanned
    kind: BlockKind = "heading" if look.level else "paragraph"
    origin = sheet.origin(paragraph.lines)
    return Block(kind, whole.text, level=look.level, strong=look.strong, spans=whole.spans, origin=origin)
