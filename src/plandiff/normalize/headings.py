"""Which blocks are headings, which are numbered items, and which are text.

A number alone does not tell: `（一）` heads a section of a plan and an item of a law. What tells is
the company a number keeps, so members of one run (`（一）（二）（三）…` between two outer numbers) are
judged together, and runs that stay in doubt follow the rest of the document.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from plandiff.language import CLOSING, ENDING, FULL_STOPS
from plandiff.language.dates import DAY_OF_YEAR
from plandiff.language.folding import fold
from plandiff.language.letters import LETTER
from plandiff.model import Block
from plandiff.model.spans import join
from plandiff.normalize.schemes import Mark, is_enumerated, mark_of

Role = Literal["heading", "item", "text"]

MAX_TITLE: Final = 60
"""Characters of the longest title. Measured on 300 headings of plans and reports: the 99th percentile is 48."""
MAX_SENTENCE_TITLE: Final = 120
"""Characters up to which a section keeps its first sentence as title where its siblings have titles."""
MAX_LABEL: Final = 20
"""Characters before the colon of a title such as `标准海：指…`."""
MAX_LINE_TITLE: Final = 45
"""Characters of the longest title without a number; more is a short paragraph."""
MIN_HABIT: Final = 3
"""Short sentences under one heading that share the habit of standing over a paragraph; of bold ones two."""
MIN_BELOW: Final = 24
LONGER: Final = 2
"""Characters of the shortest paragraph that a line can head, and how many times as long as the line it must be."""
MIN_LINES: Final = 2
"""The same for lines without a full stop, which running text never has."""

MIN_RUN_IN: Final = 4
"""Members of a run of run-in headings from which one that does not run in is taken for a broken line."""
INNER_RANK: Final = 9
"""Rank from which a run of terms with a colon is a glossary; further out it is a run of headings."""
GLOSSARY_SHARE: Final = 0.6
"""Share of a run's members that must be a term and a colon, its meaning after it or below."""

_STOP: Final = re.compile(
    rf"[{FULL_STOPS}!?][{CLOSING}]*|(?<={LETTER}|[”》）)])[.．](?={LETTER}|[“《])|(?<=[a-z)])\.(?=\s+[A-Z])"
)
_TERMINAL: Final = re.compile(rf"[{ENDING}，、,][{CLOSING}]*$")
_OPEN: Final = re.compile(r"[；;，,、]$")
_COLON: Final = re.compile(r"[:：]$")
_NO_TITLE: Final = re.compile(
    rf"^[\d\s.,:：/%％年月日—–~-]+$|^[（(].{{0,60}}[)）]$|[:：；;，,、]$|^(?:各位|同志们|女士们|先生们|朋友们|谢谢)|^{DAY_OF_YEAR}|[〔\[［（(]\d{{4}}[〕\]］）)]\s?\d{{0,4}}号$|^[—–-]{{1,2}}|^《[^》]*》$|^[\[［]"
)
_TERM: Final = re.compile(r"[^。；：:]{1,30}[：:](?:$|.*[。；.;]$)")
_SIGNATURE: Final = re.compile(r"(?:省|市|县|区|部|委|局|厅|署|院|会|办公室|办公厅|政府|中心|集团|公司|银行|总局)$")
_SIMPLE_TITLES: Final = re.compile(r"(?:前\s?言|序\s?言|引\s?言|导\s?言|结\s?语|结\s?束\s?语|总\s?纲|总\s?则|附\s?则|后\s?记|序)")


@dataclass(frozen=True)
class Entry:
    """A block with the part it plays."""

    block: Block
    role: Role
    mark: Mark | None = None
    title: str = ""
    """Of a heading: its title without the number."""
    rest: str = ""
    """Of a heading with text on its line: that text, a paragraph of its own."""
    habit: bool = False
    """An unnumbered heading, told by what its siblings do."""
    below: Block | None = None
    """Of a heading whose number stands alone: the block that is its title."""


def classify(blocks: Sequence[Block], contents: Sequence[str] = ()) -> list[Entry]:
    """The part of each block; `contents` are the folded entries of the contents list, evidence for headings."""
    entries = [_numbered(block) for block in blocks]
    listed = set(contents)
    runs = _runs(entries)
    under_article = _under_articles(entries)
    verdicts = {number: _verdict(entries, run, in_article=under_article[run[0]]) for number, run in enumerate(runs)}
    shares = _shares(entries, runs, verdicts)
    swallowed: set[int] = set()
    for number, run in enumerate(runs):
        verdict = verdicts[number] or ("heading" if _usual(shares, entries[run[0]]) else "item")
        if any(fold(entries[index].block.text) in listed for index in run):
            verdict = "heading"
        if verdict == "heading" and (broken := _broken_title(entries, run)) is not None:
            entries[broken] = _rejoined(entries[broken], entries[broken + 1])
            swallowed.add(broken + 1)
        for index in run:
            entries[index] = _as_heading(entries[index]) if verdict == "heading" else _as_item(entries[index])
    entries = [entry for number, entry in enumerate(entries) if number not in swallowed]
    _mark_unnumbered(entries, listed)
    for number, entry in enumerate(entries):
        if entry.role == "heading":
            break
        if entry.mark and entry.mark.scheme.name == "dash" and not _TERMINAL.search(entry.block.text[-8:]):
            entries[number] = Entry(entry.block, "text")  # a subtitle
    return entries


