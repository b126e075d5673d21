"""A request for a comparison, passed from the command line, a configuration or a program to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandiff.model.alignment import Mode
from plandiff.model.decisions import NO_DECISIONS, Decisions
from plandiff.model.reading import AS_ACCEPTED, Reading


@dataclass(frozen=True)
class Request:
    """How two documents are to be read and compared; the defaults are what most people want."""

    mode: Mode | Literal["auto"] = "auto"
    """Two states of one document, two documents on one subject, or whichever their common text suggests."""
    script: bool = False
    """Traditional and simplified characters count as the same."""
    reading: Reading = AS_ACCEPTED
    """How to read documents that can be read in more than one way."""
    decisions: Decisions = NO_DECISIONS
    """Which units are counterparts and which are not, as people decided."""
