"""Many plans ─▶ matrix: what each of them states for each indicator, and which of a baseline's sections each of them covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Literal, NamedTuple

from plandiff.errors import Problem
from plandiff.language.dates import Period
from plandiff.language.periods import Aspect
from plandiff.language.provinces import Province, find_province
from plandiff.language.quantity import Comparator
from plandiff.model.alignment import Grade
from plandiff.model.document import Origin
from plandiff.model.indexed import Indexed
from plandiff.model.target import Target

State = Literal["number", "words", "none"]
"""What a cell holds: a quantity, a target in words, or nothing."""
Where = Literal["list", "tasks", "plan", "review", ""]
"""Where a cell's sentence is: among the expected targets, elsewhere in the year's tasks, in the part on several years, or in the
review of past work."""
Measured = Literal["asked", "other", ""]
"""Whether a cell measures what was asked for: a level differs from a rate, carbon from energy."""
Direction = Literal["up", "down"]


class Survey(NamedTuple):
    """A document as a matrix needs it."""

    indexed: Indexed
    targets: tuple[Target, ...]
    years: Period | None
    """The years that it plans for."""


@dataclass(frozen=True)
class MatrixDocument:
    """A document of a matrix."""

    source: str
    """As given."""
    title: str = ""
    region: str = ""
    date: str = ""
    years: Period | None = None
    """The years that it plans for, if known."""
    problem: Problem | None = None
    """Why it could not be read; None for all others."""
    is_baseline: bool = False
    report: str = ""
    """The link from the matrix to the report on the baseline and this document; "" if there is none."""

    @property
    def province(self) -> Province | None:
        """Its province."""
        return find_province(self.region)

    @property
    def file(self) -> str:
        """The name by which corrections refer to it: its file without folders, or its whole name in a library."""
        return self.source if "@" in self.source else PurePath(self.source).name

    @property
    def name(self) -> str:
        """Its name in column heads: the province, or the region, or its title."""
        return (self.province.short if self.province else self.region) or self.title or self.source


@dataclass(frozen=True)
class Indicator:
    """What a column of the table is about."""

    name: str
    """As requested, or plandiff's own name for it."""
    period: Period | None = None
    """None: the years that each document plans for."""
    aliases: tuple[str, ...] = ()
    """Other names that count as this one."""
    direction: Direction = "up"
    """The direction of change that counts as positive: `down` for 单位地区生产总值能耗降低."""
    unit: str = ""
    """The unit of `low` and `high` of its cells; "" if no cell has a number."""


@dataclass(frozen=True)
class MatrixCell:
    """What a document states for an indicator."""

    document: int
    indicator: int
    state: State = "none"
    text: str = ""
    """As printed, with comparator and unit; for a measure whose parts are stated, the texts of both."""
    value: float | tuple[float, ...] | None = None
    """In `unit` (万, 亿 multiplied out), as printed; (low, high) for a range, or each of the parts."""
    low: float | None = None
    high: float | None = None
    """In the indicator's unit, signed by its direction: for sorting and drawing. `comparator` says whether they are bounds."""
    unit: str = ""
    comparator: Comparator | Literal[""] = ""
    word_class: str = ""
    measure: Measured = ""
    name: str = ""
    """What is measured, as printed."""
    parts: tuple[str, ...] = ()
    """For a measure whose parts are stated: the name of each."""
    where: Where = ""
    period: Period | None = None
    aspect: Aspect | Literal[""] = ""
    node: str = ""
    origin: Origin | None = None
    paragraph: str = field(default="", repr=False)
    """The whole text of its unit."""
    start: int = 0
    """Where `text`, or the first of its parts, begins in it."""
    confidence: float = 0.0
    """0..1, the confidence that this is what was asked for."""
    corrected_by: str = ""
    """Who corrected the cell to this in a notes file, `?` if unnamed; "" for what was found."""
    rank: int | None = None
    """From 1, the highest value first; equal ones share a rank."""
    since: Mapping[Base, float] = field(default_factory=dict)
    """Reference -> value minus that, in the indicator's unit."""

    @property
    def middle(self) -> float | None:
        """The value by which a cell is ranked: for a range, or for parts, the middle; None if it has no number."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


Base = Literal["baseline", "target", "result"]
"""What a cell is compared with: the baseline, the same region's target a year before, and what it reached then."""


