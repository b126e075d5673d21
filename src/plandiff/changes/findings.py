"""Which rules the changes meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact
from plandiff.changes.rules import RULES
from plandiff.changes.trust import confidence_of
from plandiff.changes.tuning import TUNING, Tuning
from plandiff.language.folding import fold
from plandiff.laws import is_law
from plandiff.model import Area, Change, Comparison, Finding, Unit, digest
from plandiff.progress import in_steps
from plandiff.text import same_subject

Detector = Callable[[Evidence], Iterable[Fact]]

OF_PLACES: Final[frozenset[Area]] = frozenset({"structure", "safeguard", "project"})
"""Areas of rules about what was added, removed or moved."""
_RANK: Final = {rule.id: rank for rank, rule in enumerate(RULES)}


def find(comparison: Comparison, tuning: Tuning = TUNING) -> tuple[Finding, ...]:
    """All findings, in the order of the changes; those about the plan as a whole come first.

    Only editions of one document are judged, even if the later was rewritten so much that only their themes were compared: that one
    region's target is lower than another's is not a finding.
    """
    if not _are_editions(comparison, tuning):
        return ()
    changes = {change.id: (place, change) for place, change in enumerate(comparison.changes, 1)}
    evidence = Evidence(comparison, tuning)
    facts = [fact for detect in in_steps("findings", _detectors()) for fact in detect(evidence) if _is_known(fact, comparison)]
    facts = sorted(_without_general(facts), key=lambda fact: (changes[fact.change][0] if fact.change else 0, _RANK[fact.rule.id]))
    met: Counter[tuple[str, ...]] = Counter()
    law = is_law(comparison.old) and is_law(comparison.new)
    findings = []
    for fact in facts:
        key = (fact.rule.id, *map(fold, fact.key))
        met[key] += 1
        section = _sections_above(changes[fact.change][1], comparison) if fact.change else ()
        fingerprint = digest((*key, str(met[key])))
        sure = confidence_of(fact.rule.id, changes[fact.change][1] if fact.change else None)
        findings.append(
            Finding(
                fact.rule.worded(law=law),
                fact.rule.level,
                fact.change,
                section,
                fact.values,
                fingerprint,
                confidence=sure,
                places=fact.places,
            )
        )
    return tuple(findings)


def _is_known(fact: Fact, comparison: Comparison) -> bool:
    """Whether the comparison can tell: by themes alone it knows what is required, but not where each text went."""
    return comparison.alignment.mode == "versions" or fact.rule.area not in OF_PLACES


def _are_editions(comparison: Comparison, tuning: Tuning) -> bool:
    """Whether two documents are versions of one, and not merely similar."""
    old, new = comparison.old.meta, comparison.new.meta
    if same_subject(old.title, new.title) and old.region == new.region:
        return True
    elsewhere = bool(old.region and new.region and old.region != new.region)
    needed = tuning.editions_elsewhere if elsewhere else tuning.editions
    return comparison.alignment.mode == "versions" and comparison.summary.confidence >= needed


def _detectors() -> Iterator[Detector]:
    """The detectors that find the rules, each once, in the order of the table."""
    for place in dict.fromkeys(rule.found_by for rule in RULES if rule.found_by):
        module, _, name = place.partition(":")
        yield getattr(import_module(f"plandiff.changes.{module}"), name)


def _without_general(facts: list[Fact]) -> Iterator[Fact]:
    """The facts that are not superseded by a more specific fact about the same subject."""
    silenced = {(id, fact.subject) for fact in facts for id in fact.rule.silences}  # noqa: A001 - what it is called
    return (fact for fact in facts if (fact.rule.id, fact.subject) not in silenced)


def _sections_above(change: Change, comparison: Comparison) -> tuple[Unit, ...]:
    """The sections around the first unit of a change, outermost first; a section includes itself."""
    plan, unit = (comparison.new, change.new[0]) if change.new else (comparison.old, change.old[0])
    return plan.sections_above(unit)
