"""The parts of an OFD file, and how they refer to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.errors import InputError
from plandiff.readers.word.package import Package

if TYPE_CHECKING:
    from plandiff.ooxml import Element

ROOT: Final = "OFD.xml"


class Part(NamedTuple):
    """A part and its markup."""

    name: str
    root: Element


class OfdPackage(Package):
    """An OFD file."""

    def damaged(self) -> InputError:
        return InputError(self.source, "ofd-damaged")

    def part(self, name: str) -> Part | None:
        root = self.tree(name)
        return None if root is None else Part(name, root)

    def found(self, place: str | None, within: Part) -> Part | None:
        """The part that another one refers to, by a path from the root or relative to that part; programs mix them up."""
        place = (place or "").strip().replace("\\", "/")
        if not place:
            return None
        folder = posixpath.dirname(within.name)
        places = [place.lstrip("/"), posixpath.join(folder, place.lstrip("/"))]
        for name in map(posixpath.normpath, places if place.startswith("/") else reversed(places)):
            if self.holds(name):
                return self.part(name)
        return None


def children(element: Element | None, path: str) -> Iterator[Element]:
    """The elements at a path of names, in any namespace."""
    if element is not None:
        yield from element.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def child(element: Element | None, path: str) -> Element | None:
    return next(children(element, path), None)


def text_at(element: Element | None, path: str) -> str:
    found = child(element, path)
    return (found.text or "").strip() if found is not None else ""
