"""Lines -> paragraphs: whether a line goes on with the one above, or begins a paragraph.

The question is whether the line's first unit that cannot be broken would have fitted on the line above: where it would have, somebody
ended a paragraph there. Indents and distances say so too, each page in its own way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.model import Spanned
from plandiff.readers.layout.lines import Line, is_wide, joined
from plandiff.readers.layout.setting import Setting
from plandiff.readers.layout.tuning import Tuning

_NO_START: Final = frozenset("，。、；：？！,.;:?!）)］]｝}〕】》〉」』”’…—～·％%‰℃°々ー")
"""What no line begins with; it stays with the character before it."""
_NO_END: Final = frozenset("（(［[｛{〔【《〈「『“‘＃#￥$")
"""What no line ends with; it stays with the character after it."""
_QUOTES: Final = frozenset("“”‘’")
_WORD: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,%‰/:+\-_&@]")
_ENDED: Final = re.compile(rf"[{ENDING}…：:；;][{CLOSING}]*$")
_MARK: Final = re.compile(
    r"第\s?[〇零一二三四五六七八九十百千\d]+\s?[编章节条款]|[一二三四五六七八九十]{1,4}\s?[、.．]|[（(]\s?[一二三四五六七八九十\d]{1,4}\s?[)）]|"
    r"\d{1,3}(?:\.\d{1,3})*\s?(?:[、)）．]|\.(?!\d)|\s)|\d{1,2}(?:\.\d{1,2})+\D|[①-⑳⑴-⒇]|[●○■□◆◇▪•▲△★☆➢✓√\uf000-\uf0ff]|[—–―─]{1,4}(?=[^\d—–―─])|[(（]?[a-zA-Zivx]{1,3}[)）.]\s"
)
"""What begins an item or a heading."""
_LEADERS: Final = re.compile(r"[.．·…‥・]{3}\s?[\divxIVXⅠ-Ⅻ-]{1,5}$")
"""How an entry of a contents list ends."""
_TAIL: Final = 24
"""Characters at the end of a line in which an entry's leaders are looked for."""
_CLOSE: Final = 1.9
"""How many times its size two lines of a title lie apart at most."""
_LARGE: Final = 14.0
"""Points from which a line in the middle is a title's; smaller ones are captions and signatures, each its own."""


@dataclass
class Paragraph:
    """Lines that are one paragraph."""

    lines: list[Line]
    setting: Setting
    """Of its first line."""

    @cached_property
    def length(self) -> int:
        """Printed characters."""
        return sum(len(line.printed) for line in self.lines)

    @cached_property
    def size(self) -> float:
        """Of most of its characters, in points."""
        counts: Counter[float] = Counter()
        for line in self.lines:
            counts[line.size] += len(line.printed)
        return counts.most_common(1)[0][0]

    @cached_property
    def bold(self) -> float:
        """Share of its characters that are."""
        return sum(line.bold * len(line.printed) for line in self.lines) / self.length

    @cached_property
    def face(self) -> str:
        """The font of most of its characters."""
        counts: Counter[str] = Counter()
        for line in self.lines:
            counts[line.face] += len(line.printed)
        return counts.most_common(1)[0][0]

    @cached_property
    def spanned(self) -> Spanned:
        return joined(self.lines)


def paragraphs_of(lines: Sequence[tuple[Line, Setting, int]], tuning: Tuning) -> list[Paragraph]:
    """Lines with how their columns are set, and the number of their column, as paragraphs."""
    found: list[Paragraph] = []
    before: tuple[Line, Setting, int] | None = None
    for line, setting, column in lines:
        if before is not None and _goes_on(found[-1], before, (line, setting, column), tuning):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], setting))
        before = line, setting, column
    return found


def _goes_on(paragraph: Paragraph, before: tuple[Line, Setting, int], after: tuple[Line, Setting, int], tuning: Tuning) -> bool:
    above, above_set, above_column = before
    line, line_set, line_column = after
    em = above.size
    together = above_column == line_column and line.base > above.base
    if abs(line.size - above.size) > tuning.resized * max(line.size, above.size):
        return False
    if is_entry(above.text):
        return False
    centred = is_centred(above, above_set, tuning), is_centred(line, line_set, tuning)
    if any(centred):
        balanced = is_balanced(above, above_set, tuning) and is_balanced(line, line_set, tuning)
        return balanced and together and _is_title_line(above, line)
    if abs(above.bold - line.bold) > 0.9 and (above.bold > 0.9 or line.bold > 0.9):
        return False
    if together and above_set.pitch and line.base - above.base > tuning.spread * above_set.distance(above):
        return False
    ended = bool(_ENDED.search(above.text))
    marked = bool(_MARK.match(line.text))
    room = above_set.room(above)
    indent, above_indent = line_set.indent(line), above_set.indent(above)
    flush = bool(line_set.first) and abs(indent) <= tuning.edge and not ended and not marked
    if room > _unit(line) / em - tuning.fit and not (flush and room * em < tuning.unfilled * (above_set.right - above_set.left)):
        return False
    further = indent - above_indent
    hangs = bool(_MARK.match(paragraph.lines[0].text)) and not marked
    hangs = hangs and paragraph.setting.indent(paragraph.lines[0]) < indent - tuning.indent
    if line_set.first and abs(indent - line_set.first) <= tuning.edge and not hangs:
        return False
    if len(paragraph.lines) > 1:
        if further > tuning.indent:
            return False
        if further < -tuning.indent:
            return False
        return not (marked and ended)
    if further < -tuning.indent:
        return not (marked and indent > tuning.indent)
    if further > tuning.indent:
        return bool(_MARK.match(above.text)) and not marked
    if above_indent > tuning.indent:
        return not ended and not marked
    return not (marked and ended)


def is_entry(text: str) -> bool:
    """Whether a line is an entry of a contents list, with leaders and the number of a page."""
    return bool(_LEADERS.search(text[-_TAIL:]))


def _is_title_line(above: Line, line: Line) -> bool:
    """Whether two lines in the middle are those of one title: both large, one close below the other, and neither numbered."""
    close = line.base - above.base <= _CLOSE * line.size
    return close and above.size == line.size >= _LARGE and not _MARK.match(line.text) and not _MARK.match(above.text)


def is_centred(line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line stands in the middle of its column, away from both margins."""
    away = min(line.left - setting.left, setting.right - line.right) > 2 * line.size
    return away and is_balanced(line, setting, tuning)


def is_balanced(line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line is as far from one margin as from the other."""
    return abs((line.left - setting.left) - (setting.right - line.right)) <= 2 * tuning.centred * line.size


def _unit(line: Line) -> float:
    """How wide the first stretch of a line is that cannot be broken, in points."""
    glyphs = line.printed
    end = 0
    while end < len(glyphs) and glyphs[end].text in _NO_END:
        end += 1
    if end < len(glyphs) and _WORD.match(glyphs[end].text) and not is_wide(glyphs[end].text):
        rest = takewhile(lambda pair: _WORD.match(pair[1].text) and pair[1].left - pair[0].right < 0.15 * pair[0].size,
                         zip(glyphs[end:], glyphs[end + 1 :], strict=False))  # fmt: skip
        end += 1 + sum(1 for _ in rest)
    else:
        end += 1
    while end < len(glyphs):
        if glyphs[end].text in _QUOTES:
            end += 2  # many programs part quotation marks from nothing, whichever side they open
        elif glyphs[end].text in _NO_START:
            end += 1
        else:
            break
    return glyphs[min(end, len(glyphs)) - 1].right - glyphs[0].left
