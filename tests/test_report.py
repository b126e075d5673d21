"""The HTML report, opened in a real browser: what it shows, and that it can be trusted."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import MOVED, NEW, OLD, ROOT, Report, html, open_tab, unfold_by_hand
from plandiff.model import Comparison, Note, Plan, RunnerUp, SetAside
from plans import compared, plan

LARGEST_SEED_REPORT = 450 * 1024
"""Bytes that the report on the seed pair may weigh."""


def test_the_report_says_what_changed_and_both_sides_read_complete(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    assert page.title() == "云河市教育发展规划 – Comparison"
    assert page.locator(".headline").inner_text() == "3 of 5 sections changed; 1 moved; 2 targets changed"
    assert page.locator(".row.text .old del").all_inner_texts() == ["95%"]
    assert page.locator(".row.text .new ins").all_inner_texts() == ["97%"]
    unfold_by_hand(page)
    for side, units in (("old", edited.old.units), ("new", edited.new.units)):
        text = re.sub(r"\s", "", "".join(page.locator(f"main :is(.{side}, .both)").all_inner_texts()))
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
    rows = page.locator(".grid tr")
    assert rows.nth(1).locator("td").all_inner_texts()[1:] == ["学前三年毛入园率（%）", "9597", "预期性"]
    assert [page.locator(f".grid {edit}").all_inner_texts() for edit in ("del", "ins")] == [["95"], ["97"]]


def test_the_changed_numbers_lead_to_their_place(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    open_tab(page, "quantities")
    rows = page.locator(".quantities tbody tr:not(.group)")
    cells = [[cell.inner_text().split("\n")[0] for cell in row.locator("td").all()] for row in rows.all()]
    assert cells == [
        ["学前三年毛入园率", "2025", "target", "95%", "97%", "+2 pp raised", ""],
        ["学前三年毛入园率", "2025", "target", "95", "97", "+2 pp raised", ""],
    ]
    page.locator(".quantities a").first.click()
    assert "97%" in page.locator(":target").inner_text()


def test_numbers_sort_by_their_values_whatever_they_are_counted_in(report: Report, tmp_path: Path) -> None:
    old = "# 云河规划\n\n## 一、投入\n\n" + "\n\n".join(
        f"到2030年，{name}建设投资达到{amount}。"
        for name, amount in (("桥梁", "2亿元"), ("公园", "9000元"), ("路灯", "350万元"), ("步道", "３００万元"))
    )
    new = old.replace("2亿", "3亿").replace("9000", "9500").replace("350万", "360万").replace("３００", "３１０")
    page = report.open(html(compared(old, new)), tmp_path)
    open_tab(page, "quantities")
    page.locator(".quantities thead th.new button").click()
    assert page.locator(".quantities td ins").all_inner_texts() == ["9500元", "３１０万元", "360万元", "3亿元"]


def test_without_javascript_the_report_reads_complete_and_its_links_work(
    edited: Comparison, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Report(context.new_page()).open(html(edited), tmp_path)
    assert not page.locator(".toolbar").is_visible()
    page.locator(".remark a").first.click()
    assert page.locator(":target").is_visible()
    page.locator(".fold summary").first.click()
    assert page.locator(".fold .row").first.is_visible()
    context.close()


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
    ) == [4, 0, 0]
    for place in ("h1", ".document-title", "dd", ".aside li", ".outline .title", ".rows h2", "main .new p", "main .both th"):
        assert "<script>alert(1)</script>" in "".join(page.locator(place).all_inner_texts()), place
    assert "49" not in page.locator("body").inner_text()
    for view in "2341":
        page.keyboard.press(view)
    page.get_by_role("button", name="中文").click()
    page.get_by_role("searchbox").fill(HOSTILE[:20])
    page.keyboard.press("Enter")
    assert page.evaluate("[document.scripts.length, document.images.length]") == [4, 0]


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
    assert page.locator(".document dd").all_inner_texts() == ["draft.html", "final.html"]


def test_what_was_set_aside_is_there_with_its_reason(edited: Comparison, report: Report, tmp_path: Path) -> None:
    furnished = replace(
        edited.old, set_aside=(SetAside("furniture", "责任编辑：王明"),), notes=(Note("encoding-guessed", "gb18030"),)
    )
    comparison = replace(edited, alignment=replace(edited.alignment, old=furnished))
    page = report.open(html(comparison), tmp_path)
    open_tab(page, "documents")
    page.get_by_text("Not compared: 1").click()
    assert page.locator(".aside:last-child li").all_inner_texts() == ["责任编辑：王明"]
    assert page.locator(".aside h3").inner_text() == "page furniture 1"
    page.get_by_text("Notes", exact=True).click()
    assert page.get_by_text("the encoding was guessed: gb18030").is_visible()


def test_regions_are_not_called_old_and_new_and_their_related_sections_are_linked(
    regions: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(regions, language="zh"), tmp_path)
    assert page.locator(".side-name").all_inner_texts() == ["北京市", "云河市"]
    assert not set(page.locator("main .mark").all_inner_texts()) & {"新增", "删除", "序号调整"}
    if regions.alignment.related:
        page.locator(".remark a", has_text="相关").first.click()
        assert page.locator(":target").is_visible()


def test_the_seeds_report_stays_light_and_whole(seeds: Comparison, report: Report, tmp_path: Path) -> None:
    data = html(seeds, language="zh")
    assert len(data) <= LARGEST_SEED_REPORT
    page = report.open(data, tmp_path)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map((e) => e.getAttribute('href').slice(1))")
    assert set(targets) <= set(ids)


def test_a_weak_match_says_so_and_names_the_next_best(edited: Comparison, report: Report, tmp_path: Path) -> None:
    (index,) = [
        number for number, change in enumerate(edited.changes) if "95%" in "".join(edit.old for edit in edited.printed(change))
    ][:1]
    weak = edited.changes[index]
    other = next(unit.id for unit in edited.new.units if unit.text == MOVED)
    changes = list(edited.changes)
    changes[index] = replace(weak, score=0.42, runner_up=RunnerUp(weak.old[0], other, 0.38))
    page = report.open(html(replace(edited, changes=tuple(changes))), tmp_path)
    row = page.locator(".row.text.changed")
    assert "match to be checked" not in row.inner_text()
    row.locator(".doubt summary").click()
    assert "match to be checked: similarity 42%" in row.inner_text()
    row.get_by_role("link", name="next best: 支持乡村小规模学校发展").click()
    assert MOVED in page.locator(".current .new").inner_text()


def test_the_largest_changes_lead_to_their_place(seeds: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(seeds), tmp_path)
    sizes = [int(text.split()[0]) for text in page.locator(".largest .size").all_text_contents()]
    assert sizes == sorted(sizes, reverse=True)
    open_tab(page, "largest")
    page.locator(".largest a").nth(1).click()
    page.locator(".current").wait_for()  # the address changes first
    assert page.locator(".current").is_visible()


def test_regions_list_what_only_one_of_them_has(regions: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(regions), tmp_path)
    open_tab(page, "lacking")
    lists = page.locator(".lacking section")
    assert [text.split()[:3] for text in lists.locator("h3").all_inner_texts()] == [
        ["only", "in", "北京市"],
        ["only", "in", "云河市"],
    ]
    lists.nth(1).locator("a").first.click()
    assert "only in 云河市" in page.locator(".current").inner_text()
    assert page.locator(".shares tbody tr").count() > 5


@pytest.mark.slow
@pytest.mark.usefixtures("browser")  # skips where there is no Chromium
def test_reports_open_and_scroll_within_three_times_their_limits() -> None:
    command = [sys.executable, str(ROOT / "bench/report.py"), "--repeats", "2", "--slack", "3", "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["reports"]["seeds"]
    assert 0 < figures["kilobytes"] <= LARGEST_SEED_REPORT / 1024
    assert figures["interactive"] > 0
