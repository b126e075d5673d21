"""SARIF 2.1.0 (OASIS): a log with one run, its results at their lines, their rules in both languages."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from plandiff import __version__, project
from plandiff.bilingual import Language
from plandiff.model import Level, Review, ReviewedDocument, Rule
from plandiff.renderers.annotations import Annotation, annotate, file_name, problem_of
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.reviews import noted

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT: Final = "plandiffFinding/v1"


def render_sarif(review: Review, options: RenderOptions) -> bytes:
    """All findings; accepted ones are included, as suppressed. A document that cannot be read is a notification."""
    found = [annotation for document in review.documents for annotation in annotate(document, file_name(document.path))]
    rules = tuple(dict.fromkeys(annotation.finding.rule for annotation in found))
    places = {rule.id: place for place, rule in enumerate(rules)}
    problems = [document for document in review.documents if document.problem]
    run = {
        "tool": {
            "driver": {
                "name": "plandiff",
                "semanticVersion": __version__,
                **({"informationUri": project.ADDRESS} if project.ADDRESS else {}),
                "rules": list(map(_rule, rules)),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not problems,
                "toolExecutionNotifications": [
                    *(_notification(document, options.language) for document in problems),
                    *({"level": "warning", "message": {"text": note}} for note in noted(review, options.language)),
                ],
            }
        ],
        "results": [_result(annotation, places, options.language) for annotation in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.en},
        "fullDescription": {"text": rule.meaning.en},
        "help": {"text": f"{rule.meaning.en}\n\n{rule.meaning.zh}"},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
        "properties": {
            "tags": [rule.area, rule.kind, rule.action],
            "shortDescription.zh": rule.title.zh,
            "fullDescription.zh": rule.meaning.zh,
        },
    }


def _notification(document: ReviewedDocument, language: Language) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": uri_of(file_name(document.path))}}
    return {"level": "error", "message": {"text": problem_of(document, language)}, "locations": [{"physicalLocation": place}]}


def _result(annotation: Annotation, places: dict[str, int], language: Language) -> dict[str, Any]:
    finding = annotation.finding
    result = {
        "ruleId": finding.rule.id,
        "ruleIndex": places[finding.rule.id],
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": annotation.message(language)},
        "locations": [_location(annotation)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _location(annotation: Annotation) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri_of(annotation.path)}}
    if annotation.line:
        place["region"] = {"startLine": annotation.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if annotation.section:
        location["logicalLocations"] = [{"fullyQualifiedName": annotation.section, "kind": "section"}]
    return location


def uri_of(path: str) -> str:
    """A file's name as a URI reference; a URL is left as it is.

    >>> uri_of("规划/a b.md"), uri_of("C:/plans/a.md"), uri_of("https://example.org/a?b=%20")
    ('%E8%A7%84%E5%88%92/a%20b.md', 'file:///C:/plans/a.md', 'https://example.org/a?b=%20')
    """
    if path.startswith(("http://", "https://")):
        return quote(path, safe=":/?#[]@!$&'()*+,;=%")
    if path.startswith("/"):
        return f"file://{quote(path)}"
    if path[1:3] == ":/":
        return f"file:///{path[:2]}{quote(path[2:])}"
    return quote(path)
