"""What a renderer is given besides the comparison."""

from __future__ import annotations

from dataclasses import dataclass, field

from plandiff.bilingual import Language
from plandiff.model import Source

__all__ = ["Language", "RedlineOptions", "RenderOptions"]


@dataclass(frozen=True)
class RedlineOptions:
    """What tracked changes say beside the text."""

    author: str = ""
    """Whose marks they are; "" for nobody's in particular."""
    date: str = ""
    """When they were made, ISO 8601; "" where nothing is said of it, so that the same inputs give the same bytes."""
    annotated: bool = False
    """Comments say what the changes mean, and what people noted on them."""


@dataclass(frozen=True)
class RenderOptions:
    """The same comparison and options give the same bytes, so nothing here is looked up elsewhere."""

    language: Language = "en"
    show_set_aside: bool = False
    """List in full what is not the plans' own text; it is counted either way."""
    show_comments: bool = False
    """List the comments that people made in the files."""
    width: int = 80
    """Columns of the terminal (text only)."""
    color: bool = False
    """Mark with colours too, never with colours alone (text only)."""
    limit: int | None = None
    """The most changes to list before pointing to the rest (text and Markdown); None lists all."""
    redline: RedlineOptions = RedlineOptions()
    sources: tuple[Source, Source] | None = field(default=None, repr=False)
    """The files themselves, for formats that rewrite one (`Format.rewrites`)."""
