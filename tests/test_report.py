"""The HTML report, opened in a real browser."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

import plandiff
from plandiff.model import Comparison, Note, Plan, SetAside
from plandiff.renderers import RenderOptions, render
from plans import compared, plan

LARGEST_SEED_REPORT = 450 * 1024
"""Bytes that the report on the seed pair may weigh."""

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium to open the report in")
        pytest.skip("no Chromium to open the report in")
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


def unfold_by_hand(page: Page) -> None:
    for details in page.locator("details").all():
        if details.get_attribute("open") is None:
            details.locator("summary").first.click()


def html(comparison: Comparison, **options: object) -> bytes:
    return render(comparison, "html", RenderOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def edited() -> Comparison:
    return compared(OLD, NEW)


def test_the_report_says_what_changed_and_both_sides_read_complete(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    assert page.title() == "云河市教育发展规划 – Comparison"
    assert page.locator(".headline").inner_text() == "3 of 5 sections changed"
    assert page.locator(".row.text .old del").all_inner_texts() == ["95%"]
    assert page.locator(".row.text .new ins").all_inner_texts() == ["97%"]
    unfold_by_hand(page)
    for side, units in (("old", edited.old.units), ("new", edited.new.units)):
        text = re.sub(r"\s", "", "".join(page.locator(f"main .{side}").all_inner_texts()))
        for unit in units:
            assert all(re.sub(r"\s", "", part) in text for part in unit.text.split(" | ")), unit


def test_moved_text_links_to_where_it_was_and_back(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited, language="zh"), tmp_path)
    arrival = page.locator(".row.moved", has_text=MOVED[:8])
    link = arrival.get_by_role("link", name="由二、重点任务 › （一）促进义务教育优质均衡移至此处")
    link.click()
    stub = page.locator(".row.stub")
    assert page.url.endswith(f"#{stub.get_attribute('id')}")
    assert stub.bounding_box()
    stub.get_by_role("link", name="移至三、保障措施").click()
    assert page.url.endswith(f"#{arrival.get_attribute('id')}")


def test_a_split_paragraph_says_so_and_stands_beside_its_halves(edited: Comparison, report: Report, tmp_path: Path) -> None:
    row = report.open(html(edited), tmp_path).locator(".row.split")
    assert "split in 2" in row.inner_text()
    assert (row.locator(".old p").count(), row.locator(".new p").count()) == (1, 2)


def test_a_table_is_compared_cell_by_cell(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    rows = page.locator(".grid .new tr")
    assert rows.nth(1).locator("td").all_inner_texts()[1:] == ["学前三年毛入园率（%）", "97", "预期性"]
    assert page.locator(".grid del").all_inner_texts() + page.locator(".grid ins").all_inner_texts() == ["95", "97"]


def test_the_changed_numbers_lead_to_their_place(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    rows = page.locator(".quantities tbody tr").all_inner_texts()
    assert [row.split("\t")[:3] for row in rows] == [
        ["学前三年毛入园率达到", "95%", "97%"],
        ["学前三年毛入园率（%）", "95", "97"],
    ]
    page.locator(".quantities a").first.click()
    assert "97%" in page.locator(":target").inner_text()


def test_keys_step_through_the_changes_and_the_counter_follows(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    counter = page.locator("[data-counter]")
    assert counter.inner_text() == "0 / 4"
    seen = []
    for _ in range(5):
        page.keyboard.press("j")
        seen.append((counter.inner_text(), page.evaluate("document.querySelectorAll('.current').length")))
    assert seen == [("1 / 4", 1), ("2 / 4", 1), ("3 / 4", 1), ("4 / 4", 1), ("1 / 4", 1)]
    page.keyboard.press("k")
    assert counter.inner_text() == "4 / 4"
    page.get_by_role("button", name="Next change").click()
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


def test_without_javascript_the_report_reads_complete_and_its_links_work(
    edited: Comparison, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Report(context.new_page()).open(html(edited), tmp_path)
    assert not page.locator(".toolbar").is_visible()
    page.locator(".story a").first.click()
    assert page.locator(":target").is_visible()
    page.locator(".fold summary").first.click()
    assert page.locator(".fold .row").first.is_visible()
    context.close()


def test_on_a_phone_the_sides_stack_and_nothing_sticks_out(edited: Comparison, report: Report, tmp_path: Path) -> None:
    report.page.set_viewport_size({"width": 360, "height": 700})
    page = report.open(html(edited, language="zh"), tmp_path)
    row = page.locator(".row.text.changed")
    old, new = (row.locator(f".{side}").bounding_box() for side in ("old", "new"))
    assert old
    assert new
    assert old["y"] + old["height"] <= new["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(
    edited: Comparison, report: Report, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    report.page.emulate_media(color_scheme=scheme)
    page = report.open(html(edited), tmp_path)
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 50
    assert [found for found in ratios if found[0] < 4.5] == []


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color, below) => {
    canvas.fillStyle = below ? `rgb(${below})` : "white"; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const ground = (e) => rgb(getComputedStyle(e).backgroundColor, e.parentElement ? ground(e.parentElement) : null);
  return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((e) => !e.closest("script, style, svg, .skip, .hidden")).map((e) => {
      const under = ground(e), [a, b] = [light(rgb(getComputedStyle(e).color, under)), light(under)].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.className, e.textContent.slice(0, 20)];
    });
}"""


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(2)>"'><a href="javascript:alert(3)">甲</a>{{ 7*7 }}</style></title>\x00\x1b"""


