"""Documents prepared for the library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandiff.library.versions import ORIGINAL, Version, checksum
from plandiff.model import AS_ACCEPTED, Reading

if TYPE_CHECKING:
    from plandiff.pipeline import Document


@dataclass(frozen=True)
class Edition:
    """A document prepared for the library."""

    data: bytes
    plan: str
    """Its canonical Markdown."""
    text_sha256: str
    title: str = ""
    issuer: str = ""
    region: str = ""
    period: str = ""
    date: str = ""
    file: str = ""
    revisions: str = ""
    overrules: str = ""
    media_type: str = ""
    document: str = ""
    valid_from: str = ""
    valid_until: str = ""
    """As its own text states; see `Version`."""

    @property
    def fingerprint(self) -> str:
        """Of the bytes and the way they are read, in hexadecimal digits."""
        said = json.dumps((self.revisions, self.overrules, self.document))
        return checksum(checksum(self.data).encode() + said.encode())

    def is_kept_as(self, version: Version) -> bool:
        """Whether a version with the same bytes is read in the same way."""
        types = {self.media_type.partition(";")[0], version.media_type.partition(";")[0]} - {""}
        same = (self.revisions, self.overrules, self.document) == (version.revisions, version.overrules, version.document)
        return same and len(types) < 2


def prepare(document: Document, reading: Reading = AS_ACCEPTED) -> Edition:
    """Read a document for the library, which records how it was read. Raises `InputError` if it cannot be read as a plan."""
    from plandiff.language.folding import fold
    from plandiff.library.validity import find_validity
    from plandiff.pipeline import load, open_settled, write
    from plandiff.readers import media_type_of

    source = open_settled(document, reading)
    plan = load(source)
    meta = plan.meta
    validity = find_validity((unit.text for unit in plan.units), meta.date)
    text = "\n".join(filter(None, (fold(unit.text) for unit in plan.units)))
    return Edition(
        data=source.data,
        plan=write(plan).decode(),
        text_sha256=checksum(text.encode("utf-8", "replace")),
        title=meta.title,
        issuer=meta.issuer,
        region=meta.region,
        period=meta.period,
        date=meta.date,
        file=source.file_name,
        revisions=ORIGINAL if source.reading.revisions == ORIGINAL else "",
        overrules=json.dumps(said, ensure_ascii=False, sort_keys=True) if (said := source.reading.overrules.as_dict()) else "",
        media_type=media_type_of(source, source.reading),
        document=str(source.document or ""),
        valid_from=validity.first,
        valid_until=validity.end,
    )
