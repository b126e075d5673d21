"""Findings in every format: each points to the right line of the right document, the most severe first, and lets no document speak for itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from plandiff.changes import RULES, find
from plandiff.errors import Problem, UsageError
from plandiff.model import Level, Origin, Review, ReviewedDocument
from plandiff.renderers import RENDERERS, REVIEW_RENDERERS, RenderOptions
from plandiff.renderers.annotations import LEVELS, annotate
from plandiff.renderers.formats import format_for, format_named
from plandiff.renderers.markdown import LARGEST, place
from plandiff.renderers.messages import Wording
from plans import compared
from reported import HOSTILE, NEW, OLD, accepted, found, quoting, written

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
