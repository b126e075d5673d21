"""Every value that passes between the stages, in pipeline order.

source ─read▶ blocks ─normalize▶ Plan ─align▶ Alignment ─describe▶ Comparison ─render▶ bytes

All values are frozen and hold tuples, so a stage can neither change what it was given nor
depend on who else holds it. Where a value stood in its file (`line`) is kept for messages but
left out of equality: the same text in another layout is the same text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "row", "note"]
UnitKind = Literal["section", "paragraph", "item", "table", "row", "note"]
Mode = Literal["versions", "regions"]
Op = Literal["equal", "noise", "delete", "insert", "replace"]
Status = Literal["equal", "noise", "changed", "added", "deleted"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range", "×"]
Role = Literal["target", "actual", "baseline", "change", "other"]


# --- source -> blocks ------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """The bytes of a document and what is known of them before they are read."""

    name: str
    """How the user named it (a path, "-"); shown in messages and reports, never opened again."""
    data: bytes = field(repr=False)
    media_type: str | None = None
    """As declared by whoever delivered the bytes; None when only the content can tell."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table's grid; a cell that spans several places stands once in the text."""

    text: str
    covered: bool = False
    """True where a cell that began above or to the left reaches over; its `text` is that cell's."""


@dataclass(frozen=True)
class Block:
    """One printed block of a document, in reading order, before any structure is guessed."""

    kind: BlockKind
    text: str
    """As printed, white space folded, without its number; of a table the caption, of a row its cells joined by ` | `."""
    number: str = ""
    """Of an item, once normalized: its number or mark as printed, `（三）`, `——`; readers leave it in the text."""
    level: int | None = None
    """1 = outermost, where the format itself states a level (`#`, `h1`); None otherwise."""
    cells: tuple[tuple[Cell, ...], ...] = ()
    """Of a table: its rows, all of one length. Of a row: that one row. Of others: empty."""
    strong: bool = False
    """The whole block is set in bold or centred: weak evidence of a heading."""
    outside: bool = False
    """It lies outside the page's main text as far as the format's own structure tells."""
    apart: bool = field(default=True, compare=False)
    """White space or markup parts it from the block before; False for the next line of a text."""
    indent: int = field(default=0, compare=False)
    """Columns of white space before it, two for a wide character; 0 where the format has no lines."""
    line: int | None = field(default=None, compare=False)
    """1-based line of the source where the block begins."""


@dataclass(frozen=True)
class Note:
    """Something odd but not fatal about a document, for the reader of the report."""

    code: str
    """A stable name (`encoding-guessed`, `front-matter-invalid`); messages are made from it."""
    detail: str = ""


@dataclass(frozen=True)
class Document:
    """A source taken apart: what a reader gives to the normalizer."""

    name: str
    """The source's name."""
    blocks: tuple[Block, ...]
    front_matter: tuple[tuple[str, str], ...] = ()
    """The header's keys and values as text, in its order; nested values are left out."""
    notes: tuple[Note, ...] = ()


# --- blocks -> plan --------------------------------------------------------------------------


@dataclass(frozen=True)
class SetAside:
    """A block that is not the plan's own text, and why it was taken out of the body."""

    reason: str
    """`furniture`, `contents`, `lead` (a news lead), `title-block`, `other-document`."""
    text: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Meta:
    """What a plan says about itself; every field is "" where nothing was found."""

    title: str = ""
    issuer: str = ""
    region: str = ""
    period: str = ""
    """The years it covers, as `2021-2025`."""
    date: str = ""
    """Of adoption or publication, ISO 8601."""
    source: str = ""
    """The name the user gave the document."""


