"""Judging a comparison's findings, and the resulting exit code."""

from __future__ import annotations

from dataclasses import replace

from plandiff.exit_codes import DONE, FOUND, UNSURE
from plandiff.judgement.configuration import Configuration
from plandiff.judgement.opinions import annotate
from plandiff.judgement.places import Places
from plandiff.judgement.selectors import fails, precision, selects
from plandiff.model import Comparison, Finding, Level, Review, ReviewedDocument, Rule


def judge(comparison: Comparison, configuration: Configuration) -> Comparison:
    """The comparison with its findings at their configured levels, without ignored ones, and with accepted ones marked."""
    (document,) = judge_review(Review.of(comparison), configuration).documents
    return document.comparison or comparison


def judge_review(review: Review, configuration: Configuration) -> Review:
    """The same for every document of a review, and for the findings about a document as a whole."""
    return replace(review, documents=tuple(_judge(document, configuration) for document in review.documents))


def failing(judged: Comparison | ReviewedDocument, configuration: Configuration) -> tuple[Finding, ...]:
    """The judged findings that make a comparison or document fail: those that `fail_on` covers and nobody accepted."""
    return tuple(
        finding
        for finding in judged.findings
        if not finding.accepted and fails(finding.rule, finding.level, configuration.fail_on)
    )


def exit_code(judged: Comparison | ReviewedDocument, configuration: Configuration) -> int:
    """`DONE`, `FOUND` or `UNSURE` for a judged comparison or document: an untrustworthy one does not pass or fail.

    Of several, the greatest code counts.
    """
    comparison = judged if isinstance(judged, Comparison) else judged.comparison
    if comparison and comparison.summary.confidence < configuration.min_confidence:
        return UNSURE
    return FOUND if failing(judged, configuration) else DONE


def _judge(document: ReviewedDocument, configuration: Configuration) -> ReviewedDocument:
    places = Places(document, configuration)
    levels = {finding.rule: level_of(finding.rule, configuration) for finding in document.findings}
    accepted = {entry.fingerprint for entry in configuration.accepted}

    def judged(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            replace(finding, level=level, accepted=finding.fingerprint in accepted)
            for finding in findings
            if (level := levels[finding.rule])
            and finding.confidence >= configuration.min_finding_confidence
            and not places.ignores(finding)
        )

    comparison = document.comparison
    if comparison:
        comparison = annotate(comparison.with_findings(judged(comparison.findings)), configuration.notes.opinions)
    return replace(document, own=judged(document.own), comparison=comparison)


def level_of(rule: Rule, configuration: Configuration) -> Level | None:
    """The level that the most specific selector gives a rule, or the rule's own; None for `off`."""
    naming = [(selector, level) for selector, level in configuration.levels if selects(selector, rule)]
    return max(naming, key=lambda row: precision(row[0]))[1] if naming else rule.level
