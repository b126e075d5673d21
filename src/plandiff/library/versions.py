"""What is kept of a version, and how it is written down.

    beijing/education/@2021/original.html   the bytes as they came
                            plan.md         the canonical Markdown made of them
                            version.toml    what is known about them

`@` is in no part of a name, so a version's folder can be told from a document's, and reads as the
version is asked for.
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
"""How a version is read that was added as it was before its own revisions."""
PLAN: Final = "plan.md"
METADATA: Final = "version.toml"
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")
_DAY: Final = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True)
class Version:
    """One edition of a document; every field may be "" but the first three."""

    name: str
    label: str
    added: str
    """When it was put into the library, UTC, ISO 8601."""
    original: str
    """The name of the file with the bytes as they came."""
    sha256: str
    """Of the original's bytes."""
    plan_sha256: str
    """Of the canonical Markdown."""
    text_sha256: str
    """Of the text folded: the same for the same text with different formatting."""
    plandiff: str
    """The plandiff that made the canonical Markdown."""
    date: str = ""
    """The day it was adopted or published, or since when it is in force; ISO 8601."""
    title: str = ""
    issuer: str = ""
    region: str = ""
    period: str = ""
    file: str = ""
    """The original's file name where it came from."""
    source: str = ""
    """Where it was published, usually an address."""
    note: str = ""
    revisions: str = ""
    """`original` where the text is that before the document's own insertions and deletions."""
    overrules: str = ""
    """What people said of how it is read, as JSON; "" where nothing was said."""
    media_type: str = ""
    """The format that the original was read as, as it was declared where that is right; "" of what earlier plandiffs added."""
    document: str = ""
    """Which of the documents in the original it is, counted from 1; "" for all that it holds."""
    valid_from: str = ""
    """The first day on which it is in force (施行), ISO 8601, where that is known and may differ from `date`."""
    valid_until: str = ""
    """The day from which it is in force no longer (废止)."""

    def __str__(self) -> str:
        return f"{self.name}{MARK}{self.label}"

    @property
    def reading(self) -> Reading:
        """How it was read when it was added. Raises `InputError` where that makes no sense."""
        try:
            overrules = Overrules.of(json.loads(self.overrules)) if self.overrules else NO_OVERRULES
        except (ValueError, TypeError, AttributeError) as problem:
            raise InputError(str(self), "metadata-unreadable", cause=cause_of(problem)) from None
        return Reading(ORIGINAL if self.revisions == ORIGINAL else None, overrules=overrules)

    @property
    def order(self) -> tuple[str, str, str]:
        """By date, then as they were added; one without a date stands where it was added."""
        return (self.date or self.valid_from or self.added[:10], self.added, self.label)

    @property
    def start(self) -> str:
        """The first day on which it is in force, as far as that is known; "" where neither that nor a date is."""
        return self.valid_from or self.date

    @property
    def path(self) -> tuple[str, ...]:
        return version_path(self.name, self.label)


SAID: Final = ("date", "valid_from", "valid_until", "source", "note")
"""What people say of a version, which can be edited."""
_NEEDED: Final = frozenset(field.name for field in fields(Version) if field.default is MISSING)


def version_path(name: str, label: str) -> tuple[str, ...]:
    """The folder of a version inside the library."""
    return (*name.split("/"), MARK + label)


def checked_day(day: str) -> str:
    """Raises `UsageError` for what is not a day as ISO 8601 writes it; "" is none and passes."""
    check_argument("date", day, str)
    if day and not _DAY.fullmatch(day):
        raise UsageError("not-a-date", day=day)
    return day


def checked_validity(first: str, end: str) -> None:
    """Raises `UsageError` where an edition would be in force no longer before it is in force; "" is unknown and passes."""
    if first and end and end <= first:
        raise UsageError("ends-before-it-begins", first=first, end=end)


def original_name(file: str) -> str:
    """`original` with the ending of the file it came from, where that is a plain one."""
    suffix = PurePath(file.replace("\\", "/")).suffix.lower()
    return "original" + (suffix if _SUFFIX.fullmatch(suffix) else "")


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_metadata(version: Version) -> bytes:
    """TOML; the fields that are empty are left out."""
    import tomli_w

    return tomli_w.dumps({key: _clean(value) for key, value in asdict(version).items() if value or key in _NEEDED}).encode()


def read_metadata(data: bytes, where: str) -> Version:
    """Raises `InputError` where it is not what `write_metadata` writes; unknown keys are left for later plandiffs."""
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
