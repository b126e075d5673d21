"""Which numerals count or measure something, and which only look as if they did."""

from __future__ import annotations

import pytest

from plandiff.language.quantities import find_quantities
from plandiff.language.widths import half_width


def counted(sentence: str) -> list[tuple[object, str]]:
    return [(found.value, found.unit) for found in find_quantities(half_width(f"{sentence}。"))]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        # without a unit: after a word for a level, with a multiplier or a comparator, and not before a noun
        *(("总数5", 5, ""), ("系数0.5", 0.5, ""), ("指数为105", 105, ""), ("5万", 50_000, ""), ("约5", 5, ""), ("≥5", 5, "")),
        # Chinese numerals without a unit end in 万 or 亿
        *(("三万", 30_000, ""), ("三万学生", 30_000, ""), ("百万群众", 1_000_000, ""), ("超过百万", 1_000_000, "")),
        # times that are reached, extended or compared
        *(("延长5年", 5, "年"), ("期限5年", 5, "年"), ("超过5年", 5, "年"), ("5天内", 5, "天"), ("延长三天", 3, "天")),
        *(("不超过三年", 3, "年"), ("一天以上", 1, "天"), ("不少于5个月", 5, "个月")),
        # units that make other words
        *(("5点", 5, "点"), ("3部", 3, "部"), ("5度电", 5, "度"), ("三次以上", 3, "次"), ("不少于三条", 3, "条")),
        *(("百人学校", 100, "人"), ("千户家庭", 1000, "户"), ("百名", 100, "名"), ("二十个", 20, "个"), ("两个", 2, "个")),
        # one of something, where that is a norm or the low end of a range
        *(("至少一所", 1, "所"), ("各有一名", 1, "名"), ("每校一名", 1, "名"), ("一所以上", 1, "所"), ("一课时", 1, "课时")),
        *(("一所至三所", (1, 3), "所"), ("九人至二十一人", (9, 21), "人")),
        # shares
        *(("占一半", 50, "%"), ("占2/3", 66.67, "%"), ("前10%", 10, "%"), ("三成", 30, "%"), ("一倍", 1, "倍")),
    ],
)
def test_a_numeral_counts_by_what_is_around_it(sentence: str, value: object, unit: str) -> None:
    assert counted(sentence) == [(value, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        # a letter or a plus sign belongs to a name
        *("达到5G水平", "超过5G水平", "达到3D打印", "突破100+所", "超过4A景区", "达到5b类"),
        # ranks, dates and ordinals
        *("前10名", "前10所学校", "全年前10所", "不少于5月", "达到3月", "在5年", "3年内", "延长5年2025", "三年", "三天", "一月"),
        # what has no unit, before a noun or after no word for a level
        *("总数5学校", "共5", "增长5", "系数0.5学", "2/3学校", "过半学校", "占过半"),
        # Chinese numerals in words, and positional ones
        *("千万不要", "一千", "两千", "万", "一次", "三条", "千次", "百件", "九人", "一所", "一天", "一二三次", "二〇二五年"),
        # units that begin another word
        *("3部电影", "为5点钟", "5面墙", "3部门"),
    ],
)
def test_a_numeral_in_a_word_a_name_or_a_rank_counts_nothing(sentence: str) -> None:
    assert counted(sentence) == []
