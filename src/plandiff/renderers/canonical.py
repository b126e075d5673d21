"""A plan as canonical Markdown: one text for every layout, made to be read, kept and compared.

    ---
    plandiff: plan-1
    title: …
    ---

    # title

    ## （一）　heading of level 1: its number, an ideographic space, its title

    paragraph

    - （1）　item
    > note
    : caption of the table below

    [^1]: ①　footnote

    ![what a figure shows](its digest)

Attached documents are headings with one `#`. Inline formatting is markup in it
(`canonical_text.py`). Reading this text gives the same plan again, since
the header says that nothing in it needs guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.language import cut
from plandiff.model import CANONICAL_FORM, Cell, Element, Plan, Section, Span, Spanned
from plandiff.renderers.canonical_text import escape, write_image, write_number, write_spans

GAP: Final = "\u3000"
"""Between a number and its text; texts themselves contain no ideographic space."""
OPAQUE: Final = "opaque:"
"""Before the digest of what no reader models."""

_PLAIN_VALUE: Final = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff（）()《》“”、年月日—-]*")


def render_canonical(plan: Plan) -> str:
    """The canonical Markdown of a plan, ending in one line feed."""
    return _written(plan, _Marked(plan))


def render_sentences(plan: Plan) -> str:
    """The same with one line per sentence and without inline formatting, for programs that compare by lines."""
    header, mark, body = _written(plan, _Plain(plan)).partition("\n---\n")
    lines = [line if line.startswith(("#", "|", ":", "![")) else "\n".join(cut(line, "statement")) for line in body.split("\n")]
    return header + mark + "\n".join(lines)


def _written(plan: Plan, writer: _Plain) -> str:
    chunks = list(writer.section(plan.root))
    # The first heading of the outermost level is the title: an attached document must not be taken for it.
    if plan.root.title or plan.root.spans or (chunks and chunks[0].startswith("# ")):
        chunks.insert(0, f"# {writer.text(Spanned(plan.root.title, plan.root.spans))}".rstrip())
    return "\n\n".join([_header(plan), *chunks]) + "\n"


def _header(plan: Plan) -> str:
    meta = plan.meta
    values = (
        ("title", meta.title),
        ("issuer", meta.issuer),
        ("region", meta.region),
        ("period", meta.period),
        ("date", meta.date),
        ("number", meta.number),
        ("published", meta.published),
        ("index", meta.index),
        ("subjects", meta.subjects),
        ("site", meta.site),
        ("enactment", meta.enactment),
    )
    return "\n".join(["---", ": ".join(CANONICAL_FORM), *(f"{key}: {_value(value)}" for key, value in values if value), "---"])


def _value(text: str) -> str:
    """A YAML scalar: unquoted if nothing in it could be misread."""
    if _PLAIN_VALUE.fullmatch(text):
        return text
    escaped = "".join(
        character if character.isprintable() and character not in '"\\' else f"\\U{ord(character):08X}" for character in text
    )
    return f'"{escaped}"'


class _Plain:
    """A plan's parts as lines of text."""

    def __init__(self, plan: Plan) -> None:
        notes = (unit.id for unit in plan.units if unit.layer == "notes")
        self.labels = {unit: str(label) for label, unit in enumerate(notes, 1)}
        """A note's unit -> its label."""

    def text(self, whole: Spanned) -> str:
        """A text without markup of its own."""
        return escape(whole.text)

    def number(self, number: str, spans: Sequence[Span]) -> str:  # noqa: ARG002  see below
        return escape(number)

    def section(self, section: Section) -> Iterator[str]:
        for ordinal, element in enumerate(section.body, 1):
            yield self.element(f"{section.id}/{ordinal}", element)
        for child in section.children:
            yield f"{'#' * (child.level + 1)} {self.numbered(child.number, Spanned(child.title, child.spans))}"
            yield from self.section(child)

    def element(self, unit: str, element: Element) -> str:
        whole = Spanned(element.text, element.spans)
        if element.kind == "table":
            caption = f": {self.text(whole)}" if element.text or element.spans else ""
            return "\n".join(filter(None, (caption, self.table(element.cells))))
        if element.layer == "notes":
            return f"[^{self.labels[unit]}]: {self.numbered(element.number, whole)}"
        if element.kind in ("figure", "opaque"):
            return self.image(element)
        prefix = {"item": "- ", "note": "> "}.get(element.kind, "")
        return prefix + self.numbered(element.number, whole)

    def numbered(self, number: str, whole: Spanned) -> str:
        return f"{self.number(number, whole.spans)}{GAP}{self.text(whole)}" if number else self.text(whole)

    def image(self, element: Element) -> str:
        """A figure, with its alternative text, and its own text if that differs; or content that no reader models."""
        own = next((span for span in element.spans if span.kind == "image"), None) if element.kind == "figure" else None
        digest, _, words = own.value.partition(" ") if own else (f"{OPAQUE}{element.digest}", "", element.text)
        around = tuple(span for span in element.spans if span is not own)
        text = f"{GAP}{self.text(Spanned(element.text, around))}" if around or words != element.text else ""
        return write_image(digest, words) + text

    def table(self, cells: tuple[tuple[Cell, ...], ...]) -> str:
        lines = [_row([self.cell(cells, row, column) for column in range(len(cells[row]))]) for row in range(len(cells))]
        return "\n".join([*lines[:1], _row(["---"] * len(cells[0])), *lines[1:]]) if lines else "| |\n| --- |"

    def cell(self, cells: tuple[tuple[Cell, ...], ...], row: int, column: int) -> str:
        cell = cells[row][column]
        if not cell.covered:
            return self.text(cell.spanned).replace("^^", "\\^^")
        return "^^" if row and cells[row - 1][column].text == cell.text else "<<"


class _Marked(_Plain):
    """The same with inline formatting."""

    def text(self, whole: Spanned) -> str:
        return write_spans(whole, self.labels) if whole.spans else escape(whole.text)

    def number(self, number: str, spans: Sequence[Span]) -> str:
        """A number, with its own formatting: zero-width spans at the beginning of the text."""
        return write_number(number, spans)


def _row(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"
