"""The targets of one plan: a list for reading, a table for spreadsheets, objects for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from plandiff.model import Target
from plandiff.renderers.formats import Format
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.sheets import neutralized
from plandiff.renderers.terminal import Printed, clip, columns, printable, sheet

Targets = Sequence[Target]

_COLUMNS: Final[tuple[tuple[str, int], ...]] = (("role", 9), ("period", 9), ("text", 20), ("indicator", 0))
"""Columns of the list and their widths; 0 takes the remaining width."""
MIN_WIDTH: Final = 20
"""Minimum width of the last column, however narrow the terminal is."""


def target_json(target: Target) -> dict[str, Any]:
    """A target as an object; docs/targets.md explains the keys. For its paragraph, see `node`."""
    return {
        "indicator": target.indicator,
        "text": target.text,
        "value": list(target.value) if isinstance(target.value, tuple) else target.value,
        "unit": target.unit,
        "comparator": target.comparator,
        "year": str(target.year or ""),
        "period": str(target.period or ""),
        "period_source": target.period_source,
        "aspect": target.aspect,
        "role": target.role,
        "planned": target.planned,
        "direction": target.direction,
        "binding": target.binding,
        "class": target.word_class,
        "node": target.node,
    }


def render_targets_json(targets: Targets, _: RenderOptions) -> bytes:
    rows = ",\n ".join(
        json.dumps({**target_json(target), "paragraph": target.paragraph}, ensure_ascii=False) for target in targets
    )
    return (f"[{rows}]\n").encode("utf-8", "backslashreplace")


def render_targets_csv(targets: Targets, _: RenderOptions) -> bytes:
    """Comma-separated, with a byte order mark, without which spreadsheets do not recognize UTF-8.

    A cell that a spreadsheet would run as a formula is written with an apostrophe before it.
    """
    import csv  # only this format needs them
    from io import StringIO

    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(
        [
            "indicator",
            "text",
            "low",
            "high",
            "unit",
            "comparator",
            "year",
            "role",
            "planned",
            "direction",
            "binding",
            "period",
            "aspect",
            "class",
            "node",
            "paragraph",
        ]
    )
    for target in targets:
        low, high = target.value if isinstance(target.value, tuple) else (target.value, target.value)
        cells = target_json(target)
        planned = "" if target.planned is None else str(target.planned).lower()
        writer.writerow(
            [
                *(neutralized(cells[key]) for key in ("indicator", "text")),
                low,
                high,
                *(neutralized(cells[key]) for key in ("unit", "comparator", "year", "role")),
                planned,
                *(neutralized(cells[key]) for key in ("direction", "binding", "period", "aspect", "class", "node")),
                neutralized(target.paragraph),
            ]
        )
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def render_targets_text(targets: Targets, options: RenderOptions) -> bytes:
    lines = [_line({key: key for key, _ in _COLUMNS}, options.width)] if targets else []
    lines += [_line(target_json(target), options.width) for target in targets]
    return sheet(lines)


TARGET_RENDERERS: Final[tuple[Format[Targets], ...]] = (
    Format("text", (".txt",), render_targets_text),
    Format("csv", (".csv",), render_targets_csv, "plain"),
    Format("json", (".json",), render_targets_json, "json"),
)


def _line(cells: dict[str, Any], width: int) -> Printed:
    parts = []
    for key, size in _COLUMNS:
        room = size or max(MIN_WIDTH, width - sum(wide + 2 for _, wide in _COLUMNS if wide))
        text = clip(printable(str(cells[key])), room)
        parts.append(text + " " * (room - columns(text) if size else 0))
    return printable("  ".join(parts).rstrip())
