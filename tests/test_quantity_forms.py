"""Every form in which a sentence states a quantity, and where the quantity begins and ends."""

from __future__ import annotations

import pytest

from plandiff.language.english_quantities import find_english_quantities
from plandiff.language.provinces import find_province, provinces
from plandiff.language.quantities import find_quantities
from plandiff.language.widths import half_width

Found = list[tuple[str, object, str, str]]
"""Text, value, unit and comparator of each quantity."""


def chinese(sentence: str) -> Found:
    text = half_width(sentence)
    return [(text[found.start : found.end], found.value, found.unit, found.comparator) for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        # shares, ratios and multiples
        ("一半以上的学校达标", ("一半以上", 50, "%", ">=")),
        ("发明专利不少于每万人5件", ("不少于每万人5件", 5, "件/万人", ">=")),
        ("床位不低于每千人口6张", ("不低于每千人口6张", 6, "张/千人", ">=")),
        ("发明专利为每万人5件", ("5件", 5, "件", "=")),
        ("间隔未逾6分钟", ("未逾6分钟", 6, "分钟", "<=")),
        ("涨幅未超过3%", ("未超过3%", 3, "%", "<=")),
        ("全长5公里多", ("5公里多", 5, "公里", ">")),
        ("投资3亿元余", ("3亿元余", 300_000_000, "元", ">")),
        ("全长50多公里", ("50多公里", 50, "公里", ">")),
        ("占全国的3/4", ("3/4", 75, "%", "=")),
        ("约占全国1/10", ("1/10", 10, "%", "~")),
        ("千分之三", ("千分之三", 3, "‰", "=")),
        ("百分之三点五", ("百分之三点五", 3.5, "%", "=")),
        ("三分之二", ("三分之二", 66.67, "%", "=")),
        ("提高3成半", ("3成半", 35, "%", "=")),
        ("下降4成", ("4成", 40, "%", "=")),
        ("师生比1:15", ("1:15", 15, "1:", "=")),
        ("户均比2.27:1", ("2.27:1", 2.27, ":1", "=")),
        ("增长一倍", ("一倍", 1, "倍", "=")),
        ("总量翻一番", ("翻一番", 2, "倍", "×")),
        ("总量翻两番", ("翻两番", 4, "倍", "×")),
        ("总量翻三番", ("翻三番", 8, "倍", "×")),
        ("总量倍增", ("倍增", 2, "倍", "×")),
        ("排放减半", ("减半", 0.5, "倍", "×")),
        ("是2020年的1.1倍", ("1.1倍", 1.1, "倍", "×")),
        # a minus, and dashes that are none
        ("人口自然增长率保持在-1.2‰左右", ("-1.2‰左右", -1.2, "‰", "~")),
        ("进出口总额增长 −2.5%", ("−2.5%", -2.5, "%", "=")),
        ("冷库温度不高于－18℃", ("不高于-18℃", -18, "℃", "<=")),
        ("温度保持在-5至-3℃", ("-5至-3℃", (-5, -3), "℃", "range")),
        ("增速为3%-5%", ("3%-5%", (3, 5), "%", "range")),
        ("教学楼-5层", ("5层", 5, "层", "=")),
        # multipliers and more or less
        ("投资1亿5千万元", ("1亿5千万元", 150_000_000, "元", "=")),
        ("投资1亿5千6百万元", ("1亿5千6百万元", 156_000_000, "元", "=")),
        ("投资5千6百万元", ("5千6百万元", 56_000_000, "元", "=")),
        ("投资7万5千元", ("7万5千元", 75_000, "元", "=")),
        ("新增10余所", ("10余所", 10, "所", ">")),
        ("培训20多天", ("20多天", 20, "天", ">")),
        ("达到3年多", ("3年多", 3, "年", ">")),
        ("四百余万人", ("四百余万人", 4_000_000, "人", ">")),
        ("三百多户", ("三百多户", 300, "户", ">")),
        ("服务10万多人次", ("10万多人次", 100_000, "人次", ">")),
        ("投资3亿余元", ("3亿余元", 300_000_000, "元", ">")),
        ("惠及2千多户居民", ("2千多户", 2000, "户", ">")),
        ("近百名", ("近百名", 100, "名", "~")),
        ("万名学生", ("万名", 10_000, "名", "=")),
        ("百万群众", ("百万", 1_000_000, "", "=")),
        # rates
        ("单价120元/人", ("120元/人", 120, "元/人", "=")),
        ("能耗3吨标准煤/万元", ("3吨标准煤/万元", 3, "吨标准煤/万元", "=")),
        ("产值2/亿", ("2/亿", 2, "/亿", "=")),
        ("新台币3亿元", ("3亿元", 300_000_000, "新台币", "=")),
        # comparators before, after and further off
        ("不低于当地标准的1.6倍", ("1.6倍", 1.6, "倍", ">=")),
        ("不超过当地标准的1.6倍", ("1.6倍", 1.6, "倍", "<=")),
        ("产值居前10%", ("前10%", 10, "%", "<=")),
        ("控制在5%", ("5%", 5, "%", "<=")),
        ("严守18亿亩", ("18亿亩", 1_800_000_000, "亩", ">=")),
        ("迈上3万亿元新台阶", ("3万亿元", 3_000_000_000_000, "元", ">=")),
        ("跨过100亿大关", ("100亿", 10_000_000_000, "", ">=")),
        ("不足5%", ("不足5%", 5, "%", "<")),
        ("15%左右", ("15%左右", 15, "%", "~")),
        ("20人次以上", ("20人次以上", 20, "人次", ">=")),
        ("2 小时以内", ("2 小时以内", 2, "小时", "<=")),
        ("一个月内", ("一个月内", 1, "个月", "<=")),
        # one of something
        ("一所以上", ("一所以上", 1, "所", ">=")),
        ("每校至少一名", ("至少一名", 1, "名", ">=")),
        ("一小时", ("一小时", 1, "小时", "=")),
        # ranges
        ("10亿元至20亿元", ("10亿元至20亿元", (1_000_000_000, 2_000_000_000), "元", "range")),
        ("8多—10万人", ("8多—10万人", (80_000, 100_000), "人", "range")),
        ("在3%和5%之间", ("3%和5%", (3, 5), "%", "range")),
    ],
)
def test_a_sentence_states_one_quantity(sentence: str, found: tuple[str, object, str, str]) -> None:
    assert chinese(f"{sentence}。") == [found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("分别不低于10、20和30个", [("不低于10", 10, "个", ">="), ("20", 20, "个", ">="), ("30个", 30, "个", ">=")]),
        ("分别达到10、20和30个以上", [("10", 10, "个", ">="), ("20", 20, "个", ">="), ("30个以上", 30, "个", ">=")]),
        ("达到10%和20%以上", [("10%", 10, "%", "="), ("20%以上", 20, "%", ">=")]),
        ("超过3所、5所", [("超过3所", 3, "所", ">"), ("5所", 5, "所", ">")]),
        ("分别不少于3所、5所", [("不少于3所", 3, "所", ">="), ("5所", 5, "所", ">=")]),
        ("分别控制在3%、5%以内", [("3%", 3, "%", "<="), ("5%以内", 5, "%", "<=")]),
        ("补助3所学校和5名教师", [("3所", 3, "所", "="), ("5名", 5, "名", "=")]),
        ("补助3人—5元", [("3人", 3, "人", "="), ("5元", 5, "元", "=")]),
        ("补助3—5元", [("3—5元", (3, 5), "元", "range")]),
        ("补助3美元—5元", [("3美元—5元", (3, 5), "美元", "range")]),
        ("从3%提高到5%", [("3%", 3, "%", "="), ("5%", 5, "%", "=")]),
        ("由3%到5%", [("3%", 3, "%", "="), ("5%", 5, "%", "=")]),
        ("增加31.1个和26.3个百分点", [("31.1个", 31.1, "百分点", "="), ("26.3个百分点", 26.3, "百分点", "=")]),
    ],
)
def test_the_members_of_a_list_share_what_is_printed_once(sentence: str, found: Found) -> None:
    assert chinese(f"{sentence}。") == found


