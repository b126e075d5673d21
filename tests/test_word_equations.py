"""What an EQ field prints, on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff.readers.word.equations import equation
from plandiff.readers.word.fields import MAX_INSTRUCTION
from test_word import blocks
from word_files import p


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        (r"eq \o\ac(○,11)", "⑪"),
        (r"EQ \o(○,3)", "③"),
        (r" EQ \o\ac(□,A)", "A"),
        (r"EQ \o\ac(○,1234)", "1234"),
        (r"EQ \f(1,3)", "1/3"),
        (r"EQ \f(a+b;c)", "(a+b)/c"),
        (r"EQ \f（1，2）", "1/2"),
        (r"EQ \f(\r(2),3)", "(√2)/3"),
        (r"EQ \r(3,x)", "³√x"),
        (r"EQ x\s\up8(2)", "x²"),
        (r"EQ x\s\do3(2)", "x₂"),
        (r"EQ \b\bc\[(a,b)", "[a,b]"),
        (r"EQ \b\lc\{(\a(x,y))", "{x y"),
        (r"EQ \b(x)", "(x)"),
        (r"EQ \i\su(1,n,x)", "∑₁ⁿx"),
        (r"EQ \x(合格)", "合格"),
        (r"EQ \l(a,b)", "a,b"),
        (r"EQ \d\fo10()x", "x"),
        (r"EQ a\,b\(c\)", "a,b(c)"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(yù),育)', "育"),
        (r"EQ \* MERGEFORMAT \f(1,2)", "1/2"),
        ("TOC \\o 1-3", ""),
        ("EQUAL \\f(1,2)", ""),
        ("EQ", ""),
    ],
)
def test_an_equation_is_printed_on_one_line(instruction: str, printed: str) -> None:
    assert equation(instruction) == printed


@given(
    st.lists(st.sampled_from([*"\\()（,;○ 1x", r"\f(", r"\o\ac(", r"\r(", r"\s\up8(", r"\b\bc\{(", r"\*"]), max_size=60).map(
        "".join
    )
)
def test_any_instruction_is_read_to_its_end(text: str) -> None:
    assert len(equation(f"EQ {text}")) <= 3 * len(text) + 3


def test_an_instruction_of_the_greatest_depth_is_read() -> None:
    assert equation("EQ " + r"\f(" * (MAX_INSTRUCTION // 3))


def test_the_words_around_an_equation_keep_its_place() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    told = r'<w:r><w:instrText xml:space="preserve">EQ \r(3,8)</w:instrText></w:r>'
    (block,) = blocks(p("不低于", begin, told, end, "倍"))
    assert block.text == "不低于³√8倍"
