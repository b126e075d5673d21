"""Role and indicator of the quantities of an English sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.language.quantity import Quantity
from plandiff.model import Role
from plandiff.targets.roles import Direction

_UP: Final = (
    r"increas\w*|grow\w*|grew|r[io]s(?:e|es|ing)|expand\w*|extend\w*|rais\w*|doubl\w*|tripl\w*|improv\w*|add(?:ed|ing|s)?"
)
_DOWN: Final = r"decreas\w*|reduc\w*|fall\w*|fell|cut(?:s|ting)?|declin\w*|lower\w*|shorten\w*|sav(?:e|ed|es|ing)"
_CHANGE: Final = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<between>[^.;]*)$", re.IGNORECASE)
_BY: Final = re.compile(r"\b(?:by|of)\s(?:an?\s)?(?:additional\s|another\s)?$", re.IGNORECASE)
WINDOW: Final = 160
"""Characters on either side of a quantity that bear on its role."""
_AHEAD: Final = re.compile(r"\b(?:will|shall|should|must|to (?:increase|reduce|cut|grow|expand)|plan|aim|goal|target of)\b")
_TO: Final = re.compile(r"[^.;]{0,40}?\bto\s")
_OF_AGE: Final = re.compile(r"\s(?:years? )?(?:of age|old|or older|and older|or younger)\b")
_END: Final = re.compile(r"[.;:|,](?=\s|$)|\s(?:from|through|at the|in order|to support|by)\s|\(|\s(?:and|or)\s(?=\W*$)|\|")


def english_role(sentence: str, quantity: Quantity, *, ahead: bool) -> tuple[Role, Direction, bool]:
    """(role, direction of a change, whether the value lies ahead); `ahead` is what the whole sentence says."""
    left, right = sentence[max(0, quantity.start - WINDOW) : quantity.start], sentence[quantity.end : quantity.end + WINDOW]
    change = _CHANGE.search(left)
    by = bool(_BY.search(left))
    if change and (by or (not change["between"].strip() and quantity.kind in ("share", "time", "times"))):
        return "change", "up" if change["up"] else "down", bool(_AHEAD.search(left))
    if left.endswith("from ") and _TO.match(right):
        return "baseline", "", ahead
    if _OF_AGE.match(right):
        return "other", "", ahead
    return ("target" if ahead else "actual"), "", ahead


def english_indicator(sentence: str, quantities: Sequence[Quantity], index: int, *, name: str = "") -> str:
    """What a quantity measures; `name` is the first cell of its row, which a duration or bare value measures."""
    quantity = quantities[index]
    left, right = sentence[: quantity.start], sentence[quantity.end :]
    following = quantities[index + 1].start - quantity.end if index + 1 < len(quantities) else len(right)
    if quantity.kind == "time":
        return name or _governed(left, right)
    after = right[:following]
    if border := _END.search(after):
        after = after[: border.start()]
    after = re.sub(r"^\s*(?:of\s)?(?:all\s|the\s)*", "", after)
    after = re.sub(r"\s(?:and|or|with|to|of|in|was|were)$", "", after.rstrip())
    if quantity.kind == "times":
        return _last_word(left)
    return after.strip() or name or _governed(left, "")


def _governed(left: str, right: str) -> str:
    """What a time limit is for: a label, the text before it, or the clause after `will`."""
    if label := re.match(r"^\W*(\w[\w ]{2,20}):\s(?:completed\s)?$", left, re.IGNORECASE):
        return label[1]
    before = re.sub(r"^\W*\w[\w ]{2,20}:\s|\s(?:shall|will|must|may|should)\s?$", "", left).strip(" ,;|*")
    if len(before) >= 8:
        return re.split(r"[.;|]\s", before)[-1].strip()
    if duty := re.search(r"\b(?:will|shall|should|must)\s([^,.;|]+)", right):
        return duty[1].strip()
    return re.split(r"[.;|]", right.strip(" ,"))[0].strip()


def _last_word(left: str) -> str:
    words = re.findall(r"[A-Za-z]+", left)
    return words[-1] if words else ""
