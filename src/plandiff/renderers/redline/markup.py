"""Names of WordprocessingML and the few elements that are made, in the order in which its schema wants them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

Element = Any  # lxml ships no types

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
W: Final = f"{{{NAMESPACES['w']}}}"
VAL: Final = W + "val"
ALTERNATE: Final = f"{{{NAMESPACES['mc']}}}AlternateContent"
TEXT_BOX: Final = W + "txbxContent"
PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH_ORDER: Final = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
RUN_ORDER: Final = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
ROW_ORDER: Final = ["ins", "del", "trPrChange"]
"""What ends the properties of a row; all others stand before, in any order."""
CELL_ORDER: Final = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
]


def full(short: str) -> str:
    """The full name of an element or attribute.

    >>> full("r:id")
    '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
    """
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def local(element: Element) -> str:
    """The name of an element of the main namespace; "" of all others."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def child(element: Element | None, name: str) -> Element:
    """The first child of that name in the main namespace."""
    return None if element is None else next(element.iterchildren(W + name), None)


def value(element: Element | None, name: str) -> str | None:
    """What a child states as its value."""
    found = child(element, name)
    stated: str | None = None if found is None else found.get(VAL)
    return stated


def make(name: str, **attributes: str) -> Element:
    """An element of the main namespace; attributes are of it too."""
    from lxml import etree

    made = etree.Element(W + name, nsmap={"w": NAMESPACES["w"]})
    for key, text in attributes.items():
        made.set(W + key, text)
    return made


def text_element(text: str, name: str = "t") -> Element:
    made = make(name)
    made.text = text
    if text != text.strip() or "  " in text:
        made.set(PRESERVE, "preserve")
    return made


def put(parent: Element, element: Element, order: list[str] | tuple[str, ...]) -> None:
    """Set a property where the schema wants it, in place of one of the same name."""
    name = local(element)
    if (present := child(parent, name)) is not None:
        parent.remove(present)
    later = set(order[order.index(name) + 1 :])
    for place, other in enumerate(parent):
        if local(other) in later:
            parent.insert(place, element)
            return
    parent.append(element)


def drop(parent: Element | None, *names: str) -> None:
    """Take properties away."""
    for name in names:
        if (found := child(parent, name)) is not None:
            remove(found)


def remove(element: Element) -> None:
    """Take an element out and leave what follows it where it is."""
    parent = element.getparent()
    if element.tail and element.tail.strip():  # no Word file has text there
        element.tail = None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    place = parent.index(element)
    for offset, inner in enumerate(list(element)):
        parent.insert(place + offset, inner)
    parent.remove(element)


def properties(element: Element, name: str) -> Element:
    """The properties of a paragraph, run, row or cell (`pPr` …), made where there are none."""
    found = child(element, name)
    if found is None:
        found = make(name)
        place = 1 if len(element) and local(element[0]) == "tblPrEx" else 0
        element.insert(place, found)
    return found


def copied(element: Element | None) -> Element:
    if element is None:
        return None
    made = deepcopy(element)
    made.tail = None
    return made


def chosen(alternate: Element) -> Iterator[Element]:
    """What an `mc:AlternateContent` stands for: its first choice, else what it falls back to."""
    for choice in alternate.findall(full("mc:Choice")):
        yield from choice
        return
    for fallback in alternate.findall(full("mc:Fallback")):
        yield from fallback
