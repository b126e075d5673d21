"""Which paragraphs are set as headings, and on which level, by size and weight. What their numbers say is the normalizer's to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plandiff.language.letters import LETTER
from plandiff.readers.layout.paragraphs import Paragraph, is_centred
from plandiff.readers.layout.tuning import Tuning

_WORDED: Final = re.compile(rf"{LETTER}{{2}}|{LETTER}\W{LETTER}|[A-Za-z\u00c0-\u024f]{{4}}")
"""What is a title and no sign of a formula, or number of an axis."""
_SENTENCES: Final = re.compile(r"[。！？；]\s*\S|[。；]$")


@dataclass(frozen=True)
class Look:
    """What a paragraph's type says of it."""

    level: int | None = None
    """1 = outermost; None where it is no heading by its size."""
    strong: bool = False
    """Bold, centred, or in another font than the text."""


def looks_of(paragraphs: Sequence[Paragraph], tuning: Tuning) -> list[Look]:
    """How paragraphs look, in a document whose larger sizes are levels, the largest outermost."""
    sizes_used: Counter[float] = Counter()
    faces: Counter[str] = Counter()
    for paragraph in paragraphs:
        sizes_used[paragraph.size] += paragraph.length
        faces[paragraph.face] += paragraph.length
    body = sizes_used.most_common(1)[0][0] if sizes_used else 0.0
    face = faces.most_common(1)[0][0] if faces else ""
    larger = [_is_larger(paragraph, body, tuning) for paragraph in paragraphs]
    sizes = sorted(
        {round(paragraph.size) for paragraph, is_larger in zip(paragraphs, larger, strict=True) if is_larger}, reverse=True
    )
    return [
        Look(
            sizes.index(round(paragraph.size)) + 1 if is_larger else None,
            paragraph.bold > tuning.strong
            or is_centred(paragraph.lines[0], paragraph.setting, tuning)
            or (paragraph.face != face and len(paragraph.lines) == 1),
        )
        for paragraph, is_larger in zip(paragraphs, larger, strict=True)
    ]


def _is_larger(paragraph: Paragraph, body: float, tuning: Tuning) -> bool:
    text = paragraph.spanned.text
    return (
        paragraph.size > (1 + tuning.larger) * body
        and len(text) <= tuning.heading
        and _WORDED.search(text) is not None
        and not _SENTENCES.search(text)
    )
