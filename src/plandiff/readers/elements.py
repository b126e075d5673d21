"""What the names of HTML elements say about their text, on a page or inside Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from plandiff.model import SpanKind

SPAN_KINDS: Final[dict[str, SpanKind]] = {
    "b": "bold",
    "strong": "bold",
    "u": "underline",
    "s": "deleted",
    "del": "deleted",
    "strike": "deleted",
    "ins": "inserted",
    "sup": "superscript",
    "sub": "subscript",
}
INLINE_NAMES: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "applet",
        "area",
        "b",
        "bdi",
        "bdo",
        "big",
        "blink",
        "br",
        "button",
        "canvas",
        "cite",
        "code",
        "data",
        "datalist",
        "del",
        "dfn",
        "em",
        "embed",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "map",
        "mark",
        "marquee",
        "meter",
        "nobr",
        "noscript",
        "output",
        "picture",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Inline elements."""
BOXES: Final = ("☐", "☑")
"""What is printed for an open task, and for one that is done."""
