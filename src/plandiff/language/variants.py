"""Characters that stand for others: their half-width forms, and the usual code point of those with several.

Unicode's compatibility form (NFKC) knows all of them, but it also takes 10² for 102, ① for 1 and ½ for 1⁄2. So its
mappings are followed only in the ranges listed here. A character that is raised, lowered, circled, put in
brackets or over a bar means something else than the plain one, and stays itself.
"""

from __future__ import annotations

import unicodedata
from typing import Final

Ranges = tuple[tuple[int, int], ...]
"""Code points, first and last."""

_WIDTHS: Final[Ranges] = (
    (0x00A0, 0x00A0),  # the no-break space
    (0x2011, 0x2011),  # the non-breaking hyphen
    (0x3000, 0x3000),  # the ideographic space
    (0xFE10, 0xFE19),  # punctuation of vertical text
    (0xFE30, 0xFE48),
    (0xFE50, 0xFE6B),  # small forms
    (0xFF01, 0xFFEE),  # full-width ASCII and signs, half-width katakana and hangul
)
_SQUARES: Final[Ranges] = (
    (0x3250, 0x3250),  # ㉐
    (0x32CC, 0x32CF),  # ㋌ ㋍ ㋎ ㋏
    (0x32FF, 0x3357),  # ㋿, words of katakana; not ㍘ and the other hours, which would run into a number before them
    (0x3371, 0x33DF),  # units: ㎡ ㎞ ㎏ ㏊; not ㏠ and the other days
    (0x33FF, 0x33FF),  # ㏿
)
_ABBREVIATIONS: Final = frozenset("℀℁℃℅℆℉№℡℻₨")
"""Letters printed in the space of one, as in a square."""
_CODES: Final[Ranges] = (
    (0x00B5, 0x00B5),  # the micro sign
    (0x0132, 0x0133),  # ĳ
    (0x01C4, 0x01CC),  # ǆ ǉ ǌ
    (0x01F1, 0x01F3),  # ǳ
    (0x2160, 0x217F),  # Roman numerals
    (0x2F00, 0x2FD5),  # Kangxi radicals
    (0x3038, 0x303A),  # 〸 〹 〺
    (0xFB00, 0xFB06),  # ligatures: ﬀ ﬁ ﬂ
    (0x1D400, 0x1D7FF),  # mathematical letters and digits, 𝐀 𝟐
    (0x1FBF0, 0x1FBF9),  # seven-segment digits
)
_STYLED: Final = frozenset("ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴℹ")
"""Mathematical letters encoded before their block."""
_SELECTORS: Final[Ranges] = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Variation selectors, which choose between shapes of the character before."""
_RADICALS: Final = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻"
    "⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿"
    "肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""The radicals U+2E80-2EFF, as Unicode's EquivalentUnifiedIdeograph has them: NFKC knows two of them, PDF files many."""

_ZEROS: Final = str.maketrans("○◯", "〇〇")
"""Circles typed for the Chinese zero: 二○二五年."""
_POWERS: Final = str.maketrans("23∕", "²³/")
"""A digit in a squared unit is a power, `㎡`; NFKC puts it on the line."""


def half_width(character: str) -> str:
    """A character in the width it has among Latin letters; a squared unit as the letters in it.

    >>> half_width("９"), half_width("㎡"), half_width("²")
    ('9', 'm²', '²')
    """
    if _among(_SQUARES, character) or character in _ABBREVIATIONS:
        return unicodedata.normalize("NFKC", character).translate(_POWERS)
    if _among(_WIDTHS, character) and (mapping := unicodedata.decomposition(character)):
        return "".join(chr(int(code, 16)) for code in mapping.split()[1:])
    return character


def usual_code(character: str) -> str:
    """The code points that texts use for what a character prints: a radical's ideograph, letters for a ligature.

    >>> usual_code("⻓"), usual_code("Ⅳ"), usual_code("①"), usual_code("○")
    ('长', 'IV', '①', '〇')
    """
    if _among(_SELECTORS, character):
        return ""
    if _among(_CODES, character) or character in _STYLED:
        return unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFC", character.translate(_RADICALS).translate(_ZEROS))


def _among(ranges: Ranges, character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)
