"""Whether the characters of a page are text.

Some programs write PDF files that look right but whose characters are meaningless: consecutive codes, private use, or none at
all. Comparing two such files would give nonsense. A page in Chinese has Chinese characters; one in an alphabet has words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from plandiff.readers.layout.page import Glyph
from plandiff.readers.layout.tuning import Tuning

UNMAPPED: Final = "\ufffd"
"""What stands for a character that the file does not identify."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PIECE: Final = re.compile(r"</?[A-Za-z]{2,}>|(?<![A-Za-z_])[A-Za-z_]{2,}+=\w*|[A-Z]?[a-z]{2,}|\d{8,}", re.ASCII)
"""A tag, a field of a record of data, a word within a name or a line of code, a long number."""
_EDGES: Final = "()[]“”\"'‘’.,;:!?…–—-•·*"
_FIGURE: Final = re.compile(r"[\d.,:/%‰()+\-–—−$€£¥°×±A-Z]{1,16}")
_UNKNOWN: Final = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ODD: Final = re.compile(r"[#$%&*+<=>?@\[\\\]^_`{|}~\"!;\u0080-\u024f]")
"""Signs at the beginning of a font's codes, which are rare in text, and accented letters, of which no text has many."""
_CHINESE: Final = re.compile(r"[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")


def is_legible(glyphs: Sequence[Glyph], lines: Iterable[str], tuning: Tuning) -> bool:
    """Whether the characters of a page are text, which is assumed if there are only a few; `lines` is how they are read."""
    signs = "".join("".join([glyph.text for glyph in glyphs]).split())
    unknown = len(_UNKNOWN.findall(signs))
    if unknown >= tuning.unknown * max(len(signs), 1):
        return not signs
    if len(signs) >= tuning.proof and signs.count(UNMAPPED) >= tuning.unmapped * len(signs):
        return False
    if len(signs) < tuning.proof or sum(map(len, _CHINESE.findall(signs))) >= tuning.chinese * len(signs):
        return True
    tokens = (token for line in lines for token in line.split())
    plausible = sum(len(token) if _is_plausible(token) else sum(map(len, _PIECE.findall(token))) for token in tokens)
    odd = len(_ODD.findall(signs))
    return plausible >= tuning.plausible * len(signs) or odd < tuning.odd * len(signs)


def _is_plausible(token: str) -> bool:
    bare = token.strip(_EDGES)
    if not bare or _FIGURE.fullmatch(bare):
        return True
    if not _WORD.fullmatch(bare):
        return False
    return bare.islower() or bare.isupper() or bare.istitle() or bare[1:].islower()
