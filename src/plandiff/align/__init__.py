"""Two plans -> which units of one became which units of the other.

A mode is an entry of PROFILES: an ordered list of small matchers and a few functions. Each matcher proposes what it is sure of and
leaves the rest to the next; late ones withdraw what nothing supports. The driver applies what they propose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from plandiff.align.anchors import match_duplicates, match_subtrees
from plandiff.align.blocks import match_across_kinds, match_blocks
from plandiff.align.decisions import Ruling, rule
from plandiff.align.driver import Driven, Matcher, RunnersUp, drive
from plandiff.align.evidence import Evidence
from plandiff.align.gaps import match_in_order
from plandiff.align.groups import match_groups
from plandiff.align.matching import DECISION, NEW, OLD, Match, Matching, Scores, UnitPair
from plandiff.align.moves import find_copies, find_moves
from plandiff.align.provisions import match_provisions
from plandiff.align.pruning import prune
from plandiff.align.regions import (
    find_rejected,
    find_related,
    grade,
    looks_like_regions,
    match_blocks_below,
    match_sections_above,
    match_sections_alone,
    match_sections_left,
    match_themes,
)
from plandiff.align.rewritten import match_rewritten
from plandiff.align.rows import match_rows
from plandiff.align.scoring import Score, score_regions, score_versions
from plandiff.align.section_groups import match_section_groups
from plandiff.align.sections import match_sections
from plandiff.align.tuning import TUNING, Tuning
from plandiff.model import NO_DECISIONS, Alignment, Decisions, Grade, Indexed, Link, Mode, Note, Related, RunnerUp


class Profile(NamedTuple):
    """How plans are aligned in one mode."""

    matchers: tuple[Matcher, ...]
    """In the order in which they run."""
    score: Callable[[Matching, Evidence], Score]
    """How sure a match is."""
    find_moves: Callable[[Matching], set[Match]] | None = None
    """Which matches moved; None where order and place mean nothing."""
    find_related: Callable[[Matching, Evidence], Scores] | None = None
    """Which pairs correspond besides those that are matched; None where a unit has at most one counterpart."""
    grade: Callable[[float], Grade] | None = None
    """How far two matched units deal with the same matter; None where they are versions of one."""


PROFILES: Final[dict[Mode, Profile]] = {
    "versions": Profile(
        matchers=(
            match_subtrees,
            match_sections,
            match_rows,
            match_duplicates,
            match_blocks,
            match_sections,
            match_section_groups,
            match_rows,
            match_blocks,
            match_across_kinds,
            match_groups,
            prune,
            match_in_order,
            match_provisions,
            match_rewritten,
        ),
        score=score_versions,
        find_moves=find_moves,
    ),
    "regions": Profile(
        matchers=(
            match_subtrees,
            match_themes,
            match_sections_above,
            match_sections_left,
            match_sections_alone,
            match_blocks_below,
        ),
        score=score_regions,
        find_related=find_related,
        grade=grade,
    ),
}
"""Everything that differs between the modes."""


def align(
    old: Indexed,
    new: Indexed,
    mode: Mode | Literal["auto"] = "auto",
    decisions: Decisions = NO_DECISIONS,
    tuning: Tuning = TUNING,
) -> Alignment:
    """Find the counterpart of every unit, and say which have none. Decisions hold whatever the matchers propose.

    The sides are put in an order that depends on their texts alone, so that comparing b with a gives the mirror image of comparing
    a with b.
    """
    chosen: Mode = ("regions" if looks_like_regions(old, new, tuning) else "versions") if mode == "auto" else mode
    ruling = rule(decisions, old.plan, new.plan)
    flipped = _order(new, ruling.mirrored) < _order(old, ruling)
    sides, settled = ((new, old), ruling.mirrored) if flipped else ((old, new), ruling)
    evidence = Evidence(*sides, tuning)
    driven = drive(Matching(*sides, settled.forbidden), evidence, PROFILES[chosen].matchers, settled.pinned)
    return _read_off(driven, evidence, chosen, ruling.notes, flipped=flipped)


def _order(side: Indexed, ruling: Ruling) -> tuple[object, ...]:
    """By everything that matchers look at: the same texts may be headings in one plan and rows in the other."""
    marks = [(unit.kind, unit.number, unit.lead) for unit in side.plan.units]
    return side.texts, side.parent, marks, ruling.pinned, sorted(ruling.forbidden)


def _read_off(driven: Driven, evidence: Evidence, mode: Mode, notes: tuple[Note, ...], *, flipped: bool) -> Alignment:
    """Convert the matching to the model, each side where the caller put it."""
    profile, matching = PROFILES[mode], driven.matching
    old, new = (NEW, OLD) if flipped else (OLD, NEW)
    ids = [[unit.id for unit in side.plan.units] for side in matching.sides]
    moved = profile.find_moves(matching) if profile.find_moves else set()
    related = profile.find_related(matching, evidence) if profile.find_related else {}
    rejected = find_rejected(matching, evidence, related) if profile.find_related else ({}, {})
    score = profile.score(matching, evidence)
    runners_up = RunnersUp(driven.candidates)
    links: list[tuple[tuple[int, ...], Link]] = []
    for match in matching.matches():
        before, after = match.units[old], match.units[new]
        sure = 1.0 if match.by == DECISION else min(1.0, score(match))
        lost = runners_up.best(match) if sure < 1.0 else None
        link = Link(
            tuple(ids[old][i] for i in before),
            tuple(ids[new][j] for j in after),
            round(sure, 4),
            "merge" if len(before) > 1 else "split" if len(after) > 1 else match.by,
            match in moved,
            RunnerUp(ids[old][lost[0][old]], ids[new][lost[0][new]], round(lost[1], 4)) if lost else None,
            profile.grade(sure) if profile.grade else None,
        )
        links.append((after, link))
    if driven.best_first:
        notes = (Note("alignment-best-first", str(driven.best_first)), *notes)
    return Alignment(
        old=matching.sides[old].plan,
        new=matching.sides[new].plan,
        mode=mode,
        links=tuple(link for _, link in sorted(links, key=lambda item: item[0])),
        deleted=tuple(ids[old][i] for i in matching.unmatched(old)),
        added=tuple(ids[new][j] for j in matching.unmatched(new)),
        related=tuple(
            Related(ids[old][i], ids[new][j], round(found, 4), grade(found))
            for i, j, found in sorted((pair[old], pair[new], found) for pair, found in related.items())
        ),
        rejected=(_rejected(rejected, ids, old, new, old), _rejected(rejected, ids, old, new, new)),
        copies=tuple((ids[new][j], ids[old][i]) for j, i in find_copies(matching, new)) if profile.find_moves else (),
        notes=notes,
        script=matching.old.script,
    )


def _rejected(
    rejected: tuple[Mapping[int, tuple[UnitPair, float]], ...], ids: list[list[str]], old: int, new: int, side: int
) -> tuple[RunnerUp, ...]:
    """The best rejected pairs of the units of one side, in the order of the units."""
    found = (rejected[side][unit] for unit in sorted(rejected[side]))
    return tuple(RunnerUp(ids[old][pair[old]], ids[new][pair[new]], round(score, 4)) for pair, score in found)
