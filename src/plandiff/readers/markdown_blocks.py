"""The walk over the tokens of a Markdown text: its blocks in reading order, each with its first line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from plandiff.language.dates import MONTH_NAMES
from plandiff.language.letters import is_cjk
from plandiff.model import Block, BlockKind, Cell, Origin, Span, Spanned, row_spanned
from plandiff.model.spans import join, shift, splice
from plandiff.readers.elements import BOXES
from plandiff.readers.grids import places_for, table
from plandiff.readers.lines import indent_of, join_lines, tidy
from plandiff.readers.links import figure
from plandiff.readers.markdown_inline import Line, inline_note_key, lines_of
from plandiff.readers.markdown_parser import RAW
from plandiff.readers.pipes import cells_of, covering, is_border

if TYPE_CHECKING:
    from markdown_it.token import Token

    from plandiff.readers.markdown_parser import Parser

_MARKUP: Final = re.compile(r"[\\`\[{<*_~&^\n]")
"""A text without any of these is printed as it is."""
_HEADING_ATTRIBUTES: Final = re.compile(r"(?<![ \t])[ \t]*\{[:#.][^{}\n]{0,300}\}[ \t]*$")
_RULE: Final = re.compile(r"\s*-{3,}\s*")
_EMPTY: Final = frozenset({"paragraph_open", "paragraph_close"})
"""Tokens that say nothing: two thirds of those of most texts."""
_BOX: Final = re.compile(r"\[([ xX])\](?=\s+\S)")
"""The state of a task, at the start of an item."""
_LABEL: Final = re.compile(r"[\w -]{1,40}[:：]")
_SENTENCE: Final = re.compile(r"[。；;：:！？，、]$")
_ADDRESS: Final = re.compile(r"<?(?:[a-z][a-z0-9+.-]{1,20}:|\.{0,2}/|#|[\w%-]+[./])", re.IGNORECASE)
"""The target of an unused link definition, if it is one and not text."""
MIN_HEADINGS: Final = 2
"""Headings from which a document counts as stating its structure (count); the first may be its title."""
_DATED: Final = re.compile(rf"\s*\d{{1,2}}\.\s+{MONTH_NAMES}")


@dataclass
class _Item:
    """An open list item."""

    marker: str
    """Its number as printed; "" for bullets."""
    stated: bool
    """Whether it is certainly a list item, and not a numbered heading above its text."""
    begun: bool = False


@dataclass
class _Footnote:
    """An open note."""

    label: str
    line: int
    parts: list[Spanned] = field(default_factory=list)


class Walk:
    """The blocks of a text, as far as it has been walked."""

    def __init__(self, parser: Parser, lines: Sequence[str], first_line: int) -> None:
        self.parser = parser
        self.lines = lines
        self.first_line = first_line
        self.blocks: list[Block] = []
        self.footnotes: list[Block] = []
        self.keys: dict[str, str] = {}
        """The label of a note -> its key."""
        self.defined: set[str] = set()
        """The keys of the closed notes: of two with the same label, marks refer to the first."""
        self.items: list[_Item] = []
        self.quotes = 0
        self.note: _Footnote | None = None
        self.heading: Token | None = None
        self.within = ""
        """`dt` or `dd` of a definition list."""
        self.counts: list[bool] = []
        """For every open list, whether its items are certainly list items."""

    @property
    def found(self) -> list[Block]:
        return [*self.blocks, *self.footnotes]

    def document(self, tokens: Sequence[Token]) -> None:
        """Walk through a document."""
        for token in tokens:
            if token.type == "footnote_reference_open":
                self.keys.setdefault(label := str(token.meta["label"]), f"^{label}")
        stated = self._stated(tokens)
        late: list[tuple[int, Token]] = []
        for number, token in enumerate(tokens):
            if token.type == "definition":
                late.append((len(self.blocks), token))
            elif token.type not in _EMPTY:
                self._take(token, stated.get(number, True))
        for place, token in reversed(late):
            if not self.parser.references.holds(token):
                self.blocks[place:place] = self._unused(token)
        self._inline_notes()

    def _take(self, token: Token, stated: bool) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind == "heading_open":
            self.heading = token
        elif kind == "heading_close":
            self.heading = None
        elif kind == "ordered_list_open":
            self.counts.append(stated)
        elif kind == "bullet_list_open":
            self.counts.append(True)
        elif kind in ("ordered_list_close", "bullet_list_close"):
            self.counts.pop()
        elif kind == "list_item_open":
            self.items.append(_Item(f"{token.info}{token.markup}" if token.info else "", self.counts[-1]))
        elif kind == "list_item_close":
            item = self.items.pop()
            if item.marker and not item.begun:
                self._add(Block("item", "", item.marker))
        elif kind == "blockquote_open":
            self.quotes += 1
        elif kind == "blockquote_close":
            self.quotes -= 1
        elif kind in ("dt_open", "dd_open"):
            self.within = token.tag
        elif kind in ("dt_close", "dd_close"):
            self.within = ""
        elif kind == "footnote_reference_open":
            self.note = _Footnote(tidy(str(token.meta["label"])), self._number(token))
        elif kind == "footnote_reference_close":
            self._close_note()
        elif kind == "rows":
            self._rows(token)
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)

    # --- printed line by line --------------------------------------------------------------------

    def _inline(self, token: Token) -> None:
        first = (token.map or [0])[0]
        if self.heading is None:
            self._paragraph(self._read(token.content), first)
            return
        lines = self._read(_HEADING_ATTRIBUTES.sub("", token.content))
        header = self._is_header(lines, first)
        if self.heading.markup in ("-", "=") and lines and (header or self._is_text(lines)):
            above = lines if header or _SENTENCE.search(lines[-1].whole.text) else lines[:-1]
            self._paragraph(above, first)
            lines = lines[len(above) :]
        if lines:
            title = join((line.whole for line in lines), " ")
            self._add(*self._shown("heading", title, first + lines[0].number, level=int(self.heading.tag[1:])))

    def _is_text(self, lines: Sequence[Line]) -> bool:
        """Whether the lines above an underline are paragraphs of a Chinese text, above a rule."""
        last = lines[-1].whole.text
        return is_cjk(last) and (len(lines) > 1 or bool(_SENTENCE.search(last)))

    def _is_header(self, lines: Sequence[Line], first: int) -> bool:
        """Whether lines between two rules are labels with values, as in a header that is not at the top."""
        return first > 0 and bool(_RULE.fullmatch(self.lines[first - 1])) and all(_LABEL.match(line.whole.text) for line in lines)

    def _read(self, text: str) -> list[Line]:
        if _MARKUP.search(text):
            return lines_of(self.parser.inline_of(text), self.keys)
        plain = tidy(text)
        return [Line(Spanned(plain), 0)] if plain else []

    def _paragraph(self, lines: Iterable[Line], first: int) -> None:
        marks: list[Span] = []
        begun = False
        for ordinal, (line, number, soft) in enumerate(lines):
            if not line.text and all(span.kind == "footnote" for span in line.spans):
                marks += (span._replace(start=0, end=0) for span in line.spans)  # a note's mark on a line of its own
                continue
            whole, marks = Spanned(line.text, (*marks, *line.spans)), []
            at = first + number
            source = self.lines[at] if at < len(self.lines) else ""
            outside = bool(ordinal) and self._is_outside(source, whole.text)
            kind: BlockKind = "paragraph"
            if self.quotes and not outside:
                kind = "note"
            elif self.within == "dd" and not ordinal:
                kind = "item"
            indent = 0 if self.quotes else indent_of(source)
            goes_on = soft and begun and not outside
            begun = True
            shown = self._shown(kind, whole, at, strong=_is_bold(whole), apart=not ordinal, continues=goes_on, indent=indent)
            if outside:
                self.blocks += shown
            else:
                self._add(*shown)

    def _is_outside(self, source: str, text: str) -> bool:
        """Whether a line belongs to a quote, item or note only by lazy continuation (CommonMark). In Chinese it is a paragraph."""
        if not (self.quotes or self.items or self.note) or not is_cjk(text):
            return False
        return not source.lstrip().startswith(">") if self.quotes else not source[:1].isspace()

    def _shown(self, kind: BlockKind, whole: Spanned, number: int, **hints: object) -> Iterator[Block]:
        """The block of a text; images without text are blocks of their own, and nothing visible makes no block."""
        origin = Origin(self.first_line + number)
        if whole.text:
            yield Block(kind, whole.text, spans=whole.spans, origin=origin, **hints)  # type: ignore[arg-type]  # Block's own fields
            return
        links = [span.value for span in whole.spans if span.kind == "link"]
        for span in whole.spans:
            if span.kind == "image" and " " in span.value:
                yield figure(span.value, links, origin=origin)
            elif span.kind == "image":
                yield Block("figure", span.value, aside="image", origin=origin)

    def _add(self, *blocks: Block) -> None:
        for block in blocks:
            if self.note and block.kind == "figure":  # the note's text is what it says
                pictures = (Span(0, 0, "image", span.value) for span in block.spans if span.kind == "image")
                self.note.parts.append(Spanned("", tuple(pictures)))
            elif self.note:
                self.note.parts += (block.spanned, *map(row_spanned, block.cells))
            else:
                self.blocks.append(self._opening(block))

    def _opening(self, block: Block) -> Block:
        """A block, with the number of the item that it opens."""
        item = self.items[-1] if self.items else None
        if item and item.marker and not item.begun and block.kind == "table":
            item.begun = True
            self._add(Block("item", "", item.marker))  # above the table
        if item is None or item.begun or block.kind not in ("paragraph", "note", "heading", "item"):
            return block
        item.begun = True
        if item.stated and block.kind in ("paragraph", "item"):
            return replace(_with_box(block), kind="item", number=block.number or item.marker)
        if not item.marker:
            return block
        lead = f"{item.marker} " if block.text else item.marker
        return replace(block, text=f"{lead}{block.text}", spans=tuple(shift(block.spans, len(lead))))

    # --- the rest ----------------------------------------------------------------------------------

    def _rows(self, token: Token) -> None:
        rows: list[str] = token.meta["rows"]
        first = self.first_line + self._number(token)
        printed = {
            Origin(first + ordinal): cells_of(line) for ordinal, line in enumerate(rows) if ordinal != 1 or not is_border(line)
        }
        if max(map(len, printed.values())) * len(printed) > places_for(sum(map(len, printed.values()))):
            self._verbatim(rows, token)
            return
        grid: list[list[Cell]] = []
        for origin, texts in printed.items():
            row: list[Cell] = []
            for column, raw in enumerate(texts):
                if covered := covering(raw, grid[-1] if grid else (), row, column):
                    row.append(covered)
                else:
                    text, spans = join((line.whole for line in self._read(raw.strip().replace("\\|", "|"))), " ")
                    kept = tuple(span for span in spans if span.kind != "link" or span.end > span.start)
                    row.append(Cell(text, spans=kept, origin=origin))
            grid.append(row)
        self._add(table(tuple(map(tuple, grid)), origin=self._origin(token)))

    def _code(self, token: Token) -> None:
        if is_cjk(token.info):  # not a programming language
            self._verbatim([token.info], token)
        self._verbatim(token.content.split("\n"), token, 1 if token.type == "fence" else 0)

    def _verbatim(self, lines: Iterable[str], token: Token, skipped: int = 0) -> None:
        """Lines without markup, each as a block."""
        for number, line in enumerate(lines, self._number(token) + skipped):
            self._add(*self._shown("note" if self.quotes else "paragraph", Spanned(tidy(line)), number))

    def _html(self, token: Token) -> None:
        if not re.sub(r"<!--.*?-->|<[^<>]*>", "", token.content, flags=re.DOTALL).strip() and "<img" not in token.content.lower():
            return
        from plandiff.readers import html  # here: only needed for HTML in Markdown

        for block in html.parse(_ended(token.content)):
            self._add(replace(block, layer="body" if block.outside else block.layer, origin=self._origin(token)))

    def _unused(self, token: Token) -> Iterator[Block]:
        """The lines of a link definition that nothing refers to: text, unless it gives a target."""
        start, end = token.map or (0, 0)
        leads = bool(_ADDRESS.match(str(token.meta["url"])))
        for number in range(start, end):
            if text := tidy(self.lines[number]):
                yield Block("paragraph", text, aside="furniture" if leads else "", origin=Origin(self.first_line + number))

    # --- notes ---------------------------------------------------------------------------------------

    def _close_note(self) -> None:
        note, self.note = self.note, None
        if note is not None:
            key = f"^{note.label}"
            self._add_note(note.parts, note.label, key if key not in self.defined else "", note.line)
            self.defined.add(key)

    def _inline_notes(self) -> None:
        """Inline notes, `^[…]`."""
        listed = self.parser.env.get("footnotes", {}).get("list", {})
        for ordinal, said in listed.items():
            if "content" in said:
                self._add_note([line.whole for line in lines_of(said["tokens"], self.keys)], "", inline_note_key(ordinal), 0)

    def _add_note(self, parts: Sequence[Spanned], number: str, key: str, line: int) -> None:
        text, spans = join_lines(part for part in parts if part.text or part.spans)
        origin = Origin(self.first_line + line)
        self.footnotes.append(Block("note", text, number, layer="notes", key=key, spans=spans, origin=origin))

    # --- places --------------------------------------------------------------------------------------

    def _number(self, token: Token) -> int:
        return (token.map or [0])[0]

    def _origin(self, token: Token) -> Origin:
        return Origin(self.first_line + self._number(token))

    def _stated(self, tokens: Sequence[Token]) -> dict[int, bool]:
        """For each ordered list, by its place, whether its parts are certainly list items.

        Plans number their headings in the same way. A list with a single item may be a numbered line above a paragraph if no
        headings are stated, or in Chinese; so may one whose items are followed by Chinese lines that are not indented. Dates
        (`3. September`) number nothing.
        """
        found: dict[int, bool] = {}
        headed = sum(token.type == "heading_open" for token in tokens) >= MIN_HEADINGS
        trail: list[tuple[int, int, bool]] = []
        lone: dict[int, bool] = {}
        last = 0
        for place, token in enumerate(tokens):
            if token.type in ("ordered_list_open", "bullet_list_open"):
                trail.append((place, 0, False))
            elif token.type == "heading_open":
                last = 0
            elif token.type == "list_item_open":
                at, items, loose = trail[-1]
                line = self.lines[(token.map or [0])[0]]
                trail[-1] = (at, items + 1, loose or _DATED.match(line) is not None)
                number = int(token.info or 0)
                lone[at] = headed and not is_cjk(line) and number in (1, last + 1)
                last = number or last
            elif token.type == "inline" and trail and token.map and token.map[1] > token.map[0] + 1:
                at, items, loose = trail[-1]
                below = self.lines[token.map[0] + 1 : token.map[1]]
                trail[-1] = (at, items, loose or any(line[:1].strip() and is_cjk(line) for line in below))
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                at, items, loose = trail.pop()
                found[at] = (items > 1 or lone[at] or bool(trail)) and not loose
        return found


def _ended(text: str) -> str:
    """An HTML block in which anything unclosed, such as a comment, is text: it would hide the rest."""
    for beginning, ending in RAW:
        end = max((found.end() for found in ending.finditer(text)), default=0)
        text = text[:end] + beginning.sub(lambda found: f"&lt;{found.group()[1:]}", text[end:])
    return text


def _is_bold(whole: Spanned) -> bool:
    """Whether everything a line prints is bold."""
    bold = [span for span in whole.spans if span.kind == "bold"]
    plain, at = "", 0
    for span in bold:
        plain += whole.text[at : span.start]
        at = max(at, span.end)
    return bool(bold) and not (plain + whole.text[at:]).strip()


def _with_box(block: Block) -> Block:
    """A block with the sign printed for the state of a task: one character, so that a change of state shows."""
    found = _BOX.match(block.text)
    if found is None:
        return block
    text, spans = splice(block.spanned, [(0, found.end(), BOXES[found[1] != " "])])
    return replace(block, text=text, spans=spans)
