"""Standard output and standard error: where a terminal or a runner of workflows acts upon what it reads, or where they are closed.

Documents are quoted in all that is printed. Whatever a renderer may have forgotten, this is the last place before it is read.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from plandiff.errors import PlandiffError

if TYPE_CHECKING:
    from plandiff.renderers.formats import Syntax

RUNNERS: Final = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""Variables of the runners that take commands from the output of a step: GitHub and what is like it, Azure, TeamCity."""

# The runner trims white space of Unicode, ends lines at CR and LF alone, and passes over characters without a width where it
# compares: what separates a mark must be one that shows.
_COLONS: Final = re.compile(r"(?<![^\r\n])((?:[^\S\r\n]|[\0\u180e\ufeff])*):(?=:)")
"""`::name key=value::text`, a command at the head of a line."""
_BRACKET: Final = re.compile(r"(##\w*)\[")
"""`##[name]text` and `##vso[name]text`, a command anywhere in a line."""
_SPELLINGS: Final[dict[Syntax, tuple[str, str]]] = {
    "text": ("\\:", "\\["),
    "plain": ("\\:", "\\["),  # in Markdown the same as without the backslash
    "json": ("\\u003a", "\\u005b"),
    "markup": ("&#58;", "&#91;"),
}
"""A colon and a bracket as the syntax can spell them differently; of commands that are ours nothing is spelt."""


def harmless(data: bytes, syntax: Syntax, stream: IO[str]) -> bytes:
    """Output as it may go to a stream: unchanged, but where it is read by a terminal or a runner and is text."""
    if syntax == "binary":
        return data
    for_terminal, for_runner = stream.isatty(), under_runner() and not _is_file(stream)
    if not (for_terminal or for_runner):
        return data
    text = data.decode("utf-8", "surrogateescape")
    if for_terminal:
        text = _shown(text, syntax)
    if for_runner:
        text = without_commands(text, syntax)
    return text.encode("utf-8", "surrogateescape")


def under_runner() -> bool:
    """Whether this is a step of a workflow."""
    return any(os.environ.get(name) for name in RUNNERS)


def without_commands(text: str, syntax: Syntax = "text") -> str:
    """The text with nothing in it that a runner takes for a command.

    >>> without_commands("  ::error::a ##[add-mask]b")
    '  \\\\::error::a ##\\\\[add-mask]b'
    """
    if syntax not in _SPELLINGS:
        return text
    colon, bracket = _SPELLINGS[syntax]
    text = _COLONS.sub(lambda found: found[1] + colon, text)
    return _BRACKET.sub(lambda found: found[1] + bracket, text)


def _shown(text: str, syntax: Syntax) -> str:
    from plandiff.renderers.terminal import visible

    return visible(text, keep_styles=syntax == "text", spell_as=r"\u{:04x}" if syntax == "json" else "")


def _is_file(stream: IO[str]) -> bool:
    """Whether the output is kept (`> file`) and not read by a runner, so that it must be what it is."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # none of the system's
        return False


class _Closed(io.RawIOBase):
    """Standard output that was closed: nobody gets what is written, and that is a failure."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise PlandiffError("output-closed")


OUTPUT: Final = "standard output"
"""What errors call it."""
UNWRITABLE: Final = frozenset({errno.EBADF, errno.EIO, errno.ENOSPC})
"""What the system says of a stream that takes nothing."""


@contextmanager
def standing_in() -> Iterator[None]:
    """Others stand in for streams that are closed: what is printed is refused, what is said is dropped."""
    _fill_places()
    before = sys.stdout, sys.stderr
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        if sys.stdout is None or sys.stdout.closed:
            sys.stdout = io.TextIOWrapper(_Closed(), "utf-8", write_through=True)
        elif isinstance(sys.stdout, io.TextIOWrapper):  # help that an old code page cannot write is no failure
            sys.stdout.reconfigure(errors="replace")
        if sys.stderr is None or sys.stderr.closed:
            sys.stderr = nowhere
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


def _fill_places() -> None:
    """Give the places of closed streams to a device, so that no file that is opened takes one: what is printed, and what a
    program that is started complains of, would go into it. Reading there fails, as does printing; complaints are dropped.
    """
    for place, way in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(place)
        except OSError:
            os.set_inheritable(os.open(os.devnull, way), True)  # the first place that is free is this one
