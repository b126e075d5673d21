"""A comparison's findings judged, and the exit code that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plandiff.judgement.configuration import Configuration
from plandiff.judgement.places import Places
from plandiff.judgement.selectors import LEVELS, precision, selects
from plandiff.model import Comparison, Finding, Level, Rule

FAILED: Final = 1
"""Exit code when a finding fails the comparison."""
UNSURE: Final = 4
"""Exit code when the comparison is less sure than it has to be."""


def judge(comparison: Comparison, configuration: Configuration) -> Comparison:
    """The comparison with its findings at the levels wanted, without those passed over, and with the accepted ones marked."""
    levels = {finding.rule: _level(finding.rule, configuration) for finding in comparison.findings}
    places = Places(comparison, configuration)
    accepted = {entry.fingerprint for entry in configuration.accepted}
    findings = [
        replace(finding, level=level, accepted=finding.fingerprint in accepted)
        for finding in comparison.findings
        if (level := levels[finding.rule]) and not places.ignores(finding)
    ]
    return replace(comparison, findings=tuple(findings))


def failing(comparison: Comparison, configuration: Configuration) -> tuple[Finding, ...]:
    """The findings of a judged comparison that make it fail: those that `fail_on` names and nobody accepted."""
    return tuple(
        finding
        for finding in comparison.findings
        if not finding.accepted and any(_fails(finding, selector) for selector in configuration.fail_on)
    )


def exit_code(comparison: Comparison, configuration: Configuration) -> int:
    """0, `FAILED` or `UNSURE` of a judged comparison: what cannot be trusted is not judged.

    Of several comparisons the greatest code counts.
    """
    if comparison.summary.confidence < configuration.min_confidence:
        return UNSURE
    return FAILED if failing(comparison, configuration) else 0


def _level(rule: Rule, configuration: Configuration) -> Level | None:
    """The level that the most exact of the selectors gives a rule, or the rule's own; None for `off`."""
    naming = [(selector, level) for selector, level in configuration.levels if selects(selector, rule)]
    return max(naming, key=lambda row: precision(row[0]))[1] if naming else rule.level


def _fails(finding: Finding, selector: str) -> bool:
    if selector in LEVELS:
        return LEVELS.index(finding.level) <= LEVELS.index(selector)
    return selects(selector, finding.rule)
