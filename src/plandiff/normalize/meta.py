"""A plan's metadata: issuer, region, period, date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from plandiff.language import DASHES
from plandiff.language.dates import DAY_OF_YEAR, find_day, find_five_years, find_period
from plandiff.language.lazy import Lazy
from plandiff.language.letters import LETTER
from plandiff.language.numerals import ORDINALS
from plandiff.model import CANONICAL_FORM, Document, Meta, StatedField, Statement
from plandiff.normalize.enactments import edition_date
from plandiff.normalize.titles import NUMBER

_UNNAMED: Final = "[甲乙丙丁戊己庚辛某A-ZＡ-Ｚ]"
"""Placeholders for the names of anonymous places: 甲市, A县."""
_PLACE: Final = Lazy(
    rf"(?:(?:{LETTER}{{2,5}}?|{_UNNAMED})(?:省|自治区|特别行政区))?"
    rf"(?:(?:{LETTER}{{2,6}}?|{_UNNAMED})(?:自治州|(?<![城都])市(?!场|民(?!政)|政(?!府|协))|盟))?"
    rf"(?:(?:{LETTER}{{1,5}}?|{_UNNAMED})(?:自治县|县|(?<![社园校山小灾地])区(?!域)|(?<![国党军团红])旗))?"
)
_BEFORE_PLACE: Final = Lazy(
    r"^(?:[（(]?转载[）)]?|[《“\"\d年]+|中华人民共和国|中共|关于|印发|转发|批转|发布|公布|推进|加快|加强|促进|深化|支持|修改|《)+"
)
_ASSEMBLY: Final = Lazy(rf"在({LETTER}{{2,8}}?(?:省|自治区|市|州|县|区))第?[{ORDINALS}\d]{{1,4}}[届次]")
_ISSUER: Final = Lazy(r"^([^《》，。：“”]{2,60}?)(?:关于|印发|转发)")
_SIGNED: Final = Lazy(rf"^[（({DASHES}\s]*({DAY_OF_YEAR})(?!\s?起?(?:施行|实施|生效))")
_SIGNATURE: Final = Lazy(rf"^\W*({LETTER}{{3,25}}?(?:政府|委员会|办公[厅室]|[局厅部委署]|国务院))\W*$")
"""A line that is the name of a body and nothing else; with the date below it, it is a document's signature."""
_BODY: Final = Lazy(r"(?:[府委局厅部会院室署]|等.{1,3}部门)$")
"""The end of an issuing body's name."""
_NUMBERED: Final = Lazy(rf"[（(]?({NUMBER})[）)]?")
_NUMBER_IN_TITLE: Final = Lazy(rf"[（(]\s?({NUMBER})\s?[）)]$|^({NUMBER})\s")


class Around(NamedTuple):
    """The lines around the text of a document."""

    head: Sequence[str] = ()
    """Its first lines."""
    aside: Sequence[str] = ()
    """What was set aside."""
    tail: Sequence[str] = ()
    """Its last lines."""
    enactment: Sequence[str] = ()
    """The note on adoption and revisions."""


NO_LINES: Final = Around()


def describe(title: str, document: Document, around: Around = NO_LINES, stated: Sequence[Statement] = ()) -> Meta:
    """Metadata from the front matter, the lines around the text, and what the page states.

    The document's own words take precedence over the page's; for a date, both over the front matter, which is often the collector's.
    """
    header = {key.lower(): value for key, value in document.front_matter}
    restored = header if CANONICAL_FORM[0] in header else {}
    said = {statement.field: statement.value for statement in reversed(stated) if not statement.loose}
    issuer = header.get("issuer") or _issuer(title, around, stated)
    enactment = restored.get("enactment") or " ".join(around.enactment)
    return Meta(
        title=title or header.get("title", "") or next((said.value for said in stated if said.field == "file"), ""),
        issuer=issuer,
        region=header.get("region") or region_of(title, issuer, around.head),
        period=header.get("period") or period_of(title, around.head),
        date=_date(header, restored, around, said),
        source=document.name,
        number=restored.get("number") or _number(title, around.head) or said.get("number", ""),
        published=restored.get("published") or str(find_day(said.get("published", "")) or ""),
        index=restored.get("index") or said.get("index", ""),
        subjects=restored.get("subjects") or said.get("subjects", ""),
        site=restored.get("site") or said.get("site", ""),
        enactment=enactment,
    )


def region_of(title: str, issuer: str, head: Sequence[str] = ()) -> str:
    """The place a plan is for, from the start of its title, its issuer's name, or the name of the assembly it was read to.

    >>> region_of("甲市教育规划", ""), region_of("关于印发A县规划的通知", ""), region_of("市场监管规划", "")
    ('甲市', 'A县', '')
    """
    for text in (title, issuer):
        if (found := _PLACE.match(_BEFORE_PLACE.sub("", text))) and found.group():
            return found.group()
    for text in head:
        if found := _ASSEMBLY.search(text):
            return found.group(1)
    return ""


def period_of(title: str, head: Sequence[str]) -> str:
    """The years a plan covers, as `2021-2025`."""
    period = next(filter(None, map(find_period, (title, *head))), None) or find_five_years(title)
    return str(period or "")


def _issuer(title: str, around: Around, stated: Sequence[Statement]) -> str:
    for text in (title, *around.head):
        if (found := _ISSUER.match(text)) and _BODY.search(found.group(1)):
            return found.group(1).removeprefix("（转载）")
    for statement in stated:
        if statement.field == "issuer" and (not statement.loose or _BODY.search(statement.value)):
            return statement.value
    for above, below in (*pairwise(around.head), *pairwise(around.tail)):
        if _SIGNED.match(below) and (found := _SIGNATURE.match(above)):
            return found.group(1)
    return ""


def _number(title: str, head: Sequence[str]) -> str:
    """The number of the document, after its title or on a line of its own above the text."""
    lines = (found.group(1) for text in head if (found := _NUMBERED.fullmatch(text)))
    return next(lines, "") or (found.group(1) or found.group(2) if (found := _NUMBER_IN_TITLE.search(title)) else "")


def _date(header: Mapping[str, str], restored: Mapping[str, str], around: Around, said: Mapping[StatedField, str]) -> str:
    if date := find_day(restored.get("date", "")) or edition_date(around.enactment):
        return str(date)
    signed = [found.group(1) for text in (*around.head, *around.tail) if (found := _SIGNED.match(text))]
    for text in (*signed[-1:], said.get("date", ""), said.get("published", ""), header.get("date", "")):
        if date := find_day(text):
            return str(date)
    return ""
