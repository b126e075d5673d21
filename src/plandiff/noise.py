"""Texts that say the same in another dress: where they differ, and by which class of noise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plandiff.model import TextEdit
from plandiff.text import fold_with_places, noise_class


def name_noise(old: str, new: str, *, script: bool) -> Iterator[TextEdit]:
    """Two texts that fold alike, cut into what is the same and what is noise of which class."""
    if old == new:
        yield TextEdit("equal", old, new)
        return
    for name, group in groupby(pair_characters(old, new, script=script), key=lambda pair: noise_class(*pair)):
        pairs = list(group)
        before, after = ("".join(pair[side] for pair in pairs) for side in (0, 1))
        yield TextEdit("noise" if name else "equal", before, after, name)


def pair_characters(old: str, new: str, *, script: bool) -> Iterator[tuple[str, str]]:
    """The printed characters of two texts that fold alike, side by side; what folding drops apart from the rest."""
    _, old_places = fold_with_places(old, script=script)
    _, new_places = fold_with_places(new, script=script)
    i = j = 0
    for old_end, new_end in zip([*old_places[1:], len(old)], [*new_places[1:], len(new)], strict=True):
        if i == old_end or j == new_end:
            continue  # one printed character, such as ㎡, stands for this folded one and the next
        yield old[i : i + 1], new[j : j + 1]
        if i + 1 < old_end or j + 1 < new_end:
            yield old[i + 1 : old_end], new[j + 1 : new_end]
        i, j = old_end, new_end
    if i < len(old) or j < len(new):
        yield old[i:], new[j:]
