"""Markdown -> blocks. Lines stay apart where they are printed apart: many plans put one paragraph
on each line without a blank one between, and joining wrapped lines is for the normalizer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Block, BlockKind, Cell, Origin, Spanned
from plandiff.readers.grids import table
from plandiff.readers.inline import References, inline
from plandiff.readers.lines import indent_of, join_lines, tidy
from plandiff.readers.links import figure, link_target
from plandiff.readers.marks import settle

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
_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\[\]\s]{1,100})\]:[ \t]*(.*)$")
_NOTE_GOES_ON: Final = re.compile(r"^(?: {4}|\t)\s*(\S.*)$")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,200})\]:[ \t]*<?((?:[a-z][a-z0-9+.-]{1,20}:|\.{0,2}/|#|[\w%-]+[./])[^\s<>]{0,1000})>?"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"\[([^\[\]\n]{1,200})\]")


def has_signs(text: str) -> bool:
    """Whether a text has signs of Markdown that plain text does not have."""
    return bool(_SIGNS.search(text))


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """A block for each line that is not blank, one for each table, and the footnotes."""
    lines = _without_comments(text).split("\n")
    notes = _take_notes(lines) if "[^" in text else []
    links = _take_definitions(lines) if "]:" in text else {}
    references = References(links, {note.label: _key(note.label) for note in notes})
    blocks = [*_blocks(lines, first_line, references), *(_note(note, first_line, references) for note in notes)]
    return settle(blocks)


class _Footnote(NamedTuple):
    label: str
    paragraphs: list[str]
    line: int
    """From 0, where it is defined."""


def _take_notes(lines: list[str]) -> list[_Footnote]:
    """The footnotes that lines define; their lines are blanked out."""
    notes: list[_Footnote] = []
    fenced = within = False
    for number, line in enumerate(lines):
        if _FENCE.match(line.strip()):
            fenced, within = not fenced, False
        elif fenced:
            continue
        elif found := _NOTE.match(line):
            notes.append(_Footnote(found[1], [found[2]], number))
            lines[number], within = "", True
        elif within and (more := _NOTE_GOES_ON.match(line)):
            notes[-1].paragraphs.append(more[1])
            lines[number] = ""
        elif line.strip():
            within = False
    return list({note.label: note for note in reversed(notes)}.values())[::-1]


def _take_definitions(lines: list[str]) -> dict[str, str]:
    """The targets that lines define for links elsewhere, by name; lines that nothing refers to are text."""
    named = Counter(name.strip().lower() for line in lines for name in _BRACKETED.findall(line))
    links: dict[str, str] = {}
    for number, line in enumerate(lines):
        if (found := _DEFINITION.match(line)) and named[name := found[1].strip().lower()] > 1:
            links.setdefault(name, link_target(found[2]))
            lines[number] = ""
    return links


def _key(label: str) -> str:
    return f"^{label}"


def _note(note: _Footnote, first_line: int, references: References) -> Block:
    text, spans = join_lines(inline(paragraph, references) for paragraph in note.paragraphs)
    origin = Origin(first_line + note.line)
    return Block("note", text, note.label, layer="notes", key=_key(note.label), spans=spans, origin=origin)


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


def _blocks(lines: list[str], first_line: int, references: References) -> Iterator[Block]:
    at, apart, fenced = 0, True, False
    while at < len(lines):
        whole, line, number = lines[at], lines[at].strip(), first_line + at
        at += 1
        if _FENCE.match(line):
            fenced, apart = not fenced, True
        elif fenced:
            if content := tidy(line):
                yield Block("paragraph", content, apart=apart, origin=Origin(number))
            apart = True
        elif not line or _RULE.match(line):
            apart = True
        elif found := _HEADING.match(line):
            title = inline((found.group(2) or "").rstrip(" #"), references)
            yield from _printed("heading", title, number, level=len(found.group(1)))
            apart = True
        elif at < len(lines) and _UNDERLINE.match(lines[at].strip()):
            yield from _printed("heading", inline(line, references), number, level=1)
            at, apart = at + 1, True
        elif line.lower().startswith("<table"):
            end = next((i for i in range(at - 1, len(lines)) if _TABLE_END.search(lines[i])), len(lines) - 1)
            from plandiff.readers import html  # here: it reads Markdown's tables, and nothing else of it

            yield from (_outside_lifted(block) for block in html.parse("\n".join(lines[at - 1 : end + 1])))
            at, apart = end + 1, True
        elif end := _table_end(lines, at):
            yield table(cells_of(lines[at - 1 : end], references), origin=Origin(number))
            at, apart = end, True
        else:
            kind, content = _kind_of(line)
            yield from _line(kind, content, number, references, apart=apart or kind != "paragraph", indent=indent_of(whole))
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


def _line(kind: BlockKind, line: str, number: int, references: References, *, apart: bool, indent: int = 0) -> Iterator[Block]:
    for part in _BREAK.split(line) if "<" in line else (line,):
        strong = "**" in part and bool(_BOLD_LINE.match(part.strip()))
        for block in _printed(kind, inline(part, references), number, strong=strong, apart=apart, indent=indent):
            yield block
            apart, kind = False, "paragraph" if kind == "item" else kind


def _printed(kind: BlockKind, content: Spanned, number: int, **hints: object) -> Iterator[Block]:
    """The block of a text; images without a text are blocks of their own, and what shows nothing makes none."""
    if content.text:
        yield Block(kind, content.text, spans=content.spans, origin=Origin(number), **hints)  # type: ignore[arg-type]  # Block's own fields
        return
    links = [span.value for span in content.spans if span.kind == "link"]
    for span in content.spans:
        if span.kind == "image" and " " in span.value:
            yield figure(span.value, links, origin=Origin(number))
        elif span.kind == "image":
            yield Block("figure", span.value, aside="image", origin=Origin(number))


def _outside_lifted(block: Block) -> Block:
    return replace(block, layer="body") if block.outside else block


def cells_of(lines: list[str], references: References, *, loose: bool = True) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a pipe table; `^^` stands for the cell above that reaches down, `<<` for the one to the left."""
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
                text, spans = inline(_BREAK.sub(" ", raw), references, loose=loose)
                row.append(Cell(text, spans=tuple(span for span in spans if span.kind != "link" or span.end > span.start)))
        grid.append(row)
    return tuple(map(tuple, grid))
