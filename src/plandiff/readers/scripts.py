"""Superscripts and subscripts written as such characters: a raised 2 is not the digit 2.

If Unicode lacks one of a run's characters, the whole run is put in braces, `^{…}` or `_{…}`. Two things are raised or
lowered only as typography and stay as they are: the ending of an English ordinal (`5th`), and a decimal in a name
(`PM2.5`).
"""

from __future__ import annotations

import re
from typing import Final

_ABOVE: Final = dict(
    zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_BELOW: Final = dict(zip("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_RAISED_ALREADY: Final = "°′″'\"™®©℠ºª*†‡§" + "".join(_ABOVE.values()) + "".join(_BELOW.values())
_CHARACTERS: Final = {
    "superscript": _ABOVE | {c: c for c in _RAISED_ALREADY},
    "subscript": _BELOW | {c: c for c in _RAISED_ALREADY},
}
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,3})+")
MAX_RUN: Final = 24
"""Characters of the longest run that is a superscript or subscript; longer ones are text in the wrong element."""


def script(run: str, kind: str, before: str) -> str:
    """A run as superscript or subscript characters; `before` is the text before it.

    >>> script("6", "superscript", "10"), script("2", "subscript", "CO"), script("注", "superscript", "量")
    ('⁶', '₂', '^{注}')
    >>> script("th", "superscript", "5"), script("2.5", "subscript", "PM")
    ('th', '2.5')
    """
    inner = run.strip()
    if not inner or len(inner) > MAX_RUN:
        return run
    if kind == "superscript" and _ORDINAL.fullmatch(inner) and before[-1:].isdigit():
        return run
    if kind == "subscript" and _DECIMAL.fullmatch(inner) and before[-1:].isalpha():
        return run
    characters = [_CHARACTERS[kind].get(character) for character in inner]
    if all(characters):
        return run.replace(inner, "".join(filter(None, characters)))
    return run.replace(inner, f"{'^' if kind == 'superscript' else '_'}{{{inner}}}")
