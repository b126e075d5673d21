"""The parts of a packed office file (Word, Excel, OFD): unpacking is bounded, and nothing in it is fetched, expanded or trusted."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.ooxml import Element, Relation, qualified, relations_in, relations_part, transitional
from plandiff.readers.links import DIGEST_DIGITS

if TYPE_CHECKING:
    from plandiff.readers.allowance import Allowance

MAX_MARKUP: Final = 100_000_000
"""Bytes of the longest part that is parsed; a hundred pages of markup have one million."""
SUSPECT: Final = 16_000_000
"""Bytes from which a part is refused if compressed more than markup can be."""
MAX_RATIO: Final = 250
"""Compression ratio of the most repetitive documents' markup; zip bombs have a thousand."""
CHUNK: Final = 1 << 16
_MAIN: Final = "word/document.xml"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What the standard library raises for a file that is damaged, unusually packed, or encrypted."""


class Package:
    """The parts of a file, read on demand."""

    def __init__(self, source: str, data: bytes, allowance: Allowance) -> None:
        """Raises `InputError` if the data is not an archive."""
        self.source = source
        self.allowance = allowance
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            self.entries = {plain(entry.filename): entry for entry in self.archive.infolist()}
        except _BROKEN as problem:
            raise self.damaged() from problem
        self._types: dict[str, str] | None = None
        self._digests: dict[str, str] = {}

    def damaged(self) -> InputError:
        return InputError(self.source, "word-damaged")

    @property
    def main(self) -> str:
        """The name of the part with the text."""
        targets = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        return next((target for target in targets if plain(target) in self.entries), _MAIN)

    def holds(self, part: str) -> bool:
        return plain(part) in self.entries

    def data(self, part: str) -> bytes:
        """The bytes of a part; empty if it does not exist. Raises `InputError` for more than a document has."""
        entry = self.entries.get(plain(part))
        if entry is None:
            return b""
        limit = min(MAX_MARKUP, self.allowance.left)
        if entry.file_size > limit or (entry.file_size > SUSPECT and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)):
            raise self.too_much()
        pieces: list[bytes] = []
        for piece in self._pieces(entry):
            limit -= len(piece)
            if limit < 0:
                raise self.too_much()
            pieces.append(piece)
        return b"".join(pieces)

    def digest(self, part: str) -> str:
        """The digest of a part's content, as from `digest_of`; "" if it does not exist."""
        key = plain(part)
        if key not in self._digests:  # a picture may be on every page
            found = hashlib.sha256()
            for piece in self._pieces(self.entries[key]) if key in self.entries else ():
                found.update(piece)
            self._digests[key] = f"sha256:{found.hexdigest()[:DIGEST_DIGITS]}" if key in self.entries else ""
        return self._digests[key]

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        try:
            with self.archive.open(entry) as file:
                while piece := file.read(CHUNK):
                    self.allowance.left -= len(piece)
                    if self.allowance.left < 0:
                        raise self.too_much()
                    yield piece
        except _BROKEN as problem:
            raise self.damaged() from problem

    def too_much(self) -> InputError:
        return InputError(self.source, "unpacks-too-much")

    def tree(self, part: str) -> Element | None:
        """The markup of a part; None if it does not exist. Raises `InputError` when it is damaged or nested too deep."""
        from lxml import etree

        data = self.data(part)
        if not data:
            return None
        # The parser itself limits depth to 256; no office document has a DTD.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(transitional(data), parser)
        except etree.XMLSyntaxError as problem:
            raise self.damaged() from problem
        if root.getroottree().docinfo.doctype:
            raise self.damaged()
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id; "" means the whole file."""
        return relations_in(self.tree(relations_part(part)), part)

    def media_type(self, part: str) -> str:
        """The media type that the file states for a part, "" if none."""
        if self._types is None:
            self._types = {}
            root = self.tree("[Content_Types].xml")
            for row in root if root is not None else ():
                key = row.get("PartName") or f"*.{row.get('Extension', '')}"
                self._types[plain(key)] = row.get("ContentType", "")
        return self._types.get(plain(part)) or self._types.get(f"*.{plain(part).rpartition('.')[2]}", "")


def plain(part: str) -> str:
    """A part's name for comparison: case is ignored, and some programs write backslashes."""
    return part.replace("\\", "/").lstrip("/").lower()


def relation_of(element: Element, attribute: str, relations: dict[str, Relation]) -> Relation | None:
    """What an element refers to by an attribute such as `r:id`."""
    return relations.get(element.get(qualified(attribute)) or "")
