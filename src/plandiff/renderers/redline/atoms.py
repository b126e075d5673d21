"""A paragraph split into what can be marked: characters, signs and objects, each with its position."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import ALTERNATE, PAGE_NUMBERS, TEXT_BOX, Element, W, child, keyword_of, local_name, qualified, value
from plandiff.renderers.redline.package import Package

MARK: Final = "\U0010ff01"
"""Represents the end of a paragraph when texts are compared."""
OBJECT: Final = 0x10F000
"""The first of the characters that represent pictures, notes and other non-text: of private use, in no document's fonts."""
OBJECTS: Final = 0xE00
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DRAWN: Final = frozenset({"drawing", "pict", "object", "contentPart", "ruby"})
_INSIDE: Final = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent"})
_MATH: Final = frozenset({qualified("m:oMath"), qualified("m:oMathPara")})
_WITHOUT_RESULT: Final = frozenset({"EQ", "SYMBOL", "MACROBUTTON", "GOTOBUTTON", "FORMCHECKBOX", "FORMDROPDOWN"})
"""Fields that print something although the file has no result of them: formulas, symbols, buttons, form controls."""
_SETTINGS: Final = tuple(W + name for name in ("checked", "default", "result", "listEntry"))
"""What a form control is set to."""
RAISED: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass(eq=False)
class Atom:
    """The unit that is kept, deleted or inserted as a whole."""

    shown: str
    """The character by which it is compared."""
    key: tuple[str, str]
    """Equal for equal atoms: their content, and whether it is raised."""
    run: Element
    """The run that contains it; for an equation the equation, for a paragraph's end the paragraph."""
    part: Element | None = None
    """The element of the run that contains it."""
    offset: int = 0
    """Its offset in that element's text."""
    kind: str = "text"
    """`text`, `sign`, `object`, `note`, `math`, `field` for one without a result, `mark`, or `box` for what contains a text box."""
    parts: Sequence[Element] = ()
    """Of such a field: its marks and instructions, in order."""

    @property
    def properties(self) -> Element | None:
        """Its run's properties."""
        return child(self.run, "rPr") if self.kind not in ("math", "mark") else None


@dataclass
class Field:
    """A field that began and ended in a paragraph: its marks, and which part of the paragraph it printed."""

    begin: int
    end: int = -1
    parts: list[Element] = field(default_factory=list)
    instruction: str = ""
    numbered: bool = False
    """The page number it prints has been read."""


@dataclass
class Taken:
    """A paragraph split into atoms."""

    element: Element
    atoms: list[Atom] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(atom.shown for atom in self.atoms)


