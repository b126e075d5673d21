"""Splitting the runs of a paragraph where a mark begins or ends, and finding the place for insertions."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from plandiff.ooxml import Element, W, local_name
from plandiff.renderers.redline.atoms import Atom, Taken
from plandiff.renderers.redline.markup import PRESERVE
from plandiff.renderers.redline.revisions import Fate, Revisions, as_deleted

_STAYS: Final = frozenset({"t", "fldChar", "instrText", "commentReference", "annotationRef", "footnoteRef", "endnoteRef"})
"""Invisible parts of a run on which others rely: they are never deleted with the text beside them."""


def carve(taken: Taken, fates: Sequence[Fate | None], cuts: set[int], revisions: Revisions) -> list[Element]:
    """Mark the atoms of a paragraph, and split its runs before the atoms in `cuts`; returns the node that then contains each atom.

    What contains a text box stays unmarked: Word refuses a file with one inside a mark.
    """
    fates = [None if atom.kind == "box" else fate for atom, fate in zip(taken.atoms, fates, strict=True)]
    nodes: list[Element] = [atom.run for atom in taken.atoms]
    hidden = _fates_of_fields(taken, fates)
    runs: list[Element] = []
    for run in taken.element.iter(W + "r"):
        if any(local_name(above) in ("txbxContent", "rubyBase", "rt") for above in run.iterancestors()):
            continue
        runs.append(run)
    at: dict[Element, list[int]] = {}
    for n, atom in enumerate(taken.atoms):
        at.setdefault(atom.run, []).append(n)
    for run, places in at.items():
        if local_name(run) != "r" and fates[places[0]]:
            nodes[places[0]] = _wrap(run, fates[places[0]], revisions)  # type: ignore[arg-type]
    for run in runs:
        places = at.get(run, [])
        marked = any(fates[n] for n in places) or any(id(part) in hidden for part in run)
        if marked or any(n in cuts for n in places[1:]):
            _split(run, places, taken.atoms, fates, hidden, cuts, nodes, revisions)
    for fate in fates:
        if fate:
            revisions.counts[fate] += 1
    return nodes


def _fates_of_fields(taken: Taken, fates: Sequence[Fate | None]) -> dict[int, Fate]:
    """The fates of fields' marks and instructions: they are removed if everything the field printed is."""
    found: dict[int, Fate] = {}
    for known in taken.fields:
        if known.end < 0:
            continue
        inside = set(fates[known.begin : known.end])
        if not inside:  # it printed nothing: it goes with its surroundings
            inside = set(fates[max(known.begin - 1, 0) : known.end + 1])
        if len(inside) == 1 and (fate := inside.pop()):
            found |= {id(part): fate for part in known.parts}
    return found


def _split(
    run: Element,
    places: list[int],
    atoms: list[Atom],
    fates: Sequence[Fate | None],
    hidden: dict[int, Fate],
    cuts: set[int],
    nodes: list[Element],
    revisions: Revisions,
) -> None:
    of_part: dict[int, list[int]] = {}
    for n in places:
        of_part.setdefault(id(atoms[n].part), []).append(n)
    base = deepcopy(run)
    base.tail = None
    base[:] = [node for node in base if local_name(node) == "rPr"]
    pieces: list[tuple[Fate | None, Element, list[int]]] = []

    def place(fate: Fate | None, node: Element, held: list[int], *, cut: bool) -> None:
        if not pieces or pieces[-1][0] != fate or cut:
            pieces.append((fate, deepcopy(base), []))
        pieces[-1][1].append(node)
        pieces[-1][2].extend(held)

    for part in [part for part in run if local_name(part) != "rPr"]:
        held = of_part.get(id(part), [])
        if not held:
            fate = hidden.get(id(part)) if local_name(part) in _STAYS or not pieces else pieces[-1][0]
            place(fate, part, [], cut=False)
        elif atoms[held[0]].kind != "text":
            place(fates[held[0]], part, held, cut=held[0] in cuts)
        else:
            begin = 0
            for stop in range(1, len(held) + 1):
                if stop == len(held) or fates[held[stop]] != fates[held[begin]] or held[stop] in cuts:
                    piece = deepcopy(part)
                    piece.tail = None
                    piece.text = (part.text or "")[begin:stop]
                    piece.set(PRESERVE, "preserve")
                    place(fates[held[begin]], piece, held[begin:stop], cut=held[begin] in cuts)
                    begin = stop
    parent = run.getparent()
    where = parent.index(run)
    parent.remove(run)
    for fate, piece, held in pieces:
        node = piece
        before = parent[where - 1] if where else None
        if fate and before is not None and local_name(before) == fate and not (held and held[0] in cuts):
            before.append(piece)
            node = before
            if fate == "del":
                as_deleted(piece)
        else:
            if fate:
                node = revisions.around(fate, [piece])
            parent.insert(where, node)
            where += 1
        for n in held:
            nodes[n] = node


def _wrap(node: Element, fate: Fate, revisions: Revisions) -> Element:
    parent = node.getparent()
    where = parent.index(node)
    node.tail = None
    mark = revisions.around(fate, [node])
    parent.insert(where, mark)
    return mark


def outermost(node: Element, paragraph: Element) -> Element:
    """The child of a paragraph that contains a node."""
    while node.getparent() is not paragraph:
        node = node.getparent()
    return node


def part_before(paragraph: Element, upper: Element, after: Element | None) -> None:
    """Move a paragraph's content up to a node into another paragraph; elements around the node are on both sides."""
    if after is None:
        return
    path = [after]
    while path[-1].getparent() is not paragraph:
        path.append(path[-1].getparent())
    target = upper
    for outer in reversed(path):
        parent = outer.getparent()
        for node in [node for node in parent[: parent.index(outer)] if local_name(node) not in ("pPr", "sdtPr", "sdtEndPr")]:
            target.append(node)
        if outer is after:
            target.append(outer)
        else:
            clone = deepcopy(outer)
            clone.tail = None
            clone[:] = [deepcopy(node) for node in outer if local_name(node) in ("sdtPr", "sdtEndPr", "fldData")]
            for stated in clone.iter(W + "sdtPr"):
                stated[:] = [node for node in stated if local_name(node) != "id"]
            target.append(clone)
            target = clone
