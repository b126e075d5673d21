"""Word files: what Word prints is what is read, in its order, with its numbers, and nothing is lost."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from plandiff.errors import InputError
from plandiff.model import Block, Document, Reading, Source
from plandiff.pipeline import load
from plandiff.readers import read
from word_files import cell, computed, docx, lists, note, p, r, refer, related, table

ORIGINAL = Reading(revisions="original")
UNDERLINED = '<w:u w:val="single"/>'
SEEDS = Path(__file__).parent.parent / "seeds"


def document(data: bytes, reading: Reading = Reading()) -> Document:  # noqa: B008  it is frozen
    return read(Source("规划.docx", data), reading)


def blocks(*body: str, original: bool = False, **parts: object) -> list[Block]:
    """The blocks that a body of markup is read as, without what is set aside."""
    found = document(docx(*body, **parts), ORIGINAL if original else Reading()).blocks  # type: ignore[arg-type]
    return [block for block in found if not block.aside]


def texts(*body: str, original: bool = False, **parts: object) -> list[str]:
    return [block.text for block in blocks(*body, original=original, **parts)]


def aside(*body: str, **parts: object) -> list[tuple[str, str]]:
    found = document(docx(*body, **parts)).blocks  # type: ignore[arg-type]
    return [(block.aside, block.text) for block in found if block.aside]


# --- the text ---------------------------------------------------------------------------------------


def test_a_paragraph_is_a_block_with_the_place_where_it_stands() -> None:
    first, second = blocks(p("总体", "要求"), p(), p("到2025年，毛入园率达到95%。"))
    assert (first.text, first.kind, first.origin and first.origin.paragraph) == ("总体要求", "paragraph", 1)
    assert (second.text, second.origin and second.origin.paragraph) == ("到2025年，毛入园率达到95%。", 3)


def test_runs_say_what_is_bold_underlined_raised_or_a_link() -> None:
    link = f'<w:hyperlink r:id="k">{r("办法", UNDERLINED)}</w:hyperlink>'
    raised = r("2", '<w:vertAlign w:val="superscript"/>')
    (block,) = blocks(
        p("按", link, "建设", r("重点", "<w:b/>"), r("项目", UNDERLINED), "12 km", raised),
        relations=related("k", "hyperlink", "https://example.org/a", outside=True),
    )
    assert block.text == "按办法建设重点项目12 km²"
    said = [(span.kind, block.text[span.start : span.end], span.value) for span in block.spans]
    assert said == [("link", "办法", "https://example.org/a"), ("bold", "重点", ""), ("underline", "项目", "")]


def test_signs_that_are_elements_are_characters() -> None:
    run = (
        "<w:r><w:t>电</w:t><w:tab/><w:t>话</w:t><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
    )
    assert texts(p(run, "C")) == ["电 话‑\u00ad☑°C"]


def test_a_broken_line_is_two_lines_and_in_a_heading_one() -> None:
    broken = "<w:r><w:t>云河市人民政府</w:t><w:br/><w:t>关于印发规划的通知</w:t></w:r>"
    found = blocks(p(broken), p(broken, style="H1"))
    assert [(block.text, block.apart) for block in found] == [
        ("云河市人民政府", True),
        ("关于印发规划的通知", False),
        ("云河市人民政府关于印发规划的通知", True),
    ]


def test_styles_say_what_is_a_heading_and_bold_or_centred_lines_are_evidence() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 2"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="附录"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="单位"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    )
    found = blocks(
        p("规划", style="t"),
        p("总体要求", style="a"),
        p("名词解释", style="b"),
        p("主要目标", properties='<w:outlineLvl w:val="2"/>'),
        p("不是标题", style="a", properties='<w:outlineLvl w:val="9"/>'),
        p("云河市教育委员会", style="c"),
        p(r("重点任务", "<w:b/>")),
        p(r("重点", "<w:b/>"), "任务是推进均衡发展，办好每一所学校"),
        p("完善机制。建立台账，按季度检查，年底向社会公布结果。", style="a"),
        styles=styles,
    )
    assert [(block.level, block.strong) for block in found] == [
        (1, False), (2, True), (2, True), (3, False), (None, True), (None, True), (None, True), (None, False), (None, True),
    ]  # fmt: skip


def test_a_line_in_a_font_for_headings_is_as_good_as_bold() -> None:
    black = '<w:rFonts w:eastAsia="黑体"/>'
    body = (p(r("总体要求", black)), p(r("完善机制，", black), "落实各方责任，按季度公布进展。"))
    assert [block.strong for block in blocks(*body)] == [True, False]
    whole = f"<w:docDefaults><w:rPrDefault><w:rPr>{black}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert [block.strong for block in blocks(*body, styles=whole)] == [False, False]


def test_a_toggle_in_a_style_of_characters_undoes_that_of_the_paragraph() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="强调"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:name w:val="重"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    assert not blocks(p(r("轻重缓急", '<w:rStyle w:val="s"/>'), style="a"), styles=styles)[0].strong
    assert blocks(p(r("轻重缓急", '<w:rStyle w:val="s"/>')), styles=styles)[0].strong
    assert not blocks(p(r("轻重缓急", '<w:b w:val="0"/>'), style="a"), styles=styles)[0].strong


def test_content_controls_tags_and_alternatives_are_read_once() -> None:
    box = f"<w:txbxContent>{p('注意事项')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲方')}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('丙方')}</w:sdtContent></w:sdt>"
    tag = f'<w:smartTag w:element="x">{r("云河市")}</w:smartTag>'
    assert texts(control, p("乙方和", inline, "，", tag), p("说明：", drawn)) == [
        "甲方",
        "乙方和丙方，云河市",
        "说明：",
        "注意事项",
    ]


def test_pictures_formulas_and_charts_are_not_lost() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{}"/><a:blip r:embed="i"/></wp:inline></w:drawing></w:r>'
    chart = '<w:r><w:drawing><wp:inline><c:chart r:id="c"/></wp:inline></w:drawing></w:r>'
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    said = "<c:chartSpace xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'><c:v>财政投入</c:v><c:v>120</c:v></c:chartSpace>"
    found = document(
        docx(
            p(picture.format("规划范围图")), p("见图", picture.format("")), p("式中", fraction), p("见下图", chart),
            parts={"media/i.png": b"\x89PNG", "c.xml": said},
            relations=related("i", "image", "media/i.png") + related("c", "chart", "c.xml"),
        )
    ).blocks  # fmt: skip
    assert [(block.kind, block.text, block.aside) for block in found] == [
        ("figure", "规划范围图", ""),
        ("paragraph", "见图", ""),
        ("figure", found[2].text, "image"),
        ("paragraph", "式中(a+b)/2x²", ""),
        ("paragraph", "见下图", ""),
        ("opaque", "财政投入 120", ""),
    ]
    assert found[0].digest == found[2].text


def test_drawn_lettering_and_documents_elsewhere_are_opaque() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'
    found = blocks(
        p("正文", drawn), '<w:altChunk r:id="d"/>', p('<w:subDoc r:id="d"/>'),
        relations=related("d", "subDocument", "file:///C:/plans/annex.docx", outside=True),
    )  # fmt: skip
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "正文"),
        ("opaque", "征求意见稿"),
        ("opaque", "file:///C:/plans/annex.docx"),
        ("opaque", "file:///C:/plans/annex.docx"),
    ]
    header = document(docx(p("正文"), parts={"header1": p(drawn)}))
    assert [(block.aside, block.text) for block in header.blocks if block.aside] == [("header-footer", "征求意见稿")]


# --- tables -----------------------------------------------------------------------------------------


def test_a_table_is_a_grid_with_its_merged_cells_and_heads() -> None:
    (block,) = blocks(
        table(
            ["序号", cell("指标", span=2), "2025年"],
            [cell("1", merge="restart"), cell("学前", merge="restart"), "入园率", "95%"],
            [cell(merge="continue"), cell(merge="continue"), "普惠率", "90%"],
            heads=1,
        )
    )
    assert [[cell.text for cell in row] for row in block.cells] == [
        ["序号", "指标", "指标", "2025年"],
        ["1", "学前", "入园率", "95%"],
        ["1", "学前", "普惠率", "90%"],
    ]
    assert [[cell.covered for cell in row] for row in block.cells] == [
        [False, False, True, False], [False] * 4, [True, True, False, False],
    ]  # fmt: skip
    assert [cell.header for cell in block.cells[0]] == [True] * 4
    assert not block.cells[1][0].header


def test_a_hidden_row_is_set_aside() -> None:
    rows = [["序号", "指标"], ["1", "入园率"], ["2", "普惠率"], ["3", "巩固率"]]
    plan = load(docx(p("学前教育规划"), table(*rows, revised={2: "hidden"})))
    assert [unit.text for unit in plan.units if unit.kind == "row"] == ["序号 | 指标", "1 | 入园率", "3 | 巩固率"]
    assert [(block.reason, block.text) for block in plan.set_aside] == [("hidden", "2"), ("hidden", "普惠率")]


def test_a_cell_that_begins_in_a_hidden_row_is_shown_in_the_rows_below() -> None:
    hidden, alone = (cell("指标", merge="restart"), "隐藏"), (cell("不延续", merge="restart"), "隐藏")
    rows = (("类别", "名称"), hidden, (cell(merge="continue"), "学位"), (cell(merge="continue"), "教师"), alone, ("其他", "场馆"))
    plan = load(docx(p("学前教育规划"), table(*rows, revised={1: "hidden", 4: "hidden"})))
    assert [unit.text for unit in plan.units if unit.kind == "row"] == [
        "类别 | 名称",
        "指标 | 学位",
        "教师",
        "其他 | 场馆",
    ]
    assert sorted(block.text for block in plan.set_aside) == ["不延续", "隐藏", "隐藏"]


def test_a_table_within_a_table_follows_it_and_one_cell_is_no_table() -> None:
    inside = table(["子项", "数量"], ["教室", "12"])
    found = blocks(table(["项目", "内容"], ["学校", cell("甲校", inside, p("乙校"))]), table([cell("专栏1", "推进均衡。")]))
    assert [(block.kind, block.text) for block in found] == [
        ("table", ""), ("table", ""), ("paragraph", "专栏1"), ("paragraph", "推进均衡。"),
    ]  # fmt: skip
    assert [[cell.text for cell in row] for row in found[0].cells] == [["项目", "内容"], ["学校", "甲校乙校"]]
    assert [[cell.text for cell in row] for row in found[1].cells] == [["子项", "数量"], ["教室", "12"]]


def test_automatic_numbers_stand_in_cells_too() -> None:
    (block,) = blocks(
        table(["序号", "项目"], [cell(p(at=(1, 0))), "甲"], [cell(p(at=(1, 0))), "乙"]), numbering=lists([("decimal", "%1")])
    )
    assert [[cell.text for cell in row] for row in block.cells] == [["序号", "项目"], ["1", "甲"], ["2", "乙"]]


# --- notes ------------------------------------------------------------------------------------------


def test_notes_have_their_marks_and_stand_after_what_refers_to_them() -> None:
    data = docx(
        p("入园率", refer("footnote", 3), "达到95%，巩固率", refer("footnote", 2), "达到99%。"),
        p("完善机制", refer("endnote", 2), "。"),
        parts={
            "footnotes": '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            + note("footnote", 2, "指完成学业的比例。")
            + note("footnote", 3, "指三至六岁。")
            + note("footnote", 4, "没有提到的。"),
            "endnotes": note("endnote", 2, "见附件。"),
            "settings": '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/></w:footnotePr>',
        },
    )
    kinds = [(unit.kind, unit.number, unit.text) for unit in load(Source("a.docx", data)).units if unit.text]
    assert kinds == [
        ("paragraph", "", "入园率达到95%，巩固率达到99%。"),
        ("note", "①", "指三至六岁。"),
        ("note", "②", "指完成学业的比例。"),
        ("paragraph", "", "完善机制。"),
        ("note", "i", "见附件。"),
    ]
    assert [(block.aside, block.text) for block in document(data).blocks if block.aside] == [("hidden", "没有提到的。")]


def test_a_raised_figure_after_a_variable_is_a_power_whatever_notes_there_are() -> None:
    raised = r("2", '<w:vertAlign w:val="superscript"/>')
    body = (p("式中x", raised, "为面积，引自文献", raised, "。"), p("参考文献"), p("[1] 甲书。"), p("[2] 乙书。"))
    assert texts(*body)[0] == "式中x²为面积，引自文献。"


def test_notes_may_be_numbered_by_section() -> None:
    numbered = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    end = f"<w:sectPr>{numbered}</w:sectPr>"
    found = document(
        docx(
            p("甲", refer("footnote", 1), "乙", refer("footnote", 2), properties=end), p("丙", refer("footnote", 3)), end,
            parts={"footnotes": "".join(note("footnote", ident, f"注{ident}。") for ident in (1, 2, 3))},
        )
    ).blocks  # fmt: skip
    assert [block.number for block in found if block.kind == "note"] == ["1", "2", "1"]


# --- what is set aside ------------------------------------------------------------------------------


def test_contents_margins_page_numbers_comments_and_hidden_text_are_set_aside() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t2"><w:name w:val="toc 2"/></w:style>'
    comment = '<w:comment w:id="7" w:author="王芳"><w:p><w:r><w:t>请核对。</w:t></w:r></w:p></w:comment>'
    found = aside(
        p("目  录"),
        p(computed('TOC \\o "1-3"', "一、总体要求", "<w:r><w:tab/></w:r>", "1")),
        p("（一）目标\t2", style="t2"),
        p("一、总体要求", r("内部", "<w:vanish/>"), '<w:r><w:commentReference w:id="7"/></w:r>'),
        p("— ", computed("PAGE", "3"), " —"),
        styles=styles,
        parts={"header1": p("云河市规划"), "footer1": p("第", computed("PAGE", "3"), "页"), "comments": comment},
    )
    assert found == [
        ("contents", "目 录"),
        ("contents", "一、总体要求 1"),
        ("contents", "（一）目标 2"),
        ("hidden", "内部"),
        ("furniture", "— 3 —"),
        ("comment", "王芳: 请核对。"),
        ("header-footer", "云河市规划"),
        ("header-footer", "第页"),
    ]


def test_a_field_that_is_never_closed_swallows_nothing() -> None:
    begin, told, result = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>TOC</w:instrText></w:r>", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    )  # fmt: skip
    assert texts(p("目录"), p(begin, told, result, "一、总则 1"), p("一、总则"), p("完善机制。")) == ["一、总则", "完善机制。"]
    assert texts(p("见", begin, told), p("完善机制。")) == ["见", "完善机制。"]


def test_fields_are_read_by_what_they_print() -> None:
    link = computed('HYPERLINK "https://example.org/b"', "办法")
    circle = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,12)</w:instrText></w:r>'
    circle += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    button = circle.replace(" eq \\o\\ac(○,12)", "MACROBUTTON NoMacro [单位]")
    assert texts(p("填报：", button)) == ["填报：[单位]"]
    (block,) = blocks(p("按", link, "第", computed("REF _a", "3"), "章", circle, "执行"))
    assert block.text == "按办法第3章⑫执行"
    assert [(span.kind, span.value) for span in block.spans] == [("link", "https://example.org/b")]


# --- documents inside -------------------------------------------------------------------------------

PAGE = "<html><body><h1>云河市公园管理办法</h1><p>第一条 公园每日开放不少于12小时。</p></body></html>"
WEB = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="gbk"\r\n'
    "Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n"
)


def chunk(name: str, content: str | bytes, kind: str = "") -> list[str]:
    types = f'<Override PartName="/word/{name}" ContentType="{kind}"/>' if kind else ""
    parts = {name: content}
    return texts(p("一"), '<w:altChunk r:id="a"/>', p("二"), parts=parts, relations=related("a", "aFChunk", name), types=types)


def test_a_document_inside_is_read_by_its_own_reader() -> None:
    page = ["一", "云河市公园管理办法", "第一条 公园每日开放不少于12小时。", "二"]
    encoded = base64.b64encode(PAGE.encode("gbk")).decode()
    assert chunk("a.mht", WEB.format(encoded), "message/rfc822") == page
    assert chunk("a.html", PAGE, "text/html") == page
    assert chunk("a.htm", PAGE.encode("utf-16"), "application/xhtml+xml") == page
    assert chunk("a.txt", "公园管理办法\n公园每日开放。", "text/plain") == ["一", "公园管理办法", "公园每日开放。", "二"]
    assert chunk("a.docx", docx(p("公园管理办法"), p("公园每日开放。"))) == ["一", "公园管理办法", "公园每日开放。", "二"]


def test_a_page_in_one_file_is_read_whatever_it_is_called() -> None:
    data = WEB.format(base64.b64encode(PAGE.encode("gbk")).decode()).encode()
    for name in ("办法.mht", "办法.doc"):
        plan = load(Source(name, data))
        assert (plan.meta.title, plan.units[-1].text) == ("云河市公园管理办法", "公园每日开放不少于12小时。")
    with pytest.raises(InputError, match="has no text"):
        load(Source("办法.mht", b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b--'))


def test_notes_of_a_document_inside_are_its_own() -> None:
    def noted(text: str, *more: str, **options: Any) -> bytes:
        parts = {"footnotes": note("footnote", 2, f"{text}的注。"), **options.pop("parts", {})}
        return docx(p(text, refer("footnote", 2)), *more, parts=parts, **options)

    data = noted("外", '<w:altChunk r:id="a"/>', parts={"a.docx": noted("内")}, relations=related("a", "aFChunk", "a.docx"))
    assert [unit.text for unit in load(Source("a.docx", data)).units if unit.text] == ["外", "外的注。", "内", "内的注。"]


def test_a_document_inside_that_cannot_be_read_is_opaque_and_said() -> None:
    found = document(
        docx(p("一"), '<w:altChunk r:id="a"/>', parts={"a.bin": bytes(range(256))}, relations=related("a", "aFChunk", "a.bin"))
    )
    assert [(block.kind, block.text) for block in found.blocks] == [("paragraph", "一"), ("opaque", "a.bin")]
    assert [(one.code, one.detail) for one in found.notes] == [("chunk-unread", "a.bin")]


def test_documents_within_one_another_have_an_end() -> None:
    data = docx(p("最里"))
    for _ in range(8):
        data = docx(p("外"), '<w:altChunk r:id="a"/>', parts={"a.docx": data}, relations=related("a", "aFChunk", "a.docx"))
    found = document(data)
    assert [block.text for block in found.blocks] == ["外"] * 5 + ["a.docx"]
    assert [one.code for one in found.notes] == ["chunk-unread"]
    inside = docx(*['<w:altChunk r:id="a"/>'] * 20, parts={"a.txt": "甲"}, relations=related("a", "aFChunk", "a.txt"))
    many = document(docx(*['<w:altChunk r:id="a"/>'] * 20, parts={"a.docx": inside}, relations=related("a", "aFChunk", "a.docx")))
    assert len([block for block in many.blocks if block.text == "甲"]) < 200
    assert {one.code for one in many.notes} == {"chunk-unread"}
