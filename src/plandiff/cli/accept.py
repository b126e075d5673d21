"""`plandiff accept`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

from plandiff.cli.comparing import comparing_options
from plandiff.cli.judging import configured, say, shown
from plandiff.cli.libraries import document
from plandiff.cli.output import complain, spare_inputs, write
from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.judgement import Configuration
    from plandiff.model import Finding, Mode, Reading, Review


@click.command()
@click.argument("old", metavar="OLD|BASE..HEAD")
@click.argument("new", required=False)
@click.option("--finding", "fingerprints", metavar="FINGERPRINT", multiple=True, help="Accept this finding.")
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Accept what is found by this rule, area or pattern.")
@click.option("--level", type=click.Choice(["error", "warning", "info"]), help="Accept what has this level.")
@click.option("--all", "everything", is_flag=True, help="Accept all that is found.")
@click.option("--prune", is_flag=True, help="Drop what was accepted in these documents and no longer occurs.")
@click.option("--reason", metavar="TEXT", default="", help="Why, for those who review the file.")
@click.option("--by", "who", metavar="NAME", default="", help="Who decided.")
@comparing_options
@shared_options
@configured
def accept(
    settings: Settings,
    *,
    configuration: Configuration,
    old: str,
    new: str | None,
    fingerprints: tuple[str, ...],
    rules: tuple[str, ...],
    level: str | None,
    everything: bool,
    prune: bool,
    reason: str,
    who: str,
    mode: Mode | Literal["auto"],
    any_script: bool,
    reading: Reading,
) -> None:
    """Write down that findings may stay, in the accept file: of two documents, or of all that a range of revisions changes.

    Of --rule and --level, both must fit. What the file says already stays as it is, comments too. In a git repository
    .gitattributes is told to merge the file by lines.
    """
    if not (fingerprints or rules or level or everything or prune):
        raise UsageError("say which findings: --finding, --rule, --level or --all; or --prune")

    from plandiff import judgement

    file = configuration.accept_file
    spare_inputs(str(file), old, *([new] if new else []))
    known_rules = judgement.select(rules) if rules else None
    found = _compare(settings, old, new, mode, any_script=any_script, reading=reading)
    judged = judgement.judge_review(found, configuration)
    _check_fingerprints(fingerprints, judged)
    chosen = [
        (document.path, finding)
        for document in judged.documents
        for finding in document.findings
        if finding.fingerprint in fingerprints
        or everything
        or ((rules or level) and (not known_rules or finding.rule in known_rules) and level in (None, finding.level))
    ]
    entries = [
        judgement.accept(finding, judgement.document_name(path, configuration.folder), settings.language, reason=reason, who=who)
        for path, finding in chosen
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
    for line in _summary(settings, [finding for _, finding in chosen], stale=len(stale), file=shown(file)):
        complain(f"plandiff: {line}")


def _compare(
    settings: Settings, old: str, new: str | None, mode: Mode | Literal["auto"], *, any_script: bool, reading: Reading
) -> Review:
    """What became of one document, or of those between two revisions."""
    from plandiff import pipeline
    from plandiff.model import Review

    if new is not None:
        sources = document(settings, old), document(settings, new)
        return Review.of(pipeline.compare(*sources, mode=mode, script=any_script, reading=reading))
    from plandiff.cli.ranges import request
    from plandiff.cli.reviewing import review

    return review(request(old, os.environ, staged=False), (), any_script=any_script, reading=reading)


def _check_fingerprints(fingerprints: tuple[str, ...], judged: Review) -> None:
    known = {finding.fingerprint for document in judged.documents for finding in document.findings}
    for fingerprint in fingerprints:
        if fingerprint not in known:
            raise UsageError(f"{fingerprint}: no finding has this fingerprint; --format json lists them")


def _summary(settings: Settings, chosen: list[Finding], *, stale: int, file: str) -> Iterator[str]:
    known = sum(finding.accepted for finding in chosen)
    yield say(settings, "accepted", file=file, count=len(chosen) - known, known=known)
    if stale:
        yield say(settings, "pruned", file=file, count=stale)
