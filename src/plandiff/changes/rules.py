"""All that can be found in a comparison: one row a rule, in the order in which findings of one change are listed.

A row says who finds it and which more general rules it takes the place of. What each axis can say is in `model/finding.py`. Ids are a contract: configurations and accept files name them, and a
test pins them. docs/rules.md is made from this table.
"""

from __future__ import annotations

from typing import Final

from plandiff.model import Action, Bilingual, Level, Rule

KINDS: Final = ("section", "paragraph", "item", "table", "row")
"""Of units that have rules of their own."""

_SUBSTANCE: Final = (
    Rule(
        "target-lowered", "error", "target", "quantity", "lowered", "target-raised",
        "goals:find_goals",
        Bilingual("Target lowered: {name}, {old} → {new}", "目标降低：{name}，{old} → {new}"),
        Bilingual(
            "A target asks for less than before: its value fell, or rose where lower is better (class size, energy used).",
            "目标要求低于从前：数值下降；对越低越好的指标（班额、能耗），数值上升。",
        ),
    ),
    Rule(
        "target-raised", "info", "target", "quantity", "raised", "target-lowered",
        "goals:find_goals",
        Bilingual("Target raised: {name}, {old} → {new}", "目标提高：{name}，{old} → {new}"),
        Bilingual(
            "A target asks for more than before: its value rose, or fell where lower is better.",
            "目标要求高于从前：数值上升；对越低越好的指标，数值下降。",
        ),
    ),
    Rule(
        "target-weakened", "warning", "target", "strength", "weakened", "target-strengthened",
        "goals:find_goals",
        Bilingual("Target weakened: {name}, {old} → {new}", "目标弱化：{name}，{old} → {new}"),
        Bilingual(
            "A target became vaguer (about, a range, no number any more), its bound looser, or it is no longer binding.",
            "目标变得模糊（约数、区间、不再有数字）、界限放宽，或不再是约束性指标。",
        ),
    ),
    Rule(
        "target-strengthened", "info", "target", "strength", "strengthened", "target-weakened",
        "goals:find_goals",
        Bilingual("Target strengthened: {name}, {old} → {new}", "目标强化：{name}，{old} → {new}"),
        Bilingual(
            "A target became sharper, its bound tighter, or it is binding now.",
            "目标变得明确、界限收紧，或成为约束性指标。",
        ),
    ),
    Rule(
        "target-removed", "warning", "target", "existence", "removed", "target-added",
        "goals:find_goals",
        Bilingual("Target dropped: {name} {old}", "目标取消：{name} {old}"),
        Bilingual("A target of the old plan has no counterpart in the new one.", "旧规划的目标在新规划中没有对应。"),
    ),
    Rule(
        "target-added", "info", "target", "existence", "added", "target-removed",
        "goals:find_goals",
        Bilingual("New target: {name} {new}", "新增目标：{name} {new}"),
        Bilingual("A target of the new plan has no counterpart in the old one.", "新规划的目标在旧规划中没有对应。"),
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
    Rule(
        "deadline-postponed", "error", "deadline", "time", "postponed", "deadline-advanced",
        "deadlines:find_deadlines",
        Bilingual("Deadline postponed: {old} → {new}, {name}", "期限推迟：{old} → {new}，{name}"),
        Bilingual("What is to be done is due later than before.", "应完成的事项期限晚于从前。"),
    ),
    Rule(
        "deadline-advanced", "info", "deadline", "time", "advanced", "deadline-postponed",
        "deadlines:find_deadlines",
        Bilingual("Deadline advanced: {old} → {new}, {name}", "期限提前：{old} → {new}，{name}"),
        Bilingual("What is to be done is due earlier than before.", "应完成的事项期限早于从前。"),
    ),
    Rule(
        "deadline-removed", "warning", "deadline", "time", "removed", "deadline-added",
        "deadlines:find_deadlines",
        Bilingual("Deadline dropped: {old}, {name}", "期限取消：{old}，{name}"),
        Bilingual("What was due by a date has none any more.", "原有期限的事项不再有期限。"),
    ),
    Rule(
        "deadline-added", "info", "deadline", "time", "added", "deadline-removed",
        "deadlines:find_deadlines",
        Bilingual("Deadline set: {new}, {name}", "新设期限：{new}，{name}"),
        Bilingual("What had no date is due by one now.", "原无期限的事项有了期限。"),
    ),
    Rule(
        "obligation-weakened", "error", "task", "strength", "weakened", "obligation-strengthened",
        "obligations:find_obligations",
        Bilingual("Obligation weakened: “{old}” → “{new}”", "义务弱化：“{old}” → “{new}”"),
        Bilingual(
            "A duty (must, shall, is forbidden, or a plain task) became an aim, an encouragement or a permission (should, may).",
            "义务（应当、必须、严禁，或直接的任务）变为努力方向、鼓励或许可（力争、鼓励、支持、探索、可以）。",
        ),
    ),
    Rule(
        "obligation-strengthened", "info", "task", "strength", "strengthened", "obligation-weakened",
        "obligations:find_obligations",
        Bilingual("Obligation strengthened: “{old}” → “{new}”", "义务强化：“{old}” → “{new}”"),
        Bilingual("An aim, an encouragement or a permission became a duty.", "努力方向、鼓励或许可变为义务。"),
    ),
    Rule(
        "responsible-body-changed", "warning", "responsible body", "actor", "changed", "responsible-body-changed",
        "organizations:find_organizations",
        Bilingual("Responsible body changed: {old} → {new}", "责任单位变更：{old} → {new}"),
        Bilingual("Another body leads, is responsible or takes part.", "牵头、负责或参加的单位换了。"),
    ),
    Rule(
        "responsible-body-removed", "warning", "responsible body", "actor", "removed", "responsible-body-added",
        "organizations:find_organizations",
        Bilingual("Responsible body dropped: {old}", "责任单位减少：{old}"),
        Bilingual("A body no longer leads, is responsible or takes part.", "某单位不再牵头、负责或参加。"),
    ),
    Rule(
        "responsible-body-added", "info", "responsible body", "actor", "added", "responsible-body-removed",
        "organizations:find_organizations",
        Bilingual("Responsible body added: {new}", "责任单位增加：{new}"),
        Bilingual("One more body leads, is responsible or takes part.", "增加了牵头、负责或参加的单位。"),
    ),
    Rule(
        "project-removed", "warning", "project", "existence", "removed", "project-added",
        "projects:find_projects",
        Bilingual("Project dropped: {old}", "项目取消：{old}"),
        Bilingual(
            "A named project, programme or pilot of the old plan is named nowhere in the new one.",
            "旧规划列出的工程、项目、计划、行动或试点在新规划中不再出现。",
        ),
    ),
    Rule(
        "project-added", "info", "project", "existence", "added", "project-removed",
        "projects:find_projects",
        Bilingual("New project: {new}", "新增项目：{new}"),
        Bilingual(
            "A named project, programme or pilot of the new plan is named nowhere in the old one.",
            "新规划列出的工程、项目、计划、行动或试点在旧规划中没有出现。",
        ),
    ),
    Rule(
        "project-renamed", "info", "project", "wording", "renamed", "project-renamed",
        "projects:find_projects",
        Bilingual("Project renamed: {old} → {new}", "项目更名：{old} → {new}"),
        Bilingual("A project goes on under another name.", "项目换了名称。"),
    ),
    Rule(
        "safeguard-removed", "warning", "safeguard", "existence", "removed", "safeguard-added",
        "structure:find_structure",
        Bilingual("Safeguard dropped: {old}", "保障措施取消：{old}"),
        Bilingual(
            "Something was removed under a heading on safeguards, organization, supervision or evaluation.",
            "“保障”“组织实施”“监督”“评估”等标题之下的内容被删除。",
        ),
    ),
    Rule(
        "safeguard-added", "info", "safeguard", "existence", "added", "safeguard-removed",
        "structure:find_structure",
        Bilingual("New safeguard: {new}", "新增保障措施：{new}"),
        Bilingual(
            "Something was added under a heading on safeguards, organization, supervision or evaluation.",
            "“保障”“组织实施”“监督”“评估”等标题之下增加了内容。",
        ),
    ),
    Rule(
        "reference-broken", "warning", "structure", "scope", "removed", "",
        "references:find_references",
        Bilingual("Reference to a section that is gone: {new}", "所引条款已不存在：{new}"),
        Bilingual(
            "The new plan refers to a section or article of its own that only the old plan has.",
            "新规划引用了只存在于旧规划中的章节或条款。",
        ),
    ),
    Rule(
        "reference-moved", "warning", "structure", "scope", "moved", "",
        "references:find_references",
        Bilingual("Reference to what stands elsewhere now: {old} is now {new}", "所引条款已变动：原{old}现为{new}"),
        Bilingual(
            "A reference kept its number while what it referred to has another number now.",
            "引用的编号未改，而所引条款的编号已经改变。",
        ),
    ),
)  # fmt: skip

_UNITS: Final = (
    ("section", "Section", "章节"),
    ("paragraph", "Paragraph", "段落"),
    ("item", "Item", "列举项"),
    ("table", "Table", "表格"),
    ("row", "Table row", "表行"),
    ("column", "Table column", "表列"),
)
_ACTIONS: Final[tuple[tuple[Action, Action, str, str, str, str], ...]] = (
    ("removed", "added", "removed: {old}", "删除：{old}", "has no counterpart in the new plan", "在新规划中没有对应"),
    ("added", "removed", "added: {new}", "新增：{new}", "has no counterpart in the old plan", "在旧规划中没有对应"),
    ("moved", "moved", "moved: {new}", "移动：{new}", "stands elsewhere now", "换了位置"),
    ("renamed", "renamed", "renamed: {old} → {new}", "更名：{old} → {new}",
     "has another heading, caption or theme sentence", "换了标题、表题或主题句"),
    ("split", "merged", "split: {old}", "拆分：{old}", "became several", "拆成几个"),
    ("merged", "split", "merged: {new}", "合并：{new}", "was made of several", "由几个合成"),
)  # fmt: skip
_OF_GRIDS: Final[dict[str, tuple[Action, ...]]] = {
    "row": ("removed", "added", "moved"),
    "column": ("removed", "added", "moved", "renamed"),
}
"""Nothing is split in a grid, and a row has no name of its own."""


def _level(unit: str, action: Action) -> Level:
    return "warning" if action == "removed" and unit in ("section", "table") else "info"


_STRUCTURE: Final = tuple(
    Rule(
        f"{unit}-{action}",
        _level(unit, action),
        "structure",
        "scope" if action in ("split", "merged", "moved") else "wording" if action == "renamed" else "existence",
        action,
        f"{unit}-{mirror}",
        "structure:find_structure",
        Bilingual(f"{en} {said_en}", f"{zh}{said_zh}"),
        Bilingual(f"A {en.lower()} {why_en}.", f"{zh}{why_zh}。"),
    )
    for unit, en, zh in _UNITS
    for action, mirror, said_en, said_zh, why_en, why_zh in _ACTIONS
    if action in _OF_GRIDS.get(unit, (action,))
)

_PENALTY_KINDS: Final = (
    ("fine", "Fine", "罚款", "fine"),
    ("penalty", "Penalty", "处罚", "time of detention, imprisonment or disqualification"),
)
_PENALTY_ACTIONS: Final[tuple[tuple[Action, Action, Level, str, str, str, str], ...]] = (
    ("raised", "lowered", "info", "raised: {old} → {new}, {name}", "提高：{old} → {new}，{name}", "asks for more than before", "比从前多"),
    ("lowered", "raised", "warning", "lowered: {old} → {new}, {name}", "降低：{old} → {new}，{name}", "asks for less than before", "比从前少"),
    ("changed", "changed", "info", "changed: {old} → {new}, {name}", "变更：{old} → {new}，{name}",
     "is measured otherwise, or its least rose and its most fell", "计算方式不同，或下限与上限变化方向相反"),
    ("added", "removed", "info", "added: {new}, {name}", "新增：{new}，{name}", "is threatened that was not", "是新增的"),
    ("removed", "added", "warning", "dropped: {old}, {name}", "取消：{old}，{name}", "is threatened no more", "不再规定"),
)  # fmt: skip
_PENALTIES: Final = tuple(
    Rule(
        f"{kind}-{action}",
        level,
        "penalty",
        "existence" if action in ("added", "removed") else "quantity",
        action,
        f"{kind}-{mirror}",
        "penalties:find_changed_penalties",
        Bilingual(f"{en} {said_en}", f"{zh}{said_zh}"),
        Bilingual(f"A {what} {why_en}.", f"{zh}{why_zh}。"),
    )
    for kind, en, zh, what in _PENALTY_KINDS
    for action, mirror, level, said_en, said_zh, why_en, why_zh in _PENALTY_ACTIONS
)

_LIMITS: Final = (
    Rule(
        "duration-raised", "info", "limit", "time", "raised", "duration-lowered",
        "limits:find_limits",
        Bilingual("Longer time: {old} → {new}, {name}", "时间延长：{old} → {new}，{name}"),
        Bilingual("A time for which something is kept, announced or lasts is longer than before.", "保存、公告、有效等时间比从前长。"),
    ),
    Rule(
        "duration-lowered", "info", "limit", "time", "lowered", "duration-raised",
        "limits:find_limits",
        Bilingual("Shorter time: {old} → {new}, {name}", "时间缩短：{old} → {new}，{name}"),
        Bilingual("A time for which something is kept, announced or lasts is shorter than before.", "保存、公告、有效等时间比从前短。"),
    ),
    Rule(
        "threshold-raised", "info", "limit", "quantity", "raised", "threshold-lowered",
        "limits:find_limits",
        Bilingual("Threshold raised: {name}, {old} → {new}", "门槛数值提高：{name}，{old} → {new}"),
        Bilingual("A number from which, or up to which, something applies is higher than before.", "适用某项规定的界限数值比从前高。"),
    ),
    Rule(
        "threshold-lowered", "info", "limit", "quantity", "lowered", "threshold-raised",
        "limits:find_limits",
        Bilingual("Threshold lowered: {name}, {old} → {new}", "门槛数值降低：{name}，{old} → {new}"),
        Bilingual("A number from which, or up to which, something applies is lower than before.", "适用某项规定的界限数值比从前低。"),
    ),
)  # fmt: skip

_TERMS: Final = (
    Rule(
        "term-replaced", "info", "text", "wording", "replaced", "",
        "terms:find_terms",
        Bilingual("Term replaced: {old} → {new}, {n} places", "用语统一替换：{old} → {new}，{n} 处"),
        Bilingual("One word or body made room for the same other in several places.", "同一用语或机构名称在多处被同样替换。"),
    ),
)  # fmt: skip

_ELSEWHERE: Final = (
    Rule(
        "heading-removed", "info", "structure", "wording", "removed", "heading-added",
        "structure:find_structure",
        Bilingual("Heading removed, its text stays: {old}", "仅删除标题，内容保留：{old}"),
        Bilingual("A heading went, and most of what stood below it stands elsewhere.", "标题删除，其下的内容大多仍在别处。"),
    ),
    Rule(
        "heading-added", "info", "structure", "wording", "added", "heading-removed",
        "structure:find_structure",
        Bilingual("Heading added over text that was there: {new}", "为已有内容新增标题：{new}"),
        Bilingual("A heading came, and most of what stands below it stood elsewhere.", "新增标题，其下的内容大多原来就有。"),
    ),
    Rule(
        "section-rewritten", "info", "structure", "wording", "rewritten", "section-rewritten",
        "structure:find_structure",
        Bilingual("Section written anew: {old} → {new}", "章节重写：{old} → {new}"),
        Bilingual(
            "A section has no counterpart, but much of what it says stands in one section of the other plan.",
            "章节没有对应，但其内容有不少见于另一份规划的某一章节。",
        ),
    ),
    Rule(
        "text-copied", "info", "structure", "existence", "copied", "text-deduplicated",
        "structure:find_structure",
        Bilingual("Text copied: {new}", "文字重复出现：{new}"),
        Bilingual("A paragraph or an item that stays where it was stands in a second place now.", "保留在原处的段落或列举项又出现在别处。"),
    ),
    Rule(
        "text-deduplicated", "info", "structure", "existence", "deduplicated", "text-copied",
        "structure:find_structure",
        Bilingual("Repeated text removed: {old}", "删除重复文字：{old}"),
        Bilingual("A paragraph or an item that stood in two places stands in one now.", "原在两处出现的段落或列举项只剩一处。"),
    ),
)  # fmt: skip

_TEXT: Final = (
    Rule(
        "text-changed", "info", "text", "wording", "changed", "text-changed",
        "wording:find_wording",
        Bilingual("Text changed: {new}", "文字修改：{new}"),
        Bilingual("The words of a paragraph, an item or a row changed.", "段落、列举项或表行的文字有改动。"),
    ),
    Rule(
        "punctuation-changed", "info", "text", "wording", "changed", "punctuation-changed",
        "wording:find_wording",
        Bilingual("Only punctuation changed: {new}", "仅标点不同：{new}"),
        Bilingual("Nothing but punctuation changed.", "除标点外没有改动。"),
    ),
    Rule(
        "numbering-changed", "info", "structure", "numbering", "changed", "numbering-changed",
        "wording:find_wording",
        Bilingual("Renumbered: {old} → {new}", "重新编号：{old} → {new}"),
        Bilingual("Nothing but the number changed.", "除编号外没有改动。"),
    ),
)  # fmt: skip

_FIELDS: Final[tuple[tuple[str, Level, str, str], ...]] = (
    ("title", "info", "Title", "标题"),
    ("issuer", "warning", "Issuer", "发布机关"),
    ("date", "info", "Date", "日期"),
    ("period", "warning", "Period", "规划期"),
)
_METADATA: Final = tuple(
    Rule(
        f"{field}-changed",
        level,
        "metadata",
        "time" if field in ("date", "period") else "actor" if field == "issuer" else "wording",
        "changed",
        f"{field}-changed",
        "metadata:find_metadata",
        Bilingual(f"{en} changed: {{old}} → {{new}}", f"{zh}变更：{{old}} → {{new}}"),
        Bilingual(f"Both plans state their {en.lower()}, and differ in it.", f"两份规划的{zh}不同。"),
    )
    for field, level, en, zh in _FIELDS
)  # fmt: skip

_DOCUMENTS: Final = (
    Rule(
        "plan-removed", "error", "plan", "existence", "removed", "plan-added",
        "",
        Bilingual("Plan removed: {name}", "规划删除：{name}"),
        Bilingual(
            "A document went, and none that came is like it (between two states of a repository).",
            "文件已删除，新增文件中没有与之相近的（比较仓库的两个状态时）。",
        ),
    ),
    Rule(
        "plan-added", "info", "plan", "existence", "added", "plan-removed",
        "",
        Bilingual("Plan added: {name}", "新增规划：{name}"),
        Bilingual(
            "A document came, and none that went is like it (between two states of a repository).",
            "新增文件，已删除的文件中没有与之相近的（比较仓库的两个状态时）。",
        ),
    ),
)  # fmt: skip

RULES: Final[tuple[Rule, ...]] = (
    *_DOCUMENTS,
    *_METADATA,
    *_SUBSTANCE,
    *_PENALTIES,
    *_LIMITS,
    *_TERMS,
    *_STRUCTURE,
    *_ELSEWHERE,
    *_TEXT,
)
RULE: Final = {rule.id: rule for rule in RULES}


def rule_named(id: str) -> Rule:  # noqa: A002 - what it is called
    """The rule of that id; detectors look theirs up when they are imported. Raises `KeyError` for one that is not in the table."""
    return RULE[id]


def rules_by_kind(action: Action) -> dict[str, Rule]:
    """Kind of a unit -> the rule that says that one came, went, or became something else."""
    return {kind: RULE[id] for kind in KINDS if (id := f"{kind}-{action}") in RULE}  # noqa: A001 - what it is called
