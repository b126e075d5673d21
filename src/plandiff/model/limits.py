"""Limits on the size of documents that are read."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from plandiff.errors import UsageError


@dataclass(frozen=True)
class Limits:
    """Limits in addition to those that always apply (docs/limits.md); None is no limit. For programs that read untrusted documents."""

    bytes: int | None = None
    """Of a document as received."""
    characters: int | None = None
    """Of the text compared."""
    units: int | None = None
    """Sections, paragraphs, items, tables and rows."""

    def __post_init__(self) -> None:
        """Raises `UsageError` for an invalid limit."""
        for name, value in asdict(self).items():
            if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
                raise UsageError("not-positive", argument=name, value=repr(value)[:40])


NO_LIMITS = Limits()
