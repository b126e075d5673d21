"""The quick tests of each core package: those that notice most of what is wrong in it, in a minute or two.

    pytest -x -m "not slow" $(python bench/quick_tests.py PACKAGE ...)

Without packages, it lists them with their tests. `bench/mutants.py` breaks the lines of the packages and sees whether these tests notice.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Package:
    """A core package, and the tests that should notice what is wrong in it."""

    name: str
    modules: tuple[str, ...]
    """Patterns of its files in src/plandiff."""
    tests: tuple[str, ...]
    """Names of files in tests/, the quickest first."""


def _named(tests: str) -> tuple[str, ...]:
    return tuple(f"test_{name}" for name in tests.split())


PACKAGES: Final = (
    Package(
        "align",
        ("align/*.py",),
        _named("bounds driver align align_second penalties_of_regions tuning cases docstrings"),
    ),
    Package(
        "edits",
        ("edits.py",),
        _named("words folding rows cases"),
    ),
    Package(
        "language",
        ("language/*.py",),
        _named(
            "units numerals letters counting tokens language numbering periods period_statements dates quantities "
            "quantity_forms penalties folding words targets target_periods target_words claims rule_claims rule_laws docstrings"
        ),
    ),
    Package(
        "normalize",
        ("normalize/*.py",),
        _named(
            "tuning normalize_bounds normalize_steps normalize_numbers normalize tables tables_continued headings titles labels running timings numbering "
            "points periods documents overrules notes spans normalize_laws docstrings"
        ),
    ),
    Package(
        "changes",
        ("changes/*.py", "changes/rules/*.py"),
        _named(
            "clauses tuning findings_quality editing summary columns marks terms tables change_steps rule_messages rule_claims rule_laws claims rules dates keys "
            "moved_text cases docstrings"
        ),
    ),
    Package(
        "rows",
        ("renderers/rows.py",),
        _named("row_of rows outputs"),
    ),
)


def files_of(package: Package) -> str:
    """The paths of its tests in the checkout, with a space between them."""
    return " ".join(f"tests/{name}.py" for name in package.tests)


def main() -> int:
    known = {package.name: package for package in PACKAGES}
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("package", nargs="*", help=", ".join(known))
    chosen = parser.parse_args().package
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"no package of these is called {unknown[0]}: {', '.join(known)}")
    for package in PACKAGES:
        if not chosen:
            print(f"{package.name}: {files_of(package)}")
        elif package.name in chosen:
            print(files_of(package))
    return 0


if __name__ == "__main__":
    sys.exit(main())
