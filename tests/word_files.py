"""Word files for tests, written from short texts: markup is made here, so that a test shows only what it is about.

A paragraph is written by `p`, a run by `r`; what is inserted or deleted with tracked changes by `ins` and `deleted`. `docx` packs
the parts. A list is a sequence of `(format, text)` for its levels; it is named by its place among the lists, from 1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from plandiff.model import Plan, Section
from plandiff.readers.labels import label

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Level = tuple[str, str]
"""Format and text of a level (`("decimal", "%1.")`), with more of its markup after a bar: `("decimal", "%1|<w:start …/>")`."""
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:pPr><w:outlineLvl w:val="{level - 1}"/>'
    f"</w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    for level in range(1, 7)
)
"""Styles `H1` to `H6`, as Word has them."""


def r(text: str, properties: str = "") -> str:
    """A run; `properties` are elements such as `<w:b/>`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", at: tuple[int, int] | None = None, properties: str = "", mark: str = "") -> str:
    """A paragraph of runs, or of plain texts; `at` is its list and level, `mark` what is said of its end (`ins`, `del`)."""
    stated = f'<w:pStyle w:val="{style}"/>' if style else ""
    if at is not None:
        stated += f'<w:numPr><w:ilvl w:val="{at[1]}"/><w:numId w:val="{at[0]}"/></w:numPr>'
    stated += properties
    if mark:
        stated += f'<w:rPr><w:{mark} w:id="0" w:author="审核"/></w:rPr>'
    return f"<w:p><w:pPr>{stated}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="审核">{"".join(run if run.startswith("<") else r(run) for run in runs)}</w:ins>'


def deleted(text: str) -> str:
    inner = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="审核">{inner}</w:del>'


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A cell of paragraphs or of plain texts; `merge` is `restart` or `continue`."""
    stated = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    stated += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    inner = "".join(text if text.startswith("<") else p(text) for text in paragraphs) or p()
    return f'<w:tc><w:tcPr><w:tcW w:w="{1500 * min(span, 9)}" w:type="dxa"/>{stated}</w:tcPr>{inner}</w:tc>'


def table(*rows: Sequence[str], heads: int = 0, revised: Mapping[int, str] | None = None) -> str:
    """A table of rows of cells or of plain texts; `revised` says of which row that it was inserted or deleted (`ins`, `del`)."""
    text = ""
    for place, row in enumerate(rows):
        stated = "<w:tblHeader/>" if place < heads else ""
        if revised and place in revised:
            stated += f'<w:{revised[place]} w:id="3" w:author="审核"/>'
        text += f"<w:tr><w:trPr>{stated}</w:trPr>{''.join(one if one.startswith('<') else cell(one) for one in row)}</w:tr>"
    columns = '<w:gridCol w:w="1500"/>' * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{text}</w:tbl>"


def computed(instruction: str, *result: str) -> str:
    """The runs of a field with its result."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return begin + code + middle + "".join(run if run.startswith("<") else r(run) for run in result) + end


def note(kind: str, ident: int, *runs: str) -> str:
    """A footnote or an endnote, for its part."""
    return f'<w:{kind} w:id="{ident}">{p(*runs)}</w:{kind}>'


