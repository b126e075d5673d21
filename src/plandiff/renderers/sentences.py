"""Sentences that several renderers use: the headline, the counts, where something moved, excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, Literal, NamedTuple

from plandiff.model import PATH_SEPARATOR, UNNAMED, Comparison, Note, Plan, TextEdit, heading_of, split_revision
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.quantities import Difference
from plandiff.renderers.rows import PATH_CHARACTERS, Mark, Partner, Row, first_words, path_of
from plandiff.renderers.tally import Tally
from plandiff.renderers.view import View

CONTEXT_CHARACTERS: Final = 14
"""Unchanged text shown on either side of an edit in an excerpt: about a clause."""

GAP_LEAST: Final = 8
"""Fewer characters are not worth leaving out."""


_UNCUT: Final = re.compile(r"[%％‰]?[\d０-９〇一二三四五六七八九十百千万亿]+(?:[.,．，:：/][\d０-９]+)*[%％‰]?|[A-Za-z]+")
"""What would read as another number or word if truncated; also matched backwards."""
HARMLESS_NOTES: Final = frozenset({"encoding-marked", "encoding-declared"})
"""Notes on what the document itself declares; the report has them, shorter formats omit them."""

TARGET_CHARACTERS: Final = 300
"""Characters printed of a link's target: longer ones are not addresses but embedded files (`data:`)."""

NO_TARGET: Final = "—"
"""Stands for the target if there is no link."""

NAMELESS: Final = "—"
"""Stands for the head of a column without one."""

PieceKind = Literal["equal", "deleted", "inserted", "gap"]


class Piece(NamedTuple):
    """A run of both texts in one line, old before new."""

    kind: PieceKind
    text: str


def headline(comparison: Comparison, found: Tally) -> tuple[Phrase, ...]:
    """The clauses of the one sentence that says how much changed."""
    if not comparison.summary.different:
        return (Phrase("none_changed" if found.counts else "same"),)
    counts = dict(found.counts)
    retitled = (Phrase("retitled"),) if comparison.summary.retitled else ()
    if retitled and not found.changes:
        return retitled
    clauses = [_touched(comparison, found)]
    if "moved" in counts:
        clauses.append(Phrase("moved_count", {"count": counts["moved"]}))
    if targets := found.targets:
        clauses.append(Phrase("target_count_one") if targets == 1 else Phrase("target_count", {"count": targets}))
    return (*clauses, *retitled)


def _touched(comparison: Comparison, found: Tally) -> Phrase:
    """How many sections changed; if none did while something else changed, where that is."""
    if comparison.alignment.mode == "versions" and not found.sections_touched:
        place = "changed_before" if found.sections else "changed_without"
        return Phrase(f"{place}_one") if found.changes == 1 else Phrase(place, {"count": found.changes})
    return Phrase("some_changed", {"touched": found.sections_touched, "shared": found.sections_shared, "total": found.sections})


def warnings(comparison: Comparison, wording: Wording) -> Iterator[str]:
    """What was lost or guessed in reading and matching the documents, one line each."""
    for side, notes in (("old", comparison.old.notes), ("new", comparison.new.notes)):
        yield from (f"{wording.say(side)}{wording.say('colon')}{line}" for line in note_lines(notes, wording))
    yield from note_lines(comparison.alignment.notes, wording)


def note_lines(notes: Iterable[Note], wording: Wording) -> Iterator[str]:
    """Notes in words, except those that report nothing lost or guessed."""
    for note in notes:
        if note.code not in HARMLESS_NOTES:
            name = wording.name_of("note", note.code)
            yield f"{name}{wording.say('colon')}{note.detail_in(wording.language)}" if note.detail else name


def counted(counts: Iterable[tuple[Mark, int]], wording: Wording) -> tuple[str, ...]:
    """`3 moved`, in the language's word order."""
    return tuple(wording.say("counted", count=count, mark=wording.say(mark)) for mark, count in counts)


def noise_counts(comparison: Comparison, wording: Wording) -> str:
    """The classes of noise with counts; "" if there was none."""
    classes = comparison.summary.noise_classes
    return wording.say("list").join(
        wording.say("tallied", count=count, name=wording.name_of("class", name)) for name, count in classes
    )


def move_line(row: Row, partner: Partner) -> Phrase:
    """Where something moved to or from; a move inside one section says so."""
    if partner.within:
        return Phrase("moved_within")
    path = PATH_SEPARATOR.join(partner.path)
    key = "moved_to" if row.stub else "moved_from"
    return Phrase(key, {"path": path}) if path else Phrase(f"{key}_top")


def labels(row: Row, wording: Wording) -> Iterator[str]:
    """What a list prints before a change: its marks in words, with what is needed to understand them."""
    for mark in row.marks:
        if mark == "moved" and row.partner:
            yield wording.phrase(move_line(row, row.partner))
        elif mark == "split":
            yield wording.say("split_in", count=len(row.new))
        elif mark == "merged":
            yield wording.say("merged_of", count=len(row.old))
        else:
            yield wording.say(mark)
    yield from map(wording.phrase, shape_lines(row))
    if doubtful := doubt(row):
        yield wording.phrase(doubtful)


