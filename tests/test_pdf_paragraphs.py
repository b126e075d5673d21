"""Where the paragraphs of a page end, if its lines are ragged, set in, or code, and where words and their lines end."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import pdf, text
from plandiff.model import Block, Source
from plandiff.readers import read
from plandiff.readers.layout.page import Glyph, Page
from plandiff.readers.layout.reading import read_pages


def texts(data: bytes) -> list[str]:
    return [block.text for block in body(data)]


def body(data: bytes) -> list[Block]:
    return [block for block in read(Source("parks.pdf", data)).blocks if not block.aside]


RAGGED = [
    "The keeper of each of the parks decides that some action",
    "is to be taken, and tells the council of it before the end of a",
    "week.",
]
"""After the first line there is room for the first word of the second."""
CLOSED = ["Gardens are closed at night, and all who live there are told of it."]


def test_a_line_that_begins_with_a_small_letter_goes_on_though_its_first_word_would_have_fitted() -> None:
    assert texts(pdf(text(*RAGGED, *CLOSED))) == [" ".join(RAGGED), *CLOSED]


def test_lines_of_code_that_begin_with_small_letters_are_lines() -> None:
    code = ['parks:name="Yunhe" parks:open="yes"', 'gardens:name="Lishui"', 'pools:name="Songyang"']
    assert texts(pdf(text(*code, CLOSED[0]))) == [*code, *CLOSED]


def set_in(lines: Sequence[str], lefts: Sequence[float]) -> Page:
    """Lines of characters of 12 points, 20 points apart."""
    glyphs: list[Glyph] = []
    for place, (line, left) in enumerate(zip(lines, lefts, strict=True)):
        top = 60.0 + 20 * place
        glyphs += [Glyph(sign, left + 12 * n, top, left + 12 * n + 12, top + 12, top + 10, 12) for n, sign in enumerate(line)]
    return Page(1, 595, 842, tuple(glyphs))


def test_a_quotation_set_in_on_both_sides_is_one_paragraph() -> None:
    wide = "本市每年修建公园绿地广场和步道并向社会公布结果并接受各方监督的意见和建议"
    quoted = [
        "公园是城市中供公众游览休憩并有较完善的设施和良好生态环境的",
        "绿地它向所有的人开放并由各区的公园管理机构负责养护管理和日",
        "常巡查工作。",
    ]
    lines = [f"{wide}，", "每年一次。", *quoted, f"{wide}，", "每季一次。"]
    page = set_in(lines, [72, 72, *[108] * 3, 72, 72])
    assert "".join(quoted) in [block.text for block in read_pages("公园", [page]).blocks]


def test_names_of_equal_length_one_below_the_other_are_lines_of_their_own() -> None:
    wide = "本市每年修建公园绿地广场和步道并向社会公布结果并接受各方监督的意见和建议"
    names = ["云和县园林管理处", "松阳县园林管理处"]
    page = set_in([f"{wide}，", "每年一次。", *names], [72, 72, 396, 396])
    assert [block.text for block in read_pages("公园", [page]).blocks][-2:] == names


def shown(*pieces: str, gap: int = 160, top: int = 700) -> bytes:
    """Instructions that print pieces so many thousandths of an em apart."""
    return b"BT /F1 12 Tf 72 %d Td [%s] TJ ET" % (top, f" {-gap} ".join(f"({piece})" for piece in pieces).encode("latin-1"))


def test_words_of_a_tight_line_are_words_though_little_room_is_between_them() -> None:
    line = "there is a need, of 12 years, to close the parks. They are open"
    assert texts(pdf(shown(*line.split(" ")))) == [line]


def test_letters_that_are_all_set_apart_are_a_word() -> None:
    assert texts(pdf(shown(*"GARDENS"))) == ["GARDENS"]
    assert texts(pdf(shown("3", ".", "1", "2"))) == ["3.12"]


def test_a_dash_between_words_is_apart_from_them() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    drawn = b"BT /F2 12 Tf 72 700 Td [(parks) -240 (\x97) -240 (all of them)] TJ ET"
    assert texts(pdf(drawn, extra=[font], resources=b"/Font<</F2 10 0 R>>")) == ["parks — all of them"]


def test_an_address_keeps_its_hyphen_at_the_end_of_a_line_and_a_word_does_not() -> None:
    lines = [
        "The list of all the parks is printed at http://parks.town/2001/list-",
        "of-names, and the keeper of each of the parks tells it to the coun-",
        "cil.",
    ]
    assert texts(pdf(text(*lines))) == [f"{lines[0]}{lines[1][:-1]}{lines[2]}"]


def hung(*lines: str) -> bytes:
    """Lines, the indented ones of which are set in by two ems."""
    return b"\n".join(
        text(line.strip(), left=96 if line.startswith(" ") else 72, top=770 - 16 * place) for place, line in enumerate(lines)
    )


def test_the_lines_of_an_entry_that_are_set_in_below_its_first_go_on_with_it() -> None:
    """As in bibliographies and lists of terms; where first lines are set in, such a line begins a paragraph."""
    books = [
        "[Parks] A. Keeper, B. Gardener and others, The parks of the town and how they are kept in winter.",
        "  http://parks.example/how-they-are-kept-in-winter.",
    ]
    terms = [
        "Keeper - whoever looks after a park on behalf of the council and reports to it every year and",
        "  Superintendent of the gardens around it.",
        "Warden - whoever opens and closes the gates of a park on days that the council has named",
        "  for it in its rules.",
    ]
    wanted = [" ".join(map(str.strip, group)) for group in (books, terms[:2], terms[2:])]
    assert texts(pdf(hung(*books, *terms))) == wanted


def test_a_number_with_a_point_is_apart_from_the_word_behind_it() -> None:
    line = "11. On every day of the week all gardens are open."
    assert texts(pdf(shown(*line.split(" ")))) == [line]
