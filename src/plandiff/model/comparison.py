"""alignment ─describe▶ comparison: what became of each unit, and everything that a renderer gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, NamedTuple

from plandiff.model.alignment import Alignment, RunnerUp
from plandiff.model.finding import Finding
from plandiff.model.opinions import Opinion
from plandiff.model.plan import CELL_BORDER, Plan, Unit
from plandiff.model.target import TargetChange

Op = Literal["equal", "noise", "delete", "insert", "replace"]
Status = Literal["equal", "noise", "changed", "added", "deleted"]


class TextEdit(NamedTuple):
    """A run of text and what became of it; joined, the edits between two texts give both."""

    op: Op
    old: str
    new: str
    noise: str = ""
    """The class of `noise` edits (`width`, `variant`, `space`, `punctuation`, `quote`, `invisible`, `numbering`, `script`, `column`,
    `span`, `link`, `reference-form`)."""


class Extent(NamedTuple):
    """A stretch of the text of one unit, or of one cell of a table row."""

    unit: str
    start: int
    end: int
    cell: int | None = None
    """Of a row: the column of the cell; None for other units."""


class Edit(NamedTuple):
    """What became of a stretch of at most one old and one new unit. It refers to their texts, and holds none.

    In order, the edits of a change cover all of its units' texts. The first edit of a cell with a counterpart begins on both
    sides, with empty stretches if necessary.
    """

    op: Op
    old: Extent | None
    new: Extent | None
    noise: str = ""
    """As in `TextEdit`."""


class ColumnChange(NamedTuple):
    """What became of a column of a table, named by its header."""

    kind: Literal["added", "removed", "moved", "renamed"]
    old: str
    """"" for an added column."""
    new: str
    """"" for a removed column."""


class MovedText(NamedTuple):
    """A sentence that moved while the rest of its unit did not."""

    old: Extent
    new: Extent


UNCERTAIN: Final = 0.5
"""Links below this score are reported as uncertain: half of the text differs."""


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
    columns: tuple[ColumnChange, ...] = ()
    """For a table: its columns that changed or moved."""
    moved_text: tuple[MovedText, ...] = ()
    """Sentences that moved out of its units or into them; each is in the changes of both places."""

    @property
    def split(self) -> bool:
        return len(self.new) > 1 and len(self.old) == 1

    @property
    def merged(self) -> bool:
        return len(self.old) > 1 and len(self.new) == 1

    @property
    def uncertain(self) -> bool:
        """Whether the linked units have less in common than not."""
        return bool(self.old and self.new) and self.score < UNCERTAIN

    @property
    def significant(self) -> bool:
        """Whether it is more than typography and numbering: a change of text, place or structure."""
        return self.status not in ("equal", "noise") or self.moved or self.split or self.merged


@dataclass(frozen=True)
class Doubt:
    """One reason not to trust a comparison fully."""

    about: Literal["old", "new", "alignment"]
    cause: str
    """A stable name: `encoding-errors`, `encoding-guessed` or `no-headings` for a plan; `unlike` for the alignment."""
    confidence: float
    """0..1, the remaining confidence."""


@dataclass(frozen=True)
class Summary:
    """Counts over all changes. `sections` counts headings, `units` headings and blocks."""

    units: tuple[int, int]
    """Of the old and the new plan."""
    sections: tuple[int, int]
    sections_touched: int
    """Sections of either plan whose heading or own body changed beyond noise."""
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
    doubts: tuple[Doubt, ...] = ()
    """Reasons not to trust the comparison, the most serious first."""

    @property
    def confidence(self) -> float:
        """How far the comparison can be trusted, 0..1: what the most serious doubt leaves."""
        return self.doubts[0].confidence if self.doubts else 1.0

    @property
    def different(self) -> bool:
        """Whether anything differs beyond noise and numbering."""
        return self.retitled or any((self.changed, self.added, self.deleted, self.moved, self.split, self.merged))


Side = Literal["old", "new"]
"""Which of the two plans."""
SIDES: Final[tuple[Side, Side]] = ("old", "new")
Place = tuple[Side, str]
"""A unit of either plan."""


@dataclass(frozen=True)
class Comparison:
    """Everything that a renderer gets."""

    alignment: Alignment
    changes: tuple[Change, ...]
    """In the new plan's order, deleted units where they were in the old one."""
    summary: Summary
    targets: tuple[TargetChange, ...] = ()
    """What became of the targets: in the new plan's order, then dropped ones in the old plan's."""
    findings: tuple[Finding, ...] = ()
    """What the changes mean, by the rules: findings about the plan as a whole, then in the order of the changes."""
    opinions: tuple[tuple[str, Opinion], ...] = ()
    """Id of a change, and a reader's opinion on it."""

    @property
    def follows(self) -> bool:
        """Whether one plan succeeds the other, for other years, and is not the same plan again."""
        old, new = self.old.covered, self.new.covered
        return old is not None and new is not None and old != new

    def with_targets(self, targets: tuple[TargetChange, ...]) -> Comparison:
        """The same comparison with these target changes."""
        return self._sharing(replace(self, targets=targets))

    def with_findings(self, findings: tuple[Finding, ...]) -> Comparison:
        """The same comparison with these findings."""
        return self._sharing(replace(self, findings=findings))

    def with_opinions(self, opinions: tuple[tuple[str, Opinion], ...]) -> Comparison:
        """The same comparison with these opinions on its changes."""
        return self._sharing(replace(self, opinions=opinions))

    def opinions_on(self, change: Change | str) -> tuple[Opinion, ...]:
        """The opinions on a change, or on the change with that id."""
        return self._opinions.get(change if isinstance(change, str) else change.id, ())

    @cached_property
    def _opinions(self) -> dict[str, tuple[Opinion, ...]]:
        opinions: dict[str, tuple[Opinion, ...]] = {}
        for change, opinion in self.opinions:
            opinions[change] = (*opinions.get(change, ()), opinion)
        return opinions

    def _sharing(self, other: Comparison) -> Comparison:
        """Another comparison of the same changes, which shares what was computed from them here."""
        vars(other).update({name: value for name, value in vars(self).items() if name in ("change_of", "_texts", "_printed")})
        return other

    @cached_property
    def change_of(self) -> dict[Place, str]:
        """Unit of either plan -> the id of its change."""
        homes: dict[Place, str] = {}
        for change in self.changes:
            homes |= {("old", unit): change.id for unit in change.old}
            homes |= {("new", unit): change.id for unit in change.new}
        return homes

    @cached_property
    def _texts(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Change -> what its edits refer to, for the changes requested so far."""
        return {}

    @cached_property
    def _printed(self) -> dict[str, tuple[TextEdit, ...]]:
        """Change -> its edits with their texts, likewise."""
        return {}

    def texts(self, change: Change) -> tuple[tuple[str, str], ...]:
        """For each edit of a change, the text it refers to in the old plan and the new one; "" where there is none."""
        found = self._texts.get(change.id)
        if found is None:
            if _is_plain(change):
                old = self.old.unit[change.old[0]].text if change.old else ""
                new = self.new.unit[change.new[0]].text if change.new else ""
                pairs = [(old[a.start : a.end] if a else "", new[b.start : b.end] if b else "") for _, a, b, _ in change.edits]
            else:
                pairs = [(self.text_at("old", a), self.text_at("new", b)) for _, a, b, _ in change.edits]
            found = self._texts[change.id] = tuple(pairs)
        return found

    def printed(self, change: Change) -> tuple[TextEdit, ...]:
        """The edits of a change with their texts. Joined, they give the texts of its units on either side, with the borders
        between the cells of a row; runs that were cut between two units are one again.
        """
        found = self._printed.get(change.id)
        if found is None:
            pairs = zip(change.edits, self.texts(change), strict=True)
            edits: Iterable[TextEdit]
            if _is_plain(change):
                edits = (TextEdit(edit.op, old, new, edit.noise) for edit, (old, new) in pairs if old or new)
            else:
                edits = _joined(_bordered(pairs))
            found = self._printed[change.id] = tuple(edits)
        return found

    def text_at(self, side: Side, extent: Extent | None) -> str:
        """The text that an edit refers to; "" if that side has none."""
        if extent is None:
            return ""
        unit = self.plan(side).unit[extent.unit]
        text = unit.text if extent.cell is None else unit.cells[extent.cell].text
        return text[extent.start : extent.end]

    def first_unit(self, change: Change) -> Unit:
        """The first unit of a change: the new plan's, if there is one."""
        return self.new.unit[change.new[0]] if change.new else self.old.unit[change.old[0]]

    def plan(self, side: Side) -> Plan:
        """The plan of a side."""
        return self.old if side == "old" else self.new

    @property
    def old(self) -> Plan:
        return self.alignment.old

    @property
    def new(self) -> Plan:
        return self.alignment.new


def _is_plain(change: Change) -> bool:
    """Whether a change has at most one unit on either side, and no table row, so that its edits follow each other in one text."""
    if len(change.old) > 1 or len(change.new) > 1:
        return False
    for _, old, new, _ in change.edits:
        if (old and old.cell is not None) or (new and new.cell is not None):
            return False
        if old and new:  # a row has only cells, so the first stretch on either side tells
            return True
    return True


def _bordered(pairs: Iterable[tuple[Edit, tuple[str, str]]]) -> Iterator[TextEdit]:
    """Edits with their texts, and with the borders between the cells of a row, which no edit refers to."""
    before: tuple[Extent | None, Extent | None] = (None, None)
    for edit, texts in pairs:
        after = edit.old or before[0], edit.new or before[1]
        borders = [CELL_BORDER if _crosses(*pair) else "" for pair in zip(before, after, strict=True)]
        if any(borders):
            yield _border(borders[0], borders[1], edit)
        if any(texts):
            yield TextEdit(edit.op, *texts, edit.noise)
        before = after


def _crosses(before: Extent | None, after: Extent | None) -> bool:
    """Whether a border between two cells of one row lies between two stretches."""
    return before is not None and after is not None and before.unit == after.unit and before.cell != after.cell


def _border(old: str, new: str, edit: Edit) -> TextEdit:
    """The border before the cell that an edit begins: if only one side has it, it was inserted or deleted with the cell."""
    if old == new:
        return TextEdit("equal", old, new)
    return TextEdit(edit.op, old, new) if edit.op in ("delete", "insert") else TextEdit("noise", old, new, edit.noise or "column")


def _joined(edits: Iterable[TextEdit]) -> Iterator[TextEdit]:
    """Consecutive edits of one kind merged into one; a text change is one edit, whatever mix of insertions and deletions it has."""
    last: TextEdit | None = None
    for edit in edits:
        if last and _is_similar(last, edit):
            old, new = last.old + edit.old, last.new + edit.new
            op: Op = edit.op if edit.op in ("equal", "noise") else "replace" if old and new else "delete" if old else "insert"
            last = TextEdit(op, old, new, edit.noise)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _is_similar(one: TextEdit, other: TextEdit) -> bool:
    changes = ("delete", "insert", "replace")
    return one.noise == other.noise and (one.op == other.op or (one.op in changes and other.op in changes))
