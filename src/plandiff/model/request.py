"""What somebody asks of a comparison, from the command line, a configuration or a program to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandiff.model.alignment import Mode
from plandiff.model.decisions import NO_DECISIONS, Decisions
from plandiff.model.reading import AS_ACCEPTED, Reading


@dataclass(frozen=True)
class Request:
    """How two documents are to be read and compared; what is not said is as most people want it."""

    mode: Mode | Literal["auto"] = "auto"
    """Two states of one document, two documents on one subject, or whatever their common text tells."""
    script: bool = False
    """Traditional and simplified characters count as the same."""
    reading: Reading = AS_ACCEPTED
    """How documents are read that can be read in more than one way."""
    decisions: Decisions = NO_DECISIONS
    """Which units are one and which are not, as people said."""
