"""The formats of documents: the table `FORMATS`, a row for each. Nothing else in the project knows a suffix or media type.

A source's format is decided first by its content: a page that begins as one is HTML whatever it is called. Then comes what
its sender declared, or its name if nothing was declared, and last what its text looks like. Each row says how much a name
is worth: a `.csv` is a table, but many web pages are saved as `.txt`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from plandiff.errors import InputError, UsageError
from plandiff.model import AS_ACCEPTED, CANONICAL_FORM, Document, Reading, Source
from plandiff.readers import canonical, csv, html, markdown, office, pages, text, web_archive
from plandiff.readers.allowance import Allowance
from plandiff.readers.texts import reader, text_of


@dataclass(frozen=True)
class Format:
    """One document format."""

    name: str
    title: str
    """What people call it."""
    suffixes: tuple[str, ...]
    """Its file suffixes, lower case, with the dot; the usual one first."""
    media_types: tuple[str, ...]
    """Lower case, without parameters; the registered one first."""
    read: Callable[[Source], Document]
    """Its blocks, before the source's own revisions are settled. Heavy and optional dependencies are imported when it is called.

    Raises `InputError` when it cannot be read.
    """
    magic: tuple[bytes, ...] = ()
    """What its files begin with, if they are not text."""
    states: Callable[[Source], bool] | None = None
    """Whether the content itself identifies this format; with a magic, which of the formats that share it. None if the magic is
    enough."""
    suits: Callable[[Source, bool], bool] = lambda _, claimed: claimed
    """(source, whether its name or declared type is one of this format's) -> whether it appears to be in this format."""
    read_within: Callable[[Source, Allowance], Document] | None = None
    """The same for a document inside another, with what may still be read, if the format can itself contain documents."""
    elements: bool = False
    """Whether its text is in elements of a page, of which a user may select one."""
    trusted: bool = False
    """Its revision markup was written by a program and is right, however little it leaves of the text."""
    quality: float = 1.0
    """Preference when a server has the document in several formats, 0 to 1 (the header `Accept`)."""
    writer: str = ""
    """`module:function` of the renderer that writes a plan in this format such that reading it gives the same plan."""


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        "canonical",
        "Markdown",
        (".md", ".markdown", ".txt"),
        ("text/markdown",),
        reader(canonical.parse),
        states=lambda source: CANONICAL_FORM in text_of(source).header,
        suits=lambda _, __: False,
        trusted=True,
        quality=0.95,
        writer="canonical:render_canonical",
    ),
    Format(
        "docx",
        "Word",
        (".docx", ".docm", ".dotx", ".dotm"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
            "application/vnd.ms-word.document.macroenabled.12",
            "application/vnd.ms-word.template.macroenabled.12",
        ),
        office.read_word,
        magic=(office.ZIP, office.OLE, *office.XML),
        states=office.is_word,
        read_within=office.read_word,
        trusted=True,
        quality=0.8,
    ),
    Format(
        "doc",
        "Word 97–2003",
        (".doc", ".dot", ".wps"),
        ("application/msword", "application/kswps"),
        office.read_converted,
        magic=(office.OLE, *office.XML),
        states=office.is_old_word,
        trusted=True,
        quality=0.5,
    ),
    Format(
        "odt",
        "OpenDocument",
        (".odt", ".ott", ".fodt"),
        (
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text-template",
            "application/vnd.oasis.opendocument.text-flat-xml",
        ),
        office.read_converted,
        magic=(office.ZIP, *office.XML),
        states=office.is_open_text,
        trusted=True,
        quality=0.5,
    ),
    Format(
        "rtf",
        "RTF",
        (".rtf",),
        ("application/rtf", "text/rtf"),
        office.read_converted,
        magic=(office.RTF,),
        trusted=True,
        quality=0.5,
    ),
    Format(
        "xlsx",
        "Excel",
        (".xlsx", ".xlsm", ".xltx", ".xltm"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-excel.template.macroenabled.12",
        ),
        office.read_sheets,
        magic=(office.ZIP,),
        states=office.is_sheet,
        trusted=True,
        quality=0.5,
    ),
    Format(
        "xls",
        "Excel 97–2003",
        (".xls", ".xlt", ".et", ".ett", ".xlsb"),
        ("application/vnd.ms-excel", "application/kset", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
        office.read_converted_sheets,
        magic=(office.OLE, office.ZIP, *office.XML),
        states=office.is_old_sheet,
        trusted=True,
        quality=0.4,
    ),
    Format(
        "ods",
        "OpenDocument",
        (".ods", ".ots", ".fods"),
        (
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet-template",
            "application/vnd.oasis.opendocument.spreadsheet-flat-xml",
        ),
        office.read_converted_sheets,
        magic=(office.ZIP, *office.XML),
        states=office.is_open_sheet,
        trusted=True,
        quality=0.4,
    ),
    Format(
        "pdf",
        "PDF",
        (".pdf",),
        ("application/pdf", "application/x-pdf"),
        pages.read_pdf,
        magic=pages.PDF,
        trusted=True,
        quality=0.6,
    ),
    Format(
        "ofd",
        "OFD",
        (".ofd",),
        ("application/ofd", "application/vnd.ofd"),
        pages.read_ofd,
        magic=(office.ZIP,),
        states=pages.is_ofd,
        trusted=True,
        quality=0.6,
    ),
    Format(
        "mht",
        "web archive",
        (".mht", ".mhtml"),
        ("multipart/related", "message/rfc822", "application/x-mimearchive"),
        web_archive.read,
        magic=web_archive.BEGINNINGS,
        states=web_archive.is_archive,
        elements=True,
        quality=0.7,
    ),
    Format(
        "csv",
        "CSV",
        (".csv", ".tsv"),
        ("text/csv", "text/tab-separated-values", "application/csv", "text/x-csv", "text/comma-separated-values"),
        csv.read,
        suits=lambda source, claimed: claimed or (not is_claimed(source) and csv.is_evident(text_of(source).body)),
        quality=0.5,
    ),
    Format(
        "html",
        "HTML",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml", "text/xml", "application/xml"),
        html.read,
        states=lambda source: html.begins_as_page(text_of(source).body),
        suits=lambda source, _: _is_html(source),
        elements=True,
    ),
    Format(
        "markdown",
        "Markdown",
        (".md", ".markdown", ".mdown"),
        ("text/markdown", "text/x-markdown"),
        reader(markdown.parse),
        suits=lambda source, claimed: claimed or bool(text_of(source).header) or markdown.has_signs(text_of(source).body),
        quality=0.95,
    ),
    Format("text", "plain text", (".txt",), ("text/plain",), reader(text.parse), suits=lambda _, __: True, quality=0.9),
)
"""In the order in which they are tried; the last one takes everything."""

