"""Two plans -> which units of the one became which units of the other.

A mode is an ordered list of small matchers (PROFILES). Each binds what it is sure of and leaves
the rest to the next; the last ones take back what nothing supports. What moved is found when all
is bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from plandiff.align.anchors import match_subtrees, match_twins
from plandiff.align.blocks import match_across_kinds, match_blocks
from plandiff.align.evidence import Evidence
from plandiff.align.gaps import match_in_order
from plandiff.align.groups import match_groups
from plandiff.align.matching import Bond, Matching
from plandiff.align.moves import find_moves
from plandiff.align.regions import find_related, looks_like_regions, match_themes
from plandiff.align.rows import match_rows
from plandiff.align.section_groups import match_section_groups
from plandiff.align.sections import match_sections
from plandiff.align.sides import Side, view_sides
from plandiff.align.tearing import tear
from plandiff.model import Alignment, Link, Mode, Note, Plan, Related, RunnerUp

Matcher = Callable[[Matching, Evidence], None]

PROFILES: Final[dict[Mode, tuple[Matcher, ...]]] = {
    "versions": (
        match_subtrees,
        match_sections,
        match_rows,
        match_twins,
        match_blocks,
        match_sections,
        match_section_groups,
        match_rows,
        match_blocks,
        match_across_kinds,
        match_groups,
        tear,
        match_in_order,
    ),
    "regions": (match_subtrees, match_themes),
}
"""The matchers of each mode, in the order in which they run."""


def align(old: Plan, new: Plan, mode: Mode | Literal["auto"] = "auto", *, script: bool = False) -> Alignment:
    """Find the counterpart of every unit, and say which are alone.

    With `script`, traditional and simplified characters are the same.

    The work is done with the sides in an order that their texts decide, so that comparing b with a
    gives the mirror image of comparing a with b.
    """
    sides = view_sides(old, new, script=script)
    chosen: Mode = ("regions" if looks_like_regions(*sides) else "versions") if mode == "auto" else mode
    flipped = _order(sides[1]) < _order(sides[0])
    matching = Matching(sides[1], sides[0]) if flipped else Matching(sides[0], sides[1])
    evidence = Evidence(matching)
    for match in PROFILES[chosen]:
        match(matching, evidence)
    moved = find_moves(matching) if chosen == "versions" else set()
    related = find_related(matching, evidence) if chosen == "regions" else []
    return replace(_read_off(matching, moved, related, chosen, flipped=flipped), script=script)


def _order(side: Side) -> tuple[list[str], list[int], list[tuple[str, str, str]]]:
    """By all that matchers ask for: the same texts may be headings in one plan and rows in the other."""
    return side.keys, side.parent, [(unit.kind, unit.number, unit.lead) for unit in side.plan.units]


def _read_off(
    matching: Matching, moved: set[Bond], related: list[tuple[int, int, float]], mode: Mode, *, flipped: bool
) -> Alignment:
    """The matching in the words of the model, each side where the caller put it."""
    old, new = (matching.new, matching.old) if flipped else (matching.old, matching.new)
    old_ids, new_ids = [unit.id for unit in old.plan.units], [unit.id for unit in new.plan.units]
    rivals = _Rivals(matching.rivals)
    placed = []
    for bond in matching.bonds():
        before, after = (bond.new, bond.old) if flipped else (bond.old, bond.new)
        rival = rivals.of(bond)
        runner_up = None
        if rival:
            i, j, score = rival
            runner_up = RunnerUp(old_ids[j if flipped else i], new_ids[i if flipped else j], round(score, 4))
        link = Link(
            tuple(old_ids[i] for i in before),
            tuple(new_ids[j] for j in after),
            round(min(1.0, bond.score), 4),
            "merge" if len(before) > 1 else "split" if len(after) > 1 else bond.by,
            bond in moved,
            runner_up,
        )
        placed.append((after, link))
    free_old, free_new = matching.free_old(), matching.free_new()
    if flipped:
        free_old, free_new = free_new, free_old
        related = [(j, i, score) for i, j, score in related]
    return Alignment(
        old=old.plan,
        new=new.plan,
        mode=mode,
        links=tuple(link for _, link in sorted(placed, key=lambda item: item[0])),
        deleted=tuple(old_ids[i] for i in free_old),
        added=tuple(new_ids[j] for j in free_new),
        related=tuple(Related(old_ids[i], new_ids[j], round(score, 4)) for i, j, score in sorted(related)),
        notes=(Note("alignment-best-first", str(matching.best_first)),) if matching.best_first else (),
    )


class _Rivals:
    """For each unit the pairs it was weighed in, best first: at most two are ever of interest."""

    def __init__(self, scores: dict[tuple[int, int], float]) -> None:
        self._rows: defaultdict[int, list[tuple[float, int, int]]] = defaultdict(list)
        self._columns: defaultdict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for (i, j), score in scores.items():
            offer = -score, i, j
            self._rows[i].append(offer)
            self._columns[j].append(offer)

    def of(self, bond: Bond) -> tuple[int, int, float] | None:
        """The best pair that the bond's units lost by it; None for identical text, which has no rivals."""
        if bond.score >= 1.0:
            return None
        others = [
            offer
            for offers in [*(self._rows[i] for i in bond.old), *(self._columns[j] for j in bond.new)]
            for offer in offers
            if not (offer[1] in bond.old and offer[2] in bond.new)
        ]
        if not others:
            return None
        score, i, j = min(others)
        return i, j, -score
