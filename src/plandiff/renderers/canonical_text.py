"""Texts of a plan in canonical Markdown: escaped, with inline formatting as markup.

[text](target)  ![alt](digest)  **bold**  <u>underlined</u>  ~~struck out~~  <ins>inserted</ins>
<ins hidden>an insertion that is not read</ins>  a reference[^1]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from plandiff.model import Span, SpanKind, Spanned
from plandiff.model.spans import COVERING, splice, strip

_MARKUP: Final = re.compile(r"[\\`*_\[\]{}<>#|~&]")
_TARGET: Final = re.compile(r"[\\`*_\[\]{}<>#|~&()]")
_OPENING: Final = re.compile(r"^[-+:=]")
_SPACE: Final = re.compile(r"\s+")
_ENCLOSING: Final[dict[SpanKind, tuple[str, str]]] = {
    "bold": ("**", "**"),
    "underline": ("<u>", "</u>"),
    "inserted": ("<ins>", "</ins>"),
    "link": ("[", "]({target})"),
}
"""Markup before and after the text it encloses, outermost first; with bold outermost, two of its marks never meet."""
_NESTING: Final = tuple(_ENCLOSING)
MAX_LINKED: Final = 1500
"""Characters of the longest link text (escapes double it at most); a longer one is written in parts, which are read as one."""


def escape(text: str) -> str:
    """A text in which nothing is markup."""
    return _piece(_SPACE.sub(" ", text).strip(), first=True)


def write_image(digest: str, words: str) -> str:
    """An image: its alternative text, and what identifies it."""
    return f"![{_after_bracket(escape(words))}]({_target(digest)})"


def write_spans(whole: Spanned, labels: Mapping[str, str]) -> str:
    """A text with its spans as markup; `labels` are those of the notes, by unit."""
    whole = _even(whole)
    covering = [span for span in whole.spans if span.kind in COVERING and span.end > span.start]
    points = [span for span in whole.spans if span.end == span.start and not _is_of_number(span)]
    borders = {0, len(whole.text), *(place for span in whole.spans for place in span[:2])}
    for span in covering:
        borders |= set(range(span.start, span.end, MAX_LINKED)) if span.kind == "link" else set()
    pieces: list[str] = []
    open_spans: list[Span] = []
    at, opening, place = 0, 0, 0
    active: list[Span] = []
    for border in sorted(borders):
        piece = _piece(whole.text[at:border], first=not at)
        pieces.append(_after_bracket(piece) if pieces and pieces[-1] == "[" else piece)
        active = [span for span in active if span.end > border]
        while opening < len(covering) and covering[opening].start <= border:
            active.append(covering[opening])
            opening += 1
        due = sorted(active, key=_depth)
        kept = _common(open_spans, due, border)
        pieces += (_closing(span) for span in reversed(open_spans[kept:]))
        while place < len(points) and points[place].start == border:
            pieces.append(_point(points[place], labels))
            place += 1
        pieces += (_opening(span) for span in due[kept:])
        open_spans, at = due, border
    return "".join(_apart(pieces))


def _apart(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces with an exclamation mark before a bracket escaped: together they would begin an image."""
    for piece, after in pairwise([*filter(None, pieces), ""]):
        yield f"{piece[:-1]}\\!" if piece.endswith("!") and after.startswith("[") else piece


def write_number(number: str, spans: Sequence[Span]) -> str:
    """A number, with its own formatting."""
    own = sorted((span for span in spans if _is_of_number(span)), key=_depth)
    return "".join([*map(_opening, own), escape(number), *map(_closing, reversed(own))])


def _is_of_number(span: Span) -> bool:
    return span.start == span.end and span.kind in COVERING and not (span.kind == "inserted" and span.value)


def _even(whole: Spanned) -> Spanned:
    """A text with single spaces and none at its ends, as every reader produces it."""
    return strip(splice(whole, [(*found.span(), " ") for found in _SPACE.finditer(whole.text) if found.group() != " "]))


def _depth(span: Span) -> tuple[int, int, int, str]:
    return _NESTING.index(span.kind), span.start, span.end, span.value


def _common(now: Sequence[Span], due: Sequence[Span], border: int) -> int:
    """How many of the open marks may stay open at a boundary; a long link is split."""
    kept = 0
    while kept < min(len(now), len(due)) and now[kept] == due[kept]:
        if now[kept].kind == "link" and (border - now[kept].start) % MAX_LINKED == 0:
            break
        kept += 1
    return kept


def _piece(text: str, *, first: bool) -> str:
    escaped = _MARKUP.sub(_escaped, text)
    return _OPENING.sub(_escaped, escaped) if first else escaped


def _after_bracket(text: str) -> str:
    """A text after an opening bracket, where a caret would make it a footnote's label."""
    return f"\\{text}" if text.startswith("^") else text


def _target(target: str) -> str:
    """The target of a link or an image, between parentheses."""
    return _TARGET.sub(_escaped, target)


def _opening(span: Span) -> str:
    return _ENCLOSING[span.kind][0]


def _closing(span: Span) -> str:
    return _ENCLOSING[span.kind][1].format(target=_target(span.value))


def _point(span: Span, labels: Mapping[str, str]) -> str:
    """What is between two characters."""
    if span.kind == "footnote":
        return f"[^{labels.get(span.value, '')}]"
    if span.kind == "image":
        digest, _, words = span.value.partition(" ")
        return write_image(digest, words)
    written = _piece(span.value, first=False)
    return f"~~{written}~~" if span.kind == "deleted" else f"<ins hidden>{written}</ins>"


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found.group()
