"""A report in a real browser: fixtures and helpers that the tests of the report share."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import plandiff
from plandiff.model import Comparison
from plandiff.renderers import RenderOptions, render
from plans import compared

if TYPE_CHECKING:  # all tests know these fixtures, and few need a browser
    from playwright.sync_api import Browser, Dialog, Page

ROOT = Path(__file__).parents[1]

PATIENCE = 5000
"""Milliseconds that the browser gets for what takes it a few."""

MOVED = "支持乡村小规模学校发展，保留必要的教学点，办好寄宿制学校，保障每一名儿童就近接受有质量的义务教育。"
OLD = f"""
为办好人民满意的教育，制定本规划。
# 一、|发展目标
到2025年，学前三年毛入园率达到95%，普惠性幼儿园覆盖率达到90%以上，公办园在园幼儿占比超过50%。
^ 表1 主要指标
| 指标 | 2025年 | 属性 |
| 学前三年毛入园率（%） | 95 | 预期性 |
| 义务教育巩固率（%） | 99.2 | 约束性 |
# 二、|重点任务
## （一）|促进义务教育优质均衡
{MOVED}
推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、区域、校际差距，办好家门口的每一所学校。
建立学前教育质量评估制度，每三年开展一轮督导评估。评估结果向社会公布，并作为财政补助的重要依据。
# 三、|保障措施
加强党对教育工作的全面领导，健全各级党委统一领导、党政齐抓共管、部门各负其责的工作机制。
# 四、|组织实施
各县（区）要结合实际制定实施方案，明确责任分工和进度安排，确保各项任务落到实处。
建立规划实施情况年度监测、中期评估和总结评估制度，评估结果向社会公布。
"""
NEW = (
    OLD.replace(f"{MOVED}\n", "")
    .replace("三、|保障措施\n", f"三、|保障措施\n{MOVED}\n")
    .replace("达到95%", "达到97%")
    .replace("| 95 |", "| 97 |")
    .replace("督导评估。评估", "督导评估。\n评估")
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium to open the report in")
        pytest.skip("no Chromium to open the report in")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Report:
    """A report in a browser, and what the browser had to say about it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self.requests.append(request.url))

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def open(self, data: bytes, folder: Path, fragment: str = "") -> Page:
        (folder / "report.html").write_bytes(data)
        self.page.goto((folder / "report.html").as_uri() + fragment)
        return self.page


@pytest.fixture
def report(browser: Browser) -> Iterator[Report]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = Report(page)
    yield opened
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    page.close()


def open_tab(page: Page, name: str) -> None:
    """Shows one of the tabs at the top: `keys`, `findings`, `quantities`, `documents` …"""
    page.locator(f".tabs a[href='#tab-{name}']").click()


def unfold_by_hand(page: Page) -> None:
    for tab in page.locator(".tabs a").all():
        tab.click()
        for details in page.locator(".card.shown details, main details, .outline details").all():
            if details.get_attribute("open") is None and details.is_visible():
                details.locator("summary").first.click()


def html(comparison: Comparison, **options: object) -> bytes:
    return render(comparison, "html", RenderOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def edited() -> Comparison:
    return compared(OLD, NEW)


@pytest.fixture(scope="session")
def seeds() -> Comparison:
    return plandiff.compare(ROOT / "seeds/beijing-2021-2025.txt", ROOT / "seeds/beijing-2021-2025-revised.md")


@pytest.fixture(scope="session")
def regions() -> Comparison:
    return plandiff.compare(ROOT / "seeds/beijing-2021-2025.txt", ROOT / "seeds/yunhe-2021-2025.md", mode="regions")


def text_of(page: Page, place: str) -> str:
    """All that a place of the page shows, without white space."""
    return re.sub(r"\s", "", "".join(page.locator(place).all_inner_texts()))
