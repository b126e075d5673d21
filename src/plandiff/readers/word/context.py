"""What the walk through a Word file knows about the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from plandiff.readers.package import Package
from plandiff.readers.word.numbering import Numbering
from plandiff.readers.word.styles import Styles


@dataclass
class Context:
    """A file while it is being read."""

    package: Package
    styles: Styles
    numbering: Numbering
    original: bool = False
    """Whether it is read as it was before its tracked changes."""
    serial: Iterator[int] = field(default_factory=count)
    """Distinguishes superscripts and subscripts in one place from those in the next."""
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """A referenced note, as (kind, id) -> its mark, in the order of the references."""
    dropped: set[tuple[str, str]] = field(default_factory=set)
    """Notes referenced from text that is not read."""
    sections: dict[tuple[str, str], int] = field(default_factory=dict)
    """The section from which a note is referenced."""
    commented: dict[str, int] = field(default_factory=dict)
    """The id of a comment -> the paragraph that it is on."""
    struck: int = 0
    """Characters formatted as struck through, without being tracked as deleted."""
    titles: list[str] = field(default_factory=list)
    """The texts in Word's style for titles."""
    section: int = 0
    """Which section of the document this is, from 0."""

    @property
    def taken(self) -> str:
        """The kind of revision whose text is not read."""
        return "inserted" if self.original else "deleted"
