"""markdown-it adapted to plans: CommonMark with the tables, strikethrough, notes and definitions that people write, and with
the conventions of Chinese plans that it does not know. Anything its rules would drop stays as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import code, heading, html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from plandiff.language.letters import is_cjk, is_wide
from plandiff.readers.elements import INLINE_NAMES
from plandiff.readers.pipes import is_border

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

DEEPEST: Final = 60
"""Nesting of lists, quotes and notes (a list counts twice); deeper than that their marks are text. markdown-it would drop what
is deeper, and recurses."""
DEEPEST_INLINE: Final = 20
"""Nesting of links and images that is followed; every bracket costs as many attempts."""
MAX_INLINE: Final = 10_000
"""Characters of a paragraph whose markup is parsed at a time; the parser may look ahead to the end at every sign."""
HTML_NAMES: Final = frozenset(
    {*block_names, "pre", "script", "style", "textarea", "svg", "math", "audio", "video", "object", "select"}
)
"""Elements that are read as HTML if one begins a line; others are inline."""

_ROW: Final = re.compile(r"\|.*\|")
_ITEM: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}+(?=\|)")
"""What opens an item of a list that begins with a row."""
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
RAW: Final[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    *(
        (re.compile(rf"<{name}(?=[\s>]|$)", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
        for name in ("script", "style", "textarea")
    ),
)
"""What begins and what ends a section that is not text."""
_TABLE: Final = re.compile(r"<table(?=[\s>]|$)", re.IGNORECASE)
_TABLE_END: Final = re.compile(r"</table\s*>", re.IGNORECASE)
_WIDE_HEADING: Final = re.compile(r"(#{1,6})(?:\u3000|(?<=##)(?=[^\W\d_]|[（《“【]))")
"""A heading whose number signs are followed by a wide space or, if there are at least two, directly by a title, as Markdown allowed before
CommonMark; one sign may make a hashtag."""
_OPENING: Final = frozenset("([{<（［【〔《〈「『“‘")
_CLOSING: Final = frozenset(")]}>）］】〕》〉」』”’、，。；：！？,.;:!?%％")
"""Opening and closing punctuation."""
_HARD_BREAK: Final = ("  \n", "\\\n")
"""A line end that is to be printed as a line break."""
_ATTRIBUTES: Final = re.compile(r"\{:[^{}\n]{0,300}\}")
_ATTRIBUTES_AFTER: Final = re.compile(r"\{[#.][\w-][^{}\n]{0,300}\}")
_SCRIPT: Final = re.compile(r"(?<=[\w)）%％])\^([+−-]?\d{1,3}|n)\^|(?<=[A-Za-z])~(\d{1,2})~(?!~)")


class _Markdown(MarkdownIt):
    """What is Markdown."""

    def __init__(self, nesting: int) -> None:
        super().__init__("commonmark", {"inline_definitions": True, "maxNesting": nesting})
        self.enable("strikethrough")
        self.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
        block = self.block.ruler
        block.before("code", "rows", _rows, {"alt": ["paragraph", "reference"]})
        block.at("code", _code)
        block.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
        block.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
        for rule in block.__rules__:
            if rule.name in ("list", "blockquote", "footnote_def", "deflist"):
                block.at(rule.name, _bounded(rule.fn), {"alt": rule.alt})
        self.inline.ruler.before("escape", "script", _script)
        self.inline.ruler.push("attributes", _attributes)
        self.inline.ruler2.disable("fragments_join")

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        """As written: how much of a target is kept is decided elsewhere (`links.py`)."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  likewise
        return True


_markdown: Final = cache(_Markdown)
"""Its rules are the same for all documents: setting them up takes as long as reading a short one."""


