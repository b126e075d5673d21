"""Terms that were replaced throughout: a body that was renamed, a concept that the law now calls something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, permutations
from typing import Final, NamedTuple

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.folding import fold
from plandiff.language.letters import LETTER
from plandiff.language.modals import modals
from plandiff.language.numerals import CHINESE
from plandiff.model import TextEdit
from plandiff.words import cut_words

REPLACED: Final = rule_named("term-replaced")
LONGEST: Final = 20
"""Longest term (characters); anything longer is a clause."""
MOST_TERMS: Final = 100
"""How many terms are tried with each other; a law that was brought up to date has a dozen."""
SHARED: Final = 4
"""Fewest characters that the two ends of one phrase have in common."""
JOINT: Final = 2
"""Most unchanged characters between two parts of one term."""
END: Final = 4
"""Characters at the end of a term that say what kind of body or concept it is."""
_TERM: Final = re.compile(rf"{LETTER}{{2,{LONGEST}}}|[A-Za-z][A-Za-z'’ -]{{2,{2 * LONGEST}}}")
_COUNTS: Final = re.compile(
    rf"^[{CHINESE}第以上下年月日条款项元倍个]+$|^(?:的|和|及|或者|应当|可以|不得|并|在|对|由|按照|依照|根据|进行)+$"
)
"""Numbers and function words, which may be replaced throughout without being terms."""
_WIDER: Final = re.compile(rf"{LETTER}+")
_JOINING: Final = re.compile(r"[的和与及或由对向在为应可不并经从到以将按依据予给其该本]")
"""Characters that a term is not extended across."""


class Term(NamedTuple):
    """A term that was replaced, and the changes it was in, each as often as it occurred."""

    old: str
    new: str
    places: tuple[str, ...]


class _Place(NamedTuple):
    change: str
    before: str
    """The unchanged text before it."""
    after: str


def find_terms(evidence: Evidence) -> Iterator[Fact]:
    """One finding per term, however many places it was replaced in."""
    for term in _joined(replaced_terms(evidence)):
        found = fact(REPLACED, "", term.old, term.new, old=term.old, new=term.new, n=str(len(term.places)))
        yield found._replace(places=tuple(dict.fromkeys(term.places)))


def replaced_terms(evidence: Evidence) -> list[Term]:
    """The terms that were replaced often enough; computed once."""
    return evidence.once("terms", lambda: list(_replaced(evidence)))


def _joined(terms: list[Term]) -> list[Term]:
    """Terms with those that are the two ends of one phrase joined: 提请⟦常务会议⟧, ⟦常务会议⟧审议 → 列入常务会议议程."""
    for one, other in permutations(terms[:MOST_TERMS], 2):
        shared = _overlap(one.old, other.old)
        common = set(one.places) & set(other.places)
        if (
            shared == _overlap(one.new, other.new)
            and len(shared) >= SHARED
            and 2 * len(common) >= len({*one.places, *other.places})
        ):
            whole = Term(
                one.old + other.old[len(shared) :], one.new + other.new[len(shared) :], min(one.places, other.places, key=len)
            )
            return _joined([whole if term is one else term for term in terms if term is not other])
    return terms


def _overlap(one: str, other: str) -> str:
    """The longest end of one text that another begins with."""
    return next((one[-n:] for n in range(min(len(one), len(other)), 0, -1) if other.startswith(one[-n:])), "")


def _replaced(evidence: Evidence) -> Iterator[Term]:
    found: defaultdict[tuple[str, str], list[_Place]] = defaultdict(list)
    for change in evidence.comparison.changes:
        if change.status == "changed" and change.old and change.new:
            for old, new, place in _replacements(evidence.comparison.printed(change), change.id):
                found[old, new].append(place)
    for pairs in _related(list(found)):
        places = [place for pair in pairs for place in found[pair]]
        old, new = (_common_end([pair[side] for pair in pairs]) for side in (0, 1))
        if len(places) >= evidence.tuning.term and _is_term(old) and _is_term(new) and fold(old).lower() != fold(new).lower():
            before, after = _around(places, new)
            yield Term(f"{before}{old}{after}", f"{before}{new}{after}", tuple(place.change for place in places))


def _replacements(edits: Sequence[TextEdit], change: str) -> Iterator[tuple[str, str, _Place]]:
    """The replaced words of a text, with what joins the parts of one: `道路` → `交通`, 运输, `管理机构` → `主管部门`."""
    start = 0
    while start < len(edits):
        end = start + 1
        if edits[start].op == "replace":
            while end + 1 < len(edits) and edits[end].op == "equal" and edits[end + 1].op == "replace" and _joins(edits[end].new):
                end += 2
            old, new = ("".join(getattr(edit, side) for edit in edits[start:end]).strip() for side in ("old", "new"))
            same = _whole_words(_common_start([old, new]), old + new)
            old, new = old[len(same) :], new[len(same) :]
            tail = _whole_words(_common_end([old, new])[::-1], old + new)[::-1]
            old, new = old[: len(old) - len(tail)], new[: len(new) - len(tail)]
            before = edits[start - 1].new if start and edits[start - 1].op == "equal" else ""
            after = edits[end].new if end < len(edits) and edits[end].op == "equal" else ""
            before, after = before + same, tail + after
            halved = old.isascii() and (before[-1:].isalpha() or after[:1].isalpha())
            if _is_term(old) and _is_term(new) and not halved:
                yield old, new, _Place(change, before, after)
        start = end


def _whole_words(common: str, text: str) -> str:
    """The common start of two texts; of Latin ones whole words only: `Authority` and `Agency` share nothing."""
    return common[: common.rfind(" ") + 1] if text.isascii() else common


def _joins(text: str) -> bool:
    return len(text) <= JOINT and bool(_WIDER.fullmatch(text)) and not _JOINING.search(text)


def _related(pairs: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Groups of replacements of one word by words with the same ending, or of such words by one: `市场主体`, `各类市场主体` → `经营主体`."""
    home: dict[tuple[str, str, str], int] = {}
    groups: list[list[tuple[str, str]]] = []
    for old, new in sorted(pairs):
        keys = (("old", old, new[-END:]), ("new", old[-END:], new))
        known = sorted({home[key] for key in keys if key in home})
        if not known:
            known = [len(groups)]
            groups.append([])
        first, *others = known
        groups[first].append((old, new))
        for other in others:
            groups[first] += groups[other]
            groups[other] = []
            home |= {key: first for key, place in home.items() if place == other}
        home |= dict.fromkeys(keys, first)
    return [group for group in groups if group]


