"""The numbers that decide how pages are laid out, in one value that is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Distances are in ems, the size of the font at that place, unless they say points; shares lie between 0 and 1."""

    word_gap: float = 0.18
    """Between two words of an alphabet whose space the file does not print."""
    wide_gap: float = 0.75
    """Between two Chinese characters, from which it parts them: a heading from its number, a name from the next."""
    lone_gap: float = 0.22
    """The same where nothing else on the line is set apart: some programs print no spaces and only leave room for them."""
    chunk_gap: float = 1.1
    """From which what stands in one line may be in two columns; justified lines stretch theirs by half an em."""
    edge_gap: float = 0.5
    """The same where the next piece begins where those of a column do: the longest lines nearly touch the next column."""
    row_overlap: float = 0.5
    """Share of its height by which a piece must overlap a line to stand in it."""
    raised: float = 0.8
    """Share of the size of its line below which a figure may be raised or lowered."""
    gutter: float = 0.9
    """The narrowest strip between two columns."""
    column: float = 8.0
    """The narrowest column of running text; less is a column of a table."""
    column_lines: int = 4
    """Lines that stand side by side in columns."""
    joint: float = 2.5
    """Points by which lines of a table may miss each other where they meet."""
    cell_gap: float = 0.7
    """From which what stands in one line may be in two cells of a table without lines."""
    open_rows: int = 3
    """Rows of several pieces from which what stands below each other without lines is a table."""
    row_gap: float = 2.0
    """The widest white space between two rows of such a table."""
    filled_cells: float = 0.6
    """Share of the places in its grid that are filled."""
    foot: float = 0.6
    """Share of a page's height down to which a table reaches that goes on overleaf; one that ends higher has ended."""
    speck: float = 4.0
    """Points: the narrowest column and the lowest row of a table."""
    fit: float = 0.05
    """What the first unit of a line may lack of its width on the line above for having fitted there: edges are rounded."""
    space: float = 0.15
    """The narrowest space between Chinese characters that the file prints and people see; in some publishers' text layers there is
    one between any two, of no width."""
    edge: float = 0.35
    """By which edges of lines may differ that stand at one margin."""
    support: float = 0.07
    """Share of a column's lines that stand at its left margin at least; the others are indented."""
    few: float = 0.03
    """Share of a column's lines that must be indented first lines before its paragraphs are known to begin so."""
    unfilled: float = 0.25
    """Share of a line that may be empty at its end before a line at the margin, where paragraphs are indented: long units are
    moved down whole."""
    beyond: float = 0.1
    """Share of a column's lines that may reach beyond its right margin."""
    filled: int = 6
    """Lines that must end at its right margin before a column is measured by itself, and not by its likes on other pages too."""
    measured: int = 2
    """Lines that must end at its right margin before a column shows where its middle is; of one that does not it is the page's."""
    indent: float = 0.7
    """From which a line stands further in than the others."""
    deep: float = 6.0
    """From which what stands further in than the others is no paragraph's first line, but set apart."""
    spread: float = 1.3
    """How many times the usual distance of lines parts two paragraphs, where distances are of two kinds."""
    resized: float = 0.06
    """Share by which the sizes of two lines may differ in one paragraph."""
    centred: float = 0.8
    """By which the middle of a line may be off that of its column."""
    small: float = 0.92
    """Share of the size of the text up to which lines at the foot of a column may be its notes."""
    larger: float = 0.04
    """Share by which a heading is larger than the text."""
    heading: int = 120
    """Characters of the longest heading."""
    strong: float = 0.9
    """Share of a paragraph's characters that must be bold before it is."""
    opening: int = 4
    """Titles that open pages from which such titles are of one level."""
    alike: float = 0.7
    """How small the smallest of them may be beside the largest."""
    proof: int = 40
    """Characters of the shortest page that shows whether it is text."""
    chinese: float = 0.1
    """Share of Chinese characters from which a page is one in Chinese; of 51 files the broken ones had less."""
    plausible: float = 0.5
    """Share of a page in an alphabet that stands in words and figures."""
    odd: float = 0.08
    """Share of signs from which a page without words is none in any language; a table of codes has fewer."""
    unknown: float = 0.3
    """Share of characters of which the file does not say what they are, or that are for private use, from which a page is not read."""
    marked: float = 0.6
    """Share of a file's bookmarks that must lead to a paragraph of their words before they tell its headings."""
    sound: float = 0.7
    """Share of the lines that clearly go on, and of those that clearly do not, in which the structure that the file states must agree
    with what the page shows before it is believed."""
    shown: int = 3
    """Lines of each of the two kinds that must show it."""
    margin_zone: float = 0.14
    """Share of a page's height at its top and at its foot in which running heads and page numbers are looked for."""
    few_pages: int = 3
    """The least number of such pages, in a file that has more."""


TUNING: Final = Tuning()
