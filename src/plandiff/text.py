"""Texts cut short for display, names in a list, and titles on the same subject."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.folding import fold


def shorten(text: str, limit: int) -> str:
    """A text on one line, cut to that many characters with `…`."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def listed_in_words(names: tuple[str, ...], last: str = "and") -> str:
    """Names as a sentence lists them.

    >>> listed_in_words(("html", "text", "json"))
    'html, text and json'
    """
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


SUBJECT: Final = 4
"""The shortest title that says what a plan is about (characters)."""


def same_subject(old: str, new: str) -> bool:
    """Whether two titles are of editions of one document: one has all the other's words, years and brackets aside.

    >>> same_subject("政府工作报告", "2023年国务院政府工作报告"), same_subject("云河市教育规划", "云山市教育规划")
    (True, False)
    """
    subjects = (re.sub(r"\([^)]*\)|[\d\W]", "", fold(title)) for title in (old, new))
    shorter, longer = sorted(subjects, key=len)
    return len(shorter) >= SUBJECT and shorter in longer
