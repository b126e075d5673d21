"""How pages are laid out: columns, notes, tables without lines, running heads, and what paragraphs end with."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import pdf, tagged, text
from plandiff.model import Block, Source
from plandiff.readers import read
from plandiff.readers.layout.page import Glyph, Page
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.layout.tuning import TUNING
from plandiff.readers.layout.widths import measured

PROSE = (
    "Parks are open to all",
    "citizens of the town on",
    "every day of the year.",
    "The council sets hours",
    "and fees, and tells the",
    "districts by the end of",
)
"""A column; its last sentence goes on in the next."""


def blocks(data: bytes, *, aside: bool = False) -> list[Block]:
    return [block for block in read(Source("parks.pdf", data)).blocks if bool(block.aside) is aside]


def cells(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.cells]


def rows(*lines: Sequence[str], lefts: Sequence[int], top: int = 700, step: int = 16) -> bytes:
    """Lines whose pieces begin at these places."""
    return b"\n".join(
        text(piece, left=left, top=top - step * place)
        for place, line in enumerate(lines)
        for piece, left in zip(line, lefts, strict=False)
        if piece
    )


def test_columns_whose_lines_do_not_stand_level_are_read_one_by_one() -> None:
    columns = [[f"{name} {line}" for line in PROSE] for name in ("One", "Two", "Six")]
    drawn = b"\n".join(
        text(*lines, size=9, left=left, top=top, step=step)
        for lines, left, top, step in zip(columns, (50, 190, 330), (700, 695, 703), (10, 11, 12), strict=True)
    )
    whole = " ".join(block.text for block in blocks(pdf(drawn)))
    assert [whole.index(line) for lines in columns for line in lines] == sorted(
        whole.index(line) for lines in columns for line in lines
    )


def test_a_line_that_nearly_touches_the_next_column_is_no_line_over_both() -> None:
    left = ["Parks are open for all the citizens", *["Gardens are closed at night"] * 6, "Closed."]
    right = [f"{place}. Dogs are kept on a lead." for place in range(1, 9)]
    drawn = text(*left, left=60, top=700) + b"\n" + text(*right, left=249, top=700)
    assert [block.text.count("Dogs") for block in blocks(pdf(drawn))][-8:] == [1] * 8
    assert sum("Dogs" in block.text and "Gardens" in block.text for block in blocks(pdf(drawn))) == 0


def test_notes_at_the_foot_of_a_column_do_not_part_a_paragraph() -> None:
    note = b"BT /F1 5 Tf 60 430 Td 3 Ts (1) Tj /F1 8 Tf 0 Ts ( As decided in the year of 2024.) Tj ET"
    mark = b"BT /F1 12 Tf 60 700 Td (Hours are set by law) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts ( each) Tj ET"
    left = mark + b"\n" + text(*PROSE, "each month, so that all", "who live there know of", left=60, top=684)
    right = text("it in time.", *PROSE, "the year.", left=330, top=700)
    found = blocks(pdf(left + b"\n" + note + b"\n" + right))
    assert any("know of it in time." in block.text for block in found)
    notes = [block for block in found if block.layer == "notes"]
    assert [block.text for block in notes] == ["As decided in the year of 2024."]


def test_a_table_without_lines_is_read_by_how_its_pieces_stand() -> None:
    table = [("Goal", "2025", "2030"), ("Parks", "110", "120"), ("Gardens", "35", "40"), ("Pools", "", "7")]
    drawn = text("Goals of the plan", top=740) + b"\n" + rows(*table, lefts=(72, 250, 330)) + b"\n" + text("End.", top=560)
    found = blocks(pdf(drawn))
    assert [block.kind for block in found] == ["paragraph", "table", "paragraph"]
    assert cells(found[1]) == [list(row) for row in table]


def test_a_table_of_two_columns_without_lines_has_figures_in_the_second() -> None:
    figures = [("Parks", "110"), ("Gardens", "35 %"), ("Pools", "-7.5")]
    assert [block.kind for block in blocks(pdf(rows(*figures, lefts=(72, 300))))] == ["table"]
    words = [("Parks", "open"), ("Gardens", "closed"), ("Pools", "closed")]
    assert "table" not in [block.kind for block in blocks(pdf(rows(*words, lefts=(72, 300))))]


def test_items_with_room_after_their_marks_are_no_table() -> None:
    items = [(f"{place}.", "Name of park", "see the list of the council") for place in range(1, 6)]
    assert "table" not in [block.kind for block in blocks(pdf(rows(*items, lefts=(72, 90, 220))))]


def test_columns_of_text_are_no_table() -> None:
    drawn = text(*PROSE, *PROSE, left=60) + b"\n" + text(*PROSE, *PROSE, left=330)
    assert "table" not in [block.kind for block in blocks(pdf(drawn))]


def test_a_table_over_both_columns_parts_what_stands_above_it_from_what_stands_below() -> None:
    above = text(*PROSE, left=60, top=760) + b"\n" + text(*(f"Above {line}" for line in PROSE), left=330, top=760)
    below = text(*PROSE, left=60, top=500) + b"\n" + text(*(f"Below {line}" for line in PROSE), left=330, top=500)
    lines = [b"60 %d m 540 %d l S" % (y, y) for y in (640, 600, 560)]
    lines += [b"%d 640 m %d 560 l S" % (x, x) for x in (60, 200, 380, 540)]
    table = rows(("Goal", "2025", "2030"), ("Parks", "110", "120"), lefts=(70, 210, 390), top=612, step=40)
    found = blocks(pdf(b"\n".join([above, *lines, table, below])))
    place = [block.kind for block in found].index("table")
    assert cells(found[place]) == [["Goal", "2025", "2030"], ["Parks", "110", "120"]]
    assert "Above" in " ".join(block.text for block in found[:place])
    assert "Below" in " ".join(block.text for block in found[place:])
    assert "Below" not in " ".join(block.text for block in found[:place])


def test_lines_drawn_twice_a_little_apart_are_those_of_one_table() -> None:
    """Some programs draw the line below the head twice, and those down the page from row to row."""
    level = [b"60 %.1f m 360 %.1f l S" % (y, y) for y in (700, 681.4, 680, 660)]
    upright = [b"%d %.1f m %d %.1f l S" % (x, a, x, b) for x in (60, 160, 360) for a, b in ((700, 682), (677.4, 660))]
    own = rows(("Goal", "2030"), ("Parks", "120"), lefts=(70, 170), top=685, step=20)
    assert [cells(block) for block in blocks(pdf(b"\n".join([*level, *upright, own])))] == [[["Goal", "2030"], ["Parks", "120"]]]


def test_running_heads_with_numbers_of_five_figures_are_set_aside() -> None:
    pages = [
        text(f"Register of the town, Vol. 85 {47697 + place}", top=810)
        + b"\n"
        + text(f"Rule {place} of the town says that gardens are closed at night.", top=700)
        for place in (1, 2, 3)
    ]
    assert [block.text for block in blocks(pdf(*pages), aside=True)] == [
        f"Register of the town, Vol. 85 {47697 + place}" for place in (1, 2, 3)
    ]


def test_what_the_file_says_is_no_part_of_the_text_is_set_aside_on_a_single_page_too() -> None:
    head = b"/Artifact BMC\n" + text("Draft of the council", top=810) + b"\nEMC"
    body = [text("Gardens are closed at night."), text("Dogs are kept on a lead.", top=740)]
    data = tagged(("P", body[:1]), ("P", body[1:]), before=head)
    assert [(block.text, block.aside) for block in blocks(data, aside=True)] == [("Draft of the council", "header-footer")]


def test_bold_words_at_the_beginning_do_not_end_a_paragraph() -> None:
    bold = b"BT /F2 12 Tf 72 770 Td (For further information contact the keeper of all parks, ) Tj /F1 12 Tf (Ms) Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>"
    rest = text("Wang, of the second district, who answers every letter within a week", top=754)
    data = pdf(bold + b"\n" + rest, extra=[font], resources=b"/Font<</F1 3 0 R/F2 10 0 R>>")
    assert [block.text[-6:] for block in blocks(data)] == ["a week"]


def test_a_word_fits_only_with_the_space_before_it() -> None:
    """The word `keepers` is as wide as what is left of the first line, without a space."""
    first = "The council decides each year on hours, fees and routes in"
    wide = "The council decides each year on hours, fees and routes inkeepers"
    data = pdf(
        text(first, "keepers of parks tell it to all who come.", wide.replace("ink", "in k").replace(" k", "k"), "Closed.")
    )
    assert blocks(data)[0].text.startswith(f"{first} keepers of parks")


def test_a_page_of_code_is_a_page_with_text() -> None:
    code = [
        '<Branch Type="ProductName" Name="Gardens"><FullProductName Id="1">Gardens</FullProductName></Branch>',
        '<Note Title="Summary" Audience="All" Ordinal="001">Parks</Note>',
        '<ProductTree xmlns="urn:parks:tree"><Relationship RelationType="Default"/></ProductTree>',
    ]
    assert "ProductTree" in " ".join(block.text for block in blocks(pdf(text(*code, size=8))))


def test_small_lines_below_a_title_are_no_notes_though_they_have_marks() -> None:
    mark = b"BT /F1 5 Tf 72 700 Td 3 Ts (a) Tj /F1 8 Tf 0 Ts (Institute of Parks, Yunhe, which answers all letters.) Tj ET"
    first = text("The Parks of the Town", size=20, top=760) + b"\n" + mark
    found = blocks(pdf(first, text(*PROSE, *PROSE, "the year.")))
    assert not [block for block in found if block.layer == "notes"]
    assert "Institute of Parks" in " ".join(block.text for block in found)


STEPS = {"i": 0.28, "l": 0.28, "t": 0.34, "f": 0.34, "m": 0.8, "w": 0.72}
"""Ems from a letter to the next; half an em for all others."""


def set_in(words: str, stated: float | None = None, *, top: float = 100.0, face: str = "Half") -> list[Glyph]:
    """A line of words whose font states the same width for every letter, or each one's own; spaces are not printed."""
    found: list[Glyph] = []
    left = 72.0
    for sign in words:
        own = STEPS.get(sign, 0.5)
        if sign != " ":
            right = left + 10 * (own if stated is None else stated)
            found.append(Glyph(sign, left, top, right, top + 10, top + 8, 10.0, face))
        left += 10 * (0.4 if sign == " " else own)
    return found


