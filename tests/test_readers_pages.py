"""What a page says of its text beyond the words: scripts, notes, revisions, links, images, and what it shows beside its text."""

from __future__ import annotations

import base64
import html

import pytest

from plandiff.model import Plan, Reading, Source, Unit
from plandiff.pipeline import load
from plandiff.renderers.canonical import render_canonical


def page(body: str, reading: Reading | None = None) -> Plan:
    data = f"<html><body><h1>云河市水务规划</h1>{body}</body></html>".encode()
    return load(data, reading) if reading else load(data)


def markdown(text: str) -> Plan:
    return load(Source("plan.md", f"{text}\n".encode()))


def texts(body: str) -> list[str]:
    return [unit.text for unit in page(body).units]


def spans(unit: Unit) -> list[tuple[str, str, str]]:
    """(kind, words, value) of each span."""
    return [(span.kind, unit.text[span.start : span.end], span.value) for span in unit.spans]


def aside(plan: Plan) -> list[tuple[str, str]]:
    return [(block.reason, block.text) for block in plan.set_aside]


# --- superscripts and subscripts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("面积12m<sup>2</sup>以上", "面积12m²以上"),
        ("3×10<sup>8</sup>立方米", "3×10⁸立方米"),
        ("10<sup>-3</sup>毫米", "10⁻³毫米"),
        ("2<sup>n</sup>", "2ⁿ"),
        ("CO<sub>2</sub>排放", "CO₂排放"),
        ("PM<sub>10</sub>与PM<sub>2.5</sub>", "PM₁₀与PM2.5"),
        ("浓度C<sub>年均</sub>", "浓度C_{年均}"),
        ("水量Q<sup>日</sup>", "水量Q^{日}"),
        ("by 5<sup>th</sup> June", "by 5th June"),
        ("品牌<sup>®</sup>", "品牌®"),
        ("100<sup>2</sup>", "100²"),
        ("面积12m<span style='vertical-align:super'>2</span>", "面积12m²"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "x²+1/2"),
    ],
)
def test_a_raised_or_lowered_run_never_becomes_part_of_the_number_before_it(markup: str, text: str) -> None:
    assert texts(f"<p>{markup}</p><p>完善机制，落实责任，定期公布进展情况。</p>")[0] == text


def test_scripts_in_the_cells_of_a_table_are_written_as_such_too() -> None:
    plan = page("<table><tr><th>指标</th><th>单位</th></tr><tr><td>绿地</td><td>hm<sup>2</sup></td></tr></table>")
    assert [cell.text for cell in plan.units[-1].cells] == ["绿地", "hm²"]


# --- notes -----------------------------------------------------------------------------------------

LINKED = {
    "pandoc": (
        '<p>到2030年<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>全面达标，水质稳定改善。</p>',
        '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>指年末。<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
    ),
    "a wiki": (
        '<p>到2030年<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>全面达标，水质稳定改善。</p>',
        '<ol class="references"><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> 指年末。</li></ol>',
    ),
    "a word processor": (
        '<p>到2030年<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>全面达标，水质稳定改善。</p>',
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> 指年末。</p></div>',
    ),
    "a site for code": (
        '<p>到2030年<sup><a href="#user-content-fn-1" id="user-content-fnref-1">1</a></sup>全面达标，水质稳定改善。</p>',
        '<section data-footnotes class="footnotes"><h2>Footnotes</h2><ol><li id="user-content-fn-1">指年末。 <a href="#user-content-fnref-1">↩</a></li></ol></section>',
    ),
}


@pytest.mark.parametrize("made_by", LINKED)
def test_a_linked_note_stands_after_its_paragraph_and_its_mark_is_a_number(made_by: str) -> None:
    reference, notes = LINKED[made_by]
    plan = page(f"<h2>一、目标</h2>{reference}<h2>二、保障</h2><p>各区落实资金，加强监督，确保如期实现。</p>{notes}")
    _, paragraph, note, *rest = plan.units
    assert (paragraph.text, spans(paragraph)) == ("到2030年全面达标，水质稳定改善。", [("footnote", "", note.id)])
    assert (note.kind, note.layer, note.number.strip("[]"), note.text) == ("note", "notes", "1", "指年末。")
    assert [unit.kind for unit in rest] == ["section", "paragraph"]
    assert all(reason == "furniture" for reason, _ in aside(plan))


