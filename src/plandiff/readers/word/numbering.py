"""Automatic numbers: lists, their levels, and how they count through a document.

A list (`num`) points to a scheme (`abstractNum`) of nine levels, some of which it may override. Lists with the same scheme
share their counters, wherever they are, unless one of them states its starting number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.language.letters import is_wide
from plandiff.ooxml import Element, child, qualified, value
from plandiff.readers.labels import label
from plandiff.readers.word.values import number, switch, whole

if TYPE_CHECKING:
    from plandiff.readers.word.styles import ParagraphStyle, Styles
    from plandiff.readers.word.values import Properties

LEVELS: Final = 9
MAX_LINKS: Final = 8
"""Length of a chain of lists pointing to one another through styles; a longer one is a cycle."""
_PLACE: Final = re.compile(r"%([1-9])")
_BULLETS: Final = frozenset({"bullet"})


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    """The pattern of a custom format."""
    text: str = ""
    """The printed text, with `%1` in place of a number."""
    restart: int | None = None
    """It restarts after this level, from 1, and all above it; 0: never; None: after every level above it."""
    legal: bool = False
    """All of its numbers are written in Arabic numerals."""
    glue: str = " "
    """The separator between number and text: a tab, a space, or nothing."""
    style: str = ""
    """The style whose paragraphs are numbered at this level."""


class Label(NamedTuple):
    """The automatic number or bullet before a paragraph."""

    text: str
    glue: str
    bullet: bool


@dataclass
class _List:
    scheme: str
    levels: dict[int, Level]
    starts: dict[int, int]
    """Level -> the number at which this list itself starts."""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    root: Element | None
    styles: Styles
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    """Scheme -> the current number of each level."""
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = list(self.root) if self.root is not None else []
        self._schemes = {row.get(qualified("w:abstractNumId"), ""): row for row in rows if row.tag == qualified("w:abstractNum")}
        self._nums = {row.get(qualified("w:numId"), ""): row for row in rows if row.tag == qualified("w:num")}

    def place_of(self, properties: Properties, style: ParagraphStyle, *, original: bool = False) -> tuple[str, int] | None:
        """The list and level in which a paragraph is numbered; None if it is not.

        Its own properties and its style's are looked up separately, as either may state only one of the two. With `original`,
        its own are ignored if tracked as inserted.
        """
        own = child(properties, "numPr")
        if original and child(own, "ins") is not None:
            own = None
        ident = value(own, "numId")
        level = number(own, "ilvl")
        if ident is None:
            ident = style.list_id
            if level is None and ident is not None and (found := self._list(ident)):
                linked = {row.style: at for at, row in found.levels.items() if row.style}
                level = next((linked[one] for one in style.chain if one in linked), None)
        if ident is None or self._list(ident) is None:
            return None
        level = level if level is not None else style.list_level
        return ident, min(max(level or 0, 0), LEVELS - 1)

    def advance(self, ident: str, level: int) -> Label | None:
        """Advance a list's counter; returns what is printed."""
        found = self._list(ident)
        if found is None:
            return None
        counts = self._counts.setdefault(found.scheme, [None] * LEVELS)
        first = found.starts.get(level)
        begins = first is not None and (ident, level) not in self._begun
        current = counts[level]
        if begins or current is None:
            counts[level] = first if first is not None else found.levels[level].start
        else:
            counts[level] = current + 1
        self._begun.add((ident, level))
        for deeper in range(level + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None
        for above in range(level):
            if counts[above] is None:
                counts[above] = found.starts.get(above, found.levels[above].start)
        return self._label(found, level, counts)

    def _label(self, found: _List, level: int, counts: list[int | None]) -> Label:
        row = found.levels[level]
        if row.form in _BULLETS:
            return Label(row.text, row.glue, bullet=True)

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            count = counts[at]
            if at > level or count is None:
                return ""
            other = found.levels[at]
            if row.legal and other.form != "none":
                return label(count, "decimal")
            return label(count, other.form, other.pattern)

        return Label(_PLACE.sub(written, row.text), row.glue, bullet=False)

    # --- what the file says ---------------------------------------------------------------------

    def _list(self, ident: str) -> _List | None:
        if ident not in self._lists:
            self._lists[ident] = self._read(ident)
        return self._lists[ident]

    def _read(self, ident: str) -> _List | None:
        """A list; None if it does not exist, like the list `0`, which means that a paragraph is not numbered."""
        row = self._nums.get(ident)
        scheme = value(row, "abstractNumId")
        if row is None or scheme is None or ident == "0":
            return None
        scheme, levels = self._scheme(scheme)
        starts: dict[int, int] = {}
        for override in row.findall(qualified("w:lvlOverride")):
            at = whole(override.get(qualified("w:ilvl")))
            if at is None or not 0 <= at < LEVELS:
                continue
            if (own := child(override, "lvl")) is not None:
                levels[at] = _level(own)
            if (start := number(override, "startOverride")) is not None:
                starts[at] = start
        return _List(scheme, levels, starts)

    def _scheme(self, ident: str) -> tuple[str, dict[int, Level]]:
        """The scheme of that name, or the one it is linked to by a list style, with its levels."""
        row = self._schemes.get(ident)
        for _ in range(MAX_LINKS):
            link = value(row, "numStyleLink")
            listed = self.styles.list_of(link) if link else None
            if listed is None or (other := value(self._nums.get(listed), "abstractNumId")) is None or other == ident:
                break
            ident, row = other, self._schemes.get(other)
        levels = dict.fromkeys(range(LEVELS), Level())
        for at, level in (
            (whole(level.get(qualified("w:ilvl"))), level)
            for level in (row.findall(qualified("w:lvl")) if row is not None else ())
        ):
            if at is not None and 0 <= at < LEVELS:
                levels[at] = _level(level)
        return ident, levels


def _level(row: Element) -> Level:
    form, pattern = "decimal", ""
    # A custom format is in an alternative, with a plain fallback for programs that do not know it.
    for stated in row.iter(qualified("w:numFmt")):
        form, pattern = stated.get(qualified("w:val"), "decimal"), stated.get(qualified("w:format"), "")
        break
    start = number(row, "start")
    suffix = value(row, "suff") or "tab"
    return Level(
        start if start is not None else 0 if child(row, "start") is None else 1,
        form,
        pattern,
        value(row, "lvlText") or "",
        number(row, "lvlRestart"),
        bool(switch(row, "isLgl")),
        "" if suffix == "nothing" else " ",
        value(row, "pStyle") or "",
    )


def is_closed(text: str) -> bool:
    """Whether a number ends in Chinese punctuation, after which there is no space: `一、`."""
    last = text[-1:]
    return bool(last) and unicodedata.category(last)[0] == "P" and is_wide(last)
