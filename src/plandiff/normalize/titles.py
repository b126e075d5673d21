"""The title of a document among the lines above its text.

Every line there, and every few lines that can be one title, are candidates. The evidence for each is summed up: what the format
states about it, what it calls itself, how it is set, and whether what is stated elsewhere for the document (the title of a browser
window, a meta element, a data table) is the same title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.language import LATIN, WIDE
from plandiff.language.dates import DAY_OF_YEAR, ENGLISH_DATE, MONTH_OF_YEAR
from plandiff.language.folding import fold
from plandiff.language.lazy import Lazy
from plandiff.language.letters import trimmed
from plandiff.model import Block, Spanned, Statement
from plandiff.model.spans import NO_TEXT, join
from plandiff.normalize.lines import columns
from plandiff.normalize.numbers import Numbers
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.tuning import Tuning

_KINDS: Final = (
    "规划|计划|纲要|方案|意见|办法|条例|规定|细则|报告|决定|决议|通知|措施|法|章程|规则|建议|公报|政策|举措|要点|清单|标准|目录|指南|倡议|宣言|准则|若干政策|讲话|"
    "函|批复|答复|公告|通告|通报|预案|白皮书|规范|"
    "規劃|計劃|計畫|綱要|意見|辦法|條例|規定|細則|報告|決定|決議|規則|建議|公報|舉措|要點|清單|標準|目錄|準則|批復|預案|規範"
)
_KIND: Final = Lazy(
    rf"(?:{_KINDS}|Act|Report|Law|Regulations?|Policy|Terms|Terms (?:of|and) [A-Z]\w+|Agreement|Charter|Code|Guidelines|Rules"
    r"|(?:Plan|PLAN|Strategy|STRATEGY|Programme|PROGRAMME)(?:\s(?:for\s)?\d{4}(?:\s?[-–—/]\s?\d{2,4})?)?)(?:[（(].{1,24}[)）])?[》”]?$"
    r"|^(?:[A-Z]+\s){0,3}(?:REGULATION|DIRECTIVE|DECISION|RECOMMENDATION)\s\((?:EU|EC|EEC|Euratom)\b|^(?:Commission |Council |Delegated |Implementing )*"
    r"(?:Regulation|Directive|Decision)\s\((?:EU|EC|EEC)\b"
)
"""What documents call themselves, at the end of the title; acts of the European Union at its beginning."""
_PART_NAME: Final = Lazy(
    r"(?:主要|重点|重點|具体|具體|保障|工作|政策|组织|組織|支持|实施|實施|配套|有关|有關|相关|相關|其他|一般|奖励|獎勵|扶持)"
    r"(?:措施|举措|舉措|要点|要點|计划|計畫|計劃|方案|办法|辦法|标准|標準|规定|規定|建议|建議|意见|意見|清单|清單|目录|目錄|政策|规范|規範|规则|規則)"
)
"""How plans head their own parts, though documents may end in such words too."""
NUMBER: Final = r"(?:[^\W\d_]{0,16}\s?[〔\[［（(【]\s?\d{4}\s?[〕\]］）)】]|[^\W\d_]{1,15}[发發函办辦字规規令]\s?\d{4}\s?年?)\s?(?:第\s?)?\d+\s?[号號]"
"""The number of a document in its issuer's register, `国发〔2019〕4号`; brackets may be missing."""
_NUMBER_LINE: Final = Lazy(rf"[（(]?{NUMBER}[）)]?")
_NUMBER_AT_END: Final = Lazy(rf"\s?[（(]\s?{NUMBER}\s?[）)]\s*$|\s{NUMBER}\s*$|^\s*{NUMBER}\s+|^[（(]{NUMBER}[）)]\s*")
_DATE_LINE: Final = Lazy(
    rf"(?:\W*\b(?:Effective|Last|Date|Dated|Updated?|Modified|Revised|Revision|Version|Published|Posted|Issued|Adopted|Amended|Approved|As|of|on|"
    rf"from|is|since)\b)*+\W*(?:{ENGLISH_DATE}|{DAY_OF_YEAR}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})\W*",
    re.IGNORECASE,
)
"""A line that is a date, with what it is the date of."""
_NO_TITLE: Final = Lazy(
    rf"^[—–-]{{1,2}}|^[（(].*[)）]$|[{WIDE}{LATIN}]$|^{MONTH_OF_YEAR}|^(?:省长|市长|主席|主任)|^第\S+号$|^[\d\s:：/年月日.-]+$"
)
_HANDED: Final = "印发|发布|公布|转发|批转|下发|出台"
_NOTICE: Final = Lazy(
    rf"(?:关于)?(?:{_HANDED})(?:实施)?《?(.{{4,80}}?)》?的(?:通知|公告|决定|函)$|(?:{_HANDED})(?:实施)?《(.{{4,80}}?)》$"
)
_ANNOUNCES: Final = Lazy(rf"{_HANDED}|全文|[！!|｜]")
"""What the headline of a page that prints a document with another title contains."""
_OPEN_TITLE: Final = Lazy(rf"关于(?!.*(?:{_KINDS})$)")
"""The first lines of a title, which end before the kind of document is named."""
_OPEN_NOTICE: Final = Lazy(rf"(?:{_HANDED})(?!.*(?:通知|公告|决定|函)$)")
"""The first lines of a notice's title, which may name the kind of what it issues."""
_NOTICE_END: Final = Lazy(r"的(?:通知|公告|决定|函)$")
_ISSUER: Final = Lazy(
    r"(?!.*关于)[^\W\d_、\s]{2,20}(?:政府|委员会|办公[厅室]|[府委局厅部院署]|国务院|中央|军委)(?:[\s、][^\W\d_]{2,20})*"
)
"""A line that names only the document's issuer."""
_OF_ISSUER: Final = Lazy(rf"(?:关于|{_HANDED}|对|公告|通告)")
"""How a title continues below its issuer."""
_LABELLED: Final = Lazy(r"[A-Za-z-]{2,20}:\s|[^\W\d]{1,6}：")
"""A label with its value: a line of data."""
_CONTINUES: Final = Lazy(r"第[一二三四五六七八九十\d]{1,3}个|[和及与暨、的]|以及")
"""How the second line of a title may begin, but no title does."""
_QUALIFIER: Final = Lazy(
    r"(?:[（(](?:\d{4}\s?年?\s?[-—–~～至]{1,2}\s?\d{4}\s?年?|\d{4}\s?年?(?:版|本|修订|修正)|"
    r"(?:试行|暂行|草案|修订|修正|(?:公开)?征求意见|送审|报批|審議|試行|暫行|修訂|修正)(?:草案|[稿版本])?)[)）]\s?)+"
)
"""A line below a title that only says for which years it is, or which draft or edition."""
_LETTERHEAD: Final = Lazy(r"(?:文件|令|公报|简报)$")
_MARKS: Final = Lazy(r"[\W_]+")
_BORDER: Final = Lazy(r"\s?[_|｜»«>＞]+\s*|\s[-–—·]+\s+|(?<=[^\w\s])[-–—]{1,3}|[-–—]{1,3}(?=[^\W\d_]{2,12}$)")
"""Separator between document and site in a window title."""


