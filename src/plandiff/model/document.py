"""source ─read▶ document: the bytes of a document, and its blocks as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from plandiff.bilingual import Language
from plandiff.errors import Problem
from plandiff.model.reading import AS_ACCEPTED, Reading, Revisions
from plandiff.model.spans import Span, Spanned

BlockKind = Literal["heading", "paragraph", "item", "table", "note", "figure", "opaque"]
"""A figure is an image with its text description; opaque is content that no reader models, identified by its digest alone."""
Layer = Literal["body", "furniture", "notes"]
"""Parts of a page: its main text, what is printed around it, footnotes and endnotes."""

_NUMBERED: Final = re.compile(r"(.+)#([1-9]\d{0,3})", re.DOTALL)
_STATED: Final = re.compile(r"(.+)#(original|accepted)", re.DOTALL)
_REVISION: Final = re.compile(r"(?!/|\.|[A-Za-z]:[\\/]|[^:]*://)((?:[^:{]|\{[^}]*\})*:)", re.DOTALL)
"""The text before the first colon outside braces, unless it is a folder, drive or address."""


UNNAMED: Final = frozenset({"-", "<bytes>", "<text>"})
"""Names of sources that are not files: standard input, and bytes that were handed over."""


@dataclass(frozen=True)
class Source:
    """The bytes of a document and what is known about them before they are read."""

    name: str
    """How the user named it (a path, "-", an address without its credentials); shown in messages and reports,
    never opened again."""
    data: bytes = field(repr=False)
    media_type: str | None = None
    """As declared by the sender of the bytes, with its parameters (`text/html; charset=gbk`); None if only
    the content can tell."""
    reading: Reading = AS_ACCEPTED
    """How the bytes were read when they were stored; what is requested now takes precedence."""
    file: str = ""
    """The name of the file that the bytes came from, if `name` does not give it."""
    document: int | None = None
    """Which of the documents in the file is meant, counted from 1; None for all of them."""

    @property
    def file_name(self) -> str:
        """The name of its file without folders, which hints at its format and subject beyond the content; "" for none.

        >>> Source("HEAD~1:plans/a.md", b"").file_name, Source("https://example.org/a%20b.md?raw=1", b"").file_name
        ('a.md', 'a b.md')
        """
        if self.file or self.name in UNNAMED:
            return self.file
        if "://" in self.name:
            from urllib.parse import unquote, urlsplit

            return unquote(urlsplit(self.name).path).rpartition("/")[2]
        return split_revision(self.name)[1].replace("\\", "/").rpartition("/")[2]


class Origin(NamedTuple):
    """Where something is in its file; what a format does not have is None."""

    line: int | None = None
    """1-based line of a text file."""
    page: int | None = None
    """1-based page of a file with pages."""
    box: tuple[float, float, float, float] | None = None
    """Left, top, right and bottom on that page, in points from its upper left corner."""
    part: str | None = None
    """The part of a compound file, such as a header or a text box; "" is its main text."""
    paragraph: int | None = None
    """1-based paragraph of that part."""
    cell: str | None = None
    """The cell of a sheet, `B7`."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table's grid; a cell that spans several positions appears once in the text."""

    text: str
    covered: bool = False
    """True if a cell that begins above or to the left spans this position; its `text` is that cell's."""
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """What the format says about parts of the text; a covered cell has none."""
    header: bool = field(default=False, compare=False)
    """The format itself marks it as a header of its column or row."""
    negative: bool = field(default=False, compare=False)
    """The format itself says that its number is negative though no minus is printed, as accountants write `(0.8)`."""
    origin: Origin | None = field(default=None, compare=False)
    """Where it is in its file, or its row, as far as the format says; rows keep it when tables are cut, joined or cleared of rows."""

    @property
    def spanned(self) -> Spanned:
        return Spanned(self.text, self.spans)


Cells = tuple[tuple[Cell, ...], ...]
"""The rows of a table."""


