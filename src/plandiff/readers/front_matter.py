"""The YAML header of a document, in any format."""

from __future__ import annotations

import re
from typing import Any, Final

from plandiff.errors import Problem
from plandiff.model import Note

_HEADER: Final = re.compile(r"\A\s{0,200}---[ \t]*\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
DEEPEST: Final = 32
"""Lists and mappings that may stand in one another in a header (levels); the few fields that are used stand in none."""


def split_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str, int, tuple[Note, ...]]:
    """(keys and values, the text below the header, the line on which that begins, notes).

    Values stay as written (`2021-10-08` is text, not a date); nested ones are left out. A header
    that is not YAML becomes a note and its plain `key: value` lines are used, since titles with a
    colon are common. What is not a header at all (a rule above a text) stays in the text.
    """
    found = _HEADER.match(text)
    if not found:
        return (), text, 1, ()
    import yaml  # here: most documents have no header

    notes: tuple[Note, ...] = ()
    invalid: str | Problem | None = None
    values: Any = {}
    try:
        if _is_too_deep(found.group(1)):
            invalid = Problem("nested-too-deep", limit=DEEPEST)
        else:
            values = yaml.load(found.group(1), Loader=yaml.CBaseLoader)  # noqa: S506  the base loader builds nothing but str, list and dict
    except yaml.YAMLError as problem:
        invalid = getattr(problem, "problem", None) or Problem("not-yaml")
    if invalid:
        notes = (Note("front-matter-invalid", invalid),)
        values = dict(re.findall(r"^([A-Za-z_][\w -]{0,40}):[ \t]+(\S.*?)[ \t]*$", found.group(1), re.MULTILINE))
    if not isinstance(values, dict) or not values:
        return (), text, 1, notes
    header = tuple((str(key), value.strip()) for key, value in values.items() if isinstance(value, str) and value.strip())
    return header, text[found.end() :], text.count("\n", 0, found.end()) + 1, notes


def _is_too_deep(text: str) -> bool:
    """Whether there are more levels than can be taken for a header; to build them takes a call within a call for each."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False
