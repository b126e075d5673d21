"""Each folder of trees/ is a document and the outline that must come out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandiff
from plandiff.model import Plan
from plandiff.normalize.schemes import mark_of
from plandiff.pipeline import load

TREES = Path(__file__).parent / "trees"


def outline(plan: Plan) -> str:
    """The title, every unit in order, the notes, and what was set aside with the reason."""
    lines = [f"title: {plan.root.title}"]
    for unit in plan.units:
        depth = unit.level if unit.kind == "section" else None
        mark = f"[{depth}]" if depth is not None else unit.kind
        lead = f" <lead: {unit.lead}>" if unit.lead else ""
        lines.append(
            f"{'  ' * (depth or 0)}{mark} {unit.number}|{unit.text}{lead}"
            if depth is not None
            else f"    {mark} {unit.number}|{unit.text}{lead}"
        )
    lines += [f"note: {note.code} {note.detail}".rstrip() for note in plan.notes]
    lines += [f"aside, {item.reason}: {item.text}" for item in plan.set_aside]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", sorted(path.name for path in TREES.iterdir() if path.is_dir()))
def test_a_document_becomes_the_tree_that_an_analyst_would_draw(case: str, update: bool) -> None:
    folder = TREES / case
    found = outline(load(next(folder.glob("input.*"))))
    if update:
        (folder / "expected.txt").write_text(found, encoding="utf-8")
    assert found == (folder / "expected.txt").read_text(encoding="utf-8")


def test_the_line_above_the_date_is_the_issuer_if_it_is_a_body() -> None:
    plan = load("# 云河市教育规划\n\n云河市人民政府\n2021年9月1日\n\n## 一、目标\n\n到2025年，入园率达到95%。\n".encode())
    assert (plan.meta.issuer, plan.meta.date) == ("云河市人民政府", "2021-09-01")


@pytest.mark.parametrize(
    "text", ["1.5公顷土地用于绿化", "2.3个百分点的增幅", "3.2毫米以上", "1.2 千瓦时", "1.5亿元投入", "2.5倍"]
)
def test_a_measure_at_the_head_of_a_block_numbers_nothing(text: str) -> None:
    assert mark_of(text) is None


@pytest.mark.parametrize(("text", "ordinal"), [("(a) schools", 1), ("(c) clinics", 3), ("⑤ 医院", 5), ("（十二）学校", 12)])
def test_a_number_is_known_by_its_place_in_a_count(text: str, ordinal: int) -> None:
    found = mark_of(text)
    assert found is not None
    assert found.ordinal == ordinal


@pytest.mark.parametrize("text", ["1.2方案", "2.1人才培养", "3.1 里程碑"])
def test_a_title_that_begins_like_a_unit_keeps_its_number(text: str) -> None:
    found = mark_of(text)
    assert found is not None
    assert found.printed == text[:3]


@pytest.mark.parametrize(
    ("stem", "rest", "joined"),
    [
        ("well", "tended", "well-tended"),
        ("self", "governed", "self-governed"),
        ("state-of-the", "art", "state-of-the-art"),
        ("up-to", "date", "up-to-date"),
        ("high", "lights", "highlights"),
        ("partner", "ship", "partnership"),
        ("water", "ways", "waterways"),
    ],
)
def test_a_hyphen_at_a_line_end_is_the_words_own_where_its_first_part_makes_compounds(stem: str, rest: str, joined: str) -> None:
    plan = load(f"Reed Lake Plan\n\nThe town is proud of its {stem}-\n{rest} and means to keep it so for many years.\n".encode())
    assert joined in plan.units[0].text


@pytest.mark.parametrize("number", ["云政发2031年8号", "云政发 2031 8号", "云政办函2031年第12号", "云政发【2031】8号"])
def test_the_number_of_a_document_may_have_lost_its_brackets(number: str) -> None:
    plan = load(f"云河市河道巡查办法\n{number}\n\n第一条 为了保护河道，制定本办法。\n第二条 本办法适用于本市。\n".encode())
    assert (plan.meta.title, plan.meta.number) == ("云河市河道巡查办法", number)


def test_a_number_that_a_pages_markup_cut_out_of_a_sentence_goes_back_into_it() -> None:
    body = "河湖水质稳定改善，绿化成果持续巩固，全面开展绿色生态建设，重点工程有序推进，累计完成林分优化三百万亩、森林抚育四百万亩，污染防治连续五年获考核优秀等次，整改取得明显成效，PM"
    page = f"<html><body><h1>甲市工作报告</h1><p>{body}</p><p>2.5</p><p>年平均浓度保持在二十微克以下。</p></body></html>"
    (paragraph,) = (unit.text for unit in plandiff.load(page.encode()).units if "PM" in unit.text)
    assert paragraph.endswith("PM 2.5年平均浓度保持在二十微克以下。")


@pytest.mark.parametrize("ending", ["", "，"])
@pytest.mark.parametrize("wide", [False, True])
def test_lines_of_a_text_without_marks_are_paragraphs(ending: str, *, wide: bool) -> None:
    work = ("教师队伍", "学前教育", "职业教育", "特殊教育", "校园安全", "数字教育", "乡村学校", "心理健康")
    more = "，力争在规划期末前完成全部建设任务并投入使用，按年度向社会公布进展情况和资金安排，接受各方监督" if wide else ""
    lines = [f"加强{name}建设，完善制度机制，落实各方主体责任{more}" for name in work]
    plan = load("\n".join(["云溪市教育规划", "", *(line + ending for line in lines), ""]).encode())
    assert len(plan.units) == (1 if ending else len(lines))  # a comma leaves a line open


def test_lines_of_a_wrapped_text_are_joined_though_a_list_in_it_has_no_marks() -> None:
    prose = "各区应当安排专项经费用于改善办园条件，按年度公布进展，并接受监督；学校应当配备专职校医，每学期为学生体检一次，结果告知家长。"
    wrapped = [prose[at : at + 20] for at in range(0, len(prose), 20)]
    plan = load("\n".join(["云溪市教育规划", "", *wrapped * 3, "", "新建学校", "改建场馆", ""]).encode())
    assert [unit.text for unit in plan.units] == [*[prose] * 3, "新建学校", "改建场馆"]


def test_a_short_latin_text_between_blank_lines_is_one_paragraph_though_a_sentence_ends_at_the_margin() -> None:
    lines = [
        "The lake is to be clean by the end of 2030, says the town.",
        "The district pays for all of the pipes in full, and boats",
        "keep to the middle of the lake. The state audits this all.",
        "Boats pay.",
    ]
    plan = load("\n".join(["Reed Plan", "", "1. Aims", "", *lines, "", "2. Means", "", "The council decides.", ""]).encode())
    assert [unit.text for unit in plan.units if unit.kind == "paragraph"] == [" ".join(lines), "The council decides."]


def test_lines_of_their_own_that_break_no_sentence_stay_apart() -> None:
    lines = [
        "Minutes of the meeting of the masters of the harbour",
        "Reports of the masters of the harbours of the lake",
        "Lists of all boats in the harbours of the lake town",
    ]
    plan = load("\n".join(["Reed Plan", "", "1. Aims", "", *lines, "", "It is done.", ""]).encode())
    assert [unit.text for unit in plan.units if unit.kind == "paragraph"] == [*lines, "It is done."]


def test_a_heading_without_number_that_ends_in_a_noun_is_not_half_a_sentence() -> None:
    plan = load("云河市规划\n\n编制目的\n\n为保护湖泊，制定本规划。\n".encode())
    assert [unit.text for unit in plan.units if unit.kind == "paragraph"] == ["编制目的", "为保护湖泊，制定本规划。"]


def test_short_lines_below_a_colon_are_members_of_a_list_without_blank_lines_too() -> None:
    plan = load(
        "云河市条例\n\n第一条 委员会由下列人员组成：\n主任一人，\n副主任若干人，\n委员若干人。\n不得兼职。\n\n第二条 另行规定。\n".encode()
    )
    assert [unit.text for unit in plan.units if unit.kind == "item"] == ["主任一人，", "副主任若干人，", "委员若干人。"]


def test_a_chinese_sentence_goes_on_below_the_number_of_its_item() -> None:
    lines = "1. 各区主任，办公地点在市内的各部门、各单位以及各街道的负责\n   同志；\n2. 总体要求\n   保护湖泊。\n"
    plan = load(f"# 云河市条例\n\n## 第四条\n\n{lines}".encode())
    assert [unit.text for unit in plan.units if unit.kind in {"item", "paragraph"}][-3:] == [
        "各区主任，办公地点在市内的各部门、各单位以及各街道的负责同志；",
        "总体要求",
        "保护湖泊。",
    ]
