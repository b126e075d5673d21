"""What became of the atoms of some paragraphs: the edits of the report's own engine, over the texts as the files hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.edits import diff
from plandiff.renderers.redline.atoms import MARK, Atom


class Hunk(NamedTuple):
    """Stretches of both sides: the same where `equal`, else deleted and inserted."""

    equal: bool
    old: tuple[int, int]
    new: tuple[int, int]


def hunks_of(old: Sequence[Atom], new: Sequence[Atom], *, script: bool = False) -> list[Hunk]:
    """The hunks of two sides, in order; those that differ never follow each other, but where an end of a paragraph parts them."""
    i = j = 0
    found: list[Hunk] = []
    texts = ["".join(atom.shown for atom in side) for side in (old, new)]
    for edit in diff(*texts, script=script):
        a, b = i + len(edit.old), j + len(edit.new)
        if edit.old == edit.new:
            for n in range(a - i):
                _add(found, Hunk(old[i + n].key == new[j + n].key, (i + n, i + n + 1), (j + n, j + n + 1)))
        else:
            _add(found, Hunk(False, (i, a), (j, b)))
        i, j = a, b
    return [part for hunk in found for part in ([hunk] if hunk.equal else _at_marks(hunk, old, new))]


def _add(found: list[Hunk], hunk: Hunk) -> None:
    if found and found[-1].equal == hunk.equal:
        last = found.pop()
        hunk = Hunk(hunk.equal, (last.old[0], hunk.old[1]), (last.new[0], hunk.new[1]))
    found.append(hunk)


def _at_marks(hunk: Hunk, old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[Hunk]:
    """A replaced stretch, with the ends of paragraphs on both sides of it as the same as far as there are such."""
    ends = [
        [n for n in range(*span) if side[n].shown == MARK and side[n].kind == "mark"]
        for side, span in ((old, hunk.old), (new, hunk.new))
    ]
    i, j = hunk.old[0], hunk.new[0]
    for a, b in zip(*ends, strict=False):
        if a > i or b > j:
            yield Hunk(False, (i, a), (j, b))
        yield Hunk(True, (a, a + 1), (b, b + 1))
        i, j = a + 1, b + 1
    if hunk.old[1] > i or hunk.new[1] > j:
        yield Hunk(False, (i, hunk.old[1]), (j, hunk.new[1]))
