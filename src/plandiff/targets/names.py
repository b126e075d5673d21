"""What an indicator is called, and which names mean the same.

A name is parsed into what is measured, how (a level, rate, share or increment), and of whom. Names that parse the same mean one
indicator, however they are printed; those that differ in how or of whom mean two, however similar they look. To add a name of an
indicator, add a word to a table here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from plandiff.language.folding import fold
from plandiff.language.traditional import simplified
from plandiff.model import Target

Measure = Literal["level", "rate", "share", "increment"]
"""A level (including 失业率), how fast it grows, its share of something else, or an amount added to it."""

ALIASES: Final[dict[str, str]] = {
    "地区生产总值": "生产总值|国内生产总值|地方生产总值|gdp|地区gdp|grossdomesticproduct|经济|经济总量|经济规模",
    "人均地区生产总值": "人均生产总值|人均gdp|人均国内生产总值",
    "一般公共预算收入": "地方一般公共预算收入|地方财政收入|财政收入|地方级一般公共预算收入|公共预算收入|地方公共财政预算收入|一般预算收入",
    "居民消费价格": "cpi|居民消费价格指数|消费价格|消费者物价指数|居民消费价格总水平|物价|物价水平|居民消费物价",
    "城镇调查失业率": "调查失业率|城镇调查失业率平均值|全国城镇调查失业率",
    "城镇登记失业率": "登记失业率",
    "城镇新增就业": "新增城镇就业|城镇新增就业人数|城镇新增就业人口|城镇新增就业数|新增城镇就业人数|新增就业|新增就业人数",
    "规模以上工业增加值": "规上工业增加值|规模工业增加值|规上工业|规模以上工业|规上工业企业增加值|规模以上工业企业增加值",
    "工业增加值": "全部工业增加值",
    "固定资产投资": "全社会固定资产投资|固定资产投资额|固定资产投资总额|固定资产投资完成额|投资",
    "社会消费品零售总额": "社零|社零额|社零总额|社消零|社会消费品零售额|社会消费品零售|消费品零售总额",
    "进出口": "外贸进出口|进出口总额|进出口总值|外贸进出口总额|外贸进出口总值|外贸|对外贸易",
    "货物进出口": "货物进出口总额|货物进出口总值|货物贸易|货物贸易进出口|货物贸易进出口总额|货物贸易进出口总值|货物贸易总额",
    "出口": "外贸出口|出口总额|出口总值|货物出口|外贸出口总额",
    "利用外资": "实际利用外资|实际使用外资|使用外资|实际利用外资额|实际使用外资金额",
    "居民人均可支配收入": "居民收入|全体居民人均可支配收入|城乡居民收入|城乡居民人均可支配收入|居民可支配收入|全体居民收入|人均可支配收入|居民人均收入",
    "城镇居民人均可支配收入": "城镇居民收入|城镇常住居民人均可支配收入|城镇常住居民收入",
    "农村居民人均可支配收入": "农村居民收入|农村常住居民人均可支配收入|农民收入|农民人均可支配收入|农牧民收入|农牧区居民人均可支配收入|农村常住居民收入",
    "粮食产量": "粮食总产|粮食总产量|粮食|粮食年产量|正常年景下粮食产量|粮食综合产量",
    "粮食综合生产能力": "粮食生产能力|粮食产能|粮食综合产能",
    "粮食播种面积": "粮食种植面积|粮播面积|粮食作物播种面积|粮食面积",
    "单位地区生产总值能耗": "单位gdp能耗|万元gdp能耗|单位生产总值能耗|单位地区生产总值能源消耗|单位gdp能源消耗|能耗强度|万元地区生产总值能耗|单位国内生产总值能耗|单位国内生产总值能源消耗|单位生产总值能源消耗",
    "单位地区生产总值二氧化碳排放": "单位gdp二氧化碳排放|单位生产总值二氧化碳排放|单位国内生产总值二氧化碳排放|单位地区生产总值二氧化碳排放量|单位生产总值二氧化碳排放量|单位gdp二氧化碳排放量|碳排放强度|二氧化碳排放强度|碳强度|单位地区生产总值碳排放|单位生产总值碳排放|单位gdp碳排放|单位生产总值二氧化碳|单位生产总值二氧化碳减排|单位地区生产总值二氧化碳减排",
    "节能减排降碳": "节能减排|节能降碳|降碳减排|减排降碳|节能减排降碳约束性指标|节能减排和碳排放强度|节能减排减污降碳|节能减排减污降碳指标|碳排放双控",
    "单位地区生产总值用水量": "万元gdp用水量|单位gdp用水量|万元地区生产总值用水量|单位生产总值用水量|单位gdp水耗|万元国内生产总值用水量",
    "研发经费投入强度": "研发投入强度|r&d经费投入强度|全社会研发经费投入强度|全社会研发投入强度|研究与试验发展经费投入强度|rd经费投入强度|r&d投入强度",
    "研发经费投入": "全社会研发经费投入|研发投入|全社会研发投入|r&d经费投入|全社会研发经费支出|研发经费支出|研发经费|研究与试验发展经费投入|r&d经费支出",
    "常住人口城镇化率": "城镇化率|城镇化水平|常住人口城市化率",
    "户籍人口城镇化率": "户籍城镇化率",
    "人均预期寿命": "预期寿命|平均预期寿命|居民平均预期寿命|居民人均预期寿命|人口平均预期寿命",
    "劳动年龄人口平均受教育年限": "平均受教育年限|劳动年龄人口人均受教育年限|人均受教育年限",
    "学前教育毛入园率": "学前三年毛入园率|学前毛入园率|学前教育三年毛入园率|学前三年入园率|毛入园率",
    "普惠性幼儿园覆盖率": "普惠性学前教育覆盖率|普惠园覆盖率|普惠性幼儿园在园幼儿占比|普惠性学前教育资源覆盖率|普惠幼儿园覆盖率",
    "义务教育巩固率": "九年义务教育巩固率|义务教育九年巩固率",
    "高中阶段毛入学率": "高中阶段教育毛入学率|高中毛入学率",
    "高等教育毛入学率": "高等教育阶段毛入学率",
    "森林覆盖率": "森林覆盖面积率",
    "空气质量优良天数比率": "空气质量优良天数比例|优良天数比例|优良天数比率|空气质量优良率|地级及以上城市空气质量优良天数比率|城市空气质量优良天数比率|空气优良天数比例|环境空气质量优良天数比例",
    "pm2.5浓度": "细颗粒物浓度|pm2.5平均浓度|pm2.5年均浓度|细颗粒物平均浓度|细颗粒物(pm2.5)浓度|细颗粒物年均浓度",
    "全员劳动生产率": "劳动生产率",
    "数字经济核心产业增加值占地区生产总值比重": "数字经济核心产业增加值占gdp比重|数字经济核心产业增加值占比|数字经济核心产业增加值占生产总值比重",
    "每万人口高价值发明专利拥有量": "万人高价值发明专利拥有量|每万人高价值发明专利拥有量",
    "农机总动力": "农业机械总动力",
    "主要农作物耕种收综合机械化率": "农作物耕种收综合机械化率|耕种收综合机械化率|主要农作物综合机械化率",
}
"""Indicator -> its other names, folded. Whole names only: any addition makes another indicator."""
_IN_PERCENT: Final = frozenset(["居民消费价格"])
"""Indicators of which a percentage is always a rate: `CPI控制在2%左右` is by how much prices rise."""
_COLUMN_OF: Final = {"货物进出口": "进出口"}
"""Indicator -> the one whose column it shares in a table of several plans: not the same, and never matched between editions of one
plan."""
_BY_NAME: Final = {name: key for key, names in ALIASES.items() for name in (key, *names.split("|"))}

_KINDS: Final = (
    ("县域", "县城", "城区|主城区|市区|中心城区"),
    ("城镇", "农村|乡村|农牧区|农牧民|农民", "城乡"),
    ("调查", "登记"),
    ("常住", "户籍"),
    ("货物和服务", "货物(?!和服务)", "服务(?:贸易|进出口)", "跨境电商", "加工贸易"),
    ("进出口", "(?<!进)出口", "进口"),
    ("人均|生均|每万人|每千人",),
    ("规上|规模以上|限上|限额以上",),
    ("高技术", "战略性新兴", "装备制造", "民间", "工业投资|产业投资", "制造业投资", "房地产", "基础设施"),
    ("第一产业|一产", "第二产业|二产", "第三产业|三产|服务业"),
    ("男", "女"),
    ("二氧化碳|碳排放", "二氧化硫", "氮氧化物", "氨氮", "化学需氧量|cod", "能耗|能源消耗", "用水量|水耗"),
    ("种植", "收获|收割", "播种"),
    ("化石", "非化石"),
)
"""Words in which names that mean the same must agree; each tuple is one distinction."""
_STAGES: Final = (
    ("学前|幼儿|入园|公办园|民办园|普惠园", "义务教育|小学|初中|中小学", "高中", "高等|高校|本科|研究生", "中职|职业"),
    ("(?<!中)小学", "(?<!中)初中"),
)
"""The same, but a name without any agrees with all: 学生体质优良率 may be that of 中小学生."""
_APART: Final = tuple(tuple(re.compile(word) for word in words) for words in _KINDS)
_PARTLY: Final = tuple(tuple(re.compile(word) for word in words) for words in _STAGES)
_OF_RATES: Final = re.compile(r"[率比度量值]$|比[例重]|占|覆盖|强度|增速|水平|指数|面$")
"""In the names of indicators measured in per cent; `85%的学校` is a share of the schools."""

_WHOLE: Final = re.compile(
    r"^(?:其中|预计|预期|提出|包括|力争|确保|实现|保持|争取|推动|促进|全年|年末|年底|,)*(?:(?:[全我本](?:[国省市州县旗盟]|区(?!域)|社会|口径|部)|全自治区|地方(?=一般|财政|级)|年度)的?)*"
)
"""Leading words that only say that a name is of the whole."""
_RATE: Final = re.compile(
    r"(?:(?:年均|实际|名义|同比|平均|累计|持续|继续|稳定|可比价){0,4}(?:增长|增速|增幅|涨幅|上涨|降幅|降低|下降|上升|增长率|增长速度|增长幅度|上涨幅度|降低幅度|降低率|下降率)){1,4}$"
)
_PROPORTION: Final = re.compile(r"的?(?:占比|比重|比例|比)$")
_MEAN: Final = re.compile(r"(?:平均值|均值)$")
_INCREMENT: Final = re.compile(r"^(?:净?新增|净增|新建|增加)|年均新增")
_SHARE: Final = re.compile(r"占[^,]*(?:比重|比例|比)$|(?:占比|比重|比例)$|^占")
_CLUTTER: Final = re.compile(r"[\s\"'“”《》<>]|\([^()]*\)")
_TOGETHER: Final = re.compile(r"、|(?<!共)和")
NAMES_KEPT: Final = 1 << 14


class Name(NamedTuple):
    """A parsed indicator name."""

    key: str
    """What is measured: the key in `ALIASES`, or the name without the words for how and of whom."""
    measure: Measure
    apart: tuple[tuple[str, ...], ...]
    """For each distinction, the words that the name has."""
    stages: tuple[tuple[str, ...], ...] = ()

    def may_be(self, other: Name) -> bool:
        """Whether two names can mean the same: equal measure, and equal keys or no conflicting distinction."""
        if self.measure != other.measure:
            return False
        stages = all(not one or not two or one == two for one, two in zip(self.stages, other.stages, strict=True))
        return self.key == other.key or (self.apart == other.apart and stages)


def name_of(target: Target) -> Name:
    """The parsed name of a target's indicator; a change is a rate, whatever its name says."""
    name = read_name(target.indicator)
    if target.role == "change" or (target.unit == "%" and name.key in _IN_PERCENT):
        return name._replace(measure="rate")
    if target.unit == "%" and name.measure == "level" and name.key not in ALIASES and not _OF_RATES.search(name.key):
        return name._replace(measure="share")
    return name._replace(measure="level") if name.measure == "rate" and not target.unit.startswith(("%", "百分点")) else name


