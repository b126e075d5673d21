"""Taking back what nothing supports: better an honest deletion and addition than a false change."""

from __future__ import annotations

from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Bond, Matching
from plandiff.align.moves import find_moves
from plandiff.align.places import AWAY, COMPANY, count_company

WEAK: Final = 0.35
"""A container that scores less and holds nothing that went along with it is let go."""


def tear(matching: Matching, _evidence: Evidence) -> None:
    """Let go of weak containers without common content, and of what would be a move on thin evidence."""
    moved = find_moves(matching)
    company = count_company(matching)
    for bond in list(matching.bonds()):
        needed = 0.0
        if bond in moved:
            homes = matching.old.parent[bond.old[0]], matching.new.parent[bond.new[0]]
            needed = COMPANY.needed if company[homes] > 1 else AWAY.needed
        elif matching.old.container[bond.old[0]]:
            needed = WEAK
        if bond.score < needed and not _shares_content(matching, bond):
            matching.release(bond)


def _shares_content(matching: Matching, bond: Bond) -> bool:
    """Whether something below the one container is bound to something below the other."""
    i, j = bond.old[0], bond.new[0]
    inside = range(j + 1, matching.new.end[j])
    below = (matching.of_old[k] for k in range(i + 1, matching.old.end[i]))
    return any(other is not None and any(m in inside for m in other.new) for other in below)
