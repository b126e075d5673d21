"""The walk over a page: what a browser would print, block by block, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block
from plandiff.model.spans import NO_TEXT, shift, spans_of
from plandiff.readers.elements import BOXES
from plandiff.readers.grids import grid, table
from plandiff.readers.html_lists import Counter, counter_of
from plandiff.readers.html_main import is_prose, is_sentence
from plandiff.readers.html_media import EMBEDDED, SHOWN, SILENT, embedded_of, image_of, page_text
from plandiff.readers.html_quotes import quotes_of
from plandiff.readers.html_styles import BLOCKS, PRINTED_LINES, Style, in_script, is_absent, is_marginal, look_of, styled
from plandiff.readers.html_tables import data_cells, line_of
from plandiff.readers.landmarks import Landmarks
from plandiff.readers.lines import indent_of, tidied, tidy
from plandiff.readers.links import NO_FILE, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

    from plandiff.model import Span, SpanKind

CONTAINERS: Final = frozenset(
    {"html", "body", "div", "section", "article", "main", "td", "form", "center", "ul", "ol", "dl", "fieldset", *PRINTED_LINES}
)
"""Elements that can contain a whole text; one paragraph does not, however long."""
_MARGINAL_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|foot|copyright|share|bdshare\w*|crumbs?|breadcrumb|sidebar|related|recommend|toolbar|qrcode|friendlink|"
    r"appendqr\w*|article-editor)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTES_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|doc-endnotes?|doc-footnote|references|reflist)(?:$|[\s_-])(?!ref\b)", re.IGNORECASE
)
_SCRIPTED: Final[dict[tuple[str, int], SpanKind]] = {
    ("msup", 1): "superscript",
    ("msub", 1): "subscript",
    ("msubsup", 1): "subscript",
    ("msubsup", 2): "superscript",
}
"""(an element of a formula, the index of its child) -> how the child is set."""
_NUMBERED: Final = re.compile(r"\d{1,4}(?:\.\d{1,3})*(?:\s?[.．、)）](?!\d)|(?<=\.\d)\s|(?<=\.\d\d)\s)")
"""An item that is numbered in its text too, not one that begins with a year or an amount."""
MAX_FIGURE: Final = 60
"""Elements and texts of a figure that are searched for its image (count)."""
MOSTLY_LINK: Final = 0.7
"""Share of a block's characters in links from which it is navigation, unless it is a sentence."""


@dataclass
class _Frame:
    """An open element during the walk."""

    children: Iterator[PageElement]
    style: Style
    block: bool
    start: int
    name: str = ""
    container: bool = False
    marginal_name: bool = False
    counter: Counter | None = None
    """Numbers the items of a list that prints numbers."""
    ident: str = ""
    notes: bool = False
    chosen: bool = False
    closing: str = ""
    """The mark after a quotation."""
    numbered: bool = False
    """An item whose number is printed before its text."""
    opened: int = 0
    """Elements inside it seen so far."""


class _Marker(NamedTuple):
    """What is printed before an item."""

    printed: str
    number: int
    marginal: bool
    """Whether the item is hidden or the page's."""


