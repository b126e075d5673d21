"""The provinces of China in official order, with their GB/T 2260 codes and their positions on a tile map."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

Group = Literal["east", "central", "west", "northeast", "special"]
"""The four regions of official statistics, and a group for what they leave out."""


class Province(NamedTuple):
    """A province-level region."""

    code: str
    """Six digits, GB/T 2260."""
    name: str
    short: str
    """The name without its administrative suffix, as statistical tables print it."""
    group: Group
    column: int
    row: int
    """The position of its tile, from the north-west; tiles show roughly where a province is, without borders."""


_TABLE: Final = """
110000 北京市 北京 east 6 2
120000 天津市 天津 east 7 2
130000 河北省 河北 east 6 3
140000 山西省 山西 central 5 2
150000 内蒙古自治区 内蒙古 west 6 1
210000 辽宁省 辽宁 northeast 8 2
220000 吉林省 吉林 northeast 8 1
230000 黑龙江省 黑龙江 northeast 8 0
310000 上海市 上海 east 8 4
320000 江苏省 江苏 east 7 4
330000 浙江省 浙江 east 7 5
340000 安徽省 安徽 central 6 4
350000 福建省 福建 east 6 6
360000 江西省 江西 central 6 5
370000 山东省 山东 east 7 3
410000 河南省 河南 central 5 3
420000 湖北省 湖北 central 5 4
430000 湖南省 湖南 central 5 5
440000 广东省 广东 east 5 6
450000 广西壮族自治区 广西 west 4 6
460000 海南省 海南 east 4 7
500000 重庆市 重庆 west 4 4
510000 四川省 四川 west 3 4
520000 贵州省 贵州 west 4 5
530000 云南省 云南 west 3 5
540000 西藏自治区 西藏 west 1 4
610000 陕西省 陕西 west 4 3
620000 甘肃省 甘肃 west 3 3
630000 青海省 青海 west 2 3
640000 宁夏回族自治区 宁夏 west 4 2
650000 新疆维吾尔自治区 新疆 west 1 2
710000 台湾省 台湾 special 7 6
810000 香港特别行政区 香港 special 6 7
820000 澳门特别行政区 澳门 special 5 7
"""


@cache
def provinces() -> tuple[Province, ...]:
    """All of them, by code."""
    found = []
    for line in _TABLE.split("\n")[1:-1]:
        code, name, short, group, column, row = line.split()
        found.append(Province(code, name, short, group, int(column), int(row)))  # type: ignore[arg-type]
    return tuple(found)


def find_province(region: str) -> Province | None:
    """The province of that name, long or short; None for anything else, such as one of its cities.

    >>> find_province("西藏自治区").code, find_province("广西").group, find_province("杭州市")
    ('540000', 'west', None)
    """
    return next((province for province in provinces() if region in (province.name, province.short)), None)
