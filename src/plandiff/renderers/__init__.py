"""Comparison -> bytes, and a review of several comparisons -> bytes.

A format is one file here and one row of a table. A comparison is a review of one document (`Review.of`), so a format for
handing findings to other tools is a format of reviews: several documents in one file, including those that could not be read.
A run imports only the renderer it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from plandiff.arguments import check_argument
from plandiff.bilingual import Language
from plandiff.model import Comparison, Review
from plandiff.renderers.formats import Format, format_named
from plandiff.renderers.options import RedlineOptions, RenderOptions, TableOptions

__all__ = ["RENDERERS", "REVIEW_RENDERERS", "Language", "RedlineOptions", "RenderOptions", "TableOptions", "render"]


def late(place: str) -> Callable[[Any, RenderOptions], bytes]:
    """The function at `module:name` among the renderers; the module is imported on the first call."""

    def write(value: Any, options: RenderOptions) -> bytes:  # noqa: ANN401 - what the row of the table says
        module, _, name = place.partition(":")
        written: bytes = getattr(import_module(f"plandiff.renderers.{module}"), name)(value, options)
        return written

    return write


def of_one(render_review: Callable[[Review, RenderOptions], bytes]) -> Callable[[Comparison, RenderOptions], bytes]:
    """A renderer of reviews for a comparison."""
    return lambda comparison, options: render_review(Review.of(comparison), options)


RENDERERS: Final[tuple[Format[Comparison], ...]] = (
    Format("html", (".html", ".htm"), late("html:render_html"), "markup"),
    Format("text", (".txt",), late("text:render_text")),
    Format("markdown", (".md", ".markdown"), late("markdown:render_markdown"), "plain"),
    Format("json", (".json",), late("json:render_json"), "json"),
    Format("comment", (), of_one(late("comment:render_comment")), "plain"),
    Format("github", (), of_one(late("github:render_github")), "commands"),
    Format("gitlab", (), of_one(late("gitlab:render_gitlab")), "json"),
    Format("junit", (".xml",), of_one(late("junit:render_junit")), "markup"),
    Format("sarif", (".sarif",), of_one(late("sarif:render_sarif")), "json"),
    Format("report", (".html", ".htm"), late("html:render_html"), "markup"),
    Format("report", (".pdf",), late("pdf:render_report_pdf"), "binary"),
    Format("redline", (".docx",), late("redline:render_redline"), "binary", rewrites=True),
    Format("table", (".docx",), late("table.docx:render_docx"), "binary"),
    Format("table", (".xlsx",), late("table.xlsx:render_xlsx"), "binary"),
    Format("table", (".html", ".htm"), late("table.html:render_html"), "markup"),
    Format("table", (".pdf",), late("pdf:render_table_pdf"), "binary"),
    Format("changes", (".csv",), late("changes:render_csv"), "plain"),
    Format("changes", (".xlsx",), late("changes:render_xlsx"), "binary"),
)
"""Formats of a comparison, and their files. The first row with a suffix is the default for that suffix."""

REVIEW_RENDERERS: Final[tuple[Format[Review], ...]] = (
    Format("text", (".txt",), late("reviews:render_review_text")),
    Format("json", (".json",), late("json:render_review_json"), "json"),
    Format("comment", (".md", ".markdown"), late("comment:render_comment"), "plain"),
    Format("github", (), late("github:render_github"), "commands"),
    Format("gitlab", (), late("gitlab:render_gitlab"), "json"),
    Format("junit", (".xml",), late("junit:render_junit"), "markup"),
    Format("sarif", (".sarif",), late("sarif:render_sarif"), "json"),
)


def render(
    comparison: Comparison,
    format: str,  # noqa: A002 - the option's own name
    options: RenderOptions,
    path: str | None = None,
) -> bytes:
    """The comparison in one of the `RENDERERS`' formats; if several kinds of files can hold it, in the kind that `path` is.

    Raises `UsageError` for an unknown format, for a path of none of its kinds, and for a format that is not for comparisons.
    """
    check_argument("comparison", comparison, Comparison)
    check_argument("options", options, RenderOptions)
    return format_named(format, RENDERERS, path).render(comparison, options)
