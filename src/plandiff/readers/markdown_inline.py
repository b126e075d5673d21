"""The tokens inside a paragraph of Markdown -> its lines, as text with spans."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.model import Span, SpanKind, Spanned
from plandiff.model.spans import SCRIPTS, cut, ordered
from plandiff.readers.elements import SPAN_KINDS
from plandiff.readers.html_quotes import CURLED
from plandiff.readers.lines import tidied, tidy
from plandiff.readers.links import image_digest, image_value, link_target
from plandiff.readers.markdown_parser import HTML_NAMES, is_element

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)(.*)>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"""\b(src|alt|title|href)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_VALUED: Final = re.compile(r"""(?<![^\s"'/])[^\s"'=<>/]++\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_ALONE: Final = frozenset(
    [
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "compact",
        "controls",
        "default",
        "defer",
        "disabled",
        "hidden",
        "inert",
        "ismap",
        "itemscope",
        "loop",
        "multiple",
        "muted",
        "nohref",
        "noshade",
        "novalidate",
        "nowrap",
        "open",
        "playsinline",
        "readonly",
        "required",
        "reversed",
        "selected",
    ]
)
"""Attributes without a value; other words make a tag prose: `a<b and c>d`."""
_NOT_TAG: Final = ("<!", "<?")
_TAGS: Final[dict[str, SpanKind]] = SPAN_KINDS | {"a": "link"}
_OPENING: Final[dict[str, str]] = {"strong_open": "b", "s_open": "s", "link_open": "a"}
_CLOSING: Final[dict[str, str]] = {"strong_close": "b", "s_close": "s", "link_close": "a"}
"""Tokens -> the equivalent elements."""
_BREAKS: Final = HTML_NAMES | {"br"}
"""Elements that begin a new line."""


class Line(NamedTuple):
    """One line of a paragraph."""

    whole: Spanned
    number: int
    """Line of the paragraph in the source, from 0."""
    soft: bool = False
    """The line break before it has no meaning in the format."""


class _Open(NamedTuple):
    """Where a span begins."""

    start: int
    value: str


def inline_note_key(number: int) -> str:
    """The key of an inline note, by its number among them."""
    return f"^^{number}"


def lines_of(tokens: Iterable[Token], notes: Mapping[str, str]) -> list[Line]:
    """The lines of a paragraph that show something; `notes` gives the key of each label."""
    reading = _Reading(notes)
    for token in tokens:
        reading.take(token)
    return list(reading.lines())


class _Reading:
    """A paragraph while it is being read."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self.notes = notes
        self.texts: list[str] = []
        self.size = 0
        self.spans: list[Span] = []
        self.open: dict[str, list[_Open]] = {}
        self.quotations = 0
        """How many `<q>` are open (count)."""
        self.ends: list[tuple[int, int, bool]] = []
        """For each line: its end, the source line after it, and whether the break is soft."""
        self.line = 0

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in ("text", "text_special", "code_inline"):
            self._text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self.line += 1
            self._break(soft=kind == "softbreak")
        elif kind in _OPENING:
            self._begin(_OPENING[kind], link_target(str(token.attrs.get("href", ""))))
        elif kind in _CLOSING:
            self._end(_CLOSING[kind])
        elif kind == "image":
            self._image(str(token.attrs.get("src", "")), "".join(_words(token.children or [])))
        elif kind == "script":
            self._begin(token.tag, "")
            self._text(token.content)
            self._end(token.tag)
        elif kind == "footnote_ref":
            label = token.meta.get("label")
            self._point("footnote", inline_note_key(token.meta["id"]) if label is None else self.notes.get(str(label), ""))
        elif kind == "html_inline":
            self._tag(token.content)

    def lines(self) -> Iterator[Line]:
        text = "".join(self.texts)
        self.ends.append((len(text), self.line, False))
        whole = Spanned(text, ordered(self.spans))
        starts = [(0, 0, False), *((end + 1, line, soft) for end, line, soft in self.ends[:-1])]
        parts = cut(whole, *((start, end) for (start, _, _), (end, _, _) in zip(starts, self.ends, strict=True)))
        for part, (_, number, soft) in zip(parts, starts, strict=True):
            line = tidied(part)
            if line.text:  # else a link may belong to an image
                line = Spanned(line.text, tuple(span for span in line.spans if span.kind != "link" or span.end > span.start))
            if line.text or line.spans:
                yield Line(line, number, soft)

    def _text(self, text: str) -> None:
        self.texts.append(text)
        self.size += len(text)

    def _break(self, *, soft: bool) -> None:
        self.ends.append((self.size, self.line, soft))
        self._text("\n")

    def _begin(self, name: str, value: str) -> None:
        if name == "a":
            self._end(name)  # as in a browser: a link that begins within another ends it
        self.open.setdefault(name, []).append(_Open(self.size, value))

    def _end(self, name: str) -> None:
        if not self.open.get(name):
            return
        start, value = self.open[name].pop()
        kind = _TAGS.get(name)
        if kind in SCRIPTS:
            value = str(start)  # keeps adjacent ones separate
        if kind == "link" and value and start == self.size:
            self.spans.append(Span(start, start, kind, value))  # the link of an image
        elif kind and self.size > start and (kind != "link" or value):
            self.spans.append(Span(start, self.size, kind, value if kind == "link" or kind in SCRIPTS else ""))

    def _point(self, kind: SpanKind, value: str) -> None:
        if value:
            self.spans.append(Span(self.size, self.size, kind, value))

    def _image(self, source: str, words: str) -> None:
        self._point("image", image_value(image_digest(source), tidy(words)))

    def _tag(self, content: str) -> None:
        """An HTML tag; anything that only looks like one is text."""
        found = _TAG.fullmatch(content)
        if found is None or not is_element(found[2].lower()) or not _is_attributes(found[3]):
            if not content.startswith(_NOT_TAG):
                self._text(content)
            return
        name, said = (
            found[2].lower(),
            {key.lower(): entities.unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(found[3])},
        )
        self.line += content.count("\n")
        if name in _BREAKS:
            self._break(soft=False)
        elif name == "q":
            self._quote(closing=bool(found[1]))
        elif found[1]:
            self._end(name)
        elif name == "img":
            self._image(said.get("src", ""), said.get("alt") or said.get("title", ""))
        elif name in _TAGS:
            self._begin(name, link_target(said.get("href", "")))

    def _quote(self, *, closing: bool) -> None:
        """The mark that a browser prints there; a quotation that nothing opened is not closed."""
        if not closing:
            self._text(CURLED[2 * (self.quotations % 2)])
            self.quotations += 1
        elif self.quotations:
            self.quotations -= 1
            self._text(CURLED[2 * (self.quotations % 2) + 1])


def _is_attributes(text: str) -> bool:
    return _ALONE.issuperset(_VALUED.sub(" ", text).replace("/", " ").lower().split())


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    """The words of an image's description."""
    for token in tokens:
        if token.type == "image":
            yield from _words(token.children or [])
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "text_special", "code_inline"):
            yield token.content
