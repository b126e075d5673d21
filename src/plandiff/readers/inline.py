"""Inline markup of canonical text -> text with spans; `renderers/canonical_text.py` writes it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from plandiff.model import Span, SpanKind, Spanned
from plandiff.model.spans import SCRIPTS, Splice, ordered, splice
from plandiff.readers.elements import SPAN_KINDS
from plandiff.readers.lines import tidied, tidy
from plandiff.readers.links import image_digest, image_value, link_target

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD: Final = 0xDC00
"""Escaped characters are kept above this code point while markup is resolved: among the low surrogates, which no decoded text
contains."""
_RESTORE: Final = {_HELD + code: chr(code) for code in range(0x21, 0x7F)}
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>\n]{0,1000})>")
_HIDDEN: Final = re.compile(r"\s+hidden\b", re.IGNORECASE)
_TARGET: Final = re.compile(r"\s*(?:<([^<>]*)>|(\S*))")

_MARKUP: Final = re.compile(r"[\\`\[{<*_~&^]")
"""A text without any of these is printed as it is."""


@dataclass(frozen=True)
class _Rule:
    """One kind of markup: the text it leaves (group 1), and the kind of span on it."""

    sign: str
    """Characters that it always has, and most texts do not."""
    source: str
    """Its regular expression."""
    kind: SpanKind | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first contains the sign: compiling them all takes as long as reading a plan."""
        return re.compile(self.source)


_TEXT: Final = r"\[([^\[\]\n]{0,4000})\]"
_PLACE: Final = r"\(([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?)\)"
_CODE: Final = _Rule("`", r"`([^`\n]{1,1000})`")
_FOOTNOTE: Final = _Rule("[^", r"\[\^([^\[\]\s]{0,200})\]")
_IMAGE: Final = _Rule("![", rf"!{_TEXT}(?:\((data:[A-Za-z0-9+/=;,:%._ -]*)\)|{_PLACE})")
_LINK: Final = _Rule("](", rf"{_TEXT}{_PLACE}")
_RULES: Final = (
    _Rule("***", r"\*{3}([^*\n]+)\*{3}", "bold"),
    _Rule("**", r"\*{2}([^*\n]*)\*{2}", "bold"),
    _Rule("*", r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,4000})(?<=[^\s*])\*(?![\w*])"),
    _Rule("__", r"(?<![\w_])__(?=[^\s_])([^_\n]{1,4000})(?<=[^\s_])__(?![\w_])", "bold"),
    _Rule("_", r"(?<![\w_])_(?=[^\s_])([^_\n]{1,4000})(?<=[^\s_])_(?![\w_])"),
    _Rule("~~", r"~~([^~\n]+)~~", "deleted"),
)
"""In the order in which they are resolved, after code, references and tags."""


def inline(text: str) -> Spanned:
    """A line as it is printed, with its markup as spans; entities and escapes resolved, space collapsed."""
    if not _MARKUP.search(text):
        return Spanned(tidy(text))
    whole = Spanned(_ESCAPED.sub(lambda found: chr(_HELD + ord(found.group(1))), text))
    whole = _undone(whole, _CODE)
    whole = _replaced(whole, _FOOTNOTE, _footnote)
    whole = _replaced(whole, _IMAGE, _image)
    whole = _replaced(whole, _LINK, lambda found: _link(found, link_target(_target(found[2]))))
    whole = _without_tags(whole)
    for rule in _RULES:
        whole = _undone(whole, rule)
    whole = _without_entities(whole)
    text, spans = tidied(Spanned(whole.text.translate(_RESTORE), whole.spans))
    if text:  # else a link may belong to an image
        spans = tuple(span for span in spans if span.kind != "link" or span.end > span.start)
    return Spanned(text, spans)


class _Left(NamedTuple):
    """What a piece of markup leaves: a range of the text inside it, and the spans on that range."""

    start: int
    end: int
    spans: tuple[Span, ...]


def _replaced(whole: Spanned, rule: _Rule, leave: Callable[[re.Match[str]], _Left]) -> Spanned:
    """A text with markup replaced by what it leaves."""
    if rule.sign not in whole.text:
        return whole
    changes: list[Splice] = []
    spans: list[Span] = []
    for found in rule.pattern.finditer(whole.text):
        left = leave(found)
        changes += ((start, end, "") for start, end in ((found.start(), left.start), (left.end, found.end())) if end > start)
        spans += left.spans
    return splice(Spanned(whole.text, ordered((*whole.spans, *spans))), changes) if changes else whole


def _undone(whole: Spanned, rule: _Rule) -> Spanned:
    def leave(found: re.Match[str]) -> _Left:
        start, end = found.span(1)
        said = (Span(start, end, rule.kind, _serial(rule.kind, start)),) if rule.kind and end > start else ()
        return _Left(start, end, said)

    return _replaced(whole, rule, leave)


def _serial(kind: SpanKind, place: int) -> str:
    """A value that keeps adjacent scripts separate."""
    return str(place) if kind in SCRIPTS else ""


def _footnote(found: re.Match[str]) -> _Left:
    at = found.start()
    return _Left(at, at, (Span(at, at, "footnote", _restored(found[1])),))


def _image(found: re.Match[str]) -> _Left:
    value = image_value(image_digest(found[2] or _target(found[3])), tidy(_restored(found[1])))
    at = found.start()
    return _Left(at, at, (Span(at, at, "image", value),) if value else ())


def _link(found: re.Match[str], target: str) -> _Left:
    start, end = found.span(1)
    return _Left(start, end, (Span(start, end, "link", target),) if target else ())


def _target(place: str) -> str:
    """The target between brackets, without a title after it."""
    found = _TARGET.match(place)
    return _restored((found[1] if found[1] is not None else found[2]) if found else "")


def _restored(text: str) -> str:
    return entities.unescape(text).translate(_RESTORE)


def _without_entities(whole: Spanned) -> Spanned:
    if "&" not in whole.text:
        return whole
    found = [(*entity.span(), entities.unescape(entity.group())) for entity in _ENTITY.finditer(whole.text)]
    return splice(whole, found)


def _without_tags(whole: Spanned) -> Spanned:
    """A text without its tags, each pair of which may become a span on the text between."""
    if "<" not in whole.text:
        return whole
    changes: list[Splice] = []
    spans: list[Span] = []
    open_tags: dict[str, list[tuple[int, str, int]]] = {}
    for found in _TAG.finditer(whole.text):
        name = found[2].lower()
        if not found[1] and name == "ins" and _HIDDEN.match(found[3]):
            open_tags.setdefault(name, []).append((found.end(), "hidden", len(changes)))
        elif not found[1]:
            value = _serial(SPAN_KINDS[name], found.end()) if name in SPAN_KINDS else ""
            open_tags.setdefault(name, []).append((found.end(), value, len(changes)))
        elif opened := open_tags.get(name):
            start, value, place = opened.pop()
            if value == "hidden":
                spans.append(Span(start, start, "inserted", _restored(whole.text[start : found.start()])))
                del changes[place + 1 :]
                changes[place] = (changes[place][0], found.end(), "")
                continue
            if (kind := SPAN_KINDS.get(name)) and found.start() > start:
                spans.append(Span(start, found.start(), kind, value))
        changes.append((*found.span(), ""))
    return splice(Spanned(whole.text, ordered((*whole.spans, *spans))), changes)
