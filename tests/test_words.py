"""Word edits read like an editor's marks."""

from __future__ import annotations

import sys
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plandiff
from notation import write_edit
from plandiff.edits import TUNING, Tuning, _clean, _common_ends, _part_space, _slide, diff
from plandiff.language.folding import drop_spaces, fold, fold_with_places, noise_class
from plandiff.model import TextEdit
from plandiff.word_runs import WordRun
from plandiff.words import cut_words

CHARACTERS = st.text("教育发展，。、 \u3000\u00ad“”\"'（）()——-…2025９５%％年亿元AaＡ㎡\n·《》", max_size=60)


def marks(old: str, new: str) -> str:
    return "".join(map(write_edit, diff(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("覆盖率达到95%。", "覆盖率达到97%。", "覆盖率达到[-95%-]{+97%+}。"),
        ("投入不低于1200亿元，", "投入不低于1350亿元，", "投入[-不低于1200亿元-]{+不低于1350亿元+}，"),
        ("学位5000个左右。", "学位5000个以上。", "学位[-5000个左右-]{+5000个以上+}。"),
        ("2023年底前建成，", "2025年底前建成，", "[-2023年底前-]{+2025年底前+}建成，"),
        ("2021-2025年实施", "2021-2030年实施", "[-2021-2025年-]{+2021-2030年+}实施"),
        ("总量翻一番。", "总量翻两番。", "总量[-翻一番-]{+翻两番+}。"),
        ("at least 60 percent of data", "at least 75 percent of data", "[-at least 60 percent-]{+at least 75 percent+} of data"),
    ],
)
def test_a_quantity_changes_as_a_whole(old: str, new: str, expected: str) -> None:
    assert marks(old, new) == expected


def test_an_inserted_clause_keeps_its_own_comma() -> None:
    assert (
        marks("优先发展，立德树人，深化改革。", "优先发展，统筹协调，立德树人，深化改革。")
        == "优先发展，{+统筹协调，+}立德树人，深化改革。"
    )
    assert marks("建设公办园。", "建设公办园，扶持民办园。") == "建设公办园{+，扶持民办园+}。"


WORDS = st.lists(st.sampled_from("甲乙,:.;"), min_size=1, max_size=6)


@given(WORDS, WORDS, WORDS, st.booleans())
def test_an_edit_slides_among_equal_words_and_leaves_some_on_either_side(
    before: list[str], edited: list[str], after: list[str], inserted: bool
) -> None:
    short, long = before + after, before + edited + after
    old, new = (short, long) if inserted else (long, short)
    at, to = len(before), len(before) + len(edited)
    rest = (at, len(short)) if inserted else (to, len(long))
    op: Literal["insert", "delete"] = "insert" if inserted else "delete"
    runs: list[WordRun] = [("equal", 0, at), (op, at, to), ("equal", *rest)]
    found = _slide(runs, old, new)
    (_, begin, border), (kept, start, end), (_, onward, over) = found
    assert (begin, kept, over) == (0, op, rest[1])
    assert (border, end - start, onward - rest[0]) == (start, len(edited), start - at)
    assert start > 0
    assert onward < over
    assert long[:start] + long[end:] == short
    assert _slide(found, old, new) == found


@pytest.mark.parametrize(
    ("words", "start", "end", "slid"),
    [
        *(("甲,丙,乙,", 1, 3, (2, 4)), ("甲,丙,乙,", 2, 4, (2, 4)), ("甲.丙.乙.", 1, 3, (2, 4)), ("甲;丙;乙", 1, 3, (2, 4))),
        *(("甲!丙!乙", 1, 3, (2, 4)), ("甲?丙?乙", 1, 3, (2, 4)), ("甲:丙:乙", 1, 3, (2, 4)), ("甲、丙、乙", 1, 3, (1, 3))),
        ("甲.乙,.乙,丙", 1, 4, (2, 5)),  # the end of a sentence rather than a pause
        ("甲.乙,.乙,丙", 4, 7, (2, 5)),
        ("甲乙甲乙甲乙", 2, 4, (2, 4)),  # no reason to move
        *(("甲乙甲,乙甲,", 1, 4, (3, 6)), ("甲,乙甲,乙丙", 2, 5, (2, 5)), ("甲,乙甲,乙丙", 1, 4, (2, 5))),
        ("甲.甲乙", 1, 3, (1, 3)),  # the word before it stays
        ("乙甲.甲", 1, 3, (1, 3)),
    ],
)
def test_an_edit_slides_to_where_a_clause_begins_and_ends(words: str, start: int, end: int, slid: tuple[int, int]) -> None:
    long, short = list(words), [*words[:start], *words[end:]]
    found = _slide([("equal", 0, start), ("insert", start, end), ("equal", start, len(short))], short, long)
    assert found[1] == ("insert", *slid)
    found = _slide([("equal", 0, start), ("delete", start, end), ("equal", end, len(long))], long, short)
    assert found[1] == ("delete", *slid)


def test_a_rewritten_sentence_is_replaced_whole_between_its_punctuation() -> None:
    edits = diff("鼓励社会力量依法兴办教育，探索分类管理制度。", "严禁以营利为目的举办义务教育学校，控制在校生规模占比。")
    assert len([edit for edit in edits if edit.op != "equal"]) <= 2


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("９５％", "95%", "width"),
        ("覆盖率 达", "覆盖率达", "space"),
        ("“双减”", "「双减」", "quote"),
        ("甲、乙。", "甲,乙.", "punctuation"),
        ("教\u00ad育", "教育", "invisible"),
        ("依照第二款第（三）项", "依照第二款第三项", "reference-form"),
    ],
)
def test_each_noise_class_is_named_and_marks_no_word(old: str, new: str, name: str) -> None:
    assert noise_class(old, new) == name
    edits = diff(old, new)
    assert {edit.op for edit in edits} <= {"equal", "noise"}
    assert name in {edit.noise for edit in edits}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("95%", "9.5%"),
        ("不得", "得"),
        ("2 025", "2025"),
        ("data base", "database"),
        ("第（三）项", "第（四）项"),
        ("第（三）章", "第三章"),
    ],
)
def test_what_changes_the_meaning_is_not_noise(old: str, new: str) -> None:
    assert fold(old) != fold(new)


