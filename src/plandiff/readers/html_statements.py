"""What a page states about its document outside the text: its `meta` elements and its `title`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plandiff.model import Statement
from plandiff.readers.lines import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

    from plandiff.model import StatedField

METAS: Final[dict[str, tuple[StatedField, bool]]] = {
    "articletitle": ("title", False),
    "og:title": ("title", False),
    "twitter:title": ("title", False),
    "dc.title": ("title", False),
    "dcterms.title": ("title", False),
    "contentsource": ("issuer", True),
    "dc.publisher": ("issuer", True),
    "pubdate": ("published", False),
    "publishdate": ("published", False),
    "article:published_time": ("published", False),
    "dc.date": ("published", False),
    "dcterms.issued": ("published", False),
    "sitename": ("site", False),
    "og:site_name": ("site", False),
}
"""Name or property of a meta, lower case -> what it states, and whether loosely. `ArticleTitle`, `PubDate`, `ContentSource`
and `SiteName` come from the common standard of government sites."""
MAX_VALUE: Final = 400
"""Characters of the longest value that is used; a longer one is a summary or a list for search engines."""
MAX_METAS: Final = 200
"""Metas of a page that are read (count)."""
_NAMELESS: Final = re.compile(
    r"(?:untitled(?: document)?|no title|document|index|home|new page \d*|无标题(?:文档)?|首页|正文|打印(?:页面|预览|本页)?|文章|详情页?|"
    r"(?:信息)?内容页?)?",
    re.IGNORECASE,
)
"""Page titles that name nothing."""


def statements_of(soup: BeautifulSoup) -> tuple[Statement, ...]:
    """What the head of a page states, metas before the page title, without duplicates."""
    return tuple(dict.fromkeys(_statements(soup)))


def _statements(soup: BeautifulSoup) -> Iterator[Statement]:
    values: dict[str, str] = {}
    for meta in soup.find_all("meta")[:MAX_METAS]:  # asked for a number of them, Beautiful Soup searches in a slower way
        value = tidy(str(meta.get("content") or ""))
        if value and len(value) <= MAX_VALUE:
            values.setdefault(str(meta.get("name") or meta.get("property") or "").strip().lower(), value)
    for name, (field, loose) in METAS.items():
        if name in values:
            yield Statement(field, values[name], loose)
    title = next(iter(soup.find_all("title")), None)
    if title and title.find_parent("svg") is None:
        window = tidy(title.get_text())
        if not _NAMELESS.fullmatch(window) and len(window) <= MAX_VALUE:
            yield Statement("title", window, loose=True)
