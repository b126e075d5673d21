"""The header of a document, in any format: YAML between lines of `---`, TOML between lines of `+++`."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from plandiff.errors import Problem
from plandiff.model import Note
from plandiff.toml import parse_toml

_HEADER: Final = re.compile(r"\A\s{0,200}---[ \t]*\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML: Final = re.compile(r"\A\s{0,200}\+\+\+[ \t]*\n(.{0,65536}?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
DEEPEST: Final = 32
"""Nesting of lists and mappings allowed in a header (levels); the few fields that are used are not nested."""


def split_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str, int, tuple[Note, ...]]:
    """(keys and values, the text below the header, the line on which it begins, notes).

    Values stay as written (`2021-10-08` is text, not a date); nested ones are left out. A header
    that is neither YAML nor TOML becomes a note and its plain `key: value` lines are used, since titles with a
    colon are common. Anything that is not a header at all (a rule above a text) stays in the text.
    """
    found = _HEADER.match(text) or _TOML.match(text)
    if not found:
        return (), text, 1, ()
    values, invalid = _yaml(found[1]) if found.re is _HEADER else _toml(found[1])
    notes = (Note("front-matter-invalid", invalid),) if invalid else ()
    if not isinstance(values, dict) or not values:
        return (), text, 1, notes
    header = tuple((str(key), value.strip()) for key, value in values.items() if isinstance(value, str) and value.strip())
    return header, text[found.end() :], text.count("\n", 0, found.end()) + 1, notes


def _yaml(text: str) -> tuple[Any, str | Problem]:
    """(fields of a header, why it is not YAML)."""
    import yaml  # here: most documents have no header

    try:
        if not _is_too_deep(text):
            return yaml.load(text, Loader=yaml.CBaseLoader), ""  # noqa: S506  the base loader builds nothing but str, list and dict
        invalid = Problem("nested-too-deep", limit=DEEPEST)
    except yaml.YAMLError as problem:
        invalid = getattr(problem, "problem", None) or Problem("not-yaml")
    return dict(re.findall(r"^([A-Za-z_][\w -]{0,40}):[ \t]+(\S.*?)[ \t]*$", text, re.MULTILINE)), invalid


def _toml(text: str) -> tuple[dict[str, Any], str | Problem]:
    """The same for TOML, dates as text."""
    try:
        values = parse_toml(text)
    except ValueError as problem:
        said = problem.args[0]
        lines = re.findall(r"^([A-Za-z_][\w-]{0,40})[ \t]*=[ \t]*[\"']?(.*?)[\"']?[ \t]*$", text, re.MULTILINE)
        return dict(lines), said if isinstance(said, Problem) else str(said)
    return {key: value if isinstance(value, str) else _date(value) for key, value in values.items()}, ""


def _date(value: object) -> str:
    return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else ""


def _is_too_deep(text: str) -> bool:
    """Whether there are more levels than a header has; building them takes a nested call for each."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False
