"""The report's views and ways around, used as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import plandiff
from browser import MOVED, Report, html, text_of
from plandiff.model import Comparison
from plans import compared

TABLE = "\n".join(["^ 表1 主要指标", "| 指标 | 2025年 |", *(f"| 指标{row}（%） | {60 + row} |" for row in range(12))])


def view(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(("forth", "back"), ["jk", "np"])
def test_keys_step_through_the_changes_and_the_counter_follows(
    edited: Comparison, report: Report, tmp_path: Path, forth: str, back: str
) -> None:
    page = report.open(html(edited), tmp_path)
    counter = page.locator("[data-counter]")
    assert counter.inner_text() == "0 / 4"
    seen = []
    for _ in range(5):
        page.keyboard.press(forth)
        seen.append((counter.inner_text(), page.evaluate("document.querySelectorAll('.current').length")))
    assert seen == [("1 / 4", 1), ("2 / 4", 1), ("3 / 4", 1), ("4 / 4", 1), ("1 / 4", 1)]
    page.keyboard.press(back)
    assert counter.inner_text() == "4 / 4"
    page.get_by_role("link", name="Next change").click()
    assert counter.inner_text() == "1 / 4"


def test_folds_open_one_by_one_all_at_once_and_for_whoever_follows_a_link_into_them(
    edited: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(edited), tmp_path)
    inside = page.locator(".fold .row").first
    assert not inside.is_visible()
    page.locator(".fold summary").first.click()
    assert inside.is_visible()
    button = page.get_by_role("button", name="Unfold all")
    button.click()
    assert page.locator(".fold:not([open])").count() == 0
    page.keyboard.press("u")
    assert page.locator(".fold[open]").count() == 0
    anchor = inside.get_attribute("id")
    page = report.open(html(edited), tmp_path, f"#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()


# --- views -----------------------------------------------------------------------------------


def test_changes_only_shows_each_in_a_line_or_two_under_its_headings(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    view(page, "Changes only")
    shown = text_of(page, "main .rows")
    assert "95%" in shown
    assert "97%" in shown
    assert "二、重点任务" in shown
    assert "组织实施" not in shown
    assert not page.locator(".fold").first.is_visible()
    assert (
        page.locator(".row.text.changed .brief").inner_text() == "到2025年，学前三年毛入园率达到95%97%，普惠性幼儿园覆盖率达到…"
    )
    assert not page.locator(".row.text.changed :is(.old, .new)").first.is_visible()
    moved = page.locator(".row.moved .brief")
    assert moved.inner_text().startswith(MOVED[:20])
    assert "moved here from" in moved.inner_text()
    assert page.locator(f".rows :text('{MOVED[:8]}'):visible").count() == 1


def test_one_column_reads_as_the_new_text_with_what_went_struck_out_in_its_place(report: Report, tmp_path: Path) -> None:
    old = "# 一、|目标\n到2025年，入园率达到95%，  普惠率达到90%以上。第二句在这里。\n三年督导一轮；每年公布。\n- 一是|健全机制。"
    new = "# 一、|目标\n到2025年，入园率达到97％，普惠率超过90%。第二句在这里，并且加长。\n三年督导一轮；\n每年公布。\n- 二是|健全新机制。"
    page = report.open(html(compared(old, new)), tmp_path)
    view(page, "One column")
    after, before = (
        page.evaluate(
            """(gone) => [...document.querySelectorAll(".row .inline")].map((inline) => {
              const copy = inline.cloneNode(true);
              for (const node of copy.querySelectorAll(gone)) node.remove();
              return copy.textContent.replace(/¶/g, "");
            })""",
            gone,
        )
        for gone in ("del", "ins")
    )
    expected = page.evaluate(
        """[...document.querySelectorAll(".row:has(.inline)")].map((row) => row.querySelector(":scope > .new").textContent)"""
    )
    assert after == expected
    assert "95%" in before[0]
    assert "97" not in before[0]
    row = page.locator(".row:has(.inline)").first
    assert row.locator(".inline").is_visible()
    assert not row.locator(".old").is_visible()


MISREAD = """() => [...document.querySelectorAll(".row:has(> .inline):not(.grid)")].filter((row) => {
  const read = (place, gone) => {
    const copy = row.querySelector(`:scope > .${place}`).cloneNode(true);
    for (const node of copy.querySelectorAll(gone)) node.remove();
    return copy.textContent;
  };
  const marked = (place, tag) => [...row.querySelectorAll(`:scope > .${place} ${tag}`)].map((node) => node.textContent).join("");
  return read("inline", "del, .cut") !== read("new", ".x") || marked("inline", "del") !== marked("old", "del")
    || marked("inline", "ins") !== marked("new", "ins");
}).map((row) => row.id)"""


def test_one_column_reads_as_the_new_text_in_every_row_of_real_plans(
    seeds: Comparison, regions: Comparison, report: Report, tmp_path: Path
) -> None:
    for comparison in (seeds, regions):
        page = report.open(html(comparison), tmp_path, "#;view=inline")
        assert page.locator(".inline").count() > 20
        assert page.evaluate(MISREAD) == []


def test_every_view_holds_on_laws_that_were_rewritten(outside: Path, report: Report, tmp_path: Path) -> None:
    laws = sorted((outside / "data/laws_versions").glob("*.md"))[:8]
    for old, new in zip(laws[::2], laws[1::2], strict=True):
        page = report.open(html(plandiff.compare(old, new, mode="versions")), tmp_path)
        for key in "u4231":
            page.keyboard.press(key)
        assert page.evaluate(MISREAD) == []
        assert page.locator(".slot").count() > 20


def test_one_column_of_a_table_merges_its_cells(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path, "#;view=inline")
    assert page.locator(".both td:has(del)").all_inner_texts() == ["9597"]


def test_full_texts_stand_whole_in_their_own_order_and_scroll_together_or_apart(
    seeds: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(seeds), tmp_path)
    view(page, "Full texts")
    for side, plan in (("old", seeds.old), ("new", seeds.new)):
        shown = page.evaluate(f"document.querySelector('.pane.{side}').textContent").replace(" ", "")
        position = 0
        for unit in plan.units:
            if unit.kind in ("row", "table"):
                continue
            position = shown.find(unit.text.replace(" ", ""), position)
            assert position >= 0, unit
    old, new = page.locator(".pane.old"), page.locator(".pane.new")
    echoed = """([one, other]) => new Promise((done) => {
      other.addEventListener("scroll", () => done(other.scrollTop), { once: true });
      one.scrollTo(0, 3000);
    })"""
    assert page.evaluate(echoed, [old.element_handle(), new.element_handle()]) > 1000
    page.get_by_label("Scroll together").uncheck()
    before = new.evaluate("(pane) => pane.scrollTop")
    old.evaluate(
        "(pane) => new Promise((done) => { pane.addEventListener('scroll', done, { once: true }); pane.scrollTo(0, 0); })"
    )
    assert new.evaluate("(pane) => pane.scrollTop") == before


def test_a_change_shows_in_both_full_texts(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path, "#;view=full")
    page.keyboard.press("j")
    assert "95%" in page.locator(".pane.old del").first.inner_text()
    assert page.locator(".pane.new ins").first.is_visible()


def test_the_choice_of_view_is_in_the_address_and_the_back_button_takes_it_back(
    edited: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(edited), tmp_path)
    view(page, "One column")
    assert page.url.endswith("#;view=inline")
    page.locator(".outline a").nth(1).click()
    expect(page).to_have_url(re.compile(r"#c\d+;view=inline$"))
    page.reload()
    assert page.get_by_role("button", name="One column").get_attribute("aria-pressed") == "true"
    page.keyboard.press("2")
    assert page.evaluate("document.documentElement.dataset.view") == "changes"
    page.go_back()
    assert page.evaluate("document.documentElement.dataset.view") == "inline"


@pytest.mark.parametrize(
    "fragment", ["#%E0%A4%A", "#;view=nowhere;lang=xx", "#;kind=%22%5D,nothing;in=nobody", "#c0;constructor=1", "#words"]
)
def test_an_address_that_makes_no_sense_does_no_harm(edited: Comparison, report: Report, tmp_path: Path, fragment: str) -> None:
    page = report.open(html(edited), tmp_path, fragment)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("[data-counter]").inner_text() == "1 / 4"
    assert page.get_by_role("button", name="Side by side").get_attribute("aria-pressed") == "true"


def test_every_change_has_a_link_that_opens_it(seeds: Comparison, report: Report, tmp_path: Path) -> None:
    data = html(seeds)
    page = report.open(data, tmp_path)
    links = page.evaluate(
        "[...document.querySelectorAll('.rows .significant:not(tr)')].map((row) => row.querySelector('a.self').hash)"
    )
    assert len(links) > 40
    page = report.open(data, tmp_path, links[-1])
    assert page.locator(f"[id='{links[-1][1:]}']").bounding_box()
    assert page.locator("[data-counter]").inner_text().startswith("60 /")


# --- outline, help, language -----------------------------------------------------------------


def test_the_outline_shows_where_the_reader_is_and_its_branches_close(seeds: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(seeds), tmp_path)
    link = page.locator(".outline a", has_text="四、")
    link.click()
    expect(page.locator(".outline [aria-current]")).to_contain_text("四、")
    page.get_by_role("button", name="Subsections of 三、主要任务").click()
    assert not page.locator(".outline a", has_text="（一）持续加强").is_visible()


def test_an_article_without_a_title_shows_its_first_words_in_the_outline(report: Report, tmp_path: Path) -> None:
    old = "# 第一条|\n为了规范学前教育实施，促进学前教育普及普惠安全优质发展，制定本法。"
    page = report.open(html(compared(old, old.replace("实施", "办学"))), tmp_path)
    assert page.locator(".outline .title").inner_text() == "第一条 为了规范学前教育办学，促进学前教育普及…"


def test_a_question_mark_lists_the_keys(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited, language="zh"), tmp_path)
    page.keyboard.press("?")
    assert "下一处变化" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_the_interface_changes_its_language_and_the_documents_do_not(edited: Comparison, report: Report, tmp_path: Path) -> None:
    english, chinese = html(edited), html(edited, language="zh")
    reported = report.open(chinese, tmp_path).locator("body").inner_text()
    page = report.open(english, tmp_path)
    page.get_by_role("button", name="中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.title() == "云河市教育发展规划——对照"
    assert page.locator("body").inner_text() == reported
    assert page.get_by_role("link", name="下一处变化").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.locator(".headline").inner_text() == "3 of 5 sections changed; 1 moved; 2 targets changed"


# --- tables ----------------------------------------------------------------------------------


def test_rows_without_change_fold_inside_a_table(report: Report, tmp_path: Path) -> None:
    page = report.open(html(compared(f"# 一、|目标\n{TABLE}", f"# 一、|目标\n{TABLE.replace('| 71 |', '| 75 |')}")), tmp_path)
    folded = page.locator(".grid tr", has_text="指标5（%）")
    assert not folded.is_visible()
    page.get_by_role("button", name="11 unchanged rows").click()
    assert folded.is_visible()


COLUMNS = """# 一、|目标
| 指标 | 2020年 | 2025年 | 属性 |
| 入园率（%） | 90 | 95 | 预期性 |
| 巩固率（%） | 98 | 99 | 预期性 |
| 毛入学率（%） | 60 | 70 | 预期性 |
"""


def test_a_table_of_both_sides_has_added_and_dropped_columns_in_their_place(report: Report, tmp_path: Path) -> None:
    new = """# 一、|目标
