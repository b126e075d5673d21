"""The edits that turn one text into another, as an editor would mark them.

The only module that knows the diff engines. The longest common subsequence of the words (rapidfuzz)
gives raw edits; diff-match-patch's efficiency clean-up (Fraser 2006) drops coincidental matches;
edits then slide to clause boundaries. Everything is bounded by size, never by time, so the same texts
give the same edits on any machine.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, groupby, takewhile
from typing import Any, Final, Literal

from plandiff.graphemes import is_border
from plandiff.language import LATIN, WIDE
from plandiff.language.folding import fold
from plandiff.language.organizations import find_organizations
from plandiff.model import TextEdit
from plandiff.noise import name_noise, name_printed_noise
from plandiff.word_runs import Span, WordRun, equal_pairs, match_words, runs_between
from plandiff.words import Words


@dataclass(frozen=True)
class Tuning:
    """The parameters that decide how coarse edits are. They were chosen together by bench/readability.py: the fewest runs and the
    cleanest boundaries at no more than 1.15 times the characters that the most frugal tool marks; `--sweep` shows what each change costs.
    """

    edit_cost: int = 2
    """diff-match-patch's cost of an edit: a shorter equal run between edits on both sides is absorbed by
    them (characters). At 4, its default, a paragraph has 1.0 fewer runs and 2 % more is marked."""
    island: int = 6
    """Equal runs shorter than this do not separate the edits of a rewritten stretch (characters)."""
    rewritten: float = 0.15
    """A stretch between longer equal runs is shown as replaced whole when the equal text in it is less than
    this share of its shorter side. At 0.4 a third of the runs disappear, and 8 % more is marked."""
    many_islands: int = 3
    """A stretch with fewer equal runs than this is not fragmented (runs)."""


TUNING: Final = Tuning()
"""The shipped values."""

SYMBOLS: Final = sys.maxunicode + 1
"""Pairs of texts with more distinct words than there are characters are not cleaned up (words)."""

_CLAUSE: Final = re.compile(rf"[{WIDE}{LATIN}](?:(?<=[{WIDE}])|\s)")
"""Characters that end a clause as printed."""
_CLAUSE_END: Final = ".;!?"
_PAUSE: Final = ",:"


def diff(old: str, new: str, *, script: bool = False, tuning: Tuning = TUNING) -> tuple[TextEdit, ...]:
    """The edits that turn one text into another, in reading order; mere noise is marked as such.

    The `old` sides of the edits join to `old`, the `new` sides to `new`. With `script`, traditional
    and simplified characters differ by noise only.
    """
    if old == new:
        return (TextEdit("equal", old, new),) if old else ()
    if not old or not new:
        return (TextEdit("delete", old, "") if old else TextEdit("insert", "", new),)
    if fold(old, script=script) == fold(new, script=script):
        return tuple(name_noise(old, new, script=script))
    head, tail = _common_ends(old, new)
    edits = [
        TextEdit("equal", old[:head], old[:head]),
        *_diff_words(old[head : len(old) - tail], new[head : len(new) - tail], script=script, tuning=tuning),
        TextEdit("equal", old[len(old) - tail :], old[len(old) - tail :]),
    ]
    return tuple(_join_equal(edit for edit in edits if edit.old or edit.new))


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters both texts share at the start and at the end, in whole clauses.

    Most edits are small, and equal text need not be cut into words. One more clause on either
    side is left to compare, since an edit may slide into it.
    """
    from rapidfuzz.distance import Postfix, Prefix

    borders = [found.end() for found in _CLAUSE.finditer(old[: Prefix.similarity(old, new)])]
    head = next((at for at in reversed(borders[:-1]) if is_border(old, at)), 0)
    tail = Postfix.similarity(old[head:], new[head:])
    borders = [found.end() for found in _CLAUSE.finditer(old[len(old) - tail :])]
    return head, next((tail - at for at in borders[1:] if is_border(old, len(old) - tail + at)), 0)


def _join_equal(edits: Iterable[TextEdit]) -> Iterator[TextEdit]:
    """Merge consecutive equal edits."""
    for equal, group in groupby(edits, key=lambda edit: edit.op == "equal"):
        if equal:
            text = "".join(edit.old for edit in group)
            yield TextEdit("equal", text, text)
        else:
            yield from group


