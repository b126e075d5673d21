"""HTML -> blocks: what a browser would print, block by block, and what lies outside the main text.

Plan pages state little in their tags: paragraphs, seldom headings, often nested layout. So the
walk keeps what is printed, and of the tree only evidence: heading levels, bold and centred
blocks, the grid of data tables, and the range of blocks that holds the prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block, BlockKind
from plandiff.readers.grids import Spanning, grid, table
from plandiff.readers.lines import indent_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_DOCUMENT: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?:p|div|table|span|br|h[1-6]|section|article|ul|font)\b[^<>]{0,2000}>", re.IGNORECASE)
_MARKDOWN_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MIN_TAGS: Final = 3
"""Block tags that make a text HTML where nothing else says so; Markdown may hold one or two."""

SILENT: Final = frozenset(
    [
        *("script", "style", "template", "head", "noscript", "svg", "math", "iframe", "audio", "video", "canvas", "map"),
        *("object", "embed", "input", "select", "textarea", "datalist"),
    ]
)
"""Elements of which a browser prints nothing, or nothing that is text."""
BLOCKS: Final = frozenset(
    [
        *(
            "html",
            "body",
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "nav",
            "aside",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *(
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "td",
            "th",
            "blockquote",
        ),
        *("pre", "center", "form", "fieldset", "figure", "figcaption", "hr", "address", "details", "summary", "legend"),
    ]
)
CONTAINERS: Final = frozenset(
    {"html", "body", "div", "section", "article", "main", "td", "form", "center", "ul", "ol", "dl", "fieldset"}
)
"""Elements that can hold a whole text; one paragraph is none, however long."""
MARGINAL: Final = frozenset({"nav", "footer", "aside", "button", "menu"})
_MARGINAL_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|foot|copyright|share|bdshare\w*|crumbs?|breadcrumb|sidebar|related|recommend|toolbar|qrcode|friendlink|"
    r"appendqr\w*|article-editor)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|strong-bold", re.IGNORECASE)
_CENTRED: Final = re.compile(r"text-align\s*:\s*center|align-center", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[。；！？：.;!?:][”’」』）)\"]?\s*$")
_FOOTER: Final = re.compile(
    r"版权所有|Copyright|©|ICP备|公网安备|主办单位|承办单位|网站标识码|技术支持|建议使用|浏览器|扫一扫", re.IGNORECASE
)
_LEADERS: Final = re.compile(r"[.…·]{4,}\s*\d{1,4}$")

MIN_PROSE: Final = 15
"""Characters from which a printed sentence counts as prose; navigation and captions are shorter."""
MAIN_SHARE: Final = 0.985
"""Share of the page's prose that its main text must hold: below it, a preface or an attachment
in a container of its own would be cut off; above it, one sentence in a footer widens the text to the page."""
MOSTLY_LINK: Final = 0.7
"""Share of a block's characters inside links from which it is navigation, if it is no sentence."""
MAX_DATA_CELL: Final = 1500
"""Characters in one cell from which a table only lays out the page."""
MAX_INNER_TABLES: Final = 2
"""Tables in one cell from which a table only lays out the page; without it, nested ones cost the square of their depth."""


def recognise(text: str) -> bool:
    """Whether a text is HTML: it says so, or block tags make it up and no Markdown headings do."""
    if _DOCUMENT.search(text, 0, 4096):
        return True
    tags = sum(1 for _, _ in zip(_TAG.finditer(text), range(_MIN_TAGS), strict=False))
    return (tags >= _MIN_TAGS or (tags > 0 and text.lstrip().startswith("<"))) and not _MARKDOWN_HEADING.search(text)


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:  # noqa: ARG001  lxml keeps no lines
    """The printed blocks of a page in reading order; those outside its main text are marked.

    Works without recursion, so that neither depth nor length is bounded.
    """
    from bs4 import BeautifulSoup  # here: it costs 100 ms, and only HTML needs it

    soup = BeautifulSoup(_PROLOG.sub("", text), "lxml")
    walk = _Walk()
    walk.page(soup)
    return walk.marked()


_PROLOG: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


