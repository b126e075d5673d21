"""What counts as the same text: folding and noise classes.

Two texts that fold to the same text say the same thing in different formatting. Folding removes, step by step,
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
from plandiff.graphemes import extends, is_border
from plandiff.language.letters import INVISIBLE, LATIN
from plandiff.language.variants import half_width, usual_code

FOLDS_KEPT: Final = 1 << 15
"""Folded texts that are cached, since one stage after another asks for them (texts)."""

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
    | {"⋯": "…"}
)
_SPACE_BETWEEN_WORDS: Final = re.compile(rf"\s(?:(?<=[{LATIN}]\s)\s*(?=[{LATIN}])|(?<=\d\s)\s*(?=\d))")
_ANY_SPACE: Final = re.compile(r"\s+")
_RUNS: Final = re.compile(r"([-…])\1+")
PAUSE: Final = "、"
"""A comma between the members of a list, which is folded to a plain comma last of all."""
CLOSING: Final = ">\"'"
OPENING: Final = "<\"'"
"""Folded marks of titles and quotations."""
_IDLE_PAUSE: Final = re.compile(f"{PAUSE}(?=[{OPENING}])(?<=[{CLOSING}]{PAUSE})")
"""The pause between two titles or quotations, which GB/T 15834-2011 leaves out: `《甲》、《乙》` is `《甲》《乙》`."""
BRACKETS: Final = "()（）"
_BRACKETED: Final = "第("
_NUMERALS: Final = "0-9〇○零一二三四五六七八九十百"
_REFERENCE: Final = re.compile(
    rf"(?<=第)\(([{_NUMERALS}]{{1,9}})\)(?=(?:(?:[{PAUSE},和或及与至到]|以及)第?\(?[{_NUMERALS}]{{1,9}}\)?){{0,30}}[项項目])"
)
"""The brackets around a cited item's number, which drafting rules leave out: `第（一）项` is `第一项`."""


_SIGN: Final = re.compile("[^\u4e00-\u9fffA-Za-z0-9 ]")
"""Anything but the characters that most of a plan is written in, which no form of folding changes."""


class CharacterTable(dict[int, str]):
    """A translation table that works out a character's folded form when it first meets it."""

    def __init__(self, fold_one: Callable[[str], str]) -> None:
        super().__init__()
        self._fold_one = fold_one

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold_one(chr(code))
        return folded

    def applied(self, text: str) -> str:
        """What `text.translate(self)` is, which would look up every character: the signs that may change are replaced one after another.

        The table must leave Han characters, letters and digits alone, and the characters that it puts in place of others.
        """
        for sign in set(_SIGN.findall(text)):
            if (folded := self[ord(sign)]) != sign:
                text = text.replace(sign, folded)
        return text


_drop_invisible = CharacterTable(lambda c: "" if c in INVISIBLE else c)
_width = CharacterTable(half_width)
_usual = CharacterTable(usual_code)
_quote = CharacterTable(lambda c: _QUOTES.get(c, c))
_punctuation = CharacterTable(lambda c: _PUNCTUATION.get(c, c))
_plain = CharacterTable(lambda c: c if _is_usual(c) else half_width(c).translate(_usual))

_extending: Final[set[str]] = set()
"""Characters met so far that may belong to the one before; most texts have none, so nothing to compose."""
_folds_alone: Final[set[str]] = set()
"""Characters met so far that fold to one character wherever they occur."""


def _is_usual(character: str) -> bool:
    """Whether a character is Han or ASCII, as are most of the thousand that a plan is written in."""
    return "\u4e00" <= character <= "\u9fff" or character.isascii()


def _fold_character(character: str) -> str:
    if _is_usual(character):
        return _PUNCTUATION.get(character, character)
    for table in (_drop_invisible, _width, _usual, _quote, _punctuation):
        character = character.translate(table)
    _extending.update(filter(extends, character))
    return character


_all = CharacterTable(_fold_character)


def plain(text: str) -> str:
    """A text with its characters in half width and by their usual code points; nothing else is folded.

    >>> plain("２⽉，１０²㎡")
    '2月,10²m²'
    """
    return text if text.isascii() else _plain.applied(text)


def is_dropped(character: str) -> bool:
    """Whether folding can drop a character: white space, zero-width characters, a meaningless pause or bracket."""
    return character in (PAUSE, *BRACKETS) or not character.translate(_all).strip()


def _compose(text: str) -> str:
    """Compose each letter with its accents, each syllable of jamo, into one character where there is one."""
    return text if _extending.isdisjoint(text) else unicodedata.normalize("NFC", text)


def drop_spaces(text: str) -> str:
    """Remove white space, except one space where two Latin words or two numbers would run together."""
    if text.split(maxsplit=1) == [text]:
        return text
    return "".join(_SPACE_BETWEEN_WORDS.sub("\0", text).split()).replace("\0", " ")


def simplify(text: str) -> str:
    """A text in simplified characters, character by character, so that every one keeps its place.

    Raises `UsageError` without the extra `plandiff[script]`.
    """
    return text.translate(_simplified())


@cache
def _simplified() -> CharacterTable:
    try:
        from opencc import OpenCC
    except ImportError as missing:
        raise UsageError("no-opencc") from missing
    convert = OpenCC("t2s").convert

    def simplify_character(character: str) -> str:
        simple: str = convert(character)
        return simple if len(simple) == 1 else character

    return CharacterTable(simplify_character)


