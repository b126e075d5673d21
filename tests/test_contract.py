"""The JSON of the first edition is the JSON of this one, beside what was added and what was fixed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from plandiff.cli.main import main
from plandiff.schemas import json_schema

SHOWN: Final = 40
"""Differences that a failure lists (count)."""
NOISE: Final = {"width", "space", "punctuation", "quote", "invisible", "numbering", "script"}
REASONS: Final = {"furniture", "contents", "lead", "title-block"}
NOTES: Final = {"encoding-guessed", "encoding-errors", "front-matter-invalid"}


@dataclass(frozen=True)
class Fixed:
    """A named fault of the first edition: where its answers may differ, and why."""

    runs: tuple[str, ...]
    paths: tuple[str, ...]
    """With `*` for anything."""
    reason: str


KEYED: Final = "Rows of tables are matched by the name in their first cell of words, and then have no other candidates."
BAR: Final = "A bar inside a cell is a character of the name it stands in."
SPANNING: Final = "A cell over several places equals the same cell printed in each, or left empty there."
CELLWISE: Final = "Rows are compared cell by cell, where an edit reached over the border of two cells."
IMAGES: Final = "An image that shows nothing in words is set aside, where nothing reported it."
SECTIONED: Final = "The number of a section that is referred to, as in `see section 3`, is not the value of a target."
RENEWED: Final = "More of what is old being rebuilt is better, where nothing was known of it."
UNCOUNTED: Final = "A side of a target that has words instead of a number is shown as —, where there was nothing."
COUNTED: Final = "The number of a cell was given without what its column counts in: 1.4个 for 1.4万个."
FOOTNOTES: Final = "The footnotes of Markdown are notes, where their definitions were paragraphs."
REWRITTEN: Final = "A provision that was rewritten in place is matched if nothing else has as much in common with it."
THEMES: Final = (
    "Plain paragraphs of other regions' plans are themes too, and themes are scored in the context of the sections above."
)
BELOW: Final = "The paragraph of an article does not compete with the article for a paragraph of another region's law."
GATHERED: Final = "What a new chapter gathered moved, also where the chapter was split off."
PARTED: Final = "A single character beside what was replaced is replaced with it, where it parted the edit."
QUANTITIES: Final = (
    "A quantity is one word with every unit and comparator that targets know, where 艘, km and fewer than were left out."
)
ELSEWHERE: Final = "Added and removed is said of what stands nowhere else: of a heading over text that stayed, a section that was rewritten, a copy it is not."
REACHED: Final = "What was reached is stated anew where both texts say of one year: without years it may be of two."
RESEMBLING: Final = "Nothing is said about two documents that have next to nothing in common."
MODALS: Final = (
    "A duty is weaker where its modal made room for a weaker one that speaks of the same, not where some clause has one."
)
ENACTED: Final = "The note under a title on adoption and revisions is data on the document, where it was a paragraph of its body."
OUTCOME: Final = "A target that the new plan reports as met or missed is not dropped or postponed as well."
TRADITIONAL: Final = (
    "Quantities and names in traditional characters are read by the tables of simplified ones: 體育 is no other name than 体育."
)
COUNTED_NOUN: Final = "What is counted is named without what it did, and no name begins with what is left of another word: 新增学位, not 后新增学位."
NAMED: Final = "An equal name comes before an equal value, and different measures or places are never one indicator."
MEASURED: Final = "The level of a rule is what its findings deserved where they were read; a configuration restores it."
TYPED: Final = "Commas that were typed by hand part the clauses of a Chinese sentence, where names ran over them."
LINED: Final = "The line of a row is its own, where it was that of its table."
FIXED: Final[tuple[Fixed, ...]] = (
    Fixed(("case/regions-two-plans", "seeds/revised"), ("summary.characters_*", "changes[*].ops*"), PARTED),
    Fixed(
        (
            *(
                "case/english",
                "case/obligation-and-deadline",
                "judged",
                "pair/english",
                "pair/targets",
                "rule/deadline-postponed",
            ),
            *(
                "rule/target-lowered",
                "rule/target-weakened",
                "seeds/revised",
                "targets/changes-in-a-table",
                "targets/changes-in-text",
            ),
        ),
        ("findings[*].level",),
        MEASURED,
    ),
    Fixed(("review/judged", "review/plain"), ("documents[*].findings[*].level",), MEASURED),
    Fixed(("case/noise-only",), ("targets[0].kinds*", "targets[0].new.indicator", "findings[1]"), TYPED),
    Fixed(("tree/a-title-on-two-lines", "tree/chapters-articles-and-items"), ("nodes[0]", "set_aside[0]"), ENACTED),
    Fixed(
        ("case/law-article-inserted", "case/law-paragraph-became-an-article"),
        ("summary.units*", "old.nodes*", "new.nodes*", "old.set_aside[0]", "new.set_aside[0]", "changes*"),
        ENACTED,
    ),
    Fixed(
        ("case/law-article-inserted",),
        ("summary.changed", "summary.characters_inserted", "summary.noise*", "new.meta.date", "findings*"),
        ENACTED,
    ),
    Fixed(("case/law-paragraph-became-an-article",), ("summary.equal", "findings*"), ENACTED),
    Fixed(
        ("case/hostile-text", "rule/baseline-lowered", "rule/baseline-raised", "targets/changes-in-a-table", "pair/targets"),
        ("changes[*].by",),
        KEYED,
    ),
    Fixed(("case/table-rows", "pair/noise"), ("changes[*].by", "changes[*].runner_up"), KEYED),
    Fixed(("pair/targets", "targets/changes-in-a-table"), ("changes[*].runner_up*",), KEYED),
    Fixed(
        ("targets/changes-in-a-table",),
        ("summary.characters_*", "changes[*].ops*", "findings[*].fingerprint"),
        CELLWISE,
    ),
    Fixed(("case/hostile-text",), ("targets[*].*.indicator", "findings[*].message*", "findings[*].fingerprint"), BAR),
    Fixed(
        ("pair/page-and-source",),
        (
            *("summary.confidence", "summary.noise*", "summary.changed", "summary.characters_inserted", "summary.doubts*"),
            *("changes[*].score", "changes[*].runner_up*", "changes[*].status", "changes[*].by", "changes[*].ops*", "findings*"),
        ),
        SPANNING,
    ),
    Fixed(("seeds/regions", "seeds/revised"), ("old.set_aside[*]",), IMAGES),
    Fixed(
        ("pair/encodings", "pair/english"),
        ("summary.characters_*", "changes[*].ops*", "findings[*].fingerprint"),
        QUANTITIES,
    ),
    Fixed(("pair/english",), ("targets*",), SECTIONED),
    Fixed(("judged",), ("targets[*].polarity",), RENEWED),
    Fixed(("targets/changes-in-text",), ("findings[*].message*",), UNCOUNTED),
    Fixed(("rule/baseline-lowered", "rule/baseline-raised", "targets/changes-in-a-table"), ("findings[*].message*",), COUNTED),
    Fixed(
        (
            *(
                "case/article-split-by-subject",
                "case/articles-run-together",
                "case/english",
                "case/law-paragraph-became-an-article",
            ),
            *("case/regions-quoted-names", "case/section-parted", "case/twin-paragraphs"),
            *("rule/section-merged", "rule/section-split", "rule/target-met", "rule/target-missed"),
        ),
        ("findings[*]",),
        ELSEWHERE,
    ),
    Fixed(("pair/english",), ("findings[*]",), REACHED),
    Fixed(("pair/nothing-in-common",), ("findings[*]",), RESEMBLING),
    Fixed(("case/section-rewritten-in-place",), ("findings[*]",), MODALS),
    Fixed(
        ("case/regions-quoted-names",),
        ("summary.*", "changes*", "findings*"),
        REWRITTEN,
    ),
    Fixed(("pair/regions",), ("related*",), THEMES),
    Fixed(("pair/regions",), ("summary.*", "changes*"), BELOW),
    Fixed(("seeds/regions",), ("summary.*", "changes*", "related*", "targets*"), THEMES),
    Fixed(("case/section-parted",), ("summary.moved", "changes[*].moved", "findings[*]*"), GATHERED),
    Fixed(("rule/target-met", "rule/target-missed"), ("targets[*].kinds*", "findings*"), OUTCOME),
    Fixed(("targets/met-or-missed",), ("targets[*].kinds*",), OUTCOME),
    Fixed(("pair/any-script",), ("targets[*].kinds*", "targets[*].old.indicator", "findings*"), TRADITIONAL),
    Fixed(("seeds/regions",), ("targets*",), NAMED),
    Fixed(
        ("seeds/revised",),
        ("targets[*].*.indicator", "targets[*].polarity", "findings[*].message*", "findings[*].fingerprint"),
        COUNTED_NOUN,
    ),
    Fixed(("tree/english-headings-and-articles",), ("nodes[12].kind", "nodes[12].number", "nodes[12].text"), FOOTNOTES),
    Fixed(
        (
            *(
                "case/hostile-text",
                "case/table-rows",
                "pair/noise",
                "pair/targets",
                "rule/baseline-lowered",
                "rule/baseline-raised",
                "rule/row-added",
                "rule/row-moved",
                "rule/row-removed",
            ),
            *(
                "rule/table-added",
                "rule/table-merged",
                "rule/table-moved",
                "rule/table-removed",
                "rule/table-renamed",
                "rule/table-split",
                "rule/target-contradicted",
                "rule/target-renamed",
                "targets/changes-in-a-table",
            ),
        ),
        ("old.nodes[*].line", "new.nodes[*].line"),
        LINED,
    ),
    Fixed(("pair/page-and-source", "seeds/regions", "seeds/revised"), ("new.nodes[*].line",), LINED),
    Fixed(
        (
            "tree/table-between-tabs",
            "tree/table-flattened-by-kind-of-target",
            "tree/table-flattened-one-cell-a-line",
            "tree/tables-in-markdown",
        ),
        ("nodes[*].line",),
        LINED,
    ),
)
"""Every row must be needed in all of its runs and for all of its paths."""
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
    assert not stale, f"{run.name} does not differ any more at {'; '.join(stale)}: take the row out of FIXED"


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
