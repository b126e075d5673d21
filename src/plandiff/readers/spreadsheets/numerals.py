"""Numbers as formats with `[DBNum1]` (一百二十) and `[DBNum2]` (壹佰贰拾) show them in Chinese."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
_UNITS: Final = (("", "十", "百", "千"), ("", "拾", "佰", "仟"))
_GROUPS: Final = ("", "万", "亿", "万亿")
_GROUP: Final = 4
"""Digits up to the next unit of those above."""


def chinese_digits(digits: str, *, amounts: bool = False) -> str:
    """
    >>> chinese_digits("2026年")
    '二〇二六年'
    """
    return digits.translate({ord(str(value)): sign for value, sign in enumerate(_DIGITS[amounts])})


def chinese(number: str, *, amounts: bool = False) -> str:
    """A number in words; digit by digit if it is larger than they go.

    >>> chinese("12"), chinese("120005"), chinese("1030.5", amounts=True)
    ('一十二', '一十二万〇五', '壹仟零叁拾.伍')
    """
    whole, point, decimals = number.partition(".")
    if not whole.isdigit() or len(whole) > _GROUP * len(_GROUPS):
        return chinese_digits(number, amounts=amounts)
    digits, units = _DIGITS[amounts], _UNITS[amounts]
    words = ""
    gap = False
    for place in range(len(whole) - 1, -1, -1):
        digit = int(whole[len(whole) - 1 - place])
        group, within = divmod(place, _GROUP)
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + units[within]
            gap = False
        else:
            gap = True
        if not within and whole[: len(whole) - place][-_GROUP:].strip("0"):
            words += _GROUPS[group]
    return (words or digits[0]) + point + chinese_digits(decimals, amounts=amounts)


def chinese_ordinal(number: int) -> str:
    """A month or a day in words.

    >>> chinese_ordinal(3), chinese_ordinal(10), chinese_ordinal(12), chinese_ordinal(31)
    ('三', '十', '十二', '三十一')
    """
    return chinese(str(number)).removeprefix("一") if 10 <= number < 20 else chinese(str(number))
