"""Matching the columns of two tables by their heads, and so which cell of a row is compared with which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final, NamedTuple

from plandiff.changes.editing import edit_passages
from plandiff.changes.marks import compare_marks
from plandiff.changes.passages import Kinds, cell_of
from plandiff.language.folding import fold
from plandiff.language.numerals import ordinal
from plandiff.model import Cell, ColumnChange, Edit, Extent, Unit
from plandiff.sequences import heaviest_increasing, take_best_first

ORDINAL_HEADS: Final = frozenset({"序号", "编号", "项次", "No.", "No", "#"})
"""Folded heads of columns that number the rows of a table."""


SIMILAR: Final = 0.5
"""A column without a head, or under another one, matches one that shares at least this share of its distinct texts."""

TELLING: Final = 3
"""Under another head they must share this many texts with words (count): 是 and 否, or the shares of a year, say nothing."""

COMPARED: Final = 8
"""Beyond this many columns their contents are not compared (columns). It bounds the cost; names are on the left."""


class Table(NamedTuple):
    """What columns are matched by."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    """Those below the header."""


class Columns(NamedTuple):
    """The columns of two tables, side by side."""

    pairs: tuple[tuple[int, int], ...]
    """Counterparts that kept their order: indexes in the old and the new table."""
    moved: tuple[tuple[int, int], ...]
    """Counterparts that did not."""
    changes: tuple[ColumnChange, ...]
    numbering: bool
    """Whether the first column of either numbers the rows."""


def match_columns(old: Table, new: Table, *, script: bool) -> Columns:
    """Match the columns of two tables: those with the same head, then those that have similar contents, then those between the same
    neighbours. If nothing matches by head or contents, by position.
    """
    contents = _Contents(old, script=script), _Contents(new, script=script)
    heads = [contents[side].heads for side in (0, 1)]
    pairs = _same_heads(*contents)
    pairs = sorted([*pairs, *_same_texts(*contents, pairs)]) or list(
        zip(range(len(heads[0])), range(len(heads[1])), strict=False)
    )
    kept = _in_order(pairs, *contents)
    moved = [pair for pair in pairs if pair not in kept]
    renamed = list(_between(kept, moved, len(heads[0]), len(heads[1])))
    kept = sorted([*kept, *renamed])
    known = [{pair[side] for pair in (*kept, *moved)} for side in (0, 1)]
    changes = [
        *(ColumnChange("removed", head, "") for place, head in enumerate(old.heads) if place not in known[0]),
        *(ColumnChange("added", "", head) for place, head in enumerate(new.heads) if place not in known[1]),
        *(ColumnChange("moved", old.heads[i], new.heads[j]) for i, j in moved),
        *(
            ColumnChange("renamed", old.heads[i], new.heads[j])
            for i, j in kept
            if heads[0][i] and heads[1][j] and heads[0][i] != heads[1][j]
        ),
    ]
    numbering = all(side and side[0] in ORDINAL_HEADS for side in heads)
    return Columns(tuple(kept), tuple(moved), tuple(changes), numbering)


class _Contents:
    """The contents of a table's columns, folded."""

    def __init__(self, table: Table, *, script: bool) -> None:
        self.heads = [fold(head, script=script) for head in table.heads]
        self._rows = table.rows
        self._script = script
        self._texts: dict[int, frozenset[str]] = {}

    def texts(self, column: int) -> frozenset[str]:
        """The distinct texts of a column."""
        if column not in self._texts:
            printed = (row[column].text for row in self._rows if column < len(row))
            self._texts[column] = frozenset(fold(text, script=self._script) for text in printed) - {""}
        return self._texts[column]


def _column_similarity(old: _Contents, new: _Contents, i: int, j: int) -> float:
    """0..1: the share of the distinct texts of the column with fewer that the other has too."""
    here, there = old.texts(i), new.texts(j)
    return len(here & there) / (min(len(here), len(there)) or 1)


def _share_words(old: _Contents, new: _Contents, i: int, j: int) -> bool:
    """Whether two columns share enough texts that have words."""
    return sum(any(map(str.isalpha, text)) for text in old.texts(i) & new.texts(j)) >= TELLING


def _in_order(pairs: list[tuple[int, int]], old: _Contents, new: _Contents) -> list[tuple[int, int]]:
    """As many of the pairs, in the old order, as are in the new order too. Where as many could be others, what the columns hold
    decides, and not which table is the old one.
    """
    places = [j for _, j in pairs]
    if places == sorted(places):
        return pairs

    def content(pair: tuple[int, int]) -> tuple[list[str], int, list[list[str]]]:
        i, j = pair
        return sorted((old.heads[i], new.heads[j])), i + j, sorted((sorted(old.texts(i)), sorted(new.texts(j))))

    rank = {pair: n for n, pair in enumerate(sorted(pairs, key=content))}
    nearly_equal = [1 + 2.0 ** -(rank[pair] + len(pairs).bit_length()) for pair in pairs]
    return [pairs[k] for k in heaviest_increasing(places, nearly_equal)]


