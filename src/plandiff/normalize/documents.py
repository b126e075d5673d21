"""Several documents in one file: where another begins.

A notice issues two regulations, or a second plan follows the first. Each is a section at level 0, like an annex, with its own
headings from level 1 on. It must have a title on lines of its own: one that the notice names, or one that says what kind of
document it is and below which the outermost numbering restarts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from plandiff.language.dates import DAY_OF_YEAR
from plandiff.language.folding import fold
from plandiff.language.lazy import Lazy
from plandiff.model import Section
from plandiff.model.spans import join
from plandiff.normalize.entries import ClassifiedBlock, is_annex, is_closed
from plandiff.normalize.tuning import Tuning

LINES: Final = 3
"""Lines of the longest title of a document within a file (count)."""
ABOVE: Final = 3
"""Most blocks between a document's title and its first number: when it was passed, what it is for (count)."""

_NAMED: Final = Lazy(r"[《「『]([^《》「」『』]{4,80})[》」』]")
_HANDS_ON: Final = Lazy(r"印发|印發|发布|發布|公布|转发|轉發|下发|下發|批转|颁发|頒[布發]|修订通过|通过|檢送|检送|函頒|訂定發布")
_ISSUED: Final = Lazy(r"\bhereby\b|\b(?:is|are)\s(?:issued|adopted|promulgated|published)\b", re.IGNORECASE)
"""How an English notice issues the documents that it names without quotation marks."""
_KIND: Final = Lazy(
    r"(?:规定|規定|办法|辦法|条例|條例|细则|細則|方案|规划|規劃|纲要|綱要|计划|計[劃畫]|意见|意見|章程|规则|規則|准则|準則|指引|制度|规范|規範|决定|決定)"
    r"(?:[（(][^（）()]{1,20}[)）])?$"
)
"""What documents below another in a file call themselves; headings of plans have other names, such as 保障措施."""
_ENGLISH_KIND: Final = Lazy(
    r"\b(?:Rules?|Regulations?|Plan|Policy|Measures|Guidelines|Charter|Code|Procedures?|Scheme|Programme|Strategy|Standards?)\b"
)
_COVER: Final = Lazy(
    r"(?:印发|印發|发布|發布|公布|转发|轉發|下发|批转|颁发).{0,120}(?:通知|公告|决定|函|令)$|[两二三四五六七八九\d](?:个|项|部|件)[^，。]{0,8}的(?:通知|公告|决定)$|(?:公告|通告|令)$"
)
_NOTICE: Final = Lazy(r"(?:通知|公告|通告|函|令|批复|批覆)$")
_OUTER: Final = frozenset({"formal", "han", "han-bracket", "chapter", "article"})
"""The schemes whose numbering restarts where another document begins."""
_QUOTES: Final = dict.fromkeys(map(ord, "《》“”\"「」『』〈〉<>‘’' \u3000"))
_NO_LINE: Final = Lazy(
    rf"^[（(].*[)）]$|^{DAY_OF_YEAR}|^附[件录]|(?:政府|办公[厅室]|委员会|[局厅部委署院])$|[〔\[［]\d{{4}}[〕\]］]\s?\d+\s?号$"
)
"""What stands above a title on a line of its own but is not part of it."""


class _Title(NamedTuple):
    """Where a document's title is among the entries."""

    first: int
    after: int
    text: str


def raise_documents(entries: Sequence[ClassifiedBlock], title: str, tuning: Tuning) -> list[ClassifiedBlock]:
    """Turn the titles of further documents into headings that begin one; `title` is the file's own."""
    found = _find(entries, title, tuning)
    raised: list[ClassifiedBlock] = []
    at = 0
    for begin in found:
        raised += entries[at : begin.first]
        lines = [entry.block for entry in entries[begin.first : begin.after]]
        text, spans = join(line.spanned for line in lines)
        block = replace(lines[0], text=text, spans=spans)
        above = raised[-1] if raised else None
        if above and is_annex(above) and above.mark and not above.mark.rest:  # 附件1 on the line above
            raised[-1] = replace(above, role="heading", title=text, below=block)
        else:
            raised.append(ClassifiedBlock(block, "heading", title=text, begins=True))
        at = begin.after
    return [*raised, *entries[at:]]


def _find(entries: Sequence[ClassifiedBlock], title: str, tuning: Tuning) -> list[_Title]:
    """The titles of all documents except the one that the file's own title belongs to."""
    first = next((number for number, entry in enumerate(entries) if _counts(entry)), len(entries))
    head = [title, *(entry.block.text for entry in entries[: min(first, tuning.head)])]
    names = _names(head) - {_bare(title)}
    issued = [_bare(text) for text in head[1:] if _ISSUED.search(text)]
    found = {begin.first: begin for begin in _named(entries, names, issued, tuning)}
    taken = {number for begin in found.values() for number in range(begin.first, begin.after)}
    for begin in _beginning_again(entries, first, tuning):
        if taken.isdisjoint(range(begin.first, begin.after)):
            found[begin.first] = begin
    if found and is_cover(title) and not any(number < first for number in found):
        found |= {begin.first: begin for begin in _first_of_several(entries, first, tuning)}
    # A notice and the only document that it issues are read as one.
    alone = len(found) == 1 and (is_cover(title) or (min(found) < first and _NOTICE.search(title) is not None))
    return [] if alone else [begin for _, begin in sorted(found.items())]


