"""Canonical Markdown -> blocks: the form that plandiff itself writes; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from plandiff.model import Block, BlockKind, Cell, Origin, Span, Spanned
from plandiff.model.spans import NO_TEXT, ordered
from plandiff.readers.grids import table
from plandiff.readers.inline import inline
from plandiff.readers.pipes import cells_of, covering, is_border

GAP: Final = "\u3000"
"""The separator between a number and its text."""
MAX_LEVEL: Final = 40
"""Number signs of the deepest heading that is read as one; no plan nests that deep."""
OPAQUE: Final = "opaque:"
"""Before the digest of content that no reader models."""

_NOTE: Final = re.compile(r"^\[\^([^\[\]\s]{0,200})\]: (.*)$")
_IMAGE: Final = re.compile(rf"^(!\[(?:[^\[\]\\\n]|\\.)*\]\((?:[^()\\\n]|\\.)*\))(?:{GAP}(.*))?$")
_HEADING: Final = re.compile(rf"^(#{{1,{MAX_LEVEL}}})(?: (.*))?$")


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a canonical text, with their numbers and levels as written."""
    return tuple(_blocks(text.split("\n"), first_line))


def _blocks(lines: list[str], first_line: int) -> Iterator[Block]:
    at, caption = 0, NO_TEXT
    while at < len(lines):
        line, origin = lines[at], Origin(first_line + at)
        at += 1
        if not line.strip():
            continue
        if line.startswith("|"):
            end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
            yield table(_cells(lines[at - 1 : end], first_line + at - 1), caption, origin=origin)
            at, caption = end, NO_TEXT
        elif line.startswith(": "):
            caption = inline(line[2:])
        elif heading := _HEADING.match(line):
            yield _numbered(Block("heading", "", level=len(heading.group(1)), origin=origin), heading.group(2) or "")
        elif note := _NOTE.match(line):
            yield _numbered(Block("note", "", layer="notes", key=note[1], origin=origin), note[2])
        elif line.startswith("- "):
            yield _numbered(Block("item", "", origin=origin), line[2:])
        elif line.startswith("> "):
            yield _block("note", line[2:], origin)
        elif shown := _IMAGE.match(line):
            yield _image(shown, origin)
        else:
            yield _block("paragraph", line, origin)


def _block(kind: BlockKind, line: str, origin: Origin) -> Block:
    text, spans = inline(line)
    return Block(kind, text, spans=spans, origin=origin)


def _numbered(block: Block, line: str) -> Block:
    """A block with the number and text of its line; spans within the number have no width in the text."""
    printed, gap, rest = line.partition(GAP)
    number, whole = (inline(printed), inline(rest)) if gap else (NO_TEXT, inline(line))
    spans = ordered((*(span._replace(start=0, end=0) for span in number.spans), *whole.spans))
    return replace(block, text=whole.text, number=number.text, spans=spans)


def _image(shown: re.Match[str], origin: Origin) -> Block:
    """The figure, or opaque block, of a line that begins with an image."""
    (image,) = inline(shown[1]).spans
    digest, _, words = image.value.partition(" ")
    text, spans = inline(shown[2]) if shown[2] is not None else Spanned(words)
    if digest.startswith(OPAQUE):
        return Block("opaque", text, digest=digest.removeprefix(OPAQUE), spans=spans, origin=origin)
    whole = Span(0, len(text), "image", image.value)
    return Block("figure", text, digest=digest, spans=ordered((whole, *spans)), origin=origin)


def _cells(lines: list[str], first_line: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table; `^^` marks a place spanned by the cell above, `<<` by the cell to the left."""
    grid: list[list[Cell]] = []
    for ordinal, line in enumerate(lines):
        if ordinal == 1 and is_border(line):
            continue
        origin = Origin(first_line + ordinal)
        row: list[Cell] = []
        for column, raw in enumerate(cells_of(line)):
            if covered := covering(raw, grid[-1] if grid else (), row, column):
                row.append(covered)
            else:
                text, spans = inline(raw)
                kept = tuple(span for span in spans if span.kind != "link" or span.end > span.start)
                row.append(Cell(text, spans=kept, origin=origin))
        grid.append(row)
    return tuple(map(tuple, grid))
