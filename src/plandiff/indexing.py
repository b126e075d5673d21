"""Plan -> indexed plan: what alignment needs from a plan on its own, computed once, whatever it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from plandiff.language.folding import fold
from plandiff.model import CELL, CONTAINERS, ROOT, Indexed, Plan, Unit

HASH: Final = 8
"""Bytes of a hash: two of a thousand texts have the same hash by chance once in 10^13 plans."""


def index(plan: Plan, *, script: bool = False) -> Indexed:
    """A plan prepared for comparison. With `script`, traditional and simplified characters are the same."""
    return index_texts(plan, [_folded(unit, script=script) for unit in plan.units], script=script)


def index_texts(plan: Plan, texts: Iterable[str], *, script: bool) -> Indexed:
    """The same for a plan whose folded texts are known."""
    units, texts = plan.units, tuple(texts)
    places = {unit.id: i for i, unit in enumerate(units)}
    container = tuple(unit.kind in CONTAINERS for unit in units)
    parent = tuple(ROOT if unit.parent is None else places[unit.parent] for unit in units)
    children: dict[int, list[int]] = {ROOT: [], **{i: [] for i, holds in enumerate(container) if holds}}
    rank = []
    for i, above in enumerate(parent):
        rank.append(len(children[above]))
        children[above].append(i)
    hashes = [
        _hash((b"1" if holds else b"0") + text.encode("utf-8", "surrogatepass"))
        for holds, text in zip(container, texts, strict=True)
    ]
    subtree_hashes = list(hashes)
    end, weight = [0] * len(units), [0] * len(units)
    for i in range(len(units) - 1, -1, -1):
        below = children.get(i, ())
        end[i] = end[below[-1]] if below else i + 1
        weight[i] = len(texts[i]) + 1 + sum(weight[child] for child in below)
        if below:
            hashed = hashes[i], *(subtree_hashes[child] for child in below)
            subtree_hashes[i] = _hash(b"2" + b"".join(number.to_bytes(HASH) for number in hashed))
    return Indexed(
        plan=plan,
        script=script,
        texts=texts,
        representative=tuple(text or "\n".join(filter(None, texts[i : end[i]])) for i, text in enumerate(texts)),
        container=container,
        parent=parent,
        end=tuple(end),
        weight=tuple(weight),
        hashes=tuple(hashes),
        subtree_hashes=tuple(subtree_hashes),
        children={above: tuple(below) for above, below in children.items()},
        rank=tuple(rank),
    )


def _folded(unit: Unit, *, script: bool) -> str:
    """A unit's text; a cell that spans several places says it in each of them."""
    if unit.kind != "row":
        return fold(unit.text, script=script)
    return CELL.join(fold(cell.text, script=script) for cell in unit.cells).strip(CELL)


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=HASH).digest())
