"""What is handed to CI systems meets their schemas, and no document speaks in it for itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plandiff.errors import Problem
from plandiff.model import Comparison, Review, ReviewedDocument
from plandiff.renderers import REVIEW_RENDERERS, RenderOptions
from plandiff.renderers.annotations import annotate
from plandiff.renderers.formats import format_named
from reported import CASES, NEW, OLD, accepted, found, quoting, written

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
CODE_QUALITY = jsonschema.Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": r"^(?!\./)."},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""What GitLab's documentation asks of a Code Quality report."""

JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*,?)+)::(.*)")
"""A workflow command as the runner of GitHub Actions takes it apart: no property holds a comma or a colon."""


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=40))
def test_whatever_a_document_says_every_format_stays_what_it_is(text: str) -> None:
    comparison = quoting(text)
    JUNIT.assertValid(etree.fromstring(written(comparison, "junit").encode()))
    SARIF.validate(json.loads(written(comparison, "sarif")))
    CODE_QUALITY.validate(json.loads(written(comparison, "gitlab")))
    assert all(COMMAND.fullmatch(line) for line in written(comparison, "github").split("\n")[:-1])


# --- GitHub ----------------------------------------------------------------------------------


@CASES
def test_github_takes_each_line_as_one_command_and_reads_back_what_was_meant(comparison: Comparison) -> None:
    lines = written(comparison, "github").splitlines()
    assert len(lines) == len(comparison.findings)
    for line, annotation in zip(lines, annotate(comparison, ""), strict=True):
        command = COMMAND.fullmatch(line)
        assert command, line
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert properties["title"] == f"plandiff {annotation.finding.rule.id}"
        assert properties["line"] == str(annotation.line or 1)
        assert unquote(command[3]).split("\n")[0] == annotation.message("en")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", "".join(lines))


def test_github_gets_the_level_the_file_and_the_section() -> None:
    comparison = found(OLD, NEW)
    lines = written(comparison, "github", language="zh").splitlines()
    assert lines[0].startswith("::error file=规划/新 稿.md,line=")
    (lowered,) = [line for line in lines if "target-lowered" in line]
    assert lowered.startswith("::warning file=规划/新 稿.md,line=")
    assert lowered.endswith("::目标降低：学前三年毛入园率，95%25 → 90%25%0A一、发展目标")
    assert {line.split()[0] for line in lines} == {"::error", "::warning", "::notice"}


# --- GitLab ----------------------------------------------------------------------------------


@CASES
def test_gitlab_gets_what_its_documentation_asks_for(comparison: Comparison) -> None:
    issues = json.loads(written(comparison, "gitlab"))
    CODE_QUALITY.validate(issues)
    assert [issue["check_name"] for issue in issues] == [found.finding.rule.id for found in annotate(comparison, "")]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_tells_the_same_finding_in_two_documents_apart() -> None:
    comparison = found(OLD, NEW)
    documents = tuple(ReviewedDocument("changed", path, path, comparison) for path in ("a.md", "b.md"))
    issues = json.loads(format_named("gitlab", REVIEW_RENDERERS).render(Review("main", "HEAD", documents), RenderOptions()))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2 * len(comparison.findings)
    assert {issue["location"]["path"] for issue in issues} == {"a.md", "b.md"}


# --- JUnit -----------------------------------------------------------------------------------


@CASES
def test_junit_meets_the_schema_of_jenkins(comparison: Comparison) -> None:
    JUNIT.assertValid(etree.fromstring(written(comparison, "junit").encode()))


def test_junit_fails_a_rule_by_its_errors_and_warnings_passes_infos_and_skips_what_is_accepted() -> None:
    comparison = accepted(found(OLD, NEW), "obligation-weakened")
    suite = etree.fromstring(written(comparison, "junit").encode())[0]
    outcomes = {case.get("name"): [child.tag for child in case] for case in suite}
    assert outcomes["target-lowered"] == ["failure"]
    assert outcomes["obligation-weakened"][0] == "skipped"
    assert outcomes["paragraph-removed"] == ["system-out"]
    failure = suite.find("testcase[@name='target-lowered']/failure")
    assert failure is not None
    assert failure.get("message") == "Target lowered: 学前三年毛入园率, 95% → 90%"
    assert failure.text == "规划/新 稿.md:13: Target lowered: 学前三年毛入园率, 95% → 90% (一、发展目标)"
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == (str(len(suite)), "2", "1")


def test_junit_has_a_case_that_passes_where_nothing_was_found() -> None:
    (case,) = etree.fromstring(written(found(OLD, OLD), "junit").encode())[0]
    assert (case.get("name"), list(case)) == ("no findings", [])


# --- SARIF -----------------------------------------------------------------------------------


@CASES
def test_sarif_meets_the_published_schema(comparison: Comparison) -> None:
    SARIF.validate(json.loads(written(comparison, "sarif")))


def test_sarif_holds_rules_places_fingerprints_and_what_was_accepted() -> None:
    comparison = accepted(found(OLD, NEW), "obligation-weakened")
    (run,) = json.loads(written(comparison, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, annotation in zip(run["results"], annotate(comparison, ""), strict=True):
        finding = annotation.finding
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule.id
        assert result["partialFingerprints"] == {"plandiffFinding/v1": finding.fingerprint}
        assert ("suppressions" in result) == finding.accepted
    (lowered,) = [result for result in run["results"] if result["ruleId"] == "target-lowered"]
    place = lowered["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "%E8%A7%84%E5%88%92/%E6%96%B0%20%E7%A8%BF.md"}, "region": {"startLine": 13}}
    described = next(rule for rule in rules if rule["id"] == "target-lowered")
    assert described["shortDescription"]["text"] == "Target lowered"
    assert described["properties"]["shortDescription.zh"] == "目标降低"


# --- all of them ------------------------------------------------------------------------------


def test_a_document_that_cannot_be_read_is_in_every_format() -> None:
    review = Review("main", "HEAD", (ReviewedDocument("changed", "a.md", "a.md", problem=Problem("empty", name="a.md")),))
    for name in ("github", "gitlab", "junit", "sarif", "comment"):
        text = format_named(name, REVIEW_RENDERERS).render(review, RenderOptions()).decode()
        assert "a.md: the document is empty" in text, name
    SARIF.validate(json.loads(format_named("sarif", REVIEW_RENDERERS).render(review, RenderOptions())))
    JUNIT.assertValid(etree.fromstring(format_named("junit", REVIEW_RENDERERS).render(review, RenderOptions())))
