"""The numbers that decide in a corpus. What decides the prints is fixed at its birth; all else may be another at every build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Recipe:
    """What the prints of a text are. Prints made otherwise cannot be joined, so a corpus keeps the recipe that it was born with."""

    n: int = 8
    """Characters of a gram; 6 finds a little more of what was reworded, with twice the candidates."""
    words: int = 4
    """Words of a gram in texts that are mostly Latin letters, where 8 letters are one word and a half."""
    least: int = 16
    """Prints of a short text."""
    per: int = 6
    """A longer text has a print for so many characters: at 12 a sentence in a long paragraph is found half of the time."""
    length: int = 30
    """A text that is shorter has no prints: below, what two share is a name or a phrase (characters, of Latin texts three count as one)."""
    hash: int = 1
    """Version of how grams are hashed and texts are folded for it."""


RECIPE: Final = Recipe()


@dataclass(frozen=True)
class Tuning:
    """The numbers that decide what is borrowed, and what is an edition."""

    similarity: float = 0.5
    """0..1, Indel likeness from which two texts are one that was adapted."""
    verbatim: float = 0.95
    """0..1, likeness from which it was taken over as it was."""
    run: int = 8
    """Characters that two texts must share in one piece to have that piece count as kept."""
    kept: int = 30
    """Kept characters from which one of two unlike texts holds a part of the other."""
    substance: float = 40.0
    """What two texts share must weigh so much to be borrowed rather than a formula: the summed rarity of the grams in common
    (natural logarithms). bench/passages.py sweeps it over pairs that were read: at 40 of what is kept 0.80 is right, at 30 0.69, and
    it keeps 0.77 of what is right, then 0.89."""
    few: int = 20
    """Documents that are taken to lack what all others have: in a corpus of a handful, what all have in common is no formula yet."""
    cluster: float = 0.7
    """0..1, likeness from which texts are put into one cluster: below it everything hangs together."""
    edition: float = 0.45
    """Share of the shorter document that stands in the other from which the two are editions of one."""
    between_regions: float = 0.6
    """The same of documents of different regions, which share more than that with nobody by chance."""
    counted: float = 0.9
    """Share of a document's letters that shares are of at least: headings and short passages are compared with none and may be
    left out of account, but a document that is little else is an edition of nothing. At 0.8 two families of different documents grow
    together; at 1, heavily revised editions are missed."""
    crowd: int = 30
    """Texts with one print that are all compared with each other; of more, each is compared with its neighbours, so that the cost
    grows with their number and not with its square."""
    neighbours: int = 2
    """How many of those."""
    common: int = 100
    """Documents in which a text may stand and still make pairs of documents by itself; what stands in more counts for pairs that
    share something rarer too."""


TUNING: Final = Tuning()
