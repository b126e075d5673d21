"""The JSON of the first edition is the JSON of this one, beside what was added and what was fixed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

from contracts import (
    Difference,
    Run,
    as_before,
    differences,
    fits,
    has_schema,
    kept_answers,
    kept_rules,
    kept_schema,
    place,
    runs,
    validator,
)
from fixed_faults import FIXED
from plandiff.cli.main import main
from plandiff.schemas import json_schema

SHOWN: Final = 40
"""Differences that a failure lists (count)."""
NOISE: Final = {"width", "space", "punctuation", "quote", "invisible", "numbering", "script"}
REASONS: Final = {"furniture", "contents", "lead", "title-block"}
NOTES: Final = {"encoding-guessed", "encoding-errors", "front-matter-invalid"}


ESTIMATES: Final = (
    "*changes[*].score",
    "*changes[*].runner_up*",
    "*related[*].score",
    "*summary.confidence",
    "*summary.doubts[*]*",
)
"""How sure something is may be estimated better from one edition to the next: that it is stated, and its meaning, are the contract."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what the commands work on is made, once."""
    return tmp_path_factory.mktemp("contract")


@pytest.mark.parametrize("run", [run for run in runs() if run.name in kept_answers()], ids=lambda run: run.name)
def test_an_answer_differs_from_the_first_editions_only_by_what_was_added_or_fixed(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.delenv("PLANDIFF_LIBRARY", raising=False)
    monkeypatch.chdir(place(run, made))
    main(list(run.arguments))
    found = json.loads(capfdbinary.readouterr().out)
    kept = kept_answers()[run.name]
    answer = as_before(found, kept)
    if has_schema(kept):
        validator(closed=True).validate(kept)
        jsonschema.Draft202012Validator(json.loads(json_schema())).validate(found)
        validator(closed=False).validate(answer)
    rows = [row for row in FIXED if run.name in row.runs]
    unexplained, needed = [], Counter[str]()
    for difference in differences(kept, answer):
        patterns = [pattern for row in rows for pattern in row.paths if fits(difference.path, pattern)]
        needed.update(patterns)
        if not patterns and not any(fits(difference.path, pattern) for pattern in ESTIMATES):
            unexplained.append(difference)
    assert not unexplained, difference_of(run, unexplained)
    stale = [f"{pattern} ({row.reason})" for row in rows for pattern in row.paths if not needed[pattern]]
    assert not stale, f"{run.name} does not differ any more at {'; '.join(stale)}: take the row out of FIXED (fixed_faults.py)"


def difference_of(run: Run, unexplained: list[Difference]) -> str:
    lines = [f"{run.name}: {len(unexplained)} differences from what the first edition answered", *map(str, unexplained[:SHOWN])]
    return "\n  ".join([*lines, *(["…"] if len(unexplained) > SHOWN else [])]) + f"\nAsked: plandiff {' '.join(run.arguments)}"


def test_every_kept_answer_is_asked_for_again() -> None:
    assert set(kept_answers()) <= {run.name for run in runs()}


def test_a_fixed_fault_names_its_runs_its_paths_and_its_reason_in_a_sentence() -> None:
    for row in FIXED:
        assert row.runs
        assert row.paths
        assert set(row.runs) <= set(kept_answers()), row
        assert re.fullmatch(r"(\S+ ){3,}\S+\.", row.reason), row


# --- what the kept answers show --------------------------------------------------------------


def values(part: Any, key: str) -> Iterator[Any]:
    """Every value that stands under that key, lists taken apart."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key:
                yield from value if isinstance(value, list) else [value]
            yield from values(value, key)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from values(inner, key)


@cache
def answers(schema: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(kept for kept in kept_answers().values() if isinstance(kept, dict) and kept.get("schema") == schema)


def choices(name: str) -> dict[str, set[Any]]:
    """Key -> the values that the kept schema allows it, of one definition."""
    found = {}
    for key, part in kept_schema()["$defs"][name]["properties"].items():
        allowed = part.get("enum") or part.get("items", {}).get("enum")
        if allowed:
            found[key] = set(allowed)
    return found


@pytest.mark.parametrize(
    ("definition", "where"),
    [
        ("node", "nodes"),
        ("change", "changes"),
        ("op", "ops"),
        ("targetChange", "targets"),
        ("target", "old"),
        ("finding", "findings"),
    ],
)
def test_the_kept_comparisons_show_every_value_of_every_enumeration(definition: str, where: str) -> None:
    parts = [part for answer in answers("plandiff/comparison-1") for part in values(answer, where) if isinstance(part, dict)]
    if definition == "target":
        parts += [part for answer in answers("plandiff/comparison-1") for part in values(answer["targets"], "new") if part]
    for key, allowed in choices(definition).items():
        assert {value for part in parts if key in part for value in values({key: part[key]}, key)} >= allowed, key


def test_the_kept_answers_show_both_modes_all_rules_noises_reasons_and_states() -> None:
    comparisons, outlines, reviews = (answers(f"plandiff/{kind}-1") for kind in ("comparison", "plan", "review"))
    assert {answer["mode"] for answer in comparisons} == {"versions", "regions"}
    assert any(answer["related"] for answer in comparisons)
    assert {finding["rule"] for answer in comparisons for finding in answer["findings"]} == kept_rules()
    assert {noise for answer in comparisons for noise in answer["summary"]["noise_classes"]} == NOISE
    assert set(values((comparisons, outlines), "reason")) == REASONS
    assert {note["code"] for note in values((comparisons, outlines), "notes")} == NOTES
    assert {doubt["about"] for answer in comparisons for doubt in values(answer, "doubts")} == {"old", "new", "alignment"}
    assert set(values(comparisons, "accepted")) == {True, False}
    assert {document["status"] for review in reviews for document in review["documents"]} == {
        "added",
        "deleted",
        "changed",
        "renamed",
    }
    assert any(document["problem"] for review in reviews for document in review["documents"])


def test_the_kept_changes_show_moves_splits_merges_and_new_numbers_alone_and_together() -> None:
    seen = {
        (name, change["status"])
        for answer in answers("plandiff/comparison-1")
        for change in answer["changes"]
        for name, is_so in (
            ("moved", change["moved"]),
            ("renumbered", change["renumbered"]),
            ("split", len(change["new"]) > 1),
            ("merged", len(change["old"]) > 1),
            ("moved and renumbered", change["moved"] and change["renumbered"]),
        )
        if is_so
    }
    assert seen >= {(name, status) for name in ("moved", "renumbered", "split", "merged") for status in ("equal", "changed")}
    assert ("moved and renumbered", "equal") in seen


# --- that the net is tight -------------------------------------------------------------------


def spoilt(change: str, **values: Any) -> list[Difference]:
    """How a kept answer with another first change differs from itself."""
    kept = kept_answers()["pair/noise"]
    other = json.loads(json.dumps(kept))
    other["changes"][0] |= values
    if change:
        del other["changes"][0][change]
    return list(differences(kept, as_before(other, kept)))


def test_added_keys_and_added_values_of_enumerations_are_no_difference() -> None:
    assert spoilt("", colour="red") == []
    assert spoilt("", status="transposed") == []


def test_other_values_other_types_and_missing_keys_are_differences_at_their_path() -> None:
    assert [str(found) for found in spoilt("", status="deleted")] == ['changes[0].status: "equal" → "deleted"']
    assert [found.path for found in spoilt("", moved=0)] == ["changes[0].moved"]
    assert [(found.path, found.new) for found in spoilt("score")] == [("changes[0].score", "nothing")]
    assert [found.path for found in spoilt("", new=["9"])] == ["changes[0].new[0]"]


def test_a_finding_of_a_later_rule_is_not_a_difference_and_one_that_is_gone_is() -> None:
    kept = kept_answers()["rule/target-lowered"]
    later = {**kept, "findings": [{**kept["findings"][0], "rule": "fine-lowered"}, *kept["findings"]]}
    assert list(differences(kept, as_before(later, kept))) == []
    fewer = {**kept, "findings": kept["findings"][1:]}
    assert [found.path for found in differences(kept, as_before(fewer, kept))] == ["findings[0]"]


def test_a_path_fits_a_pattern_as_a_whole() -> None:
    assert fits("findings[3].message", "findings[*].message")
    assert not fits("findings[3].message_zh", "findings[*].message")
