"""Duties that became encouragements, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from plandiff.changes.clauses import EDGES, ClausePair
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.changes.tuning import Tuning
from plandiff.language import LONGEST_PART, cut
from plandiff.language.folding import fold
from plandiff.language.letters import is_cjk
from plandiff.language.modals import RANK, Modal, may_bind, modals
from plandiff.model import Change

WEAKENED: Final = rule_named("obligation-weakened")
STRENGTHENED: Final = rule_named("obligation-strengthened")
_NO_DUTY: Final = re.compile(r"的[，：:,]?$|^(?:如果|若|因|对于)|是指|所称|\bmeans\b|\brefers? to\b")
"""A mere condition or definition binds nobody."""
_FOR_A_VERB: Final = re.compile("探索|鼓励|鼓勵|倡导|提倡|逐步|努力|力争|争取|尽量|尽可能")
"""Weak words that replace a verb and weaken it; `支持` is an ordinary verb."""
MOST_MODALS: Final = 20
"""Modals of a clause that are weighed against those of its counterpart (count); a clause with more is not one."""
VERB: Final = 2
"""Characters of a verb."""
_AND: Final = re.compile(r"^[和与及或并、]")
_BY_RULE: Final = re.compile(r"(?:按照|依照|依据|根据|按)[^，。；]{0,14}?(?:规定|要求|约定|规划)")
"""The rules by which something is done, which do not say what is done: `按照国家和本市有关规定`."""


def find_obligations(evidence: Evidence) -> Iterator[Fact]:
    """Clauses that bind more or less than before."""
    comparison = evidence.comparison
    for change in evidence.changed:
        edits = comparison.printed(change)
        if not any(edit.op != "equal" and may_bind(edit.old + edit.new) for edit in edits):
            continue
        texts = ["".join(getattr(edit, side) for edit in edits) for side in ("old", "new")]
        slack = [_slack(modals(text)) for text in texts]
        if slack[0] == slack[1]:
            continue
        rule, before = (WEAKENED, 0) if slack[0] < slack[1] else (STRENGTHENED, 1)
        for pair in evidence.clauses(change, "clause"):
            strict, lax = _Clause(pair, texts, before), _Clause(pair, texts, 1 - before)
            if _NO_DUTY.search(lax.text.strip(EDGES)) or _NO_DUTY.search(strict.text.strip(EDGES)):
                continue
            if _gave_way(strict, lax, evidence.tuning) or (
                pair.kept >= evidence.tuning.kept_share * min(len(pair.old), len(pair.new))
                and _was_added(strict, lax)
                and (not comparison.follows or _differ_in_it_alone(strict, lax))  # the next plan words its tasks anew
                and not _is_governed(strict, evidence, change, before)
            ):
                old, new = (text.strip(EDGES) for text in (pair.old, pair.new))
                yield fact(rule, change.id, old, new, old=old, new=new)


class _Clause:
    """One side of a pair of clauses, with what precedes it in its sentence."""

    def __init__(self, pair: ClausePair, texts: Sequence[str], side: int) -> None:
        self.text = (pair.old, pair.new)[side]
        self.modals = modals(self.text)[:MOST_MODALS]
        self.duties = [modal for modal in self.modals if modal.strength == "duty"]
        self.weak = [modal for modal in self.modals if modal.strength != "duty"]
        start = pair.starts[side]
        self.before = (cut(texts[side][max(0, start - LONGEST_PART) : start], "sentence") or [""])[-1]

    def after(self, modal: Modal) -> str:
        """What a modal is about."""
        return _BY_RULE.sub("", self.text[modal.end :]).strip(EDGES)


def _gave_way(strict: _Clause, lax: _Clause, tuning: Tuning) -> bool:
    """Whether a stronger modal was replaced by a weaker one about the same thing."""
    for weak in lax.weak:
        about = lax.after(weak)
        stronger = [modal for modal in strict.modals if RANK[modal.strength] > RANK[weak.strength]]
        for modal in stronger:
            if (
                _is_same(strict.after(modal), about, tuning)
                and not any(_is_same(strict.after(modal), lax.after(kept), tuning) for kept in lax.modals if kept.strength == modal.strength)
                and not any(_is_same(strict.after(known), about, tuning) for known in strict.weak if RANK[known.strength] <= RANK[weak.strength])
            ):  # fmt: skip
                return True
    return False


def _is_same(one: str, other: str, tuning: Tuning) -> bool:
    """Whether two modals are about the same thing: a common run of characters follows both closely."""
    wide = 1 if is_cjk(one + other) else 2
    least = min(tuning.kept * wide, len(one), len(other))
    if least < 2 * wide:
        return False
    one, other = (fold(text)[: tuning.reach * wide].lower() for text in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size >= least


def _was_added(strict: _Clause, lax: _Clause) -> bool:
    """Whether a weak word was added before a plain task, or before a duty that continues. An English statement is not a task."""
    for weak in lax.weak:
        rest, head = lax.text[weak.end :], lax.text[: weak.start]
        if weak.word.isascii() or weak.word in strict.text or _AND.match(rest) or len(rest.strip(EDGES)) < 2:
            continue
        if any(RANK[known.strength] <= RANK[weak.strength] for known in strict.weak):
            continue
        if "的" in strict.text and "的" not in lax.text:  # a noun with its attribute: `作出的决议` is not a task
            continue
        if head[-1:] + rest[:2] in strict.text if head else strict.text.startswith(rest[:2]):
            return True
        if _FOR_A_VERB.search(weak.word) and _took_the_place(strict.text, head, rest):
            return True
    return False


def _differ_in_it_alone(strict: _Clause, lax: _Clause) -> bool:
    """Whether a clause is the other but for a weak word."""
    wanted = fold(strict.text.strip(EDGES))
    return any(fold((lax.text[: weak.start] + lax.text[weak.end :]).strip(EDGES)) == wanted for weak in lax.weak)


def _took_the_place(text: str, head: str, rest: str) -> bool:
    """Whether a clause has a verb where the other has a weak word, perhaps with its own verb: `确保投入`, `努力实现投入`."""
    for skipped in range(VERB + 1):
        place = text.find(rest[skipped : skipped + 2 * VERB]) if len(rest) >= skipped + 2 * VERB else -1
        if place >= 0 and (head[-1:] in text[max(0, place - VERB - 1) : place] if head else place <= VERB):
            return True
    return False


def _is_governed(clause: _Clause, evidence: Evidence, change: Change, side: int) -> bool:
    """Whether what precedes a clause already weakens it: `可以` earlier in its sentence, or in its list's introduction."""
    plan, units = ((evidence.old, change.old), (evidence.new, change.new))[side]
    announced = evidence.announcement(plan.unit[units[0]], "old" if side == 0 else "new")
    return any(modal.strength != "duty" for modal in modals(clause.before)) or any(
        modal.strength != "duty" for modal in modals(announced)
    )


def _slack(found: Sequence[Modal]) -> int:
    """How much leeway a whole text leaves: the more, the less it binds. A `可以` that moved between clauses changes nothing."""
    return sum(RANK["duty"] - RANK[modal.strength] for modal in found)
