"""A comparison as the entries of the table: the contents of each cell, and the notes on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from plandiff.model import PATH_SEPARATOR, SIDES, Comparison, Finding, Side, heading_of, section_of
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.rows import INSIGNIFICANT, Mark, Row, first_words, path_of
from plandiff.renderers.sentences import shape_lines
from plandiff.renderers.table.cells import Cell, Entry, Line, Stretch, Table
from plandiff.renderers.table.general import NOTHING, general, renumbered
from plandiff.renderers.table.groups import Group, article_above, gather
from plandiff.renderers.table.texts import Texts
from plandiff.renderers.table.titles import columns_of, legend_of, name_of, title_of
from plandiff.renderers.terminal import visible
from plandiff.renderers.view import lay_out

PLAIN_AREAS: Final = frozenset({"text", "structure"})
"""Areas whose findings only repeat what the cells show, unless they are more than a hint and not only about existence."""


def make_table(comparison: Comparison, options: RenderOptions) -> Table:
    """The whole table in the language asked for."""
    wording = Wording.about(comparison, options.language)
    law = wording.naming.genre == "law"
    columns = columns_of(comparison, options.table, wording)
    return Table(
        title_of(comparison, wording),
        legend_of(comparison, options.table, wording),
        columns,
        tuple(_numbered(_Writer(comparison, options, wording, law=law).entries())),
        options.language,
        comparison.alignment.mode,
    )


def _numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    number = 0
    for entry in entries:
        number += entry.kind == "change"
        yield entry._replace(number=number) if entry.kind == "change" else entry


class _Writer:
    """Writes the entries of one comparison."""

    def __init__(self, comparison: Comparison, options: RenderOptions, wording: Wording, *, law: bool) -> None:
        self._comparison = comparison
        self._say = wording
        self._law = law
        self._everything = options.table.everything
        self._regions = comparison.alignment.mode == "regions"
        self._findings = _findings_by_change(comparison.findings) if options.table.findings else {}
        self._rows = lay_out(comparison).rows
        self._general = NOTHING if self._everything else general(comparison, wording)
        self._texts = Texts(comparison, law=law, everything=options.table.everything)

    def entries(self) -> Iterator[Entry]:
        """All entries, the general ones first."""
        groups = gather(self._comparison, self._rows, law=self._law)
        listed = [(group, frozenset(row.anchor for row in group.rows if self._is_listed(row))) for group in groups]
        shown = [(group, anchors) for group, anchors in listed if anchors]
        general = list(self._general.entries)
        if not (self._everything or self._regions):
            separate = {row.change.id for group, _ in shown for row in group.rows}
            numbers = renumbered(self._comparison, self._rows, separate, self._say)
            general += [numbers] if numbers else []
        yield from general
        yield from self._entries(shown)
        if not (general or shown):
            yield Entry("heading", (Line((Stretch(self._say.say("table_nothing")),), "aside"),))

    def _entries(self, shown: Iterable[tuple[Group, frozenset[str]]]) -> Iterator[Entry]:
        """An entry for each group, under the headings above it."""
        above: tuple[str, ...] = ()
        for group, anchors in shown:
            path = self._sections_above(group)
            if heading := self._heading(path, above, self._whose(group)):
                yield heading
            above = tuple(change for change, _ in path)
            if group.first.kind == "heading":
                above = (*above, group.home)
            yield self._entry(group, anchors, PATH_SEPARATOR.join(title for _, title in path))

    def _is_listed(self, row: Row) -> bool:
        if self._everything or self._regions:
            return bool(row.weight) or row.kind == "heading"
        return (row.significant or row.stub) and row.change.id not in self._general.covered

    # --- headings ---

    def _sections_above(self, group: Group) -> tuple[tuple[str, str], ...]:
        """The sections that contain a group, outermost first: the change of each and its heading."""
        row = group.first
        unit = row.plan.unit[row.first.unit]
        if group.head is None and self._law and (article := article_above(row.plan, unit.id)):
            unit = article
        return tuple(
            (self._comparison.change_of[row.side, section.id], visible(heading_of(section)))
            for section in row.plan.sections_above(unit.parent)
        )

    def _whose(self, group: Group) -> str:
        """Whose headings they are, if only one of two regions has what follows."""
        sides = [side for side in SIDES if any(row[side] for row in group.rows)]
        if not self._regions or len(sides) > 1:
            return ""
        return name_of(self._comparison, sides[0], self._say)

    def _heading(self, path: Sequence[tuple[str, str]], shown: Sequence[str], whose: str) -> Entry | None:
        """The headings of a path that differ from the previous one's; none if all is listed, when they have rows of their own."""
        if self._everything:
            return None
        same = next((place for place, (change, _) in enumerate(path) if shown[place : place + 1] != (change,)), len(path))
        words = PATH_SEPARATOR.join(title for _, title in path[same:])
        if words and whose:
            words = f"{whose}{self._say.say('colon')}{words}"
        return Entry("heading", (Line((Stretch(words),), "heading"),)) if words else None

    # --- cells ---

    def _entry(self, group: Group, listed: frozenset[str], place: str) -> Entry:
        old, new = self._texts.cell(group, "old", listed), self._texts.cell(group, "new", listed)
        if self._is_plain_heading(group, old, new):
            return Entry("heading", (Line(new[0].stretches, "heading"),) if isinstance(new[0], Line) else ())
        return Entry(
            "change",
            old or (self._aside("table_none" if self._regions else "table_new"),),
            new or (self._aside("table_none" if self._regions else "table_deleted"),),
            tuple(self._remarks(group, listed, alone=not (old and new))),
            change=self._kind(group, listed, old, new),
            place=place,
        )

    def _is_plain_heading(self, group: Group, old: Cell, new: Cell) -> bool:
        """Whether a heading is the same on both sides, so that it heads what follows in both columns."""
        if group.first.kind != "heading" or len(group.rows) > 1 or len(old) != 1:
            return False
        if old != new and (self._everything or not self._regions or group.first.change.status != "noise"):
            return False
        return group.first.first.text != "" and isinstance(old[0], Line) and all(part.ink == "plain" for part in old[0].stretches)

    def _aside(self, key: str) -> Line:
        return Line((Stretch(self._say.say(key)),), "aside")

    # --- notes on it ---

    def _remarks(self, group: Group, listed: frozenset[str], *, alone: bool) -> Iterator[str]:
        """Changes other than in its words, and people's notes or else the findings; for a text that is `alone`, not that it is."""
        rows = [row for row in group.rows if row.anchor in listed and not row.stub]
        yield from dict.fromkeys(self._say.phrase(phrase) for row in rows for phrase in self._shape(row))
        remarks = (remark.text for row in group.rows for remark in self._comparison.opinions_on(row.change))
        if noted := dict.fromkeys(visible(text) for text in remarks if text):
            yield from noted
            return
        if alone and (places := self._scattered(group)):
            yield places
        found = (finding for row in group.rows for finding in self._findings.get(row.change.id, ()))
        if alone:
            found = (finding for finding in found if (finding.rule.level, finding.rule.kind) != ("info", "existence"))
        yield from dict.fromkeys(visible(finding.message(self._say.language)) for finding in found)

    def _shape(self, row: Row) -> Iterator[Phrase]:
        """Changes of a unit other than in its words."""
        for mark in row.marks:
            if mark == "moved":
                yield self._moved(row)
            elif mark == "split":
                yield Phrase("split_in", {"count": len(row.new)})
            elif mark == "merged":
                yield Phrase("merged_of", {"count": len(row.old)})
            elif mark == "renamed" and not self._regions:
                yield Phrase("renamed")
        yield from shape_lines(row)

    def _moved(self, row: Row) -> Phrase:
        within = row.partner is not None and row.partner.within
        if within and row.kind != "heading":
            return Phrase("moved_within")
        old = self._comparison.old
        unit = row.change.old[0]
        article = article_above(old, unit) if self._law else None
        if article:
            path = article.number
        else:
            path = PATH_SEPARATOR.join(path_of(old, unit))
            if within:
                path = first_words(heading_of(old.unit[unit]))
        return Phrase("table_moved", {"path": visible(path)}) if path else Phrase("table_moved_top")

    @cached_property
    def _rows_in(self) -> dict[tuple[Side, str], list[Row]]:
        """Section of a side -> the rows of what it contains directly."""
        found: defaultdict[tuple[Side, str], list[Row]] = defaultdict(list)
        for row in self._rows:
            for side in SIDES:
                for section in {section_of(passage.unit) for passage in row[side]}:
                    found[side, section].append(row)
        return found

    def _scattered(self, group: Group) -> str:
        """Where the text of an article is if only its number was added or deleted."""
        row = group.first
        if not self._law or row.kind != "heading" or len(group.rows) > 1:
            return ""
        other: Side = "old" if row.new else "new"
        plan = self._comparison.old if other == "old" else self._comparison.new
        units = (passage.unit for each in self._rows_in.get((row.side, row.first.unit), ()) for passage in each[other])
        articles = (article_above(plan, unit) for unit in units)
        numbers = dict.fromkeys(visible(article.number) for article in articles if article)
        return self._say.say("table_see", path=self._say.say("list").join(numbers)) if numbers else ""

    def _kind(self, group: Group, listed: frozenset[str], old: Cell, new: Cell) -> str:
        """The kind of change, in a word or two."""
        marks: list[Mark]
        if not (old and new):
            marks = ["elsewhere" if "elsewhere" in group.first.marks else "added" if new else "deleted"]
        else:
            marks = [mark for row in group.rows if row.anchor in listed for mark in row.marks if mark not in INSIGNIFICANT]
            if len(group.rows) > 1:  # an added or deleted part of an article is a change of it
                marks = ["changed" if mark in ("added", "deleted") else mark for mark in marks]
        return self._say.say("list").join(self._say.say(mark) for mark in dict.fromkeys(marks))


def _findings_by_change(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Change -> what it means, as far as its cells do not show it."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        rule = finding.rule
        plain = rule.area in PLAIN_AREAS and (rule.level == "info" or rule.kind == "existence")
        if finding.change and not plain:
            found[finding.change].append(finding)
    return found