@pytest.mark.parametrize(
    ("mark", "note", "number"),
    [
        ("2030<sup>3</sup>", "<h2>Notes</h2><p>3. Counted from 2015.</p>", "3."),
        ("2030<sup>①</sup>", "<p>① Counted from 2015.</p>", "①"),
        ("2030<sup>[3]</sup>", "<p>[3] Counted from 2015.</p>", "[3]"),
        ("2030<sup>注3</sup>", "<p>注3：Counted from 2015.</p>", "注3："),
        ("2030<sup>*</sup>", "<p>* Counted from 2015.</p>", "*"),
        ("9%<sup>2</sup>", "<p>注2：Counted from 2015.</p>", "注2："),
    ],
)
def test_a_raised_figure_is_the_mark_of_a_note_where_one_bears_it(mark: str, note: str, number: str) -> None:
    plan = page(f"<h2>Goals</h2><p>Emissions are halved by {mark} in all towns of the county.</p>{note}")
    paragraph, footnote = plan.units[1:]
    assert "by 2030 in" in paragraph.text or "by 9% in" in paragraph.text
    assert (footnote.kind, footnote.number, footnote.text) == ("note", number, "Counted from 2015.")
    assert not any(unit.kind == "section" and unit.text == "Notes" for unit in plan.units)


def test_an_area_of_notes_in_which_none_bears_a_mark_is_text_of_its_own() -> None:
    plan = page('<h2>Goals</h2><p>Emissions are halved in all towns.</p><div class="references"><p>See the charter.</p></div>')
    assert [unit.text for unit in plan.units] == ["Goals", "Emissions are halved in all towns.", "See the charter."]


def test_a_power_stays_one_although_a_note_bears_its_figure_and_a_list_of_marks_refers_to_all() -> None:
    plan = page(
        "<p>总数低于10<sup>4</sup>个，面积5m<sup>2</sup>，达到九成<sup>2,4</sup>。</p><p>注2：年末。</p><p>注4：全口径。</p>"
    )
    assert plan.units[0].text == "总数低于10⁴个，面积5m²，达到九成。"
    assert [span.value for span in plan.units[0].spans] == ["/2", "/3"]


def test_a_paragraph_that_no_mark_refers_to_is_text_whatever_it_begins_with() -> None:
    plan = page("<p>达到九成以上。</p><p>注1：按年末口径计算。</p><p>注：以公报为准。</p>")
    assert [(unit.kind, unit.layer) for unit in plan.units] == [("paragraph", "body")] * 3


def test_notes_of_markdown_stand_after_what_refers_to_them_with_all_their_paragraphs() -> None:
    plan = load(
        b"# Plan\n\n## Goals\n\nBy 2030[^a], 45 places[^b] and [^c].\n\n## Means\n\nText follows here.\n\n"
        b"[^b]: Counted at year's end.\n\n    Without family places.\n[^a]: **All** of it.\n"
    )
    assert [(unit.kind, unit.number, unit.text) for unit in plan.units] == [
        ("section", "", "Goals"),
        ("paragraph", "", "By 2030, 45 places and [^c]."),
        ("note", "a", "All of it."),
        ("note", "b", "Counted at year's end. Without family places."),
        ("section", "", "Means"),
        ("paragraph", "", "Text follows here."),
    ]


# --- revisions -------------------------------------------------------------------------------------

DRAFT = "<p>新建学校<del>20</del><ins>30</ins>所，个人养犬<s>不得</s><u>不应</u>超过二只。</p><p><strike>原定2025年底前完成。</strike></p>"


def test_struck_out_words_leave_the_text_and_stay_on_record() -> None:
    plan = page(DRAFT)
    (paragraph,) = plan.units
    assert paragraph.text == "新建学校30所，个人养犬不应超过二只。"
    assert [(kind, words or value) for kind, words, value in spans(paragraph)] == [
        ("deleted", "20"),
        ("inserted", "30"),
        ("deleted", "不得"),
        ("underline", "不应"),
    ]
    assert aside(plan) == [("struck-out", "原定2025年底前完成。")]
    assert [(note.code, note.detail) for note in plan.notes] == [("revisions-accepted", "−3 +1")]