def _diff_words(old: str, new: str, *, script: bool, tuning: Tuning) -> Iterator[TextEdit]:
    """The edits between two texts, word by word."""
    texts = Words(old, script=script), Words(new, script=script)
    if not (texts[0].keys and texts[1].keys):
        yield TextEdit("replace" if old and new else "delete" if old else "insert", old, new)
        return
    cuts = texts[0].keys, texts[1].keys
    texts[0].split_compounds(cuts[1])
    texts[1].split_compounds(cuts[0])
    for op, (a, b), (c, d) in _compare(texts[0].keys, texts[1].keys, tuning):
        before, after = texts[0].printed(a, b), texts[1].printed(c, d)
        if before == after:
            yield TextEdit("equal", before, after)
        elif op == "equal":
            yield from name_printed_noise((before, texts[0].places(a, b)), (after, texts[1].places(c, d)))
        elif texts[0].are_meaningless_pause(a, b) if op == "delete" else op == "insert" and texts[1].are_meaningless_pause(c, d):
            yield TextEdit("noise", before, after, "punctuation")
        else:
            yield from _part_space(TextEdit(op, before, after))


def _part_space(edit: TextEdit) -> Iterator[TextEdit]:
    """The edit, and separately the white space that both sides end in."""
    common = 0
    while (
        common < min(len(edit.old), len(edit.new))
        and edit.old[-1 - common] == edit.new[-1 - common]
        and edit.old[-1 - common].isspace()
    ):
        common += 1
    while common and not (is_border(edit.old, len(edit.old) - common) and is_border(edit.new, len(edit.new) - common)):
        common -= 1
    if not common:
        yield edit
        return
    space = edit.old[-common:]
    yield TextEdit(edit.op, edit.old[:-common], edit.new[:-common])
    yield TextEdit("equal", space, space)


def _compare(
    old: Sequence[str], new: Sequence[str], tuning: Tuning
) -> Iterator[tuple[Literal["equal", "replace", "delete", "insert"], Span, Span]]:
    """The edits between two sequences of words, as ranges of both."""
    runs = _slide(_clean(_keep_names(match_words(old, new), old, new), old, new, tuning), old, new)
    i = j = 0
    for equal, group in groupby(runs, key=lambda run: run[0] == "equal"):
        found = list(group)
        gone = sum(last - first for op, first, last in found if op != "insert")
        come = sum(last - first for op, first, last in found if op != "delete")
        op: Literal["equal", "replace", "delete", "insert"]
        op = "equal" if equal else "replace" if gone and come else "delete" if gone else "insert"
        yield op, (i, i + gone), (j, j + come)
        i, j = i + gone, j + come


# --- readable edits --------------------------------------------------------------------------


def _clean(runs: list[WordRun], old: Sequence[str], new: Sequence[str], tuning: Tuning) -> list[WordRun]:
    """Drop coincidental matches: short equal runs between edits become part of the edits.

    Each word goes through diff-match-patch as one symbol repeated to the word's length, so that its
    clean-up weighs characters and still cannot cut a word in two. Which character the symbol is does not matter: a word
    that contains it is a symbol itself.
    """
    vocabulary = dict.fromkeys(chain(old, new))
    if len(vocabulary) > SYMBOLS:
        return runs
    symbols = {word: chr(n) * len(word) for n, word in enumerate(vocabulary)}
    ops = {"delete": -1, "equal": 0, "insert": 1}
    diffs = [(ops[op], "".join(map(symbols.__getitem__, (new if op == "insert" else old)[a:b]))) for op, a, b in runs]
    diffs = _drop_islands(diffs, tuning)
    _engine(tuning.edit_cost).diff_cleanupEfficiency(diffs)
    diffs = _drop_letters(diffs)
    starts_old, starts_new = ([*accumulate(map(len, words), initial=0)] for words in (old, new))
    i = j = 0
    cleaned: list[WordRun] = []
    for op, text in diffs:
        if op <= 0:
            end = bisect_left(starts_old, starts_old[i] + len(text))
            cleaned.append(("equal" if op == 0 else "delete", i, end))
            i = end
        if op >= 0:
            end = bisect_left(starts_new, starts_new[j] + len(text))
            if op > 0:
                cleaned.append(("insert", j, end))
            j = end
    return cleaned


