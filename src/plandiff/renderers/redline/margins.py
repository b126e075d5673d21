"""Headers and footers: which of the old file correspond to which of the new one."""

from __future__ import annotations

from dataclasses import dataclass, field

from plandiff.ooxml import Element, W, qualified
from plandiff.renderers.redline.package import Package


@dataclass
class Margins:
    """The result, by the names of the parts."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Parts in the same place with different text."""
    gone: list[str] = field(default_factory=list)
    """Text that only the old file prints."""
    come: list[str] = field(default_factory=list)
    """Text that only the new file prints."""


def pair_margins(old: Package, new: Package) -> Margins:
    """The headers and footers of two files, section by section."""
    found = Margins()
    sides = [_places(package) for package in (old, new)]
    texts = [{part: _text(package, part) for part in places.values()} for package, places in zip((old, new), sides, strict=True)]
    for place in dict.fromkeys([*sides[0], *sides[1]]):
        ours, theirs = (side.get(place, "") for side in sides)
        if ours and theirs:
            if texts[0][ours] != texts[1][theirs] and all(ours != part for part, _ in found.pairs):
                found.pairs.append((ours, theirs))
        elif ours and texts[0][ours] and texts[0][ours] not in texts[1].values():
            found.gone.append(texts[0][ours])
        elif theirs and texts[1][theirs] and texts[1][theirs] not in texts[0].values():
            found.come.append(texts[1][theirs])
    found.gone, found.come = list(dict.fromkeys(found.gone)), list(dict.fromkeys(found.come))
    return found


def _places(package: Package) -> dict[tuple[int, str, str], str]:
    """(section, kind, which pages) -> part."""
    root = package.tree(package.main)
    relations = package.relations(package.main)
    found: dict[tuple[int, str, str], str] = {}
    for section, layout in enumerate(root.iter(W + "sectPr")):
        for kind in ("header", "footer"):
            for row in layout.iterchildren(W + f"{kind}Reference"):
                _, target, _ = relations.get(row.get(qualified("r:id")) or "", ("", "", False))
                if package.holds(target):
                    found[section, kind, row.get(W + "type", "default")] = target
    return found


def _text(package: Package, part: str) -> str:
    root: Element = package.tree(part)
    lines = ("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in root.iter(W + "p"))
    return "\n".join(filter(None, (line.strip() for line in lines)))
