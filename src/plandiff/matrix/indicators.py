"""The indicators of a matrix: those asked for, parsed; if none were, those that most documents state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from plandiff.errors import UsageError
from plandiff.language.dates import Period, read_period
from plandiff.model import Target
from plandiff.model.matrix import Direction, Indicator, Survey
from plandiff.targets.names import ALIASES, Measure, Name, read_name, read_names

Aliases = Mapping[str, Sequence[str]]
"""An indicator's name -> other names that the user counts as it."""

REDUCED: Final = frozenset(
    ("单位地区生产总值能耗", "单位地区生产总值二氧化碳排放", "单位地区生产总值用水量", "节能减排降碳", "pm2.5浓度")
)
"""Indicators planned as a reduction, so that the name alone implies one."""
STAND_INS: Final[dict[str, tuple[str, ...]]] = {
    "单位地区生产总值能耗": ("单位地区生产总值二氧化碳排放", "节能减排降碳"),
    "单位地区生产总值二氧化碳排放": ("节能减排降碳",),
}
"""What fills a cell, marked as another measure, where a document does not state what was asked for: plans set one of them."""
PARTS: Final[dict[str, tuple[str, ...]]] = {"居民人均可支配收入": ("城镇居民人均可支配收入", "农村居民人均可支配收入")}
"""Indicators of which a document may state each of the parts but not the whole."""
FLOWS: Final = frozenset(("城镇新增就业",))
"""What is counted anew each year: the total of several years is not that of the last."""
CHANGES: Final[dict[str, str]] = {"居民消费价格": "涨幅"}
"""What the growth of an indicator is called, where that is not 增长."""
MOST: Final = 16
"""Indicators shown if none were asked for: as many as fit a page's width."""
SHARE: Final = 0.5
"""0..1: share of the documents from which an indicator that nobody asked for is shown."""
NAMES_KEPT: Final = 1 << 14
_NAMED: Final = re.compile(r"(?:率|比重|占比|比例|数|量|产值|增加值|收入|总额|投入|年限|面积|强度|浓度|指数|寿命|里程|规模)$")
"""How the name of an indicator ends, known or not."""
_LISTED: Final = re.compile(r"、|(?<!共)[和与]|以及")
_DOWN: Final = ("降低", "下降", "减少", "降幅", "降低率", "下降率")


class Wanted(NamedTuple):
    """The names by which an indicator is found."""

    names: tuple[Name, ...]
    stand_ins: tuple[Name, ...]
    parts: tuple[Name, ...]

    @property
    def measure(self) -> Measure:
        return self.names[0].measure


def parse(asked: str, aliases: Aliases | None = None) -> Indicator:
    """An indicator as the command line names it, `NAME` or `NAME@PERIOD`. Raises `UsageError` for a period that names no years.

    >>> parse("GDP增长@十五五").period
    Period(first=2026, last=2030)
    """
    name, at, printed = asked.strip().rpartition("@")
    if not at:
        name, printed = printed, ""
    period = read_period(printed.strip()) if at else None
    if not name.strip() or (at and not period):
        raise UsageError("no-indicator", asked=asked)
    return named(Indicator(name.strip(), period), aliases or {})


def named(indicator: Indicator, aliases: Aliases) -> Indicator:
    """An indicator with the other names that the user counts as it."""
    keys = {read_name(indicator.name).key, indicator.name}
    others = [
        other
        for name, names in aliases.items()
        if name in keys or read_name(name).key in keys
        for other in (name, *names)
        if other != indicator.name
    ]
    return Indicator(indicator.name, indicator.period, tuple(dict.fromkeys(others)), _direction(indicator.name))


def wanted(indicator: Indicator) -> Wanted:
    """The names to look for when finding an indicator."""
    asked = read_name(indicator.name)
    measure: Measure = "rate" if asked.key in REDUCED else asked.measure
    names = dict.fromkeys(name for printed in (indicator.name, *indicator.aliases) for name in read_names(printed))
    return Wanted(
        tuple(name._replace(measure=measure) for name in names),
        tuple(read_name(other)._replace(measure=measure) for other in STAND_INS.get(asked.key, ())),
        tuple(read_name(part)._replace(measure=measure) for part in PARTS.get(asked.key, ())),
    )


def common_indicators(surveys: Sequence[Survey], aliases: Aliases) -> tuple[Indicator, ...]:
    """What at least half of the documents plan for their own years: known indicators first, in order of how many plan them."""
    counts: Counter[tuple[str, Measure]] = Counter()
    for survey in surveys:
        counts.update(dict.fromkeys(_planned(survey), 1))
    least = max(SHARE * len(surveys), min(2, len(surveys)))
    enough = [found for found, count in counts.items() if count >= least]
    enough.sort(key=lambda found: (found[0] not in ALIASES, -counts[found]))
    return tuple(named(Indicator(_title(*found)), aliases) for found in enough[:MOST])


def _planned(survey: Survey) -> Iterator[tuple[str, Measure]]:
    """What a document plans for its years: known indicators, in words too, and anything else with a numeric target."""
    for target in survey.targets:
        if target.aspect != "plan" or not is_of_own_years(target, survey):
            continue
        for name in names_of(target, "rate" if target.role == "change" else "level"):
            if name.key in ALIASES:
                yield name.key, "rate" if name.key in REDUCED else name.measure
            elif target.value is not None and target.role == "target" and _NAMED.search(name.key):
                yield name.key, name.measure


def names_of(target: Target, worded: Measure) -> Iterator[Name]:
    """What a target measures; one in words may be anything, and is taken for what is asked for."""
    for name in _read(target.indicator.removesuffix("目标"), is_worded=target.value is None):
        if target.value is None:
            yield name._replace(measure=worded)
        else:
            yield name._replace(measure="rate") if target.role == "change" else name


@lru_cache(maxsize=NAMES_KEPT)
def _read(printed: str, *, is_worded: bool) -> tuple[Name, ...]:
    """What a name means: for a list, its known members, each completed by the ending of the last (粮食、蔬菜产量)."""
    names = read_names(printed)
    members = _LISTED.split(printed)
    if names[0].key in ALIASES or len(members) == 1:
        return names
    last = members[-1]
    whole = [
        next((member + last[cut:] for cut in range(1, len(last)) if _is_known(member + last[cut:])), "") for member in members
    ]
    known = [*(name for name in whole[:-1] if name), *([last] if _is_known(last) else [])]
    known += [member for member in members[:-1] if is_worded and _is_known(member)]
    return tuple(dict.fromkeys(map(read_name, known))) or names


def _is_known(name: str) -> bool:
    return read_name(name).key in ALIASES


def is_of_own_years(target: Target, survey: Survey) -> bool:
    """Whether a target is for the years that its document plans, or the last of them; if these are not known, any target is."""
    return not survey.years or not target.period or target.period in (survey.years, Period(survey.years.last, survey.years.last))


def _title(key: str, measure: Measure) -> str:
    if measure != "rate":
        return key
    return key + ("降低" if key in REDUCED else CHANGES.get(key, "增长"))


def _direction(name: str) -> Direction:
    return "down" if name.endswith(_DOWN) or read_name(name).key in REDUCED else "up"