class _Style(NamedTuple):
    """What an element hands down to the text inside it."""

    link: bool = False
    strong: bool = False
    marginal: bool = False
    kind: BlockKind = "paragraph"
    level: int | None = None
    marker: str = ""


@dataclass
class _Frame:
    """An open element during the walk."""

    children: Iterator[PageElement]
    style: _Style
    block: bool
    start: int
    container: bool = False
    marginal_name: bool = False
    ordinal: int | None = None
    """Of an ordered list: the number of its next item."""


@dataclass
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    """Characters of prose in each block."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """The range of blocks of every element that can hold a text, inner ones first."""
    pieces: list[tuple[str, _Style]] = field(default_factory=list)
    apart: bool = True
    pending: str = ""
    """The number of a list item whose text has not begun."""

    def page(self, soup: BeautifulSoup) -> None:
        open_frames = [_Frame(iter(soup.contents), _Style(), block=True, start=0)]
        while open_frames:
            frame = open_frames[-1]
            node = next(frame.children, None)
            if node is None:
                self.close(open_frames.pop())
            elif node.__class__.__name__ == "NavigableString":  # comments, doctypes and scripts are its subclasses
                self.pieces.append((str(node), frame.style))
            elif (name := getattr(node, "name", None)) and name not in SILENT:
                inner = self.open(node, name, frame)  # type: ignore[arg-type]  # only tags have names
                if inner:
                    open_frames.append(inner)

    def open(self, tag: Tag, name: str, parent: _Frame) -> _Frame | None:
        if name == "br":
            self.flush()
            self.apart = False
            return None
        block = name in BLOCKS
        if block:
            self.flush()
            self.apart = True
        if name == "table" and (cells := _data_cells(tag)):
            caption = tag.find("caption", recursive=False)
            found = table(grid(cells), tidy(caption.get_text()) if caption else "", outside=parent.style.marginal)
            if found.cells:
                self.add(found, sum(len(cell.text) for row in cells for cell in row))
            return None
        names = f"{' '.join(tag.get_attribute_list('class', []) or [])} {tag.get('id') or ''}" if tag.attrs else ""  # type: ignore[arg-type]
        style = _styled(tag, name, parent.style)
        if name == "li" and parent.ordinal is not None:
            self.pending = f"{parent.ordinal}. "
            parent.ordinal += 1
        ordinal = _start_of(tag) if name == "ol" else None
        return _Frame(
            iter(tag.contents), style, block, len(self.blocks), name in CONTAINERS, bool(_MARGINAL_NAME.search(names)), ordinal
        )

    def close(self, frame: _Frame) -> None:
        if not frame.block:
            return
        self.flush()
        self.apart = True
        end = len(self.blocks)
        if end > frame.start:
            if frame.container:
                self.spans.append((frame.start, end))
            if frame.marginal_name and not any(self.prose[frame.start : end]):
                self.blocks[frame.start :] = [replace(block, outside=True) for block in self.blocks[frame.start :]]

    def flush(self) -> None:
        """Make a block of the text gathered since the last border."""
        pieces, self.pieces = self.pieces, []
        raw = "".join(text for text, _ in pieces)
        text = tidy(raw)
        if not text:
            return
        shown = [(len("".join(text.split())), style) for text, style in pieces]
        size = sum(count for count, _ in shown) or 1
        style = pieces[0][1]
        linked = sum(count for count, style in shown if style.link) / size
        strong = sum(count for count, style in shown if style.strong) / size > 0.9
        navigation = linked >= MOSTLY_LINK and not _SENTENCE.search(text)
        marker, self.pending = self.pending, ""
        if marker and not re.match(r"\d", text):
            text = marker + text
        self.add(
            Block(
                style.kind,
                text,
                level=style.level,
                strong=strong,
                outside=style.marginal or navigation,
                apart=self.apart,
                indent=indent_of(raw),
            ),
            len(text) if linked < MOSTLY_LINK and _is_prose(text) else 0,
        )

    def add(self, block: Block, prose: int) -> None:
        self.blocks.append(block)
        self.prose.append(prose)

    def marked(self) -> tuple[Block, ...]:
        """The blocks, those outside the smallest element that holds the page's prose marked as outside."""
        shown = sum(count for block, count in zip(self.blocks, self.prose, strict=True) if not block.outside)
        trusted = 2 * shown >= sum(self.prose)  # else a script shows the text, or it stands in an element of the wrong name
        blocks = self.blocks if trusted else [replace(block, outside=False) for block in self.blocks]
        total = [0]
        for block, count in zip(blocks, self.prose, strict=True):
            total.append(total[-1] + (0 if block.outside else count))
        holding = [
            (end - start, start, end)
            for start, end in self.spans
            if total[-1] and total[end] - total[start] >= MAIN_SHARE * total[-1]
        ]
        if not holding:
            return tuple(blocks)
        _, start, end = min(holding)
        for outer_start, outer_end in self.spans:
            if outer_start <= start and end <= outer_end and _belongs([*blocks[outer_start:start], *blocks[end:outer_end]]):
                start, end = outer_start, outer_end
        return tuple(
            block if start <= number < end or block.outside else replace(block, outside=True)
            for number, block in enumerate(blocks)
        )


