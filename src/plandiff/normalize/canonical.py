"""Documents in canonical form state their structure themselves: nothing is guessed."""

from __future__ import annotations

from plandiff.model import CANONICAL_FORM, Document, Plan, SetAside
from plandiff.model.spans import reinstated
from plandiff.normalize.documents import covers
from plandiff.normalize.leads import find_leads
from plandiff.normalize.meta import describe
from plandiff.normalize.periods import find_timings
from plandiff.normalize.points import find_parts
from plandiff.normalize.tree import Node, freeze
from plandiff.normalize.tuning import Tuning


def is_canonical(document: Document) -> bool:
    """Whether a document is marked as canonical text in a known version."""
    return CANONICAL_FORM in document.front_matter


def restore(document: Document, tuning: Tuning, title: str = "") -> Plan:
    """The plan that a canonical text was written from; a title given by the user replaces its own."""
    root = Node()
    open_nodes = [root]
    aside: list[SetAside] = []
    for number, block in enumerate(document.blocks):
        if block.aside:
            aside.append(SetAside(block.aside, reinstated(block.spanned), block.origin))
        elif block.kind != "heading":
            open_nodes[-1].body.append(block)
        elif number == 0 and block.level == 1:
            root.title, root.spans = block.spanned
        else:
            level = (block.level or 1) - 1
            while len(open_nodes) > 1 and open_nodes[-1].level >= level:
                open_nodes.pop()
            node = Node(block.number, block.text, level, spans=block.spans, origin=block.origin)
            open_nodes[-1].children.append(node)
            open_nodes.append(node)
    if title:
        root.title, root.spans = title, ()
    section = freeze(root)
    meta = describe(section.title, document)
    leads, timings, parts = find_leads(section, tuning), find_timings(section, meta), find_parts(section, tuning)
    return Plan(meta, section, tuple(aside), document.notes, leads, timings, parts, covers(section))
