"""What commands that judge findings share: the configuration and its options, and how the verdict is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click
from click.core import ParameterSource

from plandiff.cli.comparing import gather_request
from plandiff.cli.output import STANDARD, complain
from plandiff.cli.settings import Settings
from plandiff.errors import FileError, SettingError, UsageError
from plandiff.exit_codes import DONE, FOUND, UNSURE

if TYPE_CHECKING:
    from plandiff.judgement import Configuration, Read
    from plandiff.model import Comparison, Doubt, Notes, Review, ReviewedDocument


NAMED: Final = 3
"""Stale notes that are listed; the others are counted."""


class Baseline(NamedTuple):
    """The configuration and the accept file as they were before a change that may have touched them."""

    read: Read
    counts: bool
    """The change is judged by them; otherwise they only show what it did to them."""


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--config`, `--no-config`, `--accept-file`, `--notes` and `--decisions` to a command that compares.

    It gets the resulting `configuration`, and the comparison's options as `request`: where the command line gives no value,
    `[report]` applies. A command that is given a `baseline` gets the configuration of that as `before`.
    """

    @wraps(command)
    def run(
        settings: Settings,
        *,
        config: str | None,
        no_config: bool,
        accept_file: str | None,
        notes_files: tuple[str, ...],
        decisions_file: str | None,
        baseline: Baseline | None = None,
        **values: Any,  # noqa: ANN401 - passed on
    ) -> Any:  # noqa: ANN401 - passed on
        read = partial(_configuration, config, accept_file, notes_files, decisions_file, no_config=no_config)
        if baseline:
            before = _configuration_before(read, baseline)
            configuration = before if baseline.counts and before else read()
            values["before"] = before
        else:
            configuration = read()
        _apply_report(settings, configuration, values)
        return command(settings, configuration=configuration, request=gather_request(values, configuration), **values)

    for option in (
        click.option(
            "--decisions",
            "decisions_file",
            metavar="FILE",
            help="Apply the decisions of a notes file about which units match and which do not.",
        ),
        click.option(
            "--notes",
            "notes_files",
            metavar="FILE",
            multiple=True,
            help="Apply the decisions of a notes file, and show its readers' notes on changes; may be repeated.",
        ),
        click.option("--accept-file", metavar="FILE", help="File of accepted findings; by default plandiff.accept."),
        click.option("--no-config", is_flag=True, help="Do not use a configuration file."),
        click.option("--config", metavar="FILE", help="Configuration file; by default the nearest plandiff.toml."),
    ):
        run = option(run)
    return run


