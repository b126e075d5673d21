"""Which clause became which, what a message quotes, who has which role, and how far a rule is believed."""

from __future__ import annotations

from typing import Any

import pytest

from plandiff.changes.clauses import pair_clauses
from plandiff.changes.facts import quote
from plandiff.changes.organizations import organizations
from plandiff.changes.trust import TRUE_OF_READ, confidence_of
from plandiff.changes.tuning import TUNING
from plandiff.language import Grain
from plandiff.model import Change, TextEdit


def equal(text: str) -> TextEdit:
    return TextEdit("equal", text, text)


def replaced(old: str, new: str) -> TextEdit:
    return TextEdit("replace", old, new)


def deleted(text: str) -> TextEdit:
    return TextEdit("delete", text, "")


def inserted(text: str) -> TextEdit:
    return TextEdit("insert", "", text)


@pytest.mark.parametrize(
    ("edits", "pairs"),
    [
        # only clauses that differ, with what they keep and where they begin
        (
            [equal("加强领导，办好学校"), replaced("三所", "五所"), equal("，保护水源。")],
            [("办好学校三所，", "办好学校五所，", 5, (5, 5))],
        ),
        # replaced characters count half: a clause that was replaced whole is the one in its place
        (
            [equal("加强领导，"), replaced("二〇二五年", "2026年底"), equal("，完成任务。")],
            [("二〇二五年，", "2026年底，", 1, (5, 5))],
        ),
        ([replaced("甲乙丙丁。", "戊己庚辛。")], [("甲乙丙丁。", "戊己庚辛。", 0, (0, 0))]),
        # of two clauses that became one, the one that keeps more
        ([equal("甲乙丙丁"), replaced("，", "戊己"), equal("庚辛壬癸。")], [("庚辛壬癸。", "甲乙丙丁戊己庚辛壬癸。", 5, (5, 0))]),
        (
            [deleted("建设学校，"), equal("加强领导"), inserted("，建设学校"), equal("。")],
            [("加强领导。", "加强领导，", 4, (5, 0))],
        ),
        # what was deleted and inserted side by side has nothing in common
        ([deleted("甲乙丙丁。"), inserted("戊己庚辛。")], []),
        # at least two fifths of the shorter clause
        ([equal("甲，"), replaced("乙丙", "丁"), deleted("戊己庚"), inserted("子丑"), equal("，")], []),
    ],
)
def test_clauses_are_paired_by_what_they_keep(edits: list[TextEdit], pairs: list[Any]) -> None:
    assert pair_clauses(edits, "clause", TUNING) == pairs


@pytest.mark.parametrize(("grain", "old"), [("clause", "办好学校三所，"), ("sentence", "加强领导，办好学校三所，保护水源。")])
def test_parts_are_as_fine_as_asked(grain: Grain, old: str) -> None:
    edits = [equal("加强领导，办好学校"), replaced("三所", "五所"), equal("，保护水源。")]
    (pair,) = pair_clauses(edits, grain, TUNING)
    assert (pair.old, pair.new) == (old, old.replace("三", "五"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *(("教" * 40, "教" * 40), ("教" * 41, "教" * 39 + "…"), ("a" * 80, "a" * 80), ("a" * 81, "a" * 79 + "…")),
        *(("办好\n 学校", "办好 学校"), ("", "")),
    ],
)
def test_a_message_quotes_a_line_of_a_text(text: str, shown: str) -> None:
    assert quote(text) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（市教委牵头，市财政局、市人力社保局配合）", {"市教委": "lead", "市财政局": "support", "市人力社保局": "support"}),
        ("（市教委、市财政局负责）", {"市教委": "responsible", "市财政局": "responsible"}),
        ("（市教委负责；市财政局负责）", {"市教委": "responsible", "市财政局": "support"}),
        ("（市教委牵头，市财政局负责）", {"市教委": "lead", "市财政局": "support"}),
        ("（市教委和市财政局按职责分工负责）", {"市教委": "responsible", "市财政局": "responsible"}),
        ("（市教委落实）", {"市教委": "responsible"}),
        (
            "牵头单位：市教委；配合单位：市财政局、市人力社保局等有关部门",
            {"市教委": "lead", "市财政局": "support", "市人力社保局": "support"},
        ),
        ("责任单位为市教委。", {"市教委": "responsible"}),
        ("责任单位：市教委等部门。（市财政局参与）", {"市教委": "responsible", "市财政局": "support"}),
        ("Lead agency: Parks Office; supporting agencies: Water Board", {"Parks Office": "lead", "Water Board": "support"}),
        ("（详见附件）", {}),
        ("责任单位重大", {}),
        ("健全制度", {}),
    ],
)
def test_organizations_are_named_with_their_roles(text: str, found: dict[str, str]) -> None:
    assert dict(organizations(text)) == found


def change(score: float, **details: Any) -> Change:
    return Change("c1", "changed", **{"old": ("1",), "new": ("1",), "edits": (), "score": score, **details})


def test_a_finding_is_believed_as_its_rule_was_true_and_less_where_the_texts_have_little_in_common() -> None:
    true, read = TRUE_OF_READ["fine-raised"]
    whole = round((true + 1) / (read + 1), 2)
    assert [confidence_of("fine-raised", change(score)) for score in (1.0, 0.5)] == [whole, whole]
    assert confidence_of("fine-raised", change(0.25)) == round((true + 1) / (read + 1) / 2, 2)
    assert confidence_of("fine-raised", change(0.25, new=())) == confidence_of("fine-raised", change(0.25, old=())) == whole
    assert confidence_of("fine-raised", None) == whole
    assert (confidence_of("no-such-rule", None), confidence_of("no-such-rule", change(0.25))) == (1.0, 0.5)