@pytest.mark.parametrize(
    "sentence",
    ["比分3:2", "1/0的学校", "一名教师", "前三名", "十几所", "30级台阶", "3年内", "5月", "第3名", "在10和20之间", "一二三次产业"],
)
def test_a_numeral_that_measures_nothing_is_no_quantity(sentence: str) -> None:
    assert chinese(f"{sentence}。") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("half of the schools", ("half", 50, "%", "=")),
        ("between 5 and 10 percent", ("between 5 and 10 percent", (5, 10), "%", "range")),
        ("fixed between 5 and 10 km", ("between 5 and 10 km", (5, 10), "km", "range")),
        ("about half of the schools", ("about half", 50, "%", "~")),
        ("a third of the schools", ("a third", 33.33, "%", "=")),
        ("at least every 90 days", ("at least every 90 days", 90, "days", "<=")),
        ("$5 million to $7 million", ("$5 million to $7 million", (5_000_000, 7_000_000), "$", "range")),
        ("three quarters of the schools", ("three quarters", 75, "%", "=")),
        ("from 3 to 5 km", ("3 to 5 km", (3, 5), "km", "range")),
        ("3% to 5% of it", ("3% to 5%", (3, 5), "%", "range")),
        ("$3-5 a day", ("$3-5", (3, 5), "$", "range")),
        ("5 or fewer halls", ("5 or fewer", 5, "", "<=")),
        ("no later than 30 days", ("no later than 30 days", 30, "days", "<=")),
        ("every 30 days", ("30 days", 30, "days", "=")),
        ("up to every 30 days", ("up to every 30 days", 30, "days", "<=")),
        ("a dozen halls", ("a dozen", 12, "", "=")),
        ("one hall", None),
        ("at least one hall", ("at least one", 1, "", ">=")),
        ("5 to 3 halls", ("5", 5, "", "=")),
        ("3.2 percentage points", ("3.2 percentage points", 3.2, "percentage points", "=")),
    ],
)
def test_an_english_sentence_states_its_first_quantity_so(sentence: str, found: tuple[str, object, str, str] | None) -> None:
    quantities = [(sentence[q.start : q.end], q.value, q.unit, q.comparator) for q in find_english_quantities(sentence)]
    assert next(iter(quantities), None) == found


