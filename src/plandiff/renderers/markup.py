"""Runs of text as HTML: the only filter of the report's templates.

In Python and not a template, because a long report has tens of thousands of these small pieces. All document text
passes through `escape`, here or in the templates, which escape automatically.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Final

from markupsafe import Markup

from plandiff.renderers.interface import Interface
from plandiff.renderers.passages import Run
from plandiff.renderers.sentences import shown_target
from plandiff.renderers.typesetting import Typeset

CUT: Final = '<span class="cut">¶</span>'
"""Where a paragraph of the old text ended and the new one goes on, in one column."""
_FOLLOWED: Final = re.compile(r"(?:https?://|mailto:)[\w.~:/?#\[\]@!$&'()*+,;=%|{}-]+", re.IGNORECASE)
"""Targets that a click may open. All others are only shown: a script, a file on the reader's machine, a place in another page."""
LONGEST_FOLLOWED: Final = 2000
"""Characters of the longest target that a click may open, as most servers accept; each part of a link repeats it."""


def mark_up(runs: Iterable[Run], say: Interface, both: bool = False) -> Markup:
    """Runs of a text with their changes; for `both` sides, with what the other side prints."""
    return Markup("".join(_run(run, say, both=both) for run in runs))  # noqa: S704 - made of escaped text below


def _run(run: Run, say: Interface, *, both: bool) -> str:
    text = _typeset(run.parts, named=not run.retargeted) if run.parts else escape(run.text)
    if run.kind in ("equal", "own"):
        return text
    if run.kind == "shared":
        return f"<mark>{text}</mark>"
    if run.kind == "deleted":
        return f"<del>{text}</del>"
    if run.kind == "inserted":
        return f"<ins>{text}</ins>"
    if run.kind == "cut":
        return CUT
    alone = "" if run.other else " alone"
    name = say.plain_name("class", run.noise)
    leads = f' data-old="{escape(run.other)}"' if both else ""
    if run.retargeted:
        targets = " (" + " → ".join(shown_target(target) for target in run.retargeted[1:]) + ")"
        name, leads = name + targets, leads + f' data-leads="{escape(targets)}"'
    return f'<span class="n {escape(run.noise)}{alone}" title="{escape(name)}"{leads}>{text}</span>'


def _typeset(parts: Iterable[Typeset], *, named: bool) -> str:
    """The parts of a run by typesetting; links are `named` by their targets."""
    pieces = []
    for target, group in groupby(parts, key=lambda part: part.target):
        members = list(group)
        text = "".join(map(_emphasized, members))
        pieces.append(_link(target, text, ends=members[-1].ends, named=named) if target else text)
    return "".join(pieces)


def _emphasized(part: Typeset) -> str:
    text = escape(part.text)
    if part.underline:
        text = f"<u>{text}</u>"
    return f"<strong>{text}</strong>" if part.bold else text


def _link(target: str, text: str, *, ends: bool, named: bool) -> str:
    """A link, or its part in one run; its mark is where it ends."""
    opening = f'class="to{" end" if ends else ""}"'
    if named:
        opening += f' title="{escape(shown_target(target))}"'
    if len(target) <= LONGEST_FOLLOWED and _FOLLOWED.fullmatch(target):
        return f'<a {opening} href="{escape(target)}" rel="noopener noreferrer nofollow" target="_blank">{text}</a>'
    return f"<span {opening}>{text}</span>"
