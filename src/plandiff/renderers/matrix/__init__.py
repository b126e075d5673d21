"""Matrix -> bytes; each format is one file here and one row of the table."""

from __future__ import annotations

from typing import Final

from plandiff.model.matrix import Matrix
from plandiff.renderers import late
from plandiff.renderers.formats import Format

MATRIX_RENDERERS: Final[tuple[Format[Matrix], ...]] = (
    Format("html", (".html", ".htm"), late("matrix.page:render_matrix_html"), "markup"),
    Format("text", (".txt",), late("matrix.tables:render_matrix_text")),
    Format("markdown", (".md", ".markdown"), late("matrix.tables:render_matrix_markdown"), "plain"),
    Format("json", (".json",), late("matrix.json:render_matrix_json"), "json"),
    Format("xlsx", (".xlsx",), late("matrix.xlsx:render_matrix_xlsx"), "binary"),
    Format("csv", (".csv",), late("matrix.tables:render_matrix_csv"), "plain"),
)
