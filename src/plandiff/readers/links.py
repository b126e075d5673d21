"""The targets of links and images, as kept in spans, and the block of a standalone image."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote_to_bytes

from plandiff.model import Block, Layer, Origin, Span
from plandiff.model.spans import ordered

MAX_TARGET: Final = 1000
"""Characters of the longest target that is kept; longer ones contain data and lead nowhere."""
DIGEST_DIGITS: Final = 16
"""Hexadecimal digits of a digest; 64 bits distinguish the images of a document."""
NO_FILE: Final = "-"
"""In place of a digest: an image that names no file."""
_NO_LINK: Final = re.compile(r"#|(?:javascript|data|vbscript|about|blob)\s*:", re.IGNORECASE)
_UNPRINTABLE: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u2028\u2029]")
_DATA: Final = re.compile(r"data:([^,]{0,200}),", re.IGNORECASE)


def link_target(href: str) -> str:
    """The target of a link; "" if it leads nowhere outside the page."""
    href = href.strip()
    return "" if _NO_LINK.match(href) or len(href) > MAX_TARGET else _printable(href)


def image_digest(source: str) -> str:
    """What identifies an image: a digest of its bytes if the document contains them, else the name of its file.

    >>> image_digest("../maps/2021/map-2021.png?v=3"), image_digest("/get?id=7")
    ('map-2021.png', 'get?id=7')
    """
    source = source.strip()
    if found := _DATA.match(source):
        return digest_of(_bytes(source[found.end() :], encoded=found[1].lower().endswith(";base64")))
    path, _, query = source.partition("#")[0].partition("?")
    name = path.rstrip("/").rpartition("/")[2]
    if "." not in name and query:
        name = f"{name}?{query}"
    return _printable(name[:MAX_TARGET]) or NO_FILE


def digest_of(content: bytes) -> str:
    """The digest that identifies a content."""
    return f"sha256:{hashlib.sha256(content).hexdigest()[:DIGEST_DIGITS]}"


def _bytes(data: str, *, encoded: bool) -> bytes:
    """The bytes in a `data:` address."""
    try:
        return base64.b64decode("".join(data.split())) if encoded else unquote_to_bytes(data)
    except binascii.Error:
        return data.encode("utf-8", "replace")


def image_value(digest: str, words: str) -> str:
    """The value of an image's span."""
    return f"{digest} {words}".strip()


def figure(value: str, links: Iterable[str] = (), *, layer: Layer = "body", origin: Origin | None = None) -> Block:
    """The block of a standalone image, with its words as text; `links` are where it leads."""
    digest, _, words = value.partition(" ")
    whole = [Span(0, len(words), "image", value), *(Span(0, len(words), "link", target) for target in links)]
    return Block("figure", words, layer=layer, digest=digest, spans=ordered(whole), origin=origin)


def _printable(target: str) -> str:
    return _UNPRINTABLE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), target)