def read_names(printed: str) -> tuple[Name, ...]:
    """Parse a printed name, or each of several that share one number: 社会消费品零售总额、固定资产投资增长4%.

    An indicator that shares another's column has that one's name too, after its own.
    """
    whole = read_name(printed)
    if column := _COLUMN_OF.get(whole.key):
        return (whole, whole._replace(key=column))
    members = [read_name(member) for member in _TOGETHER.split(printed)]
    if whole.key in ALIASES or len(members) == 1 or any(member.key not in ALIASES for member in members):
        return (whole,)
    return tuple(member._replace(measure=members[-1].measure) for member in members)


@lru_cache(maxsize=NAMES_KEPT)
def read_name(printed: str) -> Name:
    """What a printed name means.

    >>> read_name("全省生产总值增长").key, read_name("GDP增速").measure
    ('地区生产总值', 'rate')
    >>> read_name("城镇登记失业率").may_be(read_name("城镇调查失业率"))
    False
    """
    folded = _CLUTTER.sub("", simplified(fold(printed))).lower()
    bare = _WHOLE.sub("", folded) or folded
    measure: Measure = "level"
    if _SHARE.search(bare):
        measure = "share"
    elif rate := _RATE.search(bare):
        measure, bare = "rate", bare[: rate.start()] or bare
    elif _INCREMENT.search(bare):
        measure = "increment"
    bare = _MEAN.sub("", bare) or bare
    key = _BY_NAME.get(bare, bare)
    if key not in ALIASES and measure == "share":
        key = _PROPORTION.sub("", key) or key
    if key in ALIASES and measure == "increment":
        measure = "level"  # 新增城镇就业 is the same as 城镇新增就业
    apart, stages = (
        tuple(tuple(word.pattern for word in words if word.search(key)) for words in table) for table in (_APART, _PARTLY)
    )
    return Name(key, measure, apart, stages)
