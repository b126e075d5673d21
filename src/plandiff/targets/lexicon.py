"""The words that quantities are made of, as tables: units, comparators, and what only looks like a quantity.

All forms are half-width (see `half_width`). A new word is a word in a table here, never a branch elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from plandiff.language import DASHES
from plandiff.language.dates import TO, YEAR, YEAR_ALONE
from plandiff.language.numerals import CHINESE, ONES, RAISED
from plandiff.model import Comparator
from plandiff.text import CharacterTable, plain

UnitKind = Literal["count", "measure", "money", "time", "share", "times", ""]

_SIGNS: Final = {"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "∶": ":"}
_KEPT: Final = "，：；！？（）"
"""What parts a Chinese sentence, and keeps its width."""


def _half(character: str) -> str:
    if is_han(character):  # as most are
        return character
    form = character if character in _KEPT else _SIGNS.get(character) or plain(character)
    return form if len(form) == 1 else character


_HALF: Final = CharacterTable(_half)


def half_width(text: str) -> str:
    """The text with half-width digits, letters and signs, and without radicals; every character keeps its place.

    >>> half_width("不低于９５％⼈，")
    '不低于95%人，'
    """
    return text if text.isascii() else text.translate(_HALF)


def is_han(character: str) -> bool:
    """Whether a character is Chinese; written without a pattern, whose range would take a millisecond to compile."""
    return "\u3400" <= character <= "\u9fff"


# --- units ------------------------------------------------------------------------------------

_UNITS: Final[dict[UnitKind, str]] = {
    "count": (
        "个 所 家 名 人 位 人次 人份 批次 户 项 件 条 款 座 处 门 张 种 类 套 间 辆 台 台套 艘 架 列 颗 发 只 头 羽 尾 株 棵 本 册 场 次 场次 期 "
        "幢 栋 层 支 部 台次 例 宗 笔 单 起 班 轨 届 片 块 面 口 眼 份 篇 对 标准机架 标准箱 标箱 TEU 机架 车次 航次 架次 班次 床 床位 学位 "
        "字 首 幅 枚 只次 村 县 镇 乡 街道 社区 企业 省份 国家 人天 万步 床日 组 团 队 排 点 卷 顶 副 盏 匹 环 遍 趟 票 站"
    ),
    "measure": (
        "米 公里 千米 海里 厘米 毫米 微米 纳米 英寸 英里 里 亩 公顷 平方米 平方公里 平方千米 平米 平方厘米 平方毫米 平方分米 立方厘米 立方分米 立方千米 立方米 立方 方 m² km² hm² dm² cm² mm² m³ km³ dm³ cm³ mm³ ha 吨 公斤 千克 克 毫克 微克 斤 "
        "升 毫升 吨标准煤 吨标煤 千瓦 千瓦时 千瓦小时 度 兆瓦 兆瓦时 吉瓦 伏 千伏 瓦 车公里 吨公里 载重吨 卡 千卡 焦 摄氏度 分贝 赫兹 毫秒 "
        "微克/立方米 ℃ MHz GHz kHz Hz MW GW kW KW kWh KWh TWh MWh kV KV V W km KM m cm mm nm kg KG g mg t PB TB GB MB EB PFLOPS EFLOPS "
        "EFlops PFlops P Gbps Mbps Tbps bps dB 比特 公斤级 标方 立方公里 公顷米 立方米/秒"
    ),
    "money": "元 元人民币 人民币 美元 欧元 英镑 日元 港元 港币",
    "time": "年 个月 月 周 天 日 个工作日 工作日 小时 个小时 分钟 分 秒 秒钟 课时 学时 学分 节 个学时 个课时 学年 学期 岁 周岁 年级",
    "share": "% ‰ 个百分点 百分点 pct",
    "times": "倍",
}
_WRITTEN: Final[dict[str, UnitKind]] = {unit: kind for kind, units in _UNITS.items() for unit in units.split()}
_IN_SQUARES: Final = {square: plain(square) for square in "㎎㎏㎐㎒㎓㎚㎜㎝㎞㎟㎠㎡㎢㎣㎤㎥㎦㎸㎾㎿㏈㏊"}
UNITS: Final[dict[str, UnitKind]] = _WRITTEN | {square: _WRITTEN[unit] for square, unit in _IN_SQUARES.items()}
"""Measure word -> its kind."""
LONGEST_UNIT: Final = max(map(len, UNITS))
PER: Final = re.compile(
    r"/(?:\d*[十百千万亿]*)?(?:平方公里|平方千米|立方米|平方米|公里|小时|人次|人|年|日|天|月|周|户|亩|吨|公顷|千瓦时|克|升|标方|万|亿|秒|[cdkm]?m[²³]|㎡|㎥|km|kWh|h|t|台|床|个|条|名|家|班|次|元)"
)
"""What may stand after a unit to make it a rate: `元/人`, `吨标准煤/万元`."""
UNIT_NAMES: Final = {
    "个百分点": "百分点",
    "元人民币": "元",
    "人民币": "元",
    "个小时": "小时",
    "个学时": "学时",
    "个课时": "课时",
    "pct": "百分点",
    **_IN_SQUARES,
}
"""Units that are printed in several ways -> the one they are compared by."""
_SAME_UNITS: Final = (
    "平方米|平米|m²|square metre|square metres|square meter|square meters",
    "平方公里|平方千米|km²|square kilometre|square kilometres|square kilometer|square kilometers",
    "平方厘米|cm²",
    "平方毫米|mm²",
    "平方分米|dm²",
    "立方米|m³|立方|方|cubic metre|cubic metres|cubic meter|cubic meters",
    "立方公里|立方千米|km³",
    "立方厘米|cm³",
    "立方分米|dm³",
    "公顷|ha|hm²|hectare|hectares",
    "公里|千米|km|KM|kilometre|kilometres|kilometer|kilometers",
    "米|m|metre|metres|meter|meters",
    "厘米|cm",
    "毫米|mm",
    "纳米|nm",
    "吨|t|tonne|tonnes|metric ton|metric tons",
    "公斤|千克|kg|KG|kilogram|kilograms",
    "克|g",
    "毫克|mg",
    "千瓦|kW|KW",
    "千瓦时|千瓦小时|kWh|KWh",
    "兆瓦|MW",
    "兆瓦时|MWh",
    "吉瓦|GW",
    "千伏|kV|KV",
    "摄氏度|℃",
    "吨标准煤|吨标煤",
    "小时|h|hour|hours",
)
"""Units that are one however they are written, in characters or in letters: one in a row."""
_COMMON: Final = {name: row.partition("|")[0] for row in _SAME_UNITS for name in row.split("|")}


@cache
def common_unit(unit: str) -> str:
    """The name by which a unit is compared, whichever its plan prints.

    >>> common_unit("m²"), common_unit("元/㎡"), common_unit("亩")
    ('平方米', '元/平方米', '亩')
    """
    return "/".join(_COMMON.get(_IN_SQUARES.get(part, part), part) for part in unit.split("/"))


SCARCE: Final = frozenset(
    [
        "点",
        "面",
        "方",
        "度",
        "分",
        "组",
        "队",
        "排",
        "团",
        "口",
        "对",
        "里",
        "环",
        "卷",
        "站",
        "村",
        "县",
        "镇",
        "乡",
        "国家",
        "企业",
        "省份",
        "社区",
        "街道",
        "期",
        "届",
        "节",
        "部",
        "P",
        "V",
        "W",
        "m",
        "g",
        "t",
        "折",
        "单",
        "本",
        "首",
        "票",
        "列",
    ]
)
"""Units that more often begin another word: before a noun they are none, but for `SCARCE_BEFORE_NOUN`."""
SCARCE_BEFORE_NOUN: Final = frozenset(
    ["对", "期", "届", "本", "票", "国家", "企业", "省份", "社区", "街道", "度", "分", "节", "列"]
)
CONTINUES: Final[dict[str, str]] = {
    "家": "庭属长务",
    "人": "均口才工民群",
    "项": "目",
    "部": "门分队委",
    "位": "于置",
    "门": "类槛",
    "条": "件例",
    "件": "数",
    "名": "称录",
    "种": "植养",
    "台": "湾账",
    "场": "所地景",
    "间": "接隔",
    "户": "籍口",
    "层": "面级",
    "天": "然津",
    "年": "轻级均度",
    "度": "过",
    "次": "要序日",
    "类": "型似",
    "亩": "均",
    "成": "立为果员本功熟长效势",
}
"""Unit -> characters after it with which it makes another word: `千万家庭`."""
WORDY: Final = frozenset(
    [
        "年",
        "月",
        "日",
        "天",
        "周",
        "分",
        "条",
        "位",
        "面",
        "块",
        "片",
        "起",
        "层",
        "场",
        "次",
        "类",
        "种",
        "人",
        "门",
        "部",
        "支",
        "件",
        "户",
        "班",
        "架",
        "幅",
        "头",
        "尾",
        "口",
        "眼",
    ]
)
"""Units that make other words with a Chinese numeral of one character (一次, 三类, 十分): they count only when compared."""
HUNDREDS: Final = frozenset(["人", "名", "种", "类", "户", "件", "次", "场"])
"""Those of them that count after a bare 百, 千, 万 before a noun: `万名学生`."""
NORMS: Final = frozenset(["小时", "个小时", "课时", "学时", "个月"])
"""Units that measure even after 一."""

# --- comparators ------------------------------------------------------------------------------

_COMPARED: Final[dict[Comparator, str]] = {
    ">=": "大于等于 大于或等于 高于或等于 不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 应不低于 不能低于 至少 最少 最低 ≥ >= 达到或超过 不下于 不短于",
    "<=": "小于等于 小于或等于 低于或等于 不超过 不高于 不多于 不大于 不长于 不得超过 不得高于 不得多于 不得大于 不应超过 不能超过 至多 最多 最高 最长 ≤ <= 不突破 不超",
    ">": "超过 超 突破 多于 大于 高于 高出 逾 已超 > 超出 冲破",
    "<": "低于 少于 小于 不到 不足 未满 未达 < 短于",
    "~": "近 约 大约 接近 将近 大概 约为 约合 平均约 上下",
}
BEFORE: Final = {word: comparator for comparator, words in _COMPARED.items() for word in words.split()}
"""Comparators directly before a number."""
BEFORE_PATTERN: Final = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, BEFORE), key=lambda word: (-len(word), word))) + r")(?=了?\s?$)"
)
NOT_BEFORE: Final = re.compile(r"(?:[附最邻临相靠贴]近|[节合条公契预特制签相履简集大]约|[高]超)$")
"""Words that end like a comparator and are none."""
FAR: Final = re.compile(
    r"(?:(?P<least>不(?:得|应)?(?:低|少|小)于|至少)|(?P<most>不(?:得|应)?超过|不(?:得|应)?[高大多]于)|(?P<about>约)占)[^，。；;、\d]{1,24}$"
)
"""Comparators that still count with words between them and the number: `不低于当地标准的1.6倍`, `约占全国1/10`."""
KEPT_IN: Final = re.compile(r"(?:控制|压减|压缩|限制|严控|稳控)(?:住)?在$")
"""What makes a bare level an upper bound."""
HELD: Final = re.compile(r"(?:严守|坚守|守住|守牢|保住|确保守住)[^，。；]{0,6}$")
"""What makes a bare level a lower bound: `严守18亿亩耕地红线`."""
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
"""Comparators directly after the unit; `内` after times alone, `级` before a noun."""

# --- what only looks like a quantity ------------------------------------------------------------

_N: Final = rf"(?:\d[\d,.]*|[{CHINESE}]+)"

NOISE_BEFORE: Final[dict[str, str]] = {
    "ordinals and denominators": rf"(?:第|每)\s?{_N}(?:\s?[{DASHES}~～至到、和及或]\s?第?{_N})*",
    "ranks": rf"前{_N}(?!\s?%|\d)(?:位|名|强|列|十)?",
    "durations that only place the statement": rf"(?:未来|今后|过去|[此以]后|[近用这前头逐]|连续|持续|先后|历时|历经|经过|再过|奋斗|为期)\s?{_N}\s?[多余]?(?:[-—至到]\s?\d+)?\s?(?:个?[年月]|季度|天|个[^，。；、]{{0,4}}年度)",
}
"""Why -> a word and the numeral after it, which counts nothing there."""
NOISE_AFTER: Final[dict[str, str]] = {
    "grades": r"等奖|(?<![百千万亿])级|类(?=以上|疫苗|医疗|水)|档|甲|乙|星级?|A级",
    "centuries, anniversaries, sessions, lines": r"世纪|年代|周年|届|中全会|大(?=以来|报告|精神|召开|[到和、，])|号(?!召|称)|型(?!号)|轮|版|次(?=全会|全体|会议|代表)|后(?=[、，一])",
    "durations that only place the statement": r"(?:[-—至到]\s?\d+\s?)?年\s?(?:多|余)?(?:来|间|时间|期间|期(?!限)|规划|计划|行动|滚动|累计|过渡|发展|内(?!涵)|之内|年均|盯|一[轮次届评考]|增长|大|攻坚|前|后|巨变|奋斗)",
    "things named by a duration or share": r"(?:分钟|小时|天|公里|千米|%|微克)\s?(?:[^，。；、\s]{0,8}(?:圈|抽样调查|攻坚)|交通|值班|在线|不打烊|通勤|人口(?:抽样|普查))",
    "layout and slogans": r"[个项大条]?(?:方面|部分|章节|专栏|维度|层面|层级|台阶|维护|意识|自信|坚持|确保|统筹|毫不动摇|一批|阶段|大类|板块|转变|务必|一体|大局|文明|步骤|市场|积极性|必须)",
}
"""Why -> words before which a numeral counts nothing."""
NOISE_WORDS: Final[dict[str, str]] = {
    "quoted names and titles": r"[“「『][^”」』。；]{0,40}[”」』]|《[^》]{0,80}》|〔\d+〕\s?(?:第\s?)?\d+\s?号|\[\d[\d,\s-]*\]|[*×/÷=]\s?100\s?%",
    "years and periods": rf"{YEAR}\s?(?:年?度?\s?{TO}\s?{YEAR}\s?年?|[{RAISED}]*\s?[年届级])(?:代|度|以来)?(?:\d{{1,2}}\s?月份?(?:\d{{1,2}}\s?日)?)?|{YEAR_ALONE}(?=版|学年|赛季)|十?[{ONES}]五(?=规划|时期|期间|末|以来)",
    "days, months, hours of the clock": rf"(?<!\d)\d{{1,2}}\s?月(?!龄|均)[份底末初]?(?:\s?\d{{1,2}}\s?日)?(?:\s?{TO}\s?(?:\d{{1,2}}\s?月)?\d{{1,2}}\s?日)?|(?<!\d)\d{{1,2}}\s?日(?!内|之内|以内)(?:\s?{TO}\s?\d{{1,2}}\s?日)?|\d{{1,2}}:\d\d(?=\s?(?:[-—至到]|分|前|后|开))|[{ONES}十]{{1,2}}月(?:份|底|[{ONES}十]{{1,3}}日)?",
    "names with letters or signs": r"[A-Za-z][A-Za-z_.&-]*\s?[-.]?\d[\d.A-Za-z+-]*|\d+\s?\+\s?[\dA-Za-z]+(?:\+[\dA-Za-z]+)*|\d+[.]\d+[.]\d+|\d{4}/\d{1,2}(?:/\d{1,2})?|百强|千强|[百千]亿斤(?=[^，。；、]{0,8}(?:行动|工程|任务))|[万亿]元(?=GDP|国内|地区|产值|工业|单位|增加值|生产总值|投资强度)",
    "sayings": r"千家万户|万家灯火|万户千家|[百千]?亿万(?![元斤])|红十字|[八九十]项规定|万岁|千万(?=别|不要)",
    "sums after a list": r"、[^，。；、\d]{1,8}[两三四五六七八九]个(?=[^，。；、\s])",
}
"""Why -> texts that hold no quantity."""
NOISE_PATTERN: Final = re.compile(
    "|".join((*NOISE_WORDS.values(), *NOISE_BEFORE.values(), rf"{_N}[多余]?\s?(?:{'|'.join(NOISE_AFTER.values())})"))
)
