"""One plan as the matchers see it: units by index, with keys, subtrees and weights."""

from __future__ import annotations

from typing import Final, NamedTuple

from plandiff.model import Plan, Unit
from plandiff.text import fold

CONTAINERS: Final = frozenset({"section", "table"})
"""Kinds of units that have units below them; they are matched by what they hold as well."""
CELL: Final = "\0"
"""Stands between two cells in the key of a row: no text has it, as a text may have any mark."""
ROOT: Final = -1
"""The index of the document itself as a parent; the two roots are each other's counterpart."""


class Side(NamedTuple):
    """The units of one plan, by index in document order; all lists are parallel."""

    plan: Plan
    keys: list[str]
    """The folded text of each unit, without its number; of a table row that of all its cells, which nothing but `CELL` parts."""
    voices: list[str]
    """What each unit says: its key; of an untitled container, such as an article, all that stands in it."""
    container: list[bool]
    parent: list[int]
    """Index of the unit above, `ROOT` at the top."""
    end: list[int]
    """The subtree of unit i is the range i..end[i]."""
    weight: list[int]
    """Characters of the folded text in the whole subtree, plus one a unit so that none is free."""
    digest: list[int]
    """Equal numbers on either side = the same subtree: the same folded texts in the same order."""
    children: dict[int, list[int]]
    """Of each container and of `ROOT`, in document order."""
    rank: list[int]
    """The position of each unit among its parent's children, from 0."""

    def __len__(self) -> int:
        return len(self.keys)

    def above(self, unit: int) -> list[int]:
        """The containers around a unit, nearest first, without the root."""
        found = []
        while (unit := self.parent[unit]) != ROOT:
            found.append(unit)
        return found


def view_sides(old: Plan, new: Plan, *, script: bool = False) -> tuple[Side, Side]:
    """Both plans as sides whose digests can be compared with each other."""
    digests: dict[tuple[bool, str, tuple[int, ...]], int] = {}
    return _view(old, digests, script=script), _view(new, digests, script=script)


def _view(plan: Plan, digests: dict[tuple[bool, str, tuple[int, ...]], int], *, script: bool) -> Side:
    units = plan.units
    index = {unit.id: i for i, unit in enumerate(units)}
    keys = [_key(unit, script=script) for unit in units]
    container = [unit.kind in CONTAINERS for unit in units]
    parent = [ROOT if unit.parent is None else index[unit.parent] for unit in units]
    children: dict[int, list[int]] = {ROOT: [], **{i: [] for i, holds in enumerate(container) if holds}}
    rank = []
    for i, above in enumerate(parent):
        rank.append(len(children[above]))
        children[above].append(i)
    end, weight, digest = [0] * len(units), [0] * len(units), [0] * len(units)
    for i in range(len(units) - 1, -1, -1):
        below = children.get(i, [])
        end[i] = end[below[-1]] if below else i + 1
        weight[i] = len(keys[i]) + 1 + sum(weight[child] for child in below)
        digest[i] = digests.setdefault((container[i], keys[i], tuple(digest[child] for child in below)), len(digests))
    voices = [key or "\n".join(filter(None, keys[i : end[i]])) for i, key in enumerate(keys)]
    return Side(plan, keys, voices, container, parent, end, weight, digest, children, rank)


def _key(unit: Unit, *, script: bool) -> str:
    """What a unit says; a cell that spans several places says it in each of them."""
    if unit.kind != "row":
        return fold(unit.text, script=script)
    return CELL.join(fold(cell.text, script=script) for cell in unit.cells).strip(CELL)
