"""The report's filters and its search, used as a reader would."""

from __future__ import annotations

from pathlib import Path

from browser import MOVED, NEW, OLD, Report, html, open_tab, text_of
from plandiff.model import Comparison
from plans import compared

# --- filters ---------------------------------------------------------------------------------


def test_a_count_filters_by_its_kind_and_steps_go_through_what_is_shown(
    edited: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(edited, language="zh"), tmp_path)
    page.get_by_role("button", name="1 移位").click()
    assert page.locator(".significant:visible").count() == 1
    assert "三、保障措施" in text_of(page, ".rows")
    assert "普惠性幼儿园" not in text_of(page, ".rows")
    assert page.locator("[data-counter]").inner_text() == "0 / 1"
    assert "显示 1 / 4 处" in page.locator(".filter-line").inner_text()
    page.keyboard.press("j")
    assert page.locator(".row.text.moved.significant.kept.current").count() == 1
    page.get_by_role("button", name="显示全部").click()
    assert page.locator(".significant:visible").count() == 4


def test_noise_is_shown_by_its_class(report: Report, tmp_path: Path) -> None:
    page = report.open(html(compared(OLD, NEW.replace("90%以上，", "90％以上，").replace("实施方案，", "实施方案， "))), tmp_path)
    assert not page.locator(".n.space").first.is_visible()
    open_tab(page, "documents")
    page.get_by_role("button", name="1 spaces").click()
    assert page.locator("[data-counter]").inner_text() == "0 / 1"
    assert page.locator(".row:has(.n.space)").is_visible()
    assert not page.locator(".row:has(.n.width)").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".n.space").first.is_visible()


def test_a_section_alone_is_shown_by_choice(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    page.get_by_label("Section", exact=True).select_option(label="三、保障措施 (1)")
    assert page.locator(".significant:visible").count() == 1
    assert MOVED in text_of(page, ".rows .new")
    page.go_back()
    assert page.locator(".significant:visible").count() == 4


def test_a_link_leads_to_its_place_whatever_is_filtered_out(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    page.get_by_role("button", name="1 split").click()
    open_tab(page, "quantities")
    page.locator(".quantities a").first.click()
    assert page.locator(".current").is_visible()
    assert "97%" in page.locator(".current").inner_text()


# --- search ----------------------------------------------------------------------------------


def test_search_finds_in_both_texts_and_in_folds_whatever_the_width(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    page.keyboard.press("/")
    page.keyboard.type("９５％")
    assert page.locator("[data-hits]").inner_text() == "1 found"
    assert page.evaluate("[...CSS.highlights.get('found')].filter((range) => range.getClientRects().length).length") == 1
    page.get_by_role("searchbox").fill("实施方案")
    assert not page.locator(".row", has_text="实施方案").first.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(".current", has_text="实施方案").is_visible()
    assert page.locator("[data-hits]").inner_text() == "1 / 1"
    page.get_by_role("searchbox").fill("不在其中")
    assert page.locator("[data-hits]").inner_text() == "nothing found"


def test_search_passes_over_invisible_characters_and_lights_the_words_around_them(report: Report, tmp_path: Path) -> None:
    page = report.open(html(compared(OLD, NEW.replace("普惠性", "普\u200b惠\u00ad性"))), tmp_path)
    page.get_by_role("searchbox").fill("普惠性幼")
    assert page.locator("[data-hits]").inner_text() == "1 found"
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)").count("普\u200b惠\u00ad性幼") > 0


def test_keys_that_choose_a_word_in_an_input_method_do_not_search(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    page.get_by_role("searchbox").fill("普惠性")
    for key in ("Enter", "Escape"):
        page.get_by_role("searchbox").dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True})
    assert page.locator("[data-hits]").inner_text() == "1 found"
    assert page.get_by_role("searchbox").input_value() == "普惠性"


def test_search_finds_words_across_the_border_of_an_edit(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    page.get_by_role("searchbox").fill("达到97%，普惠")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["达到97%，普惠"]
