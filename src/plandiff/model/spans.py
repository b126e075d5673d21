"""What a format says about a stretch of text: spans, which are kept beside the text and follow it through every cut and join.

A text stays a plain `str`; spans never count for equality. Code that cuts, joins, strips or rewrites a text does it
with the functions here, so that no span is lost or ends up outside its text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final, Literal, NamedTuple

SpanKind = Literal["link", "image", "footnote", "deleted", "inserted", "bold", "underline", "superscript", "subscript"]
"""The last two, `SCRIPTS`, are a reader's own."""

SCRIPTS: Final = frozenset({"superscript", "subscript"})
"""Kinds that a reader resolves, by writing the characters or finding the note."""

COVERING: Final = frozenset({"link", "inserted", "bold", "underline", *SCRIPTS})
"""Kinds that qualify the characters they cover, and mean nothing if they cover none."""

RECORDS: Final = frozenset({"deleted", "inserted"})
"""Kinds whose zero-width spans hold a text that is not there."""

Splice = tuple[int, int, str]
"""(start, end, replacement of that stretch)."""


class Span(NamedTuple):
    """A stretch of a text about which the format says something; zero-width for a point between two characters."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""
    """Of a link its target; of an image its digest and, after a space, its alternative text; of a footnote the note's
    unit (before there are units, the note's key); of struck-out text that text; of a zero-width insertion the text
    that was left out; of others empty."""


class Spanned(NamedTuple):
    """A text and its spans, in order."""

    text: str
    spans: tuple[Span, ...] = ()


NO_TEXT: Final = Spanned("")


def ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order; adjacent stretches with the same kind and value are merged.

    What was struck out, or left out, in one place is merged too.
    """
    kept: list[Span] = []
    last: dict[tuple[str, str, bool], int] = {}
    for span in sorted(spans, key=_place):
        record = span.start == span.end and span.kind in RECORDS and bool(span.value)
        kind = (span.kind, "" if record else span.value, span.start == span.end)
        before = kept[last[kind]] if kind in last else None
        if before and record and before.start == span.start:
            kept[last[kind]] = before._replace(value=before.value + span.value)
        elif before and not record and span.kind in COVERING and span.start <= before.end:
            kept[last[kind]] = before._replace(end=max(before.end, span.end))
        else:
            last[kind] = len(kept)
            kept.append(span)
    return tuple(sorted(kept, key=_place))  # a merged one may end after those that begin with it


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.kind


def join(parts: Iterable[Spanned], glue: str = "") -> Spanned:
    """Several texts joined by the glue."""
    parts = list(parts)
    text = glue.join(part.text for part in parts)
    if not any(part.spans for part in parts):
        return Spanned(text)
    starts = accumulate((len(part.text) + len(glue) for part in parts), initial=0)
    return Spanned(
        text, ordered(shifted for part, start in zip(parts, starts, strict=False) for shifted in shift(part.spans, start))
    )


def shift(spans: Iterable[Span], by: int) -> Iterable[Span]:
    """Spans shifted by `by` characters."""
    return (span._replace(start=span.start + by, end=span.end + by) for span in spans)


def cut(whole: Spanned, *ranges: tuple[int, int]) -> tuple[Spanned, ...]:
    """The parts of a text in these ranges, which are in order and do not overlap; what is before the first is its number.

    A span goes to every part that it overlaps. A zero-width one goes only to the part that it is in or after. A span
    on the number alone becomes zero-width at the beginning of the first part.
    """
    texts = [whole.text[start:end] for start, end in ranges]
    if not whole.spans:
        return tuple(map(Spanned, texts))
    found: list[list[Span]] = [[] for _ in ranges]
    first = ranges[0][0]
    for span in whole.spans:
        if span.end > span.start and span.end > first:
            for place, (start, end) in enumerate(ranges):
                if span.start < end and span.end > start:
                    found[place].append(span._replace(start=max(span.start, start) - start, end=min(span.end, end) - start))
        else:
            place = max(
                (n for n, (start, _) in enumerate(ranges) if start < span.start or _opens(ranges, n, span.start)), default=0
            )
            at = min(max(span.start, ranges[place][0]), ranges[place][1]) - ranges[place][0] if span.end > first else 0
            found[place].append(span._replace(start=at, end=at))
    return tuple(Spanned(text, ordered(spans)) for text, spans in zip(texts, found, strict=True))


def _opens(ranges: Sequence[tuple[int, int]], number: int, place: int) -> bool:
    """Whether a place is the beginning of a range and not the end of the one before."""
    return ranges[number][0] == place and (number == 0 or ranges[number - 1][1] < place)


def splice(whole: Spanned, changes: Sequence[Splice]) -> Spanned:
    """A text with stretches of it replaced; `changes` are in order, do not overlap, and none is an insertion."""
    if not changes:
        return whole
    pieces: list[str] = []
    at = 0
    for start, end, new in changes:
        pieces += (whole.text[at:start], new)
        at = end
    text = "".join([*pieces, whole.text[at:]])
    if not whole.spans:
        return Spanned(text)
    starts = [start for start, _, _ in changes]
    shifts = list(accumulate((len(new) - (end - start) for start, end, new in changes), initial=0))

    def moved(place: int) -> int:
        number = bisect_left(starts, place)  # changes that begin before the place
        if not number:
            return place
        start, end, new = changes[number - 1]
        if place >= end:
            return place + shifts[number]
        return start + shifts[number - 1] + min(place - start, len(new))

    spans = [span._replace(start=moved(span.start), end=moved(span.end)) for span in whole.spans]
    kept = (new for old, new in zip(whole.spans, spans, strict=True) if not _emptied(old, new))
    return Spanned(text, ordered(kept))


def _emptied(old: Span, new: Span) -> bool:
    """Whether all text that a span covered is gone."""
    return old.kind in COVERING | RECORDS and old.end > old.start and new.end == new.start


def strip(whole: Spanned, characters: str | None = None) -> Spanned:
    """A text stripped of these characters (white space) at its ends."""
    lead = len(whole.text) - len(whole.text.lstrip(characters))
    end = max(lead, len(whole.text.rstrip(characters)))
    edges = [(start, stop, "") for start, stop in ((0, lead), (end, len(whole.text))) if stop > start]
    return splice(whole, edges)


def spans_of(pieces: Iterable[tuple[str, tuple[tuple[SpanKind, str], ...]]]) -> Spanned:
    """The text of pieces, each with its marks as (kind, value); adjacent pieces with the same mark share a span."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for text, marks in pieces:
        spans += (Span(at, at + len(text), kind, value) for kind, value in marks if text or kind not in COVERING)
        at += len(text)
        texts.append(text)
    return Spanned("".join(texts), ordered(spans))


def reinstated(whole: Spanned) -> str:
    """A text with what was struck out or left out put back: all that its source prints."""
    out = [span for span in whole.spans if span.value and span.start == span.end and span.kind in RECORDS]
    borders = [0, *(span.start for span in out), len(whole.text)]
    pieces = [whole.text[start:end] for start, end in pairwise(borders)]
    return "".join(piece + (out[n].value if n < len(out) else "") for n, piece in enumerate(pieces))
