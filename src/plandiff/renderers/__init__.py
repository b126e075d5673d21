"""Comparison -> bytes. A format is one file here and one row of `RENDERERS`."""

from __future__ import annotations

from typing import Final

from plandiff.model import Comparison
from plandiff.renderers.formats import Format, format_named
from plandiff.renderers.html import render_html
from plandiff.renderers.json import render_json
from plandiff.renderers.markdown import render_markdown
from plandiff.renderers.options import Language, RenderOptions
from plandiff.renderers.text import render_text

__all__ = ["RENDERERS", "Language", "RenderOptions", "render"]

RENDERERS: Final[tuple[Format[Comparison], ...]] = (
    Format("html", (".html", ".htm"), render_html),
    Format("text", (".txt",), render_text),
    Format("markdown", (".md", ".markdown"), render_markdown),
    Format("json", (".json",), render_json),
)


def render(comparison: Comparison, format: str, options: RenderOptions) -> bytes:  # noqa: A002 - the option's own name
    """The comparison in one of the `RENDERERS`' formats. Raises `UsageError` for an unknown one."""
    return format_named(format, RENDERERS).render(comparison, options)
