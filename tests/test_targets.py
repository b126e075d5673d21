"""Targets as cases: a folder with one plan lists what it states, one with two plans what became of it.

`pytest --update` rewrites what the cases expect.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.model import Target, TargetChange, TargetKind
from plandiff.targets import find_targets
from plans import compared, plan

CASES = sorted((Path(__file__).parent / "targets").iterdir())
MIRROR: dict[TargetKind, TargetKind] = {
    "raised": "lowered",
    "vaguer": "sharper",
    "advanced": "postponed",
    "dated": "undated",
    "bound": "unbound",
    "added": "dropped",
}
MIRROR |= {theirs: ours for ours, theirs in MIRROR.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_states_what_it_expects(case: Path, update: bool) -> None:
    found = "".join(f"{line}\n" for line in _lines(case))
    if update:
        (case / "expected.txt").write_text(found, encoding="utf-8")
    assert found == (case / "expected.txt").read_text(encoding="utf-8")


def _lines(case: Path) -> list[str]:
    if old := next(case.glob("old.*"), None):
        changes = plandiff.compare(old, next(case.glob("new.*")), mode="versions").targets
        return [_change(change) for change in changes]
    return [_target(target) for target in find_targets(plandiff.load(next(case.glob("plan.*"))))]


def _target(target: Target | None) -> str:
    if target is None:
        return "·"
    value = "–".join(map(str, target.value)) if isinstance(target.value, tuple) else target.value
    words = [target.role, f"{target.comparator} {value} {target.unit}".rstrip(), f"«{target.text}»", target.indicator]
    if target.planned is not None:
        words.insert(1, ("planned " if target.planned else "past ") + (target.direction or "?"))
    words += [f"@{target.year}"] if target.year else []
    words += [target.binding] if target.binding else []
    return " ".join(words)


def _change(change: TargetChange) -> str:
    figures = f"{change.difference} ({change.percent}%)" if change.difference is not None else ""
    known = [*change.kinds, figures, change.effect, f"better {change.polarity}", change.within]
    return f"{' '.join(filter(None, known))}: {_target(change.old)} → {_target(change.new)}"


@pytest.mark.parametrize("case", [case for case in CASES if case.name.startswith("changes-")], ids=lambda case: case.name)
def test_swapped_plans_mirror_what_became_of_their_targets(case: Path) -> None:
    old, new = (next(case.glob(f"{side}.*")) for side in ("old", "new"))
    there = plandiff.compare(old, new, mode="versions").targets
    back = plandiff.compare(new, old, mode="versions").targets

    def key(change: TargetChange, *, swapped: bool) -> Any:
        sides = (change.new, change.old) if swapped else (change.old, change.new)
        kinds = {MIRROR.get(kind, kind) if swapped else kind for kind in change.kinds}
        if {"dropped", "added"} & kinds:  # what a plan still speaks of without a number is vaguer; the other way it is just added
            kinds -= {"vaguer", "sharper"}
        difference = change.difference if change.difference is None else change.difference * (-1 if swapped else 1)
        return [repr(side) for side in sides], sorted(kinds), difference

    settled = [change for change in there if not {"met", "missed", "disagreement"} & set(change.kinds)]
    mirrored = [change for change in back if not {"met", "missed", "disagreement"} & set(change.kinds)]
    assert sorted(map(str, (key(change, swapped=False) for change in settled))) == sorted(
        map(str, (key(change, swapped=True) for change in mirrored))
    )


def test_nothing_becomes_of_the_targets_of_a_plan_compared_with_itself() -> None:
    for case in CASES:
        if (case / "old.md").exists():
            same = plandiff.load(case / "old.md")
            changes = plandiff.compare(same, same, mode="versions").targets
            assert {kind for change in changes for kind in change.kinds} <= {"unchanged", "disagreement"}
            assert len([change for change in changes if change.kinds == ("unchanged",)]) == len(find_targets(same))


def test_a_target_says_where_in_its_paragraph_it_stands() -> None:
    numbered = plan("# 一、|目标\n- （一）|到２０２５年，毛入园率达到９８％以上，新增学位 3.2 万个。")
    targets = find_targets(numbered)
    assert [target.text for target in targets] == ["９８％以上", "3.2 万个"]
    for target in targets:
        assert target.paragraph.startswith("（一）到")
        assert target.paragraph[target.start : target.start + len(target.text)] == target.text


def test_a_full_width_number_with_full_width_separators_is_one_number() -> None:
    full = "# 一、|目标\n到２０２５年，共有学校１，２００所，在校生１２３，４５６人，三县分别建成１２，３４，５６所。"
    half = "# 一、|目标\n到2025年，共有学校1,200所，在校生123,456人，三县分别建成12，34，56所。"
    assert [(target.value, target.text) for target in find_targets(plan(full))[:2]] == [
        (1200, "１，２００所"),
        (123456, "１２３，４５６人"),
    ]
    assert {change.kinds for change in compared(full, half).targets} == {("unchanged",)}


def test_a_moved_and_renamed_target_is_found_again() -> None:
    old = "# 一、|目标\n到2025年，普惠性幼儿园覆盖率达到90%。\n# 二、|保障\n加强组织领导，完善督导评估制度，健全经费投入机制。"
    new = "# 一、|目标\n坚持公益普惠。\n# 二、|保障\n加强组织领导，完善督导评估制度，健全经费投入机制。\n到2025年，普惠性幼儿园在园幼儿覆盖率达到92%。"
    (change,) = plandiff.compare(plan(old), plan(new), mode="versions").targets
    assert change.kinds == ("raised", "renamed")
    assert (change.difference, change.percent, change.polarity, change.effect) == (2, 2.22, "higher", "stronger")


def test_rows_are_paired_by_name_and_never_by_ordinal() -> None:
    table = "# 一、|指标\n| 序号 | 指标 | 单位 | 2025年 |\n| 1 | 毛入园率 | % | 95 |\n| 2 | 巩固率 | % | 99 |"
    swapped = "# 一、|指标\n| 序号 | 指标 | 单位 | 2025年 |\n| 1 | 巩固率 | % | 99 |\n| 2 | 毛入园率 | % | 95 |"
    changes = plandiff.compare(plan(table), plan(swapped), mode="versions").targets
    assert [change.kinds for change in changes] == [("unchanged",), ("unchanged",)]


def test_a_raised_cap_on_something_bad_is_a_weaker_target() -> None:
    old = "# 一、|目标\n到2025年，小学平均班额不超过40人，生产事故死亡人数下降20%，培训教师500人。"
    (size, deaths, training) = plandiff.compare(
        plan(old), plan(old.replace("40", "45").replace("20%", "15%").replace("500", "600")), mode="versions"
    ).targets
    assert (size.kinds, size.polarity, size.effect) == (("raised",), "lower", "weaker")
    assert (deaths.kinds, deaths.polarity, deaths.effect) == (("lowered",), "higher", "weaker")
    assert (training.kinds, training.polarity, training.effect) == (("raised",), "unknown", "")


def test_headings_tell_what_was_reached_from_what_is_to_be() -> None:
    text = "# 一、|{}\n毛入园率达到95%。"
    assert [find_targets(plan(text.format(title)))[0].role for title in ("发展回顾", "主要目标")] == ["actual", "target"]


def test_targets_do_not_depend_on_what_was_read_before() -> None:
    read = plandiff.load(Path(__file__).parent / "targets/lists/plan.md")
    known: dict[object, tuple[Target, ...]] = {}
    assert find_targets(read, known) == find_targets(read, known) == find_targets(read)


def _green(area: str) -> str:
    return f"# 一、|目标\n到2025年，新建绿地面积达到{area}。"


@pytest.mark.parametrize(
    ("before", "after"), [("500m²", "600平方米"), ("500㎡", "600平方米"), ("30km²", "36平方千米"), ("5½m³", "6.6立方米")]
)
def test_values_compare_whichever_way_their_unit_is_written(before: str, after: str) -> None:
    (change,) = compared(_green(before), _green(after)).targets
    assert change.kinds == ("raised",)
    assert change.percent == 20


def test_a_unit_that_is_only_written_otherwise_is_a_change_of_the_text_and_none_of_the_target() -> None:
    comparison = compared(_green("500m²"), _green("500平方米"))
    assert [target.kinds for target in comparison.targets] == [("unchanged",)]
    assert [change.status for change in comparison.changes] == ["equal", "changed"]


def test_the_number_of_a_cell_is_reported_with_what_its_column_counts_in() -> None:
    table = "# 甲市规划\n\n| 指标 | 2025年 |\n|---|---|\n| 教育经费投入（亿元） | {} |\n| 毛入园率（%） | 95 |\n"
    comparison = plandiff.compare(table.format(450).encode(), table.format(410).encode())
    (finding,) = (finding for finding in comparison.findings if finding.rule.id == "target-lowered")
    assert finding.message("zh") == "目标降低：教育经费投入，450亿元 → 410亿元"
    assert [target.magnitude for target in plandiff.targets.find_targets(comparison.new)] == ["亿", ""]
    below = plandiff.compare(table.format("-1.5").encode(), table.format("－2").encode())
    (finding,) = (finding for finding in below.findings if finding.rule.id == "target-lowered")
    assert finding.message("zh") == "目标降低：教育经费投入，-1.5亿元 → －2亿元"


def test_a_target_without_a_name_is_reported_by_its_sentence() -> None:
    plans = (f"# 甲市规划\n\n## 一、目标\n\n到2030年，{value}%以上。\n".encode() for value in (95, 90))
    messages = [finding.message("zh") for finding in plandiff.compare(*plans).findings if finding.rule.id.startswith("target")]
    assert messages == ["目标降低：到2030年，90%以上。，95%以上 → 90%以上"]


def test_what_the_old_plan_reports_already_is_no_account_of_its_targets() -> None:
    text = "# 甲市社保方案\n\n## 一、任务\n\n2019年1月1日至2020年12月31日，将补贴申领条件由职工参加失业保险3年以上放宽至参保1年以上。\n"
    comparison = plandiff.compare(text.encode(), text.encode())
    assert comparison.targets
    assert not comparison.findings


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，绿地率由2020年的40%提高到45%。", [("40%", "2020", "绿地率"), ("45%", "2025", "绿地率")]),
        ("到2025年，绿地率从40%（2020年）提高到45%。", [("40%", "2020", "绿地率"), ("45%", "2025", "绿地率")]),
        ("到2025年，新增学位5万个，其中2023年新增1万个。", [("5万个", "2025", "新增学位"), ("1万个", "2023", "新增学位")]),
        ("到2025年，地区生产总值突破500亿元大关、增长6%以上。",
         [("突破500亿元", "2025", "地区生产总值"), ("6%以上", "2025", "地区生产总值")]),
        ("到2025年，地区生产总值达到500亿元，人均达到7万元。",
         [("500亿元", "2025", "地区生产总值"), ("7万元", "2025", "人均地区生产总值")]),
    ],
)  # fmt: skip
def test_a_target_has_its_own_year_and_a_whole_name(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    plan = plandiff.load(f"# 云河市绿地规划（2021—2025年）\n\n## 一、主要目标\n\n{sentence}\n".encode())
    assert [(target.text, str(target.period or ""), target.indicator) for target in find_targets(plan)] == expected


def test_a_growth_that_became_a_fall_differs_by_both() -> None:
    report = "# 云河市工作报告\n\n## 一、2025年工作回顾\n\n固定资产投资{}。\n"
    (change,) = plandiff.compare(*(report.format(text).encode() for text in ("增长3%", "下降2%")), mode="versions").targets
    assert change.difference == -5
