"""Formulas on one line: fractions with a slash, roots with their sign, scripts as superscript and subscript characters."""

from __future__ import annotations

from typing import Final

from plandiff.ooxml import Element, qualified
from plandiff.readers.scripts import script

_M: Final = qualified("m:")
_SCRIPTS: Final = {"sup": "superscript", "sub": "subscript"}
_PARTS: Final = frozenset({_M + "num", _M + "den"})


def formula(element: Element, unread: frozenset[str]) -> str:
    """An `m:oMath`, or a part of one, as text; without the revised elements that are not read."""
    tag = element.tag if isinstance(element.tag, str) else ""
    local = tag[len(_M) :] if tag.startswith(_M) else ""
    if tag in unread:
        return ""
    if local == "t":
        return element.text or ""
    if local in _SCRIPTS:
        return script(_inside(element, unread), _SCRIPTS[local], "")
    if local == "f":
        bare = _property(element, "fPr", "type") == "noBar"
        parts = [_inside(part, unread) for part in element if part.tag in _PARTS]
        return ",".join(parts) if bare else "/".join(map(_bracketed, parts))
    if local == "d":
        inside = _property(element, "dPr", "sepChr", "|").join(_inside(part, unread) for part in element.findall(_M + "e"))
        return _property(element, "dPr", "begChr", "(") + inside + _property(element, "dPr", "endChr", ")")
    if local == "nary":
        return _property(element, "naryPr", "chr", "∫") + _inside(element, unread)
    if local == "rad":
        degree = element.find(_M + "deg")
        root = script(_inside(degree, unread), "superscript", "") if degree is not None else ""
        return root + "√" + _bracketed("".join(_inside(part, unread) for part in element.findall(_M + "e")))
    if local == "eqArr":
        return " ".join(_inside(part, unread) for part in element.findall(_M + "e"))
    return " " if tag == qualified("w:br") else _inside(element, unread)


def _inside(element: Element, unread: frozenset[str]) -> str:
    return "".join(formula(part, unread) for part in element)


def _bracketed(text: str) -> str:
    """A part of a formula in brackets, unless it is a single number or name."""
    return text if text.isalnum() else f"({text})"


def _property(element: Element, properties: str, local: str, default: str = "") -> str:
    found = element.find(f"{_M}{properties}/{_M}{local}")
    return default if found is None else found.get(_M + "val", "")
