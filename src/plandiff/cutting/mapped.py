"""jieba's method over a dictionary that is mapped from a file.

The words are those on the likeliest path through all words of the dictionary that a text contains; runs of single characters on that
path are cut once more by a hidden Markov model whose states say where in a word a character is. Method, dictionary and model are those of jieba
(Sun Junyi) and jieba-rs (messense); `bench/make_dictionary.py` makes the files. Sums are added up in the order in which jieba-rs adds them,
so that ties are decided alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from math import log
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from marisa_trie import Trie

FOLDER: Final = Path(__file__).with_name("data")
WORDS: Final = FOLDER / "words.marisa"
"""The words, each with a number."""
COUNTS: Final = FOLDER / "counts.bin"
"""How often each word was counted, by number (32 bits each)."""
EMISSIONS: Final = FOLDER / "emissions.bin"
"""Of each character of the model, in order, its code (64 bits) and the logarithms of the probabilities of its states (64-bit floats)."""

LONGEST: Final = 16
"""Characters of the longest word."""
TOTAL: Final = 60_101_964
"""The sum of all counts."""
_NEVER: Final = -3.14e100
"""The logarithm of the probability of what was never counted."""
BEGIN, END, MIDDLE, SINGLE = range(4)
_STATES: Final = 4
_ROW: Final = 1 + _STATES
"""Numbers of a character in `EMISSIONS`."""
_INITIAL: Final = (-0.26268660809250016, _NEVER, _NEVER, -1.4652633398537678)
"""By state, of the first character."""
_FROM: Final = (
    ((END, -0.5897149736854513), (SINGLE, -0.7211965654669841)),
    ((BEGIN, -0.510825623765990), (MIDDLE, -0.33344856811948514)),
    ((MIDDLE, -1.2603623820268226), (BEGIN, -0.916290731874155)),
    ((SINGLE, -0.6658631448798212), (END, -0.8085250474669937)),
)
"""By state, the states that may precede it."""

# Other characters are words by themselves, or of the model alone (characters that Unicode added later).
_IN_DICTIONARY: Final = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f"
    r"\U0002b820-\U0002ceaf\U0002ceb0-\U0002ebef\U0002f800-\U0002fa1f]+|.",
    re.DOTALL,
)
_IN_MODEL: Final = re.compile(r"[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]+")


def cut(run: str) -> list[str]:
    """The words of a run of Chinese characters, as rjieba cuts it.

    >>> cut("覆盖率不低于全国平均水平")
    ['覆盖率', '不', '低于', '全国', '平均水平']
    """
    return [word for part in _IN_DICTIONARY.findall(run) for word in _cut(part)]


@cache
def _trie() -> Trie:
    return Trie().mmap(str(WORDS))


class _Likelihoods(dict[str, float]):
    """Word -> the logarithm of its share of all words, looked up when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = _mapped(COUNTS).cast("I")

    def __missing__(self, word: str) -> float:
        found = self[word] = log(self._counts[_trie()[word]]) - log(TOTAL)
        return found


@cache
def _likelihoods() -> _Likelihoods:
    return _Likelihoods()


@cache
def _model() -> tuple[memoryview[int], memoryview[float]]:
    """The codes of the model's characters, and the logarithms of all, five to a character of which the first is its code."""
    data = _mapped(EMISSIONS)
    return data.cast("q")[::_ROW], data.cast("d")


@cache
def _emissions(character: str) -> Sequence[float]:
    """The logarithm of each state's probability to be that of a character."""
    codes, values = _model()
    row = bisect_left(codes, ord(character))
    if row == len(codes) or codes[row] != ord(character):
        return (_NEVER,) * _STATES
    return values[row * _ROW + 1 : (row + 1) * _ROW].tolist()


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def _cut(text: str) -> Iterator[str]:
    """The words on the likeliest path; what lies between words of several characters goes to the model."""
    ends = _path(text)
    alone = at = 0
    while at < len(text):
        end = ends[at]
        if end - at > 1:
            yield from _cut_alone(text[alone:at])
            yield text[at:end]
            alone = end
        at = end
    yield from _cut_alone(text[alone:])


def _path(text: str) -> list[int]:
    """Of each position, where the word that begins there ends on the likeliest path from there on."""
    words_in, likelihood, unknown = _trie().prefixes, _likelihoods(), 0.0 - log(TOTAL)
    best = [0.0] * (len(text) + 1)
    ends = [0] * len(text)
    for at in range(len(text) - 1, -1, -1):
        words = [(likelihood[word] + best[at + len(word)], at + len(word)) for word in words_in(text[at : at + LONGEST])]
        best[at], ends[at] = max(words) if words else (unknown + best[at + 1], at + 1)
    return ends


def _cut_alone(text: str) -> Iterator[str]:
    """The words of characters that no word of the path joined."""
    if len(text) < 2 or text in _trie():
        yield from text
        return
    for part in _IN_MODEL.findall(text):
        yield from _cut_by_states(part) if len(part) > 1 and "\u4e00" <= part[0] <= "\u9fd5" else (part,)


def _cut_by_states(text: str) -> Iterator[str]:
    """The words between the states that are likeliest together (Viterbi 1967)."""
    begin = end = 0
    for at, state in enumerate(_states(text)):
        if state == BEGIN:
            begin = at
        elif state in (END, SINGLE):
            end = at + 1
            yield text[begin if state == END else at : end]
    if end < len(text):
        yield text[end:]


def _states(text: str) -> list[int]:
    likely = [initial + emission for initial, emission in zip(_INITIAL, _emissions(text[0]), strict=True)]
    before: list[list[int]] = []
    for character in text[1:]:
        emissions = _emissions(character)
        found = [max((likely[state] + passing + emissions[to], state) for state, passing in _FROM[to]) for to in range(_STATES)]
        likely = [probability for probability, _ in found]
        before.append([state for _, state in found])
    state = max((likely[state], state) for state in (END, SINGLE))[1]
    states = [state]
    for step in reversed(before):
        state = step[state]
        states.append(state)
    return states[::-1]