def test_hostile_text_stays_text_wherever_it_stands(report: Report, tmp_path: Path) -> None:
    def spoilt(tail: str, word: str) -> Plan:
        made = plan(
            f"# {HOSTILE}|{HOSTILE}{tail}\n{HOSTILE}{word}\n^ {HOSTILE}\n| {HOSTILE} | {word} |\n- {HOSTILE}|{HOSTILE}",
            title=f"{HOSTILE}{tail}",
            source=f"dir/{HOSTILE}{tail}.html",
            issuer=HOSTILE,
            region=HOSTILE,
            period=HOSTILE,
            date=HOSTILE,
        )
        return replace(made, set_aside=(SetAside(HOSTILE, HOSTILE),), notes=(Note(HOSTILE, HOSTILE),))

    page = report.open(html(compared(spoilt("一", "95%"), spoilt("二", "97%")), show_set_aside=True), tmp_path)
    unfold_by_hand(page)
    assert page.evaluate(
        "[document.scripts.length, document.images.length, document.querySelectorAll('[onerror], [href^=javascript]').length]"
    ) == [
        1,
        0,
        0,
    ]
    for place in ("h1", ".document-title", "dd", ".aside li", ".outline .title", "main h2", "main .new p", "main .new td"):
        assert "<script>alert(1)</script>" in "".join(page.locator(place).all_inner_texts()), place
    assert "49" not in page.locator("body").inner_text()


def test_the_policy_lets_nothing_in_but_the_reports_own_style_and_script(edited: Comparison) -> None:
    text = html(edited).decode()
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found
    policy = dict(part.split(" ", 1) for part in found[1].replace("&#39;", "'").split("; "))
    assert policy["default-src"] == "'none'"
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert policy[kind] == f"'sha256-{digest}'"
    assert "unsafe" not in found[1]
    assert not re.search(r'\s(?:style|on\w+)="', text)
    assert not re.search(r'(?:src|href)="(?!#|data:,")', text)


def test_no_folder_of_the_machine_is_named(report: Report, tmp_path: Path) -> None:
    comparison = compared(plan(OLD, source="/home/li/plans/draft.html"), plan(NEW, source="C:\\plans\\final.html"))
    data = html(comparison)
    assert b"/home/li" not in data
    assert b"C:\\plans" not in data
    page = report.open(data, tmp_path)
    assert page.locator("dd").all_inner_texts() == ["draft.html", "final.html"]


def test_what_was_set_aside_is_there_with_its_reason(edited: Comparison, report: Report, tmp_path: Path) -> None:
    furnished = replace(
        edited.old, set_aside=(SetAside("furniture", "责任编辑：王明"),), notes=(Note("encoding-guessed", "gb18030"),)
    )
    comparison = replace(edited, alignment=replace(edited.alignment, old=furnished))
    page = report.open(html(comparison), tmp_path)
    page.get_by_text("Set aside: 1").click()
    assert page.locator(".aside li").all_inner_texts()[1] == "page furniture 责任编辑：王明"
    page.get_by_text("Notes").click()
    assert page.get_by_text("the encoding was guessed: gb18030").is_visible()


def test_regions_are_not_called_old_and_new_and_their_related_sections_are_linked(report: Report, tmp_path: Path) -> None:
    root = Path(__file__).parents[1] / "seeds"
    comparison = plandiff.compare(root / "beijing-2021-2025.txt", root / "yunhe-2021-2025.md", mode="regions")
    page = report.open(html(comparison, language="zh"), tmp_path)
    assert page.locator(".side-name").all_inner_texts() == ["甲", "乙"]
    assert not set(page.locator("main .mark").all_inner_texts()) & {"新增", "删除", "改序号"}
    if comparison.alignment.related:
        page.locator(".story a", has_text="相关").first.click()
        assert page.locator(":target").is_visible()


def test_the_seeds_report_stays_light_and_whole(report: Report, tmp_path: Path) -> None:
    root = Path(__file__).parents[1] / "seeds"
    data = html(plandiff.compare(root / "beijing-2021-2025.txt", root / "beijing-2021-2025-revised.md"), language="zh")
    assert len(data) <= LARGEST_SEED_REPORT
    page = report.open(data, tmp_path)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map((e) => e.getAttribute('href').slice(1))")
    assert set(targets) <= set(ids)
