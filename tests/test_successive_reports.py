"""What is claimed of two reports that one body makes in successive years: results, new targets, and tasks in new words."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.language.durations import find_durations
from plandiff.language.penalties import find_penalties
from plandiff.language.quantities import find_quantities
from plandiff.model import Comparison
from plandiff.targets import find_targets


def report(year: int, *tasks: str, review: str = "各项工作平稳推进。") -> str:
    heading = f"# {year}年国务院政府工作报告\n\n## 一、{year - 1}年工作回顾\n\n{review}\n\n## 二、{year}年工作任务"
    return "\n\n".join((heading, *tasks, ""))


def stated(*tasks: str) -> list[tuple[str, str]]:
    """(indicator, text) of each target of a report."""
    return [(target.indicator, target.text) for target in find_targets(plandiff.load(report(2031, *tasks).encode()))]


def compared(old: str, new: str, mode: str = "versions") -> Comparison:
    return plandiff.compare(old.encode(), new.encode(), mode=mode)  # type: ignore[arg-type]


def rules_in_order(old: str, new: str, mode: str = "versions") -> list[str]:
    """The rules met, in order, without those about text, titles and sections."""
    areas = "target", "baseline", "project", "obligation", "deadline", "duration"
    return [finding.rule.id for finding in compared(old, new, mode).findings if finding.rule.id.startswith(areas)]


def rules(old: str, new: str, mode: str = "versions") -> set[str]:
    return set(rules_in_order(old, new, mode))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年赤字率拟按4%左右安排、比上年提高1个百分点。", [("赤字率", "4%左右"), ("赤字率", "1个百分点")]),
        ("拟连续几年发行专项建设国债，专门用于水利，今年先发行300亿元。", [("专项建设国债", "300亿元")]),
        ("继续实施退牧还草，今年拟安排50万亩。", [("继续实施退牧还草", "50万亩")]),
        (
            "城乡医保和基本公卫服务经费人均补助标准分别再提高30元和5元。",
            [("城乡医保人均补助标准", "30元"), ("基本公卫服务经费人均补助标准", "5元")],
        ),
        ("按不低于5%的幅度压减一般性支出。", [("一般性支出", "不低于5%")]),
        ("三是取消涉企收费25项。", [("取消涉企收费", "25项")]),
        ("淘汰钢铁270万吨、平板玻璃350万标准箱等落后产能。", [("淘汰钢铁", "270万吨"), ("平板玻璃", "350万标准箱")]),
        ("农民医保补助标准提高到人均320元。", [("农民医保补助标准", "320元")]),
        ("货运量预期增长6%左右。", [("货运量", "6%左右")]),
        ("旅客周转量增长目标定为7%。", [("旅客周转量增长目标", "7%")]),
        ("省级补助增加15亿元、规模98亿元。", [("省级补助", "15亿元"), ("省级补助规模", "98亿元")]),
        ("《纲要（草案）》提出了“十五五”期间单位产值水耗降低20%的目标。", [("单位产值水耗", "20%")]),
    ],
)
def test_a_name_is_what_is_measured_and_not_what_is_done_about_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "坚持在互利五项原则的基础上发展友好合作。",
        "今年重点抓好三项工作。",
        "严把土地和信贷两个闸门。",
        "落实生育两个孩子的配套政策。",
        "抓好共建八项行动的落实。",
        "破除城乡二元结构。",
        "把万家忧乐放在心头，坚持百家争鸣。",
        "分两步走，健全机制。",
    ],
)
def test_what_is_named_by_a_small_number_is_not_counted(sentence: str) -> None:
    assert stated(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "今年高校毕业生将达72万人，要开发更多岗位。",
        "目前还有几十万人住在棚户区，要继续改造。",
        "目前我市教育经费支出超过20亿元，必须用好。",
    ],
)
def test_how_things_stand_today_is_no_target(sentence: str) -> None:
    plan = plandiff.load(report(2031, sentence).encode())
    assert [target for target in find_targets(plan) if target.role == "target"] == []


def test_steps_are_a_unit_after_digits() -> None:
    assert [(found.value, found.unit) for found in find_quantities("每天走1万步以上")] == [(10000, "步")]


def test_an_anniversary_is_no_number_of_weeks() -> None:
    assert [found.text for found in find_durations("纪念建市80周年，培训2周")] == ["2周"]


@pytest.mark.parametrize(
    "sentence", ["每延误一日处五百元罚款。", "每逾期一日处以五百元的罚款。", "每日处五百元罚款。", "每超过一日罚五百元罚款。"]
)
def test_what_a_fine_is_multiplied_by_is_not_its_verb(sentence: str) -> None:
    assert [(found.high, found.unit) for found in find_penalties(sentence)] == [(500, "元/日")]


@pytest.mark.parametrize("mode", ["versions", "regions"])
def test_targets_of_successive_reports_are_compared_however_the_texts_are(mode: str) -> None:
    old = report(2030, "全市生产总值增长6%左右，完成3万个行政村通光纤。", "财政赤字安排200亿元。")
    new = report(2031, "全市生产总值增长5%左右，再完成2万个行政村通光纤。", "财政赤字安排300亿元。")
    assert rules(old, new, mode) == {"target-lowered", "target-raised"}


def test_reports_without_a_year_in_common_words_stay_two_regions() -> None:
    one = "# 政府工作报告\n\n## 一、工作任务\n\n全市绿化覆盖率达到45%。\n"
    other = "# 政府工作报告\n\n## 一、重点工作\n\n全县绿化覆盖率达到41%。\n"
    kinds = [kind for change in compared(one, other, "regions").targets for kind in change.kinds]
    assert "lowered" in kinds  # compared as regions are: no year says that one follows the other


def test_a_target_stated_once_more_is_not_new() -> None:
    old = report(2030, "主要预期目标是：城镇调查失业率5.5%左右；居民消费价格涨幅3%左右。")
    new = report(
        2031,
        "主要预期目标是：城镇调查失业率5.5%左右；居民消费价格涨幅2%左右。",
        "城镇调查失业率5.5%左右，考虑了就业压力。居民消费价格涨幅2%左右，是为了改善供求。",
    )
    assert rules(old, new) == {"target-raised"}
    assert rules(new, old) == {"target-lowered"}


def test_how_much_a_level_differs_from_last_year_is_not_told_beside_it() -> None:
    old = report(2030, "赤字规模4万亿元、比上年增加1800亿元。")
    new = report(2031, "赤字规模5万亿元、比上年增加1万亿元。")
    assert rules_in_order(old, new) == ["target-raised"]
    alone = report(2030, "粮食产量比上年增加20万吨。"), report(2031, "粮食产量比上年增加30万吨。")
    assert rules(*alone) == {"target-raised"}


def test_what_the_next_report_starts_from_is_no_restated_baseline() -> None:
    old = report(2030, "医保补助标准由每人240元提高到280元。")
    new = report(2031, "医保补助标准由每人280元提高到320元。")
    assert rules(old, new) == {"target-raised", "target-met"}


def test_a_larger_deficit_is_neither_better_nor_worse() -> None:
    old, new = report(2030, "赤字率3%左右。"), report(2031, "赤字率4%左右。")
    assert rules(old, new) == {"target-raised"}
    assert rules(new, old) == {"target-lowered"}


def test_the_next_report_words_its_tasks_anew() -> None:
    old = report(2030, "对这些问题，我们要采取措施，切实加以解决。")
    assert rules(old, report(2031, "对这些问题，我们要采取措施，努力加以解决。")) == set()
    assert rules(old.replace("切实加以", "加以"), report(2031, "对这些问题，我们要采取措施，努力加以解决。")) == {
        "obligation-weakened"
    }


def test_a_value_of_a_year_is_no_deadline() -> None:
    old = report(2030, "资本充足率由2025年底的8%提高到2029年的13%，要继续巩固。")
    assert rules(old, report(2031, "资本充足率继续提高，要继续巩固。")) <= {"target-removed", "target-weakened"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("实施标准提升行动，扩大内需。", "实施提振消费专项行动，扩大内需。", {"project-removed", "project-added"}),
        ("实施降低物流成本行动。", "实施降低全社会物流成本专项行动。", {"project-renamed"}),
        ("开展安全生产专项整治三年行动。", "开展安全生产专项整治。", set()),
        ("启动土地承包到期后延长30年整省试点。", "有序推进土地承包到期后延长30年试点，扩大整省范围。", set()),
        ("推进扩大职业伤害保障试点。", "完善职业伤害保障。", set()),
        ("加快组织实施和超前布局重大科技项目。", "加快布局。", set()),
        ("不搞劳民伤财的“形象工程”、“政绩工程”。", "力戒形式主义。", set()),
    ],
)
def test_a_project_is_dropped_where_nothing_names_it_any_more(old: str, new: str, expected: set[str]) -> None:
    assert {rule for rule in rules(report(2030, old), report(2031, new)) if rule.startswith("project")} == expected


def test_the_same_project_in_another_section_is_renamed_and_not_dropped() -> None:
    old = report(2030, "实施降低物流成本行动，畅通循环。", "办好养老服务，建设村级互助点。")
    new = report(2031, "畅通循环，降低成本。", "办好养老服务，建设村级互助点。开展降低全社会物流成本专项行动。")
    assert {rule for rule in rules(old, new) if rule.startswith("project")} == {"project-renamed"}


def test_the_next_report_need_not_repeat_a_target_for_a_later_year() -> None:
    old = report(2030, "到2035年，森林覆盖率达到45%。今年造林30万亩。")
    assert rules(old, report(2031, "今年造林20万亩。")) == {"target-lowered"}
    assert rules(report(2030, "今年造林20万亩。"), report(2031, "到2035年，森林覆盖率达到45%。今年造林30万亩。")) == {
        "target-raised",
        "target-added",
    }
