"""How much may be read of one file and of the documents inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_UNPACKED: Final = 256_000_000
"""Bytes unpacked from one file, pictures included: five times the packed size that a document may have."""
MAX_DEPTH: Final = 4
MAX_INSIDE: Final = 200
"""Depth of nested files, and documents inside one file, including nested ones; more is an attack."""


@dataclass
class Allowance:
    """How much may still be read of a file and of the documents inside it."""

    left: int = MAX_UNPACKED
    """Bytes."""
    inside: int = MAX_INSIDE
    """Documents."""
    depth: int = 0
    """How many files enclose the one being read, each containing the next."""
