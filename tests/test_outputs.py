"""What is handed to CI systems: it meets their schemas, points to the right line, and lets no document speak for itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plandiff.changes import RULES, find
from plandiff.errors import Problem, UsageError
from plandiff.model import Comparison, Level, Origin, Review, ReviewedDocument, Unit
from plandiff.renderers import RENDERERS, REVIEW_RENDERERS, RenderOptions, render
from plandiff.renderers.annotations import LEVELS, annotate
from plandiff.renderers.formats import format_for, format_named
from plandiff.renderers.markdown import LARGEST, place
from plandiff.renderers.messages import Wording
from plans import compared, plan

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

HOSTILE = "95%]]>-->\r\n::error::x\x00\x1b[2J\u202e,%0A:<b>&amp;|`@all #1 !2 [a](http://b.c)"
OLD = """
# 一、|发展目标
到2025年，学前三年毛入园率达到95%。
各地必须建立督导制度。
# 二、|保障措施
健全工作机制，加强组织领导。
建立健全监测评估制度，定期公布结果。
"""
NEW = OLD.replace("95%", "90%").replace("必须建立", "可以建立").replace("健全工作机制，加强组织领导。\n", "")


def numbered(text: str, **meta: str) -> Any:
    """The plan of a text with its blocks at lines 11, 12, … ."""
    made = plan(text, **meta)
    line = 10

    def place(section: Any) -> Any:
        nonlocal line
        line += 1
        own = line
        body = []
        for block in section.body:
            line += 1
            body.append(replace(block, origin=Origin(line)))
        return replace(section, origin=Origin(own), body=tuple(body), children=tuple(map(place, section.children)))

    return replace(made, root=place(made.root))


def found(old: str, new: str, source: str = "规划/新 稿.md", **meta: str) -> Comparison:
    comparison = compared(numbered(old, source="old.md"), numbered(new, source=source, **meta))
    return replace(comparison, findings=find(comparison))


def accepted(comparison: Comparison, *rules: str) -> Comparison:
    findings = [replace(finding, accepted=finding.rule.id in rules) for finding in comparison.findings]
    return replace(comparison, findings=tuple(findings))


def quoting(text: str) -> Comparison:
    """Findings that quote a text, in a document of that name and below headings that are it."""
    comparison = found(OLD, NEW, source=f"规划/{text}.md")
    spoilt = [
        replace(
            finding, section=(Unit("1", None, "section", text),) * 2, values=tuple((name, text) for name, _ in finding.values)
        )
        for finding in comparison.findings
    ]
    return replace(comparison, findings=tuple(spoilt))


def written(comparison: Comparison, name: str, **options: str) -> str:
    return render(comparison, name, RenderOptions(**options)).decode()  # type: ignore[arg-type]


CASES = pytest.mark.parametrize(
    "comparison", [found(OLD, NEW), found(OLD, OLD), quoting(HOSTILE)], ids=["plain", "same", "hostile"]
)


# --- places ----------------------------------------------------------------------------------


def test_a_finding_points_to_the_line_of_the_new_document_and_what_is_gone_to_the_line_before_it() -> None:
    comparison = found(OLD, NEW)
    lines = {annotation.finding.rule.id: annotation.line for annotation in annotate(comparison, "")}
    units = {unit.text: unit.line for unit in comparison.new.units}
    assert lines["target-lowered"] == units["到2025年，学前三年毛入园率达到90%。"]
    assert lines["obligation-weakened"] == units["各地可以建立督导制度。"]
    assert lines["paragraph-removed"] == units["保障措施"]


def test_a_finding_in_a_format_without_lines_names_the_page() -> None:
    comparison = found(OLD, NEW)
    (lowered,) = [met for met in annotate(comparison, "") if met.finding.rule.id == "target-lowered"]
    assert place(lowered, Wording("en")) == f"一、发展目标, line {lowered.line}"
    paged = replace(lowered, origin=Origin(page=3, paragraph=2))
    assert place(paged, Wording("en")) == "一、发展目标, page 3, paragraph 2"
    assert paged.line is None


def test_what_concerns_the_plan_as_a_whole_has_no_line_and_nothing_has_where_the_format_has_none() -> None:
    comparison = found(OLD, NEW, period="2021-2025")
    comparison = compared(replace(comparison.old, meta=replace(comparison.old.meta, period="2016-2020")), comparison.new)
    comparison = replace(comparison, findings=find(comparison))
    assert {met.finding.rule.id for met in annotate(comparison, "") if met.line is None} == {"period-changed"}
    bare = compared(OLD, NEW)
    bare = replace(bare, findings=find(bare))
    assert {met.line for met in annotate(bare, "")} == {None}
    assert "line" not in written(bare, "comment")
    assert "startLine" not in written(bare, "sarif")
    assert {issue["location"]["lines"]["begin"] for issue in json.loads(written(bare, "gitlab"))} == {1}


def test_what_is_said_of_a_heading_does_not_name_it_again_as_its_section() -> None:
    comparison = found(OLD, NEW.replace("# 二、|保障措施", "## （一）|保障措施与评估"))
    (renamed,) = [met for met in annotate(comparison, "") if met.finding.rule.id == "section-renamed"]
    assert "保障措施与评估" in renamed.message("zh")
    assert renamed.section == "一、发展目标"


def test_the_most_severe_come_first() -> None:
    order = [LEVELS.index(annotation.finding.level) for annotation in annotate(found(OLD, NEW), "")]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_every_rule_has_a_title_without_values() -> None:
    for rule in RULES:
        for text in (rule.title.en, rule.title.zh):
            assert text
            assert not re.search(r"[{}:：]", text), rule.id
    assert len({rule.title.en for rule in RULES}) == len(RULES)


@settings(max_examples=60, deadline=None)
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


# --- comments --------------------------------------------------------------------------------


def test_a_comment_has_a_table_of_severe_findings_and_folds_the_rest() -> None:
    text = written(accepted(found(OLD, NEW), "obligation-weakened"), "comment", language="zh")
    table, _, folded = text.partition("<details>")
    assert "| **一般关注** | 目标降低：学前三年毛入园率，95% → 90% | 一、发展目标，第 13 行 |" in table
    assert "义务弱化" not in text
    assert "已接受 1" in table.splitlines()[0]
    assert "<summary>段落删除：1 项</summary>" in folded


def test_a_comment_of_hostile_text_has_no_markup_and_mentions_nobody() -> None:
    text = written(quoting(HOSTILE), "comment")
    assert "<b>" not in text
    assert not re.search(r"@\w|#\d|(?<!\w)!\d|http://|\x1b|\u202e|(?<!\\)`|(?<!\\)\[", text)
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)


@pytest.mark.parametrize("level", ["warning", "info"])
def test_a_long_comment_is_cut_says_how_much_is_left_out_and_keeps_the_most_severe(level: Level) -> None:
    comparison = found(OLD, NEW)
    (lowered,) = [finding for finding in comparison.findings if finding.rule.id == "target-lowered"]
    many = [replace(lowered, level=level, fingerprint=f"{number:016x}") for number in range(2000)]
    text = written(replace(comparison, findings=(*many, *comparison.findings)), "comment")
    assert LARGEST * 0.98 < len(text) <= LARGEST
    left = re.search(r"(\d+) more findings are left out", text)
    assert left
    assert len(re.findall(r"^(?:\| \*\*|- )", text, re.MULTILINE)) == 2000 + len(comparison.findings) - int(left[1])
    assert text.index("**major**") < text.index("Obligation weakened: “") < text.index("</details>")


def test_a_review_of_many_documents_stays_a_comment_and_names_those_that_cannot_be_read() -> None:
    comparison = found(OLD, NEW)
    documents = [ReviewedDocument("changed", f"{number}.md", f"{number}.md", comparison) for number in range(300)]
    documents += [
        ReviewedDocument("added", "", "b.md"),
        ReviewedDocument("changed", "c.md", "c.md", problem=Problem("empty", name="c.md")),
    ]
    review = Review("main", "HEAD", tuple(documents))
    text = format_named("comment", REVIEW_RENDERERS).render(review, RenderOptions()).decode()
    assert len(text) <= LARGEST
    assert "302 plan documents: 1 added, 300 changed, 1 not readable" in text
    assert "- **c.md** c.md: the document is empty" in text
    assert "more findings are left out" in text


# --- text and Markdown -----------------------------------------------------------------------


def test_text_lists_severe_findings_counts_the_rest_by_rule_and_names_changed_targets() -> None:
    text = written(accepted(found(OLD, NEW), "obligation-weakened"), "text")
    lines = text.splitlines()
    assert "notable  Target lowered: 学前三年毛入园率, 95% → 90% — 一、发展目标" in lines
    assert "minor  paragraph removed 1, text changed 2" in lines
    assert "1 accepted" in lines
    assert "Obligation weakened" not in text
    assert lines[lines.index("Targets changed") + 1] == "  学前三年毛入园率  95% → 90%"


def test_markdown_has_a_table_of_severe_findings_and_counts_the_rest() -> None:
    text = written(accepted(found(OLD, NEW), "obligation-weakened"), "markdown", language="zh")
    assert "| **一般关注** | 目标降低：学前三年毛入园率，95% → 90% | 一、发展目标，第 13 行 |" in text
    assert "<sub>段落删除 1 处，文字修改 2 处</sub>" in text
    assert "<sub>已接受 1 项</sub>" in text


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_hostile_findings_steer_neither_terminal_nor_markdown(name: str) -> None:
    text = written(quoting(HOSTILE), name)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert name == "text" or not re.search(r"<b>|@\w|(?<!\\)`|(?<!\\)\[a", text)


# --- all of them -----------------------------------------------------------------------------


def test_a_document_that_cannot_be_read_is_in_every_format() -> None:
    review = Review("main", "HEAD", (ReviewedDocument("changed", "a.md", "a.md", problem=Problem("empty", name="a.md")),))
    for name in ("github", "gitlab", "junit", "sarif", "comment"):
        text = format_named(name, REVIEW_RENDERERS).render(review, RenderOptions()).decode()
        assert "a.md: the document is empty" in text, name
    SARIF.validate(json.loads(format_named("sarif", REVIEW_RENDERERS).render(review, RenderOptions())))
    JUNIT.assertValid(etree.fromstring(format_named("junit", REVIEW_RENDERERS).render(review, RenderOptions())))


def test_what_is_accepted_is_told_to_nobody_who_would_act_on_it() -> None:
    comparison = accepted(found(OLD, NEW), "target-lowered")
    for name in ("github", "gitlab", "comment"):
        assert "Target lowered" not in written(comparison, name), name


@pytest.mark.parametrize("name", sorted({known.name for known in RENDERERS if known.syntax != "binary"}))
def test_every_format_that_is_text_says_that_a_target_was_lowered(name: str) -> None:
    assert "Target lowered" in written(found(OLD, NEW), name)


def test_every_format_of_reviews_names_the_document() -> None:
    review = Review.of(found(OLD, NEW, source="a.md"))
    for known in REVIEW_RENDERERS:
        assert b"a.md" in known.render(review, RenderOptions()) or known.name == "comment", known.name


def test_the_page_on_formats_has_every_format_with_its_suffixes() -> None:
    page = (Path(__file__).parents[1] / "docs/formats.md").read_text(encoding="utf-8")
    for known in RENDERERS:
        assert f"| `{known.name}` | {', '.join(f'`{suffix}`' for suffix in known.suffixes)}".rstrip() in page, known.name


def test_suffixes_choose_the_formats_that_own_them() -> None:
    names = [
        format_for(path, RENDERERS).name for path in ("a.sarif", "b.XML", "c.json", "d.md", "e.html", "f.pdf", "g.xlsx", "h.csv")
    ]
    assert names == ["sarif", "junit", "json", "markdown", "html", "report", "table", "changes"]


def test_a_name_and_a_suffix_choose_together() -> None:
    def chosen(name: str, path: str | None) -> tuple[str, ...]:
        return format_named(name, RENDERERS, path).suffixes

    assert [chosen("table", path) for path in ("a.docx", "a.XLSX", "a.pdf", "a.htm")] == [
        (".docx",), (".xlsx",), (".pdf",), (".html", ".htm"),
    ]  # fmt: skip
    assert (chosen("report", "-"), chosen("table", None), chosen("changes", None)) == (
        (".html", ".htm"),
        (".html", ".htm"),
        (".csv",),
    )
    assert chosen("json", "a.txt") == (".json",)
    with pytest.raises(UsageError, match=re.escape("use one of .docx, .xlsx, .html, .htm, .pdf")):
        chosen("table", "a.txt")
