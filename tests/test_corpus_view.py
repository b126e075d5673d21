"""The pages of a corpus in a browser: filtered and sorted, both languages, on a phone, on paper, and safe whatever documents say."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import corpus_pages as made
from browser import Report
from plandiff.bilingual import Language
from plandiff.renderers.corpus import pages
from plandiff.renderers.options import RenderOptions
from test_report_access import STANDARDS


def every_page(language: Language, *, hostile: bool = False) -> dict[str, bytes]:
    options = RenderOptions(language=language)
    return {
        "index": pages.render_index(made.index(hostile=hostile), options),
        "passage": pages.render_passage(made.passage(hostile=hostile), options),
        "document": pages.render_document(made.document(hostile=hostile), options),
        "family": pages.render_family(made.family(), options),
        "pair": pages.render_pair(made.pair(), options),
    }


def shown(report: Report) -> list[str]:
    """The takeovers that are shown, by their kinds."""
    return [row.get_attribute("data-kind") or "" for row in report.page.locator(".takeovers tbody tr:visible").all()]


def test_a_cell_of_the_map_and_the_controls_filter_the_takeovers(report: Report, tmp_path: Path) -> None:
    page = report.open(pages.render_index(made.index(), RenderOptions(language="en")), tmp_path)
    assert len(shown(report)) == 12
    page.locator(".heat button", has_text="6").click()
    assert len(shown(report)) == 6
    assert "泉城市 → 湖东市" in page.locator("[data-clear]").inner_text()
    page.locator("select[data-kind]").select_option("adapted")
    assert set(shown(report)) == {"adapted"}
    assert page.locator("[data-shown]").inner_text() == f"{len(shown(report))} shown"
    page.locator("[data-clear]").click()
    page.locator("select[data-kind]").select_option("")
    page.locator("[data-least]").fill("85")
    assert len(shown(report)) == 6
    page.locator("[data-least]").fill("")
    page.locator("[data-certain]").check()
    assert len(shown(report)) == 9
    page.locator("[data-certain]").uncheck()
    page.locator("[data-find]").fill("第7项")
    assert len(shown(report)) == 1


def test_columns_sort_both_ways_and_what_says_nothing_comes_last(report: Report, tmp_path: Path) -> None:
    page = report.open(pages.render_index(made.index(), RenderOptions(language="zh")), tmp_path)
    page.get_by_role("button", name="相隔天数").click()
    days = page.locator(".takeovers tbody tr td:nth-child(6)")
    values = [one.get_attribute("data-value") or "" for one in days.all()]
    assert values[:2] == ["111", "110"]
    assert values[-2:] == ["", ""]
    page.get_by_role("button", name="相隔天数").click()
    assert days.first.get_attribute("data-value") == "100"
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_a_place_shows_its_words_against_the_nearest_before_it_and_names_ties(report: Report, tmp_path: Path) -> None:
    page = report.open(pages.render_passage(made.passage(), RenderOptions(language="en")), tmp_path)
    second, third = page.locator("#p2"), page.locator("#p3")
    assert second.locator("del").all_inner_texts() == ["设立", "助餐点", "实际", "每年"]
    assert second.locator("ins").all_inner_texts() == ["开设", "老年食堂", "每两年"]
    assert "427 days later" in second.inner_text()
    assert second.locator("a", has_text="report on both").get_attribute("href") == "report-1-2.html"
    assert "Equally near: 1" in third.inner_text()
    assert "overlap" in third.inner_text()
    assert "Nothing before it" in page.locator("#p4").inner_text()
    third.locator("summary").click()
    assert third.locator(".text").inner_text() == made.REWORDED
    second.locator("a", has_text="against 1").click()
    assert page.url.endswith("#p1")


def test_the_margin_names_who_had_a_passage_and_who_took_it(report: Report, tmp_path: Path) -> None:
    page = report.open(pages.render_document(made.document(), RenderOptions(language="zh")), tmp_path)
    margin = page.locator(".margin").first
    assert margin.locator(".before a").inner_text() == made.SPRING.title
    assert "另有 1 处同样接近" in margin.inner_text()
    assert "山南市" in margin.locator(".after").inner_text()
    assert page.locator(".margin").count() == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_changes_and_texts_of_documents_stay(report: Report, tmp_path: Path, language: Language) -> None:
    for data in every_page(language).values():
        page = report.open(data, tmp_path)
        before = page.locator("[data-doc]").all_inner_texts()
        page.locator("[data-language]").click()
        assert page.evaluate("document.documentElement.lang") == ("en" if language == "zh" else "zh-Hans")
        assert page.locator("[data-doc]").all_inner_texts() == before
        spoken = page.locator("[data-t]:not(option)").all_text_contents()
        page.locator("[data-language]").click()
        assert page.locator("[data-t]:not(option)").all_text_contents() != spoken


def test_nothing_that_a_document_says_runs_or_loads(report: Report, tmp_path: Path) -> None:
    for data in every_page("zh", hostile=True).values():
        page = report.open(data, tmp_path)
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2
        assert b"\xe2\x80\xae" not in data
        assert b"default-src &#39;none&#39;" in data


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_all(report: Report, tmp_path: Path, scheme: str) -> None:
    report.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name, data in every_page("en").items():
        page = report.open(data, tmp_path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


@pytest.mark.parametrize(("width", "medium"), [(390, "screen"), (1440, "screen"), (720, "print")])
def test_no_page_is_wider_than_its_window_or_its_paper(report: Report, tmp_path: Path, width: int, medium: str) -> None:
    report.page.set_viewport_size({"width": width, "height": 800})
    report.page.emulate_media(media=medium)  # type: ignore[arg-type]
    for name, data in every_page("zh").items():
        page = report.open(data, tmp_path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert page.locator(".toolbar").is_visible() == (medium == "screen")


def test_an_empty_corpus_says_so(report: Report, tmp_path: Path) -> None:
    page = report.open(pages.render_index(made.without_anything(made.index()), RenderOptions(language="en")), tmp_path)
    assert "No passage of this length" in page.locator("#takeovers").inner_text()
    assert page.locator("#regions").count() == 0
    page.locator("[data-language]").click()


def test_the_same_values_give_the_same_bytes_and_say_what_is_left_out() -> None:
    options = RenderOptions(language="en")
    data = pages.render_index(made.index(12, 5000), options)
    assert data == pages.render_index(made.index(12, 5000), options)
    assert b"12 of 5000 shown" in data
    assert b'href="takeovers.csv"' in data
