"""Word files written with python-docx: an empty one to fill, and the same bytes for the same document."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from plandiff.errors import PlandiffError
from plandiff.language.letters import is_cjk
from plandiff.ooxml import qualified
from plandiff.renderers.archives import CORE, core_properties, pack, unpack

if TYPE_CHECKING:
    from docx.document import Document

_OF_BOTH: Final = re.compile("[\u2014\u2018\u2019\u201c\u201d\u2026]")
"""Dashes, quotation marks and dots that Chinese and Latin texts share, but not at the same width."""
_THUMBNAIL: Final = "docProps/thumbnail.jpeg"
_IGNORABLE: Final = qualified("mc:Ignorable")
_TO_THUMBNAIL: Final = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")


def blank_document(styles: str) -> Document:
    """An empty document with the styles of this element (`w:styles`, as XML) and no others. Raises `PlandiffError` where python-docx is not installed."""
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError as problem:
        raise PlandiffError("no-python-docx") from problem
    document = docx.Document()
    sheet = document.styles.element
    sheet[:] = list(parse_xml(styles))
    for root in (document.element, sheet):  # nothing remains of the extensions that the library's own template declares
        root.attrib.pop(_IGNORABLE, None)
    return document


def has_chinese_marks(text: str) -> bool:
    """Whether a text has dashes, quotation marks or dots to be set as Chinese ones.

    Word sets them in the Latin font, and so too narrow, unless their run has `w:hint="eastAsia"` (ECMA-376, part 1, 17.3.2.26).
    """
    latin = any(character.isascii() and character.isalpha() for character in text)
    return bool(_OF_BOTH.search(text)) and (is_cjk(text) or not latin)


def write_document(document: Document, title: str, author: str = "", date: str = "") -> bytes:
    """The file of a document: nothing in it reveals its time or author but what is given."""
    made = BytesIO()
    document.save(made)
    parts = unpack(made.getvalue())
    parts.pop(_THUMBNAIL, None)  # of the library's own template
    parts["_rels/.rels"] = _TO_THUMBNAIL.sub(b"", parts["_rels/.rels"])
    return pack(parts | {CORE: core_properties(title, author, date)})
