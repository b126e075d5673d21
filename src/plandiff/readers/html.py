"""HTML -> blocks: what a browser would print, block by block, and what is outside the main text.

Tags of plan pages state little: paragraphs, seldom headings, often nested layout. So the walk keeps
what is printed, the markup on parts of it (spans), and only evidence from the tree: heading levels, bold
and centred blocks, the grid of data tables, and the range of blocks that contains the prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError, UsageError
from plandiff.left_out import asked_for
from plandiff.model import Document
from plandiff.readers.html_badges import join_badges
from plandiff.readers.html_main import mark_outside, mark_selected
from plandiff.readers.marks import settle
from plandiff.readers.texts import text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from plandiff.model import Block, Source

_DOCUMENT: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEGINNING: Final = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,200})?(?:<!--(?:(?!-->).){0,2000}-->\s{0,200}){0,8}+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"<(?:p|div|table|span|h[1-6]|section|article|ul|font)\b[^<>]{0,2000}>", re.IGNORECASE)
_MARKDOWN_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MIN_TAGS: Final = 3
"""Block tags that make a text HTML if nothing else says so; Markdown may contain one or two."""
MAX_APART: Final = 2000
"""Characters per block tag up to which a text counts as HTML; samples of HTML in other texts are sparser."""
MAX_SELECTED: Final = 10_000
"""Elements that a selector may match (count)."""
_PROLOG: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def begins_as_page(text: str) -> bool:
    """Whether a text declares at its very beginning that it is HTML."""
    return bool(_BEGINNING.match(text))


def recognise(text: str) -> bool:
    """Whether a text is HTML: it says so, or it is full of block tags and has no Markdown headings."""
    if _DOCUMENT.search(text, 0, 4096):
        return True
    tags = sum(1 for _ in _TAG.finditer(text))
    made_up = tags >= _MIN_TAGS and tags * MAX_APART >= len(text)
    return (made_up or (tags > 0 and text.lstrip().startswith("<"))) and not _MARKDOWN_HEADING.search(text)


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:  # noqa: ARG001  lxml keeps no lines
    """The printed blocks of a page in reading order; those outside its main text are marked, its notes separated from it."""
    return _blocks(_soup(text))


def read(source: Source) -> Document:
    """A page, with what its head states about it."""
    from plandiff.readers.html_shells import is_unfilled, shell_notes
    from plandiff.readers.html_statements import statements_of

    whole = text_of(source)
    soup = _soup(whole.body)
    selector = source.reading.overrules.select
    blocks = _blocks(soup, *_selected(soup, selector, source.name)) if selector else _blocks(soup)
    if selector and all(block.outside for block in blocks):
        raise InputError(source.name, "nothing-selected", selector=selector)
    if not blocks and is_unfilled(soup):
        raise InputError(source.name, "page-unfilled")
    return Document(source.name, blocks, whole.header, whole.notes + shell_notes(soup, blocks), statements_of(soup))


def _soup(text: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # here: it costs 100 ms, and only HTML needs it

    soup = BeautifulSoup(_PROLOG.sub("", text), "lxml")
    if "white-space" in text:
        from plandiff.readers.html_sheets import apply_sheets  # here: few pages preserve line breaks by a style sheet

        apply_sheets(soup)
    return soup


def _selected(soup: BeautifulSoup, selector: str, name: str) -> tuple[frozenset[int], frozenset[int]]:
    """The elements that the user selects as the text, and their ancestors, by identity."""
    soupsieve = asked_for("soupsieve")

    try:
        found = soupsieve.select(selector, soup, limit=MAX_SELECTED)
    except soupsieve.SelectorSyntaxError as problem:
        raise UsageError("not-a-selector", selector=selector, cause=str(problem).partition("\n")[0]) from None
    if not found:
        raise InputError(name, "nothing-selected", selector=selector)
    around: set[int] = set()
    for tag in found:
        for above in tag.parents:
            if id(above) in around:
                break
            around.add(id(above))
    return frozenset(map(id, found)), frozenset(around)


def _blocks(
    soup: BeautifulSoup, selected: frozenset[int] = frozenset(), around: frozenset[int] = frozenset()
) -> tuple[Block, ...]:
    from plandiff.readers.html_walk import Walk

    walk = Walk(selected, around)
    walk.page(soup)
    if selected:
        return join_badges(settle(mark_selected(walk.blocks, walk.chosen), walk.landmarks))
    return join_badges(settle(mark_outside(walk.blocks, walk.prose, walk.ranges), walk.landmarks))
