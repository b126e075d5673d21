"""Fields: what a program computed, of which the file holds an instruction and the result that was last printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import PAGE_NUMBERS, Element, child, keyword_of, qualified, value
from plandiff.readers.links import link_target
from plandiff.readers.word.labels import label
from plandiff.readers.word.symbols import symbol
from plandiff.readers.word.values import number, switch

_HYPERLINK: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]*)\"", re.IGNORECASE)
_ENCLOSED: Final = re.compile(r"\s*EQ\s+\\o\s*+(?:\\a[clr])?\s*+[(（]\s*([○〇□△◇])\s*[,，]\s*(\w{1,3})\s*[)）]", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9A-F]+|\d{1,5})(?:.*?\\f\s+\"?([^\"\\]+?)\"?\s*(?:\\|$))?", re.IGNORECASE)
_BUTTON: Final = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*?)\s*", re.IGNORECASE | re.DOTALL)
_CONTENTS: Final = frozenset({"TOC", "TOA", "INDEX"})
MAX_INSTRUCTION: Final = 2000
"""Characters of an instruction that are read."""


@dataclass
class _Field:
    before: int
    """How often anything had been printed when it began."""
    form: Element | None = None
    """What a form's field holds."""
    instruction: str = ""
    kind: str = ""
    """Its keyword, once its result has begun."""
    result: bool = False


@dataclass
class Fields:
    """The fields that are open at a place of a text, outermost first; what is asked of them for every run is counted."""

    open: list[_Field] = field(default_factory=list)
    _instructing: int = 0
    _contents: int = 0
    _pages: int = 0
    _links: list[str] = field(default_factory=list)
    _printed: int = 0

    @property
    def silent(self) -> bool:
        """Whether what stands here is an instruction, and not printed."""
        return self._instructing > 0

    @property
    def contents(self) -> bool:
        """Whether this is a contents list or an index."""
        return self._contents > 0

    @property
    def page(self) -> bool:
        """Whether this is the number of a page."""
        return self._pages > 0

    @property
    def link(self) -> str:
        """The target of the innermost link; "" where there is none."""
        return self._links[-1] if self._links else ""

    def instruct(self, text: str) -> None:
        if self.open and not self.open[-1].result:
            self.open[-1].instruction = (self.open[-1].instruction + text)[:MAX_INSTRUCTION]

    def printed(self) -> None:
        """Text was printed inside all of the open fields."""
        self._printed += 1

    def mark(self, mark: Element) -> str:
        """A mark at which a field begins, its result does, or it ends; what the field prints itself if the file holds no result."""
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
        """A field that holds its result begins."""
        self.open.append(_Field(self._printed, instruction=instruction[:MAX_INSTRUCTION]))
        self._instructing += 1
        self._begin_result()

    def leave(self) -> str:
        """It ends; what it prints itself if the file holds no result."""
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
    """What a field prints that has no result of its own: a number in a circle, a sign, a box of a form.

    >>> computed(r" eq \\o\\ac(○,11)", None), computed("SYMBOL 254 \\\\f Wingdings", None)
    ('⑪', '☑')
    """
    if found := _ENCLOSED.match(instruction):
        inner = found[2]
        if found[1] in "○〇" and inner.isascii() and inner.isdigit():
            return label(int(inner), "decimalEnclosedCircle")
        return inner
    if found := _BUTTON.fullmatch(instruction):  # where somebody is to click and write
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