_SITE: Final = Lazy(r"(?:网|网站|门户|平台|首页|专栏|栏目|频道|列表|正文|中心|新闻|资讯|政府|委员会|[局厅部委])$")
"""The end of the name of a site or part of one."""


class TitleBlock(NamedTuple):
    """What was found above the text."""

    title: Spanned = NO_TEXT
    score: int = 0
    """The weight of the evidence for it."""
    lines: tuple[int, ...] = ()
    """Indices of the blocks that make up the title."""
    repeats: frozenset[int] = frozenset()
    """Blocks that repeat the title."""


class Names:
    """The titles stated for a document elsewhere than above its text."""

    def __init__(self, stated: Sequence[Statement]) -> None:
        titles = [statement for statement in stated if statement.field == "title" and as_title(statement.value)]
        self.texts = tuple(dict.fromkeys(name for title in titles for name in _variants(title)))
        self._bare = frozenset(filter(None, map(bare, self.texts)))
        self.best = next((_chosen(title) for title in titles if _chosen(title)), "")
        """The document's title where its lines print none."""

    def agree(self, text: str) -> bool:
        """Whether a text is one of them."""
        return bool(self._bare) and bare(text) in self._bare

    def hold(self, text: str) -> bool:
        """Whether a text is a good part of one of them."""
        part = bare(text)
        return len(part) > 1 and any(part in name for name in self._bare)


