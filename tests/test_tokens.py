"""Quantities and dates as single words: where each begins and ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff.language.comparators import BEFORE
from plandiff.language.quantities import find_quantities
from plandiff.language.tokens import quantity_tokens
from plandiff.language.units import SCARCE, UNITS


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in quantity_tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年底前,覆盖率不低于95%以上", ["2025年底前", "不低于95%以上"]),
        ("配备冲锋舟40艘,装机3千瓦", ["40艘", "3千瓦"]),
        ("超过100亿元人民币,每人120元/人", ["超过100亿元人民币", "120元/人"]),
        ("培训8-10万人次,附近3所", ["8-10万人次", "3所"]),
        ("年满16周岁,提高3成", ["16周岁", "3成"]),
        ("3成立,40家庭,5条件", ["3", "40", "5"]),
        ("自二〇二五年起,三所学校", ["二〇二五年起", "三所"]),
        ("Fewer than 20 km by 2025, at least 3.5 million", ["Fewer than 20 km", "2025", "at least 3.5 million"]),
        ("库容3×10⁸立方米", ["3×10⁸立方米"]),
        ("不高于-18℃,误差±5%,增速3%-5%", ["不高于-18℃", "±5%", "3%-5%"]),
    ],
)
def test_a_quantity_is_one_word_with_its_unit_and_comparator(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "token"),
    [
        # what is more than the number belongs to it, whatever the number ends in
        *(("全长5公里多", "5公里多"), ("投资3亿元余", "3亿元余"), ("三所多学校", "三所多"), ("三小时余", "三小时余")),
        *(("三所以上学校", "三所以上"), ("5公里多以上", "5公里多以上"), ("30天左右", "30天左右"), ("3 左右", "3 左右")),
        *(("翻两番多", "翻两番"), ("百分之十五以上", "百分之十五"), ("2025年多", "2025年"), ("5公里的", "5公里")),
        # both ends of a range, with the unit of each
        *(
            ("3%至5%", "3%至5%"),
            ("3%~5%以上", "3%~5%以上"),
            ("10亿元至20亿元余", "10亿元至20亿元余"),
            ("3到5天左右", "3到5天左右"),
        ),
        *(("3-次", "3"), ("3至", "3"), ("2025-2030年底", "2025-2030年底"), ("3-5%", "3-5%")),
        # units after a space are Latin ones; English ones are words
        *(("20 km的", "20 km"), ("20 公里", "20"), ("5 percent", "5 percent"), ("5percent", "5percent"), ("5 percents", "5")),
        *(("20  km", "20"), ("20km", "20km"), ("20 kmx", "20")),
        # multipliers
        *(("3千万元", "3千万元"), ("3万亿", "3万亿"), ("3千瓦", "3千瓦"), ("5百万人", "5百万人")),
        # what is divided by something; shares and multiples are not
        *(("3元/人以上", "3元/人以上"), ("5吨/万元", "5吨/万元"), ("3%/年", "3%"), ("3倍/年", "3倍"), ("3元/那", "3元")),
        # units that more often begin another word
        *(("5面墙", "5"), ("5点多", "5"), ("5m", "5"), ("5家属", "5"), ("5家", "5家"), ("5度", "5度"), ("5部", "5部")),
        # comparators
        *(("约3", "约3"), ("at least 3", "at least 3"), ("hat least 3", "3"), ("至少3", "至少3"), ("about 3 km", "about 3 km")),
        *(
            ("a number of greater than or equal to 3", "greater than or equal to 3"),
            ("$5 million", "$5 million"),
            ("$5多", "$5多"),
        ),
    ],
)
def test_a_quantity_ends_where_nothing_more_belongs_to_its_number(text: str, token: str) -> None:
    assert tokens(text) == [token]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3至约5", ["3", "约5"]),
        ("三所至五所", ["三所", "五所"]),
        ("5和不超过6", ["5", "不超过6"]),
        ("5不超过6", ["5", "不超过6"]),
        ("2025年至2030年底", ["2025年", "2030年底"]),
        ("第一,统一所学校", []),
    ],
)
def test_what_belongs_to_one_quantity_is_no_part_of_the_next(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(some.text(alphabet="0123456789一三十百千万亿年月日.,%约超过不低于以上个艘km at less than多成/元-至", max_size=40))
def test_words_that_are_quantities_stand_in_order_and_hold_a_numeral(text: str) -> None:
    found = list(quantity_tokens(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_what_targets_read_as_a_quantity_is_one_word(unit: str) -> None:
    for before in BEFORE:
        text = f"{before}25{unit}。"
        for quantity in find_quantities(text):
            (start, end), *_ = quantity_tokens(text)
            assert start == quantity.start
            assert end == quantity.end or unit in SCARCE
