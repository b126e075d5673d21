"""Messages about the plans of two regions, where they differ from those about versions, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Language

REGIONS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "added": "only in {B}",
        "deleted": "only in {A}",
        "changed": "worded differently",
        "renamed": "titled differently",
        "listing": "All differences",
        "page_title": "{A} and {B} – Comparison",
        "some_changed": "{shared} of {total} sections have a counterpart",
        "unchanged": "{count} the same",
        "quantities": "Targets and other numbers",
        "doubtful": "similarity {percent}%",
        "numbers_changed": "in both",
        "numbers_dropped": "only in {A}",
        "numbers_added": "only in {B}",
        "target_raised": "higher in {B}",
        "target_lowered": "lower in {B}",
        "target_restated": "another value",
        "target_advanced": "earlier in {B}",
        "target_postponed": "later in {B}",
        "target_dated": "dated only in {B}",
        "target_undated": "dated only in {A}",
        "target_bound": "binding only in {B}",
        "target_unbound": "binding only in {A}",
        "target_renamed": "named differently",
        "target_vaguer": "vaguer in {B}",
        "target_sharper": "more exact in {B}",
        "effect_weaker": "{B} asks for less",
        "full_old": "Full text, {A}",
        "full_new": "Full text, {B}",
        "target_count": "{count} targets differ",
        "target_count_one": "1 target differs",
        "deletion": "only in {A}:",
        "insertion": "only in {B}:",
        "kinds": "Differences by kind",
        "strip": "Where the differences are, from the beginning of the plan to its end",
        "contents_hint": "with counts of differences",
        "previous": "Previous difference",
        "next": "Next difference",
        "position": "Difference",
        "view_changes": "Differences only",
        "key_note": "note on the difference",
        "key_next": "next difference",
        "key_previous": "previous difference",
        "legend_noise": "typography only, not counted",
        "noise_line": "Typography only, not counted as differences",
        "none_changed": "Nothing differs but typography and numbering",
        "changed_before": "The sections are the same; {count} differences before the first section",
        "changed_before_one": "The sections are the same; 1 difference before the first section",
        "changed_without": "{count} differences; there are no sections",
        "changed_without_one": "1 difference; there are no sections",
        "more": "… and {count} more differences; -o report.html shows all",
        "more_cut": "… and {count} more differences, left out for length; plandiff compare -o report.html shows all",
    },
    "zh": {
        "added": "仅{B}有",
        "deleted": "仅{A}有",
        "changed": "表述不同",
        "renamed": "标题不同",
        "listing": "差异一览",
        "page_title": "{A}与{B}对照",
        "some_changed": "{total} 节中有 {shared} 节相互对应",
        "unchanged": "{count} 段相同",
        "quantities": "指标与其他数字",
        "doubtful": "相似度 {percent}%",
        "numbers_changed": "双方都有",
        "numbers_dropped": "仅{A}有",
        "numbers_added": "仅{B}有",
        "target_raised": "{B}较高",
        "target_lowered": "{B}较低",
        "target_restated": "数值不同",
        "target_advanced": "{B}较早",
        "target_postponed": "{B}较晚",
        "target_dated": "仅{B}有时限",
        "target_undated": "仅{A}有时限",
        "target_bound": "仅{B}为约束性",
        "target_unbound": "仅{A}为约束性",
        "target_renamed": "名称不同",
        "target_vaguer": "{B}较模糊",
        "target_sharper": "{B}较明确",
        "effect_weaker": "{B}要求较低",
        "full_old": "{A}全文",
        "full_new": "{B}全文",
        "target_count": "不同的指标 {count} 项",
        "target_count_one": "不同的指标 1 项",
        "deletion": "仅{A}有：",
        "insertion": "仅{B}有：",
        "kinds": "各类差异",
        "strip": "差异的位置，从开头到结尾",
        "contents_hint": "数字为差异处数",
        "previous": "上一处差异",
        "next": "下一处差异",
        "position": "差异",
        "view_changes": "只看差异",
        "key_note": "为当前差异写批注",
        "key_next": "下一处差异",
        "key_previous": "上一处差异",
        "legend_noise": "仅排版不同，不计为差异",
        "noise_line": "仅排版差异，不计为内容差异",
        "none_changed": "除排版和序号外没有差异",
        "changed_before": "各节相同，首节之前有 {count} 处差异",
        "changed_before_one": "各节相同，首节之前有 1 处差异",
        "changed_without": "文件不分节，有 {count} 处差异",
        "changed_without_one": "文件不分节，有 1 处差异",
        "more": "……另有 {count} 处差异；用 -o report.html 查看全部",
        "more_cut": "……另有 {count} 处差异，因篇幅略去；用 plandiff compare -o report.html 查看全部",
    },
}
"""Different wording for two regions' plans, neither a version of the other. {A} and {B} are their names."""

GRADES: Final[dict[Language, dict[str, str]]] = {
    "en": {"same": "same matter", "part": "same matter in part", "touched": "touched on"},
    "zh": {"same": "同一事项", "part": "部分同一事项", "touched": "略有涉及"},
}
DEGREES: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "high": "very similar ({percent}%)",
        "middle": "partly similar ({percent}%)",
        "low": "worded differently ({percent}%)",
    },
    "zh": {"high": "相近程度高（{percent}%）", "middle": "相近程度中（{percent}%）", "low": "相近程度低（{percent}%）"},
}
_COMMA: Final[dict[Language, str]] = {"en": ", ", "zh": "，"}
SIMILARITY: Final[dict[Language, dict[str, str]]] = {
    language: {f"similarity_{degree}": words for degree, words in DEGREES[language].items()}
    | {
        f"similarity_{grade}_{degree}": f"{matter}{_COMMA[language]}{words}"
        for grade, matter in GRADES[language].items()
        for degree, words in DEGREES[language].items()
    }
    for language in GRADES
}
"""How far two regions deal with the same matter, and how similar their wording is."""
