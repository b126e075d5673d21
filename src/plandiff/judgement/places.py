"""Where findings are, in the terms of configurations: sections by headings, units by keys, documents by names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from plandiff.judgement.configuration import Configuration, Ignore
from plandiff.judgement.names import document_names
from plandiff.judgement.selectors import selects
from plandiff.model import Comparison, Finding, Plan, ReviewedDocument, SectionPattern, Unit, find_sections, find_unit
from plandiff.paths import matches_path


class Places:
    """The places of one document, and which of its findings a configuration ignores."""

    def __init__(self, document: ReviewedDocument, configuration: Configuration) -> None:
        names = document_names(document, configuration.folder)
        self._ignores = [
            (ignore, [SectionPattern(pattern) for pattern in ignore.sections])
            for ignore in configuration.ignores
            if _concerns(ignore, names)
        ]
        self._within: dict[tuple[Unit, ...], list[bool]] = {}
        """Sections above a finding -> for each ignore, whether it names one of them; cached, as many findings are in one section."""
        self._keyed = [frozenset(_changes_within(document.comparison, ignore.sections)) for ignore, _ in self._ignores]
        """For each ignore, the changes of what it names by a key."""

    def ignores(self, finding: Finding) -> bool:
        """Whether any ignore names both the finding's rule and its section."""
        within = self._within.get(finding.section)
        if within is None:
            within = self._within[finding.section] = [
                not patterns or any(pattern.covers(finding.section) for pattern in patterns) for _, patterns in self._ignores
            ]
        return any(
            (here or finding.change in keyed) and _names_rule(ignore, finding)
            for (ignore, _), here, keyed in zip(self._ignores, within, self._keyed, strict=True)
        )


def find_unmet(judged: Iterable[ReviewedDocument], configuration: Configuration) -> tuple[str, ...]:
    """The section patterns of ignores that match no section of these documents, though they may have been meant to.

    They may if a finding of their rules, in a document of their paths, was neither ignored nor accepted.
    """
    found: dict[str, bool] = {}
    for document in judged:
        names, comparison = document_names(document, configuration.folder), document.comparison
        for ignore in configuration.ignores:
            if comparison and ignore.sections and _concerns(ignore, names):
                left = any(_names_rule(ignore, finding) for finding in comparison.findings if not finding.accepted)
                for pattern in ignore.sections:
                    if found.get(pattern):
                        continue
                    met = any(
                        find_unit(plan, pattern) or find_sections(plan, pattern) for plan in (comparison.old, comparison.new)
                    )
                    if met or left:
                        found[pattern] = met
    return tuple(pattern for pattern, met in found.items() if not met)


def _changes_within(comparison: Comparison | None, written: Iterable[str]) -> Iterator[str]:
    """The changes of the units with these keys, in either plan, and of everything in them."""
    if comparison is None:
        return
    sides: tuple[tuple[Literal["old", "new"], Plan], ...] = (("old", comparison.old), ("new", comparison.new))
    for side, plan in sides:
        within = {unit.id for key in written if (unit := find_unit(plan, key))}
        if within:
            for unit in plan.units:
                if unit.id in within or unit.parent in within:
                    within.add(unit.id)
                    yield comparison.change_of[side, unit.id]


def _names_rule(ignore: Ignore, finding: Finding) -> bool:
    return not ignore.rules or any(selects(selector, finding.rule) for selector in ignore.rules)


def _concerns(ignore: Ignore, names: tuple[str, ...]) -> bool:
    return not ignore.paths or any(matches_path(tuple(name.split("/")), pattern) for name in names for pattern in ignore.paths)
