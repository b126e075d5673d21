"""The benches measure what they say, and miss no floor silently."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import quality  # noqa: E402 - the benches are scripts, not part of the package
import speed  # noqa: E402


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
    assert set(quality.LABELLED) == {*quality.GROUPS["labelled"], *quality.GROUPS["harder"]}


def test_a_job_over_its_limit_is_named_and_slack_forgives_it() -> None:
    job = speed.Job("plandiff", "seeds", ("true",))
    runs = {job.key: speed.Run(9.0, 1.0, 10)}
    assert speed.shortfalls([job], runs, {job.key: 0.4}, 1.0)
    assert not speed.shortfalls([job], runs, {job.key: 0.4}, 3.0)
    assert speed.shortfalls([job], {job.key: None}, {}, 1.0)


def test_two_programs_take_turns_and_the_least_costly_runs_are_compared() -> None:
    help_of_ours = speed.Job("plandiff --help", "", speed.plandiff("--help"))
    jobs = speed.with_rival([help_of_ours, speed.Job("python", "", ("python",), own=False)], "'/an other/python' -m plandiff")
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


@pytest.mark.slow
def test_plandiff_stays_within_three_times_its_time_limits() -> None:
    command = [sys.executable, str(ROOT / "bench/speed.py"), "--repeats", "2", "--slack", "3", "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["runs"]["plandiff to HTML seeds"]["seconds"] > 0