# --- numbered blocks ---------------------------------------------------------------------------


def _numbered(block: Block) -> Entry:
    """First sight of a block: what its number says by itself."""
    if block.kind in {"table", "note", "figure", "opaque"}:
        return Entry(block, "text")
    mark = mark_of(block.text)
    if block.kind == "heading":
        return Entry(block, "heading", mark, mark.rest if mark else block.text)
    if mark is None:
        role: Role = "item" if block.kind == "item" or is_enumerated(block.text) else "text"
        return Entry(block, role)
    if mark.scheme.use == "item":
        return Entry(block, "item", mark)
    if mark.scheme.name == "annex":
        return Entry(block, "text", mark)
    if mark.scheme.use == "section":
        return _as_heading(Entry(block, "text", mark))
    return Entry(block, "text", mark)


def _runs(entries: Sequence[Entry]) -> list[list[int]]:
    """Indices of undecided blocks that count on, one list for each run of one scheme."""
    runs: list[list[int]] = []
    running: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        mark = entry.mark
        if entry.role == "heading" or (mark and mark.scheme.name == "annex"):
            rank = mark.scheme.rank if mark else 0
            running = {name: run for name, run in running.items() if _rank(entries[run[0]]) < rank}
            continue
        if mark is None or entry.role == "item":
            continue
        run = running.get(mark.scheme.name)
        previous = entries[run[-1]].mark if run else None
        if (
            run
            and previous
            and mark.ordinal is not None
            and previous.ordinal is not None
            and mark.ordinal == previous.ordinal + 1
        ):
            run.append(number)
        else:
            running[mark.scheme.name] = run = [number]
            runs.append(run)
        running = {name: other for name, other in running.items() if _rank(entries[other[0]]) <= mark.scheme.rank}
    return runs


def _rank(entry: Entry) -> int:
    return entry.mark.scheme.rank if entry.mark else 0


def _verdict(entries: Sequence[Entry], run: Sequence[int], *, in_article: bool) -> Role | None:
    """What a run is by its own evidence; None where that does not tell."""
    texts = [entries[index].mark.rest for index in run]  # type: ignore[union-attr]  # members have marks
    within = run[:-1]
    owning = sum(1 for index, following in itertools.pairwise(run) if following - index > 1)
    before = entries[run[0] - 1].block.text if run[0] else ""
    if sum(1 for text in texts[:-1] if _OPEN.search(text[-1:])) * 2 >= len(within) > 0:
        return "item"
    if _rank(entries[run[0]]) >= INNER_RANK and sum(1 for text in texts if _TERM.match(text)) > len(run) * GLOSSARY_SHARE:
        return "item"
    if _continues_annex_list(entries, run[0]):
        return "item"
    if len(run) == 1 and _rank(entries[run[0]]) >= INNER_RANK and not _owns(entries, run[0]):
        return "item"
    titled = [_split(text) for text in texts]
    lines = sum(1 for title, rest in titled if title and not rest and not _TERMINAL.search(title[-8:]))
    run_in = sum(1 for title, rest in titled if title and rest)
    if in_article:
        return "heading" if lines * 2 > len(run) and owning * 2 > len(within) and within else "item"
    if run_in * 2 >= len(run) and (len(run) > 1 or not _COLON.search(before[-1:])):
        return "heading" if len(run) > 1 else None
    if owning * 2 >= len(within) > 0 and (lines + run_in) * 2 >= len(run):
        return "heading"
    if _COLON.search(before[-1:]) and owning == 0 and within:
        return "item"
    return "item" if owning == 0 and within and (lines + run_in) * 2 < len(run) else None


def _owns(entries: Sequence[Entry], index: int) -> bool:
    """Whether anything stands below a number before the next outer heading."""
    following = entries[index + 1] if index + 1 < len(entries) else None
    return following is not None and following.role != "heading"


def _continues_annex_list(entries: Sequence[Entry], index: int) -> bool:
    """Whether a number goes on with what `附件：1.…` began on the line above."""
    mark, above = entries[index].mark, entries[index - 1].mark if index else None
    return mark is not None and mark.ordinal != 1 and above is not None and above.scheme.name == "annex" and bool(above.rest)


def _broken_title(entries: Sequence[Entry], run: Sequence[int]) -> int | None:
    """The one member whose title a stray line end broke: all others end theirs with a full stop and go on."""
    endless = [index for index in run if not _split(entries[index].mark.rest)[1]]  # type: ignore[union-attr]  # members have marks
    if len(endless) != 1 or len(run) < MIN_RUN_IN or endless[0] + 1 >= len(entries):
        return None
    own, following = entries[endless[0]], entries[endless[0] + 1]
    if _TERMINAL.search(own.block.text[-8:]) or following.role != "text" or following.mark or following.block.kind != "paragraph":
        return None
    return endless[0] if _split(following.block.text)[1] else None


