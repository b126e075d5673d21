"""How a document is to be read, where it can be read in more than one way, and where people know better than the program."""

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
    """What people said of a document against what the program would find; what they did not say is None or empty."""

    title: str | None = None
    """Its title."""
    select: str | None = None
    """The CSS selector of the element that holds its text, of a page."""
    between: tuple[str, str] | None = None
    """Words of the line in which it begins, and of that in which it ends."""
    set_aside: tuple[str, ...] = ()
    """Patterns (`patterns.py`) of lines that do not belong to it."""
    keep: tuple[str, ...] = ()
    """Patterns of lines that do, whatever else speaks against it."""

    def over(self, other: Overrules) -> Overrules:
        """These, and the other ones where they say nothing."""
        return Overrules(**{field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)})

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Overrules:
        """What `as_dict` gave. Raises `TypeError` for what it never gives."""
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return cls(**values)

    def as_dict(self) -> dict[str, Any]:
        """What is said, for keeping."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


NO_OVERRULES = Overrules()


class ReadingRule(NamedTuple):
    """What a configuration says of the documents that it names."""

    overrules: Overrules
    paths: tuple[str, ...] = ()
    """Patterns of their names, relative to the configuration."""
    hosts: tuple[str, ...] = ()
    """Patterns of the hosts that they come from; one names the hosts below it too."""

    def concerns(self, name: str) -> bool:
        """Whether a document is one of them, by its name relative to the configuration, or its address."""
        host = (urlsplit(name).hostname or "") if "://" in name else ""
        if self.hosts and any(fnmatchcase(host, pattern) or host.endswith(f".{pattern}") for pattern in self.hosts):
            return True
        return bool(self.paths) and any(matches_path(tuple(name.split("/")), pattern) for pattern in self.paths)


class Reading(NamedTuple):
    """How documents are to be read; None leaves that to what is known of their source."""

    revisions: Revisions | None = None
    """Whether the source's own insertions and deletions are carried out, as they are where nobody says, or undone."""
    format: str | None = None
    """The format of a document where neither its content, its name nor its sender says so."""
    overrules: Overrules = NO_OVERRULES
    rules: tuple[ReadingRule, ...] = ()
    """What else a configuration says of single documents; what is said above takes precedence."""
    folder: str = ""
    """The folder of that configuration."""

    def of(self, name: str) -> Overrules:
        """What is said of the document of that name, relative to the configuration."""
        said = self.overrules
        for rule in self.rules:
            if rule.concerns(name):
                said = said.over(rule.overrules)
        return said


AS_ACCEPTED = Reading()
"""How documents are read unless somebody asks for something else."""
