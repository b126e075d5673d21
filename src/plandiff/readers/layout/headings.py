"""Which paragraphs are set as headings, and on which level, by size and weight. What their numbers say is the normalizer's to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plandiff.readers.layout.paragraphs import Paragraph, is_centred
from plandiff.readers.layout.tuning import Tuning

_SENTENCES: Final = re.compile(r"[。！？；]\s*\S|[。；]$")


@dataclass(frozen=True)
class Look:
    """What a paragraph's type says of it."""

    level: int | None = None
    """1 = outermost; None where it is no heading by its size."""
    strong: bool = False
    """Bold or centred."""


def looks_of(paragraphs: Sequence[Paragraph], tuning: Tuning) -> list[Look]:
    """How paragraphs look, in a document whose larger sizes are levels, the largest outermost."""
    counts: Counter[float] = Counter()
    for paragraph in paragraphs:
        counts[paragraph.size] += paragraph.length
    body = counts.most_common(1)[0][0] if counts else 0.0
    larger = [_is_larger(paragraph, body, tuning) for paragraph in paragraphs]
    sizes = sorted(
        {round(paragraph.size) for paragraph, is_larger in zip(paragraphs, larger, strict=True) if is_larger}, reverse=True
    )
    return [
        Look(
            sizes.index(round(paragraph.size)) + 1 if is_larger else None,
            paragraph.bold > tuning.strong or is_centred(paragraph.lines[0], paragraph.setting, tuning),
        )
        for paragraph, is_larger in zip(paragraphs, larger, strict=True)
    ]


def _is_larger(paragraph: Paragraph, body: float, tuning: Tuning) -> bool:
    text = paragraph.spanned.text
    return (
        paragraph.size > (1 + tuning.larger) * body
        and len(text) <= tuning.heading
        and any(map(str.isalnum, text))
        and not _SENTENCES.search(text)
    )
