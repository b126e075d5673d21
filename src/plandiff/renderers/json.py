"""The contract with other programs: `plandiff/comparison-1`, `plandiff/plan-1` and `plandiff/review-1`.

What each key means is in `schemas/plandiff-1.json`, which `plandiff schema` prints.
Keys are added within a version, never renamed or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from plandiff import __version__
from plandiff.model import (
    Alignment,
    Change,
    Comparison,
    Extent,
    Finding,
    Note,
    Origin,
    Plan,
    Review,
    ReviewedDocument,
    Summary,
    TargetChange,
    TextEdit,
    Unit,
)
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.targets import target_json

COMPARISON_SCHEMA: Final = "plandiff/comparison-1"
PLAN_SCHEMA: Final = "plandiff/plan-1"
REVIEW_SCHEMA: Final = "plandiff/review-1"


def render_json(comparison: Comparison, _: RenderOptions) -> bytes:
    return _write(comparison_json(comparison))


def render_plan_json(plan: Plan, _: RenderOptions) -> bytes:
    return _write({"schema": PLAN_SCHEMA, "plandiff": __version__, **plan_json(plan)})


def render_review_json(review: Review, _: RenderOptions) -> bytes:
    documents = [_reviewed(document) for document in review.documents]
    whole = {"schema": REVIEW_SCHEMA, "plandiff": __version__, "old": review.old, "new": review.new}
    return _write({**whole, "different": review.different, "notes": _notes(review.notes), "documents": documents})


def _reviewed(document: ReviewedDocument) -> dict[str, Any]:
    comparison = document.comparison
    return {
        "status": document.status,
        "old": document.old,
        "new": document.new,
        "problem": str(document.problem or ""),
        "summary": _summary(comparison.summary) if comparison else None,
        "findings": [_finding(finding) for finding in document.findings],
    }


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    alignment: Alignment = comparison.alignment
    return {
        "schema": COMPARISON_SCHEMA,
        "plandiff": __version__,
        "mode": alignment.mode,
        "summary": _summary(comparison.summary),
        "notes": _notes(alignment.notes),
        "old": plan_json(comparison.old),
        "new": plan_json(comparison.new),
        "changes": _changes(comparison),
        "related": [asdict(related) for related in alignment.related],
        "targets": [_target_change(change) for change in comparison.targets],
        "findings": [_finding(finding) for finding in comparison.findings],
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "source": plan.meta.source,
        "title": plan.meta.title,
        "meta": asdict(plan.meta),
        "notes": _notes(plan.notes),
        "set_aside": [{"reason": block.reason, "text": block.text, "line": block.line} for block in plan.set_aside],
        "nodes": [_node(unit, plan.keys[unit.id]) for unit in plan.units],
    }


def _node(unit: Unit, key: str) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": unit.id,
        "key": key,
        "parent": unit.parent,
        "kind": unit.kind,
        "level": unit.level,
        "number": unit.number,
        "text": unit.text,
        "lead": unit.lead,
        "line": unit.line,
        "origin": origin_json(unit.origin),
        "layer": unit.layer,
        "document": unit.document,
    }
    if unit.spans:
        node["spans"] = [span._asdict() for span in unit.spans]
    if unit.parts:
        node["parts"] = [part._asdict() for part in unit.parts]
    if unit.period:
        node["period"] = str(unit.period)
    if unit.aspect:
        node["aspect"] = unit.aspect
    if unit.digest:
        node["digest"] = unit.digest
    if unit.kind == "row":
        node["cells"] = [{"text": cell.text, "covered": cell.covered} for cell in unit.cells]
    return node


def origin_json(origin: Origin | None) -> dict[str, Any] | None:
    """The known parts of a place."""
    return {key: value for key, value in origin._asdict().items() if value is not None} if origin else None


def _changes(comparison: Comparison) -> list[dict[str, Any]]:
    """All changes; those of unmatched units with what is known of why."""
    alignment = comparison.alignment
    copies = dict(alignment.copies)
    changes = []
    for change in comparison.changes:
        data = _change(change, comparison)
        if change.old and change.new:
            if grade := alignment.grades.get(change.new):
                data["grade"] = grade
        elif near := alignment.nearest[not change.old].get(unit := (change.old or change.new)[0]):
            data["rejected"] = {"node": near[0], "score": near[1]}
        elif change.new and unit in copies:
            data["copy_of"] = copies[unit]
        changes.append(data)
    return changes


def _change(change: Change, comparison: Comparison) -> dict[str, Any]:
    data = {
        "id": change.id,
        "status": change.status,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "old": list(change.old),
        "new": list(change.new),
        "score": round(change.score, 4),
        "uncertain": change.uncertain,
        "by": change.by,
        "runner_up": asdict(change.runner_up) if change.runner_up else None,
        "ops": [_op(edit) for edit in comparison.printed(change)],
    }
    if change.columns:
        data["columns"] = [column._asdict() for column in change.columns]
    if change.moved_text:
        data["moved_text"] = [{side: _place(extent) for side, extent in moved._asdict().items()} for moved in change.moved_text]
    if opinions := comparison.opinions_on(change):
        data["notes"] = [{"verdict": opinion.verdict, "note": opinion.text, "by": opinion.by} for opinion in opinions]
    return data


def _place(extent: Extent) -> dict[str, Any]:
    return {"node": extent.unit, "start": extent.start, "end": extent.end}


def _op(edit: TextEdit) -> dict[str, str]:
    op = {"op": edit.op, "old": edit.old, "new": edit.new}
    if edit.noise:
        op["class"] = edit.noise
    return op


def _target_change(change: TargetChange) -> dict[str, Any]:
    return {
        "kinds": list(change.kinds),
        "old": target_json(change.old) if change.old else None,
        "new": target_json(change.new) if change.new else None,
        "difference": change.difference,
        "percent": change.percent,
        "polarity": change.polarity,
        "effect": change.effect,
        "within": change.within,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "level": finding.level,
        "message": finding.message("en"),
        "message_zh": finding.message("zh"),
        "change": finding.change,
        "section": list(finding.headings),
        "fingerprint": finding.fingerprint,
        "accepted": finding.accepted,
        "confidence": finding.confidence,
        **({"places": list(finding.places)} if finding.places else {}),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    counts = asdict(summary)
    counts["units"] = _sides(summary.units)
    counts["sections"] = _sides(summary.sections)
    counts["noise_classes"] = dict(summary.noise_classes)
    counts["doubts"] = [asdict(doubt) for doubt in summary.doubts]
    return {"different": summary.different, "confidence": summary.confidence, **counts}


def _sides(pair: tuple[int, int]) -> dict[str, int]:
    return {"old": pair[0], "new": pair[1]}


def _notes(notes: Iterable[Note]) -> list[dict[str, str]]:
    return [{"code": note.code, "detail": str(note.detail)} for note in notes]


def _write(document: dict[str, Any]) -> bytes:
    """One line for each node and change: small, quick to write, and good for git and grep.

    A lone surrogate (from a file name that is not UTF-8) becomes its `\\uXXXX`, which is JSON too.
    """
    return ("".join(_lines(document, "")) + "\n").encode("utf-8", "backslashreplace")


def _lines(value: dict[str, Any], indent: str) -> Iterator[str]:
    inner = indent + "  "
    yield "{"
    for ordinal, (key, item) in enumerate(value.items()):
        yield f"{',' if ordinal else ''}\n{inner}{json.dumps(key)}: "
        if isinstance(item, dict) and any(isinstance(part, (dict, list)) for part in item.values()):
            yield from _lines(item, inner)
        elif isinstance(item, list) and item:
            yield f"[\n{inner}  "
            yield f",\n{inner}  ".join(json.dumps(part, ensure_ascii=False) for part in item)
            yield f"\n{inner}]"
        else:
            yield json.dumps(item, ensure_ascii=False)
    yield f"\n{indent}}}"