@dataclass
class Walk:
    """What a page prints, as far as it has been walked."""

    selected: frozenset[int] = frozenset()
    """The elements selected as the text, by identity; empty if the main text has to be found."""
    around: frozenset[int] = frozenset()
    """Their ancestors, none of which can be a data table."""
    chosen: list[tuple[int, int]] = field(default_factory=list)
    """Their blocks."""
    blocks: list[Block] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    """Characters of prose in each block."""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """The blocks of every element that can contain a whole text, inner ones first."""
    landmarks: Landmarks = field(default_factory=Landmarks)
    _pieces: list[tuple[str, Style]] = field(default_factory=list)
    _beside: list[Block] = field(default_factory=list)
    """What was found inside a text but is not part of it; it follows that text."""
    _apart: bool = True
    _pending: _Marker | None = None
    """The number of a list item whose text has not begun yet."""
    _notes_open: int = 0
    _caption: Tag | None = None
    """The caption that describes an image without words of its own."""
    _serial: Iterator[int] = field(default_factory=count)

    def page(self, soup: BeautifulSoup) -> None:
        """Walk through a page, without recursion, so that neither depth nor length is limited."""
        open_frames = [_Frame(iter(soup.contents), Style(), block=True, start=0)]
        while open_frames:
            frame = open_frames[-1]
            node = next(frame.children, None)
            if node is None:
                self._close(open_frames.pop())
            elif (kind := node.__class__.__name__) == "NavigableString":  # comments, doctypes and scripts are its subclasses
                self._string(str(node), frame.style)
            elif kind == "RubyTextString":
                self._set_aside("reading", str(node))
            elif (name := getattr(node, "name", None)) and name not in SILENT:
                inner = self._open(node, name, frame)  # type: ignore[arg-type]  # only tags have names
                frame.opened += 1
                if inner:
                    open_frames.append(inner)

    def _string(self, text: str, style: Style) -> None:
        """A run of text; if its line breaks are preserved, every line is a block."""
        first, *others = text.split("\n") if style.lines else [text]
        self._pieces.append((first, style))
        for line in others:
            blank = not tidy("".join(piece for piece, _ in self._pieces))
            self._flush()
            self._apart = blank
            self._pieces.append((line, style))

    def _open(self, tag: Tag, name: str, parent: _Frame) -> _Frame | None:
        if name == "br":
            self._flush()
            self._apart = False
            return None
        if name in SHOWN and not (name == "textarea" and any(map(is_prose, str(tag.get_text()).split("\n")))):
            self._shown(tag, name, parent.style)
            return None
        chosen = id(tag) in self.selected
        block = name in BLOCKS or chosen
        if block:
            self._flush()
            self._apart = True
        if name == "figure":
            self._caption = _caption_of(tag)
        elif tag is self._caption:
            return None
        if name == "table" and id(tag) not in self.around and self._table(tag, parent.style, chosen=chosen):
            return None
        names = ""
        ident = ""
        if tag.attrs:
            ident = str(tag.get("id") or (tag.get("name") if name == "a" else "") or "")
            names = f"{' '.join(tag.get_attribute_list('class', []) or [])} {ident} {tag.get('role') or ''}"  # type: ignore[arg-type]
        style = styled(tag, name, parent.style, next(self._serial))
        numbered = False
        if name == "li" and parent.counter is not None and not is_absent(tag, look_of(tag)):
            number, printed = parent.counter.take(tag)
            if self._notes_open:
                self.landmarks.starts[len(self.blocks)] = str(number)
            elif printed:
                self._pending = _Marker(printed, number, style.marginal)
                numbered = True
        elif name == "li" and self._notes_open:
            self.landmarks.starts[len(self.blocks)] = ""
        if scripted := _SCRIPTED.get((parent.name, parent.opened)):
            style = in_script(style, scripted, next(self._serial))
        elif parent.name == "mfrac" and parent.opened == 1:
            self._pieces.append(("/", parent.style))
        opening, closing = quotes_of(tag) if name == "q" else ("", "")
        if opening:
            self._pieces.append((opening, style))
        frame = _Frame(
            iter(tag.contents),
            style,
            block,
            len(self.blocks),
            name,
            name in CONTAINERS,
            bool(_MARGINAL_NAME.search(names)),
            counter_of(tag) if name in {"ol", "ul"} else None,
            ident,
            block and bool(_NOTES_NAME.search(names)),
            chosen=chosen,
            closing=closing,
            numbered=numbered,
        )
        self._notes_open += frame.notes
        return frame

    def _close(self, frame: _Frame) -> None:
        if frame.closing:
            self._pieces.append((frame.closing, frame.style))
        if frame.ident and not frame.block:
            self.landmarks.extents.setdefault(frame.ident, (frame.start, frame.start + 1))
        if not frame.block:
            return
        self._flush()
        if frame.numbered:
            self._bare_item()
        self._apart = True
        end = len(self.blocks)
        if frame.notes:
            self._notes_open -= 1
            if not self._notes_open:
                self.landmarks.areas.append((frame.start, end))
        if frame.ident:
            self.landmarks.extents.setdefault(frame.ident, (frame.start, end))
        if frame.chosen:
            self.chosen.append((frame.start, end))
        if end > frame.start:
            if frame.container:
                self.ranges.append((frame.start, end))
            if frame.marginal_name and not any(self.prose[frame.start : end]):
                self.blocks[frame.start :] = [replace(block, layer="furniture") for block in self.blocks[frame.start :]]

    @property
    def _is_empty(self) -> bool:
        """Whether nothing was printed since the last block boundary."""
        return not any(text.strip() for text, _ in self._pieces)

    def _flush(self) -> None:
        """Make a block of the text gathered since the last block boundary."""
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            self._text(pieces)
        if self._beside:
            for block in self._beside:
                self._add(block, 0)
            self._beside.clear()

    def _text(self, pieces: list[tuple[str, Style]]) -> None:
        pieces = self._without_margin(pieces)
        raw = "".join(text for text, _ in pieces)
        text = tidy(raw)
        marked = any(style.marks for _, style in pieces)
        if not text:
            if marked:
                self._figures(pieces)
            return
        shown = [(len("".join(text.split())), style) for text, style in pieces]
        size = sum(count for count, _ in shown) or 1
        style = pieces[0][1]
        linked = sum(count for count, style in shown if style.link) / size
        strong = sum(count for count, style in shown if style.strong) / size > 0.9
        navigation = linked >= MOSTLY_LINK and not is_sentence(text)
        spans: tuple[Span, ...] = ()
        if marked:  # the text too: white space that is partly revised is still there, and the spans are over it
            text, spans = tidied(spans_of((text, style.marks) for text, style in pieces))
        if self._pending and self._pending.marginal == style.marginal:  # else it is a button before the item's text
            marker, number, _ = self._pending
            self._pending = None
            if not (_NUMBERED.match(text) or text.startswith(f"{number} ")):
                text = marker + text
                spans = tuple(shift(spans, len(marker)))
        self._add(
            Block(
                style.kind,
                text,
                level=style.level,
                strong=strong,
                layer="furniture" if navigation else style.layer,
                spans=spans,
                apart=self._apart,
                indent=indent_of(raw),
            ),
            len(text) if linked < MOSTLY_LINK and is_prose(text) else 0,
        )

    def _without_margin(self, pieces: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
        """A block without what is hidden or a button in it, which is put beside; a block that is nothing else stays whole."""
        shown = [piece for piece in pieces if not piece[1].marginal]
        if len(shown) == len(pieces) or not any(text.strip() or _image_in(style) for text, style in shown):
            return pieces
        for marginal, run in groupby(pieces, key=lambda piece: piece[1].marginal):
            if marginal:
                self._set_aside("furniture", tidy("".join(text for text, _ in run)))
        return shown

    def _bare_item(self) -> None:
        """Make an item of a number that no text follows."""
        if self._pending:
            marker, self._pending = self._pending, None
            if not marker.marginal:
                self._add(Block("item", "", marker.printed.strip(), apart=self._apart), 0)

    def _add(self, block: Block, prose: int) -> None:
        self.blocks.append(block)
        self.prose.append(prose)

    def _table(self, tag: Tag, style: Style, *, chosen: bool) -> bool:
        """Read a table if it holds data and is not layout; says whether it did."""
        if is_marginal(tag, "table", look_of(tag)):
            style = style._replace(marginal=True)
        cells = data_cells(tag, self._serial)
        if not cells:
            return False
        caption = tag.find("caption", recursive=False)
        heading = line_of(caption, self._serial) if caption else None
        found = table(grid(cells.rows), heading.spanned if heading else NO_TEXT, layer=style.layer)
        if found.cells:
            self._bare_item()
            self.chosen += [(len(self.blocks), len(self.blocks) + 1)] if chosen else []
            self._add(found, sum(len(cell.spanned.text) for row in cells.rows for cell in row))
        self._beside += [*cells.beside, *(heading.beside if heading else ())]
        return True

    # --- what is not running text --------------------------------------------------------------

    def _shown(self, tag: Tag, name: str, style: Style) -> None:
        if name == "img":
            image = image_of(tag)
            if self._caption and self._caption.parent is tag.find_parent("figure"):
                image = image._replace(words=image.words or tidy(self._caption.get_text()))
            if image.shows:
                self._pieces.append(("", style._replace(marks=(*style.marks, ("image", image.value)))))
            elif image.digest != NO_FILE:
                self._set_aside("image", image.digest)
        elif name == "input" and style.kind == "item" and str(tag.get("type")).lower() == "checkbox" and self._is_empty:
            self._pieces.append((f"{BOXES[tag.has_attr('checked')]} ", style))
        elif name == "svg" and not tag.find("text"):
            self._set_aside("image", tidy(tag.get_text(" ")))
        elif name in EMBEDDED:
            if found := embedded_of(tag, name):
                self._beside.append(Block("opaque", found.text, layer=style.layer, digest=found.digest))
        else:
            self._set_aside("furniture", page_text(tag, name))

    def _figures(self, pieces: list[tuple[str, Style]]) -> None:
        """Make a block of every standalone image."""
        for _, style in pieces:
            if value := _image_in(style):
                self._bare_item()
                links = (target for kind, target in style.marks if kind == "link")
                self._add(figure(value, links, layer=style.layer), 0)

    def _set_aside(self, reason: str, text: str) -> None:
        if text:
            self._beside.append(Block("figure" if reason == "image" else "paragraph", text, aside=reason))


def _image_in(style: Style) -> str:
    """The image that a piece stands for; "" for text."""
    return next((value for kind, value in style.marks if kind == "image"), "")


def _caption_of(figure: Tag) -> Tag | None:
    """The caption of a figure whose image has no words of its own; it says what the image shows."""
    caption = figure.find("figcaption", recursive=False)
    node: PageElement | None = figure if caption else None
    for _ in range(MAX_FIGURE):  # not `find`, which walks through nested figures again and again
        node = node.next_element if node else None
        if getattr(node, "name", None) == "img":
            image = image_of(node)  # type: ignore[arg-type]  # only tags have names
            return caption if not image.words and not image.dot and _is_shown_in(node, figure) else None  # type: ignore[arg-type]
    return None


def _is_shown_in(image: Tag, figure: Tag) -> bool:
    """Whether an image is directly in a figure, and not in a table or figure inside it."""
    return next((above for above in image.parents if above.name in {"figure", "table"}), None) is figure
