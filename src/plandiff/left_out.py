"""Packages that another package imports if they are there, and that most runs do without.

Importing Beautiful Soup's engine for CSS selectors and its guesser of encodings takes as long as comparing two plans. In processes of
our own they are left out until a reader asks for one (`readers/html.py`, `readers/encodings.py`).
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

NAMES: Final = ("soupsieve", "charset_normalizer")


def leave_out() -> None:
    """Let Beautiful Soup find none of them."""
    warnings.filterwarnings("ignore", "The soupsieve package is not installed", UserWarning)
    for name in NAMES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # Python's own way to say that a module is not to be had


def asked_for(name: str) -> ModuleType:
    """One of them, imported whether it was left out or not."""
    if sys.modules.get(name, sys) is None:
        del sys.modules[name]
    return import_module(name)
