"""The blocks of a part, a cell or a note, one after the other, with their changes marked in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile
from typing import Final, TypeVar

from plandiff.ooxml import Element, W, child, local_name
from plandiff.renderers.redline.atoms import Taken
from plandiff.renderers.redline.guide import Guide
from plandiff.renderers.redline.markup import copied
from plandiff.renderers.redline.matching import Step, has_unit, match
from plandiff.renderers.redline.names import Names
from plandiff.renderers.redline.paragraphs import Writer
from plandiff.renderers.redline.revisions import Fate, Revisions, ended, last_fate, unmark_end
from plandiff.renderers.redline.stories import Cell, Item, Paragraph, Table, paragraphs_of
from plandiff.renderers.redline.tables import delete_table, edit_table, insert_table, move_table_from, move_table_to

_REFERENCES: Final = (W + "footnoteReference", W + "endnoteReference")
_FATES: Final[dict[str, Fate]] = {"insert": "ins", "delete": "del"}
_PLAIN: Final[dict[Fate | None, Fate]] = {"moveFrom": "del", "moveTo": "ins"}
"""What a move is at each of its ends."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass
class Body:
    """Writes marks into the blocks of a part."""

    writer: Writer
    guide: Guide
    taken: dict[Element, Taken]
    """The paragraphs of both sides, split into atoms."""
    came: dict[int, Element] = field(default_factory=dict)
    """Paragraph of the new part -> where it was written, for those inserted, or moved here."""
    _whole: set[Element] = field(default_factory=set)
    """Paragraphs inserted or deleted as a whole."""

    @property
    def revisions(self) -> Revisions:
        return self.writer.revisions

    @property
    def names(self) -> Names:
        return self.writer.names

    def edit_blocks(self, old: Sequence[Item], new: Sequence[Item], around: Element) -> None:
        """Mark the changes in the blocks of one place."""
        steps = match(old, new, self.guide, self.text_of)
        steps = self._without_rewritten(steps)
        self.names.learn_lists(
            (step.old[-1].element, step.new[-1].element)
            for step in steps
            if step.kind == "keep" and isinstance(step.old[-1], Paragraph)
        )
        written: list[Element] = []
        moves: dict[int, Element] = {}
        whole = self._moved_whole(steps)
        self.writer.end = None
        noted = self._noted(steps)
        for place, (step, following) in enumerate(zip(steps, [*steps[1:], None], strict=True)):
            self.writer.following = _FATES.get(following.kind) if following else None
            self._write(step, written, moves, around, whole)
            if place in noted:  # the end of the last of these will be that of the paragraph before them
                self.writer.end = _FATES.get(step.kind)
        self._name_moves(steps, moves)
        self._settle_ends(written)

    def edit_cell(self, old: Cell, new: Cell) -> None:
        """Mark the changes in the blocks of a cell. Its paragraphs are one text if no unit says which became which."""
        blocks = old.blocks, new.blocks
        alone = not any(has_unit(item, known) for side, known in zip(blocks, self.guide.units, strict=True) for item in side)
        if alone and len(blocks[0]) != len(blocks[1]) and all(isinstance(item, Paragraph) for side in blocks for item in side):
            self.writer.end = self.writer.following = None
            sides = [[self.taken[item.element] for item in side] for side in blocks]
            self._settle_ends(self.writer.edit(*sides))
        else:
            self.edit_blocks(*blocks, old.element)

    def _without_rewritten(self, steps: Sequence[Step]) -> list[Step]:
        """The steps without moves of paragraphs with nothing in common: those are deletions and insertions."""
        found: list[Step] = []
        for step in steps:
            if step.kind.startswith("move") and isinstance(step.old[0], Paragraph):
                old, new = (self.taken[item.element] for item in (step.old[0], step.new[0]))
                if not self.writer.share(old, new):
                    found.append(Step("delete", step.old) if step.kind == "move-from" else Step("insert", (), step.new))
                    continue
            found.append(step)
        return found

    def _noted(self, steps: Sequence[Step]) -> set[int]:
        """The indices of steps in runs of inserted or deleted paragraphs, one of which refers to a note."""
        found: set[int] = set()
        for stays, run in groupby(range(len(steps)), lambda place: steps[place].kind == "keep"):
            places = list(run)
            items = [item for place in places for item in (*steps[place].old, *steps[place].new) if isinstance(item, Paragraph)]
            if not stays and any(atom.kind == "note" for item in items for atom in self.taken[item.element].atoms):
                found |= set(places)
        return found

    def _moved_whole(self, steps: Sequence[Step]) -> tuple[set[int], set[int]]:
        """Paragraphs whose words are all marked as moved, away and back, whatever changed in them.

        If a paragraph with two kinds of marks is deleted, LibreOffice gives its number to the next one that stays.
        So these are marked word by word only if both have the same numbering.
        """
        found: tuple[set[int], set[int]] = (set(), set())
        following: tuple[object, object] | None = None
        book = self.names.old
        noted = self._noted(steps)
        for place, step in reversed(list(enumerate(steps))):
            old = step.old[0] if step.old else None
            if place in noted and step.kind.startswith("move"):
                found[step.kind == "move-to"].add(id(old))
            elif step.kind == "keep":
                following = (book.list_of(old.element), book.outline(old.element)) if isinstance(old, Paragraph) else None
            elif step.kind.startswith("move") and following != (
                book.list_of(step.old[0].element),
                book.outline(step.old[0].element),
            ):
                found[step.kind == "move-to"].add(id(old))
        return found

    def _write(
        self,
        step: Step,
        written: list[Element],
        moves: dict[int, Element],
        around: Element,
        whole: tuple[set[int], set[int]],
    ) -> None:
        if step.kind != "keep" and self.writer.end != _FATES.get(step.kind):
            self.writer.end = None
        if step.kind in ("insert", "move-to"):
            if step.kind == "insert":
                made = self._inserted(step.new[0])
            elif isinstance(step.old[0], Table):
                made = move_table_to(self, step.old[0], step.new[0])  # type: ignore[arg-type]  # both are tables
                moves[id(step.old[0])] = made
            else:
                old, new = step.old[0], step.new[0]
                made = self.writer.move_to(
                    self.taken[old.element], self.taken[new.element], whole=id(old) in whole[1], after=_open_fate(written)
                )
                moves[id(old)] = made
            _place(made, written, around)
            written.append(made)
            self._whole.add(made)
            if isinstance(step.new[0], Paragraph):
                self.came[step.new[0].number] = made
        elif step.kind == "keep":
            if isinstance(step.old[0], Table):
                self.writer.end = None
                edit_table(self, step.old[0], step.new[0])  # type: ignore[arg-type]  # both are tables
                written.append(step.old[0].element)
            else:
                sides = [[self.taken[item.element] for item in side] for side in (step.old, step.new)]
                written += self.writer.edit(*sides)
        else:
            if step.kind == "delete":
                self.delete_blocks(step.old)
            elif isinstance(step.old[0], Table):
                move_table_from(self, step.old[0], step.new[0])  # type: ignore[arg-type]  # both are tables
            else:
                ours, theirs = self.taken[step.old[0].element], self.taken[step.new[0].element]
                self.writer.move_from(ours, theirs, whole=id(step.old[0]) in whole[0], after=_open_fate(written))
            written.append(step.old[0].element)
            self._whole.add(step.old[0].element)

    def _inserted(self, item: Item) -> Element:
        return insert_table(self, item) if isinstance(item, Table) else self.writer.insert(self.taken[item.element])

    def delete_blocks(self, blocks: Sequence[Item]) -> None:
        for item in blocks:
            if isinstance(item, Table):
                delete_table(self, item)
            else:
                self.writer.delete(self.taken[item.element])

    def insert_blocks(self, blocks: Sequence[Item], around: Element, came_from: Mapping[Element, Paragraph]) -> None:
        """Put blocks of the new part into an element; `came_from` are the old places of paragraphs in them."""
        for item in blocks:
            if before := came_from.get(item.element):
                around.append(self.writer.move_to(self.taken[before.element], self.taken[item.element]))
            else:
                around.append(self._inserted(item))

    def _name_moves(self, steps: Sequence[Step], moves: dict[int, Element]) -> None:
        """Ranges around moves, one for everything that moved together."""
        sources = [step.old[0] if step.kind == "move-from" else None for step in steps]
        targets = [step.old[0] if step.kind == "move-to" else None for step in steps]
        at = {id(item): place for place, item in enumerate(targets) if item is not None}
        n = 0
        while n < len(sources):
            first = sources[n]
            if first is None or id(first) not in at:
                n += 1
                continue
            run = [first]
            while (
                n + len(run) < len(sources)
                and (following := sources[n + len(run)]) is not None
                and at.get(id(following)) == at[id(run[-1])] + 1
            ):
                run.append(following)
            name = self.revisions.move_name()
            self._range("moveFrom", name, [item.element for item in run])
            self._range("moveTo", name, [moves[id(item)] for item in run])
            n += len(run)

    def _range(self, fate: Fate, name: str, elements: Sequence[Element]) -> None:
        start, end = self.revisions.range_start(fate, name)
        first, last = elements[0], elements[-1]
        if local_name(first) == "tbl":
            first.addprevious(start)
        else:
            first.insert(1 if len(first) and local_name(first[0]) == "pPr" else 0, start)
        if last.getnext() is not None and local_name(last.getnext()) in ("p", "tbl", "sdt"):
            last.addnext(end)
        else:
            last.append(end)

    def _settle_ends(self, written: Sequence[Element]) -> None:
        """Assign ends of paragraphs to the paragraphs they belong to.

        The end before a table, and the last of a place, belongs to none: inserted or deleted text there took the end before it. So
        did text that LibreOffice would otherwise misread.
        """
        tail: list[Element] = []
        for element in (*written, None):
            if element is not None and local_name(element) == "p":
                tail.append(element)
                continue
            stays = [n for n, paragraph in enumerate(tail) if paragraph not in self._whole]
            last = stays[-1] if stays else len(tail)
            for n, after in pairwise(stays):
                if ended(tail[n]) is None:
                    self._shift_ends([tail[n], *_misread(tail[n], tail[n + 1 : after])])
            if last < len(tail) - 1:
                self._shift_ends(tail[last:])
            tail = []

    def _shift_ends(self, chain: Sequence[Element]) -> None:
        """Give each paragraph the mark of the one after it; the last then has the end of what was last on either side."""
        if len(chain) < 2:
            return
        fates = [ended(paragraph) for paragraph in chain]
        marks: list[Fate | None] = [*fates[1:], None]
        for place, fate in enumerate(marks):
            if fate in _PLAIN and fate != fates[place]:  # it is outside the range of the move
                marks[place] = _PLAIN[fate]
        accepted = [copied(child(paragraph, "pPr")) for paragraph in chain]
        rejected = [_before_change(stated) for stated in accepted]
        now, before = (_sources(fates, marks, gone) for gone in (("del", "moveFrom"), ("ins", "moveTo")))
        for place, paragraph in enumerate(chain):
            unmark_end(paragraph)
            if now[place] != place:
                self.writer.set_as(paragraph, accepted[now[place]])
            if (now[place], before[place]) != (place, place):
                self.writer.was_set_as(paragraph, rejected[before[place]])
            if fate := marks[place]:
                self.revisions.end(paragraph, fate)

    # --- what is asked of blocks ----------------------------------------------------------------

    def text_of(self, item: Item) -> str:
        if isinstance(item, Paragraph):
            return self.taken[item.element].text
        return "\n".join(self.taken[inner.element].text for inner in item.paragraphs())

    def text_of_cell(self, cell: Cell) -> str:
        return "\n".join(self.taken[inner.element].text for inner in paragraphs_of(cell.blocks))

    def row_links(self, old: Table, new: Table) -> dict[int, int]:
        """Which rows became which, according to the comparison."""
        rows = _said_of(self.guide.rows, old, new)
        printed = [
            [n for n, row in enumerate(table.rows) if any(self.text_of_cell(cell) for cell in row.cells if not cell.goes_on)]
            for table in (old, new)
        ]
        return {printed[0][a]: printed[1][b] for a, b in rows.items() if a < len(printed[0]) and b < len(printed[1])}

    def column_votes(self, old: Table, new: Table) -> dict[tuple[int, int], float]:
        """How many cells of which column became cells of which other, according to the comparison."""
        return _said_of(self.guide.columns, old, new)


