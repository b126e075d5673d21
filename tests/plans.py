"""Plans written as short texts, for tests that need a section tree but no reader.

# 一、|总则            a section: as many # as its level, number|title
- （一）|……；          an item, with its number
| 指标 | 2025年 |      a row; rows in a run are a table, `^ caption` before them its caption, `^^` a cell from above
anything else          a paragraph
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from plandiff.align import align
from plandiff.changes import describe
from plandiff.indexing import index
from plandiff.model import Cell, Comparison, Element, Meta, Mode, Plan, Section, row_text
from plandiff.targets import compare_targets

BASE = """
为办好人民满意的教育，制定本规划。
# 一、|发展基础
全市教育事业取得显著成就，学前教育普惠率达到85%，义务教育巩固率保持在99%以上，高中阶段毛入学率达到96%。
## （一）|主要成就
各级各类教育协调发展，公办园在园幼儿占比超过50%，教师队伍建设不断加强，办学条件持续改善，群众满意度稳步提升。
# 二、|重点任务
## （一）|推进学前教育普惠发展
加强幼儿园教师培训，每年培训骨干教师不少于500人次，提高保育教育质量，推动优质园与薄弱园结对帮扶。
建立学前教育质量评估制度，每三年开展一轮督导评估。评估结果向社会公布，并作为财政补助的重要依据。
## （二）|促进义务教育优质均衡
推进集团化办学和学区制管理，扩大优质教育资源覆盖面，缩小城乡、区域、校际差距，办好家门口的每一所学校。
# 三、|保障措施
加强党对教育工作的全面领导，健全工作机制，形成各级党委统一领导、党政齐抓共管、部门各负其责的工作格局。
"""
"""A plan of three chapters that tests of the presentation revise."""

TABLE = """
# 一、|主要目标
^ 表1 主要指标
| 指标 | 2020年 | 2025年 |
| 学前三年毛入园率（%） | 93.1 | 95 |
| 义务教育巩固率（%） | 99.0 | 99.2 |
"""
"""One section with a table of indicators."""


@dataclass
class _Draft:
    number: str
    title: str
    level: int
    body: list[Element] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)

    def section(self, path: str) -> Section:
        prefix = f"{path}." if path else ""
        children = tuple(child.section(f"{prefix}{ordinal}") for ordinal, child in enumerate(self.children, 1))
        return Section(path, self.number, self.title, self.level, tuple(self.body), children)


def plan(text: str, *, title: str = "云河市教育发展规划", source: str = "plan.md", **meta: str) -> Plan:
    """The plan that the short text stands for."""
    root = _Draft("", title, 0)
    trail = [root]
    for line in filter(None, map(str.strip, text.strip().splitlines())):
        if line.startswith("#"):
            marks, _, rest = line.partition(" ")
            number, _, heading = rest.rpartition("|")
            del trail[len(marks) :]
            trail[-1].children.append(_Draft(number, heading, len(trail)))
            trail.append(trail[-1].children[-1])
        else:
            _add(trail[-1].body, line)
    return Plan(Meta(title=title, source=source, **meta), root.section(""))


def _add(body: list[Element], line: str) -> None:
    if line.startswith("^ "):
        body.append(Element("table", line[2:]))
    elif line.startswith("| "):
        caption = body.pop() if body and body[-1].kind == "table" else Element("table", "")
        above = caption.cells[-1] if caption.cells else ()
        texts = [text.strip() for text in line.removeprefix("|").removesuffix("|").split(" | ")]
        cells = tuple(
            Cell(above[column].text, covered=True) if text == "^^" and column < len(above) else Cell(text)
            for column, text in enumerate(texts)
        )
        body.append(Element("table", caption.text, cells=(*caption.cells, cells)))
    elif line.startswith("- "):
        number, _, text = line[2:].rpartition("|")
        body.append(Element("item", text, number))
    else:
        body.append(Element("paragraph", line))


def compared(old: str | Plan, new: str | Plan, mode: Mode = "versions") -> Comparison:
    """The two short texts aligned and described."""
    plans = [side if isinstance(side, Plan) else plan(side, source=f"{name}.md") for name, side in (("old", old), ("new", new))]
    comparison = describe(align(index(plans[0]), index(plans[1]), mode))
    return replace(comparison, targets=compare_targets(comparison))


__all__ = ["compared", "plan", "row_text"]
