"""PDF files for tests: plans laid out in Word files that LibreOffice prints, and files written byte by byte."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plandiff.model import Plan, Section
from word_files import docx, p, r, table

FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/>'


@dataclass(frozen=True)
class Layout:
    """How a page is set."""

    indented: bool = True
    justified: bool = True
    columns: int = 1
    head: str = ""
    """Text of the running head; pages are numbered where there is one."""
    size: int = 32
    """Of the text, in half points."""
    spaced: bool = False
    """White space between paragraphs."""


def laid_out(plan: Plan, layout: Layout) -> bytes:
    """A plan as a Word file with nothing but direct formatting, as most are."""
    size = f'{FONT}<w:sz w:val="{layout.size}"/>'
    large = f'{FONT}<w:b/><w:sz w:val="{layout.size + 12}"/>'
    title = p(r(plan.meta.title, large), properties='<w:spacing w:after="400"/><w:jc w:val="center"/>')
    around = "".join(
        f'<w:{kind}Reference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default" r:id="{kind}1"/>'
        for kind in ("header", "footer")
        if layout.head
    )
    section = (
        f'<w:sectPr>{around}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1800" w:bottom="1800" w:left="1500" w:right="1500" '
        f'w:header="900" w:footer="900" w:gutter="0"/><w:cols w:num="{layout.columns}" w:space="600"/></w:sectPr>'
    )
    number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    parts = {"header1": p(layout.head), "footer1": f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{r("— ")}{number}{r(" —")}</w:p>'}
    return docx(title, *_sections(plan.root, layout, size), section, parts=parts if layout.head else None)


def _sections(section: Section, layout: Layout, size: str) -> Iterator[str]:
    set_as = f'<w:overflowPunct w:val="0"/><w:spacing w:after="{200 if layout.spaced else 0}"/>'
    set_as += '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if layout.indented else ""
    set_as += '<w:jc w:val="both"/>' if layout.justified else '<w:jc w:val="left"/>'
    if section.id:
        heading = f"{size}<w:b/>" if section.level > 1 else f"{size.replace(str(layout.size), str(layout.size + 4))}<w:b/>"
        yield p(r(_joined(section.number, section.title), heading), properties=set_as)
    for element in section.body:
        if element.kind == "table":
            if element.text:
                yield p(r(element.text, "<w:b/>"), properties='<w:jc w:val="center"/>')
            yield ruled(*([one.text for one in row] for row in element.cells))
        else:
            yield p(r(_joined(element.number, element.text), size), properties=set_as)
    for child in section.children:
        yield from _sections(child, layout, size)


def _joined(number: str, text: str) -> str:
    return f"{number}{'' if not number or number[-1] in '、）)．.' else ' '}{text}"


def ruled(*rows: Sequence[str], heads: int = 1) -> str:
    """A table with lines."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return table(*rows, heads=heads).replace("<w:tblPr/>", f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>", 1)


def print_all(soffice: str, folder: Path) -> None:
    """Let LibreOffice print every Word file of a folder."""
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def pdf(
    *contents: bytes,
    extra: Iterable[bytes] = (),
    resources: bytes = b"",
    catalog: bytes = b"",
    page: bytes = b"",
    packed: bool = False,
) -> bytes:
    """A PDF file with a page for each stream of instructions, and objects of one's own from number 10 on."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects: dict[int, bytes] = {1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, 3: font}
    first = 10 + len(list(extra := list(extra)))
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(contents)))
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids)
    objects |= {10 + place: body for place, body in enumerate(extra)}
    for place, content in enumerate(contents):
        number = first + 2 * place
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>%s>>>>"
            % (page, number + 1, resources)
        )
        data = zlib.compress(content) if packed else content
        filters = b"/Filter/FlateDecode" if packed else b""
        objects[number + 1] = b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), filters, data)
    return assembled(objects)


def tagged(*elements: tuple[str, Sequence[bytes]], before: bytes = b"") -> bytes:
    """A page whose structure has an element for each name, and in it marked content for each stream of instructions."""
    marks = [(place, content) for place, (_, contents) in enumerate(elements) for content in contents]
    body = b"\n".join(
        b"/%s <</MCID %d>> BDC\n%s\nEMC" % (elements[place][0].encode(), mark, content)
        for mark, (place, content) in enumerate(marks)
    )
    page = 13 + len(elements)
    extra = [
        b"<</Type/StructTreeRoot/K[11 0 R]/ParentTree 12 0 R>>",
        b"<</Type/StructElem/S/Document/P 10 0 R/K[%s]>>" % b" ".join(b"%d 0 R" % (13 + place) for place in range(len(elements))),
        b"<</Nums[0[%s]]>>" % b" ".join(b"%d 0 R" % (13 + place) for place, _ in marks),
    ]
    for place, (role, _) in enumerate(elements):
        own = b" ".join(b"%d" % mark for mark, (other, _) in enumerate(marks) if other == place)
        extra.append(b"<</Type/StructElem/S/%s/P 11 0 R/Pg %d 0 R/K[%s]>>" % (role.encode(), page, own))
    return pdf(
        before + b"\n" + body, extra=extra, catalog=b"/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R", page=b"/StructParents 0"
    )


def assembled(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Objects with a table of where they are."""
    data = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, len(data))
    return bytes(data) + b"xref\n0 %d\n%s" % (max(objects) + 1, table) + end


def text(*lines: str, size: int = 12, left: int = 72, top: int = 770, step: int = 16) -> bytes:
    """Instructions that print lines of Latin text."""
    return b"\n".join(
        b"BT /F1 %d Tf %d %d Td (%s) Tj ET"
        % (size, left, top - place * step, line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)"))
        for place, line in enumerate(lines)
    )
