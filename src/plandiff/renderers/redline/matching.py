"""Which blocks of the old file became which of the new one, in which order they are written, and what moved.

The comparison has this, since units know their paragraphs. What it does not cover (empty lines, text set aside) is
matched here by equal text, and otherwise if it is alone in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from plandiff.renderers.redline.guide import Guide
from plandiff.renderers.redline.stories import Item, Paragraph
from plandiff.sequences import heaviest_increasing

Kind = Literal["keep", "delete", "insert", "move-from", "move-to"]

SIMILAR: Final = 0.5
"""Fraction of equal characters from which two paragraphs match, if no unit says so."""
MAX_PAIRS: Final = 10_000
"""Pairs of paragraphs in one place up to which all are scored; in larger ones only equal paragraphs are matched."""
BETWEEN: Final = 4
"""Paragraphs that may be inserted between the parts of a split one, or deleted between merged ones."""
MOVED_WEIGHT: Final = 0.05
"""Weight for staying in place of a paragraph that moved according to the comparison, relative to one that did not."""


@dataclass(frozen=True)
class Step:
    """What is written next. For `keep` the old blocks became the new ones; for a move both ends have the same two."""

    kind: Kind
    old: tuple[Item, ...] = ()
    new: tuple[Item, ...] = ()
    known: bool = True
    """The comparison says so."""


def match(old: Sequence[Item], new: Sequence[Item], guide: Guide, text_of: Callable[[Item], str]) -> list[Step]:
    """The steps from the blocks of one place to those of the other, in the order in which they are written."""
    groups = _groups(old, new, guide, text_of)
    stay, moves = _part_moves(groups, old, guide, text_of)
    taken_old = {i for group in (*stay, *moves) for i in group[0]}
    taken_new = {j for group in (*stay, *moves) for j in group[1]}
    stay += _fill(stay, old, new, (taken_old, taken_new), guide, text_of)
    stay.sort()
    return _written(stay, moves, old, new)


Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Indices of old blocks, and of the new ones that they became."""


def _groups(old: Sequence[Item], new: Sequence[Item], guide: Guide, text_of: Callable[[Item], str]) -> list[Group]:
    def own(item: Item, place: int, taken: Iterable[int], side: Sequence[Item]) -> int | None:
        """The block after a place, if it is a paragraph of its own: a unit may be several paragraphs that were read as one."""
        following = side[place] if place < len(side) and place not in taken else None
        similar = isinstance(following, Paragraph) and _ratio(text_of(item), text_of(following)) >= SIMILAR
        return place if similar else None

    places = [_places(side) for side in (old, new)]
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (a, b), same in guide.overlap.items():
        if a in places[0] and b in places[1]:
            i, j = places[0][a], places[1][b]
            if isinstance(old[i], Paragraph) == isinstance(new[j], Paragraph):
                weights[i, j] += same
    best_of_old: dict[int, int] = {}
    best_of_new: dict[int, int] = {}
    for (i, j), _ in sorted(weights.items(), key=lambda row: (-row[1], abs(row[0][0] - row[0][1]), row[0])):
        best_of_old.setdefault(i, j)
        best_of_new.setdefault(j, i)
    pairs = {i: j for i, j in best_of_old.items() if best_of_new[j] == i}
    back = {j: i for i, j in pairs.items()}
    groups = {i: ([i], [j]) for i, j in pairs.items()}
    for j in sorted(best_of_new):  # a split: its parts follow each other
        if j not in back and (i := best_of_new[j]) in groups and isinstance(old[i], Paragraph):
            if (other := own(new[j], i + 1, pairs, old)) is not None and other not in groups:
                groups[other] = ([other], [j])
                back[j] = other
                continue
            sure = weights[i, j] >= SIMILAR * len(text_of(new[j]))
            _join(groups[i][1], j, set(back) | best_of_new.keys(), new, sure=sure)
            back |= dict.fromkeys(groups[i][1], i)
    taken = set(groups)
    for i in sorted(best_of_old):  # a merge
        if i not in taken and (home := back.get(best_of_old[i])) in groups and isinstance(old[i], Paragraph):
            group = groups[home]
            if (other := own(old[i], group[1][-1] + 1, back, new)) is not None:
                groups[i] = ([i], [other])
                back[other] = i
                taken.add(i)
            elif len(group[1]) == 1:
                sure = weights[i, best_of_old[i]] >= SIMILAR * len(text_of(old[i]))
                _join(group[0], i, taken | best_of_old.keys(), old, sure=sure)
                taken |= set(group[0])
    return [(tuple(a), tuple(b)) for a, b in groups.values()]


def _ratio(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) / 100 if one and other else 0.0


def _join(members: list[int], other: int, taken: set[int], side: Sequence[Item], *, sure: bool) -> None:
    """Add a block to the others of a group if only empty lines are in between, or a few paragraphs if it certainly belongs."""
    inner = range(members[-1] + 1, other) if other > members[-1] else range(other + 1, members[0])
    unmatched = all(at not in taken and isinstance(side[at], Paragraph) for at in inner)
    if unmatched and ((sure and len(inner) <= BETWEEN) or all(_is_blank(side[at]) for at in inner)):
        members += [*inner, other]
        members.sort()


def _is_blank(item: Item) -> bool:
    return not any(text.strip() for text in item.element.itertext() if isinstance(text, str))


def _places(side: Sequence[Item]) -> dict[int, int]:
    """Paragraph of the part -> index of the block that contains it."""
    found: dict[int, int] = {}
    for place, item in enumerate(side):
        if isinstance(item, Paragraph):
            found[item.number] = place
        else:
            found |= {inner.number: place for inner in item.paragraphs()}
    return found


