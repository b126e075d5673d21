"""PDFium functions that are called for every character, object or element of a page.

Called through the bindings, one call costs a microsecond, most of it for converting handles; called here, with handles as
plain numbers, a fifth of that.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from plandiff.readers.pdf.space import Handle

INT = ctypes.c_int
UNSIGNED = ctypes.c_uint
DOUBLE = ctypes.c_double
POINTER = ctypes.c_void_p
LONG = ctypes.c_ulong


def direct(function: Handle, result: type, *arguments: type) -> Callable[..., Any]:
    """A function of PDFium that takes and returns handles as plain numbers, None for no handle."""
    address = ctypes.cast(function, POINTER).value
    assert address is not None  # noqa: S101  a function has an address
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def number_of(handle: Handle) -> int | None:
    """A handle as a plain number."""
    return ctypes.cast(handle, POINTER).value
