"""Word files that python-docx keeps: an empty one to be filled, and the same document as the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from plandiff.errors import PlandiffError
from plandiff.renderers.archives import CORE, core_properties, pack, unpack

if TYPE_CHECKING:
    from docx.document import Document

_THUMBNAIL: Final = "docProps/thumbnail.jpeg"
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
    return document


def write_document(document: Document, title: str, author: str = "", date: str = "") -> bytes:
    """The file of a document: nothing in it says when or by whom it was made but what is given."""
    made = BytesIO()
    document.save(made)
    parts = unpack(made.getvalue())
    parts.pop(_THUMBNAIL, None)  # of the library's own template
    parts["_rels/.rels"] = _TO_THUMBNAIL.sub(b"", parts["_rels/.rels"])
    return pack(parts | {CORE: core_properties(title, author, date)})
