"""The walk through a part of a Word file: paragraphs, tables, text boxes, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from plandiff.model import Block, Origin, Spanned
from plandiff.model.spans import cut, join, splice
from plandiff.ooxml import ALTERNATE, Element, Relation, child, chosen, local_name, qualified, value
from plandiff.readers.lines import join_lines, tidied, tidy
from plandiff.readers.links import figure
from plandiff.readers.word.fields import Fields
from plandiff.readers.word.numbering import Label, is_closed
from plandiff.readers.word.runs import BREAK, Line, Runs, elsewhere, opaque
from plandiff.readers.word.styles import BODY, ParagraphStyle, is_centred
from plandiff.readers.word.tables import read_table
from plandiff.readers.word.values import gathered, number, switch

if TYPE_CHECKING:
    from plandiff.model import BlockKind, SpanKind
    from plandiff.readers.word.context import Context
    from plandiff.readers.word.values import Properties

_AROUND: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom", "body", "txbxContent"})
_SILENT: Final = re.compile(r"\w+(?:Start|End|Pr)|proofErr")
_TITLE: Final = re.compile(r"目\s*[录錄次]|(?:table\s+of\s+)?contents", re.IGNORECASE)
"""The title of a contents list."""
_SENTENCES: Final = re.compile(r"[。！？；]\s*\S")
MAX_HEADING: Final = 120
"""Characters of the longest heading; a longer paragraph styled as one has a heading at most at its beginning."""
STRONG: Final = 0.9
"""Share of a line's characters that must be bold for the line to be bold."""


