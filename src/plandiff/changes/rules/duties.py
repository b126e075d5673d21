"""Rules about tasks: by when, how strictly, by whom, and in which projects and safeguards."""

from __future__ import annotations

from typing import Final

from plandiff.model import Bilingual, Rule

DUTIES: Final = (
    Rule(
        "deadline-postponed", "warning", "deadline", "time", "postponed", "deadline-advanced",
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
        "interval-removed", "info", "task", "time", "removed", "interval-added",
        "intervals:find_intervals",
        Bilingual("Periodic duty dropped: {old}", "定期义务取消：{old}"),
        Bilingual("What was to be done every so often is to be done so no more.", "原应每年、每季度等定期完成的事项不再要求定期完成。"),
    ),
    Rule(
        "interval-added", "info", "task", "time", "added", "interval-removed",
        "intervals:find_intervals",
        Bilingual("Periodic duty set: {new}", "新增定期义务：{new}"),
        Bilingual("What was not asked for every so often is now.", "新增应每年、每季度等定期完成的事项。"),
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
        "enforcing-body-changed", "info", "responsible body", "actor", "changed", "",
        "enforcement:find_enforcing_bodies",
        Bilingual("Enforcing body changed: {old} → {new}", "执法机关变更：{old} → {new}"),
        Bilingual("Another body orders, fines or takes away than before.", "责令、处罚、没收的机关换了。"),
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
)  # fmt: skip

SAFEGUARDS: Final = (
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
)  # fmt: skip
