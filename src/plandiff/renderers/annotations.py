"""Findings for readers and for other tools: where each is in the new document, the most severe first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import Final, get_args

from plandiff.bilingual import Language
from plandiff.model import PATH_SEPARATOR, Area, Comparison, Finding, Level, Origin, Review, ReviewedDocument, Rule, split_part
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.rows import PATH_CHARACTERS, first_words
from plandiff.renderers.terminal import printable

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
AREAS: Final[tuple[Area, ...]] = get_args(Area)
FIRST_LINE: Final = 1
"""The line given to formats that require one when none is known."""


@dataclass(frozen=True)
class Annotation:
    """A finding and its location."""

    finding: Finding
    path: str
    """The new document's."""
    origin: Origin | None
    """In the new document; for something removed, that of the unit it would follow there. None for findings about the plan
    as a whole, and for formats without positions, such as HTML."""
    section: str
    """The headings above, each truncated to a few words: `二、主要任务 › （一）……`; "" at the top of the plan."""

    @property
    def line(self) -> int | None:
        """For formats that have only lines as locations."""
        return self.origin.line if self.origin else None

    def message(self, language: Language) -> str:
        """On one line, with nothing in it that could control a terminal or disguise its order."""
        return printable(self.finding.message(language))

    def detail(self, language: Language) -> str:
        """The same without the rule's title, for lists below it."""
        return printable(self.finding.detail(language))


@dataclass(frozen=True)
class Digest:
    """The findings of a comparison, in the order in which a reader wants them."""

    open: tuple[Annotation, ...]
    """Those that nobody has accepted, the most severe first and otherwise in their own order."""
    accepted: tuple[Annotation, ...]

    @cached_property
    def severe(self) -> tuple[Annotation, ...]:
        """Errors and warnings, each worth a line."""
        return tuple(annotation for annotation in self.open if annotation.finding.level != "info")

    @cached_property
    def infos(self) -> tuple[tuple[Rule, tuple[Annotation, ...]], ...]:
        """The others by rule, in the order of the rules' areas: many say the same."""
        return tuple(by_rule(annotation for annotation in self.open if annotation.finding.level == "info"))

    @property
    def counts(self) -> tuple[tuple[str, Phrase], ...]:
        """How many of each level, and how many are `accepted`; zero counts are omitted."""
        found = [(level, sum(annotation.finding.level == level for annotation in self.open)) for level in LEVELS]
        return tuple(
            (name, Phrase(f"{name}_count_one") if count == 1 else Phrase(f"{name}_count", {"count": count}))
            for name, count in (*found, ("accepted", len(self.accepted)))
            if count
        )

    @property
    def areas(self) -> tuple[tuple[Area, int], ...]:
        """The areas of the open ones, with counts."""
        counted = Counter(annotation.finding.rule.area for annotation in self.open)
        return tuple((area, counted[area]) for area in AREAS if counted[area])


def digest(judged: Comparison | ReviewedDocument, path: str = "") -> Digest:
    annotations = annotate(judged, path)
    return Digest(
        tuple(annotation for annotation in annotations if not annotation.finding.accepted),
        tuple(annotation for annotation in annotations if annotation.finding.accepted),
    )


def digests(review: Review) -> Iterator[tuple[ReviewedDocument, Digest]]:
    """The documents that can have findings, each with its findings."""
    for document in review.documents:
        if document.comparison or document.own:
            yield document, digest(document, file_name(document.path))


def rule_counts(findings: Digest, wording: Wording) -> str:
    """The rules of the infos with the count for each; "" if there are none."""
    return wording.say("list").join(
        wording.say("tallied", name=getattr(rule.title, wording.language).lower(), count=len(met)) for rule, met in findings.infos
    )


def annotate(judged: Comparison | ReviewedDocument, path: str) -> tuple[Annotation, ...]:
    """All findings, including accepted ones, the most severe first and otherwise in their own order."""
    comparison = judged if isinstance(judged, Comparison) else judged.comparison
    origins = _origins(comparison) if comparison else {}
    headings = _changed_headings(comparison) if comparison else set()
    path_of = cache(_path_of)  # many findings share a section
    placed = [
        Annotation(
            finding,
            path,
            origins.get(finding.change),
            path_of(finding.headings[:-1] if finding.change in headings else finding.headings),
        )
        for finding in judged.findings
    ]
    return tuple(sorted(placed, key=lambda annotation: LEVELS.index(annotation.finding.level)))


def by_rule(annotations: Iterable[Annotation]) -> Iterator[tuple[Rule, tuple[Annotation, ...]]]:
    """The annotations of each rule, the rules by area and then by name."""
    ordered = sorted(annotations, key=lambda found: (AREAS.index(found.finding.rule.area), found.finding.rule.id))
    for rule, met in groupby(ordered, lambda found: found.finding.rule):
        yield rule, tuple(met)


def problem_of(document: ReviewedDocument, language: Language) -> str:
    """Why a document could not be read, on one line; "" if it was."""
    return printable(document.problem.message(language)) if document.problem else ""


def file_name(path: str) -> str:
    """A document's path for a field that names a file: on one line, with `/`, whichever of the documents in it is meant."""
    return printable(split_part(path)).replace("\\", "/").removeprefix("./")


def _changed_headings(comparison: Comparison) -> set[str]:
    """Changes to headings: a finding about one names it, so it need not be repeated above."""
    return {change.id for change in comparison.changes if comparison.first_unit(change).kind == "section"}


def _path_of(headings: tuple[str, ...]) -> str:
    return printable(PATH_SEPARATOR.join(first_words(heading, PATH_CHARACTERS) for heading in headings))


def _origins(comparison: Comparison) -> dict[str, Origin | None]:
    """Change -> where to point to in the new document. Changes come in its order, removed units at their old position."""
    origins: dict[str, Origin | None] = {}
    before = Origin(FIRST_LINE) if any(unit.line for unit in comparison.new.units) else None
    for change in comparison.changes:
        known = [unit.origin for unit in map(comparison.new.unit.__getitem__, change.new) if unit.origin]
        origins[change.id] = known[0] if known else before
        before = known[-1] if known else before
    return origins
