"""Names of public bodies (organizations) in a text's words: 道路运输管理机构, 县级人民政府交通运输主管部门."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

LONGEST: Final = 8
"""Words before the last one that a name may have."""

_HEADS: Final = (
    "机构", "机关", "部门", "委员会", "委", "办公室", "政府", "局", "厅", "法院", "检察院", "中心", "总队",
    "支队", "大队", "協會", "协会", "联合会", "办事处", "機關", "機構", "部門", "委員會", "辦公室", "廳", "總隊",
)  # fmt: skip
"""How a name ends, as `str.endswith` asks for it."""
_OUTSIDE: Final = re.compile(
    r"[^\u3400-\u9fff]|^(?:[由向经報报对對将將与與和及或的在是为為被把以并並等其该該本各有应應须須可不]|或者|以及|应当|應當|可以|必须|必須|不得|依法|按照|根据|"
    r"依照|通过|接受|县级|以上|設區|设区|有关|有關|相关|相關|责令|责成|报请|报经|会同|會同|协同|配合|组织|支持|鼓励|指导|监督|加强|违反|向|所在地|委托|"
    r"授权|请求|申请|提请|建立|成立|设立|明确|负责|规定|要求|其他|上级|下级|同级|本级|各级|各類|各类|落实|压实|强化|健全|完善|推动|引导|督促|报告|报送|应由|并由|并向|并报)$"
)
"""Words that no name contains."""


def find_organizations(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names begin and end, as ranges of words; a name that directly follows another belongs to it.

    >>> find_organizations(["由", "道路", "运输", "管理机构", "责令", "改正"])
    [(1, 4)]
    """
    found: list[tuple[int, int]] = []
    for last, word in enumerate(words):
        if len(word) < 2 or not word.endswith(_HEADS):
            continue
        first, before = last, found[-1][1] if found else 0
        while first > before and last - first < LONGEST and not _OUTSIDE.search(words[first - 1]):
            first -= 1
        if found and first == before:
            found[-1] = (found[-1][0], last + 1)
        else:
            found.append((first, last + 1))
    return found
