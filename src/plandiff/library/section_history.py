"""The sections of a document across all its versions: which is which, and what happened to each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from plandiff.errors import UsageError
from plandiff.language.units import common_unit
from plandiff.library.history import History
from plandiff.model import Change, Comparison, Plan, Section, Target, Unit, find_sections, heading_of

Event = Literal["first", "new", "gone", "moved", "renamed", "renumbered", "split", "merged", "changed", "back"]


@dataclass(frozen=True)
class Stage:
    """A section in one version."""

    version: int
    """Its index in the list of versions."""
    unit: Unit | None
    """The section's heading; None in a version that does not have it."""
    events: tuple[Event, ...]
    """What happened to it since the version before, its own text (without sections below) included."""
    changes: tuple[Change, ...]
    """Changes to its heading and own text that are more than typography and numbering."""


@dataclass(frozen=True)
class SectionHistory:
    """A section's stages, one for each version of the document."""

    stages: tuple[Stage, ...]

    @property
    def last(self) -> Unit:
        """Its last heading."""
        return next(stage.unit for stage in reversed(self.stages) if stage.unit)


@dataclass(frozen=True)
class Series:
    """A quantity across the versions in which it was tracked."""

    targets: tuple[tuple[int, Target], ...]
    """(index of the version, the target in it)."""


def section_histories(history: History) -> tuple[SectionHistory, ...]:
    """Every section there ever was, in the last version's order; deleted ones after the one they followed."""
    rows: list[list[str | None]] = [[unit.id] for unit in _sections(history.plans[0])]
    for now, comparison in enumerate(history.comparisons, 1):
        goes_on = {old: change.new[0] for change in comparison.changes if change.new for old in change.old[:1]}
        taken: set[str] = set()
        for row in rows:
            before = row[-1]
            after = goes_on.get(before) if before else None
            if after and comparison.new.unit[after].kind == "section" and after not in taken:
                taken.add(after)
                row.append(after)
            else:
                row.append(None)
        rows = _in_order(rows, comparison, now)
    return tuple(SectionHistory(tuple(_stages(row, history))) for row in rows)


def find_section_history(history: History, wanted: str) -> SectionHistory:
    """The history of the section meant by an id, a key, a heading, a path of headings or a part of one.

    An exact name is preferred to a partial one, and a later version to an earlier one.
    Raises `UsageError` if there is none, or several in the same version.
    """
    sections = section_histories(history)
    for find in _WAYS:
        for version, plan in reversed(tuple(enumerate(history.plans))):
            meant = {unit.id for unit in find(plan, wanted)}
            fits = [section for section in sections if (unit := section.stages[version].unit) and unit.id in meant]
            if len(fits) == 1:
                return fits[0]
            if fits:
                found = tuple(f"{section.last.id} {heading_of(section.last)}" for section in fits[:8])
                raise UsageError("several-sections", section=wanted, found=found)
    raise UsageError("no-section", section=wanted, document=history.versions[-1].name)


def section_text(plan: Plan, wanted: str, version: str) -> str:
    """The canonical Markdown of a section of a version, found as by `find_section_history`, with its subsections.

    Raises `UsageError` if there is none, or several.
    """
    from plandiff.pipeline import write

    for find in _WAYS:
        units = tuple(find(plan, wanted))
        if len(units) > 1:
            found = tuple(f"{unit.id} {heading_of(unit)}" for unit in units[:8])
            raise UsageError("several-sections", section=wanted, found=found)
        if units:
            section = next(section for section in _sections_below(plan.root) if section.id == units[0].id)
            own = replace(
                plan, root=replace(plan.root, number="", title="", spans=(), body=(), children=(section,)), set_aside=()
            )
            return write(own).decode().partition("\n---\n")[2].lstrip("\n")
    raise UsageError("no-section", section=wanted, document=version)


def _sections_below(section: Section) -> Iterator[Section]:
    waiting = [section]
    while waiting:
        section = waiting.pop()
        yield section
        waiting += section.children


def _sections_with_id(plan: Plan, wanted: str) -> Iterator[Unit]:
    return (unit for unit in _sections(plan) if unit.id == wanted)


def _sections_with_part(plan: Plan, wanted: str) -> tuple[Unit, ...]:
    return find_sections(plan, f"*{wanted}*", bare=False) if wanted.strip() else ()


_WAYS: Final[tuple[Callable[[Plan, str], Iterable[Unit]], ...]] = (
    _sections_with_id,
    partial(find_sections, bare=False),
    find_sections,
    _sections_with_part,
)
"""The ways to name a section, the most exact first."""


def target_series(history: History, *, within: SectionHistory | None = None) -> tuple[Series, ...]:
    """The quantities whose value changed, tracked from version to version."""
    open_series: dict[tuple[str, int], list[tuple[int, Target]]] = {}
    every: list[list[tuple[int, Target]]] = []
    for now, comparison in enumerate(history.comparisons, 1):
        going: dict[tuple[str, int], list[tuple[int, Target]]] = {}
        for change in comparison.targets:
            if change.old is None or change.new is None or change.within or None in (change.old.value, change.new.value):
                continue
            series = open_series.get((change.old.node, change.old.start))
            if series is None:
                series = [(now - 1, change.old)]
                every.append(series)
            series.append((now, change.new))
            going[change.new.node, change.new.start] = series
        open_series = going
    found = [
        Series(tuple(series)) for series in every if len({(target.value, common_unit(target.unit)) for _, target in series}) > 1
    ]
    if within is None:
        return tuple(found)
    return tuple(series for series in found if any(_inside(history, within, place, target) for place, target in series.targets))