def _said_of(said: Mapping[tuple[int, int], dict[_Key, _Value]], old: Table, new: Table) -> dict[_Key, _Value]:
    """What the guide has on two tables, by the paragraphs they begin with."""
    numbers = [{inner.number for inner in table.paragraphs()} for table in (old, new)]
    return next((found for (a, b), found in said.items() if a in numbers[0] and b in numbers[1]), {})


def _before_change(stated: Element | None) -> Element | None:
    """The former properties of a paragraph."""
    change = child(stated, "pPrChange")
    return stated if change is None else child(change, "pPr")


def _sources(fates: Sequence[Fate | None], marks: Sequence[Fate | None], gone: tuple[Fate, Fate]) -> list[int]:
    """For each paragraph of a chain, the one whose properties it has when everything with a fate in `gone` is removed.

    Text closed by an end has the properties of the last text before it. If ends are removed, the joined text is set by Word like the
    remaining end, and by LibreOffice like the paragraph in which it begins: that one is set like the first text that is left.
    """
    left = [n for n, fate in enumerate(fates) if fate not in gone]
    found = []
    for place, mark in enumerate(marks):
        if mark not in gone:
            found.append(max(n for n in left if n <= place))
        elif place == 0 or marks[place - 1] not in gone:
            found.append(min((n for n in left if n >= place), default=left[-1]))
        else:
            found.append(place)
    return found


