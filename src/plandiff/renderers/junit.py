"""JUnit XML, as Jenkins and GitLab read it: a suite for each document, a test case for each rule with findings in it.

The rule is the test, and its findings are why it fails: so a case keeps its name from run to run, and its history means
something. Errors and warnings fail, infos pass and are listed, a rule whose findings are all accepted is skipped, and
a document that cannot be read is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from plandiff.model import Review, ReviewedDocument
from plandiff.renderers.annotations import Annotation, annotate, by_rule, file_name, problem_of
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TALLIES: Final = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error", "skipped": "testcase/skipped"}
"""Attribute of a suite -> the elements that it counts."""


def render_junit(review: Review, options: RenderOptions) -> bytes:
    from xml.etree.ElementTree import Element, indent, tostring

    wording = Wording(options.language)
    suites = Element("testsuites", name="plandiff")
    suites.extend(
        _suite(document, wording) for document in review.documents if document.comparison or document.problem or document.own
    )
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(suites)
    written: bytes = tostring(suites, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _suite(document: ReviewedDocument, wording: Wording) -> Element:
    from xml.etree.ElementTree import Element

    suite = Element("testsuite", name=file_name(document.path))
    suite.extend(_cases(document, wording))
    for name, counted in TALLIES.items():
        suite.set(name, str(len(suite.findall(counted))))
    return suite


def _cases(document: ReviewedDocument, wording: Wording) -> Iterator[Element]:
    from xml.etree.ElementTree import Element, SubElement

    path = file_name(document.path)
    rules = tuple(by_rule(annotate(document, path)))
    for rule, met in rules:
        case = Element("testcase", classname=path, name=rule.id)
        _judge(case, met, wording)
        yield case
    if not rules:  # Jenkins takes a report without test cases for a failure
        case = Element("testcase", classname=path, name=wording.say("no_findings"))
        if document.problem:
            case.set("name", wording.say("readable"))
            SubElement(case, "error", message=problem_of(document, wording.language))
        yield case


def _judge(case: Element, met: tuple[Annotation, ...], wording: Wording) -> None:
    """Make a test case fail, pass or be skipped by the findings of its rule."""
    from xml.etree.ElementTree import SubElement

    failing = [annotation for annotation in met if annotation.finding.level != "info" and not annotation.finding.accepted]
    if all(annotation.finding.accepted for annotation in met):
        SubElement(case, "skipped", message=wording.say("accepted_count", count=len(met)))
    elif failing:
        first = failing[0]
        more = wording.say("and_more", count=len(failing) - 1) if len(failing) > 1 else ""
        message = f"{first.message(wording.language)}{more}"
        SubElement(case, "failure", type=first.finding.level, message=message).text = _listed(failing, wording)
    passing = [annotation for annotation in met if annotation not in failing]
    if passing:
        SubElement(case, "system-out").text = _listed(passing, wording)


def _listed(annotations: Iterable[Annotation], wording: Wording) -> str:
    """A line for each finding: where, what, below which headings."""
    return "\n".join(
        (f"{annotation.path}:{annotation.line}: " if annotation.line else f"{annotation.path}: ")
        + annotation.message(wording.language)
        + (f" ({annotation.section})" if annotation.section else "")
        + (f" [{wording.say('accepted')}]" if annotation.finding.accepted else "")
        for annotation in annotations
    )
