"""What `plandiff ci` compares: the range asked for, or the one that the user has in mind.

Hooks and CI run it in states in which the range asked for is useless: a hook for all files has nothing staged, a forced
push names a revision that is gone. A gate that then checks nothing would always pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from plandiff.errors import UsageError
from plandiff.model import Note
from plandiff.sources.revisions import Range, find_range, is_anything_staged, is_missing, range_of_branch

HOOK: Final = "PRE_COMMIT"
HOOK_RANGE: Final = ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF")
"""What pre-commit tells the programs it runs: that it does, and what is pushed or given by --from-ref and --to-ref."""
TARGETS: Final = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CHANGE_TARGET", "CI_DEFAULT_BRANCH")
"""Where GitHub, GitLab and Jenkins say which branch a request targets, and GitLab which is the main one."""
MAIN_BRANCHES: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Likely base branches, if none is given."""


@dataclass(frozen=True)
class Scope:
    """The two states to compare."""

    revisions: Range
    staged: bool
    """The index is used instead of the work tree."""
    notes: tuple[Note, ...] = ()
    """Why it is not the range asked for."""

    @property
    def base(self) -> str:
        """The id of the older side."""
        return self.revisions.ids[0]


def find_scope(between: str, environment: Mapping[str, str], *, staged: bool) -> Scope:
    """What to compare for a range as `find_range` takes it.

    Raises `UsageError` for what is not a range, and `GitError` where git refuses.
    """
    old, dots, new = between.partition("..")
    if staged and dots:
        raise UsageError("range-and-staged")
    pushed = [environment.get(name, "") for name in HOOK_RANGE]
    if staged and all(pushed):
        return Scope(find_range("...".join(pushed)), staged=False)
    if staged and environment.get(HOOK) and not is_anything_staged():
        revisions = range_of_branch(_branches(environment))
        return Scope(revisions, staged=False, notes=(Note("nothing-staged", revisions.old),))
    if dots and is_missing(old):
        revisions = range_of_branch(_branches(environment), new.removeprefix(".") or "HEAD")
        return Scope(revisions, staged=False, notes=(Note("base-unknown", f"{old[:12]} → {revisions.old}"),))
    return Scope(find_range(between), staged)


def _branches(environment: Mapping[str, str]) -> Iterator[str]:
    yield from (f"origin/{environment[name]}" for name in TARGETS if environment.get(name))
    yield from MAIN_BRANCHES
