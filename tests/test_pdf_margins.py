"""What stands around the text of a page or leads to it: numbers of pages, notes below tables, contents lists, bookmarks."""

from __future__ import annotations

import pytest

from pdf_files import pdf, text
from plandiff.errors import InputError
from plandiff.model import Block, Source
from plandiff.readers import read
from plandiff.readers.layout.page import Bookmark, Glyph, Page
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.pdf.engine import opened

PROSE = "Parks are open to all citizens of the town on every day of the year, and the council sets hours and fees."


def blocks(data: bytes) -> list[Block]:
    return list(read(Source("parks.pdf", data)).blocks)


def aside(data: bytes, why: str) -> list[str]:
    return [block.text for block in blocks(data) if block.aside == why]


def test_the_number_of_a_page_beside_the_name_of_its_chapter_is_set_aside() -> None:
    names = ["Parks", "Gardens", "Pools", "Dogs"]
    pages = [
        text(f"{place}" if place % 2 else name, top=40)
        + b"\n"
        + text(name if place % 2 else f"{place}", left=400, top=40)
        + b"\n"
        + text(f"{name} are named here. {PROSE}")
        for place, name in enumerate(names, 1)
    ]
    assert aside(pdf(*pages), "header-footer") == ["1 Parks", "Gardens 2", "3 Pools", "Dogs 4"]


def test_headings_whose_numbers_are_those_of_their_pages_stay() -> None:
    named = enumerate(("Parks", "Gardens", "Pools", "Dogs"), 1)
    pages = [text(f"{place}   {name}", f"{name} are named. {PROSE}", top=800) for place, name in named]
    assert aside(pdf(*pages), "header-footer") == []


def test_a_page_number_alone_is_one_if_it_counts_with_those_in_running_heads() -> None:
    first = text("47698", top=810) + b"\n" + text(PROSE)
    heads = [text("Register", top=810) + b"\n" + text(f"{number}", left=400, top=810) for number in (47699, 47700)]
    assert aside(pdf(first, *(head + b"\n" + text(PROSE) for head in heads)), "header-footer")[0] == "47698"
    assert "47698" not in aside(pdf(first, text(PROSE), text(PROSE)), "header-footer")


def table(*rows: tuple[str, str], top: int) -> bytes:
    """A ruled table of two columns whose rows are 20 points high."""
    edges = range(top, top - 20 * len(rows) - 1, -20)
    lines = [b"60 %d m 360 %d l S" % (y, y) for y in edges]
    lines += [b"%d %d m %d %d l S" % (x, top, x, edges[-1]) for x in (60, 160, 360)]
    cells = [
        text(cell, left=left, top=top - 15 - 20 * place)
        for place, row in enumerate(rows)
        for cell, left in zip(row, (70, 170), strict=True)
    ]
    return b"\n".join([*lines, *cells])


def test_a_table_goes_on_behind_the_notes_at_the_foot_of_its_page() -> None:
    note = b"BT /F1 5 Tf 60 60 Td 3 Ts (1) Tj /F1 8 Tf 0 Ts ( As decided in the year of 2024.) Tj ET"
    above = [("Goal", "2030"), *((f"Park {place}", f"{place}") for place in range(1, 25))]
    below = [("Goal", "2030"), ("Park 25", "25"), ("Park 26", "26")]
    first = text(PROSE) + b"\n" + table(*above, top=700) + b"\n" + note
    found = blocks(pdf(first, table(*below, top=780) + b"\n" + text(PROSE, top=600)))
    tables = [block for block in found if block.kind == "table"]
    assert [[cell.text for cell in row] for row in tables[0].cells] == [list(row) for row in (*above, *below[1:])]
    assert [(block.layer, block.text) for block in found if "2024" in block.text] == [
        ("notes", "As decided in the year of 2024.")
    ]


def test_names_of_groups_of_entries_belong_to_the_contents_list() -> None:
    leaders = "." * 30
    listed = ["Contents", f"Letter {leaders} 1", "Operating funds", "General fund"]
    listed += [f"Net revenue {leaders} 3", f"Appropriations {leaders} 4", "Special funds", f"Hotels {leaders} 7"]
    drawn = text(*listed, top=740, step=20)
    assert len(aside(pdf(drawn, text(PROSE, "General fund", PROSE)), "contents")) == len(listed)


def test_bookmarks_without_the_numbers_of_headings_lead_to_them() -> None:
    pages = [text(f"{place} {name}", PROSE, step=30) for place, name in enumerate(("Parks", "Gardens"), 1)]
    with opened("parks.pdf", pdf(*pages)) as file:
        read_as = tuple(file.pages())
    document = read_pages("parks.pdf", read_as, [Bookmark("Parks", 1, 1), Bookmark("Gardens", 1, 2)])
    assert [(block.text, block.level) for block in document.blocks if block.level] == [("1 Parks", 1), ("2 Gardens", 1)]


def signs(line: str) -> Page:
    return Page(1, 800, 842, tuple(Glyph(sign, 60 + 12 * n, 60, 72 + 12 * n, 72, 70, 12) for n, sign in enumerate(line)))


def test_a_page_of_whose_characters_one_in_ten_is_not_identified_is_not_read() -> None:
    prose = "本市每年修建公园绿地广场和步道并向社会公布结果接受各方监督和建议" * 2
    with pytest.raises(InputError):
        read_pages("公园", [signs(prose[:40] + "\ufffd" * 5)])
    assert read_pages("公园", [signs(prose[:44] + "\ufffd")]).blocks


def test_a_file_attached_to_a_pdf_is_noted_by_name() -> None:
    extra = [
        b"<</Type/Filespec/F(fees.csv)/UF(fees.csv)/EF<</F 11 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 3>>stream\n1;2\nendstream",
    ]
    data = pdf(text(PROSE), extra=extra, catalog=b"/Names<</EmbeddedFiles<</Names[(fees.csv) 10 0 R]>>>>")
    notes = read(Source("parks.pdf", data)).notes
    assert [(note.code, note.detail) for note in notes] == [("attachment-not-read", "fees.csv")]
