"""The failures a user can act on. Each message is one sentence that names the file and the cause.

PlandiffError
├── UsageError           options that do not fit together, an unknown name
└── FileError
    ├── InputError       a document cannot be read (missing, not text, empty, unsupported format)
    ├── SettingError     a configuration or an accept file says what makes no sense
    └── OutputError      a result cannot be written

What is odd but not fatal is no error: it is a `Note` on the plan or the alignment.
"""

from __future__ import annotations


class PlandiffError(Exception):
    """Base of all failures that end in one line on stderr and exit code 2."""


class UsageError(PlandiffError):
    """What was asked for does not make sense; the message lists what would."""


class FileError(PlandiffError):
    """Something is wrong with what is named; `cause` is a sentence, or the system's own complaint."""

    def __init__(self, name: object, cause: str | OSError) -> None:
        said = cause if isinstance(cause, str) else cause.strerror or str(cause)
        super().__init__(f"{name}: {said}")


class InputError(FileError):
    """A document cannot be read."""


class SettingError(FileError):
    """A configuration or an accept file says what makes no sense; the message lists what would."""


class OutputError(FileError):
    """A result cannot be written."""
