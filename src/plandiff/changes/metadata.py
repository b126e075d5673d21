"""What the plans say about themselves: title, issuer, date, period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.changes.hits import Hit, hit
from plandiff.model import Comparison
from plandiff.text import fold

FIELDS: Final = ("issuer", "date", "period")


def find_metadata(comparison: Comparison) -> Iterator[Hit]:
    """Fields that both plans state, differently; what one of them does not state may merely not have been found."""
    old, new = comparison.old, comparison.new
    stated = [("title", old.root.title, new.root.title) if comparison.summary.retitled else ("title", "", "")]
    stated += [(name, getattr(old.meta, name), getattr(new.meta, name)) for name in FIELDS]
    for name, before, after in stated:
        if before and after and fold(before) != fold(after):
            yield hit(f"{name}-changed", "", before, after, old=before, new=after)
