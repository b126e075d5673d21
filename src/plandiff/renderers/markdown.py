"""A comparison as Markdown for a comment on a merge request: counts, then changes by section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from plandiff.model import PATH_SEPARATOR, Comparison
from plandiff.renderers.annotations import Annotation, Digest, digest, rule_counts
from plandiff.renderers.asides import COMMENT, asides
from plandiff.renderers.counterparts import Counterparts, describe, find_counterparts
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.overview import overview, significant_rows
from plandiff.renderers.quantities import Quantities
from plandiff.renderers.rows import Row
from plandiff.renderers.sentences import (
    Piece,
    all_retargeted,
    base_name,
    counted,
    excerpt,
    gap_of,
    group_of,
    headline,
    labels,
    limited,
    noise_counts,
    warnings,
)
from plandiff.renderers.terminal import printable
from plandiff.renderers.view import View, lay_out

LARGEST: Final = 60_000
"""Characters of the whole text: GitHub allows 65,536 in a comment, GitLab more."""

NUMBERS_SHOWN: Final = 30
"""Rows of the table of changed numbers: about a screen; the changes below have them all."""

LINKS_SHOWN: Final = 20
"""Retargeted links: they are not changes, so half a screen before those."""

SEVERE_SHOWN: Final = 100
"""Errors and warnings in the table: a third of the whole at most; `comment` and the report have all."""

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~$@!]|:(?=//|[a-z0-9_+-]+:)|(?<=www)\.)")
"""Markdown's inline marks (texts never begin a line), bare addresses, `:emoji:`."""

_MENTION: Final = re.compile(r"""([@#]|(?<!\w)[!$~%^&])(?=[\w"])""")
"""What GitHub and GitLab turn into mentions or references that notify people: `@all`, `#12`, `!12`, `~label`, `&5`."""

_APART: Final = "\u200b"
"""A zero-width space. Mentions are looked for after Markdown has removed its backslashes; only this prevents them."""


