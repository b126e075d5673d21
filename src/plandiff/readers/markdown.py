"""Markdown -> blocks. Lines stay apart where they are printed apart: many plans put one paragraph
on each line without a blank one between, and joining wrapped lines is for the normalizer."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING, Final

from plandiff.model import Block, BlockKind, Cell
from plandiff.readers.grids import table
from plandiff.readers.lines import indent_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})(?:[ \t\u3000]+(.*))?$")
_UNDERLINE: Final = re.compile(r"^={3,}$")
_RULE: Final = re.compile(r"^(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,})$")
_ITEM: Final = re.compile(r"^[-*+][ \t]+(.*)$")
_QUOTE: Final = re.compile(r"^>[ \t]?(.*)$")
_FENCE: Final = re.compile(r"^(?:```|~~~)")
_DELIMITER: Final = re.compile(r"^\|?(?: ?:?-+:? ?\|)* ?:?-+:? ?\|?$")
_ROW: Final = re.compile(r"^\|.*\|$")
_BAR: Final = re.compile(r"(?<!\\)\|")
_TABLE_END: Final = re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_BOLD_LINE: Final = re.compile(r"^\*\*[^*]+(?:\*{4}[^*]+)*\*\*$")
_SIGNS: Final = re.compile(
    r"^#{1,6} \S|^ {0,3}\*\*\S[^*\n]{0,80}\*\*|^\|?[ :-]{0,40}-{3,99}[ :-]{0,40}\|[ :|-]*$|\]\((?:https?:|[./#])", re.MULTILINE
)

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD: Final = 0xDC00
"""Escaped characters wait above this code point while markup is undone: among the low surrogates, which are half a character
each, so that no text that was decoded holds one."""
_RESTORE: Final = {_HELD + code: chr(code) for code in range(0x21, 0x7F)}
_UNDO: Final = (
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?\)"), r"\1"),
    (re.compile(r"\{:[^{}\n]{0,300}\}"), ""),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>"), ""),
    (re.compile(r"\*{3}([^*\n]{1,4000})\*{3}"), r"\1"),
    (re.compile(r"\*{2}([^*\n]{0,4000})\*{2}"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,4000})(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,4000})(?<=[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,4000})(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"~~([^~\n]{1,4000})~~"), r"\1"),
)
"""Inline markup and what it leaves of the text, in the order in which it is undone."""


def recognise(text: str, name: str) -> bool:
    """Whether a text is Markdown: by its ending, or by signs that plain text does not have."""
    return name.lower().endswith((".md", ".markdown", ".mdown")) or bool(_SIGNS.search(text))


def plain(text: str) -> str:
    """A line of Markdown as it is printed: inline markup, entities and escapes undone, space folded."""
    if not any(mark in text for mark in "\\`[{<*_~&"):
        return tidy(text)
    text = _ESCAPED.sub(lambda found: chr(_HELD + ord(found.group(1))), text)
    for markup, left in _UNDO:
        text = markup.sub(left, text)
    return tidy(entities.unescape(text).translate(_RESTORE))


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """A block for each line that is not blank, and one for each table."""
    return tuple(_blocks(_without_comments(text).split("\n"), first_line))


def _without_comments(text: str) -> str:
    """The text with HTML comments blanked out, line ends kept."""
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        if start and text[start - 1] == "\\":
            pieces.append(text[at : start + 4])
            at = start + 4
            continue
        pieces.append(text[at:start] + "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*pieces, text[at:]])


def _blocks(lines: list[str], first_line: int) -> Iterator[Block]:
    at, apart, fenced = 0, True, False
    while at < len(lines):
        whole, line, number = lines[at], lines[at].strip(), first_line + at
        at += 1
        if _FENCE.match(line):
            fenced, apart = not fenced, True
        elif fenced:
            if content := tidy(line):
                yield Block("paragraph", content, apart=apart, line=number)
            apart = True
        elif not line or _RULE.match(line):
            apart = True
        elif found := _HEADING.match(line):
            if content := plain((found.group(2) or "").rstrip(" #")):
                yield Block("heading", content, level=len(found.group(1)), line=number)
            apart = True
        elif at < len(lines) and _UNDERLINE.match(lines[at].strip()):
            yield Block("heading", plain(line), level=1, line=number)
            at, apart = at + 1, True
        elif line.lower().startswith("<table"):
            end = next((i for i in range(at - 1, len(lines)) if _TABLE_END.search(lines[i])), len(lines) - 1)
            from plandiff.readers import html  # here: it reads Markdown's tables, and nothing else of it

            yield from (_outside_lifted(block) for block in html.parse("\n".join(lines[at - 1 : end + 1])))
            at, apart = end + 1, True
        elif end := _table_end(lines, at):
            yield table(cells_of(lines[at - 1 : end]), line=number)
            at, apart = end, True
        else:
            kind, content = _kind_of(line)
            yield from _line(kind, content, number, apart=apart or kind != "paragraph", indent=indent_of(whole))
            apart = False


def _table_end(lines: list[str], at: int) -> int:
    """Where a pipe table that begins on the line before `at` ends; 0 where none begins.

    Its second line draws the border below the header, or is a row as clearly as the first.
    """
    if "|" not in lines[at - 1] or at >= len(lines) or "|" not in lines[at]:
        return 0
    first, second = lines[at - 1].strip(), lines[at].strip()
    if not (_is_border(second) or (_ROW.match(first) and _ROW.match(second))):
        return 0
    return next((i for i in range(at, len(lines)) if "|" not in lines[i]), len(lines))


def _is_border(line: str) -> bool:
    return "-" in line and bool(_DELIMITER.match(" ".join(line.split())))


def _kind_of(line: str) -> tuple[BlockKind, str]:
    if item := _ITEM.match(line):
        return "item", item.group(1)
    if quote := _QUOTE.match(line):
        return "note", quote.group(1)
    return "paragraph", line


def _line(kind: BlockKind, line: str, number: int, *, apart: bool, indent: int = 0) -> Iterator[Block]:
    for part in _BREAK.split(line):
        if content := plain(part):
            yield Block(kind, content, strong=bool(_BOLD_LINE.match(part.strip())), apart=apart, indent=indent, line=number)
            apart, kind = False, "paragraph" if kind == "item" else kind


def _outside_lifted(block: Block) -> Block:
    return Block(block.kind, block.text, level=block.level, cells=block.cells, strong=block.strong)


def cells_of(lines: list[str]) -> tuple[tuple[Cell, ...], ...]:
    """The grid of a pipe table; `^^` stands for the cell above that reaches down, `<<` for the one to the left."""
    grid: list[list[Cell]] = []
    for ordinal, line in enumerate(lines):
        if ordinal == 1 and _is_border(line.strip()):
            continue
        bare = line.strip()
        bare = bare.removeprefix("|")
        if bare.endswith("|") and not bare.endswith("\\|"):
            bare = bare[:-1]
        row: list[Cell] = []
        for column, raw in enumerate(_BAR.split(bare)):
            above = grid[-1][column].text if grid and column < len(grid[-1]) else ""
            if raw.strip() == "^^":
                row.append(Cell(above, covered=True))
            elif raw.strip() == "<<" and row:
                row.append(Cell(row[-1].text, covered=True))
            else:
                row.append(Cell(plain(_BREAK.sub(" ", raw))))
        grid.append(row)
    width = max(map(len, grid))
    return tuple(tuple(row + [Cell("")] * (width - len(row))) for row in grid)
