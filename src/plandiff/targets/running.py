"""The targets of running text: its sentences, each quantity with its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from plandiff.language import sentences
from plandiff.language.dates import Period
from plandiff.language.latin import is_english
from plandiff.language.numerals import CHINESE, ENGLISH_DIGITS, ENGLISH_MULTIPLIERS, ENGLISH_PARTS, FRACTIONS
from plandiff.language.periods import Aspect
from plandiff.language.quantities import find_quantities
from plandiff.language.quantity import Quantity
from plandiff.language.spaced import closed, in_print
from plandiff.language.traditional import as_printed, simplified
from plandiff.language.widths import half_width, with_chinese_marks
from plandiff.model import NO_TIMING, Role, Target, Timing
from plandiff.targets.indicators import clause_end, clause_start, indicators_of
from plandiff.targets.outlook import Tense, outlook
from plandiff.targets.roles import Direction, role_of
from plandiff.targets.tuning import Tuning
from plandiff.targets.words import Worded, find_worded
from plandiff.targets.years import start_year_of, year_of

Binding = Literal["binding", "expected", ""]

MAX_SENTENCE: Final = 1000
"""The longest sentence that is read as one (characters); anything longer is a list, and is split at its punctuation. Reading is
quadratic in it."""
SENTENCES_KEPT: Final = 1 << 12
"""Sentences of which is cached what they state: two versions of a plan share most of theirs (sentences)."""
NUMERAL: Final = re.compile(rf"[0-9０-９{FRACTIONS}{CHINESE}倍半]")
_ENGLISH_NUMERALS: Final = frozenset((*ENGLISH_DIGITS, *ENGLISH_MULTIPLIERS, *ENGLISH_PARTS))
_WORD: Final = re.compile(r"[a-z]+")
_LISTING: Final = frozenset(("、", "和", "及", "与", "以及", "或"))
"""What separates the members of a list of quantities."""
_BINDING: Final = re.compile(r"([约約]束)性|([预預]期)性|^\W*(?:([约約]束)|([预預]期))(?:指[标標])?\W*$")
_OTHER_SCRIPTS: Final = re.compile("[\u3040-\u30fa\uac00-\ud7a3]")
"""Kana and hangul: sentences that are not Chinese, though they have its characters and numerals."""
CHINESE_FROM: Final = "\u3000"
"""The first character of the Chinese blocks: a sentence without any from here on is not Chinese."""


_ANNOUNCED: Final = re.compile(
    r"(?:纲要|规划|草案)[^。]{0,8}(?:提出|设置|设定|明确)|(?:提出|设置|设定|明确)了?[^，。；]{0,16}(?:预期目标|指标|年均增长|年均增速)"
)
"""How reports announce the plan that they present: 提出地区生产总值年均增长5%左右."""
_TENSES: Final[dict[Aspect | None, Tense]] = {"review": "past", "plan": "future", "context": "", None: ""}


class Context(NamedTuple):
    """What bears on the quantities of a unit from outside it."""

    tense: Tense
    """What the headings above imply."""
    start_year: int | None
    tuning: Tuning
    timing: Timing = NO_TIMING
    """Which time the text is about, by position."""

    def tense_at(self, place: int) -> Tense:
        """Whether the text at a position looks back or ahead; if not stated there, by the headings."""
        return _TENSES[self.timing.at(place).aspect] or self.tense


def _tense(sentence: str, place: int, context: Context) -> Tense:
    """Whether a sentence looks back or ahead; one that announces a plan's targets looks ahead wherever it is."""
    return "future" if _ANNOUNCED.search(sentence) else context.tense_at(place)


def text_targets(text: str, context: Context) -> Iterator[Target]:
    """The targets of running text; node and paragraph are left to the caller."""
    for start, printed in sentences(text, MAX_SENTENCE):
        if max(printed) >= CHINESE_FROM:
            if not _OTHER_SCRIPTS.search(printed):
                yield from _spaced_targets(printed, start, context)
        elif _has_english_numeral(printed) and any(map(str.isalpha, printed)) and is_english(printed):
            yield from english_targets(printed, start, context.tuning, timing=context.timing)


def _has_english_numeral(sentence: str) -> bool:
    """Whether it is worth importing the parser for English quantities."""
    return any(map(str.isnumeric, sentence)) or not _ENGLISH_NUMERALS.isdisjoint(_WORD.findall(sentence.lower()))


def _spaced_targets(printed: str, offset: int, context: Context) -> Iterator[Target]:
    """The targets of a sentence in which digits may be set apart."""
    text, places = closed(printed)
    if text is printed:
        yield from _chinese_targets(printed, offset, context)
        return
    for target in _chinese_targets(text, offset, context):
        first = target.start - offset
        start, end = in_print(places, first, first + len(target.text))
        yield replace(target, start=offset + start, text=printed[start:end])


class _Stated(NamedTuple):
    """What a Chinese sentence states, whatever is around it."""

    plain: str
    """In half width."""
    sentence: str
    """The same in simplified characters, with Chinese marks."""
    quantities: tuple[Quantity, ...]
    worded: tuple[Worded, ...]
    first: int
    """Where the first of them begins."""


@lru_cache(maxsize=SENTENCES_KEPT)
def _stated(printed: str) -> _Stated | None:
    """What is stated; None by most sentences."""
    sentence = simplified(with_chinese_marks(plain := half_width(printed)))
    quantities = find_quantities(sentence) if NUMERAL.search(printed) else []
    worded = [found for found in find_worded(sentence) if not _has_quantity(sentence, found, quantities)]
    first = min([*(quantity.start for quantity in quantities), *(words.start for words in worded)], default=None)
    return None if first is None else _Stated(plain, sentence, tuple(quantities), tuple(worded), first)


