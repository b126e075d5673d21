"""Targets without a number: what they require, in about a dozen classes.

The indicator precedes the words (`居民收入增长与经济增长同步`) or is inside them (`完成国家下达的能耗降低任务`). To add a wording, add a word to a row here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.language.headed import headed
from plandiff.language.punctuation import WIDE
from plandiff.targets.names import ALIASES, read_name

_GROWTH: Final = r"(?:经济(?:增长|增速|发展)?|(?:地区)?生产总值(?:增长|增速)?|GDP(?:增长|增速)?)"
_TASK: Final = r"(?:目标任务|任务目标|目标|任务|指标|要求|计划)"
_ADVERB: Final = r"(?:(?:继续|进一步|持续|稳步|明显|显著|不断|大幅|逐步|总体|基本|稳中|稳定|有所|实现|力争){1,8})"
_CLASSES: Final[tuple[tuple[str, str], ...]] = (
    (
        "assigned",
        rf"(?:全面|确保|努力|圆满)?(?:完成|达到|实现|落实|按照)[^{WIDE}]{{0,6}}(?:国家|省|上级)[^{WIDE}]{{0,10}}?(?:下达|考核|审核|核定|要求|确定|分解)[^{WIDE}]{{0,40}}?{_TASK}(?:[^{WIDE}]{{0,6}}(?:进度|要求))?",
    ),
    (
        "assigned",
        rf"(?:与|同|和)国家[^{WIDE}]{{0,12}}(?:目标|指标|任务|考核)[^{WIDE}]{{0,6}}(?:衔接|一致|匹配)|控制在国家下达[^{WIDE}]{{0,40}}?内",
    ),
    ("assigned", rf"(?:完成|达到|符合)(?:国家|省[级定]?|市定|上级)(?:约束性|下达|考核|规定)?的?{_TASK}"),
    ("assigned", rf"(?:全面|圆满|顺利|确保){{0,4}}完成(?:目标任务|任务目标|目标|任务)(?=$|[{WIDE}])"),
    ("sync~", rf"(?:与|和|同|跟){_GROWTH}(?:保持)?基本(?:保持)?同步(?:增长)?"),
    ("sync", rf"(?:与|和|同|跟){_GROWTH}(?:保持)?同步(?:增长)?"),
    (">gdp", rf"(?:增速|增长|增幅)?(?:保持)?(?:高于|快于|跑赢){_GROWTH}"),
    (">=national", r"不低于全国(?:平均)?(?:水平|增速)?|(?:保持)?在?全国平均(?:水平)?(?:及)?以上"),
    (">national", r"(?:增速|增长|增幅)?(?:保持|继续){0,4}(?:高于|快于|好于|优于|跑赢)全国(?:平均)?(?:水平|增速)?"),
    (
        "<national",
        r"(?:保持|控制|继续|始终){0,4}在?(?:低于|少于)全国(?:平均)?(?:水平|增速)?|(?:保持|控制)?在?全国平均(?:水平)?以[下内]",
    ),
    (">=last", r"(?:高于|快于|好于|优于|不低于|超过)(?:上年|去年|上一年)(?:同期)?(?:水平|增速)?"),
    (">province", r"(?:增速|增长|增幅)?(?:保持|继续|力争){0,4}(?:高于|快于|好于|优于|跑赢)全[省区](?:平均)?(?:水平|增速)?"),
    ("positive", r"(?:实现|保持|争取){0,4}正增长"),
    ("zero", r"零(?:新增|发生|事故|死亡|增长|失误|投诉)"),
    ("not-up", rf"只降不升|只减不增|不(?:上升|反弹)(?=$|[{WIDE}])"),
    ("not-down", rf"只增不减|只升不降|不(?:下降|减少|降低)(?=$|[{WIDE}])|{_ADVERB}?不减少"),
    ("full", r"(?:基本)?(?:实现|达到)?全(?:面)?覆盖"),
    (
        "improve",
        r"(?:稳量提质|量稳质升|提质增效|稳中提质|促稳提质|稳量增质|稳中增质|提质扩量|扩量提质|量质齐升|保稳提质|稳规模优结构)",
    ),
    ("improve", rf"{_ADVERB}改善(?=$|[{WIDE}])"),
    ("reasonable", r"(?:保持|处于|稳定|运行|控制){0,4}在?合理(?:水平|区间|范围)|(?:温和|合理)回升"),
    (
        "stable",
        r"(?:稳定|保持|维持){1,3}在(?:上年|去年|上一年|现有)(?:的)?(?:水平|规模)?|(?:与|和)(?:上年|去年|上一年)(?:基本|大体)?持平|止跌[回企]稳",
    ),
    ("stable", rf"(?:继续|总体|基本){{0,4}}(?:保持)?(?:基本|总体|大体|持续)?稳定(?=$|[{WIDE}])|稳中有进(?=$|[{WIDE}])"),
    ("down", rf"{_ADVERB}(?:下降|降低|减少|缩小)(?=$|[{WIDE}])"),
    ("up", rf"{_ADVERB}(?:提升|提高|增长|增加|上升|扩大)(?=$|[{WIDE}])|稳中有升"),
)
"""Class -> its wordings, the first match counts; docs/targets.md explains the classes."""
_WORDS: Final = re.compile(
    headed(
        "上下不与优会低使保促全减力努升合同和在基增处大始完实少只达快总扩按持控提改明有正温稳符落继止跑超跟运进逐量零顺圆圖确质显争维省好高",
        "|".join(f"(?P<c{place}>{words})" for place, (_, words) in enumerate(_CLASSES)),
    )
)
_CUE: Final = re.compile(
    "持平|同步|完成.{0,2}[任目]|全[国省区]|正增长|零|不|稳|合理|回升|国家|省|市定|上级|跑赢|下降|降低|减少|缩小|提升|提高|增长|增加|上升|扩大|覆盖|质|改善|上年|去年|上一年|现有|经济|生产总值|GDP"
)
_CUE_IN_CLAUSE: Final = re.compile(
    "国家|省|市定|上级|完成[目任]|同步|跑赢|于(?:经济|地区|生产|GDP)|全[国省区]|[上去]年|上一年|正增长|零[新发事死增失投]"
    "|持平|现有|[回企]稳|只[降减增升]|不[上反下减降]|覆盖|质|稳规模|稳[定中]|合理|回升"
    "|[续步显著断幅体本中定所现争](?:改善|下降|降低|减少|缩小|提升|提高|增长|增加|上升|扩大)"
)
"""What each of the wordings contains: looking for it takes a small part of the time that looking for all of them does."""
_PLAIN: Final = frozenset(("up", "down", "stable", "improve", "reasonable", "full"))
"""Classes that are common but seldom targets: they count only for a known indicator, or one named like an indicator."""
_INDICATOR: Final = re.compile(
    r"(?:率|比重|占比|产量|产值|增加值|收入|总额|总值|价格|投资|进出口|总量|浓度|面积|强度|能耗|用水量|排放量?|年限|寿命|就业|失业|事故|死亡人数|保有量|保护率|自给率|物价(?:总水平)?|(?:空气|水|生态|环境){1,4}质量)$"
)
_INSIDE: Final = re.compile(
    rf"^(?:.*(?:下达|分解|核定|考核|要求|确定)(?:给?[我本]?[省市区县])?的?|\W*\w{{0,4}}(?:完成|落实))(?:完成|落实)?(?P<name>[^{WIDE}]{{2,30}}?)(?:约束性|控制)?{_TASK}(?:[^{WIDE}]{{0,4}})$"
)
_LEVEL: Final = frozenset(("stable", "reasonable", "zero", "full", "assigned", "not-down", "not-up"))
"""Classes that require a state; the others are changes."""
_CLAUSE: Final = re.compile(rf"[^{WIDE};]+")
_STATED: Final = re.compile(
    r"(?:增长|增速|增幅|涨幅|目标|实现|保持|继续|稳步|力争|确保|要|将|应|的|总体|(?<!总)水平|达到|年均|逐年){1,20}+$"
)
_LEADING: Final = re.compile(
    r"^(?:[\s“”]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.])*(?:其中|力争|确保|努力|推动|促进|实现|保持|全力|争取|坚决|加快|持续|全年|今年|使|让|并|主要预期目标是|切实|按照国家要求|(?:明确|提出|确定|设定)了?)*"
)
_UNASSIGNED: Final = re.compile(r"(?:全面|圆满|顺利|确保){0,4}完成(?:目标任务|任务目标|目标|任务)")
"""Fulfilling a task that nobody is said to have set, which is common: it counts only for a known indicator."""
_SUCH: Final = re.compile(r"等(?:约束性|主要)?(?:指标)?$")
_LIST: Final = re.compile(r"、|(?<![饱共总中缓温])和(?![谐平美睦])|以及|及其")
NAME: Final = 26
"""The longest name of an indicator (characters); anything longer is a sentence."""


class Worded(NamedTuple):
    """A target without a number; `start` and `end` are positions in the sentence."""

    start: int
    end: int
    name: str
    word_class: str

    @property
    def is_change(self) -> bool:
        """Whether it requires a change, not a state."""
        return self.word_class not in _LEVEL


def find_worded(sentence: str) -> Iterator[Worded]:
    """The targets without a number in a Chinese sentence in half-width form; whether they lie ahead is not checked.

    >>> [(found.name, found.word_class) for found in find_worded("居民收入增长与经济增长同步，完成国家下达的能耗降低任务。")]
    [('居民收入', 'sync'), ('能耗降低', 'assigned')]
    """
    if not _CUE.search(sentence):
        return
    for clause in _CLAUSE.finditer(sentence):
        text = clause[0]
        if not _CUE_IN_CLAUSE.search(text):
            continue
        for found in _WORDS.finditer(text):
            if text.count("“", 0, found.start()) > text.count("”", 0, found.start()):
                continue  # a slogan
            word_class = _CLASSES[int((found.lastgroup or "c0")[1:])][0]
            for name in _names(text[: found.start()], found[0]):
                if _is_indicator(name, word_class, found[0]):
                    yield Worded(clause.start() + found.start(), clause.start() + found.end(), name, word_class)


def _names(before: str, words: str) -> list[str]:
    """The indicators the words apply to: those before them, else the one inside; each member of a list."""
    name = _STATED.sub("", _LEADING.sub("", before.strip()))
    if not name:
        inside = _INSIDE.search(words)
        name = _STATED.sub("", inside["name"]) if inside else ""
    members = [member for member in _LIST.split(_SUCH.sub("", name)) if member]
    if _UNASSIGNED.fullmatch(words):
        return [member for member in members if read_name(member).key in ALIASES]
    known = len(members) > 1 and all(_INDICATOR.search(member) or read_name(member).key in ALIASES for member in members)
    return members if known and read_name(name).key not in ALIASES else [name] if name else []


def _is_indicator(name: str, word_class: str, words: str) -> bool:
    if not 2 <= len(name) <= NAME:
        return False
    is_plain = word_class in _PLAIN or bool(_UNASSIGNED.fullmatch(words))
    return not is_plain or read_name(name).key in ALIASES or bool(_INDICATOR.search(name))
