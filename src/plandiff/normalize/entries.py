"""Blocks with their roles, and how a numbered line splits into title and text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from plandiff.language import CLOSING, ENDING, FULL_STOPS
from plandiff.language.lazy import Lazy
from plandiff.language.letters import LETTER, trimmed
from plandiff.model import Block
from plandiff.normalize.schemes import LATIN_FAMILY, NumberMark
from plandiff.normalize.tuning import Tuning

BlockRole = Literal["heading", "item", "text"]

_STOP: Final = re.compile(
    rf"[{FULL_STOPS}!?][{CLOSING}]*|(?<={LETTER}|[”》）)])[.．](?={LETTER}|[“《])|(?<=[a-z)])\.(?=\s+[A-Z])"
)
_LABEL: Final = re.compile(r"[^，。；：:]+[：:]")
_BRACKETED: Final = Lazy(r"(\([^()]{1,40}\))\s*(.*)$", re.DOTALL)
"""An article's title in brackets before its text, as in Korean laws."""
_STATES: Final = Lazy(
    r"\b(?:shall|may|must|will|can|cannot|is|are|was|were|has|have|had|does|do|applies|apply|means|ist|sind|wird|werden|kann|können|darf|dürfen"
    r"|hat|haben|gilt|gelten|est|sont|peut|peuvent|doit|doivent|sera|seront|ont)\b"
)
"""A verb, which titles do not have."""
_OPEN: Final = frozenset("；;，,、")
_CLOSED: Final = frozenset(ENDING + "，、,")


@dataclass(frozen=True)
class ClassifiedBlock:
    """A block with its role."""

    block: Block
    role: BlockRole
    mark: NumberMark | None = None
    title: str = ""
    """For a heading: its title without the number."""
    rest: str = ""
    """For a heading with text on its line: that text, a paragraph of its own."""
    recurring: bool = False
    """An unnumbered heading, recognised by its siblings."""
    holds_text: bool = False
    """For an unnumbered heading: it has only text below it, like `Foreword`."""
    over_articles: bool = False
    """For an unnumbered heading: it has articles below it, like a chapter."""
    begins: bool = False
    """A document begins here, and this is its title."""
    below: Block | None = None
    """For a heading whose number stands alone: the block that is its title."""


def is_annex(entry: ClassifiedBlock) -> bool:
    """Whether a line of text names an annex: `附件1`."""
    return entry.mark is not None and entry.mark.scheme.name == "annex" and entry.role == "text"


def begins_document(entry: ClassifiedBlock) -> bool:
    """Whether a heading is the title of a document attached to the one before."""
    return entry.begins or (entry.mark is not None and entry.mark.scheme.name == "annex")


def is_closed(text: str) -> bool:
    """Whether a text ends as running text does: in a punctuation mark, perhaps with closing marks after it."""
    return text.rstrip(CLOSING)[-1:] in _CLOSED


def is_open(text: str) -> bool:
    """Whether a text ends in a mark that announces more."""
    return text[-1:] in _OPEN


def as_item(entry: ClassifiedBlock) -> ClassifiedBlock:
    return ClassifiedBlock(entry.block, "item", entry.mark)


def as_heading(entry: ClassifiedBlock, tuning: Tuning) -> ClassifiedBlock:
    """A numbered block as a heading, with its title separated from the run-in text after it."""
    mark = entry.mark
    if mark is None:
        return entry
    if mark.scheme.name == "article":
        return ClassifiedBlock(entry.block, "heading", mark, "", mark.rest)
    if mark.scheme.article and (bracketed := _BRACKETED.match(mark.rest)):
        return ClassifiedBlock(entry.block, "heading", mark, bracketed[1], trimmed(bracketed[2]))
    title, rest = split_title(mark.rest, tuning)
    if (
        mark.scheme.family == LATIN_FAMILY
        and is_closed(title or mark.rest)
        and (_STATES.search(title or mark.rest) or (title and not rest and len(title) >= tuning.prose))
    ):
        return ClassifiedBlock(entry.block, "heading", mark, "", mark.rest)  # a section's first sentence
    if not title:
        title, rest = (mark.rest, "") if len(mark.rest) <= tuning.sentence_title else ("", mark.rest)
    return ClassifiedBlock(entry.block, "heading", mark, title, rest)


def split_title(text: str, tuning: Tuning) -> tuple[str, str]:
    """(title, run-in text after it); title "" where none can be recognised."""
    stop = _STOP.search(text)
    if stop is None:
        return (text, "") if len(text) <= tuning.title and not is_open(text) else ("", text)
    if stop.end() <= tuning.title:
        rest = trimmed(text[stop.end() :])
        if rest or stop.end() <= tuning.line_title:
            return text[: stop.end()], rest
    label = _LABEL.match(text)
    if label and label.end() <= tuning.title and len(text) > label.end():
        return label.group(), trimmed(text[label.end() :])
    return "", text
