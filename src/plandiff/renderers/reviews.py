"""A review of several documents as text, and its sentences that other formats use too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from plandiff.bilingual import Language
from plandiff.model import Comparison, DocumentStatus, Finding, Review, ReviewedDocument
from plandiff.model.review import INDEX, WORK_TREE
from plandiff.renderers.annotations import digest
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.review_messages import say
from plandiff.renderers.sentences import headline
from plandiff.renderers.tally import tally
from plandiff.renderers.terminal import BLANK, Printed, Style, flow, printable, sheet

SIGNS: Final[dict[DocumentStatus, tuple[str, Style]]] = {
    "added": ("+", "inserted"),
    "deleted": ("-", "deleted"),
    "changed": ("~", ""),
    "renamed": ("~", ""),
}
UNREADABLE: Final[tuple[str, Style]] = ("!", "deleted")


def render_review_text(review: Review, options: RenderOptions) -> bytes:
    return sheet(_lines(review, options))


def title(review: Review, language: Language) -> str:
    """What is compared with what."""
    new = say(language, review.new) if review.new in (WORK_TREE, INDEX) else review.new
    return say(language, "title", old=review.old, new=new)


def totals(review: Review, language: Language) -> str:
    """How many documents were added, deleted and changed, in one sentence without a full stop."""
    count = len(review.documents)
    if not count:
        return say(language, "none")
    outcomes = Counter("unreadable" if document.problem else document.status for document in review.documents)
    names = (*SIGNS, "unreadable")
    said = [say(language, "counted", count=outcomes[name], name=say(language, name)) for name in names if outcomes[name]]
    every = say(language, "documents", count=count)
    return f"{every}{say(language, 'colon')}{say(language, 'list').join(said)}"


def noted(review: Review, language: Language) -> tuple[str, ...]:
    """What the reader needs to know about how the two states were chosen and judged, one line each."""
    return tuple(printable(say(language, note.code, detail=note.detail_in(language))) for note in review.notes)


def outcome(document: ReviewedDocument, language: Language) -> str:
    """What happened to one document, in one line."""
    if document.problem:
        return say(language, "unreadable")
    said = [] if document.status == "changed" else [say(language, document.status)]
    if document.comparison:
        said.append(_how_much(document.comparison, language))
    wording = Wording(language)
    counts = wording.say("list").join(wording.phrase(count) for _, count in digest(document).counts)
    return wording.say("clause").join(filter(None, (wording.say("list").join(said), counts)))


def _how_much(comparison: Comparison, language: Language) -> str:
    """How much changed."""
    wording = Wording.about(comparison, language)
    return wording.say("clause").join(map(wording.phrase, headline(comparison, tally(comparison))))


def listed(document: ReviewedDocument) -> tuple[Finding, ...]:
    """The findings to show one by one: errors and warnings that nobody accepted, the most severe first."""
    return tuple(annotation.finding for annotation in digest(document).severe)


def shown_of(review: Review, limit: int | None) -> tuple[ReviewedDocument, ...]:
    """The documents to list, by path: if that is limited, unreadable ones and those with severe findings first."""
    if limit is None or len(review.documents) <= limit:
        return review.documents
    urgent = sorted(review.documents, key=lambda document: not (document.problem or listed(document)))
    kept = {document.path for document in urgent[:limit]}
    return tuple(document for document in review.documents if document.path in kept)


def _lines(review: Review, options: RenderOptions) -> Iterator[Printed]:
    language, color, width = options.language, options.color, options.width
    yield from flow([("strong", title(review, language))], width, color=color)
    yield from flow([("", totals(review, language))], width, color=color)
    for note in noted(review, language):
        yield from flow([("strong", "! "), ("", note)], width, indent=2, color=color)
    shown = shown_of(review, options.limit)
    for document in shown:
        sign, style = UNREADABLE if document.problem else SIGNS[document.status]
        name = f"{document.old} → {document.new}" if document.status == "renamed" else document.path
        yield BLANK
        line: list[tuple[Style, str]] = [("strong", name), ("", f"  {outcome(document, language)}")]
        if document.problem:
            line = [("strong", document.problem.message(language))]
        yield from flow([(style, f"{sign} "), *line], width, indent=2, color=color)
        for finding in listed(document):
            pieces: list[tuple[Style, str]] = [
                ("deleted" if finding.level == "error" else "", f"{finding.level} "),
                ("faint", f"{finding.rule.id} "),
                ("", finding.message(language)),
            ]
            yield from flow(pieces, width, first=4, indent=6, color=color)
    if left := len(review.documents) - len(shown):
        yield BLANK
        yield from flow([("faint", say(language, "more", count=left))], width, indent=2, color=color)
