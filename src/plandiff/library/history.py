"""The versions of a document, read and compared in sequence: the input of blame, history and timeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plandiff.library.catalog import Library
from plandiff.library.provenance import Passage, trace
from plandiff.library.versions import Version
from plandiff.model import Comparison, Plan


@dataclass(frozen=True)
class History:
    """The versions of a document, up to one of them, the oldest first."""

    versions: tuple[Version, ...]
    plans: tuple[Plan, ...]
    comparisons: tuple[Comparison, ...]
    """One for each version and the next."""

    @cached_property
    def passages(self) -> list[tuple[Passage, ...]]:
        """For each version, its passages, each with its history."""
        return trace(self.plans, self.comparisons)


def read_history(library: Library, name: str) -> History:
    """The history of a document, up to the version named (`NAME@V`), or to the last one.

    Raises `InputError` if there is no such version or one of them is damaged.
    """
    from plandiff.pipeline import compare

    last = library.find(name)
    versions = library.versions(last.name)
    versions = versions[: versions.index(last) + 1]
    plans = tuple(library.plan(version) for version in versions)
    return History(versions, plans, tuple(compare(old, new, mode="versions") for old, new in pairwise(plans)))
