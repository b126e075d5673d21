"""Word files with tracked changes, and whole plans as Word files: what is read is the plan, as it is or as it was."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import pytest

import plandiff
from data import DATA
from laws import nothing_differs_from_itself
from plandiff.model import Reading, Source
from plandiff.pipeline import load
from plans import BASE, TABLE, plan
from test_word import ORIGINAL, blocks, document, texts
from word_files import HEADINGS, cell, deleted, docx, ins, lists, p, r, refer, related, table, written

SEEDS = Path(__file__).parent.parent / "seeds"


# --- the title --------------------------------------------------------------------------------------

STYLES = HEADINGS + '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'


@pytest.mark.parametrize(("year", "reading"), [("2024", "original"), ("2025", "accepted")])
def test_a_paragraph_in_the_style_for_titles_is_the_title(year: str, reading: Literal["original", "accepted"]) -> None:
    body = [
        p("云河水务", deleted("2024"), ins("2025"), "年收支", style="T"),
        p("主管：水务局"),
        p("部门职能", style="H1"),
        p("管水。"),
    ]
    marked = Source("a.docx", docx(*body, p("部门机构", style="H1"), p("三个。"), styles=STYLES), reading=Reading(reading))
    assert load(marked).meta.title == f"云河水务{year}年收支"
    twice = docx(p("部门职能", style="T"), p("管水。"), p("部门机构", style="T"), p("三个。"), styles=STYLES)
    assert load(Source("a.docx", twice)).meta.title == ""


# --- tracked changes --------------------------------------------------------------------------------

REVISED = (
    p("到2025年，入园率达到", deleted("90"), ins("95"), "%。"),
    p(ins("新增一段。"), mark="ins"),
    p(deleted("删去一段。"), mark="del"),
    p("上半句，", mark="del"),
    p("下半句。"),
    p("前一段。", mark="ins"),
    p("后一段。"),
)


def test_tracked_changes_are_accepted_and_original_gives_the_text_before() -> None:
    assert texts(*REVISED) == ["到2025年，入园率达到95%。", "新增一段。", "上半句，下半句。", "前一段。", "后一段。"]
    assert texts(*REVISED, original=True) == [
        "到2025年，入园率达到90%。", "删去一段。", "上半句，", "下半句。", "前一段。后一段。",
    ]  # fmt: skip
    found = document(docx(*REVISED))
    assert [(one.code, one.detail) for one in found.notes] == [("revisions-accepted", "−2 +2")]
    assert [(block.aside, block.text) for block in found.blocks if block.aside] == [("struck-out", "删去一段。")]
    assert [span.value for span in found.blocks[0].spans if span.kind == "deleted"] == ["90"]


def test_spaces_taken_out_as_several_runs_take_no_other_with_them() -> None:
    spaced = p("Fees fall.", deleted(" "), deleted(" "), ins(r(" ")), "Schools pay none.")
    assert texts(spaced) == ["Fees fall. Schools pay none."]
    assert texts(p("水", deleted("费"), deleted("价"), "下降。")) == ["水下降。"]
    found = document(docx(p("水", deleted("费"), deleted("价"), "下降。"))).blocks[0]
    assert [span.value for span in found.spans] == ["费价"]


def test_what_is_moved_is_where_it_was_moved_to() -> None:
    moved = f'<w:moveFrom w:id="1">{r("完善机制。")}</w:moveFrom>', f'<w:moveTo w:id="2">{r("完善机制。")}</w:moveTo>'
    body = (p(moved[0], mark="moveFrom"), p("加大投入。"), p(moved[1], mark="moveTo"))
    assert texts(*body) == ["加大投入。", "完善机制。"]
    assert texts(*body, original=True) == ["完善机制。", "加大投入。"]


def test_numbers_count_what_is_read() -> None:
    body = (p("甲", at=(1, 0)), p(deleted("乙"), at=(1, 0), mark="del"), p(ins("丙"), at=(1, 0), mark="ins"), p("丁", at=(1, 0)))
    numbering = lists([("decimal", "%1.")])
    assert texts(*body, numbering=numbering) == ["1. 甲", "2. 丙", "3. 丁"]
    assert texts(*body, numbering=numbering, original=True) == ["1. 甲", "2. 乙", "3. 丁"]


def test_formulas_and_lists_are_revised_too() -> None:
    summed = "<m:oMath><m:r><m:t>a</m:t></m:r>{}{}</m:oMath>".format(
        '<w:ins w:id="1"><m:r><m:t>+b</m:t></m:r></w:ins>', '<w:del w:id="2"><m:r><m:t>+c</m:t></m:r></w:del>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="3"/></w:numPr>'
    body = (p("式", summed), p("甲", properties=numbered))
    numbering = lists([("decimal", "%1.")])
    assert texts(*body, numbering=numbering) == ["式a+b", "1. 甲"]
    assert texts(*body, numbering=numbering, original=True) == ["式a+c", "甲"]


def test_rows_are_inserted_and_deleted_whole() -> None:
    body = table(["指标", "值"], ["入园率", "95%"], ["普惠率", "90%"], ["巩固率", "99%"], revised={1: "del", 2: "ins"})
    assert [[cell.text for cell in row] for row in blocks(body)[0].cells][1:] == [["普惠率", "90%"], ["巩固率", "99%"]]
    before = blocks(body, original=True)[0].cells
    assert [[cell.text for cell in row] for row in before][1:] == [["入园率", "95%"], ["巩固率", "99%"]]


def test_properties_that_were_changed_are_read_as_they_were() -> None:
    changed = '<w:outlineLvl w:val="0"/><w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:pPrChange>'
    assert blocks(p("总则", properties=changed))[0].level == 1
    assert blocks(p("总则", properties=changed), original=True)[0].level == 2


# --- whole plans ------------------------------------------------------------------------------------


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("text", [BASE, TABLE])
def test_a_plan_written_to_word_differs_from_itself_by_noise_alone(text: str, *, styled: bool) -> None:
    before = plan(text)
    after = load(Source("规划.docx", written(before, styled=styled)))
    nothing_differs_from_itself(after)
    comparison = plandiff.compare(before, after, mode="versions")
    assert not comparison.summary.different
    assert after.meta.title == before.meta.title


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("beijing*")), ids=lambda path: path.stem)
def test_seeds_written_to_word_differ_from_themselves_by_noise_alone(seed: Path, *, styled: bool) -> None:
    before = load(seed)
    after = load(Source("规划.docx", written(before, styled=styled)))
    comparison = plandiff.compare(before, after, mode="versions")
    assert not comparison.summary.different


# --- drafts -----------------------------------------------------------------------------------------


def lines_of(path: Path) -> list[str]:
    """The paragraphs of a plan, as they are printed."""
    found = load(path)
    printed = [found.meta.title]
    for unit in found.units:
        if unit.kind in ("section", "paragraph", "item") and (unit.number or unit.text):
            printed.append(unit.number + ("" if not unit.number or unit.number[-1] in "、）" else " ") + unit.text)
    return printed


def tracked(old: list[str], new: list[str]) -> bytes:
    """A Word file in which one text was made of another with tracked changes, within paragraphs and by whole ones."""
    body: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = min(end - start, last - first) if tag == "replace" else 0
        body += [edited(old[start + place], new[first + place]) for place in range(pairs)]
        if tag == "equal":
            body += map(p, old[start:end])
        else:
            body += [p(deleted(line), mark="del") for line in old[start + pairs : end]]
            body += [p(ins(line), mark="ins") for line in new[first + pairs : last]]
    return docx(*body)


def edited(old: str, new: str) -> str:
    runs: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(old[start:end])
            continue
        runs += [deleted(old[start:end])] if end > start else []
        runs += [ins(new[first:last])] if last > first else []
    return p(*runs)


def test_a_draft_reads_as_the_new_text_and_originally_as_the_old_one() -> None:
    old, new = (lines_of(SEEDS / name) for name in ("beijing-2021-2025.txt", "beijing-2021-2025-revised.md"))
    draft = Source("修订稿.docx", tracked(old, new))
    for lines, reading in ((new, Reading()), (old, ORIGINAL)):
        clean = load(Source("清稿.docx", docx(*map(p, lines))))
        read_as = load(draft, reading)
        assert [unit.text for unit in read_as.units] == [unit.text for unit in clean.units]
        assert not plandiff.compare(clean, read_as, mode="versions").summary.different
    assert {one.code for one in load(draft).notes} == {"revisions-accepted"}


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("beijing*")), ids=lambda path: path.stem)
def test_seeds_with_automatic_numbers_differ_from_themselves_by_noise_alone(seed: Path) -> None:
    before = load(seed)
    after = load(Source("规划.docx", written(before, styled=True, automatic=True)))
    comparison = plandiff.compare(before, after, mode="versions")
    assert not comparison.summary.different
    assert [unit.number for unit in after.units if unit.kind == "section"] == [
        unit.number for unit in before.units if unit.kind == "section"
    ]


def test_files_at_hand_hold_their_text() -> None:
    if not DATA.is_dir():
        pytest.skip(f"no outside data at {DATA}")
    for path in sorted((DATA / "office").glob("*/*.docx")):
        assert load(path).units, path


def test_rows_that_are_not_there_have_no_part_in_the_grid() -> None:
    body = table(["指标", "值"], ["入园率", "92"], ["指标", "上年", "值"], revised={2: "ins"})
    assert [len(row) for row in blocks(body, original=True)[0].cells] == [2, 2]
    assert [len(row) for row in blocks(body)[0].cells] == [3, 3, 3]


def test_places_that_a_cell_covers_say_what_the_cell_says_once_its_changes_are_carried_out() -> None:
    head = cell(p("指标", deleted("名称"), ins("说明")), span=2)
    found = blocks(table([head, "值"], ["学前", "入园率", "92"]))[0].cells[0]
    assert [one.text for one in found] == ["指标说明", "指标说明", "值"]


def test_what_was_deleted_from_a_heading_does_not_make_it_a_paragraph() -> None:
    long = "各区应当结合实际制定实施细则。" * 10
    assert [block.kind for block in blocks(p("总体要求", deleted(long), style="H1"))] == ["heading"]


@pytest.mark.parametrize("words", ["规划范围图", ""])
def test_a_picture_that_was_deleted_is_no_picture_of_the_text_and_stays_on_record(words: str) -> None:
    drawn = f'<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{words}"/><a:blip r:embed="i"/></wp:inline></w:drawing></w:r>'
    body = p("甲。"), p(f'<w:del w:id="1" w:author="审核">{drawn}</w:del>', mark="del"), p("乙。")
    source = docx(*body, parts={"media/i.png": b"\x89PNG"}, relations=related("i", "image", "media/i.png"))
    states = [[(block.kind, block.aside) for block in document(source, reading).blocks] for reading in (Reading(), ORIGINAL)]
    assert sorted(states[0]) == [("paragraph", ""), ("paragraph", ""), ("paragraph", "struck-out")]
    assert ("figure", "" if words else "image") in states[1]


def test_a_space_is_taken_out_with_what_it_was_taken_out_with() -> None:
    assert texts(p("This is", deleted(" "), ins(" testing"), ".")) == ["This is testing."]


def test_the_table_in_a_note_reads_as_it_was_and_as_it_is() -> None:
    rows = table(["指标", "值"], ["入园率", cell(p("9", deleted("2"), ins("5")))])
    body, parts = p("甲。", refer("footnote", 2)), {"footnotes": f'<w:footnote w:id="2">{rows}{p("见表。")}</w:footnote>'}
    assert ["92" in text or "95" in text for text in texts(body, parts=parts)] == [False, True]
    assert "入园率 | 95" in texts(body, parts=parts)[1]
    assert "入园率 | 92" in texts(body, parts=parts, original=True)[1]
