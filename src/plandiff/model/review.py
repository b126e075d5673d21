"""comparisons ─▶ review: what became of every plan document between two states of a repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from plandiff.errors import Problem
from plandiff.model.comparison import Comparison
from plandiff.model.document import Note
from plandiff.model.finding import Finding

WORK_TREE: Final = "the work tree"
INDEX: Final = "the index"
"""The new side if nothing is committed yet; no revision has a space in its name."""

DocumentStatus = Literal["added", "deleted", "changed", "renamed"]


@dataclass(frozen=True)
class ReviewedDocument:
    """One document that is not the same file on both sides."""

    status: DocumentStatus
    """Of the file; whether its text differs is up to the comparison."""
    old: str
    """Its path from the top of the repository, with `/`; "" if it was added."""
    new: str
    """The same; "" if it was deleted."""
    comparison: Comparison | None = None
    """None for a document that was added, deleted or could not be read."""
    problem: Problem | None = None
    """Why it could not be read, with its name; None for all others."""
    own: tuple[Finding, ...] = ()
    """Findings about the document as a whole, read or not: that it was added or deleted."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those about the document as a whole, then those about its content."""
        return (*self.own, *(self.comparison.findings if self.comparison else ()))

    @property
    def path(self) -> str:
        """Its current path, or its last."""
        return self.new or self.old


@dataclass(frozen=True)
class Review:
    """Everything that a renderer for several documents gets."""

    old: str
    """A revision, or a document's name."""
    new: str
    """The same, or `WORK_TREE` or `INDEX`."""
    documents: tuple[ReviewedDocument, ...]
    """By path."""
    notes: tuple[Note, ...] = ()
    """What the reader should know about how the two states were chosen and judged."""

    @classmethod
    def of(cls, comparison: Comparison) -> Review:
        """The review of one pair of documents, so that renderers of reviews can show a comparison too."""
        old, new = comparison.old.meta.source, comparison.new.meta.source
        return cls(old, new, (ReviewedDocument("changed", old, new, comparison),))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(document.problem for document in self.documents if document.problem)

    @property
    def different(self) -> bool:
        """Whether any document was added, deleted or differs beyond noise and numbering."""
        return any(
            document.comparison.summary.different if document.comparison else not document.problem for document in self.documents
        )
