"""What grants pay: a higher ceiling for the payer is better for everybody else, whatever a bound means for a target."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.traditional import simplified
from plandiff.model import Target, TargetChange

_GIVEN: Final = re.compile(
    r"补助|补贴|资助|奖补|奖励|奖金|扶持资金|支持资金|资金支持|经费支持|津贴|拨款|救助金|贴息|抚恤金|慰问金|"
    r"\b(?:grant|award|subsid|stipend|allowance|reimburse|scholarship|bonus)\w*",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(r"元|币|幣|美金|[$€£¥%]|dollar|euro|pound|yuan|USD|EUR|GBP|RMB|CNY", re.IGNORECASE)
"""The unit of what is paid."""
_MOST: Final = re.compile(r"最高|上限|最多")
_EACH: Final = re.compile(r"每|\b(?:each|every|per)\b", re.IGNORECASE)
BEFORE: Final = 60
AFTER: Final = 20
"""Characters on either side of an amount that say what it is for."""
_BROKEN: Final = frozenset({"met", "missed", "disagreement"})


def is_grant(change: TargetChange) -> bool:
    """Whether two amounts are the ceiling of a grant, subsidy or reward, or what each recipient is paid."""
    old, new = change.old, change.new
    if old is None or new is None or _BROKEN & set(change.kinds) or not _MONEY.search(new.unit):
        return False
    return all(_is_given(side) for side in (old, new)) and (
        all(_is_most(side) for side in (old, new)) or all(_is_for_each(side) for side in (old, new))
    )


def _is_given(target: Target) -> bool:
    return bool(_GIVEN.search(_around(target)))


def _is_most(target: Target) -> bool:
    return target.comparator in ("<=", "<") or bool(_MOST.search(f"{target.indicator}{target.text}"))


def _is_for_each(target: Target) -> bool:
    """Whether an amount is paid per recipient in general: what is or was to be paid at some time is a target or a result."""
    in_general = target.role == "other" or (target.role in ("target", "actual") and target.period is None)
    return in_general and bool(_EACH.search(_around(target)))


def _around(target: Target) -> str:
    """The text around an amount, within its sentence, in simplified characters."""
    end = target.start + len(target.text)
    before, after = target.paragraph[max(0, target.start - BEFORE) : target.start], target.paragraph[end : end + AFTER]
    return simplified(f"{re.split('[。；;]|[.] ', before)[-1]}{re.split('[。；;]|[.] ', after)[0]}")
