"""Plans that hardly are any: lines that are only a number, empty cells, a heading that is a table in the other plan."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws import check_laws, nothing_differs_from_itself
from plandiff.model import Comparison, Mode, Review, Source
from plandiff.pipeline import load
from plandiff.renderers import RENDERERS, REVIEW_RENDERERS, RenderOptions
from plans import compared, plan

MODES: tuple[Mode, ...] = ("versions", "regions")
SUBJECT = "学前教育普及普惠发展"
KINDS = {
    "section": f"# 一、|{SUBJECT}",
    "empty section": "# 一、|",
    "paragraph": SUBJECT,
    "item": f"- 1.|{SUBJECT}",
    "empty item": "- 1.|",
    "table": f"^ {SUBJECT}\n| 园所 | 20所 |",
    "row": f"| {SUBJECT} | 20所 |",
    "empty row": "|  |  |",
}
LINES = (
    *("1", "1.", "2．", "一、", "（一）", "第一条", "①", "——", "- 1", "> 1", "# ", "## 2", "**1**", "", "目录", "附件1"),
    *("1\t2\n3\t4", "| 1 | 2 |\n|---|---|\n| 3 |  |", "| | |\n| | |", "<table><tr><td>1<td></table>"),
    *("教育", f"# {SUBJECT}", f"一、{SUBJECT}", f"<table><caption>{SUBJECT}</caption><tr><td>1<td>{SUBJECT}</table>"),
)
TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=9).map(lambda lines: "\n\n".join([*lines, "完"]))


def written_in_every_format(comparison: Comparison) -> None:
    for comparison_format in (known for known in RENDERERS if ".pdf" not in known.suffixes):  # that is the page in a browser
        assert isinstance(comparison_format.render(comparison, RenderOptions()), bytes)
    for review_format in REVIEW_RENDERERS:
        assert isinstance(review_format.render(Review.of(comparison), RenderOptions()), bytes)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("old", "new"), list(product(KINDS, repeat=2)))
def test_a_unit_of_any_kind_may_meet_one_of_any_other(old: str, new: str, mode: Mode) -> None:
    for around in ("{}", "{}\n保障措施由各部门负责落实。", "# 总则\n{}\n# 附则\n自发布之日起施行。"):
        before, after = (plan(around.format(KINDS[kind])) for kind in (old, new))
        check_laws(before, after, mode)
        written_in_every_format(compared(before, after, mode))


@pytest.mark.parametrize("mode", MODES)
@given(TEXTS, TEXTS, st.sampled_from(["plan.md", "plan.txt"]))
@settings(max_examples=60)
def test_lines_that_are_only_a_number_can_be_compared_and_shown(mode: Mode, old: str, new: str, name: str) -> None:
    before, after = (load(Source(name, text.encode())) for text in (old, new))
    written_in_every_format(check_laws(before, after, mode))


def test_sections_that_are_hard_to_tell_apart_do_not_differ_from_themselves() -> None:
    nothing_differs_from_itself(load(Source("plan.md", "## 2\n\n1\n\n## 2\n\n1\n\n1\n\n一、\n\n完".encode())))


def test_what_is_a_heading_in_one_edition_alone_gives_mirrored_findings() -> None:
    paragraphs = load(Source("a.md", "第一条\n\n1\n\n完".encode()))
    headed = load(Source("b.md", "第一条\n\n目录\n\n1\n\n1\n\n完".encode()))
    check_laws(paragraphs, headed, "versions")


@pytest.mark.parametrize("mode", MODES)
def test_a_heading_that_is_a_table_in_the_other_plan_is_not_a_pair_of_sections(mode: Mode) -> None:
    table = load(Source("a.md", f"| {SUBJECT} | 1 |\n|---|---|\n\n# 一、{SUBJECT}\n".encode()))
    heading = load(Source("b.md", f"# 一、{SUBJECT}\n\n{SUBJECT}\n".encode()))
    for old, new in ((table, heading), (heading, table)):
        written_in_every_format(check_laws(old, new, mode))
