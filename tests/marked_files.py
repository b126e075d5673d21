"""Word files marked with tracked changes, and what is in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from plandiff import pipeline
from plandiff.model import Reading, Source
from plandiff.readers import read
from plandiff.renderers import RedlineOptions, RenderOptions, render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")]
NUMBERED = "".join(
    f'<w:style w:type="paragraph" w:styleId="N{level}"><w:name w:val="heading {level}"/><w:pPr><w:numPr><w:ilvl w:val="{level - 1}"/>'
    f'<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (1, 2)
)
SEPARATOR = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
INDICATORS = ["指标", "2025年"], ["入园率", "92"], ["巩固率", "96"]


def marked(old: bytes, new: bytes, **options: Any) -> bytes:
    files = Source("old.docx", old), Source("new.docx", new)
    return render(pipeline.compare(*files), "redline", RenderOptions(sources=files, redline=RedlineOptions(**options)))


def printed(data: bytes, state: str = "accepted") -> list[tuple[object, ...]]:
    """What our own reader prints of a file, block by block and cell by cell."""
    document = read(Source("a.docx", data, reading=Reading(state)))  # type: ignore[arg-type]
    return [
        (block.kind, block.text, block.number, block.level, tuple(tuple(one.text for one in row) for row in block.cells))
        for block in document.blocks
        if block.aside not in ("struck-out", "inserted", "comment")
    ]


def markup(data: bytes, part: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def counted(data: bytes, *names: str) -> list[int]:
    return [sum(1 for _ in markup(data).iter(W + name)) for name in names]


def words(data: bytes, name: str) -> list[str]:
    """The words in each mark of a kind."""
    found = ("".join(text.text or "" for text in mark.iter(W + "t", W + "delText")) for mark in markup(data).iter(W + name))
    return [text for text in found if text]