def _chinese_targets(printed: str, offset: int, context: Context) -> Iterator[Target]:
    stated = _stated(printed)
    if stated is None:
        return
    plain, sentence, quantities, worded, first = stated
    ahead = outlook(sentence, _tense(sentence, offset + first, context), context.tuning, start_year=context.start_year) > 0
    firsts = enumerate(_first_of_lists(sentence, quantities))
    roles = [_chinese_role(sentence, quantities, index, first, ahead=ahead) for index, first in firsts]
    indicators = indicators_of(sentence, quantities, [role == "change" for role, _ in roles])
    binding = binding_of(sentence)
    found = []
    for quantity, (role, direction), indicator in zip(quantities, roles, indicators, strict=True):
        year = _year(sentence, quantity, role)
        found.append(
            target_of(
                printed,
                offset,
                quantity,
                as_printed(indicator, sentence, plain),
                year,
                role,
                direction,
                ahead=ahead,
                binding=binding,
            )
        )
    if ahead:
        found += [
            _worded_target(
                printed,
                offset,
                words._replace(name=as_printed(words.name, sentence, plain)),
                year_of(sentence, words.start, change=words.is_change),
            )
            for words in worded
        ]
    yield from sorted(found, key=lambda target: target.start)


def _year(sentence: str, quantity: Quantity, role: Role) -> Period | None:
    if role == "other":
        return None
    if role == "baseline":
        return start_year_of(sentence, quantity.start, quantity.end)
    return year_of(sentence, quantity.start, change=role == "change")


def _has_quantity(sentence: str, words: Worded, quantities: Sequence[Quantity]) -> bool:
    """Whether the clause of a target in words also has a number."""
    start, end = clause_start(sentence, words.start), clause_end(sentence, words.end)
    return any(quantity.start < end and quantity.end > start for quantity in quantities)


def _worded_target(printed: str, offset: int, words: Worded, year: Period | None) -> Target:
    return Target(
        node="",
        indicator=words.name,
        text=printed[words.start : words.end].strip(),
        value=None,
        unit="",
        comparator="text",
        year=year,
        role="change" if words.is_change else "target",
        planned=True if words.is_change else None,
        direction="" if not words.is_change else "down" if words.word_class == "down" else "up",
        word_class=words.word_class,
        start=offset + words.start,
    )


def _first_of_lists(sentence: str, quantities: Sequence[Quantity]) -> list[int]:
    """For each quantity, the first of its list, or itself."""
    firsts: list[int] = []
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1]
        listed = index and before.unit == quantity.unit and sentence[before.end : quantity.start].strip() in _LISTING
        firsts.append(firsts[-1] if listed else index)
    return firsts


def _chinese_role(
    sentence: str, quantities: Sequence[Quantity], index: int, first: int, *, ahead: bool
) -> tuple[Role, Direction]:
    """The role of one quantity; members of a list take that of its first."""
    quantity = quantities[first]
    before = max(clause_start(sentence, quantity.start), quantities[first - 1].end if first else 0)
    role, direction = role_of(sentence, quantity, before=before, ahead=ahead)
    if role == "baseline" and index != first:
        return "baseline", ""
    return role, direction


def english_targets(
    printed: str, offset: int, tuning: Tuning, *, timing: Timing = NO_TIMING, row: bool = False, name: str = "", whole: str = ""
) -> Iterator[Target]:
    from plandiff.language.english_quantities import (
        find_english_quantities,  # its patterns cost more than those of all other modules
    )
    from plandiff.targets.english_attributes import english_indicator, english_role
    from plandiff.targets.english_outlook import english_outlook
    from plandiff.targets.english_years import english_year_of, years_in

    quantities = find_english_quantities(printed)
    if not quantities:
        return
    first = quantities[0]
    # how long something is kept is nothing that a plan brings about
    tense = _TENSES[timing.at(offset + first.start).aspect] if first.kind != "time" else ""
    likely = english_outlook(printed, tense, tuning, row=row) > 0
    years = years_in(whole or printed)
    for index, quantity in enumerate(quantities):
        role, direction, ahead = english_role(printed, quantity, ahead=likely)
        undated = role == "other" or (whole and quantity.kind == "time")  # a row's date is not the year of its time limits
        year = None if undated else english_year_of(years, len(whole) or quantity.start)
        indicator = english_indicator(printed, quantities, index, name=name)
        yield target_of(printed, offset, quantity, indicator, year, role, direction, ahead=ahead, binding="")


def target_of(
    printed: str,
    offset: int,
    quantity: Quantity,
    indicator: str,
    year: Period | None,
    role: Role,
    direction: Direction,
    *,
    ahead: bool,
    binding: Binding,
) -> Target:
    return Target(
        node="",
        indicator=indicator,
        text=printed[quantity.start : quantity.end].strip(),
        value=(quantity.unsigned() if direction == "down" else quantity).value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        year=year,
        role=role,
        planned=ahead if role == "change" else None,
        direction=direction,
        binding=binding,
        start=offset + quantity.start,
    )


def binding_of(text: str) -> Binding:
    """Whether a sentence or cell says that its targets are binding or expected."""
    found = _BINDING.search(text)
    return "" if not found else "binding" if found[1] or found[3] else "expected"
