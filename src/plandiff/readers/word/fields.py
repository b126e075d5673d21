"""Fields: computed text, stored as an instruction and its last result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import PAGE_NUMBERS, Element, child, keyword_of, qualified, value
from plandiff.readers.links import link_target
from plandiff.readers.word.equations import equation
from plandiff.readers.word.symbols import symbol
from plandiff.readers.word.values import number, switch

_HYPERLINK: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]*)\"", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9A-F]+|\d{1,5})(?:.*?\\f\s+\"?([^\"\\]+?)\"?\s*(?:\\|$))?", re.IGNORECASE)
_BUTTON: Final = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*?)\s*", re.IGNORECASE | re.DOTALL)
_CONTENTS: Final = frozenset({"TOC", "TOA", "INDEX"})
MAX_INSTRUCTION: Final = 2000
"""Characters of an instruction that are read."""


@dataclass
class _Field:
    before: int
    """The count of prints when it began."""
    form: Element | None = None
    """The data of a form field."""
    instruction: str = ""
    kind: str = ""
    """Its keyword, once its result has begun."""
    result: bool = False


@dataclass
class Fields:
    """The fields open at a place in a text, outermost first; what every run asks about is kept as counts."""

    open: list[_Field] = field(default_factory=list)
    _instructing: int = 0
    _contents: int = 0
    _pages: int = 0
    _links: list[str] = field(default_factory=list)
    _printed: int = 0

    @property
    def silent(self) -> bool:
        """Whether this place is inside an instruction, and not printed."""
        return self._instructing > 0

    @property
    def contents(self) -> bool:
        """Whether this place is inside a contents list or an index."""
        return self._contents > 0

    @property
    def page(self) -> bool:
        """Whether this place is inside a page number."""
        return self._pages > 0

    @property
    def link(self) -> str:
        """The target of the innermost link; "" if there is none."""
        return self._links[-1] if self._links else ""

    def instruct(self, text: str) -> None:
        if self.open and not self.open[-1].result:
            self.open[-1].instruction = (self.open[-1].instruction + text)[:MAX_INSTRUCTION]

    def printed(self) -> None:
        """Record that text was printed inside all of the open fields."""
        self._printed += 1

    def mark(self, mark: Element) -> str:
        """Take the mark where a field, its result, or its end begins; returns what the field itself prints if the file has no result."""
        kind = mark.get(qualified("w:fldCharType"))
        if kind == "begin":
            self.open.append(_Field(self._printed, child(mark, "ffData")))
            self._instructing += 1
        elif kind == "separate" and self.open and not self.open[-1].result:
            self._begin_result()
        elif kind == "end" and self.open:
            return self._end()
        return ""

    def enter(self, instruction: str) -> None:
        """Begin a field that contains its result."""
        self.open.append(_Field(self._printed, instruction=instruction[:MAX_INSTRUCTION]))
        self._instructing += 1
        self._begin_result()

    def leave(self) -> str:
        """End it; returns what it prints itself if the file has no result."""
        return self._end() if self.open else ""

    def _begin_result(self) -> None:
        begun = self.open[-1]
        begun.result = True
        self._instructing -= 1
        if kind := keyword_of(begun.instruction):
            begun.kind = kind
            self._count(begun.kind, 1)
        if found := _HYPERLINK.match(begun.instruction):
            self._links.append(link_target(found[1]))

    def _count(self, kind: str, by: int) -> None:
        self._contents += by * (kind in _CONTENTS)
        self._pages += by * (kind in PAGE_NUMBERS)

    def _end(self) -> str:
        ended = self.open.pop()
        if not ended.result:
            self._instructing -= 1
        elif ended.kind:
            self._count(ended.kind, -1)
            if _HYPERLINK.match(ended.instruction):
                self._links.pop()
        return "" if self._printed > ended.before or self.silent else computed(ended.instruction, ended.form)


def computed(instruction: str, form: Element | None) -> str:
    """What a field without a stored result prints: an equation, a symbol, a form control.

    >>> computed(r" eq \\o\\ac(○,11)", None), computed(r"EQ \\f(1,3)", None), computed("SYMBOL 254 \\\\f Wingdings", None)
    ('⑪', '1/3', '☑')
    """
    if printed := equation(instruction):
        return printed
    if found := _BUTTON.fullmatch(instruction):  # a placeholder to click and type in
        return found[1]
    if found := _SYMBOL.match(instruction):
        code = int(found[1], 16 if found[1][:2].lower() == "0x" else 10)
        return symbol(code, (found[2] or "").strip()) if 0x20 <= code < 0xD800 else ""
    if (box := child(form, "checkBox")) is not None:
        checked = switch(box, "checked")
        return "☒" if (checked if checked is not None else switch(box, "default")) else "☐"
    if (choice := child(form, "ddList")) is not None:
        rows = [value(row) or "" for row in choice.findall(qualified("w:listEntry"))]
        at = number(choice, "result") or number(choice, "default") or 0
        return rows[at] if 0 <= at < len(rows) else ""
    return ""
