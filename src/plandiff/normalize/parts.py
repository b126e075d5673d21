"""Blocks cut into number, title and run-in text, each with its spans."""

from __future__ import annotations

from plandiff.model import Block, Spanned
from plandiff.model.spans import NO_TEXT, cut, ordered, splice
from plandiff.normalize.entries import ClassifiedBlock
from plandiff.normalize.schemes import NumberMark, unseen_in_head


def below_number(block: Block, mark: NumberMark) -> Spanned:
    """The text after a block's number; spans over the number alone move to its beginning."""
    if not block.spans:
        return Spanned(mark.rest)
    whole = splice(block.spanned, [(at, at + 1, "") for at in unseen_in_head(block.text)])
    end = len(whole.text.rstrip())
    return cut(whole, (end - len(mark.rest), end))[0]


def title_and_rest(entry: ClassifiedBlock) -> tuple[Spanned, Spanned]:
    """The title of a heading, and the run-in text after it."""
    own = below_number(entry.block, entry.mark) if entry.mark else entry.block.spanned
    if entry.below is not None:  # the number stands alone: all its spans go to the title
        lead = tuple(span._replace(start=0, end=0) for span in own.spans)
        return Spanned(entry.below.text, ordered((*lead, *entry.below.spans))), NO_TEXT
    if not entry.rest:
        return cut(own, (0, len(entry.title)))[0], NO_TEXT
    title, rest = cut(own, (0, len(entry.title)), (len(own.text) - len(entry.rest), len(own.text)))
    return title, rest
