"""What is paid: grants whose amount or ceiling changed, and promises of money that were added or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact_alone
from plandiff.changes.goals import fact_of
from plandiff.changes.grants import is_grant
from plandiff.changes.rules import rule_named
from plandiff.changes.statements import find_alone, is_binding
from plandiff.language.headed import headed
from plandiff.model import Rule, Side

RAISED: Final = rule_named("funding-raised")
LOWERED: Final = rule_named("funding-lowered")
RULE_OF: Final[dict[Side, Rule]] = {"old": rule_named("funding-removed"), "new": rule_named("funding-added")}
_PROMISE: Final = re.compile(
    headed(
        "设建安给予提发享补增经资费fs",
        r"(?:设立|设置|建立|安排)(?![之的])[^,.;和]{0,16}?(?:专项资金|专项经费|资金(?!管理|监管)|基金(?!管理|会|监管))|"
        r"(?:给予|予以|提供|发放|享受|补发|增发)[^,.;]{0,16}?(?:补助(?!器材)|补贴|资助|津贴|奖补|资金支持|经费支持|资金奖励|资金扶持)|"
        r"(?:经费|资金|费用)[^,.;]{0,8}?(?:列入|纳入)[^,.;]{0,12}?预算|"
        r"\bfunding (?:is|will be|shall be)\b|\bsubsid(?:y|ies|ised?|ized?)\b|\bstipends?\b",
    ),
    re.IGNORECASE,
)
"""In a folded statement: that money is set aside or given."""
_MONEY: Final = re.compile(
    headed(
        "资经费补奖津基助学免财预投fgsb",
        r"资金|经费|费用|补助|补贴|资助|奖补|津贴|基金|助学|学费|免费|财政|预算|投入|\b(?:fund|grant|subsid|stipend|budget)\w*",
    ),
    re.IGNORECASE,
)
"""Any mention of money."""
_NO_PROMISE: Final = re.compile(
    r"缴交|缴纳|扣押|抵销|强制执行|担保(?:之|的)标的|缴存|挪用|截留|骗取|套取|侵占|冒领|罚款|违反|追回|收回|退回|处分|审计|监督|情况$|股份|股东|公司章程|是指|所称|\bmeans\b|\brefund",
    re.IGNORECASE,
)
"""What is not a promise: other dealings with money, or measures against those who take it."""


def find_funding(evidence: Evidence) -> Iterator[Fact]:
    """Grants that pay more or less, and promises of money that only one plan makes."""
    comparison = evidence.comparison
    for target in comparison.targets:
        if is_grant(target) and target.difference:
            yield fact_of(RAISED if target.difference > 0 else LOWERED, comparison, target)
    for side, statement in find_alone(evidence, _PROMISE, _MONEY):
        if _is_promise(statement.folded):
            yield fact_alone(RULE_OF, side, statement.change, statement.text)


def _is_promise(statement: str) -> bool:
    """Whether a folded statement binds the payer: what others are encouraged to give is not a promise."""
    return not _NO_PROMISE.search(statement) and is_binding(statement)
