"""TOML as all modules here read it: any error in it is a `ValueError`, with a `Problem` where the wording is ours."""

from __future__ import annotations

from typing import Any, Final

from plandiff.errors import Problem

DEEPEST: Final = 32
"""Depth to which tables and lists may nest (levels); ours nest two deep, and code that walks them need not fear recursion."""


def parse_toml(text: str) -> dict[str, Any]:
    """The table in a text. Raises `ValueError` for what is not TOML, or is too much of it."""
    import tomllib  # most runs read no such file

    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    level: list[Any] = [table]
    for _ in range(DEEPEST):
        inner = (value for outer in level for value in (outer.values() if isinstance(outer, dict) else outer))
        level = [value for value in inner if isinstance(value, dict | list)]
        if not level:
            return table
    raise ValueError(_TOO_DEEP)


_TOO_DEEP: Final = Problem("nested-too-deep", limit=DEEPEST)
