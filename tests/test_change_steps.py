"""Where a decision on changes turns, step by step: one word, one character, one date more or less."""

from __future__ import annotations

from dataclasses import replace

import pytest

import plandiff
from plandiff.changes.confidence import find_doubts
from plandiff.changes.deadlines import Deadline, _differing, deadlines
from plandiff.changes.durations import CONTEXT, _is_same, from_commencement
from plandiff.changes.statements import Statement, _Index, _is_counterpart, is_binding
from plandiff.changes.tuning import TUNING
from plandiff.changes.whereabouts import APART, Whereabouts, pairs_of
from plandiff.language.dates import Date
from plandiff.language.durations import find_durations
from plandiff.model import Note
from plans import compared, plan

WORDS = "甲乙丙丁戊己庚辛壬癸"
LAW = "# 云河市管理办法\n\n## 第一条\n\n{}\n"

# --- where the words of a section are -----------------------------------------------------------


def test_words_are_told_apart_by_their_pairs() -> None:
    assert pairs_of("甲乙丙") == {APART.join("甲乙"), APART.join("乙丙")}
    assert pairs_of("甲，乙") == {APART.join("甲乙")}
    assert pairs_of("The Lake Town") == {APART.join(("the", "lake")), APART.join(("lake", "town"))}
    assert pairs_of("甲") == pairs_of("") == frozenset()


def whereabouts(gone: str, *others: str, least: float = TUNING.elsewhere) -> str:
    """The section of the new plan in which most of a section's words are."""
    stayed = "# 一、|水务\n保护水源，治理河流湖泊，修建堤防。\n"
    new = stayed + "".join(f"# |新事{number}\n{text}\n" for number, text in enumerate(others))
    units = plan(f"# |旧事\n{gone}").units[1:]
    return Whereabouts(compared(stayed, new), "old", units).find(units, least)


def test_a_section_is_where_most_of_its_words_are() -> None:
    gone = f"{WORDS}。"
    assert whereabouts(gone, f"子{WORDS}丑寅卯。") == "2"
    assert whereabouts(gone, "子丑寅卯辰巳午未。", f"子{WORDS}丑。") == "3"
    assert whereabouts(gone, "甲乙丙子丑寅。", "丙丁戊己庚子丑。") == "3"
    assert whereabouts(gone, "子丑寅卯辰巳午未。") == ""
    assert whereabouts(gone, "甲乙子丑寅卯。", least=1.0) == ""
    assert whereabouts(gone, "甲乙子丑寅卯。", least=0.0) == "2"


def test_the_names_of_public_bodies_do_not_show_where_a_section_is() -> None:
    gone = "国务院水行政主管部门，县级人民政府。"
    assert whereabouts(gone, "子丑寅，国务院水行政主管部门，县级人民政府，卯辰巳。") == ""


# --- statements ---------------------------------------------------------------------------------


def statement(text: str) -> Statement:
    return Statement("c1", text, text)


def test_statements_are_counterparts_from_a_share_of_the_shorter_ones_words() -> None:
    whole = statement("甲乙丙丁戊己")  # five pairs
    assert _is_counterpart(whole, statement("甲乙丙子丑寅"), 0.4)
    assert not _is_counterpart(whole, statement("甲乙丙子丑寅"), 0.41)
    assert _is_counterpart(whole, statement("甲乙丙"), 1.0)
    assert _is_counterpart(statement("甲乙丙"), whole, 1.0)
    assert not _is_counterpart(statement("甲"), statement("乙"), 0.1)


def test_the_most_similar_statement_has_the_greatest_share_of_the_words() -> None:
    index = _Index([statement(text) for text in ("甲乙丙子丑", "甲乙丙丁寅", "卯辰巳")])
    assert index.likest(statement("甲乙丙丁戊")) == 0.75
    assert index.likest(statement("卯辰")) == 1.0
    assert index.likest(statement("午未")) == index.likest(statement("甲")) == 0.0
    assert _Index([]).likest(statement("甲乙")) == 0.0


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("每年公布一次.", True),
        ("应当每年公布.", True),
        ("可以每年公布.", False),
        ("鼓励每年公布.", False),
        ("可以公布,应当报告.", True),
    ],
)
def test_a_statement_binds_unless_it_only_allows(text: str, binding: bool) -> None:
    assert is_binding(text) is binding


# --- how far a comparison is trusted ------------------------------------------------------------


