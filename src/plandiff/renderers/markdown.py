"""A comparison as Markdown fit for a comment on a merge request: counts, then changes by section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from plandiff.model import Comparison
from plandiff.renderers.messages import name_of, say
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.overview import loud, overview
from plandiff.renderers.rows import Row
from plandiff.renderers.sentences import PATH_SEPARATOR, Piece, counted, excerpt, group_of, headline, labels, noise_counts
from plandiff.renderers.terminal import printable
from plandiff.renderers.view import lay_out

LARGEST: Final = 60_000
"""Characters of the whole text: GitHub takes 65,536 in a comment, GitLab more."""

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~$@!]|:(?=//|[a-z0-9_+-]+:)|(?<=www)\.)")
"""Marks of Markdown within a line (texts never begin one), mentions, bare addresses, `:emoji:`."""


def render_markdown(comparison: Comparison, options: RenderOptions) -> bytes:
    language = options.language
    view = lay_out(comparison)
    glance = overview(comparison, view)
    lines = [f"## {escape(headline(comparison, glance, language))}", "", *_documents(comparison, options)]
    if glance.counts:
        lines += ["", escape(say(language, "list").join(counted(glance.counts, language)))]
    if noise := noise_counts(comparison, language):
        lines += ["", f"<sub>{escape(say(language, 'noise_line') + say(language, 'colon') + noise)}</sub>"]
    lines += _within_bounds(comparison, options, loud(view), sum(map(len, lines)))
    if options.show_set_aside:
        for side, plan in (("old", comparison.old), ("new", comparison.new)):
            lines += ["", f"### {escape(say(language, side) + say(language, 'colon') + say(language, 'set_aside_lead'))}", ""]
            lines += [
                f"- **{escape(name_of(language, 'reason', block.reason))}** {escape(block.text)}" for block in plan.set_aside
            ]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no mark-up, no HTML, no mention of anybody, one line.

    >>> escape("<b>*5*</b> @all")
    '&lt;b&gt;\\\\*5\\\\*&lt;/b&gt; \\\\@all'
    """
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _documents(comparison: Comparison, options: RenderOptions) -> Iterator[str]:
    old, new = comparison.old.meta, comparison.new.meta
    language = options.language
    yield f"| | {escape(say(language, 'old'))} | {escape(say(language, 'new'))} |"
    yield "|---|---|---|"
    for key, values in (
        ("title", (old.title, new.title)),
        ("issuer", (old.issuer, new.issuer)),
        ("date", (old.date, new.date)),
        ("source", (old.source, new.source)),
    ):
        if any(values):
            yield f"| {escape(say(language, key))} | {' | '.join(map(escape, values))} |"


def _within_bounds(comparison: Comparison, options: RenderOptions, rows: tuple[Row, ...], used: int) -> Iterator[str]:
    """The changes by section, as far as the bounds allow, and how many are left."""
    shown = 0
    for path, group in groupby(rows, lambda row: group_of(comparison, row)):
        heading = f"### {escape(PATH_SEPARATOR.join(path) or say(options.language, 'opening'))}"
        for first, row in zip((True, *(False for _ in rows)), group, strict=False):
            line = _change(row, options)
            used += len(line) + len(heading) * first
            if used > LARGEST or shown == options.limit:
                yield ""
                yield escape(say(options.language, "more_cut", count=len(rows) - shown))
                return
            if first:
                yield from ("", heading, "")
            yield line
            shown += 1


def _change(row: Row, options: RenderOptions) -> str:
    words = say(options.language, "list").join(labels(row, options.language))
    return f"- **{escape(words)}** {''.join(map(_marked, excerpt(row)))}"


def _marked(piece: Piece) -> str:
    tag = {"deleted": "del", "inserted": "ins"}.get(piece.kind)
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)
