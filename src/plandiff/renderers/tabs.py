"""The top of the report: a few key changes, and the tabs of everything else at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from plandiff.renderers.annotations import Annotation, Digest
from plandiff.renderers.overview import Large, Overview
from plandiff.renderers.regional import Regional

KEYS_SHOWN: Final = 5
"""Key changes: as many as fit on one screen with the sentence that says how much changed."""

THROUGHOUT: Final = "term-replaced"
"""The rule for a word that was replaced in many places: one line instead of all of these."""


class Key(NamedTuple):
    """A key change: a finding, or one of the largest changes."""

    finding: Annotation | None
    large: Large | None


class Tab(NamedTuple):
    """One of the tabs."""

    name: str
    """Of its template and of its title's message."""
    listed: int
    """How many items it lists, if that is meaningful; 0 otherwise."""


def key_changes(findings: Digest, glance: Overview, *, versions: bool) -> tuple[Key, ...]:
    """The most severe findings, terms replaced throughout, and the largest changes not yet reported by a finding."""
    return tuple(islice(_keys(findings, glance), KEYS_SHOWN)) if versions else ()


def _keys(findings: Digest, glance: Overview) -> Iterator[Key]:
    reported = [found for found in findings.open if found.finding.level != "info" or found.finding.rule.id == THROUGHOUT]
    yield from (Key(found, None) for found in reported)
    said = {found.finding.change for found in reported}
    yield from (Key(None, large) for large in glance.largest if large.anchor not in said)


def tabs(keys: tuple[Key, ...], findings: Digest, glance: Overview, region: Regional) -> tuple[Tab, ...]:
    """The tabs that have something to show, in their order."""
    listed = len(findings.open) + len(findings.accepted)
    lacking = sum(len(lacks) for _, lacks in region.lacking)
    numbers = glance.quantities.all
    sizes = (
        (Tab("keys", 0), len(keys)),
        (Tab("shares", 0), len(region.shares)),
        (Tab("findings", listed), listed),
        (Tab("quantities", numbers), numbers),
        (Tab("lacking", lacking), lacking),
        (Tab("largest", 0), len(glance.largest) if keys else 0),
        (Tab("listing", glance.changes), glance.changes),
        (Tab("documents", 0), 1),
    )
    return tuple(tab for tab, size in sizes if size)
