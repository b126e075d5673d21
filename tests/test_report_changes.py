"""The table of all changes in the report: what stands in it, and how it is sorted, filtered and copied."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser import Report, html, open_tab
from plandiff.changes import find
from plandiff.model import Comparison
from plandiff.renderers.squeezing import squeeze_script, squeeze_style
from plans import compared
from test_report_access import STANDARDS

OLD = """
# 一、|目标
到2030年，毛入学率达到95%。
# 二、|任务
## （一）|村小
=1+1 是一个算式，办好村小，保留必要的教学点，让孩子就近上学。
## （二）|师资
推进集团办学，共享名师课程 | 与教研成果，各校每学期至少参加一次联合教研活动，由教研机构组织并公布结果，经费列入预算。
| 指标 | 数值 | 备注 |
| 学位 | 500个 | 市级 |
"""
NEW = (
    OLD.replace("95%", "92%")
    .replace("=1+1 是一个算式，办好村小，保留必要的教学点，让孩子就近上学。", "建设数字校园。")
    .replace("联合教研活动", "*联合*备课活动")
    .replace("500个", "600个")
)
LINES = ".listing tbody tr"


@pytest.fixture(scope="module")
def data() -> bytes:
    comparison = compared(OLD, NEW)
    return html(replace(comparison, findings=find(comparison)), language="en")


@pytest.fixture
def page(data: bytes, report: Report, tmp_path: Path) -> Page:
    page = report.open(data, tmp_path)
    open_tab(page, "listing")
    return page


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"{LINES} td.{name}").all_text_contents()


def copied(page: Page, button: str) -> list[str]:
    """The lines that a button puts on the clipboard, which nothing may be read from but by pasting."""
    page.get_by_role("button", name=button).click()
    page.get_by_text(re.compile(r"^\d+ copied$")).wait_for()
    page.locator("#notes-box").evaluate(
        "(box) => { box.querySelector('[data-by]').outerHTML = '<textarea data-paste></textarea>'; box.showModal(); }"
    )
    page.locator("[data-paste]").focus()
    page.keyboard.press("Control+V")
    return page.locator("[data-paste]").input_value().rstrip("\n").split("\n")


def test_each_change_is_a_line_with_its_place_texts_number_and_finding_that_leads_to_it(page: Page) -> None:
    assert page.locator(".tabs a[href='#tab-listing'] .tally").inner_text() == str(page.locator(LINES).count())
    first, row = page.locator(LINES).first, page.locator(LINES).last
    assert first.locator("td").all_text_contents()[:6] == [
        " 1",
        "一、目标",
        "changed ",
        "到2030年，毛入学率达到95%。",
        "到2030年，毛入学率达到92%。",
        "−3 pp 毛入学率",
    ]
    assert "Target lowered" in first.locator(".finding").inner_text()
    assert row.locator(".before").inner_text() == "学位 | 500个 | 市级"
    assert row.locator(".after").inner_text() == "学位 | 600个 | 市级"
    link = page.locator(f"{LINES} .place a", has_text="二、任务 › （二）师资").first
    link.click()
    assert page.locator("main :target").count() == 1
    page.go_back()
    assert link.is_visible()


def test_lines_are_sorted_by_every_column_and_filtered_by_kind_finding_and_words(page: Page) -> None:
    whole = column(page, "number")
    for name in ("No.", "Section", "Change", "Before", "After", "Difference", "Findings", "Verdict", "Note"):
        page.locator(".listing th", has_text=re.compile(f"^{re.escape(name)}$")).get_by_role("button").click()
        assert sorted(column(page, "number")) == sorted(whole)
    page.locator(".listing th.number button").click()
    assert column(page, "number") == whole
    page.locator(".listing th.number button").click()
    assert column(page, "number") == whole[::-1]
    page.locator(".listing select[name=kind]").select_option("changed")
    assert set(column(page, "kind")) == {"changed "}
    page.locator(".listing select[name=finding]").select_option("warning")
    assert column(page, "place") == ["一、目标"]
    page.locator(".listing select[name=finding]").select_option("")
    page.locator(".listing [type=search]").fill("集团  预算")
    assert column(page, "place") == ["二、任务 › （二）师资"]
    assert page.locator(".listing [role=status]").inner_text().startswith("1 of ")


def test_a_verdict_and_a_note_show_in_the_line_as_they_are_written(page: Page) -> None:
    page.locator(".row.text.changed").first.get_by_role("button", name="Write a note").click()
    page.locator(".editor").get_by_role("button", name="objected").click()
    page.locator(".editor textarea").fill("<b>不应下调</b>")
    assert column(page, "verdict")[0] == "objected"
    assert column(page, "note")[0] == "<b>不应下调</b>"
    page.locator(".listing select[name=verdict]").select_option("objected")
    assert column(page, "place") == ["一、目标"]
    page.get_by_role("button", name="中文").click()
    assert column(page, "verdict") == ["异议"]


def test_chosen_lines_are_copied_for_sheets_whole_and_without_formulas(page: Page) -> None:
    page.locator(LINES, has_text="算式").locator("input").check()
    head, line = copied(page, "Copy as text")
    assert head.split("\t")[1:5] == ["Section", "Change", "Before", "After"]
    assert line.split("\t")[3] == "'=1+1 是一个算式，办好村小，保留必要的教学点，让孩子就近上学。"


def test_a_page_that_may_not_use_the_clipboard_copies_all_the_same(data: bytes, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));")
    (tmp_path / "report.html").write_bytes(data)
    page.goto((tmp_path / "report.html").as_uri())
    open_tab(page, "listing")
    page.get_by_label("Select all").check()
    page.locator(LINES).first.locator("input").uncheck()
    lines = copied(page, "Copy as Markdown")
    assert lines[1].count("---") == 9
    assert len(lines) == 2 + page.locator(LINES).count() - 1
    (line,) = (line for line in lines if "集团" in line)
    assert (
        "课程 \\| 与教研成果，各校每学期至少参加一次\\*联合\\*备课活动，由教研机构组织并公布结果" in line
    )  # what the cell leaves out too
    page.close()


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "en", 1280), ("dark", "zh", 390)])
def test_the_table_of_the_seeds_is_for_everybody(
    seeds: Comparison, report: Report, tmp_path: Path, scheme: str, language: str, width: int
) -> None:
    report.page.set_viewport_size({"width": width, "height": 800})
    report.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = report.open(html(seeds, language=language), tmp_path)
    open_tab(page, "listing")
    assert page.locator(LINES).count() == page.locator("main .significant").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".listing", options={"runOnly": STANDARDS}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in found] == []
    page.emulate_media(media="print")
    assert not page.locator(".listing").is_visible()


def test_of_very_many_changes_the_first_are_laid_out_and_more_on_request(report: Report, tmp_path: Path) -> None:
    old = "# 一、|目录\n" + "".join(f"第{number}所学校的教室共有{number}间，图书室每天开放。\n" for number in range(100, 420))
    page = report.open(html(compared(old, old.replace("每天", "每周")), language="en"), tmp_path)
    open_tab(page, "listing")
    assert page.locator(LINES).count() == 300
    assert page.locator("[data-further]").inner_text() == "20 more"
    page.locator("[data-further]").click()
    assert page.locator(LINES).count() == 320
    page.get_by_label("Select all").check()
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("320 copied").wait_for()


def test_without_script_there_is_no_tab_for_it(data: bytes, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Report(context.new_page()).open(data, tmp_path)
    assert page.locator("#tab-listing, [href='#tab-listing']").count() == 2
    assert page.locator("#tab-listing:visible, [href='#tab-listing']:visible").count() == 0
    context.close()


def test_scripts_and_styles_lose_nothing_but_comments_and_spaces_outside_of_strings_and_patterns() -> None:
    script = """
        // a comment
        const shown = { a: "x , y", b: `{ ${one} = two }` }; // another
        if (a === b / 2 && text.replace(/[,"] = /g, " : ")) go({ once: true });
    """
    assert squeeze_script(script) == (
        'const shown={a:"x , y",b:`{ ${one} = two }`};\nif (a===b / 2&&text.replace(/[,"] = /g," : ")) go({once:true});\n'
    )
    style = 'a > b :is(p, q)::before { content: "; }" / ""; margin: calc(1px + 2em) 0; } /* a comment */'
    assert squeeze_style(style) == 'a>b :is(p,q)::before{content:"; }" / "";margin:calc(1px + 2em) 0}\n'
