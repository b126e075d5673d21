"""Which quantity of the new plan is which of the old one: by name, unit and place in the alignment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from plandiff.language.folding import fold
from plandiff.language.units import common_unit
from plandiff.model import Change, Target
from plandiff.sequences import take_best_first
from plandiff.targets.tuning import Tuning

TargetPair = tuple[int, int]
"""Places of an old and of a new target in their lists."""

MAX_NAMES: Final = 500
"""Names of one kind and unit among which all are compared; a plan has dozens. Beyond, only equal ones are, so that time
stays in proportion to the text."""
MAX_DUPLICATES: Final = 20
"""Equal names of which one is chosen, where there are very many names."""

_CLASSES: Final = {"target": "target", "actual": "actual", "baseline": "actual", "change": "change", "other": "other"}


def match_targets(old: Sequence[Target], new: Sequence[Target], changes: Iterable[Change], tuning: Tuning) -> list[TargetPair]:
    """Pairs of targets, each in at most one pair: first within linked units, then anywhere.

    Within units of equal text the order tells; elsewhere the likeliest pairs are taken first.
    """
    places_old, places_new = _by_node(old), _by_node(new)
    pairs: list[TargetPair] = []
    for change in changes:
        here = [place for node in change.old for place in places_old.get(node, ())]
        there = [place for node in change.new for place in places_new.get(node, ())]
        if not here or not there:
            continue
        if change.status in ("equal", "noise") and len(here) == len(there):
            pairs += zip(here, there, strict=True)
        else:
            sure = _printed_the_same(old, new, here, there, tuning)
            pairs += sure + _best(old, new, *_without(sure, here, there), tuning.here, tuning)
    left_old = _named_once(old, {a for a, _ in pairs})
    left_new = _named_once(new, {b for _, b in pairs})
    return pairs + _best(old, new, left_old, left_new, tuning.anywhere, tuning)


def _named_once(targets: Sequence[Target], taken: set[int]) -> list[int]:
    """The targets left over whose name stands for one thing: what several are called (`报经检察长批准`) finds nothing again."""
    count = Counter((key_of(target), fold(target.indicator)) for target in targets)
    return [
        place
        for place, target in enumerate(targets)
        if place not in taken and (count[key_of(target), fold(target.indicator)] == 1 or target.year)
    ]


def _printed_the_same(
    old: Sequence[Target], new: Sequence[Target], here: list[int], there: list[int], tuning: Tuning
) -> list[TargetPair]:
    """The quantities of linked units that are printed in the same way, each once on either side, under names that are not wholly others."""
    printed = [
        Counter((fold(targets[place].text), key_of(targets[place])) for place in places)
        for targets, places in ((old, here), (new, there))
    ]
    once = {stated for stated, count in printed[0].items() if count == printed[1][stated] == 1}
    found = {(fold(new[b].text), key_of(new[b])): b for b in there}
    pairs = [(a, found[stated]) for a in here if (stated := (fold(old[a].text), key_of(old[a]))) in once]
    return [(a, b) for a, b in pairs if name_similarity(fold(old[a].indicator), fold(new[b].indicator), tuning.words)]


def _without(pairs: list[TargetPair], here: list[int], there: list[int]) -> tuple[list[int], list[int]]:
    """Two lists of places without those that are in pairs."""
    return [a for a in here if all(a != taken for taken, _ in pairs)], [b for b in there if all(b != taken for _, taken in pairs)]


class Names:
    """Folded names, to be asked which of them are like another."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self._places[name].append(place)

    def like(self, name: str, at_least: float) -> list[tuple[float, int]]:
        """(similarity, place) of the names that reach it; among very many names, of those that are equal."""
        if len(self._names) > MAX_NAMES:
            return [(100.0, place) for place in self._places.get(name, ())[:MAX_DUPLICATES]]
        scored = ((name_similarity(name, other, at_least), place) for place, other in enumerate(self._names))
        return [(score, place) for score, place in scored if score]


def name_similarity(one: str, other: str, at_least: float = 0.0) -> float:
    """How similar two folded names are, 0..100 (indel similarity); 0 below `at_least`."""
    from rapidfuzz.fuzz import ratio

    return ratio(one, other, score_cutoff=at_least) if one and other else 0.0


def key_of(target: Target) -> tuple[str, str]:
    """What two targets must share to match: unit, and whether they are targets, facts, changes or qualifiers."""
    return common_unit(target.unit), _CLASSES[target.role]


def _by_node(targets: Sequence[Target]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, target in enumerate(targets):
        places[target.node].append(place)
    return places


def _best(
    old: Sequence[Target], new: Sequence[Target], here: list[int], there: list[int], at_least: float, tuning: Tuning
) -> list[TargetPair]:
    """The likeliest pairs of two lists of places, each place once; ties go by closeness of order."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for order, place in enumerate(there):
        buckets[key_of(new[place])].append(order)
    names = {key: Names([fold(new[there[order]].indicator) for order in orders]) for key, orders in buckets.items()}
    scored: list[tuple[float, int, int, int]] = []
    for order, a in enumerate(here):
        key = key_of(old[a])
        for score, place in names[key].like(fold(old[a].indicator), at_least) if key in names else ():
            other = buckets[key][place]
            b = there[other]
            bonus = tuning.year * (old[a].year == new[b].year) + tuning.value * (old[a].value == new[b].value)
            scored.append((-score - bonus, abs(order - other), a, b))
    return sorted(take_best_first((a, b) for _, _, a, b in sorted(scored)))
