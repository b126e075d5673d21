"""The points that a paragraph makes: parts of its text, which stays one unit."""

from __future__ import annotations

import json

import jsonschema
import pytest

from plandiff.model import Element, Span
from plandiff.normalize.points import parts_of
from plandiff.normalize.tuning import TUNING
from plandiff.pipeline import load, write
from plandiff.renderers.json import render_plan_json
from plandiff.renderers.options import RenderOptions
from plandiff.schemas import json_schema

PLAN = """# 云河市工作安排

## 一、重点工作

为做好全年工作，要抓好三件事。一是稳住投资。开工项目六十个，完成投资三百亿元。二是扩大消费。办好购物节。三是促进开放。

加快融合发展。突出科技供给。建设重点实验室五家，支持高校承担更多攻关任务。突出企业主体。支持企业建立研发机构一百家，牵头组建联合体。突出成果转化。建立成果库和需求库，新增中试平台十家。
"""


def leads(text: str, *spans: Span) -> list[str]:
    return [part.lead for part in parts_of(Element("paragraph", text, spans=spans), TUNING)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是稳投资；二是促消费；三是扩开放。", ["一是稳投资", "二是促消费", "三是扩开放"]),
        ("一要稳投资，二要促消费，三要扩开放。", ["一要稳投资", "二要促消费", "三要扩开放"]),
        ("包括：（1）新建学校十所；（2）改建学校五所。", ["（1）新建学校十所", "（2）改建学校五所"]),
        ("做法有①统一标准；②统一平台。", ["①统一标准", "②统一平台"]),
        ("其一，标准不一。其二，平台不通。", ["其一，标准不一", "其二，平台不通"]),
        ("第一，标准不一，数据难以共享。第二，平台不通。", ["第一，标准不一，数据难以共享", "第二，平台不通"]),
        ("First, schools get books. Second, teachers get time.", ["First, schools get books", "Second, teachers get time"]),
        ("The plan will (a) train teachers; (b) open schools.", ["(a) train teachers", "(b) open schools"]),
        ("做法有⑴统一标准；⑵统一平台。", ["⑴统一标准", "⑵统一平台"]),
        (
            "The town will (a) act; (b) build; (c) clean; (d) draw; (e) earn; (f) feed; (g) give; (h) heal; (i) invent; (j) join.",
            [
                "(a) act",
                "(b) build",
                "(c) clean",
                "(d) draw",
                "(e) earn",
                "(f) feed",
                "(g) give",
                "(h) heal",
                "(i) invent",
                "(j) join",
            ],
        ),
        ("We shall (i) train teachers, and (ii) open schools.", ["(i) train teachers", "(ii) open schools"]),
    ],
)
def test_numbered_points_are_parts(text: str, expected: list[str]) -> None:
    assert leads(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一是稳投资，其他工作照常推进。",
        "这是一是一、二是二的老实做法。",
        "依照本法第（一）项、第（二）项规定处理。",
        "符合（一）、（二）项条件的人员可以申请。",
        "Under paragraphs (a) and (b), a fee is due.",
        "第一、第二、第三产业比重为5：40：55。",
        "2025年投资增长1.5%，消费增长2.5%。",
        "加强城市精细化管理。建设无障碍设施一百处，打造精品街区十条，推进架空线入地。支持社区开展自治。居民积极参与，成效明显。",
        "会议指出。全市要统一思想，把各项工作抓实抓细抓到位，确保全年目标如期实现。",
    ],
)
def test_a_paragraph_without_several_points_has_no_parts(text: str) -> None:
    assert leads(text) == []


def test_short_sentences_that_are_alike_and_head_longer_ones_make_points() -> None:
    assert leads(
        "突出成果转化。建立成果库和需求库，新增中试平台十家，开展赋权改革。强化企业主体。支持企业建立研发机构一百家，牵头组建联合体。"
    ) == ["突出成果转化", "强化企业主体"]


def test_words_in_bold_at_the_beginning_of_sentences_make_points() -> None:
    text = "普惠发展：新建幼儿园二十所。优质均衡：组建教育集团十个。"
    assert leads(text, Span(0, 5, "bold"), Span(14, 19, "bold")) == ["普惠发展", "优质均衡"]
    assert leads(text, Span(0, 5, "bold"), Span(7, 9, "bold")) == []


def test_of_numbers_within_numbers_the_outer_ones_count() -> None:
    assert leads("一是抓建设：（1）新建学校；（2）改建学校。二是抓管理。") == ["一是抓建设", "二是抓管理"]


def test_numbers_that_begin_again_make_points_of_their_own() -> None:
    text = "问题有：一是底子薄；二是人才少。对策是：一是增投入；二是引人才。"
    assert leads(text) == ["一是底子薄", "二是人才少", "一是增投入", "二是引人才"]


def test_points_of_one_sentence_end_with_it_and_others_with_the_paragraph() -> None:
    text = "一是稳投资；二是促消费。各部门要抓好落实。"
    assert [text[part.start : part.end] for part in parts_of(Element("paragraph", text), TUNING)] == [
        "一是稳投资；",
        "二是促消费。",
    ]
    text = "一是稳投资。开工六十个。二是促消费。办好购物节。"
    assert [text[part.start : part.end] for part in parts_of(Element("paragraph", text), TUNING)] == [
        "一是稳投资。开工六十个。",
        "二是促消费。办好购物节。",
    ]


def test_parts_are_in_the_json_where_there_are_any_and_a_lead_is_how_its_part_begins() -> None:
    plan = load(PLAN.encode())
    answer = json.loads(render_plan_json(plan, RenderOptions()))
    jsonschema.validate(answer, json.loads(json_schema()))
    found = {node["id"]: node["parts"] for node in answer["nodes"] if "parts" in node}
    assert {unit: [part["lead"] for part in parts] for unit, parts in found.items()} == {
        "1/1": ["一是稳住投资", "二是扩大消费", "三是促进开放"],
        "1/2": ["突出科技供给", "突出企业主体", "突出成果转化"],
    }
    for unit, parts in found.items():
        for part in parts:
            assert plan.unit[unit].text[part["start"] : part["end"]].startswith(part["lead"])


def test_canonical_text_has_the_same_parts() -> None:
    plan = load(PLAN.encode())
    assert load(write(plan)).parts == plan.parts
