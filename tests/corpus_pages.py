"""Rows of a small corpus made by hand, for the tests of its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from plandiff.model.corpus import Cluster, Common, Family, Flow, Pair, Relation, Takeover, Unread
from plandiff.model.corpus_pages import (
    Assumption,
    CorpusDocument,
    CorpusIndex,
    DocumentPage,
    FamilyPage,
    Linked,
    Nearest,
    Neighbour,
    Paired,
    PairPage,
    Passage,
    PassagePage,
    Place,
    Shown,
    Taken,
)

HOSTILE: Final = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>\u202e={7*7}'
SPRING: Final = CorpusDocument(
    1, "泉城市养老服务条例", "泉城/养老.md", "泉城市", date(2019, 3, 1), date(2019, 3, 1), "header", "document-1.html"
)
LAKE: Final = CorpusDocument(
    2, "湖州养老服务办法", "湖/养老.md", "湖东市", date(2020, 5, 1), date(2020, 5, 1), "name", "document-2.html"
)
HILL: Final = CorpusDocument(3, "关于推进养老服务的意见", "山/意见.txt", "山南市", date(2020, 1, 1), date(2021, 12, 31), "signed")
NOWHERE: Final = CorpusDocument(4, "养老服务工作方案", "方案.txt")
ORDER: Final = "设立社区助餐点的，按照实际服务人次给予运营补贴，补贴标准由民政部门会同财政部门每年公布。"
REWORDED: Final = "开设社区老年食堂的，按照服务人次给予运营补贴，补贴标准由民政部门会同财政部门每两年公布。"


def takeover(number: int) -> Taken:
    """One of many: kinds and regions alternate, the substance falls."""
    source, target = (SPRING, LAKE) if number % 2 else (LAKE, HILL)
    kind = ("verbatim", "adapted", "contained")[number % 3]
    row = Takeover(
        doc=target.number,
        unit=number,
        from_doc=source.number,
        from_unit=number,
        kind=kind,  # type: ignore[arg-type]
        similarity=1.0 if kind == "verbatim" else 0.8,
        substance=90.0 - number,
        chars=40 + number,
        days=None if number % 5 == 4 else 100 + number,
        certain=number % 4 != 3,
        equally_near=1 + number % 3,
        moved=number % 6 == 5,
        name=target.source,
        from_name=source.source,
        region=target.region,
        from_region=source.region,
        day=date(2020, 1, 1),
        from_day=date(2019, 1, 1),
        section="",
        from_section="",
        text=f"第{number}项：{ORDER}",
        from_text=ORDER,
        key=8,
        from_key=7,
        id=str(number),
        from_id=str(number),
        same_family=False,
    )
    return Taken(row, source, target, "passage-1.html" if number < 3 else "")


def paired(
    old: CorpusDocument,
    new: CorpusDocument,
    relation: Relation,
    counts: tuple[int, ...],
    shares: tuple[float, float],
    report: str,
) -> Paired:
    """Two documents with so many passages in common verbatim, adapted and contained, and so many characters."""
    verbatim, adapted, contained, chars = counts
    row = Pair(
        a=old.number,
        b=new.number,
        relation=relation,
        passages=verbatim + adapted + contained,
        verbatim=verbatim,
        adapted=adapted,
        contained=contained,
        chars=chars,
        share_a=shares[0],
        share_b=shares[1],
        aligned=False,
        substance=60.0,
        equal=None,
        changed=None,
        moved=None,
        added=None,
        deleted=None,
        name_a=old.source,
        name_b=new.source,
        region_a=old.region,
        region_b=new.region,
        date_a=old.first,
        date_b=new.first,
    )
    return Paired(row, old, new, *shares, report)


def index(count: int = 12, total: int = 12, *, hostile: bool = False) -> CorpusIndex:
    """An index with that many takeovers shown of as many as there are."""
    rows = tuple(map(takeover, range(count)))
    cause = "没有可读的内容"
    if hostile:
        rows = (replace_text(rows[0], HOSTILE), *rows[1:])
        cause = HOSTILE
    return CorpusIndex(
        name="养老文件" if not hostile else HOSTILE,
        counts=(("documents", 4), ("regions", 3), ("passages", 61), ("takeovers", total), ("families", 1), ("errors", 1)),
        regions=("泉城市", "湖东市", "山南市", ""),
        regions_left=2,
        flows=(
            Flow("泉城市", "湖东市", 6, 2, 3, 1, 480, 1),
            Flow("湖东市", "山南市", 40, 30, 8, 2, 3100, 0),
            Flow("泉城市", "", 1, 1, 0, 0, 44, 0),
        ),
        flows_file="flows.csv",
        takeovers=Shown(rows, total, "takeovers.csv"),
        clusters=Shown(
            (Linked(Cluster(7, 3, 3, date(2019, 3, 1), date(2021, 12, 31), 7, 2, 3, 61.0, ORDER), "passage-1.html"),), 1
        ),
        families=Shown(
            (Linked(Family(1, 2, 1, date(2019, 3, 1), None, 1, SPRING.source, SPRING.title, ("泉城市",)), "family-1.html"),), 1
        ),
        errors=Shown((Unread("坏文件.docx", "read", cause),), 1),
        assumed=(Assumption("least-length", "30"), Assumption("substance", "30")),
    )


def replace_text(one: Taken, text: str) -> Taken:
    return one._replace(row=one.row._replace(text=text), source=one.source._replace(title=text, region=text, source=text))


def passage(*, hostile: bool = False) -> PassagePage:
    """Four places: the first, one reworded, one the same words again with a tie, one before which nothing is alike."""
    other = HOSTILE if hostile else "另行规定的其他事项由各区民政部门负责解释。"
    places = (
        Place(SPRING, "2.1/1", "第二章 服务 › 第八条", ORDER, 7),
        Place(LAKE, "3/2", "三、任务", REWORDED, 8, Nearest(0, "adapted", 0.84, 427, certain=True), "report-1-2.html"),
        Place(HILL, "1/4", "一、要求", REWORDED, 8, Nearest(1, "verbatim", 1.0, None, certain=False, ties=(0,), moved=True)),
        Place(NOWHERE, "5", "", other, 9),
    )
    return PassagePage(7, "养老文件", Shown(places, 4), 4, 3, 61.2, formula=False, index="index.html")


def document(*, hostile: bool = False) -> DocumentPage:
    title = HOSTILE if hostile else LAKE.title
    rows = (
        Passage("3", "section", 1, "三、任务"),
        Passage(
            "3/2",
            "paragraph",
            0,
            HOSTILE if hostile else REWORDED,
            (Neighbour(SPRING, "adapted", 0.84, certain=True),),
            1,
            (Neighbour(HILL, "verbatim", 1.0, certain=False),),
            3,
            "passage-1.html",
        ),
        Passage("3/3", "paragraph", 0, "各区应当每年公布一次服务清单，并接受社会监督。"),
    )
    pairs = Shown((paired(SPRING, LAKE, "takes-over", (2, 3, 1, 480), (0.21, 0.3), "report-1-2.html"),), 1)
    return DocumentPage("养老文件", LAKE._replace(title=title), Shown(rows, 3), pairs, 1, 1, "index.html")


def family() -> FamilyPage:
    again = replace_date(SPRING, 5, date(2023, 1, 1))
    pairs = Shown((paired(SPRING, again, "edition", (40, 12, 1, 8000), (0.7, 0.65), "report-1-5.html"),), 1)
    group = Linked(Family(1, 2, 1, date(2019, 3, 1), date(2023, 1, 1), 1, SPRING.source, SPRING.title, ("泉城市",)))
    return FamilyPage("养老文件", group, (SPRING, again), pairs, "index.html")


def replace_date(one: CorpusDocument, number: int, day: date) -> CorpusDocument:
    return one._replace(number=number, first=day, last=day)


def pair() -> PairPage:
    common = Common("adapted", 0.84, 61.0, "第二章 服务", "三、任务", ORDER, REWORDED, page=1, total=1)
    rows = (Linked(common, "passage-1.html"),)
    both = paired(SPRING, LAKE, "takes-over", (0, 1, 0, 44), (0.21, 0.3), "report-1-2.html")
    return PairPage("养老文件", both, certain=True, passages=Shown(rows, 1), index="index.html")


def without_anything(one: CorpusIndex) -> CorpusIndex:
    """The index of a corpus in which nothing was found."""
    return replace(
        one,
        regions=(),
        regions_left=0,
        flows=(),
        takeovers=Shown(),
        clusters=Shown(),
        families=Shown(),
        errors=Shown(),
        assumed=(),
    )
