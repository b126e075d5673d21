"""The failures a user can act on, each a code and named values. The wording is in the catalogue, `error_messages`.

PlandiffError
├── UsageError           options that do not fit together, an unknown name
├── Cancelled            the caller no longer wants the comparison
└── FileError
    ├── InputError       a document cannot be read (missing, not text, empty, unsupported format)
    ├── SettingError     a configuration or an accept file makes no sense
    └── OutputError      a result cannot be written

`str(error)` is its sentence in English. Something odd but not fatal is not an error but a `Note` on the plan or the alignment.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self, Union

if TYPE_CHECKING:
    from plandiff.bilingual import Language

Value = Union[str, int, float, "Problem", tuple[Union[str, "Problem"], ...]]
"""A value in a message. A problem is worded in the message's language; several values are all listed."""


@dataclass(frozen=True, init=False)
class Problem:
    """What is wrong, or a part of it, before it is worded in any language."""

    code: str
    """Its key in the catalogue, a stable name."""
    fields: tuple[tuple[str, Value], ...]
    """Name -> value, for the placeholders of the message."""

    def __init__(self, code: str, /, **values: Value) -> None:
        # As a frozen dataclass does itself.
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "fields", tuple(sorted(values.items())))

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.fields)

    def message(self, language: Language = "en") -> str:
        """The problem as a sentence, or as part of one."""
        from plandiff.error_messages import MESSAGES  # most runs never fail

        return MESSAGES[self.code].said(language).format(**{name: _said(value, language) for name, value in self.fields})

    def __str__(self) -> str:
        return self.message()


class PlandiffError(Exception):
    """Base of all failures that end in one line on stderr and exit code 2."""

    def __init__(self, code: str, /, **values: Value) -> None:
        self.problem = Problem(code, **values)

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """The failure that a stored problem came from."""
        error = cls.__new__(cls)
        error.problem = problem
        return error

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def values(self) -> dict[str, Value]:
        return self.problem.values

    def message(self, language: Language) -> str:
        return self.problem.message(language)

    def __str__(self) -> str:
        return self.problem.message()


class UsageError(PlandiffError):
    """The request makes no sense; the message lists what would."""


class Cancelled(PlandiffError):  # noqa: N818 - as asyncio and concurrent.futures call theirs
    """A run was ended by its caller's own `cancel`."""


class FileError(PlandiffError):
    """Something is wrong with the file called `name`: what the code says, or the system's own error."""

    def __init__(self, name: object, cause: str | OSError, /, **values: Value) -> None:
        named: dict[str, Value] = {"name": name if isinstance(name, Problem) else str(name)}
        if isinstance(cause, str):
            super().__init__(cause, **named, **values)
        elif getattr(cause, "winerror", None) in IN_USE:
            super().__init__("in-use", **named)
        elif cause.errno in SYSTEM:
            super().__init__(SYSTEM[cause.errno], **named)
        else:
            super().__init__("system", **named, said=cause_of(cause))


class InputError(FileError):
    """A document cannot be read."""


class SettingError(FileError):
    """A configuration or an accept file makes no sense; the message lists what would."""


class OutputError(FileError):
    """A result cannot be written."""


SYSTEM: Final[dict[int | None, str]] = {
    errno.ENOENT: "no-folder",
    errno.EACCES: "no-permission",
    errno.EISDIR: "is-folder",
    errno.ENOSPC: "disk-full",
}
"""System errors about a file that have messages of their own."""


IN_USE: Final = frozenset({32, 33})
"""What Windows reports for a file that another program has open (`ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`)."""


def cause_of(problem: Exception) -> str | Problem:
    """The cause that an exception from Python or a library gives.

    It is a `Problem` where our own code raised it with one, else English text.
    """
    ours = next((part for part in problem.args if isinstance(part, Problem)), None)
    if ours is not None:
        return ours
    if isinstance(problem, OSError):
        return Problem("permission-denied") if problem.errno == errno.EACCES else problem.strerror or str(problem)
    return str(problem)


def _said(value: Value, language: Language) -> str | int | float:
    """A value as it appears in a message in that language; several are separated by commas."""
    if isinstance(value, tuple):
        return ", ".join(str(_said(part, language)) for part in value)
    return value.message(language) if isinstance(value, Problem) else value
