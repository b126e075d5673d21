"""Rows, tables and folds as HTML.

Python and not a template, because a long report has tens of thousands of these small pieces, and macros
for them made the whole rendering half as slow again. What is what has been decided in rows.py and view.py; every text of
a document passes through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from plandiff.model import Side, heading_of
from plandiff.renderers.interface import Interface
from plandiff.renderers.passages import GridCell, Passage, Run
from plandiff.renderers.rows import Fold, Grid, Item, Mark, Row
from plandiff.renderers.sentences import shown_target
from plandiff.renderers.typesetting import Typeset

CUT: Final = '<span class="cut">¶</span>'
"""Where a paragraph of the old text ended and the new one goes on, in one column."""
SIDES: Final[tuple[Side, ...]] = ("old", "new")
_FOLLOWED: Final = re.compile(r"(?:https?://|mailto:)[\w.~:/?#\[\]@!$&'()*+,;=%|{}-]+", re.IGNORECASE)
"""Targets that a click may open. All others are only named: a script, a file of the reader's machine, a place in another page."""
LONGEST_FOLLOWED: Final = 2000
"""Characters of the longest target that a click may open, as most servers take them; each part of a link repeats it."""


class Line(NamedTuple):
    """A line above a change that says what happened, and leads there when it happened elsewhere."""

    text: Markup
    anchor: str = ""
    arrow: str = ""
    """Which way to look for it in the page."""

    def html(self) -> str:
        if not self.anchor:
            return str(self.text)
        return f'<a href="#{self.anchor}">{self.text} <span aria-hidden="true">{self.arrow}</span></a>'


class Part(NamedTuple):
    """A top-level section as it stands in the page."""

    title: str
    """Printed again on every sheet of paper; "" of what stands before the first section."""
    html: Markup


