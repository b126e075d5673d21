"""blocks ─normalize▶ plan: a tree of sections, and its units, which are what is aligned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from plandiff.language.dates import Period, read_period
from plandiff.language.periods import NO_SCOPE, Aspect, Scope
from plandiff.model.document import Cell, Layer, Note, Origin
from plandiff.model.keys import make_keys
from plandiff.model.spans import Span, Spanned, join
from plandiff.model.tables import TableHead, head_of

CELL_BORDER: Final = " | "
"""Separates two cells in the text of a table row."""

ElementKind = Literal["paragraph", "item", "table", "note", "figure", "opaque"]
UnitKind = Literal["section", "paragraph", "item", "table", "row", "note", "figure", "opaque"]


@dataclass(frozen=True)
class SetAside:
    """A block that is not the plan's own text, and why it was taken out of the body."""

    reason: str
    """`furniture`, `contents`, `lead` (a news lead), `title-block`, `enactment` (the note of adoption and revisions under the
    title, which is in the metadata), `asked` (by people), `other-document`, `continued` (repeated where a table continues);
    and what the format itself says is not text: `image` (without a text description), `struck-out` (entirely),
    `reading` (how a character is pronounced), `header-footer`, `watermark`, `hidden`, `comment`."""
    text: str
    origin: Origin | None = field(default=None, compare=False)

    @property
    def line(self) -> int | None:
        return self.origin.line if self.origin else None


@dataclass(frozen=True)
class Meta:
    """A plan's own metadata; a field is "" if nothing was found."""

    title: str = ""
    issuer: str = ""
    region: str = ""
    period: str = ""
    """The years it covers, as `2021-2025`."""
    date: str = ""
    """Of adoption or publication, or of a revised document's last revision, ISO 8601."""
    source: str = ""
    """The name the user gave the document."""
    number: str = ""
    """The number that its issuer gave it, `国发〔2019〕4号`."""
    published: str = ""
    """When it was put on the page that was read, ISO 8601."""
    index: str = ""
    """Its number in the register of the site, 索引号."""
    subjects: str = ""
    """The site's subject terms for it, 主题词."""
    site: str = ""
    """The site that it was read from."""
    enactment: str = ""
    """The note under the title that says who adopted and revised it, and when (题注)."""

    @property
    def years(self) -> Period | None:
        """The period as a value; None if it names no years."""
        return read_period(self.period)


