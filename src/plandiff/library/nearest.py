"""Which library is meant: the one named, the environment's, or one in a parent folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Final

from plandiff.arguments import path_of
from plandiff.errors import InputError
from plandiff.library.catalog import Library

ENVIRONMENT: Final = "PLANDIFF_LIBRARY"


class NoLibraryError(InputError):
    """There is no library here or in any parent folder."""


DAMAGED: Final = frozenset({"object-damaged", "object-missing"})
"""Error codes of repositories that may be libraries all the same."""


def find_library(start: str | PathLike[str], named: str | None = None, environment: Mapping[str, str] = os.environ) -> Library:
    """The library named, else the environment's (`PLANDIFF_LIBRARY`), else the nearest from `start` upwards.

    Raises `InputError` if there is none.
    """
    start = path_of("start", start)
    chosen = named or environment.get(ENVIRONMENT)
    if chosen:
        return Library(Path(chosen))
    damage: InputError | None = None
    for folder in (start, *start.parents):
        if (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir()):
            try:
                return Library(folder)
            except InputError as error:  # another repository, in which the library may lie
                damage = damage or (error if error.problem.code in DAMAGED else None)
    raise damage or NoLibraryError(start, "no-library")
