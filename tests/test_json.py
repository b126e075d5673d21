"""The JSON contract."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import plandiff
from plandiff.model import Comparison, Note, RunnerUp
from plandiff.pipeline import load
from plandiff.renderers import RenderOptions, render
from plandiff.renderers.json import comparison_json, render_plan_json
from plandiff.schemas import json_schema
from plans import compared, plan

CASES = sorted((Path(__file__).parent / "cases").iterdir())

OLD = """
为加快推进教育现代化，制定本规划。
# 一、|总体目标
到2025年，学前三年毛入园率达到95%。
^ 表1 主要指标
| 指标 | 2025年 |
| 毛入园率（%） | 95 |
# 二、|保障措施
加强党的领导。建立督导评估制度，每三年开展一轮督导评估。
"""
NEW = OLD.replace("95%", "９７％").replace("党的领导。建立", "党的领导。\n建立").replace("# 二、|", "# 三、|")


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def written(comparison: Comparison) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(render(comparison, "json", RenderOptions()))
    validator().validate(answer)
    return answer


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_meets_the_schema_and_its_plans_do(case: Path) -> None:
    comparison = plandiff.compare(*(next(case.glob(f"{side}.*")) for side in ("old", "new")))
    written(comparison)
    validator().validate(json.loads(render_plan_json(comparison.new, RenderOptions())))


def test_regions_meet_the_schema_with_their_related_sections() -> None:
    answer = written(compared(OLD, NEW, "regions"))
    assert answer["mode"] == "regions"
    ids = {side: {node["id"] for node in answer[side]["nodes"]} for side in ("old", "new")}
    assert all(pair["old"] in ids["old"] and pair["new"] in ids["new"] for pair in answer["related"])


def test_the_ops_of_a_change_rebuild_the_texts_of_its_nodes() -> None:
    answer = written(compared(OLD, NEW))
    for side in ("old", "new"):
        text = {node["id"]: node["text"] for node in answer[side]["nodes"]}
        for change in answer["changes"]:
            assert "".join(op[side] for op in change["ops"]) == "".join(text[unit] for unit in change[side])
        assert sorted(unit for change in answer["changes"] for unit in change[side]) == sorted(text)


def test_nodes_tell_kind_level_number_and_cells() -> None:
    nodes = written(compared(OLD, NEW))["old"]["nodes"]
    assert [(node["kind"], node["level"], node["number"]) for node in nodes] == [
        ("paragraph", 0, ""),
        ("section", 1, "一、"),
        ("paragraph", 0, ""),
        ("table", 0, ""),
        ("row", 0, ""),
        ("row", 0, ""),
        ("section", 1, "二、"),
        ("paragraph", 0, ""),
    ]
    assert nodes[4]["parent"] == nodes[3]["id"]
    assert nodes[4]["cells"] == [{"text": "指标", "covered": False}, {"text": "2025年", "covered": False}]
    assert nodes[4]["text"] == "指标 | 2025年"


def test_split_numbers_and_noise_are_said_where_the_contract_says() -> None:
    answer = written(compared(OLD, NEW.replace("９７％", "９５％")))
    (split,) = [change for change in answer["changes"] if len(change["new"]) == 2]
    assert len(split["old"]) == 1
    (renumbered,) = [change for change in answer["changes"] if change["renumbered"]]
    assert renumbered["status"] == "equal"
    assert [op["class"] for change in answer["changes"] for op in change["ops"] if op["op"] == "noise"] == ["width"]
    assert answer["summary"]["noise_classes"] == {"width": 1}


def test_notes_and_runners_up_are_written() -> None:
    from dataclasses import replace

    comparison = compared(OLD, NEW)
    change = replace(comparison.changes[0], runner_up=RunnerUp("1", "2", 0.25))
    comparison = replace(
        comparison,
        alignment=replace(comparison.alignment, notes=(Note("bounded", "1000"),)),
        changes=(change, *comparison.changes[1:]),
    )
    answer = written(comparison)
    assert answer["notes"] == [{"code": "bounded", "detail": "1000"}]
    assert answer["changes"][0]["runner_up"] == {"old": "1", "new": "2", "score": 0.25}


def test_each_node_and_each_change_has_a_line_of_its_own() -> None:
    lines = render(compared(OLD, NEW), "json", RenderOptions()).decode().splitlines()
    assert sum('"ops"' in line for line in lines) == len(compared(OLD, NEW).changes)
    assert all(len(line) < 2000 for line in lines)


def test_a_name_that_is_not_unicode_still_makes_valid_json() -> None:
    odd = plan(OLD, source="b\udcff.txt")
    assert json.loads(render(compared(odd, NEW), "json", RenderOptions()))["old"]["source"] == "b\udcff.txt"


def test_the_schema_refuses_what_the_contract_does_not_allow() -> None:
    answer = comparison_json(compared(OLD, NEW))
    assert validator().is_valid(answer)
    for path, value in (
        (("mode",), "both"),
        (("surprise",), 1),
        (("changes",), None),
        (("changes", 0, "status"), "altered"),
        (("old", "nodes", 0, "id"), ""),
        (("summary", "equal"), -1),
    ):
        spoilt = json.loads(json.dumps(answer))
        part = spoilt
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = value
        assert not validator().is_valid(spoilt)


def test_nodes_say_where_they_stand_and_what_the_format_says_of_their_text() -> None:
    page = (
        "<html><body><h1>规划</h1><p>到<b>2025年</b>，见<a href='/a'>办法</a><sup><a href='#n'>1</a></sup>，新建<del>二</del><ins>三</ins>所。</p>"
        "<p><img src=map.png alt=布局图></p><svg><text>图</text></svg><ol class=footnotes><li id=n>年末。</li></ol></body></html>"
    )
    plan = load(page.encode())
    answer = json.loads(render_plan_json(plan, RenderOptions()))
    validator().validate(answer)
    text, note, figure, opaque = answer["nodes"]
    assert text["spans"] == [
        {"start": 1, "end": 6, "kind": "bold", "value": ""},
        {"start": 8, "end": 10, "kind": "link", "value": "/a"},
        {"start": 10, "end": 10, "kind": "footnote", "value": note["id"]},
        {"start": 13, "end": 13, "kind": "deleted", "value": "二"},
        {"start": 13, "end": 14, "kind": "inserted", "value": ""},
    ]
    assert (text["layer"], note["layer"], note["kind"], note["number"], text["origin"]) == ("body", "notes", "note", "1", None)
    assert (figure["kind"], figure["text"], figure["digest"]) == ("figure", "布局图", "map.png")
    assert figure["spans"] == [{"start": 0, "end": 3, "kind": "image", "value": "map.png 布局图"}]
    assert (opaque["kind"], opaque["text"], "spans" in opaque) == ("opaque", "图", False)
    lines = json.loads(render_plan_json(load("一、目标\n\n达标。\n".encode()), RenderOptions()))["nodes"]
    assert [(node["line"], node["origin"]) for node in lines] == [(1, {"line": 1}), (3, {"line": 3})]
