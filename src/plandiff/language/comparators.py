"""Comparators before and after a quantity: 不低于95%, `at least 95%`, 95%以上."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.numerals import MULTIPLIERS
from plandiff.language.quantity import Comparator, UnitKind

_COMPARED: Final[dict[Comparator, str]] = {
    ">=": "大于等于 大于或等于 高于或等于 不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 应不低于 不能低于 至少 最少 最低 ≥ >= 达到或超过 不下于 不短于",
    "<=": "小于等于 小于或等于 低于或等于 不超过 不高于 不多于 不大于 不长于 不得超过 不得高于 不得多于 不得大于 不得逾 不逾 未逾 未超过 未超 不应超过 不能超过 至多 最多 最高 最长 ≤ <= 不突破 不超",
    ">": "超过 超 突破 多于 大于 高于 高出 逾 已超 > 超出 冲破",
    "<": "低于 少于 小于 不到 不足 未满 未达 < 短于",
    "~": "近 约 大约 接近 将近 大概 约为 约合 平均约 上下",
}
BEFORE: Final = {word: comparator for comparator, words in _COMPARED.items() for word in words.split()}
"""Comparators directly before a number."""
BEFORE_PATTERN: Final = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, BEFORE), key=lambda word: (-len(word), word))) + r")(?=了?\s?$)"
)
NOT_BEFORE: Final = re.compile(r"(?:[附最邻临相靠贴]近|[节合条公契预特制签相履简集]约|[高]超)$")
"""Words that end like a comparator but are not."""
FAR: Final = re.compile(
    r"(?:(?P<least>不(?:得|应)?(?:低|少|小)于|至少)|(?P<most>不(?:得|应)?超过|不(?:得|应)?[高大多]于)|(?P<about>约)占)[^，。；;、\d]{1,24}$"
)
"""Comparators that still count with words between them and the number: `不低于当地标准的1.6倍`, `约占全国1/10`."""
KEPT_IN: Final = re.compile(r"(?:控制|压减|压缩|限制|严控|稳控)(?:住)?在$")
"""What makes a bare level an upper bound."""
HELD: Final = re.compile(r"(?:严守|坚守|守住|守牢|保住|确保守住)[^，。；]{0,6}$")
"""What makes a bare level a lower bound: `严守18亿亩耕地红线`."""
STEP_UP: Final = re.compile(r"(?:[迈站登跃][上过]|跨[过越上]|越过)(?:了|约)?\s?$")
STEP: Final = re.compile(r"元?(?:的?[新大])?(?:台阶|大关|关口)")
"""Before and after a level that was passed and may be exceeded: `迈上3万亿元新台阶`."""
AFTER: Final[dict[str, Comparator]] = {
    "及以上": ">=",
    "或以上": ">=",
    "以上": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "左右": "~",
    "上下": "~",
    "级": "~",
}
"""Comparators directly after the unit; `内` only after times, `级` before a noun."""
ENGLISH_BEFORE: Final[dict[Comparator, str]] = {
    ">=": "greater than or equal to|more than or equal to|at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of|minimally|≥",
    "<=": "less than or equal to|up to|at most|no more than|not more than|no later than|a maximum of|within|not exceeding|not to exceed|not exceed|≤",
    ">": "more than|greater than|larger than|higher than|over|above|exceeding|exceeds?|exceeded|exceed|upwards of|in excess of|>",
    "<": "less than|fewer than|smaller than|lower than|under|below|<",
    "~": "about|around|nearly|approximately|roughly|some|almost|close to|an estimated|circa|~",
}
"""The same for English quantities, as parts of patterns."""
ENGLISH_AFTER: Final[dict[Comparator, str]] = {
    ">=": "or more|or above|or higher|or greater|and above",
    "<=": "or less|or fewer|or below|or lower|and below",
}

_UPWARDS: Final = re.compile(r"(?<![网线以会路地海山身世跨迈站登跃踏攀])上$")
"""Before a numeral that begins with its multiplier: `上百名`."""
_OPENING: Final = re.compile(r"(?:^|[，。；、:：\s])(?:重点|着力|加快|力争)?$")
"""Before a verb that opens its clause: `突破百项技术` means to master them, not to exceed a number."""


def comparator_before(text: str, at: int) -> tuple[int, Comparator | None]:
    """Where the quantity with a numeral at this position begins, and the comparator there."""
    left = text[max(0, at - 8) : at]
    if found := BEFORE_PATTERN.search(left):
        overcoming = found.group() == "突破" and _OPENING.search(text, 0, at - len(left) + found.start())
        if not overcoming and not NOT_BEFORE.search(left[: found.end()]):
            return at - len(left) + found.start(), BEFORE[found.group()]
    if _UPWARDS.search(left) and text[at] in MULTIPLIERS:
        return at - 1, ">="
    return at, None


def comparator_after(text: str, at: int, kind: UnitKind) -> tuple[int, Comparator | None]:
    """Where the quantity whose unit ends at this position ends, and the comparator there."""
    begin = at + (text[at : at + 1] == " ")
    for word, comparator in AFTER.items():
        if (
            text.startswith(word, begin)
            and not (word == "内" and kind != "time")
            and not (word == "级" and kind in ("time", "share"))
        ):
            return begin + len(word), comparator
    return at, None
