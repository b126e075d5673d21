"""A comparison for the terminal: which sections changed and how, edits inline, `[-old-]{+new+}`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

from plandiff.model import PATH_SEPARATOR, Comparison, Plan, SetAside
from plandiff.renderers.annotations import Digest, digest, rule_counts
from plandiff.renderers.asides import asides
from plandiff.renderers.counterparts import Counterparts, describe, find_counterparts
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.overview import overview, significant_rows
from plandiff.renderers.quantities import Quantities
from plandiff.renderers.rows import Mark, Row
from plandiff.renderers.sentences import (
    Piece,
    all_retargeted,
    base_name,
    counted,
    excerpt,
    group_of,
    headline,
    labels,
    limited,
    noise_counts,
    warnings,
)
from plandiff.renderers.terminal import BLANK, Printed, Style, beside, clip, columns, flow, printable, sheet, styled
from plandiff.renderers.view import lay_out

Entry = TypeVar("Entry")

SIGNS: Final[dict[Mark, str]] = {
    "added": "+",
    "deleted": "-",
    "moved": ">",
    "renamed": "~",
    "changed": "~",
    "split": "~",
    "merged": "~",
}
"""The sign at the beginning of a line, by the most significant mark; the words after it say the rest."""

BRACKETS: Final[dict[str, tuple[str, str, Style]]] = {
    "equal": ("", "", ""),
    "gap": ("", "", "faint"),
    "deleted": ("[-", "-]", "deleted"),
    "inserted": ("{+", "+}", "inserted"),
}

SEVERE_SHOWN: Final = 20
"""Errors and warnings listed if the list is limited: a screen, so that the changes below are noticed."""

TARGETS_SHOWN: Final = 12
"""Changed targets listed if the list is limited: half a screen."""

LINKS_SHOWN: Final = 5
"""Retargeted links listed if the list is limited: they are not changes, so a few lines before those."""

BRIEF_LINES: Final = 3
"""Lines for one change if the list is limited; an added or deleted text needs one to be recognized."""

SOURCE_SHARE: Final = 3
"""A file's name loses its folders when it takes more than 1/SOURCE_SHARE of a line."""


def render_text(comparison: Comparison, options: RenderOptions) -> bytes:
    return sheet(_lines(comparison, options))


def _lines(comparison: Comparison, options: RenderOptions) -> Iterator[Printed]:
    wording, color = Wording.about(comparison, options.language), options.color
    view = lay_out(comparison)
    glance = overview(comparison, view)
    yield _document("-", comparison.old, wording, options)
    yield _document("+", comparison.new, wording, options)
    for warning in warnings(comparison, wording):
        yield from flow([("faint", warning)], options.width, color=color)
    yield BLANK
    counts = wording.say("list").join(counted(glance.counts, wording))
    summary = wording.phrase(headline(comparison, glance.tally)[0])
    yield from flow([("strong", summary), ("", f"{wording.say('colon')}{counts}" if counts else "")], options.width, color=color)
    if noise := noise_counts(comparison, wording):
        yield from flow([("faint", f"{wording.say('noise_line')}{wording.say('colon')}{noise}")], options.width, color=color)
    for link in limited(all_retargeted(view), LINKS_SHOWN if options.limit is not None else None):
        yield from flow([("faint", wording.phrase(link))], options.width, first=2, indent=4, color=color)
    yield from _findings(digest(comparison), wording, options)
    yield from _changed_targets(glance.quantities, wording, options)
    if comparison.alignment.mode == "regions":
        yield from _listed(find_counterparts(comparison, view), attrgetter("path"), _counterparts, wording, options)
    else:
        yield from _listed(significant_rows(view), group_of, _change, wording, options)
    for side, lead, blocks in asides(comparison, options):
        yield BLANK
        yield styled("strong", f"{wording.say(side)}{wording.say('colon')}{wording.say(lead)}", color=color)
        yield from set_aside_lines(blocks, wording)


def _listed(
    entries: Sequence[Entry],
    path_of: Callable[[Entry], tuple[str, ...]],
    print_entry: Callable[[Entry, Wording, RenderOptions], Iterator[Printed]],
    wording: Wording,
    options: RenderOptions,
) -> Iterator[Printed]:
    """The changes under the headings of their sections, up to the limit."""
    shown = entries if options.limit is None else entries[: options.limit]
    for path, group in groupby(shown, path_of):
        yield BLANK
        yield from flow([("strong", PATH_SEPARATOR.join(path) or wording.say("opening"))], options.width, color=options.color)
        for entry in group:
            yield from print_entry(entry, wording, options)
    if len(shown) < len(entries):
        yield BLANK
        yield printable(wording.say("more", count=len(entries) - len(shown)))


