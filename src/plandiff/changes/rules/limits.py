"""Rules about penalties, times and thresholds."""

from __future__ import annotations

from typing import Final

from plandiff.model import Action, Bilingual, Level, Rule

_PENALTY_KINDS: Final = (
    ("fine", "Fine", "罚款", "fine"),
    ("penalty", "Penalty", "处罚", "time of detention, imprisonment or disqualification"),
)
_PENALTY_ACTIONS: Final[tuple[tuple[Action, Action, Level, str, str, str, str], ...]] = (
    ("raised", "lowered", "info", "raised: {old} → {new}, {name}", "提高：{old} → {new}，{name}", "asks for more than before", "比从前多"),
    ("lowered", "raised", "warning", "lowered: {old} → {new}, {name}", "降低：{old} → {new}，{name}", "asks for less than before", "比从前少"),
    ("changed", "changed", "info", "changed: {old} → {new}, {name}", "变更：{old} → {new}，{name}",
     "is measured otherwise, or its least rose and its most fell", "计算方式不同，或下限与上限变化方向相反"),
    ("added", "removed", "info", "added: {new}, {name}", "新增：{new}，{name}", "is threatened that was not", "是新增的"),
    ("removed", "added", "info", "dropped: {old}, {name}", "取消：{old}，{name}", "is threatened no more", "不再规定"),
)  # fmt: skip
PENALTIES: Final = tuple(
    Rule(
        f"{kind}-{action}",
        level,
        "penalty",
        "existence" if action in ("added", "removed") else "quantity",
        action,
        f"{kind}-{mirror}",
        "penalties:find_changed_penalties",
        Bilingual(f"{en} {said_en}", f"{zh}{said_zh}"),
        Bilingual(f"A {what} {why_en}.", f"{zh}{why_zh}。"),
    )
    for kind, en, zh, what in _PENALTY_KINDS
    for action, mirror, level, said_en, said_zh, why_en, why_zh in _PENALTY_ACTIONS
)

LIMITS: Final = (
    Rule(
        "duration-raised", "info", "limit", "time", "raised", "duration-lowered",
        "limits:find_limits",
        Bilingual("Longer time: {old} → {new}, {name}", "时间延长：{old} → {new}，{name}"),
        Bilingual("A time for which something is kept, announced or lasts is longer than before.", "保存、公告、有效等时间比从前长。"),
    ),
    Rule(
        "duration-lowered", "info", "limit", "time", "lowered", "duration-raised",
        "limits:find_limits",
        Bilingual("Shorter time: {old} → {new}, {name}", "时间缩短：{old} → {new}，{name}"),
        Bilingual("A time for which something is kept, announced or lasts is shorter than before.", "保存、公告、有效等时间比从前短。"),
    ),
    Rule(
        "threshold-raised", "info", "limit", "quantity", "raised", "threshold-lowered",
        "limits:find_limits",
        Bilingual("Threshold raised: {name}, {old} → {new}", "门槛数值提高：{name}，{old} → {new}"),
        Bilingual("A number from which, or up to which, something applies is higher than before.", "适用某项规定的界限数值比从前高。"),
    ),
    Rule(
        "threshold-lowered", "info", "limit", "quantity", "lowered", "threshold-raised",
        "limits:find_limits",
        Bilingual("Threshold lowered: {name}, {old} → {new}", "门槛数值降低：{name}，{old} → {new}"),
        Bilingual("A number from which, or up to which, something applies is lower than before.", "适用某项规定的界限数值比从前低。"),
    ),
)  # fmt: skip