class RowWriter:
    """Writes the items of one view; `remarks` are the lines that rows carry above them, by anchor."""

    def __init__(self, interface: Interface, remarks: Mapping[str, Iterable[Line]], language: str) -> None:
        self._interface = interface
        self._remarks = remarks
        self._lang = f' lang="{language}"'
        self._words: dict[Mark, str] = {}

    def part(self, items: Sequence[Item]) -> Part:
        """One top-level section of the view."""
        row = items[0].rows[0]
        title = heading_of(row.first) if row.kind == "heading" else ""
        return Part(title, Markup("".join(map(self._item, items))))  # noqa: S704 - made of escaped text below

    def mark(self, mark: Mark) -> Markup:
        """A mark's word on its colour; the script finds the word by the class."""
        return Markup(f'<span class="mark {mark}">{self._word(mark)}</span>')  # noqa: S704 - our own words

    def _word(self, mark: Mark) -> str:
        if mark not in self._words:
            self._words[mark] = str(escape(self._interface.text(mark)))
        return self._words[mark]

    def _item(self, item: Item) -> str:
        if isinstance(item, Fold):
            return self._fold(item)
        return self._grid(item) if isinstance(item, Grid) else self._row(item)

    # --- rows ---

    def _row(self, row: Row) -> str:
        significant = " significant" if row.significant else ""
        sides = "".join(self._side(row, side) for side in SIDES) + self._inline(row)
        return f'<div class="row {row.kind} {row.tone}{significant}" id="{row.anchor}">{self._gutter(row)}{self._remarks_above(row.anchor)}{sides}</div>\n'

    def _gutter(self, row: Row) -> str:
        if not row.marks:
            return ""
        marks = "".join(map(self.mark, row.marks))
        return f'<div class="gutter"{self._lang}><a class="self" href="#{row.anchor}">{marks}</a></div>'

    def _remarks_above(self, anchor: str) -> str:
        return "".join(f'<p class="remark"{self._lang}>{line.html()}</p>' for line in self._remarks.get(anchor, ()))

    def _side(self, row: Row, side: Side) -> str:
        passages = row[side]
        if not passages:
            return f'<div class="{side} none"></div>'
        return f'<div class="{side}">{"".join(self._passage(passage, row, side) for passage in passages)}</div>'

    def _inline(self, row: Row) -> str:
        """Both sides in one column, for the view that shows them so; without it, the new side is what is shown."""
        if not row.merged or row.stub:
            return ""
        return f'<div class="inline">{"".join(self._passage(passage, row, "new") for passage in row.merged)}</div>'

    def _passage(self, passage: Passage, row: Row, side: Side) -> str:
        text = f"{_number(passage, row)}{self._runs(passage.runs)}"
        if passage.kind == "section":
            # The old side of a heading that stands on the new side too: one heading for screen readers is enough.
            if side == "old" and row.echoed:
                return f'<p class="h h{row.rank}">{text}</p>'
            return f"<h{row.rank}>{text}</h{row.rank}>"
        kind = "" if passage.kind == "paragraph" else f' class="{passage.kind}"'
        return f"<p{kind}>{text}</p>"

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        text = _typeset(run.parts, named=not run.retargeted) if run.parts else escape(run.text)
        if run.kind == "equal":
            return text
        if run.kind == "deleted":
            return f"<del>{text}</del>"
        if run.kind == "inserted":
            return f"<ins>{text}</ins>"
        if run.kind == "cut":
            return CUT
        alone = "" if run.other else " alone"
        name = self._interface.plain_name("class", run.noise)
        leads = ""
        if run.retargeted:
            targets = " (" + " → ".join(shown_target(target) for target in run.retargeted[1:]) + ")"
            name, leads = name + targets, f' data-leads="{escape(targets)}"'
        return f'<span class="n {escape(run.noise)}{alone}" title="{escape(name)}"{leads}>{text}</span>'

    # --- tables ---

    def _grid(self, grid: Grid) -> str:
        caption = self._row(grid.caption) if grid.caption and grid.titled else ""
        tables = "".join(self._table(grid, side) for side in SIDES) + self._inline_table(grid)
        return f'{caption}<div class="row grid" id="{grid.anchor}">{self._remarks_above(grid.anchor)}{tables}</div>\n'

    def _table(self, grid: Grid, side: Side) -> str:
        if side not in grid.sides:
            return f'<div class="{side} none"></div>'
        return f'<div class="{side}"><table>{"".join(self._table_row(row, side, grid.width) for row in grid.body)}</table></div>'

    def _inline_table(self, grid: Grid) -> str:
        """Both sides in one table: rows of the same columns in one, others the old above the new."""
        if grid.insignificant or len(grid.sides) < len(SIDES):
            return ""
        rows = (
            f'<tr class="{row.tone}" data-row="{row.anchor}"><td class="sign"{self._lang}>'
            f"{''.join(map(self.mark, row.marks))}</td>{self._cells(passage)}</tr>"
            for row in grid.body
            for passage in (row.merged or (row.new if row.insignificant and row.new else (*row.old, *row.new)))
        )
        return f'<div class="inline"><table>{"".join(rows)}</table></div>'

    def _table_row(self, row: Row, side: Side, width: int) -> str:
        anchor = f' id="{row.anchor}"' if row.side == side else ""
        significant = " significant" if anchor and row.significant else ""
        signs = "".join(self._sign(row, mark, first=not ordinal) for ordinal, mark in enumerate(row.marks)) if row[side] else ""
        opening = f'<tr class="{row.tone}{significant}"{anchor}><td class="sign"{self._lang}>{signs}</td>'
        if not row[side]:
            return f'{opening}<td class="none" colspan="{width}">{self._remarks_above(row.anchor)}</td></tr>'
        follow = f'</tr><tr class="{row.tone}"><td class="sign"></td>'
        return f"{opening}{follow.join(self._cells(passage) for passage in row[side])}</tr>"

    def _sign(self, row: Row, mark: Mark, *, first: bool) -> str:
        if row.partner and first:
            return f'<a href="#{row.partner.anchor}" class="mark {mark}">{self._word(mark)}</a>'
        return self.mark(mark)

    def _cells(self, passage: Passage) -> str:
        return "".join(self._cell(cell, head=passage.head) for cell in passage.cells)

    def _cell(self, cell: GridCell, *, head: bool) -> str:
        tag, scope = ("th", ' scope="col"') if head and not cell.covered else ("td", "")
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        covered = ' class="covered"' if cell.covered else ""
        return f"<{tag}{scope}{span}{covered}>{self._runs(cell.runs)}</{tag}>"

    # --- folds ---

    def _fold(self, fold: Fold) -> str:
        say = self._interface
        closing = f" {say.word('to')} {escape(fold.closing)}" if fold.closing else ""
        marks = "".join(
            f' <span class="chip {mark}"{self._lang}><b>{count}</b> {say.word(mark)}</span>' for mark, count in fold.marks
        )
        count = f'<span class="count"{self._lang}>{say.word("unchanged", count=len(fold.rows))}</span>'
        opening = f'<span class="opening">{escape(fold.opening)}{closing}</span>'
        rows = "".join(map(self._item, fold.items))
        return f'<details class="fold"><summary>{count} {opening}{marks}</summary>\n{rows}</details>\n'


def _typeset(parts: Iterable[Typeset], *, named: bool) -> str:
    """The parts of a run as they are set; links are `named` by their targets."""
    pieces = []
    for target, group in groupby(parts, key=lambda part: part.target):
        members = list(group)
        text = "".join(map(_emphasized, members))
        pieces.append(_link(target, text, ends=members[-1].ends, named=named) if target else text)
    return "".join(pieces)


def _emphasized(part: Typeset) -> str:
    text = escape(part.text)
    if part.underline:
        text = f"<u>{text}</u>"
    return f"<strong>{text}</strong>" if part.bold else text


def _link(target: str, text: str, *, ends: bool, named: bool) -> str:
    """A link, or the part of one in a run; its mark stands where it ends."""
    opening = f'class="to{" end" if ends else ""}"'
    if named:
        opening += f' title="{escape(shown_target(target))}"'
    if len(target) <= LONGEST_FOLLOWED and _FOLLOWED.fullmatch(target):
        return f'<a {opening} href="{escape(target)}" rel="noopener noreferrer nofollow" target="_blank">{text}</a>'
    return f"<span {opening}>{text}</span>"


def _number(passage: Passage, row: Row) -> str:
    label = passage.label
    return f'<span class="no{" n" if "renumbered" in row.marks else ""}">{escape(label)}</span>' if label else ""
