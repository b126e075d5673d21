"""A review of several documents as text, and what is said of one in other formats too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, get_args

from plandiff.model import DocumentStatus, Finding, Level, Review, ReviewedDocument
from plandiff.renderers.options import Language, RenderOptions
from plandiff.renderers.review_messages import say
from plandiff.renderers.terminal import Style, flow

SIGNS: Final[dict[DocumentStatus, tuple[str, Style]]] = {
    "added": ("+", "inserted"),
    "deleted": ("-", "deleted"),
    "changed": ("~", ""),
    "renamed": ("~", ""),
}
UNREADABLE: Final[tuple[str, Style]] = ("!", "deleted")
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
LISTED: Final[tuple[Level, ...]] = ("error", "warning")
"""Levels whose findings are listed one by one; those below are only counted, for most changes have one."""


def render_review_text(review: Review, options: RenderOptions) -> bytes:
    return ("\n".join(_lines(review, options)) + "\n").encode("utf-8", "replace")


def totals(review: Review, language: Language) -> str:
    """How many documents came, went and changed, in one sentence without a full stop."""
    count = len(review.documents)
    if not count:
        return say(language, "none")
    outcomes = Counter("unreadable" if document.problem else document.status for document in review.documents)
    names = (*SIGNS, "unreadable")
    said = [say(language, "counted", count=outcomes[name], name=say(language, name)) for name in names if outcomes[name]]
    every = say(language, "document_one" if count == 1 else "documents", count=count)
    return f"{every}{say(language, 'colon')}{say(language, 'list').join(said)}"


def outcome(document: ReviewedDocument, language: Language) -> str:
    """What became of one document, in one line."""
    if document.problem:
        return say(language, "unreadable")
    said = [] if document.status == "changed" else [say(language, document.status)]
    if document.comparison:
        said.append(_counts(document, language))
    return say(language, "list").join(said)


def _counts(document: ReviewedDocument, language: Language) -> str:
    from plandiff.renderers.messages import Wording
    from plandiff.renderers.overview import overview
    from plandiff.renderers.sentences import headline
    from plandiff.renderers.view import lay_out

    assert document.comparison  # noqa: S101 - asked for only then
    wording = Wording(language, document.comparison.alignment.mode)
    phrases = headline(document.comparison, overview(document.comparison, lay_out(document.comparison)))
    said = [wording.say("clause").join(map(wording.phrase, phrases)), *findings_counted(document.comparison.findings, language)]
    return say(language, "list").join(said)


def findings_counted(findings: tuple[Finding, ...], language: Language) -> Iterator[str]:
    """`2 errors`: how many findings there are of each level; those accepted are counted apart."""
    counts = Counter("accepted" if finding.accepted else finding.level for finding in findings)
    for key in (*LEVELS, "accepted"):
        if counts[key]:
            yield say(language, "tallied", count=counts[key], name=say(language, key))


def listed(document: ReviewedDocument) -> Iterator[Finding]:
    """The findings to show one by one: not accepted ones, the gravest first."""
    findings = document.comparison.findings if document.comparison else ()
    for level in LISTED:
        yield from (finding for finding in findings if finding.level == level and not finding.accepted)


def _lines(review: Review, options: RenderOptions) -> Iterator[str]:
    language, color, width = options.language, options.color, options.width
    title = say(language, "title", old=review.old, new=review.new)
    yield from flow([("strong", title)], width, color=color)
    yield from flow([("", totals(review, language))], width, color=color)
    for document in review.documents:
        sign, style = UNREADABLE if document.problem else SIGNS[document.status]
        name = f"{document.old} → {document.new}" if document.status == "renamed" else document.path
        told = document.problem.removeprefix(f"{document.path}: ") if document.problem else outcome(document, language)
        yield ""
        yield from flow([(style, f"{sign} "), ("strong", name), ("", f"  {told}")], width, indent=2, color=color)
        for finding in listed(document):
            pieces: list[tuple[Style, str]] = [
                ("deleted" if finding.level == "error" else "", f"{finding.level} "),
                ("faint", f"{finding.rule.id} "),
                ("", finding.message(language)),
            ]
            yield from flow(pieces, width, first=4, indent=6, color=color)
