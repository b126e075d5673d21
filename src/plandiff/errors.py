"""The failures a user can act on. Each message is one sentence that names the file and the cause.

PlandiffError
├── InputError       a document cannot be read (missing, not text, empty, unsupported format)
├── UsageError       options that do not fit together, an unknown name
├── SettingError     a configuration or an accept file says what makes no sense
└── OutputError      a result cannot be written

What is odd but not fatal is no error: it is a `Note` on the plan or the alignment.
"""

from __future__ import annotations


class PlandiffError(Exception):
    """Base of all failures that end in one line on stderr and exit code 2."""


class InputError(PlandiffError):
    """A document cannot be read."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")


class UsageError(PlandiffError):
    """What was asked for does not make sense; the message lists what would."""


class SettingError(PlandiffError):
    """A configuration or an accept file says what makes no sense; the message lists what would."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")


class OutputError(PlandiffError):
    """A result cannot be written."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
