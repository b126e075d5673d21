"""The points that a paragraph makes in sequence: 一是…；二是…, （1）…（2）…, or short sentences that each head what follows.

They are parts of the paragraph's text, spans with a lead; alignment still works on paragraphs. Numbers make points where they
start at one and count up by one, each at the beginning of a clause; labels where there are several, as one alone is a theme sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from plandiff.language import ENDING, PAUSES, SEMICOLONS, cut, ends
from plandiff.language.letters import LETTER
from plandiff.language.numbering import letter
from plandiff.language.numerals import ONES, ordinal
from plandiff.model import Element, Part, Section
from plandiff.normalize.tuning import Tuning

LEAST: Final = 2
"""The fewest points that count as several (count)."""
LABEL: Final = 12
"""The longest sentence, in characters, that heads those after it in a paragraph."""
LATIN: Final = 3
"""How many times as long a Latin text with the same content is."""
BODY: Final = 16
"""The shortest text that such a sentence heads, in characters."""
SIMILAR: Final = 3
"""Similar short sentences that it takes to head the points of a paragraph (count)."""
AFFIX: Final = 2
"""Characters at the beginning or end that they share."""
SHORT: Final = 8
"""The longest sentence for which a length one character off counts as equal. A paragraph's first is its theme and does not count."""
FEW: Final = 6
"""The longest sentence, in characters, for which two of equal length are enough."""
POINT: Final = 4
"""The shortest text of a point, in characters; anything less is a reference to one."""

_CLAUSE: Final = r"(?:^|(?<=[。！？；：，:;.!?,”）)\s]))"
"""Where a clause begins."""
_REFERENCE: Final = r"(?!\s?(?:[项款目条、，,和至或及与]|and\b|or\b|to\b))"
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Mark(NamedTuple):
    """One way to number points."""

    pattern: str
    """Group `n` is the number."""
    second: tuple[str, ...]
    """How the second number is written: a text without it has no points numbered this way."""
    read: Callable[[str], int | None] = ordinal


def _position(word: str) -> int:
    return _ORDINALS.index(word.lower()) + 1


MARKS: Final[dict[str, Mark]] = {
    "ordinal with a verb": Mark(
        rf"{_CLAUSE}(?P<n>十?[{ONES}]|十)[是要为為靠抓看](?!否)", ("二是", "二要", "二为", "二為", "二靠", "二抓", "二看")
    ),
    "ordinal with a prefix": Mark(rf"{_CLAUSE}[其第](?P<n>[{ONES}十])(?:[，,：:]|是|要)", ("其二", "第二")),
    "in brackets": Mark(
        rf"(?<![第表图式附款项条和至或及与、\d])[（(](?P<n>\d{{1,2}}|十?[{ONES}]|十)[)）]{_REFERENCE}",
        ("（2", "(2", "（二", "(二"),
    ),
    "before a bracket": Mark(rf"{_CLAUSE}(?P<n>\d{{1,2}})[)）]{_REFERENCE}", ("2)", "2）")),
    "circled": Mark(rf"(?<![第表图式附款项条和至或及与、])(?P<n>[①-⑳⑴-⒇㈠-㈩]){_REFERENCE}", ("②", "⑵", "㈡")),
    "before a point": Mark(rf"{_CLAUSE}(?P<n>\d{{1,2}})[.．、](?={LETTER})", ("2.", "2．", "2、")),
    "English ordinal": Mark(rf"(?i:(?:^|(?<=[.;:!?]\s))(?P<n>{'|'.join(_ORDINALS)})(?:ly)?,)", ("econd", "SECOND"), _position),
    "Roman": Mark(rf"(?<![^\s:;,.])[（(](?P<n>[ivx]{{1,5}})[)）]{_REFERENCE}", ("(ii", "（ii")),
    "letter": Mark(rf"(?<![^\s:;,.])[（(](?P<n>[a-z])[)）]{_REFERENCE}", ("(b", "（b"), letter),
}
"""How points are numbered."""
_SECOND: Final = re.compile("|".join(re.escape(second) for mark in MARKS.values() for second in mark.second))
"""The second number in any of these ways: most texts have none."""
_COLON: Final = re.compile(r"[：:](?!\d)")
_AND: Final = re.compile(r"[,;]?\s(?:and|or)$")
_NOT_A_LABEL: Final = re.compile(
    r"[，,；;：:\d％%”\"！？!?]|[是了的仍]|一些|当前|^(?:这|那|我|他|她|它|本|该|此)|(?:如下|下列|以下)"
)
"""What a sentence that heads others does not contain."""


class _Point(NamedTuple):
    start: int
    text: int
    """Where its text begins, after its number."""


