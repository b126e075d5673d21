"""Which script and language a text is in, and the patterns that are compiled when they are first used."""

from __future__ import annotations

import re
import unicodedata

import pytest

from plandiff.language.latin import is_english
from plandiff.language.lazy import Lazy
from plandiff.language.letters import SAMPLE, are_cjk, is_cjk, trimmed
from plandiff.language.numbering import spellings
from plandiff.language.numerals import whole
from plandiff.language.organizations import find_organizations
from plandiff.language.provinces import find_province, provinces
from plandiff.language.quantity import Quantity
from plandiff.language.variants import half_width
from plandiff.language.widths import with_chinese_marks


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        *(("教育", True), ("教abc", True), ("教abcd", False), ("教育abcdefghi", False), ("abc", False), ("", False)),
        *(
            ("95%", False),
            ("教 2025", True),
            ("教 2025-2030-2035", True),
            ("，。", True),
            ("𠮷", True),
            ("教育 abcdefg 123456", True),
        ),
    ],
)
def test_a_text_is_chinese_from_a_fifth_of_its_letters(text: str, chinese: bool) -> None:
    assert is_cjk(text) is chinese


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert not is_cjk("a" * SAMPLE + "教" * SAMPLE)
    assert is_cjk("教" * SAMPLE + "a" * 9 * SAMPLE)
    assert not are_cjk(["a" * (SAMPLE - 1), "b", "教" * SAMPLE])
    assert are_cjk(["教" * (SAMPLE - 1), "b", "a" * 9 * SAMPLE])
    assert are_cjk(["abc", "教育", "办好学校"])
    assert not are_cjk([])


def test_a_part_of_a_text_loses_what_is_unseen_at_its_ends_alone() -> None:
    assert trimmed("\u3000\u200b加强 领导\ufeff\n") == "加强 领导"


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        *(("a la", True), ("le la", False), ("the of la le", True), ("the of la le les", False), ("the of to la le les", True)),
        *(("Die Zulage ist nicht im Haus", False), ("Ten halls open", True)),
    ],
)
def test_a_sentence_is_english_unless_it_has_more_words_of_another_language(sentence: str, english: bool) -> None:
    assert is_english(sentence) is english


def test_a_pattern_is_compiled_once_when_it_is_first_used() -> None:
    lazy = Lazy("a(b)?", re.IGNORECASE)
    assert "compiled" not in vars(lazy)
    assert [found.span() for found in lazy.finditer("xAB a")] == [(1, 3), (4, 5)]
    assert lazy.compiled is lazy.compiled
    assert lazy.findall("ab A") == ["b", ""]
    assert lazy.split("1a2") == ["1", None, "2"]
    assert lazy.sub("-", "1aB2") == "1-2"
    assert lazy.search("xa")
    assert not lazy.match("xa")
    assert lazy.match("xa", 1)
    assert not lazy.fullmatch("abx")


def test_words_of_divisions_are_tried_in_capitals_too_and_the_longest_first() -> None:
    assert spellings(("Part", "Partie", "§")) == "PARTIE|Partie|PART|Part|§"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *(("一百二", 120), ("一百零二", 102), ("一百二五", 125), ("三千五", 3500), ("十二", 12), ("二十", 20), ("百", 100)),
        *(
            ("一万二", 12_000),
            ("一万零二", 10_002),
            ("二〇二五", 2025),
            ("三万亿", 3_000_000_000_000),
            ("一亿五千万", 150_000_000),
        ),
        *(("一千零五十", 1050), ("十", 10), ("一十五", 15), ("五千六百七十八", 5678), ("〇", 0)),
    ],
)
def test_a_spoken_numeral_may_leave_out_its_last_multiplier(numeral: str, value: int) -> None:
    assert whole(numeral) == value


def test_a_numeral_of_an_article_leaves_out_nothing() -> None:
    assert [whole(numeral, spoken=False) for numeral in ("一百二", "一百零二", "三千五")] == [102, 102, 3005]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("由 道路 运输 管理机构 责令 改正", [(1, 4)]),
        ("市 部门 丙 机构", [(0, 4)]),
        ("甲 部门 机构 和 丙 委员会", [(0, 3), (4, 6)]),
        (f"{'甲乙 ' * 10}部门", [(2, 11)]),
        ("a 水务局", [(1, 2)]),
        ("市 局", []),
        ("办好 学校", []),
        ("", []),
    ],
)
def test_the_name_of_an_organization_goes_back_to_a_word_that_none_has(words: str, names: list[tuple[int, int]]) -> None:
    assert find_organizations(words.split()) == names


def test_provinces_stand_in_the_order_of_their_codes() -> None:
    codes = [int(province.code) for province in provinces()]
    assert codes == sorted(codes)
    assert len(codes) == 34
    found = find_province("广西")
    assert found == find_province("广西壮族自治区")
    assert found
    assert (found.code, found.group, found.column, found.row) == ("450000", "west", 4, 6)
    assert find_province("杭州市") is None


NAMED = ("FULLWIDTH", "HALFWIDTH", "SMALL", "PRESENTATION FORM FOR VERTICAL")
"""How Unicode names a character that is another in another width."""


def test_every_character_of_another_width_is_read_in_half_width() -> None:
    found = [chr(code) for code in range(0xFE00, 0x10000) if unicodedata.name(chr(code), "").startswith(NAMED)]
    assert len(found) > 250
    for character in found:
        plain = half_width(character)
        assert plain != character, unicodedata.name(character)
        assert unicodedata.normalize("NFKC", plain) == unicodedata.normalize("NFKC", character)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("建设,保护;治理:公园?好!", "建设，保护；治理：公园？好！"),
        ('"甲"和"乙"', "“甲”和“乙”"),
        ('"甲"和"乙', '"甲"和"乙'),
        ("覆盖1,200人(含教师)", "覆盖1,200人（含教师）"),
        ("比为1:15, 另有", "比为1:15， 另有"),
        ("A, B和A:甲", "A, B和A：甲"),
        ("建设，保护。", "建设，保护。"),
    ],
)
def test_marks_typed_by_hand_are_chinese_ones_but_between_digits_or_letters(typed: str, printed: str) -> None:
    assert with_chinese_marks(typed) == printed


@pytest.mark.parametrize(
    ("value", "negated", "unsigned"),
    [(5, -5, 5), (-5, 5, 5), ((3, 5), (-5, -3), (3, 5)), ((-5, -3), (3, 5), (3, 5)), ((-2, 3), (-3, 2), (2, 3)), (0, 0, 0)],
)
def test_a_quantity_with_the_other_sign_keeps_its_lower_end_first(value: object, negated: object, unsigned: object) -> None:
    quantity = Quantity(0, 1, value, "%", "share", "=")  # type: ignore[arg-type]
    assert (quantity.negated().value, quantity.unsigned().value) == (negated, unsigned)
    assert quantity.negated().negated() == quantity
