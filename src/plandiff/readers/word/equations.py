"""What an EQ field prints, on one line: fractions with a slash, roots with their sign, scripts as raised and lowered characters.

    EQ \\f(1,3)    EQ \\r(3,x)    EQ \\o\\ac(○,11)    EQ m\\s\\up8(2)    EQ \\* jc2 \\o\\ad(\\s\\up 9(yù),育)

An instruction is text with switches: a letter after a backslash, options (more switches of the letters that belong to it), and arguments in
brackets, divided by commas or semicolons, each of which may have switches again. The switches are those of ECMA-376 part 1, 17.16.5.18.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from plandiff.readers.labels import label
from plandiff.readers.scripts import script

DEEPEST: Final = 20
"""Switches inside switches that are followed (count); what is deeper prints nothing."""
_NAME: Final = re.compile(r"\s*EQ\b\s*", re.IGNORECASE)
_FORMATTING: Final = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)\s*')
"""A general switch of fields, which every field may have: `\\* MERGEFORMAT`."""
_SWITCH: Final = re.compile(r"\\([a-z]{1,3})\s*(-?\d+)?", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\\([lrb]c)\s*\\?(\S)", re.IGNORECASE)
_OPEN, _CLOSE, _BETWEEN = "(（", ")）", ",，;；"
_SIGNS: Final = "○〇□△◇"
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "【": "】", "〔": "〕"}

Brackets = dict[str, str]
"""Side, `lc` or `rc` -> the sign drawn there."""
MAX_ENCLOSED: Final = 3
"""Digits of a number in a circle (count)."""


def equation(instruction: str) -> str:
    """What an EQ field's instruction prints; "" for another field's.

    >>> equation(r"EQ \\f(1,3)"), equation(r"eq \\o\\ac(○,11)"), equation(r"EQ \\r(3,x+1)"), equation(r"EQ x\\s\\up8(2)")
    ('1/3', '⑪', '³√(x+1)', 'x²')
    """
    name = _NAME.match(instruction)
    if name is None:
        return ""
    return _Reader(_FORMATTING.sub("", instruction[name.end() :])).text("").strip()


@dataclass
class _Reader:
    """An instruction while it is read."""

    source: str
    at: int = 0
    depth: int = 0

    def text(self, ends: str) -> str:
        """What is printed up to one of the characters that end it, or to the end."""
        out = ""
        while self.at < len(self.source) and (self.source[self.at] not in ends or not ends):
            found = _SWITCH.match(self.source, self.at)
            if found and found[1].lower()[0] in _PRINTED:
                out += self._switch(found[1].lower())
            else:
                self.at += self.source[self.at] == "\\"  # a sign that would mean something is printed: \( \, \\
                out += self.source[self.at : self.at + 1]
                self.at += 1
        return out

    def _switch(self, name: str) -> str:
        """What one switch prints, with its options and arguments."""
        options: list[str] = [name[1:]] if name[1:] else []
        begun = self.at
        brackets: Brackets = {}
        self.at += len(name) + 1
        while True:
            self._skip_space()
            if found := _BRACKET.match(self.source, self.at):
                given, sign = found[1].lower(), found[2]
                brackets |= {"lc": sign, "rc": _PAIRS.get(sign, sign)} if given == "bc" else {given: sign}
            else:
                found = _SWITCH.match(self.source, self.at)
                if found is None:
                    break
                options.append(found[1].lower())
            self.at = found.end()
        if self.source[self.at : self.at + 1] not in _OPEN or self.at >= len(self.source) or self.depth >= DEEPEST:
            return "" if self.at > begun else self.source[begun]
        return _PRINTED[name[0]](self._arguments(), options, brackets or {"lc": "(", "rc": ")"})

    def _arguments(self) -> list[str]:
        self.depth += 1
        self.at += 1
        found = [self.text(_CLOSE + _BETWEEN)]
        while self.at < len(self.source) and self.source[self.at] in _BETWEEN:
            self.at += 1
            found.append(self.text(_CLOSE + _BETWEEN))
        self.at += 1
        self.depth -= 1
        return [one.strip() for one in found]

    def _skip_space(self) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1


def _bracketed(text: str) -> str:
    """A part in brackets, unless it is a single number or name."""
    return text if text.isalnum() or not text else f"({text})"


def _fraction(parts: list[str], _options: list[str], _brackets: Brackets) -> str:
    return "/".join(map(_bracketed, parts))


def _root(parts: list[str], _options: list[str], _brackets: Brackets) -> str:
    degree = script(parts[0], "superscript", "") if len(parts) > 1 and parts[0] else ""
    return f"{degree}√{_bracketed(parts[-1])}"


def _script(parts: list[str], options: list[str], _brackets: Brackets) -> str:
    raised = "do" not in options
    return " ".join(script(part, "superscript" if raised else "subscript", "") for part in parts)


def _overstrike(parts: list[str], options: list[str], _brackets: Brackets) -> str:
    """A number in a circle, a text below its reading, or signs one over the other."""
    sign, *inner = parts
    if inner and sign in _SIGNS and sign:
        number = inner[0]
        counts = sign in "○〇" and number.isascii() and number.isdigit() and len(number) <= MAX_ENCLOSED
        return label(int(number), "decimalEnclosedCircle") if counts else number
    if "ad" in options and len(parts) > 1:  # Word writes phonetic guides so, the reading first
        return parts[-1]
    return "".join(parts)


def _integral(parts: list[str], options: list[str], _brackets: Brackets) -> str:
    sign = "∑" if "su" in options else "∏" if "pr" in options else "∫"
    low, high, body = (*parts, "", "", "")[:3]
    return sign + script(low, "subscript", "") + script(high, "superscript", "") + body


_PRINTED: Final[dict[str, Callable[[list[str], list[str], Brackets], str]]] = {
    "a": lambda parts, _, __: " ".join(parts),
    "b": lambda parts, _, brackets: brackets.get("lc", "") + ",".join(parts) + brackets.get("rc", ""),
    "d": lambda parts, _, __: "".join(parts),
    "f": _fraction,
    "i": _integral,
    "l": lambda parts, _, __: ",".join(parts),
    "o": _overstrike,
    "r": _root,
    "s": _script,
    "x": lambda parts, _, __: "".join(parts),
}
"""Letter of a switch -> what it prints of its arguments."""
