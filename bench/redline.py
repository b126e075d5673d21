"""How faithful Word files with tracked changes are, on revised editions whose files are made here.

    python bench/redline.py [--pairs N] [--first N] [--office] [--keep FOLDER]

Plans and laws of the outside data are revised by its `bench/revise.py` and written as Word files: headings by styles, numbers typed
or automatic, direct formatting, indicator tables, footnotes. For each pair the marked file must read as the old one with all
changes rejected and as the new one with all accepted, paragraph by paragraph and cell by cell: as our own reader sees it and,
with `--office`, as LibreOffice does, line by line (five seconds a pair; its version is printed). Exit code 1 where our own reader sees
something else. LibreOffice ignores the tracked paragraph mark of a paragraph with a note reference, so each state in which it differs is
reported with the number of those in its file; version 7.4 leaves the cells of a deleted column empty.
"""
# ruff: noqa: S311 - editions are generated, no secrets

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from lxml import etree

from outside import DATA, load_script

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import office
from plandiff import pipeline
from plandiff.model import Comparison, Reading, Source
from plandiff.readers import read
from plandiff.renderers import RenderOptions, render
from word_files import HEADINGS, docx, lists, note, p, r, refer, table

STYLES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:pPr>'
    f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    for level in (1, 2, 3)
)
"""Headings numbered by their styles."""
LEVELS: Final = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．"))
SET: Final = ("", "", "", "<w:b/>", "<w:i/>", '<w:u w:val="single"/>', '<w:color w:val="C00000"/>', '<w:sz w:val="28"/>')
"""Formatting of the runs of a paragraph."""
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS: Final = tuple(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "moveFromRangeStart", "moveToRangeStart")
)
AT_ONCE: Final = 5
"""Pairs given to LibreOffice at once, in a process of its own."""
CHINESE: Final = "零一二三四五六七八九十"


@dataclass
class Figures:
    """The results over all pairs."""

    pairs: int = 0
    accepted: int = 0
    rejected: int = 0
    office: int = 0
    """States in which LibreOffice agrees."""
    unlike: list[str] = field(default_factory=list)
    """The others, with the number of tracked paragraph marks beside notes."""
    untouched: int = 0
    """Paragraphs without tracked changes."""
    marked: int = 0
    edited: int = 0
    """Characters that the report marks as inserted or deleted."""
    moves: int = 0
    marked_moves: int = 0
    worst: tuple[float, str] = (0.0, "")
    """The pair with the most marked relative to the report."""
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def runs(text: str, rng: random.Random, notes: list[str]) -> Iterator[str]:
    """The text of a paragraph in runs with varied formatting, with an occasional note."""
    own = random.Random(text[:12])  # the same text is formatted the same in both editions
    borders = sorted({0, len(text), *(own.randrange(len(text) + 1) for _ in range(own.randrange(3)))})
    for start, end in pairwise(borders):
        yield r(text[start:end], own.choice(SET))
    if own.random() < 0.06:
        notes.append(f"本条所称范围以{text[:6]}为准。" if rng.random() < 0.8 else f"本条范围另行规定，{text[:6]}除外。")
        yield refer("footnote", len(notes) + 1)


def indicators(rng: random.Random, seed: int) -> str:
    """A table of indicators; the other edition has other values, and rows and columns inserted or deleted."""
    own = random.Random(seed)
    names = ["常住人口城镇化率", "森林覆盖率", "研发经费投入强度", "每千人口床位数", "单位能耗降低", "居民收入增长", "绿地率"]
    years = ["2025年", "2030年"]
    rows = [[name, own.choice(["%", "张", "万元"]), *(str(own.randrange(10, 90)) for _ in years)] for name in names]
    head = ["指标", "单位", *years]
    if rng.random() < 0.7:
        rows[rng.randrange(len(rows))][2] = str(rng.randrange(10, 90))
    if rng.random() < 0.4:
        del rows[rng.randrange(len(rows))]
    if rng.random() < 0.4:
        rows.insert(rng.randrange(len(rows) + 1), ["新增建设用地规模", "亩", "1200", "1500"])
    if rng.random() < 0.25:
        head.append("属性")
        rows = [[*row, "预期性"] for row in rows]
    return table(head, *rows, heads=1)


