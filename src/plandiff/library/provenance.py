"""When each clause of a plan first appeared and last changed, over all versions before it.

As in WikiWho (Flöck, Acosta 2014) a text is looked for in every earlier version, not only in the one
before, so that text that was dropped and comes back keeps its first author. Unlike there the unit is
the clause, and counterparts of paragraphs are taken from plandiff's own alignment. Common phrases are
not matched by chance: outside its paragraph's counterpart a clause is only matched beside the clause
it was beside before, or if it is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plandiff.language.folding import fold
from plandiff.library.clauses import clauses_of
from plandiff.model import Change, Comparison, Plan, Unit

REWORDED: Final = 0.5
"""Similarity from which a clause is the old one reworded and not another (share of characters, rapidfuzz ratio). Below
one half, most words differ."""
SHARED: Final = 0.5
"""A passage is a dropped one restored with edits if at least this much of its text is clauses of that one (share of characters)."""
KEPT: Final = 0.3
"""A passage that keeps less of its counterpart's text is a new one: they were paired for their position (share of
characters). Chains of known history are judged the same from 0.2 to 0.4."""
LONG: Final = 20
"""A clause of at least this many characters is not a common phrase: it is matched even on its own."""


@dataclass(frozen=True)
class Clause:
    """A clause, and its history as indexes into the list of versions."""

    text: str
    first: int
    """The version in which it, or what it was reworded from, first appeared."""
    changed: int
    """The version in which its wording last changed; `first` if it never did."""
    back: int | None = None
    """The version in which it came back after being dropped."""

    @property
    def key(self) -> str:
        return fold(self.text).rstrip('.,;:!?)]>"')


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, item or row of a plan, and its history."""

    unit: Unit
    clauses: tuple[Clause, ...]
    first: int
    changed: int
    back: int | None = None


@dataclass
class _Memory:
    """Dropped text, to be matched if it comes back."""

    passages: dict[str, Passage] = field(default_factory=dict)
    """Folded text -> the last state of the passage."""
    clauses: dict[str, list[tuple[Passage, int]]] = field(default_factory=dict)
    """Folded clause -> the passages it was in, and where."""

    def keep(self, passage: Passage) -> None:
        self.passages[fold(passage.unit.text)] = passage
        for place, clause in enumerate(passage.clauses):
            self.clauses.setdefault(clause.key, []).append((passage, place))


def trace(plans: Sequence[Plan], comparisons: Iterable[Comparison]) -> list[tuple[Passage, ...]]:
    """The passages of each plan, in its order, each with its history.

    `comparisons` compare each plan with the next one.
    """
    memory = _Memory()
    traced = [tuple(_new(unit, 0) for unit in plans[0].units)]
    for now, comparison in enumerate(comparisons, 1):
        traced.append(_carry(traced[-1], comparison, now, memory))
    return traced


def _carry(before: tuple[Passage, ...], comparison: Comparison, now: int, memory: _Memory) -> tuple[Passage, ...]:
    old = {passage.unit.id: passage for passage in before}
    found: dict[str, Passage] = {}
    for change in comparison.changes:
        if change.old and change.new:
            units = [comparison.new.unit[name] for name in change.new]
            found |= {passage.unit.id: passage for passage in _linked([old[name] for name in change.old], units, change, now)}
    left = _Memory()  # what this version drops: it may have moved elsewhere at the same time
    for change in comparison.changes:
        kept = {clause.key for name in change.new for clause in (found[name].clauses if name in found else ())}
        for name in change.old:
            if not change.new:
                left.keep(old[name])
            elif any(clause.key not in kept for clause in old[name].clauses):
                for place, clause in enumerate(old[name].clauses):
                    if clause.key not in kept:
                        left.clauses.setdefault(clause.key, []).append((old[name], place))
    for unit in comparison.new.units:
        known = found.get(unit.id)
        if known is None:
            found[unit.id] = _returned(unit, now, left, memory)
        elif any(clause.first == now for clause in known.clauses):
            found[unit.id] = replace(known, clauses=tuple(_recognised(known.clauses, now, left, memory)))
    dropped = {passage.unit.id: passage for places in left.clauses.values() for passage, _ in places}
    for passage in dropped.values():
        memory.keep(passage)
    return tuple(found[unit.id] for unit in comparison.new.units)


def _new(unit: Unit, now: int) -> Passage:
    return Passage(unit, tuple(Clause(text, now, now) for text in clauses_of(unit.text)), now, now)


