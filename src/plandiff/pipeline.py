"""The whole tool on one screen.

source ─read▶ document ─normalize▶ Plan ─index▶ Indexed ─align▶ Alignment ─describe▶ Comparison ─render▶ bytes

Each arrow is one function of one package; the packages do not know each other. Nothing is
decided here. Stages are imported where they run, so that a command that needs one stage does
not pay for the others.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from os import PathLike
from typing import TYPE_CHECKING, Literal, get_args

from plandiff.arguments import check_argument, check_callable, check_optional, check_value
from plandiff.errors import InputError
from plandiff.model import (
    AS_ACCEPTED,
    NO_DECISIONS,
    NO_LIMITS,
    Comparison,
    Decisions,
    Indexed,
    Limits,
    Mode,
    Overrules,
    Plan,
    Reading,
    Request,
    Revisions,
    Source,
)
from plandiff.progress import Cancel, OnProgress, in_steps, listening, tell

if TYPE_CHECKING:
    from plandiff.bilingual import Language
    from plandiff.model.matrix import Survey

Document = str | PathLike[str] | bytes | bytearray | memoryview | Source


def load(document: Document, reading: Reading = AS_ACCEPTED, limits: Limits = NO_LIMITS) -> Plan:
    """Read a document and normalize it into a section tree.

    `document` is a path, "-" for standard input, the bytes themselves, or a `Source`; `reading` says how to
    read it where there is more than one way, and `limits` how large it may be. In a file that holds several documents `FILE#2`
    is the second. Raises `InputError` when it cannot be read or is larger, and `UsageError` for what is not a document: a text is read by `loads`.
    """
    from plandiff.normalize import normalize, pick
    from plandiff.readers import read

    check_argument("limits", limits, Limits)
    source = open_settled(document, reading)
    if limits.bytes is not None and len(source.data) > limits.bytes:
        raise InputError(source.name, "too-many-bytes", count=len(source.data), limit=limits.bytes)
    plan = normalize(read(source), overrules=source.reading.overrules)
    picked = pick(plan, source.document) if source.document else plan
    _bound_plan(picked, limits, source.name)
    return replace(picked, sha256=sha256(source.data).hexdigest())


def loads(text: str, reading: Reading = AS_ACCEPTED, limits: Limits = NO_LIMITS) -> Plan:
    """Read a document given as text. Raises as `load` does."""
    check_argument("text", text, str)
    return load(Source("<text>", text.encode("utf-8", "replace")), reading, limits)


def open_document(document: Document) -> Source:
    """The bytes of a document in any format that can be read. Raises `InputError` when there are none."""
    from plandiff.readers import ACCEPTED
    from plandiff.sources import open_source

    return open_source(document, ACCEPTED)


def open_settled(document: Document, reading: Reading = AS_ACCEPTED) -> Source:
    """The same, with everything that is stated on how to read it. Raises `InputError` also where `reading` selects an element
    of what is not a web page."""
    from plandiff.model.names import settled

    check_argument("reading", reading, Reading)
    check_argument("overrules", reading.overrules, Overrules)
    check_optional("format", reading.format, str)
    if reading.revisions is not None:
        check_value("revisions", reading.revisions, get_args(Revisions))
    source = settled(open_document(document), reading)
    if reading.overrules.select:  # a configuration's may be meant for the pages among the documents that it names
        from plandiff.readers.formats import check_elements

        check_elements(source)
    return source


def write(plan: Plan, form: str = "canonical") -> bytes:
    """A plan in one of the formats that have a writer; reading it back gives the same plan. Raises `UsageError` for others."""
    from importlib import import_module

    from plandiff.readers.formats import format_named

    module, _, name = format_named(form, writable=True).writer.partition(":")
    text: str = getattr(import_module(f"plandiff.renderers.{module}"), name)(plan)
    return text.encode("utf-8", "replace")


def compare(
    old: Document | Plan | Indexed,
    new: Document | Plan | Indexed,
    *,
    mode: Mode | Literal["auto"] = "auto",
    script: bool = False,
    reading: Reading = AS_ACCEPTED,
    decisions: Decisions = NO_DECISIONS,
    limits: Limits = NO_LIMITS,
    on_progress: OnProgress | None = None,
    cancel: Cancel | None = None,
) -> Comparison:
    """Say what became of each unit of `old` in `new`.

    `mode` is "versions" (two states of one document), "regions" (two documents on one subject)
    or "auto" (decided by how much text the two have in common). With `script`, traditional
    and simplified characters differ by noise only (needs the extra `plandiff[script]`).
    `reading` says how to read documents where there is more than one way. `decisions` say which units match and
    which do not, whatever the similarity. A plan that is compared with many is best indexed first (`index`).
    `limits` say how large a document may be. `on_progress` is called with a `Progress` at each step, in the calling thread; `cancel`
    is asked at each whether to stop, like `threading.Event().is_set`.
    Raises `InputError` when a document cannot be read or is larger, `UsageError` for invalid arguments, `Cancelled` where
    `cancel` returns true, and what `on_progress` raises.
    """
    check_argument("limits", limits, Limits)
    check_callable("on_progress", on_progress)
    check_callable("cancel", cancel)
    with listening(on_progress, cancel):
        return fulfil(Request(mode, script, reading, decisions), old, new, limits)


def fulfil(
    request: Request, old: Document | Plan | Indexed, new: Document | Plan | Indexed, limits: Limits = NO_LIMITS
) -> Comparison:
    """Compare as a request states in one value; `compare` says what is in it."""
    from plandiff.align import align
    from plandiff.changes import describe, find
    from plandiff.targets import compare_targets

    check_value("mode", request.mode, ("auto", *get_args(Mode)))
    check_argument("script", request.script, bool)
    check_argument("reading", request.reading, Reading)
    check_argument("decisions", request.decisions, Decisions)
    sides = [_indexed(document, request, limits) for document in in_steps("read", (old, new))]
    comparison = describe(align(sides[0], sides[1], request.mode, request.decisions))
    tell("targets", 0, 1)
    comparison = comparison.with_targets(compare_targets(comparison))
    comparison = comparison.with_findings(find(comparison))
    tell("done", 1, 1)
    return comparison


def index(plan: Plan, *, script: bool = False) -> Indexed:
    """A plan with everything computed from it alone before comparison; `script` as in `compare`."""
    from plandiff.indexing import index as index_plan

    check_argument("plan", plan, Plan)
    check_argument("script", script, bool)
    return index_plan(plan, script=script)


def render_html(
    comparison: Comparison, language: Language = "en", *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
) -> str:
    """The report as a self-contained page; for other formats there is `plandiff.renderers.render`.

    `on_progress` and `cancel` are those of `compare`. Raises `UsageError` for what is not a comparison, or an unknown language,
    `Cancelled` where `cancel` returns true, and what `on_progress` raises.
    """
    from plandiff.renderers import RenderOptions, render

    check_callable("on_progress", on_progress)
    check_callable("cancel", cancel)
    with listening(on_progress, cancel):
        page = render(comparison, "html", RenderOptions(language)).decode("utf-8")
        tell("done", 1, 1)
    return page


def survey(document: Document | Indexed, request: Request) -> Survey:
    """A document as a matrix needs it: indexed once, with the quantities that it states."""
    from plandiff.model.matrix import Survey
    from plandiff.targets import find_targets

    indexed = _indexed(document, request)
    return Survey(indexed, find_targets(indexed.plan), indexed.plan.covered)


def _indexed(document: Document | Plan | Indexed, request: Request, limits: Limits = NO_LIMITS) -> Indexed:
    if isinstance(document, Indexed):
        _bound_plan(document.plan, limits)
        return document if document.script == request.script else index(document.plan, script=request.script)
    if isinstance(document, Plan):
        _bound_plan(document, limits)
        return index(document, script=request.script)
    return index(load(document, request.reading, limits), script=request.script)


def _bound_plan(plan: Plan, limits: Limits, name: str = "") -> None:
    """Raises `InputError` for a plan beyond the limits."""
    name = name or plan.meta.source
    if limits.units is not None and len(plan.units) > limits.units:
        raise InputError(name, "too-many-units", count=len(plan.units), limit=limits.units)
    if limits.characters is not None and (count := sum(len(unit.text) for unit in plan.units)) > limits.characters:
        raise InputError(name, "too-many-characters", count=count, limit=limits.characters)
