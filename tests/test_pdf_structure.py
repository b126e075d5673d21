"""The structure that a PDF states: believed where it agrees with what the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pdf_files import pdf, tagged, text
from plandiff.model import Block, Source
from plandiff.readers import read
from plandiff.readers.layout.page import Glyph, Mark, Page
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.layout.rows import rows_of
from plandiff.readers.layout.structure import Structure
from plandiff.readers.layout.tuning import TUNING
from plandiff.readers.pdf.engine import opened
from plandiff.readers.pdf.structure import Tree, marks_of

FULL = "The council decides every year on fees, hours and routes of all the town."
"""As wide as the column, and the end of a sentence."""
OPEN = "Each district publishes a list of the parks that are closed in winter and"
RULES = [
    [OPEN, "says when they open again."],
    [OPEN, "names the keeper of each of them."],
    [OPEN, "reports once a year to the council."],
    [OPEN, "keeps the list on its own page."],
]


def blocks(data: bytes) -> list[Block]:
    return [block for block in read(Source("parks.pdf", data)).blocks if not block.aside]


def placed(groups: Sequence[Sequence[str]], top: int = 770, size: int = 12) -> list[list[bytes]]:
    """Instructions for lines set one below the other, in groups."""
    found: list[list[bytes]] = []
    for group in groups:
        found.append([text(line, top=top - 16 * place, size=size) for place, line in enumerate(group)])
        top -= 16 * len(group)
    return found


def texts(groups: Sequence[Sequence[str]], elements: Sequence[tuple[str, int]]) -> list[str]:
    """What is read of lines whose structure takes so many of them into each element."""
    drawn = [content for group in placed(groups) for content in group]
    given: list[tuple[str, list[bytes]]] = []
    for role, count in elements:
        given.append((role, drawn[:count]))
        drawn = drawn[count:]
    return [block.text for block in blocks(tagged(*given))]


def test_two_elements_are_two_paragraphs_though_the_line_between_them_is_full() -> None:
    groups = [*RULES, [FULL], ["Gardens are closed at night."]]
    wanted = [" ".join(group) for group in groups]
    assert texts(groups, [("P", len(group)) for group in groups]) == wanted
    bare = [block.text for block in blocks(pdf(b"\n".join(content for group in placed(groups) for content in group)))]
    assert bare != wanted


def test_one_element_is_one_paragraph_though_the_line_in_it_is_not_full() -> None:
    groups = [*RULES, ["Gardens close at night", "and on holidays."]]
    assert texts(groups, [("P", len(group)) for group in groups])[-1] == "Gardens close at night and on holidays."


def test_lines_of_code_in_one_element_stay_lines() -> None:
    groups = [*RULES, *RULES, ["plan read parks", "plan count places", "plan print parks"]]
    with opened("parks.pdf", tagged(*(("P", group) for group in placed(groups)))) as file:
        page = next(iter(file.pages()))
    first = 2 * sum(map(len, RULES))
    set_as_code = replace(page, glyphs=tuple(one._replace(face="Courier") if one.tag >= first else one for one in page.glyphs))
    assert [block.text for block in read_pages("parks.pdf", [page]).blocks][-1] == " ".join(groups[-1])
    assert [block.text for block in read_pages("parks.pdf", [set_as_code]).blocks][-3:] == groups[-1]


def test_a_structure_with_an_element_for_each_line_is_not_believed() -> None:
    assert texts(RULES, [("P", 1)] * 8) == [" ".join(group) for group in RULES]


def test_a_structure_with_one_element_for_all_is_not_believed() -> None:
    assert texts(RULES, [("P", 8)]) == [" ".join(group) for group in RULES]


def test_a_text_that_ends_with_a_sentence_at_a_full_line_ends_there() -> None:
    """Browsers mark each text between two breaks of lines by itself, all in one element."""
    groups = [*RULES, [FULL], ["Gardens are closed at night."]]
    drawn = [b"\n".join(group) for group in placed(groups)]
    assert [block.text for block in blocks(tagged(("P", drawn)))] == [" ".join(group) for group in groups]


def test_headings_that_the_structure_states_have_its_levels_where_the_page_sets_them_apart() -> None:
    """The heading of the second level is set like text, and none."""
    head = ("H1", [text("General rules", left=250, top=800, size=16)])
    body = [("P", group) for group in placed(RULES[:3])]
    last = [("H2", [text("Gardens", top=650)]), ("P", placed(RULES[3:], top=630)[0])]
    found = [(block.text, block.level) for block in blocks(tagged(head, *body, *last)) if block.kind == "heading"]
    assert found == [("General rules", 1)]


def test_a_structure_without_end_is_left_alone() -> None:
    loop = [
        b"<</Type/StructTreeRoot/K[11 0 R]/ParentTree 12 0 R>>",
        b"<</Type/StructElem/S/Document/P 10 0 R/K[11 0 R 13 0 R]>>",
        b"<</Nums[0[13 0 R]]>>",
        b"<</Type/StructElem/S/P/P 11 0 R/Pg 14 0 R/K[0 11 0 R 13 0 R]>>",
    ]
    content = b"/P <</MCID 0>> BDC\n" + text(*RULES[0]) + b"\nEMC"
    data = pdf(content, extra=loop, catalog=b"/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R", page=b"/StructParents 0")
    assert [block.text for block in blocks(data)] == [" ".join(RULES[0])]


def test_of_a_structure_that_is_too_large_nothing_is_used() -> None:
    import pypdfium2.raw as pdfium

    data = tagged(*(("P", group) for group in placed(RULES)))
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    try:
        assert len(marks_of(page, 1000, Tree())[0]) == 8
        assert marks_of(page, 3, Tree())[0] == {}
    finally:
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)


def test_an_element_goes_on_over_the_end_of_a_page_and_another_does_not() -> None:
    lines = [rows_of([Glyph("a", 72, 100, 78, 112, 110, 12, tag=0)], page, TUNING)[0] for page in (1, 2, 3)]
    marks = {1: {0: Mark(7, "P")}, 2: {0: Mark(7, "P")}, 3: {0: Mark(8, "P")}}
    structure = Structure(marks, parts=True, whole=True, texts=True)
    assert [structure.goes_on(*pair) for pair in pairwise(lines)] == [True, False]
    assert replace(structure, whole=False).goes_on(*lines[:2]) is None  # content 0 of one page is not that of the next
    assert replace(structure, cut=True).goes_on(*lines[1:]) is None  # each page has elements of its own


def numbered(number: int, groups: Sequence[Sequence[str]]) -> Page:
    """A page with an element of its own for each group of lines."""
    with opened("parks.pdf", tagged(*(("P", group) for group in placed(groups)))) as file:
        page = next(iter(file.pages()))
    marks = {content: mark._replace(block=100 * number + mark.block) for content, mark in page.marks.items()}
    return replace(page, number=number, marks=marks)


def test_paragraphs_go_on_over_pages_whose_program_begins_a_new_element_on_each() -> None:
    pages = [
        numbered(1, [*RULES[1:], ["Gardens are closed at night."], [OPEN]]),
        numbered(2, [["leaves the others open."], *RULES[1:], ["Parks close at noon."], [OPEN]]),
        numbered(3, [["tells every household so."], *RULES[1:]]),
    ]
    found = [block.text for block in read_pages("parks.pdf", pages).blocks]
    assert {f"{OPEN} leaves the others open.", f"{OPEN} tells every household so."} < set(found)


def test_what_is_set_like_the_headings_that_a_structure_states_is_one() -> None:
    """People forget the style of one of many headings; a line set like text stays text."""
    names = ["Parks", "Gardens", "Pools", "Squares", "Dogs"]
    elements: list[tuple[str, Sequence[bytes]]] = []
    for place, (name, rule) in enumerate(zip(names, [*RULES, RULES[0]], strict=True)):
        top = 770 - 80 * place
        elements.append(("P" if name == "Squares" else "H2", [text(f"{name} of the town", left=250, top=top, size=14)]))
        elements.append(("P", placed([rule], top=top - 25)[0]))
    found = [(block.text, block.level) for block in blocks(tagged(*elements)) if block.kind == "heading"]
    assert found == [(f"{name} of the town", 2) for name in names]
