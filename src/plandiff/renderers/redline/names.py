"""What the new file names (styles, lists, pictures, notes, links) under the names of the old one, copied where that lacks it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from plandiff.ooxml import VAL, Element, W, child, local_name, qualified, value
from plandiff.renderers.redline.markup import PARAGRAPH_ORDER, copied, make, put
from plandiff.renderers.redline.package import Package

MAX_CHAIN: Final = 40
"""Maximum length of a chain of styles; more is a cycle."""
_NOT_COPIED: Final = frozenset({"sectPr", "pPrChange", "framePr", "numPr", "pStyle", "rPr", "divId", "cnfStyle"})
"""Properties of a new paragraph that belong to its own file."""


@dataclass
class Book:
    """Styles and lists of one file."""

    package: Package
    styles: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    numbering: Element | None = None

    def __post_init__(self) -> None:
        if part := self.package.target("styles"):
            root = self.package.tree(part)
            for style in root.findall(W + "style") if root is not None else ():
                ident = style.get(W + "styleId", "")
                self.styles.setdefault(ident, style)
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                    self.default = ident
        if part := self.package.target("numbering"):
            self.numbering = self.package.tree(part)

    def name_of(self, ident: str) -> str:
        """A style's name, the same in every file."""
        return (value(self.styles.get(ident), "name") or ident).lower()

    def chain(self, paragraph: Element) -> list[Element]:
        """The properties of a paragraph and of its style, and of those that this is based on."""
        stated = child(paragraph, "pPr")
        found = [stated] if stated is not None else []
        ident = value(stated, "pStyle") or self.default
        for _ in range(MAX_CHAIN):
            style = self.styles.get(ident)
            if style is None:
                break
            if (own := child(style, "pPr")) is not None:
                found.append(own)
            ident = value(style, "basedOn") or ""
        return found

    def outline(self, paragraph: Element) -> int:
        """The level of a heading, from 0; 9 for text."""
        for stated in self.chain(paragraph):
            if (level := value(stated, "outlineLvl")) is not None and level.isdecimal():
                return int(level)
        return 9

    def list_of(self, paragraph: Element) -> tuple[str, str] | None:
        """The list and the level that number a paragraph."""
        ident = level = None
        for stated in self.chain(paragraph):
            own = child(stated, "numPr")
            ident = ident if ident is not None else value(own, "numId")
            level = level if level is not None else value(own, "ilvl")
        if ident in (None, "0") or self.num(ident or "") is None:
            return None
        return ident or "", level or "0"

    def num(self, ident: str) -> Element | None:
        rows = self.numbering.findall(W + "num") if self.numbering is not None else []
        return next((row for row in rows if row.get(W + "numId") == ident), None)

    def scheme(self, num: Element | None) -> Element | None:
        ident = value(num, "abstractNumId")
        rows = self.numbering.findall(W + "abstractNum") if self.numbering is not None else []
        return next((row for row in rows if row.get(W + "abstractNumId") == ident), None)

    def form(self, ident: str, level: str) -> tuple[str, str] | None:
        """What a list prints at a level: the kind of its numbers and what is around them; a bullet is like any other.

        None if the file does not say so in the list itself.
        """
        num = self.num(ident)
        overrides = num.findall(W + "lvlOverride") if num is not None else []
        own = next((child(row, "lvl") for row in overrides if row.get(W + "ilvl") == level), None)
        scheme = self.scheme(num)
        levels = scheme.findall(W + "lvl") if scheme is not None else []
        found = own if own is not None else next((row for row in levels if row.get(W + "ilvl") == level), None)
        if found is None:
            return None
        kind = value(found, "numFmt") or "decimal"
        return (kind, "" if kind == "bullet" else value(found, "lvlText") or "")


