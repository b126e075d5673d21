"""The units in which things are counted and measured, as tables, in half width; a new unit is a word in a table here."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from plandiff.language.folding import plain
from plandiff.language.quantity import UnitKind

_UNITS: Final[dict[UnitKind, str]] = {
    "count": (
        "个 所 家 名 人 位 人次 人份 批次 户 项 件 条 款 座 处 门 张 种 类 套 间 辆 台 台套 艘 架 列 颗 发 只 头 羽 尾 株 棵 本 册 场 次 场次 期 "
        "幢 栋 层 支 部 台次 例 宗 笔 单 起 班 轨 届 片 块 面 口 眼 份 篇 对 标准机架 标准箱 标箱 TEU 机架 车次 航次 架次 班次 床 床位 学位 "
        "字 首 幅 枚 只次 村 县 镇 乡 街道 社区 企业 省份 国家 人天 步 床日 组 团 队 排 点 卷 顶 副 盏 匹 环 遍 趟 票 站"
    ),
    "measure": (
        "米 公里 千米 海里 厘米 毫米 微米 纳米 英寸 英里 里 亩 公顷 平方米 平方公里 平方千米 平米 平方厘米 平方毫米 平方分米 立方厘米 立方分米 立方千米 立方米 立方 方 m² km² hm² dm² cm² mm² m³ km³ dm³ cm³ mm³ ha 吨 公斤 千克 克 毫克 微克 斤 "
        "升 毫升 吨标准煤 吨标煤 千瓦 千瓦时 千瓦小时 度 兆瓦 兆瓦时 吉瓦 伏 千伏 瓦 车公里 吨公里 载重吨 卡 千卡 焦 摄氏度 分贝 赫兹 毫秒 "
        "微克/立方米 ℃ MHz GHz kHz Hz MW GW kW KW kWh KWh TWh MWh kV KV V W km KM m cm mm nm kg KG g mg t PB TB GB MB EB PFLOPS EFLOPS "
        "EFlops PFlops P Gbps Mbps Tbps bps dB 比特 公斤级 标方 立方公里 公顷米 立方米/秒"
    ),
    "money": "元 元人民币 人民币 美元 欧元 英镑 日元 港元 港币 美金 新台币",
    "time": "年 个月 月 周 天 日 个工作日 工作日 个营业日 营业日 小时 个小时 分钟 分 秒 秒钟 课时 学时 学分 节 个学时 个课时 学年 学期 岁 周岁 年级",
    "share": "% ‰ 个百分点 百分点 pct 成",
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
"""What may follow a unit to make it a rate: `元/人`, `吨标准煤/万元`."""
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
"""Units that are printed in several ways -> the one used for comparison."""
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
    "天|日|day|days|calendar day|calendar days",
    "工作日|个工作日|营业日|个营业日|business day|business days|working day|working days",
    "周|week|weeks",
    "个月|月|month|months",
    "年|year|years",
    "分钟|分|minute|minutes",
    "美元|$|US$|USD|dollars",
    "欧元|€|EUR|euro|euros|Euro",
    "英镑|£|GBP|pounds sterling",
    "港元|港币|HKD|HK$",
    "日元|JPY",
    "瑞士法郎|CHF",
    "元|yuan|RMB|CNY|¥",
    "新台币|NT$|TWD",
    "%|percent",
)
"""Units that are the same however they are written, in characters or letters: one unit per row."""
_CONVERTED: Final[dict[str, tuple[tuple[str, float], ...]]] = {
    "吨": (("公斤", 1e-3), ("斤", 5e-4), ("克", 1e-6)),
    "公里": (("米", 1e-3), ("里", 0.5), ("厘米", 1e-5), ("毫米", 1e-6), ("海里", 1.852)),
    "平方公里": (("公顷", 1e-2), ("亩", 1 / 1500), ("平方米", 1e-6)),
    "千瓦": (("瓦", 1e-3), ("W", 1e-3), ("兆瓦", 1e3), ("吉瓦", 1e6), ("GW", 1e6)),
    "千瓦时": (("度", 1.0), ("兆瓦时", 1e3), ("GWh", 1e6), ("TWh", 1e9)),
    "立方米": (("立方公里", 1e9), ("升", 1e-3)),
    "年": (("个月", 1 / 12), ("学年", 1.0)),
    "天": (("小时", 1 / 24), ("分钟", 1 / 1440), ("周", 7.0), ("工作日", 1.4)),
}
"""A unit -> those that convert to it, with their size in it. A working day is its share of a week."""
_BASES: Final = {name: (base, factor) for base, row in _CONVERTED.items() for name, factor in ((base, 1.0), *row)}
_COMMON: Final = {name: row.partition("|")[0] for row in _SAME_UNITS for name in row.split("|")}


@cache
def common_unit(unit: str) -> str:
    """The name by which a unit is compared, whichever name the plan prints.

    >>> common_unit("m²"), common_unit("元/㎡"), common_unit("亩")
    ('平方米', '元/平方米', '亩')
    """
    return "/".join(_COMMON.get(_IN_SQUARES.get(part, part), part) for part in unit.split("/"))


@cache
def base_of(unit: str) -> tuple[str, float]:
    """The unit that all of its kind are converted to, and the size of this one in it.

    >>> base_of("斤"), base_of("个月")[0], base_of("人")
    (('吨', 0.0005), '年', ('人', 1.0))
    """
    return _BASES.get(common_unit(unit), (common_unit(unit), 1.0))


AFTER_DECIMALS: Final = "|".join(
    sorted(
        {unit[:2] for kind in ("measure", "share") for unit in _UNITS[kind].split() if unit[0] >= "\u3400" and len(unit) > 1}
        | {"%"}
    )
)
"""How units after a decimal number begin, for patterns: 1.5公顷 is not a heading 1.5. Units of one character begin titles too."""
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
"""Units that more often begin another word: before a noun they do not count, except `SCARCE_BEFORE_NOUN`."""
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
    "步": "行走伐骤调道入枪兵",
    "类": "型似",
    "亩": "均",
    "成": "立为果员本功熟长效势",
}
"""Unit -> characters after it that make it another word: `千万家庭`."""
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
        "步",
    ]
)
"""Units that make other words with a Chinese numeral of one character (一次, 三类, 十分): they count only with a comparator."""
HUNDREDS: Final = frozenset(["人", "名", "种", "类", "户", "件", "次", "场"])
"""Those that count after a bare 百, 千, 万 before a noun: `万名学生`."""
NORMS: Final = frozenset(["小时", "个小时", "课时", "学时", "个月"])
"""Units that measure even after 一."""


def unit_at(text: str, at: int) -> str:
    """The unit that begins at a position in a text; "" where none does, or where another word begins like one.

    >>> unit_at("95个百分点", 2), unit_at("40艘", 2), unit_at("40家庭", 2)
    ('个百分点', '艘', '')
    """
    for length in range(min(LONGEST_UNIT, len(text) - at), 0, -1):
        unit = text[at : at + length]
        if unit in UNITS and not _goes_on(unit, text[at + length : at + length + 1]):
            return unit
    return ""


def _goes_on(unit: str, following: str) -> bool:
    """Whether a unit and the character after it are the beginning of another word."""
    if unit.isascii() and unit[-1].isalpha():
        return following.isascii() and following.isalnum()
    return following != "" and following in CONTINUES.get(unit, "")
