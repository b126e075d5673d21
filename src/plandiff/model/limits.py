"""How large a document may be that somebody lets be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from plandiff.errors import UsageError


@dataclass(frozen=True)
class Limits:
    """Bounds beside those that always hold (docs/limits.md); None is none. For programs that read what strangers give them."""

    bytes: int | None = None
    """Of a document as it comes."""
    characters: int | None = None
    """Of the text that is compared."""
    units: int | None = None
    """Sections, paragraphs, items, tables and rows."""

    def __post_init__(self) -> None:
        """Raises `UsageError` for what bounds nothing."""
        for name, value in asdict(self).items():
            if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
                raise UsageError("not-positive", argument=name, value=repr(value)[:40])


NO_LIMITS = Limits()
