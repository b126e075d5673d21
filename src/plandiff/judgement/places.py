"""Where findings stand, as configurations name it: sections by their headings, documents by their names."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import accumulate

from plandiff.judgement.configuration import Configuration, Ignore
from plandiff.judgement.names import document_names
from plandiff.judgement.selectors import selects
from plandiff.model import Finding, ReviewedDocument


class Places:
    """The places of one document, and which of its findings a configuration passes over."""

    def __init__(self, document: ReviewedDocument, configuration: Configuration) -> None:
        names = document_names(document, configuration.folder)
        comparison = document.comparison
        self._ignores = [ignore for ignore in configuration.ignores if _concerns(ignore, names)]
        self._titles = {
            f"{unit.number}{unit.text}": unit.text
            for plan in ((comparison.old, comparison.new) if comparison else ())
            for unit in plan.units
            if unit.kind == "section" and unit.text
        }
        """Heading as printed -> the same without its number."""

    def ignores(self, finding: Finding) -> bool:
        """Whether some ignore names both the finding's rule and its section."""
        return any(
            (not ignore.rules or any(selects(selector, finding.rule) for selector in ignore.rules))
            and (not ignore.sections or any(self._within(finding.section, pattern) for pattern in ignore.sections))
            for ignore in self._ignores
        )

    def _within(self, section: tuple[str, ...], pattern: str) -> bool:
        bare = tuple(self._titles.get(heading, heading) for heading in section)
        return any(matches_path(path, pattern) for path in (section, bare))


def matches_path(parts: tuple[str, ...], pattern: str) -> bool:
    """Whether a pattern names a path or something above it; `*` stands for anything, `/` too.

    A pattern without `/` names one part at any depth, one with `/` a path from the top.

    >>> matches_path(("附件1", "一、任务"), "附件*"), matches_path(("总则", "附件"), "总则/附*"), matches_path(("总则",), "附*")
    (True, True, False)
    """
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in parts)
    rooted = pattern if pattern.startswith(("*", "/")) else f"/{pattern}"
    return any(fnmatchcase(path, rooted) for path in accumulate(f"/{part}" for part in parts))


def _concerns(ignore: Ignore, names: tuple[str, ...]) -> bool:
    return not ignore.paths or any(matches_path(tuple(name.split("/")), pattern) for name in names for pattern in ignore.paths)
