"""A renderer's options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from plandiff.arguments import check_argument, check_optional, check_value
from plandiff.bilingual import Language
from plandiff.model import Source

Marks = Literal["bold", "underline", "colour", "shading"]
"""How added words are marked on paper; deleted ones are always struck through."""
Orientation = Literal["landscape", "portrait"]


@dataclass(frozen=True)
class TableOptions:
    """The looks and contents of a table of both texts."""

    everything: bool = False
    """Unchanged text too."""
    marks: Marks = "bold"
    orientation: Orientation = "landscape"
    findings: bool = True
    """Explain the changes in the notes column, where nobody wrote a note."""
    numbered: bool = False
    """A first column numbers the rows."""
    kinds: bool = False
    """A column shows the kind of each change."""
    template: bytes | None = field(default=None, repr=False)
    """A Word file whose styles, page, header and footer are used."""
    template_name: str = "template"
    """What messages call it: the name of its file."""


@dataclass(frozen=True)
class RedlineOptions:
    """What tracked changes contain besides the text."""

    author: str = ""
    """Author of the marks; "" for nobody in particular."""
    date: str = ""
    """When they were made, ISO 8601; "" for no date, so that the same inputs give the same bytes."""
    annotated: bool = False
    """Comments explain the changes, and quote people's notes on them."""


@dataclass(frozen=True)
class RenderOptions:
    """The same comparison and options give the same bytes, so nothing here is looked up elsewhere."""

    language: Language = "en"
    show_set_aside: bool = False
    """List text that is not the plans' own in full; it is counted either way."""
    show_comments: bool = False
    """List the comments in the files."""
    templates: str = ""
    """The folder of templates that replace ours (HTML only); "" for none."""
    width: int = 80
    """Columns of the terminal (text only)."""
    color: bool = False
    """Mark with colours too, never with colours alone (text only)."""
    limit: int | None = None
    """The maximum number of changes to list before pointing to the rest (text and Markdown); None lists all."""
    table: TableOptions = TableOptions()
    redline: RedlineOptions = RedlineOptions()
    sources: tuple[Source, Source] | None = field(default=None, repr=False)
    """The files themselves, for formats that rewrite one (`Format.rewrites`)."""

    def __post_init__(self) -> None:
        """Raises `UsageError` for an unknown language, and for a value of the wrong type."""
        check_value("language", self.language, get_args(Language))
        check_argument("width", self.width, int)
        check_optional("limit", self.limit, int)
