"""References to the plan's own sections and articles that are now broken or point elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact, quote
from plandiff.changes.rules import rule_named
from plandiff.language.letters import is_cjk
from plandiff.language.numerals import ORDINALS
from plandiff.language.references import Address, address_of, references_in
from plandiff.model import Plan

_OTHER: Final = re.compile(
    r"[》」”]$|[号號][)）]$|(?<!本)(?:(?<![办辦])法|令|[条條]例|办法|辦法|[规規]定|[规規][则則]|[细細][则則]|章程|[宪憲]法|[决決]定|附則|法典|公[约約]|[条條][约約]|[协協]定|[议議]定[书書]|[规規]程|解[释釋]|批[复復]|通[则則]|通知|意[见見]|原(?:[条條]文)?|[现現]行(?:[条條]文)?|修正前[之的]?)\s?$"
)
"""Before a reference to another law, or to what this one was; `本法` is this one."""
BEFORE: Final = 6
"""Characters before a reference that say whose it is."""
_CHAIN: Final = re.compile(
    rf"^(?:第[(（]?[0-9０-９{ORDINALS}]+[)）]?[款项項目]|[、，和及与或至到,]|以及|或者|的?[规規]定|中的?|之一)*$"
)
"""Between the links of a chain: `《河道法》第三条第一款、第四条` names two articles of one law."""

_BARE: Final = re.compile(r"(\d{1,4}[A-Z]{0,2}(?:\.\d{1,3}){0,3})\.?")
"""The number of a section without a word."""
_SECTION: Final = "Section"

BROKEN: Final = rule_named("reference-broken")
MOVED: Final = rule_named("reference-moved")


def find_references(evidence: Evidence) -> Iterator[Fact]:
    """References whose number only the old plan has, or whose number is now that of something else."""
    comparison = evidence.comparison
    old, every = _alone(_addresses(comparison.old)), _addresses(comparison.new)
    new = _alone(every)
    successor = {unit: change.new for change in comparison.changes for unit in change.old}
    number_of = {unit: address for address, unit in new.items()}
    heirs_of = {address: successor.get(unit, ()) for address, unit in old.items()}
    listed = _listed(comparison.new)
    for change in comparison.changes:
        before = [address for unit in change.old for address, _ in references(comparison.old.unit[unit].text)]
        known = set(before)
        due = Counter(number_of.get(next(iter(heirs_of.get(address, ())), ""), address) for address in before)
        now_at = {number_of[heir] for address in known for heir in heirs_of.get(address, ())[:1] if heir in number_of}
        for unit in change.new:
            text = comparison.new.unit[unit].text
            found = references(text)
            here = {address for address, _ in found}
            stale = before == [address for address, _ in found] and due != Counter(before)
            for address, printed in found:
                if address not in old:
                    continue
                if address not in every:
                    yield fact(BROKEN, change.id, printed, text, old=printed, new=_quoted(printed, text))
                    continue
                heirs = heirs_of[address]
                due_here = number_of.get(heirs[0]) if heirs else None
                if due_here and listed.get((comparison.new.unit[unit].parent or "", due_here), set()) - {unit}:
                    continue  # the list was renumbered as a whole
                if not heirs or address not in new or new[address] in heirs or heirs[0] not in number_of or address not in known:
                    continue
                # where a reference uses the new number, it was updated, so the same number may be another section's new one
                if stale or (number_of[heirs[0]] not in here and address not in now_at):
                    now = comparison.new.unit[heirs[0]].number
                    yield fact(MOVED, change.id, printed, text, old=printed, new=now)


def _listed(plan: Plan) -> dict[tuple[str, Address], set[str]]:
    """(what contains a list, address) -> the items of the list that refer to it."""
    found: defaultdict[tuple[str, Address], set[str]] = defaultdict(set)
    for unit in plan.units:
        if unit.kind == "item" and unit.parent is not None:
            for address, _ in references(unit.text):
                found[unit.parent, address].add(unit.id)
    return found


def _quoted(printed: str, text: str) -> str:
    """A reference with the text that contains it, in the brackets of its language."""
    return f"{printed}（{quote(text)}）" if is_cjk(printed) else f"{printed} ({quote(text)})"


def references(text: str) -> list[tuple[Address, str]]:
    """The references of a text to its own document, each as printed too; those to other laws are left out.

    >>> references("依照《教育法》第十条、第十一条和本法第二十条")
    [(('条', '20'), '第二十条')]
    """
    found: list[tuple[Address, str]] = []
    end, foreign = -1, False
    for reference in references_in(text):
        chained = end >= 0 and _CHAIN.match(text[end : reference.start]) is not None
        foreign = (
            reference.abroad
            or bool(_OTHER.search(text, max(0, reference.start - BEFORE), reference.start))
            or (chained and foreign)
            or _is_in_title(text, reference.start)
        )
        end = reference.end
        if not foreign:
            found.append((reference.address, text[reference.start : end]))
    return found


def _is_in_title(text: str, at: int) -> bool:
    """Whether a position is between 《 and 》: a law's title, such as an amendment's, may name articles of its own."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _alone(addresses: Mapping[Address, Sequence[str]]) -> dict[Address, str]:
    """The sections whose number is unique, by address."""
    return {address: units[0] for address, units in addresses.items() if len(units) == 1}


def _addresses(plan: Plan) -> dict[Address, list[str]]:
    """Address -> the numbered sections that have it; annexes and amendments start from one again.

    Where no number has the word `Section`, bare ones are meant by it: `section 3` is the one numbered `3.`.
    """
    found: dict[Address, list[str]] = {}
    bare: dict[Address, list[str]] = {}
    for unit in plan.units:
        if unit.kind != "section":
            continue
        if address := address_of(unit.number):
            found.setdefault(address, []).append(unit.id)
        elif number := _BARE.fullmatch(unit.number):
            bare.setdefault((_SECTION, number[1]), []).append(unit.id)
    return found if any(kind == _SECTION for kind, _ in found) else found | bare