@dataclass(frozen=True)
class Element:
    """An element of a section's body: a paragraph, an item, a table with its rows, a note, a figure."""

    kind: ElementKind
    text: str
    """As printed, white space folded, without its number; of a table the caption, of a figure its text description."""
    number: str = ""
    """Its number or mark as printed, `（三）`, `——`; of a footnote its mark."""
    cells: tuple[tuple[Cell, ...], ...] = ()
    """Of a table: its rows, all of one length. Of others: empty."""
    layer: Layer = "body"
    """`notes` for footnotes and endnotes, which come after what they belong to; `body` for all others."""
    digest: str = ""
    """Of figures and opaque elements: the digest that identifies it."""
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """What the format says about parts of the text."""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Section:
    """A heading and everything under it. The root is the document itself, at level 0."""

    id: str
    """The path of ordinals from the root, `2.3.1`; the root's is ""."""
    number: str
    """As printed: `（二）`, `第三条`, `1.2`; "" if there is none."""
    title: str
    """Without the number; "" for an article without one."""
    level: int
    """1 = top level of the body; 0 for a document attached to this one, whose headings start again at 1."""
    body: tuple[Element, ...] = ()
    """What is between the heading and the first child; tables hold their rows."""
    children: tuple[Section, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """What the format says about parts of the title."""
    origin: Origin | None = field(default=None, compare=False)


class Timing(NamedTuple):
    """The time a unit refers to, from its beginning and from later places where it changes."""

    scope: Scope = NO_SCOPE
    shifts: tuple[tuple[int, Scope], ...] = ()
    """Offset in the text -> the scope of what follows it, in order."""

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """All of them, in order."""
        return (self.scope, *(scope for _, scope in self.shifts))

    def at(self, place: int) -> Scope:
        """The scope that applies at an offset in the text."""
        later = bisect_right(self.shifts, place, key=lambda shift: shift[0])
        return self.shifts[later - 1][1] if later else self.scope


NO_TIMING: Final = Timing()


def section_of(unit_id: str) -> str:
    """The id of the section that a unit is in; a heading is in its own.

    >>> section_of("2.1/3.2"), section_of("2.1")
    ('2.1', '2.1')
    """
    return unit_id.partition("/")[0]


class Part(NamedTuple):
    """One of several points that a paragraph makes."""

    start: int
    end: int
    lead: str
    """Its subject, with its number, as printed at the beginning of the part; "" if that is not short."""


@dataclass(frozen=True)
class Unit:
    """What is aligned: the heading of a section, or one block of its body."""

    id: str
    """A section's own id; a body block's is its section's and its ordinal, `2.3.1/4`;
    a row's its table's and its ordinal, `2.3.1/4.2`."""
    parent: str | None
    """The parent unit: a section's section, a block's section, a row's table; None at the top."""
    kind: UnitKind
    text: str
    """Without the number."""
    number: str = ""
    level: int = 0
    """Of sections: 1 = top level of the body. 0 for everything else."""
    lead: str = ""
    """The theme sentence that opens a paragraph whose siblings follow the same pattern."""
    cells: tuple[Cell, ...] = ()
    """Of rows only."""
    layer: Layer = "body"
    """`notes` for footnotes and endnotes, `body` for all others."""
    digest: str = ""
    """Of figures and opaque units: the digest that distinguishes it from others with the same text."""
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """What the format says about parts of the text, in order."""
    timing: Timing = field(default=NO_TIMING, compare=False)
    """The time it refers to."""
    parts: tuple[Part, ...] = field(default=(), compare=False)
    """The points of a paragraph or item that makes several: 一是…；二是…."""
    document: int = field(default=1, compare=False)
    """Which document of the file it belongs to, counted from 1; 0 for a cover notice that forwards several."""
    origin: Origin | None = field(default=None, compare=False)

    @property
    def line(self) -> int | None:
        """1-based line of the file where it begins."""
        return self.origin.line if self.origin else None

    @property
    def period(self) -> Period | None:
        """The years it refers to, from its beginning; None if not stated, or several."""
        return self.timing.scope.period

    @property
    def aspect(self) -> Aspect | None:
        """Whether it looks back, plans, or gives background; None if not stated."""
        return self.timing.scope.aspect


@dataclass(frozen=True)
class Plan:
    """A document as a tree of sections, with a record of what was set aside."""

    meta: Meta
    root: Section
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[Note, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    """Unit id -> the theme sentence that opens it, for the units that have one."""
    timings: tuple[tuple[str, Timing], ...] = field(default=(), compare=False)
    """Unit id -> the time it refers to, for the units for which that is known; rows have their table's."""
    parts: tuple[tuple[str, tuple[Part, ...]], ...] = field(default=(), compare=False)
    """Unit id -> its points, for the paragraphs and items that make several."""
    cover: bool = field(default=False, compare=False)
    """The file begins with a notice that only forwards the documents below it."""
    sha256: str = field(default="", compare=False)
    """Of the bytes it was read from, in hexadecimal digits; "" if these are not known."""

    @cached_property
    def documents(self) -> tuple[Section, ...]:
        """The documents of the file, the first of them the root unless that is only a cover."""
        attached = tuple(section for section in self.root.children if section.level == 0)
        return attached if self.cover else (self.root, *attached)

    @cached_property
    def covered(self) -> Period | None:
        """The years that the plan covers: those it states, else for a report the year it sets targets for after reviewing the year
        before.
        """
        if self.meta.years:
            return self.meta.years
        scopes = [scope for unit in self.units for scope in unit.timing.scopes]
        single = {(period.first, aspect) for period, aspect in scopes if period and period.first == period.last}
        known = [year for year, aspect in single if aspect == "plan" and (year - 1, "review") in single]
        return Period(known[0], known[0]) if len(known) == 1 else None

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units in document order; a section comes before its body, the body before its children."""
        leads, timings, parts = dict(self.leads), dict(self.timings), dict(self.parts)
        numbers = {section.id: number for number, section in enumerate(self.documents, 1)}
        found: list[Unit] = []

        def visit(section: Section, document: int) -> None:
            owner = section.id or None
            for ordinal, element in enumerate(section.body, 1):
                unit_id = f"{section.id}/{ordinal}"
                found.append(
                    Unit(
                        unit_id,
                        owner,
                        element.kind,
                        element.text,
                        element.number,
                        lead=leads.get(unit_id, ""),
                        layer=element.layer,
                        digest=element.digest,
                        spans=element.spans,
                        timing=timings.get(unit_id, NO_TIMING),
                        parts=parts.get(unit_id, ()),
                        document=document,
                        origin=element.origin,
                    )
                )
                for row_ordinal, row in enumerate(element.cells if element.kind == "table" else (), 1):
                    text, spans = row_spanned(row)
                    row_id = f"{unit_id}.{row_ordinal}"
                    timing = timings.get(unit_id, NO_TIMING)
                    found.append(
                        Unit(
                            row_id,
                            unit_id,
                            "row",
                            text,
                            cells=row,
                            spans=spans,
                            timing=timing,
                            origin=row_origin(row, element.origin),
                        )
                    )
            for child in section.children:
                inner = numbers.get(child.id, document)
                found.append(
                    Unit(
                        child.id,
                        owner,
                        "section",
                        child.title,
                        child.number,
                        child.level,
                        leads.get(child.id, ""),
                        spans=child.spans,
                        timing=timings.get(child.id, NO_TIMING),
                        document=inner,
                        origin=child.origin,
                    )
                )
                visit(child, inner)

        visit(self.root, numbers.get(self.root.id, 0))
        return tuple(found)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Unit id -> unit."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def keys(self) -> dict[str, str]:
        """Unit id -> the unit's key: 16 hexadecimal digits from its content, unique in the plan, independent of its position."""
        return make_keys(self.units)

    @cached_property
    def unit_of_key(self) -> dict[str, str]:
        """A unit's key -> its id."""
        return {key: unit for unit, key in self.keys.items()}

    @cached_property
    def _rows(self) -> dict[str, list[Unit]]:
        """Table -> its rows."""
        rows: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.kind == "row" and unit.parent:
                rows.setdefault(unit.parent, []).append(unit)
        return rows

    @cached_property
    def _heads(self) -> dict[str, TableHead]:
        """Table -> its head, for the tables requested so far."""
        return {}

    def rows_of(self, table: str | None) -> Sequence[Unit]:
        """The rows of a table, in order."""
        return self._rows.get(table or "", ())

    def head_of(self, table: str | None) -> TableHead:
        """The head of a table."""
        name = table or ""
        if name not in self._heads:
            self._heads[name] = head_of([row.cells for row in self.rows_of(name)])
        return self._heads[name]

    def is_head(self, unit: Unit) -> bool:
        """Whether a unit is a row that labels the columns below it."""
        return unit.kind == "row" and unit in self.rows_of(unit.parent)[: self.head_of(unit.parent).rows]

    def sections_above(self, unit: str | None) -> tuple[Unit, ...]:
        """The sections that contain a unit, outermost first; a section contains itself."""
        found: list[Unit] = []
        while unit is not None:
            here = self.unit[unit]
            if here.kind == "section":
                found.append(here)
            unit = here.parent
        return tuple(reversed(found))


def row_text(row: tuple[Cell, ...]) -> str:
    """The text of a table row: its cells joined by ` | `, spanning cells once."""
    return CELL_BORDER.join(cell.text for cell in row if not cell.covered)


def row_origin(row: tuple[Cell, ...], table: Origin | None = None) -> Origin | None:
    """Where a table row begins, and on a page the box around its cells; that of its table if its cells do not know their own."""
    known = [cell.origin for cell in row if cell.origin and not cell.covered]
    if not known:
        return table
    boxes = [origin.box for origin in known if origin.box and origin.page == known[0].page]
    if len(boxes) < 2:
        return known[0]
    left, top, right, bottom = zip(*boxes, strict=True)
    return known[0]._replace(box=(min(left), min(top), max(right), max(bottom)))


def row_spanned(row: tuple[Cell, ...]) -> Spanned:
    """The text of a table row with the spans of its cells."""
    if not any(cell.spans for cell in row):
        return Spanned(row_text(row))
    return join((cell.spanned for cell in row if not cell.covered), CELL_BORDER)
