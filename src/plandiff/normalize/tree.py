"""A sequence of entries -> a tree of sections.

The levels come from the document: a number whose scheme is open closes everything below it and
becomes a sibling of the last one in that scheme; a scheme that is not open goes one deeper. Only where a scheme
first occurs under one that is usually deeper does the usual order decide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plandiff.language.letters import is_cjk
from plandiff.language.numbering import ARTICLE, CHAPTER, SECTION, Value, follows
from plandiff.model import Block, Element, Origin, Section, Span, Spanned
from plandiff.normalize.entries import ClassifiedBlock, begins_document
from plandiff.normalize.parts import below_number, title_and_rest
from plandiff.normalize.schemes import LATIN_FAMILY, NumberMark

DOCUMENT: Final = "document"
"""The scheme of titles that begin a document."""
RECURRING: Final = "recurring"
"""The scheme of unnumbered headings, which rank below everything that is open."""
OVER_ARTICLES: Final = "over-articles"
"""The scheme of unnumbered headings in place of chapters."""
COUNTING: Final = frozenset({"title", "arabic", *(f"decimal-{depth}" for depth in range(2, 6))})
"""The schemes of 1, 1.1 and 1.1.1, whose parts say what contains what."""
INNERMOST_OUTER: Final = 9
"""Rank from which schemes do not usually number the outermost headings of a plan."""


@dataclass
class Node:
    """A section under construction."""

    number: str = ""
    title: str = ""
    level: int = 0
    scheme: str = ""
    rank: int = -1
    value: Value = ()
    depth: int = 1
    family: str = ""
    article: bool = False
    holds_text: bool = False
    stated: int | None = None
    """The level that the format itself states."""
    spans: tuple[Span, ...] = ()
    """The title's spans."""
    origin: Origin | None = None
    body: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def grow(entries: Sequence[ClassifiedBlock]) -> Node:
    """The root of the tree built from the entries; its own number and title are left empty."""
    root = Node()
    open_nodes = [root]
    later = _Occurrences(entries)
    nested: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries):
        if entry.role != "heading":
            open_nodes[-1].body.append(_body_block(entry))
            continue
        _close(open_nodes, entry, number, later, nested)
        parent = open_nodes[-1]
        nested.add((parent.scheme, _scheme(entry)))
        mark = entry.mark
        attached = begins_document(entry)
        title, rest = title_and_rest(entry)
        node = Node(
            number=mark.printed if mark else "",
            title=title.text,
            level=0 if attached else parent.level + 1,
            scheme=_scheme(entry),
            rank=0 if attached else mark.rank if mark else CHAPTER if entry.over_articles else 99,
            value=mark.value if mark else (),
            depth=mark.depth if mark else 1,
            family=mark.scheme.family if mark else "",
            article=mark is not None and mark.scheme.article,
            holds_text=entry.holds_text,
            stated=entry.block.level,
            spans=title.spans,
            origin=entry.block.origin,
        )
        parent.children.append(node)
        open_nodes.append(node)
        if rest.text:
            node.body.append(Block("paragraph", rest.text, spans=rest.spans, origin=entry.block.origin))
    return root


def freeze(root: Node) -> Section:
    """The finished tree, with ids; references to notes name their units. Depth is bounded by the number of schemes and stated levels."""
    return _frozen(root, (), dict(_notes(root, ())))


def _frozen(node: Node, path: tuple[int, ...], notes: Mapping[str, str]) -> Section:
    children = tuple(_frozen(child, (*path, ordinal), notes) for ordinal, child in enumerate(node.children, 1))
    body = tuple(_element(block, notes) for block in node.body)
    spans = _referring(node.spans, notes)
    return Section(_id(path), node.number, node.title, node.level, body, children, spans, node.origin)


