"""What an element of a page says about the text inside it: where it belongs, how it is set, what it points to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from plandiff.model.spans import SCRIPTS
from plandiff.readers.elements import SPAN_KINDS
from plandiff.readers.links import link_target

if TYPE_CHECKING:
    from bs4 import Tag

    from plandiff.model import BlockKind, Layer, SpanKind

    Marks = tuple[tuple[SpanKind, str], ...]

BLOCKS: Final = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "listing",
        "xmp",
        "plaintext",
        "textarea",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "hr",
        "address",
        "details",
        "dialog",
        "summary",
        "legend",
    ]
)
"""Elements that begin and end on lines of their own."""
PRINTED_LINES: Final = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
"""Elements whose text is printed line by line as in the file."""
MARGINAL: Final = frozenset({"nav", "footer", "aside", "button", "menu"})
LOOKS_KEPT: Final = 1 << 10
"""Inline styles whose declarations are cached, since most elements of a page repeat those of others (styles)."""
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|strong-bold", re.IGNORECASE)
_NOT_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_LINES: Final = re.compile(
    r"white-space(?:-collapse)?\s*:\s*(pre(?:-wrap|-line|serve(?:-breaks)?)?|break-spaces|normal|nowrap|collapse)\b",
    re.IGNORECASE,
)
_CENTRED: Final = re.compile(r"text-align\s*:\s*center|align-center", re.IGNORECASE)
_ABSENT: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ON_PAPER: Final = re.compile(r"mso-hide\s*:\s*screen", re.IGNORECASE)
"""What Word hides on the screen alone: the page numbers of a contents list."""
_HIDDEN: Final = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_STRUCK: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.IGNORECASE)
_UNDERLINED: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}underline", re.IGNORECASE)
_RAISED: Final = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)


class Style(NamedTuple):
    """What the text inside an element inherits."""

    link: bool = False
    strong: bool = False
    marginal: bool = False
    kind: BlockKind = "paragraph"
    level: int | None = None
    lines: bool = False
    """Whether line breaks in the file are printed."""
    marks: Marks = ()
    """Markup of the text, as (kind, value)."""

    @property
    def layer(self) -> Layer:
        return "furniture" if self.marginal else "body"


class _Declared(NamedTuple):
    """What an inline style declares."""

    strong: bool
    centred: bool
    light: bool
    """Not bold, whatever is around it."""
    absent: bool
    hidden: bool
    lines: bool | None
    """Whether line breaks are printed; None where it does not say."""
    struck: bool
    underlined: bool
    raised: Literal["superscript", "subscript"] | None


def look_of(tag: Tag) -> str:
    """The inline style of an element."""
    return f"{tag.get('style') or ''} {tag.get('cms-style') or ''}" if tag.attrs else ""


@lru_cache(maxsize=LOOKS_KEPT)
def _declared(look: str) -> _Declared:
    """What a style declares that matters for the text; most only concerns its size and place."""
    lines, raised = _LINES.search(look), _RAISED.search(look)
    return _Declared(
        strong=_BOLD.search(look) is not None,
        centred=_CENTRED.search(look) is not None,
        light=_NOT_BOLD.search(look) is not None,
        absent=_ABSENT.search(look) is not None and _ON_PAPER.search(look) is None,
        hidden=_HIDDEN.search(look) is not None,
        lines=lines[1].lower() not in {"normal", "nowrap", "collapse"} if lines else None,
        struck=_STRUCK.search(look) is not None,
        underlined=_UNDERLINED.search(look) is not None,
        raised=("superscript" if raised[1].lower() == "super" else "subscript") if raised else None,
    )


def is_absent(tag: Tag, look: str) -> bool:
    """Whether an element takes no place on the page."""
    closed = tag.name == "dialog" and not tag.has_attr("open")
    return closed or _declared(look).absent or tag.has_attr("hidden") or tag.has_attr("popover")


def is_marginal(tag: Tag, name: str, look: str) -> bool:
    """Whether what is in an element is hidden, or the page's and not the text's."""
    return name in MARGINAL or is_absent(tag, look) or _declared(look).hidden


def styled(tag: Tag, name: str, parent: Style, serial: int) -> Style:
    """The style of an element inside another; `serial` is unique to it."""
    style = parent
    if name == "a" and "#" not in str(tag.get("href") or "#"):  # an entry of a contents list, or a heading, points into the page
        style = style._replace(link=True)
    look = look_of(tag)
    declared = _declared(look)
    centred = str(tag.get("align") or "").lower() == "center" or name == "center"
    if name == "textarea":
        style = style._replace(marginal=True)
    if name in {"b", "strong", "th"} or centred or declared.strong or declared.centred:
        style = style._replace(strong=True)
    if is_marginal(tag, name, look):
        style = style._replace(marginal=True)
    if len(name) == 2 and name[0] == "h" and name[1].isdecimal():
        style = style._replace(kind="heading", level=int(name[1]))
    elif name in {"li", "dd"}:
        style = style._replace(kind="item")
    if declared.lines is not None or name in PRINTED_LINES:
        style = style._replace(lines=declared.lines is not False)
    marks = marks_of(tag, name, look, parent.marks, serial)
    return style._replace(marks=marks) if marks is not parent.marks else style


def marks_of(tag: Tag, name: str, look: str, above: Marks, serial: int) -> Marks:
    """The marks of the text inside an element, including those of its ancestors."""
    marks = above
    if kind := SPAN_KINDS.get(name):
        marks = _with(marks, kind, str(serial) if kind in SCRIPTS else "")
    declared = _declared(look)
    if declared.strong:
        marks = _with(marks, "bold")
    elif declared.light:
        marks = tuple(mark for mark in marks if mark[0] != "bold")
    if declared.struck:
        marks = _with(marks, "deleted")
    if declared.underlined and name not in {"a", "ins"}:
        marks = _with(marks, "underline")
    if declared.raised:
        marks = _with(marks, declared.raised, str(serial))
    if name == "a" and (href := str(tag.get("href") or "").strip()):
        if href.startswith("#"):
            marks = _with(marks, "footnote", href[1:])
        elif target := link_target(href):
            marks = _with(marks, "link", target)
    return marks


def in_script(style: Style, kind: SpanKind, serial: int) -> Style:
    """The style of a superscript or subscript in a formula."""
    return style._replace(marks=_with(style.marks, kind, str(serial)))


def _with(marks: Marks, kind: SpanKind, value: str = "") -> Marks:
    """Marks with one more, unless already there; of nested scripts, or nested links, the inner one wins."""
    if (kind, value) in marks:
        return marks
    replaced = SCRIPTS if kind in SCRIPTS else {kind}
    return (*(mark for mark in marks if mark[0] not in replaced), (kind, value))