def _belongs(around: list[Block]) -> bool:
    """Whether blocks in a container beside the main text are its title, its contents list or a table of it."""
    return any(block.strong or block.cells or _LEADERS.search(block.text) for block in around) and not any(
        block.outside or block.kind == "heading" or _FOOTER.search(block.text) for block in around
    )


def _styled(tag: Tag, name: str, parent: _Style) -> _Style:
    style = parent
    if name == "a" and "#" not in str(tag.get("href") or "#"):  # an entry of a contents list, or a heading, points into the page
        style = style._replace(link=True)
    look = " ".join(str(tag.get(key) or "") for key in ("style", "cms-style")) if tag.attrs else ""
    centred = str(tag.get("align") or "").lower() == "center" or name == "center"
    if name in {"b", "strong", "th"} or centred or (look and (_BOLD.search(look) or _CENTRED.search(look))):
        style = style._replace(strong=True)
    if name in MARGINAL or tag.has_attr("hidden") or (look and _HIDDEN.search(look)):
        style = style._replace(marginal=True)
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        style = style._replace(kind="heading", level=int(name[1]))
    elif name in {"li", "dd"}:
        style = style._replace(kind="item")
    return style


def _start_of(tag: Tag) -> int:
    start = str(tag.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _is_prose(text: str) -> bool:
    return len(text) >= MIN_PROSE and bool(_SENTENCE.search(text)) and not _FOOTER.search(text)


# --- tables ------------------------------------------------------------------------------------


def _data_cells(tag: Tag) -> list[list[Spanning]]:
    """The cells of a data table row by row; empty for a table that only lays out the page."""
    rows = []
    for row in _rows_of(tag):
        cells = []
        for cell in row.find_all(["td", "th"], recursive=False):
            text = _cell_text(cell)
            if text is None:
                return []
            cells.append(Spanning(text, _span(cell, "rowspan"), _span(cell, "colspan")))
        if cells:
            rows.append(cells)
    wide = sum(1 for row in rows if sum(1 for cell in row if cell.text) > 1)
    return rows if len(rows) > 1 and wide > 1 else []


def _rows_of(tag: Tag) -> Iterator[Tag]:
    for child in tag.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def _cell_text(cell: Tag) -> str | None:
    """A cell's text on one line; None as soon as it is clear that this is no data."""
    pieces: list[str] = []
    size = tables = 0
    inner = [iter(cell.contents)]  # not `descendants`, which first walks to the end
    while inner:
        node = next(inner[-1], None)
        if node is None:
            inner.pop()
        elif name := getattr(node, "name", None):
            pieces.append(" " if name in BLOCKS or name == "br" else "")
            tables += name == "table"
            if name not in SILENT:
                inner.append(iter(node.contents))  # type: ignore[attr-defined]  # only tags have names
        elif node.__class__.__name__ == "NavigableString":
            pieces.append(str(node))
            size += len(str(node).strip())
        if size > MAX_DATA_CELL or tables > MAX_INNER_TABLES:
            return None
    return tidy("".join(pieces))


def _span(cell: Tag, side: str) -> int:
    value = str(cell.get(side) or "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
