"""OFD: what is printed is read by the place of every character, as of a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofd_files import LEFT, NAMESPACE, content, lines_of, ofd, path, ruled, text
from plandiff.cli.main import main
from plandiff.model import Document, Source
from plandiff.readers import read
from word_files import zipped

TITLE = "云河市教育规划"
FIRST = (
    "到二〇三〇年，全市基本建成高质量教育体系，各级各类学校布局更加合理，学位供给充足，教师队伍结构明显改善，群众满意度稳步提高。"
)
SECOND = "各县应当在每年三月底以前公布学位供给计划，并向社会说明依据。"


def printed(*paragraphs: str, base: float = 60.0) -> str:
    objects = []
    for paragraph in paragraphs:
        lines, base = lines_of(paragraph, base)
        objects.append(lines)
    return "".join(objects)


PAGE = text(TITLE, 70, 35, 9) + printed(FIRST, SECOND)


def document(data: bytes) -> Document:
    return read(Source("规划.ofd", data))


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if not block.aside]


def asides(found: Document) -> list[tuple[str, str]]:
    return [(block.aside, block.text) for block in found.blocks if block.aside]


def test_lines_are_joined_to_paragraphs_and_each_knows_its_place() -> None:
    found = document(ofd(content(PAGE)))
    assert texts(found) == [TITLE, FIRST, SECOND]
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "paragraph"]
    origin = found.blocks[1].origin
    assert origin
    assert origin.page == 1
    assert origin.box
    assert origin.box[0] == pytest.approx(LEFT * 72 / 25.4, abs=0.1)


def test_paragraphs_go_on_over_pages_between_heads_and_numbers() -> None:
    def page(number: int, objects: str) -> str:
        return content(text("云河市人民政府公报", 80, 15, 4) + objects + text(f"— {number} —", 95, 285, 4))

    pages = [
        page(1, printed(SECOND, SECOND, SECOND, FIRST[:28])),
        page(2, text(FIRST[28:58], LEFT, 60) + text(FIRST[58:], LEFT, 69)),
    ]
    found = document(ofd(*pages, page(3, printed(SECOND))))
    assert FIRST in texts(found)
    assert {aside for aside, _ in asides(found)} == {"header-footer"}
    assert len(asides(found)) == 6


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", "urn:other"])
@pytest.mark.parametrize("root", ["Doc_0/Document.xml", "/Doc_0/Document.xml", "Doc_0\\Document.xml", "./DOC_0/document.xml"])
def test_namespaces_and_ways_to_write_a_path_mean_nothing(namespace: str, root: str) -> None:
    assert texts(document(ofd(content(PAGE, namespace=namespace), namespace=namespace, root=root))) == [TITLE, FIRST, SECOND]


def test_a_template_is_printed_with_each_page_that_uses_it() -> None:
    template = {"Doc_0/Tpls/T.xml": content(text(TITLE, 70, 35, 9))}
    common = '<o:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>'
    data = ofd(content(printed(FIRST), '<o:Template TemplateID="7"/>'), common=common, parts=template)
    assert texts(document(data)) == [TITLE, FIRST]


def test_annotations_are_set_aside() -> None:
    appearance = f'<o:Appearance Boundary="20 20 100 20">{text("内部资料", 0, 8)}</o:Appearance>'
    parts = {
        "Doc_0/Annots/All.xml": f'<o:Annotations xmlns:o="{NAMESPACE}"><o:Page PageID="0"><o:FileLoc>P0.xml</o:FileLoc></o:Page>'
        "</o:Annotations>",
        "Doc_0/Annots/P0.xml": f'<o:PageAnnot xmlns:o="{NAMESPACE}"><o:Annot Type="Watermark">{appearance}</o:Annot>'
        f'<o:Annot Type="Stamp" Visible="false">{appearance}</o:Annot></o:PageAnnot>',
    }
    found = document(ofd(content(PAGE), more="<o:Annotations>Annots/All.xml</o:Annotations>", parts=parts))
    assert texts(found) == [TITLE, FIRST, SECOND]
    assert asides(found) == [("watermark", "内部资料")]


def test_ruled_tables_are_tables() -> None:
    rows = [["指标", "单位", "目标"], ["毛入园率", "百分比", "95"], ["新增学位", "个", "12000"]]
    found = document(ofd(content(printed(FIRST) + ruled(rows, 30, 120))))
    (table,) = (block for block in found.blocks if block.kind == "table")
    assert [[cell.text for cell in row] for row in table.cells] == rows


def test_text_is_placed_and_sized_by_its_matrix() -> None:
    scaled = (
        '<o:TextObject Boundary="70 26 70 12" Font="1" Size="1" CTM="9 0 0 9 0 0">'
        f'<o:TextCode X="0" Y="1" DeltaX="1 1 1 1 1 1">{TITLE}</o:TextCode></o:TextObject>'
    )
    assert document(ofd(content(scaled + printed(FIRST)))).blocks[0].kind == "heading"


def test_what_is_invisible_is_not_printed() -> None:
    assert texts(document(ofd(content(PAGE + text("看不见", 30, 150, Visible="false"))))) == [TITLE, FIRST, SECOND]


def unit(ident: str, objects: str) -> str:
    return (
        f'<o:CompositeGraphicUnit ID="{ident}" Width="210" Height="297"><o:Content>{objects}</o:Content></o:CompositeGraphicUnit>'
    )


def resources(*units: str) -> dict[str, str]:
    inside = f"<o:CompositeGraphicUnits>{''.join(units)}</o:CompositeGraphicUnits>"
    return {"Doc_0/DocumentRes.xml": f'<o:Res xmlns:o="{NAMESPACE}">{inside}</o:Res>'}


USED = '<o:CompositeObject Boundary="0 0 210 297" ResourceID="{}"/>'
RESOURCES = "<o:DocumentRes>DocumentRes.xml</o:DocumentRes>"


def test_composite_objects_are_printed_wherever_they_are_used() -> None:
    half = '<o:CompositeObject Boundary="0 0 210 297" CTM="0.5 0 0 0.5 0 0" ResourceID="40"/>'
    parts = resources(unit("40", text(TITLE, 140, 70, 18)), unit("41", USED.format("none") + printed(FIRST)))
    found = document(ofd(content(half + USED.format("41") + printed(SECOND, base=120)), common=RESOURCES, parts=parts))
    assert texts(found) == [TITLE, FIRST, SECOND]
    assert found.blocks[0].kind == "heading"


def test_composite_objects_that_print_themselves_end() -> None:
    parts = resources(unit("40", text(TITLE, 70, 35, 9) + USED.format("41")), unit("41", USED.format("40") * 2))
    assert FIRST in texts(document(ofd(content(USED.format("40") + printed(FIRST)), common=RESOURCES, parts=parts)))


def test_glyphs_without_characters_are_reported() -> None:
    named = '<o:CGTransform CodePosition="0" CodeCount="0" GlyphCount="3"><o:Glyphs>71 72 73</o:Glyphs></o:CGTransform>'
    empty = f'<o:TextObject Boundary="40 {{}} 60 6" Font="1" Size="5">{named}<o:TextCode X="0" Y="5" DeltaX="g 2 5"></o:TextCode></o:TextObject>'
    found = document(ofd(content(PAGE + empty.format(240))))
    assert "���" in texts(found)
    assert [(note.code, note.detail) for note in found.notes] == [("characters-unknown", "1")]


@pytest.mark.parametrize("attributes", [{}, {"ReadDirection": "90"}])
def test_vertical_text_is_read_downwards_and_from_right_to_left(attributes: dict[str, str]) -> None:
    def column(line: str, left: float) -> str:
        steps = (
            f'DeltaY="g {len(line) - 1} 5"' if not attributes else f'DeltaX="g {len(line) - 1} 0" DeltaY="g {len(line) - 1} 5"'
        )
        more = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return (
            f'<o:TextObject Boundary="{left} 40 6 200" Font="1" Size="5"{more}>'
            f'<o:TextCode X="0" Y="5" {steps}>{line}</o:TextCode></o:TextObject>'
        )

    text_ = f"{FIRST}{SECOND}"
    columns = [text_[start : start + 40] for start in range(0, len(text_), 40)]
    found = document(ofd(content("".join(column(line, 180 - 9 * n) for n, line in enumerate(columns)))))
    assert "".join(texts(found)) == text_


def test_of_several_versions_the_current_one_is_read() -> None:
    newer = {
        "Doc_0/Vers/V1.xml": f'<o:DocVersion xmlns:o="{NAMESPACE}"><o:DocRoot>/Doc_0/Document_1.xml</o:DocRoot></o:DocVersion>',
        "Doc_0/Document_1.xml": f'<o:Document xmlns:o="{NAMESPACE}"><o:CommonData/><o:Pages>'
        '<o:Page ID="5" BaseLoc="Pages/New.xml"/></o:Pages></o:Document>',
        "Doc_0/Pages/New.xml": content(printed(SECOND)),
    }
    versions = (
        '<o:Versions><o:Version ID="0" Index="0" BaseLoc="Doc_0/Vers/V0.xml"/>'
        '<o:Version ID="1" Index="1" Current="true" BaseLoc="Doc_0/Vers/V1.xml"/></o:Versions>'
    )
    assert texts(document(ofd(content(PAGE), parts=newer, body=versions))) == [SECOND]


def test_the_outline_shows_what_is_a_heading() -> None:
    plain = text("总体要求", LEFT + 10, 60) + printed(FIRST, SECOND, base=69)
    outline = (
        '<o:Outlines><o:OutlineElem Title="总体要求"><o:Actions><o:Action Event="CLICK"><o:Goto>'
        '<o:Dest Type="XYZ" PageID="0"/></o:Goto></o:Action></o:Actions></o:OutlineElem></o:Outlines>'
    )
    assert [block.kind for block in document(ofd(content(plain))).blocks] == ["paragraph"] * 3
    assert [block.kind for block in document(ofd(content(plain), more=outline)).blocks] == ["heading", "paragraph", "paragraph"]
    named = outline.replace('<o:Dest Type="XYZ" PageID="0"/>', '<o:Bookmark Name="一"/>')
    named += '<o:Bookmarks><o:Bookmark Name="一"><o:Dest Type="XYZ" PageID="0"/></o:Bookmark></o:Bookmarks>'
    assert document(ofd(content(plain), more=named)).blocks[0].kind == "heading"


def test_names_of_parts_may_be_in_a_chinese_character_set() -> None:
    data = ofd(content(PAGE), folder="页", parts={"Doc_0/@@/Page_0/Content.xml": content(PAGE)})
    named = data.replace(b"Doc_0/@@/", "Doc_0/页/".encode("gb18030"))
    assert texts(document(named)) == [TITLE, FIRST, SECOND]


def test_several_documents_in_a_file_follow_one_another() -> None:
    second = {
        "Doc_1/Document.xml": f'<o:Document xmlns:o="{NAMESPACE}"><o:CommonData/><o:Pages>'
        '<o:Page ID="0" BaseLoc="P.xml"/></o:Pages></o:Document>',
        "Doc_1/P.xml": content(printed(SECOND)),
    }
    more = "</o:DocBody><o:DocBody><o:DocRoot>Doc_1/Document.xml</o:DocRoot>"
    found = document(ofd(content(text(TITLE, 70, 35, 9) + printed(FIRST)), parts=second, body=more))
    assert texts(found) == [TITLE, FIRST, SECOND]
    assert [block.origin.page for block in found.blocks if block.origin] == [1, 1, 2]


DAMAGED = "is damaged, nested too deep, or no OFD file"
GOOD = ofd(content(PAGE))
REFUSED = {
    "cut-short": (GOOD[: len(GOOD) // 2], DAMAGED),
    "no-document": (ofd(content(PAGE), root="Doc_1/Document.xml"), DAMAGED),
    "no-pages": (ofd(), DAMAGED),
    "no-markup": (ofd("hello"), DAMAGED),
    "entities": (ofd('<!DOCTYPE x [<!ENTITY a "b">]>' + content(PAGE)), DAMAGED),
    "nested": (ofd("<a>" * 1000 + "</a>" * 1000), DAMAGED),
    "missing-page": (zipped({"OFD.xml": "<a/>"}), DAMAGED),
    "bomb": (ofd(content("<a/>" + " " * 40_000_000)), "unpacks to far more than a document holds"),
    "objects": (ofd(content("<a/>" * 50_001)), "page 1 holds more than 50000 texts and drawings"),
    "no-text": (ofd(content(path("M 0 0 L 9 9"))), "has no text on any page"),
    "encrypted-whole": (zipped({"Encryptions.xml": "<a/>", "OFD.dat": "x"}), "is protected by a password"),
    "encrypted": (ofd(content(PAGE), parts={"Encryptions.xml": "<a/>"}), "is protected by a password"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, complaint = REFUSED[name]
    file = tmp_path / "规划.ofd"
    file.write_bytes(data)
    assert main(["outline", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert complaint in line


def test_odd_paths_and_numbers_do_no_harm() -> None:
    odd = path("M 1 L 2 3 Z") + path("L 1 2 C", CTM="1 2") + text("", 30, 200) + path("B 1 2 3", Boundary2="x")
    huge = '<o:TextObject Boundary="a b" Size="1e99" Font="x"><o:TextCode DeltaX="g 99999999999 1">字</o:TextCode></o:TextObject>'
    assert FIRST in texts(document(ofd(content(PAGE + odd + huge))))


def test_files_attached_to_a_document_are_noted_by_name() -> None:
    listed = '<o:Attachment ID="1" Name="测算表" Format="xlsx"/><o:Attachment ID="2" Name="签章" Visible="false"/>'
    parts = {"Doc_0/Attachs/Attachments.xml": f'<o:Attachments xmlns:o="{NAMESPACE}">{listed}</o:Attachments>'}
    found = document(ofd(content(PAGE), more="<o:Attachments>Attachs/Attachments.xml</o:Attachments>", parts=parts))
    assert [(note.code, note.detail) for note in found.notes] == [("attachment-not-read", "测算表")]
