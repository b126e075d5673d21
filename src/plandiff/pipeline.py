"""The whole tool on one screen.

source ─read▶ document ─normalize▶ Plan ─index▶ Indexed ─align▶ Alignment ─describe▶ Comparison ─render▶ bytes

Each arrow is one function of one package; the packages do not know each other. Nothing is
decided here. Stages are imported where they run, so that a command that needs one stage does
not pay for the others.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from plandiff.model import AS_ACCEPTED, NO_DECISIONS, Comparison, Decisions, Indexed, Mode, Plan, Reading, Source

Document = str | Path | bytes | Source


def load(document: Document, reading: Reading = AS_ACCEPTED) -> Plan:
    """Read a document and normalize it into a section tree.

    `document` is a path, "-" for standard input, the bytes themselves, or a `Source`; `reading` says how it is
    read where it can be in more than one way. Raises `InputError` when it cannot be read.
    """
    from plandiff.normalize import normalize
    from plandiff.readers import read
    from plandiff.sources import open_source

    return normalize(read(open_source(document), reading))


def compare(
    old: Document | Plan | Indexed,
    new: Document | Plan | Indexed,
    *,
    mode: Mode | Literal["auto"] = "auto",
    script: bool = False,
    reading: Reading = AS_ACCEPTED,
    decisions: Decisions = NO_DECISIONS,
) -> Comparison:
    """Say what became of each unit of `old` in `new`.

    `mode` is "versions" (two states of one document), "regions" (two documents on one subject)
    or "auto" (decided by how much of their text the two have in common). With `script`, traditional
    and simplified characters differ by noise only (needs the extra `plandiff[script]`).
    `reading` says how documents are read where they can be in more than one way. `decisions` say which units are one and
    which are not, whatever seems so. A plan that is compared with many is best indexed first (`index`).
    Raises `InputError` when a document cannot be read.
    """
    from plandiff.align import align
    from plandiff.changes import describe, find
    from plandiff.targets import compare_targets

    sides = [_indexed(document, reading, script=script) for document in (old, new)]
    comparison = describe(align(sides[0], sides[1], mode, decisions))
    comparison = replace(comparison, targets=compare_targets(comparison))
    return replace(comparison, findings=find(comparison))


def index(plan: Plan, *, script: bool = False) -> Indexed:
    """A plan with all that is worked out of it alone before it is compared; with `script` as in `compare`."""
    from plandiff.indexing import index as index_plan

    return index_plan(plan, script=script)


def _indexed(document: Document | Plan | Indexed, reading: Reading, *, script: bool) -> Indexed:
    if isinstance(document, Indexed):
        return document if document.script == script else index(document.plan, script=script)
    return index(document if isinstance(document, Plan) else load(document, reading), script=script)
