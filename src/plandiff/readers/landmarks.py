"""Places that a page marks: link targets, notes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Landmarks:
    """Places that a page marks."""

    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The name of a link target -> its blocks."""
    areas: list[tuple[int, int]] = field(default_factory=list)
    """The blocks of each element marked as holding notes."""
    starts: dict[int, str] = field(default_factory=dict)
    """The first block of an item in such an element -> its number."""
