"""The blocks of a document while some are set aside, joined and taken as the title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from plandiff.model import Block, SetAside, Spanned, row_spanned
from plandiff.model.spans import NO_TEXT, reinstated
from plandiff.normalize.continued import find_continued
from plandiff.normalize.enactments import find_enactment
from plandiff.normalize.lines import join_lines
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.overruling import Overruled
from plandiff.normalize.titles import (
    Names,
    TitleBlock,
    bare,
    find_title,
    is_evident,
    is_headline,
    opening_title,
    title_score,
)
from plandiff.normalize.tuning import Tuning

NOTHING_SAID: Final = Overruled()


class Remaining:
    """The blocks of a document, which of them were set aside and why, and which were merged into others."""

    def __init__(self, blocks: Sequence[Block], tuning: Tuning, overruled: Overruled = NOTHING_SAID) -> None:
        self.blocks = [
            replace(block, layer="body") if block.outside and number in overruled.kept | overruled.inside else block
            for number, block in enumerate(blocks)
        ]
        self.tuning = tuning
        self.exempt = overruled.kept
        """Blocks that are never set aside unless the format says so."""
        self.reason = {
            number: block.aside
            for number, block in enumerate(blocks)
            if block.aside and (block.aside != "furniture" or number not in self.exempt)
        }
        self.stated = frozenset(self.reason)
        """Blocks that the format itself sets aside; they are within the text and do not split it."""
        self.reason |= dict.fromkeys(overruled.aside - self.reason.keys(), "asked")
        self.notes = [block for block in blocks if block.layer == "notes" and not block.aside]
        self.taken = {number for number, block in enumerate(blocks) if block.layer == "notes" and not block.aside}

    @property
    def kept(self) -> list[int]:
        return [number for number in range(len(self.blocks)) if number not in self.reason and number not in self.taken]

    @property
    def left(self) -> list[Block]:
        return [self.blocks[number] for number in self.kept]

    def set_aside(self, reason: str, choose: Callable[[Sequence[Block], Tuning], set[int]]) -> None:
        """Set aside the blocks that `choose` names by their position among those left."""
        kept = self.kept
        self._set_aside(reason, (kept[place] for place in choose([self.blocks[number] for number in kept], self.tuning)))

    def _set_aside(self, reason: str, numbers: Iterable[int]) -> None:
        self.reason |= {number: reason for number in numbers if number not in self.exempt}

    def join(self) -> None:
        """Join lines that belong together; a joined line is taken into the one above it."""
        kept = self.kept
        parting = self.reason.keys() - self.stated
        cut = {
            place
            for place in range(1, len(kept))
            if kept[place] - kept[place - 1] > 1 and not parting.isdisjoint(range(kept[place - 1], kept[place]))
        }
        for group, whole in join_lines([self.blocks[number] for number in kept], cut, self.tuning):
            self._replace([kept[place] for place in group], whole)

    def join_tables(self) -> None:
        """Merge tables that are continued elsewhere; what is repeated where they continue is set aside."""
        kept = self.kept
        for found in list(find_continued(self.left, self.tuning)):
            table, first, lines = kept[found.table], kept[found.first], [kept[line] for line in found.lines]
            if not self.exempt.isdisjoint((table, *lines)):
                continue
            more = self.blocks[table]
            self.blocks[first] = replace(self.blocks[first], cells=(*self.blocks[first].cells, *more.cells[found.heads :]))
            self.blocks[table] = replace(more, cells=more.cells[: found.heads])
            self._set_aside("continued", lines)
            if more.text or found.heads:
                self._set_aside("continued", (table,))
            else:
                self.taken.add(table)

    def _replace(self, numbers: Sequence[int], whole: Spanned) -> None:
        """Let the first of several blocks stand for all of them, with their joined text."""
        self.blocks[numbers[0]] = replace(self.blocks[numbers[0]], text=whole.text, spans=whole.spans)
        self.taken.update(numbers[1:])

    def take(self, found: TitleBlock) -> None:
        """Take the title out of the body, and set its repeats aside; what is above it is not a heading."""
        kept = self.kept
        for number in kept[: found.lines[0]] if found.lines else ():
            if self.blocks[number].kind == "heading":  # part of the notice that carries the plan
                self.blocks[number] = replace(self.blocks[number], kind="paragraph", level=None)
        self.taken |= {kept[place] for place in found.lines}
        self._set_aside("title-block", (kept[place] for place in found.repeats))

    @property
    def outside(self) -> list[list[Block]]:
        """What the page prints around the document, in runs of adjacent blocks."""
        runs: list[list[Block]] = []
        last = -2
        for number in sorted(self.reason):
            if self.reason[number] == "furniture":
                if number != last + 1:
                    runs.append([])
                runs[-1].append(self.blocks[number])
                last = number
        return runs

    def take_title(self, header: str, names: Names, numbers: Numbers, *, asked: bool = False) -> tuple[Spanned, tuple[str, ...]]:
        """Take the title out of the body, and the note on adoption and revisions below it.

        `header` is the title that the document's front matter states, or that was `asked` for; it wins over what its lines print.
        """
        found = find_title(self.left, names, numbers, self.tuning)
        if header and bare(found.title.text) != bare(header) and (asked or not is_headline(header, found.title.text)):
            first = self._set_title_aside(found, header)
            return Spanned(header), self._take_enactment(first)
        title = found.title
        if found.score < self.tuning.title_heading and names.best:  # only a bold line
            found = TitleBlock()
            title = self.page_title(names)
            title = title if title.text else Spanned(names.best)
        elif not title.text:
            title = self.page_title(names)
        if not title.text:
            found = opening_title(self.left, numbers, self.tuning)
            title = found.title
        self.take(found)
        return title, self._take_enactment(found.lines[0] if found.lines else 0)

    def _set_title_aside(self, found: TitleBlock, header: str) -> int:
        """Set aside the lines that print a title other than the one that counts, and return the position where they were."""
        left = self.left
        lines = found.lines if is_evident(found.title.text, [left[place] for place in found.lines]) else ()
        if not lines:  # one longer than titles usually are is recognised by its beginning
            head = enumerate(left[: self.tuning.head])
            lines = next(
                ((place,) for place, block in head if block.level == 1 and bare(block.text).startswith(bare(header))), ()
            )
        kept = self.kept
        self._set_aside("title-block", (kept[place] for place in (*lines, *(found.repeats if lines else ()))))
        return lines[0] if lines else 0

    def _take_enactment(self, first: int) -> tuple[str, ...]:
        """Set aside the note on adoption and revisions, from a position on, and return its lines."""
        kept = self.kept
        places = sorted(find_enactment([self.blocks[number] for number in kept], first, self.tuning))
        self._set_aside("enactment", (kept[place] for place in places))
        return tuple(self.blocks[kept[place]].text for place in places)

    def page_title(self, names: Names) -> Spanned:
        """The title that a page prints above its main text, where that has none of its own; then it is not furniture."""
        first = next(iter(self.kept), 0)
        above = range(max(0, first - self.tuning.head), first)
        scored = [
            (score, number)
            for number in above
            if number in self.reason
            and len(self.blocks[number].text) >= 2 * self.tuning.short
            and (score := title_score(self.blocks[number], names, self.tuning))
        ]
        if not scored:
            return NO_TEXT
        number = max(scored)[1]
        del self.reason[number]
        self.taken.add(number)
        return self.blocks[number].spanned

    def aside(self) -> tuple[SetAside, ...]:
        return tuple(
            SetAside(self.reason[number], _whole(self.blocks[number]), self.blocks[number].origin)
            for number in sorted(self.reason)
        )


def _whole(block: Block) -> str:
    """Everything a block prints, including its number, a table's rows and struck-out text."""
    text = "\n".join(filter(None, map(reinstated, (block.spanned, *map(row_spanned, block.cells)))))
    return f"{block.number} {text}".strip() if block.number else text