def test_words_join_to_their_text_and_keep_quantities() -> None:
    text = fold("到2025年底前，九年义务教育巩固率不低于99.5%，新增学位1.5万个以上；Federal Data Strategy。")
    words = cut_words(text)
    assert "".join(words) == text
    assert {"2025年底前", "不低于99.5%", "1.5万个以上", "Federal"} <= set(words)


def test_a_very_long_pair_is_compared_within_bounded_memory() -> None:
    sentences = [f"第{n}项任务由第{n % 7}工作组负责落实并按季度报告进展。" for n in range(1500)]
    changed = list(sentences)
    changed[700] = changed[700].replace("季度", "月度")
    edits = [edit for edit in diff("".join(sentences), "".join(changed)) if edit.op != "equal"]
    assert [(edit.old, edit.new) for edit in edits] == [("季度", "月度")]


@given(CHARACTERS, CHARACTERS)
def test_edits_rebuild_both_texts(old: str, new: str) -> None:
    edits = diff(old, new)
    assert "".join(edit.old for edit in edits) == old
    assert "".join(edit.new for edit in edits) == new
    assert all(edit.old or edit.new for edit in edits)
    assert all((edit.op == "equal") == (edit.old == edit.new) for edit in edits)


@given(*[st.text(st.sampled_from("教育，。\ue000\uf8ff\U000f0000\U000f0001\U000f0002\U0010fffd\U0010ff21!"), max_size=40)] * 2)
def test_edits_rebuild_texts_of_private_use_characters(old: str, new: str) -> None:
    edits = diff(old, new)
    assert "".join(edit.old for edit in edits) == old
    assert "".join(edit.new for edit in edits) == new
    assert all(edit.old != edit.new for edit in edits if edit.op != "equal")


def test_more_words_than_a_plane_has_characters_are_compared() -> None:
    words = [f"第{n}" for n in range(150_000)]
    runs = _clean([("equal", 0, 149_999), ("delete", 149_999, 150_000)], words, words[:-1], TUNING)
    assert runs == [("equal", 0, 149_999), ("delete", 149_999, 150_000)]


@pytest.mark.parametrize("numeral", ["9" * 5000, "九" * 5000, "１" * 5000, "九千" * 5000])
def test_thousands_of_digits_number_nothing(numeral: str) -> None:
    text = f"见第{numeral}条。\n\n第{numeral}条 目标\n\n第二条 任务"
    old, new = (plandiff.load(side.encode()) for side in (text, text.replace("任务", "工作")))
    assert plandiff.compare(old, new).summary.different