@dataclass(frozen=True)
class Section:
    """A heading and all that stands under it. The root is the document itself, at level 0."""

    id: str
    """The path of ordinals from the root, `2.3.1`; the root's is ""."""
    number: str
    """As printed: `（二）`, `第三条`, `1.2`; "" where there is none."""
    title: str
    """Without the number; "" of an article that has none."""
    level: int
    """1 = top level of the body; 0 for a document attached to this one, whose headings begin at 1 again."""
    body: tuple[Block, ...] = ()
    """Blocks between the heading and the first child; tables hold their rows."""
    children: tuple[Section, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Unit:
    """What is aligned: the heading of a section, or one block of its body."""

    id: str
    """A section's own id; a body block's is its section's and its ordinal, `2.3.1/4`;
    a row's its table's and its ordinal, `2.3.1/4.2`."""
    parent: str | None
    """The unit above: a section's section, a block's section, a row's table; None at the top."""
    kind: UnitKind
    text: str
    """Without the number."""
    number: str = ""
    level: int = 0
    """Of sections: 1 = top level of the body. 0 for everything else."""
    lead: str = ""
    """The theme sentence that opens a paragraph where its siblings share the habit."""
    cells: tuple[Cell, ...] = ()
    """Of rows only."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Plan:
    """A document as a tree of sections, with what was set aside on record."""

    meta: Meta
    root: Section
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[Note, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    """Unit id -> the theme sentence that opens it, for the units that have one."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units in document order; a section comes before its body, the body before its children."""
        leads = dict(self.leads)
        found: list[Unit] = []

        def visit(section: Section) -> None:
            owner = section.id or None
            for ordinal, block in enumerate(section.body, 1):
                unit_id = f"{section.id}/{ordinal}"
                kind: UnitKind = "paragraph" if block.kind == "heading" else block.kind
                found.append(Unit(unit_id, owner, kind, block.text, block.number, lead=leads.get(unit_id, ""), line=block.line))
                for row_ordinal, row in enumerate(block.cells if block.kind == "table" else (), 1):
                    found.append(Unit(f"{unit_id}.{row_ordinal}", unit_id, "row", row_text(row), cells=row, line=block.line))
            for child in section.children:
                found.append(
                    Unit(
                        child.id,
                        owner,
                        "section",
                        child.title,
                        child.number,
                        child.level,
                        leads.get(child.id, ""),
                        line=child.line,
                    )
                )
                visit(child)

        visit(self.root)
        return tuple(found)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Unit id -> unit."""
        return {unit.id: unit for unit in self.units}


def row_text(row: tuple[Cell, ...]) -> str:
    """The text of a table row: its cells joined by ` | `, spanning cells once."""
    return " | ".join(cell.text for cell in row if not cell.covered)


# --- plan -> targets -------------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """A quantity that a plan states, with what it measures: a target, or what a target is measured by."""

    node: str
    """Id of the unit it stands in."""
    indicator: str
    """What is measured, in the words of the sentence or of the table row."""
    text: str
    """The quantity as printed, with comparator and unit: `不低于95%`."""
    value: float | tuple[float, float]
    """In base units (万, 亿 and `million` multiplied out; percent on its own scale); (low, high) of a range."""
    unit: str
    """`%`, `个`, `元/人`; "" where none is printed."""
    comparator: Comparator
    """`×` is a multiple of another value (翻一番, 减半); `range` has two values; `~` is about."""
    year: str
    """`2025` or `2021-2025`, as printed in the sentence or the head of the column; "" where none is."""
    role: Role
    """`target` to be reached, `actual` reached, `baseline` where a target starts from, `change` an increase or
    decrease, `other` a threshold or qualifier that is nobody's aim."""
    planned: bool | None = None
    """Of a change: whether it lies ahead; None for other roles."""
    direction: Literal["up", "down", ""] = ""
    """Of a change: increase or decrease, where a word says so."""
    binding: Literal["binding", "expected", ""] = ""
    """约束性 or 预期性, where the plan says so."""
    paragraph: str = field(default="", repr=False)
    """The whole text of the unit as printed, its number included."""
    start: int = field(default=0, compare=False)
    """Where `text` begins in `paragraph` (characters)."""


# --- plans -> alignment ----------------------------------------------------------------------


@dataclass(frozen=True)
class RunnerUp:
    """The best link that a link won against, on either side."""

    old: str
    new: str
    score: float


@dataclass(frozen=True)
class Link:
    """Which units of the new plan became of which units of the old one.

    One old and several new units are a split, several old and one new a merge.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float
    """0..1, how sure the alignment is; 1 for identical text."""
    by: str
    """The matcher that made it."""
    moved: bool = False
    """It stands under another parent than its old parent's counterpart, or out of order there."""
    runner_up: RunnerUp | None = None


@dataclass(frozen=True)
class Related:
    """Two units of different regions' plans that deal with the same matter (regions mode)."""

    old: str
    new: str
    score: float


@dataclass(frozen=True)
class Alignment:
    """Every unit of both plans is in exactly one link or alone on its side."""

    old: Plan
    new: Plan
    mode: Mode
    links: tuple[Link, ...]
    """In the new plan's order."""
    deleted: tuple[str, ...]
    """Units of the old plan without a counterpart, in its order."""
    added: tuple[str, ...]
    """Units of the new plan without a counterpart, in its order."""
    related: tuple[Related, ...] = ()
    notes: tuple[Note, ...] = ()
    """Where a bound cut the search short."""
    script: bool = False
    """Traditional and simplified characters count as the same."""


# --- alignment -> comparison -----------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """A run of text and what became of it; joined, the edits of a change give both texts."""

    op: Op
    old: str
    new: str
    noise: str = ""
    """Of `noise` edits: the class (`width`, `space`, `punctuation`, `quote`, `invisible`, `numbering`,
    `script`)."""


@dataclass(frozen=True)
class Change:
    """What became of some units; every unit of both plans is in exactly one change."""

    id: str
    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    edits: tuple[Edit, ...]
    moved: bool = False
    renumbered: bool = False
    score: float = 1.0
    by: str = ""
    runner_up: RunnerUp | None = None

    @property
    def split(self) -> bool:
        return len(self.new) > 1 and len(self.old) == 1

    @property
    def merged(self) -> bool:
        return len(self.old) > 1 and len(self.new) == 1


@dataclass(frozen=True)
class Summary:
    """Counts over all changes. `sections` counts headings, `units` headings and blocks."""

    units: tuple[int, int]
    """Of the old and the new plan."""
    sections: tuple[int, int]
    sections_touched: int
    """Sections of either plan in whose heading or own body anything but noise changed."""
    equal: int
    noise: int
    changed: int
    added: int
    deleted: int
    moved: int
    split: int
    merged: int
    renamed: int
    renumbered: int
    characters_deleted: int
    """Characters marked as deleted inside changed units, and so inserted below."""
    characters_inserted: int
    noise_classes: tuple[tuple[str, int], ...]
    """Noise class -> number of edits, by class name."""
    retitled: bool = False
    """The title of the plan itself changed beyond noise (versions mode)."""

    @property
    def different(self) -> bool:
        """Whether anything differs beyond noise and numbering."""
        return self.retitled or any((self.changed, self.added, self.deleted, self.moved, self.split, self.merged))


TargetKind = Literal[
    "unchanged",
    "raised",
    "lowered",
    "restated",
    "comparator",
    "vaguer",
    "sharper",
    "advanced",
    "postponed",
    "dated",
    "undated",
    "bound",
    "unbound",
    "renamed",
    "added",
    "dropped",
    "met",
    "missed",
    "disagreement",
]
"""What can become of a target; docs/targets.md explains each."""
Polarity = Literal["higher", "lower", "unknown"]


@dataclass(frozen=True)
class TargetChange:
    """What became of one target of the old plan in the new one."""

    kinds: tuple[TargetKind, ...]
    """All that is true of it, in the order of `TargetKind`; `unchanged`, `added`, `met`, `missed` and `disagreement` stand alone."""
    old: Target | None
    """None of an added target."""
    new: Target | None
    """None of a dropped one. Of `met` and `missed`: the value that the new plan says was reached."""
    difference: float | None = None
    """New value minus old, in base units; of ranges that of their middles. None unless both have the same unit."""
    percent: float | None = None
    """The difference in per cent of the old value; None where that is 0."""
    polarity: Polarity = "unknown"
    """Which value is better: `higher` 入学率, `lower` 生师比; `unknown` where neither words nor comparator tell."""
    effect: Literal["stronger", "weaker", ""] = ""
    """Whether the target asks for more or for less than before, by value and polarity; "" where that is not known."""
    within: Literal["old", "new", ""] = ""
    """Of a disagreement: the plan whose table (`old`) and body (`new`) state different values."""


@dataclass(frozen=True)
class Comparison:
    """All that a renderer gets."""

    alignment: Alignment
    changes: tuple[Change, ...]
    """In the new plan's order, deleted units where they stood in the old one."""
    summary: Summary
    targets: tuple[TargetChange, ...] = ()
    """What became of the quantities: in the new plan's order, dropped ones after them in the old plan's."""

    @property
    def old(self) -> Plan:
        return self.alignment.old

    @property
    def new(self) -> Plan:
        return self.alignment.new