def render_markdown(comparison: Comparison, options: RenderOptions) -> bytes:
    wording = Wording.about(comparison, options.language)
    view = lay_out(comparison)
    glance = overview(comparison, view)
    sentence = wording.say("clause").join(map(wording.phrase, headline(comparison, glance.tally)))
    lines = [f"## {escape(sentence)}", "", *_documents(comparison, wording)]
    for warning in warnings(comparison, wording):
        lines += ["", f"> {escape(warning)}"]
    if glance.counts:
        lines += ["", escape(wording.say("list").join(counted(glance.counts, wording)))]
    if noise := noise_counts(comparison, wording):
        lines += ["", f"<sub>{escape(wording.say('noise_line') + wording.say('colon') + noise)}</sub>"]
    if links := all_retargeted(view):
        lines += ["", *(f"- <sub>{escape(wording.phrase(link))}</sub>" for link in limited(links, LINKS_SHOWN))]
    lines += _findings(digest(comparison), wording)
    lines += _numbers(glance.quantities, wording)
    lines += _within_bounds(options.limit, wording, _changes(comparison, view, wording), sum(map(len, lines)))
    for side, lead, blocks in asides(comparison, options):
        lines += ["", f"### {escape(wording.say(side) + wording.say('colon') + wording.say(lead))}", ""]
        for block in blocks:
            place = wording.place(block.origin) if block.reason == COMMENT else ""
            reason = wording.say("list").join(filter(None, (wording.name_of("reason", block.reason), place)))
            lines.append(f"- **{escape(reason)}** {escape(block.text)}")
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def escape(text: str) -> str:
    """Text that Markdown shows literally: no markup, no HTML, no mentions, one line.

    >>> escape("<b>*5*</b> @all")
    '&lt;b&gt;\\\\*5\\\\*&lt;/b&gt; \\\\@\\u200ball'
    """
    text = _MENTION.sub(rf"\1{_APART}", printable(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _documents(comparison: Comparison, wording: Wording) -> Iterator[str]:
    old, new = comparison.old.meta, comparison.new.meta
    yield f"| | {escape(wording.say('old'))} | {escape(wording.say('new'))} |"
    yield "|---|---|---|"
    for key, values in (
        ("title", (old.title, new.title)),
        ("issuer", (old.issuer, new.issuer)),
        ("date", (old.date, new.date)),
        ("source", (base_name(old.source), base_name(new.source))),
    ):
        if any(values):
            yield f"| {escape(wording.say(key))} | {' | '.join(map(escape, values))} |"


def _findings(findings: Digest, wording: Wording) -> Iterator[str]:
    """A table of errors and warnings, as long as a comment allows; infos by rule, and how many are accepted."""
    if findings.severe:
        yield from ("", *findings_table(findings.severe[:SEVERE_SHOWN], wording))
    if len(findings.severe) > SEVERE_SHOWN:
        yield from ("", wording.say("further", count=len(findings.severe) - SEVERE_SHOWN))
    accepted = wording.say("accepted_count", count=len(findings.accepted)) if findings.accepted else ""
    for line in filter(None, (rule_counts(findings, wording), accepted)):
        yield from ("", f"<sub>{escape(line)}</sub>")


def findings_table(annotations: Iterable[Annotation], wording: Wording) -> Iterator[str]:
    """A row for each finding: level, message, section and line."""
    yield f"| | {wording.say('finding')} | {wording.say('where')} |"
    yield "|---|---|---|"
    for annotation in annotations:
        level = wording.say(annotation.finding.level)
        yield f"| **{level}** | {escape(annotation.message(wording.language))} | {place(annotation, wording)} |"


def place(annotation: Annotation, wording: Wording) -> str:
    """The section of a finding and its place in the file, as far as it has them."""
    return escape(wording.say("list").join(filter(None, (annotation.section, wording.place(annotation.origin)))))


def _numbers(quantities: Quantities, wording: Wording) -> Iterator[str]:
    """A table of the numbers that changed; those added or deleted are among the changes below it."""
    if not quantities.changed:
        return
    keys = ("what", "old", "new", "difference")
    yield from ("", f"| {' | '.join(escape(wording.say(key)) for key in keys)} |", "|---|---:|---:|---:|")
    for row in quantities.changed[:NUMBERS_SHOWN]:
        gap = "" if row.difference is None else wording.phrase(gap_of(row.difference))
        yield f"| {' | '.join(map(escape, (row.label, row.old, row.new, gap)))} |"
    if len(quantities.changed) > NUMBERS_SHOWN:
        yield f"| … | | | {len(quantities.changed) - NUMBERS_SHOWN} |"


class Listed(NamedTuple):
    """A line of the list of changes."""

    path: tuple[str, ...]
    """The headings above it."""
    line: str


def _changes(comparison: Comparison, view: View, wording: Wording) -> tuple[Listed, ...]:
    if comparison.alignment.mode == "regions":
        return tuple(Listed(matter.path, _counterparts(matter, wording)) for matter in find_counterparts(comparison, view))
    return tuple(Listed(group_of(row), _change(row, wording)) for row in significant_rows(view))


def _within_bounds(limit: int | None, wording: Wording, changes: tuple[Listed, ...], used: int) -> Iterator[str]:
    """The changes by section, as far as the limits allow, and how many are left out."""
    before: tuple[str, ...] | None = None
    for shown, (path, line) in enumerate(changes):
        heading = f"### {escape(PATH_SEPARATOR.join(path) or wording.say('opening'))}" if path != before else ""
        used += len(line) + len(heading)
        if used > LARGEST or shown == limit:
            yield ""
            yield escape(wording.say("more_cut", count=len(changes) - shown))
            return
        if heading:
            yield from ("", heading, "")
        yield line
        before = path


def _counterparts(matter: Counterparts, wording: Wording) -> str:
    said, lines = describe(matter, wording)
    texts = (f"{escape(label)}{wording.say('colon')}{escape(text)}" if label else escape(text) for label, text in lines)
    return f"- **{escape(said)}** {'<br>'.join(texts)}"


def _change(row: Row, wording: Wording) -> str:
    words = wording.say("list").join(labels(row, wording))
    return f"- **{escape(words)}** {''.join(map(_marked, excerpt(row)))}"


def _marked(piece: Piece) -> str:
    tag = {"deleted": "del", "inserted": "ins"}.get(piece.kind)
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)
