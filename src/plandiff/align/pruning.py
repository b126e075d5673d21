"""Taking back what nothing supports: better an honest deletion and addition than a false change."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import OLD, Match, Matching, Outcome
from plandiff.align.moves import find_moves
from plandiff.align.places import count_matched_blocks
from plandiff.align.scoring import score_text


def prune(matching: Matching, evidence: Evidence) -> Outcome:
    """Let go of weak containers without common content, and of what would be a move on thin evidence."""
    moved = find_moves(matching)
    matched = count_matched_blocks(matching)
    pruned = []
    for match in matching.matches():
        needed = 0.0
        if match in moved:
            homes = matching.old.parent[match.old[0]], matching.new.parent[match.new[0]]
            needed = evidence.tuning.home if matched[homes] > 1 else evidence.tuning.away
        elif matching.old.container[match.old[0]]:
            needed = evidence.tuning.home
        if needed and not _shares_content(matching, match) and score_text(match, matching, evidence) < needed:
            pruned.append(match)
    return Outcome(pruned=pruned)


def _shares_content(matching: Matching, match: Match) -> bool:
    """Whether something below the one container is matched with something below the other."""
    i, j = match.old[0], match.new[0]
    inside = range(j + 1, matching.new.end[j])
    below = (matching.match_of[OLD][k] for k in range(i + 1, matching.old.end[i]))
    return any(other is not None and any(m in inside for m in other.new) for other in below)
