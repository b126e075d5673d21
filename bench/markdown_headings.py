"""How well the sections of Markdown documents agree with their headings: `python bench/markdown_headings.py FOLDER…`.

For every `.md` file below the folders, plain markdown-it says which headings and items there are. Counted are the headings that are
sections (or the title) at the right relative level, that is below the same heading as in the source; the items that became sections;
and the words of the source that are nowhere in the plan, its notes, its links or what was set aside.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plandiff.errors import PlandiffError
from plandiff.language.folding import fold
from plandiff.model import Plan, Section, Source
from plandiff.pipeline import load
from plandiff.readers.texts import text_of

_SHOWN: Final = re.compile(r"[^\W_\u2e80-\U0003ffff]+|[^\W_]")
"""A word, or a character of a script without spaces."""
_NO_WORDS: Final = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>]*>|\{[:#.][^{}\n]*\}|\]\([^()\s]*(?:\([^()]*\))?[^()]*\)|\]\[[^\[\]]*\]"
    r"|^ {0,3}\[[^\[\]]*\]:(?:[ \t]*#\S*)?|^[ \t>]*(?:```|~~~)[^\n]*$|&[A-Za-z]+;|\\",
    re.DOTALL | re.MULTILINE,
)
"""Markup that contains words: tags, attributes, targets, names of definitions, the languages of code."""
_SIGNS: Final = re.compile(r"[\[\]*_~`]")
_NUMBER: Final = re.compile(r"\d{1,3}[.)]")
_ID: Final = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")


@dataclass
class Tally:
    """The counts."""

    files: int = 0
    headings: int = 0
    sections: int = 0
    placed: int = 0
    items: int = 0
    raised: int = 0
    words: int = 0
    lost: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{self.files} files, {self.headings} headings: {_share(self.sections, self.headings)} sections, "
            f"{_share(self.placed, self.headings)} in their place; {self.items} items: {_share(self.raised, self.items)} sections; "
            f"{self.words} words: {self.lost} lost"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "–"


def measure(path: Path, tally: Tally) -> None:
    """Add the counts of one file."""
    source = Source(str(path), path.read_bytes())
    try:
        plan = load(source)
    except PlandiffError as error:
        print(f"{path}: {error}")
        return
    text = text_of(source).body
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    tally.files += 1
    _headings(plan, tokens, path, tally)
    _items(plan, tokens, text_of(source).first_line, path, tally)
    _words(plan, text, path, tally)


def _headings(plan: Plan, tokens: list[Token], path: Path, tally: Tally) -> None:
    stated = [
        (int(token.tag[1:]), _ID.sub("", _plain(inner)))
        for token, inner in itertools.pairwise(tokens)
        if token.type == "heading_open" and _plain(inner).strip()
    ]
    found: list[tuple[str, str, tuple[str, ...]]] = [(fold(plan.root.title), "", ()), *_sections(plan.root, ())]
    matched: dict[int, int] = {}
    at = 0
    for number, (_, heading) in enumerate(stated):
        wanted = fold(heading)
        if place := next((n for n in range(at, len(found)) if _same(found[n][0], wanted)), None) or (
            0 if _same(found[0][0], wanted) else None
        ):
            at = place + 1
        if place is not None:
            matched[number] = place
    tally.headings += len(stated)
    tally.sections += len(matched)
    place_of = {found[place][1]: number for number, place in matched.items()}
    trail: list[tuple[int, int]] = []
    for number, (level, heading) in enumerate(stated):
        while trail and trail[-1][0] >= level:
            trail.pop()
        above = trail[-1][1] if trail else None
        trail.append((level, number))
        if number not in matched:
            tally.examples.append(f"{path}: no section: {heading!r}")
            continue
        ancestors = [place_of[name] for name in found[matched[number]][2] if name in place_of]
        own = ancestors[-1] if ancestors else place_of.get("") if matched[number] else None
        if (
            own == above
            or (above is not None and matched.get(above) == 0 and own is None)
            or (own is not None and matched[own] == 0 and above is None)
        ):
            tally.placed += 1
        else:
            tally.examples.append(
                f"{path}: {heading!r} is below {stated[own][1] if own is not None else None!r}, not {stated[above][1] if above is not None else None!r}"
            )


def _same(found: str, wanted: str) -> bool:
    """Whether a section is that of a heading, which may be in a numbered item."""
    bare = _NUMBER.sub("", found)
    return wanted in (found, bare) or (len(wanted) > 20 and wanted[:60] in (found[:60], bare[:60]))


def _sections(section: Section, above: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for child in section.children:
        yield fold(f"{child.number} {child.title}"), child.id, above
        yield from _sections(child, (*above, child.id))


def _items(plan: Plan, tokens: list[Token], first_line: int, path: Path, tally: Tally) -> None:
    lines = {unit.origin.line: unit.text for unit in plan.units if unit.kind == "section" and unit.origin}
    for token, inner in itertools.pairwise(tokens):
        if token.type == "list_item_open":
            tally.items += 1
            line = first_line + (token.map or [0])[0]
            if line in lines and inner.type == "paragraph_open":
                tally.raised += 1
                tally.examples.append(f"{path}: item is a section: {lines[line][:60]!r}")


def _words(plan: Plan, text: str, path: Path, tally: Tally) -> None:
    kept = [plan.root.title, *(item.text for item in plan.set_aside), *(span.value for span in plan.root.spans)]
    for unit in plan.units:
        kept += (unit.number, unit.text, *(span.value for span in unit.spans))
        kept += (span.value for cell in unit.cells for span in cell.spans)
    printed = Counter(_SHOWN.findall(_SIGNS.sub("", " ".join(kept))))
    source = Counter(_SHOWN.findall(_SIGNS.sub("", _NO_WORDS.sub(_space, text))))
    lost = source - printed
    tally.words += source.total()
    tally.lost += lost.total()
    if lost:
        tally.missing.update(lost)
        tally.examples.append(f"{path}: {lost.total()} words lost: {' '.join(list(lost)[:8])}")


def _space(found: re.Match[str]) -> str:
    return "" if found.group() == "\\" or found.group().startswith("](") else " "


def _plain(token: Token) -> str:
    """The printed text of an inline token."""
    texts = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        texts.get(child.type, child.content) for child in token.children or [] if child.type not in ("html_inline", "image")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--examples", type=int, default=0, help="how many disagreements to print for each folder")
    asked = parser.parse_args()
    for folder in asked.folders:
        tally = Tally()
        for path in sorted(folder.rglob("*.md")):
            measure(path, tally)
        print(f"{folder.name}: {tally.line()}")
        for example in tally.examples[: asked.examples]:
            print(f"  {example}")


if __name__ == "__main__":
    main()