def _common_end(words: Sequence[str]) -> str:
    return _common_start([word[::-1] for word in words])[::-1]


def _common_start(texts: Sequence[str]) -> str:
    low, high = min(texts), max(texts)
    return low[
        : next((n for n, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), min(len(low), len(high)))
    ]


def _is_term(text: str) -> bool:
    """Whether a text names something; modals have their own rules."""
    return bool(_TERM.fullmatch(text)) and not _COUNTS.search(text) and not any(m.word == text for m in modals(text))


def _around(places: Sequence[_Place], new: str) -> tuple[str, str]:
    """What precedes and follows a term in every place and belongs to the same word: `市场` → `经营` of `市场主体`."""
    before = _word(_common_start([place.before[::-1] for place in places]))[::-1]
    after = _word(_common_start([place.after for place in places]))
    context = places[0].before[-LONGEST:], places[0].after[:LONGEST]
    borders = {0, *accumulate(map(len, cut_words(f"{context[0]}{new}{context[1]}")))}
    start, end = len(context[0]), len(context[0]) + len(new)
    left = max((length for length in range(len(before) + 1) if start - length in borders), default=0)
    right = max((length for length in range(len(after) + 1) if end + length in borders), default=0)
    return before[len(before) - left :], after[:right]


def _word(text: str) -> str:
    """The leading letters of a text, up to a function word."""
    letters = _WIDER.match(text)
    return _JOINING.split(letters.group(), maxsplit=1)[0] if letters else ""
