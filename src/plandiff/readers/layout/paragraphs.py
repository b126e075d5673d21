"""Lines -> paragraphs: whether a line continues the one above or begins a paragraph.

The question is whether the line's first unbreakable unit would have fitted on the line above: if so, somebody ended a
paragraph there. Indents and distances say so too, each page in its own way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.model import Spanned
from plandiff.readers.layout.cached import cached
from plandiff.readers.layout.lines import Line, first_unit, glue, is_entry, is_wide, joined
from plandiff.readers.layout.setting import Setting
from plandiff.readers.layout.tuning import Tuning

_ENDED: Final = re.compile(rf"[{ENDING}…：:；;][{CLOSING}]*$")
_MARK: Final = re.compile(
    r"第\s?[〇零一二三四五六七八九十百千\d]+\s?(?:[编章节条款]|部分)|[一二三四五六七八九十]{1,4}\s?[、.．]|[（(]\s?[一二三四五六七八九十\d]{1,4}\s?[)）]|"
    r"\d{1,3}(?:\.\d{1,3})*\s?(?:[、)）．]|\.(?!\d)|\s)|\d{1,2}(?:\.\d{1,2})+(?:\D|$)|[①-⑳⑴-⒇]|[●○■□◆◇▪•▲△★☆➢✓√\uf000-\uf0ff]|[—–―─]{1,4}(?=[^\d—–―─])|[(（]?(?:([a-z])\1\s?[)）]|(?:[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})(?:[)）.]\s|\s?[)）](?=[^\x00-\x7f]|\s)))|"
    r"(?:注|示例)\s?\d{0,2}[:：]"
)
"""What begins an item or a heading."""
_LABEL: Final = re.compile(r"\[[\w.+-]{1,24}\]\s")
"""What an entry of a bibliography begins with, whose other lines are set in."""
_NEXT: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）](?![项款目至和、])")
"""What a continuation line hardly ever begins with by chance."""
_WORD: Final = re.compile(r"[a-z\u00df-\u024f][a-z\u00df-\u024f'’-]*[,;:.]?(?:\s|$)")
_PROSE: Final = re.compile(r"(?:^|\s)[\w.(“‘\"'’&–-]+[)”’%]?[,;:.]?$")
"""The first and the last word of lines of a text in an alphabet, as opposed to code."""
_CODE: Final = re.compile(r"mono|courier|consol|menlo|typewriter|(?:cm|lm)tt", re.IGNORECASE)
"""Fonts of code, whose lines are kept whatever element the file puts them in."""
_PAUSES: Final = frozenset(",，、")
"""What the lines of an item end with that nobody ends there, such as authors one below the other."""
_CLOSE: Final = 1.9
"""Maximum distance of two lines of a title, as a multiple of their size."""
_LARGE: Final = 14.0
"""Points from which a centred line may be one of a title; smaller ones are captions and signatures, each a paragraph."""


@dataclass
class Paragraph:
    """Lines that are one paragraph."""

    lines: list[Line]
    setting: Setting
    """The setting of its first line."""
    note: bool = False
    """Whether it is among the notes at the foot of a column."""
    within: set[int] = field(default_factory=set)
    """Places of lines that begin within a number."""

    @cached
    def length(self) -> int:
        """Number of printed characters."""
        return sum(len(line.printed) for line in self.lines)

    @cached
    def size(self) -> float:
        """The size of most of its characters, in points."""
        counts: Counter[float] = Counter()
        for line in self.lines:
            counts[line.size] += len(line.printed)
        return counts.most_common(1)[0][0]

    @cached
    def bold(self) -> float:
        """Share of its characters that are bold."""
        return sum(line.bold * len(line.printed) for line in self.lines) / self.length

    @cached
    def face(self) -> str:
        """The font of most of its characters."""
        counts: Counter[str] = Counter()
        for line in self.lines:
            counts[line.face] += len(line.printed)
        return counts.most_common(1)[0][0]

    @cached
    def spanned(self) -> Spanned:
        return joined(self.lines, self.within)


Stated = Callable[[Line, Line], bool | None]
"""Whether the file itself says that a line continues the one above; None if it says nothing."""


def paragraphs_of(lines: Sequence[tuple[Line, Setting, int]], tuning: Tuning, stated: Stated | None = None) -> list[Paragraph]:
    """Paragraphs of lines, each given with the setting and the number of its column."""
    found: list[Paragraph] = []
    before: tuple[Line, Setting, int] | None = None
    for line, setting, column in lines:
        if before is not None and _goes_on(found[-1], before, (line, setting, column), tuning, stated):
            if _is_within_number(*before[:2], line, tuning):
                found[-1].within.add(len(found[-1].lines))
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], setting))
        before = line, setting, column
    return found


def _goes_on(
    paragraph: Paragraph,
    before: tuple[Line, Setting, int],
    after: tuple[Line, Setting, int],
    tuning: Tuning,
    stated: Stated | None,
) -> bool:
    above, above_set, above_column = before
    line, line_set, line_column = after
    em = above.size
    together = above_column == line_column and line.base > above.base
    last, first = above.printed[-1], line.printed[0]
    if _is_resized(line.size, above.size, tuning) and _is_resized(first.size, last.size, tuning):
        return False
    if is_entry(above.text):
        return False
    said = stated(above, line) if stated else None
    if said:
        return not (_CODE.search(above.face) and _CODE.search(line.face) and has_room(above, line, above_set))
    item = bool(_MARK.match(paragraph.lines[0].text) or _LABEL.match(paragraph.lines[0].text))
    marked = bool(_MARK.match(line.text))
    quoted = together and not marked and _is_block(paragraph, line, line_set, tuning)
    if (
        not item
        and not quoted
        and not (together and is_set_in(above, line, tuning))
        and (is_centred(above, above_set, tuning) or is_centred(line, line_set, tuning))
    ):
        balanced = is_balanced(above, above_set, tuning) and is_balanced(line, line_set, tuning)
        return balanced and together and _is_title_line(above, line)
    if said is not None:
        return said
    if item and len(paragraph.lines) == 1 and _NEXT.match(line.text):
        return False  # one heading below another, though the first fills the column
    if last.bold != first.bold and abs(above.bold - line.bold) > 0.9 and (above.bold > 0.9 or line.bold > 0.9):
        return False
    if together and above_set.pitch and line.base - above.base > tuning.spread * above_set.distance(above):
        return False
    is_end = ended(above)
    room = 0.0 if quoted else above_set.room(above)
    indent, above_indent = line_set.indent(line), above_set.indent(above)
    level = (
        abs(indent) <= tuning.edge
        if line_set.first
        else line_set.spaced and together and abs(indent - above_indent) <= tuning.edge
    ) or (
        _is_within_sentence(above, line)
        and (indent - above_indent <= tuning.edge or not (is_end or marked or is_short(above, above_set, tuning)))
    )
    hangs = item and not marked and paragraph.setting.indent(paragraph.lines[0]) < indent - tuning.indent
    if hangs and together and above.text[-1] in _PAUSES:
        return True
    if hangs and above_set.spaced and together and not is_end and not is_short(above, above_set, tuning):
        return True  # an item set in on both sides; white space is above the next one
    needed = first_unit(line) / em + (tuning.word_gap if glue(above, line) else 0)
    if room > needed - tuning.fit and (not level or is_end or marked or is_short(above, above_set, tuning)):
        return False
    further = indent - above_indent
    if line_set.first and abs(indent - line_set.first) <= tuning.edge and not hangs:
        return False
    if len(paragraph.lines) > 1:
        if further > tuning.indent:
            return False
        if further < -tuning.indent:
            return False
        return not (marked and is_end)
    if further < -tuning.indent:
        return not (marked and (is_end or indent > tuning.indent))
    if further > tuning.indent:  # the first line hangs out
        known = above_set.full >= tuning.measured and above.right - above.left >= tuning.column * em
        return not marked and (item or (known and not is_end and not line_set.first))
    if above_indent > tuning.indent:
        return not is_end and not marked
    return not (marked and is_end)


def _is_within_number(above: Line, setting: Setting, line: Line, tuning: Tuning) -> bool:
    """Whether a line continues the digits that end the one above. Some programs break numbers in Chinese text, where the line is
    full to the last digit; a space that is printed there separates two numbers."""
    last, first = above.glyphs[-1].text, line.printed[0]
    return (
        (last + first.text).isascii()
        and last.isdigit()
        and first.text.isdigit()
        and setting.full >= tuning.measured
        and setting.right - above.right < first.right - first.left
        and any(map(is_wide, above.printed))
    )


def _is_within_sentence(above: Line, line: Line) -> bool:
    """Whether a line begins with a word in small letters after words: no paragraph begins so, however much room a ragged line
    leaves. Lines of code do, with other signs."""
    return _WORD.match(line.text) is not None and _PROSE.search(above.text) is not None


def _is_block(paragraph: Paragraph, line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line goes on with a paragraph that is set in on both sides: its lines begin and end at margins of their own."""
    above = paragraph.lines[-1]
    lines = [*paragraph.lines, line]
    return (
        setting.indent(above) > tuning.indent
        and (is_wide(above.printed[-1]) or _PROSE.search(above.text) is not None)
        and above.right - above.left >= tuning.quoted * (setting.right - setting.left)
        and all(abs(other.left - above.left) <= tuning.edge * above.size for other in lines)
        and any(abs(other.right - above.right) <= tuning.edge * above.size for other in lines if other is not above)
    )