def find_parts(root: Section, tuning: Tuning) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Unit id -> the points that it makes, for the paragraphs and items that make several."""
    return tuple(_below(root, tuning))


def _below(section: Section, tuning: Tuning) -> Iterator[tuple[str, tuple[Part, ...]]]:
    for number, element in enumerate(section.body, 1):
        if element.kind in {"paragraph", "item"} and element.layer == "body" and (parts := parts_of(element, tuning)):
            yield f"{section.id}/{number}", parts
    for child in section.children:
        yield from _below(child, tuning)


def parts_of(element: Element, tuning: Tuning) -> tuple[Part, ...]:
    """The points of one paragraph, in order; empty where it makes fewer than two."""
    text = element.text
    runs = _numbered(text) or [_labelled(element, tuning)]
    borders = [run[0].start for run in runs[1:] if run] + [len(text)]
    return tuple(part for run, border in zip(runs, borders, strict=True) if run for part in _parts(text, run, border, tuning))


def _parts(text: str, run: Sequence[_Point], border: int, tuning: Tuning) -> Iterator[Part]:
    """The parts of a run of points. A run within one sentence ends with it, any other at the boundary."""
    starts = [point.start for point in run[1:]]
    if all(text[:start].rstrip()[-1:] in _WITHIN for start in starts):
        border = run[-1].text + len(next(iter(cut(text[run[-1].text : border], "sentence")), ""))
    for point, after in zip(run, [*starts, border], strict=True):
        end = len(text[:after].rstrip())
        yield Part(point.start, end, _lead(text[point.start : end], point.text - point.start, tuning))


_WITHIN: Final = frozenset(f"{SEMICOLONS}{PAUSES};,、")


def _lead(text: str, number: int, tuning: Tuning) -> str:
    """What a point is about, with its number: its first statement up to the colon, or its first clause; "" where both are too long."""
    first = text[:number] + next(iter(cut(text[number:], "statement")), "")
    for lead in (
        text[:number] + _COLON.split(first[number:], maxsplit=1)[0],
        text[:number] + next(iter(cut(text[number:], "clause")), ""),
    ):
        if len(lead) <= number + tuning.lead * (LATIN if lead.isascii() else 1):
            return _AND.sub("", lead.rstrip()).rstrip(ENDING + PAUSES + ",")
    return ""


def _numbered(text: str) -> list[list[_Point]]:
    """The runs of numbered points in a text, with the marks that begin first."""
    if not _SECOND.search(text):
        return []
    marks = (mark for mark in MARKS.values() if any(second in text for second in mark.second))
    found = [runs for mark in marks if (runs := _runs(mark, text))]
    return min(found, key=lambda runs: runs[0][0].start, default=[])


def _runs(mark: Mark, text: str) -> list[list[_Point]]:
    """The runs of numbers of one kind that start at one and count up by one."""
    runs: list[list[_Point]] = []
    run: list[_Point] = []
    for found in _compiled(mark).finditer(text):
        value = mark.read(found["n"])
        if run and value == len(run) + 1 and found.start() - run[-1].text >= POINT:
            run.append(_Point(found.start(), found.end()))
        elif value == 1:
            runs.append(run)
            run = [_Point(found.start(), found.end())]
    return [run for run in (*runs, run) if len(run) >= LEAST and len(text) - run[-1].text >= POINT]


@cache
def _compiled(mark: Mark) -> re.Pattern[str]:
    return re.compile(mark.pattern)


def _labelled(element: Element, tuning: Tuning) -> list[_Point]:
    """The points that are each headed by a short sentence or by words in bold."""
    bold = [span for span in element.spans if span.kind == "bold" and span.end > span.start]
    starts = [
        span.start
        for span in bold
        if span.end - span.start <= tuning.lead
        and (not element.text[: span.start].strip() or ends(element.text[: span.start], "sentence"))
    ]
    if len(starts) >= LEAST and len(starts) == len(bold) and element.text[bold[-1].end :].strip():
        return [_Point(start, start) for start in starts]
    return [_Point(start, start) for start in _label_starts(element.text)]


def _label_starts(text: str) -> list[int]:
    """The positions of short sentences that each head longer ones.

    A short sentence may be just that, so they must be similar: three that begin or end with the same words, three of one
    length, or two of a few characters.
    """
    pieces = text.split("。")
    if len(pieces) <= LEAST or sum(POINT <= len(piece) <= LABEL for piece in pieces) < LEAST:  # as in most texts
        return []
    sentences = [sentence.strip() for sentence in cut(text, "sentence")]
    places = list(accumulate((len(sentence) for sentence in cut(text, "sentence")), initial=0))
    labels = [number for number, sentence in enumerate(sentences) if _is_label(sentence)]
    for similar in _groups([(number, sentences[number].removesuffix("。")) for number in labels]):
        lengths = [sum(map(len, sentences[first + 1 : second])) for first, second in pairwise([*similar, len(sentences)])]
        if min(lengths) >= BODY:
            return [places[number] for number in similar]
    return []


def _groups(labels: Sequence[tuple[int, str]]) -> Iterator[list[int]]:
    """Groups of similar sentences, strongest evidence first."""
    for affix in (slice(None, AFFIX), slice(-AFFIX, None)):
        same: dict[str, list[int]] = {}
        for number, label in labels:
            same.setdefault(label[affix], []).append(number)
        yield from (numbers for numbers in same.values() if len(numbers) >= SIMILAR)
    for length in dict.fromkeys(len(label) for _, label in labels):
        near = [number for number, label in labels if abs(len(label) - length) <= (1 if length <= SHORT else 0)]
        if len([number for number in near if number]) >= SIMILAR:
            yield near
        equal = [number for number, label in labels if len(label) == length <= FEW]
        if len(equal) >= LEAST:
            yield equal


def _is_label(sentence: str) -> bool:
    bare = sentence.removesuffix("。")
    return POINT <= len(bare) < len(sentence) and len(bare) <= LABEL and not _NOT_A_LABEL.search(bare)
