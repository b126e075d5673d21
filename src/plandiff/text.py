"""What counts as the same text: folding, noise classes, numerals.

Two texts that fold alike say the same thing in another dress. Folding removes, step by step,
what typesetters and web editors change without changing the plan; each step is a noise class,
so that a difference it explains can be shown under its name instead of being dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

from plandiff.errors import UsageError

INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Characters without width: soft hyphen, joiners, direction marks, byte order mark."""

LETTER: Final = r"[^\W\dA-Za-z_]"
"""A letter of a Chinese text, for patterns. A range of Han characters would say nearly the same, but `re` walks
through its 20,000 members wherever one stands, and so takes up to a millisecond to compile it."""
FOLDS_KEPT: Final = 1 << 15
"""Folded texts that are remembered, for one stage after the other asks for them (texts)."""

_QUOTES: Final = dict.fromkeys("“”„‟〝〞〟「」『』﹁﹂﹃﹄", '"') | dict.fromkeys("‘’‚‛′", "'")
_PUNCTUATION: Final = (
    dict.fromkeys("—–―─━‒‐‑−﹣-", "-")
    | dict.fromkeys("。｡", ".")
    | dict.fromkeys("《〈«‹＜<", "<")
    | dict.fromkeys("》〉»›＞>", ">")
    | dict.fromkeys("〔【〖［[﹝", "[")
    | dict.fromkeys("〕】〗］]﹞", "]")
    | dict.fromkeys("·・•‧∙●", "·")
    | dict.fromkeys("～〜∼~", "~")
    | {"、": ",", "﹑": ",", "…": "…", "⋯": "…"}
)
_LETTER: Final = "A-Za-z\u00aa-\u024f\u0370-\u1fff"
_SPACE_BETWEEN_WORDS: Final = re.compile(rf"(?<=[{_LETTER}])\s+(?=[{_LETTER}])|(?<=\d)\s+(?=\d)")
_ANY_SPACE: Final = re.compile(r"\s+")
_RUNS: Final = re.compile(r"([-…])\1+")


class _Table(dict[int, str]):
    """A translation table that learns what a character folds to when it first meets it."""

    def __init__(self, fold_one: Callable[[str], str]) -> None:
        super().__init__()
        self._fold_one = fold_one

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold_one(chr(code))
        return folded


def _fold_width(character: str) -> str:
    if character in "…⋯":  # NFKC would make three full stops of it
        return "…"
    return unicodedata.normalize("NFKC", character)


_drop_invisible = _Table(lambda c: "" if c in INVISIBLE else c)
_width = _Table(_fold_width)
_quote = _Table(lambda c: _QUOTES.get(c, c))
_punctuation = _Table(lambda c: _PUNCTUATION.get(c, c))


def _fold_character(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff":  # a Han character, as most are of the thousand that a plan is written in
        return character
    for table in (_drop_invisible, _quote, _punctuation, _width, _punctuation):
        character = character.translate(table)
    return character


_all = _Table(_fold_character)


_folds_alone: Final[set[str]] = set()
"""Characters met so far that fold to one character wherever they stand."""


def drop_spaces(text: str) -> str:
    """Without white space, except one space where two Latin words or two numbers would run together."""
    if text.split(maxsplit=1) == [text]:
        return text
    return "".join(_SPACE_BETWEEN_WORDS.sub("\0", text).split()).replace("\0", " ")


def simplify(text: str) -> str:
    """A text in simplified characters, character by character, so that every one keeps its place.

    Raises `UsageError` without the extra `plandiff[script]`.
    """
    return text.translate(_simplified())


@cache
def _simplified() -> _Table:
    try:
        from opencc import OpenCC
    except ImportError as missing:
        raise UsageError("comparing across scripts needs OpenCC: pip install 'plandiff[script]'") from missing
    convert = OpenCC("t2s").convert

    def simplify_character(character: str) -> str:
        simple: str = convert(character)
        return simple if len(simple) == 1 else character

    return _Table(simplify_character)


def fold(text: str, *, script: bool = False) -> str:
    """The form of a text in which only what it says is left; equal forms are equal texts.

    With `script`, traditional and simplified characters are the same.

    >>> fold("到２０２５年，覆盖率 达９５％。") == fold("到2025年,覆盖率达95%.")
    True
    """
    return _fold(simplify(text) if script else text)


@lru_cache(maxsize=FOLDS_KEPT)
def _fold(text: str) -> str:
    return _RUNS.sub(r"\1", drop_spaces(text.translate(_all)))


def fold_with_places(text: str, *, script: bool = False) -> tuple[str, Sequence[int]]:
    """A text folded, and for each character of the folded form the index of the one it came from."""
    if script:
        text = simplify(text)
    alone = _folds_alone.issuperset(text)
    if not alone:
        _folds_alone.update(c for c in set(text) if len(_all[ord(c)]) == 1 and not c.isspace())
        alone = _folds_alone.issuperset(text)
    if alone:
        folded = text.translate(_all)
        if not _RUNS.search(folded):
            return folded, range(len(text))
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in character.translate(_all):
            characters.append(folded)
            places.append(place)
    for pattern, kept in ((_SPACE_BETWEEN_WORDS, " "), (_ANY_SPACE, ""), (_RUNS, None)):
        folded = "".join(characters)
        for found in reversed(list(pattern.finditer(folded))):
            if kept == "" and found.group() == " " and _SPACE_BETWEEN_WORDS.match(folded, found.start()):
                continue
            replacement = found.group(1) if kept is None else kept
            characters[found.start() : found.end()] = replacement
            places[found.start() : found.end()] = places[found.start() : found.start() + len(replacement)]
    return "".join(characters), places


NOISE: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("invisible", lambda text: text.translate(_drop_invisible)),
    ("space", drop_spaces),
    ("width", lambda text: text.translate(_width)),
    ("quote", lambda text: text.translate(_quote)),
    ("punctuation", fold),
)
"""The noise classes in the order in which they are tried; each step goes on from the one before."""


