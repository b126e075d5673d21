"""The numbers that decide how a document is normalized, in one value that is handed in.

`bench/sweep.py` moves each of them over labelled documents and revised editions; docs/quality.md prints what that does. A number
that no case needs is none: before one is added, see whether one of these means the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Lengths are in characters, places and runs in blocks, shares between 0 and 1."""

    title: int = 60
    """The longest title of a section or an attachment, entry of a contents list, or cell printed on a line of its own. Of 300
    headings of plans and reports the 99th percentile is 48."""
    sentence_title: int = 120
    """The longest title of a document, and the longest first sentence that a section keeps as title where its siblings have titles."""
    title_lines: int = 4
    """Lines of the longest title of a document; State Council notices have up to three."""
    title_agreed: int = 8
    """What speaks for a line as the title, in points of one sum: that it is stated elsewhere, by a meta, a table of data or the
    name of the window. More than that it is a heading of any level, less than a heading that names its kind too."""
    title_h1: int = 6
    """That it is a heading of the first level."""
    title_heading: int = 3
    """That it is a heading of a further level."""
    title_named: int = 4
    """That it ends in what documents call themselves."""
    title_strong: int = 1
    """That it is bold or centred."""
    enactment: int = 600
    """The longest line of a note on adoption and revisions; laws of eight revisions have 400."""
    centred: int = 6
    """Columns of white space before a line of text from which it is centred; paragraphs are indented by four."""
    line_title: int = 45
    """The longest title without a number; more is a short paragraph."""
    short: int = 4
    """The shortest title of a document or of a section without a number."""
    prose: int = 24
    """The shortest sentence that is running text, and so ends what a page prints above a plan, or can stand below a heading."""
    longer: float = 2.0
    """How many times as long as a heading without a number the paragraph below it must be."""
    line: int = 80
    """The longest line that can be furniture by its words; longer ones are text that mentions them."""
    value: int = 16
    """The longest value of a page's label on a line of its own, such as a newspaper's name; half between two lines of furniture."""
    broken: int = 70
    """The shortest text without an end that is half a sentence and goes on in the next block, and no heading."""
    wrapped: int = 4
    """Lines that must end in mid-sentence at the margin before a text counts as wrapped."""
    full: float = 0.78
    """Share of the page's width from which a line is full: what a long word or a forbidden line start leaves over is less."""
    margin: float = 0.2
    """Share of the lines that must be full in a wrapped text; a list of short lines has few."""
    head: int = 40
    """Blocks in which the title, a news lead and the plan's own data are looked for; pages print navigation above them, and some
    plans a notice with its signatures."""
    tail: int = 8
    """Blocks at the end in which who issued a plan and when are looked for."""
    repeated: int = 2
    """Lines, paragraphs, rows or labels that are not chance where each means something by itself. The smallest number that can repeat:
    it can only be moved to another meaning, one alone or three."""
    recurring: int = 3
    """Lines that are not chance together, though each might be: headings in whole sentences, running heads, entries with leaders."""
    most: float = 0.6
    """Share from which most of the members do something: sibling paragraphs that open with a theme sentence, full lines that
    end in mid-sentence."""
    page: int = 60
    """Characters of text between two lines that bear the numbers of their pages: a slide or a nearly empty page holds more, the rows
    of a list and the cells of a table that count on hold less."""
    few: float = 0.05
    """Share up to which what is otherwise is an exception: paragraphs after `相关报道`, lines wider than the page, lines that are
    indented or not."""
    headed: float = 0.15
    """Share of a section's blocks that short sentences over longer ones must be before they are headings."""
    run: float = -3.6
    """What a run of numbers counts as headings before anything is known of it; above 0 in the sum with the evidence below
    (`runs.Evidence`) it is one of headings. These eight were fitted together by bench/fit_headings.py."""
    run_owning: float = 4.9
    """That members have text of their own below."""
    run_lines: float = 4.63
    """That members are a title and nothing else."""
    run_run_in: float = 9.33
    """That nearly all members are a title with text after it, outside articles."""
    run_term: float = -11.55
    """That members are a term and its meaning."""
    run_colon: float = -2.7
    """That a colon announces it and nothing stands below its members."""
    run_article: float = -2.9
    """That an article holds the run."""
    run_single: float = -2.51
    """That a number stands alone."""
    titled: float = 0.67
    """Share of a run from which its titles with text after them count; all that are less are items with a theme word."""
    lead: int = 40
    """The longest theme sentence. On no plateau: 30 to 36 gain 0.0003, 44 loses 0.0007, all of it pairs of regions, whose theme
    sentences are compared; it stays, for the answers of the first edition hold it."""
    columns: int = 10
    """Lines of the longest header of a table that is printed one cell a line; indicator tables have four to eight columns."""


TUNING: Final = Tuning()
"""What is shipped."""
