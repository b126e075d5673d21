"""Text for a terminal: columns, not characters; nothing in it controls the terminal.

What is printed for readers consists of `Printed` lines, which come only from here: unescaped document text
has another type, so the type checker finds any field that was forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Final, Literal, NewType

from plandiff.language.letters import is_wide

Style = Literal["", "strong", "faint", "deleted", "inserted"]

Printed = NewType("Printed", str)
"""A line, or a part of one, in which nothing controls a terminal but our own styles."""
BLANK: Final = Printed("")

_SGR: Final[dict[Style, str]] = {"strong": "1", "faint": "2", "deleted": "31", "inserted": "32"}
_WORD: Final = r"[^\s\u1100-\uffff\U00010000-\U0010ffff]+"
_NEVER_FIRST: Final = frozenset(("-]", "+}", *"，。；：！？、）》】」』”’…,.;:!?)]}%％"))

_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters, escape sequences among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, which can show text in a false order
    "\u2028\u2029\ufff9-\ufffb"  # line and paragraph separators, annotations
    "\ud800-\udfff\ufffe\uffff]"  # surrogates and noncharacters, neither of which XML allows
)


_HARMFUL: Final = re.compile(rf"{_STEERING.pattern}(?<![\t\n])(?<!\r(?=\n))")
"""The same, but for white space that does no harm."""
_STYLES: Final = re.compile(rf"\x1b\[(?:0|{'|'.join(_SGR.values())})m|\r\n|{_STEERING.pattern}")
"""The same, but for our own styles and line ends, which are matched first."""


def printable(text: str) -> Printed:
    """The text with spaces for white space and `\\xNN` for every character that could control a terminal.

    >>> printable("a\\tb\\x1b[31mc")
    'a b\\\\x1b[31mc'
    """
    return Printed(_STEERING.sub(_spell, text))


def visible(text: str, *, keep_styles: bool = False, spell_as: str = "") -> str:
    """The same with its white space unchanged, for where line breaks and tabs do no harm; with other escapes on request.

    >>> visible("a\\tb\\u202ec")
    'a\\tb\\\\u202ec'
    """

    if not (keep_styles or spell_as):
        return _HARMFUL.sub(_spell, text)

    def show(found: re.Match[str]) -> str:
        if found[0] in ("\t", "\n", "\r\n") or (keep_styles and len(found[0]) > 1):
            return found[0]
        if len(found[0]) > 1:  # a style that is not ours: only its first character is dangerous
            return f"\\x1b{found[0][1:]}"
        return spell_as.format(ord(found[0])) if spell_as else _spell(found)

    return _STYLES.sub(show, text)


def _spell(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: two for each wide character, none for combining marks.

    >>> columns("95%以上")
    7
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


@cache
def _columns(character: str) -> int:
    if is_wide(character):
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def clip(text: str, width: int) -> str:
    """The text truncated to at most `width` columns, with `…` if it was truncated.

    >>> clip("全面贯彻党的教育方针", 9)
    '全面贯彻…'
    """
    if columns(text) <= width:
        return text
    taken, used = [], 1  # 1 for the ellipsis
    for character in text:
        used += _columns(character)
        if used > width:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def styled(style: Style, text: str, *, color: bool) -> Printed:
    """The text made printable, with the style's colour if colours are wanted."""
    shown = printable(text)
    return Printed(f"\x1b[{_SGR[style]}m{shown}\x1b[0m") if color and style and shown else shown


def beside(*parts: Printed) -> Printed:
    """The parts as one line."""
    return Printed("".join(parts))


def sheet(lines: Iterable[Printed]) -> bytes:
    """The lines as they are written, each with its line end."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def flow(pieces: Iterable[tuple[Style, str]], width: int, *, indent: int = 0, first: int = 0, color: bool) -> Iterator[Printed]:
    """The pieces as lines of at most `width` columns: Chinese breaks anywhere except before a closing mark.

    The first line is indented by `first` columns, the others by `indent`.
    """
    line: list[tuple[Style, str]] = []
    used = first
    margin = Printed(" " * first)
    for style, text in pieces:
        for token in _token().findall(printable(text)):
            if used + columns(token) > width and line and token not in _NEVER_FIRST:
                yield beside(margin, _joined(line, color=color))
                margin, line, used = Printed(" " * indent), [], indent
                if token.isspace():
                    continue
            line.append((style, token))
            used += columns(token)
    if line:
        yield beside(margin, _joined(line, color=color))


@cache
def _token() -> re.Pattern[str]:
    """What lines are not broken within. Compiled on first use, since its wide classes take 5 ms."""
    return re.compile(rf"(?:\[-|\{{\+)(?:{_WORD}|.)?|-\]|\+\}}|\s|{_WORD}|.")


def _joined(tokens: list[tuple[Style, str]], *, color: bool) -> Printed:
    runs = groupby(tokens, lambda token: token[0])
    return Printed(beside(*(styled(style, "".join(text for _, text in run), color=color) for style, run in runs)).rstrip())