LOCKS: Final = ("~$", ".~lock.")
"""How the names of lock files begin, which say who has a document open."""

UNSTATED: Final = ("application/octet-stream", "binary/octet-stream", "")
"""Media types that say nothing, as servers send for files they do not know."""

UNSUPPORTED: Final[tuple[tuple[bytes, str], ...]] = (
    (office.ZIP, "office-file"),
    (b"PK\x05\x06", "archive"),
    (office.OLE, "old-office-file"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
"""First bytes of formats that no row reads -> error code."""

TITLES: Final = tuple(dict.fromkeys(row.title for row in FORMATS))
"""What people call the formats."""
SUFFIXES: Final = tuple(dict.fromkeys(suffix for row in FORMATS for suffix in row.suffixes))
"""Suffixes of files taken for plan documents, upper or lower case."""
ACCEPTED: Final[dict[str, float]] = (
    dict.fromkeys(UNSTATED, 0.0)
    | {media_type: 0.0 for row in FORMATS for media_type in row.media_types}
    | {row.media_types[0]: row.quality for row in FORMATS}
)
"""Media types of possible documents -> preference; 0 for those that are not asked for but still read."""


def format_of(source: Source, reading: Reading = AS_ACCEPTED) -> Format:
    """The format of a source. Raises `InputError` when it is in no known format, `UsageError` for an unknown format name."""
    head = source.data[:1024].lstrip()
    for row in FORMATS:
        if row.magic and head.startswith(row.magic) and (row.states is None or row.states(source)):
            return row
    for magic, code in UNSUPPORTED:
        if head.startswith(magic):
            raise InputError(source.name, code)
    asked = format_named(reading.format) if reading.format else None
    texts = [row for row in FORMATS if not row.magic]
    stating = (row for row in texts if row.states and row.states(source))
    claim = _claim_of(source)
    suiting = (row for row in texts if row.suits(source, _claims(row, claim)))
    return next(stating, None) or (asked if asked and not is_claimed(source) else None) or next(suiting)


def format_named(name: str, *, writable: bool = False) -> Format:
    """Raises `UsageError` with the known names for an unknown name, or for a format without the required writer."""
    known = {row.name: row for row in FORMATS if row.writer or not writable}
    if name not in known:
        raise UsageError("unknown-format", format=name, known=tuple(known))
    return known[name]


def check_elements(source: Source) -> None:
    """Raises `InputError` for a source in a format without elements, of which none can be selected."""
    if not format_of(source, source.reading).elements:
        raise InputError(source.name, "no-elements")


def media_type_of(source: Source, reading: Reading = AS_ACCEPTED) -> str:
    """The media type of a source, as declared if that is right."""
    row = format_of(source, reading)
    return (source.media_type or "") if _declared(source) in row.media_types else row.media_types[0]


def is_claimed(source: Source) -> bool:
    """Whether a source's declared type or name belongs to some format."""
    claim = _claim_of(source)
    return any(_claims(row, claim) for row in FORMATS)


def is_document(name: str) -> bool:
    """Whether a file's name is that of a document, and not of a lock file beside an open one."""
    return name.lower().endswith(SUFFIXES) and not PurePosixPath(name).name.startswith(LOCKS)


def _claim_of(source: Source) -> str:
    """What is said of a source's format: its declared type, or the suffix of its name if the type leaves it open.

    Servers send any text they do not know as plain text.
    """
    declared = _declared(source)
    if declared in UNSTATED or declared in FORMATS[-1].media_types or declared not in ACCEPTED:
        return PurePosixPath(source.file_name).suffix.lower()
    return declared


def _claims(row: Format, claim: str) -> bool:
    """Whether what is said of a source's format is one of the format's suffixes or types."""
    return claim in row.suffixes or claim in row.media_types


def _is_html(source: Source) -> bool:
    """Whether a source is HTML by its content. Markdown may contain HTML: anything named as Markdown is not HTML, and a source
    with a header only if its body begins with a tag."""
    if _claims(format_named("markdown"), _claim_of(source)):
        return False
    whole = text_of(source)
    return html.recognise(whole.body) and (not whole.header or whole.body.lstrip().startswith("<"))


def _declared(source: Source) -> str:
    """The declared media type, without parameters such as the character set."""
    return (source.media_type or "").partition(";")[0].strip().lower()