def _notes(node: Node, path: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """The key of every note in the tree, and its future unit id."""
    yield from ((block.key, f"{_id(path)}/{ordinal}") for ordinal, block in enumerate(node.body, 1) if block.key)
    for ordinal, child in enumerate(node.children, 1):
        yield from _notes(child, (*path, ordinal))


def _id(path: tuple[int, ...]) -> str:
    return ".".join(map(str, path))


def _element(block: Block, notes: Mapping[str, str]) -> Element:
    if block.spans or block.cells:
        block = block.mapped(lambda whole: Spanned(whole.text, _referring(whole.spans, notes)))
    return Element(
        "paragraph" if block.kind == "heading" else block.kind,
        block.text,
        block.number,
        block.cells,
        block.layer,
        block.digest,
        block.spans,
        block.origin,
    )


def _referring(spans: tuple[Span, ...], notes: Mapping[str, str]) -> tuple[Span, ...]:
    """The spans with each note's unit id in place of its key."""
    if not spans:
        return spans
    return tuple(span._replace(value=notes.get(span.value, "")) if span.kind == "footnote" else span for span in spans)


class _Occurrences:
    """Where each scheme occurs and with which ordinal, to look ahead."""

    def __init__(self, entries: Sequence[ClassifiedBlock]) -> None:
        self.at: dict[str, list[int]] = defaultdict(list)
        self.values: dict[str, list[Value]] = defaultdict(list)
        for number, entry in enumerate(entries):
            if entry.role == "heading" and entry.mark:
                self.at[entry.mark.name].append(number)
                self.values[entry.mark.name].append(entry.mark.value)

    def goes_on(self, node: Node, number: int) -> bool:
        """Whether the next number of the node's scheme after `number` is the successor of the node's."""
        place = bisect_right(self.at[node.scheme], number)
        values = self.values[node.scheme]
        return place < len(values) and bool(node.value and values[place]) and follows(values[place], node.value)


def _scheme(entry: ClassifiedBlock) -> str:
    if entry.mark:
        return entry.mark.name
    if entry.over_articles:
        return OVER_ARTICLES
    if entry.begins:
        return DOCUMENT
    return RECURRING if entry.recurring else f"stated-{entry.block.level}"


def _close(
    open_nodes: list[Node], entry: ClassifiedBlock, number: int, later: _Occurrences, nested: set[tuple[str, str]]
) -> None:
    """Close the sections that cannot contain the heading at `number`; `nested` says which schemes have contained which so far."""
    scheme = _scheme(entry)
    stated = entry.block.level
    if stated is not None and not entry.recurring:
        inner = next((depth for depth, node in enumerate(open_nodes) if _outdoes(node, stated)), None)
        if inner is not None:
            del open_nodes[inner:]
        if open_nodes[-1].stated == stated and not _attached(open_nodes[-1]) and not _nests(open_nodes[-1], entry.mark):
            open_nodes.pop()
    named = [depth for depth, node in enumerate(open_nodes) if node.scheme == scheme and depth]
    if begins_document(entry):
        del open_nodes[1:]
    elif entry.over_articles:
        while len(open_nodes) > 1 and (
            open_nodes[-1].scheme == scheme or open_nodes[-1].rank >= ARTICLE or open_nodes[-1].family
        ):  # a chapter without a number stands beside the outermost divisions
            open_nodes.pop()
    elif named and not _deeper(open_nodes[named[-1]], stated):
        del open_nodes[named[-1] :]
    elif entry.mark is None and stated is not None and not entry.recurring:
        keep = 1 + max(
            (
                depth
                for depth, node in enumerate(open_nodes)
                if (depth and _attached(node)) or (node.stated is not None and node.stated < stated)
            ),
            default=0,
        )
        del open_nodes[keep:]
    elif entry.mark:
        mark = entry.mark
        while len(open_nodes) > 1 and (
            _stands_beside(open_nodes[-1], mark, stated)
            or (
                open_nodes[-1].rank > mark.rank
                and not later.goes_on(open_nodes[-1], number)
                and _outside(open_nodes[-1], stated)
                and not _holds(open_nodes[-1], mark)
                and (open_nodes[-1].scheme, scheme) not in nested
            )
        ):
            open_nodes.pop()


def _attached(node: Node) -> bool:
    """Whether a section is an annex, or another document in the file: it contains what follows up to the next."""
    return node.level == 0


def _outdoes(node: Node, stated: int) -> bool:
    """Whether the format states a deeper level for a section than for a heading."""
    return node.stated is not None and node.stated > stated and not _attached(node)


def _stands_beside(node: Node, mark: NumberMark, stated: int | None) -> bool:
    """Whether the numbers themselves say that a section cannot contain another, as 第四条 a 第二章, or 1.2 a 2.1.1; for Latin ones the format
    may say otherwise."""
    if mark.scheme.family == LATIN_FAMILY:
        inner = node.article and not mark.scheme.article
        outer = (mark.rank == 0 and not _attached(node)) or (
            node.family == LATIN_FAMILY and (inner or node.rank >= SECTION > mark.rank)
        )
        return outer and not _deeper(node, stated)
    if mark.scheme.family and node.family == mark.scheme.family:
        return node.rank > mark.rank
    decimal = mark.depth > 1 and node.depth > 1
    return decimal and (node.depth >= mark.depth or node.value[: node.depth] != mark.value[: node.depth])


def _nests(node: Node, mark: NumberMark | None) -> bool:
    """Whether numbers put a heading below one of the same stated level: converters give 章 and 节, and 1 and 1.1, the same."""
    if mark is None:
        return False
    below = mark.depth > node.depth and node.scheme in COUNTING and node.value == mark.value[: node.depth]
    return below or (is_cjk(node.number) and is_cjk(mark.printed) and node.rank < mark.rank)


def _deeper(node: Node, stated: int | None) -> bool:
    """Whether the format puts a heading below a section that is numbered in the same way."""
    return node.stated is not None and stated is not None and node.stated < stated


def _holds(node: Node, mark: NumberMark) -> bool:
    """Whether an unnumbered heading contains what is numbered: one at the top of the tree contains inner schemes, one that the
    format states contains articles."""
    if mark.scheme.article and not node.number and (node.stated is not None or node.scheme == RECURRING):
        return True
    return node.scheme == RECURRING and node.level == 1 and mark.rank >= INNERMOST_OUTER and not node.holds_text


def _outside(node: Node, stated: int | None) -> bool:
    """Whether a heading of a stated level can be outside a node."""
    return not (node.stated is not None and stated is not None and node.stated < stated)


def _body_block(entry: ClassifiedBlock) -> Block:
    block = entry.block
    if entry.role == "item" and entry.mark:
        text, spans = below_number(block, entry.mark)
        return Block("item", text, entry.mark.printed, layer=block.layer, key=block.key, spans=spans, origin=block.origin)
    return replace(block, kind="item") if entry.role == "item" else block