def _drop_islands(diffs: list[tuple[int, str]], tuning: Tuning) -> list[tuple[int, str]]:
    """Show a stretch in which too little is equal as replaced whole, not as alphabet soup."""
    result: list[tuple[int, str]] = []
    for strong, group in groupby(diffs, key=lambda item: item[0] == 0 and len(item[1]) >= tuning.island):
        stretch = list(group)
        inner = stretch[next((k for k, item in enumerate(stretch) if item[0]), len(stretch)) :]
        while inner and inner[-1][0] == 0:
            inner = inner[:-1]
        if strong or not inner:
            result += stretch
            continue
        start = stretch.index(inner[0])
        equal = sum(len(text) for op, text in inner if op == 0)
        gone = equal + sum(len(text) for op, text in inner if op < 0)
        come = equal + sum(len(text) for op, text in inner if op > 0)
        islands = sum(op == 0 for op, _ in inner)
        if islands >= tuning.many_islands and equal < tuning.rewritten * min(gone, come):
            inner_old = "".join(text for op, text in inner if op <= 0)
            inner_new = "".join(text for op, text in inner if op >= 0)
            result += [*stretch[:start], (-1, inner_old), (1, inner_new), *stretch[start + len(inner) :]]
        else:
            result += stretch
    return result


def _drop_letters(diffs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Treat a single equal character between a replacement and another edit as coincidence: `的` was not kept."""
    result: list[tuple[int, str]] = []
    for k, (op, text) in enumerate(diffs):
        if op == 0 and len(text) == 1:
            before = [*takewhile(_is_edit, reversed(diffs[max(0, k - 2) : k]))]
            after = [*takewhile(_is_edit, diffs[k + 1 : k + 3])]
            if before and after and len(before) + len(after) > 2:
                result += [(-1, text), (1, text)]
                continue
        result.append((op, text))
    return result


def _is_edit(diff: tuple[int, str]) -> bool:
    return diff[0] != 0


def _slide(runs: list[WordRun], old: Sequence[str], new: Sequence[str]) -> list[WordRun]:
    """Shift a pure insertion or deletion between equal words to where a clause begins and ends.

    `甲，乙，` → `甲，丙，乙，` reads as the new clause `丙，`, never as `，丙`.
    """
    result = list(runs)
    for k in range(1, len(result) - 1):
        op, first, last = result[k]
        before, after = result[k - 1], result[k + 1]
        if op == "equal" or before[0] != "equal" or after[0] != "equal":
            continue
        words = old if op == "delete" else new
        # Where the run is in its own text, so are the equal words around it.
        left = 0
        while left < before[2] - before[1] - 1 and words[first - left - 1] == words[last - left - 1]:
            left += 1
        right = 0
        while right < after[2] - after[1] - 1 and words[first + right] == words[last + right]:
            right += 1
        shift = max(range(-left, right + 1), key=lambda s: (_border_value(words, first + s, last + s), -abs(s)))
        if shift:
            result[k - 1] = (before[0], before[1], before[2] + shift)
            result[k] = (op, first + shift, last + shift)
            result[k + 1] = (after[0], after[1] + shift, after[2])
    return result


def _keep_names(runs: list[WordRun], old: Sequence[str], new: Sequence[str]) -> list[WordRun]:
    """Replace the names of organizations whole, as `道路运输管理机构` by `地方人民政府交通运输主管部门`: 运输 was not kept."""
    if not {"delete", "insert", "equal"} <= {op for op, _, _ in runs}:
        return runs
    pairs = equal_pairs(runs)
    kept = dict(pairs)
    came_from = {j: i for i, j in pairs}
    name_at = {j: name for name in find_organizations(new) for j in range(*name)}
    for name in find_organizations(old):
        here = [i for i in range(*name) if i in kept]
        if not 0 < len(here) < name[1] - name[0]:
            continue
        for other in sorted({name_at[kept[i]] for i in here if kept[i] in name_at}):
            if not all(j in came_from for j in range(*other)):
                for i in here:
                    if i in kept and other[0] <= kept[i] < other[1]:
                        del came_from[kept.pop(i)]
    return runs if len(kept) == len(pairs) else runs_between(sorted(kept.items()), len(old), len(new))


def _border_value(words: Sequence[str], first: int, last: int) -> int:
    """How natural an edit of words first..last-1 is: `丙，` after a punctuation mark, or else `，丙` before one."""

    def value(word: str) -> int:
        return 4 if word in _CLAUSE_END else 2 if word in _PAUSE else 0

    closed, opened = value(words[first - 1]) + value(words[last - 1]), value(words[first]) + value(words[last])
    return max(closed, opened - 1)


@cache
def _engine(edit_cost: int) -> Any:  # noqa: ANN401 - diff-match-patch ships no types
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a clock would make the result depend on the machine
    engine.Diff_EditCost = edit_cost
    return engine