def _misread(before: Element, run: Sequence[Element]) -> Sequence[Element]:
    """The inserted or deleted paragraphs after another whose marks LibreOffice would not carry out as they are.

    It does not see the mark of a paragraph that refers to a note, so the first such one gets the end of the paragraph before them all,
    which has none, unless that refers to a note too. If words before an unmarked end have the same fate as those after it, it
    takes both for one and joins what follows: no such end may be created, and an existing one is moved on.
    """
    if _has_note(before):
        return ()
    for n, paragraph in enumerate(run, 1):
        if _has_note(paragraph) and (n == len(run) or ended(run[n]) != last_fate(paragraph)):
            return run[:n]
    fate = last_fate(before)
    return list(takewhile(lambda paragraph: ended(paragraph) == fate, run)) if fate else ()


def _has_note(paragraph: Element) -> bool:
    """Whether a paragraph refers to a note, or did so."""
    return next(paragraph.iter(*_REFERENCES), None) is not None


def _open_fate(written: Sequence[Element]) -> Fate | None:
    """The fate of the last words before a paragraph, if the end between them is unmarked."""
    last = written[-1] if written else None
    return last_fate(last) if last is not None and local_name(last) == "p" and ended(last) is None else None


def _place(made: Element, written: Sequence[Element], around: Element) -> None:
    """Put a new block after the ones written before it."""
    if written:
        last = written[-1]
        if last.getnext() is not None and local_name(last.getnext()).endswith("RangeEnd"):
            last = last.getnext()
        last.addnext(made)
        return
    place = next((n for n, node in enumerate(around) if local_name(node) in ("p", "tbl", "sdt", "sectPr")), len(around))
    around.insert(place, made)
