"""The benches measure what they say, and miss no floor silently."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import layout  # noqa: E402 - the benches are scripts, not part of the package
import quality  # noqa: E402
import quick_tests  # noqa: E402
import rerun  # noqa: E402
import speed  # noqa: E402
import sweep  # noqa: E402
from pdf_files import pdf, text  # noqa: E402
from plandiff.align.tuning import TUNING  # noqa: E402
from plandiff.readers.layout.page import Page  # noqa: E402
from plandiff.readers.layout.reading import sheets_of  # noqa: E402
from plandiff.readers.layout.sheets import Sheet  # noqa: E402
from plandiff.readers.layout.tuning import TUNING as PAGES  # noqa: E402
from plandiff.readers.layout.tuning import Tuning  # noqa: E402


def test_a_figure_below_its_floor_or_missing_is_named() -> None:
    bounds: dict[str, dict[str, dict[str, float]]] = {"trees": {"at_least": {"tree": 0.9, "text": 0.9}, "at_most": {"lost": 0}}}
    assert quality.shortfalls({"trees": {"tree": 0.9, "text": 0.95, "lost": 0}}, bounds) == []
    missed = quality.shortfalls({"trees": {"tree": 0.89, "lost": 1}}, bounds)
    assert [sentence.split()[1] for sentence in missed] == ["tree", "text", "lost"]


def test_a_group_has_a_mean_only_when_all_its_families_ran() -> None:
    one = quality.Case("trees", "one", ROOT)
    assert list(quality.summarize({one: {"tree": 1.0}})) == ["trees"]
    everything = {quality.Case(family, family, ROOT): {"tree": 0.5} for family in quality.LABELLED}
    means = quality.summarize(everything)
    assert means["labelled"] == means["harder"] == {"tree": 0.5}
    assert set(quality.LABELLED) == {family for name in ("labelled", "harder", "covering") for family in quality.GROUPS[name]}


class Lines:
    """Blocks of a labelled document, each in the node of its number."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def place(self, nodes: list[dict[str, str]]) -> dict[str, list[int]]:
        return {node["id"]: [number] for number, node in enumerate(nodes)}


def test_what_is_said_to_stand_in_one_plan_alone_is_missed_where_a_best_counterpart_is_labelled() -> None:
    nodes = [
        {"id": "1", "parent": "", "kind": "section"},
        *({"id": f"1/{n}", "parent": "1", "kind": "paragraph"} for n in (1, 2, 3)),
    ]
    gold = {
        "old_blocks": ["甲"] * 4,
        "new_blocks": ["乙"] * 4,
        **{f"sections_{side}": [{"id": number} for number in range(4)] for side in "ab"},
        "counterparts": [{"a": 1, "b": 1, "grade": 3}, {"a": 3, "b": 3, "grade": 3}, {"a": 2, "b": 2, "grade": 2}],
    }
    changes = [
        {"old": ["1"], "new": ["1"]},
        *({"old": [f"1/{n}"], "new": []} for n in (1, 2, 3)),
        *({"old": [], "new": [f"1/{n}"]} for n in (1, 2, 3)),
    ]
    answer = {"old": {"nodes": nodes}, "new": {"nodes": nodes}, "changes": changes, "related": []}
    assert quality.missed(gold, answer, Lines) == 4 / 6
    answer["related"] = [{"old": "1/1", "new": "1/1"}]
    assert quality.missed(gold, answer, Lines) == 2 / 4


def test_a_job_over_its_limit_is_named_and_slack_forgives_it() -> None:
    job = speed.Job("plandiff", "seeds", ("true",))
    runs = {job.key: speed.Run(9.0, 1.0, 10)}
    assert speed.shortfalls([job], runs, {job.key: 0.4}, 1.0)
    assert not speed.shortfalls([job], runs, {job.key: 0.4}, 3.0)
    assert speed.shortfalls([job], {job.key: None}, {}, 1.0)


def test_two_programs_take_turns_and_the_least_costly_runs_are_compared() -> None:
    help_of_ours = speed.Job("plandiff --help", "", speed.plandiff("--help"))
    jobs = speed.with_earlier([help_of_ours, speed.Job("python", "", ("python",), own=False)], "'/an other/python' -m plandiff")
    assert [job.command for job in jobs] == [help_of_ours.command, ("/an other/python", "-m", "plandiff", "--help")]
    runs = {jobs[0].key: speed.total([speed.Run(9, 9, 1, 0.12), speed.Run(1, 1, 1, 0.11)]), jobs[1].key: speed.Run(1, 1, 1, 0.1)}
    assert speed.ratios(runs) == {"plandiff --help": pytest.approx(1.1)}
    assert speed.excesses(jobs, runs, 1.11) == []
    assert "1.100 times" in speed.excesses(jobs, runs, 1.03)[0]
    assert "failed" in speed.excesses(jobs, {jobs[0].key: runs[jobs[0].key], jobs[1].key: None}, 2.0)[0]


