"""A Markdown comment for a merge request: findings, the most severe in a table, the rest folded; of bounded length."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plandiff.model import Review, ReviewedDocument
from plandiff.renderers.annotations import LEVELS, Digest, digest, file_name, problem_of
from plandiff.renderers.markdown import LARGEST, escape, findings_table, place
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.reviews import noted, outcome, title, totals
from plandiff.renderers.terminal import clip

ROWS_OPEN: Final = 20
"""Rows of a table that are visible: a screen of a comment; the others are folded."""

BRIEF_SHOWN: Final = 50
"""Documents without findings that are listed; the others are counted."""

NAME_COLUMNS: Final = 100
"""Characters of a document's name, and of why it cannot be read: the width of a comment."""


@dataclass(frozen=True)
class _Chapter:
    """The part of the comment about one document."""

    name: str
    outcome: str
    findings: Digest


def render_comment(review: Review, options: RenderOptions) -> bytes:
    """All findings if they fit, else as many as fit, the most severe first, and how many are omitted."""
    wording = Wording(options.language)
    chapters = tuple(_chapter(document, wording) for document in review.documents)
    if len(chapters) == 1 and chapters[0].findings.open:
        head = [f"## {escape(chapters[0].outcome)}", "", escape(chapters[0].name)]
    else:
        head = [
            f"## {escape(title(review, options.language))}",
            "",
            escape(totals(review, options.language)),
        ]
    for note in noted(review, options.language):
        head += ["", f"> {escape(note)}"]
    total = sum(len(chapter.findings.open) for chapter in chapters)
    fitting = bisect_right(range(1, total + 1), LARGEST, key=lambda count: len(_write(head, chapters, count, wording)))
    return _write(head, chapters, fitting, wording).encode("utf-8", "replace")


def _chapter(document: ReviewedDocument, wording: Wording) -> _Chapter:
    path = file_name(document.path)
    summary = (
        clip(problem_of(document, wording.language), NAME_COLUMNS) if document.problem else outcome(document, wording.language)
    )
    return _Chapter(clip(path, NAME_COLUMNS), summary, digest(document, path))


def _write(head: list[str], chapters: tuple[_Chapter, ...], most: int, wording: Wording) -> str:
    """The comment with the most severe findings of all, at most that many."""
    shares = _shares(chapters, most)
    lines = list(head)
    for number, chapter in enumerate(chapters):
        if shares[number]:
            if len(chapters) > 1:
                lines += ["", f"### {escape(chapter.name)}", "", escape(chapter.outcome)]
            lines += _findings(replace(chapter.findings, open=chapter.findings.open[: shares[number]]), wording)
    lines += _brief([chapter for chapter in chapters if not chapter.findings.open], wording)
    if cut := sum(len(chapter.findings.open) for chapter in chapters) - most:
        lines += ["", escape(wording.say("findings_cut", count=cut))]
    return "\n".join(lines) + "\n"


def _shares(chapters: tuple[_Chapter, ...], most: int) -> Counter[int]:
    """How many of the most severe findings of all belong to each document; they are its first ones."""
    ranked = sorted(
        (LEVELS.index(annotation.finding.level), number)
        for number, chapter in enumerate(chapters)
        for annotation in chapter.findings.open
    )
    return Counter(number for _, number in ranked[:most])


def _findings(findings: Digest, wording: Wording) -> Iterator[str]:
    if findings.severe:
        yield from ("", *findings_table(findings.severe[:ROWS_OPEN], wording))
    if further := findings.severe[ROWS_OPEN:]:
        yield from _folded(wording.say("further", count=len(further)), findings_table(further, wording))
    for rule, met in findings.infos:
        title = wording.say("tallied_rule", name=getattr(rule.title, wording.language), count=len(met))
        lines = (f"- {escape(info.detail(wording.language))} <sub>{place(info, wording)}</sub>" for info in met)
        yield from _folded(title, lines)


def _folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines below a summary in our own words."""
    yield from ("", f"<details><summary>{summary}</summary>", "", *lines, "", "</details>")


def _brief(chapters: Sequence[_Chapter], wording: Wording) -> Iterator[str]:
    """The documents summarized in a single line."""
    if chapters:
        yield ""
    for chapter in chapters[:BRIEF_SHOWN]:
        yield f"- **{escape(chapter.name)}** {escape(chapter.outcome)}"
    if len(chapters) > BRIEF_SHOWN:
        yield f"- {wording.say('further', count=len(chapters) - BRIEF_SHOWN)}"
