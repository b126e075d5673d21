"""Regular expressions that are compiled on first use.

Compiling takes longer than reading a plan, and a plan needs only some of them: those of English texts for English, of notes on
revisions for laws, of web pages for pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Lazy:
    """A regular expression with the methods of `re.Pattern` that are used here."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        return self.compiled.findall(text)

    def split(self, text: str) -> list[str]:
        return self.compiled.split(text)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.compiled.sub(put, text)
