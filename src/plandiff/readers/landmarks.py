"""What a page says of its own places."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Landmarks:
    """What a page says of its own places."""

    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The name of a place -> its blocks."""
    areas: list[tuple[int, int]] = field(default_factory=list)
    """The blocks of each element that is said to hold notes."""
    starts: dict[int, str] = field(default_factory=dict)
    """A block with which an item inside such an element begins -> its number."""