def _rejoined(first: Entry, second: Entry) -> Entry:
    text, spans = join((first.block.spanned, second.block.spanned))
    block = replace(first.block, text=text, spans=spans)
    return replace(first, block=block, mark=mark_of(block.text))


def _under_articles(entries: Sequence[Entry]) -> list[bool]:
    """For each block whether the nearest outer heading above it is an article."""
    under: list[bool] = []
    article = False
    for entry in entries:
        under.append(article)
        if entry.role == "heading" and entry.mark:
            article = entry.mark.scheme.name in {"article", "english-article"}
    return under


def _shares(entries: Sequence[Entry], runs: Sequence[list[int]], verdicts: dict[int, Role | None]) -> dict[str, tuple[int, int]]:
    """Scheme -> how many of its numbers are headings and how many items, where that is known."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for number, run in enumerate(runs):
        if verdict := verdicts[number]:
            counts[_name(entries[run[0]])][verdict == "item"] += len(run)
    return {name: (headings, items) for name, (headings, items) in counts.items()}


def _usual(shares: dict[str, tuple[int, int]], entry: Entry) -> bool:
    """Whether numbers of this scheme usually are headings here; outer schemes are where nothing is known."""
    headings, items = shares.get(_name(entry), (0, 0))
    if headings == items:
        title, rest = _split(entry.mark.rest if entry.mark else "")
        return bool(title) and (not rest or len(title) <= MAX_TITLE) and not _OPEN.search(entry.block.text[-1:])
    return headings > items


def _name(entry: Entry) -> str:
    return entry.mark.scheme.name if entry.mark else ""


def _as_item(entry: Entry) -> Entry:
    return Entry(entry.block, "item", entry.mark)


def _as_heading(entry: Entry) -> Entry:
    mark = entry.mark
    if mark is None:
        return entry
    if mark.scheme.name in {"article", "english-article"} and mark.scheme.name == "article":
        title, rest = ("", mark.rest)
    else:
        title, rest = _split(mark.rest)
        if not title:
            title, rest = (mark.rest, "") if len(mark.rest) <= MAX_SENTENCE_TITLE else ("", mark.rest)
    return Entry(entry.block, "heading", mark, title, rest)


def _split(text: str) -> tuple[str, str]:
    """(title, text that runs on after it); title "" where none can be told."""
    stop = _STOP.search(text)
    if stop is None:
        return (text, "") if len(text) <= MAX_TITLE and not _OPEN.search(text[-1:]) else ("", text)
    if stop.end() <= MAX_TITLE:
        rest = text[stop.end() :].strip()
        if rest or stop.end() <= MAX_LINE_TITLE:
            return text[: stop.end()], rest
    colon = re.match(rf"[^，。；：:]{{1,{MAX_LABEL}}}[：:]", text)
    if colon and len(text) > colon.end():
        return colon.group(), text[colon.end() :].strip()
    return "", text


# --- blocks without a number -------------------------------------------------------------------


def _mark_unnumbered(entries: list[Entry], listed: set[str]) -> None:
    """Make headings of the unnumbered lines that stand over paragraphs where their siblings do so too."""
    start = 0
    for number in range(len(entries) + 1):
        if number < len(entries) and entries[number].role != "heading":
            continue
        _mark_region(entries, start, number)
        start = number + 1
    for number, entry in enumerate(entries):
        if entry.role == "text" and entry.mark is None and entry.block.kind == "paragraph":
            simple = bool(_SIMPLE_TITLES.fullmatch(entry.block.text)) and number + 1 < len(entries)
            if simple or fold(entry.block.text) in listed:
                entries[number] = _by_habit(entry)


def _by_habit(line: Entry) -> Entry:
    """A line without a number as a heading."""
    return Entry(line.block, "heading", title=line.block.text, habit=True)


def _mark_region(entries: list[Entry], start: int, end: int) -> None:
    lines = [number for number in range(start, end) if _could_head(entries, number, end)]
    for closed in (True, False):  # lines that end in a full stop, lines that do not: a habit is one or the other
        fewest = MIN_HABIT if closed else MIN_LINES
        alike = [number for number in lines if bool(_TERMINAL.search(entries[number].block.text[-8:])) is closed]
        bold = bool(alike) and all(entries[number].block.strong for number in alike)
        if len(alike) >= (MIN_LINES if bold else fewest) and (not closed or len(alike) * 6 >= end - start):
            for number in alike:
                entries[number] = _by_habit(entries[number])


def _could_head(entries: Sequence[Entry], number: int, end: int) -> bool:
    entry = entries[number]
    text = entry.block.text
    if entry.role != "text" or entry.mark or entry.block.kind != "paragraph" or not 4 <= len(text) <= MAX_LINE_TITLE:
        return False
    if _NO_TITLE.search(text) or _SIGNATURE.search(text) or number + 1 >= end:
        return False
    below = entries[number + 1].block
    longer = len(below.text) >= max(MIN_BELOW, LONGER * len(text))
    sentence = _TERMINAL.search(text[-8:]) or _TERMINAL.search(below.text[-8:])
    return longer and entries[number + 1].role == "text" and below.kind == "paragraph" and bool(sentence)
