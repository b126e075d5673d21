"""Runs of numbers, and whether they head sections or count items.

A number alone does not decide: `（一）` heads a section in a plan and an item in a law. What decides is its context: whether
there is text below the members, and whether they look like titles. All members of a run (`（一）（二）（三）…`
between two outer numbers) are judged together, by one sum of weighted evidence. Its weights were fitted by bench/fit_headings.py to
682 runs of 133 documents; they get none wrong, or 7 where each document is judged by weights fitted without it. Open ends
(`；`) add no information.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from plandiff.language.letters import is_cjk
from plandiff.language.numbering import SECTION, follows
from plandiff.normalize.entries import ClassifiedBlock, is_closed, split_title
from plandiff.normalize.schemes import LATIN_FAMILY
from plandiff.normalize.tuning import Tuning

_TERM: Final = re.compile(r"[^。；：:]+[：:](?:$|.*[。；.;]$)")


LATIN_LISTS: Final = frozenset({"arabic", "arabic-half-bracket", "arabic-bracket", "circled", "capital", "roman"})
"""The schemes of lists below a heading that the format states, and of the paragraphs of an article in Latin letters."""


class Evidence(NamedTuple):
    """Evidence for or against a run as headings: shares of its members, or 1 for yes."""

    owning: float
    """Have text of their own below; the last is not counted, since what follows it may belong to the surrounding section."""
    lines: float
    """Are a title and nothing else."""
    run_in: float
    """Are a title with text after it, or a closed one above a paragraph; counted only if most are, so that one theme word
    more, or a comma that became a full stop, does not turn items into headings. An article's numbered paragraphs may all have one."""
    term: float
    """Are a term, a colon and what it means."""
    colon: bool
    """Whether a colon before the first announces a list whose members have nothing below."""
    article: bool
    """Whether the run is within an article."""
    single: bool
    """Whether it has only one member."""


def judge(
    entries: Sequence[ClassifiedBlock], runs: Sequence[Sequence[int]], tuning: Tuning, under_article: Sequence[bool]
) -> list[bool]:
    """Whether each run numbers headings; a title whose number stands alone does where most runs of its scheme do. What the
    format, or the surrounding law, marks as a list never does."""
    evidence = evidence_of(entries, runs, tuning, under_article)
    judged = [heads(found, tuning) for found in evidence]
    votes: Counter[tuple[str, bool]] = Counter()
    for run, found, heading in zip(runs, evidence, judged, strict=True):
        if not found.single:
            votes[_scheme(entries[run[0]]), found.article] += 1 if heading else -1
    for place, (run, found) in enumerate(zip(runs, evidence, strict=True)):
        if found.single and (found.lines or found.run_in) and votes[_scheme(entries[run[0]]), found.article] > 0:
            judged[place] = True
    lists = known_lists(entries, runs)
    judged = [heading and not known for heading, known in zip(judged, lists, strict=True)]
    around: list[Sequence[int]] = []
    """Runs of items still open here."""
    for place, run in enumerate(runs):
        around = [outer for outer in around if outer[-1] > run[0]]
        if judged[place] and any(_rank(entries[outer[0]]) < _rank(entries[run[0]]) for outer in around):
            judged[place] = False  # an item cannot contain a section
        if not judged[place]:
            around.append(run)
    return judged


def known_lists(entries: Sequence[ClassifiedBlock], runs: Sequence[Sequence[int]]) -> list[bool]:
    """Whether each run of a Latin text is a list below a heading that the format states, as Markdown writes it, or counts the
    paragraphs of an article."""
    headings = [number for number, entry in enumerate(entries) if entry.role == "heading"]
    found: list[bool] = []
    for run in runs:
        at = bisect_left(headings, run[0])
        above = entries[headings[at - 1]] if at else None
        found.append(
            above is not None and _is_list_below(above, entries[run[0]]) and not any(is_cjk(entries[n].block.text) for n in run)
        )
    return found


def _is_list_below(above: ClassifiedBlock, first: ClassifiedBlock) -> bool:
    mark = above.mark
    article = mark is not None and (
        mark.scheme.article
        or (mark.scheme.family == LATIN_FAMILY and mark.rank >= SECTION and _scheme(first) == "arabic-bracket")
    )
    stated = above.block.kind == "heading" and not first.block.strong
    return (article or stated) and _scheme(first) in LATIN_LISTS


