"""An alignment -> what became of each unit, down to words, and the counts."""

from __future__ import annotations

from typing import Final

from plandiff.changes.columns import Columns, Table, edit_cells, match_columns
from plandiff.changes.editing import alone, edit_passages
from plandiff.changes.moved_text import with_moved_text
from plandiff.changes.passages import kinds_of, passages_of
from plandiff.changes.summary import summarize
from plandiff.changes.tuning import TUNING, Tuning
from plandiff.language.folding import fold, plain_number
from plandiff.model import Alignment, Change, Comparison, Edit, Link, Status, Unit
from plandiff.model.tables import guess_head
from plandiff.progress import in_steps

WITHOUT_WORDS: Final = ("figure", "opaque")
"""Kinds of units whose words, if any, are not all of their content: one with another digest has changed."""
RESHAPED: Final = frozenset({"added", "removed", "moved"})
"""Column changes that make a table count as changed; a mere renaming shows in the header row."""


def describe(alignment: Alignment, tuning: Tuning = TUNING) -> Comparison:
    """Turn links into changes with word edits; every unit of both plans is in exactly one change."""
    old, new = alignment.old, alignment.new
    place_old = {unit.id: i for i, unit in enumerate(old.units)}
    place_new = {unit.id: j for j, unit in enumerate(new.units)}
    describer = _Describer(alignment)
    placed: list[tuple[tuple[int, int, int], Link]] = []  # units without a counterpart as a link to nothing
    for link in alignment.links:
        placed.append(((place_new[link.new[0]], 0, 0), link))
    for unit_id in alignment.added:
        placed.append(((place_new[unit_id], 0, 0), Link((), (unit_id,), 1.0, "")))
    for unit_id in alignment.deleted:
        before = alignment.stood_after[unit_id]
        place = -1 if before is None else place_new[before], 1, place_old[unit_id]
        placed.append((place, Link((unit_id,), (), 1.0, "")))
    placed.sort(key=lambda item: item[0])
    changes = tuple(describer.change(f"c{n}", link) for n, (_, link) in enumerate(in_steps("describe", placed, STEP), 1))
    if alignment.mode == "versions":
        changes = with_moved_text(changes, alignment)
    return Comparison(alignment, changes, summarize(alignment, changes, tuning))


STEP: Final = 64
"""Changes described between two progress reports: a hundredth of a second."""


class _Describer:
    """Describes links, and caches which columns of two tables match."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._columns: dict[tuple[str, str], Columns] = {}
        self._kinds = kinds_of(alignment.old, alignment.new)

    def change(self, name: str, link: Link) -> Change:
        """What became of linked units, or of one without a counterpart."""
        if not link.new:
            return Change(name, "deleted", link.old, (), alone("delete", [self._alignment.old.unit[link.old[0]]]))
        if not link.old:
            return Change(name, "added", (), link.new, alone("insert", [self._alignment.new.unit[link.new[0]]]))
        before = [self._alignment.old.unit[i] for i in link.old]
        after = [self._alignment.new.unit[j] for j in link.new]
        edits = self._edits(before, after)
        columns = self._of_tables(before[0].id, after[0].id).changes if _kind(before, after) == "table" else ()
        ops = {edit.op for edit in edits}
        status: Status = "equal" if ops <= {"equal"} else "noise" if ops <= {"equal", "noise"} else "changed"
        if any(column.kind in RESHAPED for column in columns):
            status = "changed"
        numbers = before[0].number, after[0].number
        renumbered = numbers[0] != numbers[1] and plain_number(numbers[0]) != plain_number(numbers[1])
        return Change(
            name, status, link.old, link.new, edits, link.moved, renumbered, link.score, link.by, link.runner_up, columns
        )

    def _edits(self, before: list[Unit], after: list[Unit]) -> tuple[Edit, ...]:
        script = self._alignment.script
        kind = _kind(before, after)
        if kind == "row":
            columns = self._of_tables(before[0].parent, after[0].parent)
            return edit_cells(before[0], after[0], columns, self._kinds, script=script)
        passages = passages_of(before, self._kinds), passages_of(after, self._kinds)
        if kind in WITHOUT_WORDS and _only_digests_differ(before[0], after[0], script=script):
            wholes = [side[0].whole for side in passages]
            return (Edit("replace", wholes[0], wholes[1]),)
        return edit_passages(*passages, script=script)

    def _of_tables(self, old: str | None, new: str | None) -> Columns:
        key = old or "", new or ""
        if key not in self._columns:
            plans = (self._alignment.old, old), (self._alignment.new, new)
            heads = [plan.head_of(table) for plan, table in plans]
            rows = [[row.cells for row in plan.rows_of(table)] for plan, table in plans]
            if heads[0].stated != heads[1].stated:  # what only one of the formats states is not a difference
                heads = list(map(guess_head, rows))
            tables = [Table(head.columns, cells[head.rows :]) for head, cells in zip(heads, rows, strict=True)]
            self._columns[key] = match_columns(*tables, script=self._alignment.script)
        return self._columns[key]


def _only_digests_differ(before: Unit, after: Unit, *, script: bool) -> bool:
    return before.digest != after.digest and fold(before.text, script=script) == fold(after.text, script=script)


def _kind(before: list[Unit], after: list[Unit]) -> str:
    """The common kind of one unit that became one other; "" otherwise."""
    return before[0].kind if len(before) == len(after) == 1 and before[0].kind == after[0].kind else ""
