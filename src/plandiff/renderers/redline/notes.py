"""Footnotes and endnotes: changes marked in those that both files have, and new ones that the text now refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import Element, W, child, local_name
from plandiff.renderers.redline.atoms import Atom
from plandiff.renderers.redline.markup import make
from plandiff.renderers.redline.parts import Side, Story
from plandiff.renderers.redline.stories import Counter

KINDS: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SEPARATORS: Final = (("separator", "separator", "-1"), ("continuationSeparator", "continuationSeparator", "0"))


@dataclass
class Notes:
    """The notes of both files."""

    old: Side
    new: Side
    story: Callable[[str, str], Story]
    """A part of the old file, and its counterpart in the new file, to be marked up."""
    _stories: dict[str, Story] = field(default_factory=dict)
    _brought: set[Element] = field(default_factory=set)

    def bring(self, atom: Atom) -> Element:
        """A reference to a note of the new file, which is copied."""
        name = local_name(atom.part)
        kind = KINDS[name]
        story = self._story(kind)
        taken = [int(note.get(W + "id", "0")) for note in story.old_root.findall(W + kind)]
        ident = str(max([*taken, 0]) + 1)
        note = make(kind, id=ident)
        theirs = _note(story.new_root, kind, atom.part)
        for block in Counter().read(theirs) if theirs is not None else ():
            note.append(story.copy(block))
        if not len(note):
            note.append(make("p"))
        _begin_with_mark(note, kind, theirs)
        story.old_root.append(note)
        self._brought.add(note)
        return make(name, id=ident)

    def sort(self, body: Element) -> None:
        """Put each copied note after the one referred to before it."""
        last: dict[str, Element] = {}
        for reference in body.iter(*(W + name for name in KINDS)):
            kind = KINDS[local_name(reference)]
            if kind not in self._stories:
                continue
            note = _note(self._stories[kind].old_root, kind, reference)
            if note is None:
                continue
            if note in self._brought and kind in last:
                last[kind].addnext(note)
            elif note in self._brought:
                first = next((row for row in note.itersiblings(preceding=True) if row.get(W + "type")), None)
                first.addnext(note) if first is not None else note.getparent().insert(0, note)
            last[kind] = note

    def edit(self, ours: Atom, theirs: Atom) -> None:
        """Mark the changes in a note."""
        kind = KINDS[local_name(ours.part)]
        story = self._story(kind)
        old, new = _note(story.old_root, kind, ours.part), _note(story.new_root, kind, theirs.part)
        if old is not None and new is not None:
            for note in (old, new):
                if next(note.iter(W + "p"), None) is None:  # no program writes it so, and some read it
                    note.append(make("p"))
            story.edit_within(old, new)

    def _story(self, kind: str) -> Story:
        if kind not in self._stories:
            part = self.old.package.target(f"{kind}s") or self._made(kind)
            self._stories[kind] = self.story(part, self.new.package.target(f"{kind}s"))
        return self._stories[kind]

    def _made(self, kind: str) -> str:
        part = self.old.package.add_story(f"{kind}s", f"{kind}s")
        root = self.old.package.tree(part)
        for stated, shown, ident in _SEPARATORS:
            note = make(kind, type=stated, id=ident)
            paragraph, run = make("p"), make("r")
            run.append(make(shown))
            paragraph.append(run)
            note.append(paragraph)
            root.append(note)
        return part


def _note(root: Element | None, kind: str, reference: Element) -> Element | None:
    ident = reference.get(W + "id")
    notes: Iterator[Element] = root.iterchildren(W + kind) if root is not None else iter(())
    return next((note for note in notes if note.get(W + "id") == ident), None)


def _begin_with_mark(note: Element, kind: str, theirs: Element | None) -> None:
    """The sign at the beginning of a note that repeats its mark, formatted as in the new file."""
    sign = next(theirs.iter(W + f"{kind}Ref"), None) if theirs is not None else None
    if sign is None:
        return
    run = make("r")
    look = make("rPr")
    look.append(make("vertAlign", val="superscript"))
    run.append(look)
    run.append(make(f"{kind}Ref"))
    first = next(note.iter(W + "p"))
    first.insert(1 if child(first, "pPr") is not None else 0, run)
