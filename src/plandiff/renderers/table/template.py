"""The table in an office's own Word file: its styles, page, header and footer stay, and a line `{{table}}` says where it goes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from plandiff.errors import PlandiffError
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.table.cells import Table
from plandiff.renderers.table.docx import MAIN, WIDTHS, all_styles, body_xml
from plandiff.renderers.table.package import CORE, core_properties, pack, unpack
from plandiff.renderers.table.styles import Style

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PLACES: Final = ("{{table}}", "{{对照表}}")
"""A paragraph with nothing but one of these gives way to the table; without it, the table is all that the file holds."""
_W: Final = f"{{{MAIN}}}"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE: Final = _MAIN_TYPE.replace("document.main", "template.main")


def fill_template(template: bytes, table: Table, options: RenderOptions) -> bytes:
    """The template with the table in it. Raises `PlandiffError` for what is no Word file, or has macros."""
    from lxml import etree

    try:
        parts = unpack(template)
        main = _target(parts, "_rels/.rels", f"{_OFFICE}/officeDocument")
        folder, _, name = main.rpartition("/")
        sheet = _target(parts, f"{folder}/_rels/{name}.rels", f"{_OFFICE}/styles", folder)
        types, document, known = (_parsed(parts[part]) for part in ("[Content_Types].xml", main, sheet))
        (own,) = (entry for entry in types if entry.get("PartName") == f"/{main}")
        if own.get("ContentType") not in (_MAIN_TYPE, _TEMPLATE_TYPE):
            raise PlandiffError("not-a-template")
        body = document.find(f"{_W}body")
        if body is None:
            raise PlandiffError("not-a-template")
    except (BadZipFile, zlib.error, KeyError, ValueError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as problem:
        raise PlandiffError("not-a-template") from problem
    own.set("ContentType", _MAIN_TYPE)
    renamed = _add_styles(known, all_styles(options))
    _fill(body, f'<w:body xmlns:w="{MAIN}">{body_xml(table, _width(body), renamed)}</w:body>')
    parts |= {"[Content_Types].xml": _written(types), main: _written(document), sheet: _written(known)}
    if CORE in parts:
        parts[CORE] = core_properties(table.title, options.redline.author, options.redline.date)
    return pack(parts)


def _parsed(data: bytes) -> Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _written(root: Element) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _target(parts: dict[str, bytes], relations: str, kind: str, folder: str = "") -> str:
    """The part that a relation of that kind leads to. Raises `KeyError` where there is none."""
    for relation in _parsed(parts[relations]):
        if relation.get("Type") == kind:
            target = str(relation.get("Target"))
            place = target.removeprefix("/") if target.startswith("/") or not folder else f"{folder}/{target}"
            if place in parts:
                return place
    raise KeyError(kind)


def _add_styles(known: Element, wanted: Iterable[Style]) -> dict[str, str]:
    """Add the styles that a template does not have by name; the others by the id that they have there."""
    ids: dict[str, str] = {}
    for style in known.iterfind(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            ids[str(name.get(f"{_W}val"))] = str(style.get(f"{_W}styleId"))
    renamed: dict[str, str] = {}
    for style in wanted:
        if style.name in ids:
            renamed[style.id] = ids[style.name]
        else:
            known.append(_fragment(style.xml))
    return renamed


def _fragment(xml: str) -> Any:  # noqa: ANN401 - lxml's
    return _parsed(f'<w:part xmlns:w="{MAIN}">{xml}</w:part>'.encode())[0]


def _width(body: Element) -> int:
    """What the last section prints across."""
    size, margins = body.find(f"{_W}sectPr/{_W}pgSz"), body.find(f"{_W}sectPr/{_W}pgMar")
    if size is None or margins is None:
        return WIDTHS["portrait"]
    return int(size.get(f"{_W}w", 0)) - int(margins.get(f"{_W}left", 0)) - int(margins.get(f"{_W}right", 0))


def _fill(body: Element, xml: str) -> None:
    """Put the table where the template has a place for it, else in place of all that it says."""
    made = list(_parsed(xml.encode()))
    place = next((child for child in body if "".join(child.itertext()).strip() in PLACES), None)
    if place is None:
        for child in list(body):
            if child.tag != f"{_W}sectPr":
                body.remove(child)
        for number, child in enumerate(made):
            body.insert(number, child)
        return
    for child in made:
        place.addprevious(child)
    body.remove(place)
