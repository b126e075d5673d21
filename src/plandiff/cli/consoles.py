"""What Windows keeps outside the environment: the user's language, and whether a console supports styles."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

STANDARD_OUTPUT: Final = -11
"""`STD_OUTPUT_HANDLE` of the Windows API."""
TAKES_STYLES: Final = 0x0004
"""`ENABLE_VIRTUAL_TERMINAL_PROCESSING`: the console acts on escape sequences instead of printing them."""
PRIMARY: Final = 0x3FF
"""The bits of a language id that exclude the region."""
CHINESE: Final = 0x04
"""`LANG_CHINESE`, of every region."""


def colored() -> bool:
    """Whether output may be coloured: it goes to a terminal that supports colours, and `NO_COLOR` does not forbid them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and (os.name != "nt" or take_styles(_kernel()))


def speaks_chinese() -> bool:
    """Whether the user's language in Windows is Chinese; elsewhere the environment says so."""
    kernel = _kernel() if os.name == "nt" else None
    return kernel is not None and kernel.GetUserDefaultUILanguage() & PRIMARY == CHINESE


def take_styles(kernel: Any) -> bool:  # noqa: ANN401 - a library of the system, which has no types
    """Make the console act on escape sequences; False if it cannot, as before Windows 10."""
    if kernel is None:
        return False
    import ctypes  # most runs do not need it

    handle, mode = kernel.GetStdHandle(STANDARD_OUTPUT), ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(mode.value & TAKES_STYLES or kernel.SetConsoleMode(handle, mode.value | TAKES_STYLES))


def _kernel() -> Any:  # noqa: ANN401 - as above
    """The Windows library that knows; None elsewhere."""
    import ctypes

    libraries = getattr(ctypes, "windll", None)
    return None if libraries is None else libraries.kernel32
