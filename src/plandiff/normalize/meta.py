"""What a plan says about itself: issuer, region, period, date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from plandiff.language import DASHES
from plandiff.language.dates import DAY_OF_YEAR, find_day, find_five_years, find_period
from plandiff.language.letters import LETTER
from plandiff.language.numerals import ORDINALS
from plandiff.model import Meta

_PLACE: Final = re.compile(
    rf"(?:{LETTER}{{2,5}}?(?:省|自治区|特别行政区))?(?:{LETTER}{{2,6}}?(?:自治州|(?<![城都])市(?!场|民(?!政)|政(?!府|协))|盟))?"
    rf"(?:{LETTER}{{1,5}}?(?:自治县|县|(?<![社园校山小灾地])区(?!域)|旗))?"
)
_BEFORE_PLACE: Final = re.compile(
    r"^(?:[（(]?转载[）)]?|[《“\"\d年]+|中华人民共和国|中共|关于|印发|推进|加快|加强|促进|深化|支持|修改|《)+"
)
_ASSEMBLY: Final = re.compile(rf"在({LETTER}{{2,8}}?(?:省|自治区|市|州|县|区))第?[{ORDINALS}\d]{{1,4}}[届次]")
_ISSUER: Final = re.compile(r"^([^《》，。：“”]{2,60}?)(?:关于|印发|转发)")
_LABELLED: Final = re.compile(r"^\W{0,2}(发布机构|发文机关|发文机构|发布部门|来源机构|Issuer)\s?[:：]\s?(\S.{1,60})$")
_DATED: Final = re.compile(r"^\W{0,2}(?:发布日期|发布时间|成文日期|印发日期|发文日期|Date)\s?[:：]\s?(.{4,40})$")
_SIGNED: Final = re.compile(rf"^[（({DASHES}\s]*({DAY_OF_YEAR})(?!\s?起?(?:施行|实施|生效))")
_SIGNATURE: Final = re.compile(rf"^\W*({LETTER}{{3,25}}?(?:政府|委员会|办公[厅室]|[局厅部委署]|国务院))\W*$")
"""A line that is the name of a body and nothing else; it signs a document where the date stands below it."""
_ABSENT: Final = frozenset({"无", "暂无", ""})


def describe(
    title: str,
    front_matter: Sequence[tuple[str, str]],
    head: Sequence[str],
    aside: Sequence[str],
    tail: Sequence[str],
    source: str,
) -> Meta:
    """Meta data from the front matter, the lines above the text (`head`), those set aside, and the last lines.

    The document's own words win over the page's, and both over the front matter, which is often the
    collector's.
    """
    header = {key.lower(): value for key, value in front_matter}
    issuer = header.get("issuer") or _issuer(title, head, aside, tail)
    return Meta(
        title=title or header.get("title", ""),
        issuer=issuer,
        region=header.get("region") or region_of(title, issuer, head),
        period=header.get("period") or period_of(title, head),
        date=_date(header, head, aside, tail),
        source=source,
    )


def region_of(title: str, issuer: str, head: Sequence[str] = ()) -> str:
    """The place a plan is for, from the head of its title, of its issuer's name, or of the assembly it was read to."""
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


def _issuer(title: str, head: Sequence[str], aside: Sequence[str], tail: Sequence[str]) -> str:
    for text in (title, *head):
        if (found := _ISSUER.match(text)) and re.search(r"(?:[府委局厅部会院室署]|等.{1,3}部门)$", found.group(1)):
            return found.group(1).removeprefix("（转载）")
    for text in aside:
        if (found := _LABELLED.match(text)) and found.group(2).strip() not in _ABSENT:
            return found.group(2).strip()
    for above, below in (*pairwise(head), *pairwise(tail)):
        if _SIGNED.match(below) and (found := _SIGNATURE.match(above)):
            return found.group(1)
    return ""


def _date(header: Mapping[str, str], head: Sequence[str], aside: Sequence[str], tail: Sequence[str]) -> str:
    signed = [found.group(1) for text in (*head, *tail) if (found := _SIGNED.match(text))]
    page = [found.group(1) for text in aside if (found := _DATED.match(text))]
    for text in (header.get("date", "") if "plandiff" in header else "", *signed[-1:], *page, header.get("date", "")):
        if date := find_day(text):
            return str(date)
    return ""
