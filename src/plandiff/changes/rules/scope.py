"""Rules about what a plan applies to, what it requires of applicants, and what it pays."""

from __future__ import annotations

from typing import Final

from plandiff.model import Bilingual, Rule

SCOPE: Final = (
    Rule(
        "scope-widened", "info", "scope", "scope", "widened", "scope-narrowed",
        "scope:find_scope",
        Bilingual("Scope widened: {name}", "适用范围扩大：{name}"),
        Bilingual(
            "What the plan says it applies to has more in it than before, or what it does not apply to has less.",
            "规定适用的对象或事项比从前多，或不适用的比从前少。",
        ),
    ),
    Rule(
        "scope-narrowed", "info", "scope", "scope", "narrowed", "scope-widened",
        "scope:find_scope",
        Bilingual("Scope narrowed: {name}", "适用范围缩小：{name}"),
        Bilingual(
            "What the plan says it applies to has less in it than before, or what it does not apply to has more.",
            "规定适用的对象或事项比从前少，或不适用的比从前多。",
        ),
    ),
    Rule(
        "scope-changed", "info", "scope", "scope", "changed", "scope-changed",
        "scope:find_scope",
        Bilingual("Scope changed: {old} → {new}", "适用范围变更：{old} → {new}"),
        Bilingual("The plan says in other words what it applies to, or does not.", "规定适用或不适用的对象、事项有变动。"),
    ),
)  # fmt: skip

CONDITIONS: Final = (
    Rule(
        "condition-eased", "info", "condition", "existence", "eased", "condition-tightened",
        "conditions:find_conditions",
        Bilingual("Condition eased: {old} → {new}", "条件放宽：{old} → {new}"),
        Bilingual(
            "A condition of a list went, another way to meet it came, or a qualification asks for less than before.",
            "所列条件减少，或可满足的情形增加，或学历、职称、年限等要求降低。",
        ),
    ),
    Rule(
        "condition-tightened", "info", "condition", "existence", "tightened", "condition-eased",
        "conditions:find_conditions",
        Bilingual("Condition tightened: {old} → {new}", "条件收紧：{old} → {new}"),
        Bilingual(
            "A condition of a list came, a way to meet it went, or a qualification asks for more than before.",
            "所列条件增加，或可满足的情形减少，或学历、职称、年限等要求提高。",
        ),
    ),
    Rule(
        "licence-eased", "info", "condition", "strength", "eased", "licence-tightened",
        "licences:find_licences",
        Bilingual("Licence eased: “{old}” → “{new}”", "许可放宽：“{old}” → “{new}”"),
        Bilingual("What needed approval needs to be filed only, or needs none.", "原须许可、批准的事项改为备案或者告知，或不再需要。"),
    ),
    Rule(
        "licence-tightened", "info", "condition", "strength", "tightened", "licence-eased",
        "licences:find_licences",
        Bilingual("Licence tightened: “{old}” → “{new}”", "许可收紧：“{old}” → “{new}”"),
        Bilingual("What was filed only, or needed nothing, needs approval.", "原只须备案、告知或不需要许可的事项改为许可、批准。"),
    ),
)  # fmt: skip

FUNDING: Final = (
    Rule(
        "funding-raised", "info", "funding", "quantity", "raised", "funding-lowered",
        "funding:find_funding",
        Bilingual("Funding raised: {old} → {new}, {name}", "资金增加：{old} → {new}，{name}"),
        Bilingual("A grant pays more, or may reach more, than before.", "补助、奖励等的标准或者上限比从前高。"),
    ),
    Rule(
        "funding-lowered", "info", "funding", "quantity", "lowered", "funding-raised",
        "funding:find_funding",
        Bilingual("Funding lowered: {old} → {new}, {name}", "资金减少：{old} → {new}，{name}"),
        Bilingual("A grant pays less, or may reach less, than before.", "补助、奖励等的标准或者上限比从前低。"),
    ),
    Rule(
        "funding-removed", "info", "funding", "existence", "removed", "funding-added",
        "funding:find_funding",
        Bilingual("Funding dropped: {old}", "资金安排取消：{old}"),
        Bilingual("A fund, a grant or a budget that was promised is promised nowhere now.", "原有的资金、补助或经费安排不再出现。"),
    ),
    Rule(
        "funding-added", "info", "funding", "existence", "added", "funding-removed",
        "funding:find_funding",
        Bilingual("New funding: {new}", "新增资金安排：{new}"),
        Bilingual("A fund, a grant or a budget is promised that was not.", "新增资金、补助或经费安排。"),
    ),
)  # fmt: skip