def _same_heads(old: _Contents, new: _Contents) -> list[tuple[int, int]]:
    """The columns with the same head, in the old order. Where several share a head, as `指标` over both groups and names, those with
    similar contents are matched first, otherwise in order.
    """
    places: tuple[defaultdict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, contents in enumerate((old, new)):
        for place, head in enumerate(contents.heads):
            places[side][head].append(place)
    pairs: list[tuple[int, int]] = []
    for head, here in places[0].items():
        there = places[1].get(head, []) if head else []
        if len(here) == len(there) == 1 or max(len(here), len(there)) > COMPARED:
            pairs += zip(here, there, strict=False)
        else:
            ranked = sorted((-_column_similarity(old, new, i, j), i + j, i, j) for i in here for j in there)
            pairs += take_best_first((i, j) for _, _, i, j in ranked)
    return sorted(pairs)


def _same_texts(old: _Contents, new: _Contents, known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Other pairs with similar contents: in many tables a column without a head has the names, and a renamed one has the same."""
    taken = [{pair[side] for pair in known} for side in (0, 1)]
    left = (
        [place for place in range(min(COMPARED, len(side.heads))) if place not in taken[n]] for n, side in enumerate((old, new))
    )
    ranked = sorted(
        (-similarity, i + j, i, j)
        for i, j in product(*left)
        if (similarity := _column_similarity(old, new, i, j)) >= SIMILAR
        and (not (old.heads[i] and new.heads[j]) or _share_words(old, new, i, j))
    )
    return take_best_first((i, j) for _, _, i, j in ranked)


def _between(kept: Sequence[tuple[int, int]], moved: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[tuple[int, int]]:
    """Pairs of columns without a counterpart, where both sides have equally many between the same two matched ones."""
    taken = [{pair[side] for pair in (*kept, *moved)} for side in (0, 1)]
    for before, after in pairwise([(-1, -1), *kept, (old, new)]):
        gone = [place for place in range(before[0] + 1, after[0]) if place not in taken[0]]
        come = [place for place in range(before[1] + 1, after[1]) if place not in taken[1]]
        if len(gone) == len(come):
            yield from zip(gone, come, strict=True)


def edit_cells(old: Unit, new: Unit, columns: Columns, kinds: Kinds, *, script: bool) -> tuple[Edit, ...]:
    """The edits of two rows, cell by cell.

    A cell of a column that only one table has is noise. So is one of a moved column, unless its text differs.
    """
    differ = {pair for pair in columns.moved if not _is_same_text(old, new, *pair, script=script)}
    changed = [{pair[side] for pair in differ} for side in (0, 1)]
    edits: list[Edit] = []
    i = j = 0
    for a, b in [*columns.pairs, (len(old.cells), len(new.cells))]:
        for column in _printed(old, i, a):
            gone = column in changed[0]
            edits.append(Edit("delete" if gone else "noise", _whole(old, column), None, "" if gone else "column"))
        for column in _printed(new, j, b):
            come = column in changed[1]
            edits.append(Edit("insert" if come else "noise", None, _whole(new, column), "" if come else "column"))
        if a < len(old.cells) and b < len(new.cells):
            edits += _edit_cell(old, new, a, b, kinds, numbering=columns.numbering and a == b == 0, script=script)
        i, j = a + 1, b + 1
    return tuple(edits)


def _is_same_text(old: Unit, new: Unit, a: int, b: int, *, script: bool) -> bool:
    texts = [row.cells[column].text if column < len(row.cells) else "" for row, column in ((old, a), (new, b))]
    return fold(texts[0], script=script) == fold(texts[1], script=script)


def _edit_cell(old: Unit, new: Unit, a: int, b: int, kinds: Kinds, *, numbering: bool, script: bool) -> Iterator[Edit]:
    before, after = old.cells[a], new.cells[b]
    if before.covered and after.covered:
        return
    if before.covered or after.covered:  # merged on one side; repeated or left empty on the other
        same = _is_same_text(old, new, a, b, script=script) or not (after.text if before.covered else before.text)
        if before.covered:
            yield Edit("noise" if same else "insert", None, _whole(new, b), "span" if same else "")
        else:
            yield Edit("noise" if same else "delete", _whole(old, a), None, "span" if same else "")
    elif numbering and before.text != after.text and None not in (ordinal(before.text), ordinal(after.text)):
        yield Edit("noise", _whole(old, a), _whole(new, b), "numbering")
    else:
        passages = cell_of(old, a, kinds), cell_of(new, b, kinds)
        found = edit_passages(passages[:1], passages[1:], script=script)
        if not (found and found[0].old and found[0].new):
            yield from compare_marks(
                [Edit("equal", Extent(old.id, 0, 0, a), Extent(new.id, 0, 0, b))], passages[:1], passages[1:]
            )
        yield from found


def _printed(row: Unit, first: int, end: int) -> Iterator[int]:
    """The columns first..end-1 that have a cell of their own."""
    return (column for column in range(first, min(end, len(row.cells))) if not row.cells[column].covered)


def _whole(row: Unit, column: int) -> Extent:
    return Extent(row.id, 0, len(row.cells[column].text), column)
