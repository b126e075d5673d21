"""What time the parts of a plan speak of, and whether they look back or plan."""

from __future__ import annotations

import json

import pytest

from plandiff.language.periods import NO_SCOPE, Present, Scope, find_statements, read_heading, read_title, resolve
from plandiff.model import Plan
from plandiff.pipeline import load, write
from plandiff.renderers.json import render_plan_json
from plandiff.renderers.options import RenderOptions

SPRING = Present(2026, 2)
REPORT = """云河市2026年政府工作报告

（2026年1月20日）

各位代表：现在报告工作，请予审议，并请提出意见。

一、“十四五”时期和2025年工作回顾

五年来，全市生产总值年均增长5.5%，城镇新增就业30万人，建成学校十二所，城乡面貌有了新的变化。

交通更加便捷。建成铁路120公里，改造农村公路800公里，所有乡镇都通了公交车。

各位代表！刚刚过去的2025年，全市生产总值增长5.2%，进出口总额增长8%，完成投资300亿元。

粮食产量达到60万吨，比上年增长2%，为全市稳定物价打下了坚实的基础。

二、“十五五”时期主要目标

综合考虑，到2030年，全市生产总值达到5000亿元。常住人口城镇化率达到75%。今后五年，每年新增就业6万人。

三、2026年重点工作

（一）扩大有效投资

全年完成投资320亿元，开工重点项目60个，去年建成的二十个项目全部投产达效，力争早见成效。

四、加强政府自身建设

坚持过紧日子，严控一般性支出，把更多财力用在改善民生上，让人民群众有更多获得感和幸福感。
"""


def scope(text: str) -> str:
    """The scope that a sentence's first statement leads to, in a report of February 2026, where nothing is known of the time."""
    found = next(iter(find_statements(text, SPRING)), None)
    return said(resolve(found, NO_SCOPE, SPRING)) if found else ""


def said(scope: Scope) -> str:
    return " ".join(str(value) for value in scope if value)


def times(plan: Plan) -> list[str]:
    return [f"{unit.id} {said(unit.timing.scope)}".strip() for unit in plan.units]


def test_sections_have_the_time_that_their_heading_says_and_paragraphs_the_one_that_they_begin_with() -> None:
    assert times(load(REPORT.encode())) == [
        "/1",
        "/2",
        "1 review",
        "1/1 2021-2025 review",
        "1/2 2021-2025 review",
        "1/3 2025 review",
        "1/4 2025 review",
        "2 2026-2030 plan",
        "2/1 2030 plan",
        "3 2026 plan",
        "3.1 2026 plan",
        "3.1/1 2026 plan",
        "4",
        "4/1",
    ]


def test_a_time_said_in_a_sentence_holds_until_another_is_said_or_the_paragraph_ends() -> None:
    plan = load(REPORT.encode())
    goals, tasks = plan.unit["2/1"], plan.unit["3.1/1"]
    assert said(goals.timing.at(goals.text.index("75%"))) == "2030 plan"
    assert said(goals.timing.at(goals.text.index("6万人"))) == "2026-2030 plan"
    assert said(tasks.timing.at(tasks.text.index("320"))) == "2026 plan"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2030年，建成体系。", "2030 plan"),
        ("截至2025年底，建成学校十所。", "2025 review"),
        ("今年经济社会发展的主要预期目标是：增长5%。", "2026 plan"),
        ("今年以来，新开工项目十个。", "2026 review"),
        ("去年，新开工项目十个。", "2025 review"),
        ("过去五年，我们走过了不平凡的历程。", "2021-2025 review"),
        ("未来三年，建成学校十所。", "2026-2028 plan"),
        ("“十四五”时期，成绩显著。", "2021-2025 review"),
        ("“十五五”开局之年，要起好步。", "2026 plan"),
        ("近年来，改革不断深化。", "review"),
        ("长期以来，基层力量不足。", "review"),
        ("未来一个时期，机遇大于挑战。", "plan"),
        ("Going forward, schools share buildings.", "plan"),
        ("So far, ten schools share buildings.", "review"),
        ("過去五年，我們完成了各項任務。", "2021-2025 review"),
        ("By 2030, every school has a library.", "2030 plan"),
        ("Over the past five years, ten schools were built.", "2021-2025 review"),
        ("Next year, two schools open.", "2027 plan"),
    ],
)
def test_sentences_say_their_time_at_their_beginning(sentence: str, expected: str) -> None:
    assert scope(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "入学率比2020年提高5个百分点。",
        "2020年水平为基准。",
        "本办法自2026年3月1日起施行。",
        "2024年4月10日第五次会议通过。",
        "落实《云河市2030年远景目标纲要》。",
        "推动“十五五”实现良好开局。",
        "2035年远景目标纲要提出的任务要分解。",
        "It was adopted on July 15, 2019, by the council.",
    ],
)
def test_a_year_that_is_compared_with_or_belongs_to_a_day_or_a_title_is_no_time_of_a_sentence(sentence: str) -> None:
    assert scope(sentence) == ""


def test_what_is_said_of_the_year_at_hand_needs_a_date() -> None:
    assert list(find_statements("今年，开工项目十个。", None)) == []


