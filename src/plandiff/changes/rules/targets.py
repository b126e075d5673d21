"""Rules about targets: what they require, and what is reported as reached."""

from __future__ import annotations

from typing import Final

from plandiff.model import Bilingual, Rule

TARGETS: Final = (
    Rule(
        "target-lowered", "warning", "target", "quantity", "lowered", "target-raised",
        "goals:find_goals",
        Bilingual("Target lowered: {name}, {old} → {new}", "目标降低：{name}，{old} → {new}"),
        Bilingual(
            "A target asks for less than before: its value fell, or rose where lower is better (class size, energy used).",
            "目标要求低于从前：数值下降；对越低越好的指标（班额、能耗），数值上升。",
        ),
        of_laws=Bilingual("Requirement lowered: {name}, {old} → {new}", "要求降低：{name}，{old} → {new}"),
    ),
    Rule(
        "target-raised", "info", "target", "quantity", "raised", "target-lowered",
        "goals:find_goals",
        Bilingual("Target raised: {name}, {old} → {new}", "目标提高：{name}，{old} → {new}"),
        Bilingual(
            "A target asks for more than before: its value rose, or fell where lower is better.",
            "目标要求高于从前：数值上升；对越低越好的指标，数值下降。",
        ),
        of_laws=Bilingual("Requirement raised: {name}, {old} → {new}", "要求提高：{name}，{old} → {new}"),
    ),
    Rule(
        "target-weakened", "info", "target", "strength", "weakened", "target-strengthened",
        "goals:find_goals",
        Bilingual("Target weakened: {name}, {old} → {new}", "目标弱化：{name}，{old} → {new}"),
        Bilingual(
            "A target became vaguer (about, a range, no number any more), its bound looser, or it is no longer binding.",
            "目标变得模糊（约数、区间、不再有数字）、界限放宽，或不再是约束性指标。",
        ),
        of_laws=Bilingual("Requirement eased: {name}, {old} → {new}", "要求放宽：{name}，{old} → {new}"),
    ),
    Rule(
        "target-strengthened", "info", "target", "strength", "strengthened", "target-weakened",
        "goals:find_goals",
        Bilingual("Target strengthened: {name}, {old} → {new}", "目标强化：{name}，{old} → {new}"),
        Bilingual(
            "A target became sharper, its bound tighter, or it is binding now.",
            "目标变得明确、界限收紧，或成为约束性指标。",
        ),
        of_laws=Bilingual("Requirement tightened: {name}, {old} → {new}", "要求收紧：{name}，{old} → {new}"),
    ),
    Rule(
        "target-removed", "warning", "target", "existence", "removed", "target-added",
        "goals:find_goals",
        Bilingual("Target dropped: {name} {old}", "目标取消：{name} {old}"),
        Bilingual("A target of the old plan has no counterpart in the new one.", "旧规划的目标在新规划中没有对应。"),
        of_laws=Bilingual("Required number dropped: {name} {old}", "数量要求取消：{name} {old}"),
    ),
    Rule(
        "target-added", "info", "target", "existence", "added", "target-removed",
        "goals:find_goals",
        Bilingual("New target: {name} {new}", "新增目标：{name} {new}"),
        Bilingual("A target of the new plan has no counterpart in the old one.", "新规划的目标在旧规划中没有对应。"),
        of_laws=Bilingual("New required number: {name} {new}", "新增数量要求：{name} {new}"),
    ),
    Rule(
        "target-renamed", "info", "target", "wording", "renamed", "target-renamed",
        "goals:find_goals",
        Bilingual("Indicator renamed: {old} → {new}", "指标更名：{old} → {new}"),
        Bilingual("A target's indicator has another name.", "目标的指标换了名称。"),
    ),
    Rule(
        "baseline-raised", "warning", "target", "quantity", "raised", "baseline-lowered",
        "goals:find_goals",
        Bilingual("Baseline restated upwards: {name}, {old} → {new}", "基数调高：{name}，{old} → {new}"),
        Bilingual(
            "A baseline or a value said to be reached is stated higher than before.",
            "基期值或已达到的数值比从前表述得高。",
        ),
    ),
    Rule(
        "baseline-lowered", "warning", "target", "quantity", "lowered", "baseline-raised",
        "goals:find_goals",
        Bilingual("Baseline restated downwards: {name}, {old} → {new}", "基数调低：{name}，{old} → {new}"),
        Bilingual(
            "A baseline or a value said to be reached is stated lower than before.",
            "基期值或已达到的数值比从前表述得低。",
        ),
    ),
    Rule(
        "target-missed", "warning", "target", "quantity", "changed", "",
        "goals:find_goals",
        Bilingual("Target missed: {name}, {old} was planned, {new} reached", "目标未实现：{name}，规划 {old}，实际 {new}"),
        Bilingual("The new plan reports a value that falls short of the old plan's target.", "新规划报告的数值未达到旧规划的目标。"),
    ),
    Rule(
        "target-met", "info", "target", "quantity", "changed", "",
        "goals:find_goals",
        Bilingual("Target met: {name}, {old} was planned, {new} reached", "目标已实现：{name}，规划 {old}，实际 {new}"),
        Bilingual("The new plan reports a value that meets the old plan's target.", "新规划报告的数值达到旧规划的目标。"),
    ),
    Rule(
        "target-contradicted", "warning", "target", "quantity", "changed", "",
        "goals:find_goals",
        Bilingual("Table and body disagree: {name}, table {old}, body {new}", "表文不一致：{name}，表中 {old}，正文 {new}"),
        Bilingual("A table and the body of the new plan state different values of one target.", "新规划的表格与正文对同一目标的数值表述不同。"),
    ),
)  # fmt: skip
