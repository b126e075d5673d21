"""Names of WordprocessingML, and how its properties say yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    Element = Any  # lxml ships no types
    Properties = dict[str, Element]

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
STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""What ISO/IEC 29500 Strict calls its namespaces -> what everybody else does."""
_OFF: Final = frozenset({"0", "false", "off"})


def name(short: str) -> str:
    """The full name of an element or attribute.

    >>> name("a:blip")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}blip'
    """
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


W: Final = name("w:")
VAL: Final = name("w:val")
ALTERNATE: Final = name("mc:AlternateContent")
TEXT_BOX: Final = name("w:txbxContent")


def gathered(element: Element | None) -> Properties:
    """The children of an element by their names; for one of which much is asked."""
    return {} if element is None else {local_name(part): part for part in element}


def child(element: Element | Properties | None, local: str) -> Element | None:
    """The first child of that name in the main namespace."""
    if isinstance(element, dict):
        return element.get(local)
    return None if element is None else next(element.iterchildren(W + local), None)  # much faster than `find`


def value(element: Element | Properties | None, local: str = "") -> str | None:
    """The value that an element states, or one of its children; None where it states none."""
    found: Element | None = child(element, local) if local else element
    return None if found is None else found.get(VAL)


def number(element: Element | Properties | None, local: str = "") -> int | None:
    """The same where it is a whole number."""
    return whole(value(element, local))


def whole(text: str | None) -> int | None:
    """A short whole number, as attributes hold it."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else None


def switch(element: Element | Properties | None, local: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = child(element, local)
    return None if found is None else found.get(VAL, "1") not in _OFF


def local_name(element: Element) -> str:
    """The name of an element of the main namespace; "" of others, of comments and processing instructions."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def chosen(element: Element) -> Iterator[Element]:
    """What an `mc:AlternateContent` stands for: its first choice that holds what is known here, else what it falls back to."""
    for choice in element.findall(name("mc:Choice")):
        if not _NEEDED.isdisjoint(choice.get("Requires", "").split()):
            yield from choice
            return
    for fallback in element.findall(name("mc:Fallback")):
        yield from fallback


_NEEDED: Final = frozenset({"wps", "wpg", "wpc", "wpi", "wp14", "w14", "c14", "cx", "cx1", "a14", "v"})
"""Prefixes under which extensions are written that hold drawings, text boxes and charts."""
