"""Reviews of several documents: what their text and JSON say."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema

from plandiff.changes import find
from plandiff.errors import Problem
from plandiff.model import Comparison, Review, ReviewedDocument
from plandiff.renderers import REVIEW_RENDERERS, RenderOptions
from plandiff.renderers.index import render_index
from plandiff.schemas import json_schema
from plans import compared

OLD = "# 一、|总体目标\n到2025年，学前三年毛入园率达到95%。\n各地必须建立督导制度。"
NEW = OLD.replace("95%", "90%")


def found(old: str, new: str) -> Comparison:
    comparison = compared(old, new)
    return replace(comparison, findings=find(comparison))


def review() -> Review:
    return Review(
        "main",
        "HEAD",
        (
            ReviewedDocument("changed", "规划/a.md", "规划/a.md", found(OLD, NEW)),
            ReviewedDocument("added", "", "规划/b.md"),
            ReviewedDocument("renamed", "c.md", "d\x1b[2J\n.md", found(OLD, OLD)),
            ReviewedDocument("changed", "e.md", "e.md", problem=Problem("empty", name="e.md")),
        ),
    )


def rendered(name: str, given: Review, **options: str) -> str:
    chosen = next(known for known in REVIEW_RENDERERS if known.name == name)
    return chosen.render(given, RenderOptions(**options)).decode()  # type: ignore[arg-type]


def test_the_text_says_what_became_of_each_document_and_lists_severe_findings() -> None:
    text = rendered("text", review())
    assert "4 plan documents: 1 added, 1 changed, 1 renamed, 1 not readable" in text
    assert "~ 规划/a.md  1 of 1 sections changed" in text
    assert "warning target-lowered" in text
    assert "+ 规划/b.md  added" in text
    assert "! e.md: the document is empty" in text
    assert "\x1b" not in text
    assert "4 份规划文件：新增 1 份" in rendered("text", review(), language="zh")


def test_how_much_changed_and_how_much_it_matters_are_two_clauses() -> None:
    text = re.sub(r"\s+", " ", rendered("text", review()))
    assert "1 of 1 sections changed; 1 target changed; 1 notable, 1 minor" in text
    assert "1 节中有 1 节发生变化；指标变化 1 项；一般关注 1 项，提示 1 项" in re.sub(
        r"\s+", " ", rendered("text", review(), language="zh")
    )


def test_no_document_is_said_to_be_so() -> None:
    assert "no plan document changed" in rendered("text", Review("a", "b", ()))


def test_the_json_meets_the_schema() -> None:
    answer = json.loads(rendered("json", review()))
    jsonschema.Draft202012Validator(json.loads(json_schema())).validate(answer)
    assert answer["different"]
    assert [document["status"] for document in answer["documents"]] == ["changed", "added", "renamed", "changed"]
    assert answer["documents"][0]["findings"][0]["rule"] == "target-lowered"


def test_a_review_differs_where_a_document_came_or_went_and_not_where_one_was_only_renamed_or_unreadable() -> None:
    documents = {document.path: document for document in review().documents}
    assert Review("a", "b", (documents["规划/b.md"],)).different
    assert not Review("a", "b", (documents["d\x1b[2J\n.md"], documents["e.md"])).different
    assert Review.of(found(OLD, NEW)).different


def test_the_index_begins_with_what_cannot_be_read_and_what_asks_for_most_attention() -> None:
    index = render_index(review(), RenderOptions()).decode()
    first, second, *_ = re.findall(r'<li class="was-(\w+)"', index)
    assert (first, second) == ("unreadable", "changed")
