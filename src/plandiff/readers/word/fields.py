"""Fields: what a program computed, of which the file holds an instruction and the result that was last printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plandiff.readers.links import link_target
from plandiff.readers.word.labels import label
from plandiff.readers.word.names import child, name, number, switch, value
from plandiff.readers.word.symbols import symbol

if TYPE_CHECKING:
    from plandiff.readers.word.names import Element

_KEYWORD: Final = re.compile(r"\s*([A-Za-z]+|=)")
_HYPERLINK: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]*)\"", re.IGNORECASE)
_ENCLOSED: Final = re.compile(r"\s*EQ\s+\\o\s*(?:\\a[clr])?\s*[(（]\s*([○〇□△◇])\s*[,，]\s*(\w{1,3})\s*[)）]", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9A-F]+|\d{1,5})(?:.*?\\f\s+\"?([^\"\\]+?)\"?\s*(?:\\|$))?", re.IGNORECASE)
_CONTENTS: Final = frozenset({"TOC", "TOA", "INDEX"})
_PAGES: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields that print the number of a page, which is the layout's."""
MAX_INSTRUCTION: Final = 2000
"""Characters of an instruction that are read."""


@dataclass
class _Field:
    instruction: str = ""
    result: bool = False
    """Whether its result has begun."""
    printed: bool = False
    form: Element | None = None
    """What a form's field holds."""

    @property
    def keyword(self) -> str:
        found = _KEYWORD.match(self.instruction)
        return found[1].upper() if found else ""


@dataclass
class Fields:
    """The fields that are open at a place of a text, outermost first."""

    open: list[_Field] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether what stands here is an instruction, and not printed."""
        return any(not one.result for one in self.open)

    @property
    def contents(self) -> bool:
        """Whether this is a contents list or an index."""
        return any(one.result and one.keyword in _CONTENTS for one in self.open)

    @property
    def page(self) -> bool:
        """Whether this is the number of a page."""
        return any(one.result and one.keyword in _PAGES for one in self.open)

    @property
    def link(self) -> str:
        """The target of the innermost link; "" where there is none."""
        for one in reversed(self.open):
            if one.result and (found := _HYPERLINK.match(one.instruction)):
                return link_target(found[1])
        return ""

    def instruct(self, text: str) -> None:
        if self.open and not self.open[-1].result:
            self.open[-1].instruction = (self.open[-1].instruction + text)[:MAX_INSTRUCTION]

    def printed(self) -> None:
        """Text was printed inside all of the open fields."""
        for one in self.open:
            one.printed = True

    def mark(self, mark: Element) -> str:
        """A mark at which a field begins, its result does, or it ends; what the field prints itself if the file holds no result."""
        kind = mark.get(name("w:fldCharType"))
        if kind == "begin":
            self.open.append(_Field(form=child(mark, "ffData")))
        elif kind == "separate" and self.open:
            self.open[-1].result = True
        elif kind == "end" and self.open:
            ended = self.open.pop()
            return "" if ended.printed or self.silent else computed(ended.instruction, ended.form)
        return ""

    def enter(self, instruction: str) -> None:
        """A field that holds its result begins."""
        self.open.append(_Field(instruction[:MAX_INSTRUCTION], result=True))

    def leave(self) -> None:
        self.open.pop()


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
    if found := _SYMBOL.match(instruction):
        code = int(found[1], 16 if found[1][:2].lower() == "0x" else 10)
        return symbol(code, (found[2] or "").strip()) if 0x20 <= code < 0xD800 else ""
    if (box := child(form, "checkBox")) is not None:
        checked = switch(box, "checked")
        return "☒" if (checked if checked is not None else switch(box, "default")) else "☐"
    if (choice := child(form, "ddList")) is not None:
        rows = [value(row) or "" for row in choice.findall(name("w:listEntry"))]
        at = number(choice, "result") or number(choice, "default") or 0
        return rows[at] if 0 <= at < len(rows) else ""
    return ""
