"""Which language a sentence in Latin letters is in, as far as it matters: whether its numbers read as in English.

Elsewhere a comma is a decimal point and words mean other things, so reading nothing is better than reading it wrong.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "en": "the of and to in for is are be by with shall will that at from on or as this an it has have not which must may their its",
    "de": "der die das und den dem des ein eine einer für von mit ist nicht auf wird im zu je nach bei aus beträgt sind werden sowie oder",
    "fr": "le la les des du et est une un pour dans par sur au aux qui que sont ne pas ou ce cette",
    "es": "el los las del y en por para una un con que se su al es la de no o",
    "it": "il lo gli della del di che per con una un sono e è dei delle nel alla",
    "nl": "het een van de voor niet met zijn wordt en dat te bij op der",
    "pt": "os da do das dos em uma um para com não que se por ao na no e",
}
"""Language -> the commonest words of its sentences."""
_COMMON: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+")
FEW: Final = 2
"""Common words of another language that are not coincidence: "a la carte" is English."""


def is_english(sentence: str) -> bool:
    """Whether a sentence is not plainly in another language.

    >>> is_english("Die Zulage beträgt 2,94 Euro je Stunde."), is_english("3.5 million dollars")
    (False, True)
    """
    words = _WORD.findall(sentence.lower())
    count = {language: sum(word in common for word in words) for language, common in _COMMON.items()}
    english = count.pop("en")
    return max(count.values()) < max(FEW, english + 1)
