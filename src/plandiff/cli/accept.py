"""`plandiff accept`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from plandiff.cli.comparing import comparing_options
from plandiff.cli.judging import configured, say, shown
from plandiff.cli.libraries import document
from plandiff.cli.output import complain, spare_inputs, write
from plandiff.cli.settings import Settings, gathered, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.model import Finding, Request, Review, Rule


@dataclass(frozen=True)
class Choice:
    """Which findings to accept: those named, and those that match both rules and level where either is given."""

    fingerprints: tuple[str, ...]
    rules: tuple[str, ...]
    level: str | None
    everything: bool

    def __bool__(self) -> bool:
        return bool(self.fingerprints or self.rules or self.level or self.everything)

    def pick(self, judged: Review) -> list[tuple[str, Finding]]:
        """The findings chosen, each with its document's path. Raises `UsageError` for an unknown rule or fingerprint."""
        from plandiff.judgement import select

        rules = select(self.rules)
        found = [(document.path, finding) for document in judged.documents for finding in document.findings]
        known = {finding.fingerprint for _, finding in found}
        for fingerprint in self.fingerprints:
            if fingerprint not in known:
                raise UsageError("unknown-fingerprint", fingerprint=fingerprint)
        return [(path, finding) for path, finding in found if self._takes(finding, rules)]

    def _takes(self, finding: Finding, rules: tuple[Rule, ...]) -> bool:
        if self.everything or finding.fingerprint in self.fingerprints:
            return True
        fits = (not self.rules or finding.rule in rules) and self.level in (None, finding.level)
        return bool(self.rules or self.level) and fits


@click.command()
@click.argument("old", metavar="OLD|BASE..HEAD")
@click.argument("new", required=False)
@click.option("--finding", "fingerprints", metavar="FINGERPRINT", multiple=True, help="Accept this finding.")
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Accept the findings of this rule, area or pattern.")
@click.option("--level", type=click.Choice(["error", "warning", "info"]), help="Accept the findings of this level.")
@click.option("--all", "everything", is_flag=True, help="Accept every finding.")
@click.option("--prune", is_flag=True, help="Drop accepted findings of these documents that no longer occur.")
@click.option("--reason", metavar="TEXT", default="", help="The reason, for those who review the file.")
@click.option("--by", "who", metavar="NAME", default="", help="Who decided.")
@comparing_options
@shared_options
@configured
@gathered("choice", Choice)
def accept(
    settings: Settings,
    *,
    configuration: Configuration,
    request: Request,
    old: str,
    new: str | None,
    choice: Choice,
    prune: bool,
    reason: str,
    who: str,
) -> None:
    """Accept findings of two documents, or of all documents that a range of revisions changes: record them in the accept file.

    With --notes, accept those of changes that readers agreed with and nobody objected to. Given both --rule and --level, a
    finding must match both. What the file already holds stays as it is, comments included. In a git repository, .gitattributes
    is set so that the file is merged by lines.
    """
    if not (choice or prune or configuration.notes.opinions):
        raise UsageError("nothing-to-accept")

    from plandiff import judgement
    from plandiff.model.names import document_name

    file = configuration.accept_file
    spare_inputs(str(file), old, *([new] if new else []))
    judgement.select(choice.rules)  # an unknown rule is reported before the work
    found = _compare(settings, request, old, new)
    judged = judgement.judge_review(found, configuration)
    chosen = {finding.fingerprint: (path, finding, reason, who) for path, finding in choice.pick(judged)}
    for path, finding, opinion in judgement.find_agreed(judged):
        chosen.setdefault(finding.fingerprint, (path, finding, reason or opinion.text, who or opinion.by))
    entries = [
        judgement.accept(finding, document_name(path, configuration.folder), settings.language, reason=why, who=whose)
        for path, finding, why, whose in chosen.values()
        if not finding.accepted
    ]
    read = [document for document in found.documents if not document.problem]
    stale = judgement.find_stale(configuration.accepted, read, configuration.folder) if prune else ()
    lines = judgement.drop_lines(judgement.read_lines(file), stale)
    lines = judgement.add_lines(lines or [*judgement.HEADER], entries, str(file))
    if entries or stale:
        from plandiff.cli.attributes import merge_by_lines

        write("".join(f"{line}\n" for line in lines).encode(), str(file))
        if attributes := merge_by_lines(file):
            complain(f"plandiff: {say(settings, 'written', file=shown(attributes))}")
    for line in _summary(settings, [finding for _, finding, *_ in chosen.values()], stale=len(stale), file=shown(file)):
        complain(f"plandiff: {line}")


def _compare(settings: Settings, request: Request, old: str, new: str | None) -> Review:
    """What happened to one document, or to those between two revisions."""
    from plandiff import pipeline
    from plandiff.model import Review

    if new is not None:
        return Review.of(pipeline.fulfil(request, document(settings, old), document(settings, new)))
    from plandiff.cli.ranges import find_scope
    from plandiff.cli.reviewing import review

    return review(request, find_scope(old, os.environ, staged=False))


def _summary(settings: Settings, chosen: list[Finding], *, stale: int, file: str) -> Iterator[str]:
    known = sum(finding.accepted for finding in chosen)
    yield say(settings, "accepted", file=file, count=len(chosen) - known, known=known)
    if stale:
        yield say(settings, "pruned", file=file, count=stale)
