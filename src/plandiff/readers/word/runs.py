"""The text of a paragraph, run by run: what is printed, its markup, and what accompanies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block
from plandiff.model.spans import spans_of
from plandiff.ooxml import ALTERNATE, Element, Relation, W, child, chosen, local_name, qualified
from plandiff.readers.links import digest_of, image_digest, image_value, link_target
from plandiff.readers.package import relation_of
from plandiff.readers.revisions import WHY_GONE
from plandiff.readers.word.drawings import shapes
from plandiff.readers.word.fields import Fields
from plandiff.readers.word.formulas import formula
from plandiff.readers.word.symbols import readable, symbol

if TYPE_CHECKING:
    from plandiff.model import SpanKind, Spanned
    from plandiff.readers.word.context import Context
    from plandiff.readers.word.styles import Look, ParagraphStyle

    Marks = tuple[tuple[SpanKind, str], ...]

BREAK: Final = "\n"
"""A line break within a paragraph; white space of the text itself is never this character."""
_BLANK: Final = str.maketrans("\n\r\v\f", "    ")
_REVISIONS: Final[dict[str, SpanKind]] = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
}
"""Elements around revised content."""
_UNREAD: Final = {
    original: frozenset(W + local for local, kind in _REVISIONS.items() if (kind == "inserted") == original)
    for original in (False, True)
}
"""Whether a file is read as it was originally -> the elements that are skipped."""
_AROUND: Final = frozenset({"smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "rt"})
"""Elements that contain text and have no meaning here."""
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
"""Elements of a run that represent one character."""
_DRAWN: Final = frozenset({"drawing", "pict", "object", "contentPart"})
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_MATH: Final = frozenset({qualified("m:oMath"), qualified("m:oMathPara")})
_FORMATTING: Final = ("bold", "underline", "superscript", "subscript")


class Piece(NamedTuple):
    """A piece of text with uniform markup."""

    text: str
    marks: Marks = ()
    bold: bool = False
    contents: bool = False
    """It is part of a contents list."""
    page: bool = False
    """It is a page number and not part of the text."""


@dataclass
class Line:
    """What a paragraph prints."""

    pieces: list[Piece] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    """What was found in it but is not part of it; it follows the paragraph."""
    boxes: list[Element] = field(default_factory=list)
    """The text boxes anchored to it."""
    hidden: list[str] = field(default_factory=list)

    @property
    def spanned(self) -> Spanned:
        return spans_of((piece.text, piece.marks) for piece in self.pieces if not piece.page)

    @property
    def pages(self) -> str:
        """The page numbers in it."""
        return " ".join(piece.text for piece in self.pieces if piece.page)

    def is_kept(self, taken: str) -> bool:
        """Whether any of its text is left without what is marked as `taken`."""
        return any(piece.text.strip() and all(kind != taken for kind, _ in piece.marks) for piece in self.pieces)

    def joined(self, after: Line) -> Line:
        """This line with the next one of the same paragraph appended."""
        self.pieces += after.pieces
        self.beside += after.beside
        self.boxes += after.boxes
        self.hidden += after.hidden
        return self

    def share(self, quality: str) -> float:
        """The share of its characters that have a quality."""
        if not any(getattr(piece, quality) for piece in self.pieces):
            return 0.0
        sizes = [(len("".join(piece.text.split())), getattr(piece, quality)) for piece in self.pieces]
        return sum(size for size, has in sizes if has) / (sum(size for size, _ in sizes) or 1)


@dataclass
class Runs:
    """The walk through the paragraphs of one part."""

    context: Context
    relations: dict[str, Relation]
    fields: Fields = field(default_factory=Fields)
    paragraph: int = 0
    """The number of the paragraph in the part, from 1."""

    def read(self, paragraph: Element, style: ParagraphStyle, revised: SpanKind | None = None) -> Line:
        """What a paragraph prints, in its own style; `revised` is the revision of the row that contains it."""
        line = Line()
        self._walk(paragraph, style, ((revised, ""),) if revised else (), line)
        return line

    def _walk(self, around: Iterable[Element], style: ParagraphStyle, marks: Marks, line: Line) -> None:
        for node in around:
            local = local_name(node)
            if local == "r":
                self._run(node, style, marks, line)
            elif local in _REVISIONS:
                self._walk(node, style, _with(marks, _REVISIONS[local]), line)
            elif local == "hyperlink":
                relation = relation_of(node, "r:id", self.relations)
                target = link_target(relation.target) if relation and relation.outside else ""
                self._walk(node, style, _with(marks, "link", target) if target else marks, line)
            elif local == "sdt":
                self._walk(node.iterchildren(qualified("w:sdtContent")), style, marks, line)
            elif local in _AROUND:
                self._walk(node, style, marks, line)
            elif local == "fldSimple":
                self.fields.enter(node.get(qualified("w:instr"), ""))
                self._walk(node, style, marks, line)
                self._say(self.fields.leave(), marks, line)
            elif node.tag == ALTERNATE:
                self._walk(chosen(node), style, marks, line)
            elif node.tag in _MATH:
                self._say(formula(node, _UNREAD[self.context.original]), marks, line)
            elif local == "subDoc":
                line.beside += elsewhere(relation_of(node, "r:id", self.relations))
            elif local == "commentRangeStart":
                self._comment(node)
            elif not local:
                self._unknown(node, line)

    def _run(self, run: Element, style: ParagraphStyle, marks: Marks, line: Line) -> None:
        properties = child(run, "rPr")
        if self.context.original and (before := child(child(properties, "rPrChange"), "rPr")) is not None:
            properties = before
        look = self.context.styles.look(properties, style)
        if target := self.fields.link:
            marks = _with(marks, "link", target)
        marks = self._formatted(marks, look, style)
        self._parts(run, style, marks, look, line)

    def _formatted(self, marks: Marks, look: Look, style: ParagraphStyle) -> Marks:
        """Marks with those of a run's own formatting, without what the style gives the whole paragraph."""
        if look.bold and not style.look.bold:
            marks = _with(marks, "bold")
        if look.underline and not style.look.underline and all(kind != "link" for kind, _ in marks):
            marks = _with(marks, "underline")
        if look.script:
            marks = _with(marks, look.script, str(next(self.context.serial)))
        return marks

    def _parts(self, around: Iterable[Element], style: ParagraphStyle, marks: Marks, look: Look, line: Line) -> None:
        for node in around:
            local = local_name(node)
            if local in ("t", "delText"):
                text = readable((node.text or "").translate(_BLANK), look.font)
                self._print(text, marks, look, line)
            elif local in _SIGNS:
                self._print(_SIGNS[local], marks, look, line)
            elif local == "sym":
                code = node.get(qualified("w:char"), "")
                if code and all(digit in "0123456789abcdefABCDEF" for digit in code) and 0 < (point := int(code, 16)) < 0xFFFE:
                    self._print(symbol(point, node.get(qualified("w:font"), "")), marks, look, line)
            elif local == "fldChar":
                self._print(self.fields.mark(node), marks, look, line)
            elif local in ("instrText", "delInstrText"):
                self.fields.instruct(node.text or "")
            elif local in _NOTES:
                if self._note(node, local, around, marks, line):
                    return
            elif local in _DRAWN:
                self._drawn(node, marks, line)
            elif local == "ruby":
                line.beside += [
                    Block("paragraph", text, aside="reading")
                    for reading in node.iterchildren(qualified("w:rt"))
                    if (text := "".join(part.text or "" for part in reading.iter(qualified("w:t"))).strip())
                ]
                for base in node.iterchildren(qualified("w:rubyBase")):
                    self._walk(base, style, tuple(mark for mark in marks if mark[0] not in _FORMATTING), line)
            elif node.tag == ALTERNATE:
                self._parts(list(chosen(node)), style, marks, look, line)
            elif local == "commentReference":
                self._comment(node)
            elif local == "pgNum":
                line.pieces.append(Piece("#", page=True))

    def _print(self, text: str, marks: Marks, look: Look, line: Line) -> None:
        if not text or self.fields.silent:
            return
        self.fields.printed()
        if look.hidden:
            line.hidden.append(text)
        else:
            line.pieces.append(Piece(text, marks, look.bold or look.heavy, self.fields.contents, self.fields.page))
            if look.struck:
                self.context.struck += len(text.strip())

    def _say(self, text: str, marks: Marks, line: Line) -> None:
        if text and not self.fields.silent:
            line.pieces.append(Piece(text.translate(_BLANK), marks))

    def _note(self, node: Element, local: str, around: Iterable[Element], marks: Marks, line: Line) -> bool:
        """Take a reference to a note; returns whether the rest of its run is a custom mark."""
        kind = _NOTES[local]
        ident = (kind, node.get(qualified("w:id"), ""))
        custom = node.get(qualified("w:customMarkFollows"), "0") not in {"0", "false", "off"}
        mark = "".join(part.text or "" for part in around if local_name(part) == "t").strip() if custom else ""
        if self.fields.silent:
            return custom
        if any(said == self.context.taken for said, _ in marks):
            self.context.dropped.add(ident)
            return custom
        self.context.notes.setdefault(ident, mark)
        self.context.sections.setdefault(ident, self.context.section)
        line.pieces.append(Piece("", (*marks, ("footnote", key_of(*ident)))))
        return custom

    def _drawn(self, node: Element, marks: Marks, line: Line) -> None:
        if self.fields.silent:
            return
        gone = WHY_GONE.get(self.context.taken, "") if any(kind == self.context.taken for kind, _ in marks) else ""
        for shape in shapes(node, self.context.package, self.relations):
            if gone:
                inside = shape.box.iter(W + "t") if shape.box is not None else ()
                words = shape.words or "".join(part.text or "" for part in inside)
                line.beside.append(Block("paragraph", words or shape.digest, aside=gone))
            elif shape.kind == "text":
                line.boxes.append(shape.box)
            elif shape.kind == "opaque":
                line.beside.append(Block("opaque", shape.words, digest=shape.digest))
            elif shape.words:
                line.pieces.append(Piece("", (*marks, ("image", image_value(shape.digest, shape.words)))))
            else:
                line.beside.append(Block("figure", shape.digest, aside="image"))

    def _comment(self, node: Element) -> None:
        self.context.commented.setdefault(node.get(qualified("w:id"), ""), self.paragraph)

    def _unknown(self, node: Element, line: Line) -> None:
        if (found := opaque(node)) is not None:
            line.beside.append(found)


def opaque(node: Element) -> Block | None:
    """The block of an unknown element; None if it prints nothing."""
    if not isinstance(node.tag, str):
        return None
    text = " ".join("".join(node.itertext()).split())
    return Block("opaque", text, digest=digest_of(text.encode())) if text else None


def elsewhere(relation: Relation | None) -> list[Block]:
    """The block of a document outside the file that is printed with it."""
    return [Block("opaque", relation.target, digest=image_digest(relation.target))] if relation else []


def key_of(kind: str, ident: str) -> str:
    """The key of a note."""
    return f"{kind}-{ident}"


def _with(marks: Marks, kind: SpanKind, value: str = "") -> Marks:
    return marks if (kind, value) in marks else (*(mark for mark in marks if mark[0] != kind), (kind, value))