def _findings(findings: Digest, wording: Wording, options: RenderOptions) -> Iterator[Printed]:
    """One line for each error and warning, one for all infos, and how many are accepted."""
    color, width = options.color, options.width
    severe = findings.severe if options.limit is None else findings.severe[:SEVERE_SHOWN]
    if findings.open or findings.accepted:
        yield BLANK
    for found in severe:
        style: Style = "deleted" if found.finding.level == "error" else "strong"
        pieces: list[tuple[Style, str]] = [
            (style, wording.say(found.finding.level)),
            ("", f"  {found.message(wording.language)}"),
        ]
        if found.section:
            pieces.append(("faint", f" — {found.section}"))
        yield from flow(pieces, width, indent=4, color=color)
    if len(severe) < len(findings.severe):
        yield printable(wording.say("further", count=len(findings.severe) - len(severe)))
    if rules := rule_counts(findings, wording):
        yield from flow([("faint", f"{wording.say('info')}  {rules}")], width, indent=4, color=color)
    if findings.accepted:
        yield from flow([("faint", wording.say("accepted_count", count=len(findings.accepted)))], width, color=color)


def _changed_targets(quantities: Quantities, wording: Wording, options: RenderOptions) -> Iterator[Printed]:
    """The targets that both plans have with different values: name, old and new value."""
    changed = [quantity for quantity in quantities.changed if quantity.is_target]
    if not changed:
        return
    shown = changed if options.limit is None else changed[:TARGETS_SHOWN]
    yield from (BLANK, *flow([("strong", wording.say("targets_changed"))], options.width, color=options.color))
    for target in shown:
        pieces: list[tuple[Style, str]] = [
            ("", f"{target.label}  "),
            ("deleted", target.old),
            ("", " → "),
            ("inserted", target.new),
        ]
        yield from flow(pieces, options.width, first=2, indent=4, color=options.color)
    if len(shown) < len(changed):
        yield printable(f"  {wording.say('further', count=len(changed) - len(shown))}")


def _document(sign: str, plan: Plan, wording: Wording, options: RenderOptions) -> Printed:
    source, title = (printable(text) for text in (plan.meta.source, plan.meta.title or wording.say("untitled")))
    shown = partial(styled, color=options.color)
    if columns(source) > options.width // SOURCE_SHARE:
        source = printable(clip(base_name(source), options.width // SOURCE_SHARE))
    title = printable(clip(title, options.width - columns(source) - 4))
    style: Style = "deleted" if sign == "-" else "inserted"
    return beside(shown(style, sign), shown("", f" {title}  "), shown("faint", source))


def _change(row: Row, wording: Wording, options: RenderOptions) -> Iterator[Printed]:
    words = [word for word in labels(row, wording) if word != wording.say("changed")]
    pieces: list[tuple[Style, str]] = [("", f"{SIGNS[row.marks[0]]} ")]
    if words and row.marks not in (("added",), ("deleted",)):
        pieces.append(("faint", f"({wording.say('list').join(words)}) "))
    pieces += [_bracketed(piece, row) for piece in excerpt(row)]
    lines = list(flow(pieces, options.width - 2, indent=4, first=2, color=options.color))
    most = 1 if row.marks[0] in ("added", "deleted") else BRIEF_LINES
    if options.limit is not None and len(lines) > most:
        lines = [*lines[: most - 1], beside(lines[most - 1], printable(" …"))]
    yield from lines


def _counterparts(matter: Counterparts, wording: Wording, options: RenderOptions) -> Iterator[Printed]:
    """What two regions say on a matter: the texts side by side, and what they share."""
    said, ((label, text), *rest) = describe(matter, wording)
    sign = "=" if matter.similarity else "-" if matter.old else "+"
    head = f"{label}{wording.say('colon')}{text}" if label else text
    yield from flow([("", f"{sign} {head}  "), ("faint", f"({said})")], options.width, first=2, indent=4, color=options.color)
    for label, text in rest:
        pieces: list[tuple[Style, str]] = [("faint", f"{label}{wording.say('colon')}"), ("", text)]
        yield from flow(pieces, options.width, first=4, indent=4, color=options.color)


def _bracketed(piece: Piece, row: Row) -> tuple[Style, str]:
    before, after, style = BRACKETS[piece.kind]
    if row.marks[0] in ("added", "deleted"):  # the sign at the beginning of the line applies to the whole text
        before = after = ""
    return style, f"{before}{piece.text}{after}"


def set_aside_lines(blocks: Iterable[SetAside], wording: Wording) -> Iterator[Printed]:
    """What was set aside in a document, with the reason and where it was."""
    for block in blocks:
        reason = wording.say("list").join(filter(None, (wording.name_of("reason", block.reason), wording.place(block.origin))))
        yield printable(f"  [{reason}] {clip(block.text, 10_000)}")
