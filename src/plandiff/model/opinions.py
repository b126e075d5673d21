"""Readers' opinions on changes: whether they agree with them, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from plandiff.model.decisions import NO_DECISIONS, Decisions

Verdict = Literal["agreed", "objected", "discuss"]
"""On one change: acceptable, not acceptable, or to be discussed."""


class Opinion(NamedTuple):
    """One reader's opinion on one change, which is named by the keys of its units on either side."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    verdict: Verdict | None = None
    text: str = ""
    """The note beside the verdict; "" if there is none."""
    by: str = ""
    """Who gave it; "" if unknown."""

    @property
    def as_dict(self) -> dict[str, object]:
        """As written in a notes file."""
        said = {"verdict": self.verdict, "note": self.text, "by": self.by}
        return {"old": list(self.old), "new": list(self.new), **{key: value for key, value in said.items() if value}}

    def __str__(self) -> str:
        said = ": ".join(filter(None, (self.by, self.text or self.verdict)))
        return f"{'+'.join(self.old) or '–'} → {'+'.join(self.new) or '–'} ({said})"


class Correction(NamedTuple):
    """A reader's correction of a cell of a matrix."""

    source: str
    """The document's file, without folders, or its name in a library."""
    indicator: str
    """As named in the matrix."""
    period: str
    """The years requested; "" for those of the document."""
    text: str
    """As printed, with comparator and unit; "" if nothing is stated."""
    by: str = ""

    def __str__(self) -> str:
        said = ": ".join(filter(None, (self.by, self.text or "–")))
        return f"{self.source} {self.indicator} {self.period}".rstrip() + f" ({said})"


@dataclass(frozen=True)
class Notes:
    """The content of one notes file, or of several: decisions about units, opinions on changes, and corrections to cells of a
    matrix."""

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