def shape_lines(row: Row) -> Iterator[Phrase]:
    """Changes other than text: images, and the columns of a table."""
    changed = (texts for edit, texts in zip(row.change.edits, row.texts, strict=True) if edit.op not in ("equal", "noise"))
    if any(old == new for old, new in changed):
        yield Phrase("image_changed")
    for column in row.change.columns:
        yield Phrase(f"column_{column.kind}", {"old": column.old or NAMELESS, "new": column.new or NAMELESS})


def retargeted(row: Row) -> Iterator[Phrase]:
    """The retargeted links in a row, with both targets."""
    for link in row.retargeted:
        targets = {"old": shown_target(link.old), "new": shown_target(link.new)}
        yield Phrase("link_changed", {"text": first_words(link.text), **targets})


def limited(phrases: Sequence[Phrase], most: int | None) -> Iterator[Phrase]:
    """The first of many, and how many more there are."""
    yield from phrases[:most]
    if most is not None and len(phrases) > most:
        yield Phrase("further", {"count": len(phrases) - most})


def shown_target(target: str) -> str:
    """A link's target, short enough to read."""
    return first_words(target, TARGET_CHARACTERS) or NO_TARGET


def all_retargeted(view: View) -> tuple[Phrase, ...]:
    """The retargeted links of both documents; those of two regions' documents never had the same target."""
    if view.rows and view.rows[0].comparison.alignment.mode == "regions":
        return ()
    return tuple(phrase for row in view.rows for phrase in retargeted(row))


def doubt(row: Row) -> Phrase | None:
    """A warning that a match is uncertain; None for the others."""
    if row.change.uncertain:
        return Phrase("doubtful", {"percent": round(row.change.score * 100)})
    return None


def gap_of(difference: Difference) -> Phrase:
    """The difference of a quantity; for percentages in points."""
    if difference.unit == "%":
        return Phrase("points", {"amount": difference.amount})
    percent = f" ({difference.percent}%)" if difference.percent else ""
    return Phrase("amount", {"amount": f"{difference.amount}{difference.unit}{percent}"})


def group_of(row: Row) -> tuple[str, ...]:
    """The heading under which a change is listed: a heading's own title, else the sections above."""
    path = path_of(row.plan, row.first.unit)
    if row.kind != "heading":
        return path
    return (*path, first_words(heading_of(row.first), PATH_CHARACTERS))


def base_name(source: str) -> str:
    """A document's name without the folders of the machine it was on; an address is public and stays complete.

    >>> base_name("/home/li/plans/a.html"), base_name("C:\\\\plans\\\\a.html"), base_name("main@{2021-09-30 12:00}:plans/a.html")
    ('a.html', 'a.html', 'main@{2021-09-30 12:00}:a.html')
    """
    if "://" in source:
        return source
    revision, path = split_revision(source)
    return revision + path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def name_of(plan: Plan, nameless: str) -> str:
    """A plan's title, else the name of its file; `nameless` if it has neither."""
    return plan.meta.title or ("" if plan.meta.source in UNNAMED else base_name(plan.meta.source)) or nameless


def excerpt(row: Row, context: int = CONTEXT_CHARACTERS) -> tuple[Piece, ...]:
    """The edits of a change in one line with a little context; the whole of an added or deleted text.

    A noise edit is in its new form; a space deleted where a unit was split still separates its words. If nothing was edited, as
    in a mere move, the beginning of the text is used.
    """
    pieces = [Piece(kind, "".join(texts)) for kind, texts in _merged(_pieces(_numbered(row), split=len(row.new) > 1))]
    edited = any(piece.kind != "equal" for piece in pieces)
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind != "equal":
            found.append(piece)
            continue
        head = context if index else 0 if edited else context * 4
        tail = context if index + 1 < len(pieces) else 0
        if len(piece.text) <= head + tail + GAP_LEAST:
            found.append(piece)
            continue
        found += [Piece("equal", _head(piece.text, head))] if head else []
        found.append(Piece("gap", "…"))
        found += [Piece("equal", _head(piece.text[::-1], tail)[::-1])] if tail else []
    return tuple(found)


def shorten_piece(text: str, limit: int, end: int) -> str:
    """The beginning and the end of a text longer than a limit, neither cut within a number or a Latin word."""
    return text if len(text) <= limit else f"{_head(text, limit - end)}…{_head(text[::-1], end)[::-1]}"


def _head(text: str, length: int) -> str:
    """The beginning of a text, not cut within a number or a Latin word."""
    around = next((found for found in _UNCUT.finditer(text) if found.start() < length < found.end()), None)
    return text[: around.start() if around else length]


def _numbered(row: Row) -> Iterator[TextEdit]:
    """The edits of a change, after those of its number: what a reader sees as the text."""
    old, new = (side[0].label if side else "" for side in (row.old, row.new))
    changed = row.change.renumbered or not (row.old and row.new)
    yield TextEdit("replace" if changed else "equal", old, new)
    yield from row.edits


def _pieces(edits: Iterable[TextEdit], *, split: bool) -> Iterator[Piece]:
    for edit in edits:
        if edit.op in ("equal", "noise"):
            yield Piece("equal", edit.new or (edit.old if split and edit.noise == "space" else ""))
        else:
            yield Piece("deleted", edit.old)
            yield Piece("inserted", edit.new)


def _merged(pieces: Iterable[Piece]) -> Iterator[tuple[PieceKind, list[str]]]:
    for kind, run in groupby((piece for piece in pieces if piece.text), lambda piece: piece.kind):
        yield kind, [piece.text for piece in run]
