"""References to the plan's own sections and articles that lead nowhere, or elsewhere, now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, quote
from plandiff.changes.rules import rule_named
from plandiff.language.letters import is_cjk
from plandiff.language.numerals import ORDINALS, ordinal
from plandiff.model import Change, Plan

_NUMERAL: Final = rf"[0-9０-９{ORDINALS}]+"
_REFERENCE: Final = re.compile(
    rf"第(?P<ordinal>{_NUMERAL})(?P<level>编|章|节|条)"
    r"|(?P<word>Section|Article|Chapter|Part)\s+(?P<latin>\d+(?:\.\d+)*)(?!\s+of\s+(?:the|that)\s+(?!present)\w+)",
)
_OTHER: Final = re.compile(r"[》」”]$|(?<!本)(?:法|条例|办法|规定|规则|细则|章程|宪法|决定)$")
"""What stands before a reference to another law; `本法` is this one."""
_MARKS: Final = ("第", "Section", "Article", "Chapter", "Part")
_CHAIN: Final = re.compile(r"^(?:[、和及或至到,]|以及|或者)*$")
_NUMBER: Final = re.compile(rf"第\s*({_NUMERAL})\s*(编|章|节|条)|(Section|Article|Chapter|Part)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)

BROKEN: Final = rule_named("reference-broken")
MOVED: Final = rule_named("reference-moved")

Address = tuple[str, str]
"""Which kind of division, and its number: ("条", "12"), ("Section", "3.1")."""


def find_references(evidence: Evidence) -> Iterator[Fact]:
    """References whose number the new plan lacks though the old one has it, or whose number stands for something else now."""
    comparison = evidence.comparison
    old, new = _addresses(comparison.old), _addresses(comparison.new)
    successor = {unit: change.new for change in comparison.changes for unit in change.old}
    number_of = {unit: address for address, unit in new.items()}
    for change in comparison.changes:
        for unit in change.new:
            text = comparison.new.unit[unit].text
            for address, printed in references(text):
                if address not in old:
                    continue
                if address not in new:
                    yield fact(BROKEN, change.id, printed, text, old=printed, new=_quoted(printed, text))
                    continue
                heirs = successor.get(old[address], ())
                if heirs and new[address] not in heirs and heirs[0] in number_of and _stood(address, change, comparison.old):
                    now = comparison.new.unit[heirs[0]].number
                    yield fact(MOVED, change.id, printed, text, old=printed, new=now)


def _quoted(printed: str, text: str) -> str:
    """A reference with the text that makes it, in the brackets of its language."""
    return f"{printed}（{quote(text)}）" if is_cjk(printed) else f"{printed} ({quote(text)})"


def _stood(address: Address, change: Change, old: Plan) -> bool:
    """Whether the old text refers to that number too."""
    return any(known == address for unit in change.old for known, _ in references(old.unit[unit].text))


def references(text: str) -> list[tuple[Address, str]]:
    """The references of a text to its own document, each with how it is printed; those to other laws are left out.

    >>> references("依照《教育法》第十条、第十一条和本法第二十条")
    [(('条', '20'), '第二十条')]
    """
    found: list[tuple[Address, str]] = []
    if not any(mark in text for mark in _MARKS):  # most texts: looking for the pattern costs more
        return found
    end, foreign = -1, False
    for match in _REFERENCE.finditer(text):
        chained = end >= 0 and _CHAIN.match(text[end : match.start()]) is not None
        foreign = (
            bool(_OTHER.search(text, max(0, match.start() - 3), match.start()))
            or (chained and foreign)
            or _is_in_title(text, match)
        )
        end = match.end()
        if foreign:
            continue
        if match["word"]:
            found.append(((match["word"], match["latin"]), match.group()))
        elif (number := ordinal(match["ordinal"])) is not None:
            found.append(((match["level"], str(number)), match.group()))
    return found


def _is_in_title(text: str, match: re.Match[str]) -> bool:
    """Whether a place lies between 《 and 》: a law's title, as of an amendment, names articles of its own."""
    return text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start())


def _addresses(plan: Plan) -> dict[Address, str]:
    """The sections that can be referred to by their number: each number that only one of them has."""
    found: dict[Address, list[str]] = {}
    for unit in plan.units:
        if unit.kind == "section" and (number := _NUMBER.fullmatch(unit.number.strip())):
            value = ordinal(number[1]) if number[1] else None
            address = (number[2], str(value)) if number[1] else (number[3].capitalize(), number[4])
            found.setdefault(address, []).append(unit.id)
    return {address: units[0] for address, units in found.items() if len(units) == 1}
