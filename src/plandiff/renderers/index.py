"""The page that links to the reports of a review, and the names of their files."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS, Language
from plandiff.model import Review, ReviewedDocument
from plandiff.renderers.annotations import LEVELS
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.review_messages import say
from plandiff.renderers.reviews import listed, noted, outcome, title, totals

INDEX: Final = "index.html"
NAME_BYTES: Final = 120
"""UTF-8 bytes of a path kept in a report's name: enough to recognize it; file systems allow 255 for the whole name."""
DIGEST: Final = 8
"""Hexadecimal digits that distinguish names of paths that look the same when made safe."""
_UNSAFE: Final = re.compile(r"[^\w.]+")


@dataclass(frozen=True)
class DocumentEntry:
    """A document as the page shows it."""

    status: str
    path: str
    before: str
    """The path it was renamed from; "" of others."""
    title: str
    """The plan's own title; "" if it was not read."""
    link: str
    """To its report; "" if there is none."""
    outcome: str
    findings: tuple[tuple[str, str, str], ...]
    """Level, its name and the message."""


def report_name(path: str) -> str:
    """The name of the file for the report on a document: always the same for the same path, safe everywhere, unique.

    >>> report_name("规划/教育 规划.md")
    '规划-教育-规划.md-6d00e186.html'
    """
    digest = sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:DIGEST]
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFC", path)).strip("-.")
    kept = safe.encode("utf-8", "ignore")[-NAME_BYTES:].decode("utf-8", "ignore").lstrip("-.")
    return f"{kept}-{digest}.html" if kept else f"{digest}.html"


def render_index(review: Review, options: RenderOptions) -> bytes:
    """One page with every document of a review; those read link to their reports beside the page."""
    from markupsafe import Markup

    from plandiff.renderers.pages import assets, fill, policy

    language = options.language
    style = assets("css", "history.css", "review.css")
    page = {
        "lang": LANGUAGE_TAGS[language],
        "title": title(review, language),
        "totals": totals(review, language),
        "notes": noted(review, language),
        "version": __version__,
        "css": Markup(style),  # noqa: S704 - our own
        "policy": policy(style),
    }
    return fill("review.html.jinja", page=page, t=partial(say, language), entries=tuple(_entries(review, language)))


def _entries(review: Review, language: Language) -> Iterator[DocumentEntry]:
    wording = Wording(language)
    for document in sorted(review.documents, key=_urgency):
        yield DocumentEntry(
            status="unreadable" if document.problem else document.status,
            path=document.path,
            before=document.old if document.status == "renamed" else "",
            title=document.comparison.new.meta.title if document.comparison else "",
            link=quote(report_name(document.path)) if document.comparison else "",
            outcome=_outcome(document, language),
            findings=tuple(
                (finding.level, wording.say(finding.level), finding.message(language)) for finding in listed(document)
            ),
        )


def _urgency(document: ReviewedDocument) -> tuple[bool, tuple[int, ...], bool]:
    """Sort key of a document: unreadable ones, then those that need most attention, then any that changed."""
    levels = Counter(finding.level for finding in listed(document))
    changed = document.comparison.summary.different if document.comparison else True
    return not document.problem, tuple(-levels[level] for level in LEVELS), not changed


def _outcome(document: ReviewedDocument, language: Language) -> str:
    return document.problem.message(language) if document.problem else outcome(document, language)
