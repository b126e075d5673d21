"""Names of WordprocessingML and the few elements we create, in the order that its schema requires."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from plandiff.ooxml import NAMESPACES, Element, W, child, local_name

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
"""What must end the properties of a row; all others come before, in any order."""
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


def make(name: str, **attributes: str) -> Element:
    """An element of the main namespace, as are its attributes."""
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
    """Set a property where the schema requires it, in place of one of the same name."""
    name = local_name(element)
    if (present := child(parent, name)) is not None:
        parent.remove(present)
    later = set(order[order.index(name) + 1 :])
    for place, other in enumerate(parent):
        if local_name(other) in later:
            parent.insert(place, element)
            return
    parent.append(element)


def drop(parent: Element | None, *names: str) -> None:
    """Remove properties."""
    for name in names:
        if (found := child(parent, name)) is not None:
            remove(found)


def remove(element: Element) -> None:
    """Remove an element and leave what follows it in place."""
    parent = element.getparent()
    if element.tail and element.tail.strip():  # no Word file has text there
        element.tail = None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by its contents."""
    parent = element.getparent()
    place = parent.index(element)
    for offset, inner in enumerate(list(element)):
        parent.insert(place + offset, inner)
    parent.remove(element)


def properties(element: Element, name: str) -> Element:
    """The properties of a paragraph, run, row or cell (`pPr` …), created if there are none."""
    found = child(element, name)
    if found is None:
        found = make(name)
        place = 1 if len(element) and local_name(element[0]) == "tblPrEx" else 0
        element.insert(place, found)
    return found


def copied(element: Element | None) -> Element:
    if element is None:
        return None
    made = deepcopy(element)
    made.tail = None
    return made