def _linked(olds: list[Passage], units: list[Unit], change: Change, now: int) -> Iterator[Passage]:
    """The continuation of old passages: each clause continues its old one, in order, reworded or moved within."""
    from rapidfuzz.distance import Indel

    before = [clause for passage in olds for clause in passage.clauses]
    after = [(unit, text) for unit in units for text in clauses_of(unit.text)]
    keys = [clause.key for clause in before], [Clause(text, now, now).key for _, text in after]
    carried: list[Clause | None] = [None] * len(after)
    touched: set[int] = set()
    unmatched: list[int] = []
    for step in Indel.opcodes(*keys):
        if step.tag == "equal":
            for old, new in zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True):
                carried[new] = replace(before[old], text=after[new][1])
        else:
            unmatched += range(step.src_start, step.src_end)
            touched |= {min(max(step.dest_start - 1, 0), len(after) - 1), min(step.dest_start, len(after) - 1)}
            touched |= set(range(step.dest_start, step.dest_end))
    for new, (_, text) in enumerate(after):
        if carried[new] is None:
            carried[new] = _reworded(text, before, unmatched, now)
    first = min(passage.first for passage in olds)
    back = max((passage.back for passage in olds if passage.back is not None), default=None)
    same = change.status in ("equal", "noise") or "".join(keys[0]) == "".join(keys[1])
    for unit in units:
        places = [place for place, (owner, _) in enumerate(after) if owner is unit]
        clauses = tuple(clause for place in places if (clause := carried[place]))
        kept = sum(len(clause.text) for clause in clauses if clause.first != now)
        if unit.kind != "section" and kept < KEPT * len(unit.text):
            yield replace(_new(unit, now), clauses=clauses)  # a section may be renamed, a text not replaced
            continue
        inherited = max((clause.changed for clause in clauses), default=max(passage.changed for passage in olds))
        if len(units) == 1:
            inherited = max(inherited, *(passage.changed for passage in olds))
        changed = now if not same and (touched.intersection(places) or not places) else inherited
        yield Passage(unit, clauses, first, changed, back)


def _reworded(text: str, before: list[Clause], unmatched: list[int], now: int) -> Clause:
    """A clause that continues an unmatched one: the same elsewhere in the passage, or the most similar; else a new one."""
    from rapidfuzz.fuzz import ratio

    key = Clause(text, now, now).key
    scored = [(ratio(before[place].key, key) / 100, -place) for place in unmatched]
    score, place = max(scored, default=(0.0, 0))
    if score < REWORDED:
        return Clause(text, now, now)
    old = before[-place]
    unmatched.remove(-place)
    return replace(old, text=text, changed=old.changed if old.key == key else now)


def _returned(unit: Unit, now: int, left: _Memory, memory: _Memory) -> Passage:
    """A passage without a counterpart in the version before: dropped earlier and restored, or new."""
    folded = fold(unit.text)
    new = _new(unit, now)
    whole = left.passages.get(folded) or memory.passages.get(folded)
    if whole and (len(folded) >= LONG or unit.kind == whole.unit.kind):
        back = now if folded not in left.passages else whole.back
        clauses = tuple(
            replace(clause, text=text.text, back=back) for clause, text in zip(whole.clauses, new.clauses, strict=False)
        )
        return Passage(unit, clauses, whole.first, whole.changed, back)
    moved = _source(new, left)
    source = moved or _source(new, memory)
    if source:
        change = Change("", "changed", (source.unit.id,), (unit.id,), ())
        passage = next(_linked([source], [unit], change, now))
        if moved:
            return passage
        clauses = tuple(clause if clause.first == now else replace(clause, back=now) for clause in passage.clauses)
        return replace(passage, clauses=clauses, changed=now, back=now)
    return replace(new, clauses=tuple(_recognised(new.clauses, now, left, memory)))


def _source(new: Passage, memory: _Memory) -> Passage | None:
    """The dropped passage that most of this one's clauses come from."""
    shares: dict[int, int] = {}
    passages: dict[int, Passage] = {}
    for clause in new.clauses:
        for passage in {id(passage): passage for passage, _ in memory.clauses.get(clause.key, ())}.values():
            passages[id(passage)] = passage
            shares[id(passage)] = shares.get(id(passage), 0) + len(clause.text)
    best = max(shares, key=lambda name: shares[name], default=None)
    if best is None or shares[best] < SHARED * sum(len(clause.text) for clause in new.clauses):
        return None
    return passages[best] if len(passages[best].clauses) > 1 or shares[best] >= LONG else None


def _recognised(clauses: Sequence[Clause], now: int, left: _Memory, memory: _Memory) -> Iterator[Clause]:
    """The clauses, those new here matched to other passages if beside the same neighbour, or long."""
    for place, clause in enumerate(clauses):
        if clause.first != now:
            yield clause
            continue
        for held, back in ((left, None), (memory, now)):
            known = [
                passage.clauses[where]
                for passage, where in held.clauses.get(clause.key, ())
                if len(clause.key) >= LONG or _neighbours(clauses, place, passage, where)
            ]
            if known:
                yield replace(min(known, key=lambda clause: clause.first), text=clause.text, back=back)
                break
        else:
            yield clause


def _neighbours(clauses: Sequence[Clause], place: int, passage: Passage, where: int) -> bool:
    """Whether a clause is beside one that it was beside there."""
    return any(
        0 <= place + step < len(clauses)
        and 0 <= where + step < len(passage.clauses)
        and clauses[place + step].key == passage.clauses[where + step].key
        for step in (-1, 1)
    )