def noise_class(old: str, new: str) -> str:
    """The first class that explains why two texts that fold alike are not the same; "" if they are.

    >>> noise_class("９５％", "95%")
    'width'
    """
    for name, step in NOISE:
        if old == new:
            return ""
        old, new = step(old), step(new)
        if old == new:
            return name
    return "script"


def is_cjk(text: str) -> bool:
    """Whether a text is written in Chinese characters for the most part of its letters."""
    chinese = sum(map(_is_chinese, text))
    latin = sum(map(str.isalpha, text)) - chinese
    return chinese * 4 > latin


@cache
def _is_chinese(character: str) -> bool:
    """Whether a character is Han, or a mark or full-width letter set among them."""
    return (
        "\u2e80" <= character <= "\u303f"
        or "\u31c0" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def shorten(text: str, limit: int) -> str:
    """A text on one line, with `…` where it was cut to so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


SUBJECT: Final = 4
"""The shortest title that says what a plan is about (characters)."""


def same_subject(old: str, new: str) -> bool:
    """Whether two titles are of editions of one document: one has all of the other's words but years and brackets.

    >>> same_subject("政府工作报告", "2023年国务院政府工作报告"), same_subject("云河市教育规划", "云山市教育规划")
    (True, False)
    """
    subjects = (re.sub(r"\([^)]*\)|[\d\W]", "", fold(title)) for title in (old, new))
    shorter, longer = sorted(subjects, key=len)
    return len(shorter) >= SUBJECT and shorter in longer


# --- numerals --------------------------------------------------------------------------------

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "廿": 20, "卅": 30}
_MAGNITUDES: Final = {"十": 10, "百": 100, "千": 1000}
LONGEST_ORDINAL: Final = 16
"""Longer numerals number nothing (characters), and Python takes none of thousands of digits for a number."""
ORDINALS_KEPT: Final = 1 << 12
"""Ordinals that are remembered: both plans, and the references in them, use the same (numerals)."""


@lru_cache(maxsize=ORDINALS_KEPT)
def ordinal(numeral: str) -> int | None:
    """The value of an ordinal in Chinese, Arabic, circled or full-width digits; None if it is none.

    >>> ordinal("一百二十三"), ordinal("〇"), ordinal("１２"), ordinal("③"), ordinal("甲")
    (123, 0, 12, 3, None)
    """
    numeral = drop_spaces(unicodedata.normalize("NFKC", numeral))
    if len(numeral) > LONGEST_ORDINAL:
        return None
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    positional = len(numeral) > 1 and not any(c in _MAGNITUDES for c in numeral)
    for c in numeral:
        if c in _MAGNITUDES:
            total += (digit or 1) * _MAGNITUDES[c]
            digit = 0
        elif c in _DIGITS:
            digit = digit * 10 + _DIGITS[c] if positional else _DIGITS[c] + (digit if digit >= 20 else 0)
        else:
            return None
    return total + digit if numeral else None