@given(CHARACTERS)
def test_folding_is_stable_and_knows_where_each_character_came_from(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert fold(folded) == folded
    assert len(places) == len(folded)
    assert list(places) == sorted(places)
    assert drop_spaces(drop_spaces(text)) == drop_spaces(text)


@pytest.mark.parametrize(
    ("tuning", "whole"),
    [
        (Tuning(rewritten=0.0), False),
        (Tuning(rewritten=0.9), True),
        (Tuning(rewritten=0.9, many_islands=4), False),
        (Tuning(rewritten=0.9, island=5), False),  # " one " is long enough to stand
        (Tuning(rewritten=0.0, edit_cost=9), True),
    ],
)
def test_a_rewritten_stretch_is_replaced_whole_as_the_numbers_say(tuning: Tuning, whole: bool) -> None:
    edits = diff("alpha one bravo two carol six delta", "xenon one yacht two zebra six where", tuning=tuning)
    assert ([edit.op for edit in edits] == ["replace"]) is whole


LONG, SHORT = "aaaaaaaa one bbbbbbbb two cccccccc six dddddddd", "x one y two z six w"
"""15 characters are equal of 47 and of 19."""


@pytest.mark.parametrize(("rewritten", "whole"), [(0.78, False), (0.8, True)])
@pytest.mark.parametrize("texts", [(LONG, SHORT), (SHORT, LONG)])
def test_what_is_equal_is_weighed_against_the_shorter_side(texts: tuple[str, str], rewritten: float, whole: bool) -> None:
    edits = diff(*texts, tuning=Tuning(rewritten=rewritten))
    assert ([edit.op for edit in edits] == ["replace"]) is whole


def test_what_is_equal_around_a_rewritten_stretch_stays() -> None:
    edits = diff(f"in {LONG} by", "in xxxx one yyyy two zzzz six wwww by", tuning=Tuning(rewritten=0.9))
    assert [(edit.op, edit.new) for edit in edits] == [
        ("equal", "in "),
        ("replace", "xxxx one yyyy two zzzz six wwww"),
        ("equal", " by"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "space"),
    [
        ("甲 ", "乙 ", " "),
        ("甲 \u3000", "乙\u3000", "\u3000"),
        ("甲\n\n", "乙\n\n", "\n\n"),
        ("甲乙", "丙乙", ""),
        ("", " ", ""),
        (" ", " ", " "),
    ],
)
def test_the_space_in_which_both_sides_end_is_equal(old: str, new: str, space: str) -> None:
    for edit in (TextEdit("replace", old, new), TextEdit("replace", new, old)):
        *first, last = _part_space(edit)
        assert last == (TextEdit("equal", space, space) if space else edit)
        assert first == ([edit._replace(old=edit.old.removesuffix(space), new=edit.new.removesuffix(space))] if space else [])


def test_a_line_end_of_two_characters_is_not_cut() -> None:
    for edit in (TextEdit("replace", "甲\r\n", "乙\n"), TextEdit("replace", "甲\n", "乙\r\n")):
        assert [*_part_space(edit)] == [edit]


@pytest.mark.parametrize(
    ("old", "new", "head", "tail"),
    [
        ("甲，乙，丙，丁。", "甲，乙，丙，戊。", "甲，乙，", ""),
        ("甲，乙。", "甲，丙。", "", ""),
        ("子，甲，乙，丙。", "丑，甲，乙，丙。", "", "乙，丙。"),
        ("甲，乙，子，丙，丁。", "甲，乙，丑，丙，丁。", "甲，", "丁。"),
        ("a, b, c, d", "a, b, c, e", "a, b, ", ""),
        ("甲，甲，甲。", "甲，甲。", "", ""),
    ],
)
def test_only_what_is_near_a_change_is_cut_into_words(old: str, new: str, head: str, tail: str) -> None:
    first, last = _common_ends(old, new)
    assert (old[:first], old[len(old) - last :]) == (head, tail)
    assert new.startswith(head)
    assert new[first:].endswith(tail)


def test_an_equal_clause_between_rewritten_ones_stays_equal() -> None:
    edits = diff("甲乙丙。子丑寅卯辰巳，丁戊己。", "天地玄。子丑寅卯辰巳，黄宇宙。")
    assert "子丑寅卯辰巳" in {edit.old.strip("。，") for edit in edits if edit.op == "equal"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("可以将合同中的服务委托他人。", "可以将区域内的部分服务委托他人。", "可以将[-合同中的-]{+区域内的部分+}服务委托他人。"),
        ("提高后勤和装备能力。", "提高一体化战略和能力。", "提高[-后勤和装备-]{+一体化战略和+}能力。"),
        ("完成学校重点的任务。", "完成学校的主要任务。", "完成学校[-重点-]的{+主要+}任务。"),  # nothing was replaced
    ],
)
def test_a_single_character_does_not_part_what_was_replaced(old: str, new: str, expected: str) -> None:
    assert marks(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        (
            "由县级以上道路运输管理机构责令改正。",
            "由县级以上地方人民政府交通运输主管部门责令改正。",
            [("道路运输管理机构", "地方人民政府交通运输主管部门")],
        ),
        ("向工商行政管理机关登记。", "向市场监督管理部门登记。", [("工商行政管理机关", "市场监督管理部门")]),
        ("城市管理行政执法部门应当公布。", "城市管理综合执法部门应当公布。", [("城市管理行政执法部门", "城市管理综合执法部门")]),
        ("教育行政部门应当公布。", "市教育行政部门应当公布。", [("", "市")]),  # the name itself stayed
        ("会同财政部门公布。", "会同财政部门审核并公布。", [("", "审核并")]),
    ],
)
def test_the_name_of_a_body_is_replaced_whole(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    assert [(edit.old, edit.new) for edit in diff(old, new) if edit.op != "equal"] == edits


def test_korean_is_cut_at_spaces_and_japanese_where_its_scripts_change() -> None:
    found = diff("국가는 교육을 지원한다.", "국가는 직업교육을 지원한다.")
    assert [(edit.old, edit.new) for edit in found if edit.op != "equal"] == [("교육을", "직업교육을")]
    found = diff("必要な措置を講ずるものとする。", "必要な措置を講じなければならない。")
    assert [(edit.old, edit.new) for edit in found if edit.op != "equal"] == [("ずるものとする", "じなければならない")]


def calls_of(old: str, new: str) -> int:
    """How many functions are called, Python's own included, to compare two texts."""
    called = [0]

    def count(_frame: object, event: str, _argument: object) -> None:
        called[0] += event in ("call", "c_call")

    diff(old, new)  # what is compiled once, and kept
    sys.setprofile(count)
    try:
        diff(old, new)
    finally:
        sys.setprofile(None)
    return called[0]


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("市政府應設置公園管理委員會", "市政府应设置公园管理委员会"),
        ("國防部憲兵指揮部及內政部警政署", "国防部宪兵指挥部及内政部警政署"),
        ("由審查委員會認定屬第三等級之醫療器材", "由审查委员会认定属第三等级之医疗器材"),
    ],
)
def test_traditional_characters_are_cut_where_simplified_ones_are(traditional: str, simple: str) -> None:
    words = cut_words(traditional)
    assert "".join(words) == traditional
    assert [len(word) for word in words] == [len(word) for word in cut_words(simple)]


