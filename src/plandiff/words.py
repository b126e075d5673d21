"""The words of a text: quantities and dates whole, Latin words, punctuation marks, Chinese words.

Words are cut from the folded text, so that mere noise does not change the cuts, and each knows what was printed for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise
from typing import Final

from plandiff.cutting import cut_run
from plandiff.grams import IDEOGRAPHS
from plandiff.graphemes import is_border
from plandiff.language.folding import CLOSING, OPENING, PAUSE, fold_with_places
from plandiff.language.letters import LATIN
from plandiff.language.tokens import quantity_tokens
from plandiff.language.traditional import simplified

_AND: Final = "及"
_BEFORE_AND: Final = frozenset("涉普顾危遍波提推触累殃论旁不莫企埃惠以言述谈问念祸扩溯追延连料比")
_AFTER_AND: Final = frozenset("时格其早第至物冠待龄笄")
"""What makes a word with 及 before or after it: 涉及, 普及; 及时, 及其."""
COMPOUND: Final = 4
"""Chinese words of at least this length are taken for compounds (characters)."""
_HANGUL: Final = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_RAISED: Final = "⁰¹²³⁴-⁹⁺⁻"
# Chinese for the segmenter; Latin words; Korean between spaces; Japanese by its scripts.
_WORD: Final = re.compile(
    rf"[{IDEOGRAPHS}]+"
    rf"|[{LATIN}{_RAISED}₀-₉]+(?:['’][A-Za-z]+)?"
    rf"|[{_HANGUL}]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+|.",
    re.DOTALL,
)


def cut_words(text: str) -> list[str]:
    """The words of a folded text; joined, they are the text.

    >>> cut_words("到2025年底前,覆盖率不低于95%.")
    ['到', '2025年底前', ',', '覆盖率', '不低于95%', '.']
    """
    words: list[str] = []
    start = 0
    for begin, end in quantity_tokens(text):
        words += [*_cut_plain(text[start:begin]), text[begin:end]]
        start = end
    return [*words, *_cut_plain(text[start:])]


def _cut_plain(text: str) -> list[str]:
    """The words of a text without quantities."""
    words: list[str] = []
    for run in _WORD.findall(text):
        if len(run) > 1 and _is_chinese(run):
            words += _cut_chinese(run)
        else:
            words.append(run)
    return words


def _cut_chinese(run: str) -> Sequence[str]:
    """The words of a run of Chinese characters. The segmenter's dictionary is in simplified ones: 應設置 would be 應設 and 置."""
    simple = simplified(run)
    cut: Sequence[str] = cut_run(simple)
    if _AND in simple:
        cut = [part for word in cut for part in _without_and(word)]
    if simple == run:
        return cut
    return [run[begin:end] for begin, end in pairwise(accumulate(map(len, cut), initial=0))]


def _without_and(word: str) -> list[str]:
    """A word apart from an 及 that the segmenter took for part of it: `侦查队及交通队` is 侦查, 队及, 交通, 队 to it."""
    if len(word) > 1 and word[-1] == _AND and word[-2] not in _BEFORE_AND:
        return [word[:-1], _AND]
    if len(word) > 1 and word[0] == _AND and word[1] not in _AFTER_AND:
        return [_AND, word[1:]]
    return [word]


_is_korean: Final = re.compile(f"[{_HANGUL}]+").fullmatch
_has_korean: Final = re.compile(f"[{_HANGUL}]").search
_is_chinese: Final = re.compile(f"[{IDEOGRAPHS}]+").fullmatch


def _half(word: str, known: AbstractSet[str]) -> int:
    """Where a compound has a known half on either side; 0 if it has none."""
    if len(word) < COMPOUND:
        return 0
    return next((m for m in range(2, len(word) - 1) if word[:m] in known or word[m:] in known), 0)


class Words:
    """A text cut into words, each of which knows what was printed for it."""

    def __init__(self, text: str, *, script: bool) -> None:
        folded, places = fold_with_places(text, script=script, pauses=True)
        self._text, self._places = text, places
        self._take(self._join_signs(self._cut_korean(cut_words(folded))))

    def _cut_korean(self, words: list[str]) -> list[str]:
        """The words, Korean ones cut where a space is printed, which folding drops between East Asian characters."""
        if not _has_korean("".join(words)):
            return words
        cut: list[str] = []
        end = 0
        for word in words:
            begin, end = end, end + len(word)
            if len(word) > 1 and _is_korean(word):
                places = self._places[begin:end]
                starts = [0, *(k for k in range(1, len(word)) if self._text[places[k - 1] + 1 : places[k]].isspace()), len(word)]
                cut += [word[a:b] for a, b in pairwise(starts)]
            else:
                cut.append(word)
        return cut

    def split_compounds(self, other: Sequence[str]) -> None:
        """Split words where the other text's are: `全面实施` where it says `实施`, `所为` where `所` and `为` are two words of it.

        What the segmenter takes for one word depends on the words around it.
        """
        known = set(other)
        pairs = {first + second: len(first) for first, second in pairwise(other)}
        words: list[str] = []
        for word in self.keys:
            middle = 0
            if len(word) > 1 and word not in known and _is_chinese(word):
                middle = pairs.get(word, 0) or _half(word, known)
            words += [word[:middle], word[middle:]] if middle else [word]
        if len(words) > len(self.keys):
            self._take(self._join_signs(words))

    def _take(self, words: list[str]) -> None:
        self.keys = words
        self._starts = list(accumulate(map(len, words), initial=0))

    def _join_signs(self, words: list[str]) -> list[str]:
        """The words, joined where the boundary between two lies within one grapheme, such as ㎡ or an emoji family."""
        if isinstance(self._places, range):
            return words  # every character stands for itself
        joined: list[str] = []
        end = 0
        for word in words:
            place = self._places[end]
            if end > 0 and (place == self._places[end - 1] or not is_border(self._text, place)):
                joined[-1] += word
            else:
                joined.append(word)
            end += len(word)
        return joined

    def printed(self, first: int, last: int) -> str:
        """The printed text of words first..last-1; characters that folding drops go with the word before."""
        return self._text[self._border(first) : self._border(last)]

    def places(self, first: int, last: int) -> Sequence[int]:
        """Where in the printed text the characters of the words are."""
        start, places = self._border(first), self._places[self._starts[first] : self._starts[last]]
        return range(len(places)) if isinstance(places, range) else [place - start for place in places]

    def are_meaningless_pause(self, first: int, last: int) -> bool:
        """Whether words first..last-1 are a pause between two titles or quotations, which means nothing."""
        return (
            last - first == 1
            and 0 < first < len(self.keys) - 1
            and self.keys[first - 1][-1] in CLOSING
            and self.keys[last][0] in OPENING
            and self.printed(first, last).strip() == PAUSE
        )

    def _border(self, word: int) -> int:
        if word == 0:
            return 0
        start = self._starts[word]
        return self._places[start] if start < len(self._places) else len(self._text)