@pytest.mark.parametrize(("length", "doubted"), [(TUNING.headless, True), (TUNING.headless - 1, False)])
def test_a_long_text_without_headings_is_doubted(length: int, doubted: bool) -> None:
    text = "".join(f"{'办好学校' * 24}水务。\n" for _ in range(length // 99)) + "田" * (length % 99)
    comparison = compared(text, text)
    assert sum(len(unit.text) for unit in comparison.old.units) == length
    found = [(doubt.about, doubt.cause, doubt.confidence) for doubt in find_doubts(comparison.alignment, TUNING)]
    assert found == ([(side, "no-headings", TUNING.headless_confidence) for side in ("old", "new")] if doubted else [])


def test_notes_on_either_plan_cast_doubt_and_the_most_serious_comes_first() -> None:
    text = plan("# |目标\n办好学校。")
    old = replace(text, notes=(Note("encoding-guessed"), Note("encoding-guessed"), Note("front-matter-invalid")))
    new = replace(text, notes=(Note("encoding-errors"),))
    comparison = compared(old, new)
    assert [(doubt.about, doubt.cause, doubt.confidence) for doubt in find_doubts(comparison.alignment, TUNING)] == [
        ("new", "encoding-errors", 0.5),
        ("old", "encoding-guessed", 0.9),
    ]
    assert comparison.summary.confidence == 0.5


def test_an_alignment_is_as_sure_as_the_plan_of_which_more_has_a_counterpart() -> None:
    same, more = f"# |目标\n{WORDS}。", f"# |目标\n{WORDS}。\n子丑寅卯辰巳午未申酉戌亥。"
    assert compared(same, same).summary.confidence == 1
    for old, new in ((same, more), (more, same)):
        assert compared(old, new).summary.confidence > 0.9
    apart = compared("# |目标\n甲乙丙丁戊己庚辛壬癸。", "# |任务\n子丑寅卯辰巳午未申酉。")
    assert apart.summary.confidence < 0.1


# --- dates and times ----------------------------------------------------------------------------


def due(*years: int) -> list[Deadline]:
    return [Deadline(f"{year}年底前", Date(year), "建成") for year in years]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ((2027,), (2028,), [(2027, 2028)]),
        ((2027,), (2027,), []),
        ((2027, 2028), (2027, 2029), [(2028, 2029)]),
        ((2027, 2028), (2029, 2030), [(2027, 2029), (2028, 2030)]),
        ((2027,), (), [(2027, 0)]),
        ((), (2027, 2028), [(0, 2027), (0, 2028)]),
        ((2027, 2028), (2029,), []),
        ((2027,), (2027, 2028), []),
    ],
)
def test_due_dates_that_differ_are_paired_where_each_side_has_as_many_or_one_has_none(
    old: tuple[int, ...], new: tuple[int, ...], pairs: list[tuple[int, int]]
) -> None:
    found = [(one.when.year if one else 0, other.when.year if other else 0) for one, other in _differing(due(*old), due(*new))]
    assert found == pairs


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2027年底前建成公园十座。", [("到2027年底前", "2027-12-31", "建成公园十座")]),
        ("建成公园十座，力争2027年建成。", [("2027年", "2027-12-31", "建成")]),
        ("2027年建成。", []),
        (
            "2027年6月底前和9月底前各建成一座。",
            [("2027年6月底前", "2027-06-30", "和9月底前各建成一座"), ("9月底前", "2027-09-30", "各建成一座")],
        ),
        ("到2027年满18周岁的可以申请。", []),
        ("The council shall publish it on 1 June 2027.", [("1 June 2027", "2027-06-01", "The council shall publish it on")]),
        ("It was published on 1 June 2027.", []),
        ("in the second quarter of 2027 it will open", []),
        ("it will open in the second quarter of 2027", [("second quarter of 2027", "2027-06-30", "it will open in the")]),
    ],
)
def test_a_due_date_has_its_day_and_what_is_due_by_then(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.text, str(one.when), one.task) for one in deadlines(sentence)] == found


@pytest.mark.parametrize(("between", "runs"), [(0, True), (1, True), (2, True), (3, False)])
def test_a_time_runs_from_commencement_where_that_is_just_before_it(between: int, runs: bool) -> None:
    text = f"自本办法施行之日起{'子' * between}六个月内"
    assert from_commencement(text, text.index("六")) is runs
    assert from_commencement(f"{'子' * between}施行后{'丑' * 2}六个月", between + 5)
    assert not from_commencement(f"施行后{'丑' * CONTEXT}六个月", CONTEXT + 3)


def same(old: str, new: str) -> bool:
    (before,), (after,) = find_durations(old), find_durations(new)
    return _is_same(old, before, new, after, TUNING.similar)


def test_times_are_for_the_same_thing_if_the_words_on_either_side_are_similar() -> None:
    assert same("应当保存记录三年，备查。", "应当保存记录五年，备查。")
    assert same("应当保存记录三年，备查。", "应当保存台账五年，备查。")
    assert same("甲乙丙丁戊己三年，保存记录。", "子丑寅卯辰巳五年，保存记录。")
    assert not same("甲乙丙丁戊己三年庚辛壬癸。", "子丑寅卯辰巳五年午未申酉。")
    assert not same("三年", "五年")
    assert not same("自本办法施行之日起三年，保存记录。", "自受理之日起五年，保存记录。")


def rules(old: str, new: str) -> list[str]:
    found = plandiff.compare(LAW.format(old).encode(), LAW.format(new).encode(), mode="versions").findings
    return [finding.rule.id for finding in found if finding.rule.id != "text-changed"]


def test_times_that_are_not_as_many_or_not_of_one_kind_are_not_compared() -> None:
    assert rules("应当保存记录三年。", "应当保存记录三年，必要时五年。") == []
    assert rules("应当每三年检查一次。", "应当每五年检查一次。") == ["duration-raised"]
    assert rules("应当每年检查一次。", "应当保存一年检查记录。") == ["interval-removed"]
