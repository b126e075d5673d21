"""Footnotes and endnotes: each is placed after what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plandiff.model import Block, Span
from plandiff.normalize.tree import Node


def place_notes(root: Node, notes: Sequence[Block]) -> None:
    """Put every note into the tree, after the block that refers to it first; notes without a reference come last."""
    if not notes:
        return
    left = {note.key: note for note in notes}
    last = root
    for node in _nodes(root):
        last = node
        body = list(_taken(node.spans, left))
        for block in node.body:
            body.append(block)
            body += _taken(block.all_spans, left)
        node.body = body
    last.body += left.values()


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _taken(spans: Iterable[Span], left: dict[str, Block]) -> Iterator[Block]:
    """The notes that spans refer to, each followed by those that it refers to itself; they are removed from those left."""
    open_notes = [iter(spans)]
    while open_notes:
        span = next(open_notes[-1], None)
        if span is None:
            open_notes.pop()
        elif span.kind == "footnote" and (note := left.pop(span.value, None)):
            yield note
            open_notes.append(iter(note.spans))
