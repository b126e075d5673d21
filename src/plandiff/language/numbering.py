"""How the parts of a document are numbered, in the languages that laws and plans are written in: the words of divisions
(`第三条`, `Section 12A`, `§ 16a`), how their numbers are written, and what values they have.

The numbers of headings (`normalize/schemes.py`) and references to them (`references.py`) are read by the same tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from plandiff.language.numerals import ONES, ORDINALS, ordinal

Value = tuple[int, ...]
"""The value of a number: one part for each point or branch, (1, 2, 3) for `1.2.3`, (12, 1) for `第十二条之一` and for `12A`."""

# --- numerals ---------------------------------------------------------------------------------


class Numerals(NamedTuple):
    """One way to write numbers."""

    pattern: str
    value: Callable[[str], Value]
    """() for what only looks like one."""


_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN: Final = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_FIRST: Final = {
    word: value
    for value, words in enumerate(
        (
            "preliminary|préliminaire|preliminaire",
            "first|premier|première|ier|erste|erster|erstes|unique",
            "second|deuxième|zweite|zweiter|zweites",
            "third|troisième|dritte|dritter|drittes",
            "fourth|quatrième|vierte|vierter|viertes",
            "fifth|cinquième|fünfte|fünfter|fünftes",
            "sixth|sixième|sechste|sechster|sechstes",
            "seventh|septième|siebte|siebter|siebtes|siebenter",
            "eighth|huitième|achte|achter|achtes",
            "ninth|neuvième|neunte|neunter|neuntes",
            "tenth|dixième|zehnte|zehnter|zehntes",
        )
    )
    for word in words.split("|")
}
"""Words for ordinals, which come before or after the word of their division."""


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral in Latin letters, in either case.

    >>> roman("XIV"), roman("ii"), roman("IIII"), roman("")
    (14, 2, None, None)
    """
    numeral = numeral.upper()
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    digits = [_ROMAN_DIGITS[digit] for digit in numeral]
    return sum(-digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits))


def letter(numeral: str) -> int | None:
    """The position of a letter in the alphabet; doubled letters come after all single ones: (z), (aa), (bb).

    >>> letter("c"), letter("B"), letter("bb"), letter("ab")
    (3, 2, 28, None)
    """
    numeral = numeral.lower()
    if len(set(numeral)) != 1 or not "a" <= numeral[0] <= "z":
        return None
    return ord(numeral[0]) - ord("a") + 1 + 26 * (len(numeral) - 1)


def _one(value: Callable[[str], int | None]) -> Callable[[str], Value]:
    def read(numeral: str) -> Value:
        number = value(numeral)
        return () if number is None else (number,)

    return read


def _parts(numeral: str) -> Value:
    """The values of the parts of a number between points or hyphens: 1.2.3, L. 111-1."""
    return tuple(int(part) for part in re.findall(r"\d+", numeral))


def _counted(numeral: str) -> Value:
    value = tuple(ordinal(part) for part in numeral.split("-"))
    return () if None in value else value  # type: ignore[return-value]  # none of them is None


def _latin(numeral: str) -> Value:
    """What follows the word of a division: 12, 3.1, XII, B, 1er, premier, L. 111-1."""
    if any(character.isdecimal() for character in numeral):
        return _parts(numeral)
    bare = numeral.lower()
    value = _FIRST[bare] if bare in _FIRST else roman(numeral) or letter(numeral)
    return () if value is None else (value,)


def _lettered(numeral: str) -> Value:
    return (_AFTER_CHAPTERS + (letter(numeral[0]) or 0), *_parts(numeral[1:]))


_AFTER_CHAPTERS: Final = 1000
"""Added to the value of an annex's letter, to place it after numbers, which have up to three digits."""
_HAN: Final = f"{ONES}十百零〇"
"""The numerals of a heading's number that stands alone: no document has a thousand of them, and none begins with 两."""
FORMAL_SIGNS: Final = "壹贰貳貮叁參参叄肆伍陆陸柒捌玖拾"
_PLAINLY: Final = str.maketrans(FORMAL_SIGNS, "一二二二三三三三四五六六七八九十")
DIGITS: Final = "0123456789０１２３４５６７８９"
"""Of either width."""
_KOREAN_LETTERS: Final = "가나다라마바사아자차카타파하"
_WORDS: Final = "|".join(sorted(form for word in _FIRST for form in (word, word.capitalize(), word.upper())))

