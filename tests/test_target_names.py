"""What indicators are called: which names are one indicator, and which never are."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.model import Plan, Target
from plandiff.targets import find_targets
from plandiff.targets.names import ALIASES, read_name, read_names


def read(text: str) -> Plan:
    return plandiff.load(text.encode())


def stated(text: str) -> list[tuple[str, str]]:
    """(indicator, text) of each target of a sentence."""
    return [(target.indicator, target.text) for target in targets(text)]


def targets(text: str) -> tuple[Target, ...]:
    return find_targets(read(f"# 清河市发展规划（2026—2030年）\n\n## 一、主要目标\n\n{text}\n"))


@pytest.mark.parametrize(
    "names",
    [
        ("经济增长", "全市生产总值增长", "GDP增速", "地区生产总值年均增长"),
        ("利用外资", "实际使用外资"),
        ("GDP", "gross domestic product"),
        ("CPI涨幅", "居民消费价格指数上涨", "居民消费价格涨幅"),
        ("粮食总产", "粮食产量", "全省粮食总产量"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("新增城镇就业", "城镇新增就业人数"),
        ("单位GDP能耗降低", "万元生产总值能耗下降".replace("万元", "单位")),
    ],
)
def test_names_of_one_indicator_are_one(names: tuple[str, ...]) -> None:
    assert len({read_name(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("数字经济增加值年均增速", "数字经济核心产业增加值占地区生产总值比重"),
        ("县域常住人口城镇化率", "常住人口城镇化率"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("新增输电能力", "输电能力"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("货物和服务进出口", "货物贸易进出口"),
        ("外贸进出口", "货物贸易进出口总额"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("地区生产总值", "人均地区生产总值"),
        ("小学生近视率", "初中生近视率"),
    ],
)
def test_other_measures_and_other_places_are_other_indicators(one: str, other: str) -> None:
    assert not read_name(one).may_be(read_name(other))
    assert not read_name(other).may_be(read_name(one))


def test_a_row_of_aliases_names_each_indicator_once() -> None:
    names = [name for key, row in ALIASES.items() for name in (key, *row.split("|"))]
    assert sorted(names) == sorted(set(names))


def test_one_number_may_be_of_two_indicators() -> None:
    (target,) = targets("力争社会消费品零售总额、固定资产投资增长4%左右。")
    assert [(name.key, name.measure) for name in read_names(target.indicator)] == [
        ("社会消费品零售总额", "level"),
        ("固定资产投资", "level"),
    ]


def test_trade_in_goods_stands_in_the_column_of_trade_and_is_not_compared_with_it() -> None:
    assert [name.key for name in read_names("货物贸易进出口总额")] == ["货物进出口", "进出口"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "第一、二、三产业增加值分别增长3%、6%和7%。",
            [("第一产业增加值", "3%"), ("第二产业增加值", "6%"), ("第三产业增加值", "7%")],
        ),
        ("外贸进出口跃上300亿元新台阶。", [("外贸进出口", "300亿元")]),
        ("去年粮食产量达到805万吨。", [("粮食产量", "805万吨")]),
        ("城乡居民收入分别增长5%、6.5%。", [("城镇居民收入", "5%"), ("农村居民收入", "6.5%")]),
        ("水稻种植、收获机械化率分别达到65%和93%。", [("水稻种植机械化率", "65%"), ("水稻收获机械化率", "93%")]),
        ("粮食播种面积120万亩、总产量50万吨以上。", [("粮食播种面积", "120万亩"), ("粮食总产量", "50万吨以上")]),
        ("地区生产总值迈上3000亿元台阶。", [("地区生产总值", "3000亿元")]),
        ("地区生产总值跨越两个千亿元台阶，达到3200亿元、增长21%。", [("地区生产总值", "3200亿元"), ("地区生产总值", "21%")]),
        ("地区生产总值达到800亿元、稳居全省前三位、增长6%。", [("地区生产总值", "800亿元"), ("地区生产总值", "6%")]),
        ("赤字率拟按3%左右安排、比去年有所下调。", [("赤字率", "3%左右")]),
        ("提出生产总值年均增长5%左右。", [("生产总值", "5%左右")]),
        ("60个社区建成后新增床位3000张。", [("社区", "60个"), ("新增床位", "3000张")]),
        ("选派200名骨干教师前往乡村学校任教。", [("骨干教师", "200名")]),
    ],
)
def test_a_name_is_what_is_measured_and_nothing_of_the_sentence_around_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "打造“四个园区”，实施“六千计划”和“九项工程”，新建30个驿站，开放率达到92%；其余驿站逐步改造。",
        '打造"四个园区",实施"六千计划"和"九项工程",新建30个驿站,开放率达到92%;其余驿站逐步改造。',
    ],
)
def test_marks_that_were_typed_by_hand_part_a_sentence_like_those_of_chinese(sentence: str) -> None:
    assert stated(sentence) == [("新建驿站", "30个"), ("开放率", "92%")]


@pytest.mark.parametrize(
    "sentence", ["全文共12篇45章，设20个专栏，附名词解释38条。", "约束性指标6项，其余14项为预期性。", "设置20项主要指标。"]
)
def test_what_a_document_is_made_of_is_no_target(sentence: str) -> None:
    assert stated(sentence) == []


def test_a_level_that_is_passed_is_a_lower_bound() -> None:
    bounds = [
        target.comparator
        for target in targets("地区生产总值迈上3000亿元台阶。规上工业总产值跨过千亿元大关，财政收入达到80亿元。")
    ]
    assert bounds == [">=", ">=", "="]


def test_a_percentage_of_a_price_index_is_by_how_much_prices_rise() -> None:
    old, new = (
        read(f"# 清河市发展规划（2026—2030年）\n\n## 一、主要目标\n\n{text}\n")
        for text in ("CPI控制在2%左右。", "居民消费价格指数上涨3%左右。")
    )
    (change,) = plandiff.compare(old, new, mode="regions").targets
    assert change.old
    assert change.new
    assert (change.old.text, change.new.text) == ("2%左右", "3%左右")
