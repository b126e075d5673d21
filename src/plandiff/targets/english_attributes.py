"""Role and indicator of the quantities of an English sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.language.dates import YEAR_ALONE
from plandiff.language.quantity import Quantity
from plandiff.model import Role
from plandiff.targets.roles import Direction

_UP: Final = (
    r"increas\w*|grow\w*|grew|r[io]s(?:e|es|ing)|expand\w*|extend\w*|rais\w*|doubl\w*|tripl\w*|improv\w*|add(?:ed|ing|s)?"
)
_DOWN: Final = r"decreas\w*|reduc\w*|fall\w*|fell|cut(?:s|ting)?|declin\w*|lower\w*|shorten\w*|sav(?:e|ed|es|ing)"
_CHANGE: Final = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<between>[^.;]*)$", re.IGNORECASE)
_BY: Final = re.compile(r"\b(?:by|of)\s(?:an?\s)?(?:additional\s|another\s)?$", re.IGNORECASE)
_NOTE: Final = re.compile(r"(?<=[a-z]{4})[⁰¹²³⁴-⁹]+")
"""The number of a footnote after a word."""
SHORTEST: Final = 3
"""Shortest name of what is measured (characters)."""
WINDOW: Final = 160
"""Characters on either side of a quantity that bear on its role."""
_AHEAD: Final = re.compile(r"\b(?:will|shall|should|must|to (?:increase|reduce|cut|grow|expand)|plan|aim|goal|target of)\b")
_PRESENT: Final = re.compile(r"\w+s|\w+ing", re.IGNORECASE)
"""A verb that a plan uses of what is to come: `by 2030, output grows by 5%`."""
_TO: Final = re.compile(r"[^.;]{0,40}?\bto\s")
_REMARK: Final = re.compile(r"[(\[]\s?(?:up |down |changed |revised )?from $")
"""Before what a value was, in brackets beside what it is to be: `50% by 2035 (from 100% by 2028)`."""
_DATED: Final = re.compile(rf"\s(?:by|in)\s{YEAR_ALONE}$")
_ELIGIBLE: Final = re.compile(
    r"\b(?:those|households?|homes?|famil(?:y|ies)|individuals|people|persons|workers?|firms|companies|residents|seniors|citizens|properties)\s"
    r"(?:residing|living|with|whose|earning|having)\b(?:(?!\b(?:will|shall|must|should|receive|get|pay)\b)[^.;])*$",
    re.IGNORECASE,
)
"""Before a bound that says who is meant: `households with incomes of ⟦$13,000 and below⟧`."""
_BOUNDS: Final = frozenset(("<", "<=", ">", ">="))
_OF_AGE: Final = re.compile(r"\s(?:years? )?(?:of age|old|or older|and older|or younger)\b")
_AND: Final = re.compile(r"^(?:and|or|but|while)\b.*|\s(?:and|or)\s.*$")
"""Where the words after a quantity, up to the next one, go on to what that measures: `roads and mend ⟦ten⟧ bridges`."""
_BEFORE_NAME: Final = re.compile(
    rf"^\W*(?:(?:and|but|while|or|then)\s)?(?:(?:by|in|until|during|from|at|for)\s(?:the\s)?(?:end\sof\s)?(?:[A-Z][a-z]+\s)?{YEAR_ALONE},?\s)?(?:(?:the|our|all)\s)?(?=\w)",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(
    r"(?:\s(?:will|shall|should|must|may|can|is|are|was|were|has|have|had|be|been|being|to|reach(?:es|ed)?|exceed(?:s|ed)?|ris(?:e|es|en)|rose|grow[ns]?|grew|"
    r"fall(?:s|en)?|fell|increase[sd]?|decrease[sd]?|decline[sd]?|drop(?:s|ped)?|kept|keep|stay(?:s|ed)?|held|hold|stands?|stood|remain(?:s|ed)?|amounts?|amounted|"
    r"raised|reduced|lowered|cut|limited|set|expected|planned|projected|by|at|of|from|up|down|under|over|above|below|about|around)){1,12}$",
    re.IGNORECASE,
)
"""What is around the name of what a quantity measures: `By 2030, ⟦forest cover⟧ will reach 48%`."""
_END: Final = re.compile(r"[.;:|,](?=\s|$)|\s(?:from|through|at the|in order|to support|by)\s|\(|\s(?:and|or)\s(?=\W*$)|\|")


def english_role(sentence: str, quantity: Quantity, *, ahead: bool) -> tuple[Role, Direction, bool]:
    """(role, direction of a change, whether the value lies ahead); `ahead` is what the whole sentence says."""
    left, right = sentence[max(0, quantity.start - WINDOW) : quantity.start], sentence[quantity.end : quantity.end + WINDOW]
    change = _CHANGE.search(left)
    by = bool(_BY.search(left))
    if change and (by or (not change["between"].strip() and quantity.kind in ("share", "time", "times"))):
        return (
            "change",
            "up" if change["up"] else "down",
            bool(_AHEAD.search(left)) or (ahead and _PRESENT.fullmatch(change["up"] or change["down"]) is not None),
        )
    if left.endswith("from ") and (_TO.match(right) or _REMARK.search(left)):
        return "baseline", "", ahead
    if _OF_AGE.match(right) or (quantity.kind == "money" and quantity.comparator in _BOUNDS and _ELIGIBLE.search(left)):
        return "other", "", ahead
    return ("target" if ahead else "actual"), "", ahead


def english_indicator(sentence: str, quantities: Sequence[Quantity], index: int, *, name: str = "") -> str:
    """What a quantity measures; `name` is the first cell of its row, which a duration or bare value measures."""
    return _NOTE.sub("", _indicator(sentence, quantities, index, name=name))


def _indicator(sentence: str, quantities: Sequence[Quantity], index: int, *, name: str) -> str:
    quantity = quantities[index]
    left, right = sentence[: quantity.start], sentence[quantity.end :]
    following = quantities[index + 1].start - quantity.end if index + 1 < len(quantities) else len(right)
    if index and len(own := sentence[quantities[index - 1].end : quantity.start].strip(" ,;")) >= SHORTEST:
        left = own + " "
    if quantity.kind == "time":
        return name or _governed(left, right)
    after = right[:following]
    if index + 1 < len(quantities):
        after = _AND.sub("", after.lstrip())
    if border := _END.search(after):
        after = after[: border.start()]
    after = re.sub(r"^\s*(?:of\s)?(?:all\s|the\s)*", "", after)
    after = re.sub(r"(?:^|\s)(?:and|or|with|to|of|in|was|were)$", "", after.rstrip())
    if quantity.kind == "times":
        return _last_word(left)
    return (after.strip() if any(map(str.isalnum, after)) else "") or name or _measured(_governed(left, ""))


def _measured(clause: str) -> str:
    """What a clause that ends before a value is about, without its time and verb; the clause itself if nothing else is left."""
    bare = _DATED.sub("", _REMARK.sub("", f"{_BEFORE_NAME.sub('', clause)} ").rstrip())
    bare = _AFTER_NAME.sub("", bare).rstrip(" ([")
    return bare if len(bare) >= SHORTEST else clause


def _governed(left: str, right: str) -> str:
    """What a time limit is for: a label, the text before it, or the clause after `will`."""
    if label := re.match(r"^\W*(\w[\w ]{2,20}):\s(?:completed\s)?$", left, re.IGNORECASE):
        return label[1]
    before = re.sub(r"^\W*\w[\w ]{2,20}:\s|\s(?:shall|will|must|may|should)\s?$", "", left).strip(" ,;|*([")
    if len(before) >= 8:
        return re.split(r"[.;|]\s", before)[-1].strip()
    if duty := re.search(r"\b(?:will|shall|should|must)\s((?:[^,.;|]|\.(?=\w))+)", right):
        return duty[1].strip()
    return re.split(r"[.;|](?!\w)", right.strip(" ,"))[0].strip()


def _last_word(left: str) -> str:
    words = re.findall(r"[A-Za-z]+", left)
    return words[-1] if words else ""
