"""The report: one HTML file that needs nothing else, and may be opened anywhere.

Everything is computed before the templates are filled; they loop and name. Text of documents is
escaped by Jinja; style and script are our own files, allowed by their hash and nothing else is.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plandiff import __version__
from plandiff.model import Comparison, Note, Plan
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.overview import overview
from plandiff.renderers.rows import Row, Side, first_words, title_of
from plandiff.renderers.sentences import base_name, doubt, headline, move_line, noise_counts
from plandiff.renderers.view import View, lay_out
from plandiff.text import is_cjk

if TYPE_CHECKING:
    from jinja2 import Environment

FACTS: Final = ("issuer", "region", "period", "date", "source")
"""What the title block says of each document besides its title, where it is known."""

QUANTITIES_SHOWN: Final = 10
"""A longer table of changed numbers is folded at first, so that the text itself is in sight."""

RELATED_SHOWN: Final = 5
"""Further related passages that a row links to: the best ones; JSON has them all."""

LANGUAGE_SAMPLE: Final = 5000
"""Characters by which the language of the plans' text is told."""


@dataclass(frozen=True)
class Line:
    """A line above a change that says what happened, and leads there when it happened elsewhere."""

    text: str
    anchor: str = ""
    arrow: str = ""
    """Which way to look for it in the page."""


@dataclass(frozen=True)
class DocumentCard:
    """What the title block says of one document."""

    side: Side
    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]
    """The reason and the text of each block."""


def render_html(comparison: Comparison, options: RenderOptions) -> bytes:
    """The whole report as UTF-8."""
    from markupsafe import Markup

    wording = Wording(options.language, comparison.alignment.mode)
    view = lay_out(comparison)
    glance = overview(comparison, view)
    related = _related_lines(comparison, view, wording)
    css, js = (_template_folder().joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    css += f':root {{ --old-name: "{wording.say("old")}"; --new-name: "{wording.say("new")}"; }}\n'
    interface, text = "zh-Hans" if options.language == "zh" else "en", _language_of(comparison.new)
    page = {
        "title": comparison.new.meta.title or comparison.old.meta.title or wording.say("untitled"),
        "headline": headline(comparison, glance, wording),
        "documents": (_card("old", comparison.old, wording), _card("new", comparison.new, wording)),
        "noise": noise_counts(comparison, wording),
        "notes": tuple(_notes(comparison.alignment.notes, wording)),
        "aside_open": " open" if options.show_set_aside else "",
        "quantities_open": " open" if len(glance.quantities) <= QUANTITIES_SHOWN else "",
        "text_lang": "" if interface == text else Markup(f' lang="{text}"'),  # noqa: S704 - one of two fixed words
        "css": Markup(css),  # noqa: S704 - our own file
        "js": Markup(js),  # noqa: S704 - our own file
        "policy": f"default-src 'none'; img-src data:; style-src {_hash(css)}; script-src {_hash(js)}; base-uri 'none'; form-action 'none'",
        "version": __version__,
    }
    filled = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            page=page,
            ui={"lang": interface, "lang_attr": "" if interface == text else Markup(f' lang="{interface}"')},  # noqa: S704 - as above
            view=view,
            glance=glance,
            t=wording.say,
            heading=title_of,
            noise_name=partial(wording.name_of, "class"),
            story=lambda row: (*_story(row, wording), *related.get(row.anchor, ())),
        )
    )
    return filled.encode("utf-8", "replace")


def _card(side: Side, plan: Plan, wording: Wording) -> DocumentCard:
    facts = {key: getattr(plan.meta, key) for key in FACTS}
    facts["source"] = base_name(plan.meta.source)
    return DocumentCard(
        side,
        plan.meta.title or wording.say("untitled"),
        tuple((key, value) for key, value in facts.items() if value),
        tuple(_notes(plan.notes, wording)),
        tuple((wording.name_of("reason", block.reason), block.text) for block in plan.set_aside),
    )


def _notes(notes: tuple[Note, ...], wording: Wording) -> Iterator[str]:
    for note in notes:
        yield wording.say("colon").join(filter(None, (wording.name_of("note", note.code), note.detail)))


def _story(row: Row, wording: Wording) -> Iterator[Line]:
    """What the marks beside a row cannot say: where it came from, into how many it was split."""
    if row.partner:
        yield Line(move_line(row, row.partner, wording), row.partner.anchor, "↓" if row.partner.below else "↑")
    if "split" in row.marks:
        yield Line(wording.say("split_in", count=len(row.new)))
    if "merged" in row.marks:
        yield Line(wording.say("merged_of", count=len(row.old)))
    if doubtful := doubt(row, wording):
        yield Line(doubtful)


def _related_lines(comparison: Comparison, view: View, wording: Wording) -> dict[str, tuple[Line, ...]]:
    """Anchor of a row -> where the other region's plan deals with the same matter besides the row's own counterpart."""
    found: dict[str, list[tuple[float, str, str]]] = {}
    for related in comparison.alignment.related:
        old, new = view.anchors["old", related.old], view.anchors["new", related.new]
        if old != new:
            found.setdefault(old, []).append((related.score, new, _title_in(comparison.new, related.new)))
            found.setdefault(new, []).append((related.score, old, _title_in(comparison.old, related.old)))
    return {
        here: tuple(_related_line(*there, wording) for there in sorted(ways, reverse=True)[:RELATED_SHOWN])
        for here, ways in found.items()
    }


def _title_in(plan: Plan, unit: str) -> str:
    return title_of(plan.unit[unit].number, plan.unit[unit].text)


def _related_line(score: float, anchor: str, title: str, wording: Wording) -> Line:
    return Line(wording.say("related", title=first_words(title), percent=round(score * 100)), anchor, "↕")


def _language_of(plan: Plan) -> str:
    sample = "".join(unit.text for unit in plan.units[:200])[:LANGUAGE_SAMPLE]
    return "zh-Hans" if is_cjk(sample) else "en"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _template_folder() -> Path:
    """In the package when it was installed from a wheel, at the top of the checkout otherwise."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def _cache_folder() -> Path | None:
    """Where compiled templates are kept from run to run (30 ms each); None where nothing can be written."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path.expanduser fails without a home
    folder = Path(home) / "plandiff"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    folder = _cache_folder()

    return Environment(
        loader=FileSystemLoader(_template_folder()),
        bytecode_cache=FileSystemBytecodeCache(str(folder)) if folder else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
