"""Sentences that moved while the rest of their paragraph stayed."""

from __future__ import annotations

import json

import pytest

import plandiff
from plandiff.model import Comparison
from plandiff.renderers.json import render_json
from plandiff.renderers.options import RenderOptions

LIGHT = "路灯每晚七点亮起，清晨六点熄灭。"
BENCH = "长椅由园林队每季度擦洗一遍。"
PATHS = "步道两侧种植本地的乔木和灌木，冬季修剪一次。"
DOGS = "遛狗须牵绳，狗粪由主人带走。"


def park(*paragraphs: str) -> bytes:
    return ("# 公园管理办法\n\n## 一、日常管理\n\n" + "\n\n".join(paragraphs) + "\n").encode()


def moved(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Where each sentence stood and stands, and the sentence; what several changes report is the same."""
    found = {}
    for change in comparison.changes:
        for old, new in change.moved_text:
            texts = [
                plan.unit[place.unit].text[place.start : place.end]
                for plan, place in ((comparison.old, old), (comparison.new, new))
            ]
            assert texts[0] == texts[1]
            assert change.id in {comparison.change_of["old", old.unit], comparison.change_of["new", new.unit]}
            found[old, new] = old.unit, new.unit, texts[0]
    return list(found.values())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((LIGHT + BENCH, PATHS), (LIGHT, PATHS + BENCH), [("1/1", "1/2", BENCH)]),
        ((BENCH + LIGHT + PATHS,), (LIGHT + PATHS + BENCH,), [("1/1", "1/1", BENCH)]),
        ((LIGHT + BENCH, PATHS), (LIGHT + BENCH, PATHS + BENCH), []),
        ((LIGHT + BENCH, PATHS), (LIGHT, PATHS + DOGS), []),
        ((LIGHT + "抓好落实。", PATHS), (LIGHT, PATHS + "抓好落实。"), []),
    ],
    ids=["to another paragraph", "within the paragraph", "copied", "replaced", "too short to be known"],
)
def test_a_sentence_that_went_and_came_is_reported_as_moved(
    old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    comparison = plandiff.compare(park(*old), park(*new))
    assert moved(comparison) == expected
    mirrored = [(after, before, text) for before, after, text in moved(plandiff.compare(park(*new), park(*old)))]
    assert mirrored == expected


@pytest.mark.parametrize(("sentence", "found"), [("路灯由各区水务局修理。", True), ("路灯由区水务局修理。", False)])
def test_a_sentence_of_ten_characters_is_known_by_its_text(sentence: str, found: bool) -> None:
    old, new = park(LIGHT + sentence, PATHS), park(LIGHT, PATHS + sentence)
    expected = [("1/1", "1/2", sentence)] if found else []
    assert moved(plandiff.compare(old, new)) == expected


def test_equal_sentences_are_moved_only_if_as_many_came_as_went() -> None:
    old = park(LIGHT + BENCH, PATHS + BENCH, DOGS)
    assert moved(plandiff.compare(old, park(LIGHT, PATHS, DOGS + BENCH))) == []


def test_the_json_says_where_in_which_nodes() -> None:
    comparison = plandiff.compare(park(LIGHT + BENCH, PATHS), park(LIGHT, PATHS + BENCH))
    data = json.loads(render_json(comparison, RenderOptions()))
    places = {change["id"]: change["moved_text"] for change in data["changes"] if "moved_text" in change}
    end = len(LIGHT + BENCH), len(PATHS + BENCH)
    entry = [
        {
            "old": {"node": "1/1", "start": len(LIGHT), "end": end[0]},
            "new": {"node": "1/2", "start": len(PATHS), "end": end[1]},
        }
    ]
    assert list(places.values()) == [entry, entry]
