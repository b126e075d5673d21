"""`plandiff accept`."""

from __future__ import annotations

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
    from plandiff.model import Comparison, Finding, Mode


@click.command()
@click.argument("old")
@click.argument("new")
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
    new: str,
    fingerprints: tuple[str, ...],
    rules: tuple[str, ...],
    level: str | None,
    everything: bool,
    prune: bool,
    reason: str,
    who: str,
    mode: Mode | Literal["auto"],
    any_script: bool,
) -> None:
    """Write down that findings may stay, in the accept file.

    Of --rule and --level, both must fit. What the file says already stays as it is, comments too.
    """
    if not (fingerprints or rules or level or everything or prune):
        raise UsageError("say which findings: --finding, --rule, --level or --all; or --prune")

    from plandiff import judgement, pipeline

    file = configuration.accept_file
    spare_inputs(str(file), old, new)
    known_rules = judgement.select(rules) if rules else None
    found = pipeline.compare(document(settings, old), document(settings, new), mode=mode, script=any_script)
    judged = judgement.judge(found, configuration)
    _check_fingerprints(fingerprints, judged)
    chosen = [
        finding
        for finding in judged.findings
        if finding.fingerprint in fingerprints
        or everything
        or ((rules or level) and (not known_rules or finding.rule in known_rules) and level in (None, finding.level))
    ]
    name = judgement.document_name(found.new.meta.source, configuration.folder)
    entries = [
        judgement.accept(finding, name, settings.language, reason=reason, who=who) for finding in chosen if not finding.accepted
    ]
    stale = judgement.find_stale(configuration.accepted, [found], configuration.folder) if prune else ()
    lines = judgement.drop_lines(judgement.read_lines(file), stale)
    lines = judgement.add_lines(lines or [*judgement.HEADER], entries, str(file))
    if entries or stale:
        write("".join(f"{line}\n" for line in lines).encode(), str(file))
    for line in _summary(settings, chosen, stale=len(stale), file=shown(file)):
        complain(f"plandiff: {line}")


def _check_fingerprints(fingerprints: tuple[str, ...], comparison: Comparison) -> None:
    for fingerprint in fingerprints:
        if all(finding.fingerprint != fingerprint for finding in comparison.findings):
            raise UsageError(f"{fingerprint}: no finding has this fingerprint; --format json lists them")


def _summary(settings: Settings, chosen: list[Finding], *, stale: int, file: str) -> Iterator[str]:
    known = sum(finding.accepted for finding in chosen)
    yield say(settings, "accepted", file=file, count=len(chosen) - known, known=known)
    if stale:
        yield say(settings, "pruned", file=file, count=stale)
