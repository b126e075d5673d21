"""What a detector found, before its rule is looked up."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from plandiff.model import Comparison, Plan, TargetChange, Unit
from plandiff.text import is_cjk, title_of

QUOTED: Final = 40
"""Chinese characters of a text that a message quotes; of others twice as many, which take as much room."""


class Hit(NamedTuple):
    """One place where a rule is met."""

    rule: str
    """Its id."""
    change: str
    """The change's id; "" where the plan as a whole is spoken of."""
    key: tuple[str, ...]
    """What it says, in texts of the plans: the same key is the same finding in every later comparison, so nothing
    belongs here that may change by itself, as a section's number or a line does."""
    values: tuple[tuple[str, str], ...]
    """Name -> text, for the rule's message."""


def hit(rule: str, change: str, *key: str, **values: str) -> Hit:
    """A hit whose values are the texts to be shown."""
    return Hit(rule, change, key, tuple((name, quote(text)) for name, text in values.items()))


def quote(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    most = QUOTED if len(text) <= QUOTED or is_cjk(text) else 2 * QUOTED
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def name_unit(unit: Unit, plan: Plan) -> str:
    """A unit as a message names it: its number, and its heading, theme sentence or text."""
    return title_of(unit.number, unit.lead or identity(unit, plan))


def identity(unit: Unit, plan: Plan) -> str:
    """The text that a unit is known by: an article without a heading has that of its first paragraph, a table without a
    caption that of its first row."""
    first = plan.unit.get(f"{unit.id}.1" if unit.kind == "table" else f"{unit.id}/1")
    return unit.text or (first.text if first else "")


Place = tuple[Literal["old", "new"], str]
"""A unit of either plan."""


def changes_of_units(comparison: Comparison) -> dict[Place, str]:
    """The id of the change that each unit of either plan is in."""
    homes: dict[Place, str] = {}
    for change in comparison.changes:
        homes |= {("old", unit): change.id for unit in change.old}
        homes |= {("new", unit): change.id for unit in change.new}
    return homes


def place_of(target: TargetChange) -> Place:
    """Where a target stands: in the new plan, unless only the old one has it or it is about that one."""
    if target.new is not None and target.within != "old":
        return "new", target.new.node
    return "old", target.old.node if target.old else ""
