"""The table as a page of its own: no script, nothing loaded, printed as it is."""

from __future__ import annotations

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS
from plandiff.model import Comparison
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.table.rows import make_table


def render_html(comparison: Comparison, options: RenderOptions) -> bytes:
    from markupsafe import Markup

    from plandiff.renderers.pages import assets, fill, policy

    css = assets("css", "table.css") + _paper(options)
    page = {
        "lang": LANGUAGE_TAGS[options.language],
        "marks": options.table.marks,
        "version": __version__,
        "css": Markup(css),  # noqa: S704 - our own
        "policy": policy(css),
    }
    return fill("table.html.jinja", page=page, table=make_table(comparison, options))


def _paper(options: RenderOptions) -> str:
    """The orientation of the paper, and the page number on it."""
    page = Wording(options.language).say("table_page", page='" counter(page) "', pages='" counter(pages) "')
    return (
        f"@page {{ size: A4 {options.table.orientation}; margin: 18mm 16mm;"
        f' @bottom-center {{ content: "{page}"; font: 9pt "Times New Roman", SimSun, serif; }} }}\n'
    )
