"""Pairs ─▶ coverage: which of the baseline's sections each document deals with, how far and where, and what else it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plandiff.matrix.pairs import Pair, Pairs
from plandiff.model import Grade, Plan, Target, Unit, heading_of
from plandiff.model.matrix import Coverage, Extra, Item, Place, Survey

DEEPEST: Final = 3
"""Deepest level at which a section of the baseline is an item of its own; anything deeper belongs to the one above."""
OPENING: Final = 30
"""Characters that identify a paragraph without a heading."""
TEXT: Final = 400
"""Characters of a text kept for reading: a paragraph of a report, or its beginning."""
NUMBERS: Final = 6
"""Quantities kept for an item or its places: what is set there, not everything that is counted."""
LONG: Final = 60
"""Length in characters from which a paragraph with a theme sentence is a task of its own."""
_GRADES: Final[tuple[Grade, ...]] = ("same", "part", "touched")
_BLOCKS: Final = frozenset(("paragraph", "item", "section"))


def find_items(survey: Survey, document: int = 0) -> tuple[Item, ...]:
    """The sections of a document, in order."""
    plan = survey.indexed.plan
    found: list[Item] = []
    chapter = 0
    for unit in plan.units:
        if not _is_item(unit):
            continue
        if unit.level <= 1:
            chapter = len(found)
        title = unit.text or _opening(plan, unit)
        text = _opening(plan, unit, TEXT)
        found.append(Item(unit.id, unit.number, title, unit.level, chapter, text, document, aspect=unit.aspect or ""))
    owner = owners(plan, found)
    numbers = _numbers(survey.targets)
    own: defaultdict[int, list[str]] = defaultdict(list)
    for unit in plan.units:
        if unit.id in owner:
            own[owner[unit.id]] += numbers.get(unit.id, ())
    return tuple(replace(item, numbers=tuple(own[place][:NUMBERS])) for place, item in enumerate(found))


def owners(plan: Plan, items: Sequence[Item]) -> dict[str, int]:
    """Unit -> the innermost item that contains it."""
    places = {item.node: place for place, item in enumerate(items)}
    found: dict[str, int] = {}
    for unit in plan.units:
        if unit.id in places:
            found[unit.id] = places[unit.id]
        elif unit.parent in found:
            found[unit.id] = found[unit.parent]
    return found


def find_coverage(
    items: Sequence[Item], owner: Mapping[str, int], survey: Survey, pairs: Pairs, document: int
) -> Iterator[Coverage]:
    """How a document deals with each item."""
    made: defaultdict[int, list[Pair]] = defaultdict(list)
    rejected: defaultdict[int, list[Pair]] = defaultdict(list)
    for source, target in ((pairs.made, made), (pairs.rejected, rejected)):
        for pair in source:
            if pair.old in owner:
                target[owner[pair.old]].append(pair)
    numbers = _numbers(survey.targets)
    for number, item in enumerate(items):
        found = made[number]
        if pairs.are_versions:
            found = [pair for pair in found if pair.old == item.node] or found
        places = _places(survey.indexed.plan, found)
        planned = [place for place in places if place.aspect != "review" or item.aspect == "review"]
        second = max(rejected[number], key=lambda pair: pair.score, default=None)
        yield Coverage(
            number,
            document,
            planned[0].grade if planned else "none",
            tuple(places),
            len(planned),
            _place(survey.indexed.plan, second) if second and not planned else None,
            tuple(_stated(survey.indexed.plan, planned, numbers))[:NUMBERS],
        )


def find_extras(survey: Survey, pairs: Pairs, document: int) -> Iterator[Extra]:
    """The topmost sections, and paragraphs with a theme outside them, that plan something and match nothing in the baseline."""
    plan = survey.indexed.plan
    taken = {pair.new for pair in pairs.made}
    for unit in plan.units:  # a section that contains something matched is not unmatched
        if unit.id in taken:
            taken |= _above(plan, unit)
    covered: set[str] = set()
    for unit in plan.units:
        if unit.parent in covered or (unit.parent in taken and _is_within_pair(plan, unit, pairs)):
            covered.add(unit.id)
        elif unit.id not in taken and unit.aspect != "review" and _is_task(unit):
            covered.add(unit.id)
            yield Extra(document, _place(plan, Pair("", unit.id, 0.0, "touched")))


def _is_within_pair(plan: Plan, unit: Unit, pairs: Pairs) -> bool:
    """Whether a paragraph is in a section that matches something as a whole."""
    whole = {pair.new for pair in pairs.made if pair.grade != "touched"}
    return bool(_above(plan, unit) & whole)


def _is_task(unit: Unit) -> bool:
    return unit.kind == "section" or (unit.kind in _BLOCKS and bool(unit.lead) and len(unit.text) >= LONG)


def _is_item(unit: Unit) -> bool:
    return unit.kind == "section" and unit.level <= DEEPEST and bool(unit.text or unit.number)


def _above(plan: Plan, unit: Unit) -> set[str]:
    found = set()
    parent = unit.parent
    while parent:
        found.add(parent)
        parent = plan.unit[parent].parent
    return found


def _places(plan: Plan, pairs: Sequence[Pair]) -> list[Place]:
    """The places they lead to, each once: plans before reviews, the best first; of a section and what
    it contains, the better one."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        known = best.get(pair.new)
        if plan.unit[pair.new].kind in _BLOCKS and (known is None or pair.score > known.score):
            best[pair.new] = pair
    held: dict[str, float] = {}
    """A place -> the highest score of those inside it."""
    for pair in best.values():
        for above in _above(plan, plan.unit[pair.new]):
            held[above] = max(held.get(above, 0.0), pair.score)
    outer = [
        pair
        for pair in best.values()
        if pair.score >= held.get(pair.new, 0.0)
        and not any(above in best and best[above].score >= pair.score for above in _above(plan, plan.unit[pair.new]))
    ]
    places = [_place(plan, pair) for pair in outer]
    order = {unit.id: number for number, unit in enumerate(plan.units)}
    return sorted(
        places, key=lambda place: (place.aspect == "review", _GRADES.index(place.grade), -place.score, order[place.node])
    )


def _place(plan: Plan, pair: Pair) -> Place:
    unit = plan.unit[pair.new]
    above = tuple(heading_of(section) for section in plan.sections_above(unit.id) if section.id != unit.id)
    title = heading_of(unit) if unit.kind == "section" and unit.text else _opening(plan, unit)
    text = _opening(plan, unit, TEXT)
    return Place(unit.id, title, text, above, round(pair.score, 4), pair.grade, unit.aspect or "", unit.origin)


def _opening(plan: Plan, unit: Unit, most: int = OPENING) -> str:
    """How a unit's own text begins; for a section with a title, that of its first paragraph."""
    text = heading_of(unit)
    if unit.kind == "section" and (most > OPENING or not unit.text):
        text = next((heading_of(below) for below in plan.units if below.parent == unit.id and below.kind != "section"), text)
    return text if len(text) <= most else f"{text[:most]}…"


def _numbers(targets: Sequence[Target]) -> dict[str, list[str]]:
    """Unit -> the quantities it sets, with what they measure."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for target in targets:
        if target.aspect == "plan" and target.role in ("target", "change") and target.value is not None:
            found[target.node].append(f"{target.indicator} {target.text}".strip())
    return found


def _stated(plan: Plan, places: Sequence[Place], numbers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    nodes = {place.node for place in places}
    for unit in plan.units:
        if unit.id in numbers and (unit.id in nodes or _above(plan, unit) & nodes):
            yield from numbers[unit.id]
