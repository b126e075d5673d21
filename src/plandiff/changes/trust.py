"""How far the findings of a rule can be trusted: the share that were true among those read."""

from __future__ import annotations

from typing import Final

from plandiff.model import Change

TRUE_OF_READ: Final[dict[str, tuple[float, int]]] = {
    "deadline-advanced": (2, 2), "deadline-postponed": (10.5, 11), "duration-lowered": (4, 4), "duration-raised": (9, 9),
    "enforcing-body-changed": (21.5, 23), "penalty-added": (2, 2),
    "fine-added": (10, 10), "fine-changed": (16, 19), "fine-lowered": (12, 14), "fine-raised": (97, 101), "fine-removed": (6, 9),
    "obligation-strengthened": (25.5, 30), "obligation-weakened": (23, 24), "penalty-lowered": (3.5, 6), "penalty-removed": (0.5, 1),
    "project-added": (1, 2), "project-removed": (7, 8), "section-removed": (13, 15), "target-lowered": (2.5, 4),
    "target-raised": (9, 16), "target-removed": (25.5, 33), "target-weakened": (0, 3),
    "threshold-lowered": (13.5, 15), "threshold-raised": (4, 6),
    "condition-eased": (1, 1), "condition-tightened": (1, 1), "funding-added": (17, 18), "funding-removed": (2.5, 3),
    "interval-added": (15, 15), "interval-removed": (4, 4), "licence-eased": (6, 6), "scope-changed": (6.5, 8), "scope-widened": (4.5, 6),
}  # fmt: skip
"""Rule -> (true findings, with debatable ones counted half; findings read), over the labelled pairs and those of
`bench/read/findings.tsv`. A rule that is not here states what the comparison itself shows."""
DECIMALS: Final = 2
SURE: Final = 0.5
"""Link score from which its texts are counterparts beyond doubt; below it, confidence falls in proportion."""


def confidence_of(rule: str, change: Change | None) -> float:
    """How sure a finding is, 0..1: as sure as its rule, less where the compared texts have little in common."""
    true, read = TRUE_OF_READ.get(rule, (0.0, 0))
    trust = (true + 1) / (read + 1)
    linked = change is not None and bool(change.old and change.new)
    return round(trust * (min(1.0, change.score / SURE) if linked and change else 1.0), DECIMALS)
