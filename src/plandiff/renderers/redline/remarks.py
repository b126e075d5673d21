"""Comments: what could not be marked in the text, on the first page; and, on request, what the changes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandiff.bilingual import Language
from plandiff.model import Comparison
from plandiff.ooxml import TEXT_BOX, Element, W, child, local_name
from plandiff.renderers.redline.atoms import Atom
from plandiff.renderers.redline.margins import Margins
from plandiff.renderers.redline.markup import make, text_element
from plandiff.renderers.redline.package import Package
from plandiff.renderers.redline.revisions import Fate, Revisions
from plandiff.renderers.redline_messages import say

LONGEST: Final = 400
"""Characters of a text quoted in a comment."""


@dataclass
class Remarks:
    """The comments of the file being written."""

    package: Package
    revisions: Revisions
    language: Language
    listed: list[str] = field(default_factory=list)
    """What is reported only on the first page."""
    characters: int = 0
    """How many inserted or deleted characters are reported only there."""
    _on: list[tuple[Element, list[str]]] = field(default_factory=list)
    """Paragraph -> what its comments say."""

    def box(self, old: str, new: str) -> None:
        """A text box that both files have."""
        if old != new:
            self._tell("box", len(old) + len(new), old=_short(old), new=_short(new))

    def lost(self, lost: Iterable[tuple[Fate, Atom]]) -> None:
        """What was inserted or deleted and could not be marked."""
        for fate, atom in lost:
            part = atom.part if atom.part is not None else atom.run
            words = "".join(text.text or "" for text in part.iter(W + "t"))
            kind = "box" if next(part.iter(TEXT_BOX), None) is not None else "object"
            self._tell(f"{kind}_{'gone' if fate in ('del', 'moveFrom') else 'come'}", len(words) or 1, text=_short(words))

    def lost_margins(self, margins: Margins) -> None:
        for text in margins.gone:
            self._tell("margin_gone", len(text), text=_short(text))
        for text in margins.come:
            self._tell("margin_come", len(text), text=_short(text))

    def _tell(self, key: str, characters: int, **values: str) -> None:
        self.listed.append(say(self.language, key, **values))
        self.characters += characters

    def annotate(
        self, comparison: Comparison, places: Sequence[Mapping[str, int]], written: Sequence[Mapping[int, Element]]
    ) -> None:
        """Explain the changes at each paragraph; remarks on the whole are at the first.

        `places` are the units' paragraphs on either side, `written` where these paragraphs are now.
        """
        changes = {change.id: change for change in comparison.changes}
        said: dict[Element, list[str]] = {}
        first = next(child(self.package.tree(self.package.main), "body").iter(W + "p"))
        findings = ((found.change, found.message(self.language)) for found in comparison.findings if not found.accepted)
        notes = (
            (change, f"{opinion.by}: {opinion.text}" if opinion.by else opinion.text) for change, opinion in comparison.opinions
        )
        for ident, text in (*findings, *notes):
            change = changes.get(ident)
            sides = zip((change.new, change.old) if change else (), reversed(places), reversed(written), strict=False)
            stand = (elements.get(at.get(unit, 0)) for units, at, elements in sides for unit in units)
            found = next((element for element in stand if element is not None), first)
            if text:
                said.setdefault(found, []).append(text)
        self._on += said.items()

    def write(self) -> None:
        """Put the comments into the file."""
        rows = [row for row in self._on if row[1]]
        if self.listed:
            marked = sum(self.revisions.counts[fate] for fate in ("ins", "del"))
            share = self.characters / max(1, self.characters + marked)
            head = say(self.language, "listed", count=len(self.listed), share=f"{share * 100:.1f}%")
            first = next(child(self.package.tree(self.package.main), "body").iter(W + "p"))
            rows.insert(0, (first, [head, *self.listed]))
        if not rows:
            return
        part = self.package.target("comments") or self.package.add_story("comments", "comments")
        root = self.package.tree(part)
        taken = [int(row.get(W + "id", "0")) for row in root.findall(W + "comment")]
        for ident, (paragraph, lines) in enumerate(rows, max([*taken, -1]) + 1):
            root.append(self._comment(ident, lines))
            _fasten(paragraph, str(ident))

    def _comment(self, ident: int, lines: Sequence[str]) -> Element:
        comment = make("comment", id=str(ident), author=self.revisions.author, initials="pd")
        if self.revisions.date:
            comment.set(W + "date", self.revisions.date)
        for line in lines:
            paragraph, run = make("p"), make("r")
            run.append(text_element(line))
            paragraph.append(run)
            comment.append(paragraph)
        return comment


def _fasten(paragraph: Element, ident: str) -> None:
    """Attach a comment to a paragraph."""
    start = 1 if len(paragraph) and local_name(paragraph[0]) == "pPr" else 0
    paragraph.insert(start, make("commentRangeStart", id=ident))
    paragraph.append(make("commentRangeEnd", id=ident))
    run = make("r")
    run.append(make("commentReference", id=ident))
    paragraph.append(run)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
