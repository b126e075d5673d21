"""The page of a matrix: one self-contained HTML file, in the style of the report and equally safe."""

from __future__ import annotations

from typing import Final

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS
from plandiff.model.matrix import Matrix
from plandiff.renderers.interface import Interface, script_json
from plandiff.renderers.matrix import views
from plandiff.renderers.messages import Phrase
from plandiff.renderers.naming import Naming
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.pages import assets, fill, policy

STYLES: Final = ("report.css", "matrix.css")
SCRIPTS: Final = ("language.js", "matrix.js")
SPOKEN: Final = (
    *("matrix_same", "matrix_part", "matrix_touched", "matrix_no_place", "matrix_rejected", "matrix_reviewed", "matrix_further"),
    *("matrix_sets", "matrix_report", "matrix_baseline_text", "matrix_score", "matrix_shown", "matrix_none", "all_sections"),
    *(f"matrix_group_{group}" for group in ("all", "east", "central", "west", "northeast", "special")),
    *(f"matrix_state_{state}" for state in ("all", "number", "words", "other", "none")),
)
"""Messages that only the script prints, or that are where no element may be: in options."""


def render_matrix_html(matrix: Matrix, options: RenderOptions) -> bytes:
    """The whole page as UTF-8."""
    from markupsafe import Markup

    say = Interface(options.language, Naming())
    say.keep(*SPOKEN)
    css = assets("css", *STYLES)
    js = f'"use strict";\n(() => {{\n{assets("js", *SCRIPTS)}}})();\n'
    documents = views.task_documents(matrix) if matrix.items else ()
    tasks = tuple(views.task_rows(matrix, documents)) if matrix.items else ()
    groups = {document.province.group for document in matrix.documents if document.province}
    title = _title(matrix)
    page = {
        "title": say.text(title.key, **title.values),
        "headline": say.phrase(title),
        "lang": LANGUAGE_TAGS[options.language],
        "text_lang": Markup(' data-doc lang="zh-Hans"'),
        "css": Markup(css),  # noqa: S704 - our own files
        "js": Markup(js),  # noqa: S704 - our own files
        "policy": policy(css, js),
        "version": __version__,
        "groups": [group for group in ("east", "central", "west", "northeast", "special") if group in groups],
        "data": script_json(views.task_data(matrix)),
    }
    return fill(
        "matrix.html.jinja",
        page=page,
        say=say,
        matrix=matrix,
        columns=tuple(views.columns(matrix)),
        rows=tuple(views.rows(matrix)),
        figures=views.figures(matrix),
        sentences=views.sentences(matrix),
        tasks=tasks,
        task_heads=[(number, matrix.names[number]) for number in documents],
        task_sums=tuple(views.task_sums(tasks)),
        extras=tuple(views.extras(matrix)),
    )


def _title(matrix: Matrix) -> Phrase:
    count = len(matrix.documents) - matrix.has_baseline
    if matrix.has_baseline:
        return Phrase("matrix_title_baseline", {"count": count, "baseline": matrix.documents[0].title or matrix.names[0]})
    return Phrase("matrix_title", {"count": count})