def test_words_of_a_font_that_states_a_whole_em_for_every_letter_are_apart_and_keep_their_double_letters() -> None:
    lines = ("surveillance of small hills", "time to tell all workers", "committees will meet in turn", "hello from the valley")
    glyphs = [glyph for place, line in enumerate(lines) for glyph in set_in(line, 1.0, top=100 + 40 * place)]
    document = read_pages("parks.pdf", [Page(1, 400, 600, tuple(glyphs))])
    assert " ".join(block.text for block in document.blocks) == " ".join(lines)


def test_only_fonts_whose_letters_reach_into_the_next_are_measured() -> None:
    right, wrong = set_in("small hills and valleys", face="Whole"), set_in("small hills and valleys", 1.0, top=200)
    (page,) = measured([Page(1, 400, 600, (*right, *wrong))], TUNING)
    assert list(page.glyphs[: len(right)]) == right
    assert {glyph.right - glyph.left < 5 for glyph in page.glyphs[len(right) :] if glyph.text == "l"} == {True}
    untouched = [Page(1, 400, 600, tuple(right))]
    assert measured(untouched, TUNING) is untouched


def test_a_numbered_heading_at_the_margin_begins_a_paragraph_below_a_sentence_that_fills_its_line() -> None:
    first = "Parks are open to all, and it is the council that sets hours and fees."
    lines = [(first, 96), ("6.5 Fees", 72), ("The council sets them every year for all of the parks of the town.", 96)]
    drawn = b"\n".join(text(line, left=left, top=700 - 16 * place) for place, (line, left) in enumerate(lines * 3))
    assert [block.text for block in blocks(pdf(drawn))].count("6.5 Fees") == 3


