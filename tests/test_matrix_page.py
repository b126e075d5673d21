"""The page of a matrix in a browser: sorted and filtered, every link lands, in both languages, on a phone and on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import Report
from matrices import HEBEI, NATIONAL, REPORT, SHANXI, TIANJIN
from plandiff.cli.main import main
from test_report_access import STANDARDS

HOSTILE = TIANJIN.replace("天津市2026年", "天津市2026年</title><script>alert(1)</script>").replace(
    "28万人", '28万人"><img src=x onerror=alert(2)>\u202e'
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a baseline, in English, and one of hostile texts, in Chinese."""
    folder = tmp_path_factory.mktemp("matrix")
    plain = SHANXI + REPORT[REPORT.index("\n二、") :]
    texts = {"national": NATIONAL, "山西省": plain, "河北省": HEBEI, "天津市": TIANJIN, "hostile": HOSTILE, "青海省": ""}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    documents = [str(folder / f"{name}.txt") for name in ("山西省", "河北省", "天津市", "青海省")]
    names = [
        part for name in ("GDP增长@2026", "居民人均可支配收入增长", "粮食产量", "城镇新增就业") for part in ("--indicator", name)
    ]
    baseline = ["--baseline", str(folder / "national.txt"), "--mode", "regions", "--reports", str(folder / "reports")]
    assert main(["matrix", *documents, *names, *baseline, "-o", str(folder / "matrix.html"), "--lang", "en", "--jobs", "1"]) == 0
    hostile = [str(folder / "hostile.txt"), documents[0]]
    assert main(["matrix", *hostile, *names, "-o", str(folder / "hostile.html"), "--lang", "zh", "--jobs", "1"]) == 0
    return folder


def shown(report: Report) -> list[str]:
    """The rows that are shown, by the beginning of their names."""
    return [text.strip()[:2] for text in report.page.locator(".values tbody tr:visible > th").all_inner_texts()]


def test_columns_sort_rows_filter_and_the_baseline_stays_first(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    assert shown(report) == ["关于", "天津", "河北", "山西", "青海"]
    head = page.locator('[data-sort="0"]')
    head.click()
    assert page.locator('th[aria-sort="descending"]').count() == 1
    assert shown(report) == ["关于", "河北", "山西", "天津", "青海"]
    head.click()
    assert shown(report) == ["关于", "天津", "山西", "河北", "青海"]
    page.get_by_role("button", name="Official order").click()
    page.locator("select[data-group]").select_option("central")
    assert shown(report) == ["关于", "山西"]
    page.locator("select[data-group]").select_option("")
    page.locator("[data-state]").select_option("words")
    assert "山西" in shown(report)
    assert "天津" not in shown(report)


def test_a_cell_opens_its_sentence_beside_the_baselines_and_leads_to_the_report(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    page.get_by_role("link", name="45万人以上").click()
    assert page.locator("#cell-box mark").all_inner_texts() == ["45万人以上"]
    assert "山西" in page.locator("#cell-title").inner_text()
    link = page.locator("#cell-box a").first.get_attribute("href")
    assert link
    assert (pages / link).is_file()
    page.keyboard.press("Escape")
    page.locator('[data-cell="4-3"]').click()
    box = page.locator("#cell-box")
    assert "设施农业" in box.inner_text()
    assert "sets: " in box.inner_text()


def test_corrections_are_saved_as_a_notes_file(pages: Path, report: Report, tmp_path: Path) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    page.locator('[data-empty="1-1"]').click()
    page.locator(".correction input").fill("5%左右")
    page.locator("[data-correct]").click()
    assert page.locator("h1").inner_text() == "4 documents against 关于发展规划的建议"
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    download.value.save_as(tmp_path / "notes.json")
    notes = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))
    wanted = {"source": "天津市.txt", "indicator": "居民人均可支配收入增长", "period": "", "text": "5%左右"}
    assert notes == {"schema": "plandiff/notes-1", "corrections": [wanted]}


def test_every_link_of_the_page_lands(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    missing = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id))"
    )
    assert missing == []


def test_the_page_changes_its_language_and_leaves_the_texts_alone(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    page.get_by_role("button", name="中文").click()
    assert page.locator("h2").first.inner_text() == "指标"
    assert page.locator("select[data-group] option").first.inner_text() == "全部区域"
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.get_by_role("link", name="45万人以上").count() > 0


@pytest.mark.parametrize("name", ["matrix", "hostile"])
def test_axe_finds_nothing_to_complain_about_and_a_phone_scrolls_only_tables(pages: Path, report: Report, name: str) -> None:
    page = report.page
    page.goto((pages / f"{name}.html").as_uri())
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in found] == []
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_texts_of_documents_are_shown_and_do_nothing(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "hostile.html").as_uri())
    assert page.locator("img, .matrix script").count() == 0
    assert "onerror" in page.locator("#sentences").inner_text() or "onerror" in page.locator("#sentences").inner_html()
    assert "\u202e" not in page.content()


def test_on_paper_all_drawings_are_printed(pages: Path, report: Report) -> None:
    page = report.page
    page.goto((pages / "matrix.html").as_uri())
    page.emulate_media(media="print")
    drawings = page.locator(".drawing").count()
    assert page.locator(".drawing:visible").count() == drawings
    assert page.locator(".toolbar:visible").count() == 0