def judging_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--fail-on`, `--min-confidence` and `--min-finding-confidence` too; the command line overrides the file in `configuration`."""

    @wraps(command)
    def run(
        settings: Settings,
        *,
        configuration: Configuration,
        fail_on: tuple[str, ...],
        min_confidence: float | None,
        min_finding_confidence: float | None,
        **values: Any,  # noqa: ANN401 - passed on
    ) -> Any:  # noqa: ANN401 - passed on
        from plandiff.judgement import parse_fail_on

        asked: dict[str, Any] = {"fail_on": parse_fail_on(fail_on)} if fail_on else {}
        if min_confidence is not None:
            asked["min_confidence"] = min_confidence
        if min_finding_confidence is not None:
            asked["min_finding_confidence"] = min_finding_confidence
        if before := values.get("before"):
            values["before"] = replace(before, **asked)
        return command(settings, configuration=replace(configuration, **asked), **values)

    for option in (
        click.option(
            "--min-confidence",
            metavar="0..1",
            type=click.FloatRange(0, 1),
            help="Exit with 4 when the comparison is less certain than this.",
        ),
        click.option(
            "--min-finding-confidence",
            metavar="0..1",
            type=click.FloatRange(0, 1),
            help="Ignore findings that are less certain than this.",
        ),
        click.option(
            "--fail-on",
            metavar="LEVEL|RULE[,...]",
            multiple=True,
            help="Exit with 1 on a finding that is not accepted and has this level or a more severe one, or this rule.",
        ),
    ):
        run = option(run)
    return configured(run)


def conclude(settings: Settings, found: Review, judged: Review, configuration: Configuration) -> int:
    """Report on standard error what is doubtful, what fails and what has no effect, and return the exit code, the highest if many.

    `found` is the review as produced, `judged` what the configuration made of it.
    """
    from plandiff.judgement import exit_code, failing

    codes = [exit_code(document, configuration) for document in judged.documents]
    sure = [document for document, code in zip(found.documents, codes, strict=True) if code != UNSURE and not document.problem]
    _warn_of_stale(settings, sure, configuration)
    _warn_of_stale_notes(settings, found, configuration)
    _warn_of_unmet(
        settings, [document for document, code in zip(judged.documents, codes, strict=True) if code != UNSURE], configuration
    )
    rules: Counter[str] = Counter()
    for document, code in zip(judged.documents, codes, strict=True):
        if code == UNSURE and document.comparison:
            complain(f"plandiff: {describe_doubt(settings, document.comparison, configuration)}")
        elif code == FOUND:
            rules.update(finding.rule.id for finding in failing(document, configuration))
    if rules:
        counts = ", ".join(f"{rule} {count}" for rule, count in rules.items())
        complain(f"plandiff: {say(settings, 'failing', rules=counts)}")
    return max(codes, default=DONE)


def describe_doubt(settings: Settings, comparison: Comparison, configuration: Configuration) -> str:
    """Which document or alignment is less certain than the configuration requires, and why."""
    doubt: Doubt = comparison.summary.doubts[0]
    names = {"old": comparison.old.meta.source, "new": comparison.new.meta.source, "alignment": say(settings, "alignment")}
    return say(
        settings,
        "unsure",
        where=names[doubt.about],
        confidence=f"{doubt.confidence:g}",
        least=f"{configuration.min_confidence:g}",
        why=say(settings, doubt.cause, percent=f"{doubt.confidence:.0%}"),
    )


def _warn_of_stale(settings: Settings, found: Sequence[ReviewedDocument], configuration: Configuration) -> None:
    """Report acceptances about these documents that no longer match anything."""
    from plandiff.judgement import find_stale

    stale = find_stale(configuration.accepted, found, configuration.folder)
    if stale:
        listed = ", ".join(f"{entry.rule} {entry.fingerprint}".strip() for entry in stale)
        name = shown(configuration.accept_file)
        complain(f"plandiff: {say(settings, 'stale', name=name, findings=listed)}")


def _warn_of_stale_notes(settings: Settings, found: Review, configuration: Configuration) -> None:
    """Report notes about changes that none of these documents has."""
    from plandiff.judgement import find_stale_opinions

    stale = configuration.notes.opinions
    for document in found.documents:
        if document.comparison:
            stale = find_stale_opinions(document.comparison, stale)
    if stale:
        complain(f"plandiff: {say(settings, 'stale-notes', count=len(stale), notes='; '.join(map(str, stale[:NAMED])))}")


def _warn_of_unmet(settings: Settings, judged: Sequence[ReviewedDocument], configuration: Configuration) -> None:
    """Report ignores of a section that none of these documents has."""
    from plandiff.judgement import find_unmet

    if unmet := find_unmet(judged, configuration):
        complain(f"plandiff: {say(settings, 'unmet', patterns=', '.join(map(repr, unmet)))}")


def shown(path: Path) -> str:
    """A path as a user in this folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def say(settings: Settings, key: str, **values: object) -> str:
    """A message about findings and confidence. Raises `KeyError` for an unknown key."""
    from plandiff.renderers import judgement_messages

    return judgement_messages.say(settings.language, key, **values)


def _configuration(
    named: str | None,
    accept_file: str | None,
    notes_files: tuple[str, ...],
    decisions_file: str | None,
    read: Read | None = None,
    *,
    no_config: bool,
) -> Configuration:
    """What counts by the files on the disk, or as `read` finds them."""
    from plandiff.judgement import find_configuration, no_configuration, read_acceptances, read_configuration, read_disk
    from plandiff.model import Notes
    from plandiff.paths import find_link, normal

    if named and no_config:
        raise UsageError("config-and-no-config")
    read, here = read or read_disk, Path.cwd()
    path = normal(Path(named)) if named else None if no_config else find_configuration(here, read)
    configuration = read_configuration(path, read) if path else no_configuration(here)
    file = Path(accept_file) if accept_file else configuration.accept_file
    if read is read_disk and (link := find_link(file, configuration.folder)):
        raise SettingError(link, "link")
    notes = sum((_notes(normal(Path(name)), configuration, read) for name in notes_files), Notes())
    if decisions_file:
        notes += Notes(_notes(normal(Path(decisions_file)), configuration, read).decisions)
    return replace(configuration, accept_file=file, accepted=read_acceptances(normal(file), read), notes=notes)


def _notes(path: Path, configuration: Configuration, read: Read) -> Notes:
    """What a notes file says; nothing before a change that it came with. One from elsewhere is not part of any change."""
    from plandiff.judgement import read_disk, read_notes
    from plandiff.model import NO_NOTES

    if read is read_disk or not path.is_relative_to(configuration.folder):
        return read_notes(path)
    return read_notes(path, read) if read(path) is not None else NO_NOTES


def _configuration_before(read: Callable[[Read], Configuration], baseline: Baseline) -> Configuration | None:
    """What counted before; None where that does not count and made no sense."""
    try:
        return read(baseline.read)
    except FileError:
        if baseline.counts:
            raise
        return None


def _apply_report(settings: Settings, configuration: Configuration, values: dict[str, Any]) -> None:
    """Let `[report]` speak where the command line does not: of the format, the suffix of the output does too."""
    source = click.get_current_context().get_parameter_source
    for name, value in configuration.report:
        written = name == "format_name" and values.get("output") not in (None, STANDARD)
        if written or source(name) is ParameterSource.COMMANDLINE:
            continue
        if name == "language":
            settings.language = "zh" if value == "zh" else "en"
        elif name in values:
            values[name] = str(configuration.folder / str(value)) if name == "templates" else value
