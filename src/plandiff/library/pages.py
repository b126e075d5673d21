"""The pages of a document's history: blame, coloured by version, and the timeline. Each is a single self-contained file.

Everything is computed here; the templates only loop and label. What comes from documents is escaped by Jinja,
and style is allowed by its hash. There is no script: cells are links to their texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS, Language
from plandiff.library.blame import sentences_of
from plandiff.library.history import History
from plandiff.library.provenance import Clause
from plandiff.library.section_history import SectionHistory, Series, Stage, section_histories, target_series
from plandiff.model import Change, Comparison, TextEdit, heading_of, join_number, space_number
from plandiff.renderers.library_messages import say
from plandiff.text import shorten

OLDEST: Final = 6
NEWEST: Final = 62
"""Percent of the accent colour in the background of the oldest and of the newest version: one darkening hue, which all eyes can order."""
SIGNS: Final = {
    "first": "●",
    "same": "·",
    "new": "+",
    "gone": "−",
    "moved": "↕",
    "renamed": "≈",
    "renumbered": "#",
    "split": "⑂",
    "merged": "⋈",
    "changed": "~",
    "back": "↩",
}
"""The symbol in a timeline cell for what happened to a section; its name is there too, for screen readers."""
TITLE: Final = 30
"""Characters of a section's title on the timeline, and of the first words of one that has none."""
CHART_WIDTH: Final = 240
CHART_HEIGHT: Final = 48
MARGIN: Final = 6
"""Of a chart, in its own units (pixels if it is not scaled)."""
SERIES_SHOWN: Final = 60
"""Charts on a page; more would not be an overview."""
LONG_EQUAL: Final = 120
"""Characters of an unchanged stretch beyond which its middle is left out."""


@dataclass(frozen=True)
class BlameClause:
    """A clause as the page shows it."""

    text: str
    place: int
    """Of the version whose colour it has: the last one in which its wording changed or came back."""
    description: str
    """Its history in words."""


@dataclass(frozen=True)
class BlameRow:
    """A passage as the page shows it."""

    kind: str
    level: int
    number: str
    """As printed before the text."""
    first: str
    """Label of the version in which it first appeared."""
    last: str
    """Label of the version in which it last changed, if that is another one."""
    back: str
    clauses: tuple[BlameClause, ...]


@dataclass(frozen=True)
class Cell:
    """A section in a version, on the heat map."""

    kind: str
    """`none`, `same`, or the most important change to it."""
    sign: str
    description: str
    count: str
    anchor: str
    """Of its texts further down; "" if there are none."""


@dataclass(frozen=True)
class MapRow:
    """A section through all versions, on the heat map."""

    level: int
    title: str
    """Its heading; its first words if that has no title."""
    cells: tuple[Cell, ...]

    @property
    def unchanged(self) -> bool:
        """Whether it never changed."""
        return all(cell.kind in ("first", "same", "none") for cell in self.cells)


@dataclass(frozen=True)
class Detail:
    """The texts that a cell links to."""

    anchor: str
    title: str
    description: str
    before: str
    after: str
    changes: tuple[tuple[tuple[str, str], ...], ...]
    """The pieces of each change: (`eq`, `del` or `ins`; text)."""


@dataclass(frozen=True)
class Chart:
    """A quantity over the versions: what it measures, its values as printed, and a line."""

    name: str
    values: tuple[tuple[str, str], ...]
    """(label of the version, the value as printed)."""
    points: tuple[tuple[str, str], ...]
    """The points of the values in the chart, (x, y)."""


def blame_page(history: History, language: Language) -> bytes:
    """The last version of a document, each clause in the colour of the version that its wording comes from."""
    labels = [version.label for version in history.versions]
    rows = tuple(_blame_rows(history, labels, language))
    counted = [0] * len(labels)
    for row in rows:
        for clause in row.clauses:
            counted[clause.place] += len(clause.text)
    total = sum(counted) or 1
    legend = [
        (place, label, version.date, f"{100 * count / total:.0f}%")
        for place, (label, version, count) in enumerate(zip(labels, history.versions, counted, strict=True))
    ]
    return _fill("blame.html.jinja", history, language, rows=rows, legend=legend)


def timeline_page(history: History, language: Language) -> bytes:
    """Versions against sections, with the texts that each cell links to, and quantities over the versions."""
    sections = section_histories(history)
    rows = tuple(
        MapRow(section.last.level, _title(history, section), tuple(_cells(section, number, language)))
        for number, section in enumerate(sections)
    )
    met = {cell.kind for row in rows for cell in row.cells}
    key = tuple((kind, sign, say(language, f"event_{kind}")) for kind, sign in SIGNS.items() if kind in met)
    details = tuple(detail for number, section in enumerate(sections) for detail in _details(history, section, number, language))
    charts = tuple(_chart(series, history) for series in target_series(history)[:SERIES_SHOWN])
    return _fill("timeline.html.jinja", history, language, rows=rows, key=key, details=details, charts=charts)


