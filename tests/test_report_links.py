"""Links, bold and underlined text in the report, and links that lead elsewhere in every output for readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

import plandiff
from browser import Report, html, unfold_by_hand
from laws import check_laws
from plandiff.model import Comparison, Element, Meta, Plan, Section, Span
from plandiff.renderers import RenderOptions, render
from plandiff.renderers.view import lay_out
from plans import compared

OLD = """# 云河市公园建设规划

为建设**公园城市**，依据[绿化条例](https://example.org/law?id=1&v=2)，制定本规划[^1]。

## 一、发展目标

到2025年，人均公园绿地面积达到**15平方米**，<u>绿化覆盖率不低于45%</u>，详见[指标说明](https://example.org/2021/aims)。

各区每年公布[**进展**报告](reports/2021.html)，并抄送[市园林局](mailto:office@example.org)，不得迟延。

## 二、重点任务

新建口袋公园100处，布局如![示意图](a.png)所示，见[申报指南](https://example.org/guide/2021)，由管理处受理。

| 任务 | 责任单位 | 依据 |
|---|---|---|
| 口袋公园 | **园林局** | [条例](https://example.org/rule/1) |
| 绿道 | 交通局 | [办法](https://example.org/rule/2) |

## 三、保障措施

各街道按要求办理，并定期公布进展情况，咨询电话见[服务热线](https://example.org/hotline)。

[^1]: 公园包括[郊野公园](https://example.org/country)。
"""
NEW = (
    OLD.replace("2021/aims", "2023/aims")
    .replace("指标说明", "指标及测算说明")
    .replace("15平方米", "16平方米")
    .replace("100处", "120处")
    .replace("guide/2021", "guide/2023")
    .replace("a.png", "b.png")
    .replace("rule/2)", "rule/2b)")
    .replace("[服务热线](https://example.org/hotline)", "服务热线")
)
HOSTILE = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "file:///etc/passwd",
    "//evil.example/a",
    "http:evil.example",
    "annex.html",
    "#c1",
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/'><img src=x onerror=alert(1)>",
    "https://evil.example/\u202egpj.exe",
    "https://evil.example/a b",
    f"https://evil.example/{'a' * 5000}",
)


@pytest.fixture(scope="module")
def linked() -> Comparison:
    return check_laws(plandiff.load(OLD.encode()), plandiff.load(NEW.encode()), mode="versions")


def linking(targets: tuple[str, ...]) -> Plan:
    """A plan with a paragraph for each target."""
    texts = [f"第{number}个附件见附件说明。" for number in range(len(targets))]
    body = tuple(
        Element("paragraph", text, spans=(Span(text.index("附件说明"), len(text) - 1, "link", target),))
        for text, target in zip(texts, targets, strict=True)
    )
    return Plan(Meta(title="规划", source="a"), Section("", "", "规划", 0, body))


def shown(page: Page, place: str) -> list[str]:
    return page.locator(place).all_text_contents()


# --- what is shown ---------------------------------------------------------------------------


def test_links_bold_and_underlined_text_stand_in_the_rows_of_both_sides(
    linked: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(linked), tmp_path)
    unfold_by_hand(page)
    link = page.locator(".row .new a", has_text="绿化条例").first
    assert link.get_attribute("href") == link.get_attribute("title") == "https://example.org/law?id=1&v=2"
    assert set((link.get_attribute("rel") or "").split()) == {"noopener", "noreferrer", "nofollow"}
    for side, aim in (("old", "15平方米"), ("new", "16平方米")):
        assert shown(page, f".row .{side} strong") == ["公园城市", aim, "进展"]
        assert shown(page, f".row .{side} u") == ["绿化覆盖率不低于45%"]
    assert page.locator(".row .new ins strong").all_inner_texts() == ["16平方米"]
    assert shown(page, ".row .both strong") == ["园林局"]


def test_a_link_is_cut_where_an_edit_begins_and_its_mark_stands_where_it_ends(
    linked: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(linked), tmp_path)
    parts = page.locator(".row.changed .new a[href$='2023/aims']")
    assert parts.all_inner_texts() == ["指标", "及测算", "说明"]
    assert page.locator(".row.changed .new ins a").all_inner_texts() == ["及测算"]
    content = "(part) => getComputedStyle(part, '::after').content"
    assert ["↗" in part.evaluate(content) for part in parts.all()] == [False, False, True]


def test_a_link_of_several_settings_is_one_link(linked: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(linked), tmp_path)
    unfold_by_hand(page)
    (named,) = page.locator(".row .new span.to").all()
    assert (named.inner_text(), named.get_attribute("title")) == ("进展报告", "reports/2021.html")


@pytest.mark.parametrize("view", ["inline", "full"])
def test_every_view_shows_them(linked: Comparison, report: Report, tmp_path: Path, view: str) -> None:
    page = report.open(html(linked), tmp_path, f"#;view={view}")
    place = ".pane.new .slot" if view == "full" else "main .row > .inline"
    assert {"16平方米"} <= set(shown(page, f"{place} strong"))
    assert shown(page, f"{place} u")[-1] == "绿化覆盖率不低于45%"
    assert {"指标", "及测算", "说明"} <= set(shown(page, f"{place} a"))
    table = ".pane.new .slot td a" if view == "full" else ".rows .grid > .both td a"
    assert page.locator(table, has_text="条例").first.get_attribute("href") == "https://example.org/rule/1"


def test_links_are_followed_in_a_page_of_their_own(linked: Comparison, report: Report, tmp_path: Path) -> None:
    report.page.context.route("https://example.org/**", lambda route: route.fulfill(body="there"))
    page = report.open(html(linked), tmp_path)
    unfold_by_hand(page)
    for words in ("绿化条例", "说明", "申报指南", "办法", "郊野公园"):
        link = page.locator(".rows :is(.new, .both) a", has_text=words).last
        with page.expect_popup() as opened:
            link.click()
        opened.value.wait_for_load_state()
        assert opened.value.url == link.get_attribute("href")
        assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
        opened.value.close()
    assert page.url.endswith("report.html")


def test_search_and_copying_heed_the_words_and_no_mark(linked: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(linked), tmp_path)
    page.get_by_role("searchbox").fill("详见指标及测算说明。")
    assert set(page.evaluate("[...CSS.highlights.get('found')].map(String)")) == {"详见指标及测算说明。"}
    page.locator(".row", has_text="及测算").locator(".new p").click(click_count=3)
    assert "详见指标及测算说明。" in page.evaluate("getSelection().toString()")


def test_paper_names_the_addresses(linked: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(linked), tmp_path)
    page.emulate_media(media="print")
    after = page.locator(".row .new a.end[href$='2023/aims']").evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "attr(href)" in after or "https://example.org/2023/aims" in after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say_about_links(
    linked: Comparison, report: Report, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    report.page.emulate_media(color_scheme=scheme)
    page = report.open(html(linked), tmp_path)
    unfold_by_hand(page)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_on_a_phone_long_addresses_widen_nothing(report: Report, tmp_path: Path) -> None:
    report.page.set_viewport_size({"width": 390, "height": 844})
    address = f"https://example.org/{'a' * 600}"
    page = report.open(html(compared(linking((f"{address}1",)), linking((f"{address}2",)))), tmp_path)
    unfold_by_hand(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# --- what hostile documents get --------------------------------------------------------------


def test_only_harmless_targets_may_be_followed_and_others_are_named(report: Report, tmp_path: Path) -> None:
    harmless = ("https://example.org/甲?b=1&c=%20#d", "HTTP://example.org", "mailto:a@example.org")
    page = report.open(html(compared(linking(HOSTILE), linking((*HOSTILE, *harmless)))), tmp_path)
    unfold_by_hand(page)
    hrefs = page.locator("main a.to").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert hrefs == list(harmless)
    assert page.locator(".rows .new span.to").count() == len(HOSTILE)
    page.locator(".rows .new span.to").first.click()
    assert page.evaluate("[document.images.length, document.querySelectorAll('[onmouseover], [onerror]').length]") == [0, 0]
    for view in "2341":
        page.keyboard.press(view)
    page.get_by_role("button", name="中文").click()


def test_a_long_target_makes_no_report_larger_than_it_is() -> None:
    long = f"data:application/pdf;base64,{'A' * 1_000_000}"
    short = html(compared(linking(("a",)), linking(("b",))))
    assert len(html(compared(linking((long,)), linking((f"{long}B",))))) < len(short) + 10_000


def test_hostile_targets_that_changed_are_harmless_in_every_output() -> None:
    comparison = compared(linking(HOSTILE), linking(tuple(reversed(HOSTILE))))
    for name in ("text", "markdown"):
        written = render(comparison, name, RenderOptions()).decode()
        assert not re.search("[\x01\t\u202e]", written)
    assert "<img" not in written
    assert not re.search(r"(?<!\\)\[", written)


# --- links that lead elsewhere ---------------------------------------------------------------


@pytest.mark.parametrize(("language", "named"), [("en", "link “申报指南”: "), ("zh", "链接“申报指南”：")])
def test_a_link_that_leads_elsewhere_names_both_targets_in_every_output(
    linked: Comparison, report: Report, tmp_path: Path, language: str, named: str
) -> None:
    reported = f"{named}https://example.org/guide/2021 → https://example.org/guide/2023"
    page = report.open(html(linked, language=language), tmp_path)
    row = page.locator(".row", has_text="申报指南").last
    assert reported in row.locator(".remark").all_inner_texts()
    titles = row.locator(".n.link").evaluate_all("(marks) => marks.map((mark) => mark.title)")
    assert len(titles) == 3  # old, new, and both in one column
    assert all("(https://example.org/guide/2021 → https://example.org/guide/2023)" in title for title in titles)
    assert reported in render(linked, "text", RenderOptions(language=language, width=200)).decode()  # type: ignore[arg-type]
    assert reported.replace("https:", "https\\:") in render(linked, "markdown", RenderOptions(language=language)).decode()  # type: ignore[arg-type]


def test_targets_stay_when_the_page_changes_its_language(linked: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(linked), tmp_path)
    page.get_by_role("button", name="中文").click()
    mark = page.locator(".row .new .n.link", has_text="申报指南")
    assert mark.get_attribute("title") == "链接目标 (https://example.org/guide/2021 → https://example.org/guide/2023)"


def test_a_link_that_came_or_went_and_one_in_a_cell_are_reported_too(linked: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(linked), tmp_path)
    unfold_by_hand(page)
    assert "link “服务热线”: https://example.org/hotline → —" in page.locator(".remark").all_inner_texts()
    grid = page.locator(".grid .remark").all_inner_texts()
    assert grid == ["link “办法”: https://example.org/rule/2 → https://example.org/rule/2b"]


def test_where_every_address_is_another_the_lists_stay_short(report: Report, tmp_path: Path) -> None:
    old, new = (linking(tuple(f"https://{host}.example/{n}" for n in range(60))) for host in ("a", "b"))
    comparison = compared(old, new)
    brief = render(comparison, "text", RenderOptions(limit=20)).decode()
    assert brief.count(".example/") == 10
    assert "55 more" in brief
    assert render(comparison, "text", RenderOptions()).decode().count(".example/") == 120
    assert "40 more" in render(comparison, "markdown", RenderOptions()).decode()
    assert report.open(html(comparison), tmp_path).locator(".remark").count() == 60


# --- cutting ---------------------------------------------------------------------------------

CUTS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.sampled_from(["bold", "underline", "link"])), max_size=6)


@settings(max_examples=150)
@given(CUTS, CUTS, st.integers(0, 24), st.integers(0, 24))
def test_wherever_settings_and_edits_meet_every_character_is_set_as_its_document_says(
    before: list[tuple[int, int, str]], after: list[tuple[int, int, str]], start: int, end: int
) -> None:
    text = "各区应当每年公布公园建设进展报告并抄送市园林局备案"
    changed = text[: min(start, end)] + "乡镇" + text[max(start, end) :]

    def made(words: str, cuts: list[tuple[int, int, str]]) -> Plan:
        spans = tuple(
            Span(min(a, b), min(max(a, b), len(words)), kind, f"https://example.org/{a}" if kind == "link" else "")  # type: ignore[arg-type]
            for a, b, kind in sorted(cuts, key=lambda cut: min(cut[:2]))
            if min(a, b) < min(max(a, b), len(words))
        )
        return Plan(Meta(title="规划", source="a"), Section("", "", "规划", 0, (Element("paragraph", words, spans=spans),)))

    plans = made(text, before), made(changed, after)
    for row in lay_out(compared(*plans)).rows:
        for plan, passages in zip(plans, (row.old, row.new), strict=True):
            for passage in passages:
                unit = plan.unit[passage.unit]
                assert passage.text == unit.text
                at = 0
                for run in passage.runs:
                    assert not run.parts or "".join(part.text for part in run.parts) == run.text
                    for part in run.parts:
                        for place in range(at, at + len(part.text)):
                            here = [span for span in unit.spans if span.start <= place < span.end]
                            kinds = {span.kind for span in here}
                            assert (part.bold, part.underline) == ("bold" in kinds, "underline" in kinds)
                            assert part.target == next((span.value for span in here if span.kind == "link"), "")
                        at += len(part.text)
                    at += 0 if run.parts else len(run.text)
                    assert run.parts or not any(at - len(run.text) < span.end and span.start < at for span in unit.spans)
