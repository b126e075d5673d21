"""Two regions' plans on one subject: not versions of each other, so order and wording mean little."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.sides import Side


def looks_like_regions(old: Side, new: Side) -> bool:
    return False


def match_themes(matching: Matching, evidence: Evidence) -> None:
    pass


def find_related(matching: Matching, evidence: Evidence) -> list[tuple[int, int, float]]:
    return []
