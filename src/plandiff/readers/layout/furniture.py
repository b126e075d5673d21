"""What a page prints around its text: running heads and feet, page and line numbers, watermarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from plandiff.readers.layout.lines import Line
from plandiff.readers.layout.page import ARTIFACT, Page
from plandiff.readers.layout.tuning import Tuning

_DIGITS: Final = re.compile(r"\d{1,6}")
_NUMBER: Final = re.compile(
    r"[-—–－―•·~\s]*(?:第\s?)?(?:\d{1,5}|[ivxlcIVXLC]{1,7}|[Ⅰ-ⅿ]{1,3}|[一二三四五六七八九十百]{1,4})(?:\s?页)?(?:\s?[/,，|共of]+\s?(?:共\s?)?\d{1,4}\s?页?)?[-—–－―•·~\s]*|"
    r"[Pp](?:age|\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
)
"""A line that consists only of a page number."""
_CONTINUED: Final = re.compile(
    r"续\s?表\s?[\dA-Z.．-]*.{0,30}|[(（]?\s?表\s?[\dA-Z.．-]*.{0,30}[(（]\s?续(?:表)?\s?\d*\s?[)）]|[(（]\s?续\s?表?\s?[)）]"
)
"""What is printed above a table continued from the previous page."""
_SENTENCE: Final = re.compile(r"[。；：，、]$")
"""How a running head never ends."""
_APART: Final = 2
"""Pages from one with a running head to the next: facing pages have different ones."""
_NEAR: Final = 4.0
"""Points by which the same running head may be higher or lower on another page."""
_EDGE: Final = 2
"""Consecutive lines at each end of a page that may be furniture."""


def furniture_of(pages: Sequence[Page], rows: Sequence[Sequence[Line]], tuning: Tuning) -> list[set[int]]:
    """For every page, which of its lines are furniture."""
    found = [_stated(page, lines, tuning) for page, lines in zip(pages, rows, strict=True)]
    for _ in range(_EDGE):
        edges = [_edges(page, lines, taken, tuning) for page, lines, taken in zip(pages, rows, found, strict=True)]
        fresh = _recurring(rows, edges, tuning) | _numbers(rows, edges, tuning)
        if not fresh:
            break
        for page, line in fresh:
            found[page].add(line)
    for page, lines in enumerate(rows):
        left = [number for number in range(len(lines)) if number not in found[page]]
        if page and left and _CONTINUED.fullmatch(lines[left[0]].text):
            found[page].add(left[0])
    texts = {rows[page][line].text.replace(" ", "") for page, taken in enumerate(found) for line in taken}
    for page, lines in enumerate(rows[:_EDGE]):  # covers print the running heads of other pages
        largest = max((line.size for line in lines), default=0.0)
        found[page] |= {
            number
            for number, line in enumerate(lines)
            if line.size < largest and line.text.replace(" ", "") in texts - _numbered(texts)
        }
    return found


def _stated(page: Page, lines: Sequence[Line], tuning: Tuning) -> set[int]:
    """Lines near an edge that the file's structure, if it states one, marks as not part of the text."""
    zone = tuning.margin_zone * page.height
    return {
        number
        for number, line in enumerate(lines)
        if page.marks
        and (line.bottom <= zone or line.top >= page.height - zone)
        and all(glyph.tag == ARTIFACT for glyph in line.printed)
    }


def _numbered(texts: set[str]) -> set[str]:
    return {text for text in texts if _NUMBER.fullmatch(text)}


def _edges(page: Page, lines: Sequence[Line], taken: set[int], tuning: Tuning) -> list[tuple[str, int]]:
    """The lines nearest the upper and lower edge that are not taken yet."""
    zone = tuning.margin_zone * page.height
    left = [number for number in range(len(lines)) if number not in taken]
    top = [("top", number) for number in left[:_EDGE] if lines[number].bottom <= zone]
    foot = [("foot", number) for number in left[-_EDGE:] if lines[number].top >= page.height - zone]
    return top + [entry for entry in foot if ("top", entry[1]) not in top]


def _recurring(rows: Sequence[Sequence[Line]], edges: Sequence[list[tuple[str, int]]], tuning: Tuning) -> set[tuple[int, int]]:
    """Lines with the same text at the same height on several pages, apart from the page number."""
    equal: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for page, entries in enumerate(edges):
        for edge, number in entries:
            text = rows[page][number].text
            bare = text.replace(" ", "")
            if not _NUMBER.fullmatch(bare) and not _SENTENCE.search(bare):
                equal[edge, bare].append((page, number))
                for digits in _DIGITS.finditer(text):
                    changed = f"{text[: digits.start()]}#{int(digits[0]) - page}{text[digits.end() :]}"
                    equal[edge, changed.replace(" ", "")].append((page, number))
    found: set[tuple[int, int]] = set()
    for places in equal.values():
        for place in places:
            base = rows[place[0]][place[1]].base
            level = {page for page, number in places if abs(rows[page][number].base - base) <= _NEAR}
            near = [page for page in level if 0 < abs(page - place[0]) <= _APART]
            if near and len(level) >= min(tuning.few_pages, max(2, len(rows) - 1)):
                found.add(place)
    return found


def _numbers(rows: Sequence[Sequence[Line]], edges: Sequence[list[tuple[str, int]]], tuning: Tuning) -> set[tuple[int, int]]:
    """Page numbers nearest an edge: alone on their line, or at one end of it, as beside the name of a chapter."""
    alone: list[tuple[int, int]] = []
    beside: set[tuple[int, int]] = set()
    counting: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for page, entries in enumerate(edges):
        for _, number in entries:
            line = rows[page][number]
            is_alone = _NUMBER.fullmatch(line.text) is not None
            found = re.search(r"\d+", line.text) if is_alone else _at_end(line, tuning)
            if is_alone:
                alone.append((page, number))
            elif found:
                beside.add((page, number))
            if found:
                counting[int(found[0]) - page].append((page, number))
    sure = {place for places in counting.values() if len(places) >= 2 for place in places if place not in beside}
    for places in counting.values():
        for page, number in beside.intersection(places):
            base = rows[page][number].base
            level = {other for other, line in places if abs(rows[other][line].base - base) <= _NEAR}
            if len(level) >= tuning.few_pages:
                sure.add((page, number))
    return sure | {place for place in alone if not rows[place[0]][place[1]].text.strip().isdigit()}


def _at_end(line: Line, tuning: Tuning) -> re.Match[str] | None:
    """The number that is set apart at one end of a line."""
    gaps = [place for place, gap in line.gaps if gap >= tuning.beside]
    for piece in (line.glyphs[: gaps[0]], line.glyphs[gaps[-1] :]) if gaps else ():
        found = _DIGITS.fullmatch("".join(glyph.text for glyph in piece).strip())
        if found:
            return found
    return None
