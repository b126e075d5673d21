"""What time a target is of, and which targets of two plans are set against each other."""

from __future__ import annotations

import plandiff
from plandiff.model import Plan, TargetChange
from plandiff.targets import find_targets


def read(text: str) -> Plan:
    return plandiff.load(text.encode())


def report(year: int, results: str, targets: str) -> Plan:
    return read(
        f"# 清河市{year}年政府工作报告\n\n## 一、{year - 1}年工作回顾\n\n{results}\n\n## 二、{year}年工作安排\n\n今年主要预期目标是：{targets}\n"
    )


OLD = report(
    2030, "全年生产总值增长5.1%。城镇新增就业11万人。", "生产总值增长5%以上，城镇新增就业12万人以上，城镇调查失业率5.5%左右。"
)
NEW = report(
    2031, "全年生产总值增长5.6%。城镇新增就业11.5万人。", "生产总值增长5%左右，城镇新增就业12万人以上，城镇调查失业率6%左右。"
)


def kinds(change: TargetChange) -> tuple[str, str]:
    target = change.new or change.old
    assert target
    return " ".join(change.kinds), target.indicator


def test_result_target_and_plan_are_of_three_times() -> None:
    found = find_targets(
        read(
            "# 清河市2026年政府工作报告\n\n## 一、2025年工作回顾\n\n生产总值增长5.2%。\n\n## 二、“十五五”时期主要目标任务\n\n"
            "综合考虑实现2035年远景目标，提出生产总值年均增长5%。\n\n## 三、2026年重点工作\n\n今年生产总值预期增长5%左右。\n"
        )
    )
    assert [(str(target.period), target.period_source, target.aspect, target.year) for target in found] == [
        ("2025", "section", "review", None),
        ("2026-2030", "section", "plan", None),
        ("2026", "section", "plan", None),
    ]


def test_a_horizon_that_is_only_a_motive_dates_nothing() -> None:
    text = "## 一、“十六五”时期发展目标\n\n着眼2040年基本建成现代化新城，生产总值达到4500亿元。\n"
    (found,) = find_targets(read(f"# 清河市政府工作报告\n\n{text}"))
    assert (found.year, str(found.period)) == (None, "2031-2035")


def test_what_a_plan_says_grows_by_a_year_is_still_to_come() -> None:
    (found,) = find_targets(read("# Plan of Reed County\n\n## Goals\n\nIn 2027, output grows by 5%.\n"))
    assert (found.role, found.planned, str(found.year)) == ("change", True, "2027")


def test_a_year_goes_on_to_the_next_sentences_of_its_paragraph() -> None:
    found = find_targets(
        read(
            "# 清河市农业行动方案\n\n## 一、目标\n\n到2030年，装备明显改善。机械化率达到72%。\n\n到2035年，品类齐全。机械化率达到80%。\n"
        )
    )
    assert [(str(target.period), target.period_source) for target in found] == [("2030", "text"), ("2035", "text")]


def test_an_english_year_goes_on_to_the_next_sentences_of_its_paragraph() -> None:
    found = find_targets(
        read(
            "# Care plan\n\n## Progress so far\n\nIn 2024, the share of private homes was 20%. The share of nursing beds is 52%.\n\n"
            "## Goals\n\nBy 2027, the network is in place. The share of nursing beds reaches 60%. By 2030, all is done. It reaches 70%.\n\n"
            "Since 2015, 4,000 carers have been trained.\n"
        )
    )
    assert [(str(target.period), target.role) for target in found if target.unit == "%"] == [
        ("2024", "actual"),
        ("2024", "actual"),
        ("2027", "target"),
        ("2030", "target"),
    ]
    assert found[-1].role == "actual"


def test_a_rise_to_a_year_of_the_plan_is_a_target_however_many_years_it_starts_from() -> None:
    text = "入园率由2020年的91%提高到2025年的95%，巩固率从2020年的60%提高到2025年的70%。"
    plan = "# 清河市“{}”教育规划\n\n## 一、{}\n\n" + text
    for named, heading, reached in (("十四五", "目标", "target"), ("十五五", "发展基础", "actual")):
        roles = [target.role for target in find_targets(read(plan.format(named, heading)))]
        assert roles == ["baseline", reached] * 2