def as_title(stated: str) -> str:
    """What is stated as the title, on one line; "" where it contains unprintable characters."""
    text = " ".join(stated.split())
    return text if text.isprintable() else ""


def _variants(title: Statement) -> Iterator[str]:
    """The titles that a statement may mean: all of it, and without the document's number and the site's name."""
    pieces = _BORDER.split(title.value) if title.loose else [title.value]
    for end in range(len(pieces), 0, -1):
        text = title.value if end == len(pieces) else title.value[: title.value.find(pieces[end - 1]) + len(pieces[end - 1])]
        yield text
        yield _NUMBER_AT_END.sub("", text)
    for piece in pieces[1:]:
        yield piece
        yield _NUMBER_AT_END.sub("", piece)


def _chosen(title: Statement) -> str:
    if not title.loose:
        return trimmed(_NUMBER_AT_END.sub("", title.value))
    pieces = [trimmed(_NUMBER_AT_END.sub("", piece)) for piece in _BORDER.split(title.value) if piece]
    pieces = [piece for piece in pieces if len(bare(piece)) > 1 and not _SITE.search(piece)]
    return next((piece for piece in pieces if _KIND.search(piece)), max(pieces, key=len, default=""))


def bare(text: str) -> str:
    """A title reduced to its letters and digits."""
    return _MARKS.sub("", fold(text))


def find_title(blocks: Sequence[Block], names: Names, numbers: Numbers, tuning: Tuning) -> TitleBlock:
    """The document's title: a stated heading, a bold or centred line, or one that ends as titles do, on one or more lines.

    Where a notice carries the plan (`关于印发《…》的通知`), the plan's own title below it wins.
    Nothing is found where no line has evidence of being a title; then see `opening_title`.
    """
    end = _head_end(blocks, tuning)
    siblings = _siblings(blocks)
    runs = [run for run in _runs(blocks, end, names, tuning) if not any(numbers.mark(blocks[number]) for number in run)]
    if 0 in siblings:  # a section; below it the setting of a line does not make it the title
        runs = [run for run in runs if run == (0,) or blocks[run[0]].kind == "heading" or _is_named(blocks, run, names)]
    scored = [
        (score, len(run), -run[0], run) for run in runs if (score := _score(blocks, run, names, tuning, siblings=siblings)) > 0
    ]
    score, _, _, found = max(scored, default=(0, 0, 0, ()))
    found = _whole(blocks, found)
    if own := _carried(blocks, end, runs, found, tuning):
        return _title_of(blocks, _qualified(blocks, own, end), end, max(score, tuning.title_named))
    return _title_of(blocks, _qualified(blocks, found, end), end, score) if found else TitleBlock()


def _qualified(blocks: Sequence[Block], run: tuple[int, ...], end: int) -> tuple[int, ...]:
    """The lines of a title with those in brackets directly below that belong to it: `（2021—2025年）`, `（修订稿）`."""
    while run and run[-1] + 1 < end and _QUALIFIER.fullmatch(blocks[run[-1] + 1].text):
        run = (*run, run[-1] + 1)
    return run


def _whole(blocks: Sequence[Block], run: tuple[int, ...]) -> tuple[int, ...]:
    """Lines with those above them in the same heading of the format."""
    while (
        run and run[0] and blocks[run[0]].kind == "heading" and not blocks[run[0]].apart and blocks[run[0] - 1].kind == "heading"
    ):
        run = (run[0] - 1, *run)
    return run


def _is_named(blocks: Sequence[Block], run: Sequence[int], names: Names) -> bool:
    """Whether lines say what the document is, or are stated to be its title."""
    text = _text_of(blocks, run).text
    return bool(_KIND.search(text)) or names.agree(text)


def is_evident(title: str, lines: Sequence[Block]) -> bool:
    """Whether lines are certainly a title: the format says so, or they name what the document is."""
    return bool(_KIND.search(title)) or any(line.kind == "heading" and line.level == 1 for line in lines)


