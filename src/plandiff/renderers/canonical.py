"""A plan as canonical Markdown: one text for every dress, made to be read, kept and compared.

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

Attached documents are headings with one `#`. Reading this text gives the same plan again, since
the header says that nothing in it is to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.model import Block, Cell, Plan, Section

GAP: Final = "\u3000"
"""Between a number and its text; texts themselves hold no ideographic space."""

_SENTENCE: Final = re.compile(r"(?<=[。！？；])([”’」』）)]*)(?=[^\n”’」』）)])")
"""Where a sentence of a paragraph ends and another begins."""
_MARKUP: Final = re.compile(r"[\\`*_\[\]{}<>#|~&]")
_OPENING: Final = re.compile(r"^[-+:=]")
_SPACE: Final = re.compile(r"\s+")
_PLAIN_VALUE: Final = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff（）()《》“”、年月日—-]*")


def render_canonical(plan: Plan) -> str:
    """The canonical Markdown of a plan, ending in one line feed."""
    chunks = list(_section(plan.root))
    # The first heading of the outermost level is the title: an attached document must not be taken for it.
    if plan.root.title or (chunks and chunks[0].startswith("# ")):
        chunks.insert(0, f"# {_escape(plan.root.title)}".rstrip())
    return "\n\n".join([_header(plan), *chunks]) + "\n"


def render_sentences(plan: Plan) -> str:
    """The same with a line for each sentence, for programs that compare by lines."""
    header, mark, body = render_canonical(plan).partition("\n---\n")
    lines = [line if line.startswith(("#", "|", ":")) else _SENTENCE.sub(r"\1\n", line) for line in body.split("\n")]
    return header + mark + "\n".join(lines)


def _header(plan: Plan) -> str:
    meta = plan.meta
    values = (
        ("title", meta.title),
        ("issuer", meta.issuer),
        ("region", meta.region),
        ("period", meta.period),
        ("date", meta.date),
    )
    return "\n".join(["---", "plandiff: plan-1", *(f"{key}: {_value(value)}" for key, value in values if value), "---"])


def _value(text: str) -> str:
    """A YAML scalar: bare where nothing in it could be read otherwise."""
    if _PLAIN_VALUE.fullmatch(text):
        return text
    escaped = "".join(
        character if character.isprintable() and character not in '"\\' else f"\\U{ord(character):08X}" for character in text
    )
    return f'"{escaped}"'


def _section(section: Section) -> Iterator[str]:
    for block in section.body:
        yield _block(block)
    for child in section.children:
        yield f"{'#' * (child.level + 1)} {_numbered(child.number, child.title)}"
        yield from _section(child)


def _block(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(filter(None, (f": {_escape(block.text)}" if block.text else "", _table(block.cells))))
    if block.kind == "item":
        return f"- {_numbered(block.number, block.text)}"
    if block.kind == "note":
        return f"> {_escape(block.text)}"
    return _escape(block.text)


def _numbered(number: str, text: str) -> str:
    return f"{_escape(number)}{GAP}{_escape(text)}" if number else _escape(text)


def _table(cells: tuple[tuple[Cell, ...], ...]) -> str:
    lines = [_row([_cell(cells, row, column) for column in range(len(cells[row]))]) for row in range(len(cells))]
    return "\n".join([*lines[:1], _row(["---"] * len(cells[0])), *lines[1:]]) if lines else "| |\n| --- |"


def _row(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _cell(cells: tuple[tuple[Cell, ...], ...], row: int, column: int) -> str:
    cell = cells[row][column]
    if not cell.covered:
        return _escape(cell.text).replace("^^", "\\^^")
    return "^^" if row and cells[row - 1][column].text == cell.text else "<<"


def _escape(text: str) -> str:
    text = _MARKUP.sub(lambda found: "\\" + found.group(), _SPACE.sub(" ", text).strip())
    return _OPENING.sub(lambda found: "\\" + found.group(), text)
