"""Containers (sections, tables): by title, by what is bound or alike below them, by the container above."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import Matching
from plandiff.align.places import Places
from plandiff.align.sides import ROOT, Side

TITLE_TRUST: Final = 0.8
"""0..1: how far an identical title alone makes two sections the same."""
REPEATED_TITLE_TRUST: Final = 0.4
"""0..1: the same for a title that stands more than once on a side (总体要求, 保障措施)."""
CONTENT_TRUST: Final = 0.95
"""0..1: how far identical content alone makes two sections the same, whatever their titles."""
ALIKE: Final = 0.3
"""Dice from which a free paragraph speaks for the sections it stands in."""
ROUNDS: Final = 3
"""Passes over the sections; each knows the containers that the one before bound."""


def match_sections(matching: Matching, evidence: Evidence) -> None:
    """Bind free containers, best pairs first; each round knows what the one before bound."""
    old, new = matching.old, matching.new
    similarity = evidence.similarity
    free_old = [i for i in matching.free_old() if old.container[i]]
    free_new = [j for j in matching.free_new() if new.container[j]]
    if not free_old or not free_new:
        return
    shared = _shared_content(matching, evidence.alike, set(free_old), set(free_new))
    voices = dict(evidence.alike_containers)
    repeated = _repeated_voices(old) | _repeated_voices(new)
    for _ in range(ROUNDS):
        places = Places(matching)
        for i, j in places.near:
            if (i, j) not in voices and old.container[i] and new.container[j]:
                voices[i, j] = similarity.dice(old.voices[i], new.voices[j])
        scores: dict[tuple[int, int], float] = {}
        for i, j in sorted(shared.keys() | voices.keys()):
            if not matching.are_free(i, j):
                continue
            place = places.of(i, j)
            trust = REPEATED_TITLE_TRUST if old.voices[i] in repeated or new.voices[j] in repeated else TITLE_TRUST
            content = min(1.0, 2 * shared.get((i, j), 0.0) / (old.weight[i] + new.weight[j]))
            score = 1 - (1 - trust * voices.get((i, j), 0.0)) * (1 - CONTENT_TRUST * content)
            matching.rivals[i, j] = score
            if score >= place.needed:
                scores[i, j] = score + place.bonus
        if not scores:
            break
        for i, j in matching.choose(scores):
            matching.bind((i,), (j,), matching.rivals[i, j], "section")


def _shared_content(
    matching: Matching, alike: dict[tuple[int, int], float], free_old: set[int], free_new: set[int]
) -> dict[tuple[int, int], float]:
    """Pairs of free containers -> folded characters below them that are bound to each other or alike."""
    old, new = matching.old, matching.new
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)

    def vote(i: int, j: int, weight: float) -> None:
        homes = [home for home in new.above(j) if home in free_new]
        for above in old.above(i):
            if above in free_old:
                for home in homes:
                    shared[above, home] += weight

    for bond in matching.bonds():
        if matching.parents_bound(bond.old[0], bond.new[0]) and old.parent[bond.old[0]] != ROOT:
            continue  # their containers have found each other
        i, j = bond.old[0], bond.new[0]
        above_old, above_new = old.parent[i], new.parent[j]
        if ROOT not in (above_old, above_new) and matching.of_old[above_old] is None and matching.of_new[above_new] is None:
            vote(i, j, (old.weight[i] + new.weight[j]) / 2)
    best: dict[int, tuple[float, int]] = {}
    for (i, j), dice in alike.items():
        if dice >= ALIKE and dice > best.get(i, (0.0, 0))[0]:
            best[i] = (dice, j)
    for i, (dice, j) in best.items():
        vote(i, j, dice * (old.weight[i] + new.weight[j]) / 2)
    return shared


def _repeated_voices(side: Side) -> set[str]:
    """What more than one container of a side says."""
    count = Counter(voice for voice, container in zip(side.voices, side.container, strict=True) if container)
    return {voice for voice, n in count.items() if n > 1}
