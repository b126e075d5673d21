"""Many plans ─▶ matrix: what each of them states of each indicator, and which of a baseline's sections each of them deals with."""

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
"""What stands in a cell: a quantity, a target in words, or nothing."""
Where = Literal["list", "tasks", "plan", "review", ""]
"""Where a cell's sentence stands: among the expected targets, elsewhere in the tasks of the year, in the part on several years, or in
the review of what was done."""
Measured = Literal["asked", "other", ""]
"""Whether a cell measures what was asked for: a level is another measure than a rate, carbon than energy."""
Direction = Literal["up", "down"]


class Survey(NamedTuple):
    """A document as a matrix needs it."""

    indexed: Indexed
    targets: tuple[Target, ...]
    years: Period | None
    """The years that it plans."""


@dataclass(frozen=True)
class MatrixDocument:
    """A document of a matrix."""

    source: str
    """As it was named."""
    title: str = ""
    region: str = ""
    date: str = ""
    years: Period | None = None
    """The years that it plans, where that is known."""
    problem: Problem | None = None
    """Why it could not be read; None of all others."""
    is_baseline: bool = False
    report: str = ""
    """Where the report on the baseline and this one lies, from where the matrix does; "" where there is none."""

    @property
    def province(self) -> Province | None:
        """The province that it is of."""
        return find_province(self.region)

    @property
    def file(self) -> str:
        """The name by which a correction knows it: its file without folders, or its whole name in a library."""
        return self.source if "@" in self.source else PurePath(self.source).name

    @property
    def name(self) -> str:
        """What it is called in a head: the province, or the region, or its title."""
        return (self.province.short if self.province else self.region) or self.title or self.source


@dataclass(frozen=True)
class Indicator:
    """What a column of the table asks for."""

    name: str
    """As it was asked for, or as plandiff calls it."""
    period: Period | None = None
    """None: the years that each document plans."""
    aliases: tuple[str, ...] = ()
    """Other names that count as this one."""
    direction: Direction = "up"
    """Which way a change goes that is counted above zero: `down` of 单位地区生产总值能耗降低."""
    unit: str = ""
    """What `low` and `high` of its cells are counted in; "" where no cell has a number."""


@dataclass(frozen=True)
class MatrixCell:
    """What a document states of an indicator."""

    document: int
    indicator: int
    state: State = "none"
    text: str = ""
    """As printed, with comparator and unit; of a measure whose parts are stated the texts of both."""
    value: float | tuple[float, ...] | None = None
    """In `unit` (万, 亿 multiplied out), not signed; (low, high) of a range, or each of the parts."""
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
    """Of a measure whose parts are stated: the name of each."""
    where: Where = ""
    period: Period | None = None
    aspect: Aspect | Literal[""] = ""
    node: str = ""
    origin: Origin | None = None
    paragraph: str = field(default="", repr=False)
    """The whole text of the unit where it stands."""
    start: int = 0
    """Where `text`, of parts the first of them, begins in it."""
    confidence: float = 0.0
    """0..1, how sure it is that this is what was asked for."""
    corrected_by: str = ""
    """Who said in a notes file that this is what the cell should hold, `?` for somebody; "" of what was found."""
    rank: int | None = None
    """From 1, the highest value first; equal ones have one rank."""
    since: Mapping[Base, float] = field(default_factory=dict)
    """Against what -> value minus that, in the indicator's unit."""


Base = Literal["baseline", "target", "result"]
"""What a cell is held against: the baseline, what the same region had as its target a year before, and what it reached then."""


@dataclass(frozen=True)
class Statistics:
    """What the cells of an indicator add up to; the baseline does not count."""

    numbers: int = 0
    words: int = 0
    none: int = 0
    median: float | None = None
    low: float | None = None
    high: float | None = None
    moves: Mapping[Base, tuple[int, int, int]] = field(default_factory=dict)
    """Against what -> how many are higher, the same, lower."""


class Place(NamedTuple):
    """A part or paragraph of a document that deals with an item's matter."""

    node: str
    title: str
    """Its heading, or how it begins."""
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
    """Index of the item of the first level that it stands in, or its own."""
    text: str = field(default="", repr=False)
    """How its own text begins."""
    document: int = 0
    """The document it is taken from."""
    numbers: tuple[str, ...] = ()
    """Quantities that it states, as printed."""
    aspect: Aspect | Literal[""] = ""


@dataclass(frozen=True)
class Coverage:
    """How a document deals with an item."""

    item: int
    document: int
    grade: Grade | Literal["none"]
    places: tuple[Place, ...] = ()
    """The best first; those that look back come after all that plan."""
    count: int = 0
    """How many of them count: those that plan, of an item that looks back itself all."""
    rejected: Place | None = None
    """Where there is none: the best that was found, and was not enough."""
    numbers: tuple[str, ...] = ()
    """Quantities that the places state, as printed."""

    @property
    def planned(self) -> tuple[Place, ...]:
        """The places that count."""
        return self.places[: self.count]


@dataclass(frozen=True)
class Extra:
    """A section of a document that deals with nothing of the baseline's."""

    document: int
    place: Place


@dataclass(frozen=True)
class Matrix:
    """All that a renderer of matrices gets."""

    documents: tuple[MatrixDocument, ...]
    """The baseline first, where there is one; provinces in their official order, others as they were named."""
    indicators: tuple[Indicator, ...]
    """In the order asked for."""
    cells: tuple[MatrixCell, ...]
    """Each document's in the order of the indicators."""
    statistics: tuple[Statistics, ...]
    """Of each indicator."""
    items: tuple[Item, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    """Each item's in the order of the documents."""
    extras: tuple[Extra, ...] = ()
    has_baseline: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each document is called in a head; of several of one name each with its years, or by its file."""
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
        """Item and document -> how it is dealt with there."""
        return {(found.item, found.document): found for found in self.coverage}