@dataclass
class Names:
    """The names of the new file in the old one."""

    old: Book
    new: Book
    _styles: dict[str, str] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {(style.get(W + "type", ""), self.old.name_of(ident)): ident for ident, style in self.old.styles.items()}

    def learn_lists(self, pairs: Iterable[tuple[Element, Element]]) -> None:
        """Learn which lists match, from matching paragraphs in them that both lists number in the same form."""
        votes: Counter[tuple[str, str]] = Counter()
        for old, new in pairs:
            places = self.old.list_of(old), self.new.list_of(new)
            if not (places[0] and places[1]):
                continue
            forms = self.old.form(*places[0]), self.new.form(*places[1])
            if None in forms or forms[0] == forms[1]:
                votes[places[1][0], places[0][0]] += 1
        for (theirs, ours), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
            self._lists.setdefault(theirs, ours)

    def style(self, ident: str | None) -> str | None:
        """The old file's id for a style of the new one, which is copied if missing."""
        if not ident or ident not in self.new.styles:
            return None
        if ident not in self._styles:
            style = self.new.styles[ident]
            known = self._known.get((style.get(W + "type", ""), self.new.name_of(ident)))
            self._styles[ident] = known or self._bring_style(ident, style)
        return self._styles[ident]

    def _bring_style(self, ident: str, style: Element) -> str:
        root = self.old.package.tree(self.old.package.target("styles")) if self.old.package.target("styles") else None
        if root is None:
            return ident
        fresh = next(name for n in range(len(self.old.styles) + 2) if (name := f"{ident}{n or ''}") not in self.old.styles)
        made = copied(style)
        made.set(W + "styleId", fresh)
        made.attrib.pop(W + "default", None)
        self._styles[ident] = fresh
        self.old.styles[fresh] = made
        for name in ("basedOn", "next", "link"):
            if (other := child(made, name)) is not None:
                known = self.style(other.get(VAL)) if other.get(VAL) != ident else fresh
                if known is None:
                    made.remove(other)
                else:
                    other.set(VAL, known)
        if (own := child(child(made, "pPr"), "numPr")) is not None and (listed := child(own, "numId")) is not None:
            listed.set(VAL, self.list(listed.get(VAL, "")) or "0")
        root.append(made)
        return fresh

    def list(self, ident: str) -> str:
        """A list of the new file; "" for none."""
        if ident not in self._lists:
            num = self.new.num(ident)
            self._lists[ident] = "" if num is None else self._bring_list(num)
        return self._lists[ident]

    def _bring_list(self, num: Element) -> str:
        scheme = copied(self.new.scheme(num))
        if scheme is None:
            return ""
        if self.old.numbering is None:
            self.old.numbering = self.old.package.tree(self.old.package.add_story("numbering", "numbering"))
        root = self.old.numbering
        taken = [[int(row.get(W + key, "0")) for row in root.findall(W + name)] for name, key in _NUMBERED]
        scheme_id, num_id = (str(max(found, default=0) + 1) for found in taken)
        scheme.set(W + "abstractNumId", scheme_id)
        for part in [part for part in scheme if local_name(part) in ("nsid", "numStyleLink", "styleLink")]:
            scheme.remove(part)
        for link in scheme.iter(W + "pStyle"):
            link.set(VAL, self.style(link.get(VAL)) or link.get(VAL))
        made = copied(num)
        made.set(W + "numId", num_id)
        child(made, "abstractNumId").set(VAL, scheme_id)
        nums = root.findall(W + "num")
        at = root.index(nums[0]) if nums else len(root)
        root.insert(at, scheme)
        root.insert(root.index(nums[-1]) + 1 if nums else len(root), made)
        return num_id

    def paragraph_properties(self, paragraph: Element) -> Element:
        """The properties of a paragraph of the new file in the old one's names."""
        stated = child(paragraph, "pPr")
        made = make("pPr")
        for part in stated if stated is not None else ():
            if local_name(part) and local_name(part) not in _NOT_COPIED:
                made.append(copied(part))
        if style := self.style(value(stated, "pStyle")):
            put(made, make("pStyle", val=style), PARAGRAPH_ORDER)
        own = child(stated, "numPr")
        if own is not None and (ident := value(own, "numId")) is not None:
            put(made, number_properties(self.list(ident) if ident != "0" else "0", value(own, "ilvl")), PARAGRAPH_ORDER)
        return made

    def run_properties(self, stated: Element | None) -> Element | None:
        """The same for a run."""
        made = copied(stated)
        if made is None:
            return None
        for part in [part for part in made if local_name(part) in ("rPrChange", "ins", "del", "moveFrom", "moveTo")]:
            made.remove(part)
        if (link := child(made, "rStyle")) is not None:
            known = self.style(link.get(VAL))
            if known is None:
                made.remove(link)
            else:
                link.set(VAL, known)
        return made

    def drawing(self, node: Element, part: str, ours: str) -> Element | None:
        """A drawing of the new file with its pictures; None if its parts cannot be copied."""
        theirs = self.new.package
        made = deepcopy(node)
        made.tail = None
        relations = theirs.relations(part)
        for inner in made.iter():
            for attribute in (
                ("r:embed", "r:id", "r:pict", "r:link", "r:dm", "r:lo", "r:qs", "r:cs") if isinstance(inner.tag, str) else ()
            ):
                if (ident := inner.get(qualified(attribute))) is None:
                    continue
                kind, target, outside = relations.get(ident, ("", "", False))
                if kind != "image" and not outside:
                    return None
                inner.set(qualified(attribute), self._bring_picture(kind, target, ours, outside=outside))
        if next(made.iter(qualified("w:txbxContent")), None) is not None:
            return None
        return made

    def _bring_picture(self, kind: str, target: str, part: str, *, outside: bool) -> str:
        ours = self.old.package
        if outside:
            return ours.relate(part, kind, target, outside=True)
        data = self.new.package.data(target)
        name, dot, suffix = target.rpartition(".")
        place = target
        number = 0
        while ours.holds(place) and ours.data(place) != data:
            number += 1
            place = f"{name}-new{number}{dot}{suffix}"
        if not ours.holds(place):
            ours.add(place, data, self.new.package.media_type(target))
        return ours.relate(part, kind, posixpath.normpath(place))


_NUMBERED: Final = (("abstractNum", "abstractNumId"), ("num", "numId"))


def number_properties(ident: str, level: str | None) -> Element:
    made = make("numPr")
    made.append(make("ilvl", val=level or "0"))
    made.append(make("numId", val=ident or "0"))
    return made