@dataclass(frozen=True)
class Statistics:
    """Statistics of an indicator's cells; the baseline does not count."""

    numbers: int = 0
    words: int = 0
    none: int = 0
    median: float | None = None
    low: float | None = None
    high: float | None = None
    moves: Mapping[Base, tuple[int, int, int]] = field(default_factory=dict)
    """Reference -> how many are higher, the same, lower."""


class Place(NamedTuple):
    """A part or paragraph of a document that covers an item."""

    node: str
    title: str
    """Its heading, or its beginning."""
    text: str
    path: tuple[str, ...]
    score: float
    grade: Grade
    aspect: Aspect | Literal[""]
    origin: Origin | None = None


@dataclass(frozen=True)
class Item:
    """A section of the baseline, or a theme of several documents."""

    node: str
    number: str
    title: str
    level: int
    chapter: int
    """Index of the first-level item that contains it, or its own."""
    text: str = field(default="", repr=False)
    """The beginning of its own text."""
    document: int = 0
    """The document it comes from."""
    numbers: tuple[str, ...] = ()
    """Quantities that it states, as printed."""
    aspect: Aspect | Literal[""] = ""


@dataclass(frozen=True)
class Coverage:
    """How a document covers an item."""

    item: int
    document: int
    grade: Grade | Literal["none"]
    places: tuple[Place, ...] = ()
    """The best first; those that look back come after all those that plan."""
    count: int = 0
    """How many of them count: those that plan; for an item that itself looks back, all."""
    rejected: Place | None = None
    """If there is none: the best candidate, which was not good enough."""
    numbers: tuple[str, ...] = ()
    """Quantities that the places state, as printed."""

    @property
    def planned(self) -> tuple[Place, ...]:
        """The places that count."""
        return self.places[: self.count]


@dataclass(frozen=True)
class Extra:
    """A section of a document that covers no section of the baseline."""

    document: int
    place: Place


@dataclass(frozen=True)
class Matrix:
    """Everything that a renderer of matrices gets."""

    documents: tuple[MatrixDocument, ...]
    """The baseline first, if there is one; provinces in their official order, others in the order given."""
    indicators: tuple[Indicator, ...]
    """In the order requested."""
    cells: tuple[MatrixCell, ...]
    """Each document's, in the order of the indicators."""
    statistics: tuple[Statistics, ...]
    """One for each indicator."""
    items: tuple[Item, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    """Each item's, in the order of the documents."""
    extras: tuple[Extra, ...] = ()
    has_baseline: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each document in column heads; documents with the same name get their years, or their file."""
        names = [document.name for document in self.documents]
        dated = [f"{document.name} {document.years or document.date[:4]}".rstrip() for document in self.documents]
        chosen = [two if names.count(one) > 1 else one for one, two in zip(names, dated, strict=True)]
        files = [PurePath(document.source).stem or document.source for document in self.documents]
        return tuple(
            name if chosen.count(name) == 1 else file if files.count(file) == 1 else document.source
            for name, file, document in zip(chosen, files, self.documents, strict=True)
        )

    @cached_property
    def cell(self) -> Mapping[tuple[int, int], MatrixCell]:
        """Document and indicator -> cell."""
        return {(cell.document, cell.indicator): cell for cell in self.cells}

    @cached_property
    def covered(self) -> Mapping[tuple[int, int], Coverage]:
        """Item and document -> how it is covered there."""
        return {(found.item, found.document): found for found in self.coverage}