| 指标 | 2023年 | 2025年 | 属性 |
| 入园率（%） | 93 | 97 | 预期性 |
| 毛入学率（%） | 65 | 70 | 预期性 |
| 师资（人） | 6 | 9 | 约束性 |
"""
    new = (
        new.replace("2023年 | 2025年", "2020年 | 2023年 | 2025年")
        .replace(" | 93", " | 90 | 93")
        .replace(" | 65", " | 60 | 65")
        .replace(" | 6 |", " | 5 | 6 |")
    )
    page = report.open(html(compared(COLUMNS.replace(" | 属性", "").replace(" | 预期性", ""), new)), tmp_path)
    rows = [row.locator(":is(td, th):not(.sign)").all_inner_texts() for row in page.locator(".grid tr").all()]
    assert rows == [
        ["指标", "2020年", "2023年", "2025年", "属性"],
        ["入园率（%）", "90", "93", "9597", "预期性"],
        ["巩固率（%）", "98", "", "99", ""],
        ["毛入学率（%）", "60", "65", "70", "预期性"],
        ["师资（人）", "5", "6", "9", "约束性"],
    ]
    assert page.locator(".grid .only-new").count() >= 6
    view(page, "Full texts")
    assert page.locator(".pane.old tr").nth(1).locator("td").all_inner_texts() == ["入园率（%）", "90", "95"]
    assert page.locator(".pane.new tr").nth(1).locator("td").all_inner_texts() == ["入园率（%）", "90", "93", "97", "预期性"]
    assert page.locator(".pane.old tr").count() == page.locator(".pane.new tr").count() == 4


# --- room ------------------------------------------------------------------------------------


def test_the_seeds_report_says_it_all_on_one_screen_and_its_changes_on_four(
    seeds: Comparison, report: Report, tmp_path: Path
) -> None:
    report.page.set_viewport_size({"width": 1440, "height": 900})
    page = report.open(html(seeds, language="zh"), tmp_path)
    assert page.locator(".toolbar").evaluate("(bar) => bar.getBoundingClientRect().bottom") < 900
    assert 3 <= page.locator(".keys li").count() <= 5
    view(page, "只看变化")
    assert page.locator("[data-counter]").inner_text() == "0 / 60"
    page.evaluate("for (const row of document.querySelectorAll('.rows > *')) row.style.contentVisibility = 'visible'")
    assert page.locator("main").evaluate("(main) => main.offsetHeight") <= 4 * 900


def test_full_texts_open_side_by_side_at_the_change_at_hand(seeds: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(seeds, language="zh"), tmp_path)
    for _ in range(30):
        page.keyboard.press("j")
    view(page, "全文")
    framed = page.locator(".pane .current")
    assert framed.count() == 2
    page.wait_for_function(
        """() => [...document.querySelectorAll(".pane .current")].every((copy) => {
          const [box, pane] = [copy.getBoundingClientRect(), copy.closest(".pane").getBoundingClientRect()];
          return box.top >= pane.top && box.top < pane.bottom - 60;
        })"""
    )
    assert [head.inner_text().split(" ")[0] for head in page.locator(".pane-head b").all()] == ["修订前", "修订后"]
    page.keyboard.press("j")
    assert page.locator("[data-counter]").inner_text() == "31 / 60"
    assert page.locator(".pane .current").count() >= 1
