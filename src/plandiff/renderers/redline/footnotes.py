"""Footnotes of a plain Word document: which notes of a plan can be its footnotes, and the part that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from plandiff.model import Plan
from plandiff.ooxml import Element
from plandiff.renderers.redline.markup import make

if TYPE_CHECKING:
    from docx.document import Document

_PART: Final = "/word/footnotes.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS: Final = (("separator", "-1"), ("continuationSeparator", "0"))


def referred(plan: Plan) -> tuple[str, ...]:
    """The units of a plan that its text refers to as footnotes, in the order of the references."""
    return tuple(_references(plan))


def has_footnotes(plan: Plan) -> bool:
    """Whether all notes of a plan can be footnotes: the text refers once to each, and their numbers rise, as Word's do."""
    found = referred(plan)
    notes = [unit.id for unit in plan.units if unit.kind == "note" and unit.layer == "notes"]
    if sorted(found) != sorted(notes):
        return False
    numbers = [plan.unit[ident].number.rstrip(".") for ident in found]
    return all(map(str.isdecimal, numbers)) and all(int(one) < int(other) for one, other in pairwise(numbers))


def _references(plan: Plan) -> Iterator[str]:
    for unit in plan.units:
        if unit.kind == "row":
            spans = [span for cell in unit.cells if not cell.covered for span in cell.spans]
        else:
            spans = list(unit.spans)
        yield from (span.value for span in spans if span.kind == "footnote")


def footnote(ident: str, runs: Iterable[Element], style: str) -> Element:
    """A footnote of one paragraph, which begins with its mark."""
    made, paragraph, stated = make("footnote", id=ident), make("p"), make("pPr")
    stated.append(make("pStyle", val=style))
    paragraph.append(stated)
    paragraph.append(raised(make("footnoteRef")))
    paragraph.extend(runs)
    made.append(paragraph)
    return made


def raised(content: Element) -> Element:
    """A run that is superscript."""
    run, look = make("r"), make("rPr")
    look.append(make("vertAlign", val="superscript"))
    run.append(look)
    run.append(content)
    return run


def add_footnotes(document: Document, footnotes: Element) -> None:
    """Give a document its footnotes, with the lines that separate them from the text."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    for place, (shown, ident) in enumerate(_SEPARATORS):
        separator, paragraph, run = make("footnote", type=shown, id=ident), make("p"), make("r")
        run.append(make(shown))
        paragraph.append(run)
        separator.append(paragraph)
        footnotes.insert(place, separator)
    data = etree.tostring(footnotes, xml_declaration=True, encoding="UTF-8", standalone=True)
    document.part.relate_to(Part(PackURI(_PART), _TYPE, data, document.part.package), RELATIONSHIP_TYPE.FOOTNOTES)
