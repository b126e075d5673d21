"""source ─read▶ document: the bytes of a document, and its blocks as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "row", "note"]

_REVISION: Final = re.compile(r"(?!/|\.|[A-Za-z]:[\\/]|[^:]*://)((?:[^:{]|\{[^}]*\})*:)", re.DOTALL)
"""What stands before the first colon that is not in braces; no folder, drive or address."""


@dataclass(frozen=True)
class Source:
    """The bytes of a document and what is known of them before they are read."""

    name: str
    """How the user named it (a path, "-", an address without its credentials); shown in messages and reports,
    never opened again."""
    data: bytes = field(repr=False)
    media_type: str | None = None
    """As declared by whoever delivered the bytes, with its parameters (`text/html; charset=gbk`); None when only
    the content can tell."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table's grid; a cell that spans several places stands once in the text."""

    text: str
    covered: bool = False
    """True where a cell that began above or to the left reaches over; its `text` is that cell's."""


@dataclass(frozen=True)
class Block:
    """One printed block of a document, in reading order, before any structure is guessed."""

    kind: BlockKind
    text: str
    """As printed, white space folded, without its number; of a table the caption, of a row its cells joined by ` | `."""
    number: str = ""
    """Of an item, once normalized: its number or mark as printed, `（三）`, `——`; readers leave it in the text."""
    level: int | None = None
    """1 = outermost, where the format itself states a level (`#`, `h1`); None otherwise."""
    cells: tuple[tuple[Cell, ...], ...] = ()
    """Of a table: its rows, all of one length. Of a row: that one row. Of others: empty."""
    strong: bool = False
    """The whole block is set in bold or centred: weak evidence of a heading."""
    outside: bool = False
    """It lies outside the page's main text as far as the format's own structure tells."""
    apart: bool = field(default=True, compare=False)
    """White space or markup parts it from the block before; False for the next line of a text."""
    indent: int = field(default=0, compare=False)
    """Columns of white space before it, two for a wide character; 0 where the format has no lines."""
    line: int | None = field(default=None, compare=False)
    """1-based line of the source where the block begins."""


@dataclass(frozen=True)
class Note:
    """Something odd but not fatal about a document, for the reader of the report."""

    code: str
    """A stable name (`encoding-guessed`, `front-matter-invalid`); messages are made from it."""
    detail: str = ""


@dataclass(frozen=True)
class Document:
    """A source taken apart: what a reader gives to the normalizer."""

    name: str
    """The source's name."""
    blocks: tuple[Block, ...]
    front_matter: tuple[tuple[str, str], ...] = ()
    """The header's keys and values as text, in its order; nested values are left out."""
    notes: tuple[Note, ...] = ()


def split_revision(name: str) -> tuple[str, str]:
    """The revision of a document named `REV:PATH` in git, colon included, and its path; ("", name) of any other.

    >>> split_revision("main@{2021-09-30 12:00}:a/plan.md"), split_revision("C:/plans/a.md")
    (('main@{2021-09-30 12:00}:', 'a/plan.md'), ('', 'C:/plans/a.md'))
    """
    found = _REVISION.match(name)
    revision = found[1] if found else ""
    return revision, name.removeprefix(revision)
