"""OFD files that tests make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from word_files import zipped

NAMESPACE: Final = "http://www.ofdspec.org/2016"
SIZE: Final = 5.0
"""Millimetres of a character, and of the step to the next."""
LEFT: Final = 30.0
FULL: Final = 30
"""Characters of a full line."""


def text(line: str, left: float, base: float, size: float = SIZE, **attributes: str) -> str:
    """A line of text; attributes are the object's own."""
    step = f'DeltaX="g {len(line) - 1} {size}"' if len(line) > 1 else ""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<o:TextObject Boundary="{left} {base - size} {len(line) * size} {size + 1}" Font="1" Size="{size}"{more}>'
        f'<o:TextCode X="0" Y="{size}" {step}>{line}</o:TextCode></o:TextObject>'
    )


def path(data: str, boundary: str = "0 0 210 297", **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<o:PathObject Boundary="{boundary}" LineWidth="0.3"{more}><o:AbbreviatedData>{data}</o:AbbreviatedData></o:PathObject>'
    )


def ruled(rows: Sequence[Sequence[str]], left: float, top: float, width: float = 40.0, height: float = 10.0) -> str:
    """A table with lines around its cells."""
    right, bottom = left + width * len(rows[0]), top + height * len(rows)
    lines = [f"M {left} {top + height * n} L {right} {top + height * n}" for n in range(len(rows) + 1)]
    lines += [f"M {left + width * n} {top} L {left + width * n} {bottom}" for n in range(len(rows[0]) + 1)]
    cells = [
        text(cell, left + width * column + 2, top + height * row + 7)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    return path(" ".join(lines)) + "".join(cells)


def lines_of(paragraph: str, base: float) -> tuple[str, float]:
    """A paragraph with an indent of two characters, set in full lines; and where the next one begins."""
    objects = []
    start, room, left = 0, FULL - 2, LEFT + 2 * SIZE
    while start < len(paragraph):
        objects.append(text(paragraph[start : start + room], left, base))
        start, room, left, base = start + room, FULL, LEFT, base + 9
    return "".join(objects), base


def content(objects: str, before: str = "", namespace: str = NAMESPACE) -> str:
    return f'<o:Page xmlns:o="{namespace}">{before}<o:Content><o:Layer ID="9">{objects}</o:Layer></o:Content></o:Page>'


def ofd(
    *pages: str,
    common: str = "",
    more: str = "",
    parts: Mapping[str, str] | None = None,
    namespace: str = NAMESPACE,
    root: str = "Doc_0/Document.xml",
    body: str = "",
    folder: str = "Pages",
) -> bytes:
    """An OFD file with pages as `content` makes them; `common` and `more` stand in its document, `body` beside its root; pages are said to be in `folder`."""
    listed = "".join(f'<o:Page ID="{n}" BaseLoc="{folder}/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    fonts = '<o:Fonts><o:Font ID="1" FontName="宋体"/></o:Fonts>'
    return zipped(
        {
            "OFD.xml": f'<o:OFD xmlns:o="{namespace}"><o:DocBody><o:DocRoot>{root}</o:DocRoot>{body}</o:DocBody></o:OFD>',
            "Doc_0/Document.xml": f'<o:Document xmlns:o="{namespace}"><o:CommonData><o:PageArea><o:PhysicalBox>0 0 210 297'
            f"</o:PhysicalBox></o:PageArea><o:PublicRes>PublicRes.xml</o:PublicRes>{common}</o:CommonData>"
            f"<o:Pages>{listed}</o:Pages>{more}</o:Document>",
            "Doc_0/PublicRes.xml": f'<o:Res xmlns:o="{namespace}">{fonts}</o:Res>',
            **{f"Doc_0/Pages/Page_{n}/Content.xml": page for n, page in enumerate(pages)},
            **(parts or {}),
        }
    )
