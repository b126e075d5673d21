"""Arguments -> pipeline -> output and exit code; the only place that prints."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def run() -> NoReturn:
    """The `plandiff` command."""
    gc.disable()  # a run is short, and what it makes holds no cycles: to look for some takes a tenth of its time
    from plandiff.cli.main import main

    code = main(sys.argv[1:])
    gc.freeze()  # nor need the interpreter look for them at its end
    sys.exit(code)
