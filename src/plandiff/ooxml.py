"""Office Open XML: the names of WordprocessingML and related markup, the values of elements, and what a file's parts refer to.

Shared by the code that reads such files and the code that writes them, so that both mean the same by a part, a relation and a name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

Element = Any  # lxml ships no types

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The namespaces of ISO/IEC 29500 Strict -> those in general use."""
PAGE_NUMBERS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields that print a page number, which belongs to the layout."""
_KEYWORD: Final = re.compile(r"\s*([A-Za-z]+|=)")
_KNOWN: Final = frozenset({"wps", "wpg", "wpc", "wpi", "wp14", "w14", "c14", "cx", "cx1", "a14", "v"})
"""Prefixes of extensions that hold drawings, text boxes and charts."""


def qualified(short: str) -> str:
    """The full name of an element or attribute.

    >>> qualified("a:blip")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}blip'
    """
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


W: Final = qualified("w:")
VAL: Final = qualified("w:val")
ALTERNATE: Final = qualified("mc:AlternateContent")
TEXT_BOX: Final = qualified("w:txbxContent")


def transitional(markup: bytes) -> bytes:
    """The markup of a part with the usual namespaces in place of the strict ones."""
    if b"purl.oclc.org/ooxml" in markup:
        for strict, usual in _STRICT:
            markup = markup.replace(strict, usual)
    return markup


# --- elements -----------------------------------------------------------------------------------


def local_name(element: Element) -> str:
    """The name of an element in the main namespace; "" for others, comments and processing instructions."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def child(element: Element | dict[str, Element] | None, local: str) -> Element:
    """The first child of that name in the main namespace, or None; from a dict of children by name, that child."""
    if isinstance(element, dict):
        return element.get(local)
    return None if element is None else next(element.iterchildren(W + local), None)  # much faster than `find`


def value(element: Element | dict[str, Element] | None, local: str = "") -> str | None:
    """The value of an element, or of one of its children; None where it has none."""
    found: Element | None = child(element, local) if local else element
    return None if found is None else found.get(VAL)


def chosen(alternate: Element) -> Iterator[Element]:
    """What an `mc:AlternateContent` stands for: its first choice with content known here, else its fallback."""
    for choice in alternate.findall(qualified("mc:Choice")):
        if not _KNOWN.isdisjoint(choice.get("Requires", "").split()):
            yield from choice
            return
    for fallback in alternate.findall(qualified("mc:Fallback")):
        yield from fallback


def keyword_of(instruction: str) -> str:
    """What a field computes; "" where its instruction is empty.

    >>> keyword_of(" page  MERGEFORMAT ")
    'PAGE'
    """
    found = _KEYWORD.match(instruction)
    return found[1].upper() if found else ""


# --- parts --------------------------------------------------------------------------------------


class Relation(NamedTuple):
    """A reference from a part."""

    kind: str
    """The last word of its type: `image`, `header`, `hyperlink`."""
    target: str
    """The name of a part; for a target outside the file, its address."""
    outside: bool


def relations_part(part: str) -> str:
    """The part that lists what another refers to; for "", what the whole file does.

    >>> relations_part("word/document.xml"), relations_part("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relations_in(root: Iterable[Element] | None, part: str) -> dict[str, Relation]:
    """What a part refers to, by relation id; `root` is the markup of its `relations_part`."""
    folder = part.rpartition("/")[0]
    found: dict[str, Relation] = {}
    for row in root if root is not None else ():
        target, outside = row.get("Target", "").strip(), row.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
        found[row.get("Id", "")] = Relation(row.get("Type", "").rpartition("/")[2], target, outside)
    return found
