"""What numerals are worth: Chinese, Arabic, Roman and English ones, and ordinals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandiff.language.decimals import arabic, chinese, english, number, percent
from plandiff.language.english_quantities import find_english_quantities
from plandiff.language.numerals import ENGLISH_PARTS, LONGEST_ORDINAL, MAGNITUDES, ROMAN, ordinal


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二十", 20),
        ("一百二", 120),
        ("一千零一十二", 1012),
        ("两万五千", 25000),
        ("一万零三", 10003),
        ("三千五百万", 35_000_000),
        ("四万万", 400_000_000),
        ("一亿二千万", 120_000_000),
        ("两万亿", 2_000_000_000_000),
        ("百", 100),
        ("三点一四", "3.14"),
    ],
)
def test_chinese_numerals_have_their_value(numeral: str, value: int | str) -> None:
    assert chinese(numeral) == Decimal(value)


@given(some.integers(min_value=1, max_value=10**12 - 1))
def test_every_whole_number_is_read_back_from_its_chinese_numeral(number: int) -> None:
    assert chinese(_written(number)) == number


def _written(number: int) -> str:
    """The plain Chinese numeral of a whole number below 10^12."""
    words = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part:
            words += ("零" if words and part < 1000 else "") + _thousands(part) + name
        elif words and number and not words.endswith("零"):
            words += "零"
    return words


def _thousands(part: int) -> str:
    words = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, part = divmod(part, size)
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and part and not words.endswith("零"):
            words += "零"
    return words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three hundred and five", 305),
        ("twenty-four", 24),
        ("two million", 2_000_000),
        ("1.5 billion", 1_500_000_000),
        ("a dozen", 12),
    ],
)
def test_english_numbers_have_their_value(words: str, value: int) -> None:
    assert english(words) == value


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _in_english(number: int) -> str:
    """The English words of a whole number below 10^15."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            whole, rest = divmod(number, size)
            return f"{_in_english(whole)} {name}" + (f" and {_in_english(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    tens, one = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[one]}" if one else "")


@given(some.integers(0, 999) | some.sampled_from([10**power for power in range(3, 15)]) | some.integers(0, 10**15 - 1))
def test_every_whole_number_is_read_back_from_its_english_words(number: int) -> None:
    assert english(_in_english(number)) == number


@pytest.mark.parametrize(
    ("word", "scale"), [("dozen", 12), ("hundred", 100), *((w, 10**p) for w, p in MAGNITUDES.items() if w.isascii())]
)
def test_a_scale_in_english_words_is_one_of_it(word: str, scale: int) -> None:
    assert english(word) == english(f"a {word}") == scale
    assert english(f"2.5 {word}") == Decimal("2.5") * scale


@pytest.mark.parametrize("number", range(100))
def test_the_first_hundred_numbers_are_known_in_english_words(number: int) -> None:
    assert english(_in_english(number)) == number


def test_so_many_parts_make_up_a_whole() -> None:
    words = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    parts = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    parts |= {word + plural: count for count, word in enumerate(words, 3) for plural in ("", "s")}
    assert parts == ENGLISH_PARTS
    for word, count in parts.items():
        (found,) = find_english_quantities(f"two {word} of the schools" if count > 2 else f"{word} of the schools")
        assert found.value == pytest.approx((200 if count > 2 else 100) / count, abs=0.005)


def test_a_scale_is_a_power_of_ten_in_either_language() -> None:
    for scale, power in MAGNITUDES.items():
        assert (english if scale.isascii() else chinese)(scale) == 10**power


@pytest.mark.parametrize("text", ["的", "点五", "三点", "and", "about"])
def test_what_is_not_a_numeral_has_no_value(text: str) -> None:
    assert chinese(text) is None
    assert english(text) is None


def test_ordinals_are_not_powers_nor_fractions() -> None:
    assert [ordinal(text) for text in ("③", "㉑", "㊂", "⼆⼗", "10²", "½", "₃", "²")] == [3, 21, 3, 20, None, None, None, None]


@given(some.integers(min_value=0, max_value=10**12 - 1))
def test_digits_with_commas_are_worth_what_they_are_without(number: int) -> None:
    assert arabic(f"{number:,}") == arabic(str(number)) == english(f"{number:,}") == number


@given(some.integers(min_value=1, max_value=9999))
def test_ordinals_are_read_back_from_chinese_and_arabic_numerals(number: int) -> None:
    assert ordinal(_written(number)) == ordinal(str(number)) == number
    assert ordinal(f"第{number}") is None


@pytest.mark.parametrize(("numeral", "counted", "numbered"), [("一百二", 120, 102), ("三千五", 3500, 3005)])
def test_only_what_counts_leaves_out_its_last_multiplier(numeral: str, counted: int, numbered: int) -> None:
    assert chinese(numeral) == counted
    assert ordinal(numeral) == numbered


@pytest.mark.parametrize(("numeral", "value"), [("廿三", 23), ("三十", 30), ("卅", 30), ("二〇", 20), ("壹", 1), ("拾伍", 15)])
def test_old_and_formal_ordinals_are_read(numeral: str, value: int) -> None:
    assert ordinal(numeral) == value


def test_roman_ordinals_are_read_in_letters_and_in_signs() -> None:
    assert [ordinal(numeral) for numeral in ("IV", "xii", "Ⅳ", "ⅻ", "XXXIX")] == [4, 12, 4, 12, 39]
    assert [ordinal(numeral) for numeral in ("IIII", "VX", "C", "IVth", "")] == [None] * 5
    assert sorted(ROMAN.values()) == list(range(1, 40))


@pytest.mark.parametrize(("sign", "value"), [("⑴", 1), ("⒊", 3), ("❸", 3), ("㈢", 3), ("㊉", 10), ("⑳", 20)])
def test_a_number_in_one_sign_is_read_whatever_is_drawn_around_it(sign: str, value: int) -> None:
    assert ordinal(sign) == value


@pytest.mark.parametrize("digit", ["9", "九", "１", "九千"])
def test_an_ordinal_of_thousands_of_digits_numbers_nothing(digit: str) -> None:
    assert ordinal(digit * (LONGEST_ORDINAL + 1)) is None
    assert ordinal(digit * 5000) is None


@pytest.mark.parametrize(
    ("top", "bottom", "share"),
    [
        (1, 70, "1.43"),
        (1, 100, "1"),
        (1, 101, "0.99009901"),
        (2, 3, "66.67"),
        (3, 2, "150"),
        (0, 7, "0"),
        (1, 3_000_000, "0.00003333"),
    ],
)
def test_a_share_has_two_decimals_and_one_below_a_hundredth_has_eight(top: int, bottom: int, share: str) -> None:
    assert percent(Decimal(top), Decimal(bottom)) == Decimal(share)


def test_there_is_no_share_of_nothing() -> None:
    assert percent(Decimal(1), Decimal(0)) is None


@pytest.mark.parametrize(("value", "plain"), [(Decimal("3.0"), 3), (3.5, 3.5), (Decimal(-2), -2)])
def test_a_number_without_a_fraction_is_whole(value: Decimal | float, plain: float) -> None:
    assert (number(value), type(number(value))) == (plain, type(plain))
