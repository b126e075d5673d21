"""Taking back what nothing supports: better an honest deletion and addition than a false change."""

from __future__ import annotations

from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching

UNSUPPORTED: Final = 0.35
"""A section that scores less than this and holds nothing that is bound below its counterpart is let go."""


def tear(matching: Matching, _evidence: Evidence) -> None:
    """Let go of weak sections without common content."""
    old, new = matching.old, matching.new
    for bond in list(matching.bonds()):
        i, j = bond.old[0], bond.new[0]
        if not old.container[i] or bond.score >= UNSUPPORTED:
            continue
        shares = any(
            (below := matching.of_old[k]) is not None and any(j < m < new.end[j] for m in below.new)
            for k in range(i + 1, old.end[i])
        )
        if not shares:
            matching.release(bond)
