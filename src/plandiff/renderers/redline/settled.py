"""A file's own revisions, carried out or undone before its text is marked up."""

from __future__ import annotations

from typing import Final

from plandiff.ooxml import Element, W, child, local_name
from plandiff.renderers.redline.markup import PARAGRAPH_ORDER, drop, properties, put, remove, unwrap

_KEPT: Final = {False: ("ins", "moveTo"), True: ("del", "moveFrom")}
_TAKEN: Final = {False: ("del", "moveFrom"), True: ("ins", "moveTo")}
_RANGES: Final = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_RANGES_OF_XML: Final = tuple(
    f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")
)
_CHANGED: Final = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange")
_NOT_FORMATTING: Final = ("rPr", "sectPr", "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
"""Elements among properties that are not formatting."""
_ANY: Final = (*_KEPT[False], *_KEPT[True], *_CHANGED, "cellIns", "cellDel", "numberingChange", *_RANGES)


def settle(root: Element, *, original: bool = False) -> None:
    """Carry out the revisions of a part, or undo them; a part without any is not touched."""
    if next(root.iter(*(W + name for name in _ANY)), None) is None:
        return
    kept, taken = _KEPT[original], _TAKEN[original]
    for mark in list(root.iter(*(W + name for name in (*_RANGES, *_RANGES_OF_XML)))):
        remove(mark)
    _settle_properties(root, original=original)
    _settle_tables(root, kept, taken)
    for wrapper in list(root.iter(*(W + name for name in taken))):
        if local_name(wrapper.getparent()) not in ("rPr", "trPr"):
            remove(wrapper)
    for wrapper in list(root.iter(*(W + name for name in kept))):
        if local_name(wrapper.getparent()) not in ("rPr", "trPr", "numPr"):
            unwrap(wrapper)
    for text in list(root.iter(W + "delText", W + "delInstrText")):
        text.tag = W + ("t" if local_name(text) == "delText" else "instrText")
    _join_paragraphs(root, kept, taken)


def _settle_properties(root: Element, *, original: bool) -> None:
    for change in list(root.iter(*(W + name for name in _CHANGED))):
        now = change.getparent()
        before = child(change, local_name(now))
        remove(change)
        if not original or before is None or local_name(now) in ("sectPr", "tblGrid"):
            continue
        stays = [inner for inner in now if local_name(inner) in _NOT_FORMATTING]
        now[:] = [*before, *(inner for inner in stays if local_name(now) in ("pPr", "trPr") or local_name(inner) != "rPr")]
    for mark in list(root.iter(W + "numPr")):
        inserted = child(mark, "ins")
        if inserted is not None:
            remove(mark if original else inserted)
    for mark in list(root.iter(W + "numberingChange")):
        remove(mark)


def _settle_tables(root: Element, kept: tuple[str, ...], taken: tuple[str, ...]) -> None:
    for row in list(root.iter(W + "tr")):
        stated = child(row, "trPr")
        if any(child(stated, name) is not None for name in taken if name in ("ins", "del")):
            remove(row)
        else:
            drop(stated, *(name for name in kept if name in ("ins", "del")))
    gone = {"ins": "cellIns", "del": "cellDel"}
    for cell in list(root.iter(W + "tc")):
        stated = child(cell, "tcPr")
        if child(stated, gone[taken[0]]) is not None:
            remove(cell)
        else:
            drop(stated, gone[kept[0]])
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            remove(table)
    for row in list(root.iter(W + "tr")):
        if next(row.iterchildren(W + "tc", W + "sdt"), None) is None:
            remove(row)


def _join_paragraphs(root: Element, kept: tuple[str, ...], taken: tuple[str, ...]) -> None:
    """Paragraphs whose end is removed continue in the next; an empty one with no next paragraph is removed."""
    for paragraph in list(root.iter(W + "p")):
        mark = child(child(paragraph, "pPr"), "rPr")
        if not any(child(mark, name) is not None for name in taken):
            drop(mark, *kept)
            continue
        following = paragraph.getnext()
        while following is not None and local_name(following) != "p" and local_name(following) not in ("tbl", "sectPr", "sdt"):
            following = following.getnext()
        inner = [node for node in paragraph if local_name(node) != "pPr"]
        if following is not None and local_name(following) == "p":
            place = 1 if child(following, "pPr") is not None else 0
            for offset, node in enumerate(inner):
                following.insert(place + offset, node)
            _take_over(paragraph, following)
            remove(paragraph)
        elif next(paragraph.iter(W + "t"), None) is None and (
            len(paragraph.getparent()) > 1 and local_name(paragraph.getparent()) != "tc"
        ):
            remove(paragraph)
        else:
            drop(mark, *taken, *kept)


def _take_over(paragraph: Element, following: Element) -> None:
    """The next paragraph keeps its own properties; page layout is never lost."""
    section = child(child(paragraph, "pPr"), "sectPr")
    if section is not None and child(child(following, "pPr"), "sectPr") is None:
        put(properties(following, "pPr"), section, PARAGRAPH_ORDER)
