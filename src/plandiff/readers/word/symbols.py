"""Characters of symbol fonts, Symbol and Wingdings -> Unicode."""

from __future__ import annotations

from typing import Final

_PRIVATE: Final = 0xF000
"""The offset that files add to such characters' codes in the font."""
_GREEK: Final = {0x41 + place: letter for place, letter in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")} | {
    0x61 + place: letter for place, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
}
_SYMBOL: Final = _GREEK | dict(
    zip(
        (0x22, 0x24, 0x27, 0x2A, 0x2D, 0x40, 0x5C, 0x5E, 0x7E, 0xA2, 0xA3, 0xA4, 0xA5, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE),
        "∀∃∋∗−≅∴⊥∼′≤⁄∞♣♦♥♠↔←↑→",
        strict=True,
    )
) | dict(
    zip(
        (0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA),
        "↓°±″≥×∝∂•÷≠≡≈…⊗⊕∅∩∪⊃⊇",
        strict=True,
    )
) | dict(
    zip(
        (0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDE, 0xE5, 0xF2),
        "⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇒∑∫",
        strict=True,
    )
)  # fmt: skip
_WINGDINGS: Final = dict(
    zip(
        (0x21, 0x22, 0x23, 0x28, 0x2A, 0x34, 0x36, 0x41, 0x43, 0x44, 0x45, 0x46, 0x4A, 0x4C, 0x52, 0x54, 0x6C, 0x6D, 0x6E, 0x6F,
         0x70, 0x71, 0x72, 0x74, 0x75, 0x76, 0x77, 0x9F, 0xA1, 0xA4, 0xA7, 0xA8, 0xAA, 0xAB, 0xB6, 0xD8, 0xE0, 0xE8, 0xEF, 0xF0),
        "✏✂✁☎✉📄⌛✌👍👎☜☞☺☹☼❄●❍■□❐❑❒⧫◆❖⬥•○◉▪◻✦★☆➢→➔⇦⇨",
        strict=True,
    )
) | dict(
    zip(
        (*range(0x80, 0x8B), *range(0x8B, 0x96), 0xF1, 0xF2, 0xF3, 0xFB, 0xFC, 0xFD, 0xFE),
        "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿⇧⇩⬄✗✓☒☑",
        strict=True,
    )
)  # fmt: skip
FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x9A: "◉", 0xA3: "□", 0x30: "☐"},
}
"""A font, in lower case -> its characters. Others stay as they are."""


def symbol(code: int, font: str) -> str:
    """A character of a font by its code, with or without the offset that files add.

    >>> symbol(0xF0FE, "Wingdings"), symbol(0x62, "Symbol"), symbol(0x4E00, "SimSun")
    ('☑', 'β', '一')
    """
    plain = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    characters = FONTS.get(font.lower())
    if characters is not None and plain < 0x100:
        return characters.get(plain) or (chr(plain) if 0x20 <= plain < 0x7F else chr(code))
    return chr(code)


def readable(text: str, font: str) -> str:
    """A text in a symbol font as the symbols it shows; in another font unchanged."""
    if font.lower() not in FONTS or max(text, default="") < "\uf000":
        return text  # such fonts are also set for letters they lack, which another font then shows
    return "".join(symbol(ord(character), font) if character >= "\uf000" else character for character in text)
