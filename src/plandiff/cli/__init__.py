"""Arguments -> pipeline -> output and exit code; the only place that prints."""

from __future__ import annotations

import sys
from typing import NoReturn


def run() -> NoReturn:
    """The `plandiff` command."""
    from plandiff.cli.main import main

    sys.exit(main(sys.argv[1:]))