def test_every_province_has_its_code_its_group_and_a_tile_of_its_own() -> None:
    known = provinces()
    assert [province.code for province in known] == sorted({province.code for province in known})
    assert len(known) == len({(province.column, province.row) for province in known}) == 34
    assert {group: sum(province.group == group for province in known) for group in sorted({p.group for p in known})} == {
        "central": 6,
        "east": 10,
        "northeast": 3,
        "special": 3,
        "west": 12,
    }
    assert all(find_province(name) is province for province in known for name in (province.name, province.short))
    assert find_province("云河市") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "培训数千名教师",
        "新建几十所学校",
        "超过数百名",
        "投入数十亿元",
        "幾十所學校",
        "數千名教師",
        "成千上万名学生",
        "好几百万元",
    ],
)
def test_a_number_that_is_left_open_is_none(sentence: str) -> None:
    assert chinese(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["several million dollars", "a few hundred homes", "a couple of dozen sites", "many thousand trees"]
)
def test_so_it_is_in_english(sentence: str) -> None:
    assert find_english_quantities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("二三十家企业", ("二三十家", (20, 30), "家", "range")),
        ("一两百名", ("一两百名", (100, 200), "名", "range")),
        ("十七八个", ("十七八个", (17, 18), "个", "range")),
        ("三五十所", ("三五十所", (30, 50), "所", "range")),
        ("两三万人", ("两三万人", (20_000, 30_000), "人", "range")),
        ("二三十多万人", ("二三十多万人", (200_000, 300_000), "人", "range")),
        ("培养上百名名师", ("上百名", 100, "名", ">=")),
        ("网上百家店", ("百家", 100, "家", "=")),
        ("总人数百万人", ("百万人", 1_000_000, "人", "=")),
        ("指数百分之五", ("百分之五", 5, "%", "=")),
        ("二十三所", ("二十三所", 23, "所", "=")),
    ],
)
def test_two_digits_in_one_place_are_a_range_and_what_only_looks_open_is_not(sentence: str, found: tuple[object, ...]) -> None:
    assert chinese(sentence) == [found]


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("half a million dollars", "half a million dollars", 500_000),
        ("one and a half million people", "one and a half million", 1_500_000),
        ("within 2 and a half years", "within 2 and a half years", 2.5),
        ("twenty-five hundred trees", "twenty-five hundred", 2500),
    ],
)
def test_halves_and_hundreds_in_words(sentence: str, text: str, value: float) -> None:
    (found,) = find_english_quantities(sentence)
    assert (sentence[found.start : found.end], found.value) == (text, value)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("投入5 000万元", ("5 000万元", 50_000_000, "元", "=")),
        ("约 12 345 678 元", ("约 12 345 678 元", 12_345_678, "元", "~")),
        ("共189 000套", ("189 000套", 189_000, "套", "=")),
        ("8 500多人", ("8 500多人", 8500, "人", ">")),
        ("排名 120 135 150个", ("150个", 150, "个", "=")),
    ],
)
def test_thousands_may_be_set_apart_by_spaces(sentence: str, found: tuple[object, ...]) -> None:
    assert chinese(sentence) == [found]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("at least 1 000 training places", [1000]),
        ("between 13 500 and 189 000 flats", [(13_500, 189_000)]),
        ("1\u2009500 million dollars", [1_500_000_000]),
        ("in 2026 100 schools", [100]),
        ("120 135 150", [120, 135, 150]),
    ],
)
def test_so_they_may_in_english(sentence: str, values: list[object]) -> None:
    assert [found.value for found in find_english_quantities(sentence)] == values
