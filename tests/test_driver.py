"""The driver of the alignment: a matcher may stand anywhere, and decisions hold whatever the matchers say."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import plandiff
from laws import check_laws, every_unit_is_in_one_change, swapped_sides_mirror
from plandiff import align as stage
from plandiff.align import PROFILES, Profile
from plandiff.align.driver import Matcher
from plandiff.align.evidence import Evidence
from plandiff.align.matching import Match, Matching, Outcome
from plandiff.model import NO_DECISIONS, Decision, Decisions, Mode, Plan
from plans import plan
from test_align import plan_texts

MATCHERS: list[Matcher] = list(dict.fromkeys(matcher for profile in PROFILES.values() for matcher in profile.matchers))
OLD = """
# 一、|学前教育
新建公办幼儿园二十所，支持企事业单位举办普惠性幼儿园。
完善学前教育成本分担机制，逐步化解入园难题。
# 二、|义务教育
推进集团化办学和学区制管理，缩小城乡校际差距。
^ 表1 主要指标
| 指标 | 2020年 | 2025年 |
| 普惠率 | 85 | 90 |
| 巩固率 | 99 | 99 |
# 三、|保障措施
落实各级政府责任，定期开展督导评估并公布结果。
"""
NEW = """
# 一、|普惠发展
新建公办幼儿园三十所，支持企事业单位举办普惠性幼儿园，完善学前教育成本分担机制。
# 二、|义务教育
缩小城乡校际差距，推进集团化办学和学区制管理，办好家门口的学校。
^ 表1 主要指标
| 指标 | 2025年 | 2030年 |
| 普惠率 | 90 | 95 |
| 巩固率 | 99 | 99 |
# 三、|教师队伍
每年培训骨干教师五百人次。
# 四、|保障措施
落实各级政府责任，定期开展督导评估并公布结果，加大投入。
"""


def with_matchers(monkeypatch: pytest.MonkeyPatch, mode: Mode, matchers: list[Matcher]) -> None:
    monkeypatch.setitem(stage.PROFILES, mode, PROFILES[mode]._replace(matchers=tuple(matchers)))


def match_numbers(matching: Matching, _evidence: Evidence) -> Outcome:
    """A newcomer's matcher that is mostly wrong: sections of the same number are one."""
    numbers = [
        {unit.number: place for place, unit in enumerate(side.plan.units) if unit.kind == "section"} for side in matching.sides
    ]
    return Outcome([Match((i,), (numbers[1][n],), "number") for n, i in numbers[0].items() if n in numbers[1]])


def match_everything(matching: Matching, _evidence: Evidence) -> Outcome:
    """One that heeds nothing: all with all, one by one and as groups."""
    units = range(len(matching.old)), range(len(matching.new))
    groups = [Match((i,), tuple(units[1]), "all") for i in units[0]] if units[1] else []
    return Outcome([*(Match((i,), (j,), "all") for i in units[0] for j in units[1]), *groups], pruned=list(matching.matches()))


def check_both_ways(old: Plan, new: Plan, mode: Mode, decisions: Decisions = NO_DECISIONS) -> None:
    found = plandiff.compare(old, new, mode=mode, decisions=decisions)
    every_unit_is_in_one_change(found)
    swapped_sides_mirror(found, plandiff.compare(new, old, mode=mode, decisions=decisions.mirrored))


