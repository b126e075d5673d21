"""Arguments -> pipeline -> output and exit code; the only place that prints."""

from __future__ import annotations

import gc
import sys
import warnings
from typing import NoReturn


def run() -> NoReturn:
    """The `plandiff` command."""
    gc.disable()  # a run is short and creates no reference cycles: looking for some takes a tenth of its time
    # Beautiful Soup works without its CSS selector engine if that is missing. Importing it takes as long as comparing two
    # plans, so only code that selects by CSS does (`readers/html.py`).
    warnings.filterwarnings("ignore", "The soupsieve package is not installed", UserWarning)
    sys.modules["soupsieve"] = None  # type: ignore[assignment]  # Python's own way to say that a module is not to be had
    from plandiff.compiled import kept

    with kept():
        from plandiff.cli.main import main

        code = main(sys.argv[1:])
    gc.freeze()  # nor need the interpreter look for them at exit
    sys.exit(code)