def test_a_word_is_cut_where_the_other_text_has_two() -> None:
    assert (
        marks("对于法院所为左列之裁定有不服者", "对于法院所为下列之裁定有不服者") == "对于法院所为[-左列-]{+下列+}之裁定有不服者"
    )


def test_what_was_inserted_between_traditional_characters_is_marked_alone() -> None:
    assert marks("本規則用詞定義如下。", "本規則用詞，定義如下。") == "本規則用詞{+，+}定義如下。"


def test_many_names_are_replaced_with_work_in_proportion_to_their_number() -> None:
    def text(size: int, body: str) -> str:
        return "".join(f"第{n}号井由{body}管理，" for n in range(size))

    some, twice = (calls_of(text(size, "水务管理机构"), text(size, "人民政府水务主管部门")) for size in (100, 200))
    assert twice <= 2.3 * some


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("偵查隊及交通隊", ["偵查", "隊", "及", "交通", "隊"]),
        ("由处及科办理", ["由处", "及", "科", "办理"]),
        ("涉及普及工作，及时办理", ["涉及", "普及", "工作", "，", "及时", "办理"]),
    ],
)
def test_and_is_a_word_of_its_own_where_the_segmenter_joins_it_to_a_noun(text: str, words: list[str]) -> None:
    assert cut_words(text) == words


def test_a_body_that_grew_is_marked_without_the_word_after_it() -> None:
    assert marks("各縣設偵查隊及少年隊。", "各縣設偵查大隊及少年隊。") == "各縣設偵查[-隊-]{+大隊+}及少年隊。"
