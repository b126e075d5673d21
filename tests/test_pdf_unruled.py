"""Tables whose lines run down the page only: where their rows begin is shown by what is printed in them."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import pdf, text
from plandiff.model import Source
from plandiff.readers import read

EDGES = (60, 130, 300, 540)


def rows_of(
    columns: Sequence[Sequence[tuple[int, str]]], *, low: int = 560, lefts: Sequence[int] = (65, 135, 305)
) -> list[list[str]]:
    """The cells of a frame of three columns below a head, in which each column prints texts so many points below its top."""
    level = [b"60 %d m 540 %d l S" % (y, y) for y in (700, 680, low)]
    upright = [b"%d 700 m %d %d l S" % (x, x, low) for x in EDGES]
    head = [text(word, left=left, top=685) for word, left in zip(("Code", "Name", "What it is"), (65, 135, 305), strict=True)]
    body = [
        text(line, left=left, top=668 - down, size=10)
        for column, left in zip(columns, lefts, strict=True)
        for down, line in column
    ]
    (block,) = read(Source("parks.pdf", pdf(b"\n".join([*level, *upright, *head, *body])))).blocks
    return [[cell.text for cell in row] for row in block.cells]


NAMES = ["Parks", "Gardens", "Pools", "Squares"]


def test_a_row_begins_where_texts_begin_side_by_side() -> None:
    meant = [(0, "Open to all citizens of the town on every day of the"), (14, "year, without a fee"), (42, "Closed at night")]
    codes = [(down, f"0{place}") for place, down in enumerate((0, 28, 42, 56), 1)]
    names = list(zip((0, 28, 42, 56), NAMES, strict=True))
    assert rows_of([codes, names, meant])[1:] == [
        ["01", "Parks", "Open to all citizens of the town on every day of the year, without a fee"],
        ["02", "Gardens", ""],
        ["03", "Pools", "Closed at night"],
        ["04", "Squares", ""],
    ]


def test_texts_that_the_width_of_their_fields_broke_are_one_row() -> None:
    """The lines of the cells stand level, and none but the first begins a text."""
    wrapped = [
        (0, "The council sets the hours of"),
        (14, "all parks and tells it to the"),
        (28, "districts before the year ends"),
        (42, "and to the keepers."),
    ]
    long = [
        (0, "Each of the districts publishes a list of those parks"),
        (14, "that are closed in winter and says when they open"),
        (28, "again, who keeps them, and what they cost in all of"),
        (42, "the town."),
    ]
    (_, row) = rows_of([[(21, "01")], wrapped, long])
    assert [cell[-6:] for cell in row] == ["01", "epers.", " town."]


def test_single_texts_in_the_middle_of_their_fields_are_one_row() -> None:
    (_, row) = rows_of(
        [[(28, "01")], [(14, "Parks and"), (28, "gardens")], [(0, "Open"), (14, "to all"), (28, "who live"), (42, "there")]]
    )
    assert row[:2] == ["01", "Parks and gardens"]
