"""Which quantity of the new plan matches which of the old: by name, measure, time and position in the alignment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from plandiff.language.dates import Period
from plandiff.language.folding import fold
from plandiff.language.units import base_of
from plandiff.model import Change, Comparison, Meta, Target
from plandiff.sequences import take_best_first
from plandiff.targets.names import Name, name_of
from plandiff.targets.tuning import Tuning
from plandiff.targets.values import is_same_value
from plandiff.text import same_subject

TargetPair = tuple[int, int]
"""Indexes of an old and a new target in their lists."""

MAX_NAMES: Final = 500
"""Most names of one kind that are all compared; a plan has dozens. Beyond that only equal names match, so that time stays linear in
the text."""
MAX_DUPLICATES: Final = 20
"""Most equal names considered: those nearest in order."""
EXACT: Final = 100.0
"""Similarity of equal names, or two names of one indicator (`names.ALIASES`)."""
_CLASSES: Final = {"target": "target", "actual": "actual", "baseline": "actual", "other": "other"}
_COMMON_VALUES: Final = ("%", "百分点", "")
"""Units for which an equal value means nothing: many indicators of a plan have the target 95%."""


_THING: Final = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．]?)?\s*(?:\d{4}年[底末]?(?:\d{1,2}月)?[，,：:]?)?(?:新建|改造|改扩建|扩建|建设|修建|实施|推进|完成|建成|开工|启动){0,2}"
    r"(?P<name>[^，。；：、,;:\d]{3,40}?(?:工程|项目|大桥|隧道|水库|枢纽|基地|园区|公园|医院|学校|公路|铁路|高速|电站|泵站|线路?|中心|广场|厂|场馆|图书馆|博物馆|体育馆))"
    r"(?:[（(][^）)]*[）)])?[，：:,。]"
)
"""A paragraph that begins by naming its subject."""


class Kind(NamedTuple):
    """What two targets must share to match."""

    unit: str
    """The base unit; `words` for targets without a number."""
    part: str
    """`target` or `actual` level, `planned` or `past` rate, or `other`."""


def kind_of(target: Target) -> Kind:
    """The kind of a target; one that says how fast something grows is a rate, however it is worded."""
    unit = "words" if target.value is None else base_of(target.unit)[0]
    if target.role == "change" or (target.role != "other" and name_of(target).measure == "rate"):
        return Kind(unit, "planned" if target.planned or target.role == "target" else "past")
    return Kind(unit, _CLASSES[target.role])


def match_targets(old: Sequence[Target], new: Sequence[Target], comparison: Comparison, tuning: Tuning) -> list[TargetPair]:
    """Pairs of targets, each in at most one pair: first within linked units, then anywhere.

    Within units of equal text, order decides; elsewhere the best pairs are taken first, by equal name, then equal time, then
    similarity.
    """
    follows = comparison.follows
    regions = comparison.alignment.mode == "regions" and not _are_one_series(
        comparison.old.meta, comparison.new.meta, follows=follows
    )
    return _Matcher(old, new, tuning, regions=regions, follows=follows).pairs(comparison.changes)


def _are_one_series(old: Meta, new: Meta, *, follows: bool) -> bool:
    """Whether two plans are of one region: they say so, or, where neither names one, have the title of one document for two times."""
    return old.region == new.region and bool(old.region or (follows and same_subject(old.title, new.title)))


class _Matcher:
    def __init__(self, old: Sequence[Target], new: Sequence[Target], tuning: Tuning, *, regions: bool, follows: bool) -> None:
        self._old, self._new, self._tuning, self._regions, self._follows = old, new, tuning, regions, follows
        self._names = tuple([name_of(target) for target in targets] for targets in (old, new))
        self._kinds = tuple([kind_of(target) for target in targets] for targets in (old, new))
        self._things = tuple([thing_of(target) for target in targets] for targets in (old, new))
        self._times = tuple(
            Counter(
                (kind, name.key, target.period)
                for kind, name, target in zip(self._kinds[side], self._names[side], targets, strict=True)
                if target.period
            )
            for side, targets in enumerate((old, new))
        )

    def pairs(self, changes: Iterable[Change]) -> list[TargetPair]:
        places = [_by_node(targets) for targets in (self._old, self._new)]
        found: list[TargetPair] = []
        for change in changes:
            here = [place for node in change.old for place in places[0].get(node, ())]
            there = [place for node in change.new for place in places[1].get(node, ())]
            if not here or not there:
                continue
            is_same = change.status == "equal" or (change.status == "noise" and not _is_row(change.new[0]))
            if is_same and len(here) == len(there):
                found += zip(here, there, strict=True)
            else:
                found += self._linked(here, there)
        taken = [{pair[side] for pair in found} for side in (0, 1)]
        found += self._best(self._named_once(0, taken[0]), self._named_once(1, taken[1]), self._tuning.anywhere, linked=False)
        return found

    def _linked(self, here: list[int], there: list[int]) -> list[TargetPair]:
        """The pairs in linked units: equal names, then quantities printed alike, then similar names, then words for numbers."""
        found = [] if self._follows else self._restated_cells(here, there)
        found += self._best(*_without(found, here, there), EXACT)
        found += self._printed_the_same(*_without(found, here, there))
        found += self._best(*_without(found, here, there), self._tuning.here)
        return found + self._put_in_words(*_without(found, here, there))

    def _put_in_words(self, here: list[int], there: list[int]) -> list[TargetPair]:
        """Pairs of targets with a number in one plan and in words in the other."""
        sides = ((self._old, here), (self._new, there))
        if not any(targets[place].value is None for targets, places in sides for place in places):
            return []
        return take_best_first((a, b) for a in here for b in there if self._is_put_in_words(a, b))

    def _is_put_in_words(self, a: int, b: int) -> bool:
        names, parts = (self._names[0][a], self._names[1][b]), {self._kinds[0][a].part, self._kinds[1][b].part}
        in_words = {self._old[a].value is None, self._new[b].value is None}
        return len(in_words) == 2 and parts <= {"target", "planned"} and names[0].key == names[1].key and self._times_agree(a, b)

    def _named_once(self, side: int, taken: set[int]) -> list[int]:
        """The targets left over that are dated or have a unique name: one shared by several (`报经检察长批准`) identifies nothing."""
        targets = (self._old, self._new)[side]
        stated = [(kind, name.key) for kind, name in zip(self._kinds[side], self._names[side], strict=True)]
        count = Counter(stated)
        return [
            place
            for place, target in enumerate(targets)
            if place not in taken and (count[stated[place]] == 1 or target.year or target.period)
        ]

    def _restated_cells(self, here: list[int], there: list[int]) -> list[TargetPair]:
        """The cells of matched rows that state the same value for the same year, whatever their column heads say."""
        return [
            pair
            for pair in zip(here, there, strict=False)
            if self._is_cell(*pair) and self._names[0][pair[0]] == self._names[1][pair[1]]
        ]

    def _is_cell(self, a: int, b: int) -> bool:
        old, new = self._old[a], self._new[b]
        return (
            _is_row(old.node) and _is_row(new.node) and old.year is not None and old.year == new.year and is_same_value(old, new)
        )

    def _printed_the_same(self, here: list[int], there: list[int]) -> list[TargetPair]:
        """The quantities of linked units that are printed alike, once on each side, under names that may mean the same."""
        printed = [
            Counter((fold(targets[place].text), self._loosely(side, place)) for place in places)
            for side, (targets, places) in enumerate(((self._old, here), (self._new, there)))
        ]
        once = {stated for stated, count in printed[0].items() if count == printed[1][stated] == 1}
        found = {(fold(self._new[b].text), self._loosely(1, b)): b for b in there}
        pairs = [(a, found[stated]) for a in here if (stated := (fold(self._old[a].text), self._loosely(0, a))) in once]
        return [
            (a, b)
            for a, b in pairs
            if self._names[0][a].apart == self._names[1][b].apart
            and self._names[0][a].measure == self._names[1][b].measure
            and self._times_agree(a, b)
            and (
                self._old[a].unit not in _COMMON_VALUES
                or name_similarity(self._names[0][a], self._names[1][b], self._tuning.words)
            )
        ]

    def _strictly(self, side: int, place: int) -> Kind:
        return self._kinds[side][place]

    def _loosely(self, side: int, place: int) -> Kind:
        """The kind of a target; without a time, as in laws, a value in force may as well be a target."""
        kind, target = self._kinds[side][place], (self._old, self._new)[side][place]
        return kind._replace(part="target") if kind.part == "actual" and target.period is None else kind

    def _best(self, here: Sequence[int], there: Sequence[int], at_least: float, *, linked: bool = True) -> list[TargetPair]:
        """The best pairs of two lists of targets, each in one pair; ties go to the closest in order."""
        kind_at = self._loosely if linked else self._strictly
        orders: dict[Kind, list[int]] = defaultdict(list)
        for order, place in enumerate(there):
            orders[kind_at(1, place)].append(order)
        known = {kind: Names([self._names[1][there[order]] for order in found]) for kind, found in orders.items()}
        scored = []
        for order, a in enumerate(here):
            kind = kind_at(0, a)
            near = bisect_left(orders[kind], order) if kind in known else 0
            for score, at in known[kind].like(self._names[0][a], at_least, near) if kind in known else ():
                other = orders[kind][at]
                b = there[other]
                if self._times_agree(a, b, linked=linked):
                    old, new = self._old[a], self._new[b]
                    printed = fold(old.indicator) == fold(new.indicator)
                    worse = (score < EXACT, old.period != new.period, not printed, -score, not is_same_value(old, new))
                    scored.append((*worse, abs(order - other), a, b))
        return sorted(take_best_first((a, b) for *_, a, b in sorted(scored)))

    def _things_agree(self, a: int, b: int, *, linked: bool) -> bool:
        """Whether the subjects of two targets, where named apart from the indicator, can be the same; in unrelated units only
        one named alike is.
        """
        from rapidfuzz.fuzz import ratio

        one, other = self._things[0][a], self._things[1][b]
        return not one or not other or ratio(one, other) >= (self._tuning.thing if linked else self._tuning.same)

    def _times_agree(self, a: int, b: int, *, linked: bool = True) -> bool:
        """Whether two targets can be of the same subject and time, or of a time that was moved.

        Results of different years are different results. A target's time moved only if neither plan has the same target for the
        other's time.
        """
        if not self._things_agree(a, b, linked=linked):
            return False
        before, after = self._old[a].period, self._new[b].period
        roles = self._old[a].role, self._new[b].role
        if self._follows and (before is None or after is None) and "baseline" in roles:  # the next plan starts from another value
            return roles[0] == roles[1] and is_same_value(self._old[a], self._new[b])
        if before is None or after is None or before == after:
            return True
        kind, name = self._kinds[0][a], self._names[0][a]
        if kind.part == "target" and before.last == after.last:
            return True  # by the end of a plan's period, or in its last year
        if self._regions or kind.part in ("actual", "past"):
            return "document" in (self._old[a].period_source, self._new[b].period_source) and not self._regions
        if self._times[1][kind, name.key, before] or self._times[0][kind, self._names[1][b].key, after]:
            return False
        return "document" in (self._old[a].period_source, self._new[b].period_source) or _length(before) == _length(after)


def thing_of(target: Target) -> str:
    """The subject of a target, if its paragraph begins by naming it: `东桥改建工程，投资3亿元`; else ""."""
    head = _THING.match(target.paragraph)
    return fold(head["name"]) if head and head.end() <= target.start else ""


def _is_row(node: str) -> bool:
    """Whether a unit is a row, whose cells may have moved with their columns without a change of text."""
    return "." in node.rpartition("/")[2]


def _length(period: Period) -> int:
    return period.last - period.first


def _without(pairs: list[TargetPair], here: list[int], there: list[int]) -> tuple[list[int], list[int]]:
    """Two lists of indexes without those in `pairs`."""
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    return [a for a in here if a not in taken[0]], [b for b in there if b not in taken[1]]


class Names:
    """A list of names, to find those that can mean the same as another."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self._places[name.key].append(place)

    def like(self, name: Name, at_least: float, near: int = 0) -> list[tuple[float, int]]:
        """(similarity, index) of the names with at least that similarity, of equal ones those nearest `near`; among very many
        names, only of equal ones.
        """
        if at_least >= EXACT or len(self._names) > MAX_NAMES:
            scored = [(EXACT, self._places.get(name.key, []))]
        else:
            scored = [(similarity(name.key, key, at_least), places) for key, places in self._places.items()]
        found = [(place, score) for score, places in scored if score for place in _around(places, near)]
        return [(score, place) for place, score in sorted(found) if name.may_be(self._names[place])]


def _around(places: list[int], near: int) -> list[int]:
    """The up to `MAX_DUPLICATES` indexes of a list nearest to one, ascending."""
    if len(places) <= MAX_DUPLICATES:
        return places
    start = max(0, bisect_left(places, near) - MAX_DUPLICATES // 2)
    return places[start : start + MAX_DUPLICATES]


def name_similarity(one: Name, other: Name, at_least: float = 0.0) -> float:
    """How similar two names are, 0..100 (indel similarity); 0 below `at_least`."""
    return similarity(one.key, other.key, at_least)


def similarity(one: str, other: str, at_least: float) -> float:
    """The same for the keys of names; an empty key is similar to nothing."""
    from rapidfuzz.fuzz import ratio

    return ratio(one, other, score_cutoff=at_least) if one and other else 0.0


def _by_node(targets: Sequence[Target]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, target in enumerate(targets):
        places[target.node].append(place)
    return places