def test_the_text_before_the_revisions_can_be_read_too() -> None:
    plan = page(DRAFT, Reading("original"))
    assert [unit.text for unit in plan.units] == ["新建学校20所，个人养犬不得不应超过二只。", "原定2025年底前完成。"]
    assert ("inserted", "", "30") in spans(plan.units[0])
    assert [note.code for note in plan.notes] == ["revisions-original"]
    assert load(render_canonical(plan).encode()).units == plan.units


@pytest.mark.parametrize("markup", ["~~二十~~", "<s>二十</s>", "<del>二十</del>"])
def test_markdown_strikes_out_as_html_does(markup: str) -> None:
    (unit,) = markdown(f"新建学校{markup}<ins>三十</ins>所，完善机制。").units
    assert unit.text == "新建学校三十所，完善机制。"


def test_a_style_strikes_out_as_a_tag_does_also_in_a_table() -> None:
    cells = "<tr><td>入学率</td><td><span style='text-decoration: line-through'>95%</span>97%</td></tr><tr><td><s>体检率</s></td><td><s>9%</s></td></tr>"
    plan = page(f"<table><tr><th>指标</th><th>数值</th></tr>{cells}</table>")
    assert [unit.text for unit in plan.units] == ["", "指标 | 数值", "入学率 | 97%"]
    assert aside(plan) == [("struck-out", "体检率 | 9%")]


def test_rows_and_tables_that_an_insertion_made_are_set_aside_as_inserted() -> None:
    row = "<tr><td><ins>体检率</ins></td><td><ins>9%</ins></td></tr>"
    tables = f"<table><tr><th>指标</th><th>数值</th></tr>{row}</table><p>加强监测，定期公布。</p><table>{row * 2}</table>"
    assert aside(page(tables, Reading("original"))) == [("inserted", "体检率 | 9%"), ("inserted", "体检率 | 9%\n体检率 | 9%")]
    assert aside(page(tables)) == []


def test_a_page_that_a_stray_tag_strikes_out_is_read_as_text_with_a_note() -> None:
    plan = load("<html><body><del><p>新建学校三十所，完善机制。</p><p>落实责任，定期公布进展。</p></del></body></html>".encode())
    assert len(plan.units) == 2
    assert not any(unit.spans for unit in plan.units)
    assert [note.code for note in plan.notes] == ["revisions-ignored"]


# --- links, images, and the rest of what a page shows ----------------------------------------------


def test_links_are_kept_with_their_targets_and_places_in_the_page_are_none() -> None:
    plan = page(
        "<p>办法见<a href=' /guide 1 '>指南</a>、<a href='#top'>上文</a>和<a href='javascript:f()'>此处</a>，按要求办理。</p>"
    )
    assert spans(plan.units[0]) == [("link", "指南", "/guide%201")]
    plan = load(b"See the [guide](/g \"t\"), the [other][O] and <https://example.org/x>.\n\n[o]: https://example.org/o 'title'\n")
    assert spans(plan.units[0]) == [
        ("link", "guide", "/g"),
        ("link", "other", "https://example.org/o"),
        ("link", "https://example.org/x", "https://example.org/x"),
    ]


PIXELS = base64.b64encode(b"an image of some kind").decode()


def test_an_image_by_itself_is_a_figure_known_by_its_file_or_its_bytes() -> None:
    plan = page(
        "<p>布局如下，分三期实施，定期评估。</p><p><img src='/maps/b.png?v=2' alt='布局图'></p>"
        f"<figure><img src='data:image/png;base64,{PIXELS}'><figcaption>图1 水系</figcaption></figure>"
    )
    assert [(unit.kind, unit.text, unit.digest.partition(":")[0]) for unit in plan.units[1:]] == [
        ("figure", "布局图", "b.png"),
        ("figure", "图1 水系", "sha256"),
    ]
    assert spans(plan.units[1]) == [("image", "布局图", "b.png 布局图")]
    (figure,) = markdown("![布局图](a/b.png)").units
    assert (figure.kind, figure.text, figure.digest) == ("figure", "布局图", "b.png")


