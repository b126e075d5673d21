"""Whether the characters of a page are text.

Some programs write PDF files that look right but whose characters are meaningless: consecutive codes, private use, or none at
all. Comparing two such files would give nonsense. A page in Chinese has Chinese characters; one in an alphabet has words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plandiff.readers.layout.lines import rows_of
from plandiff.readers.layout.page import Glyph
from plandiff.readers.layout.tuning import Tuning

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HUMP: Final = re.compile(r"[A-Z]?[a-z]{2,}")
"""A word within a name or a line of code."""
_EDGES: Final = "()[]“”\"'‘’.,;:!?…–—-•·*"
_FIGURE: Final = re.compile(r"[\d.,:/%‰()+\-–—−$€£¥°×±A-Z]{1,16}")
_UNKNOWN: Final = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ODD: Final = re.compile(r"[#$%&*+<=>?@\[\\\]^_`{|}~\"!;\u0080-\u024f]")
"""Signs at the beginning of a font's codes, which are rare in text, and accented letters, of which no text has many."""
_CHINESE: Final = re.compile(r"[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")


def is_legible(glyphs: Sequence[Glyph], page: int, tuning: Tuning) -> bool:
    """Whether the characters of a page are text; assumed if there are only a few."""
    signs = [glyph.text for glyph in glyphs if not glyph.text.isspace()]
    unknown = sum(1 for sign in signs if _UNKNOWN.match(sign))
    if unknown >= tuning.unknown * max(len(signs), 1):
        return not signs
    if len(signs) < tuning.proof or sum(1 for sign in signs if _CHINESE.match(sign)) >= tuning.chinese * len(signs):
        return True
    tokens = (token for line in rows_of(glyphs, page, tuning) for token in line.text.split())
    plausible = sum(len(token) if _is_plausible(token) else sum(map(len, _HUMP.findall(token))) for token in tokens)
    odd = sum(1 for sign in signs if _ODD.match(sign))
    return plausible >= tuning.plausible * len(signs) or odd < tuning.odd * len(signs)


def _is_plausible(token: str) -> bool:
    bare = token.strip(_EDGES)
    if not bare or _FIGURE.fullmatch(bare):
        return True
    if not _WORD.fullmatch(bare):
        return False
    return bare.islower() or bare.isupper() or bare.istitle() or bare[1:].islower()
