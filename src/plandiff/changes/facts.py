"""What a detector found: the rule that is met, by what, and what to report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from plandiff.changes.clauses import EDGES
from plandiff.language.letters import is_cjk
from plandiff.model import CELL_BORDER, Place, Plan, Rule, Side, TargetChange, Unit, join_number
from plandiff.text import shorten

QUOTED: Final = 40
"""How many Chinese characters of a text a message quotes; twice as many of others, which take as much room."""

Subject = tuple[object, ...]
"""Equal for facts about the same thing in one comparison: the kind of thing, and where it is."""


class Fact(NamedTuple):
    """One place where a rule is met."""

    rule: Rule
    change: str
    """The change's id; "" if it is about the plan as a whole."""
    key: tuple[str, ...]
    """What it says, in texts of the plans: the same key is the same finding in every later comparison, so nothing belongs here that
    may change by itself, such as the number of a section or line."""
    values: tuple[tuple[str, str], ...]
    """Name -> text, for the rule's message."""
    subject: Subject
    """What it is about: of two facts on one subject, the rule of one may silence the other."""
    places: tuple[str, ...] = ()
    """For what is found throughout a plan: the changes it is in."""


def fact(rule: Rule, change: str, *key: str, about: Subject = (), **values: str) -> Fact:
    """A fact whose values are the texts to show; the subject defaults to the change and key."""
    return Fact(rule, change, key, tuple(_quoted(values).items()), about or (change, *key))


def fact_alone(rule_of: Mapping[Side, Rule], side: Side, change: str, text: str) -> Fact:
    """A fact about a text that only one plan has, by that side's rule."""
    shown = text.strip(EDGES)
    old, new = (shown, "") if side == "old" else ("", shown)
    return fact(rule_of[side], change, shown, old=old, new=new)


def subject_of(target: TargetChange) -> Subject:
    """A target as a subject: its position in each plan."""
    return "target", *((side.node, str(side.start)) if side else ("", "") for side in (target.old, target.new))


def quote(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return shorten(text, QUOTED if len(text) <= QUOTED or is_cjk(text) else 2 * QUOTED)


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    """Texts as a message quotes them: where an old and a new one begin alike for longer than it quotes, from a little before they
    part.

    >>> _quoted({"old": "every member of the club " * 5 + "shall vote", "new": "every member of the club " * 5 + "may vote"})
    {'old': '…of the club every member of the club shall vote', 'new': '…of the club every member of the club may vote'}
    """
    shown = {name: quote(text) for name, text in values.items()}
    old, new = (" ".join(values.get(side, "").split()) for side in ("old", "new"))
    if shown.get("old") == shown.get("new") and old != new:
        part = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
        start = max(0, part - (QUOTED // 2 if is_cjk(old) else QUOTED))
        if not is_cjk(old):  # at a word
            start = old.find(" ", start, part) + 1 or start
        shown |= {"old": f"…{quote(old[start:])}", "new": f"…{quote(new[start:])}"}
    return shown


def name_unit(unit: Unit, plan: Plan) -> str:
    """A unit as a message names it: its number, and its heading, theme sentence or text."""
    return join_number(unit.number, unit.lead or identity(unit, plan))


def identity(unit: Unit, plan: Plan) -> str:
    """The text that identifies a unit: its own, or of an article without a heading that of its first paragraph, of a table without
    a caption that of the filled cells of its first row.
    """
    if unit.text:
        return unit.text
    if unit.kind == "table":
        row = plan.unit.get(f"{unit.id}.1")
        return CELL_BORDER.join(cell.text for cell in row.cells if cell.text and not cell.covered) if row else ""
    first = plan.unit.get(f"{unit.id}/1")
    return first.text if first else ""


def headed_cells(row: Unit, plan: Plan) -> Iterator[tuple[str, str]]:
    """(head of its column, text) of each cell of a table row; none for header rows."""
    if not plan.is_head(row):
        yield from (
            (above, cell.text)
            for above, cell in zip(plan.head_of(row.parent).columns, row.cells, strict=False)
            if not cell.covered
        )


def place_of(target: TargetChange) -> Place:
    """Where a target is: in the new plan, unless only the old one has it or it is about the old one."""
    if target.new is not None and target.within != "old":
        return "new", target.new.node
    return "old", target.old.node if target.old else ""
