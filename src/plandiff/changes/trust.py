"""How far the findings of a rule can be trusted: the share that were true among those read."""

from __future__ import annotations

from typing import Final

from plandiff.model import Change

TRUE_OF_READ: Final[dict[str, tuple[float, int]]] = {
    "condition-eased": (1, 1), "condition-tightened": (1, 1), "deadline-advanced": (2, 2), "deadline-postponed": (10.5, 11),
    "deadline-removed": (1, 1), "duration-lowered": (4, 4), "duration-raised": (11, 11), "enforcing-body-changed": (21.5, 23),
    "fine-added": (10, 10), "fine-changed": (16, 19), "fine-lowered": (12, 14), "fine-raised": (97, 101),
    "fine-removed": (6, 9), "funding-added": (17, 18), "funding-raised": (2, 2), "funding-removed": (2.5, 3),
    "interval-added": (15, 15), "interval-removed": (4, 4), "licence-eased": (7, 7), "licence-tightened": (1, 1),
    "obligation-strengthened": (25.5, 30), "obligation-weakened": (27.5, 29), "penalty-added": (2, 2),
    "penalty-lowered": (3.5, 6), "penalty-raised": (1, 1), "penalty-removed": (1.5, 2), "project-added": (1, 2),
    "project-removed": (14.5, 18), "project-renamed": (2, 2), "safeguard-removed": (3.5, 4), "scope-changed": (6.5, 8),
    "scope-widened": (4.5, 6), "section-removed": (28, 31), "target-lowered": (10.5, 12), "target-met": (4.5, 5),
    "target-missed": (1, 1), "target-raised": (34, 42), "target-removed": (51.5, 70), "target-weakened": (0, 3),
    "term-replaced": (6.5, 7), "threshold-lowered": (13.5, 15), "threshold-raised": (4, 6),
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