def is_headline(stated: str, printed: str) -> bool:
    """Whether the stated title is that of a news item, above a document that prints its own."""
    return bool(_ANNOUNCES.search(stated) and _KIND.search(printed))


def opening_title(blocks: Sequence[Block], numbers: Numbers, tuning: Tuning) -> TitleBlock:
    """The first line as title, by its position alone: short, on its own, and not a sentence."""
    if (
        len(blocks) < 2
        or not _could_be_title(blocks[0], tuning)
        or not tuning.short <= len(blocks[0].text) <= tuning.title
        or _LABELLED.match(blocks[0].text)
        or numbers.mark(blocks[0])
        or 0 in _siblings(blocks)
    ):
        return TitleBlock()
    return _title_of(blocks, (0,), _head_end(blocks, tuning))


def _title_of(blocks: Sequence[Block], lines: tuple[int, ...], end: int, score: int = 0) -> TitleBlock:
    title = _text_of(blocks, lines)
    known = bare(title.text)
    repeats = frozenset(number for first in range(end) for number in _repeat_at(blocks, first, end, known) if number not in lines)
    return TitleBlock(title, score, lines, repeats)


def _repeat_at(blocks: Sequence[Block], first: int, end: int, title: str) -> range:
    """The lines from a position on that together repeat a title, given by its letters; empty where they do not."""
    text = ""
    for number in range(first, end):
        line = "" if mark_of(blocks[number].text) else bare(blocks[number].text)
        text += line
        if not line or not title.startswith(text):
            break
        if text == title:
            return range(first, number + 1)
    return range(0)


def text_of(lines: Sequence[Block]) -> Spanned:
    """The lines of a title joined."""
    parts: list[Spanned] = []
    for line in lines:
        if parts and parts[-1].text[-1:].isascii() and line.text[:1].isascii():
            parts.append(Spanned(" "))
        parts.append(line.spanned)
    return join(parts)


def _text_of(blocks: Sequence[Block], run: Sequence[int]) -> Spanned:
    return text_of([blocks[number] for number in run])


def _carried(
    blocks: Sequence[Block], end: int, runs: Sequence[tuple[int, ...]], found: tuple[int, ...], tuning: Tuning
) -> tuple[int, ...]:
    """The lines of the plan's own title below a notice or headline that names it; empty where nothing names it."""
    for last in range(end):
        for first in range(last, max(-1, last - tuning.title_lines), -1):
            if not _could_be_part(blocks[first], tuning):
                break
            notice = _NOTICE.search("".join(block.text for block in blocks[first : last + 1]))
            if notice and (own := _printed(blocks, runs, last, bare(notice[1] or notice[2]))):
                return own
    if found and _ANNOUNCES.search(headline := _text_of(blocks, found).text):
        for run in runs:
            text = _text_of(blocks, run).text
            part = len(bare(text)) >= tuning.most * len(bare(headline)) and bare(text) in bare(headline)
            if run[0] > found[-1] and part and _KIND.search(text):
                return run
    return ()


def _printed(blocks: Sequence[Block], runs: Sequence[tuple[int, ...]], after: int, title: str) -> tuple[int, ...]:
    """The lines below a position that print a title."""
    return next((run for run in runs if run[0] > after and bare(_text_of(blocks, run).text) == title), ())


def _head_end(blocks: Sequence[Block], tuning: Tuning) -> int:
    """The index of the first block below the lines that can be a title: the first numbered heading."""
    attached = False
    for number, block in enumerate(blocks[: tuning.head]):
        mark = mark_of(block.text)
        if mark is not None and mark.scheme.use != "item" and mark.scheme.name != "annex" and not attached:
            return number
        attached = mark is not None and (attached or (mark.scheme.name == "annex" and bool(mark.rest)))
        if block.kind == "heading" and number and (block.level or 1) > 1:
            return number
    return min(len(blocks), tuning.head)


def _siblings(blocks: Sequence[Block]) -> frozenset[int]:
    """Unnumbered headings above text of their own where others of their level are too: sections, not the title."""
    found: dict[int | None, list[int]] = {}
    for number, (block, below) in enumerate(pairwise(blocks)):
        if block.kind == "heading" and below.kind != "heading" and mark_of(block.text) is None:
            found.setdefault(block.level, []).append(number)
    return frozenset(number for numbers in found.values() if len(numbers) > 1 for number in numbers)


