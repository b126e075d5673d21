"""Text to list that is not the plans' own: all of it, or the comments in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.model import SIDES, Comparison, SetAside, Side
from plandiff.renderers.options import RenderOptions

COMMENT: Final = "comment"


def asides(comparison: Comparison, options: RenderOptions) -> Iterator[tuple[Side, str, tuple[SetAside, ...]]]:
    """For each document to list: its side, the key of the list's title, and its blocks."""
    for side in SIDES:
        plan = comparison.plan(side)
        if options.show_set_aside and plan.set_aside:
            yield side, "set_aside_lead", plan.set_aside
        elif options.show_comments and (found := comments(plan.set_aside)):
            yield side, "comments", found


def comments(blocks: tuple[SetAside, ...]) -> tuple[SetAside, ...]:
    return tuple(block for block in blocks if block.reason == COMMENT)