def heads(evidence: Evidence, tuning: Tuning) -> bool:
    """Whether a run numbers headings rather than items."""
    return tuning.run + sum(share * weight for share, weight in zip(evidence, weights(tuning), strict=True)) > 0


def weights(tuning: Tuning) -> Evidence:
    """The weight of each piece of evidence."""
    return Evidence(*(getattr(tuning, f"run_{name}") for name in Evidence._fields))


def evidence_of(
    entries: Sequence[ClassifiedBlock], runs: Sequence[Sequence[int]], tuning: Tuning, under_article: Sequence[bool]
) -> list[Evidence]:
    """The evidence of each run's members and the block before it; runs that count on from one outer section to the next
    (`（一）（二）` below `一、`, `（三）` below `二、`) are judged as one."""
    counted = [_count(entries, run, tuning) for run in runs]
    chains: list[list[int]] = []
    chain_of: list[int] = []
    last: dict[tuple[str, bool], int] = {}
    for place, run in enumerate(runs):
        kind = _scheme(entries[run[0]]), under_article[run[0]]
        above = last.get(kind)
        if above is not None and _counts_on(entries, runs[above], run):
            chain_of.append(chain_of[above])
        else:
            chain_of.append(len(chains))
            chains.append([])
        chains[chain_of[place]].append(place)
        last[kind] = place
    totals = [_Counts(*map(sum, zip(*(counted[place] for place in chain), strict=True))) for chain in chains]
    found: list[Evidence] = []
    for place, run in enumerate(runs):
        total, article = totals[chain_of[place]], under_article[run[0]]
        run_in = 0.0 if article else max(0.0, (total.run_in / total.members - tuning.titled) / (1 - tuning.titled))
        announced = (entries[run[0] - 1].block.text if run[0] else "").endswith((":", "："))
        found.append(
            Evidence(
                owning=total.owning / total.owners,
                lines=total.lines / total.members,
                run_in=run_in,
                term=total.term / total.members,
                colon=announced and not counted[place].owning,
                article=article,
                single=total.members == 1,
            )
        )
    return found


class _Counts(NamedTuple):
    """For a run: how many members it has, for how many it is known whether they own text, and how many show each trait."""

    members: int
    owners: int
    owning: int
    lines: int
    run_in: int
    term: int


def _count(entries: Sequence[ClassifiedBlock], run: Sequence[int], tuning: Tuning) -> _Counts:
    texts = [entries[index].mark.rest for index in run]  # type: ignore[union-attr]  # members have marks
    titled = [split_title(text, tuning) for text in texts]
    owning = [following - index > 1 for index, following in itertools.pairwise(run)] or [_owns(entries, run[0])]
    over_text = [bool(rest) or _stands_over_text(entries, index) for index, (_, rest) in zip(run, titled, strict=True)]
    return _Counts(
        len(run),
        len(owning),
        sum(owning),
        sum(bool(title and not rest and not is_closed(title)) for title, rest in titled),
        sum(bool(title and over and (rest or is_closed(title))) for (title, rest), over in zip(titled, over_text, strict=True)),
        sum(bool(_TERM.match(text)) for text in texts),
    )


def _stands_over_text(entries: Sequence[ClassifiedBlock], index: int) -> bool:
    """Whether an unnumbered paragraph follows."""
    below = entries[index + 1] if index + 1 < len(entries) else None
    return below is not None and below.mark is None and below.role == "text" and below.block.kind == "paragraph"


def _counts_on(entries: Sequence[ClassifiedBlock], above: Sequence[int], run: Sequence[int]) -> bool:
    first, last = entries[run[0]].mark, entries[above[-1]].mark
    return bool(first and last and first.value and last.value) and follows(first.value, last.value)  # type: ignore[union-attr]


def _owns(entries: Sequence[ClassifiedBlock], index: int) -> bool:
    """Whether anything follows a number before the next outer heading."""
    following = entries[index + 1] if index + 1 < len(entries) else None
    return following is not None and following.role != "heading"


def find_runs(entries: Sequence[ClassifiedBlock]) -> list[list[int]]:
    """Indices of undecided blocks that count up, one list per run of one scheme."""
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
