"""Fines and other penalties that rose, fell, were added or removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.penalties import Penalty, PenaltyKind, find_penalties
from plandiff.model import SIDES, Change, Rule, Side
from plandiff.sequences import take_best_first

KINDS: Final[tuple[PenaltyKind, ...]] = ("fine", "penalty")
RULE_OF: Final[dict[tuple[PenaltyKind, str], Rule]] = {
    (kind, action): rule_named(f"{kind}-{action}")
    for kind in KINDS
    for action in ("raised", "lowered", "changed", "added", "removed")
}
_PERSON: Final = re.compile(
    r"对(?:农户|公民|个体)|对(?:其)?(?:直接|个人|责任|主管|法定|负有|有关人员|负责)|法定代表人|主要负责人|责任人员|自然人|\bindividuals?\b|\bpersons?\b",
    re.IGNORECASE,
)
"""Marks a penalty on individuals, not on the organization they work for."""
_SEVERE: Final = re.compile(r"严重|恶劣|后果|拒不|逾期|仍|再次|嚴重|屆期|\baggravated\b|\brepeated\b", re.IGNORECASE)
"""Marks a more severe case."""
_FINE: Final = re.compile(r"罚款|罰款|罰鍰|\bfines?\b", re.IGNORECASE)
MAX_PAIRS: Final = 10_000
"""Pairs of penalties of two texts that are weighed, those in about the same place (pairs, doubled at most): more than any article has."""
TAIL: Final = 40
"""Characters before a penalty that say who pays, and for what."""


def find_changed_penalties(evidence: Evidence) -> Iterator[Fact]:
    """Changes between the penalties of counterpart texts."""
    comparison = evidence.comparison
    for change in evidence.changed:
        if not any(edit.op != "equal" for edit in comparison.printed(change)):
            continue
        sides = _penalties(evidence, change)
        for kind in KINDS:
            old, new = ([penalty for penalty in side if penalty.kind == kind] for side in sides)
            for before, after, more in _pairs(old, new):
                action = _action(before, after)
                silent: Side | None = "new" if action == "removed" else "old" if action == "added" else None
                if kind == "fine" and silent and _still_said(evidence, change, silent):
                    continue  # the amount is in another paragraph
                if action and not (more == "old" and action == "raised") and not (more == "new" and action == "lowered"):
                    yield _fact(RULE_OF[kind, action], change, before, after)


def _penalties(evidence: Evidence, change: Change) -> tuple[list[Penalty], list[Penalty]]:
    """The penalties of both texts; if only one has any, for items of the other those of the paragraph that introduces the list."""
    old, new = ([found for text in _texts(evidence, change, side) for found in find_penalties(text)] for side in SIDES)
    if old and not new:
        new = [found for text in _announcements(evidence, change, "new") for found in find_penalties(text)]
    elif new and not old:
        old = [found for text in _announcements(evidence, change, "old") for found in find_penalties(text)]
    return old, new


def _texts(evidence: Evidence, change: Change, side: Side) -> list[str]:
    plan = evidence.comparison.plan(side)
    return [plan.unit[unit].text for unit in getattr(change, side)]


def _announcements(evidence: Evidence, change: Change, side: Side) -> list[str]:
    plan = evidence.comparison.plan(side)
    return list(dict.fromkeys(filter(None, (evidence.announcement(plan.unit[unit], side) for unit in getattr(change, side)))))


def _still_said(evidence: Evidence, change: Change, side: Side) -> bool:
    """Whether a side mentions a fine, in its text or in its list's introduction, even without an amount."""
    return any(_FINE.search(text) for text in (*_texts(evidence, change, side), *_announcements(evidence, change, side)))


def _pairs(old: Sequence[Penalty], new: Sequence[Penalty]) -> Iterator[tuple[Penalty | None, Penalty | None, Side | None]]:
    """Which penalty became which: of the same kind of payer, same gravity first; with the side that has more of them.

    A surplus penalty is compared with the most similar one of the other text, a more severe case also with an ordinary one, but not the
    reverse; an additional, lesser penalty lowers nothing. Penalties on different kinds of payer never match; one counts as added or
    removed only if the other text has none at all.
    """
    from rapidfuzz.fuzz import ratio

    if not (old and new):
        yield from ((before, None, None) for before in old)
        yield from ((None, after, None) for after in new)
        return
    reach = MAX_PAIRS // max(len(old), len(new))  # so many before and after the same place: all, for any article
    severe = [[_SEVERE.search(penalty.about) is not None for penalty in side] for side in (old, new)]
    scored = sorted(
        (
            severe[0][i] != severe[1][j],
            -ratio(before.about[-TAIL:], after.about[-TAIL:]),
            abs(i - j),
            i,
            j,
        )
        for i, before in enumerate(old)
        for j, after in enumerate(new[max(0, i - reach) : i + reach + 1], max(0, i - reach))
        if (_PERSON.search(before.about) is None) == (_PERSON.search(after.about) is None)
    )
    ranked = [(i, j) for *_, i, j in scored]
    pairs: dict[tuple[int, int], Side | None] = dict.fromkeys(take_best_first(ranked))
    known = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in ranked:
        more: Side | None = "old" if i not in known[0] and severe[0][i] >= severe[1][j] else None
        more = "new" if j not in known[1] and severe[1][j] >= severe[0][i] else more
        if more:
            pairs[i, j] = more
            known[0].add(i)
            known[1].add(j)
    yield from ((old[i], new[j], pairs[i, j]) for i, j in sorted(pairs))


def _action(old: Penalty | None, new: Penalty | None) -> str:
    """What became of a penalty, by both ends of a range, or by the upper one if there is no lower."""
    if old is None or new is None:
        return "added" if new else "removed"
    if old.unit != new.unit:
        return "changed"
    ends = ((old.low, new.low), (old.high, new.high))
    signs = {(after > before) - (after < before) for before, after in ends if before is not None and after is not None} - {0}
    if not signs:
        known = [(after is not None) - (before is not None) for before, after in ends]
        more = known[0] - known[1]  # an added minimum, or a removed maximum, is more
        signs = {(more > 0) - (more < 0)} - {0}
    return "" if not signs else "changed" if len(signs) > 1 else "raised" if signs == {1} else "lowered"


def _fact(rule: Rule, change: Change, old: Penalty | None, new: Penalty | None) -> Fact:
    before, after = (penalty.text if penalty else "" for penalty in (old, new))
    name = (new or old).about  # type: ignore[union-attr]
    return fact(rule, change.id, name, before, after, name=name or "—", old=before, new=after)