def test_the_next_report_says_what_was_met_and_missed_and_restates_nothing() -> None:
    changes = [kinds(change) for change in plandiff.compare(OLD, NEW, mode="versions").targets]
    assert ("met", "生产总值") in changes
    assert ("missed", "城镇新增就业") in changes
    assert not [kind for kind, _ in changes if "restated" in kind]
    assert ("raised", "城镇调查失业率") in changes
    assert ("vaguer", "生产总值") in changes


def test_what_an_account_says_of_a_target_counts_more_than_its_number() -> None:
    new = report(2031, "全年改造小区480个，未完成年度目标。", "生产总值增长5%左右。")
    old = report(2030, "全年生产总值增长5.1%。", "改造小区500个。")
    assert ("missed", "改造小区") in [kinds(change) for change in plandiff.compare(old, new, mode="versions").targets]


def test_a_reported_target_that_is_not_set_again_is_no_dropped_one() -> None:
    old = report(2030, "全年生产总值增长5.1%。", "改造小区500个。")
    new = report(2031, "全年改造小区520个。", "生产总值增长5%左右。")
    found = plandiff.compare(old, new, mode="versions")
    assert ("dropped reported", "改造小区") in [kinds(change) for change in found.targets]
    assert "target-removed" not in [finding.rule.id for finding in found.findings]
    assert "target-met" in [finding.rule.id for finding in found.findings]


def test_an_equal_name_comes_before_an_equal_value() -> None:
    old = report(2030, "平稳。", "城镇调查失业率5.5%左右，城镇登记失业率4.5%以内。")
    new = report(2031, "平稳。", "城镇调查失业率6%左右，城镇登记失业率5.5%左右。")
    pairs = {
        (c.old.indicator, c.old.text, c.new.text) for c in plandiff.compare(old, new, mode="versions").targets if c.old and c.new
    }
    assert pairs == {("城镇调查失业率", "5.5%左右", "6%左右"), ("城镇登记失业率", "4.5%以内", "5.5%左右")}


def test_a_plan_is_never_set_against_a_result() -> None:
    old = report(2030, "平稳。", "固定资产投资增长5%左右。")
    new = report(2031, "固定资产投资下降3.3%。", "抓好投资。")
    assert [change.kinds[0] for change in plandiff.compare(old, new, mode="versions").targets] == ["added", "dropped", "missed"]


def test_units_of_one_kind_are_compared() -> None:
    old, new = (report(2030, "平稳。", f"粮食产量{amount}以上。") for amount in ("436亿斤", "2200万吨"))
    (change,) = plandiff.compare(old, new, mode="versions").targets
    assert (change.kinds, change.difference) == (("raised",), 200000)


TABLE = "# 清河市教育规划{period}\n\n## 一、主要指标\n\n各县区分解落实下表任务。\n\n{rows}\n"


def table(*columns: str, period: str = "（2021—2025年）") -> Plan:
    values = {"2020年": "91%", "2025年": "95%", "2030年": "97%"}
    rows = [["指标", *columns], ["-"] * (len(columns) + 1), ["毛入园率", *(values[column] for column in columns)]]
    return read(TABLE.format(period=period, rows="\n".join(f"| {' | '.join(row)} |" for row in rows)))


def test_a_year_column_that_comes_or_goes_is_a_period_that_comes_or_goes() -> None:
    for period in ("（2021—2025年）", ""):
        for before, after in ((("2025年",), ("2025年", "2030年")), (("2020年", "2025年"), ("2020年", "2025年", "2030年"))):
            found = plandiff.compare(table(*before, period=period), table(*after, period=period))
            assert {change.kinds for change in found.targets} == {("unchanged",), ("added",)}
            assert {finding.rule.id for finding in found.findings} <= {"target-added", "column-added"}


def test_consecutive_plans_restate_no_baseline() -> None:
    old, new = table("2020年", "2025年"), table("2025年", "2030年", period="（2026—2030年）")
    rules = {finding.rule.id for finding in plandiff.compare(old, new, mode="versions").findings}
    assert {"target-met", "target-raised"} <= rules
    assert not rules & {"baseline-raised", "baseline-lowered", "deadline-postponed"}