def fold(text: str, *, script: bool = False) -> str:
    """The form of a text that keeps only what it says; texts with equal forms are equal.

    With `script`, traditional and simplified characters are the same.

    >>> fold("到２０２５年，覆盖率 达９５％。") == fold("到2025年,覆盖率达95%.")
    True
    """
    return simplify(_fold(text)) if script else _fold(text)


@lru_cache(maxsize=FOLDS_KEPT)
def _fold(text: str) -> str:
    folded = _all.applied(text)
    folded = _compose(drop_spaces(_compose(folded))) if _extending else drop_spaces(folded)
    if _has_runs(folded):
        folded = _RUNS.sub(r"\1", folded)
    if _BRACKETED in folded:
        folded = _REFERENCE.sub(r"\1", folded)
    return _IDLE_PAUSE.sub("", folded).replace(PAUSE, ",") if PAUSE in folded else folded


def _has_runs(folded: str) -> bool:
    """Whether `_RUNS` matches anywhere."""
    return "--" in folded or "……" in folded


def fold_with_places(text: str, *, script: bool = False, pauses: bool = False) -> tuple[str, Sequence[int]]:
    """A folded text, and for each of its characters the index of the one it came from.

    With `pauses`, meaningless ones are kept. Where the places are a range, every character is a grapheme of its own.
    """
    folded, places = _fold_with_places(text, pauses=pauses)
    return simplify(folded) if script else folded, places


def _fold_with_places(text: str, *, pauses: bool) -> tuple[str, Sequence[int]]:
    alone = _folds_alone.issuperset(text)
    if not alone:
        new = set(text) - _folds_alone
        _folds_alone.update(c for c in new if len(_all[ord(c)]) == 1 and not (c.isspace() or extends(c)))
        alone = _folds_alone.issuperset(text)
    if alone:
        folded = _all.applied(text)
        if not (_has_runs(folded) or _BRACKETED in folded or (not pauses and _IDLE_PAUSE.search(folded))):
            return folded.replace(PAUSE, ","), range(len(text))
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in character.translate(_all):
            characters.append(folded)
            places.append(place)
    _compose_in_place(characters, places)
    _replace_in_place(characters, places, _SPACE_BETWEEN_WORDS, " ")
    _replace_in_place(characters, places, _ANY_SPACE, "", exempt=_SPACE_BETWEEN_WORDS)
    _compose_in_place(characters, places)
    _replace_in_place(characters, places, _RUNS, None)
    _unbracket_in_place(characters, places)
    if not pauses and PAUSE in characters:
        _replace_in_place(characters, places, _IDLE_PAUSE, "")
    return "".join(characters).replace(PAUSE, ","), places


def _replace_in_place(
    characters: list[str],
    places: list[int],
    pattern: re.Pattern[str],
    replacement: str | None,
    exempt: re.Pattern[str] | None = None,
) -> None:
    """Replace what a pattern matches unless another matches it too; without a replacement, by its first character."""
    folded = "".join(characters)
    for found in reversed(list(pattern.finditer(folded))):
        if exempt and exempt.match(folded, found.start()):
            continue
        kept = found.group()[:1] if replacement is None else replacement
        characters[found.start() : found.end()] = kept
        places[found.start() : found.end()] = places[found.start() : found.start() + len(kept)]


def _unbracket_in_place(characters: list[str], places: list[int]) -> None:
    """Remove the brackets around the numbers of cited items."""
    for found in reversed(list(_REFERENCE.finditer("".join(characters)))):
        for at in (found.end() - 1, found.start()):
            del characters[at], places[at]


def _compose_in_place(characters: list[str], places: list[int]) -> None:
    """Compose the characters of each grapheme; the result takes the place of the first."""
    if not _extending or _extending.isdisjoint(characters):
        return
    folded = "".join(characters)
    end = len(folded)
    for start in range(len(folded) - 1, -1, -1):
        if not is_border(folded, start):
            continue
        sign = folded[start:end]
        if (composed := unicodedata.normalize("NFC", sign)) != sign:
            characters[start:end] = composed
            places[start:end] = [places[start]] * len(composed)
        end = start


def _narrow(text: str) -> str:
    narrow = _width.applied(text)
    return text if narrow == text else _compose(narrow)


NOISE: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("invisible", lambda text: text.translate(_drop_invisible)),
    ("space", drop_spaces),
    ("width", _narrow),
    ("variant", lambda text: unicodedata.normalize("NFC", text.translate(_usual))),
    ("quote", lambda text: text.translate(_quote)),
    ("reference-form", lambda text: "" if text in ("(", ")") else _REFERENCE.sub(r"\1", text)),
    ("punctuation", fold),
    ("punctuation", lambda text: text.replace(",", "")),  # the meaningless pause, without the marks around it
    ("script", simplify),
)
"""The noise classes in the order in which they are tried; each step continues from the one before."""


def noise_class(old: str, new: str) -> str:
    """The first class that explains why two texts that fold to the same text are not the same; "" if they are.

    >>> noise_class("９５％", "95%"), noise_class("⻓江", "长江")
    ('width', 'variant')
    """
    if old == new:
        return ""
    steps = old, new
    for name, step in NOISE:
        steps = step(steps[0]), step(steps[1])
        if steps[0] == steps[1]:
            return name
    raise ValueError(f"{old!r} and {new!r} do not fold to the same text")


def plain_number(number: str) -> str:
    """The number of a section or item, folded; as the number of a list item, ⑴ is (1) and ⒈ is 1.

    >>> plain_number("⑴") == plain_number("（１）"), plain_number("①") == plain_number("1.")
    (True, False)
    """
    return fold(unicodedata.normalize("NFKC", number))
