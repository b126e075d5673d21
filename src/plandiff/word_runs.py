"""Which words of two texts are equal, as runs: the raw edits that edits.py makes readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from plandiff.sequences import heaviest_increasing

LARGEST_PAIR: Final = 4_000_000
"""Pairs of texts with more words x words than this are split before comparison (words²): the
engine's memory grows with the product, at a little over 1 bit each."""
ANCHOR: Final = 4
"""This many words in a row that occur once in both texts are surely the same (words)."""


WordRun = tuple[Literal["equal", "delete", "insert"], int, int]
"""A run of raw edits: what happens to a range of words, of the old text unless it is an insertion."""

Span = tuple[int, int]


def equal_pairs(runs: Iterable[WordRun]) -> list[tuple[int, int]]:
    """The words that are equal, as positions in both texts."""
    pairs: list[tuple[int, int]] = []
    j = 0
    for op, first, last in runs:
        if op == "equal":
            pairs += [(first + k, j + k) for k in range(last - first)]
        j += 0 if op == "delete" else last - first
    return pairs


def match_words(old: Sequence[str], new: Sequence[str]) -> list[WordRun]:
    """The longest common subsequence as runs over all words; long pairs are first split at anchors."""
    runs: list[WordRun] = []
    i = j = 0
    for a, b in [*(_anchors(old, new) if len(old) * len(new) > LARGEST_PAIR else ()), (len(old), len(new))]:
        if (a - i) * (b - j) <= LARGEST_PAIR:
            runs += _match_stretch(old[i:a], new[j:b], i, j)
        else:
            runs += [("delete", i, a), ("insert", j, b)]  # so long, and not even four words match
        i, j = a, b
    return _join_runs(runs)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """The starts of runs of words that occur once in each text, as far as they keep their order.

    The idea of patience diff (Cohen 2003), with runs of words in place of lines.
    """
    places = [_unique_places(words) for words in (old, new)]
    pairs = sorted((place, places[1][run]) for run, place in places[0].items() if run in places[1])
    kept = heaviest_increasing([place for _, place in pairs], [1] * len(pairs))
    return [pairs[k] for k in kept]


def _unique_places(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The runs of ANCHOR words that occur only once in a text, and where."""
    runs = list(zip(*(words[k:] for k in range(ANCHOR)), strict=False))
    count = Counter(runs)
    return {run: place for place, run in enumerate(runs) if count[run] == 1}


def _join_runs(runs: list[WordRun]) -> list[WordRun]:
    """Merge consecutive runs of the same kind."""
    joined: list[WordRun] = []
    for op, first, last in runs:
        if joined and joined[-1][0] == op and joined[-1][2] == first:
            joined[-1] = (op, joined[-1][1], last)
        else:
            joined.append((op, first, last))
    return joined


def _match_stretch(old: Sequence[str], new: Sequence[str], at_old: int, at_new: int) -> list[WordRun]:
    """Match words first, then the punctuation that keeps its place beside a matched word.

    Punctuation recurs everywhere: in the same competition it would beat words.
    """
    marks = {word for word in {*old, *new} if not _is_word(word)}
    old_words = [i for i, word in enumerate(old) if word not in marks]
    new_words = [j for j, word in enumerate(new) if word not in marks]
    pairs: list[tuple[int, int]] = []
    for op, a, b, c, _ in _opcodes([old[i] for i in old_words], [new[j] for j in new_words]):
        if op == "equal":
            pairs += [(old_words[a + k], new_words[c + k]) for k in range(b - a)]
    matched: list[tuple[int, int]] = []
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        if i < a and j < b:
            head = 0
            while i + head < a and j + head < b and old[i + head] == new[j + head] and old[i + head] in marks:
                head += 1
            tail = 0
            while (
                a - tail > i + head
                and b - tail > j + head
                and old[a - tail - 1] == new[b - tail - 1]
                and old[a - tail - 1] in marks
            ):
                tail += 1
            matched += [(i + k, j + k) for k in range(head)]
            matched += [(a - k, b - k) for k in range(tail, 0, -1)]
        matched.append((a, b))
        i, j = a + 1, b + 1
    return runs_between(matched[:-1], len(old), len(new), at_old, at_new)


def runs_between(pairs: Iterable[tuple[int, int]], old: int, new: int, at_old: int = 0, at_new: int = 0) -> list[WordRun]:
    """The runs of two texts with this many words, of which these pairs are equal, in order."""
    runs: list[WordRun] = []
    equal = i = j = 0  # words from `equal` to i are matched in a row
    for a, b in [*pairs, (old, new)]:
        if i < a or j < b:
            runs += [("equal", at_old + equal, at_old + i)] if equal < i else []
            runs += [("delete", at_old + i, at_old + a)] if i < a else []
            runs += [("insert", at_new + j, at_new + b)] if j < b else []
            equal = a
        i, j = a + 1, b + 1
    runs += [("equal", at_old + equal, at_old + old)] if equal < old else []
    return runs


def _is_word(word: str) -> bool:
    return word[0].isalnum() or len(word) > 1


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import Indel

    return ((code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in Indel.opcodes(old, new))
