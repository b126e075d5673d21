"""Word with tracked changes: the old file, its formatting kept, with every change marked as Word marks it."""

from __future__ import annotations

from plandiff.model import Comparison
from plandiff.renderers.options import RenderOptions


def render_redline(comparison: Comparison, options: RenderOptions) -> bytes:
    """The old document with its changes marked, as a Word file."""
    from plandiff.renderers.redline.document import mark_up

    return mark_up(comparison, options.sources, options.redline, options.language)
