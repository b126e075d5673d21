"""Automatic numbers of Word files: every format as ECMA-376 has it, and how lists count."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plandiff.readers.labels import FORMATS, label
from test_word import texts
from word_files import docx, lists, p

AT = (1, 2, 9, 10, 11, 12, 19, 20, 21, 36, 50, 51, 60, 61, 99, 100, 101, 110, 115, 200, 215)
"""Numbers at which formats turn."""
CHINESE = "一 二 九 十 十一 十二 十九 二十 二十一 三十六 五十 五十一 六十 六十一 九十九"
DIGITS = (
    "一 二 九 一{0} 一一 一二 一九 二{0} 二一 三六 五{0} 五一 六{0} 六一 九九 一{0}{0} 一{0}一 一一{0} 一一五 二{0}{0} 二一五"
)
PLAIN = " ".join(map(str, AT))
CIRCLES = "① ② ⑨ ⑩ ⑪ ⑫ ⑲ ⑳ ㉑ ㊱ ㊿ 51 60 61 99 100 101 110 115 200 215"
STANDARD = {
    "decimal": PLAIN,
    "decimalZero": "01 02 09 10 11 12 19 20 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "decimalHalfWidth": PLAIN,
    "decimalFullWidth": PLAIN.translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "decimalFullWidth2": PLAIN.translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "decimalEnclosedCircle": CIRCLES,
    "decimalEnclosedCircleChinese": CIRCLES,
    "decimalEnclosedFullstop": "⒈ ⒉ ⒐ ⒑ ⒒ ⒓ ⒚ ⒛ 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "decimalEnclosedParen": "⑴ ⑵ ⑼ ⑽ ⑾ ⑿ ⒆ ⒇ 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "numberInDash": " ".join(f"-{n}-" for n in AT),
    "chineseCounting": f"{CHINESE} 一○○ 一○一 一一○ 一一五 二○○ 二一五",
    "chineseCountingThousand": f"{CHINESE} 一百 一百零一 一百一十 一百一十五 二百 二百一十五",
    "taiwaneseCounting": f"{CHINESE} 一○○ 一○一 一一○ 一一五 二○○ 二一五",
    "taiwaneseCountingThousand": f"{CHINESE} 一百 一百零一 一百一十 一百一十五 二百 二百一十五",
    "japaneseCounting": f"{CHINESE} 百 百一 百十 百十五 二百 二百十五",
    "taiwaneseDigital": DIGITS.format("○"),
    "ideographDigital": DIGITS.format("〇"),
    "japaneseDigitalTenThousand": DIGITS.format("〇"),
    "koreanDigital": DIGITS.format("영").translate(str.maketrans("一二三五六九", "일이삼오육구")),
    "koreanCounting": "일 이 구 십 십일 십이 십구 이십 이십일 삼십육 오십 오십일 육십 육십일 구십구 백 백일 백십 백십오 이백 이백십오",
    "chineseLegalSimplified": "壹 贰 玖 壹拾 壹拾壹 壹拾贰 壹拾玖 贰拾 贰拾壹 叁拾陆 伍拾 伍拾壹 陆拾 陆拾壹 玖拾玖 "
    "壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾伍 贰佰 贰佰壹拾伍",
    "ideographLegalTraditional": "壹 貳 玖 壹拾 壹拾壹 壹拾貳 壹拾玖 貳拾 貳拾壹 參拾陸 伍拾 伍拾壹 陸拾 陸拾壹 玖拾玖 "
    "壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾伍 貳佰 貳佰壹拾伍",
    "ideographEnclosedCircle": "㊀ ㊁ ㊈ ㊉ 11 12 19 20 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "ideographTraditional": "甲 乙 壬 癸 11 12 19 20 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "ideographZodiac": "子 丑 申 酉 戌 亥 19 20 21 36 50 51 60 61 99 100 101 110 115 200 215",
    "ideographZodiacTraditional": "甲子 乙丑 壬申 癸酉 甲戌 乙亥 壬午 癸未 甲申 己亥 癸丑 甲寅 癸亥 61 99 100 101 110 115 200 215",
    "lowerLetter": "a b i j k l s t u jj xx yy hhh iii uuuu vvvv wwww fffff kkkkk rrrrrrrr ggggggggg",
    "upperLetter": "A B I J K L S T U JJ XX YY HHH III UUUU VVVV WWWW FFFFF KKKKK RRRRRRRR GGGGGGGGG",
    "lowerRoman": "i ii ix x xi xii xix xx xxi xxxvi l li lx lxi xcix c ci cx cxv cc ccxv",
    "upperRoman": "I II IX X XI XII XIX XX XXI XXXVI L LI LX LXI XCIX C CI CX CXV CC CCXV",
    "ordinal": "1st 2nd 9th 10th 11th 12th 19th 20th 21st 36th 50th 51st 60th 61st 99th 100th 101st 110th 115th 200th 215th",
    "hex": " ".join(f"{n:X}" for n in AT),
    "chicago": " ".join("*†‡§"[(n - 1) % 4] * ((n - 1) // 4 + 1) for n in AT),
    "koreanDigital2": DIGITS.format("零"),
    "japaneseLegal": "壱 弐 九 壱拾 壱拾壱 壱拾弐 壱拾九 弐拾 弐拾壱 参拾六 伍拾 伍拾壱 六拾 六拾壱 九拾九 "
    "壱百 壱百壱 壱百壱拾 壱百壱拾伍 弐百 弐百壱拾伍",
}
"""Format -> how the standard writes the numbers of `AT`."""


@pytest.mark.parametrize("form", STANDARD)
def test_a_format_writes_numbers_as_the_standard_does(form: str) -> None:
    assert [label(number, form).replace(" ", "") for number in AT] == STANDARD[form].split()


def test_texts_of_numbers_repeat_letters_and_pad_with_noughts() -> None:
    assert [label(number, "aiueoFullWidth") for number in (1, 46, 47)] == ["ア", "ン", "アア"]
    assert [label(number, "cardinalText") for number in (1, 21, 115, 1200)] == [
        "One", "Twenty-one", "One hundred fifteen", "One thousand two hundred",
    ]  # fmt: skip
    assert [label(number, "ordinalText") for number in (1, 12, 20, 23, 100)] == [
        "First", "Twelfth", "Twentieth", "Twenty-third", "One hundredth",
    ]  # fmt: skip
    assert label(7, "custom", "0001, 0002, 0003, ...") == "0007"
    assert label(7, "numberInDash") == "- 7 -"
    assert label(7, "none") == ""
    assert label(7, "unheard-of") == "7"


@pytest.mark.parametrize("form", FORMATS)
def test_no_number_makes_a_format_fail_or_grow(form: str) -> None:
    for number in (-1, 0, 1, 999, 9999, 10_000, 2_000_000_000):
        assert len(label(number, form)) < 80


# --- counting ---------------------------------------------------------------------------------------


def numbers(numbering: str, *places: tuple[int, int], styles: str = "") -> list[str]:
    """The numbers of paragraphs in these lists and levels."""
    return [
        text.removesuffix("文") for text in texts(*(p("文", at=place) for place in places), numbering=numbering, styles=styles)
    ]


LEGAL: Sequence[tuple[str, str]] = (
    ("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "（%2）"), ("decimal", "%1.%2.%3|<w:isLgl/>"),
)  # fmt: skip


def test_levels_count_within_one_another_and_legal_ones_in_figures() -> None:
    found = numbers(lists(LEGAL), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2))
    assert found == ["第一章 ", "（一）", "（二）", "1.2.1 ", "第二章 ", "（一）", "2.1.1 ", "2.1.2 "]


def test_a_level_that_never_restarts_counts_on_and_one_may_say_which_restarts_it() -> None:
    on = lists(
        [("decimal", "%1."), ("decimal", '(%2)|<w:lvlRestart w:val="0"/>'), ("lowerLetter", '%3)|<w:lvlRestart w:val="1"/>')]
    )
    found = numbers(on, (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert found == ["1. ", "(1) ", "a) ", "(2) ", "b) ", "2. ", "(3) ", "a) "]


def test_lists_of_one_scheme_count_on_together_unless_one_says_where_it_begins() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    nums += f'<w:num w:numId="9"><w:abstractNumId w:val="1"/>{override}</w:num>'
    found = numbers(lists([("decimal", "%1.")], nums=nums), (1, 0), (8, 0), (9, 0), (9, 0), (1, 0))
    assert found == ["1. ", "2. ", "1. ", "2. ", "3. "]


def test_a_list_may_set_a_level_anew() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl>'
    nums = f'<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level}</w:lvlOverride></w:num>'
    assert numbers(lists([("decimal", "%1.")], nums=nums), (9, 0), (9, 0)) == ["V", "VI"]


def test_a_style_may_hold_the_list_and_another_one_the_level() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{ident}"/>{based}<w:pPr><w:numPr>{numbered}</w:numPr></w:pPr>'
        f"</w:style>"
        for ident, based, numbered in (
            ("章", "", '<w:numId w:val="1"/>'),
            ("条", '<w:basedOn w:val="章"/>', '<w:ilvl w:val="1"/>'),
        )
    )
    body = [p("总则", style="章"), p("目的", style="条"), p("内容", style="条"), p("附则", style="章"), p("依据", style="条")]
    numbering = lists([("decimal", "%1"), ("decimal", "%1.%2")])
    assert texts(*body, numbering=numbering, styles=styles) == ["1 总则", "1.1 目的", "1.2 内容", "2 附则", "2.1 依据"]
    off = p("不编号", style="条", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(*body[:2], off, *body[2:3], numbering=numbering, styles=styles)[2:] == ["不编号", "1.2 内容"]


def test_a_level_that_names_a_style_numbers_its_paragraphs() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="{n}级"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (0, 1)
    )
    numbering = lists([("decimal", '%1|<w:pStyle w:val="s0"/>'), ("decimal", '%1.%2|<w:pStyle w:val="s1"/>')])
    assert texts(p("甲", style="s0"), p("乙", style="s1"), numbering=numbering, styles=styles) == ["1 甲", "1.1 乙"]


def test_a_scheme_may_be_that_of_a_style_for_lists() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    nums = '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    assert numbers(lists([("decimal", "%1、")], nums=linked + nums), (9, 0), (9, 0), styles=styles) == ["1、", "2、"]


def test_bullets_make_items_and_are_no_text() -> None:
    from test_word import blocks

    found = blocks(p("完善机制；", at=(1, 0)), p("落实责任。", at=(1, 0)), numbering=lists([("bullet", "\uf0b7")]))
    assert [(block.kind, block.text) for block in found] == [("item", "完善机制；"), ("item", "落实责任。")]


def test_the_number_of_an_empty_paragraph_is_printed_and_that_of_a_hidden_one_only_counted() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (p(at=(1, 0)), p("甲", at=(1, 0), properties=hidden), p("乙", at=(1, 0)))
    assert texts(*body, numbering=lists([("decimal", "%1.")])) == ["1.", "甲", "3. 乙"]


def test_a_heading_in_one_line_with_its_text_keeps_its_number() -> None:
    joined = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = (p("总则", at=(1, 0), properties=joined), p("为规范管理，制定本办法。"))
    assert texts(*body, numbering=lists([("decimal", "%1.")])) == ["1. 总则", "为规范管理，制定本办法。"]


def test_lists_that_point_nowhere_or_in_circles_number_nothing() -> None:
    circle = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    nums = '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="70"/></w:num>'
    assert numbers(lists(nums=circle + nums), (9, 0), (8, 0), (77, 0), (1, 99), styles=styles) == ["", "", "", ""]
    assert docx()
