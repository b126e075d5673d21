"""Annotations of GitHub Actions: one workflow command per line, which the runner takes from the standard output of a step.

The syntax and its escapes are those of `@actions/core` and of the runner: in the message `%`, CR and LF, in properties `:`
and `,` as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.bilingual import Language
from plandiff.model import Level, Review
from plandiff.renderers.annotations import FIRST_LINE, Annotation, digests, file_name, problem_of
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.reviews import noted

COMMANDS: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(review: Review, options: RenderOptions) -> bytes:
    """One line for each finding that is not accepted, the most severe first: GitHub shows ten of each level for a step."""
    return "".join(f"{line}\n" for line in _lines(review, options.language)).encode("utf-8", "replace")


def _lines(review: Review, language: Language) -> Iterator[str]:
    yield from (_command("warning", {"title": "plandiff"}, note) for note in noted(review, language))
    for document in review.documents:
        if document.problem:
            yield _command("error", {"file": file_name(document.path), "title": "plandiff"}, problem_of(document, language))
    found = [annotation for _, findings in digests(review) for annotation in findings.open]
    for level in COMMANDS:
        yield from (_annotation(annotation, language) for annotation in found if annotation.finding.level == level)


def _annotation(annotation: Annotation, language: Language) -> str:
    finding = annotation.finding
    properties = {"file": annotation.path, "line": str(annotation.line or FIRST_LINE), "title": f"plandiff {finding.rule.id}"}
    message = "\n".join(filter(None, (annotation.message(language), annotation.section)))
    return _command(COMMANDS[finding.level], properties, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
