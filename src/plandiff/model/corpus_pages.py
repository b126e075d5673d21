"""Tables of a corpus ─▶ its pages: what each page shows, as plain values. Nothing here knows a table or a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

Kind = Literal["verbatim", "adapted", "contained"]
"""How a passage stands in a later document: as it was, reworded, or inside a longer one."""
Relation = Literal["edition", "same-text", "takes-over", "related"]

Row = TypeVar("Row")


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The rows of a table that a page shows."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    """How many there are."""
    file: str = ""
    """The table beside the page that holds all of them; "" where there is none."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


class CorpusDocument(NamedTuple):
    """A document of a corpus, as it is named on every page."""

    number: int
    title: str
    """What it calls itself, its file's name where it does not."""
    source: str = ""
    region: str = ""
    """"" where it is not known."""
    first: date | None = None
    last: date | None = None
    """When its text was made, at the earliest and at the latest; None where that is not known."""
    date_from: str = ""
    """What says so: `header`, `name`, `signed`, `user`."""
    page: str = ""
    """Where its page lies, from where this one does; "" where it has none."""

    @property
    def dated(self) -> str:
        """`2020-04-10`, or `2019-01-01/2020-04-10` of a range; "" where it is not known."""
        known = list(dict.fromkeys(str(day) for day in (self.first, self.last) if day))
        return "/".join(known)


# --- the index -----------------------------------------------------------------------------------


class Flow(NamedTuple):
    """A cell of the map of regions: what the later region has of the earlier one."""

    source: str
    target: str
    passages: int
    verbatim: int
    adapted: int
    contained: int
    chars: int
    tied: int = 0
    """Passages of these that stand equally near in another document."""


class Takeover(NamedTuple):
    """A passage that stands in a later document, and where it stood nearest before."""

    source: CorpusDocument
    target: CorpusDocument
    kind: Kind
    similarity: float
    substance: float
    chars: int
    days: int | None
    """From the one document to the other; None where a date is not known."""
    certain: bool
    """Whether one was made before the other: their dates do not overlap."""
    equally_near: int
    """Other earlier places that are as near."""
    moved: bool
    text: str
    """As the later document prints it."""
    page: str = ""
    """Of the passage."""


class Family(NamedTuple):
    """Editions of one document."""

    number: int
    title: str
    size: int
    regions: tuple[str, ...]
    first: date | None
    last: date | None
    page: str = ""


class Cluster(NamedTuple):
    """A passage that many documents have."""

    key: int
    text: str
    """Of the place in the middle of it."""
    size: int
    """Texts that differ."""
    places: int
    regions: int
    first: date | None
    last: date | None
    substance: float
    page: str = ""


class Unread(NamedTuple):
    """What could not be read, or a pair that could not be compared."""

    source: str
    stage: str
    cause: str


class Assumption(NamedTuple):
    """A number that decided, or how dates and regions were found."""

    name: str
    value: str


@dataclass(frozen=True)
class CorpusIndex:
    """The first page of a corpus."""

    name: str
    counts: tuple[tuple[str, int], ...]
    """What there is of each: documents, regions, passages, texts, takeovers …"""
    regions: tuple[str, ...] = ()
    """Rows and columns of the map, those first that most was taken from; "" is what has no region."""
    regions_left: int = 0
    """Regions that the map has no room for."""
    flows: tuple[Flow, ...] = ()
    flows_file: str = ""
    takeovers: Shown[Takeover] = Shown()
    clusters: Shown[Cluster] = Shown()
    families: Shown[Family] = Shown()
    errors: Shown[Unread] = Shown()
    assumed: tuple[Assumption, ...] = ()


# --- a passage -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nearest:
    """What a place is held against: the nearest of the places before it."""

    place: int
    """Which of the page's places it is."""
    kind: Kind
    similarity: float
    days: int | None
    certain: bool
    ties: tuple[int, ...] = ()
    """Other places before it that are as near."""
    moved: bool = False


@dataclass(frozen=True)
class Place:
    """A place where a passage stands."""

    document: CorpusDocument
    unit: str
    """The unit's id in the document."""
    section: str
    """The headings above it."""
    text: str
    key: int
    """Of its text: places of one text have one."""
    nearest: Nearest | None = None
    """None of the first, and of those that nothing before them is like."""
    report: str = ""
    """Where both documents are compared, at this passage; "" where they are not."""


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
    """Where the first page lies."""


# --- a document, a family, two documents ---------------------------------------------------------


class Neighbour(NamedTuple):
    """Who else has a passage."""

    document: CorpusDocument
    kind: Kind
    similarity: float
    certain: bool


@dataclass(frozen=True)
class Passage:
    """A unit of a document, with who had it before and who took it later."""

    unit: str
    kind: str
    level: int
    """Of a heading, from 1; 0 of what stands below headings."""
    text: str
    earlier: tuple[Neighbour, ...] = ()
    earlier_more: int = 0
    """Places before it that are as near."""
    later: tuple[Neighbour, ...] = ()
    later_more: int = 0
    """Places after it that took it from here and are not listed."""
    page: str = ""


class Pair(NamedTuple):
    """Two documents that have passages in common."""

    a: CorpusDocument
    b: CorpusDocument
    relation: Relation
    verbatim: int
    adapted: int
    contained: int
    chars: int
    share_a: float
    share_b: float
    """0..1, how much of each text is in the other."""
    report: str = ""


@dataclass(frozen=True)
class DocumentPage:
    """A document's text with a margin."""

    corpus: str
    document: CorpusDocument
    passages: Shown[Passage]
    pairs: Shown[Pair]
    had: int
    """Passages that an earlier document has."""
    given: int
    """Passages that a later document took from here."""
    index: str = ""


@dataclass(frozen=True)
class FamilyPage:
    """Editions of one document in order of time."""

    corpus: str
    family: Family
    documents: tuple[CorpusDocument, ...]
    pairs: Shown[Pair]
    index: str = ""


@dataclass(frozen=True)
class Shared:
    """A passage of the later of two documents beside that of the earlier."""

    kind: Kind
    similarity: float
    substance: float
    old_section: str
    new_section: str
    old: str
    new: str
    moved: bool = False
    page: str = ""


@dataclass(frozen=True)
class PairPage:
    """Two documents, and the passages that the later has of the earlier one."""

    corpus: str
    pair: Pair
    """`a` is the earlier one."""
    certain: bool
    passages: Shown[Shared]
    index: str = ""
