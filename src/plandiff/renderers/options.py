"""What a renderer is given besides the comparison."""

from __future__ import annotations

from dataclasses import dataclass

from plandiff.bilingual import Language

__all__ = ["Language", "RenderOptions"]


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