def test_the_turn_of_the_year_decides_which_years_are_past() -> None:
    spoken = "过去一年，成绩显著。"
    assert [str(found.period) for found in find_statements(spoken, Present(2026, 12))] == ["2026"]
    assert [found.period for found in find_statements(spoken, Present(2026, 7))] == [None]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2025年工作回顾", ["2025 review"]),
        ("“十四五”发展成就和“十五五”主要目标", ["2021-2025 review", "2026-2030 plan"]),
        ("2025年预算执行情况和2026年预算草案", ["2025 review", "2026 plan"]),
        ("关于《云河市第十五个五年规划纲要（草案）》的说明", ["2026-2030 plan"]),
        ("到2035年远景目标", ["2035 plan"]),
        ("发展基础", ["review"]),
        ("发展基础和面临形势", ["context"]),
        ("主要目标和任务", ["plan"]),
        ("Priorities for 2026", ["2026 plan"]),
        ("Review of 2025", ["2025 review"]),
        ("夯实高质量发展基础", []),
        ("优化营商环境", []),
        ("推动“十五五”开好局起好步", []),
        ("布局未来产业", []),
    ],
)
def test_headings_are_called_after_times_and_aspects_and_not_after_what_is_to_be_done(heading: str, expected: list[str]) -> None:
    assert [said(found) for found in read_heading(heading, SPRING)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云河市教育行动计划（2025—2027年）", ["2025-2027 plan"]),
        ("云河市2026年政府工作报告", []),
        ("云河市2025年预算执行情况报告", ["2025 review"]),
        ("云河市2025年工作总结和2026年工作打算", ["2025 review", "2026 plan"]),
        ("云河市养犬管理条例（2024年修订）", []),
        ("2026年云河市十件民生实事", ["2026 plan"]),
    ],
)
def test_a_plan_speaks_of_the_years_in_its_title_and_a_report_of_several_times(title: str, expected: list[str]) -> None:
    assert [said(found) for found in read_title(title, SPRING)] == expected


def test_a_title_that_names_two_years_says_which_of_them_is_planned() -> None:
    text = """云河市法治政府建设2025年工作总结和2026年工作打算

一、2025年主要工作

（一）主要任务完成情况

制定规章十二部，修订规章三部，全年清理规范性文件一百件。

二、存在的问题

执法队伍能力还有不足，基层力量仍然薄弱，宣传形式单一。

三、下一步工作打算

开展执法培训二十场，推进行政复议改革，全年办结案件一千件。
"""
    plan = load(text.encode())
    assert times(plan) == [
        "1 2025 review",
        "1.1 2025 review",
        "1.1/1 2025 review",
        "2 context",
        "2/1 context",
        "3 2026 plan",
        "3/1 2026 plan",
    ]


def test_a_heading_without_a_number_that_plans_a_year_stands_over_the_numbered_ones_beside_it() -> None:
    text = """# 云河市政府工作报告

## 2025年工作回顾

建成学校十所，改建学校五所，增加学位一万个，群众满意度稳步提升。

## 2026年工作安排

今年主要预期目标是：新建学校五所，增加学位五千个，培训教师一千人次。

## 一、办好学前教育

新建幼儿园二十所，实现乡镇公办中心园全覆盖，推动优质均衡发展。

## 二、办好职业教育

建设实训基地三个，培养技能人才两千人，深化产教融合。
"""
    assert [time for time in times(load(text.encode())) if "/" not in time] == [
        "1 2025 review",
        "2 2026 plan",
        "3 2026 plan",
        "4 2026 plan",
    ]


def test_tasks_among_achievements_are_no_plan() -> None:
    text = "云河市政府工作报告\n\n（2026年1月20日）\n\n一、2025年工作回顾\n\n（一）聚焦重大任务\n\n建成学校十所，改建学校五所，增加学位一万个。\n\n（二）主要任务\n\n各项任务全面完成，群众满意度稳步提升，安全形势稳定。\n"
    assert {said(unit.timing.scope) for unit in load(text.encode()).units if unit.kind == "section"} == {"2025 review"}


def test_what_looks_back_in_a_plan_does_not_speak_of_the_plan_s_own_years() -> None:
    text = """# 云河市教育规划（2026—2030年）

## 一、发展基础

教育普及水平显著提升，建成幼儿园五十所。“十四五”末，普惠率达到90%，群众满意度稳步提高。

## 二、主要任务

### （一）办好学前教育

新建幼儿园二十所，培训骨干教师一千人次，实现乡镇公办中心园全覆盖，推动优质均衡发展。
"""
    plan = load(text.encode())
    assert times(plan) == ["1 review", "1/1 review", "2 2026-2030 plan", "2.1 2026-2030 plan", "2.1/1 2026-2030 plan"]
    body = plan.unit["1/1"]
    assert said(body.timing.at(body.text.index("90%"))) == "2025 review"


def test_canonical_text_has_the_same_times() -> None:
    plan = load(REPORT.encode())
    assert load(write(plan)).timings == plan.timings


def test_nodes_of_the_json_have_their_period_and_aspect_and_no_key_where_nothing_is_known() -> None:
    nodes = json.loads(render_plan_json(load(REPORT.encode()), RenderOptions()))["nodes"]
    found = {node["id"]: (node.get("period"), node.get("aspect")) for node in nodes}
    assert found["1"] == (None, "review")
    assert found["2"] == ("2026-2030", "plan")
    assert "period" not in nodes[-1]
    assert "aspect" not in nodes[-1]
