"""The changes in the atoms of some paragraphs: the edits of the report's own engine, applied to the files' texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.edits import diff
from plandiff.renderers.redline.atoms import MARK, Atom
from plandiff.renderers.redline.revisions import Fate


class Hunk(NamedTuple):
    """Stretches of both sides: the same if `equal`, else deleted and inserted."""

    equal: bool
    old: tuple[int, int]
    new: tuple[int, int]


def hunks_of(old: Sequence[Atom], new: Sequence[Atom], *, script: bool = False) -> list[Hunk]:
    """The hunks of two sides, in order; changed ones are never adjacent, unless an end of a paragraph separates them."""
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


def apart(hunks: Sequence[Hunk], old: Sequence[Atom], before: Fate | None) -> list[Hunk]:
    """The hunks, changed so that none at the beginning of a paragraph has the mark of the previous paragraph's end.

    LibreOffice merges two such marks, and the end of the paragraph between them goes with them. So one more character, which
    is equal, is deleted and inserted again. `before` is how the paragraph before the first one ends.
    """
    found: list[Hunk] = []
    for place, hunk in enumerate(hunks):
        gone, come = hunk.old[1] > hunk.old[0], hunk.new[1] > hunk.new[0]
        begins = place == 0 or (hunks[place - 1].equal and old[hunks[place - 1].old[1] - 1].kind == "mark")
        if begins and not hunk.equal:
            ended: Fate | None = before if place == 0 else None
            if place > 1 and hunks[place - 1].old[1] - hunks[place - 1].old[0] == 1:
                ended = end_of_hunk(hunks[place - 2])
            following = hunks[place + 1] if place + 1 < len(hunks) else None
            room = following is not None and following.equal and old[following.old[0]].kind == "text"
            if ended == "ins" and not gone and room:
                found.append(Hunk(False, (hunk.old[0], hunk.old[1] + 1), (hunk.new[0], hunk.new[1] + 1)))
                continue
            if ended == "del" and gone and come:
                found += [Hunk(False, (hunk.old[0],) * 2, hunk.new), Hunk(False, hunk.old, (hunk.new[1],) * 2)]
                continue
            if ended == "del" and gone and room:
                start = hunk.new[0]
                found.append(Hunk(False, (hunk.old[0],) * 2, (start, start + 1)))
                found.append(Hunk(False, (hunk.old[0], hunk.old[1] + 1), (start + 1,) * 2))
                continue
        taken = int(hunk.equal and bool(found) and found[-1].old[1] > hunk.old[0])  # its first character is in the one before
        if hunk.old[0] + taken < hunk.old[1] or not taken:
            found.append(Hunk(hunk.equal, (hunk.old[0] + taken, hunk.old[1]), (hunk.new[0] + taken, hunk.new[1])))
    return found


def closed(hunks: Sequence[Hunk], old: Sequence[Atom], following: Fate | None) -> list[Hunk]:
    """The hunks, changed so that the last does not have the following paragraph's mark, for the same reason.

    Inserted and deleted text change places; if there is only one, the equal character before it is on the other side too.
    """
    *others, last = hunks or [Hunk(True, (0, 0), (0, 0))]
    gone, come = last.old[1] > last.old[0], last.new[1] > last.new[0]
    if last.equal or not following or end_of_hunk(last) != following:
        return list(hunks)
    (i, a), (j, b) = last.old, last.new
    if not (gone and come):
        before = others[-1] if others else None
        if before is None or not before.equal or old[i - 1].kind != "text":
            return list(hunks)
        others[-1] = Hunk(True, (before.old[0], i - 1), (before.new[0], j - 1))
        if i - 1 == before.old[0]:
            others.pop()
        i, j = i - 1, j - 1
    deleted, inserted = Hunk(False, (i, a), (j, j)), Hunk(False, (i, i), (j, b))
    if following == "ins":
        return [*others, inserted, deleted._replace(new=(b, b))]
    return [*others, deleted, inserted._replace(old=(a, a))]


def end_of_hunk(hunk: Hunk) -> Fate | None:
    """How a stretch ends in the marked text."""
    return None if hunk.equal else "ins" if hunk.new[1] > hunk.new[0] else "del"


def _add(found: list[Hunk], hunk: Hunk) -> None:
    if found and found[-1].equal == hunk.equal:
        last = found.pop()
        hunk = Hunk(hunk.equal, (last.old[0], hunk.old[1]), (last.new[0], hunk.new[1]))
    found.append(hunk)


def _at_marks(hunk: Hunk, old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[Hunk]:
    """A replaced stretch, with as many paragraph ends as both sides have in it treated as equal."""
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
