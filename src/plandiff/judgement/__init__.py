"""Judging findings: their levels, what is ignored or accepted, and when a comparison fails.

comparison ─judge▶ comparison ─exit_code▶ 0, 1 or 4

Nothing here reads or compares plans; nothing below knows that there is a configuration.
"""

from __future__ import annotations

from plandiff.judgement.acceptance import (
    HEADER,
    Acceptance,
    accept,
    add_lines,
    drop_lines,
    find_stale,
    read_acceptances,
    read_lines,
)
from plandiff.judgement.configuration import (
    Configuration,
    Ignore,
    find_configuration,
    no_configuration,
    parse_fail_on,
    read_configuration,
)
from plandiff.judgement.files import Read, read_disk
from plandiff.judgement.loosening import find_loosened
from plandiff.judgement.merging import disagree, merge_notes
from plandiff.judgement.notes import parse_decisions, parse_notes, read_bytes, read_decisions, read_notes
from plandiff.judgement.opinions import annotate, find_agreed, find_stale_opinions
from plandiff.judgement.places import find_unmet
from plandiff.judgement.selectors import select
from plandiff.judgement.verdict import exit_code, failing, judge, judge_review

__all__ = [
    "HEADER",
    "Acceptance",
    "Configuration",
    "Ignore",
    "Read",
    "accept",
    "add_lines",
    "annotate",
    "disagree",
    "drop_lines",
    "exit_code",
    "failing",
    "find_agreed",
    "find_configuration",
    "find_loosened",
    "find_stale",
    "find_stale_opinions",
    "find_unmet",
    "judge",
    "judge_review",
    "merge_notes",
    "no_configuration",
    "parse_decisions",
    "parse_fail_on",
    "parse_notes",
    "read_acceptances",
    "read_bytes",
    "read_configuration",
    "read_decisions",
    "read_disk",
    "read_lines",
    "read_notes",
    "select",
]
