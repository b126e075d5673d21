"""Texts that say the same thing in another form: where they differ, and by which noise class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from plandiff.graphemes import extends, is_border
from plandiff.language.folding import fold_with_places, is_dropped, noise_class
from plandiff.model import TextEdit

Printed = tuple[str, Sequence[int]]
"""A text, and for each character of its folded form the position of the printed character it came from."""


def name_noise(old: str, new: str, *, script: bool) -> Iterator[TextEdit]:
    """Two texts that fold to the same text, cut into identical pieces and noise with its class."""
    if old == new:
        yield TextEdit("equal", old, new)
        return
    yield from _name(pair_characters(old, new, script=script))


def pair_characters(old: str, new: str, *, script: bool) -> Iterator[tuple[str, str]]:
    """The graphemes of two texts that fold to the same text, side by side; what folding drops is kept separate."""
    _, old_places = fold_with_places(old, script=script)
    _, new_places = fold_with_places(new, script=script)
    yield from _pair_signs((old, old_places), (new, new_places))


def name_printed_noise(old: Printed, new: Printed) -> Iterator[TextEdit]:
    """The same for two texts that are already folded, perhaps as parts of longer ones."""
    yield from _name(_pair_signs(old, new))


def _name(signs: Iterable[tuple[str, str]]) -> Iterator[TextEdit]:
    for name, group in groupby(signs, key=lambda pair: noise_class(*pair)):
        pairs = list(group)
        before, after = ("".join(pair[side] for pair in pairs) for side in (0, 1))
        yield TextEdit("noise" if name else "equal", before, after, name)


def _pair_signs(old: Printed, new: Printed) -> Iterator[tuple[str, str]]:
    """The graphemes of both texts, side by side; what folding drops is kept separate."""
    (before, old_places), (after, new_places) = old, new
    i, j = old_places[0] if old_places else len(before), new_places[0] if new_places else len(after)
    if not (is_border(before, i) and is_border(after, j)):
        i = j = 0
    elif i or j:
        yield before[:i], after[:j]
    extended = any(map(extends, before)) or any(map(extends, after))
    for k in range(1, len(old_places)):
        a, b = old_places[k], new_places[k]
        if a == old_places[k - 1] or b == new_places[k - 1]:
            continue  # one printed character, such as ㎡, stands for this folded one and the one before
        if extended and not (is_border(before, a) and is_border(after, b)):
            continue
        if a - i == b - j == 1:
            yield before[i], after[j]
        else:
            yield from _part_dropped(before[i:a], after[j:b])
        i, j = a, b
    if i < len(before) or j < len(after):
        yield from _part_dropped(before[i:], after[j:])


def _part_dropped(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Two graphemes, and separately whatever follows them that folds to nothing."""
    i, j = _end_of_sign(before), _end_of_sign(after)
    yield before[:i], after[:j]
    if i < len(before) or j < len(after):
        yield before[i:], after[j:]


def _end_of_sign(text: str) -> int:
    end = len(text)
    while end > 1 and is_dropped(text[end - 1]):
        end -= 1
    while not is_border(text, end):
        end += 1
    return end
