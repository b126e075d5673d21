"""Containers (sections, tables): by title, by what is matched or similar below them, and by the container above."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from plandiff.align.evidence import Evidence
from plandiff.align.matching import NEW, OLD, Matching, Outcome, Scores, UnitPair
from plandiff.align.places import Places
from plandiff.align.scoring import score_section
from plandiff.model import ROOT, Indexed

ROUNDS: Final = 3
"""Passes over the sections, each using the container matches of the one before: one for each level that plans usually have. It
bounds the cost; deeper levels wait until sections are matched again."""


CONTEXT: Final = 0.2
"""What the enclosing containers add to the score of two where several compete."""


def match_sections(matching: Matching, evidence: Evidence) -> Outcome:
    """Match containers, best pairs first; each round uses the matches of the one before."""
    old, new = matching.sides
    draft = matching.draft()
    containers = [set(matching.unmatched(side, container=True)) for side in (OLD, NEW)]
    if not containers[OLD] or not containers[NEW]:
        return draft.outcome
    shared = _shared_content(matching, evidence, containers[OLD], containers[NEW])
    titles = evidence.candidates(matching, container=True)
    for _ in range(ROUNDS):
        places = Places(draft, evidence.tuning)
        for i, j in places.near:
            if (i, j) not in titles and old.container[i] and new.container[j]:
                titles[i, j] = evidence.dice(i, j)
        scores: Scores = {}
        for i, j in sorted(shared.keys() | titles.keys()):
            if draft.may_match(i, j):
                content = 2 * shared.get((i, j), 0.0) / (old.weight[i] + new.weight[j])
                title = titles.get((i, j), 0.0)
                if opens(old, i, i + 1) and opens(new, j, j + 1):
                    title = evidence.dice(i + 1, j + 1)
                    if title < evidence.tuning.near:
                        content *= 0.5
                score = score_section(title, content, evidence.tuning.sure)
                needed = places.needed(i, j)
                if score >= needed:
                    draft.candidates[i, j] = score
                    scores[i, j] = places.rate(score, needed)
        if not scores:
            break
        above = {pair: _above(draft, scores, pair) for pair in scores}
        for i, j in draft.choose({pair: score + CONTEXT * above[pair] for pair, score in scores.items()}):
            draft.match(i, j, "section")
    return draft.outcome


def _above(matching: Matching, scores: Scores, pair: UnitPair) -> float:
    """How similar the enclosing containers of two are, as far as known: boilerplate repeated in every chapter stays in its own."""
    above = matching.old.parent[pair[0]], matching.new.parent[pair[1]]
    return 1.0 if matching.are_matched(*above) else min(1.0, scores.get(above, 0.0))


def _shared_content(
    matching: Matching, evidence: Evidence, containers_old: set[int], containers_new: set[int]
) -> dict[UnitPair, float]:
    """Pairs of unmatched containers -> folded characters matched or similar below them, weighted by similarity."""
    old, new = matching.sides
    shared: defaultdict[UnitPair, float] = defaultdict(float)

    def vote(i: int, j: int, weight: float) -> None:
        homes = [home for home in new.above(j) if home in containers_new]
        for above in old.above(i):
            if above in containers_old:
                for home in homes:
                    shared[above, home] += weight

    for match in matching.matches():
        i, j = match.old[0], match.new[0]
        above_old, above_new = old.parent[i], new.parent[j]
        if ROOT not in (above_old, above_new) and above_old in containers_old and above_new in containers_new:
            vote(i, j, (old.weight[i] + new.weight[j]) / 2)
    best: dict[int, tuple[float, int]] = {}
    for (i, j), dice in evidence.similar_blocks.items():
        if dice >= evidence.tuning.home and dice > best.get(i, (0.0, 0))[0]:
            best[i] = (dice, j)
    for i, (dice, j) in best.items():
        vote(i, j, dice * (old.weight[i] + new.weight[j]) / 2)
    return shared


def opens(side: Indexed, container: int, paragraph: int) -> bool:
    """Whether a container has no title and is identified by this paragraph, its first."""
    return not side.texts[container] and paragraph == container + 1 < side.end[container] and not side.container[paragraph]
