"""Which module has which command."""

from __future__ import annotations

from typing import Final

MODULES: Final = {
    "compare": ("compare",),
    "matrix": ("matrix",),
    "corpus": ("corpus",),
    "ci": ("ci",),
    "accept": ("accept",),
    "notes": ("notes",),
    "outline": ("outline",),
    "normalize": ("normalize",),
    "targets": ("targets",),
    "rules": ("rules",),
    "schema": ("schema",),
    "git": ("git",),
    "keeping": ("init", "add", "import", "edit", "remove", "restore"),
    "versions": ("list", "log", "show", "export", "verify"),
    "history": ("blame", "history", "timeline"),
    "sharing": ("library",),
}
"""Module -> its commands. One is imported where it is run or described: all of them take as long as reading a plan."""
COMMANDS: Final = {name: module for module, names in MODULES.items() for name in names}