@dataclass(frozen=True)
class Block:
    """One printed block of a document, in reading order, before any structure is inferred."""

    kind: BlockKind
    text: str
    """As printed, white space folded, without its number; of a table the caption."""
    number: str = ""
    """Its number or mark if the format itself keeps it separate (notes, canonical text) or it was split off; readers of
    other formats leave it in the text."""
    level: int | None = None
    """1 = outermost, if the format itself states a level (`#`, `h1`); None otherwise."""
    cells: Cells = ()
    """Of a table: its rows, all of one length. Of others: empty."""
    strong: bool = False
    """The whole block is set in bold or centred: weak evidence of a heading."""
    layer: Layer = "body"
    """Whether it is outside the page's main text, as far as the format's own structure tells, or is a note to it."""
    aside: str = ""
    """Why the format itself says that this is not part of the document (`image`, `struck-out`, …); "" for all others."""
    digest: str = ""
    """Of figures and opaque blocks: the digest that identifies it."""
    key: str = ""
    """Of notes: the value of the spans that refer to it."""
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """What the format says about parts of the text."""
    apart: bool = field(default=True, compare=False)
    """White space or markup separates it from the previous block; False for the next line of a text."""
    continues: bool = field(default=False, compare=False)
    """The format states that it continues the paragraph of the previous block, and that the line break between them means
    nothing."""
    indent: int = field(default=0, compare=False)
    """Columns of white space before it, two for a wide character; 0 where the format has no lines."""
    origin: Origin | None = field(default=None, compare=False)
    """Where the block begins in its file."""

    @property
    def outside(self) -> bool:
        """Whether it is outside the page's main text."""
        return self.layer == "furniture"

    @property
    def line(self) -> int | None:
        """1-based line of the source where the block begins."""
        return self.origin.line if self.origin else None

    @property
    def spanned(self) -> Spanned:
        return Spanned(self.text, self.spans)

    @property
    def texts(self) -> Iterator[Spanned]:
        """Its own text, and that of each of its cells."""
        yield self.spanned
        yield from (cell.spanned for row in self.cells for cell in row)

    @property
    def all_spans(self) -> Iterator[Span]:
        """The spans of its own text, and of its cells'."""
        yield from self.spans
        yield from (span for row in self.cells for cell in row for span in cell.spans)

    def mapped(self, change: Callable[[Spanned], Spanned]) -> Block:
        """The block with those of its texts that have spans changed; positions that a cell spans still repeat it."""
        cells = self.cells
        if any(cell.spans for row in cells for cell in row):
            cells = _changed_cells(cells, change)
        if not self.spans:
            return self if cells is self.cells else replace(self, cells=cells)
        text, spans = change(self.spanned)
        return replace(self, text=text, spans=spans, cells=cells)


def _changed_cells(cells: Cells, change: Callable[[Spanned], Spanned]) -> Cells:
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(cells):
        above, above_now = (cells[number - 1], rows[-1]) if number else ((), ())
        found: list[Cell] = []
        for column, cell in enumerate(row):
            if not cell.covered:
                found.append(_changed(cell, change))
            elif column < len(above) and above[column].text == cell.text:
                found.append(replace(cell, text=above_now[column].text))
            else:
                left = column and row[column - 1].text == cell.text
                found.append(replace(cell, text=found[-1].text) if left else cell)
        rows.append(tuple(found))
    return tuple(rows)


def _changed(cell: Cell, change: Callable[[Spanned], Spanned]) -> Cell:
    if not cell.spans:
        return cell
    text, spans = change(cell.spanned)
    return replace(cell, text=text, spans=spans)


@dataclass(frozen=True)
class Note:
    """Something odd but not fatal in a document, for the reader of the report."""

    code: str
    """A stable name (`encoding-guessed`, `front-matter-invalid`); messages are made from it."""
    detail: str | Problem = ""
    """A name or count, or the cause."""

    def detail_in(self, language: Language) -> str:
        """The detail in words."""
        return self.detail.message(language) if isinstance(self.detail, Problem) else self.detail


StatedField = Literal["title", "issuer", "date", "published", "number", "index", "subjects", "site", "file"]
"""What a document's format, or a table of metadata printed beside it, can state about it; fields of `Meta`, and the
name that people give its file."""


class Statement(NamedTuple):
    """What is stated about a document outside its text."""

    field: StatedField
    value: str
    loose: bool = False
    """It may name more than the document, or something else: the title of a browser window, the source of a news item."""


CANONICAL_FORM: Final = ("plandiff", "plan-1")
"""The key and value in the front matter that mark canonical text; the value names the version."""


@dataclass(frozen=True)
class Document:
    """A parsed source: what a reader gives to the normalizer."""

    name: str
    """The source's name."""
    blocks: tuple[Block, ...]
    front_matter: tuple[tuple[str, str], ...] = ()
    """The header's keys and values as text, in order; nested values are left out."""
    notes: tuple[Note, ...] = ()
    stated: tuple[Statement, ...] = ()
    """What the format states about the document outside its text."""


def split_revision(name: str) -> tuple[str, str]:
    """The revision of a document named `REV:PATH` in git, colon included, and its path; ("", name) for any other.

    >>> split_revision("main@{2021-09-30 12:00}:a/plan.md"), split_revision("C:/plans/a.md")
    (('main@{2021-09-30 12:00}:', 'a/plan.md'), ('', 'C:/plans/a.md'))
    """
    found = _REVISION.match(name)
    revision = found[1] if found else ""
    return revision, name.removeprefix(revision)


def split_number(name: str) -> tuple[str, int | None]:
    """The name of a file and which of its documents is meant; (name, None) if none is given.

    >>> split_number("plans/a.html#2"), split_number("HEAD:a#b.md")
    (('plans/a.html', 2), ('HEAD:a#b.md', None))
    """
    found = _NUMBERED.fullmatch(name)
    return (found[1], int(found[2])) if found else (name, None)


def split_state(name: str) -> tuple[str, Revisions | None]:
    """The name of a file and whether its tracked changes are to be accepted; (name, None) if that is not given.

    >>> split_state("a.docx#original"), split_state("a.docx#2")
    (('a.docx', 'original'), ('a.docx#2', None))
    """
    found = _STATED.fullmatch(name)
    return (found[1], found[2]) if found else (name, None)  # type: ignore[return-value]  # the pattern allows no others


def split_part(name: str) -> str:
    """The name of a file without the suffix for a document in it, or a state of it."""
    return split_state(split_number(name)[0])[0]
