"""The report where room is scarce: long headings and labels, phones, the outline's column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from browser import Report, html, open_tab
from plandiff.changes import find
from plans import compared

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
