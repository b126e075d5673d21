"""What is stored for a version, and its format.

    beijing/education/@2021/original.html   the original bytes
                            plan.md         the canonical Markdown made from them
                            version.toml    what is known about them

`@` cannot be in a name, so a version's folder can be told from a document's, and reads like a
reference to the version.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import PurePath
from typing import Final

from plandiff.arguments import check_argument
from plandiff.errors import InputError, Problem, UsageError, cause_of
from plandiff.model import NO_OVERRULES, Overrules, Reading, Revisions
from plandiff.toml import parse_toml

MARK: Final = "@"
ORIGINAL: Final[Revisions] = "original"
"""How a version is read that was added as it was before its own tracked changes."""
PLAN: Final = "plan.md"
METADATA: Final = "version.toml"
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")
_DAY: Final = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True)
class Version:
    """One edition of a document; every field but the first three may be ""."""

    name: str
    label: str
    added: str
    """When it was added to the library, UTC, ISO 8601."""
    original: str
    """The name of the file with the original bytes."""
    sha256: str
    """Of the original's bytes."""
    plan_sha256: str
    """Of the canonical Markdown."""
    text_sha256: str
    """Of the folded text: the same for the same text with different formatting."""
    plandiff: str
    """The plandiff version that made the canonical Markdown."""
    date: str = ""
    """The day it was adopted, published or came into force; ISO 8601."""
    title: str = ""
    issuer: str = ""
    region: str = ""
    period: str = ""
    file: str = ""
    """The original's file name at its source."""
    source: str = ""
    """Where it was published, usually an address."""
    note: str = ""
    revisions: str = ""
    """`original` if the text is that before the document's own insertions and deletions."""
    overrules: str = ""
    """What people said about how to read it, as JSON; "" for nothing."""
    media_type: str = ""
    """The format that the original was read as, the declared one if that is right; "" if an earlier plandiff added it."""
    document: str = ""
    """Which of the documents in the original it is, counted from 1; "" for all of them."""
    valid_from: str = ""
    """The first day on which it is in force (施行), ISO 8601, if that is known and may differ from `date`."""
    valid_until: str = ""
    """The day from which it is no longer in force (废止)."""

    def __str__(self) -> str:
        return f"{self.name}{MARK}{self.label}"

    @property
    def reading(self) -> Reading:
        """How it was read when it was added. Raises `InputError` if that is invalid."""
        try:
            overrules = Overrules.of(json.loads(self.overrules)) if self.overrules else NO_OVERRULES
        except (ValueError, TypeError, AttributeError) as problem:
            raise InputError(str(self), "metadata-unreadable", cause=cause_of(problem)) from None
        return Reading(ORIGINAL if self.revisions == ORIGINAL else None, overrules=overrules)

    @property
    def order(self) -> tuple[str, str, str]:
        """By date, then in order of addition; one without a date counts by when it was added."""
        return (self.date or self.valid_from or self.added[:10], self.added, self.label)

    @property
    def start(self) -> str:
        """The first day on which it is in force, as far as known; "" if neither that nor a date is."""
        return self.valid_from or self.date

    @property
    def path(self) -> tuple[str, ...]:
        return version_path(self.name, self.label)


SAID: Final = ("date", "valid_from", "valid_until", "source", "note")
"""What people say about a version, which can be edited."""
_NEEDED: Final = frozenset(field.name for field in fields(Version) if field.default is MISSING)


def version_path(name: str, label: str) -> tuple[str, ...]:
    """The folder of a version inside the library."""
    return (*name.split("/"), MARK + label)


def checked_day(day: str) -> str:
    """Raises `UsageError` for what is not a day in ISO 8601; "" means none and is accepted."""
    check_argument("date", day, str)
    if day and not _DAY.fullmatch(day):
        raise UsageError("not-a-date", day=day)
    return day


def checked_validity(first: str, end: str) -> None:
    """Raises `UsageError` if an edition's validity would end before it begins; "" means unknown and is accepted."""
    if first and end and end <= first:
        raise UsageError("ends-before-it-begins", first=first, end=end)


def original_name(file: str) -> str:
    """`original` with the extension of the file it came from, if that is a plain one."""
    suffix = PurePath(file.replace("\\", "/")).suffix.lower()
    return "original" + (suffix if _SUFFIX.fullmatch(suffix) else "")


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_metadata(version: Version) -> bytes:
    """TOML; empty fields are left out."""
    import tomli_w

    return tomli_w.dumps({key: _clean(value) for key, value in asdict(version).items() if value or key in _NEEDED}).encode()


def read_metadata(data: bytes, where: str) -> Version:
    """Raises `InputError` if it is not what `write_metadata` writes; unknown keys are left for later plandiffs."""
    try:
        table = parse_toml(data.decode())
        version = Version(**{field.name: table[field.name] for field in fields(Version) if field.name in table})
    except (ValueError, TypeError) as problem:
        raise InputError(where, "metadata-unreadable", cause=cause_of(problem)) from None
    if not all(isinstance(value, str) for value in asdict(version).values()):
        raise InputError(where, "metadata-unreadable", cause=Problem("value-no-text"))
    return version


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
