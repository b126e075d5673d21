"""Tracked changes outside the body: footnotes, headers and footers, and comments on what cannot be marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from marked_files import SEPARATOR, W, counted, marked, markup, printed
from school_texts import FUNDING, HEALTH, TRAINING
from word_files import computed, docx, note, p, r, refer, table


def test_footnotes_are_changed_brought_over_and_left_behind() -> None:
    def written(*texts: str, body: Sequence[str]) -> bytes:
        notes = "".join(note("footnote", number, text) for number, text in enumerate(texts, 2))
        return docx(*body, parts={"footnotes": SEPARATOR + notes})

    old = written("指三至六岁。", "不含民办。", body=[p(TRAINING, refer("footnote", 2)), p(FUNDING, refer("footnote", 3))])
    new = written(
        "指三周岁至六周岁。", "含寄宿制。", body=[p(TRAINING, refer("footnote", 2)), p(FUNDING), p(HEALTH, refer("footnote", 3))]
    )
    found = marked(old, new)
    assert printed(found) == printed(new)
    assert printed(found, "original") == printed(old)
    assert next(markup(found, "word/footnotes.xml").iter(W + "ins"), None) is not None


def test_what_cannot_be_marked_is_reported_on_the_first_page() -> None:
    def boxed(text: str) -> bytes:
        drawn = (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>"
            f"{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        return docx(p(TRAINING, drawn), p(FUNDING))

    found = marked(boxed("征求意见稿"), boxed("送审稿"))
    said = "".join(markup(found, "word/comments.xml").itertext())
    assert "征求意见稿" in said
    assert "送审稿" in said
    assert all(next(box.iter(W + "ins", W + "del"), None) is None for box in markup(found).iter(W + "txbxContent"))
    assert counted(found, "commentReference") == [1]


def test_headers_are_marked() -> None:
    def headed(text: str) -> bytes:
        layout = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
        return docx(p(TRAINING), layout, parts={"header1": p(text)})

    found = marked(headed("云河市规划（草案）"), headed("云河市规划"))
    assert next(markup(found, "word/header1.xml").iter(W + "del"), None) is not None


@pytest.mark.parametrize(
    "number", [lambda shown: computed("PAGE", shown), lambda shown: f'<w:fldSimple w:instr="PAGE">{r(shown)}</w:fldSimple>']
)
def test_the_numbers_of_pages_are_the_layouts_and_stay_fields(number: Any) -> None:
    def footed(shown: str, text: str) -> bytes:
        layout = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
        return docx(p(TRAINING), layout, parts={"footer1": p("第", number(shown), f"页 {text}")})

    footer = markup(marked(footed("3", "草案"), footed("12", "送审稿")), "word/footer1.xml")
    assert ["".join(mark.itertext()) for mark in footer.iter(W + "ins", W + "del")] == ["草案", "送审稿"]
    assert next(footer.iter(W + "fldChar", W + "fldSimple")).getparent().tag != W + "del"


def test_a_new_footnote_brings_its_table() -> None:
    rows = table(["指标", "值"], ["入园率", "92"])
    parts = {"footnotes": SEPARATOR + f'<w:footnote w:id="2">{rows}{p("见表。")}</w:footnote>'}
    found = marked(docx(p(TRAINING)), docx(p(TRAINING, refer("footnote", 2)), parts=parts))
    assert [sum(1 for _ in markup(found, "word/footnotes.xml").iter(W + name)) for name in ("tbl", "tc")] == [1, 4]