def refer(kind: str, ident: int) -> str:
    """The run that refers to a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{ident}"/></w:r>'


def lists(*schemes: Sequence[Level], nums: str = "") -> str:
    """The content of `numbering.xml`: a scheme for each, and a list of the same name for it; `nums` are more lists."""
    text = ""
    for ident, levels in enumerate(schemes, 1):
        text += f'<w:abstractNum w:abstractNumId="{ident}">'
        for at, (form, printed) in enumerate(levels):
            shown, _, more = printed.partition("|")
            start = "" if "<w:start " in more else '<w:start w:val="1"/>'
            text += f'<w:lvl w:ilvl="{at}">{start}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{escape(shown)}"/></w:lvl>'
        text += "</w:abstractNum>"
    text += "".join(
        f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>' for ident in range(1, len(schemes) + 1)
    )
    return text + nums


def docx(
    *body: str,
    styles: str = HEADINGS,
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    types: str = "",
) -> bytes:
    """A Word file. `parts` are more of them by the last part of their name: footnotes, endnotes, comments, settings, header1 as the
    content of their root; others, with a dot in their name, as they are."""
    written: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
    }
    known = {"styles": "styles"}
    if numbering:
        written["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
        known["numbering"] = "numbering"
    for name, content in (parts or {}).items():
        if "." in name:
            written[f"word/{name}"] = content
            continue
        root = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
        written[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"  # type: ignore[str-bytes-safe]
        known[name] = name.rstrip("0123456789")
    rows = "".join(f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>' for name, kind in known.items())
    packed = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    written["word/_rels/document.xml.rels"] = f"<Relationships {packed}>{rows}{relations}</Relationships>"
    written["_rels/.rels"] = (
        f"<Relationships {packed}>"
        f'<Relationship Id="r" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    written["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>{types}</Types>'
    )
    return zipped(written)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive, the same bytes every time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def related(ident: str, kind: str, target: str, *, outside: bool = False) -> str:
    """A row for what a part refers to."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{ident}" Type="{_RELATION}/{kind}" Target="{escape(target)}"{mode}/>'


FORMS = ("chineseCountingThousand", "decimal", "decimalEnclosedCircle")
"""Formats in which a plan's numbers are recognised, to be left to Word."""


def written(plan: Plan, *, styled: bool, automatic: bool = False) -> bytes:
    """A plan as a Word file, with headings in styles, or set by hand as most are: bold, centred, in body text.

    With `automatic`, numbers that count on from the first are written by Word itself.
    """
    writer = _Writer(styled, automatic)
    title = p(r(plan.meta.title, "<w:b/>"), properties='<w:jc w:val="center"/>')
    body = writer.sections(plan.root)
    return docx(
        title, *body, numbering=lists(*writer.schemes), parts={"footnotes": "".join(writer.notes)} if writer.notes else {}
    )


@dataclass
class _Writer:
    styled: bool
    automatic: bool
    schemes: list[Sequence[Level]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def sections(self, section: Section, at: tuple[int, int] | None = None) -> list[str]:
        found: list[str] = []
        if section.id:
            heading = section.title if at else _joined(section.number, section.title)
            style = f"H{max(section.level, 1)}" if self.styled else ""
            found.append(p(heading if self.styled else r(heading, "<w:b/>"), style=style, at=at))
        places = iter(self.places([element.number for element in section.body if element.kind == "item"]))
        for element in section.body:
            if element.kind == "table":
                if element.text:
                    found.append(p(r(element.text, "<w:b/>"), properties='<w:jc w:val="center"/>'))
                found.append(table(*([one.text for one in row] for row in element.cells), heads=1))
            elif element.kind == "note" and element.number and found:
                self.notes.append(note("footnote", len(self.notes) + 2, element.text))
                found[-1] = found[-1].removesuffix("</w:p>") + refer("footnote", len(self.notes) + 1) + "</w:p>"
            else:
                place = next(places) if element.kind == "item" else None
                found.append(p(element.text if place else _joined(element.number, element.text), at=place))
        for child, place in zip(section.children, self.places([child.number for child in section.children]), strict=True):
            found += self.sections(child, place)
        return found

    def places(self, numbers: Sequence[str]) -> list[tuple[int, int] | None]:
        """The list and level of each of these numbers; None where they are typed."""
        for form in FORMS if self.automatic and numbers else ():
            printed = numbers[0].replace(label(1, form), "%1", 1)
            if all(number == printed.replace("%1", label(count, form)) for count, number in enumerate(numbers, 1)):
                self.schemes.append([(form, printed)])
                return [(len(self.schemes), 0)] * len(numbers)
        return [None] * len(numbers)


def _joined(number: str, text: str) -> str:
    return f"{number}{'' if not number or number[-1] in '、）)．.' else ' '}{text}"
