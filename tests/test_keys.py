"""Keys: names of units that are made of what they say, and stay where nothing is said otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandiff
from plandiff.model import Plan
from plandiff.pipeline import load
from plandiff.renderers.canonical import render_canonical
from plandiff.renderers.json import plan_json
from plans import plan
from test_align import PARAGRAPH, plan_texts
from test_normalize_laws import NOTATIONS, TREE, Part, rows_of

CASES = sorted((Path(__file__).parent / "cases").iterdir())

TEXT = """
为加快推进教育现代化，制定本规划。
# 一、|总体目标
到2025年，学前三年毛入园率达到95%。
^ 表1 主要指标
| 指标 | 2025年 |
| 毛入园率（%） | 95 |
# 二、|保障措施
- （一）|加强组织领导。
- （二）|加强组织领导。
# 第三条|
各区应当落实责任。
"""


def keys(text: str) -> list[str]:
    return list(plan(text).keys.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_keys_are_unique_and_the_same_in_canonical_text(case: Path) -> None:
    for side in ("old", "new"):
        read = plandiff.load(next(case.glob(f"{side}.*")))
        assert set(read.keys) == {unit.id for unit in read.units}
        assert len(set(read.keys.values())) == len(read.units)
        again = load(render_canonical(read).encode())
        assert again.keys == read.keys


@given(plan_texts())
def test_keys_of_generated_plans_are_unique(text: str) -> None:
    made = plan(text)
    assert len(set(made.keys.values())) == len(made.units)


@given(plan_texts(), st.sampled_from(["# 九、|新增任务", "从未出现过的一段话。", "- （九）|新增事项"]), st.data())
def test_what_comes_elsewhere_leaves_all_keys(text: str, line: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    untitled = [place for place, before in enumerate(lines, 1) if before.startswith("#") and before.endswith("|")]
    inside = [place for place in range(1, len(lines)) if lines[place - 1].startswith("|") and lines[place].startswith("|")]
    # There it would be what the section says first, or part a table.
    places = [place for place in range(len(lines) + 1) if place not in (*untitled, *inside)]
    place = data.draw(st.sampled_from(places))
    more = plan("\n".join([*lines[:place], line, *lines[place:]]))
    before, after = Counter(keys(text)), Counter(more.keys.values())
    (added,) = (after - before).elements()
    assert not before - after
    assert added == next(key for unit, key in more.keys.items() if line.endswith(more.unit[unit].text or "|"))


@given(plan_texts(), PARAGRAPH)
def test_one_more_of_equal_texts_is_one_more_key_and_no_other_goes(text: str, paragraph: str) -> None:
    assert not Counter(keys(f"{text}\n# 九、|附则\n{paragraph}")) - Counter(
        keys(f"{paragraph}\n{text}\n# 九、|附则\n{paragraph}")
    )


@given(TREE)
@settings(max_examples=20)
def test_the_same_plan_in_any_format_has_the_same_keys(parts: tuple[Part, ...]) -> None:
    rows = rows_of(parts)
    reported = {tuple(load(notation(rows).encode()).keys.items()) for notation in NOTATIONS}
    assert len(reported) == 1


def test_numbers_and_places_have_no_say_and_words_do() -> None:
    assert keys(TEXT.replace("二、", "五、").replace("（一）", "（三）").replace("第三条", "第八条")) == keys(TEXT)
    moved = TEXT.replace("# 第三条|\n各区应当落实责任。\n", "").replace("# 一", "# 第三条|\n各区应当落实责任。\n# 一")
    assert sorted(keys(moved)) == sorted(keys(TEXT))
    for before, after, changed in (("95%", "97%", 1), ("| 95 |", "| 96 |", 1), ("| 2025年", "| 2030年", 2), ("各区", "各县", 2)):
        assert len(set(keys(TEXT)) - set(keys(TEXT.replace(before, after, 1)))) == changed, before


def test_cells_are_not_their_text_joined() -> None:
    assert set(keys("| 甲 | 乙 |")).isdisjoint(keys("| 甲乙 | |"))
    assert keys("甲 | 乙") != keys("甲 | 丙")


def test_articles_without_a_title_are_told_apart_by_what_they_say() -> None:
    one, two = "# 第{}条|\n各区应当落实责任。", "# 第{}条|\n学校应当公布经费。"
    first = keys(two.format("一"))
    assert keys(f"{one.format('一')}\n{two.format('二')}")[2:] == first


def test_keys_are_the_same_in_every_process() -> None:
    script = f"import sys; sys.path[:0] = {sys.path!r}\nfrom test_keys import TEXT, keys; print(*keys(TEXT))"
    reported = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert reported == {" ".join(keys(TEXT)) + "\n"}


def test_json_tells_the_key_of_every_node() -> None:
    made: Plan = plan(TEXT)
    assert {node["id"]: node["key"] for node in plan_json(made)["nodes"]} == made.keys
    assert json.dumps(plan_json(made)).count('"key"') == len(made.units)