@pytest.mark.parametrize("mode", ["versions", "regions"])
@pytest.mark.parametrize("matcher", [*MATCHERS, match_numbers], ids=lambda matcher: matcher.__name__)
def test_every_matcher_may_stand_first_last_and_twice(mode: Mode, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = list(PROFILES[mode].matchers)
    for matchers in ([matcher, *usual], [*usual, matcher], [matcher, *usual, matcher], [matcher], [matcher, matcher]):
        with_matchers(monkeypatch, mode, matchers)
        check_both_ways(plan(OLD), plan(NEW), mode)


@settings(max_examples=60)
@given(
    plan_texts(),
    plan_texts(),
    st.sampled_from(["versions", "regions"]),
    st.lists(st.sampled_from([*MATCHERS, match_numbers, match_everything]), max_size=16),
)
def test_in_any_order_the_laws_hold(old: str, new: str, mode: Mode, matchers: list[Matcher]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        with_matchers(patch, mode, matchers)
        check_both_ways(plan(old), plan(new), mode)


def test_what_a_matcher_put_first_got_wrong_is_taken_back_and_weighed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with_matchers(monkeypatch, "versions", [match_numbers, *PROFILES["versions"].matchers])
    old = plan("# 一、|学前教育\n新建公办幼儿园二十所。\n# 二、|保障\n落实责任。")
    new = plan("# 一、|科研攻关\n建设重点实验室十个。\n# 二、|保障\n落实责任。")
    found = plandiff.compare(old, new, mode="versions")
    assert [change.old for change in found.changes if change.new == ("2",)] == [("2",)]
    assert (("1",), ("1",)) not in {(change.old, change.new) for change in found.changes}


def test_a_matcher_changes_nothing_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def watched(matcher: Matcher) -> Matcher:
        def watch(matching: Matching, evidence: Evidence) -> Outcome:
            before = [list(side) for side in matching.match_of], [dict(side) for side in matching.parts]
            outcome = matcher(matching, evidence)
            assert before == ([list(side) for side in matching.match_of], [dict(side) for side in matching.parts]), matcher
            return outcome

        return watch

    for mode, profile in list(PROFILES.items()):
        with_matchers(monkeypatch, mode, [watched(matcher) for matcher in profile.matchers])
        check_both_ways(plan(OLD), plan(NEW), mode)


def test_no_answer_about_similarity_depends_on_what_was_asked_before() -> None:
    sides = plandiff.index(plan(OLD)), plandiff.index(plan(NEW))
    pairs = [(i, j) for i in range(len(sides[0])) for j in range(len(sides[1]))]
    forwards, backwards = Evidence(*sides), Evidence(*sides)
    backwards.candidates(Matching(*sides), container=True)
    assert [forwards.dice(*pair) for pair in pairs] == [backwards.dice(*pair) for pair in reversed(pairs)][::-1]


def test_all_that_differs_between_the_modes_stands_in_its_row() -> None:
    assert PROFILES["versions"].find_moves
    assert PROFILES["versions"].find_related is None
    assert PROFILES["regions"].find_moves is None
    assert PROFILES["regions"].find_related
    assert all(isinstance(profile, Profile) for profile in PROFILES.values())


# --- decisions -------------------------------------------------------------------------------


def decided(old: Plan, new: Plan, *said: tuple[str, str, str]) -> Decisions:
    """Decisions about units named by their ids."""
    return Decisions(tuple(Decision(old.keys[i], new.keys[j], saying) for i, j, saying in said))  # type: ignore[arg-type]


def counterparts(old: Plan, new: Plan, mode: Mode, decisions: Decisions) -> dict[str, tuple[tuple[str, ...], str]]:
    found = plandiff.compare(old, new, mode=mode, decisions=decisions)
    return {unit: (change.new, change.by) for change in found.changes for unit in change.old}


@pytest.mark.parametrize("mode", ["versions", "regions"])
@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "3"), ("1/1", "4/1"), ("3/1", "1/1"), ("2/2", "2/2"), ("2/2.2", "2/2.3"), ("3", "2"), ("2/2.2", "3/1")],
)
def test_what_is_pinned_is_matched_whatever_the_matchers_say(mode: Mode, one: str, other: str) -> None:
    old, new = plan(OLD), plan(NEW)
    decisions = decided(old, new, (one, other, "pin"))
    assert counterparts(old, new, mode, decisions)[one] == ((other,), "decision")
    assert plandiff.compare(old, new, mode=mode, decisions=decisions).alignment.notes == ()
    check_both_ways(old, new, mode, decisions)


@pytest.mark.parametrize("mode", ["versions", "regions"])
def test_what_is_forbidden_is_matched_by_no_one_and_the_next_best_is_found(mode: Mode) -> None:
    old, new = plan(OLD), plan(NEW)
    pairs = [(unit.id, other.id) for unit in old.units for other in new.units]
    for one, other in pairs:
        decisions = decided(old, new, (one, other, "forbid"))
        found = plandiff.compare(old, new, mode=mode, decisions=decisions)
        assert not any(one in change.old and other in change.new for change in found.changes)
        assert not any((pair.old, pair.new) == (one, other) for pair in found.alignment.related)
        every_unit_is_in_one_change(found)


def test_a_plan_of_which_a_unit_may_not_be_itself_has_one_deletion_and_one_addition() -> None:
    same = plan(OLD)
    found = plandiff.compare(same, same, decisions=decided(same, same, ("3/1", "3/1", "forbid")))
    assert Counter(change.status for change in found.changes if change.status != "equal") == {"deleted": 1, "added": 1}


def test_a_matcher_that_heeds_no_decision_is_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    with_matchers(monkeypatch, "versions", [match_everything])
    old, new = plan(OLD), plan(NEW)
    matched = {
        (change.old, change.new) for change in plandiff.compare(old, new, mode="versions").changes if change.old and change.new
    }
    (one, *_), (other, *_) = min(matched)
    found = plandiff.compare(old, new, mode="versions", decisions=decided(old, new, (one, other, "forbid")))
    assert not any(one in change.old and other in change.new for change in found.changes)


def test_a_forbidden_part_of_a_split_stays_alone() -> None:
    old = plan("# 一、|任务\n完善学前教育成本分担机制，逐步化解入园难题，落实各级政府责任，定期开展督导评估并公布结果。")
    new = plan("# 一、|任务\n完善学前教育成本分担机制，逐步化解入园难题。\n落实各级政府责任，定期开展督导评估并公布结果。")
    assert plandiff.compare(old, new, mode="versions").summary.split == 1
    for part in ("1/1", "1/2"):
        found = plandiff.compare(old, new, mode="versions", decisions=decided(old, new, ("1/1", part, "forbid")))
        assert (found.summary.split, found.summary.added) == (0, 1)


