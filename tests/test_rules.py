"""Each rule has a case: a change that falls under it, and one beside it that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandiff
from data import needs, versions_of_laws
from judged import LATER, PLAN, rules_of
from laws import check_laws, swapped_sides_mirror
from plandiff.changes import RULES
from plandiff.cli import reviewing
from plandiff.cli.ranges import find_scope
from plandiff.model import Comparison, Request, Rule
from repositories import Repository

CASES = Path(__file__).parent / "rules"
RULE = {rule.id: rule for rule in RULES}
MIRRORED = {
    "added": "removed",
    "raised": "lowered",
    "strengthened": "weakened",
    "advanced": "postponed",
    "split": "merged",
    "copied": "deduplicated",
    "widened": "narrowed",
    "eased": "tightened",
}
MIRRORED |= {back: there for there, back in MIRRORED.items()}


def compare(rule: str, new: str) -> Comparison:
    return check_laws(plandiff.load(CASES / rule / "old.md"), plandiff.load(CASES / rule / new), mode="versions")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.area == "plan"], ids=lambda rule: rule.id)
def test_a_rule_about_documents_is_met_by_its_folders_and_not_by_the_one_beside_them(rule: Rule, repository: Repository) -> None:
    def found(side: str) -> list[str]:
        repository.git("checkout", "--quiet", "-B", side, "old")
        repository.git("rm", "--quiet", "-r", ".")
        repository.commit_files(side, documents(CASES / rule.id / side))
        review = reviewing.review(Request(), find_scope(f"old..{side}", {}, staged=False))
        return [finding.rule.id for document in review.documents for finding in document.own]

    repository.git("checkout", "--quiet", "-b", "old")
    repository.commit_files("old", documents(CASES / rule.id / "old"))
    assert found("new") == [rule.id]
    assert found("no_match") == []


def documents(folder: Path) -> dict[str, str | bytes | None]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.area != "plan"])
def test_a_case_reports_what_it_reported_before(rule: str, update: bool) -> None:
    """Accept files name findings by their fingerprints, and people read their sentences."""
    sides = (("old.md", "new.md"), ("new.md", "old.md"), ("old.md", "no_match.md"))
    lines = [line for old, new in sides for line in (f"{old} → {new}", *_told(CASES / rule / old, CASES / rule / new))]
    found = "\n".join(lines) + "\n"
    expected = CASES / rule / "expected.txt"
    if update:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def _told(old: Path, new: Path) -> list[str]:
    """Each finding with its change, the start of its fingerprint, and its sentence."""
    return [
        f"  {finding.rule.id} {finding.change or '·'} {finding.fingerprint[:8]}: {finding.message('zh')}"
        for finding in plandiff.compare(old, new, mode="versions").findings
    ]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.area != "plan"], ids=lambda rule: rule.id)
def test_a_rule_is_met_by_its_case_and_not_by_the_one_beside_it(rule: Rule) -> None:
    shown = compare(rule.id, "new.md")
    assert rule.id in rules_of(shown)
    assert rule.id not in rules_of(compare(rule.id, "no_match.md"))
    for finding in shown.findings:
        assert finding.level == finding.rule.level
        assert finding.change in {"", *(change.id for change in shown.changes)}
        assert not {"{", "}", "\n"} & set(finding.message("en") + finding.message("zh"))


@needs("data/laws_versions")
@pytest.mark.parametrize("pair", versions_of_laws(), ids=lambda pair: pair[0].stem)
def test_swapped_sides_find_the_mirrored_rules_in_revised_laws(pair: tuple[Path, Path]) -> None:
    old, new = map(plandiff.load, pair)
    swapped_sides_mirror(plandiff.compare(old, new, mode="versions"), plandiff.compare(new, old, mode="versions"))


def test_every_case_is_of_a_rule() -> None:
    assert {path.name for path in CASES.iterdir()} == set(RULE)


def test_a_rule_is_named_for_its_action_and_its_mirror_for_the_opposite() -> None:
    for rule in RULES:
        subject, _, word = rule.id.rpartition("-")
        if rule.mirror:
            assert word == rule.action
            assert rule.mirror == f"{subject}-{MIRRORED.get(word, word)}"
            assert RULE[rule.mirror].mirror == rule.id
            assert (RULE[rule.mirror].area, RULE[rule.mirror].kind) == (rule.area, rule.kind)


def test_an_error_is_always_that_something_is_less_or_later() -> None:
    assert {rule.action for rule in RULES if rule.level == "error"} <= {"removed", "lowered", "postponed", "weakened"}


def test_a_rule_takes_the_place_of_rules_of_its_own_direction_only() -> None:
    for rule in RULES:
        assert {RULE[general].action for general in rule.silences} <= {rule.action}


def test_the_ids_are_what_configurations_and_accept_files_name() -> None:
    assert sorted(RULE) == (CASES.parent / "rules.txt").read_text(encoding="utf-8").split()


def test_two_regions_are_not_judged_but_an_edition_written_anew_is() -> None:
    old, new = (CASES / "target-lowered" / side for side in ("old.md", "new.md"))
    elsewhere = new.read_text(encoding="utf-8").replace("云河市", "云山市").encode()
    assert plandiff.compare(old, elsewhere, mode="regions").findings == ()
    assert "target-lowered" in rules_of(plandiff.compare(old, new, mode="regions"))


def test_where_another_region_starts_from_is_no_restatement() -> None:
    table = "# {}绿地规划\n\n## 一、主要目标\n\n| 指标 | 2025年 | 2030年 |\n| --- | --- | --- |\n| 绿地率 | {}% | {}% |\n| 公园数 | 9个 | 12个 |\n"
    other = plandiff.compare(*(table.format(*cells).encode() for cells in (("甲市", 30, 35), ("乙市", 31, 36))), mode="versions")
    assert not [rule for rule in rules_of(other) if rule.startswith("baseline")]
    same = plandiff.compare(*(table.format(*cells).encode() for cells in (("甲市", 30, 35), ("甲市", 31, 36))), mode="versions")
    assert "baseline-raised" in rules_of(same)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("冷库温度保持在-18℃", "冷库温度保持在18℃"),
        ("允许误差为±5毫米", "允许误差为+5毫米"),
        ("其中甲>乙", "其中甲<乙"),
        ("保存温度为25℃", "保存温度为25℉"),
        ("押金为$5", "押金为€5"),
        ("☐同意设立", "☑同意设立"),
    ],
)
def test_a_sign_that_means_something_is_no_punctuation(before: str, after: str) -> None:
    pair = (f"# 甲市冷链规划\n\n## 一、要求\n\n{text}，由市商务局组织实施。\n".encode() for text in (before, after))
    assert "text-changed" in (rules := rules_of(plandiff.compare(*pair, mode="versions"))) or "target" in "".join(rules)
    assert "punctuation-changed" not in rules


@pytest.mark.parametrize(
    ("before", "after"), [("统筹发展，", "统筹发展；"), ("统筹★发展，", "统筹●发展，"), ("（一）要点·", "（一）要点～")]
)
def test_marks_and_ornaments_that_changed_are_only_punctuation(before: str, after: str) -> None:
    pair = (f"# 甲市冷链规划\n\n## 一、要求\n\n{text}由市商务局组织实施。\n".encode() for text in (before, after))
    assert rules_of(plandiff.compare(*pair, mode="versions")) in (["punctuation-changed"], [])


def fingerprints(comparison: Comparison) -> dict[str, str]:
    return {finding.rule.id: finding.fingerprint for finding in comparison.findings}


def test_a_fingerprint_outlives_new_numbers_and_another_place() -> None:
    here = fingerprints(plandiff.compare(PLAN.encode(), LATER.encode()))
    first, goals, tasks, staff, money = LATER.split("## ")
    numbered = zip(
        "一二三四五", ("总体要求\n\n坚持教育优先发展。\n\n", *(part[2:] for part in (staff, money, tasks, goals))), strict=True
    )
    moved = first + "".join(f"## {number}、{part.rstrip()}\n\n\n\n" for number, part in numbered)
    there = fingerprints(plandiff.compare(PLAN.encode(), moved.encode()))
    for rule in ("target-lowered", "obligation-weakened"):
        assert here[rule] == there[rule]


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    twice = "# 规划\n\n## 一、甲\n\n新建学校。\n\n完善机制。\n\n## 二、乙\n\n新建学校。\n\n健全制度。\n"
    findings = plandiff.compare(twice.encode(), twice.replace("新建学校。\n\n", "").encode()).findings
    gone = [finding.fingerprint for finding in findings if finding.rule.id == "paragraph-removed"]
    assert len(gone) == len(set(gone)) == 2
