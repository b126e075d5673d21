"""Running heads and feet are known by their page numbers, or by standing at the edge of page after page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plandiff import load
from plandiff.model import Block, Origin
from plandiff.normalize.running import running_lines
from plandiff.normalize.tuning import TUNING

LONG = "学校应当配备专职校医，每学期为学生体检一次，结果告知家长，并按年度公布进展，接受社会监督，听取各方面意见建议。"


def taken(lines: Sequence[str], pages: Sequence[int] | None = None) -> list[str]:
    """The lines that are running ones, in a document whose format says which page each line is on, or does not."""
    blocks = [Block("paragraph", line, origin=Origin(page=pages[at]) if pages else None) for at, line in enumerate(lines)]
    return [lines[place] for place in sorted(running_lines(blocks, TUNING))]


def between(*heads: str, text: str = LONG + LONG) -> list[str]:
    return ["云河市规划", *(line for head in heads for line in (head, text))]


@pytest.mark.parametrize(
    "heads",
    [
        ("云河市教育局公报 1", "云河市教育局公报 2", "云河市教育局公报 3", "云河市教育局公报 4"),
        ("云河市教育局公报 2", "云河市教育局公报 4", "云河市教育局公报 6", "云河市教育局公报 8"),
        ("Lake Town Bulletin ii", "Lake Town Bulletin iii", "Lake Town Bulletin iv", "Lake Town Bulletin v"),
        ("公报第 1 页", "公报第 2 页"),
        ("云河市教育局　第九页", "云河市教育局　第十页", "云河市教育局　第十一页"),
        ("云河市2021年公报 1", "云河市2021年公报 2", "云河市2021年公报 3", "云河市2021年公报 4"),
        ("云河市规划 7", "云河市规划 8"),
    ],
)
def test_lines_that_count_on_from_page_to_page_are_running_ones(heads: tuple[str, ...]) -> None:
    assert taken(between(*heads)) == list(heads)


def test_a_short_line_that_counts_on_is_one_only_where_it_cuts_a_sentence() -> None:
    heads = [f"公报 {number}" for number in range(1, 5)]
    assert taken([LONG, *between(*heads)[1:]]) == []
    assert taken(between(*heads, text=(LONG + LONG).rstrip("。"))) == heads


@pytest.mark.parametrize(
    "heads",
    [
        ("云河市教育局公报 1", "云河市教育局公报 2"),
        ("云河市教育局公报 1", "云河市教育局公报 4", "云河市教育局公报 7", "云河市教育局公报 10"),
        ("云河市教育局公报 1", "云河市教育局公报 1", "云河市教育局公报 1", "云河市教育局公报 1"),
        ("云河市教育局公报 4", "云河市教育局公报 3", "云河市教育局公报 2", "云河市教育局公报 1"),
        ("2021年云河市公报 1", "2022年云河市公报 2", "2023年云河市公报 3", "2024年云河市公报 4"),
        ("图 1 云河市学校", "图 2 云河市学校", "图 3 云河市学校", "图 4 云河市学校"),
        ("（1）云河市学校", "（2）云河市学校", "（3）云河市学校", "（4）云河市学校"),
    ],
)
def test_lines_that_do_not_count_pages_are_text(heads: tuple[str, ...]) -> None:
    assert taken([LONG, *between(*heads)[1:]]) == []


def test_lines_closer_than_a_page_are_text() -> None:
    heads = [f"云河市教育局公报 {number}" for number in range(1, 5)]
    assert taken(between(*heads, text=LONG)) == taken(between(*heads, text="学校应当配备专职校医。")) == []


def test_what_stands_at_the_edge_of_every_page_is_a_running_line_even_without_a_number() -> None:
    page = ["云河市规划纲要", "正文从这里开始", LONG, "学校应当配备校医。", LONG, "以上", "内部资料"]
    lines = page * 4
    pages = [number for number in range(1, 5) for _ in page]
    assert set(taken(lines, pages)) == {"云河市规划纲要", "正文从这里开始", "内部资料"}
    assert taken(lines, pages).count("云河市规划纲要") == 3  # the first one is the title
    assert taken(page * 2, pages[: 2 * len(page)]) == []
    assert taken(lines, [1] * len(lines)) == []
    assert taken(lines) == []


def test_the_title_beside_a_page_number_is_a_running_line_with_the_number() -> None:
    lines = ["云河市规划", LONG, "3", "云河市规划", LONG, "— 4 —", "云河市规划", LONG, "云河市规划", LONG, "5", LONG]
    assert taken(lines) == ["3", "云河市规划", "云河市规划"]
    assert taken([]) == []


def test_the_line_that_each_page_repeats_above_its_number_is_no_text() -> None:
    feet = [("云河市规划（2031—2035年）", f"— {number} —") for number in (1, 2, 3)]
    half = LONG.rstrip("。")
    text = "\n".join(["云河市规划", "", *(line for foot in feet for line in (half, *foot)), "并向社会公布。"])
    plan = load(text.encode())
    assert [item.text for item in plan.set_aside] == [line for foot in feet for line in foot]
    assert "2031" not in "".join(unit.text for unit in plan.units)
