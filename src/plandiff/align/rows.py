"""Table rows: by the name in their first cell of words, whatever their other columns say and wherever those stand."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.order import bound_containers
from plandiff.align.sides import CELL, ROOT, Side


def match_rows(matching: Matching, evidence: Evidence) -> None:
    """Bind the free rows of tables that are each other's counterpart where both have one row of that name."""
    for old, new in list(bound_containers(matching)):
        if ROOT in (old, new) or not (_is_table(matching.old, old) and _is_table(matching.new, new)):
            continue
        names = _names(matching.old, old), _names(matching.new, new)
        for name, i in names[0].items():
            j = names[1].get(name)
            if i is not None and j is not None and matching.are_free(i, j):
                dice = evidence.similarity.dice(matching.old.keys[i], matching.new.keys[j])
                matching.rivals[i, j] = dice
                same = matching.old.keys[i] == matching.new.keys[j]
                matching.bind((i,), (j,), dice, "identical" if same else "key")


def _is_table(side: Side, unit: int) -> bool:
    return side.plan.units[unit].kind == "table"


def _names(side: Side, table: int) -> dict[str, int | None]:
    """Name -> the one row that has it, None where several do."""
    found: dict[str, int | None] = {}
    for row in side.children[table]:
        name = next((cell for cell in side.keys[row].split(CELL) if any(map(str.isalpha, cell))), "")
        if name:
            found[name] = None if name in found else row
    return found
