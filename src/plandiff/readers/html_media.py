"""What a page shows besides running text: images, forms, embedded files, drawings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.readers.html_styles import look_of
from plandiff.readers.lines import tidy
from plandiff.readers.links import digest_of, image_digest, image_value

if TYPE_CHECKING:
    from bs4 import Tag

SILENT: Final = frozenset(
    ["script", "style", "template", "head", "datalist", "annotation", "annotation-xml", "rp", "param", "track"]
)
"""Elements that a browser does not print."""
EMBEDDED: Final = frozenset({"object", "embed", "iframe", "video", "audio", "canvas", "svg"})
"""Content that no reader models."""
SHOWN: Final = EMBEDDED | {"img", "input", "select", "textarea", "noscript"}
"""Elements that show something other than the running text of the document."""
_SHOWN_INPUTS: Final = frozenset({"", "text", "button", "submit", "reset", "search", "url", "email", "tel", "number", "date"})
_SOURCES: Final = ("data-src", "data-original", "src")
"""Attributes that name an image's file; the first two when a script loads it lazily."""
_DOT: Final = re.compile(r"\s*[01](?:px)?\s*", re.IGNORECASE)
_DOT_STYLE: Final = re.compile(r"(?:^|;|\s)(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)
_NOWHERE: Final = re.compile(r"(?:about|javascript)\s*:", re.IGNORECASE)


class Image(NamedTuple):
    """An image of a page."""

    digest: str
    words: str
    """What it shows, in the page's words; "" if the page has none."""
    dot: bool
    """It is an invisible tracking or spacer image."""

    @property
    def shows(self) -> bool:
        """Whether it shows something that the page describes."""
        return bool(self.words) and not self.dot

    @property
    def value(self) -> str:
        return image_value(self.digest, self.words)


def image_of(tag: Tag) -> Image:
    """An `img`, from its attributes."""
    source = next((value for name in _SOURCES if (value := str(tag.get(name) or "").strip())), "")
    words = tidy(str(tag.get("alt") or "")) or tidy(str(tag.get("title") or ""))
    return Image(image_digest(source), words, _is_dot(tag))


def page_text(tag: Tag, name: str) -> str:
    """What a form control or a `noscript` shows: the page's text, not the document's."""
    if name == "noscript":
        return tidy(tag.get_text(" "))
    if name == "input":
        shown = str(tag.get("type") or "").lower() in _SHOWN_INPUTS
        return tidy(str(tag.get("value") or "")) if shown else ""
    if name == "select":
        return " ".join(filter(None, (tidy(option.get_text()) for option in tag.find_all("option"))))
    return tidy(tag.get_text())


class Embedded(NamedTuple):
    """A file or drawing within a page."""

    digest: str
    text: str


def embedded_of(tag: Tag, name: str) -> Embedded | None:
    """What is embedded, identified by its file or, if inline, by its content; None if nothing is visible."""
    source = str(tag.get("src") or tag.get("data") or "").strip()
    if not source and name in {"video", "audio"} and (inner := tag.find("source")):
        source = str(inner.get("src") or "").strip()
    words = tidy(tag.get_text(" "))
    label = tidy(str(tag.get("title") or tag.get("aria-label") or ""))
    if name in {"svg", "canvas"} or not source or _NOWHERE.match(source):
        return Embedded(digest_of(tag.decode().encode("utf-8", "replace")), words or label) if words else None
    if _is_dot(tag) or look_of(tag).replace(" ", "").lower().find("display:none") >= 0:
        return Embedded(image_digest(source), words) if words else None
    return Embedded(image_digest(source), " ".join(dict.fromkeys(filter(None, (label, words)))) or image_digest(source))


def _is_dot(tag: Tag) -> bool:
    return any(_DOT.fullmatch(str(tag.get(side) or "-")) for side in ("width", "height")) or bool(_DOT_STYLE.search(look_of(tag)))
