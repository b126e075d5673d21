"""What a renderer is given besides the comparison."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from plandiff.arguments import check_argument, check_optional, check_value
from plandiff.bilingual import Language
from plandiff.model import Source

__all__ = ["Language", "Marks", "Orientation", "RedlineOptions", "RenderOptions", "TableOptions"]

Marks = Literal["bold", "underline", "colour", "shading"]
"""How added words are marked on paper; deleted ones are struck through whatever is chosen."""
Orientation = Literal["landscape", "portrait"]


@dataclass(frozen=True)
class TableOptions:
    """How a table of both texts is to look, and what it is to hold."""

    everything: bool = False
    """Unchanged text too."""
    marks: Marks = "bold"
    orientation: Orientation = "landscape"
    findings: bool = True
    """Say in the notes what the changes mean, where nobody wrote a note."""
    numbered: bool = False
    """A first column counts the rows."""
    kinds: bool = False
    """A column says of what kind each change is."""
    template: bytes | None = field(default=None, repr=False)
    """A Word file whose styles, page, header and footer are taken."""


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
    templates: str = ""
    """The folder of templates that take the place of ours (HTML only); "" for none."""
    width: int = 80
    """Columns of the terminal (text only)."""
    color: bool = False
    """Mark with colours too, never with colours alone (text only)."""
    limit: int | None = None
    """The most changes to list before pointing to the rest (text and Markdown); None lists all."""
    table: TableOptions = TableOptions()
    redline: RedlineOptions = RedlineOptions()
    sources: tuple[Source, Source] | None = field(default=None, repr=False)
    """The files themselves, for formats that rewrite one (`Format.rewrites`)."""

    def __post_init__(self) -> None:
        """Raises `UsageError` for an unknown language, and for what is of another type."""
        check_value("language", self.language, get_args(Language))
        check_argument("width", self.width, int)
        check_optional("limit", self.limit, int)
