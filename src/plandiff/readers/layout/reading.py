"""Pages -> a document: the steps, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from plandiff.model import Block, Document, Note, Origin
from plandiff.readers.layout.columns import Column, columns_of
from plandiff.readers.layout.furniture import furniture_of
from plandiff.readers.layout.lines import Line, rows_of
from plandiff.readers.layout.page import Box, Page
from plandiff.readers.layout.paragraphs import Paragraph, is_centred, paragraphs_of
from plandiff.readers.layout.setting import Setting, settings_of
from plandiff.readers.layout.tuning import TUNING, Tuning
from plandiff.readers.marks import settle

WITHOUT_TEXT: Final = "page-without-text"
STRONG: Final = 0.9
"""Share of a paragraph's characters that must be bold before it is."""


def read_pages(name: str, pages: Sequence[Page], notes: Iterable[Note] = (), tuning: Tuning = TUNING) -> Document:
    """What pages print, as blocks in reading order."""
    notes = [*notes, *(Note(WITHOUT_TEXT, str(page.number)) for page in pages if not page.glyphs)]
    rows = [rows_of((glyph for glyph in page.glyphs if glyph.turn == 0), page.number, tuning) for page in pages]
    furniture = furniture_of(pages, rows, tuning)
    columns = [
        columns_of([line for number, line in enumerate(lines) if number not in taken], tuning)
        for lines, taken in zip(rows, furniture, strict=True)
    ]
    settings = settings_of(columns, [(page.width, page.height) for page in pages], tuning)
    flow = [(line, setting, number) for number, (column, setting) in enumerate(_flat(columns, settings)) for line in column.lines]
    paragraphs = paragraphs_of(flow, tuning)
    blocks = [_block(paragraph, tuning) for paragraph in paragraphs]
    for page, lines, taken in zip(pages, rows, furniture, strict=True):
        for number in sorted(taken):
            line = lines[number]
            blocks.append(
                Block("paragraph", line.text, aside="header-footer", origin=Origin(page=page.number, box=_rounded(line.box)))
            )
    return Document(name, settle(blocks), notes=tuple(notes))


def _flat(columns: Sequence[Sequence[Column]], settings: Sequence[Sequence[Setting]]) -> Iterable[tuple[Column, Setting]]:
    for own, set_as in zip(columns, settings, strict=True):
        yield from zip(own, set_as, strict=True)


def _block(paragraph: Paragraph, tuning: Tuning) -> Block:
    whole = paragraph.spanned
    lines = paragraph.lines
    bold = sum(line.bold * len(line.printed) for line in lines) / sum(len(line.printed) for line in lines)
    strong = bold > STRONG or is_centred(lines[0], paragraph.setting, tuning)
    return Block("paragraph", whole.text, strong=strong, spans=whole.spans, origin=_origin(lines))


def _origin(lines: Sequence[Line]) -> Origin:
    """Where a paragraph begins, and what it covers of that page."""
    own = [line.box for line in lines if line.page == lines[0].page]
    box = min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own)
    return Origin(page=lines[0].page, box=_rounded(box))


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom


def usual_size(lines: Iterable[Line]) -> float:
    """The size of most characters."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.printed)
    return counts.most_common(1)[0][0] if counts else 0.0