def _title(history: History, section: SectionHistory) -> str:
    """A section's last heading; an article without a title is shown by the beginning of its text."""
    stage = next(stage for stage in reversed(section.stages) if stage.unit)
    unit = section.last
    if unit.text:
        return shorten(heading_of(unit), TITLE)
    plan = history.plans[stage.version]
    first = next((below.text for below in plan.units if below.parent == unit.id and below.text), "")
    return join_number(unit.number, shorten(first, TITLE))


def _blame_rows(history: History, labels: list[str], language: Language) -> Iterator[BlameRow]:
    for passage in history.passages[-1]:
        clauses = [clause for sentence in sentences_of(passage) for clause in sentence.clauses]
        yield BlameRow(
            passage.unit.kind,
            passage.unit.level,
            space_number(passage.unit.number, passage.unit.text),
            labels[passage.first],
            labels[passage.changed] if passage.changed != passage.first else "",
            "" if passage.back is None else labels[passage.back],
            tuple(BlameClause(clause.text, clause.changed, _describe(clause, labels, language)) for clause in clauses),
        )


def _describe(clause: Clause, labels: list[str], language: Language) -> str:
    said = [say(language, "stood", version=labels[clause.first])]
    if clause.changed != clause.first:
        said.append(say(language, "reworded", version=labels[clause.changed]))
    if clause.back is not None:
        said.append(say(language, "returned", version=labels[clause.back]))
    return say(language, "list").join(said)


def _cells(section: SectionHistory, number: int, language: Language) -> Iterator[Cell]:
    for stage in section.stages:
        if not stage.events and stage.unit is None:
            yield Cell("none", "", "", "", "")
            continue
        kind = stage.events[0] if stage.events else "same"
        description = say(language, "list").join(say(language, f"event_{event}") for event in stage.events or ("same",))
        count = str(len(stage.changes)) if stage.changes else ""
        yield Cell(kind, SIGNS[kind], description, count, _anchor(number, stage) if stage.changes else "")


def _anchor(number: int, stage: Stage) -> str:
    return f"s{number}-v{stage.version}"


def _details(history: History, section: SectionHistory, number: int, language: Language) -> Iterator[Detail]:
    for stage in section.stages:
        if stage.unit and stage.changes:
            yield Detail(
                _anchor(number, stage),
                heading_of(stage.unit),
                say(language, "list").join(say(language, f"event_{event}") for event in stage.events),
                history.versions[stage.version - 1].label,
                history.versions[stage.version].label,
                tuple(tuple(_pieces(change, history.comparisons[stage.version - 1])) for change in stage.changes),
            )


def _pieces(change: Change, comparison: Comparison) -> Iterator[tuple[str, str]]:
    for edit in comparison.printed(change):
        if edit.op in ("equal", "noise"):
            yield "eq", _shortened(edit)
        else:
            if edit.old:
                yield "del", edit.old
            if edit.new:
                yield "ins", edit.new


def _shortened(edit: TextEdit) -> str:
    half = LONG_EQUAL // 2
    return edit.new if len(edit.new) <= LONG_EQUAL else f"{edit.new[:half]} … {edit.new[-half:]}"


def _chart(series: Series, history: History) -> Chart:
    values = [target.middle or 0.0 for _, target in series.targets]
    low, high = min(values), max(values)
    steps = max(len(history.versions) - 1, 1)
    points = tuple(
        (
            f"{MARGIN + (CHART_WIDTH - 2 * MARGIN) * place / steps:.1f}",
            f"{CHART_HEIGHT - MARGIN - (CHART_HEIGHT - 2 * MARGIN) * (value - low) / ((high - low) or 1):.1f}",
        )
        for (place, _), value in zip(series.targets, values, strict=True)
    )
    last = series.targets[-1][1]
    return Chart(
        last.indicator or last.text,
        tuple((history.versions[place].label, target.text) for place, target in series.targets),
        points,
    )


def _fill(template: str, history: History, language: Language, **values: Any) -> bytes:  # noqa: ANN401 - a template's values
    from markupsafe import Markup

    from plandiff.renderers.pages import assets, fill, policy

    style = assets("css", "history.css") + _colours(len(history.versions))
    page = {
        "lang": LANGUAGE_TAGS[language],
        "title": history.plans[-1].meta.title or history.versions[-1].name,
        "name": history.versions[-1].name,
        "version": __version__,
        "css": Markup(style),  # noqa: S704 - our own
        "policy": policy(style),
        "width": CHART_WIDTH,
        "height": CHART_HEIGHT,
    }
    return fill(template, page=page, t=partial(say, language), versions=history.versions, **values)


def _colours(count: int) -> str:
    """A background for each version, the newer the stronger; light or dark as on the reader's system."""
    steps = max(count - 1, 1)
    return "".join(f".v{place} {{ --age: {OLDEST + (NEWEST - OLDEST) * place / steps:.0f}%; }}\n" for place in range(count))
