"""Where a dash before a number is its minus, and not the dash of a range, a name or a list."""

from __future__ import annotations

from typing import Final

MINUS: Final = "-−"
"""A minus in half width: the hyphen that is typed for it, and the sign itself."""
EITHER_WAY: Final = "±"
_BEFORE: Final = frozenset("，,。；;：:、（([〔【|~～至到达为是在于约近长幅率值速差额加升高减少降低")
"""Characters after which a number begins: marks, and ends of words such as 为, 达到, 增长, 涨幅."""


def minus_before(text: str, at: int) -> int:
    """Where the minus of the number at a position is; that position if it has none.

    >>> [minus_before(text, text.index("5")) for text in ("降至-5%", "增长 −5%", "3%-5%", "教学楼-5层")]
    [2, 3, 3, 4]
    """
    dash = at - 1
    if dash < 0 or text[dash] not in MINUS:
        return at
    spaced = dash > 0 and text[dash - 1].isspace()
    last = dash - 1 - spaced
    begins = last < 0 or text[last] in _BEFORE or (spaced and text[last].isascii() and text[last].isalpha())
    return dash if begins else at
