"""A plan as a plain Word document: used for a file that is not a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandiff.language.letters import are_cjk
from plandiff.model import Cell, Plan, Span, Unit, space_number
from plandiff.ooxml import NAMESPACES, Element
from plandiff.renderers.redline.footnotes import add_footnotes, footnote, raised, referred
from plandiff.renderers.redline.markup import make, text_element
from plandiff.renderers.word_files import blank_document, has_chinese_marks, write_document

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML cannot represent."""
_FONTS: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}" w:cs="Times New Roman"/>'
_BODY: Final = "仿宋"
_HEAD: Final = "黑体"
LEVELS: Final = 6
"""Levels of headings that have a style; deeper ones are formatted like the last."""
_SIZES: Final = (32, 30, 28, 28, 24, 24)
"""Of headings, in half points."""


def plain(plan: Plan, *, footnotes: bool) -> tuple[bytes, dict[str, int]]:
    """The file, and which paragraph of it each unit begins in. Raises `PlandiffError` where python-docx is not installed.

    Its notes are footnotes where that is asked for and `has_footnotes`, else paragraphs where they stand.
    """
    written = _Plain(plan, referred(plan) if footnotes else ())
    written.write()
    document = blank_document(_styles(chinese=written.chinese))
    from docx.oxml import parse_xml
    from lxml import etree

    root = document.element
    root.replace(root.body, parse_xml(etree.tostring(written.body)))
    if len(written.footnotes):
        add_footnotes(document, written.footnotes)
    return write_document(document, plan.meta.title), written.places


