"""Bytes -> text: a document's encoding as detected rather than as declared."""

from __future__ import annotations

import codecs
import re
from typing import Final

from plandiff.errors import InputError
from plandiff.left_out import asked_for
from plandiff.model import Note, Source

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SUPERSETS: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
"""Pages that declare the smaller set use characters of the larger one."""
_PROBE: Final = 65_536
"""Bytes searched for a declaration and used for guessing; enough for any statistics, and bounded for huge files."""
_DAMAGED: Final = 0.002
"""Share of broken sequences (of bytes) up to which a text counts as damaged; in another encoding, or in binary data, every few
bytes break."""
_FEW: Final = 4
"""Broken sequences that count as few in any text (count): one bad byte breaks up to three, and is itself replaced."""
_FEW_PLACES: Final = 8
"""Damaged places that count as few in any text (count); a lost byte spoils another place or two after it."""
_AMONG: Final = 8
"""Bytes above ASCII for each broken sequence in a damaged text, where statistics have to determine the encoding (bytes)."""
_SOUND: Final = 0.25
"""The least share of a damaged text, up to the damage in each line, from which statistics are worth trying."""
_CHINESE: Final = ("gb18030", "big5hkscs")
"""Possible encodings of a damaged text without a declaration; a lost or bad byte shifts the rest of its line."""
_ASCII: Final = bytes(range(0x80))
_DAMAGE: Final = re.compile("\ufffd(?:.{0,3}\ufffd)*")
"""What one bad byte, or several close together, leave of the characters they were part of."""
_CONTROL: Final = re.compile("[\ufffd\0-\x08\x0e-\x1f\x7f]")
"""Characters found in binary data and not in text."""
_STRAY: Final = {0: None, 0xFEFF: None}
"""Left over where files were concatenated or written with holes; never part of a text."""
_LIKELY: Final = 0.7
"""Share of common characters from which a damaged text may be in a Chinese encoding; after a lost byte some are misread."""
_CLEARLY: Final = 0.15
"""By how much that share must exceed the other encoding's."""
_LEADS: Final = {"gb18030": range(0xB0, 0xD8), "big5hkscs": range(0xA4, 0xC7)}
"""Encoding -> the first bytes of the common characters, which its designers put first."""
_MARKS_LEAD: Final = range(0xA1, 0xA4)
"""The first bytes of punctuation marks, in both."""
_HOLES: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]")
"""Characters not found in text, except the one for undecodable bytes."""
_WIDE: Final = 0.125
"""Share of nulls from which a text that could also be UTF-8 is UTF-16: that of English is half, that of Chinese is no UTF-8."""
_NO_CHARSET: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape"})
"""Python's text encodings that no document uses; some decode anything into invalid characters."""
_MIN_STATISTICS: Final = 200
"""Bytes below which statistics mistake short Chinese for Korean or Japanese."""
_COMMON: Final = 0.9
"""Share of common characters in such a text; running Chinese has 97 % and more."""
_MIN_CONFIDENT_LENGTH: Final = 3
"""Bytes below which an encoding cannot be determined."""


def decode(source: Source) -> tuple[str, tuple[Note, ...]]:
    """The text of a source with line ends made `\\n`, and notes on its encoding unless it is plain UTF-8.

    Tried in this order: byte order mark, UTF-8, the declaration (the server's before the page's, as in
    HTML) unless statistics contradict it, statistics (charset-normalizer). Damaged text is recognised before it can be
    taken for another encoding. Raises `InputError` for binary data.
    """
    encoding, notes = _encoding_of(source)
    text = source.data.decode(encoding, errors="replace")
    if "\ufffd" in text and encoding != "utf-8":
        notes = (*notes, Note("encoding-errors", encoding))
    text = text.removeprefix("\ufeff")
    if text.count("\0") * 50 > max(len(text), 50):  # one is no more than a hole in any text
        raise InputError(source.name, "binary")
    if nulls := text.count("\0"):
        notes = (*notes, Note("text-cleaned", str(nulls)))
    if nulls or "\ufeff" in text:  # a mark inside comes from a file that was appended to another
        text = text.translate(_STRAY)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _encoding_of(source: Source) -> tuple[str, tuple[Note, ...]]:
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, (Note("encoding-marked", encoding),)
    wide = _wide(data)
    if wide:
        return wide, (Note("encoding-guessed", wide),)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", ()
    text = data.decode("utf-8", errors="replace")
    if len(_DAMAGE.findall(text)) <= max(_FEW, len(data) * _DAMAGED) and text.count("\ufffd") * 4 < _high(data):
        return "utf-8", (Note("encoding-errors", "utf-8"),)
    claims = [
        claim for claim in (_declared((source.media_type or "").encode("ascii", "replace")), _declared(data[:_PROBE])) if claim
    ]
    declared = next((claim for claim in claims if _decodes(data, claim)), "")
    guessed = _guessed(data)
    if declared in _CHINESE and not guessed and (other := _common_chinese(data)) and other != declared:
        return other, (Note("encoding-guessed", other),)
    if declared and (guessed in ("", declared) or not _decodes(data, guessed)):
        return declared, (Note("encoding-declared", declared),)
    if not (guessed and _decodes(data, guessed)) and (likely := _damaged(data, claims)):
        other = _common_chinese(data) if likely in _CHINESE else ""
        return other or likely, ()  # the note is added where the damage is decoded
    if guessed:
        return guessed, (Note("encoding-guessed", guessed),)
    if common := _common_chinese(data):
        return common, (Note("encoding-guessed", common),)
    raise InputError(source.name, "encoding-unknown")


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of its spaces, digits and line ends is null."""
    probe = data[: _PROBE // 16 * 2]
    if len(probe) < 8 or b"\0" not in probe:
        return ""
    if probe.count(0) < _WIDE * len(probe) and _decodes(data, "utf-8"):
        return ""  # stray nulls
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    for encoding, nulls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nulls * 100 > len(probe) and others == 0 and _decodes(data[: len(data) // 2 * 2], encoding):
            return encoding
    return ""


def _declared(declaration: bytes) -> str:
    """The encoding that a media type or a page's head declares, if Python knows it and it is not UTF-8."""
    found = _DECLARED.search(declaration)
    if not found:
        return ""
    name = found.group(1).decode("ascii").lower()
    try:
        encoding = codecs.lookup(_SUPERSETS.get(name, name)).name
        return encoding if not encoding.startswith("utf-8") and encoding not in _NO_CHARSET and _decodes(b"", encoding) else ""
    except LookupError:
        return ""


