"""Texts cut into sentences, statements, clauses and list members; joined, the parts are the text.

Each part has the marks that end it, the brackets and quotation marks that they close, and the white space after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal

from plandiff.language.letters import LETTER
from plandiff.language.punctuation import CLOSING, FULL_STOPS, LIST_COMMA, PAUSES, SEMICOLONS

Grain = Literal["sentence", "statement", "clause", "member"]
"""How finely a text is cut: each ends where those before it end; a statement also at a semicolon, a clause at a comma or colon,
a list member at its comma. A Latin comma, which often separates only a few words, ends a member but not a clause."""

_POINT: Final = rf"(?<=[^\s.][^\s.A-Z]\.|[A-Z][A-Z]\.)(?=[{CLOSING}]*\s+[^\sa-z\d])|(?<={LETTER}\.)(?=[{CLOSING}]*\s)|(?<=\.)(?=[{CLOSING}]*\s*\Z)"
"""What follows a period that ends a sentence, not an initial, an abbreviation or a number."""
_MARKS: Final[dict[Grain, str]] = {
    "sentence": f"{FULL_STOPS}!?",
    "statement": f"{FULL_STOPS}!?{SEMICOLONS};",
    "clause": f"{FULL_STOPS}!?{SEMICOLONS};{PAUSES}",
    "member": f"{FULL_STOPS}!?{SEMICOLONS};{PAUSES}{LIST_COMMA}",
}
_LATIN_PAUSE: Final = r"|(?<=[,:])(?=\s)"


@cache  # compiled when a text is first cut that finely: most runs need one or two
def _end(grain: Grain, *, last: bool = False) -> re.Pattern[str]:
    """What ends such a part; with `last`, at the end of a text. The set it begins with lets the search skip everything else."""
    marks = _MARKS[grain]
    latin, pause = (".,:", _LATIN_PAUSE) if LIST_COMMA in marks else (".", "")
    after = rf"[{marks}]*[{CLOSING}]*\s*"
    return re.compile(rf"[{marks}{latin}](?:(?<![{latin}])|{_POINT}{pause}){after}" + (r"\Z" if last else ""))


_PAUSE: Final = re.compile(rf".*[{PAUSES}{SEMICOLONS}{LIST_COMMA},;\s]", re.DOTALL)


CUTS_KEPT: Final = 1 << 13
"""Texts whose parts are cached, since one detector after another asks for them (texts)."""
LONGEST_PART: Final = 2_000
"""Characters of the longest part; what is longer is split at its pauses. What is asked of a sentence takes time by its square."""


@lru_cache(maxsize=CUTS_KEPT)
def cut(text: str, grain: Grain) -> tuple[str, ...]:
    """The parts of a text.

    >>> cut("到2025年，达到95.5%；“加强、改进。”提高No. 5的待遇。", "clause")
    ('到2025年，', '达到95.5%；', '“加强、改进。”', '提高No. 5的待遇。')
    >>> cut("By 2025, e.g. in schools, at least 95.5% pass. Others follow.", "sentence")
    ('By 2025, e.g. in schools, at least 95.5% pass. ', 'Others follow.')
    """
    borders = (found.end() for found in _end(grain).finditer(text))
    found: list[str] = []
    for start, end in pairwise((0, *borders, len(text))):
        if end - start > LONGEST_PART:
            found += (text[first:last] for first, last in _split(text, start, end, LONGEST_PART))
        elif end > start:
            found.append(text[start:end])
    return tuple(found)


def ends(text: str, grain: Grain) -> bool:
    """Whether a text ends as such a part does.

    >>> ends("提高待遇；", "statement"), ends("提高待遇；", "sentence")
    (True, False)
    """
    return bool(_end(grain, last=True).search(text))


def sentences(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its position. One longer than that many characters is a list, and split at its pauses."""
    start = 0
    for sentence in cut(text, "sentence"):
        end = start + len(sentence)
        yield from ((first, text[first:last]) for first, last in _split(text, start, end, longest))
        start = end


def _split(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A stretch of a text in pieces of that many characters at most, which end at its pauses where it has any."""
    while end - start > longest:
        pause = _PAUSE.match(text, start, start + longest)
        piece = pause.end() if pause else start + longest
        yield start, piece
        start = piece
    yield start, end
