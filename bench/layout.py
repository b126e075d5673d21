"""How well pages are read with given numbers of the layout: for bench/sweep.py.

Two families of cases: `pages`, PDF files with labels made by looking at their pages, scored by score_pdf.py of the data folder;
and `printed`, Word files with what was printed of each, scored by the paragraphs, headings and rows they have in common.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from outside import DATA, load_script
from plandiff.model import Document, Plan
from plandiff.normalize import normalize
from plandiff.pipeline import load
from plandiff.readers.layout.page import Bookmark, Page
from plandiff.readers.layout.reading import read_sheets, sheets_of
from plandiff.readers.layout.sheets import Sheet
from plandiff.readers.layout.tuning import TUNING, Tuning
from plandiff.readers.pdf.engine import opened
from plandiff.renderers.json import render_plan_json
from plandiff.renderers.options import RenderOptions
from quality import Case, Figures
from rerun import watched

FAMILIES: Final = ("pages", "printed")
_KINDS: Final = {"paragraphs": {"paragraph", "item"}, "headings": {"section"}, "rows": {"row"}}


def layout_cases(families: Sequence[str]) -> list[Case]:
    """The PDF files of these families; a labelled one has its label's name, one of a pair its Word file's."""
    found: list[Case] = []
    if "pages" in families:
        labels = sorted((DATA / "gold" / "pdf").glob("*.json"))
        files = [(label.stem, DATA / "office" / "real" / f"{label.stem}.pdf") for label in labels]
        found += [Case("pages", name, file) for name, file in files if file.exists()]
    if "printed" in families:
        files = [(path.stem, path.with_suffix(".pdf")) for path in sorted((DATA / "office").glob("p*/*.docx"))]
        found += [Case("printed", name, file) for name, file in files if file.exists()]
    return found


class Reading:
    """A file's pages, read again only as far as other numbers change what is read.

    Which numbers were read of each page by itself, and which when pages were put together, is told by two equal tunings. Lines
    keep the one that they were made with, and ask it whenever they are asked.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._pages, self._bookmarks = _pages_of(case.folder)
        apart, self._read_apart = watched(TUNING)
        together, self._read_together = watched(TUNING)
        self._sheets = sheets_of(self._pages, apart)
        self._shipped = self._document(self._sheets, together)
        self.figures = self._score(self._shipped)

    def moved(self, field: str, tuning: Tuning) -> Figures | None:
        """The figures with another value of one number; None if the document is the same as with the shipped one, as it must be if
        the number was not read."""
        if field in self._read_apart:
            found = self._document(sheets_of(self._pages, tuning), tuning)
        elif field in self._read_together:
            found = self._document(self._sheets, tuning)
        else:
            return None
        return None if found == self._shipped else self._score(found)

    def _document(self, sheets: Sequence[Sheet], tuning: Tuning) -> Document:
        return read_sheets(self._case.folder.name, sheets, self._bookmarks, tuning=tuning)

    def _score(self, document: Document) -> Figures:
        plan = normalize(document)
        if self._case.family == "printed":
            old, new = _contents(load(self._case.folder.with_suffix(".docx"))), _contents(plan)
            return {name: _f1(new[name], old[name]) for name in _KINDS if old[name] or new[name]}
        label = DATA / "gold" / "pdf" / f"{self._case.name}.json"
        nodes = json.loads(render_plan_json(plan, RenderOptions()))["nodes"]
        module = load_script("score_pdf")
        return _shares(module, module.score(json.loads(label.read_text(encoding="utf-8")), nodes))


@cache
def _pages_of(file: Path) -> tuple[tuple[Page, ...], list[Bookmark]]:
    with opened(file.name, file.read_bytes()) as pdf:
        return tuple(pdf.pages()), pdf.bookmarks()


def _contents(plan: Plan) -> Mapping[str, Counter[str]]:
    """What a plan has of each kind, without white space."""
    return {
        name: Counter(re.sub(r"\s+", "", f"{unit.number}{unit.text}") for unit in plan.units if unit.kind in kinds)
        for name, kinds in _KINDS.items()
    }


def _f1(found: Counter[str], wanted: Counter[str]) -> float:
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def _shares(module: Any, scored: Mapping[str, Any]) -> Figures:  # noqa: ANN401
    """The counts of score_pdf.py as shares; 1 is best for all of them."""
    hits, count = scored["paragraphs"]
    left, around = scored["furniture"]
    figures = {"paragraphs": hits / count, "headings": module.f1(*scored["headings"]), "cells": module.f1(*scored["cells"])}
    return {**figures, "furniture": 1 - left / around} if around else figures
