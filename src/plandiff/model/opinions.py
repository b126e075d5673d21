"""What readers said of changes: whether they agree with them, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from plandiff.model.decisions import NO_DECISIONS, Decisions

Verdict = Literal["agreed", "objected", "discuss"]
"""Of one change: it may stand, it may not, or it has to be talked over."""


class Opinion(NamedTuple):
    """What one reader said of one change, which is named by the keys of its units on either side."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    verdict: Verdict | None = None
    text: str = ""
    """The note beside the verdict; "" where there is none."""
    by: str = ""
    """Who said it; "" where that is not known."""

    @property
    def as_dict(self) -> dict[str, object]:
        """As it stands in a notes file."""
        said = {"verdict": self.verdict, "note": self.text, "by": self.by}
        return {"old": list(self.old), "new": list(self.new), **{key: value for key, value in said.items() if value}}

    def __str__(self) -> str:
        said = ": ".join(filter(None, (self.by, self.text or self.verdict)))
        return f"{'+'.join(self.old) or '–'} → {'+'.join(self.new) or '–'} ({said})"


class Correction(NamedTuple):
    """What a reader says that a cell of a matrix should hold."""

    source: str
    """The document's file, without folders, or its name in a library."""
    indicator: str
    """As the matrix calls it."""
    period: str
    """The years that were asked for; "" for those of the document."""
    text: str
    """As printed, with comparator and unit; "" where nothing is stated."""
    by: str = ""

    def __str__(self) -> str:
        said = ": ".join(filter(None, (self.by, self.text or "–")))
        return f"{self.source} {self.indicator} {self.period}".rstrip() + f" ({said})"


@dataclass(frozen=True)
class Notes:
    """All that stands in one notes file, or in several: what was decided about units, what was said of changes, and which cells of a
    matrix were corrected."""

    decisions: Decisions = NO_DECISIONS
    opinions: tuple[Opinion, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __add__(self, other: Notes) -> Notes:
        """Both, each thing once, this one's first."""
        entries = dict.fromkeys((*self.decisions.entries, *other.decisions.entries))
        opinions = dict.fromkeys((*self.opinions, *other.opinions))
        corrections = dict.fromkeys((*self.corrections, *other.corrections))
        return Notes(Decisions(tuple(entries)), tuple(opinions), tuple(corrections))


NO_NOTES: Final = Notes()
