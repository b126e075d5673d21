"""How often a library's blame is right, on chains of editions with a known history.

    python bench/provenance.py [--editions 12]

Plans of the outside data are revised repeatedly by its `bench/revise.py`, which records the origin of
every paragraph; the editions, written in varying formats, are added to a library.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from outside import DATA, load_script
from plandiff.language.folding import fold
from plandiff.library import Library, prepare
from plandiff.library.history import read_history
from plandiff.library.provenance import Passage
from plandiff.model import Source

FLOOR: Final = 0.98
"""Share of the last edition's paragraphs whose first version is the true one."""
STYLES: Final = ("markdown", "text", "portal")


def chain(revise: Any, plan: Path, editions: int, seed: int) -> Iterator[tuple[str, str, list[tuple[str, int, int]]]]:  # noqa: ANN401
    """(suffix, text, [(paragraph, first edition, edition of its last change)]) of each edition."""
    source = json.loads(plan.read_text(encoding="utf-8"))
    blocks = [revise.Block(block["level"], block["text"]) for block in source["blocks"]]
    history = [(0, 0)] * len(blocks)
    rng = random.Random(seed)  # noqa: S311 - made-up editions, no secrets
    for edition in range(editions):
        if edition:
            long = [block.text for block in blocks if block.level == 0 and len(block.text) > 60]
            clauses = [clause for text in long for clause in re.split("[，。；]", text) if 6 <= len(clause) <= 24]
            donors = ["，".join(rng.sample(clauses, 6)) + "。" for _ in range(200)]
            plain = [replace(block, origin=(), moved=False, edited=False) for block in blocks]
            made = revise.revise(plain, donors, rng, "light" if edition % 3 else "medium")
            history = [
                (edition, edition)
                if not block.origin
                else (
                    min(history[place][0] for place in block.origin),
                    edition if block.edited else max(history[place][1] for place in block.origin),
                )
                for block in made
            ]
            blocks = made
        suffix, text = revise.dress(source["title"], blocks, STYLES[edition % 3], edition % 2 == 0)
        yield suffix, text, [(b.text, *versions) for b, versions in zip(blocks, history, strict=True) if b.level == 0]


def history_of(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """(first version, last change) of the passages that hold a paragraph: whole ones, else those that it was split into."""
    wanted = fold(text)
    texts = [fold(passage.unit.number + passage.unit.text) for passage in passages]
    whole = [(passage.first, passage.changed) for passage, held in zip(passages, texts, strict=True) if held == wanted]
    if whole:
        return whole
    start = "".join(texts).find(wanted)
    if start < 0:
        return []
    over: list[Passage] = []
    place = 0
    for passage, held in zip(passages, texts, strict=True):
        if held and place < start + len(wanted) and place + len(held) > start:
            over.append(passage)
        place += len(held)
    return [(min(passage.first for passage in over), max(passage.changed for passage in over))]


def measure(revise: Any, plan: Path, editions: int, seed: int) -> tuple[int, int, int, list[str]]:  # noqa: ANN401
    """For the last edition's paragraphs: (how many, first version right, last change right, those wrong)."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.create(Path(folder) / "library")
        truth: list[tuple[str, int, int]] = []
        for number, (suffix, text, history) in enumerate(chain(revise, plan, editions, seed)):
            library.add(
                "plan", prepare(Source(f"plan.{suffix}", text.encode())), label=f"e{number}", date=f"20{10 + number}-01-01"
            )
            truth = history
        passages = read_history(library, "plan").passages[-1]
        library.close()
    first = changed = 0
    wrong: list[str] = []
    for text, true_first, true_changed in truth:
        found = history_of(text, passages)
        first += any(life[0] == true_first for life in found)
        changed += any(life[1] == true_changed for life in found)
        if not any(life[0] == true_first for life in found):
            wrong.append(f"{true_first} {found} {text[:60]}")
    return len(truth), first, changed, wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--editions", type=int, default=12)
    arguments.add_argument("--show", action="store_true", help="list the paragraphs that are wrong")
    chosen = arguments.parse_args()
    revise = load_script("revise")
    totals = [0, 0, 0]
    for plan in sorted((DATA / "bench/plans").glob("*.blocks.json")):
        *numbers, wrong = measure(revise, plan, chosen.editions, seed=1)
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
        print(
            f"{plan.stem}: {numbers[0]} paragraphs, first {numbers[1] / numbers[0]:.4f}, last change {numbers[2] / numbers[0]:.4f}"
        )
        if chosen.show:
            print("\n".join(wrong))
    print(f"all: first {totals[1] / totals[0]:.4f}, last change {totals[2] / totals[0]:.4f}")
    return 0 if totals[1] >= FLOOR * totals[0] else 1


if __name__ == "__main__":
    sys.exit(main())
