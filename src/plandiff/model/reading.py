"""How to read a document that can be read in more than one way, or that people know better than the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from plandiff.paths import matches_path

Revisions = Literal["accepted", "original"]


@dataclass(frozen=True)
class Overrules:
    """People's overrides of what the program would find in a document; None or empty where they gave none."""

    title: str | None = None
    """Its title."""
    select: str | None = None
    """Of a web page: the CSS selector of the element that holds its text."""
    between: tuple[str, str] | None = None
    """Words from its first line, and from its last."""
    set_aside: tuple[str, ...] = ()
    """Patterns (`patterns.py`) of lines that do not belong to it."""
    keep: tuple[str, ...] = ()
    """Patterns of lines that do, despite any other evidence."""

    def over(self, other: Overrules) -> Overrules:
        """These, with the others' where these have none."""
        return Overrules(**{field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)})

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Overrules:
        """The inverse of `as_dict`. Raises `TypeError` for anything else."""
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return cls(**values)

    def as_dict(self) -> dict[str, Any]:
        """The overrides, for storage."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


NO_OVERRULES = Overrules()


class ReadingRule(NamedTuple):
    """A configuration's overrides for the documents that it names."""

    overrules: Overrules
    paths: tuple[str, ...] = ()
    """Patterns of their names, relative to the configuration."""
    hosts: tuple[str, ...] = ()
    """Patterns of the hosts that they come from; subdomains included."""

    def concerns(self, name: str) -> bool:
        """Whether a document is one of them, by its name relative to the configuration, or its address."""
        host = (urlsplit(name).hostname or "") if "://" in name else ""
        if self.hosts and any(fnmatchcase(host, pattern) or host.endswith(f".{pattern}") for pattern in self.hosts):
            return True
        return bool(self.paths) and any(matches_path(tuple(name.split("/")), pattern) for pattern in self.paths)


class Reading(NamedTuple):
    """How documents are to be read; None leaves that to what is known about their source."""

    revisions: Revisions | None = None
    """Whether the source's own insertions and deletions are accepted, the default, or rejected."""
    format: str | None = None
    """The format of a document if neither its content, its name nor its sender tells."""
    overrules: Overrules = NO_OVERRULES
    rules: tuple[ReadingRule, ...] = ()
    """Further overrides from a configuration for individual documents; the fields above take precedence."""
    folder: str = ""
    """The folder of that configuration."""

    def of(self, name: str) -> Overrules:
        """The overrides for the document of that name, relative to the configuration."""
        said = self.overrules
        for rule in self.rules:
            if rule.concerns(name):
                said = said.over(rule.overrules)
        return said


AS_ACCEPTED = Reading()
"""How documents are read by default."""
