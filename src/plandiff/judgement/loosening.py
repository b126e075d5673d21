"""What a change does to the rules that judge it: reported, so that its reviewers can reject it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from plandiff.changes import RULES
from plandiff.judgement.configuration import Configuration, Ignore
from plandiff.judgement.selectors import LEVELS, fails
from plandiff.judgement.verdict import level_of
from plandiff.model import Level, Note, ReadingRule, Review

NAMED: Final = 8
"""Rules, findings or patterns that a note names; the rest are counted."""


def find_loosened(before: Configuration, now: Configuration, judged: Review) -> tuple[Note, ...]:
    """A note on each way in which a configuration is looser than the one before it.

    `judged` is the review by the current configuration.
    """
    loosened = {
        "accepted-here": _accepted_here(before, judged),
        "levels-lowered": _levels_lowered(before, now),
        "ignores-added": map(_describe, (ignore for ignore in now.ignores if ignore not in before.ignores)),
        "fail-on-loosened": _fails_no_more(before, now),
        "min-confidence-lowered": _lowered(before.min_confidence, now.min_confidence),
        "min-finding-confidence-raised": _lowered(-before.min_finding_confidence, -now.min_finding_confidence),
        "revisions-otherwise": _read_otherwise(before, now),
        "read-otherwise": map(_describe_reading, (rule for rule in now.readings if rule not in before.readings)),
        "decisions-added": map(
            str, (entry for entry in now.notes.decisions.entries if entry not in before.notes.decisions.entries)
        ),
    }
    return tuple(Note(code, detail) for code, lines in loosened.items() if (detail := _listed(lines)))


def _accepted_here(before: Configuration, judged: Review) -> Iterator[str]:
    known = {entry.fingerprint for entry in before.accepted}
    for document in judged.documents:
        for finding in document.findings:
            if finding.accepted and finding.fingerprint not in known:
                yield f"{finding.rule.id} ({document.path})"


def _levels_lowered(before: Configuration, now: Configuration) -> Iterator[str]:
    for rule in RULES:
        levels = level_of(rule, before), level_of(rule, now)
        if _rank(levels[0]) < _rank(levels[1]):
            yield f"{rule.id} {levels[0] or 'off'} → {levels[1] or 'off'}"


def _fails_no_more(before: Configuration, now: Configuration) -> Iterator[str]:
    """The rules that failed a comparison at the level they had, and at that level no longer would."""
    for rule in RULES:
        level = level_of(rule, before)
        if level and fails(rule, level, before.fail_on) and not fails(rule, level, now.fail_on):
            yield rule.id


def _rank(level: Level | None) -> int:
    return len(LEVELS) if level is None else LEVELS.index(level)


def _lowered(before: float, now: float) -> Iterator[str]:
    if now < before:
        yield f"{abs(before):g} → {abs(now):g}"


def _read_otherwise(before: Configuration, now: Configuration) -> Iterator[str]:
    """A document's own tracked insertions and deletions may hold what nobody should see."""
    old, new = (dict(configuration.report).get("revisions", "accepted") for configuration in (before, now))
    if old != new:
        yield f"{old} → {new}"


def _describe(ignore: Ignore) -> str:
    """An ignore in one line, as `rule = text-changed, path = drafts/*`."""
    parts = (("rule", ignore.rules), ("section", ignore.sections), ("path", ignore.paths))
    return ", ".join(f"{key} = {' | '.join(values)}" for key, values in parts if values)


def _describe_reading(rule: ReadingRule) -> str:
    """How documents are read, in one line, as `path = drafts/*, set-aside = ^注：`."""
    said = rule.overrules.as_dict() | {"path": rule.paths, "host": rule.hosts}
    parts = ((key, value if isinstance(value, str) else " | ".join(value)) for key, value in said.items() if value)
    return ", ".join(f"{key.replace('_', '-')} = {value}" for key, value in parts)


def _listed(lines: Iterable[str]) -> str:
    every = tuple(lines)
    more = f" … (+{len(every) - NAMED})" if len(every) > NAMED else ""
    return "; ".join(every[:NAMED]) + more