def test_entries_of_a_contents_list_are_known_by_leaders_with_spaces_and_by_those_around_them() -> None:
    leaders = " ." * 20
    listed = ["Contents", "1 Parks 1", f"1.1 Hours{leaders} 1", f"1.2 Fees{leaders} 2", "2 Gardens 3", f"2.1 Dogs{leaders} 3"]
    drawn = text(*listed, top=740, step=20) + b"\n" + text("Parks are open to all.", "Room 12", top=500, step=40)
    found = [block for block in read(Source("parks.pdf", pdf(drawn))).blocks if block.aside == "contents"]
    assert [block.text.split(" .")[0] for block in found] == [line.split(" .")[0] for line in listed]


def test_a_page_of_records_and_tags_is_a_page_with_text() -> None:
    records = [f"QN=2016080108{place:07d};ST=32;CN=1062;PW=100000;MN=010000A8900016F;Flag=5&&" for place in range(4)]
    tags = [f"<DeviceID>3402000000132000000{place}</DeviceID><Status>ON</Status>" for place in range(4)]
    for lines in (records, tags):
        assert blocks(pdf(text(*lines, step=30)))


def _lines(*lines: str) -> Page:
    """Lines of text whose figures and spaces are half as wide as its other characters, which are 12 points."""
    glyphs: list[Glyph] = []
    for place, line in enumerate(lines):
        left, top = 72.0, 60.0 + 20 * place
        for sign in line:
            right = left + (6 if sign.isascii() else 12)
            glyphs.append(Glyph(sign, left, top, right, top + 12, top + 10, 12))
            left = right
    return Page(1, 595, 842, tuple(glyphs))


def test_a_number_that_the_width_broke_is_one_number_and_two_numbers_stay_two() -> None:
    full = "本市每年修建公园绿地广场和步道并向社会公布结果，" * 2
    broken = _lines(f"{full}共150", "00个，由各区养护。", f"{full}共200", "00个，由各街道养护。")
    assert [block.text for block in read_pages("公园", [broken]).blocks] == [
        f"{full}共15000个，由各区养护。",
        f"{full}共20000个，由各街道养护。",
    ]
    spaced = _lines(f"{full}共150 ", "00个，由各区养护。", f"{full}共200 ", "00个，由各街道养护。")
    assert [block.text for block in read_pages("公园", [spaced]).blocks] == [
        f"{full}共150 00个，由各区养护。",
        f"{full}共200 00个，由各街道养护。",
    ]