@dataclass
class _Plain:
    plan: Plan
    notes: tuple[str, ...]
    """The units that are footnotes, in the order in which the text refers to them."""
    places: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self.body = make("body")
        self.footnotes = make("footnotes")
        self.chinese = are_cjk(unit.text for unit in self.plan.units)

    def write(self) -> None:
        if title := self.plan.meta.title:
            self._paragraph(self.body, title, "Title")
        lead: Unit | None = None
        for unit in self.plan.units:
            if unit.kind == "row" or unit.id in self.notes:
                continue
            if unit.kind == "section" and not unit.text:  # an article's number is on one line with its text
                self._number_alone(lead)
                lead = unit
                continue
            if unit.kind in {"section", "table"}:
                self._number_alone(lead)
                lead = None
            if unit.kind == "table":
                self._table(unit)
                continue
            text = space_number(unit.number, unit.text) + unit.text if unit.number else unit.text
            if lead:
                text = space_number(lead.number, text) + text
                self.places[lead.id] = self.number + 1
                lead = None
            self.places[unit.id] = self._paragraph(self.body, text, self._style(unit), unit.spans, len(text) - len(unit.text))
        self._number_alone(lead)
        if not len(self.body):
            self._paragraph(self.body, "", "")
        layout = make("sectPr")
        layout.append(make("pgSz", w="11906", h="16838"))
        layout.append(make("pgMar", top="1440", right="1588", bottom="1440", left="1588", header="851", footer="992", gutter="0"))
        self.body.append(layout)

    def _number_alone(self, unit: Unit | None) -> None:
        if unit:
            self.places[unit.id] = self._paragraph(self.body, unit.number, self._style(unit))

    def _style(self, unit: Unit) -> str:
        if unit.kind == "section":
            return f"Heading{min(max(unit.level, 1), LEVELS)}"
        return "Note" if unit.kind == "note" else "" if unit.kind in ("paragraph", "item") else "Other"

    def _paragraph(self, around: Element, text: str, style: str, spans: Sequence[Span] = (), before: int = 0) -> int:
        """Write a paragraph; its spans count from `before`. Returns its number in the body."""
        paragraph = make("p")
        if style:
            stated = make("pPr")
            stated.append(make("pStyle", val=style))
            paragraph.append(stated)
        start = 0
        for span in spans:
            if span.kind == "footnote" and span.value in self.notes:
                paragraph.extend(_runs(text[start : before + span.start]))
                paragraph.append(self._reference(span.value))
                start = before + span.start
        paragraph.extend(_runs(text[start:]))
        around.append(paragraph)
        self.number += 1
        return self.number

    def _reference(self, ident: str) -> Element:
        """A reference to a note, which is written with it."""
        number = str(len(self.footnotes) + 1)
        self.footnotes.append(footnote(number, _runs(self.plan.unit[ident].text), "Note"))
        return raised(make("footnoteReference", id=number))

    def _table(self, unit: Unit) -> None:
        if unit.text or unit.number:
            self._paragraph(self.body, space_number(unit.number, unit.text) + unit.text if unit.number else unit.text, "Other")
        rows = [row.cells for row in self.plan.rows_of(unit.id)]
        if not rows:
            return
        self.places[unit.id] = self.number + 1
        table, stated = make("tbl"), make("tblPr")
        stated.append(make("tblStyle", val="TableGrid"))
        stated.append(make("tblW", w="5000", type="pct"))
        table.append(stated)
        grid = make("tblGrid")
        width = max(map(len, rows))
        grid.extend(make("gridCol", w=str(8700 // max(width, 1))) for _ in range(width))
        table.append(grid)
        heads = self.plan.head_of(unit.id).rows
        for place, row in enumerate(rows):
            table.append(self._row(row, rows[place + 1] if place + 1 < len(rows) else (), head=place < heads))
        self.body.append(table)
        if unit.kind == "table":  # two adjacent tables would be one
            self._paragraph(self.body, "", "Other")

    def _row(self, row: tuple[Cell, ...], below: tuple[Cell, ...], *, head: bool) -> Element:
        made = make("tr")
        if head:
            stated = make("trPr")
            stated.append(make("tblHeader"))
            made.append(stated)
        for start, end, upper in _merged(row):
            cell, stated = make("tc"), make("tcPr")
            stated.append(make("tcW", w=str(8700 * (end - start) // len(row)), type="dxa"))
            if end - start > 1:
                stated.append(make("gridSpan", val=str(end - start)))
            if upper:
                stated.append(make("vMerge"))
            elif (
                start < len(below) and below[start].covered and below[start].text == row[start].text and not _beside(below, start)
            ):
                stated.append(make("vMerge", val="restart"))
            cell.append(stated)
            self._paragraph(cell, "" if upper else row[start].text, "Cell", () if upper else row[start].spans)
            made.append(cell)
        return made


def _runs(text: str) -> list[Element]:
    """A text as a run; no run for no text."""
    if not text:
        return []
    run = make("r")
    if has_chinese_marks(text):
        look = make("rPr")
        look.append(make("rFonts", hint="eastAsia"))
        run.append(look)
    run.append(text_element(_ILLEGAL.sub(_picture, text)))
    return [run]


def _merged(row: tuple[Cell, ...]) -> Iterator[tuple[int, int, bool]]:
    """The cells of a row to write: where they begin and end, and whether they continue a cell above."""
    start = 0
    for place in range(1, len(row) + 1):
        if place == len(row) or not (row[place].covered and _beside(row, place)):
            yield start, place, row[start].covered
            start = place


def _beside(row: tuple[Cell, ...], place: int) -> bool:
    """Whether a covered cell is covered from the left."""
    return place > 0 and row[place - 1].text == row[place].text


def _picture(found: re.Match[str]) -> str:
    """A visible character for one that cannot be written."""
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _styles(*, chinese: bool) -> str:
    indent = '<w:ind w:firstLineChars="200" w:firstLine="480"/>' if chinese else ""

    def style(ident: str, name: str, paragraph: str = "", run: str = "", *, default: bool = False) -> str:
        marked = ' w:default="1"' if default else ""
        based = "" if default else '<w:basedOn w:val="Normal"/>'
        return (
            f'<w:style w:type="paragraph"{marked} w:styleId="{ident}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    heads = "".join(
        style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="{level - 1}"/>',
            f'{_FONTS.format(_HEAD)}<w:b/><w:sz w:val="{_SIZES[level - 1]}"/>',
        )
        for level in range(1, LEVELS + 1)
    )
    flat = '<w:ind w:firstLineChars="0" w:firstLine="0"/>' if chinese else ""
    centred = f'{flat}<w:jc w:val="center"/>'
    return (
        f'<w:styles xmlns:w="{NAMESPACES["w"]}"><w:docDefaults>'
        f'<w:rPrDefault><w:rPr>{_FONTS.format(_BODY)}<w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        + style("Normal", "Normal", f'<w:spacing w:line="360" w:lineRule="auto"/>{indent}', default=True)
        + style("Title", "Title", f'<w:spacing w:after="240"/>{centred}', f'{_FONTS.format(_HEAD)}<w:b/><w:sz w:val="40"/>')
        + heads.replace("<w:outlineLvl", f"{flat}<w:outlineLvl")
        + style("Note", "footnote text", flat, '<w:sz w:val="20"/>')
        + style("Other", "plain", flat)
        + style("Cell", "table cell", f'<w:spacing w:line="240" w:lineRule="auto"/>{flat}', '<w:sz w:val="21"/>')
        + '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