@dataclass
class Story:
    """What one part prints."""

    context: Context
    relations: dict[str, Relation]
    chunk: Callable[[str], list[Block]] = lambda _: []
    """Reads the part of that name, which contains a document of its own."""
    part: str = ""
    blocks: list[Block] = field(default_factory=list)
    _pending: Line | None = None
    """A paragraph whose end is not read, so that it continues in the next."""
    _closed: bool = True
    """Whether all fields are closed."""
    _revised: SpanKind | None = None
    """How the row being read was revised."""

    def __post_init__(self) -> None:
        self.runs = Runs(self.context, self.relations)

    def read_part(self, root: Element) -> list[Block]:
        """The blocks of a part, or of a note in one.

        If it has unclosed fields, one would swallow everything after it; then none extends beyond its paragraph.
        """
        marks = Counter(mark.get(qualified("w:fldCharType")) for mark in root.iter(qualified("w:fldChar")))
        self._closed = marks["begin"] == marks["end"]
        return self.read(root)

    def read(self, around: Iterable[Element]) -> list[Block]:
        """The blocks of a cell or a text box."""
        before, self.blocks = self.blocks, []
        pending, self._pending = self._pending, None
        self._walk(around)
        self._flush()
        found, self.blocks, self._pending = self.blocks, before, pending
        return found

    def _walk(self, around: Iterable[Element]) -> None:
        for node in around:
            local = local_name(node)
            if local == "p":
                self._paragraph(node)
                continue
            if local == "tbl":
                self._flush()
                self.blocks += read_table(node, self._cell, self.context.taken)
            elif local in _AROUND:
                self._walk(node)
            elif node.tag == ALTERNATE:
                self._walk(chosen(node))
            elif local == "altChunk":
                self._flush()
                relation = self.relations.get(node.get(qualified("r:id"), ""))
                self.blocks += self.chunk(relation.target) if relation and not relation.outside else elsewhere(relation)
            elif local == "subDoc":
                self.blocks += elsewhere(self.relations.get(node.get(qualified("r:id"), "")))
            elif node.tag == qualified("m:oMathPara"):
                self._print(self.runs.read([node], ParagraphStyle()), {}, ParagraphStyle(), None)
            elif not _SILENT.fullmatch(local) and (found := opaque(node)):
                self.blocks.append(found)

    def _cell(self, cell: Element, revised: SpanKind | None) -> list[Block]:
        outer, self._revised = self._revised, revised or self._revised
        found = self.read(cell)
        self._revised = outer
        return found

    # --- paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        self.runs.paragraph += 1
        if not self._closed:
            self.runs.fields = Fields()
        stated = gathered(child(element, "pPr"))
        properties = stated
        if self.context.original and (before := child(child(stated, "pPrChange"), "pPr")) is not None:
            properties = gathered(before)
        style = self.context.styles.paragraph(value(properties, "pStyle"))
        line = self.runs.read(element, style, revised=self._revised)
        frame = child(properties, "framePr")
        goes_on = self._is_unread(stated) or (frame is not None and frame.get(qualified("w:dropCap"), "none") != "none")
        if self._pending:
            line = self._pending.joined(line)
        if goes_on and (self._pending or line.is_kept(self.context.taken)):
            self._pending = line
        else:
            self._pending = None
            self._print(line, properties, style, None if goes_on else self._label(properties, style, stated))
        if child(stated, "sectPr") is not None:
            self.context.section += 1

    def _is_unread(self, properties: Properties) -> bool:
        """Whether the end of a paragraph was revised, and so is not read."""
        mark = child(properties, "rPr")
        kinds = ("ins", "moveTo") if self.context.original else ("del", "moveFrom")
        return any(child(mark, kind) is not None for kind in kinds) or self._revised == self.context.taken

    def _label(self, properties: Properties, style: ParagraphStyle, stated: Properties) -> Label | None:
        place = self.context.numbering.place_of(properties, style, original=self.context.original)
        label = self.context.numbering.advance(*place) if place else None
        # Hidden paragraphs in a list count but do not show their number. The end of a run-in heading is hidden too, and is
        # marked as such.
        mark = child(stated, "rPr")
        apart = self.context.styles.look(mark, style).hidden and not switch(mark, "specVanish")
        return None if apart else label

    def _flush(self) -> None:
        if self._pending:
            line, self._pending = self._pending, None
            self._print(line, {}, ParagraphStyle(), None)

    def _print(self, line: Line, properties: Properties, style: ParagraphStyle, label: Label | None) -> None:
        """Make blocks of a paragraph and of what accompanies it."""
        origin = Origin(part=self.part, paragraph=self.runs.paragraph)
        numbered = bool(label and not label.bullet and label.text.strip())
        pages = line.pages
        whole = line.spanned
        bare = tidy(whole.text)
        if pages and not any(map(str.isalnum, bare)):
            self._aside("furniture", "".join(piece.text for piece in line.pieces), origin)
        elif bare and (style.contents or line.share("contents") > STRONG):
            kept = Spanned(tidy(_without(whole, self.context.taken)))
            self._contents(kept.text if not numbered or not kept.text else self._numbered(kept, label).text, origin)
        elif bare or numbered:
            strong = line.share("bold") > STRONG
            self._text(whole, properties, style, label if numbered or (label and label.bullet) else None, origin, strong=strong)
        else:
            self._figures(line, origin)
        if pages and any(map(str.isalnum, bare)):
            self._aside("furniture", pages, origin)
        self._aside("hidden", "".join(line.hidden), origin)
        self.blocks += [replace(block, origin=origin) for block in line.beside]
        for box in line.boxes:
            self.blocks += self.read(box)

    def _text(
        self, text: Spanned, properties: Properties, style: ParagraphStyle, label: Label | None, origin: Origin, *, strong: bool
    ) -> None:
        centred = is_centred(properties)
        strong = strong or bool(style.centred if centred is None else centred)
        outline = number(properties, "outlineLvl")
        level = style.level if outline is None else outline + 1 if outline < BODY else None
        lines = _lines(text)
        kind: BlockKind = "item" if label and label.bullet else "paragraph"
        whole = join_lines(lines)
        read = _without(whole, self.context.taken)
        if level is not None and len(read) <= MAX_HEADING and not _SENTENCES.search(read):
            kind, lines = "heading", [whole]
            self.context.titles += [read] if style.is_title and read else []
        for place, own in enumerate(lines or [Spanned("")]):
            numbered = self._numbered(own, label) if label and not label.bullet and not place else own
            self.blocks.append(
                Block(
                    kind,
                    numbered.text,
                    level=level if kind == "heading" else None,
                    strong=strong,
                    spans=numbered.spans,
                    apart=not place,
                    origin=origin,
                )
            )

    def _numbered(self, text: Spanned, label: Label | None) -> Spanned:
        """A text with its number before it, as readers print it."""
        if label is None:
            return text
        glue = "" if is_closed(label.text.rstrip()) else label.glue
        return tidied(join((Spanned(label.text.rstrip() if not glue else label.text), Spanned(glue), text)))

    def _contents(self, text: str, origin: Origin) -> None:
        """Set an entry of a contents list aside and, with its first entry, the title above the list."""
        if self.blocks and _TITLE.fullmatch(self.blocks[-1].text) and not self.blocks[-1].aside:
            self.blocks[-1] = replace(self.blocks[-1], kind="paragraph", level=None, aside="contents")
        self._aside("contents", text, origin)

    def _figures(self, line: Line, origin: Origin) -> None:
        """Make a block of every standalone picture."""
        for piece in line.pieces:
            values = [value for kind, value in piece.marks if kind == "image"]
            links = [value for kind, value in piece.marks if kind == "link"]
            self.blocks += [figure(value, links, origin=origin) for value in values]

    def _aside(self, reason: str, text: str, origin: Origin) -> None:
        if text := tidy(text):
            self.blocks.append(Block("paragraph", text, aside=reason, origin=origin))


def _without(whole: Spanned, taken: str) -> str:
    """A text without the parts that are not read."""
    out = [(span.start, span.end, "") for span in whole.spans if span.kind == taken and span.end > span.start]
    return splice(whole, out).text if out else whole.text


def _lines(whole: Spanned) -> list[Spanned]:
    """The lines into which a paragraph is broken."""
    if BREAK not in whole.text:
        return [line for line in [tidied(whole)] if line.text or line.spans]
    borders = [-1, *(found.start() for found in re.finditer(BREAK, whole.text)), len(whole.text)]
    ranges = [(start + 1, end) for start, end in pairwise(borders)]
    return [line for line in map(tidied, cut(whole, *ranges)) if line.text]
