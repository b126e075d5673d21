"""Names of documents, labels of versions, and references to versions: `beijing/education@2021`.

Names and labels become folders of a git tree, and of any disk that tree is checked out on. So they
are limited to what every file system accepts and no reader mistakes for something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from plandiff.arguments import check_argument
from plandiff.errors import Problem, UsageError

SEGMENT_LIMIT: Final = 200
"""UTF-8 bytes of one part of a name, and of a label: 66 Chinese characters, enough for titles of notices;
file systems allow 255 bytes."""
DEPTH_LIMIT: Final = 8
"""Parts of a name: region, district, subject, and some to spare."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Device names of Windows, with or without an extension."""
_PUNCTUATION: Final = frozenset("-_.,+()&（）《》【】“”‘’、·，：—– ")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PERIOD: Final = re.compile(r"\d{4}(?:-\d\d)?")
_BACK: Final = re.compile(r"(.*)~([0-9]{1,6})")
LATEST: Final = "latest"
UNDATED: Final = "undated"
"""Prefix of the default label of an edition without a date."""
FINGERPRINT: Final = 8
"""Characters of a checksum in a label: among a document's thousand editions, two share them once in eight thousand libraries."""
_SKIPPED: Final = {ord(mark): None for mark in " _-·"}
"""Characters that are easily added to or left out of a name."""


@dataclass(frozen=True)
class Reference:
    """A reference to a version of a document: the one found `by` label, day or position, then `back` steps before it."""

    name: str
    by: Literal["latest", "label", "day", "period"]
    value: str = ""
    back: int = 0

    def __str__(self) -> str:
        base = LATEST if self.by == "latest" else self.value
        return f"{self.name}@{base}" + (f"~{self.back}" if self.back else "")


def checked_name(name: str) -> str:
    """The name in Unicode's composed form (NFC).

    Raises `UsageError` when it cannot be a document's name, with the reason.
    """
    check_argument("name", name, str)
    name = unicodedata.normalize("NFC", name)
    parts = name.split("/")
    if len(parts) > DEPTH_LIMIT:
        raise UsageError("not-a-name", document=_shown(name), cause=Problem("too-many-parts", limit=DEPTH_LIMIT))
    for part in parts:
        if cause := _objection(part):
            raise UsageError("not-a-name", document=_shown(name), cause=cause)
    return name


def checked_label(label: str) -> str:
    """The label in Unicode's composed form (NFC). Raises `UsageError` when it cannot be a version's label."""
    check_argument("label", label, str)
    label = unicodedata.normalize("NFC", label)
    cause = Problem("latest-is-kept") if label.casefold() == LATEST else _objection(label)
    if cause:
        raise UsageError("not-a-label", label=_shown(label), cause=cause)
    return label


def _objection(part: str) -> Problem | None:
    """Why a part of a name cannot be one; None if it can."""
    if not part:
        return Problem("empty-part")
    if len(part.encode("utf-8", "surrogatepass")) > SEGMENT_LIMIT:
        return Problem("part-too-long", limit=SEGMENT_LIMIT)
    for character in part:
        if character not in _PUNCTUATION and unicodedata.category(character)[0] not in "LNM":
            return Problem("character-not-allowed", character=ord(character))
    if part[0] in ".- " or part[-1] in ". ":
        return Problem("part-ends-badly")
    if _RESERVED.fullmatch(part):
        return Problem("device-name")
    if len(_scripts(part)) > 1:
        return Problem("scripts-alike")
    return None


_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN")
"""Scripts with letters that look like another's; Chinese may be combined with any one of them."""


def _scripts(part: str) -> set[str]:
    kinds = {unicodedata.name(character, "").partition(" ")[0] for character in unicodedata.normalize("NFKC", part)}
    return kinds & set(_SCRIPTS)


@lru_cache(maxsize=65536)
def skeleton(part: str) -> str:
    """A part of a name with width, letter case and marks that the eye may miss folded.

    >>> skeleton("Ｂeijing") == skeleton("beijing"), skeleton("2021—2025") == skeleton("2021_2025")
    (True, True)
    """
    from plandiff.language.folding import fold

    return fold(unicodedata.normalize("NFKC", part)).casefold().translate(_SKIPPED)


def confusable(part: str, others: Iterable[str]) -> str | None:
    """The first of the others that differs from this part but could be mistaken for it, on paper or by a file system."""
    looks = skeleton(part)
    return next((other for other in others if other != part and skeleton(other) == looks), None)


def free_label(base: str, fingerprint: str, taken: Iterable[str]) -> str:
    """An unused label: the base, or the base with part of the fingerprint.

    So two people working apart give different editions different labels, and the same edition the same one.

    >>> free_label("2021-09-30", "9f86d081", []), free_label("2021-09-30", "9f86d081", ["2021-09-30"]), free_label("", "9f86d081", [])
    ('2021-09-30', '2021-09-30-9f86d081', 'undated-9f86d081')
    """
    known = set(taken)
    if base and base not in known:
        return base
    stem = f"{base or UNDATED}-"
    labels = (stem + fingerprint[:length] for length in range(FINGERPRINT, len(fingerprint) + 1))
    return next((label for label in labels if label not in known), stem + fingerprint)


def parse_reference(text: str) -> Reference | None:
    """The version that a text names, `NAME@LABEL`, `NAME@latest`, `NAME@2021-09-30`, `NAME@2021`, each with `~2` or without.

    None if the text has no `@`. Raises `UsageError` if it has but is not a valid reference.

    >>> str(parse_reference("beijing/education@~1"))
    'beijing/education@latest~1'
    """
    check_argument("reference", text, str)
    name, at, version = text.rpartition("@")
    if not at:
        return None
    found = _BACK.fullmatch(version)
    base, back = (found.group(1), int(found.group(2))) if found else (version, 0)
    if base in ("", LATEST):
        return Reference(checked_name(name), "latest", back=back)
    # A label that looks like a day is tried first; the library decides which of the two it is.
    by: Literal["day", "period", "label"] = "day" if _DAY.fullmatch(base) else "period" if _PERIOD.fullmatch(base) else "label"
    return Reference(checked_name(name), by, checked_label(base), back)


def _shown(text: str) -> str:
    """Short enough for one line; control characters are escaped when it is printed."""
    return text if len(text) <= 80 else f"{text[:77]}…"
