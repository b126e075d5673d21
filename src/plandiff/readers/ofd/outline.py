"""The outline of a document, which a viewer shows for navigation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plandiff.readers.layout.page import Bookmark
from plandiff.readers.ofd.package import child, children

if TYPE_CHECKING:
    from plandiff.ooxml import Element

_MOST: Final = 20_000
"""Entries that are read; larger outlines are an attack."""


def bookmarks_of(document: Element, before: int) -> list[Bookmark]:
    """The outline of a document, whose first page has this many pages of the file before it."""
    pages = {row.get("ID", ""): number for number, row in enumerate(children(document, "Pages/Page"), start=before + 1)}
    named = {row.get("Name", ""): child(row, "Dest") for row in children(document, "Bookmarks/Bookmark")}
    found: list[Bookmark] = []
    for title, level, target in _entries(child(document, "Outlines"), 1):
        name = target.get("Name", "") if target is not None else ""
        place = named.get(name) if name else target
        found.append(Bookmark(title, level, pages.get(place.get("PageID", "")) if place is not None else None))
        if len(found) == _MOST:
            break
    return found


def _entries(parent: Element | None, level: int) -> Iterator[tuple[str, int, Element | None]]:
    """Each entry's title, its level, and where it leads: a place, or the name of one."""
    for entry in children(parent, "OutlineElem"):
        target = child(entry, "Actions/Action/Goto/*")
        yield (entry.get("Title") or "").strip(), level, target
        yield from _entries(entry, level + 1)