def test_an_image_in_a_line_is_a_span_and_one_that_shows_nothing_is_set_aside() -> None:
    plan = page("<p>盖章<img src=seal.png alt=公章>有效，<img src=dot.gif>逾期<img src=c.gif width=1 alt=x>不候。</p>")
    assert (plan.units[0].text, spans(plan.units[0])) == ("盖章有效，逾期不候。", [("image", "", "seal.png 公章")])
    assert aside(plan) == [("image", "dot.gif"), ("image", "c.gif")]


def test_what_no_reader_models_is_opaque_and_does_not_vanish() -> None:
    plan = page(
        "<p>水系如图，分三期实施，定期评估。</p><svg><text>一期</text><text>二期</text></svg><iframe src='/maps/2021.html' title='水系图'></iframe>"
        "<p>各区落实资金，加强监督，按期完成。</p>"
    )
    assert [(unit.kind, unit.text) for unit in plan.units[1:3]] == [("opaque", "一期 二期"), ("opaque", "水系图")]
    assert plan.units[1].digest.startswith("sha256:")
    assert plan.units[2].digest == "2021.html"
    assert load(render_canonical(plan).encode()).units == plan.units


VISIBLE = (
    "<p>为保护<ruby>郪<rp>(</rp><rt>qī</rt><rp>)</rp></ruby>江，定期<wbr>更新。</p><textarea>文本框内的文字。</textarea>"
    "<select><option>选项甲</option><option>选项乙</option></select><input value='按钮字'><noscript>请开启脚本</noscript>"
    "<object data='a.pdf'>替代文字</object><video src=v.mp4>影片说明</video><canvas>画布说明</canvas>"
    "<svg><text>图中字</text></svg><math><mi>公式</mi></math><p>正文<del>删去</del><ins>增补</ins><img alt=图示 src=x.png>完毕。</p>"
    "<table><tr><td>表头</td><td>数值</td></tr><tr><td>行<textarea>格内框</textarea></td><td>9<sup>2</sup></td></tr></table>"
)


def test_every_word_that_a_page_shows_is_in_one_unit_or_set_aside() -> None:
    plan = page(VISIBLE)
    kept = [unit.text for unit in plan.units if unit.kind != "row"] + [cell.text for unit in plan.units for cell in unit.cells]
    kept += [text for _, text in aside(plan)]
    kept += [span.value for unit in plan.units for span in unit.spans if span.kind in ("deleted", "image")]
    whole = "\n".join(kept)
    for words in (
        "郪江，定期更新", "qī", "文本框内的文字。", "选项甲", "选项乙", "按钮字", "请开启脚本", "替代文字", "影片说明", "画布说明", "图中字", "公式",
        "删去", "增补", "图示", "完毕", "表头", "格内框", "9²",
    ):  # fmt: skip
        assert whole.count(words) == 1, words


def test_bold_and_underline_are_kept_where_a_page_states_them() -> None:
    plan = page(
        "<p><b>到</b>2025年<span style='font-weight:700'>全面</span>达标，<b style='font-weight:normal'>水质</b>"
        "<span style='text-decoration:underline'>稳定</span>改善。</p>"
    )
    assert [(kind, words) for kind, words, _ in spans(plan.units[0])] == [("bold", "到"), ("bold", "全面"), ("underline", "稳定")]


def test_hostile_values_of_spans_are_read_back_as_they_are() -> None:
    for nasty in ("a](b)[c", "x|y", "`*_~<>&amp;", "\\", "^[1]", "http://example.org/a_(b)_c?d=1&e=[2]"):
        target = html.escape(nasty, quote=True)
        plan = page(
            f"<p>见<a href='/{target}'>{target}</a>和<img src='{target}' alt='{target}'>与<s>{target}</s>，照此办理。</p>"
        )
        again = load(render_canonical(plan).encode())
        assert [(unit, unit.spans) for unit in again.units] == [(unit, unit.spans) for unit in plan.units]
