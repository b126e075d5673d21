"""How Chinese, Roman and English numerals are written, and the values of whole ones; `decimals` reads the others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from plandiff.language.folding import drop_spaces, plain

ONES: Final = "一二三四五六七八九"
DIGITS: Final = (
    {c: i for i, c in enumerate(f"零{ONES}")} | {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)} | {"〇": 0, "○": 0, "两": 2}
)
SMALL: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE: Final = {"万": 10**4, "亿": 10**8}
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
"""Two characters written as one."""
_IN_WORDS: Final = "肆伍陆柒捌玖"
"""Digits of amounts in words, which elsewhere belong to other words and names: 队伍, 大陆."""
CHINESE: Final = "".join(c for c in (*DIGITS, *SMALL, *LARGE) if c not in _IN_WORDS)
"""The characters of Chinese numerals in running text, for patterns."""
ORDINALS: Final = f"〇○零{ONES}两十百千"
"""Those of ordinals, for patterns."""
MULTIPLIERS: Final = "".join((*SMALL, *LARGE))
SMALL_MULTIPLIER: Final = "(?:十|百(?!分点)|千(?![瓦克米伏卡]))"
"""A multiplier after digits that does not begin a unit such as 百分点 or 千瓦."""
ROMAN: Final = {
    f"{'X' * tens}{ones}": 10 * tens + value
    for tens in range(4)
    for value, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if tens or ones
}
"""Roman numerals as far as lists go, in I, V and X. L, C and D, which come later, are letters of lettered lists."""

ENGLISH_PARTS: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{plural}": value
    for value, word in enumerate(["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3)
    for plural in ("", "s")
}
"""Words for the parts of a whole -> how many make it up."""
ENGLISH_MULTIPLIERS: Final = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
MAGNITUDES: Final = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "thousand": 3, "million": 6, "billion": 9}
"""Scale in which tables and texts print large quantities -> its power of ten."""
ENGLISH_DIGITS: Final = {
    word: value
    for value, word in enumerate(
        [
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
    )
} | {
    word: 10 * tens for tens, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

GROUP_SPACE: Final = "[ \u00a0\u2009\u202f]"
SPACED_GROUPS: Final = rf"(?<![\d.,])(?:[1-9]\d?(?:{GROUP_SPACE}\d{{3}})+|[1-9]\d\d(?:{GROUP_SPACE}\d{{3}})*{GROUP_SPACE}\d00)(?!{GROUP_SPACE}?\d|,\d)"
"""A number whose thousands are set apart by spaces: `5 000`, `189 000`; three figures each may also be columns, unless it is round."""
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
POWERS: Final = rf"(?:(?:\s?×\s?10)?(?:[{RAISED}]+|\^\{{?[-−]?\d{{1,2}}\}}?))?"
"""What follows the digits of `3×10⁸`, `10⁶` and `10^6`; after numbers other than ten, a superscript is a note mark."""
FRACTIONS: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Single-character fractions, which may follow a whole number: `1½`."""


def whole(numeral: str, *, spoken: bool = True) -> int:
    """The value of a Chinese numeral; if `spoken`, it may omit its last multiplier: 一百二 is 120 of something, but 第一百二条
    is the one after 101."""
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    unit = 0  # the last multiplier met, which scales a final bare digit: 一百二 is 120
    for c in numeral:
        if c in DIGITS and not DIGITS[c]:
            unit = 0
        elif c in DIGITS:
            digit = (digit or 0) * 10 + DIGITS[c]
        elif c in SMALL:
            section += (1 if digit is None else digit) * SMALL[c]
            digit, unit = None, SMALL[c]
        else:
            section += digit or 0
            if c == "万" and total and section:
                total += section * LARGE[c]
            else:  # 万亿, 万万: a multiplier straight after another multiplies all before it
                total = (total + section or 1) * LARGE[c]
            section, digit, unit = 0, None, LARGE[c]
    return total + section + (digit or 0) * (unit // 10 if spoken and unit >= 100 and (digit or 0) < 10 else 1)


LONGEST_ORDINAL: Final = 16
"""Longer numerals number nothing (characters), and Python does not parse numbers of thousands of digits."""
ORDINALS_KEPT: Final = 1 << 12
"""Ordinals that are cached: both plans, and the references in them, use the same ones (numerals)."""


@lru_cache(maxsize=ORDINALS_KEPT)
def ordinal(numeral: str) -> int | None:
    """The value of an ordinal: Chinese, Arabic, Roman or full-width, or one character, circled, in brackets or with a point.

    >>> ordinal("一百二十三"), ordinal("〇"), ordinal("１２"), ordinal("③"), ordinal("⑴"), ordinal("甲"), ordinal("10²")
    (123, 0, 12, 3, 1, None, None)
    >>> ordinal("廿三"), ordinal("一百二"), ordinal("Ⅳ"), ordinal("xii")
    (23, 102, 4, 12)
    """
    numeral = drop_spaces(plain(numeral))
    if len(numeral) > LONGEST_ORDINAL:
        return None
    if numeral.isascii():
        return int(numeral) if numeral.isdecimal() else ROMAN.get(numeral.upper())
    if len(numeral) == 1 and unicodedata.category(numeral) == "No":
        return _one_sign(numeral)
    numeral = "".join(_TENS.get(c, c) for c in numeral)
    return whole(numeral, spoken=False) if all(c in DIGITS or c in SMALL for c in numeral) else None


def _one_sign(numeral: str) -> int | None:
    """The value of a character such as ③, ⒊, ㈢ or ❸; superscripts and subscripts are powers and note marks, and ½ is a fraction."""
    value = unicodedata.numeric(numeral)
    return int(value) if value.is_integer() and not unicodedata.decomposition(numeral).startswith(("<su", "<fraction>")) else None


def spaced(magnitude: str) -> str:
    """The scale of a number, as written between it and its unit: an English word with a space on either side."""
    return f" {magnitude} " if magnitude and magnitude.isascii() else magnitude