def test_what_stands_below_a_pinned_section_is_expected_there() -> None:
    old = plan("# 一、|甲类任务\n实施集团化办学，推进学区制管理。\n# 二、|乙类任务\n鼓励社会力量办园。")
    new = plan("# 一、|丙类工作\n实施集团化办学，推进学区制管理。\n# 二、|丁类工作\n鼓励社会力量办园。")
    crossed = decided(old, new, ("1", "2", "pin"), ("2", "1", "pin"))
    found = plandiff.compare(old, new, mode="versions", decisions=crossed)
    assert {change.old[0] for change in found.changes if change.moved and "/" in change.old[0]} == {"1/1", "2/1"}
    straight = plandiff.compare(old, new, mode="versions", decisions=decided(old, new, ("1", "1", "pin"), ("2", "2", "pin")))
    assert straight.summary.moved == 0


def test_a_stale_decision_is_reported_and_the_others_hold() -> None:
    old, new = plan(OLD), plan(NEW)
    keys = old.keys, new.keys
    entries = (
        Decision("0" * 16, keys[1]["1"], "pin"),
        Decision(keys[0]["1"], "f" * 16, "forbid"),
        Decision(keys[0]["1"], keys[1]["4/1"], "pin"),  # a section is not a paragraph
        Decision(keys[0]["1"], keys[1]["2"], "pin"),
        Decision(keys[0]["1"], keys[1]["2"], "pin"),  # said twice
        Decision(keys[0]["2"], keys[1]["2"], "pin"),  # which is taken
        Decision(keys[0]["1"], keys[1]["2"], "forbid"),  # which is pinned
        Decision(keys[0]["3"], keys[1]["4"], "forbid"),
        Decision(keys[0]["3"], keys[1]["4"], "pin"),  # which is forbidden
    )
    found = plandiff.compare(old, new, mode="versions", decisions=Decisions(entries))
    stale = [entries[n] for n in (0, 1, 2, 5, 6, 8)]
    assert [(note.code, note.detail) for note in found.alignment.notes] == [("decision-stale", str(entry)) for entry in stale]
    assert (("1",), ("2",)) in {(change.old, change.new) for change in found.changes}
    assert (("3",), ("4",)) not in {(change.old, change.new) for change in found.changes}


@st.composite
def decisions_about(draw: st.DrawFn, old: Plan, new: Plan) -> Decisions:
    """Any decisions about the units of two plans, good and bad."""
    keys = [[*plan.keys.values(), "0" * 16] for plan in (old, new)]
    entry = st.builds(Decision, st.sampled_from(keys[0]), st.sampled_from(keys[1]), st.sampled_from(["pin", "forbid"]))
    return Decisions(tuple(draw(st.lists(entry, max_size=6))))


@settings(max_examples=100)
@given(plan_texts().map(plan), plan_texts().map(plan), st.sampled_from(["versions", "regions"]), st.data())
def test_decisions_hold_on_generated_plans_and_mirror(old: Plan, new: Plan, mode: Mode, data: st.DataObject) -> None:
    decisions = data.draw(decisions_about(old, new))
    found = plandiff.compare(old, new, mode=mode, decisions=decisions)
    stale = {note.detail for note in found.alignment.notes if note.code == "decision-stale"}
    one = [({old.keys[unit] for unit in change.old}, {new.keys[unit] for unit in change.new}) for change in found.changes]
    for entry in decisions.entries:
        if str(entry) not in stale:
            together = [pair for pair in one if entry.old in pair[0] and entry.new in pair[1]]
            assert together == ([({entry.old}, {entry.new})] if entry.saying == "pin" else [])
    check_both_ways(old, new, mode, decisions)


def test_pins_across_in_a_plan_and_itself_mirror_whatever_their_order() -> None:
    same = plan("\n".join(f"第{n}项任务由第{n}组负责落实。" for n in "一二三四五"))
    check_both_ways(same, same, "versions", decided(same, same, ("/2", "/3", "pin"), ("/4", "/1", "pin")))


@settings(max_examples=40)
@given(plan_texts().map(plan), st.data())
def test_decisions_about_a_plan_and_itself_mirror_too(same: Plan, data: st.DataObject) -> None:
    decisions = data.draw(decisions_about(same, same))
    pairs = {(entry.old, entry.new, entry.saying) for entry in decisions.entries}
    assume(pairs.isdisjoint((new, old, saying) for old, new, saying in pairs if new != old))  # which of two crossing pins moved?
    check_both_ways(same, same, "versions", decisions)


def test_the_laws_hold_with_the_usual_matchers() -> None:
    for mode in PROFILES:
        check_laws(plan(OLD), plan(NEW), mode)
