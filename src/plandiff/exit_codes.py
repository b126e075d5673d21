"""Exit codes of the command: part of the contract, described in docs/configuration.md."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FOUND: Final = 1
"""What the call asked to be told about was found: differences, findings that fail, rows of a corpus, documents that were not read."""
WRONG_INPUT: Final = 2
"""Wrong usage, or input that cannot be read or is damaged."""
BUG: Final = 3
"""A fault of plandiff's own."""
UNSURE: Final = 4
"""Less certain than `--min-confidence`; takes precedence over `FOUND`: what cannot be trusted is not judged."""
INTERRUPTED: Final = 130
"""128 + SIGINT, as shells have it."""
