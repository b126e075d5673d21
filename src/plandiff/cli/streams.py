"""Standard output and standard error: where a terminal or a workflow runner acts on what it reads, or where they are closed.

Everything printed may quote documents. Whatever a renderer missed, this is the last place to catch it.
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
"""Variables of the runners that take commands from the output of a step: GitHub and the like, Azure, TeamCity."""

# The runner trims Unicode white space, ends lines at CR and LF only, and ignores zero-width characters when it
# compares: what breaks up a mark must be visible.
_COLONS: Final = re.compile(r"(?<![^\r\n])((?:[^\S\r\n]|[\0\u180e\ufeff])*):(?=:)")
"""`::name key=value::text`, a command at the beginning of a line."""
_BRACKET: Final = re.compile(r"(##\w*)\[")
"""`##[name]text` and `##vso[name]text`, a command anywhere in a line."""
_SPELLINGS: Final[dict[Syntax, tuple[str, str]]] = {
    "text": ("\\:", "\\["),
    "plain": ("\\:", "\\["),  # in Markdown the same as without the backslash
    "json": ("\\u003a", "\\u005b"),
    "markup": ("&#58;", "&#91;"),
}
"""A colon and a bracket as the syntax can escape them; our own commands are not escaped."""


def harmless(data: bytes, syntax: Syntax, stream: IO[str]) -> bytes:
    """Output made safe for a stream: changed only if it is text read by a terminal or a runner."""
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
    """The text without anything that a runner takes for a command.

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
    """Whether the output is kept (`> file`) and not read by a runner, so that it must be unchanged."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # not one of the system's
        return False


class _Closed(io.RawIOBase):
    """Standard output that was closed: nobody gets what is written, and that is a failure."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise PlandiffError("output-closed")


OUTPUT: Final = "standard output"
"""Its name in errors."""
UNWRITABLE: Final = frozenset({errno.EBADF, errno.EIO, errno.ENOSPC})
"""What the system says of a stream that cannot be written."""


@contextmanager
def standing_in() -> Iterator[None]:
    """Replace closed streams: output is refused, messages are dropped."""
    _fill_places()
    before = sys.stdout, sys.stderr
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        if sys.stdout is None or sys.stdout.closed:
            sys.stdout = io.TextIOWrapper(_Closed(), "utf-8", write_through=True)
        elif isinstance(sys.stdout, io.TextIOWrapper):  # help that an old code page cannot encode is not a failure
            sys.stdout.reconfigure(errors="replace")
        if sys.stderr is None or sys.stderr.closed:
            sys.stderr = nowhere
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


def _fill_places() -> None:
    """Occupy the descriptors of closed streams with a device, so that no file opened later gets one: output, and the errors of
    programs that are started, would go into it. Reading there fails, as does printing; messages are dropped.
    """
    for place, way in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(place)
        except OSError:
            os.set_inheritable(os.open(os.devnull, way), True)  # this is the first free descriptor