@dataclass
class Taker:
    """Splits the paragraphs of a part into atoms, in order, since a field may continue from one to the next."""

    package: Package
    part: str
    _simple: Field | None = None
    """The field around these runs, for those that are one element."""
    _open: list[tuple[bool, Field | None]] = field(default_factory=list)
    """The open fields: whether the result has begun, and the field if it began in this paragraph."""

    def take(self, paragraph: Element) -> Taken:
        taken = Taken(paragraph)
        self._open = [(result, None) for result, _ in self._open]
        self._walk(paragraph, taken)
        return taken

    def _walk(self, around: Iterable[Element], taken: Taken) -> None:
        for node in around:
            name = local_name(node)
            if name == "r":
                self._run(node, taken)
            elif name == "fldSimple":
                self._simple = Field(len(taken.atoms), instruction=node.get(W + "instr", ""))
                self._walk(node, taken)
                self._simple = None
            elif name in _INSIDE:
                self._walk(node, taken)
            elif node.tag in _MATH or node.tag == ALTERNATE:
                taken.atoms.append(_object(_words(node), node, None, "math"))

    def _run(self, run: Element, taken: Taken) -> None:
        script = value(child(run, "rPr"), "vertAlign") or ""
        script = script if script in ("superscript", "subscript") else ""
        for node in run:
            name = local_name(node)
            if name == "fldChar":
                self._mark(node, taken)
            elif name == "instrText":
                if self._open and self._open[-1][1]:
                    self._open[-1][1].parts.append(node)
                    self._open[-1][1].instruction += node.text or ""
            elif name == "t":
                if all(result for result, _ in self._open) and not self._page_number(run, node, taken):
                    self._text(run, node, script, taken)
            elif name in _SIGNS:
                kind = name if name != "br" else name + node.get(W + "type", "")
                taken.atoms.append(Atom(_SIGNS[name], (kind, ""), run, node, kind="sign"))
            elif name == "sym":
                said = f"{node.get(W + 'font', '')} {node.get(W + 'char', '')}"
                taken.atoms.append(_object(said, run, node, "object"))
            elif name in _NOTES:
                taken.atoms.append(_object(name, run, node, "note"))
            elif name in _DRAWN or node.tag == ALTERNATE:
                box = next(node.iter(TEXT_BOX), None) is not None
                taken.atoms.append(_object("" if box else self._drawn(node), run, node, "box" if box else "object"))

    def _text(self, run: Element, node: Element, script: str, taken: Taken) -> None:
        text = node.text or ""
        shown = text
        if script:
            shown = text.translate(RAISED if script == "superscript" else LOWERED)
        for offset, (character, seen) in enumerate(zip(text, shown, strict=True)):
            taken.atoms.append(Atom(" " if seen in "\r\n" else seen, (character, script), run, node, offset))

    def _page_number(self, run: Element, node: Element, taken: Taken) -> bool:
        """Read a page number, whose value does not matter; False if it is not one."""
        around = self._open[-1][1] if self._open else self._simple
        if around is None or (keyword := keyword_of(around.instruction)) not in PAGE_NUMBERS:
            return False
        if around.numbered:
            around.parts.append(node)
        else:
            taken.atoms.append(_object(f"field {keyword}", run, node, "sign"))
            around.numbered = True
        return True

    def _mark(self, node: Element, taken: Taken) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            found = Field(len(taken.atoms))
            self._open.append((False, found))
            taken.fields.append(found)
            found.parts.append(node)
        elif self._open:
            _, found_or_none = self._open[-1]
            if found_or_none:
                found_or_none.parts.append(node)
            if kind == "separate":
                self._open[-1] = (True, found_or_none)
            elif kind == "end":
                self._open.pop()
                if found_or_none:
                    self._print(found_or_none, taken)
                    found_or_none.end = len(taken.atoms)

    def _print(self, found: Field, taken: Taken) -> None:
        """Represent a field that has no result but prints something by an atom of its own."""
        if len(taken.atoms) == found.begin and keyword_of(found.instruction) in _WITHOUT_RESULT:
            begin = found.parts[0]
            settings = (f"{local_name(node)} {value(node)}" for node in begin.iter(*_SETTINGS))
            said = " ".join([found.instruction.strip(), *settings])
            atom = _object(said, begin.getparent(), begin, "field")
            atom.parts = found.parts
            taken.atoms.append(atom)

    def _drawn(self, node: Element) -> str:
        """What distinguishes a drawing: the pictures in it, and its words."""
        relations = self.package.relations(self.part)
        said = [_words(node)]
        for inner in node.iter():
            for attribute in ("r:embed", "r:id", "r:pict", "r:link"):
                target = relations.get(inner.get(qualified(attribute)) or "") if isinstance(inner.tag, str) else None
                if target:
                    said.append(target[1] if target[2] else hashlib.sha256(self.package.data(target[1])).hexdigest())
        return " ".join(dict.fromkeys(said))


def end_of(paragraph: Element) -> Atom:
    """The end of a paragraph."""
    return Atom(MARK, ("mark", ""), paragraph, kind="mark")


def _object(said: str, run: Element, part: Element | None, kind: str) -> Atom:
    digest = hashlib.sha256(said.encode("utf-8", "replace")).digest()
    return Atom(chr(OBJECT + int.from_bytes(digest[:4], "big") % OBJECTS), (kind, said), run, part, kind=kind)


def _words(node: Element) -> str:
    return " ".join("".join(part.strip() for part in node.itertext() if part).split())
