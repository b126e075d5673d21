"""What a format says of parts of a text follows the text from the file to the plan, through every cut and join."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.model import Document, Plan, Source, Span, Spanned, Unit
from plandiff.model.spans import COVERING, cut, join, ordered, reinstated, splice, strip
from plandiff.normalize import normalize
from plandiff.pipeline import load
from plandiff.readers import read
from plandiff.renderers.canonical import render_canonical, render_sentences

WHOLE = Spanned(
    "一、总则。全文如下",
    (Span(0, 5, "bold"), Span(4, 4, "footnote", "1/2"), Span(4, 6, "link", "u"), Span(9, 9, "deleted", "甲")),
)


# --- the functions that cut and join ------------------------------------------------------------


def test_stretches_that_touch_and_say_the_same_are_one() -> None:
    assert ordered([Span(3, 5, "bold"), Span(0, 3, "bold"), Span(5, 7, "link", "a")]) == (
        Span(0, 5, "bold"),
        Span(5, 7, "link", "a"),
    )
    assert ordered([Span(2, 2, "image", "a"), Span(2, 2, "image", "a")]) == (Span(2, 2, "image", "a"),) * 2
    assert ordered([Span(1, 1, "deleted", "乙"), Span(1, 1, "deleted", "甲")]) == (Span(1, 1, "deleted", "乙甲"),)


def test_a_number_that_is_cut_off_leaves_what_was_said_of_it_at_the_beginning() -> None:
    (text,) = cut(Spanned("（一）目标", (Span(0, 3, "bold"), Span(3, 5, "underline"))), (3, 5))
    assert text == Spanned("目标", (Span(0, 0, "bold"), Span(0, 2, "underline")))


def test_a_title_and_the_text_after_it_share_the_spans_that_reach_over_both() -> None:
    title, rest = cut(WHOLE, (2, 5), (5, 9))
    assert title == Spanned("总则。", (Span(0, 3, "bold"), Span(2, 2, "footnote", "1/2"), Span(2, 3, "link", "u")))
    assert rest == Spanned("全文如下", (Span(0, 1, "link", "u"), Span(4, 4, "deleted", "甲")))


def test_what_stands_between_two_parts_belongs_to_the_one_before() -> None:
    parts = cut(Spanned("甲。乙", (Span(2, 2, "footnote", "a"),)), (0, 2), (2, 3))
    assert [part.spans for part in parts] == [(Span(2, 2, "footnote", "a"),), ()]
    parts = cut(Spanned("甲。 乙", (Span(3, 3, "footnote", "a"),)), (0, 2), (3, 4))
    assert [part.spans for part in parts] == [(), (Span(0, 0, "footnote", "a"),)]


TEXTS = st.text("甲乙 a1", min_size=1, max_size=12)


@st.composite
def spanned(draw: st.DrawFn) -> Spanned:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = []
    for kind in draw(st.lists(st.sampled_from(["bold", "link", "underline"]), max_size=3)):
        start, end = sorted((draw(places), draw(places)))
        if end > start:
            spans.append(Span(start, end, kind))  # type: ignore[arg-type]
    spans += [Span(place, place, "footnote", str(place)) for place in draw(st.lists(places, max_size=3, unique=True))]
    return Spanned(text, ordered(spans))


def covered(whole: Spanned) -> Counter[tuple[str, str]]:
    """The characters of a text with what is said of them."""
    return Counter((span.kind, character) for span in whole.spans for character in whole.text[span.start : span.end])


def standing(whole: Spanned) -> Counter[tuple[str, str]]:
    return Counter((span.kind, span.value) for span in whole.spans if span.start == span.end and span.kind not in COVERING)


def assert_sound(whole: Spanned) -> None:
    assert all(0 <= span.start <= span.end <= len(whole.text) for span in whole.spans)
    assert list(whole.spans) == sorted(whole.spans, key=lambda span: span[:3])


@given(spanned(), st.data())
def test_cutting_and_joining_loses_nothing_and_doubles_nothing(whole: Spanned, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole.text)))
    parts = cut(whole, (0, at), (at, len(whole.text)))
    assert sum((standing(part) for part in parts), Counter()) == standing(whole)
    assert sum((covered(part) for part in parts), Counter()) == covered(whole)
    for part in parts:
        assert_sound(part)
    assert join(parts) == whole


@given(spanned(), st.data())
def test_replacing_and_stripping_keep_every_span_of_what_is_left(whole: Spanned, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(whole.text)), st.integers(0, len(whole.text)))))
    new = splice(whole, [(start, end, data.draw(st.sampled_from(["", "x", "长一些的"])))] if end > start else [])
    for result in (new, strip(whole)):
        assert_sound(result)
        assert standing(result) == standing(whole)
    assert strip(whole).text == whole.text.strip()


def test_what_was_struck_out_can_be_put_back() -> None:
    assert (
        reinstated(Spanned("甲丙", (Span(1, 1, "deleted", "乙"), Span(1, 2, "bold"), Span(2, 2, "inserted", "丁")))) == "甲乙丙丁"
    )


# --- from the reader to the plan ----------------------------------------------------------------


def reader_texts(document: Document) -> list[Spanned]:
    blocks = [block for block in document.blocks if not block.aside]
    return [block.spanned for block in blocks] + [cell.spanned for block in blocks for row in block.cells for cell in row]


def unit_text(unit: Unit) -> Spanned:
    return Spanned(unit.text, unit.spans)


def assert_no_span_is_lost(data: bytes, name: str = "plan") -> Plan:
    """Characters that are said something of, and what stands between characters, are the same before and after."""
    document = read(Source(name, data))
    plan = normalize(document)
    assert not plan.set_aside, "the test is about what lands in units"
    before, after = reader_texts(document), [*map(unit_text, plan.units), Spanned(plan.root.title, plan.root.spans)]
    for whole in after:
        assert_sound(whole)
    for kind in ("footnote", "image", "deleted"):  # two deletions in one place are one: their words are counted
        found = [[span for whole in texts for span in whole.spans if span.kind == kind] for texts in (before, after)]
        sizes = [sum(len(span.value) if kind == "deleted" else 1 for span in spans) for spans in found]
        assert sizes[0] == sizes[1], kind
    numbers = sum(Counter(character for unit in plan.units for character in unit.number if not character.isspace()).values())
    lost = sum((covered(whole) for whole in before), Counter()) - sum((covered(whole) for whole in after), Counter())
    assert sum(count for (_, character), count in lost.items() if not character.isspace()) <= numbers * 4
    return plan


PIECES = st.sampled_from(
    [
        "加强领导",
        "。",
        "；",
        " ",
        "<b>到2025年</b>",
        "<b>一、",
        "</b>",
        "<a href='/a'>办法</a>",
        "<u>第三条",
        "</u>",
        "<del>二十</del>",
        "<ins>三十</ins>",
        "<img src=a.png alt=图>",
        "m<sup>2</sup>",
        "<sup><a href='#fn1'>1</a></sup>",
        "\u200b",
    ]
)
HEADS = st.sampled_from(["", "一、", "<b>（一）</b>", "<b>第二条</b> ", "1. ", "——", "• "])
PAGES = st.lists(st.tuples(HEADS, st.lists(PIECES, max_size=6)), min_size=1, max_size=8)


def page_of(lines: list[tuple[str, list[str]]], tag: str = "p") -> bytes:
    body = "".join(f"<{tag}>{head}{''.join(pieces)}完</{tag}>" for head, pieces in lines)
    notes = "<section class=footnotes><ol><li id=fn1>按年末口径计算。</li></ol></section>"
    return f"<html><body><div>{body}</div>{notes}</body></html>".encode()


@given(PAGES, st.sampled_from(["p", "div", "h2", "li"]))
@settings(max_examples=150)
def test_no_span_of_a_page_is_lost_on_the_way_to_the_plan(lines: list[tuple[str, list[str]]], tag: str) -> None:
    document = read(Source("plan", page_of(lines, tag)))
    if not normalize(document).set_aside:
        assert_no_span_is_lost(page_of(lines, tag))


def assert_read_back(plan: Plan) -> None:
    text = render_canonical(plan)
    again = load(text.encode())
    assert [(unit, unit.spans) for unit in again.units] == [(unit, unit.spans) for unit in plan.units]
    assert (again.root.title, again.root.spans) == (plan.root.title, plan.root.spans)
    assert render_canonical(again) == text


@given(PAGES, st.sampled_from(["p", "div", "h2", "li"]))
@settings(max_examples=150)
def test_canonical_text_of_any_page_is_read_back_with_its_spans(lines: list[tuple[str, list[str]]], tag: str) -> None:
    assert_read_back(load(page_of(lines, tag)))


MARKDOWN = st.lists(
    st.lists(
        st.sampled_from(
            ["甲乙", "。", " ", "**到2025年**", "**", "*", "~~旧~~", "~~", "[办法](https://example.org/a_b)", "![图](a.png)", "[^1]",
             "[^9]", "<u>线", "</u>", "<ins>新</ins>", "m<sup>2</sup>", "`a`", "\\*", "&amp;", "[办法]", "|", "x^2^"]
        ),
        max_size=7,
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def test_white_space_that_is_struck_out_leaves_no_record() -> None:
    plan = load(b"# T\n\n~~ ~~one~~\n".replace(b"one", "旧".encode()))
    assert not any(unit.spans for unit in plan.units)
    assert_read_back(plan)


@given(MARKDOWN, st.sampled_from(["", "## 一、", "- ", "> ", "**第一条** "]))
@settings(max_examples=200)
def test_canonical_text_of_any_markdown_is_read_back_with_its_spans(lines: list[list[str]], head: str) -> None:
    text = "\n\n".join(
        [f"{head}{''.join(pieces)}完" for pieces in lines] + ["[^1]: 注释**文字**。", "[办法]: https://example.org/b"]
    )
    assert_read_back(load(Source("plan.md", text.encode())))


def test_spans_keep_their_words_through_numbers_titles_captions_joined_lines_and_cells() -> None:
    plan = load(
        """<html><body><h1>云河市<u>教育</u>规划</h1><p><b>第一条</b> 为了<a href='https://example.org/a'>规范管理</a>，制定本办法。</p>
        <p>第二条　本市行政区域内适用<b>本办法</b>，各部门应当<br>依照<u>职责分工</u>执行，并且</p><p>公布<b>结果</b>。</p>
        <p>表1 <u>主要</u>指标</p><table><tr><th>指标</th><th>数值</th></tr><tr><td>入学率</td><td><b>95%</b></td></tr></table>
        </body></html>""".encode()
    )
    said = [(unit.number, span.kind, unit.text[span.start : span.end]) for unit in plan.units for span in unit.spans]
    assert said == [
        ("第一条", "bold", ""),
        ("", "link", "规范管理"),
        ("", "bold", "本办法"),
        ("", "underline", "职责分工"),
        ("", "bold", "结果"),
        ("", "underline", "主要"),
        ("", "bold", "95%"),
    ]
    assert [plan.root.title[span.start : span.end] for span in plan.root.spans] == ["教育"]
    assert_read_back(plan)


def test_an_exclamation_mark_before_a_link_or_a_note_is_no_image() -> None:
    page = '<h1>规划</h1><h2>一、任务</h2><p>按时报送材料!<a href="https://example.org/表">填报入口</a>已开放，各地踊跃报送!</p>'
    plan = load(page.encode())
    assert "材料\\![填报入口]" in render_canonical(plan)
    assert_read_back(plan)


def test_the_lines_that_git_compares_hold_no_bold_and_no_targets() -> None:
    plan = load("# 规划\n\n## 一、目标\n\n到**2025年**，见[办法](https://example.org/a)。各区落实。\n".encode())
    assert render_sentences(plan).endswith("## 一、\u3000目标\n\n到2025年，见办法。\n各区落实。\n")


def test_canonical_text_written_before_there_were_spans_reads_as_it_did() -> None:
    text = "---\nplandiff: plan-1\ntitle: 规划\n---\n\n# 规划\n\n## 一、\u3000目标\n\n\\*到2025年\\* 达到95%。\n\n- （1）\u3000建设\n\n> 说明\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | ^^ |\n"
    plan = load(text.encode())
    assert [(unit.kind, unit.number, unit.text) for unit in plan.units][:4] == [
        ("section", "一、", "目标"),
        ("paragraph", "", "*到2025年* 达到95%。"),
        ("item", "（1）", "建设"),
        ("note", "", "说明"),
    ]
    assert render_canonical(plan) == text
