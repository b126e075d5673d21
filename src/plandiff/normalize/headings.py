"""Which blocks are headings, which are numbered items, and which are text.

Numbers whose scheme is not conclusive are judged run by run (`runs`). Unnumbered lines are headings where the lines around them
share the pattern of preceding a paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from plandiff.language.dates import DAY_OF_YEAR
from plandiff.language.folding import fold
from plandiff.language.lazy import Lazy
from plandiff.language.numbering import SECTION
from plandiff.model import Block
from plandiff.model.spans import join
from plandiff.normalize.entries import BlockRole, ClassifiedBlock, as_heading, as_item, is_closed, split_title
from plandiff.normalize.lines import list_members
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.runs import find_runs, judge
from plandiff.normalize.schemes import LATIN_FAMILY, is_enumerated, mark_of
from plandiff.normalize.tuning import Tuning

_NO_TITLE: Final = re.compile(
    rf"^[\d\s.,:：/%％年月日—–~-]+$|^[（(].{{0,60}}[)）]$|[:：；;，,、]$|^(?:各位|同志们|女士们|先生们|朋友们|谢谢)|^{DAY_OF_YEAR}|[〔\[［（(]\d{{4}}[〕\]］）)]\s?\d{{0,4}}号$|^[—–-]{{1,2}}|^《[^》]*》$|^[\[［]"
)
_SIGNATURE: Final = re.compile(r"(?:省|市|县|区|部|委|局|厅|署|院|会|办公室|办公厅|政府|中心|集团|公司|银行|总局)$")
_OPENINGS: Final = Lazy(r"foreword|preface|preamble|introduction|(?:executive )?summary|message from [^.]{4,40}", re.IGNORECASE)
"""What English plans call the parts above their first number."""
_AROUND: Final = Lazy(r"前\s?言|序\s?言|引\s?言|[导導]\s?言|[结結]\s?[语語]|[结結]\s?束\s?[语語]|[后後]\s?[记記]|序")
_SIMPLE_TITLES: Final = re.compile(rf"(?:{_AROUND.pattern}|[总總]\s?[纲綱]|[总總総]\s?[则則]|附\s?[则則])")


def classify(blocks: Sequence[Block], contents: Sequence[str], numbers: Numbers, tuning: Tuning) -> list[ClassifiedBlock]:
    """The role of each block; `contents` are the folded entries of the contents list, evidence for headings."""
    members = list_members(blocks, tuning)
    entries = [_numbered(block, numbers, tuning, listed=place in members) for place, block in enumerate(blocks)]
    listed = set(contents)
    under_article = _under_articles(entries)
    swallowed: set[int] = set()
    runs = find_runs(entries)
    for run, likely in zip(runs, judge(entries, runs, tuning, under_article), strict=True):
        named = any(fold(entries[index].block.text) in listed for index in run)
        heading = named or (likely and not continues_annex_list(entries, run[0]))
        if heading and (broken := _broken_title(entries, run, tuning)) is not None:
            entries[broken] = _rejoined(entries[broken], entries[broken + 1])
            swallowed.add(broken + 1)
        for index in run:
            entries[index] = as_heading(entries[index], tuning) if heading else as_item(entries[index])
    entries = [entry for number, entry in enumerate(entries) if number not in swallowed]
    entries = _with_titles(entries, tuning)
    _mark_sentences(entries)
    _mark_chapters(entries, tuning)
    _mark_unnumbered(entries, listed, tuning)
    for number, entry in enumerate(entries):
        if entry.role == "heading":
            break
        if entry.mark and entry.mark.scheme.name == "dash" and not is_closed(entry.block.text):
            entries[number] = ClassifiedBlock(entry.block, "text")  # a subtitle
    return entries


# --- numbered blocks ---------------------------------------------------------------------------


def _numbered(block: Block, numbers: Numbers, tuning: Tuning, *, listed: bool) -> ClassifiedBlock:
    """First classification of a block: what its number says by itself; without one it may be a list member."""
    if block.kind in {"table", "note", "figure", "opaque"}:
        return ClassifiedBlock(block, "text")
    if block.kind == "item" and block.number:  # the format states the number and what it numbers
        return ClassifiedBlock(block, "item")
    mark = numbers.mark(block)
    if block.kind == "heading":
        return ClassifiedBlock(block, "heading", mark, mark.rest if mark else block.text)
    if mark is None:
        role: BlockRole = "item" if listed or block.kind == "item" or is_enumerated(block.text) else "text"
        return ClassifiedBlock(block, role)
    if mark.scheme.use == "item" or block.kind == "item":
        return ClassifiedBlock(block, "item", mark)
    if mark.scheme.name == "annex":
        return ClassifiedBlock(block, "text", mark)
    if mark.scheme.use == "section":
        return as_heading(ClassifiedBlock(block, "text", mark), tuning)
    return ClassifiedBlock(block, "text", mark)


def continues_annex_list(entries: Sequence[ClassifiedBlock], index: int) -> bool:
    """Whether a number continues the list that `附件：1.…` began on the line above."""
    mark, above = entries[index].mark, entries[index - 1].mark if index else None
    return mark is not None and mark.ordinal != 1 and above is not None and above.scheme.name == "annex" and bool(above.rest)


def _broken_title(entries: Sequence[ClassifiedBlock], run: Sequence[int], tuning: Tuning) -> int | None:
    """The only member whose title a stray line end broke: all others end theirs with a full stop and run on."""
    endless = [index for index in run if not split_title(entries[index].mark.rest, tuning)[1]]  # type: ignore[union-attr]  # members have marks
    if len(endless) != 1 or len(run) < tuning.recurring or endless[0] + 1 >= len(entries):
        return None
    own, following = entries[endless[0]], entries[endless[0] + 1]
    if is_closed(own.block.text) or following.role != "text" or following.mark or following.block.kind != "paragraph":
        return None
    return endless[0] if split_title(following.block.text, tuning)[1] else None


def _rejoined(first: ClassifiedBlock, second: ClassifiedBlock) -> ClassifiedBlock:
    text, spans = join((first.block.spanned, second.block.spanned))
    block = replace(first.block, text=text, spans=spans)
    return replace(first, block=block, mark=mark_of(block.text))


def _under_articles(entries: Sequence[ClassifiedBlock]) -> list[bool]:
    """For each block whether the nearest outer heading above it is an article."""
    under: list[bool] = []
    article = False
    for entry in entries:
        under.append(article)
        if entry.role == "heading" and entry.mark:
            article = entry.mark.scheme.article
    return under


def _with_titles(entries: Sequence[ClassifiedBlock], tuning: Tuning) -> list[ClassifiedBlock]:
    """Add the titles of divisions whose number is on a line of its own (`第一章`, then `总则`); for articles, where most
    have one there."""
    titled = [
        _lacks_title(above) and _is_chapter_title(entry, tuning) and number + 2 < len(entries)
        for number, (above, entry) in enumerate(itertools.pairwise(entries))
    ]
    articles = [number for number, entry in enumerate(entries[:-2]) if _lacks_title(entry) and _is_article(entry)]
    over_titles = sum(titled[number] and entries[number + 2].role != "heading" for number in articles)
    articles_too = over_titles >= max(tuning.repeated, tuning.most * len(articles))
    whole: list[ClassifiedBlock] = []
    for number, entry in enumerate(entries):
        if number and titled[number - 1] and (articles_too or not _is_article(entries[number - 1])):
            whole[-1] = replace(whole[-1], title=entry.block.text, below=entry.block)
        else:
            whole.append(entry)
    return whole


def _mark_sentences(entries: list[ClassifiedBlock]) -> None:
    """Treat what ends in a full stop after the number of a Latin section or article as text, where more of its siblings have titles
    without one. A heading that the format states stays one."""
    closed: dict[str, list[int]] = {}
    titles: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        mark = entry.mark
        if entry.role != "heading" or mark is None or mark.scheme.family != LATIN_FAMILY or mark.rank < SECTION or entry.rest:
            continue
        if entry.block.kind != "heading" and is_closed(entry.title):
            closed.setdefault(mark.name, []).append(number)
        elif entry.title:
            titles[mark.name] += 1
    for scheme, numbers in closed.items():
        for number in numbers if titles[scheme] >= len(numbers) else ():
            entries[number] = replace(entries[number], title="", rest=entries[number].title)


def _lacks_title(entry: ClassifiedBlock) -> bool:
    mark = entry.mark
    division = mark is not None and mark.scheme.use == "section" and mark.scheme.name != "annex"
    return division and entry.role == "heading" and not entry.title and not entry.rest


# --- blocks without a number -------------------------------------------------------------------


def _mark_unnumbered(entries: list[ClassifiedBlock], listed: set[str], tuning: Tuning) -> None:
    """Make headings of the unnumbered lines that precede paragraphs where their siblings do so too; where the format states
    as many headings, only of those in bold."""
    borders = [-1, *(number for number, entry in enumerate(entries) if entry.role == "heading"), len(entries)]
    found = [
        number for above, below in itertools.pairwise(borders) for number in _similar_lines(entries, above + 1, below, tuning)
    ]
    found += _recurring_lines(entries, tuning)
    stated = sum(1 for entry in entries if entry.block.kind == "heading")
    bare = [number for number in found if not entries[number].block.strong]
    for number in set(found).difference(bare if stated >= max(len(bare), tuning.repeated) else ()):
        entries[number] = _as_recurring(entries[number])
    first = borders[1]
    for number, entry in enumerate(entries):
        if entry.role == "text" and entry.mark is None and entry.block.kind == "paragraph":
            pattern = _OPENINGS if number < first and entry.block.text.isascii() else _SIMPLE_TITLES
            simple = bool(pattern.fullmatch(entry.block.text)) and number + 1 < len(entries)
            if simple or fold(entry.block.text) in listed:
                around = pattern is _OPENINGS or bool(_AROUND.fullmatch(entry.block.text))
                over = simple and not around and _is_article(entries[number + 1])
                entries[number] = replace(_as_recurring(entry), holds_text=simple and around, over_articles=over)


def _mark_chapters(entries: list[ClassifiedBlock], tuning: Tuning) -> None:
    """Make headings of the short lines between articles in a law whose chapters have lost their numbers."""
    first = next((number for number, entry in enumerate(entries) if _is_article(entry)), len(entries))
    found = [
        number
        for number in range(len(entries) - 1)
        if _is_article(entries[number + 1])
        and _is_chapter_title(entries[number], tuning)
        and (is_closed(_last(entries[number - 1])) if number > first else _SIMPLE_TITLES.fullmatch(entries[number].block.text))
    ]
    above = first - 1
    if len(found) >= tuning.repeated and 0 <= above < len(entries) - 1 and above not in found:  # then so has the first
        line = entries[above]
        found += [above] if _is_chapter_title(line, tuning) and not _SIGNATURE.search(line.block.text) else []
    numbered = any(
        entry.role == "heading" and entry.mark and entry.mark.scheme.family and not _is_article(entry) for entry in entries
    )
    if len(found) >= tuning.repeated and not numbered:
        for number in found:
            entries[number] = replace(_as_recurring(entries[number]), over_articles=True)


def _last(entry: ClassifiedBlock) -> str:
    """The text that ends where a block ends."""
    return entry.rest or entry.block.text


def _is_article(entry: ClassifiedBlock) -> bool:
    return entry.role == "heading" and entry.mark is not None and entry.mark.scheme.article


def _is_chapter_title(entry: ClassifiedBlock, tuning: Tuning) -> bool:
    text = entry.block.text
    return (
        entry.role == "text"
        and entry.mark is None
        and entry.block.kind == "paragraph"
        and len(text) <= tuning.line_title
        and not is_closed(text)
        and not _NO_TITLE.search(text)
    )


def _as_recurring(line: ClassifiedBlock) -> ClassifiedBlock:
    """An unnumbered line as a heading."""
    return ClassifiedBlock(line.block, "heading", title=line.block.text, recurring=True)


def _similar_lines(entries: Sequence[ClassifiedBlock], start: int, end: int, tuning: Tuning) -> Iterator[int]:
    """The positions of similar lines between two headings that precede paragraphs."""
    lines = [number for number in range(start, end) if _could_head(entries, number, end, tuning)]
    for closed in (True, False):  # either all lines of a pattern end in a full stop, or none does
        fewest = tuning.recurring if closed else tuning.repeated
        similar = [number for number in lines if is_closed(entries[number].block.text) is closed]
        bold = bool(similar) and all(entries[number].block.strong for number in similar)
        if len(similar) >= (tuning.repeated if bold else fewest) and (
            not closed or len(similar) >= tuning.headed * (end - start)
        ):
            yield from similar


def _recurring_lines(entries: Sequence[ClassifiedBlock], tuning: Tuning) -> Iterator[int]:
    """The positions of lines that section after section repeats above its parts: `Why it matters`, `What we will do`."""
    places: dict[str, list[tuple[int, int]]] = {}
    section = 0
    for number, entry in enumerate(entries[:-1]):
        section += entry.role == "heading"
        text = entry.block.text
        if not _is_chapter_title(entry, tuning) or entries[number + 1].role == "heading" or len(text) < tuning.short:
            continue
        if (
            not _SIGNATURE.search(text)
            and number
            and is_closed(_last(entries[number - 1])) | (entries[number - 1].role == "heading")
        ):
            places.setdefault(fold(text), []).append((number, section))
    for equal in places.values():
        if len(equal) >= tuning.recurring and len({section for _, section in equal}) == len(equal):
            yield from (number for number, _ in equal)


def _could_head(entries: Sequence[ClassifiedBlock], number: int, end: int, tuning: Tuning) -> bool:
    entry = entries[number]
    text = entry.block.text
    if (
        entry.role != "text"
        or entry.mark
        or entry.block.kind != "paragraph"
        or not tuning.short <= len(text) <= tuning.line_title
    ):
        return False
    if _NO_TITLE.search(text) or _SIGNATURE.search(text) or number + 1 >= end:
        return False
    below = entries[number + 1].block
    longer = len(below.text) >= max(tuning.prose, tuning.longer * len(text))
    sentence = is_closed(text) or is_closed(below.text)
    return longer and entries[number + 1].role == "text" and below.kind == "paragraph" and bool(sentence)
