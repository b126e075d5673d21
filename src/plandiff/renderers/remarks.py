"""The lines above a change: what the marks beside it cannot say, such as where it came from and how certain the match is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from plandiff.model import Comparison, Plan, RunnerUp, Side, heading_of
from plandiff.renderers.counterparts import nearest_to, similarity_line
from plandiff.renderers.items import Grid
from plandiff.renderers.messages import Phrase
from plandiff.renderers.rows import Row, first_words
from plandiff.renderers.sentences import doubt, limited, move_line, retargeted, shape_lines
from plandiff.renderers.view import View, unfolded

LINKS_SHOWN: Final = 5
"""Retargeted links listed above a row or a table: if all addresses of a page changed, each says so itself."""

RELATED_SHOWN: Final = 5
"""Further related passages that a row links to: the best ones; JSON has them all."""


ALTERNATIVE: Final = 0.8
"""Fraction of a match's score from which the runner-up is a real alternative."""


class Remark(NamedTuple):
    """A line above a change; links to where it happened, if that is elsewhere."""

    phrase: Phrase
    anchor: str = ""
    arrow: str = ""
    """In which direction it is on the page."""
    secondary: bool = False
    """Shown on demand only: how certain the match is."""


def remarks(comparison: Comparison, view: View) -> dict[str, tuple[Remark, ...]]:
    """Anchor of a row -> what the marks beside it cannot say: where it came from, how certain the match is."""
    related, links, copies = _related(comparison, view), _links(view), _copies(comparison, view)
    found = {
        row.anchor: (
            *_remarks_on(comparison, view, row),
            *copies.get(row.anchor, ()),
            *links.get(row.anchor, ()),
            *related.get(row.anchor, ()),
        )
        for row in view.rows
    }
    return {anchor: shown for anchor, shown in (links | found).items() if shown}


def _remarks_on(comparison: Comparison, view: View, row: Row) -> Iterator[Remark]:
    if row.partner:
        yield Remark(move_line(row, row.partner), row.partner.anchor, "↓" if row.partner.below else "↑")
    if "split" in row.marks:
        yield Remark(Phrase("split_in", {"count": len(row.new)}))
    if "merged" in row.marks:
        yield Remark(Phrase("merged_of", {"count": len(row.old)}))
    yield from (Remark(phrase) for phrase in shape_lines(row))
    if comparison.alignment.mode == "regions":
        yield from _similarity(comparison, view, row)
        return
    if not row.stub and (doubtful := doubt(row)):
        yield Remark(doubtful, secondary=True)
        if row.change.runner_up and row.change.runner_up.score >= ALTERNATIVE * row.change.score:
            yield _runner_up(comparison, view, row, row.change.runner_up)._replace(secondary=True)


def _similarity(comparison: Comparison, view: View, row: Row) -> Iterator[Remark]:
    """For a section of two regions' plans: how far both deal with the same matter and how similar they are, once for all it
    contains; for what only one has, the nearest candidate.
    """
    if row.old and row.new:
        if row.kind == "heading":
            yield Remark(similarity_line(comparison, row))
    elif near := nearest_to(comparison, row):
        yield _remark(near.phrase, view.anchors[near.place])


def _copies(comparison: Comparison, view: View) -> dict[str, tuple[Remark, ...]]:
    """Anchor of a row with added text -> where the same text already is."""
    return {
        view.anchors["new", new]: (_remark(Phrase("copy_of", {"title": first_words(_title_in(comparison.old, old))}), there),)
        for new, old in comparison.alignment.copies
        if (there := view.anchors["old", old]) != view.anchors["new", new]
    }


def _links(view: View) -> dict[str, tuple[Remark, ...]]:
    """Anchor of a row, or of the table that contains it -> its retargeted links."""
    tables = {row.anchor: item.anchor for item in unfolded(view) if isinstance(item, Grid) for row in item.body}
    found: dict[str, list[Phrase]] = {}
    for row in view.rows:
        found.setdefault(tables.get(row.anchor, row.anchor), []).extend(retargeted(row))
    return {
        anchor: tuple(Remark(phrase) for phrase in limited(phrases, LINKS_SHOWN)) for anchor, phrases in found.items() if phrases
    }


def _runner_up(comparison: Comparison, view: View, row: Row, second: RunnerUp) -> Remark:
    """The unit that would otherwise have been the counterpart, on the side where it is another one."""
    side: Side = "new" if second.old in row.change.old else "old"
    plan, unit = (comparison.new, second.new) if side == "new" else (comparison.old, second.old)
    phrase = Phrase("runner_up", {"title": first_words(_title_in(plan, unit)), "percent": round(second.score * 100)})
    return _remark(phrase, view.anchors[side, unit])


def _related(comparison: Comparison, view: View) -> dict[str, tuple[Remark, ...]]:
    """Anchor of a row -> where else the other region's plan deals with the same matter, besides the row's counterpart."""
    found: dict[str, list[tuple[float, str, str]]] = {}
    for related in comparison.alignment.related:
        old, new = view.anchors["old", related.old], view.anchors["new", related.new]
        if old != new:
            found.setdefault(old, []).append((related.score, new, _title_in(comparison.new, related.new)))
            found.setdefault(new, []).append((related.score, old, _title_in(comparison.old, related.old)))
    return {
        here: tuple(
            _remark(Phrase("related", {"title": first_words(title), "percent": round(score * 100)}), anchor)
            for score, anchor, title in sorted(ways, reverse=True)[:RELATED_SHOWN]
        )
        for here, ways in found.items()
    }


def _remark(phrase: Phrase, anchor: str) -> Remark:
    return Remark(phrase, anchor, "↕")


def _title_in(plan: Plan, unit: str) -> str:
    return heading_of(plan.unit[unit])