def _runs(blocks: Sequence[Block], end: int, names: Names, tuning: Tuning) -> Iterator[tuple[int, ...]]:
    """The single lines, and consecutive lines, that can be one title."""
    for first in range(end):
        single = _could_be_title(blocks[first], tuning)
        if single:
            yield (first,)
        text = blocks[first].text
        for last in range(first + 1, min(first + tuning.title_lines, end)):
            if not _could_be_part(blocks[last - 1], tuning) or not _could_be_part(blocks[last], tuning):
                break
            text += blocks[last].text
            if columns(text) > 2 * tuning.sentence_title:
                break
            run = tuple(range(first, last + 1))
            if names.agree(text) or (single and _is_one_title([blocks[number] for number in run], tuning)):
                yield run


def _is_one_title(lines: Sequence[Block], tuning: Tuning) -> bool:
    """Whether lines are one title by their wording and setting: only the last of them names what the document is."""
    if not all(_could_be_title(line, tuning) for line in lines) or len({(line.kind, line.level) for line in lines}) > 1:
        return False
    if not _KIND.search("".join(line.text for line in lines)) or _LETTERHEAD.search(lines[0].text):
        return False
    opening = _OPEN_NOTICE if _NOTICE_END.search(lines[-1].text) else _OPEN_TITLE
    for above, line in pairwise(lines):
        complete = _KIND.search(above.text) and not opening.search(above.text) and not _CONTINUES.match(line.text)
        if "。" in above.text or complete:
            return False
    if _ISSUER.fullmatch(lines[0].text):
        return bool(_OF_ISSUER.match(lines[1].text)) and (len(lines) == 2 or _is_one_title(lines[1:], tuning))
    if any(_OF_ISSUER.match(line.text) and "关于" in above.text for above, line in pairwise(lines)):
        return False
    first = "".join(line.text for line in lines[:-1])
    if opening.search(first) or _OPEN_TITLE.search(first):
        return True
    apart = all(line.strong or line.indent >= tuning.centred for line in lines)
    one_element = [line.kind == "heading" and not line.apart for line in lines[1:]]
    return apart or all(one or _CONTINUES.match(line.text) for one, line in zip(one_element, lines[1:], strict=True))


def title_score(block: Block, names: Names, tuning: Tuning) -> int:
    """The weight of the evidence for a block as the title; 0 = none, or it cannot be one."""
    return _score([block], (0,), names, tuning)


def _score(
    blocks: Sequence[Block], run: tuple[int, ...], names: Names, tuning: Tuning, *, siblings: frozenset[int] = frozenset()
) -> int:
    lines = [blocks[number] for number in run]
    text = _text_of(blocks, run).text
    agreed = names.agree(text)
    if len(lines) == 1 and not _could_be_title(lines[0], tuning):
        return 0
    named = bool(_KIND.search(text)) and not _PART_NAME.fullmatch(text)
    heads = not siblings.isdisjoint(run)
    if heads and not (agreed or (named and run[0] == min(siblings))):
        return 0
    level = min((line.level or tuning.head for line in lines if line.kind == "heading"), default=None)
    stated = 0 if level is None or heads else tuning.title_h1 if level == 1 else tuning.title_heading
    score = (
        stated
        + (tuning.title_agreed if agreed else 0)
        + (tuning.title_named if named else 0)
        + (tuning.title_strong if all(line.strong for line in lines) else 0)
    )
    return 0 if score <= tuning.title_strong and _LABELLED.match(text) else score


def _could_be_part(block: Block, tuning: Tuning) -> bool:
    return block.kind in {"heading", "paragraph"} and 0 < columns(block.text) <= 2 * tuning.sentence_title


def _could_be_title(block: Block, tuning: Tuning) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and len(text) > 1
        and columns(text) <= 2 * tuning.sentence_title  # in wide characters
        and not _NO_TITLE.search(text)
        and not _NUMBER_LINE.fullmatch(text)
        and not _DATE_LINE.fullmatch(text)
        and mark_of(text) is None
    )
