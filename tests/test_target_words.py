"""Targets without a number, and numbers that are no targets."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.model import Plan
from plandiff.targets import find_targets

HEAD = "# 清河市2031年政府工作报告\n\n## 一、2030年工作回顾\n\n{review}\n\n## 二、2031年工作安排\n\n{tasks}\n"


def read(text: str) -> Plan:
    return plandiff.load(text.encode())


def report(*, review: str = "一年来，各项工作稳步推进。", tasks: str = "今年要抓好各项工作。") -> Plan:
    return read(HEAD.format(review=review, tasks=tasks))


@pytest.mark.parametrize(
    ("clause", "name", "word_class"),
    [
        ("居民收入增长与经济增长同步", "居民收入", "sync"),
        ("居民收入增长和经济增长基本同步", "居民收入", "sync~"),
        ("居民收入增速快于经济增速", "居民收入", ">gdp"),
        ("规上工业增加值增速高于全国平均水平", "规上工业增加值", ">national"),
        ("固定资产投资增速保持在全国平均水平以上", "固定资产投资", ">=national"),
        ("固定资产投资实现正增长", "固定资产投资", "positive"),
        ("进出口稳量提质", "进出口", "improve"),
        ("粮食产量只增不减", "粮食产量", "not-down"),
        ("粮食产量保持稳定", "粮食产量", "stable"),
        ("居民消费价格总水平保持基本稳定", "居民消费价格总水平", "stable"),
        ("居民消费价格处于合理区间", "居民消费价格", "reasonable"),
        ("居民消费价格温和回升", "居民消费价格", "reasonable"),
        ("单位生产总值能耗进一步下降", "单位生产总值能耗", "down"),
        ("研发经费投入稳步提高", "研发经费投入", "up"),
        ("固定资产投资增速高于全省平均水平", "固定资产投资", ">province"),
        ("生产安全事故死亡人数只降不升", "生产安全事故死亡人数", "not-up"),
        ("碳排放强度降低达到国家要求", "碳排放强度降低", "assigned"),
        ("固定资产投资止跌回稳", "固定资产投资", "stable"),
        ("进出口总额与上年基本持平", "进出口总额", "stable"),
        ("建设用地面积维持在现有规模", "建设用地面积", "stable"),
        ("居民收入好于上一年", "居民收入", ">=last"),
        ("能耗强度完成省定目标", "能耗强度", "assigned"),
        ("地方隐性债务零新增", "地方隐性债务", "zero"),
        ("单位生产总值能耗降低完成国家下达任务", "单位生产总值能耗降低", "assigned"),
        ("全面完成国家下达的节能减排约束性指标", "节能减排", "assigned"),
    ],
)
def test_a_target_in_words_has_its_class_and_no_value(clause: str, name: str, word_class: str) -> None:
    found = find_targets(report(tasks=f"今年主要预期目标是：地区生产总值增长5%左右，{clause}。"))
    (target,) = [target for target in found if target.value is None]
    assert (target.indicator, target.word_class, target.comparator) == (name, word_class, "text")
    assert (str(target.period), target.aspect) == ("2031", "plan")
    assert target.text == target.paragraph[target.start : target.start + len(target.text)]


@pytest.mark.parametrize("text", ["干部队伍保持稳定。", "坚持教育投入“两个只增不减”。", "人民生活水平稳步提高。"])
def test_what_is_no_indicator_has_no_target_in_words(text: str) -> None:
    assert not [target for target in find_targets(report(tasks=f"今年{text}")) if target.value is None]


def test_what_was_so_is_no_target() -> None:
    assert not find_targets(report(review="居民收入增长与经济增长同步，粮食产量保持稳定。"))


def test_a_target_that_loses_its_number_is_vaguer() -> None:
    old, new = (report(tasks=f"今年固定资产投资{words}。") for words in ("增长5%左右", "实现正增长"))
    (change,) = plandiff.compare(old, new, mode="versions").targets
    assert (change.kinds, change.effect, change.difference) == (("vaguer",), "weaker", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The hall is at 901 Pier Ave, Port Town, CA 94070.",
        "Sections 14-22 and document 8105 apply.",
        "Die Zulage beträgt 3,11 Euro je Stunde und wird nach § 14 gezahlt.",
        "Le montant est de 2,94 euros pour les élèves.",
        "2030年までに割合を80%に引き上げる。",
    ],
)
def test_references_addresses_and_other_languages_are_silent(sentence: str) -> None:
    assert find_targets(read(f"# Plan\n\n{sentence}\n")) == ()


@pytest.mark.parametrize(("printed", "unit"), [("$75,000", "$"), ("USD 75,000", "USD"), ("CHF 75,000", "CHF")])
def test_the_currency_before_an_amount_is_its_unit(printed: str, unit: str) -> None:
    (target,) = find_targets(read(f"# Terms\n\nThe liability of the operator shall not exceed {printed}.\n"))
    assert (target.value, target.unit, target.comparator) == (75000, unit, "<=")


def test_traditional_characters_and_years_of_the_republic_are_read_and_shown_as_printed() -> None:
    rate, money, places = find_targets(
        read("# 清河市教育計畫\n\n至民國115年，學前教育覆蓋率達到95%以上，投入經費新臺幣3億元，新增學位2萬個。\n")
    )
    assert (rate.indicator, rate.value, rate.comparator, str(rate.year)) == ("學前教育覆蓋率", 95, ">=", "2026")
    assert (money.text, money.value, money.unit) == ("3億元", 300000000, "新台币")
    assert (places.indicator, places.text, places.value) == ("新增學位", "2萬個", 20000)


@pytest.mark.parametrize(
    "fact", ["我市有90万在校学生。", "始终保障800万人的粮食安全。", "今年高校毕业生超过10万人，要做好服务。"]
)
def test_how_many_there_are_is_no_target(fact: str) -> None:
    (target,) = find_targets(report(tasks=fact))
    assert target.role in ("actual", "other")


@pytest.mark.parametrize("text", ["纲要草案提出了18项指标，明确了三方面任务。", "规划设置20项主要指标。"])
def test_how_many_indicators_a_plan_has_is_no_target(text: str) -> None:
    assert not find_targets(report(tasks=text))