def _damaged(data: bytes, claims: list[str]) -> str:
    """The encoding, declared or Chinese, in which little of the data is broken; "" if there is none.

    Statistics are taken from the lines without damage, and from what precedes it in the others: after a lost byte,
    characters begin in the wrong place up to the next ASCII character, and those before it may seem to.
    """
    for encoding in dict.fromkeys((*claims, *_CHINESE)):
        if encoding.startswith("utf-"):  # in UTF-16 and UTF-32 almost any bytes are characters
            continue
        # If the first bytes rule it out, the rest is not read.
        if not all(_is_little_broken(sample, encoding) for sample in (data[:_PROBE], data)):
            continue
        text = data.decode(encoding, errors="replace")
        lines = text.split("\n")
        whole = "\n".join(line for line in lines if not _CONTROL.search(line))
        before = "\n".join(_CONTROL.split(line, maxsplit=1)[0] for line in lines)
        parts = [part for part in (whole, before, _CONTROL.sub("", text)) if len(part) >= _SOUND * len(text)]
        guesses = {_guessed(part.encode(encoding, "ignore")) for part in parts}
        if encoding in guesses or (encoding in claims and not any(guesses)):
            return encoding
    return ""


def _is_little_broken(data: bytes, encoding: str) -> bool:
    broken = len(_CONTROL.findall(data.decode(encoding, errors="replace")))
    return broken <= max(_FEW, len(data) * _DAMAGED) and broken * _AMONG < max(1, _high(data))


def _high(data: bytes) -> int:
    """How many bytes are above ASCII."""
    return len(data.translate(None, _ASCII))


def _guessed(data: bytes) -> str:
    if len(data) < _MIN_STATISTICS and _is_common_chinese(data):
        return "gb18030"
    best = asked_for("charset_normalizer").from_bytes(data[:_PROBE]).best() if len(data) >= _MIN_CONFIDENT_LENGTH else None
    return codecs.lookup(_SUPERSETS.get(best.encoding, best.encoding)).name if best else ""


def _is_common_chinese(data: bytes) -> bool:
    """Whether data read as GB18030 consists of the common characters that GB 2312 put first.

    They begin with the bytes B0 to D7; text in another encoding scatters over the rare ones.
    """
    if not _decodes(data, "gb18030"):
        return False
    wide = [character.encode("gb18030") for character in data.decode("gb18030") if ord(character) > 0x7F]
    common = sum(
        1 for code in wide if len(code) == 2 and (0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7) and code[1] >= 0xA1
    )
    return bool(wide) and common >= _COMMON * len(wide)


def _common_chinese(data: bytes) -> str:
    """The Chinese encoding in which most characters of damaged data are common ones; "" if neither clearly is."""
    few = max(_FEW_PLACES, len(data) * _DAMAGED)
    if all(len(_DAMAGE.findall(data.decode(encoding, errors="replace"))) > few for encoding in _LEADS):
        return ""
    shares = sorted(((_common_share(data[:_PROBE], encoding), encoding) for encoding in _LEADS), reverse=True)
    (share, likely), (other, _) = shares
    return likely if share >= _LIKELY and share - other >= _CLEARLY else ""


def _common_share(data: bytes, encoding: str) -> float:
    """Share of the characters above ASCII, and of the broken sequences, that are common characters or punctuation marks."""
    text = data.decode(encoding, errors="replace")
    if len(_HOLES.findall(text)) * 50 > len(text):
        return 0.0
    wide = [character for character in text if ord(character) > 0x7F]
    leads = [code[0] for character in wide if len(code := character.encode(encoding, "ignore")) == 2]
    common = sum(1 for lead in leads if lead in _LEADS[encoding] or lead in _MARKS_LEAD)
    return common / len(wide) if wide else 0.0


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether an encoding is one of Python's text encodings and the data is valid in it."""
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
