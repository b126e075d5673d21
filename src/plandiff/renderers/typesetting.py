"""How a text is typeset: cut where a link, bold or underlined text begins or ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.model import Span, Spanned

SHOWN: Final = frozenset({"link", "bold", "underline"})
"""Kinds of spans that affect how a text is shown."""


class Typeset(NamedTuple):
    """A part of a text that has the same typesetting."""

    text: str
    bold: bool = False
    underline: bool = False
    target: str = ""
    """Of a link."""
    ends: bool = False
    """Whether the link ends with it."""


class _Stretch(NamedTuple):
    """Where a text has the same typesetting, by offsets in the whole."""

    start: int
    end: int
    kinds: frozenset[str]
    link: Span | None


class Typesetting:
    """How one text is typeset."""

    def __init__(self, whole: Spanned) -> None:
        self.text = whole.text
        self._stretches = tuple(_cut(whole))
        self._starts = [stretch.start for stretch in self._stretches]

    def parts(self, start: int, end: int) -> tuple[Typeset, ...]:
        """A stretch of the text by typesetting; empty if it has none."""
        found = tuple(
            Typeset(
                self.text[max(here.start, start) : min(here.end, end)],
                "bold" in here.kinds,
                "underline" in here.kinds,
                here.link.value if here.link else "",
                here.link is not None and here.link.end == here.end <= end,
            )
            for here in self._between(start, end)
        )
        return () if all(part == Typeset(part.text) for part in found) else found

    def links(self, start: int, end: int) -> dict[int, Span | None]:
        """Where in a stretch another link or no link begins, counted from its start."""
        return {max(here.start - start, 0): here.link for here in self._between(start, end)}

    def _between(self, start: int, end: int) -> Iterator[_Stretch]:
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._stretches)):
            if self._starts[number] >= end:
                return
            yield self._stretches[number]


def _cut(whole: Spanned) -> Iterator[_Stretch]:
    spans = [span for span in whole.spans if span.kind in SHOWN and span.start < span.end and (span.value or span.kind != "link")]
    borders = sorted({0, len(whole.text), *(place for span in spans for place in span[:2])})
    at = 0
    active: list[Span] = []
    for start, end in pairwise(borders):
        active = [span for span in active if span.end > start]
        while at < len(spans) and spans[at].start <= start:
            active.append(spans[at])
            at += 1
        link = next((span for span in active if span.kind == "link"), None)
        yield _Stretch(start, end, frozenset(span.kind for span in active), link)