class Parser:
    """A parser of one document."""

    def __init__(self) -> None:
        self.references = References()
        self.env: dict[str, Any] = {"references": self.references}

    def blocks_of(self, text: str) -> list[Token]:
        """The block tokens of a text, without those inside its paragraphs."""
        tokens: list[Token] = []
        markdown = _markdown(2 * DEEPEST)
        markdown.block.parse(text, markdown, self.env, tokens)
        return tokens

    def inline_of(self, text: str) -> list[Token]:
        """The tokens inside a paragraph."""
        tokens: list[Token] = []
        markdown = _markdown(DEEPEST_INLINE)
        for piece in _pieces(text):
            state = _Inline(piece, markdown, self.env, [])
            markdown.inline.tokenize(state)
            for rule in markdown.inline.ruler2.getRules(""):
                rule(state)
            tokens += state.tokens
        return tokens


class References(dict[str, dict[str, Any]]):
    """The link definitions of a document, by name, and which of them it uses."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  as it is in `dict`
        if name in self:
            self.used.add(name)
        return super().get(name, default)

    def holds(self, definition: Token) -> bool:
        """Whether anything read so far refers to a definition."""
        name = str(definition.meta["id"])
        return name in self.used and self[name]["map"] == definition.map


class _Inline(StateInline):
    """A paragraph while its markup is being parsed."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  markdown-it's names
        """Whether a delimiter run can open and close emphasis.

        CommonMark requires a space or punctuation on the other side of punctuation (`**目标：**到2025年` would not be bold), which
        Chinese does not have. Here nothing opens before closing punctuation or closes after opening punctuation (`张**、李**`
        hides names). Converters leave the closing run after a line break (`**one  ⏎**two`, `*one  ⏎*`), where it may also open,
        and put a closing and an opening run together (`**one****two**`).
        """
        src, marker, end = self.src, self.src[start], start
        while end < self.posMax and src[end] == marker:
            end += 1
        before, after = src[start - 1 : start] or " ", src[end] if end < self.posMax else " "
        if marker == "*" and before == marker:  # the second half of four
            return Scanned(can_open=True, can_close=False, length=end - start)
        if marker == "*" and end - start >= len("****") and not before.isspace() and not after.isspace():
            ends = end - start == len("****") and self._is_in_bold  # else it masks something: 138****5678
            return Scanned(can_open=False, can_close=ends, length=2 if ends else end - start)
        opens, closes = not after.isspace() and after not in _CLOSING, not before.isspace() and before not in _OPENING
        if end - start > 1 and marker in "*~":
            return Scanned(opens or after == "\n", closes or before == "\n", end - start)
        if src.endswith(_HARD_BREAK, 0, start):
            return Scanned(opens, can_close=True, length=end - start)
        if marker == "*" and before.isalnum() and after.isalnum():
            return Scanned(can_open=False, can_close=False, length=end - start)  # a product, or a masked character of a name
        if marker == "*" and (is_wide(before) or is_wide(after)):
            return Scanned(opens, closes, end - start)
        return super().scanDelims(start, canSplitWord)

    @property
    def _is_in_bold(self) -> bool:
        """Whether a `**` is open so far, judging by the count of `*`."""
        return sum(delimiter.marker == ord("*") for delimiter in self.delimiters) % 4 == 2


