"""Notes, verdicts and corrections that readers make in the report, and the files in which they save them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from plandiff.cli.main import main
from plandiff.schemas import json_schema
from test_report_access import STANDARDS

OLD = (
    "# 戊市教育规划\n\n## 一、目标\n\n到2030年，普惠率达到95%。\n\n## 二、任务\n\n办好村小，保留教学点。\n\n推进集团办学，共享名师课程。\n\n"
    "| 指标 | 2025年 |\n|---|---|\n| 学位 | 500个 |\n"
)
NEW = OLD.replace("95%", "92%").replace("办好村小，保留教学点。", "建设数字校园，普及在线课堂。").replace("500个", "600个")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def page(folder: Path, browser: Browser) -> Any:
    made(folder)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto((folder / "report.html").as_uri())
    page.locator("html.live").wait_for()
    yield page
    page.close()
    assert failures == []


def made(folder: Path, *options: str) -> dict[str, Any]:
    """The report and what it is made of."""
    assert main(["compare", "old.md", "new.md", "--lang", "en", "-o", "report.html", *options]) == 0
    assert main(["compare", "old.md", "new.md", "-o", "out.json", *options]) == 0
    found: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return found


def saved(page: Page, folder: Path) -> dict[str, Any]:
    """What is in the notes file that the page gives away."""
    page.get_by_role("button", name="My notes").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save notes file").click()
    assert download.value.suggested_filename == "report.notes.json"
    download.value.save_as(folder / "n.json")
    page.locator("#notes-box").get_by_role("button", name="Close").click()
    data: dict[str, Any] = json.loads((folder / "n.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(json_schema("notes-1"))).validate(data)
    return data


def write(page: Page, row: str, verdict: str, note: str) -> None:
    page.locator(row).get_by_role("button", name="Write a note").click()
    page.locator(".editor").get_by_role("button", name=verdict).click()
    page.locator(".editor textarea").fill(note)
    page.locator(".editor").get_by_role("button", name="Close").click()


def test_a_note_is_saved_as_a_file_that_the_next_comparison_shows(page: Page, folder: Path) -> None:
    write(page, ".row.text.changed", "objected", "<b>不应下调</b>")
    write(page, "tr.changed", "agreed", "可")
    page.get_by_role("button", name="My notes").click()
    page.locator("[data-by]").fill("王")
    page.locator("#notes-box").get_by_role("button", name="Close").click()
    assert [note["note"] for note in saved(page, folder)["notes"]] == ["<b>不应下调</b>", "可"]
    said = [change["notes"] for change in made(folder, "--notes", "n.json")["changes"] if "notes" in change]
    assert said == [
        [{"verdict": "objected", "note": "<b>不应下调</b>", "by": "王"}],
        [{"verdict": "agreed", "note": "可", "by": "王"}],
    ]
    page.goto((folder / "report.html").as_uri())
    assert page.locator(".row.text.changed .opinion").inner_text().split() == ["✗", "objected", "王", "<b>不应下调</b>"]


def test_notes_are_there_when_the_page_is_opened_again_and_can_be_taken_back(page: Page, folder: Path) -> None:
    write(page, ".row.text.changed", "to discuss", "再议")
    page.reload()
    assert "再议" in page.locator(".opinion").inner_text()
    assert page.locator("[data-noted]").inner_text() == "1"
    page.locator(".row.text.changed").get_by_role("button", name="Write a note").click()
    page.locator(".editor").get_by_role("button", name="to discuss").click()
    page.locator(".editor textarea").fill("")
    assert page.locator(".opinion").count() == 0
    assert saved(page, folder)["notes"] == []


def test_a_copy_of_the_page_has_the_notes_in_it_and_nothing_that_scripts_made(page: Page, folder: Path, browser: Browser) -> None:
    write(page, ".row.text.changed", "agreed", "</script><i>可</i>")
    page.get_by_role("button", name="My notes").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save copy of the page").click()
    download.value.save_as(folder / "copy.html")
    text = (folder / "copy.html").read_text(encoding="utf-8")
    assert "noting" not in text.partition("<main")[2].partition("</main>")[0]
    copy = browser.new_page()
    copy.goto((folder / "copy.html").as_uri())
    assert "</script><i>可</i>" in copy.locator(".opinion").inner_text()
    assert copy.locator(".noting").count() == page.locator(".noting").count()
    copy.close()


def test_links_are_taken_apart_and_made_by_hand_and_hold_in_the_next_comparison(page: Page, folder: Path) -> None:
    page.locator(".row.text.changed").get_by_role("button", name="Write a note").click()
    page.get_by_role("button", name="These do not belong together").click()
    page.locator(".row.deleted").get_by_role("button", name="Write a note").click()
    page.get_by_role("button", name="Belongs together with …").click()
    page.locator(".row.added .new").click()
    assert page.locator(".decided").count() == 3  # of the pair that was made on either side
    decisions = saved(page, folder)["decisions"]
    assert sorted(key for entry in decisions for key in entry if key in ("pin", "forbid")) == ["forbid", "pin"]
    changes = made(folder, "--notes", "n.json")["changes"]
    assert [change["by"] for change in changes if change["by"] == "decision"] == ["decision"]
    assert {change["status"] for change in changes if not (change["old"] and change["new"])} == {"added", "deleted"}
    page.locator(".row.text.changed").get_by_role("button", name="Write a note").click()
    page.get_by_role("button", name="Take the correction back").click()
    assert len(saved(page, folder)["decisions"]) == 1


def test_the_editor_is_opened_by_a_key_and_axe_finds_nothing_in_it(page: Page) -> None:
    page.keyboard.press("j")
    page.locator(".current").wait_for()
    page.keyboard.press("m")
    page.locator(".editor").wait_for()
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_a_correction_that_a_copy_already_has_is_saved_once(page: Page, folder: Path) -> None:
    page.locator(".row.text.changed").get_by_role("button", name="Write a note").click()
    page.get_by_role("button", name="These do not belong together").click()
    page.get_by_role("button", name="My notes").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save copy of the page").click()
    download.value.save_as(folder / "report.html")  # opened at the same address, where the browser has the correction too
    page.reload()
    page.locator("html.live").wait_for()
    (decision,) = saved(page, folder)["decisions"]
    assert decision["forbid"] is True


def test_escape_gives_up_the_choice_of_a_counterpart(page: Page) -> None:
    page.locator(".row.deleted").get_by_role("button", name="Write a note").click()
    page.get_by_role("button", name="Belongs together with …").click()
    assert page.locator("html.pairing").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("html.pairing").count() == 0
    page.locator(".row.added .new").click()
    assert page.locator(".decided").count() == 0