HAN: Final = Numerals(rf"[{_HAN}](?:\s?[{_HAN}]){{0,4}}", _one(ordinal))
ARABIC: Final = Numerals(rf"[{DIGITS}]{{1,3}}", _one(ordinal))
COUNTED: Final = Numerals(rf"(?:[{ORDINALS} ]{{1,9}}|[{DIGITS}]{{1,4}}(?:\s?-\s?\d{{1,2}})?)", _counted)
"""Between 第 and the word of a division; Taiwan's laws put a branch there too: 第 3-1 條."""
FORMAL: Final = Numerals(f"[{FORMAL_SIGNS}]{{1,3}}", _one(lambda numeral: ordinal(numeral.translate(_PLAINLY))))
"""The numerals of amounts, with which the chapters of Taiwan's plans are numbered: 壹、貳、參."""
SIGN: Final = Numerals(r"\S", _one(ordinal))
"""A single character that is a number: ③, ⒊, ⑶, Ⅲ."""
DECIMAL: Final = Numerals(r"\d{1,3}(?:[.．]\d{1,3}){1,4}", _parts)
LETTERED: Final = Numerals(r"[A-Z](?:[.．]\d{1,3}){1,4}", _lettered)
"""The sections of an annex: A.1.2. Annexes come after all chapters."""
ROMAN: Final = Numerals(r"[IVX]{1,6}", _one(roman))
SMALL_ROMAN: Final = Numerals(r"[ivxl]{2,6}", _one(roman))
"""With more than one letter: a single one is taken for a list's letter, which makes no difference to an item."""
CAPITAL_ROMAN: Final = Numerals(r"[IVX]{2,6}", _one(roman))
"""With more than one letter, like `SMALL_ROMAN`."""
CAPITAL: Final = Numerals(r"[A-Z]", _one(letter))
SMALL: Final = Numerals(r"[a-z]", _one(letter))
DOUBLED: Final = Numerals(r"(?:aa|bb|cc|dd|ee|ff|gg|hh)", _one(letter))
KOREAN: Final = Numerals(rf"[{_KOREAN_LETTERS}]", _one(lambda sign: _KOREAN_LETTERS.index(sign) + 1))
LATIN: Final = Numerals(
    rf"(?:(?:[LRDA]\*?\.?\s?)?\d{{1,4}}(?:[.-]\d{{1,4}}){{0,4}}(?:er|re|ère)?|I(?:er|re)|[IVXLC]{{1,8}}|[A-Z]|{_WORDS})", _latin
)
"""After the word of a division."""
ORDINAL_WORDS: Final = "|".join(sorted(word.capitalize() for word in _FIRST if word not in {"ier", "unique"}))
"""Before the word of a division: `Zweiter Teil`, `Première partie`."""

# --- branches ---------------------------------------------------------------------------------

TIMES: Final = {
    word: value
    for value, word in enumerate(
        [
            "bis",
            "ter",
            "quater",
            "quinquies",
            "sexies",
            "septies",
            "octies",
            "novies",
            "decies",
            "undecies",
            "duodecies",
            "terdecies",
            "quaterdecies",
            "quindecies",
        ],
        2,
    )
}
"""Latin words for the branches of a number, which come after it: 3 bis."""
HAN_BRANCH: Final = rf"(?P<branch>(?:\s?[之の]\s?[{ONES}十\d]{{1,3}})*+)"
KOREAN_BRANCH: Final = r"(?P<branch>(?:의\s?\d{1,2})*+)"
LATIN_BRANCH: Final = rf"(?P<branch>(?:[A-Z]{{1,2}}|[a-z])?(?![\w])(?:\s(?:{'|'.join(TIMES)})\b(?:-\d+)?)?)"
"""What marks a number inserted later after another: 第十二条之一, 第十六条の二, 12A, 3 bis, § 16a."""
_BRANCH: Final = re.compile(rf"[之の의-]\s?(?P<n>[{ONES}十\d]+)|(?P<times>(?:{'|'.join(TIMES)})\b)|(?P<letters>[A-Za-z]+)")


def branch_of(printed: str) -> Value:
    """The value of a branch.

    >>> branch_of("之一"), branch_of("の二の三"), branch_of("A"), branch_of(" bis"), branch_of("")
    ((1,), (2, 3), (1,), (2,), ())
    """
    found: list[int] = []
    for match in _BRANCH.finditer(printed):
        if match["n"]:
            found.append(ordinal(match["n"]) or 0)
        elif match["times"]:
            found.append(TIMES[match["times"]])
        else:
            found += [ord(character) - ord("a") + 1 for character in match["letters"].lower()]
    return tuple(found)


def follows(value: Value, before: Value) -> bool:
    """Whether a number is the next one after another, by counting or as an insertion.

    >>> follows((13,), (12,)), follows((12, 1), (12,)), follows((13,), (12, 3)), follows((1, 3), (1, 2)), follows((2, 1), (1, 2))
    (True, True, True, True, False)
    """
    if len(value) < len(before):
        return value[:-1] == before[: len(value) - 1] and value[-1] == before[len(value) - 1] + 1
    if len(value) == len(before):
        return value[:-1] == before[:-1] and value[-1] == before[-1] + 1
    return len(value) == len(before) + 1 and value[:-1] == before and value[-1] <= FIRST_BRANCH