def write(title: str, blocks: Sequence[Any], seed: int, edition: int, *, law: bool) -> bytes:
    """An edition as a Word file; its makeup depends on the seed alone, so that both editions are of one kind."""
    how, rng = random.Random(seed), random.Random(seed * 31 + edition)
    automatic = how.random() < 0.5 and not law
    tables = {how.randrange(max(len(blocks) // 2, 1)) for _ in range(2)}
    notes: list[str] = []
    body = [p(r(title, '<w:b/><w:sz w:val="44"/>'), properties='<w:jc w:val="center"/>'), p()]
    count = [0, 0, 0, 0]
    for place, block in enumerate(blocks):
        if block.level:
            count[block.level] += 1
            count[block.level + 1 :] = [0] * (3 - block.level)
            n = count[block.level]
            number = "" if automatic or law else {1: f"{chinese(n)}、", 2: f"（{chinese(n)}）", 3: f"{n}．"}[block.level]
            body.append(p(number + block.text, style=f"H{block.level}"))
        else:
            body.append(p(*runs(block.text, rng, notes), properties='<w:ind w:firstLine="480"/>'))
        if place in tables and not law:
            body += [indicators(rng, seed + place), p()]
    parts = {}
    if notes:
        separators = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        parts = {"footnotes": separators + "".join(note("footnote", n, text) for n, text in enumerate(notes, 2))}
    return docx(*body, styles=STYLES if automatic else HEADINGS, numbering=lists(LEVELS) if automatic else "", parts=parts)


def chinese(n: int) -> str:
    return CHINESE[n] if n <= 10 else ("" if n < 20 else CHINESE[n // 10]) + "十" + (CHINESE[n % 10] if n % 10 else "")


def sources() -> Iterator[tuple[str, list[Any], bool]]:
    """The plans and two laws of the outside data: title, blocks, whether it is a law."""
    revise = load_script("revise")
    for path in sorted((DATA / "bench" / "plans").glob("*.blocks.json")):
        plan = json.loads(path.read_text(encoding="utf-8"))
        yield plan["title"], [revise.Block(block["level"], block["text"]) for block in plan["blocks"]], False
    for name in ("仲裁法", "反垄断法"):
        plan = pipeline.load(DATA / "office" / "pairs" / f"{name}.docx")
        blocks = []
        for unit in plan.units:
            if unit.kind == "section" and not unit.number.endswith("条"):
                blocks.append(revise.Block(min(unit.level, 3), unit.number + "　" + unit.text))
            elif unit.kind == "section":
                blocks.append(revise.Block(0, f"{unit.number}　{unit.text}".strip()))
            elif unit.text:
                blocks.append(revise.Block(0, unit.number + unit.text))
        yield plan.meta.title or name, blocks, True


def pairs(number: int) -> Iterator[tuple[str, bytes, bytes]]:
    """Pairs of editions, cycling through sources and strengths."""
    revise = load_script("revise")
    found = list(sources())
    for seed in range(number):
        title, blocks, law = found[seed % len(found)]
        strength = ("light", "medium", "heavy")[seed // len(found) % 3]
        texts = [block.text for block in blocks if not block.level and len(block.text) > 60]
        rng = random.Random(seed)
        clauses = [clause for text in texts for clause in re.split("[，。；]", text) if 6 <= len(clause) <= 24]
        donors = ["，".join(rng.sample(clauses, min(6, len(clauses)))) + "。" for _ in range(100)]
        try:
            after = revise.revise(blocks, donors, random.Random(seed), strength)
        except (StopIteration, ValueError, IndexError):  # a law has no sections of that level to move
            after = revise.revise(blocks, donors, random.Random(seed), "light") if not law else _light(blocks, donors, rng)
        yield f"{seed}-{strength}", write(title, blocks, seed, 0, law=law), write(title, after, seed, 1, law=law)


def _light(blocks: Sequence[Any], donors: Sequence[str], rng: random.Random) -> list[Any]:
    """A revision of a text without sections: articles reworded, dropped, added and moved."""
    revise = load_script("revise")
    editor = revise.Editor(rng, donors)
    after = list(blocks)
    for _ in range(6):
        at = rng.randrange(len(after))
        after[at] = revise.Block(after[at].level, editor.reword(after[at].text, 0.4))
    for _ in range(2):
        del after[rng.randrange(1, len(after))]
        after.insert(rng.randrange(1, len(after)), revise.Block(0, rng.choice(donors)))
        after.insert(rng.randrange(1, len(after)), after.pop(rng.randrange(1, len(after))))
    return after


# --- the invariants -------------------------------------------------------------------------------------


def printed(data: bytes, revisions: str) -> list[tuple[object, ...]]:
    """What our own reader prints of a file, block by block and cell by cell."""
    document = read(Source("a.docx", data, reading=Reading(revisions)))  # type: ignore[arg-type]
    return [
        (block.kind, block.text, block.number, block.level, tuple(tuple(one.text for one in row) for row in block.cells))
        for block in document.blocks
        if block.aside not in ("struck-out", "inserted", "comment")
    ]


def redline(old: bytes, new: bytes) -> tuple[Comparison, bytes]:
    files = Source("old.docx", old), Source("new.docx", new)
    comparison = pipeline.compare(*files)
    return comparison, render(comparison, "redline", RenderOptions(sources=files))


def difference(wanted: Sequence[object], found: Sequence[object]) -> str:
    at = next((n for n, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), min(len(wanted), len(found)))
    return f"at {at} of {len(wanted)}/{len(found)}:\n    {wanted[at : at + 2]}\n    {found[at : at + 2]}"


def characters(comparison: Comparison) -> int:
    """Characters inserted or deleted according to the report, including those of numbers."""
    total = 0
    for change in comparison.changes:
        for edit, (before, after) in zip(change.edits, comparison.texts(change), strict=True):
            if edit.op != "equal":
                total += len(before) + len(after)
        numbers = [
            [plan.unit[unit].number for unit in side]
            for plan, side in ((comparison.old, change.old), (comparison.new, change.new))
        ]
        if numbers[0] != numbers[1]:
            total += sum(len(number) for side in numbers for number in side)
    return total


def tree(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def marked_characters(root: Any) -> int:  # noqa: ANN401 - lxml has no types
    """Characters marked as deleted or inserted, without moves."""
    total = 0
    for mark in root.iter(W + "ins", W + "del"):
        total += sum(len(text.text or "") for text in mark.iter(W + "t", W + "delText"))
    return total


def check_untouched(old: bytes, marked: Any) -> tuple[int, int]:  # noqa: ANN401 - lxml has no types
    """Paragraphs without tracked changes that differ from every paragraph of the old file, and the number of those without."""
    known = Counter(etree.tostring(paragraph, method="c14n") for paragraph in tree(old).iter(W + "p"))
    strange = plain = 0
    for paragraph in marked.iter(W + "p"):
        before = paragraph.getprevious()
        if before is not None and before.find(f"{W}pPr/{W}rPr/{W}ins") is not None:  # it was split
            continue
        if next(paragraph.iter(*MARKS), None) is None and not any(above.tag in MARKS for above in paragraph.iterancestors()):
            plain += 1
            written = etree.tostring(paragraph, method="c14n")
            strange += known[written] <= 0
            known[written] -= 1
    return strange, plain


def ask_libreoffice(found: Sequence[tuple[str, bytes, bytes, bytes]], figures: Figures) -> None:
    """Have LibreOffice accept and reject the changes of marked files: name, old, new and marked file."""
    jobs: list[office.Job] = []
    for _, old, new, marked in found:
        jobs += [(old, ""), (new, ""), (marked, "Reject"), (marked, "Accept")]
    texts = office.settled(jobs)
    for place, (name, _, _, marked) in enumerate(found):
        before, after, rejected, accepted = texts[4 * place : 4 * place + 4]
        for state, wanted, settled in (("rejected", before, rejected), ("accepted", after, accepted)):
            if wanted and wanted == settled:
                figures.office += 1
            else:
                figures.unlike.append(f"{name} {state}: {tracked_ends_with_notes(tree(marked))}")


def tracked_ends_with_notes(root: Any) -> int:  # noqa: ANN401 - lxml has no types
    """How many paragraphs refer to a note and have a tracked paragraph mark."""
    fates = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
    ends = (mark.getparent().getparent().getparent() for mark in root.iter(*fates) if mark.getparent().tag == W + "rPr")
    return sum(next(paragraph.iter(W + "footnoteReference"), None) is not None for paragraph in ends)


def count_move(comparison: Comparison, units: Sequence[str], root: Any, figures: Figures) -> None:  # noqa: ANN401
    """Whether moved text is marked as moved; a file has no moves between sections."""
    for unit in (comparison.old.unit[ident] for ident in units):
        if unit.kind not in ("paragraph", "item", "section") or unit.layer == "notes" or len(unit.text) < 4:
            continue
        fates = set()
        for paragraph in root.iter(W + "p"):
            if unit.text in before(paragraph):
                inside = {mark.tag[len(W) :] for mark in paragraph.iter(W + "moveFrom", W + "moveTo", W + "del", W + "r")}
                fates.add(
                    "moved" if "moveFrom" in inside or "moveTo" in inside else "deleted" if is_deleted(paragraph) else "kept"
                )
        figures.moves += fates != {"kept"}
        figures.marked_moves += "moved" in fates


def before(paragraph: Any) -> str:  # noqa: ANN401
    """The text of a paragraph, before its change if it has one."""
    texts = paragraph.iter(W + "t", W + "delText")
    return "".join(text.text or "" for text in texts if not any(above.tag == W + "ins" for above in text.iterancestors()))


def is_deleted(paragraph: Any) -> bool:  # noqa: ANN401
    return next(paragraph.iter(W + "t"), None) is None and next(paragraph.iter(W + "delText"), None) is not None


def measure(name: str, old: bytes, new: bytes, figures: Figures) -> bytes:
    begun = time.process_time()
    comparison, marked = redline(old, new)
    figures.seconds += time.process_time() - begun
    figures.pairs += 1
    for state, wanted, field_name in (("accepted", new, "accepted"), ("original", old, "rejected")):
        ours, theirs = printed(marked, state), printed(wanted, "accepted")
        if ours == theirs:
            setattr(figures, field_name, getattr(figures, field_name) + 1)
        else:
            figures.wrong.append(f"{name} {state}: {difference(theirs, ours)}")
    root = tree(marked)
    strange, plain = check_untouched(old, root)
    figures.untouched += plain
    if strange:
        figures.wrong.append(f"{name}: {strange} paragraphs without a mark are not as they were")
    figures.marked += (here := marked_characters(root))
    figures.edited += (said := characters(comparison))
    figures.worst = max(figures.worst, (round(here / max(1, said), 3), name))
    for change in comparison.changes:
        if change.moved and change.old:
            count_move(comparison, change.old, root, figures)
    return marked


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pairs", type=int, default=20)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--office", action="store_true")
    arguments.add_argument("--keep", type=Path)
    chosen = arguments.parse_args()
    figures = Figures()
    waiting: list[tuple[str, bytes, bytes, bytes]] = []
    for n, (name, old, new) in enumerate(pairs(chosen.pairs)):
        if n < chosen.first:
            continue
        marked = measure(name, old, new, figures)
        if chosen.office:
            waiting.append((name, old, new, marked))
        if len(waiting) == AT_ONCE or (waiting and n == chosen.pairs - 1):
            ask_libreoffice(waiting, figures)
            waiting.clear()
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            for kind, data in (("old", old), ("new", new), ("redline", marked)):
                (chosen.keep / f"{name}-{kind}.docx").write_bytes(data)
    print(f"{figures.pairs} pairs, {figures.seconds:.1f} s: accepted {figures.accepted}, rejected {figures.rejected}")
    print(
        f"characters marked {figures.marked}, edited {figures.edited}: {figures.marked / max(1, figures.edited):.3f}; worst {figures.worst}"
    )
    print(f"moves marked {figures.marked_moves} of {figures.moves}; paragraphs without a mark {figures.untouched}")
    if chosen.office:
        version = ".".join(map(str, office.version()))
        print(
            f"LibreOffice {version} says the same of {figures.office} of {2 * figures.pairs} states; tracked ends with notes in the others:"
        )
        print("\n".join(figures.unlike))
    for line in figures.wrong:
        print(line)
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
