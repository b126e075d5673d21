"""Where the outside data is: real and labelled documents, too many and too foreign to live in the project."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PLANDIFF_BENCH_DATA") or ROOT / "../shared").resolve()


def needs(folder: str) -> pytest.MarkDecorator:
    """Skips a test where that folder of the outside data is absent."""
    return pytest.mark.skipif(
        not (DATA / folder).is_dir(), reason=f"there is no {folder} in the outside data; PLANDIFF_BENCH_DATA names it"
    )


def versions_of_laws() -> list[tuple[Path, Path]]:
    """Each version of a law with the one before it; the files are named `NAME(DATE).md`."""
    files = sorted((DATA / "data/laws_versions").glob("*.md"))
    return [(old, new) for old, new in pairwise(files) if old.name.split("(")[0] == new.name.split("(")[0]]