FIRST_BRANCH: Final = 2
"""The highest number of a first branch: 第十六条の二 and `3 bis` come straight after the number, as 之一 and `12A` do."""

# --- divisions by words -----------------------------------------------------------------------


class Division(NamedTuple):
    """A kind of division that has a name of its own."""

    kind: str
    """The name by which its number is compared, whatever the language or script."""
    rank: int
    """Its level where a document does not show it, as in `Scheme.rank`."""
    words: tuple[str, ...]
    article: bool = False
    """Whether it is the unit that a law numbers throughout, whose numbered paragraphs are items."""


HAN_DIVISIONS: Final = (
    Division("编", 1, ("编", "編", "篇")),
    Division("章", 3, ("章",)),
    Division("节", 4, ("节", "節")),
    Division("款", 5, ("款",)),
    Division("目", 6, ("目",)),
    Division("项", 7, ("项", "項")),
    Division("条", 8, ("条", "條"), article=True),
)
"""A number comes between 第 and these, and they nest in this order whatever comes first."""
KOREAN_DIVISIONS: Final = (
    Division("편", 1, ("편",)),
    Division("장", 3, ("장",)),
    Division("절", 4, ("절",)),
    Division("관", 5, ("관",)),
    Division("조", 8, ("조",), article=True),
)
SECTION: Final = 5
"""From this rank inwards, Latin divisions contain none of a lower rank: sections run on from chapter to chapter."""
LATIN_DIVISIONS: Final = (
    Division("Annex", 0, ("Annex", "Annexe", "Anhang", "Anlage")),
    Division("Appendix", 0, ("Appendix", "Appendice")),
    Division("Schedule", 0, ("Schedule",)),
    Division("Exhibit", 0, ("Exhibit",)),
    Division("Book", 1, ("Book", "Livre", "Buch")),
    Division("Part", 1, ("Part", "Partie", "Teil")),
    Division("Title", 2, ("Title", "Titre", "Titel")),
    Division("Subtitle", 3, ("Subtitle", "Untertitel")),
    Division("Chapter", 3, ("Chapter", "Chapitre", "Kapitel")),
    Division("Subchapter", 4, ("Subchapter",)),
    Division("Subpart", 4, ("Subpart",)),
    Division("Division", 4, ("Division",)),
    Division("Abschnitt", 4, ("Abschnitt",)),
    Division("Subdivision", 4, ("Subdivision",)),
    Division("Goal", 3, ("Goal",)),
    Division("Pillar", 3, ("Pillar",)),
    Division("Section", SECTION, ("Section", "Sec.")),
    Division("Subsection", 6, ("Subsection", "Sous-section", "Unterabschnitt")),
    Division("Paragraphe", 7, ("Paragraphe",)),
    Division("Article", 8, ("Article", "Artikel", "Art.", "Art"), article=True),
    Division("§", 8, ("§",), article=True),
    Division("Rule", 8, ("Rule", "Regulation"), article=True),
    Division("Clause", 8, ("Clause",), article=True),
    Division("Action", 8, ("Action",)),
    Division("Objective", 8, ("Objective",)),
    Division("Strategy", 8, ("Strategy",)),
    Division("Priority", 8, ("Priority",)),
)
"""A number follows these words, which may be in capitals; how they nest is up to the document."""
CHAPTER: Final = HAN_DIVISIONS[1].rank
ARTICLE: Final = HAN_DIVISIONS[-1].rank

NOT_REFERENCE: Final = (
    rf"(?!第|至|和|或|及|与|與|、|，|,|的|中(?:的|，|规|規|「)|之(?![{ONES}十])|规定|規定|所|款|项|項|前款|前項|[)）》」]"
    r"|[のにをはがとで](?![一二三四五六七八九十])|から|若しくは|又は)"
)
"""A number that opens a reference to a provision (`第三条第二款规定的`) does not number the block."""
KOREAN_NOT_REFERENCE: Final = r"(?!제|의|에|를|을|와|과|부터|까지|및|또는|,|ㆍ|·)"
LATIN_NOT_REFERENCE: Final = r"(?!,|\s?\(\d|\s(?:[a-zà-ÿ]|Abs\.|Absatz|Absätze|Satz|Nr\.|Nummer|Buchstabe|BGB|StGB|GG)|\sI[sn]\b)"


def spellings(words: tuple[str, ...]) -> str:
    """The words of a division as a pattern, as they are and in capitals, longest first."""
    forms = {form for word in words for form in (word, word.upper())}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