def test_cells_state_what_a_value_starts_from_and_what_grows() -> None:
    found = find_targets(
        read(
            "# 清河市“十五五”规划\n\n## 主要目标\n\n| 指标 | 2025年 | 2030年 | 年均/累计 | 属性 |\n| - | - | - | - | - |\n"
            "| 城镇化率 | 60% | 63%→67.5% | — | 预期性 |\n| 研发强度 | — | 3.5%以上（2025年2.9%） | — | 预期性 |\n"
            "| 调查失业率（%） | 5.1 | — | <5.5 | 预期性 |\n| 单位GDP能耗降低（%） | — | — | 〔15〕 | 约束性 |\n"
            "| 常住人口 | — | —（29项指标中未设） | — | 预期性 |\n"
        )
    )
    assert [(t.indicator, t.role, t.direction, t.comparator, t.value, str(t.year or "")) for t in found] == [
        ("城镇化率", "baseline", "", "=", 60, "2025"),
        ("城镇化率", "baseline", "", "=", 63, ""),
        ("城镇化率", "target", "", "=", 67.5, "2030"),
        ("研发强度", "target", "", ">=", 3.5, "2030"),
        ("研发强度", "baseline", "", "=", 2.9, "2025"),
        ("调查失业率", "baseline", "", "=", 5.1, "2025"),
        ("调查失业率", "target", "", "<", 5.5, ""),
        ("单位GDP能耗降低", "change", "down", "=", 15, ""),
    ]


def test_targets_of_years_that_go_on_are_not_dropped_by_a_report_of_one_of_them() -> None:
    later = "\n\n## 三、“十五五”时期主要目标\n\n到2030年，森林覆盖率达到45%，生产总值年均增长5%。"
    old, new = report(2027, "平稳。", f"生产总值增长5%，造林9万亩。{later}"), report(2028, "平稳。", "生产总值增长5%。")
    found = plandiff.compare(old, new, mode="versions")
    assert {kinds(change) for change in found.targets if change.new is None} == {
        ("dropped open", "生产总值"),
        ("dropped open", "森林覆盖率"),
        ("dropped", "造林"),
    }


def test_a_year_named_in_a_look_back_on_another_holds_for_its_sentence_alone() -> None:
    found = find_targets(
        report(
            2031,
            "2027年启动的西山隧道建成通车，城区公交车达到700辆。\n\n2028年，我市率先试点长护险，试点街道达到12个。参保人数达到30万人。",
            "2032年承办全省运动会，今年新建体育公园20个。",
        )
    )
    assert [(target.indicator, str(target.period)) for target in found] == [
        ("城区公交车", "2030"),
        ("试点街道", "2028"),
        ("参保人数", "2030"),
        ("新建体育公园", "2031"),
    ]


def test_a_project_of_a_rolling_list_is_not_measured_by_another() -> None:
    plan = "# 清河市{}—{}年重点项目滚动清单\n\n## 一、项目\n\n{}\n"
    first = "（一）东桥改建工程，{}年建成，投资12亿元。\n\n（二）南环快速路二期工程，2032年建成，投资35亿元。"
    second = "（一）南环快速路二期工程，2032年建成，投资35亿元。\n\n（二）西湖隧道工程，2034年建成，投资9亿元。"
    old, new = read(plan.format(2031, 2033, first.format(2031))), read(plan.format(2032, 2034, second))
    found = plandiff.compare(old, new, mode="versions").targets
    assert sorted(kinds(change) for change in found) == [
        ("added", "投资"),
        ("dropped", "投资"),
        ("unchanged", "投资"),
    ]


def test_a_bound_says_what_meets_it_whatever_is_better() -> None:
    old = report(2030, "全年游客增长5%。", "夜间公交客运量增长30%以上。")
    new = report(2031, "夜间公交客运量增长41%。", "游客增长6%。")
    assert ("met", "夜间公交客运量") in [kinds(change) for change in plandiff.compare(old, new, mode="versions").targets]
