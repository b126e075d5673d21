"""What is read off the tables of a corpus, for commands, pages and programs. Fields are named after columns, including joined ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["verbatim", "adapted", "contained"]
Relation = Literal["edition", "same-text", "takes-over", "related"]


class Document(NamedTuple):
    doc: int
    """Its number in this generation of tables, in order of names."""
    name: str
    source: str
    title: str
    region: str
    issuer: str
    period: str
    date_first: date | None
    date_last: date | None
    """The first and last day on which it may have got its wording."""
    date_from: Literal["header", "name", "signed", "user"] | None
    family: int | None
    """Its oldest edition; None if it is the only one."""
    sha256: str
    text_sha256: str
    """Of its letters and digits."""
    chars: int
    """Letters and digits."""
    passages: int
    notes: Sequence[str] | None
    """Codes of the notes from reading it."""
    also: Sequence[str] | None
    """Other names of the same bytes."""
    series: str | None
    reference: bool
    """It is in the corpus as a possible common source of others."""

    @property
    def called(self) -> str:
        """Its title, or the name of its file."""
        return self.title or self.name.rpartition("/")[2]

    @property
    def days(self) -> str:
        """The days as people write them, `2020-01-01..2021-09-30`; "" if there are none."""
        return "..".join(sorted({str(self.date_first), str(self.date_last)})) if self.date_first else ""


class Pair(NamedTuple):
    a: int
    b: int
    relation: Relation
    passages: int
    """Passages of `a` that `b` has, by closest kind below."""
    verbatim: int
    adapted: int
    contained: int
    chars: int
    """Kept characters."""
    share_a: float
    share_b: float
    """The share of each document that is in the other, 0..1."""
    aligned: bool
    substance: float
    """Of the passage with the most."""
    equal: int | None
    changed: int | None
    moved: int | None
    added: int | None
    deleted: int | None
    """Headings and blocks by plandiff's alignment, of those aligned."""
    name_a: str
    name_b: str
    region_a: str
    region_b: str
    date_a: date | None
    date_b: date | None


class Takeover(NamedTuple):
    doc: int
    unit: int
    from_doc: int
    from_unit: int
    kind: Kind
    similarity: float
    substance: float
    chars: int
    days: int | None
    certain: bool
    """The dates of the two do not overlap."""
    equally_near: int
    """Earlier documents that are as near, including this one: above 1 nobody can tell which it was."""
    moved: bool
    """It is under different headings."""
    name: str
    from_name: str
    region: str
    from_region: str
    day: date
    from_day: date
    section: str
    from_section: str
    text: str
    from_text: str
    key: int
    from_key: int
    id: str
    from_id: str
    same_family: bool


class Cluster(NamedTuple):
    id: int
    """Its smallest text key."""
    size: int
    """Documents."""
    regions: int
    first: date | None
    last: date | None
    medoid: int
    """Key of the text that has most substance in common with the others."""
    texts: int
    places: int
    substance: float
    """Of what the others have in common with the medoid, on average over their documents."""
    text: str
    """Of the medoid."""


class Family(NamedTuple):
    """Editions of one document."""

    id: int
    """Number of the oldest."""
    size: int
    regions: int
    first: date | None
    last: date | None
    medoid: int
    """Number of the one nearest to the others."""
    name: str
    title: str
    """Of the oldest, as is its name."""
    region_names: Sequence[str]

    @property
    def called(self) -> str:
        """The title of the oldest, or the name of its file."""
        return self.title or self.name.rpartition("/")[2]


class Flow(NamedTuple):
    """What one region took over from another; "" is that of documents without one."""

    from_region: str
    region: str
    takeovers: int
    verbatim: int
    adapted: int
    contained: int
    chars: int
    tied: int
    """How many of them have an equally near source in another document."""


class Unread(NamedTuple):
    """What could not be read, or a pair that could not be compared."""

    name: str
    stage: str
    cause: str


class Counts(NamedTuple):
    """How much there is in a corpus."""

    documents: int
    regions: int
    passages: int
    texts: int
    takeovers: int
    """But for those between editions of one document."""
    clusters: int
    families: int
    errors: int
    undated: int
    regionless: int
    """Documents without a date, and without a region."""


class Standing(NamedTuple):
    """A place of a text."""

    doc: int
    unit: int
    name: str
    id: str
    section: str
    key: int
    text: str


class InTime(NamedTuple):
    """A place of a passage among all of them, in order of time; the nearest earlier one, and how it differs, if there is one."""

    doc: int
    unit: int
    id: str
    section: str
    text: str
    key: int
    from_doc: int | None
    from_unit: int | None
    kind: Kind | None
    similarity: float | None
    days: int | None
    certain: bool | None
    moved: bool | None
    moment: int | None
    """Orders documents by time; None without a date."""


class Unit(NamedTuple):
    """A unit of a document, in order."""

    unit: int
    id: str
    kind: str
    number: str
    text: str
    section: str
    page: int
    """Key of the page that shows all its places: its cluster, or its text."""


class Before(NamedTuple):
    """Who had a unit before."""

    unit: int
    doc: int
    kind: Kind
    similarity: float
    certain: bool
    equally_near: int


class After(NamedTuple):
    """Who has a unit later."""

    unit: int
    doc: int
    kind: Kind
    similarity: float
    certain: bool
    total: int
    """Of all that do."""


class Common(NamedTuple):
    """A passage of the later of two documents, and the nearest one of the earlier."""

    kind: Kind
    similarity: float
    substance: float
    old_section: str
    new_section: str
    old: str
    new: str
    page: int
    total: int
    """Of all that they have in common."""

    @property
    def moved(self) -> bool:
        """Whether it is in another section."""
        return self.old_section != self.new_section


class Silence(NamedTuple):
    """The reason if there is nothing to show."""

    documents: int
    without_long_passages: int
    undated: int
