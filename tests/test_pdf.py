"""PDF files byte by byte: what is read of a page, and what is refused in one line."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pdf_files import assembled, pdf, text
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.model import Document, Source
from plandiff.readers import read
from plandiff.readers.layout.page import Glyph, Page, Stroke
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.pdf.limits import Limits, refuse_bombs

PARKS = ("Parks are open to all citizens of the town every day of", "the year, and the council decides on fees and hours.")
RULES = ("Gardens are closed at night.", "Dogs are kept on a lead.", "Fires need a permit.", "Fishing is free of charge.")


def document(data: bytes) -> Document:
    return read(Source("parks.pdf", data))


def texts(data: bytes) -> list[str]:
    return [block.text for block in document(data).blocks if not block.aside]


def form(inner: int, times: int) -> bytes:
    """A form that prints another one so many times."""
    body = b"/X%d Do " % inner * times
    resources = b"<</XObject<</X%d %d 0 R>>>>" % (inner, inner)
    return b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %s/Length %d>>stream\n%s\nendstream" % (
        resources,
        len(body),
        body,
    )


LEAF = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\nn\nendstream"
ON_PAGE = b"/XObject<</X10 10 0 R>>"
LOCKED = assembled(
    {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        5: b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>",
    },
    b"/Encrypt 5 0 R/ID[<" + b"00" * 16 + b"><" + b"00" * 16 + b">]",
)


def test_lines_that_the_width_broke_are_a_paragraph() -> None:
    assert texts(pdf(text(*PARKS))) == [" ".join(PARKS)]


def test_a_paragraph_goes_on_over_pages_and_running_heads_are_set_aside() -> None:
    pages = [
        text("Town of Yunhe", top=810) + b"\n" + text(*body, top=760) + b"\n" + text(str(number), left=290, top=40)
        for number, body in enumerate(
            (PARKS[:1], (*PARKS[1:], "Closed on holidays."), ("Gardens are closed at night and on holidays of the town.",)), 1
        )
    ]
    found = document(pdf(*pages)).blocks
    assert [block.text for block in found if not block.aside] == [
        " ".join([*PARKS, "Closed on holidays."]),
        "Gardens are closed at night and on holidays of the town.",
    ]
    assert sorted(block.text for block in found if block.aside) == ["1", "2", "3", *["Town of Yunhe"] * 3]


def test_columns_are_read_one_after_the_other() -> None:
    left = text(*(f"Left column line {place} about parks and" for place in range(8)), left=60)
    right = text(*(f"right column line {place} about fees and" for place in range(8)), left=330)
    whole = " ".join(texts(pdf(left + b"\n" + right)))
    assert whole.index("Left column line 7") < whole.index("right column line 0")


def test_a_page_that_lies_on_its_side_is_read_upright_and_places_are_those_that_are_shown() -> None:
    turned = b"q 0 1 -1 0 595 0 cm " + text(*PARKS, top=500) + b" Q"
    found = document(pdf(turned)).blocks
    assert [block.text for block in found] == [" ".join(PARKS)]
    origin = found[0].origin
    assert origin
    assert origin.box
    left, top, right, bottom = origin.box
    assert bottom - top > right - left


def test_what_stands_aslant_over_the_text_is_a_watermark() -> None:
    draft = b"q .7 .7 -.7 .7 200 200 cm BT /F1 60 Tf 0 0 Td (DRAFT) Tj ET Q\n"
    found = document(pdf(draft + text(*PARKS))).blocks
    assert [(block.text, block.aside) for block in found] == [(" ".join(PARKS), ""), ("DRAFT", "watermark")]


def test_a_raised_figure_is_an_exponent() -> None:
    raised = b"BT /F1 12 Tf 72 700 Td (The area is 25 km) Tj /F1 7 Tf 5 Ts (2) Tj /F1 12 Tf 0 Ts ( and grows every year.) Tj ET"
    assert texts(pdf(raised)) == ["The area is 25 km² and grows every year."]


def test_bookmarks_that_lead_to_headings_say_which_they_are_and_their_levels() -> None:
    body = text("General rules", *PARKS, "", "Closing hours", *RULES[:1], step=24)
    data = pdf(
        body,
        extra=[
            b"<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 2>>",
            b"<</Title(General rules)/Parent 10 0 R/Dest[13 0 R/Fit]/First 12 0 R/Last 12 0 R/Count 1>>",
            b"<</Title(Closing hours)/Parent 11 0 R/Dest[13 0 R/Fit]>>",
        ],
        catalog=b"/Outlines 10 0 R",
    )
    headings = [(block.text, block.level) for block in document(data).blocks if block.kind == "heading"]
    assert headings == [("General rules", 1), ("Closing hours", 2)]


def test_lines_that_cross_are_a_table() -> None:
    lines = [b"60 %d m 360 %d l S" % (y, y) for y in (700, 680, 660)] + [b"%d 700 m %d 660 l S" % (x, x) for x in (60, 160, 360)]
    cells = [
        text(word, left=x, top=y) for word, x, y in (("Goal", 70, 685), ("2030", 170, 685), ("Parks", 70, 665), ("120", 170, 665))
    ]
    found = document(pdf(b"\n".join(lines + cells))).blocks
    assert [[[cell.text for cell in row] for row in block.cells] for block in found] == [[["Goal", "2030"], ["Parks", "120"]]]


def test_a_page_without_text_is_noted_with_its_number() -> None:
    notes = document(pdf(text(*PARKS), b"0 0 100 100 re f", text(*RULES))).notes
    assert [(note.code, note.detail) for note in notes] == [("page-without-text", "2")]


def test_a_page_whose_characters_are_nonsense_is_noted_and_not_read() -> None:
    nonsense = text("\"#$%&'*+,-./012345", '"#$%6789:;<=>?@ABCDEF<GH645I', '$%LMNOP"#6QR<CSTU6$%/0AUVWM9XM<YMI')
    found = document(pdf(text(*PARKS), nonsense))
    assert [(note.code, note.detail) for note in found.notes] == [("text-layer-unreadable", "2")]
    assert [block.text for block in found.blocks] == [" ".join(PARKS)]
    with pytest.raises(InputError, match="its characters are not text on any page"):
        document(pdf(nonsense))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\n", "is damaged, or no PDF file"),
        (pdf(text(*PARKS))[:300], "is damaged, or no PDF file"),
        (LOCKED, "is protected by a password"),
        (pdf(b"0 0 100 100 re f"), "has no text on any page (1)"),
        (pdf(b"0 0 m 9 9 l S\n" * 100_000), "page 1 holds more than 50000 texts and drawings"),
        (pdf(text(*PARKS), b"/X10 Do", extra=[form(10, 3)], resources=ON_PAGE), "unpacks to far more than a document holds"),
        (
            pdf(b"/X10 Do", extra=[*(form(11 + place, 10) for place in range(8)), LEAF], resources=ON_PAGE),
            "unpacks to far more than a document holds",
        ),
    ],
    ids=["bare", "truncated", "locked", "scan", "objects", "endless", "laughs"],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    data: bytes, cause: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parks.pdf").write_bytes(data)
    assert main(["outline", str(tmp_path / "parks.pdf")]) == 2
    printed = capfd.readouterr().err
    assert cause in printed
    assert printed.count("\n") == 1


def test_a_stream_that_unpacks_to_far_more_than_a_document_is_refused_before_it_is_unpacked() -> None:
    packed = pdf(b"q Q " * 1_000_000, packed=True)
    refuse_bombs("parks.pdf", packed)
    with pytest.raises(InputError, match="unpacks to far more than a document holds"):
        refuse_bombs("parks.pdf", packed, Limits(stream=1_000_000))


def test_forms_within_forms_are_read_where_they_are_few() -> None:
    extra = [form(11, 2), LEAF]
    assert texts(pdf(text(*PARKS) + b"\n/X10 Do", extra=extra, resources=ON_PAGE)) == [" ".join(PARKS)]


def test_a_hundred_thousand_objects_that_no_page_prints_do_no_harm() -> None:
    assert texts(pdf(text(*PARKS), extra=[b"<</A 1>>"] * 100_000)) == [" ".join(PARKS)]


def test_without_pdfium_a_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    genuine = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return genuine(name, *rest)

    for name in [name for name in sys.modules if name.startswith(("pypdfium2", "plandiff.readers.pdf"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    (tmp_path / "parks.pdf").write_bytes(pdf(text(*PARKS)))
    assert main(["outline", str(tmp_path / "parks.pdf")]) == 2
    assert "pip install 'plandiff[pdf]'" in capfd.readouterr().err


def test_every_unit_has_its_page_and_place_in_json_and_people_read_the_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.pdf").write_bytes(
        pdf(text(*PARKS, RULES[1]), text("Gardens shall be closed at night, and dogs are kept on a lead."))
    )
    (tmp_path / "new.pdf").write_bytes(
        pdf(text(*PARKS, RULES[1]), text("Gardens may be closed at night, and dogs are kept on a lead."))
    )
    command = ["compare", str(tmp_path / "old.pdf"), str(tmp_path / "new.pdf")]
    assert main([*command, "--format", "json", "-o", "-"]) == 0
    nodes = json.loads(capfd.readouterr().out)["new"]["nodes"]
    assert [node["origin"]["page"] for node in nodes] == [1, 1, 2]
    assert all(len(node["origin"]["box"]) == 4 for node in nodes)
    assert main([*command, "--format", "markdown", "-o", "-", "--lang", "zh"]) == 0
    assert "第2页" in capfd.readouterr().out


def test_pages_that_are_no_pdf_are_laid_out_by_the_same_code() -> None:
    def line(words: str, top: float) -> list[Glyph]:
        return [Glyph(sign, 72 + 12 * place, top, 84 + 12 * place, top + 12, top + 10, 12) for place, sign in enumerate(words)]

    glyphs = [
        *line("公园每日开放时间不少于十二小时，由各公园管理机构公布", 60),
        *line("并在入口处张贴。", 80),
        *line("本办法自公布之日起施行。", 100),
    ]
    page = Page(1, 595, 842, tuple(glyphs), (Stroke(60, 300, 500, 300),))
    assert [block.text for block in read_pages("办法", [page]).blocks] == [
        "公园每日开放时间不少于十二小时，由各公园管理机构公布并在入口处张贴。",
        "本办法自公布之日起施行。",
    ]
