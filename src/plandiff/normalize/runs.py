"""Runs of numbers, and whether they head sections or count items.

A number alone does not decide: `（一）` heads a section of a plan and an item of a law. What decides is its context: whether
text stands below the members, and whether they look like titles. All members of a run (`（一）（二）（三）…`
between two outer numbers) are judged together, by one sum of weighted evidence. Its weights were fitted by bench/fit_headings.py to
687 runs of 129 documents, of which they get 3 wrong, and 6 where each document is judged by weights fitted without it. Open ends
(`；`) tell nothing more.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from plandiff.language.numbering import follows
from plandiff.normalize.entries import ClassifiedBlock, is_closed, split_title
from plandiff.normalize.tuning import Tuning

_TERM: Final = re.compile(r"[^。；：:]+[：:](?:$|.*[。；.;]$)")


class Evidence(NamedTuple):
    """What speaks for or against a run as headings: shares of its members, or 1 for yes."""

    owning: float
    """Have text of their own below; the last is not counted, for what follows it may belong to what stands around."""
    lines: float
    """Are a title and nothing else."""
    run_in: float
    """Are a title with text after it."""
    term: float
    """Are a term, a colon and what it means."""
    colon: bool
    """Whether a colon before the first announces a list, whose members have nothing below."""
    article: bool
    """Whether an article holds the run."""
    single: bool
    """Whether it has but one member."""


def judge(
    entries: Sequence[ClassifiedBlock], runs: Sequence[Sequence[int]], tuning: Tuning, under_article: Sequence[bool]
) -> list[bool]:
    """Whether each run numbers headings; so does a title whose number stands alone where most runs of its scheme do."""
    evidence = [evidence_of(entries, run, tuning, in_article=under_article[run[0]]) for run in runs]
    judged = [heads(found, tuning) for found in evidence]
    votes: Counter[tuple[str, bool]] = Counter()
    for run, found, heading in zip(runs, evidence, judged, strict=True):
        if not found.single:
            votes[_scheme(entries[run[0]]), found.article] += 1 if heading else -1
    for place, (run, found) in enumerate(zip(runs, evidence, strict=True)):
        if found.single and (found.lines or found.run_in) and votes[_scheme(entries[run[0]]), found.article] > 0:
            judged[place] = True
    return judged


def heads(evidence: Evidence, tuning: Tuning) -> bool:
    """Whether a run numbers headings, and not items."""
    return tuning.run + sum(share * weight for share, weight in zip(evidence, weights(tuning), strict=True)) > 0


def weights(tuning: Tuning) -> Evidence:
    """What each piece of evidence weighs."""
    return Evidence(*(getattr(tuning, f"run_{name}") for name in Evidence._fields))


def evidence_of(entries: Sequence[ClassifiedBlock], run: Sequence[int], tuning: Tuning, *, in_article: bool) -> Evidence:
    """What the members of a run and the block before it say."""
    texts = [entries[index].mark.rest for index in run]  # type: ignore[union-attr]  # members have marks
    titled = [split_title(text, tuning) for text in texts]
    before = entries[run[0] - 1].block.text if run[0] else ""
    owning = [following - index > 1 for index, following in itertools.pairwise(run)] or [_owns(entries, run[0])]
    return Evidence(
        owning=_share(owning),
        lines=_share(bool(title and not rest and not is_closed(title)) for title, rest in titled),
        run_in=_share(bool(title and rest) for title, rest in titled),
        term=_share(bool(_TERM.match(text)) for text in texts),
        colon=before.endswith((":", "：")) and not any(owning),
        article=in_article,
        single=len(run) == 1,
    )


def _share(members: Iterable[bool]) -> float:
    counted = list(members)
    return sum(counted) / len(counted) if counted else 0.0


def _owns(entries: Sequence[ClassifiedBlock], index: int) -> bool:
    """Whether anything stands below a number before the next outer heading."""
    following = entries[index + 1] if index + 1 < len(entries) else None
    return following is not None and following.role != "heading"


def find_runs(entries: Sequence[ClassifiedBlock]) -> list[list[int]]:
    """Indices of undecided blocks that count on, one list for each run of one scheme."""
    runs: list[list[int]] = []
    running: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        mark = entry.mark
        if entry.role == "heading" or (mark and mark.scheme.name == "annex"):
            rank = mark.rank if mark else 0
            running = {name: run for name, run in running.items() if _rank(entries[run[0]]) < rank}
            continue
        if mark is None or entry.role == "item":
            continue
        run = running.get(mark.name)
        previous = entries[run[-1]].mark if run else None
        if run and previous and mark.value and previous.value and follows(mark.value, previous.value):
            run.append(number)
        else:
            running[mark.name] = run = [number]
            runs.append(run)
        running = {name: other for name, other in running.items() if _rank(entries[other[0]]) <= mark.rank}
    return runs


def _scheme(entry: ClassifiedBlock) -> str:
    return entry.mark.name if entry.mark else ""


def _rank(entry: ClassifiedBlock) -> int:
    return entry.mark.rank if entry.mark else 0
