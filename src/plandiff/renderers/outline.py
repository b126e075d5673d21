"""One plan's section tree, for reading or for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from plandiff.model import Plan, Unit, heading_of
from plandiff.renderers.formats import Format
from plandiff.renderers.json import render_plan_json
from plandiff.renderers.markdown import escape
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.rows import first_words
from plandiff.renderers.sentences import note_lines
from plandiff.renderers.terminal import printable, sheet
from plandiff.renderers.text import set_aside_lines

TITLE_CHARACTERS: Final = 80
"""A title longer than this is a sentence; its beginning is enough to find it."""


def render_plan_text(plan: Plan, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    numbered = _numbers(plan)
    title = _title(plan, wording) + numbered.get("", "")
    lines = [title, *(f"{'  ' * unit.level}{_heading(unit)}{numbered.get(unit.id, '')}" for unit in _sections(plan))]
    if warnings := tuple(note_lines(plan.notes, wording)):
        lines += ["", *warnings]
    if options.show_set_aside and plan.set_aside:
        lines += ["", wording.say("set_aside_lead"), *set_aside_lines(plan.set_aside, wording)]
    return sheet(printable(printable(line).rstrip()) for line in lines)


def render_plan_markdown(plan: Plan, options: RenderOptions) -> bytes:
    wording = Wording(options.language)
    numbered = {unit: escape(number) for unit, number in _numbers(plan).items()}
    lines = [f"# {escape(_title(plan, wording))}{numbered.get('', '')}", ""]
    lines += [f"{'  ' * (unit.level - 1)}- {escape(_heading(unit))}{numbered.get(unit.id, '')}" for unit in _sections(plan)]
    for warning in note_lines(plan.notes, wording):
        lines += ["", f"> {escape(warning)}"]
    if options.show_set_aside and plan.set_aside:
        lines += ["", f"## {wording.say('set_aside_lead')}", ""]
        lines += [f"- **{escape(wording.name_of('reason', block.reason))}** {escape(block.text)}" for block in plan.set_aside]
    return _written(lines)


PLAN_RENDERERS: Final[tuple[Format[Plan], ...]] = (
    Format("text", (".txt",), render_plan_text),
    Format("markdown", (".md", ".markdown"), render_plan_markdown, "plain"),
    Format("json", (".json",), render_plan_json, "json"),
)


def _title(plan: Plan, wording: Wording) -> str:
    return plan.meta.title or wording.say("untitled")


def _numbers(plan: Plan) -> dict[str, str]:
    """Section -> the name of the document that begins there, if the file holds several: `FILE#2`."""
    several = len(plan.documents) > 1 or plan.cover
    return {section.id: f"  [#{number}]" for number, section in enumerate(plan.documents, 1)} if several else {}


def _sections(plan: Plan) -> Iterator[Unit]:
    return (unit for unit in plan.units if unit.kind == "section")


def _heading(unit: Unit) -> str:
    return first_words(heading_of(unit), TITLE_CHARACTERS)


def _written(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
