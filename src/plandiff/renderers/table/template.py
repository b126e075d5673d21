"""The table in a Word file: an office's own, whose styles, page, header and footer stay, or an empty one. A line `{{table}}` says where it goes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from plandiff.errors import PlandiffError
from plandiff.renderers.archives import pack, unpack
from plandiff.renderers.table.cells import Table
from plandiff.renderers.table.markup import WIDTHS, body_xml
from plandiff.renderers.table.styles import MAIN, Style

if TYPE_CHECKING:
    from docx.document import Document

PLACES: Final = ("{{table}}", "{{对照表}}")
"""A paragraph with only one of these is replaced by the table; without it, the table is the whole content of the file."""
_TYPES: Final = "[Content_Types].xml"
_MAIN_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE: Final = _MAIN_TYPE.replace(b"document.main", b"template.main")


def open_template(template: bytes, name: str) -> Document:
    """An office's Word file or Word template. Raises `PlandiffError` for what is neither, or has macros."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as problem:
        raise PlandiffError("no-python-docx") from problem
    from lxml.etree import XMLSyntaxError

    try:
        parts = unpack(template)
        parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE_TYPE, _MAIN_TYPE)  # the library opens only documents
        document = docx.Document(BytesIO(pack(parts)))
        document.styles, document.sections[-1]
    except (
        *(BadZipFile, zlib.error, KeyError, ValueError, IndexError, AttributeError),
        *(OpcError, XMLSyntaxError, NotImplementedError, RuntimeError),
    ) as problem:
        raise PlandiffError("not-a-template", name=name) from problem
    return document


def fill(document: Document, table: Table, styles: Iterable[Style]) -> None:
    """Put the table where the file has a place for it, else replace all its content."""
    from docx.oxml import parse_xml

    xml = body_xml(table, _width(document), _add_styles(document, styles))
    made = list(parse_xml(f'<w:body xmlns:w="{MAIN}">{xml}</w:body>'))
    place = next((paragraph._p for paragraph in document.paragraphs if paragraph.text.strip() in PLACES), None)  # noqa: SLF001
    if place is None:
        body = document.element.body
        body.clear_content()
        for number, child in enumerate(made):
            body.insert(number, child)
        return
    for child in made:
        place.addprevious(child)
    place.getparent().remove(place)


def _add_styles(document: Document, wanted: Iterable[Style]) -> dict[str, str]:
    """Add the styles whose names a file lacks; for the others, return the ids that they have there."""
    from docx.oxml import parse_xml

    ids = {style.name: style.style_id for style in document.styles}
    renamed: dict[str, str] = {}
    for style in wanted:
        if style.name in ids:
            renamed[style.id] = ids[style.name]
        else:
            document.styles.element.append(parse_xml(style.xml))
    return renamed


def _width(document: Document) -> int:
    """The printable width of the last section, in twentieths of a point."""
    from docx.shared import Length

    section = document.sections[-1]
    if section.page_width is None or section.left_margin is None or section.right_margin is None:
        return WIDTHS["portrait"]
    return int(Length(section.page_width - section.left_margin - section.right_margin).twips)
