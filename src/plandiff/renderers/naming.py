"""What a comparison calls its documents and their parts: a law has articles, a draft a final text, and regions have names."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from plandiff.bilingual import Bilingual, Language
from plandiff.language.letters import is_cjk
from plandiff.laws import is_article, is_law
from plandiff.model import Comparison, Meta, Mode, Unit
from plandiff.renderers.law_messages import LAWS, LAWS_OF_REGIONS
from plandiff.renderers.region_messages import REGIONS

Genre = Literal["plan", "law"]
Messages = dict[Language, dict[str, str]]

PLANS: Final = (Bilingual("Before", "修订前"), Bilingual("After", "修订后"))
PROVISIONS: Final = (Bilingual("Current text", "原条文"), Bilingual("New text", "修改后条文"))
STRANGERS: Final = (Bilingual("A", "甲"), Bilingual("B", "乙"))
"""Two regions whose names are not known."""
FINAL: Final = Bilingual("Final text", "正式稿")
"""What a draft is compared with, if that does not name its stage."""
STAGES: Final = (
    (re.compile(r"征求意见稿|公开征求意见"), Bilingual("Draft for comment", "征求意见稿")),
    (re.compile(r"送审稿"), Bilingual("Draft for review", "送审稿")),
    (re.compile(r"修订草案"), Bilingual("Draft revision", "修订草案")),
    (re.compile(r"修正案草案"), Bilingual("Draft amendment", "修正案草案")),
    (re.compile(r"审议稿"), Bilingual("Draft for deliberation", "审议稿")),
    (re.compile(r"草案|(?i:\bdraft\b)"), Bilingual("Draft", "草案")),
    (re.compile(r"讨论稿"), Bilingual("Discussion draft", "讨论稿")),
    (re.compile(r"初稿"), Bilingual("First draft", "初稿")),
    (re.compile(r"报批稿"), Bilingual("Draft for approval", "报批稿")),
    (re.compile(r"(?:正式|印发|终|定)稿|(?i:\bfinal\b)"), FINAL),
)
"""Stage in a document's title or file name -> what it is called."""
_LAST: Final = re.compile(r"[（(]([^（()）]+)[）)]\s*$")
"""Text in brackets at the end of a title."""


class Naming(NamedTuple):
    """How a comparison names what it compares."""

    mode: Mode = "versions"
    genre: Genre = "plan"
    sides: tuple[Bilingual, Bilingual] = PLANS
    """What the two documents are called."""

    @classmethod
    def of(cls, comparison: Comparison) -> Naming:
        """By the documents' kind, and by their own names."""
        old, new, mode = comparison.old, comparison.new, comparison.alignment.mode
        genre: Genre = "law" if is_law(old) and is_law(new) else "plan"
        if mode == "regions":
            return cls(mode, genre, _regions(old.meta, new.meta))
        return cls(mode, genre, _stages(old.meta, new.meta) or (PROVISIONS if genre == "law" else PLANS))

    @property
    def tables(self) -> tuple[Messages, ...]:
        """Catalogues that override the general one, in order of precedence."""
        if self.mode == "regions":
            return (LAWS_OF_REGIONS, REGIONS) if self.genre == "law" else (REGIONS,)
        return (LAWS,) if self.genre == "law" else ()

    def counts(self, unit: Unit) -> bool:
        """Whether a unit is one of those its document is counted by: an article of a law, any section of a plan."""
        return is_article(unit) if self.genre == "law" else unit.kind == "section"


def _regions(old: Meta, new: Meta) -> tuple[Bilingual, Bilingual]:
    names = [_harmless(meta.region) for meta in (old, new)]
    if not all(names) or names[0] == names[1]:
        return STRANGERS
    return Bilingual(names[0], names[0]), Bilingual(names[1], names[1])


def _stages(old: Meta, new: Meta) -> tuple[Bilingual, Bilingual] | None:
    """The stages of a draft and its successor; None if the first names none, or both name the same."""
    stages = [_stage(meta) for meta in (old, new)]
    if stages[0] == stages[1] or not stages[0]:
        return None
    return stages[0], stages[1] or FINAL


def _stage(meta: Meta) -> Bilingual | None:
    file = re.split(r"[/\\]", meta.source)[-1]
    return next((stage for pattern, stage in STAGES if pattern.search(f"{meta.title} {file}")), None)


def _harmless(name: str) -> str:
    """A name that can be in a message template without being a placeholder."""
    return name.replace("{", "").replace("}", "")


def split_stage(title: str) -> tuple[str, str]:
    """A title without the stage in brackets at its end, and the stage; "" if it has none.

    >>> split_stage("数据条例（修订草案征求意见稿）"), split_stage("数据条例（草案说明）")
    (('数据条例', '修订草案征求意见稿'), ('数据条例（草案说明）', ''))
    """
    found = _LAST.search(title)
    if found is None:
        return title, ""
    said = found[1].strip()
    places = (place.span() for pattern, _ in STAGES for place in pattern.finditer(said))
    if any(end == len(said) or (start == 0 and not is_cjk(said)) for start, end in places):
        return title[: found.start()].rstrip(), said
    return title, ""
