"""Numbers and booleans in the properties of WordprocessingML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plandiff.ooxml import VAL, Element, child, local_name, value

if TYPE_CHECKING:
    Properties = dict[str, Element]

_OFF: Final = frozenset({"0", "false", "off"})


def gathered(element: Element | None) -> Properties:
    """The children of an element by name, for one that is queried often."""
    return {} if element is None else {local_name(part): part for part in element}


def number(element: Element | Properties | None, local: str = "") -> int | None:
    """The value of an element, or of one of its children, if it is an integer."""
    return whole(value(element, local))


def whole(text: str | None) -> int | None:
    """A short integer, as found in attributes."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else None


def switch(element: Element | Properties | None, local: str) -> bool | None:
    """Whether a property is on; None if it is not mentioned."""
    found = child(element, local)
    return None if found is None else found.get(VAL, "1") not in _OFF
