"""Automatic numbers of Word, and of lists of pages, in each of the formats of ECMA-376 part 1, §17.18.59: one table.

If the standard has no text for a value (the circles end at fifty, the stems at ten), the number is written in digits, as it
permits. LibreOffice prints other words or plain digits for some of these formats; this follows the standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_AIUEO_HALF: Final = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_IROHA_HALF: Final = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HINDI_CONSONANTS: Final = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_HINDI_VOWELS: Final = "अआइईउऊऋऌऍऎएऐऑऒओऔ"
_CHICAGO: Final = "*†‡§"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HEBREW_VALUES: Final = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"), (30, "ל"),
    (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_ONES: Final = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_NATIVE_KOREAN: Final = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_KOREAN_TENS: Final = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
MAX_REPEATED: Final = 60
"""Letters of the longest number that repeats one (`aaa`); a longer one is an attack, and is written in digits."""
LARGEST: Final = 9999
"""The largest number written in words."""


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _repeated(number: int, letters: str) -> str:
    """a, b, … z, aa, bb: the letter is repeated once more each time the alphabet restarts."""
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1) if 0 <= times < MAX_REPEATED else str(number)


def _from(number: int, *runs: tuple[int, int]) -> str:
    """A character of one of these runs (the first, how many), one after another; digits beyond them."""
    left = number - 1
    for first, count in runs:
        if 0 <= left < count:
            return chr(first + left)
        left -= count
    return str(number)


def _listed(number: int, texts: str) -> str:
    return texts[number - 1] if 0 < number <= len(texts) else str(number)


def _sexagenary(number: int) -> str:
    place = number - 1
    return _STEMS[place % 10] + _BRANCHES[place % 12] if 0 <= place < 60 else str(number)


def _roman(number: int) -> str:
    return _additive(number, _ROMAN)


def _additive(number: int, values: tuple[tuple[int, str], ...]) -> str:
    if not 0 < number <= LARGEST:
        return str(number)
    text = ""
    for size, letters in values:
        times, number = divmod(number, size)
        text += letters * times
    return text


def _counted(number: int, digits: str, units: str, *, one: bool, zero: bool, ten: bool) -> str:
    """A number in words with a sign for each power of ten.

    `one` says whether a single hundred or thousand is written with its one, `ten` whether a leading ten is (一十), `zero`
    whether a gap between digits is written as zero.
    """
    if not 0 < number <= LARGEST:
        return str(number)
    text = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = gap or bool(text)
            continue
        bare = digit == 1 and power and (not one if power > 1 else not ten and (not text or not one))
        text += (digits[0] if gap and zero else "") + ("" if bare else digits[digit]) + units[power].strip()
        gap = False
    return text


def _tens_then_digits(number: int, digits: str) -> str:
    """十一, 九十九, and from a hundred on digit by digit: 一○○."""
    return _counted(number, digits, " 十百千", one=True, zero=True, ten=False) if number < 100 else _digits(number, digits)


def _cardinal(number: int) -> str:
    if not 0 < number <= LARGEST:
        return str(number)
    words = []
    for size, unit in ((1000, " thousand"), (100, " hundred")):
        times, number = divmod(number, size)
        words += [_ONES[times] + unit] if times else []
    tens, ones = divmod(number, 10)
    if number:
        words.append(_ONES[number] if number < 20 else "-".join(filter(None, (_TENS[tens], _ONES[ones]))))
    return " ".join(words)


def _ordinal_words(number: int) -> str:
    head, last = re.fullmatch(r"(.*?)(\w+)", _cardinal(number)).groups()  # type: ignore[union-attr]  # it ends in a word
    if last.isdigit():
        return f"{number}th"
    return head + _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else last.removesuffix("t") + "th")


def _ordinal(number: int) -> str:
    if 10 < number % 100 < 14:
        return f"{number}th"
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _native_korean(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    return _NATIVE_KOREAN_TENS[number // 10] + _NATIVE_KOREAN[number % 10]


def _capitalized(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: write(number)[:1].upper() + write(number)[1:]


def _upper(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: write(number).upper()


_chinese = partial(_counted, units=" 十百千", one=True, zero=True, ten=False)
_legal = partial(_counted, units=" 拾佰仟", one=True, zero=True, ten=True)
_letters = partial(_repeated, letters=_LATIN)

FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalHalfWidth": str,
    "decimalFullWidth": partial(_digits, digits="０１２３４５６７８９"),
    "decimalFullWidth2": partial(_digits, digits="０１２３４５６７８９"),
    "decimalEnclosedCircle": lambda number: _from(number, (0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedCircleChinese": lambda number: _from(number, (0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedFullstop": lambda number: _from(number, (0x2488, 20)),
    "decimalEnclosedParen": lambda number: _from(number, (0x2474, 20)),
    "numberInDash": "- {} -".format,
    "hex": "{:X}".format,
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "cardinalText": _capitalized(_cardinal),
    "ordinalText": _capitalized(_ordinal_words),
    "chicago": partial(_repeated, letters=_CHICAGO),
    # Chinese
    "chineseCounting": partial(_tens_then_digits, digits="○一二三四五六七八九"),
    "chineseCountingThousand": partial(_chinese, digits="零一二三四五六七八九"),
    "chineseLegalSimplified": partial(_legal, digits="零壹贰叁肆伍陆柒捌玖"),
    "taiwaneseCounting": partial(_tens_then_digits, digits="○一二三四五六七八九"),
    "taiwaneseCountingThousand": partial(_chinese, digits="零一二三四五六七八九"),
    "taiwaneseDigital": partial(_digits, digits="○一二三四五六七八九"),
    "ideographDigital": partial(_digits, digits="〇一二三四五六七八九"),
    "ideographLegalTraditional": partial(_legal, digits="零壹貳參肆伍陸柒捌玖"),
    "ideographEnclosedCircle": lambda number: _from(number, (0x3280, 10)),
    "ideographTraditional": partial(_listed, texts=_STEMS),
    "ideographZodiac": partial(_listed, texts=_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    # Japanese
    "japaneseCounting": partial(_counted, digits="〇一二三四五六七八九", units=" 十百千", one=False, zero=False, ten=False),
    "japaneseLegal": partial(_counted, digits="〇壱弐参四伍六七八九", units=" 拾百阡", one=True, zero=False, ten=True),
    "japaneseDigitalTenThousand": partial(_digits, digits="〇一二三四五六七八九"),
    "aiueo": partial(_repeated, letters=_AIUEO_HALF),
    "aiueoFullWidth": partial(_repeated, letters=_AIUEO),
    "iroha": partial(_repeated, letters=_IROHA_HALF),
    "irohaFullWidth": partial(_repeated, letters=_IROHA),
    # Korean
    "koreanCounting": partial(_counted, digits="영일이삼사오육칠팔구", units=" 십백천", one=False, zero=False, ten=False),
    "koreanDigital": partial(_digits, digits="영일이삼사오육칠팔구"),
    "koreanDigital2": partial(_digits, digits="零一二三四五六七八九"),
    "koreanLegal": _native_korean,
    "ganada": partial(_repeated, letters=_GANADA),
    "chosung": partial(_repeated, letters=_CHOSUNG),
    # others
    "russianLower": partial(_repeated, letters=_RUSSIAN),
    "russianUpper": _upper(partial(_repeated, letters=_RUSSIAN)),
    "hebrew1": partial(_additive, values=_HEBREW_VALUES),
    "hebrew2": partial(_repeated, letters=_HEBREW),
    "arabicAlpha": partial(_repeated, letters=_ARABIC),
    "arabicAbjad": partial(_repeated, letters=_ABJAD),
    "hindiNumbers": partial(_digits, digits="०१२३४५६७८९"),
    "hindiConsonants": partial(_repeated, letters=_HINDI_CONSONANTS),
    "hindiVowels": partial(_repeated, letters=_HINDI_VOWELS),
    "thaiNumbers": partial(_digits, digits="๐๑๒๓๔๕๖๗๘๙"),
    "thaiLetters": partial(_repeated, letters=_THAI),
    "none": lambda _: "",
}
"""Format -> how it writes a number. Formats not listed (`custom` without a pattern, words in Thai, Hindi and Vietnamese) are
written in digits."""


def label(number: int, form: str, pattern: str = "") -> str:
    """A number in a format; `pattern` is that of a custom one, which pads with zeros.

    >>> label(12, "chineseCounting"), label(105, "chineseCountingThousand"), label(7, "custom", "001, 002, 003, ...")
    ('十二', '一百零五', '007')
    """
    if number < 0:
        return str(number)
    if form == "custom" and pattern:
        return str(number).zfill(len(pattern.partition(",")[0].strip()))
    if number == 0 and FORMATS.get(form) not in (None, *_WITH_ZERO):
        return "0"
    return FORMATS.get(form, str)(number)


_WITH_ZERO: Final = tuple(
    FORMATS[form]
    for form in (
        "decimalZero",
        "decimalFullWidth",
        "ideographDigital",
        "taiwaneseDigital",
        "koreanDigital",
        "numberInDash",
        "none",
    )
)
