"""What the walk through a Word file knows of the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from plandiff.readers.word.numbering import Numbering
from plandiff.readers.word.package import Package
from plandiff.readers.word.styles import Styles


@dataclass
class Context:
    """A file while it is read."""

    package: Package
    styles: Styles
    numbering: Numbering
    original: bool = False
    """Whether it is read as it was before its tracked changes."""
    serial: Iterator[int] = field(default_factory=count)
    """Tells what is raised or lowered in one place from what is in the next."""
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """A note that is referred to, as (kind, id) -> its mark, in the order of the references."""
    dropped: set[tuple[str, str]] = field(default_factory=set)
    """Notes that only text refers to which is not read."""
    sections: dict[tuple[str, str], int] = field(default_factory=dict)
    """The section from which a note is referred to."""
    commented: dict[str, int] = field(default_factory=dict)
    """The id of a comment -> the paragraph that it is on."""
    struck: int = 0
    """Characters that are set struck through, without being tracked as deleted."""
    section: int = 0
    """Which section of the document this is, from 0."""

    @property
    def taken(self) -> str:
        """What is said of text that is not read."""
        return "inserted" if self.original else "deleted"
