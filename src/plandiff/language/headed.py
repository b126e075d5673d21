"""Patterns that are tried only where they can begin.

`re` tries the alternatives of a pattern one by one at every place of a text. Where it begins with one of few characters, asking for these
first takes a tenth of the time.
"""

from __future__ import annotations


def headed(characters: str, pattern: str) -> str:
    """A pattern whose matches all begin with one of some characters, written as in a pattern's set.

    >>> headed("每按", "每(?:年|月)|按季度")
    '(?=[每按])(?:每(?:年|月)|按季度)'
    """
    return f"(?=[{characters}])(?:{pattern})"
