"""A comparison as the entries of the table: what stands in each cell, and what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from plandiff.model import PATH_SEPARATOR, Comparison, Finding, heading_of
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.rows import Mark, Row, first_words, path_of
from plandiff.renderers.sentences import shape_lines
from plandiff.renderers.table.cells import Cell, Entry, Line, Stretch, Table
from plandiff.renderers.table.general import general
from plandiff.renderers.table.groups import Group, article_above, gather, is_law
from plandiff.renderers.table.texts import Texts
from plandiff.renderers.table.titles import columns_of, legend_of, title_of
from plandiff.renderers.terminal import visible
from plandiff.renderers.view import lay_out

PLAIN_AREAS: Final = frozenset({"text", "structure"})
"""Findings in these say what the cells show as well, unless they are more than a hint and more than that something came or went."""


def make_table(comparison: Comparison, options: RenderOptions) -> Table:
    """The whole table in the language asked for."""
    wording = Wording.about(comparison, options.language)
    law = is_law(comparison)
    return Table(
        title_of(comparison, wording),
        legend_of(options.table, wording),
        columns_of(comparison, options.table, wording, law=law),
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
        self._general = general(comparison, self._rows, wording)
        self._texts = Texts(comparison, law=law, everything=options.table.everything)

    def entries(self) -> Iterator[Entry]:
        """All entries, what is general first."""
        yield from self._general.entries
        shown: tuple[str, ...] = ()
        empty = not self._general.entries
        for group in gather(self._comparison, self._rows):
            listed = frozenset(row.anchor for row in group.rows if self._is_listed(row))
            if not listed:
                continue
            empty = False
            path = self._sections_above(group)
            if heading := self._heading(path, shown):
                yield heading
            shown = tuple(change for change, _ in path)
            if group.first.kind == "heading":
                shown = (*shown, group.home)
            yield self._entry(group, listed, PATH_SEPARATOR.join(title for _, title in path))
        if empty:
            yield Entry("heading", (Line((Stretch(self._say.say("table_nothing")),), "aside"),))

    def _is_listed(self, row: Row) -> bool:
        if self._everything or self._regions:
            return bool(row.weight) or row.kind == "heading"
        return (row.significant or row.stub) and row.change.id not in self._general.covered

    # --- headings ---

    def _sections_above(self, group: Group) -> tuple[tuple[str, str], ...]:
        """The sections that a group stands in, outermost first: the change of each and its heading."""
        row = group.first
        unit = row.plan.unit[row.first.unit]
        if group.head is None and self._law and (article := article_above(row.plan, unit.id)):
            unit = article
        return tuple(
            (self._comparison.change_of[row.side, section.id], visible(heading_of(section)))
            for section in row.plan.sections_above(unit.parent)
        )

    def _heading(self, path: Sequence[tuple[str, str]], shown: Sequence[str]) -> Entry | None:
        """The headings of a path from where it parts from the one before."""
        same = next((place for place, (change, _) in enumerate(path) if shown[place : place + 1] != (change,)), len(path))
        words = PATH_SEPARATOR.join(title for _, title in path[same:])
        return Entry("heading", (Line((Stretch(words),), "heading"),)) if words else None

    # --- cells ---

    def _entry(self, group: Group, listed: frozenset[str], place: str) -> Entry:
        old, new = self._texts.cell(group, "old", listed), self._texts.cell(group, "new", listed)
        if self._is_plain_heading(group, old, new):
            return Entry("heading", (Line(new[0].stretches, "heading"),) if isinstance(new[0], Line) else ())
        alone = "table_none" if self._regions else ""
        return Entry(
            "change",
            old or (self._aside(alone or "table_new"),),
            new or (self._aside(alone or "table_deleted"),),
            tuple(self._remarks(group, listed)),
            change=self._kind(group, listed),
            place=place,
        )

    def _is_plain_heading(self, group: Group, old: Cell, new: Cell) -> bool:
        """Whether a heading reads the same on both sides, so that it heads what follows in both columns."""
        if group.first.kind != "heading" or len(group.rows) > 1 or len(old) != 1 or old != new:
            return False
        return group.first.first.text != "" and isinstance(old[0], Line) and all(part.ink == "plain" for part in old[0].stretches)

    def _aside(self, key: str) -> Line:
        return Line((Stretch(self._say.say(key)),), "aside")

    # --- what is said of it ---

    def _remarks(self, group: Group, listed: frozenset[str]) -> Iterator[str]:
        rows = [row for row in group.rows if row.anchor in listed and not row.stub]
        yield from dict.fromkeys(self._say.phrase(phrase) for row in rows for phrase in self._shape(row))
        remarks = (remark.text for row in group.rows for remark in self._comparison.opinions_on(row.change))
        if noted := dict.fromkeys(visible(text) for text in remarks if text):
            yield from noted
            return
        found = (finding for row in group.rows for finding in self._findings.get(row.change.id, ()))
        yield from dict.fromkeys(visible(finding.message(self._say.language)) for finding in found)

    def _shape(self, row: Row) -> Iterator[Phrase]:
        """What became of a unit besides its words."""
        for mark in row.marks:
            if mark == "moved":
                yield self._moved(row)
            elif mark == "split":
                yield Phrase("split_in", {"count": len(row.new)})
            elif mark == "merged":
                yield Phrase("merged_of", {"count": len(row.old)})
            elif mark == "renamed":
                yield Phrase("renamed")
        yield from (phrase for phrase in shape_lines(row))

    def _moved(self, row: Row) -> Phrase:
        old = self._comparison.old
        unit = row.change.old[0]
        article = article_above(old, unit) if self._law else None
        if article:
            path = article.number
        else:
            path = PATH_SEPARATOR.join(path_of(old, unit))
            if row.partner and row.partner.within and row.kind == "heading":
                path = first_words(heading_of(old.unit[unit]))
        return Phrase("table_moved", {"path": visible(path)}) if path else Phrase("table_moved_top")

    def _kind(self, group: Group, listed: frozenset[str]) -> str:
        """What kind of change it is, in a word or two."""
        rows = [row for row in group.rows if row.anchor in listed]
        head = group.head
        if head and head.marks[:1] in (("added",), ("deleted",)):
            marks: list[Mark] = [head.marks[0]]
        else:
            marks = [mark for row in rows for mark in row.marks if mark not in ("noise", "renumbered")]
            if len(group.rows) > 1:  # part of an article that came or went is a change of it
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
