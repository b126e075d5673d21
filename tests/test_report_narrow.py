"""The report where room is scarce: long headings and labels, phones, the outline's column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from browser import Report, html, open_tab
from plandiff.changes import find
from plans import compared

LAW = "".join(f"# 第{number}条|\n河道由水务部门管理第{number}段，每年检查一次。\n" for number in "一二三四五六")
ADDED = LAW.replace("# 第四条|", "# 第四条|\n新建码头应当备案。\n已有码头逐步整治。\n# 第五条|", 1)

HEADING = "Action {number}: Establish an inter-agency working group for the continuous assessment of regional mobility data"
CHINESE_HEADING = (
    "第{number}条|关于建立健全跨部门跨区域交通出行数据持续监测评估与信息共享协调工作机制并按年度向社会公开评估结果的规定"
)


def long_headed(heading: str, *, costs: int) -> str:
    """Long headings with marks and two-figure counts, and numbers with long labels."""
    indicator = "Public transport share of all motorised trips within the regional network by 2030"
    sections = []
    for number in range(1, 4):
        items = "\n".join(
            f"- （{item}）|Line {item} of area {number} runs {item * number + costs} trains a day." for item in range(1, 14)
        )
        sections.append(f"# {heading.format(number=number)}\n{indicator} reaches {costs + number}%.\n{items}")
    return "\n".join([*sections, "^ Indicators", "| Indicator | 2030 |", f"| {indicator} (%) | {costs} |"])


@pytest.fixture(scope="session", params=[HEADING, CHINESE_HEADING], ids=["english", "chinese"])
def headed(request: pytest.FixtureRequest) -> bytes:
    old, new = (long_headed(request.param, costs=costs) for costs in (40, 55))
    comparison = compared(old, new)
    return html(replace(comparison, findings=tuple(find(comparison))))


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_long_headings_widen_no_view_and_labels_stay_readable(
    headed: bytes, report: Report, tmp_path: Path, width: int
) -> None:
    report.page.set_viewport_size({"width": width, "height": 844})
    page = report.open(headed, tmp_path)
    for view in "1234":
        page.keyboard.press(view)
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, view
    assert page.locator(".quantities .scroll").evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0
    open_tab(page, "quantities")
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    label = page.locator(".quantities tbody tr:not(.group) td").first
    assert label.evaluate("(cell) => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize)") >= 8


@pytest.mark.parametrize("width", [320, 390, 1100, 1440])
def test_counts_and_marks_in_the_outline_stay_on_one_line_beside_long_headings(
    headed: bytes, report: Report, tmp_path: Path, width: int
) -> None:
    report.page.set_viewport_size({"width": width, "height": 900})
    page = report.open(headed, tmp_path)
    badges = page.locator(".outline :is(.tally, .mark)")
    lines = badges.evaluate_all(
        "(all) => all.map((badge) => { const text = document.createRange(); text.selectNodeContents(badge); return text.getClientRects().length; })"
    )
    assert len(lines) >= 3
    assert set(lines) == {1}
    titles = page.locator(".outline .title").evaluate_all(
        "(all) => all.map((title) => title.clientWidth / parseFloat(getComputedStyle(title).fontSize))"
    )
    assert min(titles) >= 6


@pytest.mark.parametrize("width", [390, 1440])
def test_a_pencil_stands_beside_its_mark_and_adds_no_room(report: Report, tmp_path: Path, width: int) -> None:
    report.page.set_viewport_size({"width": width, "height": 900})
    page = report.open(html(compared(LAW, ADDED), language="zh"), tmp_path)
    whole = page.locator(".row.heading.whole")
    assert whole.locator(".noting").count() == 1
    heights = [whole.bounding_box()["height"]]  # type: ignore[index]
    page.evaluate("document.querySelectorAll('.noting').forEach((pencil) => pencil.remove())")
    heights.append(whole.bounding_box()["height"])  # type: ignore[index]
    assert heights[0] == heights[1] <= (96 if width == 390 else 72)
    texts = page.locator(".row.inside").evaluate_all("(rows) => rows.map((row) => row.getBoundingClientRect().height)")
    assert max(texts) <= 56  # a line each


def test_on_a_phone_no_button_of_the_toolbar_stands_alone(headed: bytes, report: Report, tmp_path: Path) -> None:
    report.page.set_viewport_size({"width": 390, "height": 844})
    page = report.open(headed, tmp_path)
    tops = page.locator(".toolbar > :is(select, button), .toolbar .find input").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().top))"
    )
    assert tops[0] < tops[1] == tops[2] == tops[3]
    wide = page.locator(".find input").bounding_box()
    assert wide is not None
    assert wide["width"] >= 390 - 32


def test_a_text_without_sections_has_no_room_for_a_list_of_them(report: Report, tmp_path: Path) -> None:
    page = report.open(html(compared("甲做一件事。\n乙也做。", "甲做两件事。\n乙也做。")), tmp_path)
    assert not page.locator(".outline").is_visible()
    assert not page.locator("[data-section]").is_visible()
    body = page.locator("main").bounding_box()
    assert body is not None
    assert body["width"] > 1100


def test_in_one_column_two_regions_heading_stands_once_if_it_is_the_same(report: Report, tmp_path: Path) -> None:
    text = "# {}|总则\n为了办好{}的幼儿园，根据上位法，制定本条例。\n"
    old, new = (text.format(number, name) for number, name in (("一、", "甲山"), ("一、", "乙川")))
    page = report.open(html(compared(old, new, mode="regions")), tmp_path)
    page.keyboard.press("3")
    shown = [heading for heading in page.locator(".row.heading :is(h2, .h2)").all() if heading.is_visible()]
    assert [heading.inner_text() for heading in shown] == ["一、总则"]
    renumbered = report.open(html(compared(old, new.replace("一、", "三、"), mode="regions")), tmp_path)
    renumbered.keyboard.press("3")
    shown = [heading for heading in renumbered.locator(".row.heading :is(h2, .h2)").all() if heading.is_visible()]
    assert [heading.inner_text() for heading in shown] == ["一、总则", "三、总则"]


def test_marks_keep_to_one_line_on_paper(report: Report, tmp_path: Path) -> None:
    old, new = (long_headed(HEADING, costs=costs) for costs in (40, 55))
    page = report.open(html(compared(old, new), language="en"), tmp_path)
    page.emulate_media(media="print")
    heights = page.locator(".gutter .mark").evaluate_all("(all) => all.map((one) => one.getClientRects()[0].height)")
    assert len(heights) > 3
    assert max(heights) < 20