def _counts(entry: ClassifiedBlock) -> bool:
    """Whether an entry's number may be an outermost one: a short document has items but no sections."""
    return entry.mark is not None and (
        entry.role == "heading" or (entry.role == "item" and not entry.block.number and entry.mark.scheme.name in _OUTER)
    )


def is_cover(title: str) -> bool:
    """Whether a title is that of a notice that only issues the documents below it.

    >>> [is_cover(title) for title in ("关于印发甲办法和乙办法的通知", "支持书店和博物馆两个规定的通知", "云河市政府公告", "关于加强管理的通知")]
    [True, True, True, False]
    """
    return bool(_COVER.search(title))


def covers(root: Section) -> bool:
    """Whether a file's own document only issues those below it."""
    return is_cover(root.title) and bool(root.children) and all(child.level == 0 for child in root.children)


def _names(texts: Sequence[str]) -> set[str]:
    """The documents that the head of a file says it issues."""
    return {_bare(found[1]) for text in texts if _HANDS_ON.search(text) for found in _NAMED.finditer(text)}


def _named(entries: Sequence[ClassifiedBlock], names: set[str], issued: Sequence[str], tuning: Tuning) -> Iterator[_Title]:
    """The titles that are among `names` or within what an English notice has `issued`, each where it has text below it; a list of
    attachments names them too."""
    number = 0
    while (names or issued) and number < len(entries):
        begin = next((title for title in _lines_at(entries, number, tuning) if _is_issued(title.text, names, issued)), None)
        if begin and _has_text(entries, begin.after):
            yield begin
            number = begin.after
        else:
            number += 1


def _is_issued(title: str, names: set[str], issued: Sequence[str]) -> bool:
    bare = _bare(title)
    return bare in names or (_ENGLISH_KIND.search(title) is not None and any(bare in text for text in issued))


def _lines_at(entries: Sequence[ClassifiedBlock], first: int, tuning: Tuning) -> Iterator[_Title]:
    """The titles of one or more lines that can begin at a position."""
    text = ""
    for after in range(first + 1, min(first + LINES, len(entries)) + 1):
        if not _is_line(entries[after - 1], tuning):
            return
        text += entries[after - 1].block.text
        yield _Title(first, after, text)


def _beginning_again(entries: Sequence[ClassifiedBlock], first: int, tuning: Tuning) -> Iterator[_Title]:
    """The titles that say what kind of document follows and below which the outermost numbering restarts.

    Where the format states its level and another heading has the same, it is a section in a collection.
    """
    outermost = entries[first].mark if first < len(entries) else None
    firsts: dict[int, int] = {}
    for number, entry in enumerate(entries):
        if entry.block.level:
            firsts.setdefault(entry.block.level, number)
    titles: set[int] = set()
    for number, entry in enumerate(entries[first + 1 :], first + 1):
        mark = entry.mark
        if mark and _counts(entry) and mark.scheme.name in _OUTER and mark.ordinal == 1:
            again = mark.scheme.name == "article" or (outermost and mark.scheme.rank <= outermost.scheme.rank)
            begin = _title_above(entries, number, tuning) if again else None
            if begin is None or begin.first <= first:
                continue
            level = entries[begin.first].block.level
            if level is None or firsts[level] in {begin.first, *titles}:
                titles.add(begin.first)
                yield begin


def _first_of_several(entries: Sequence[ClassifiedBlock], first: int, tuning: Tuning) -> Iterator[_Title]:
    """The title of the first document that a notice issues, where it does not name it."""
    begin = _title_above(entries, first, tuning)
    if begin:
        yield begin


def _title_above(entries: Sequence[ClassifiedBlock], number: int, tuning: Tuning) -> _Title | None:
    """The title of a document above its first number, on the lines above its purpose and when it was passed."""
    for last in range(number - 1, max(number - 2 - ABOVE, -1), -1):
        entry = entries[last]
        if _is_line(entry, tuning) and _KIND.search(entry.block.text):
            first = last
            while first and last - first + 1 < LINES and _goes_before(entries[first - 1], entries[first], tuning):
                first -= 1
            text = "".join(entry.block.text for entry in entries[first : last + 1])
            return _Title(first, last + 1, text) if len(text) >= tuning.short else None
        if entry.role == "heading":
            return None
    return None


def _goes_before(entry: ClassifiedBlock, line: ClassifiedBlock, tuning: Tuning) -> bool:
    """Whether a line is the first part of a title that continues on the next."""
    text = entry.block.text
    return (
        _is_line(entry, tuning)
        and entry.block.strong is line.block.strong
        and not _NO_LINE.search(text)
        and not _KIND.search(text)
    )


def _is_line(entry: ClassifiedBlock, tuning: Tuning) -> bool:
    """Whether an entry can be a line of a document's title."""
    block = entry.block
    plain = entry.role == "text" or (entry.role == "heading" and (entry.recurring or block.kind == "heading"))
    return (
        plain
        and entry.mark is None
        and block.kind in {"paragraph", "heading"}
        and len(block.text) <= tuning.title
        and not is_closed(block.text)
    )


def _has_text(entries: Sequence[ClassifiedBlock], number: int) -> bool:
    """Whether a document's text begins soon below its title."""
    below = entries[number : number + ABOVE]
    return any(entry.role == "heading" or entry.mark or is_closed(entry.block.text) for entry in below)


def _bare(text: str) -> str:
    return fold(text.translate(_QUOTES))