def _is_resized(one: float, other: float, tuning: Tuning) -> bool:
    return abs(one - other) > tuning.resized * max(one, other)


def ended(line: Line) -> bool:
    """Whether a sentence or an item ends with a line."""
    return bool(_ENDED.search(line.text))


def has_room(above: Line, line: Line, setting: Setting) -> bool:
    """Whether the first unit of a line would have fitted on the line above."""
    return setting.right - above.right > first_unit(line)


def is_short(line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line ends well before the right margin of its column."""
    return setting.right - line.right >= tuning.unfilled * (setting.right - setting.left)


def _is_title_line(above: Line, line: Line) -> bool:
    """Whether two centred lines form one title: both large, close together, and neither numbered."""
    close = line.base - above.base <= _CLOSE * line.size
    return close and above.size == line.size >= _LARGE and not _MARK.match(line.text) and not _MARK.match(above.text)


def is_centred(line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line is centred in its column, away from both margins."""
    if setting.page and line.right - line.left < setting.page / 2:
        off = abs((line.left + line.right) / 2 - setting.page / 2)
        if off <= tuning.centred * line.size and line.left > setting.page / 4:
            return True
    if setting.first and abs(setting.indent(line) - setting.first) <= tuning.edge:
        return False
    away = min(line.left - setting.left, setting.right - line.right) > 2 * line.size
    return away and is_balanced(line, setting, tuning)


def is_set_in(above: Line, line: Line, tuning: Tuning) -> bool:
    """Whether two lines have the same start and different ends, so that neither is centred, however it looks."""
    return abs(above.left - line.left) <= tuning.edge * above.size < abs(above.right - line.right) / 2


def is_balanced(line: Line, setting: Setting, tuning: Tuning) -> bool:
    """Whether a line is equally far from both margins."""
    return abs((line.left - setting.left) - (setting.right - line.right)) <= 2 * tuning.centred * line.size
