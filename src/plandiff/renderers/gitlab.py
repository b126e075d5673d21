"""GitLab Code Quality: the JSON that `artifacts: reports: codequality` takes (docs.gitlab.com, "Code Quality report format")."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from plandiff.bilingual import Language
from plandiff.model import Level, Review
from plandiff.renderers.annotations import FIRST_LINE, digests, file_name, problem_of
from plandiff.renderers.options import RenderOptions

SEVERITIES: Final[dict[Level, str]] = {"error": "major", "warning": "minor", "info": "info"}
"""`critical` is reserved for what stops the work: a document that cannot be read."""
UNREADABLE: Final = "document-unreadable"


def render_gitlab(review: Review, options: RenderOptions) -> bytes:
    """One array for all findings that are not accepted."""
    return (json.dumps(list(_issues(review, options.language)), ensure_ascii=False, indent=2) + "\n").encode()


def _issues(review: Review, language: Language) -> Iterator[dict[str, Any]]:
    for document in review.documents:
        if document.problem:
            yield _issue(UNREADABLE, "critical", problem_of(document, language), file_name(document.path), FIRST_LINE, "")
    for _, findings in digests(review):
        for found in findings.open:
            finding = found.finding
            message = found.message(language)
            line = found.line or FIRST_LINE
            yield _issue(finding.rule.id, SEVERITIES[finding.level], message, found.path, line, finding.fingerprint)


def _issue(check: str, severity: str, description: str, path: str, line: int, fingerprint: str) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        # Two documents may have the same message, but no two fingerprints in a report may be the same.
        "fingerprint": sha256(f"{path}\0{check}\0{fingerprint}".encode()).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
