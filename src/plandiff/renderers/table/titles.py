"""A table's title, legend and columns."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.letters import are_cjk
from plandiff.model import Comparison, Plan, Side
from plandiff.renderers.messages import Wording
from plandiff.renderers.naming import FINAL, PLANS, PROVISIONS, STRANGERS, split_stage
from plandiff.renderers.options import TableOptions
from plandiff.renderers.sentences import base_name
from plandiff.renderers.table.cells import Column
from plandiff.renderers.table.clipping import ELLIPSIS, LATIN_ELLIPSIS
from plandiff.renderers.terminal import printable

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
TEXT_WIDTH: Final = 0.4
"""Each text's share of the width beside the notes."""


def title_of(comparison: Comparison, wording: Wording) -> str:
    """The title: for one document, for two of its stages, or for two documents."""
    old, new = (_name(plan) for plan in (comparison.old, comparison.new))
    if comparison.alignment.mode == "regions":
        return wording.say("table_title_regions", old=old, new=new)
    if stages := stages_of(comparison, wording):
        return wording.say("table_title_stages", title=split_stage(new)[0], old=stages[0], new=stages[1])
    title = printable(comparison.new.meta.title or comparison.old.meta.title)
    return wording.say("table_title", title=title) if title else wording.say("table_untitled_title")


def legend_of(comparison: Comparison, options: TableOptions, wording: Wording) -> tuple[str, ...]:
    """How the marks are to be read."""
    regions = wording.naming.mode == "regions"
    key = f"table_legend{'_regions' if regions else ''}{'_all' if options.everything else ''}"
    struck = "table_struck_colour" if options.marks == "colour" else "table_struck"
    gap = ELLIPSIS if are_cjk(unit.text for unit in comparison.new.units) else LATIN_ELLIPSIS
    line = wording.say(key, added=wording.say(f"table_{options.marks}"), deleted=wording.say(struck), gap=gap)
    return (line[:1].upper() + line[1:],)


def columns_of(comparison: Comparison, options: TableOptions, wording: Wording) -> tuple[Column, ...]:
    """The columns asked for; both texts share the remaining width."""
    narrow = [Column("number", wording.say("table_number"), 0.066)] if options.numbered else []
    if options.kinds:
        narrow.append(Column("kind", wording.say("table_kind"), 0.08))
    text = TEXT_WIDTH - sum(column.width for column in narrow) / 2
    return (
        *narrow,
        Column("old", _head(comparison, "old", wording), text),
        Column("new", _head(comparison, "new", wording), text),
        Column("notes", wording.say("table_notes"), 1 - 2 * TEXT_WIDTH),
    )


def name_of(comparison: Comparison, side: Side, wording: Wording) -> str:
    """A text's name: its region, its stage, or which of the two it is."""
    place, plan = (0, comparison.old) if side == "old" else (1, comparison.new)
    sides = wording.naming.sides
    if sides == STRANGERS:
        return _name(plan)
    if stages := stages_of(comparison, wording):
        return stages[place][:1].upper() + stages[place][1:]
    if sides in (PLANS, PROVISIONS) and wording.language == "en":
        return wording.say("table_proposed" if place else "table_current")
    return printable(sides[place].said(wording.language))


def stages_of(comparison: Comparison, wording: Wording) -> tuple[str, str] | None:
    """The stages of both texts, if they are stages of one document; as their titles print them, if these do."""
    naming = wording.naming
    (old, was), (new, now) = (split_stage(_name(plan)) for plan in (comparison.old, comparison.new))
    final = FINAL.said(wording.language)
    if naming.mode == "versions" and old == new and was != now:
        return was or final, now or final
    if naming.mode == "versions" and naming.sides not in (PLANS, PROVISIONS):
        return naming.sides[0].said(wording.language), naming.sides[1].said(wording.language)
    return None


def _head(comparison: Comparison, side: Side, wording: Wording) -> str:
    """The head of a text's column, with its date."""
    date = comparison.plan(side).meta.date
    name = name_of(comparison, side, wording)
    return wording.say("table_dated", name=name, date=_date(date, wording)) if date else name


def _date(date: str, wording: Wording) -> str:
    found = _DAY.fullmatch(date)
    if found is None or wording.language != "zh":
        return printable(date)
    year, month, day = map(int, found.groups())
    return f"{year}年{month}月{day}日"


def _name(plan: Plan) -> str:
    return printable(plan.meta.title or base_name(plan.meta.source))
