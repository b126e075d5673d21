"""What a table is called, how it is to be read, and its columns."""

from __future__ import annotations

import re
from typing import Final

from plandiff.model import Comparison, Plan, Side
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import TableOptions
from plandiff.renderers.sentences import base_name
from plandiff.renderers.table.cells import Column
from plandiff.renderers.terminal import printable

_STAGE: Final = re.compile(
    r"[（(]\s*((?:公开)?征求意见稿|(?:修订|修正)?草案(?:[一二三四]次审议稿|征求意见稿)?|送审稿|讨论稿|审议稿|报批稿|draft[^）)]*)\s*[）)]\s*$",
    re.IGNORECASE,
)
"""At which stage a text is, as its title ends."""
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
TEXT_WIDTH: Final = 0.4
"""The share of the width that each text gets beside the notes."""


def title_of(comparison: Comparison, wording: Wording) -> str:
    """The title: of one document, of two of its stages, or of two documents."""
    old, new = (_name(plan) for plan in (comparison.old, comparison.new))
    if comparison.alignment.mode == "regions":
        return wording.say("table_title_regions", old=old, new=new)
    (old_base, old_stage), (new_base, new_stage) = split_stage(old), split_stage(new)
    if old_base == new_base and old_stage != new_stage:
        final = wording.say("table_final")
        return wording.say("table_title_stages", title=new_base, old=old_stage or final, new=new_stage or final)
    title = printable(comparison.new.meta.title or comparison.old.meta.title)
    return wording.say("table_title", title=title) if title else wording.say("table_untitled_title")


def split_stage(title: str) -> tuple[str, str]:
    """A title without the stage of its text, and that; "" where it names none.

    >>> split_stage("数据条例（征求意见稿）"), split_stage("数据条例")
    (('数据条例', '征求意见稿'), ('数据条例', ''))
    """
    found = _STAGE.search(title)
    return (title[: found.start()].rstrip(), found[1]) if found else (title, "")


def legend_of(options: TableOptions, wording: Wording) -> tuple[str, ...]:
    """How the marks are to be read."""
    key = (
        "table_legend_regions"
        if wording.naming.mode == "regions"
        else "table_legend_all"
        if options.everything
        else "table_legend"
    )
    struck = "table_struck_colour" if options.marks == "colour" else "table_struck"
    line = wording.say(key, added=wording.say(f"table_{options.marks}"), deleted=wording.say(struck))
    return (line[:1].upper() + line[1:],)


def columns_of(comparison: Comparison, options: TableOptions, wording: Wording, *, law: bool) -> tuple[Column, ...]:
    """The columns asked for; both texts share what the others leave."""
    narrow = [Column("number", wording.say("table_number"), 0.05)] if options.numbered else []
    if options.kinds:
        narrow.append(Column("kind", wording.say("table_kind"), 0.08))
    text = TEXT_WIDTH - sum(column.width for column in narrow) / 2
    return (
        *narrow,
        Column("old", _head(comparison, "old", wording, law=law), text),
        Column("new", _head(comparison, "new", wording, law=law), text),
        Column("notes", wording.say("table_notes"), 1 - 2 * TEXT_WIDTH),
    )


def _head(comparison: Comparison, side: Side, wording: Wording, *, law: bool) -> str:
    """What heads a text: its region or stage, or which of the two it is, with its date."""
    plan = comparison.old if side == "old" else comparison.new
    if comparison.alignment.mode == "regions":
        name = printable(plan.meta.region) or _name(plan)
    else:
        stages = [split_stage(_name(each)) for each in (comparison.old, comparison.new)]
        usual = {("old", True): "current", ("new", True): "proposed", ("old", False): "before", ("new", False): "after"}
        name = wording.say(f"table_{usual[side, law]}")
        if stages[0][0] == stages[1][0] and stages[0][1] != stages[1][1]:
            name = stages[side == "new"][1] or wording.say("table_final")
            name = name[:1].upper() + name[1:]
    return wording.say("table_dated", name=name, date=_date(plan.meta.date, wording)) if plan.meta.date else name


def _date(date: str, wording: Wording) -> str:
    found = _DAY.fullmatch(date)
    if found is None or wording.language != "zh":
        return printable(date)
    year, month, day = map(int, found.groups())
    return f"{year}年{month}月{day}日"


def _name(plan: Plan) -> str:
    return printable(plan.meta.title or base_name(plan.meta.source))
