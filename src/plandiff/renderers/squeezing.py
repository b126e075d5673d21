"""Our own styles and scripts without what only their readers need: comments, indentation, spaces around operators.

It knows as much of both languages as our files use: strings are in double quotes, template strings are not nested,
division signs have spaces around them and regular expressions do not begin with one, and a statement ends with its line or
with a semicolon.
"""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"/\*[^*]*\*/")
_LINE_COMMENT: Final = re.compile(r"(?:^|(?<![ \t])[ \t]+)// .*", re.MULTILINE)
_EMPTY_LINES: Final = re.compile(r"(?<!\s)\s*\n\s*")

_STRING: Final = r'"(?:\\.|[^"\\\n])*"'
_TEMPLATE: Final = r"`(?:\\.|[^`\\])*`"
_PATTERN: Final = r"/(?![ /*])(?:\\.|\[(?:\\.|[^\]\\\n])*+\]|[^/\\\n\[])++/"

_STYLE: Final = re.compile(rf'(?=[";\s}}{{,>])(?:({_STRING})|;?(?:(?<!\s)\s+)?(\}})\s*|(?:(?<!\s)\s+)?([{{;,>])\s*|(?<=:) +)')
_SCRIPT: Final = re.compile(
    rf"(?=[^\w.()\[\]])(?:({_STRING}|{_TEMPLATE}|{_PATTERN})|(?:(?<! ) +)?([{{}};,:]|=>|[=!]==|[-+*]?=|&&|\|\||\?\??|>=|<=|[<>*]) *)"
)
"""What stays unchanged, and what needs no spaces around it."""


def squeeze_style(text: str) -> str:
    return _kept(_STYLE, _COMMENT.sub("", text)).strip() + "\n"


def squeeze_script(text: str) -> str:
    """Line breaks stay: some statements end at one."""
    lines = _EMPTY_LINES.sub("\n", _LINE_COMMENT.sub("", _COMMENT.sub("", text)))
    return _kept(_SCRIPT, lines).strip() + "\n"


def _kept(pattern: re.Pattern[str], text: str) -> str:
    """A text in which of each match only the groups are left."""
    return "".join(filter(None, pattern.split(text)))
