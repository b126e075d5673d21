"""The report: one self-contained HTML file, safe to open anywhere.

Everything is computed before the template is filled; that only loops and prints. Document text is
escaped; styles and scripts are our own files, and nothing but these is allowed, by their hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS
from plandiff.errors import Problem
from plandiff.language.letters import are_cjk
from plandiff.model import Comparison, Note, Plan, SetAside, Side, join_number
from plandiff.progress import tell
from plandiff.renderers.annotations import digest
from plandiff.renderers.asides import comments
from plandiff.renderers.briefs import brief
from plandiff.renderers.items import Item
from plandiff.renderers.naming import Naming
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.overview import overview
from plandiff.renderers.pages import assets, fill, own_templates, policy, running_title
from plandiff.renderers.regional import regional
from plandiff.renderers.remarks import remarks
from plandiff.renderers.sentences import base_name, headline, name_of
from plandiff.renderers.tabs import key_changes, tabs
from plandiff.renderers.tally import Tally
from plandiff.renderers.view import EVERY, View, lay_out, old_order, places

if TYPE_CHECKING:
    from markupsafe import Markup

    from plandiff.renderers.interface import Interface

STYLES: Final = ("report.css", "rows.css", "notes.css", "listing.css", "regions.css", "print.css")
SCRIPTS: Final = (
    "state.js",
    "language.js",
    "landing.js",
    "places.js",
    "outline.js",
    "back.js",
    "filters.js",
    "findings.js",
    "tabs.js",
    "sorting.js",
    "views.js",
    "search.js",
    "tables.js",
    "listing.js",
    "notes.js",
    "report.js",
)
"""Our own files, in their order in the page; the scripts share one scope."""

FACTS: Final = ("issuer", "region", "period", "date", "source")
"""What the title block shows of each document besides its title, if it is known."""

INFOS_SHOWN: Final = 14
"""Findings listed for one info rule: more would not be an overview, and the rows below show each of them."""

PLACES_SHOWN: Final = 20
"""Places linked for a term replaced throughout: about a line."""


class DocumentCard(NamedTuple):
    """What the title block shows of one document."""

    side: Side
    title: str
    date: str
    source: str
    sha256: str
    """Of the bytes read; "" if these are not known."""
    facts: tuple[tuple[str, str], ...]
    notes: tuple[Markup, ...]
    set_aside: tuple[tuple[str, int, tuple[str, ...]], ...]
    """The reason, how many blocks, and their texts."""
    comments: tuple[tuple[Markup | str, str], ...]
    """Where each was made, and its text; empty if they are not to be listed."""


def render_html(comparison: Comparison, options: RenderOptions) -> bytes:
    """The whole report as UTF-8."""
    from markupsafe import Markup

    from plandiff.renderers.interface import Interface, script_json

    say = Interface(options.language, Naming.of(comparison))
    view = lay_out(comparison)
    glance = overview(comparison, view)
    findings, region = digest(comparison), regional(comparison, view)
    keys = key_changes(findings, glance, versions=comparison.alignment.mode == "versions")
    interface, text = LANGUAGE_TAGS[options.language], _language_of(comparison.new)
    own = own_templates(options.templates)
    title = comparison.new.meta.title or comparison.old.meta.title or name_of(comparison.new, say.text("untitled"))
    css = assets("css", *STYLES) + _side_names(comparison) + running_title(title) + (own.styles if own else "")
    js = f'"use strict";\n(() => {{\n{assets("js", *SCRIPTS)}}})();\n'
    page = SimpleNamespace(
        title=title,
        headline=_headline(comparison, glance.tally, say),
        documents=(_card("old", comparison.old, say, options), _card("new", comparison.new, say, options)),
        noise=comparison.summary.noise_classes,
        notes=tuple(_notes(comparison.alignment.notes, say)),
        aside_open=" open" if options.show_set_aside else "",
        infos_shown=INFOS_SHOWN,
        places_shown=PLACES_SHOWN,
        mode=comparison.alignment.mode,
        lang=interface,
        language=options.language,
        own_lang=Markup(f' lang="{interface}"'),  # noqa: S704 - one of two fixed words
        text_lang=Markup(f' data-doc lang="{text}"'),  # noqa: S704 - one of two fixed words
        css=Markup(css),  # noqa: S704 - files, no text of a document
        js=Markup(js),  # noqa: S704 - our own files
        policy=policy(css, js),
        version=__version__,
        opinions=script_json({"notes": [opinion.as_dict for row in view.rows for opinion in row.named_opinions]}),
        old_order=script_json(old_order(comparison, view)),
    )
    return fill(
        "report.html.jinja",
        own,
        page=page,
        view=view,
        remarks=remarks(comparison, view),
        brief=brief,
        glance=glance,
        region=region,
        findings=findings,
        keys=keys,
        tabs=tabs(keys, findings, glance, region),
        places=places(view),
        say=say,
        heading=join_number,
        drawn=_reporting(view),
    )


def _reporting(view: View) -> Callable[[Iterable[Item]], Iterator[Item]]:
    """For the template: passes on the items of one part after the other, and reports how far that is."""
    items = sum(len(part.items) for part in view.parts)
    begun = count()

    def drawn(part: Iterable[Item]) -> Iterator[Item]:
        for item in part:
            if (place := next(begun)) % EVERY == 0:
                tell("render", place, items)
            yield item

    return drawn


def _headline(comparison: Comparison, found: Tally, say: Interface) -> Markup:
    from plandiff.renderers.interface import join

    return join(map(say.phrase, headline(comparison, found)), say.word("clause"))


def _side_names(comparison: Comparison) -> str:
    """What stylesheets print before a passage where the sides stack, and screen readers announce before an edit."""
    from plandiff.renderers.messages import Wording

    rules = []
    for language, tag in LANGUAGE_TAGS.items():
        wording = Wording.about(comparison, language)
        names = "".join(f' --{key}: "{wording.say(key)}";' for key in ("old", "new", "deletion", "insertion", "end_of_edit"))
        rules.append(f":root:lang({tag}) {{{names} }}\n")
    return "".join(rules)


def _card(side: Side, plan: Plan, say: Interface, options: RenderOptions) -> DocumentCard:
    facts = {key: getattr(plan.meta, key) for key in FACTS}
    facts["source"] = base_name(plan.meta.source)
    aside: dict[str, list[str]] = {}
    for block in plan.set_aside:
        aside.setdefault(block.reason, []).append(block.text)
    return DocumentCard(
        side,
        name_of(plan, say.text("untitled")),
        plan.meta.date,
        facts["source"],
        plan.sha256,
        tuple((key, value) for key, value in facts.items() if value),
        tuple(_notes(plan.notes, say)),
        tuple((reason, len(texts), tuple(texts)) for reason, texts in aside.items()),
        tuple((_paragraph(block, say), block.text) for block in comments(plan.set_aside)) if options.show_comments else (),
    )


def _paragraph(block: SetAside, say: Interface) -> Markup | str:
    """The paragraph to which a comment is attached."""
    origin = block.origin
    return say.word("paragraph", paragraph=origin.paragraph) if origin and origin.paragraph and not origin.part else ""


def _notes(notes: tuple[Note, ...], say: Interface) -> Iterator[Markup]:
    from markupsafe import escape

    for note in notes:
        name = say.name("note", note.code)
        detail = say.problem(note.detail) if isinstance(note.detail, Problem) else escape(note.detail)
        yield name + say.word("colon") + detail if detail else name


# --- the page's own parts --------------------------------------------------------------------


def _language_of(plan: Plan) -> str:
    return LANGUAGE_TAGS["zh" if are_cjk(unit.text for unit in plan.units) else "en"]
