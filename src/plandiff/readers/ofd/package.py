"""The parts of an OFD file, and how they refer to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.errors import InputError
from plandiff.readers.package import Package, plain

if TYPE_CHECKING:
    from plandiff.ooxml import Element
    from plandiff.readers.allowance import Allowance

ROOT: Final = "OFD.xml"
KEYS: Final = "Encryptions.xml"
"""Lists the encrypted parts of a file, if there are any."""
_UTF_8: Final = 0x800
"""The flag that the name of a part is UTF-8; those without it are decoded as code page 437."""


class Part(NamedTuple):
    """A part and its markup."""

    name: str
    root: Element


class OfdPackage(Package):
    """An OFD file."""

    def __init__(self, source: str, data: bytes, allowance: Allowance) -> None:
        """Raises `InputError` if the data is not an archive."""
        super().__init__(source, data, allowance)
        for entry in self.archive.infolist():
            if not entry.flag_bits & _UTF_8:
                for name in _as_meant(entry.filename):
                    self.entries.setdefault(plain(name), entry)

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


def _as_meant(name: str) -> Iterator[str]:
    """What the name of a part may be that was not written in the archive's own character set."""
    if not name.isascii():
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeError):
                yield name.encode("cp437").decode(encoding)


def children(element: Element | None, path: str) -> Iterator[Element]:
    """The elements at a path of names, in any namespace."""
    if element is not None:
        yield from element.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def child(element: Element | None, path: str) -> Element | None:
    return next(children(element, path), None)


def text_at(element: Element | None, path: str) -> str:
    found = child(element, path)
    return (found.text or "").strip() if found is not None else ""