def history_text(history: History, section: SectionHistory) -> bytes:
    """A section's history for the terminal: a heading for each version in which something happened to it, and what changed."""
    from plandiff.renderers.terminal import printable, sheet

    lines = []
    for stage in map(partial(_with_below, history, section), section.stages):
        if not stage.events:
            continue
        version = history.versions[stage.version]
        title = heading_of(stage.unit) if stage.unit else ""
        lines.append(f"{version.label}  {', '.join(stage.events)}  {title}".rstrip())
        for change in stage.changes:
            lines.append("  " + "".join(_marked(change, history.comparisons[stage.version - 1])))
    for series in target_series(history, within=section):
        values = [f"{history.versions[place].label} {target.text}" for place, target in series.targets]
        lines.append(f"{series.targets[-1][1].indicator}: {' → '.join(values)}")
    return sheet(map(printable, lines))


def history_json(history: History, section: SectionHistory) -> bytes:
    """The same as JSON, `plandiff/history-1`."""
    stages = [
        {
            "version": history.versions[stage.version].label,
            "date": history.versions[stage.version].date,
            "id": stage.unit.id if stage.unit else None,
            "number": stage.unit.number if stage.unit else None,
            "title": stage.unit.text if stage.unit else None,
            "events": stage.events,
            "changes": [
                {
                    "status": change.status,
                    "ops": [
                        {"op": edit.op, "old": edit.old, "new": edit.new}
                        for edit in history.comparisons[stage.version - 1].printed(change)
                    ],
                }
                for change in stage.changes
            ],
        }
        for stage in map(partial(_with_below, history, section), section.stages)
    ]
    targets = [
        [
            {"version": history.versions[place].label, "text": target.text, "indicator": target.indicator}
            for place, target in series.targets
        ]
        for series in target_series(history, within=section)
    ]
    data = {"schema": "plandiff/history-1", "name": history.versions[-1].name, "stages": stages, "targets": targets}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _sections(plan: Plan) -> list[Unit]:
    return [unit for unit in plan.units if unit.kind == "section"]


def _in_order(rows: list[list[str | None]], comparison: Comparison, now: int) -> list[list[str | None]]:
    """The rows in the new plan's order, with new sections, and each deleted one after the section it followed."""
    standing = {row[-1]: row for row in rows if row[-1]}
    following: dict[str | None, list[list[str | None]]] = {}
    above: str | None = None
    for row in rows:
        if row[-1]:
            above = row[-1]
            continue
        if row[-2]:  # deleted now; one deleted before stays after the row that it follows
            sections = comparison.new.sections_above(comparison.alignment.stood_after[row[-2]])
            above = sections[-1].id if sections else None
        following.setdefault(above, []).append(row)
    ordered = following.get(None, [])
    for section in _sections(comparison.new):
        ordered += [standing.get(section.id, [*[None] * now, section.id]), *following.get(section.id, [])]
    return ordered


def _stages(row: list[str | None], history: History) -> Iterator[Stage]:
    for version, section in enumerate(row):
        unit = history.plans[version].unit[section] if section else None
        if version == 0:
            yield Stage(0, unit, ("first",) if unit else (), ())
            continue
        comparison, before = history.comparisons[version - 1], row[version - 1]
        changes = tuple(_own_changes(comparison, before, section))
        events: list[Event] = []
        if unit and not before:
            events.append("back" if any(row[: version - 1]) else "new")
        elif before and not unit:
            events.append("gone")
        elif unit:
            events += _events(comparison, section, changes)
        yield Stage(version, unit, tuple(events), changes if unit else ())


def _with_below(history: History, section: SectionHistory, stage: Stage) -> Stage:
    """The stage including the changes of its subsections: a chapter's history is that of its articles."""
    before = section.stages[stage.version - 1].unit if stage.version else None
    if stage.unit is None or before is None:
        return stage
    changes = tuple(_own_changes(history.comparisons[stage.version - 1], before.id, stage.unit.id, below=True))
    more: tuple[Event, ...] = ("changed",) if len(changes) > len(stage.changes) and "changed" not in stage.events else ()
    return replace(stage, changes=changes, events=(*stage.events, *more))


def _events(comparison: Comparison, section: str | None, changes: tuple[Change, ...]) -> Iterator[Event]:
    heading = next(change for change in comparison.changes if section in change.new)
    flags: tuple[tuple[Event, bool], ...] = (
        ("moved", heading.moved),
        ("renamed", heading.status == "changed"),
        ("renumbered", heading.renumbered),
        ("split", heading.split),
        ("merged", heading.merged),
        ("changed", any(change is not heading for change in changes)),
    )
    yield from (event for event, happened in flags if happened)


def _own_changes(comparison: Comparison, before: str | None, after: str | None, *, below: bool = False) -> Iterator[Change]:
    """The changes to a section's heading and own text, or to its subsections too, that are more than typography."""
    for change in comparison.changes:
        mine = any(_of(name, after, below) for name in change.new) or any(_of(name, before, below) for name in change.old)
        if mine and change.significant:
            yield change


def _of(name: str, section: str | None, below: bool) -> bool:
    return section is not None and (
        name == section or name.startswith(f"{section}/") or (below and name.startswith(f"{section}."))
    )


def _inside(history: History, section: SectionHistory, place: int, target: Target) -> bool:
    unit = section.stages[place].unit
    return unit is not None and target.node in history.plans[place].unit and _of(target.node, unit.id, below=True)


def _marked(change: Change, comparison: Comparison) -> Iterator[str]:
    for edit in comparison.printed(change):
        if edit.op in ("equal", "noise"):
            yield edit.new if len(edit.new) <= 60 else f"{edit.new[:24]}…{edit.new[-24:]}"
        else:
            yield (f"[-{edit.old}-]" if edit.old else "") + (f"{{+{edit.new}+}}" if edit.new else "")
