"""Blocks -> Plan: which text is the plan's own, and how its parts nest.

Every step looks at the blocks that are left and says which to set aside, or what role each
plays; nothing is dropped on the way. A document in canonical form states all this itself.
"""

from __future__ import annotations

from functools import partial

from plandiff.model import NO_OVERRULES, Document, Overrules, Plan, Statement
from plandiff.normalize import canonical
from plandiff.normalize.annexes import raise_annexes
from plandiff.normalize.contents import NO_CONTENTS, contents_of, stated_entries
from plandiff.normalize.documents import covers, raise_documents
from plandiff.normalize.furniture import furniture, is_data_table, news_lead, page_marks
from plandiff.normalize.headings import classify
from plandiff.normalize.labels import read_labels
from plandiff.normalize.leads import find_leads
from plandiff.normalize.meta import Around, describe
from plandiff.normalize.notes import place_notes
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.overruling import overrule
from plandiff.normalize.periods import find_timings
from plandiff.normalize.picking import pick
from plandiff.normalize.points import find_parts
from plandiff.normalize.remaining import Remaining
from plandiff.normalize.running import running_lines
from plandiff.normalize.tables import settle_tables
from plandiff.normalize.titles import Names, as_title
from plandiff.normalize.tree import freeze, grow
from plandiff.normalize.tuning import TUNING, Tuning

__all__ = ["normalize", "pick"]


def normalize(document: Document, tuning: Tuning = TUNING, overrules: Overrules = NO_OVERRULES) -> Plan:
    """The plan in a document: a tree of sections, and what was set aside with the reason.

    Every visible character of the document is in one unit, in the plan's title, or set aside. What people stated takes precedence
    over what is found; a document in canonical form, in which nothing is guessed, can only be given another title.
    """
    if canonical.is_canonical(document):
        return canonical.restore(document, tuning, overrules.title or "")
    blocks = Remaining(document.blocks, tuning, overrule(document.blocks, overrules, document.name))
    if not any(block.origin and block.origin.box for block in document.blocks):  # with positions known, the reader has done so
        blocks.set_aside("furniture", lambda left, tuning: running_lines(left, tuning) | page_marks(left, tuning))
    blocks.join()
    names = Names((*document.stated, *read_labels([block for block in blocks.left if is_data_table(block, tuning)])))
    blocks.set_aside("furniture", partial(furniture, names=names))
    blocks.set_aside("lead", news_lead)
    blocks.join_tables()
    entries_stated = stated_entries(blocks.blocks)
    contents = NO_CONTENTS if entries_stated else contents_of(blocks.left, tuning)
    blocks.set_aside("contents", lambda *_: set(contents.blocks))
    header = overrules.title or as_title(dict(document.front_matter).get("title", ""))
    stated = (*document.stated, *(statement for run in blocks.outside for statement in read_labels(run)))
    numbers = Numbers(blocks.left, tuning)
    said = Names((Statement("title", header), *stated))
    title, enactment = blocks.take_title(header, said, numbers, asked=bool(overrules.title))
    listed = (*contents.entries, *entries_stated)
    entries = classify(settle_tables(blocks.left, tuning), listed, numbers, tuning)
    entries = raise_annexes(raise_documents(entries, title.text, tuning), tuning)
    tree = grow(entries)
    tree.title, tree.spans = title
    place_notes(tree, blocks.notes)
    root = freeze(tree)
    head = [block.text for block in blocks.left[: tuning.head] if len(block.text) <= tuning.sentence_title]
    tail = [block.text for block in blocks.left[-tuning.tail :] if len(block.text) <= tuning.title]
    aside = blocks.aside()
    meta = describe(title.text, document, Around(head, [item.text for item in aside], tail, enactment), stated)
    leads, timings, parts = find_leads(root, tuning), find_timings(root, meta), find_parts(root, tuning)
    return Plan(meta, root, aside, document.notes, leads, timings, parts, covers(root))