def test_a_repeated_text_keeps_its_numbering_and_does_not_repeat_itself() -> None:
    longer = speed.repeated(["一、总体要求", "加强学校体育工作"])
    assert len(longer) == 3 * speed.COPIES
    assert len(set(longer)) == len(longer)
    assert sum(line.startswith("一、") for line in longer) == speed.COPIES


def test_a_whole_number_is_moved_by_at_least_one_and_stays_whole() -> None:
    assert [sweep.moved(2, by) for by in sweep.MOVES if by] == [1, 1, 3, 3]
    assert [sweep.moved(60, by) for by in sweep.MOVES if by] == [45, 54, 66, 75]
    assert [sweep.moved(-0.4, by) for by in sweep.MOVES if by] == [-0.3, -0.36, -0.44, -0.5]


def test_every_stage_with_numbers_has_each_of_them_moved_four_times() -> None:
    ready = [stage for stage in sweep.STAGES if stage.tuning is not None]
    assert "normalize" in {stage.name for stage in ready}
    for stage in ready:
        moves = list(sweep.moves_of(stage))
        assert len(moves) == 4 * len({move.field for move in moves})
        assert {move.field for move in moves} <= set(vars(stage.tuning))


def test_a_pair_runs_again_only_with_numbers_that_it_read(tmp_path: Path) -> None:
    tuning, read = rerun.watched(TUNING)
    read.clear()
    assert (tuning.near, read) == (TUNING.near, {"near"})
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# 云河市规划\n\n## 一、目标\n\n办好三所学校，保护水源。\n\n推进治理。\n", encoding="utf-8")
    new.write_text("# 云河市规划\n\n## 一、目标\n\n办好五所学校，保护水源。\n\n修建道路。\n", encoding="utf-8")
    comparing = rerun.Comparing(old, new, "versions", {"align": TUNING}, rerun.DESCRIBED)
    assert [bool(names) for names in comparing.read] == [stage == "align" for stage, _ in rerun.DESCRIBED]
    assert not any("theme" in names for names in comparing.read)  # regions alone are compared by themes
    assert comparing.moved(rerun.Move("align", "theme", 0.25, 1.0), replace(TUNING, theme=1.0)) is None
    assert comparing.moved(rerun.Move("align", "home", 0.1, 0.29), replace(TUNING, home=0.29)) is None
    other = comparing.moved(rerun.Move("align", "near", 3.0, 1.0), replace(TUNING, near=1.0, home=1.0, away=1.0))
    assert other is not None
    assert {change.status for change in other.changes} >= {"added", "deleted"}


def test_the_quick_tests_of_every_package_exist_and_are_listed_for_contributors() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for package in quick_tests.PACKAGES:
        assert all((ROOT / path).is_file() for path in quick_tests.files_of(package).split())
        assert all(list((ROOT / "src/plandiff").glob(pattern)) for pattern in package.modules)
        names = ", ".join(f"`{name.removeprefix('test_')}`" for name in package.tests)
        assert f"| `{package.name}` | {names} |" in guide


def test_pages_are_read_again_only_as_far_as_they_depend_on_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "parks.pdf"
    file.write_bytes(pdf(text(*(f"Parks of the town are open on every day, number {place}." for place in range(9)))))
    monkeypatch.setattr(layout.Reading, "_score", lambda _self, document: {"blocks": float(len(document.blocks))})
    reading = layout.Reading(quality.Case("printed", "parks", file))
    split: list[str] = []

    def counted(pages: Sequence[Page], tuning: Tuning) -> list[Sheet]:
        split.append("split")
        return sheets_of(pages, tuning)

    monkeypatch.setattr(layout, "sheets_of", counted)
    assert reading.figures == {"blocks": 1}
    assert reading.moved("crossing", replace(PAGES, crossing=0.0)) is None  # no table is ruled across here
    assert reading.moved("spread", replace(PAGES, spread=0.5)) == {"blocks": 9}
    assert split == []
    assert reading.moved("row_overlap", replace(PAGES, row_overlap=0.6)) is None  # it was asked, and changes nothing
    assert split == ["split"]


def test_a_plateau_costs_nothing_beside_it_and_has_nothing_better_around() -> None:
    level = dict.fromkeys(sweep.MOVES, 0.9)
    assert sweep.is_plateau(level | {-0.25: 0.8, 0.25: 0.1})
    assert not sweep.is_plateau(level | {0.1: 0.89})
    assert not sweep.is_plateau(level | {-0.25: 0.91})


def test_a_table_takes_the_place_of_the_one_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Figures\n", encoding="utf-8")
    for table in ("first", "second"):
        for stage in ("normalize", "align"):
            sweep.write_table(page, stage, f"{table} {stage}")
    assert page.read_text(encoding="utf-8") == (
        "# Figures\n\n<!-- sweep: normalize -->\nsecond normalize\n<!-- end of sweep -->\n\n"
        "<!-- sweep: align -->\nsecond align\n<!-- end of sweep -->\n"
    )


@pytest.mark.slow
def test_plandiff_stays_within_three_times_its_time_limits() -> None:
    command = [sys.executable, str(ROOT / "bench/speed.py"), "--repeats", "2", "--slack", "3", "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["runs"]["plandiff to HTML seeds"]["seconds"] > 0