def _part_moves(
    groups: list[Group], old: Sequence[Item], guide: Guide, text_of: Callable[[Item], str]
) -> tuple[list[Group], list[Group]]:
    """The groups that keep their order, chosen by greatest weight; and those that moved, paragraph by paragraph."""
    groups = sorted(groups)
    weights = []
    for members, _ in groups:
        weight = sum(len(text_of(old[i])) + 1 for i in members)
        moved = all(isinstance(old[i], Paragraph) and old[i].number in guide.moved for i in members)  # type: ignore[union-attr]
        weights.append(weight * MOVED_WEIGHT if moved else weight)
    kept = set(heaviest_increasing([group[1][0] for group in groups], weights))
    stay = [group for n, group in enumerate(groups) if n in kept]
    moves: list[Group] = []
    for n, (members, others) in enumerate(groups):
        if n not in kept:
            pair = max(members, key=lambda i: len(text_of(old[i])))
            moves.append(((pair,), (others[0],)))
    return stay, moves


# --- what the comparison does not cover --------------------------------------------------------


def _fill(
    stay: list[Group],
    old: Sequence[Item],
    new: Sequence[Item],
    taken: tuple[set[int], set[int]],
    guide: Guide,
    text_of: Callable[[Item], str],
) -> list[Group]:
    found: list[Group] = []
    borders = [((-1,), (-1,)), *sorted(stay), ((len(old),), (len(new),))]
    for before, after in pairwise(borders):
        here = [i for i in range(before[0][-1] + 1, after[0][0]) if i not in taken[0]]
        there = [j for j in range(before[1][-1] + 1, after[1][0]) if j not in taken[1]]
        if here and there:
            found += [((i,), (j,)) for i, j in _gap(here, there, old, new, guide, text_of)]
    return found


def _gap(
    here: list[int], there: list[int], old: Sequence[Item], new: Sequence[Item], guide: Guide, text_of: Callable[[Item], str]
) -> list[tuple[int, int]]:
    from rapidfuzz.distance import Indel

    sides = [
        [(type(item).__name__, text_of(item)) for item in items] for items in ([old[i] for i in here], [new[j] for j in there])
    ]
    found: list[tuple[int, int]] = []
    a = b = 0
    for row in Indel.opcodes(*sides):
        if row.tag == "equal":
            found += _match_similar(here[a : row.src_start], there[b : row.dest_start], old, new, guide, text_of)
            found += zip(here[row.src_start : row.src_end], there[row.dest_start : row.dest_end], strict=True)
            a, b = row.src_end, row.dest_end
    return found + _match_similar(here[a:], there[b:], old, new, guide, text_of)


def _match_similar(
    here: list[int], there: list[int], old: Sequence[Item], new: Sequence[Item], guide: Guide, text_of: Callable[[Item], str]
) -> list[tuple[int, int]]:
    """Pairs, in order, of similar blocks without units."""
    here = [i for i in here if not has_unit(old[i], guide.units[0])]
    there = [j for j in there if not has_unit(new[j], guide.units[1])]
    if not here or not there or len(here) * len(there) > MAX_PAIRS:
        return []

    def similarity(i: int, j: int) -> float:
        if type(old[i]) is not type(new[j]):
            return 0.0
        found = _ratio(text_of(old[i]), text_of(new[j]))
        return found if found >= SIMILAR or not isinstance(old[i], Paragraph) else 0.0

    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    scores = [[similarity(i, j) for j in there] for i in here]
    for a in range(len(here) - 1, -1, -1):
        for b in range(len(there) - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], scores[a][b] + best[a + 1][b + 1] if scores[a][b] else 0.0)
    found = []
    a = b = 0
    while a < len(here) and b < len(there):
        if scores[a][b] and best[a][b] == scores[a][b] + best[a + 1][b + 1]:
            found.append((here[a], there[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def has_unit(item: Item, units: frozenset[int]) -> bool:
    """Whether a paragraph contains a unit."""
    return isinstance(item, Paragraph) and item.number in units


# --- the order in which it is written -----------------------------------------------------------


def _written(stay: list[Group], moves: list[Group], old: Sequence[Item], new: Sequence[Item]) -> list[Step]:
    gone = {a[0]: b[0] for a, b in moves}
    come = {j: i for i, j in gone.items()}
    steps: list[Step] = []
    at_old = at_new = 0
    for members, others in [*stay, ((len(old),), (len(new),))]:
        for i in range(at_old, members[0]):
            steps.append(Step("move-from", (old[i],), (new[gone[i]],)) if i in gone else Step("delete", (old[i],)))
        for j in range(at_new, others[0]):
            steps.append(Step("move-to", (old[come[j]],), (new[j],)) if j in come else Step("insert", (), (new[j],)))
        if members[0] < len(old):
            steps.append(Step("keep", tuple(old[i] for i in members), tuple(new[j] for j in others)))
            at_old, at_new = members[-1] + 1, others[-1] + 1
    return _ended(steps)


def _ended(steps: list[Step]) -> list[Step]:
    """The steps with both sides' last paragraphs merged if both are unmatched: no place can lose its last paragraph."""
    last_old = next((n for n in range(len(steps) - 1, -1, -1) if steps[n].kind != "insert" and steps[n].kind != "move-to"), None)
    last_new = next((n for n in range(len(steps) - 1, -1, -1) if steps[n].kind in ("insert", "keep", "move-to")), None)
    if last_old is None or last_new is None or (steps[last_old].kind, steps[last_new].kind) != ("delete", "insert"):
        return steps
    old, new = steps[last_old].old[0], steps[last_new].new[0]
    if not (isinstance(old, Paragraph) and isinstance(new, Paragraph)):
        return steps
    rest = [step for n, step in enumerate(steps) if n not in (last_old, last_new)]
    return [*rest, Step("keep", (old,), (new,), known=False)]
