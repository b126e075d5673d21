"""What elements of HTML say of their text by their names, on a page or inside Markdown."""

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
