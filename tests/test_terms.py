"""Terms that were replaced throughout a text are told once, whole, and only where they are terms."""

from __future__ import annotations

import pytest

import plandiff

CHINESE = ("由{}负责登记。", "向{}报送年度报告。", "接受{}的监督检查，按季度公布结果。", "依法保护{}合法权益。")
ENGLISH = (
    "The {} keeps a list of all piers.",
    "Write to the {} within 30 days.",
    "We inspect each pier with the {}.",
    "A {} may appeal.",
)


def replaced(old: str, new: str, frames: tuple[str, ...] = CHINESE[:3]) -> list[tuple[str, str]]:
    """The terms that are told as replaced, where the words of the frames were."""
    texts = ("# 规划\n\n" + "\n\n".join(frame.format(word) for frame in frames) + "\n" for word in (old, new))
    found = plandiff.compare(*(text.encode() for text in texts), mode="versions").findings
    values = [dict(finding.values) for finding in found if finding.rule.id == "term-replaced"]
    return [(str(said["old"]), str(said["new"])) for said in values]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("道路运输管理机构", "交通运输主管部门"),
        ("市场主体", "经营主体"),
        ("工商行政管理机关", "市场监督管理部门"),
        ("苗木经营者", "苗木生产者"),
        ("校医", "保健医生"),
    ],
)
def test_a_term_is_reported_whole_once(old: str, new: str) -> None:
    assert replaced(old, new) == [(old, new)]
    assert replaced(new, old) == [(new, old)]


def test_what_was_replaced_twice_is_a_change_of_words() -> None:
    assert replaced("市场主体", "经营主体", CHINESE[:2]) == []
    assert replaced("市场主体", "经营主体", CHINESE) == [("市场主体", "经营主体")]


@pytest.mark.parametrize(
    ("old", "new"), [("Authority", "Agency"), ("harbour office", "harbour board"), ("water authority", "lake agency")]
)
def test_an_english_term_is_replaced_by_whole_words(old: str, new: str) -> None:
    ((before, after),) = replaced(old, new, ENGLISH[:3])
    assert before in old
    assert after in new
    assert all(word in old.split() for word in before.split())
    assert all(word in new.split() for word in after.split())


@pytest.mark.parametrize(
    ("old", "new"), [("应当", "可以"), ("五百人", "六百人"), ("的", "和"), ("Agency", "agency"), ("2025年", "2027年")]
)
def test_modals_figures_and_letters_in_another_case_are_no_terms(old: str, new: str) -> None:
    frames = ENGLISH[:3] if old.isascii() else CHINESE[:3]
    assert replaced(old, new, frames) == []


def test_the_two_ends_of_one_phrase_are_one_term() -> None:
    frames = ("代表的议案，审查后{}。", "委员的意见，可以{}。", "不{}的，说明理由。")
    assert replaced("提请常务会议审议", "列入常务会议议程", frames) == [("提请常务会议审议", "列入常务会议议程")]
