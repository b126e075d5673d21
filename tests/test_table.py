"""新旧对照表: what stands in its rows, whatever it is written as."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from plandiff.changes import find
from plandiff.model import Comparison, Opinion, Side
from plandiff.renderers.naming import split_stage
from plandiff.renderers.options import RenderOptions, TableOptions
from plandiff.renderers.table.cells import Block, Entry, Grid, Line, Stretch, Table
from plandiff.renderers.table.rows import make_table
from plans import BASE, compared, plan

LAW = """
# 第一章|总则
## 第一条|
为了规范停车秩序，方便群众出行，制定本条例。
## 第二条|
本市行政区域内停车场的规划、建设和管理，适用本条例。
公共交通车辆停车场的管理，不适用本条例。
## 第三条|
市交通部门负责停车管理工作，制定停车设施标准。各区应当公布停车信息。停车收费应当明码标价，接受社会监督和群众举报。
# 第二章|管理
## 第四条|
经营者应当遵守下列规定：
- （一）|公示收费标准；
- （二）|维护停车秩序；
- （三）|保障消防通道畅通。
## 第五条|
违反本条例规定的，处二百元以上五百元以下的罚款。
"""


def found(comparison: Comparison) -> Comparison:
    """A comparison with what its changes mean."""
    return replace(comparison, findings=find(comparison))


def table_of(old: str, new: str, mode: str = "versions", **options: object) -> Table:
    comparison = found(compared(old, new, mode))  # type: ignore[arg-type]
    return make_table(comparison, RenderOptions(language="zh", table=TableOptions(**options)))  # type: ignore[arg-type]


def said(blocks: tuple[Block, ...]) -> str:
    """A cell as text, with its marks."""
    return "\n".join(marked(block) for block in blocks)


def marked(block: Block) -> str:
    if isinstance(block, Line):
        return written(block.stretches)
    return "\n".join("|".join(written(cell.stretches) for cell in row) for row in block.rows)


def written(stretches: tuple[Stretch, ...]) -> str:
    forms = {"plain": "{}", "added": "+{}+", "deleted": "-{}-", "shared": "={}="}
    return "".join(forms[ink].format(text) for text, ink in stretches)


def changes(table: Table) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(said(entry.old), said(entry.new), entry.notes) for entry in table.entries if entry.kind == "change"]


def headings(table: Table) -> list[str]:
    return [said(entry.old) for entry in table.entries if entry.kind == "heading"]


# --- what is in a row ------------------------------------------------------------------------


def test_an_article_is_a_row_and_what_did_not_change_in_it_is_left_out() -> None:
    table = table_of(LAW, LAW.replace("各区应当公布", "各区应当及时公布"))
    assert headings(table) == ["第一章 总则"]
    assert changes(table) == [
        ("第三条　……各区应当公布停车信息。……", "第三条　……各区应当+及时+公布停车信息。……", ()),
    ]


def test_the_items_of_an_article_that_stay_are_one_ellipsis_and_what_opens_the_list_is_shown() -> None:
    table = table_of(LAW, LAW.replace("保障消防通道畅通", "保障消防、救护通道畅通"))
    assert changes(table) == [
        (
            "第四条　经营者应当遵守下列规定：\n……\n（三）保障消防通道畅通。",
            "第四条　经营者应当遵守下列规定：\n……\n（三）保障消防+、救护+通道畅通。",
            (),
        ),
    ]


def test_what_came_or_went_is_named_in_the_other_column_and_numbers_that_move_on_are_said_once() -> None:
    added = "## 第三条|\n停车设施应当预留充电桩的位置。\n"
    table = table_of(
        LAW,
        LAW.replace("## 第三条", f"{added}## 第四条", 1)
        .replace("## 第四条|\n经", "## 第五条|\n经")
        .replace("## 第五条|\n违", "## 第六条|\n违"),
    )
    assert changes(table) == [
        ("第三条至第五条", "第四条至第六条", ("序号相应调整；仅序号变化的不再逐条列示",)),
        ("（新增）", "+第三条+　+停车设施应当预留充电桩的位置。+", ()),
    ]
    back = table_of(LAW.replace("## 第三条", f"{added}## 第四条", 1), LAW)
    assert ("-第三条-　-停车设施应当预留充电桩的位置。-", "（删除）", ()) in changes(back)


def test_a_plan_goes_by_sections_and_paragraphs() -> None:
    table = table_of(BASE, BASE.replace("500人次", "600人次"))
    assert headings(table) == ["二、重点任务 › （一）推进学前教育普惠发展"]
    ((old, new, notes),) = changes(table)
    assert ("-500人次-" in old or "-不少于500人次-" in old, "600人次+" in new) == (True, True)
    assert any("500人次" in note and "600人次" in note for note in notes) or notes == ()


def test_a_moved_paragraph_stands_once_where_it_is_now() -> None:
    moved = "建立学前教育质量评估制度，每三年开展一轮督导评估。评估结果向社会公布，并作为财政补助的重要依据。"
    new = BASE.replace(f"{moved}\n", "") + f"{moved}\n"
    (row,) = changes(table_of(BASE, new))
    assert row[2] == ("由二、重点任务 › （一）推进学前教育普惠发展移至此处",)
    assert row[0] == row[1] == "建立学前教育质量评估制度，每三年开展一轮督导评估。……"


def test_what_moved_inside_its_section_is_not_said_to_come_from_it() -> None:
    paragraphs = ["建设三座污水处理厂，铺设管网百里。", "整治河道二十条，恢复岸线绿化。", "更新老旧水表，降低供水漏损。"]
    old, new = (
        f"# 云河市水利规划\n\n## 一、任务\n\n{chr(10).join(each)}\n" for each in (paragraphs, paragraphs[1:] + paragraphs[:1])
    )
    (row,) = changes(table_of(old, new))
    assert (row[0], row[2]) == (paragraphs[0], ("在本节内移位",))


def test_an_article_that_moved_shows_how_it_begins_and_what_came_from_another_says_from_which() -> None:
    fifth = "## 第五条|\n违反本条例规定的，处二百元以上五百元以下的罚款。拒不改正的，责令停业整顿，并通报信用管理部门。\n"
    old = LAW[: LAW.index("## 第五条")] + fifth
    new = (
        LAW[: LAW.index("# 第二章")]
        + fifth.replace("第五条", "第四条")
        + LAW[LAW.index("# 第二章") : LAW.index("## 第五条")].replace("第四条", "第五条")
    )
    (row,) = (row for row in changes(table_of(old, new)) if row[2] == ("由第五条移至此处",))
    assert row[1] == "+第四条+　违反本条例规定的，处二百元以上五百元以下的罚款。……"
    moved = "公共交通车辆停车场的管理，不适用本条例。\n"
    joined = LAW.replace(moved, "").replace("举报。\n", f"举报。\n{moved}")
    assert "（第二条）\n公共交通车辆停车场的管理，不适用本条例。" in "".join(row[0] for row in changes(table_of(LAW, joined)))


def test_a_split_paragraph_is_one_row() -> None:
    (row,) = changes(table_of(BASE, BASE.replace("督导评估。评估", "督导评估。\n评估")))
    assert row[2] == ("拆分为 2 段",)
    assert row[1].count("\n") == 1


def test_articles_that_were_one_paragraph_stand_in_one_row() -> None:
    traffic = "市交通部门负责停车管理工作，制定停车设施标准。各区应当公布停车信息。"
    old = LAW.replace(
        "停车收费应当明码标价，接受社会监督和群众举报。", "停车收费应当明码标价，接受社会监督和群众举报，不得价外加价。"
    )
    new = old.replace(f"{traffic}停车收费", f"{traffic}\n## 第四条|\n停车收费").replace("## 第四条|\n经", "## 第五条|\n经")
    rows = changes(table_of(old, new.replace("## 第五条|\n违", "## 第六条|\n违")))
    (row,) = (row for row in rows if "价外加价" in row[0])
    assert re.findall("第.条", row[1]) == ["第三条", "第四条"]
    assert "拆分为 2 处条款" in row[2]


def test_a_renamed_heading_is_a_row_and_heads_what_follows() -> None:
    new = BASE.replace("|保障措施", "|组织保障").replace("健全工作机制，", "健全工作机制和责任体系，")
    rows = changes(table_of(BASE, new))
    assert rows[0] == ("三、保障-措施-", "三、+组织+保障", ("标题修改",))
    assert headings(table_of(BASE, new)) == []


def test_a_table_is_a_table_with_its_heads_and_the_rows_that_changed() -> None:
    old = "# 一、|主要目标\n^ 表1 主要指标\n| 指标 | 2020年 | 2025年 |\n| 入园率（%） | 93 | 95 |\n| 巩固率（%） | 99 | 99 |\n"
    table = table_of(old, old.replace("| 95 |", "| 97 |"))
    (entry,) = (entry for entry in table.entries if entry.kind == "change")
    (grid,) = (block for block in entry.new if isinstance(block, Grid))
    assert grid.heads == 1
    assert marked(grid) == "指标|2020年|2025年\n入园率（%）|93|+97+\n……"


def test_terms_replaced_throughout_are_a_first_row_and_not_listed_again() -> None:
    old = LAW.replace("市交通部门", "交通委员会") + "".join(
        f"## 第{number}条|\n交通委员会应当每年公布{subject}。\n"
        for number, subject in zip("六七八九", ("设施", "价格", "诚信", "规划"), strict=True)
    )
    new = old.replace("交通委员会", "公安机关")
    (row,) = changes(table_of(old, new))
    assert row[:2] == ("-交通委员会-", "+公安机关+")
    assert row[2] == ("全文统一替换，共 5 处；仅作此修改的不再逐条列示",)
    assert len(changes(table_of(old, new.replace("公布价格", "公布价格和优惠")))) == 2


# --- what is said ----------------------------------------------------------------------------


def test_notes_of_people_take_the_place_of_findings() -> None:
    comparison = found(compared(LAW, LAW.replace("五百元", "一千元")))
    change = next(change for change in comparison.changes if change.status == "changed")
    noted = comparison.with_opinions(((change.id, Opinion((), (), "agreed", "根据上位法修改。", "王")),))
    agreed = comparison.with_opinions(((change.id, Opinion((), (), "agreed")),))

    def notes(comparison: Comparison, *, findings: bool = True) -> tuple[str, ...]:
        table = make_table(comparison, RenderOptions(language="zh", table=TableOptions(findings=findings)))
        return changes(table)[0][2]

    assert notes(noted) == notes(noted, findings=False) == ("根据上位法修改。",)
    assert notes(comparison) == notes(agreed)
    assert notes(comparison)[0].startswith("罚款提高：")
    assert notes(comparison, findings=False) == ()


@pytest.mark.parametrize(
    ("old", "new", "title", "heads"),
    [
        ("停车条例", "停车条例", "《停车条例》修改前后对照表", ("原条文", "修改后条文")),
        ("停车条例（征求意见稿）", "停车条例", "《停车条例》征求意见稿与正式稿对照表", ("征求意见稿", "正式稿")),
        ("停车条例（草案）", "停车条例（草案二次审议稿）", "《停车条例》草案与草案二次审议稿对照表", ("草案", "草案二次审议稿")),
    ],
)
def test_titles_and_heads_name_the_stages_of_a_text(old: str, new: str, title: str, heads: tuple[str, str]) -> None:
    comparison = compared(plan(LAW, title=old), plan(LAW.replace("二百元", "三百元"), title=new))
    table = make_table(comparison, RenderOptions(language="zh"))
    assert table.title == title
    assert tuple(column.title for column in table.columns) == (*heads, "说明")


def test_a_document_that_is_called_otherwise_says_so_first() -> None:
    comparison = compared(plan(LAW, title="停车办法"), plan(LAW.replace("二百元", "三百元"), title="停车条例"))
    table = make_table(comparison, RenderOptions(language="zh"))
    assert changes(table)[0] == ("停车办法", "停车条例", ("标题修改",))


def test_stages_are_known_at_the_end_of_a_title_only() -> None:
    assert split_stage("关于征求意见稿的说明") == ("关于征求意见稿的说明", "")
    assert split_stage("停车条例(修订草案征求意见稿)") == ("停车条例", "修订草案征求意见稿")


def test_heads_have_the_dates_of_both_texts() -> None:
    comparison = compared(plan(BASE, date="2021-09-30"), plan(BASE.replace("500人次", "600人次"), date="2024-01-02"))
    heads = [
        column.title
        for column in make_table(comparison, RenderOptions(language="zh", table=TableOptions(numbered=True, kinds=True))).columns
    ]
    assert heads == ["序号", "修改类型", "修订前（2021年9月30日）", "修订后（2024年1月2日）", "说明"]
    assert [column.title for column in make_table(comparison, RenderOptions()).columns] == [
        "Current text (2021-09-30)",
        "Proposed text (2024-01-02)",
        "Notes",
    ]


def test_two_regions_have_their_names_and_what_they_share_is_marked() -> None:
    old = plan(
        "# 一、|幼儿园\n实施学前教育扩容工程，每年新建公办幼儿园十所，扩大普惠性学位供给，完善收费管理制度。",
        title="甲市规划",
        region="甲市",
    )
    new = plan(
        "# 一、|幼儿园\n实施学前教育扩容工程，到2027年新建公办幼儿园八所，扩大普惠性学位供给，方便群众就近入园。",
        title="乙市规划",
        region="乙市",
    )
    table = make_table(compared(old, new, "regions"), RenderOptions(language="zh"))
    assert table.title == "《甲市规划》与《乙市规划》对照表"
    assert [column.title for column in table.columns[:2]] == ["甲市", "乙市"]
    assert "=，扩大普惠性学位供给，=" in changes(table)[0][1]
    assert "+" not in changes(table)[0][1]


def test_texts_that_say_the_same_make_a_table_that_says_so() -> None:
    assert headings(table_of(BASE, BASE)) == ["除排版和序号外没有变化。"]


# --- the whole of both texts -----------------------------------------------------------------


def side_of(table: Table, side: Side) -> str:
    texts = []
    for entry in table.entries:
        blocks = entry.old if side == "old" or entry.kind == "heading" else entry.new
        texts += [plain(block) for block in blocks if not (isinstance(block, Line) and block.kind in ("aside", "origin"))]
    return re.sub(r"\s", "", "".join(texts))


def plain(block: Block) -> str:
    if isinstance(block, Line):
        return block.text
    return "".join(stretch.text for row in block.rows for cell in row for stretch in cell.stretches)


def text_of(comparison: Comparison, side: Side) -> str:
    units = (comparison.old if side == "old" else comparison.new).units
    texts = (f"{unit.number}{''.join(cell.text for cell in unit.cells if not cell.covered) or unit.text}" for unit in units)
    return re.sub(r"\s", "", "".join(texts))


REVISED = [
    (LAW, LAW.replace("各区应当公布", "各区应当及时公布").replace("## 第五条|\n", "## 第五条|\n本条例由市交通部门解释。\n")),
    (BASE, BASE.replace("500人次", "600人次").replace("|保障措施", "|组织保障").replace("督导评估。评估", "督导评估。\n评估")),
    (BASE, BASE + "^ 表1 指标\n| 指标 | 2025年 |\n| 入园率 | 95% |\n"),
    (LAW, BASE),
]


@pytest.mark.parametrize(("old", "new"), [*REVISED, *((new, old) for old, new in REVISED)])
def test_all_of_the_table_joined_gives_both_texts(old: str, new: str) -> None:
    comparison = compared(old, new)
    table = make_table(comparison, RenderOptions(language="zh", table=TableOptions(everything=True)))
    assert side_of(table, "old") == text_of(comparison, "old")
    assert side_of(table, "new") == text_of(comparison, "new")
    assert all(isinstance(entry, Entry) for entry in table.entries)


def test_what_could_steer_a_program_is_spelt_out() -> None:
    old = plan(BASE, title="规划\u202e稿\x07")
    table = make_table(compared(old, replace(plan(BASE.replace("500", "\x1b[31m600\u2066")), meta=old.meta)), RenderOptions())
    texts = table.title + "".join(side_of(table, side) for side in ("old", "new"))
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", texts)
    assert "\\u202e" in table.title


def test_english_texts_are_clipped_as_english() -> None:
    plan = "# 1|Goals\nThe city builds schools. Each district reports every year. {} Parents are heard. All reports are public.\n"
    table = table_of(plan.format("It opens ten libraries."), plan.format("It opens twelve libraries."))
    assert changes(table)[0][1] == "… It opens +twelve+ libraries. …"
    assert "“…”" in table.legend[0]
