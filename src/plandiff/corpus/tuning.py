"""The tuning numbers of a corpus. Those for prints are fixed at its creation; all others may change with every build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Recipe:
    """How prints are made. Prints made differently cannot be joined, so a corpus keeps the recipe that it was created with."""

    n: int = 8
    """Characters of a gram; 6 finds slightly more rewordings, with twice the candidates."""
    words: int = 4
    """Words of a gram in texts that are mostly Latin letters, where 8 letters are one word and a half."""
    least: int = 16
    """Prints of a short text."""
    per: int = 6
    """A longer text has one print per this many characters: at 12 a sentence in a long paragraph is found half of the time."""
    length: int = 30
    """A shorter text has no prints: what two such texts share is a name or a phrase (characters; of Latin texts three count as one)."""
    hash: int = 1
    """Version of the hashing of grams and the folding of texts."""


RECIPE: Final = Recipe()


@dataclass(frozen=True)
class Tuning:
    """The numbers that decide what is borrowed, and what is an edition."""

    similarity: float = 0.5
    """0..1, Indel similarity from which one text is the other adapted."""
    verbatim: float = 0.95
    """0..1, similarity from which it was taken over verbatim."""
    run: int = 8
    """Characters that two texts must share in one piece for it to count as kept."""
    kept: int = 30
    """Kept characters from which one of two dissimilar texts contains a part of the other."""
    substance: float = 40.0
    """The minimum weight of what two texts share to be borrowed rather than a formula: the summed rarity of the grams in common
    (natural logarithms). bench/passages.py sweeps it over pairs that were read: at 40, precision is 0.80 and recall 0.77; at 30, 0.69
    and 0.89."""
    few: int = 20
    """Documents assumed to lack what all others have: in a small corpus, what all have in common is not yet a formula."""
    cluster: float = 0.7
    """0..1, similarity from which texts are clustered: below it everything is connected."""
    edition: float = 0.45
    """Share of the shorter document that must be in the other for the two to be editions of one."""
    between_regions: float = 0.6
    """The same for documents of different regions, which never share more than that by chance."""
    doubtful: float = 0.15
    """The share from which documents that are no editions by what they share may still be: where pairs are aligned, the alignment
    decides, by the characters that have a counterpart (`edition`). Not between regions."""
    doubtful_each: int = 3
    """Of a document, at most this many such pairs are aligned, those with the greatest shares: the cost grows with the documents, and
    not with the pairs of those that have a subject in common."""
    counted: float = 0.9
    """Shares are of at least this share of a document's letters: headings and short passages are not compared and may be ignored,
    but a document that is little else is an edition of nothing. At 0.8 two families of different documents merge; at 1, heavily
    revised editions are missed."""
    crowd: int = 30
    """Up to this many texts with one print are all compared with each other; if there are more, each is compared with its neighbours,
    so that the cost grows with their number and not with its square."""
    neighbours: int = 2
    """The number of those neighbours."""
    common: int = 100
    """A text in at most this many documents makes pairs of documents by itself; one in more counts only for pairs that also share
    something rarer."""


TUNING: Final = Tuning()
