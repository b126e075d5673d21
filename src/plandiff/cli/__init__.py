"""Arguments -> pipeline -> output and exit code; the only place that prints."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def run() -> NoReturn:
    """The `plandiff` command."""
    gc.disable()  # a run is short and creates no reference cycles: looking for some takes a tenth of its time
    from plandiff.cli.commands import COMMANDS
    from plandiff.compiled import kept
    from plandiff.left_out import leave_out

    leave_out()
    command = next((argument for argument in sys.argv[1:] if argument in COMMANDS), "")
    with kept(COMMANDS.get(command, "main")):
        from plandiff.cli.main import main

        code = main(sys.argv[1:])
    gc.freeze()  # nor need the interpreter look for them at exit
    sys.exit(code)
