"""The state that the matchers share: which units are bound to which, and what is still free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.align.assignment import assign
from plandiff.align.sides import ROOT, Side

OLD: Final = 0
NEW: Final = 1
"""The sides, where code serves either."""


class Bond(NamedTuple):
    """Units of the old side bound to units of the new side, by index."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    by: str

    @property
    def units(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Both sides' units, for code that serves either side."""
        return self.old, self.new


class Matching:
    """What is bound so far. Only matchers change it, one after another."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = old
        self.new = new
        self.of_old: list[Bond | None] = [None] * len(old)
        self.of_new: list[Bond | None] = [None] * len(new)
        self.sides = old, new
        self.bonds_of = self.of_old, self.of_new
        self.rivals: dict[tuple[int, int], float] = {}
        """Pairs that were weighed and the score they got, for runners-up."""
        self.parts: tuple[dict[int, int], dict[int, int]] = ({}, {})
        """Of either side, free sections that were parted from another or run together with it -> that one's counterpart."""
        self.best_first = 0
        """Units that had so many offers that the best total was not looked for."""

    def choose(self, scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
        """The pairs of units with the greatest total score, each unit in one."""
        assignment = assign(scores)
        self.best_first += assignment.best_first
        return assignment.pairs

    def bind(self, old: tuple[int, ...], new: tuple[int, ...], score: float, by: str) -> None:
        """Bind units, taking the place of the bonds that they were in; those must have no other units."""
        bond = Bond(old, new, score, by)
        for i in old:
            self.of_old[i] = bond
        for j in new:
            self.of_new[j] = bond

    def join(self, bond: Bond, side: int, unit: int) -> None:
        """Let a free unit of one side be one with a bond's units there."""
        fellows = tuple(sorted((*bond.units[side], unit)))
        old, new = (fellows, bond.new) if side == OLD else (bond.old, fellows)
        self.bind(old, new, bond.score, bond.by)

    def release(self, bond: Bond) -> None:
        """Undo a bond: its units are free again."""
        for i in bond.old:
            self.of_old[i] = None
        for j in bond.new:
            self.of_new[j] = None

    def bonds(self) -> Iterator[Bond]:
        """All bonds, each once, in the old side's order."""
        for i, bond in enumerate(self.of_old):
            if bond is not None and bond.old[0] == i:
                yield bond

    def are_bound(self, old: int, new: int) -> bool:
        """Whether two units are in one bond; the roots always are."""
        if ROOT in (old, new):
            return old == new
        bond = self.of_old[old]
        return bond is not None and bond is self.of_new[new]

    def counterpart(self, side: int, container: int) -> int | None:
        """The unit of the other side that a container of this side is bound to, or a part of; None if it is alone."""
        if container == ROOT:
            return ROOT
        bond = self.bonds_of[side][container]
        return bond.units[1 - side][0] if bond else self.parts[side].get(container)

    def parents_bound(self, old: int, new: int) -> bool:
        """Whether two units stand under containers that are each other's counterpart."""
        above, there = self.old.parent[old], self.new.parent[new]
        return self.are_bound(above, there) or self.parts[OLD].get(above) == there or self.parts[NEW].get(there) == above

    def are_free(self, old: int, new: int) -> bool:
        """Whether two units are both still to be bound."""
        return self.of_old[old] is None and self.of_new[new] is None

    def may_grow(self, bond: Bond | None, side: int) -> bool:
        """Whether more units of one side may join: bonds of several units to several would say little about who became whom."""
        return bond is None or (len(bond.units[1 - side]) == 1 and bond.score < 1.0)

    def free_old(self) -> list[int]:
        return self.free(OLD)

    def free_new(self) -> list[int]:
        return self.free(NEW)

    def free(self, side: int) -> list[int]:
        return [i for i, bond in enumerate(self.bonds_of[side]) if bond is None]

    def free_texts(self, side: int, *, container: bool) -> dict[int, str]:
        """The free containers or blocks of one side that have a text of their own, with their keys."""
        view = self.sides[side]
        return {i: view.keys[i] for i in self.free(side) if view.container[i] == container and view.keys[i]}