def _pieces(text: str) -> list[str]:
    """A paragraph, split if it is too long to be scanned repeatedly."""
    pieces = []
    while len(text) > MAX_INLINE:
        end = 1 + max(text.rfind(sign, MAX_INLINE // 2, MAX_INLINE) for sign in "\n。 ") or MAX_INLINE
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


# --- blocks ----------------------------------------------------------------------------------------


def _bounded(rule: BlockRule) -> BlockRule:
    """A rule that stops at the nesting limit."""

    def bounded(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and rule(state, first, end, silent)

    return bounded


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _rows(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A pipe table: its second line is the border below the header, or as clearly a row as the first.

    markdown-it's own rule drops cells without a header, and takes the line below the last row for another row.
    """
    if first + 1 >= end or state.is_code_block(first) or state.sCount[first + 1] < state.blkIndent:
        return False
    head, below = _line(state, first).strip(), _line(state, first + 1).strip()
    item = _ITEM.match(head)
    if item and state.sCount[first + 1] >= state.sCount[first] + item.end():  # the table is in a list's item
        return False
    if "|" not in head or "|" not in below or not (is_border(below) or (_ROW.fullmatch(head) and _ROW.fullmatch(below))):
        return False
    if silent:
        return True
    after = first + 2
    while after < end and state.sCount[after] >= state.blkIndent and "|" in _line(state, after):
        after += 1
    token = state.push("rows", "table", 0)
    token.map = [first, after]
    token.meta["rows"] = [_line(state, number).strip() for number in range(first, after)]
    state.line = after
    return True


def _code(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Indented code; Chinese paragraphs are indented too, and are not code."""
    return not (state.is_code_block(first) and is_cjk(_line(state, first))) and code(state, first, end, silent)


def _heading(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A heading with number signs, including as Chinese authors write them."""
    if heading(state, first, end, silent):
        return True
    found = None if state.is_code_block(first) else _WIDE_HEADING.match(_line(state, first))
    if found is None:
        return False
    if not silent:
        token = state.push("heading_open", f"h{len(found[1])}", 1)
        token.map, token.markup = [first, first + 1], found[1]
        inner = state.push("inline", "", 0)
        inner.map, inner.content = token.map, _line(state, first)[found.end() :].rstrip(" \t#\u3000")
        state.push("heading_close", token.tag, -1)
        state.line = first + 1
    return True


def _html(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """An HTML block. Anything unclosed is text, and a table continues across blank lines."""
    at, line = state.bMarks[first] + state.tShift[first], _line(state, first)
    if not line.startswith("<") or state.is_code_block(first):
        return False
    raw = next((ending for beginning, ending in RAW if beginning.match(line)), None)
    if raw:
        return _ends(state, raw, at) and html_block(state, first, end, silent)
    tag = _TAG.match(line)
    if tag is None or tag[1].lower() not in HTML_NAMES:
        return False
    if silent or not _TABLE.match(line) or not _ends(state, _TABLE_END, at):
        return html_block(state, first, end, silent)
    after = first
    while after + 1 < end and state.sCount[after] >= state.blkIndent and not _TABLE_END.search(_line(state, after)):
        after += 1
    token = state.push("html_block", "", 0)
    token.map = [first, after + 1]
    token.content = state.getLines(first, after + 1, state.blkIndent, keepLastLF=True)
    state.line = after + 1
    return True


def _ends(state: StateBlock, ending: re.Pattern[str], at: int) -> bool:
    """Whether an ending comes after a place; if not, no later place has one either."""
    none_from: dict[str, int] = state.env.setdefault("none_from", {})
    if none_from.get(ending.pattern, at + 1) <= at:
        return False
    if ending.search(state.src, at):
        return True
    none_from[ending.pattern] = at
    return False


# --- inside paragraphs -----------------------------------------------------------------------------


def _script(state: StateInline, silent: bool) -> bool:
    """Superscripts and subscripts of some dialects: `m^2^`, `CO~2~`."""
    found = _SCRIPT.match(state.src, state.pos) if state.src[state.pos] in "^~" else None
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("script", "", 0)
        token.content, token.tag = found[1] or found[2], "sup" if found[1] else "sub"
    state.pos = found.end()
    return True


def _attributes(state: StateInline, _silent: bool) -> bool:
    """Attributes in braces: after a link, an image or code, and those that begin with a colon anywhere."""
    if state.src[state.pos] != "{":
        return False
    follows = not state.pending and state.tokens and state.tokens[-1].type in ("link_close", "image", "code_inline")
    found = _ATTRIBUTES.match(state.src, state.pos) or (_ATTRIBUTES_AFTER.match(state.src, state.pos) if follows else None)
    if found is None or found.end() > state.posMax:
        return False
    state.pos = found.end()
    return True


def is_element(name: str) -> bool:
    """Whether a tag is an HTML element; `<name>` in a text means something else."""
    return name in INLINE_NAMES or name in HTML_NAMES or "-" in name
