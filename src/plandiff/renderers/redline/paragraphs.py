"""Paragraphs with their changes marked: edited, deleted and inserted ones, and the two ends of a move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from plandiff.ooxml import Element, W, child, local_name
from plandiff.renderers.redline.atoms import Atom, Taken, end_of
from plandiff.renderers.redline.carving import carve, outermost, part_before
from plandiff.renderers.redline.hunks import Hunk, apart, closed, end_of_hunk, hunks_of
from plandiff.renderers.redline.markup import PARAGRAPH_ORDER, RUN_ORDER, copied, drop, make, properties, put, text_element
from plandiff.renderers.redline.names import Names, number_properties
from plandiff.renderers.redline.revisions import Fate, Revisions, unmark_end


@dataclass
class Writer:
    """Writes marks into the paragraphs of a part of the old file."""

    names: Names
    revisions: Revisions
    bring: Callable[[Atom], Element | None]
    """The element for an object of the new file; None if it cannot be copied."""
    script: bool = False
    matched: list[tuple[Atom, Atom]] = field(default_factory=list)
    """References to notes, and text boxes, that both sides have."""
    end: Fate | None = None
    """How the last paragraph written ends, of those that stay."""
    following: Fate | None = None
    """The fate of the paragraph after those that are written next."""
    lost: list[tuple[Fate, Atom]] = field(default_factory=list)
    """What was inserted or deleted and could not be marked."""

    # --- edited paragraphs ----------------------------------------------------------------------

    def edit(self, old: Sequence[Taken], new: Sequence[Taken]) -> list[Element]:
        """Mark the changes in paragraphs that stay where they are; returns all that are then there."""
        before, after = _joined(old), _joined(new)
        hunks = hunks_of(before[:-1], after[:-1], script=self.script)
        last = len(before) - 1, len(after) - 1
        if any(atom.kind == "note" for side in (old, new) for atom in side[-1].atoms):
            hunks = closed(hunks, before, self.following)
        ending = end_of_hunk(hunks[-1]) if hunks else None
        hunks.append(Hunk(True, (last[0], last[0] + 1), (last[1], last[1] + 1)))
        hunks = apart(hunks, before, self.end)
        self.end = ending
        ends_new = {n: taken.element for n, taken in zip(_ends(new), new, strict=True)}
        fates: list[Fate | None] = [None] * len(before)
        inserted: dict[int, tuple[int, int]] = {}
        became: dict[int, Element] = {}
        for hunk in hunks:
            self._note_down(hunk, before, after)
            if hunk.equal:
                shift = hunk.new[0] - hunk.old[0]
                became |= {n: ends_new[n + shift] for n in _ends(old) if hunk.old[0] <= n < hunk.old[1] and n + shift in ends_new}
                continue
            fates[hunk.old[0] : hunk.old[1]] = ["del"] * (hunk.old[1] - hunk.old[0])
            if hunk.new[1] > hunk.new[0]:
                inserted[hunk.old[1]] = hunk.new
        written: list[Element] = []
        first = 0
        for taken, end in zip(old, _ends(old), strict=True):
            own = {place - first: after[slice(*span)] for place, span in inserted.items() if first <= place <= end}
            fate = fates[first:end]
            if own or any(fate):
                written += self._rewrite(taken, fate, own, ends_new, _offsets(inserted, first, end))
            written.append(taken.element)
            if fates[end]:
                self.revisions.end(taken.element, "del")
                self.revisions.counts["del"] += 1
            elif end in became:
                self.restyle(taken.element, became[end])
            first = end + 1
        return written

    def _rewrite(
        self,
        taken: Taken,
        fates: list[Fate | None],
        inserted: dict[int, list[Atom]],
        ends: dict[int, Element],
        offsets: dict[int, int],
    ) -> list[Element]:
        """Mark one paragraph, and return the paragraphs that inserted ends cut off before it."""
        nodes = carve(taken, fates, set(inserted), self.revisions)
        paragraph = taken.element
        leftmost = paragraph
        upper: list[Element] = []
        for place in sorted(inserted, reverse=True):
            like = _like(taken.atoms, fates, place)
            pieces = _cut_at_ends(inserted[place])
            *heads, last = [self._runs(piece, "ins", like) for piece in pieces]
            after = _anchor(taken, fates, nodes, place, leftmost)
            if not heads:
                _insert(last, after, leftmost, taken, nodes, place)
                continue
            holder = leftmost
            above = make("p")
            if (stated := child(paragraph, "pPr")) is not None:
                above.append(copied(stated))
                drop(above[0], "sectPr", "pPrChange")
            part_before(holder, above, after)
            for node in heads[0]:
                above.append(node)
            between = [above]
            for inner in heads[1:]:
                other = make("p")
                if len(above) and local_name(above[0]) == "pPr":
                    other.append(copied(above[0]))
                other.extend(inner)
                between.append(other)
            at = 1 if child(holder, "pPr") is not None else 0
            for offset, node in enumerate(last):
                holder.insert(at + offset, node)
            end = offsets[place]
            marks = [end + n for n, atom in enumerate(inserted[place]) if atom.kind == "mark"]
            for made, mark in zip(between, marks, strict=True):
                holder.addprevious(made)
                self.restyle(made, ends[mark])
                self.revisions.end(made, "ins")
                self.revisions.counts["ins"] += 1
            upper[:0] = between
            leftmost = above
        return upper

    def _note_down(self, hunk: Hunk, old: Sequence[Atom], new: Sequence[Atom]) -> None:
        ours, theirs = old[slice(*hunk.old)], new[slice(*hunk.new)]
        if hunk.equal:
            self.matched += [pair for pair in zip(ours, theirs, strict=True) if pair[0].kind in ("note", "box")]
        else:
            self.lost += [("del", atom) for atom in ours if atom.kind == "box"]

    def restyle(self, paragraph: Element, new: Element, *, tracked: bool = True) -> bool:
        """Give a paragraph the number and heading level that it has in the new file, if they differ."""
        names = self.names
        ours, theirs = names.old.list_of(paragraph), names.new.list_of(new)
        wanted = (names.list(theirs[0]), theirs[1]) if theirs else None
        levels = names.old.outline(paragraph), names.new.outline(new)
        if ours == wanted and levels[0] == levels[1]:
            return False
        before = copied(child(paragraph, "pPr"))
        stated = properties(paragraph, "pPr")
        if levels[0] != levels[1]:
            drop(stated, "pStyle", "outlineLvl")
            style = names.style(value_of(new, "pStyle"))
            if style:
                put(stated, make("pStyle", val=style), PARAGRAPH_ORDER)
            if names.old.outline(paragraph) != levels[1]:
                put(stated, make("outlineLvl", val=str(levels[1])), PARAGRAPH_ORDER)
        if names.old.list_of(paragraph) != wanted:
            drop(stated, "numPr")
            if names.old.list_of(paragraph) != wanted:
                put(stated, number_properties(*(wanted or ("0", "0"))), PARAGRAPH_ORDER)
        if tracked:
            self.revisions.changed(stated, before)
        return True

    # --- whole paragraphs -----------------------------------------------------------------------

    def delete(self, taken: Taken) -> None:
        self.lost += [("del", atom) for atom in taken.atoms if atom.kind == "box"]
        carve(taken, ["del"] * len(taken.atoms), set(), self.revisions)
        self.revisions.end(taken.element, "del")
        self.revisions.counts["del"] += 1

    def insert(self, taken: Taken) -> Element:
        """A paragraph of the new file."""
        made = make("p")
        stated = self.names.paragraph_properties(taken.element)
        if len(stated):
            made.append(stated)
        self.revisions.end(made, "ins")
        made.extend(self._runs(taken.atoms, "ins", None))
        self.revisions.counts["ins"] += 1
        return made

    def share(self, old: Taken, new: Taken) -> bool:
        """Whether two paragraphs have anything in common, at least two characters."""
        return any(hunk.equal and hunk.old[1] - hunk.old[0] > 1 for hunk in hunks_of(old.atoms, new.atoms, script=self.script))

    def move_to(self, old: Taken, new: Taken, *, whole: bool = False, after: Fate | None = None) -> Element:
        """The paragraph that another became elsewhere, its own changes marked as such unless the `whole` has one mark.

        Its end is marked like the text before it: what LibreOffice takes for one change has one mark. For the same reason it does
        not begin with the mark at the end of the text before it (`after`).
        """
        made = make("p")
        if (stated := child(old.element, "pPr")) is not None:
            made.append(copied(stated))
            drop(made[0], "sectPr", "pPrChange")
            unmark_end(made)
        self.restyle(made, new.element, tracked=False)
        fate: Fate = "moveTo"
        like = _like(old.atoms, ["del"] * len(old.atoms), len(old.atoms))
        for hunk in hunks_of(old.atoms, new.atoms, script=self.script):
            theirs = new.atoms[slice(*hunk.new)]
            if theirs:
                fate = "moveTo" if hunk.equal or whole or (after == "ins" and not hunk.new[0]) else "ins"
            if not hunk.equal:
                made.extend(self._runs(theirs, fate, like))
                continue
            for own, pairs in groupby(zip(old.atoms[slice(*hunk.old)], theirs, strict=True), lambda pair: pair[0].kind != "note"):
                atoms = [ours if own else other for ours, other in pairs]
                made.extend(self._runs(atoms, "moveTo", None, own=own))
        self.revisions.end(made, fate)
        return made

    def move_from(self, old: Taken, new: Taken, *, whole: bool = False, after: Fate | None = None) -> None:
        """Mark a paragraph as moved away; see `move_to`."""
        fates: list[Fate | None] = []
        for hunk in hunks_of(old.atoms, new.atoms, script=self.script):
            self.lost += [("del", atom) for atom in old.atoms[slice(*hunk.old)] if atom.kind == "box" and not hunk.equal]
            moved = hunk.equal or whole or (after == "del" and not hunk.old[0])
            fates += ["moveFrom" if moved else "del"] * (hunk.old[1] - hunk.old[0])
        carve(old, fates, set(), self.revisions)
        self.revisions.end(old.element, "del" if fates and fates[-1] == "del" else "moveFrom")

    def set_as(self, paragraph: Element, stated: Element | None) -> None:
        """Give a paragraph these properties."""
        own = properties(paragraph, "pPr")
        kept = [node for node in own if local_name(node) in ("rPr", "sectPr")]
        theirs = stated if stated is not None else ()
        own[:] = [copied(node) for node in theirs if local_name(node) not in ("rPr", "sectPr", "pPrChange")]
        for node in kept:
            put(own, node, PARAGRAPH_ORDER)

    def was_set_as(self, paragraph: Element, stated: Element | None) -> None:
        """Record that a paragraph had these properties, if they differ from its current ones."""
        if _without_marks(child(paragraph, "pPr")) != _without_marks(stated):
            self.revisions.changed(properties(paragraph, "pPr"), stated)

    def copy(self, taken: Taken) -> Element:
        """A paragraph of the new file, unmarked."""
        made = make("p")
        made.append(self.names.paragraph_properties(taken.element))
        for mark in self._runs(taken.atoms, "ins", None):
            made.extend(list(mark))
        return made

    def _runs(self, atoms: Iterable[Atom], fate: Fate, like: Element | None, *, own: bool = False) -> list[Element]:
        """Atoms as new runs, formatted as in their own file, or `like` a run beside them."""
        runs: list[Element] = []
        last: tuple[object, str] | None = None
        text = ""
        look: Element | None = None

        def flush() -> None:
            nonlocal text
            if text:
                runs.append(_run(look, text_element(text)))
                text = ""

        for atom in atoms:
            self.revisions.counts[fate] += 1
            if atom.kind == "text":
                script = atom.key[1]
                key = (id(atom.run) if like is None else 0, script)
                if key != last:
                    flush()
                    stated = atom.properties if own else self.names.run_properties(atom.properties) if like is None else like
                    look = _raised(stated, script) if like is not None else copied(stated)
                    last = key
                text += atom.key[0]
                continue
            flush()
            last = None
            if atom.kind == "field":
                for part in atom.parts:
                    stated = child(part.getparent(), "rPr")
                    runs.append(_run(copied(stated) if own else self.names.run_properties(stated), copied(part)))
                continue
            if (node := part_of(atom) if own else self.bring(atom)) is None:
                self.lost.append((fate, atom))
                continue
            stated = atom.properties if own else self.names.run_properties(atom.properties)
            if atom.kind == "sign" and like is not None:
                stated = like
            runs.append(node if atom.kind == "math" else _run(copied(stated), node))
        flush()
        return [self.revisions.around(fate, runs)] if runs else []


def _without_marks(stated: Element | None) -> list[bytes]:
    from lxml import etree

    inner = (node for node in (stated if stated is not None else ()) if local_name(node) not in ("rPr", "sectPr", "pPrChange"))
    return [etree.tostring(node, method="c14n") for node in inner]


def part_of(atom: Atom) -> Element | None:
    """A second copy of a sign or an object; a text box is not copied."""
    return None if atom.kind == "box" else copied(atom.part if atom.part is not None else atom.run)


def value_of(paragraph: Element, name: str) -> str | None:
    found = child(child(paragraph, "pPr"), name)
    return None if found is None else found.get(W + "val")


def _joined(side: Sequence[Taken]) -> list[Atom]:
    return [atom for taken in side for atom in (*taken.atoms, end_of(taken.element))]


def _ends(side: Sequence[Taken]) -> list[int]:
    """The indices of the ends of paragraphs."""
    found: list[int] = []
    for taken in side:
        found.append((found[-1] + 1 if found else 0) + len(taken.atoms))
    return found


def _offsets(inserted: dict[int, tuple[int, int]], first: int, end: int) -> dict[int, int]:
    return {place - first: span[0] for place, span in inserted.items() if first <= place <= end}


def _cut_at_ends(atoms: Sequence[Atom]) -> list[list[Atom]]:
    pieces: list[list[Atom]] = [[]]
    for atom in atoms:
        if atom.kind == "mark":
            pieces.append([])
        else:
            pieces[-1].append(atom)
    return pieces


def _like(atoms: Sequence[Atom], fates: Sequence[Fate | None], place: int) -> Element:
    """Formatting of text inserted before an atom: that of the text it replaces, else of what precedes it, or follows it."""
    first = place
    while first and fates[first - 1]:
        first -= 1
    near = [*atoms[first:place], *reversed(atoms[:first]), *atoms[place:]]
    found = next((atom for atom in near if atom.kind == "text"), None)
    stated = copied(found.properties) if found else None
    return stated if stated is not None else make("rPr")


def _raised(stated: Element | None, script: str) -> Element:
    made = copied(stated)
    if made is None:
        made = make("rPr")
    drop(made, "vertAlign")
    if script:
        put(made, make("vertAlign", val=script), RUN_ORDER)
    return made


def _run(look: Element | None, content: Element) -> Element:
    run = make("r")
    if look is not None and len(look):
        run.append(deepcopy(look))
    run.append(content)
    return run


def _anchor(
    taken: Taken, fates: Sequence[Fate | None], nodes: Sequence[Element], place: int, paragraph: Element
) -> Element | None:
    """The node after which something is inserted before an atom; None for the beginning of the paragraph."""
    ended = [known for known in taken.fields if known.end == place and known.begin < place]
    if ended:
        return outermost(ended[0].parts[-1], paragraph)
    if not place:
        return None
    node = nodes[place - 1]
    same = place < len(nodes) and nodes[place].getparent() is node.getparent()
    return node if fates[place - 1] or same else outermost(node, paragraph)


def _insert(
    made: list[Element], after: Element | None, paragraph: Element, taken: Taken, nodes: Sequence[Element], place: int
) -> None:
    if after is not None:
        for node in reversed(made):
            after.addnext(node)
        return
    begins = [known.parts[0] for known in taken.fields if known.begin == place and known.parts]
    following = begins[0] if begins else nodes[place] if place < len(nodes) else None
    if following is not None:
        for node in made:
            outermost(following, paragraph).addprevious(node)
    else:
        paragraph.extend(made)
