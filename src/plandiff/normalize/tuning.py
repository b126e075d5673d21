"""The parameters that decide how a document is normalized, in one value that is passed in.

`bench/sweep.py` varies each of them over labelled documents and revised editions; docs/quality.md has the results. A parameter
that no case needs has no place here: before adding one, see whether one of these means the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tuning:
    """Lengths are in characters, positions and runs in blocks, shares between 0 and 1."""

    title: int = 60
    """The longest title of a section or attachment, contents entry, or cell printed on a line of its own. The 99th percentile
    of 300 headings of plans and reports is 48."""
    sentence_title: int = 120
    """The longest title of a document, and the longest first sentence kept as a section's title where its siblings have titles."""
    title_lines: int = 4
    """Lines of the longest title of a document; State Council notices have up to three."""
    title_agreed: int = 8
    """Evidence for a line as the title, in points of one sum: that it is stated elsewhere, by a meta element, a data table or the
    window title. More than a heading of any level, less than a heading that also names its kind."""
    title_h1: int = 6
    """That it is a heading of the first level."""
    title_heading: int = 3
    """That it is a heading of a deeper level."""
    title_named: int = 4
    """That it ends in what documents call themselves."""
    title_strong: int = 1
    """That it is bold or centred."""
    enactment: int = 600
    """The longest line of a note on adoption and revisions; laws with eight revisions have 400."""
    centred: int = 6
    """Columns of white space before a line from which it counts as centred; paragraphs are indented by four."""
    line_title: int = 45
    """The longest title without a number; anything longer is a short paragraph."""
    short: int = 4
    """The shortest title of a document or of a section without a number."""
    prose: int = 24
    """The shortest sentence that is running text, and so ends what a page prints above a plan, or can follow a heading."""
    longer: float = 2.0
    """How many times as long as an unnumbered heading the paragraph below it must be."""
    line: int = 80
    """The longest line whose words can make it furniture; longer ones are text that mentions them."""
    value: int = 16
    """The longest value of a page's label on a line of its own, such as a newspaper's name; half that between two lines of furniture."""
    broken: int = 70
    """The shortest unfinished text that is half a sentence continued in the next block, not a heading."""
    sentence: int = 400
    """Characters of running text in which a sentence ends at least; where fewer do, lines without a mark at their end are paragraphs."""
    wrapped: int = 4
    """Lines that must end in mid-sentence at the margin before a text counts as wrapped."""
    full: float = 0.78
    """Share of the page's width from which a line is full: a long word or a forbidden line start leaves less than the rest."""
    margin: float = 0.2
    """Share of lines that must be full in a wrapped text; a list of short lines has few."""
    head: int = 40
    """Blocks in which the title, a news lead and the plan's own data are searched for; pages print navigation above them, and some
    plans a notice with its signatures."""
    tail: int = 8
    """Blocks at the end in which a plan's issuer and date are searched for."""
    repeated: int = 2
    """Lines, paragraphs, rows or labels that are not coincidence where each means something by itself. The smallest number that can repeat:
    any other value means something else, one alone or three."""
    recurring: int = 3
    """Lines that are not coincidence together, though each might be: headings in whole sentences, running heads, entries with leaders."""
    most: float = 0.6
    """Share from which members count as most: sibling paragraphs that begin with a theme sentence, full lines that
    end in mid-sentence."""
    page: int = 60
    """Characters of text between two lines that bear page numbers: a slide or a nearly empty page has more, the rows
    of a list and the cells of a table that count up have less."""
    few: float = 0.05
    """Share up to which deviations count as exceptions: paragraphs after `相关报道`, lines wider than the page, lines that are
    indented or not."""
    headed: float = 0.15
    """Share of a section's blocks that short sentences above longer ones must make up to be headings."""
    run: float = -3.6
    """The prior of a run of numbers being headings; if its sum with the evidence below
    (`runs.Evidence`) is above 0, they are. These eight were fitted together by bench/fit_headings.py."""
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
    """That the run is within an article."""
    run_single: float = -2.51
    """That a number stands alone."""
    titled: float = 0.67
    """Share of a run from which its titles with text after them count; below it they are items with a theme word."""
    lead: int = 40
    """The longest theme sentence."""
    columns: int = 10
    """Lines of the longest header of a table printed one cell per line; indicator tables have four to eight columns."""


TUNING: Final = Tuning()
"""The shipped values."""
