"""Comparison -> bytes, and a review of several comparisons -> bytes.

A format is one file here and one row of a table. A comparison is a review of one document (`Review.of`), so what hands
findings to other tools is a format of reviews: several documents stand in one file, and what could not be read is in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from plandiff.model import Comparison, Review
from plandiff.renderers.comment import render_comment
from plandiff.renderers.formats import Format, format_named
from plandiff.renderers.github import render_github
from plandiff.renderers.gitlab import render_gitlab
from plandiff.renderers.html import render_html
from plandiff.renderers.json import render_json, render_review_json
from plandiff.renderers.junit import render_junit
from plandiff.renderers.markdown import render_markdown
from plandiff.renderers.options import Language, RenderOptions
from plandiff.renderers.reviews import render_review_text
from plandiff.renderers.sarif import render_sarif
from plandiff.renderers.text import render_text

__all__ = ["RENDERERS", "REVIEW_RENDERERS", "Language", "RenderOptions", "render"]


def _of_one(render_review: Callable[[Review, RenderOptions], bytes]) -> Callable[[Comparison, RenderOptions], bytes]:
    return lambda comparison, options: render_review(Review.of(comparison), options)


RENDERERS: Final[tuple[Format[Comparison], ...]] = (
    Format("html", (".html", ".htm"), render_html),
    Format("text", (".txt",), render_text),
    Format("markdown", (".md", ".markdown"), render_markdown),
    Format("json", (".json",), render_json),
    Format("comment", (), _of_one(render_comment)),
    Format("github", (), _of_one(render_github)),
    Format("gitlab", (), _of_one(render_gitlab)),
    Format("junit", (".xml",), _of_one(render_junit)),
    Format("sarif", (".sarif",), _of_one(render_sarif)),
)

REVIEW_RENDERERS: Final[tuple[Format[Review], ...]] = (
    Format("text", (".txt",), render_review_text),
    Format("json", (".json",), render_review_json),
    Format("comment", (".md", ".markdown"), render_comment),
    Format("github", (), render_github),
    Format("gitlab", (), render_gitlab),
    Format("junit", (".xml",), render_junit),
    Format("sarif", (".sarif",), render_sarif),
)


def render(comparison: Comparison, format: str, options: RenderOptions) -> bytes:  # noqa: A002 - the option's own name
    """The comparison in one of the `RENDERERS`' formats. Raises `UsageError` for an unknown one."""
    return format_named(format, RENDERERS).render(comparison, options)
