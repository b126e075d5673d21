"""The parameters of layout analysis, in one value that is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Distances are in ems, the local font size, unless they say points; shares are between 0 and 1."""

    overlap: float = 0.15
    """By how much a character's stated width may reach into the next one; kerning takes less."""
    overlapping: float = 0.6
    """Share of a font's characters that must reach further for its widths not to be trusted."""
    overlaps: int = 12
    """Characters needed to judge a font so."""
    copy: float = 0.12
    """Up to which the next character is a copy that makes this one bold; no letter is narrower."""
    play: float = 0.13
    """By which letters within a word of such a font may be further apart: wide ones are centred in their narrow fields."""
    word_gap: float = 0.2
    """Between two alphabetic words whose space the file does not print; at less than .17 letters that are set apart would be words."""
    wide_gap: float = 0.75
    """Between two Chinese characters, from which it separates them: a heading from its number, a name from the next."""
    lone_gap: float = 0.22
    """The same on a line without tracking: some programs do not print spaces but only leave room for them."""
    chunk_gap: float = 1.1
    """From which parts of one line may be in two columns; justified lines stretch their gaps by half an em."""
    edge_gap: float = 0.5
    """The same if the next piece begins at the edge of a column: the longest lines nearly touch the next column."""
    row_overlap: float = 0.5
    """Share of its height by which a piece must overlap a line to be part of it."""
    raised: float = 0.8
    """Share of its line's size below which a figure may be a superscript or subscript."""
    gutter: float = 0.9
    """The narrowest gutter between two columns."""
    column: float = 8.0
    """The narrowest column of running text; a narrower one belongs to a table."""
    column_lines: int = 4
    """Lines needed on each side of a gutter."""
    joint: float = 2.5
    """Points by which ruling lines of a table may miss each other where they meet."""
    cell_gap: float = 0.7
    """From which parts of one line may be in two cells of an unruled table."""
    open_rows: int = 3
    """Rows of several pieces from which aligned pieces without ruling are a table. Two lines with wide gaps stand one above the other by
    chance, as signatures and dates do; many tables have no more than three rows."""
    row_gap: float = 2.0
    """The widest white space between two rows of such a table."""
    group_gap: float = 6.0
    """The same above a row of figures in known columns, and above the name of a group of them."""
    leading: float = 1.7
    """The widest distance of two lines of one cell of such a table."""
    filled_cells: float = 0.6
    """Share of the places in its grid that must be filled."""
    filled_rows: float = 0.8
    """Share of the texts in the fields of a ruled table that must begin beside others for its rows to be more than the lines show."""
    crossing: float = 0.25
    """Share of the rows below the header of a table without vertical lines that may span columns, as names of groups do; of an article's
    lines between a rule at the head and one at the foot of a page about half reach over its number."""
    foot: float = 0.6
    """Share of a page's height that a table must reach down to in order to continue on the next page."""
    speck: float = 4.0
    """Points: the narrowest column and the lowest row of a table."""
    fit: float = 0.05
    """By how much the first unit of a line may exceed the room on the line above and still have fitted: edges are rounded."""
    space: float = 0.15
    """The narrowest printed space between Chinese characters that is visible; some publishers' text layers have a zero-width one
    between any two."""
    edge: float = 0.35
    """By how much edges of lines at the same margin may differ."""
    support: float = 0.07
    """Least share of a column's lines that are at its left margin; the others are indented."""
    few: float = 0.03
    """Share of a column's lines that must be indented first lines before its paragraphs count as indented."""
    unfilled: float = 0.25
    """Share of a line that may be empty at its end before a line at the margin, if paragraphs are indented: long units move
    down whole."""
    beyond: float = 0.1
    """Share of a column's lines that may reach beyond its right margin."""
    filled: int = 6
    """Lines that must end at its right margin before a column is measured without similar ones on other pages."""
    measured: int = 2
    """Lines that must end at its right margin before a column shows where its middle is; otherwise the page's is used. One is always there,
    the longest, wherever it ends."""
    indent: float = 0.7
    """From which a line is indented relative to the others."""
    deep: float = 6.0
    """From which an indented line is not a paragraph's first line, but set apart."""
    spread: float = 1.3
    """Multiple of the usual line distance that separates two paragraphs, if there are two kinds of distances."""
    resized: float = 0.06
    """Share by which the sizes of two lines of one paragraph may differ."""
    centred: float = 0.8
    """By how much the middle of a line may be off that of its column."""
    small: float = 0.92
    """Share of the text size up to which lines at the foot of a column may be its notes."""
    larger: float = 0.04
    """Share by which a heading is larger than the text."""
    heading: int = 120
    """Characters of the longest heading."""
    strong: float = 0.9
    """Share of a paragraph's characters that must be bold for it to be bold."""
    opening: int = 4
    """Titles opening pages from which all such titles have the same level."""
    alike: float = 0.7
    """Least size of the smallest of them relative to the largest."""
    proof: int = 40
    """Characters from which it can be judged whether a page is text."""
    chinese: float = 0.1
    """Share of Chinese characters from which a page is in Chinese; of 51 files the broken ones had less."""
    plausible: float = 0.5
    """Share of an alphabetic page that must be words and figures."""
    odd: float = 0.08
    """Share of signs from which a page without words is not text in any language; a table of codes has fewer."""
    unknown: float = 0.3
    """Share of unidentified or private-use characters from which a page is not read."""
    unmapped: float = 0.1
    """Share of characters that the file does not identify from which a page is not read. Of 25 files one had such pages, with a seventh
    and more of them; the others had less than a hundredth."""
    marked: float = 0.6
    """Share of a file's bookmarks that must lead to a paragraph with their text before they are used for its headings."""
    sound: float = 0.7
    """Share of the lines that clearly continue, and of those that clearly do not, where the file's stated structure must agree
    with the page before it is trusted."""
    shown: int = 3
    """Lines needed of each of the two kinds."""
    quoted: float = 0.6
    """Share of a column's width from which lines of equal length are those of a quotation, and not names or captions."""
    entries: int = 3
    """Entries with leaders from which they are a contents list; a single line with dots belongs to a form."""
    between_entries: int = 4
    """Paragraphs from an entry to the next, those without leaders between them included."""
    beside: float = 2.0
    """From a page number to what is beside it; numbers of headings are nearer."""
    margin_zone: float = 0.14
    """Share of a page's height at its top and foot that is searched for running heads and page numbers."""
    few_pages: int = 3
    """Pages on which a running head must recur, in a file that has more."""


TUNING: Final = Tuning()
