"""One comparison of two text files by another tool, as a process of its own so that it can be timed.

    python bench/peers.py TOOL OLD NEW

The tool gets the paragraphs in its preferred form: lines, or `<p>` elements. Its output is thrown
away; its quality is another question.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final


def as_html(text: str) -> str:
    return "<div>" + "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line) + "</div>"


def difflib_htmldiff(old: str, new: str) -> object:
    import difflib

    return difflib.HtmlDiff().make_file(old.splitlines(), new.splitlines())


def redlines(old: str, new: str) -> object:
    from redlines import Redlines

    return Redlines(old, new).output_markdown


def lxml_htmldiff(old: str, new: str) -> object:
    from lxml.html.diff import htmldiff

    return htmldiff(as_html(old), as_html(new))


def xmldiff(old: str, new: str) -> object:
    from xmldiff.main import diff_texts

    return diff_texts(as_html(old), as_html(new))


PEERS: Final[dict[str, Callable[[str, str], object]]] = {
    "difflib.HtmlDiff": difflib_htmldiff,
    "redlines": redlines,
    "lxml.html.diff": lxml_htmldiff,
    "xmldiff": xmldiff,
}

if __name__ == "__main__":
    tool, old_name, new_name = sys.argv[1:]
    PEERS[tool](Path(old_name).read_text(encoding="utf-8"), Path(new_name).read_text(encoding="utf-8"))
