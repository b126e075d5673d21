"""Tables of a corpus ─▶ its pages: what each page shows, as plain values. Nothing here knows a table or a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from plandiff.model.corpus import Cluster, Common, Family, Flow, Kind, Pair, Takeover, Unread

Row = TypeVar("Row")


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The rows of a table that a page shows."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    """The total number."""
    file: str = ""
    """The file beside the page with the whole table; "" if there is none."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


class CorpusDocument(NamedTuple):
    """A document of a corpus, as it is named on every page."""

    number: int
    title: str
    """Its title, or the name of its file."""
    source: str = ""
    region: str = ""
    """"" if unknown."""
    first: date | None = None
    last: date | None = None
    """When its text was written, at the earliest and at the latest; None if unknown."""
    date_from: str = ""
    """The source of the dates: `header`, `name`, `signed`, `user`."""
    page: str = ""
    """The link to its page from this one; "" if it has none."""

    @property
    def dated(self) -> str:
        """`2020-04-10`, or `2019-01-01/2020-04-10` for a range; "" if unknown."""
        known = list(dict.fromkeys(str(day) for day in (self.first, self.last) if day))
        return "/".join(known)


# --- the index -----------------------------------------------------------------------------------


class Linked(NamedTuple, Generic[Row]):
    """A row, and the link to its page; "" if it has none."""

    row: Row
    page: str = ""


class Taken(NamedTuple):
    """A passage of a later document, and its nearest earlier source."""

    row: Takeover
    source: CorpusDocument
    target: CorpusDocument
    page: str = ""
    """Of the passage."""


class Assumption(NamedTuple):
    """A tuning number, or how dates and regions were found."""

    name: str
    value: str


@dataclass(frozen=True)
class CorpusIndex:
    """The index page of a corpus."""

    name: str
    counts: tuple[tuple[str, int], ...]
    """The count of each: documents, regions, passages, texts, takeovers …"""
    regions: tuple[str, ...] = ()
    """Rows and columns of the map, the most copied regions first; "" is documents without a region."""
    regions_left: int = 0
    """Regions left off the map."""
    flows: tuple[Flow, ...] = ()
    flows_file: str = ""
    takeovers: Shown[Taken] = Shown()
    clusters: Shown[Linked[Cluster]] = Shown()
    families: Shown[Linked[Family]] = Shown()
    errors: Shown[Unread] = Shown()
    assumed: tuple[Assumption, ...] = ()


# --- a passage -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nearest:
    """What a place is compared with: the nearest of the earlier places."""

    place: int
    """Which of the page's places it is."""
    kind: Kind
    similarity: float
    days: int | None
    certain: bool
    ties: tuple[int, ...] = ()
    """Other earlier places that are as near."""
    moved: bool = False


@dataclass(frozen=True)
class Place:
    """A place where a passage occurs."""

    document: CorpusDocument
    unit: str
    """The unit's id in the document."""
    section: str
    """The headings above it."""
    text: str
    key: int
    """Identifies its text: places with the same text share it."""
    nearest: Nearest | None = None
    """None for the first place, and for those without a similar earlier one."""
    report: str = ""
    """The link to this passage in the comparison of both documents; "" if they are not compared."""


@dataclass(frozen=True)
class PassagePage:
    """A passage with its places in order of time."""

    key: int
    corpus: str
    places: Shown[Place]
    documents: int
    regions: int
    substance: float
    formula: bool
    index: str = ""
    """The link to the index page."""


# --- a document, a family, two documents ---------------------------------------------------------


class Neighbour(NamedTuple):
    """Who else has a passage."""

    document: CorpusDocument
    kind: Kind
    similarity: float
    certain: bool


@dataclass(frozen=True)
class Passage:
    """A unit of a document, with earlier and later documents that have it."""

    unit: str
    kind: str
    level: int
    """Of a heading, from 1; 0 for body text."""
    text: str
    earlier: tuple[Neighbour, ...] = ()
    earlier_more: int = 0
    """Earlier places that are as near."""
    later: tuple[Neighbour, ...] = ()
    later_more: int = 0
    """Later places that took it from here and are not listed."""
    page: str = ""


class Paired(NamedTuple):
    """Two documents that have passages in common, the earlier one first."""

    row: Pair
    old: CorpusDocument
    new: CorpusDocument
    share_old: float
    share_new: float
    """0..1, the share of each text that is in the other."""
    report: str = ""


@dataclass(frozen=True)
class DocumentPage:
    """A document's text with a margin."""

    corpus: str
    document: CorpusDocument
    passages: Shown[Passage]
    pairs: Shown[Paired]
    had: int
    """Passages that an earlier document has."""
    given: int
    """Passages that a later document took from this one."""
    index: str = ""


@dataclass(frozen=True)
class FamilyPage:
    """Editions of one document in order of time."""

    corpus: str
    family: Linked[Family]
    documents: tuple[CorpusDocument, ...]
    pairs: Shown[Paired]
    index: str = ""


@dataclass(frozen=True)
class PairPage:
    """Two documents, and the passages that the later has of the earlier one."""

    corpus: str
    pair: Paired
    certain: bool
    passages: Shown[Linked[Common]]
    index: str = ""
