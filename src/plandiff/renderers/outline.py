"""One plan's section tree, for reading or for other programs."""

from __future__ import annotations

from typing import Final

from plandiff.model import Plan
from plandiff.renderers.formats import Format
from plandiff.renderers.json import render_plan_json
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.terminal import printable


def render_plan_text(plan: Plan, options: RenderOptions) -> bytes:
    lines = [plan.meta.title or plan.meta.source]
    for unit in plan.units:
        if unit.kind == "section":
            lines.append(f"{'  ' * unit.level}{unit.number} {unit.text}".rstrip())
    return ("\n".join(printable(line) for line in lines) + "\n").encode("utf-8", "replace")


PLAN_RENDERERS: Final[tuple[Format[Plan], ...]] = (
    Format("text", (".txt",), render_plan_text),
    Format("json", (".json",), render_plan_json),
)
