"""How provisions that every law has begin, and what belongs to one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

KINDS: Final[dict[str, re.Pattern[str]]] = {
    "purpose": re.compile(r"(?:(?:根据|依据|依照)[^.;]{1,300},)?为了?[^.;]{1,300}制[定订]本"),
    "commencement": re.compile(
        r"自[^,.;]{2,30}起(?:施行|实施|生效|执行)"
        r"|(?:.*[,.;])?本[^,.;]{1,10}[自从于][^,.;]{2,30}(?:施行|实施|生效|执行)(?=[,.;]|$)"
        r"|(?:.*[.;])?(?:this|these)[^.;]{1,40}(?:enters?|comes?|takes?)(?: into)? (?:force|effect)",
        re.IGNORECASE,
    ),
}
"""What each begins with, in folded text; a commencement may come after what it repeals and what it leaves unchanged."""
_IN_FORCE: Final = re.compile(r"[施实實]行|生效|[废廢]止|失效|停止[执執]行|\b(?:force|effect|repeal(?:s|ed)?)\b", re.IGNORECASE)


TEXTS_KEPT: Final = 1 << 12
"""Texts of which it is remembered whether they are a commencement: each is a candidate several times (texts)."""


def may_belong(part: str, whole: str) -> bool:
    """Whether a text can be part of another, both folded: with a commencement go only sentences on what is in force.

    >>> may_belong("有关办法由市人民政府另行规定.", "本条例自公布之日起施行.市人民政府发布的办法同时废止.")
    False
    """
    return not _is_commencement(whole) or _IN_FORCE.search(part) is not None


@lru_cache(maxsize=TEXTS_KEPT)
def _is_commencement(text: str) -> bool:
    return KINDS["commencement"].match(text) is not None
