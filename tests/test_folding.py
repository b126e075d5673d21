"""Texts that say the same fold to the same text, and texts whose numbers differ never do."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notation import write_edit
from plandiff.edits import diff
from plandiff.graphemes import is_border
from plandiff.language import folding, widths
from plandiff.language.folding import fold, fold_with_places, noise_class, plain, plain_number, simplify
from plandiff.model import TextEdit
from plandiff.normalize.schemes import mark_of
from plans import compared

EVERY = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")]
NUMERIC = [c for c in EVERY if unicodedata.category(c) in ("Nd", "Nl", "No") or (c.isnumeric() and c not in "万亿")]
"""Digits and numbers of every script, and the Han numerals."""
MIXED = st.text("甲乙长⻓⼀一二〇年2２²₂①⑴½㎡mＭ³⁶×'\"“”‘’「」《》<>、，,｡ \u3000\u00ade\u0301é́\u0338ｶﾞカ\u3099\ufe0f\u200d👨👩👧🏽🇨🇳\u1112\u1161\u11ab가\r\n—…", max_size=40)  # fmt: skip


def style(character: str) -> str:
    """Whether a numeral stands on the line by itself, or how else it is printed."""
    mapping = unicodedata.decomposition(character)
    kind = mapping.partition(" ")[0] if mapping.startswith("<") else ""
    letters = unicodedata.normalize("NFKC", character)
    plain = kind in ("", "<wide>", "<font>") or (kind == "<compat>" and letters.isalpha())
    return "" if plain else f"{kind}{letters}"


def changes(old: str, new: str) -> str:
    return "".join(write_edit(edit) for edit in diff(old, new) if edit.op not in ("equal", "noise"))


@pytest.mark.parametrize("around", ["{}", "总数10{}个", "第{}条", "m{}", "注{}。", "a {} 1"])
def test_numerals_fold_to_the_same_only_if_they_are_one_number_in_one_style(around: str) -> None:
    said: dict[str, tuple[float, str]] = {}
    for character in NUMERIC:
        meant = unicodedata.numeric(character), style(character)
        assert said.setdefault(fold(around.format(character)), meant) == meant, character


@given(st.lists(st.sampled_from(NUMERIC), min_size=1, max_size=6), st.data())
def test_another_numeral_in_a_text_is_another_text(numerals: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(numerals) - 1))
    other = data.draw(st.sampled_from(NUMERIC))
    if (unicodedata.numeric(other), style(other)) != (unicodedata.numeric(numerals[place]), style(numerals[place])):
        changed = [*numerals[:place], other, *numerals[place + 1 :]]
        assert fold(f"计{''.join(numerals)}项") != fold(f"计{''.join(changed)}项")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10²", "102"), ("10²", "10₂"), ("10⁶", "106"), ("①", "1"), ("①", "⑴"), ("⑴", "(1)"), ("⒈", "1."), ("½", "12"),
        ("½", "1⁄2"), ("m²", "m2"), ("㎡", "m2"), ("m²", "m³"), ("H₂O", "H2O"), ("㊀", "一"), ("㈠", "(一)"), ("³", "₃"),
        ("甲、乙", "甲乙"), ("《甲》，《乙》", "《甲》《乙》"), ("《甲》、乙", "《甲》乙"), ("1㏡", "12日"), ("٣", "3"),
    ],
)  # fmt: skip
def test_what_says_something_else_is_a_change(old: str, new: str) -> None:
    assert fold(old) != fold(new)
    assert any(edit.op not in ("equal", "noise") for edit in diff(f"控制在{old}以内", f"控制在{new}以内"))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("ＡＢ：１２", "AB:12", "width"), ("ｶﾞｲﾄﾞ", "ガイド", "width"), ("\uffa1", "\u3131", "width"), ("㎡", "m²", "width"),
        ("㏊", "ha", "width"), ("㎧", "m/s", "width"), ("℃", "°C", "width"), ("⻓⺠⻔⻛", "长民门风", "variant"), ("⼀⼆", "一二", "variant"),
        ("\uf9e9程", "里程", "variant"), ("\U0002f800", "丽", "variant"), ("ﬁnal", "final", "variant"), ("Ⅳ", "IV", "variant"),
        ("𝟐𝐀", "2A", "variant"), ("cafe\u0301", "café", "variant"), ("\u1112\u1161\u11ab", "한", "variant"), ("葛\U000e0100", "葛", "variant"),
        ("\u212b", "Å", "variant"), ("二○二五年", "二〇二五年", "variant"), ("《甲》、《乙》", "《甲》《乙》", "punctuation"), ("“甲”、“乙”", "“甲”“乙”", "punctuation"),
        ("‘甲’、‘乙’", "‘甲’‘乙’", "punctuation"), ("「甲」、「乙」", "「甲」「乙」", "punctuation"), ("甲——乙", "甲—乙", "punctuation"),
    ],
)  # fmt: skip
def test_the_same_in_another_form_is_noise_of_its_class(old: str, new: str, name: str) -> None:
    assert fold(old) == fold(new)
    edits = diff(f"建设{old}以上", f"建设{new}以上")
    assert {edit.noise for edit in edits if edit.op != "equal"} == {name}
    assert "".join(edit.old for edit in edits) == f"建设{old}以上"


def test_a_pause_is_idle_only_by_itself() -> None:
    assert changes("依据《甲》、《乙》办理", "依据《甲》《乙》制定") == "[-办理-]{+制定+}"
    assert changes("指“五日”、“七日”。", "指“五日”、“七日”、“十日”。") == "{+、“十日”+}"
    assert changes("依据《甲》《乙》制定", "依据《甲》、《乙》办理") == "[-制定-]{+办理+}"
    assert changes("指“五日”、“七日”、“十日”。", "指“五日”、“七日”。") == "[-、“十日”-]"
    for old, new in (("依据《甲》、《乙》办理", "依据《甲》《乙》制定"), ("依据《甲》《乙》制定", "依据《甲》、《乙》办理")):
        assert [(edit.old, edit.new, edit.noise) for edit in diff(old, new) if edit.op == "noise"] == [
            ("、" if "、" in old else "", "、" if "、" in new else "", "punctuation")
        ]


def test_what_is_folded_by_width_or_code_is_what_unicode_takes_for_the_same() -> None:
    for character in EVERY:
        form = plain(character)
        if form == character or not form:  # itself, or a selector between shapes
            continue
        if form == "〇":  # a circle typed for the Chinese zero
            assert character in "○◯￮"
            continue
        mapped = unicodedata.normalize("NFKC", character)
        if mapped == character:
            assert "\u2e80" <= character <= "\u2eff", f"{character}: only radicals have forms that NFKC does not know"
            assert unicodedata.name(form).startswith("CJK UNIFIED IDEOGRAPH")
        else:
            assert unicodedata.normalize("NFKC", form) == mapped.replace("∕", "/"), character


def test_every_radical_folds_to_an_ideograph() -> None:
    radicals = [c for c in EVERY if "\u2e80" <= c <= "\u2fd5" and c != "\u2e80"]  # ⺀ repeats the character before
    assert len(radicals) == 114 + 214
    assert all(unicodedata.name(fold(c)).startswith("CJK UNIFIED IDEOGRAPH") for c in radicals)


def test_only_traditional_and_simplified_characters_differ_by_script() -> None:
    pytest.importorskip("opencc")
    assert noise_class("發展", "发展") == "script"
    old, new = "發展㎡、⻓江——《甲》、《乙》", "发展m²,长江—《甲》《乙》"
    edits = diff(old, new, script=True)
    assert [edit for edit in edits if edit.noise == "script"] == [TextEdit("noise", "發", "发", "script")]
    assert {edit.op for edit in edits} == {"equal", "noise"}
    with pytest.raises(ValueError, match="do not fold to the same text"):
        noise_class("甲", "乙")


def test_a_radical_of_the_other_script_folds_too() -> None:
    pytest.importorskip("opencc")
    assert fold("⾞⾧", script=True) == fold("车长", script=True) == simplify("车长")


@given(MIXED, MIXED)
def test_every_difference_of_texts_that_fold_to_the_same_text_has_a_class(old: str, new: str) -> None:
    for edit in diff(old, new):
        assert (edit.op == "noise") == bool(edit.noise)
        assert edit.noise != "script"
    assert "".join(edit.old for edit in diff(old, fold(old))) == old


@given(MIXED)
def test_a_folded_text_is_the_same_text(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text) == fold(folded)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == folded
    assert len(places) == len(folded)
    assert all(before <= after for before, after in pairwise(places))
    assert not folded or {edit.op for edit in diff(text, folded)} <= {"equal", "noise"}


@given(MIXED, MIXED)
@example("\u3099", "\ufe0f\u3099")
def test_edits_cut_no_printed_sign(old: str, new: str) -> None:
    edits = diff(old, new)
    assert "".join(edit.old for edit in edits) == old
    assert "".join(edit.new for edit in edits) == new
    for text, sides in ((old, [edit.old for edit in edits]), (new, [edit.new for edit in edits])):
        at = 0
        for side in sides:
            at += len(side)
            assert is_border(text, at)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("一般👨‍👩‍👧标出", "一般👨‍👩‍👦标出", "[-👨‍👩‍👧-]{+👨‍👩‍👦+}"),
        ("支持👍🏻表态", "支持👍🏿表态", "[-👍🏻-]{+👍🏿+}"),
        ("旗帜🇨🇳悬挂", "旗帜🇨🇭悬挂", "[-🇨🇳-]{+🇨🇭+}"),
        ("音é调", "音ê调", "[-é-]{+ê+}"),
        ("音e\u0301调", "音e\u0302调", "[-e\u0301-]{+e\u0302+}"),
        ("文\u1112\u1161\u11ab字", "文\u1112\u1161\u11ac字", "[-\u1112\u1161\u11ab-]{+\u1112\u1161\u11ac+}"),
        ("𠮷川区", "吉川区", "[-𠮷川区-]{+吉川区+}"),
        ("第1\ufe0f\u20e3项", "第2\ufe0f\u20e3项", "[-1\ufe0f\u20e3-]{+2\ufe0f\u20e3+}"),
    ],
)
def test_a_printed_sign_changes_as_a_whole(old: str, new: str, expected: str) -> None:
    assert changes(old, new) == expected


@pytest.mark.parametrize(
    ("head", "scheme", "value"),
    [
        ("⼀、总则", "han", 1), ("（⼆）总则", "han-bracket", 2), ("第⼗⼀章 总则", "chapter", 11), ("①总则", "circled", 1), ("⑴总则", "arabic-bracket", 1),
        ("（１）总则", "arabic-bracket", 1), ("１．总则", "arabic", 1), ("⒈总则", "arabic", 1), ("Ⅳ、总则", "roman", 4),
        ("㈢总则", "han-bracket", 3),
    ],
)  # fmt: skip
def test_numbers_of_headings_are_read_in_every_code(head: str, scheme: str, value: int) -> None:
    mark = mark_of(head)
    assert mark is not None
    assert (mark.scheme.name, mark.ordinal) == (scheme, value)
    assert (mark.printed + mark.rest).replace(" ", "") == head.replace(" ", "")


def test_a_list_numbered_in_another_style_is_renumbered_and_no_more() -> None:
    comparison = compared("# 一、|任务\n- ①|建设学校；\n- ②|培训教师。", "# 一、|任务\n- 1.|建设学校；\n- 2.|培训教师。")
    assert not comparison.summary.different
    assert [change.renumbered for change in comparison.changes if change.id] == [False, True, True]
    assert plain_number("⑴") == plain_number("（１）")


@pytest.mark.parametrize(
    "table", [folding._all, folding._plain, folding._width, widths._HALF], ids=["all", "plain", "width", "half"]
)
def test_a_table_of_characters_says_of_each_the_same_alone_and_in_any_order(table: folding.CharacterTable) -> None:
    """Signs are replaced one after another: what one puts in place of another must be left alone by the next."""
    characters = [chr(code) for code in range(0x10000)]
    assert all(table[ord(c)] == c for c in characters if "\u4e00" <= c <= "\u9fff" or (c.isascii() and c.isalnum()))
    folded = [table[ord(c)] for c in characters]
    assert [form.translate(table) for form in folded] == folded
    assert table.applied("".join(characters)) == "".join(folded)
