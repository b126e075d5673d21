"""The quantities of single sentences, Chinese and English, and of cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff.language.comparators import AFTER, BEFORE
from plandiff.language.english_quantities import find_english_quantities
from plandiff.language.quantities import find_quantities
from plandiff.language.widths import half_width
from plandiff.targets.cells import cell_quantity, split_unit
from plandiff.targets.years import year_of


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("建设3至5所学校", [("3至5所", (3, 5), "所", "range")]),
        ("覆盖三到五个乡镇", [("三到五个", (3, 5), "个", "range")]),
        ("培训8—10万人", [("8—10万人", (80000, 100000), "人", "range")]),
        ("覆盖率超过了95%", [("超过了95%", 95, "%", ">")]),
        ("约占全国的四分之三", [("四分之三", 75, "%", "~")]),
        ("惠及十余万名学生", [("十余万名", 100000, "名", ">")]),
        ("装机一百千瓦", [("一百千瓦", 100, "千瓦", "=")]),
        ("千万家庭受益", [("千万", 10_000_000, "", "=")]),
        ("千家万户受益", []),
        ("处一万元以上五万元以下罚款", [("一万元以上五万元以下", (10000, 50000), "元", "range")]),
        ("处新台币三万元以上十五万元以下罚款", [("三万元以上十五万元以下", (30000, 150000), "新台币", "range")]),
        ("获批3项、提高5个百分点", [("3项", 3, "项", "="), ("5个百分点", 5, "百分点", "=")]),
        ("改进3项和5个百分点", [("3项", 3, "项", "="), ("5个百分点", 5, "百分点", "=")]),
        ("分别提高15、22个百分点", [("15", 15, "百分点", "="), ("22个百分点", 22, "百分点", "=")]),
        ("见1、2和3", []),
        ("近3个纳税年度", []),
        ("附近5公里", [("5公里", 5, "公里", "=")]),
        ("在15日内答复", [("15日内", 15, "日", "<=")]),
        ("提高25百分点", [("25百分点", 25, "百分点", "=")]),
        ("死亡率降到3.5‰", [("3.5‰", 3.5, "‰", "=")]),
    ],
)
def test_a_chinese_sentence_states_these_quantities(sentence: str, found: list[tuple[object, ...]]) -> None:
    text = half_width(sentence)
    assert [(text[q.start : q.end], q.value, q.unit, q.comparator) for q in find_quantities(text)] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("at least 95% of schools", [("at least 95%", 95, "%", ">=")]),
        ("USD 3.2 billion a year", [("USD 3.2 billion", 3_200_000_000, "USD", "=")]),
        ("between 20 and 30 schools", [("between 20 and 30", (20, 30), "", "range")]),
        ("eight to ten schools", [("eight to ten", (8, 10), "", "range")]),
        ("every agency, at least every 90 days", [("at least every 90 days", 90, "days", "<=")]),
        ("two thirds of pupils", [("two thirds", 66.67, "%", "=")]),
        ("rose 25 % to 34,500 tons", [("25 %", 25, "%", "="), ("34,500 tons", 34500, "tons", "=")]),
        ("100 or more teachers", [("100 or more", 100, "", ">=")]),
        ("Section 4, Action 12 and M-19-23 of May 3, 2024", []),
    ],
)
def test_an_english_sentence_states_these_quantities(sentence: str, found: list[tuple[object, ...]]) -> None:
    quantities = find_english_quantities(sentence)
    assert [(sentence[q.start : q.end], q.value, q.unit, q.comparator) for q in quantities] == found


@pytest.mark.parametrize("word", sorted(BEFORE))
@pytest.mark.parametrize("joint", ["", "了", "了 ", " "])
def test_every_word_that_compares_begins_its_quantity(word: str, joint: str) -> None:
    text = f"办学规模{word}{joint}25所。"
    (found,) = find_quantities(text)
    assert (text[found.start : found.end], found.value, found.comparator) == (f"{word}{joint}25所", 25, BEFORE[word])


@pytest.mark.parametrize("word", sorted(AFTER.keys() - {"内", "级"}))
@pytest.mark.parametrize("joint", ["", " "])
def test_every_word_that_compares_ends_its_quantity(word: str, joint: str) -> None:
    text = f"办学规模25所{joint}{word}。"
    (found,) = find_quantities(text)
    assert (text[found.start : found.end], found.comparator) == (f"25所{joint}{word}", AFTER[word])


@pytest.mark.parametrize("word", ["附近", "最近", "邻近", "节约", "合约", "预约", "特约", "高超"])
def test_a_word_that_only_ends_like_one_that_compares_does_not(word: str) -> None:
    assert [found.comparator for found in find_quantities(f"学校{word}25所。")] in ([], ["="])


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2025年，覆盖率达到", "2025"),
        ("到二〇三五年，总量达到", "2035"),
        ("与2020年相比，覆盖率达到", ""),
        ("2021年至2022年6月，投入达到", "2021-2022"),
        ("落实《规划（2016—2020年）》，覆盖率达到", ""),
        ("到2025年，覆盖率比2020年提高", "2025"),
    ],
)
def test_a_year_governs_what_follows_unless_it_is_compared_with(sentence: str, year: str) -> None:
    assert str(year_of(sentence, len(sentence)) or "") == year


@pytest.mark.parametrize(
    ("cell", "unit", "value", "printed"),
    [
        ("≥98", "%", 98, "%"),
        ("[1.5]", "万个", 15000, "个"),
        ("30以上", "册", 30, "册"),
        ("3—5", "所", (3, 5), "所"),
        ("1.2万元", "%", 12000, "元"),
    ],
)
def test_a_cell_states_its_quantity_in_the_unit_of_its_row(cell: str, unit: str, value: object, printed: str) -> None:
    quantity = cell_quantity(cell, unit)
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (value, printed)


@pytest.mark.parametrize("cell", ["—", "全面建成", "", "2025年", "1.2万元、3万元"])
def test_a_cell_of_words_states_none(cell: str) -> None:
    assert cell_quantity(cell, "%") is None


def test_multipliers_are_split_from_units_that_do_not_begin_with_one() -> None:
    assert [split_unit(unit) for unit in ("万人次", "千瓦", "亿立方米", "元/人")] == [
        (10_000, "人次"),
        (1, "千瓦"),
        (100_000_000, "立方米"),
        (1, "元/人"),
    ]


@given(some.text(alphabet="一二三十百千万亿零点0123456789.,%约超过不低于以上内年个所人从到、和分别之-—（）“”", max_size=60))
def test_no_text_breaks_the_search_and_quantities_stand_in_order(text: str) -> None:
    quantities = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in quantities)
    assert all(one.end <= other.start for one, other in pairwise(quantities))


@given(some.text(alphabet="0123456789.,%$-–/ abot lestmordywihn", max_size=60))
def test_no_english_text_breaks_the_search(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in find_english_quantities(text))


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("库容达到3×10⁸立方米", 300_000_000, "立方米"),
        ("库容达到1.5 × 10^4 m³", 15_000, "m³"),
        ("总数不超过10⁶个", 1_000_000, "个"),
        ("总数不超过106个", 106, "个"),
        ("浓度低于10⁻²毫克", 0.01, "毫克"),
        ("总面积达到120㎡", 120, "m²"),
        ("总面积达到120m²", 120, "m²"),
        ("绿地达到3０㎢", 30, "km²"),
        ("覆盖率达到95¹%", 95, "%"),
        ("服务六万⼈次", 60_000, "人次"),
        ("每天运动1½小时", 1.5, "小时"),
        ("每天运动½小时", 0.5, "小时"),
        ("绿地不少于2 ¼公顷", 2.25, "公顷"),
        ("服务3½万人次", 35_000, "人次"),
    ],
)
def test_powers_and_raised_units_are_read_as_printed(sentence: str, value: float, unit: str) -> None:
    assert [(found.value, found.unit) for found in find_quantities(half_width(sentence))] == [(value, unit)]


def test_powers_and_raised_units_are_read_in_english() -> None:
    text = "Store 3 × 10⁸ tons and plant 10⁶ trees on at least 25 km² of land."
    assert [(found.value, found.unit) for found in find_english_quantities(text)] == [
        (3 * 10**8, "tons"),
        (10**6, ""),
        (25, "km²"),
    ]


def test_fractions_in_one_sign_are_values_in_english_and_in_cells() -> None:
    text = "Exercise for at least 1½ hours a day, plant 2½ million trees and keep ¼ acre of garden."
    assert [found.value for found in find_english_quantities(text)] == [1.5, 2_500_000, 0.25]
    found = [cell_quantity(cell, "万个") for cell in ("½", "1½")]
    assert [quantity and quantity.value for quantity in found] == [5_000, 15_000]


def test_a_year_with_the_mark_of_a_note_is_not_a_quantity() -> None:
    assert find_quantities(half_width("到2030³年建成")) == []


@pytest.mark.parametrize("cell", ["9" * 5000, "九" * 5000, f"1.{'5' * 5000}", "九" * 5000 + "分之一"])
def test_a_cell_of_thousands_of_digits_states_none(cell: str) -> None:
    assert cell_quantity(cell, "所") is None
