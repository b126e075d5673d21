"""Table rows: by the name in their first cell of words, whatever their other columns say and wherever those stand."""

from __future__ import annotations

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Match, Matching, Outcome
from plandiff.align.order import matched_containers
from plandiff.model import CELL, ROOT, Indexed


def match_rows(matching: Matching, _evidence: Evidence) -> Outcome:
    """Match the rows of tables that are each other's counterpart where both have one row of that name."""
    found = []
    for old, new in matched_containers(matching):
        if ROOT in (old, new) or not (_is_table(matching.old, old) and _is_table(matching.new, new)):
            continue
        names = _names(matching.old, old), _names(matching.new, new)
        for name, i in names[0].items():
            j = names[1].get(name)
            if i is not None and j is not None and matching.may_match(i, j):
                same = matching.old.texts[i] == matching.new.texts[j]
                found.append(Match((i,), (j,), "identical" if same else "key"))
    return Outcome(found)


def _is_table(side: Indexed, unit: int) -> bool:
    return side.plan.units[unit].kind == "table"


def _names(side: Indexed, table: int) -> dict[str, int | None]:
    """Name -> the one row that has it, None where several do."""
    found: dict[str, int | None] = {}
    for row in side.children[table]:
        name = next((cell for cell in side.texts[row].split(CELL) if any(map(str.isalpha, cell))), "")
        if name:
            found[name] = None if name in found else row
    return found
