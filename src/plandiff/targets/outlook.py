"""Whether a value is of the future or the past, by cues in its sentence and the headings above it.

That is seldom said in one place: the evidence for either is added up, each cue with its weight in `Tuning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from plandiff.language.dates import YEAR, read_year
from plandiff.targets.tuning import Tuning

Tense = Literal["past", "future", ""]
Cue = tuple[str, re.Pattern[str]]
"""The name of its weight in `Tuning`, and its words."""

_BARE_YEAR: Final = re.compile(rf"(?<![到至\d—–-])(?<![到至]\s)({YEAR})年(?!前|底前)")
_CUES: Final[tuple[Cue, ...]] = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        ("reach", rf"(?<![截从由年])(?:到|至)\s?{YEAR}年(?!来|的|\d*月?的)"),
        ("aim", r"力争|争取|确保|目标|预期|计划|拟|规划|将(?![军近])|今年|明年|未来|展望|五年内|年内"),
        (
            "duty",
            r"(?<![重主需不])要(?![素求点闻])|应当?(?![急用对届])|必须|不得|须|不低于|不少于|不超过|不高于|控制在|严守|至少|以内|≥|≤|每(?:个|名|所|校)",
        ),
        (
            "order",
            (
                r"(?:^|[，。；、:：])(?:全面|深入|大力|加快|积极|重点|持续|进一步|着力|统筹|不断|逐步|有序|坚决|扎实|稳步|适度|继续|切实|深化|支持|鼓励|引导|推动|推进"
                r"|实施|加强|完善|健全|优化|强化|提升|落实|构建|打造|培育|发展|建设|组织|制定|做好|提高|扩大|加大|启动|开展|探索|新建|改造|培养|遴选|围绕|保障|形成|促进|提供|建立|创建|选树|布局|新增|为)"
            ),
        ),
        ("order", r"推动|引导|支持|鼓励|打造|助力|更好|保障"),
        (
            "done",
            r"已(?!建成)|了(?!解)|截至|截止|累计|成功|去年|近年来|年来|期间|连续|至今|目前|先后|以来|[据照][^，。；]{0,16}(?:普查|统计|测算|调查)|(?<!今后)(?<!未来)五年(?:累计|年均|共)?[增提下新]",
        ),
        (
            "outcome",
            r"显著|明显|得到|获(?!取|得感)|荣|入选|位居|稳居|跃居|居全|首位|突破|成为|进入|超额|全国首|圆满|有效|充分|顺利|建成投|投产|投用|投运|受益|升至|增至|扩容|贡献|创下|创历史|全国第|增速|占全|约占|有力|发放|实际(?:使用|利用|到位)",
        ),
        (
            "grown",
            r"(?<![直通])达(?!到|成|标|产)|增长\d|(?:达|为|从)[\d.]|从[^，。；]{0,20}(?:提高|增加|增长|提升|缩小|下降|降)(?:到|至)",
        ),
    )
)
"""To add a cue, add a row here."""
_YEAR_CUE: Final = re.compile(rf"{_BARE_YEAR.pattern}|从(?:20|\d)")
"""A year without a cue of aiming counts as past, unless it is in the plan's own period."""
_RISES_TO: Final = re.compile(rf"(?:到|至)\s?({YEAR})年的")
"""The year of the second value of a rise, which is one to be reached if it is in the plan's own period: `由2020年的91%提高到2025年的95%`."""

_PAST_HEADING: Final = re.compile(r"回顾|成就|成效|发展基础|工作基础|现状|进展|基本情况|背景|发展环境|形势|问题|不足|总结")
_FUTURE_HEADING: Final = re.compile(
    r"目标|任务|安排|措施|展望|部署|工程|行动|重点|保障|加快|加强|提升|推进|实施|构建|完善|打造|建设|深化|指标|要求|强化|优化"
)


def outlook(sentence: str, tense: Tense, tuning: Tuning, *, start_year: int | None = None) -> float:
    """How likely a value is of the future (above 0) or the past (below), in log odds, by cues in the sentence and headings.

    `start_year` is the plan's first: a bare year of the plan's own period lies ahead.
    """
    score = tuning.chinese + weigh(sentence, _CUES, tuning) + {"past": tuning.review, "future": tuning.reach, "": 0.0}[tense]
    if not start_year or _first_year(sentence) < start_year:
        score += weigh(sentence, (("done", _YEAR_CUE),), tuning)
    if start_year and any(read_year(year) >= start_year for year in _RISES_TO.findall(sentence)):
        score += tuning.reach
    return score


def weigh(sentence: str, cues: Iterable[Cue], tuning: Tuning) -> float:
    """The total weight of the cues in a sentence."""
    return sum(float(getattr(tuning, weight)) * min(len(pattern.findall(sentence)), tuning.most) for weight, pattern in cues)


def tense_of(heading: str, above: Tense) -> Tense:
    """Whether a heading, or one above it, announces a review (past) or targets and tasks (future)."""
    if above == "past" or _PAST_HEADING.search(heading):
        return "past"
    return "future" if above or _FUTURE_HEADING.search(heading) else ""


def _first_year(sentence: str) -> int:
    return min((read_year(year) for year in _BARE_YEAR.findall(sentence)), default=0)
