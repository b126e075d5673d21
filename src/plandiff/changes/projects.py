"""Named projects, programmes and pilots that were added, removed or renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.language.folding import fold
from plandiff.model import Change, Comparison, Plan, Unit

RENAMED: Final = rule_named("project-renamed")
REMOVED: Final = rule_named("project-removed")
ADDED: Final = rule_named("project-added")
MAX_NAMES: Final = 500
"""How many names a whole text is searched for; a plan has dozens. Beyond that, time would be quadratic in the text."""
_SUFFIX: Final = "工程|项目|计划|行动|试点|示范区|示范点"


class _Patterns(NamedTuple):
    """Where projects are named."""

    head: re.Pattern[str]
    """At the head of a unit."""
    quoted: re.Pattern[str]
    carried_out: re.Pattern[str]


@cache
def _patterns(longest: int) -> _Patterns:
    return _Patterns(
        re.compile(
            rf"(?:[^。；，：:!?\n]{{2,{longest}}}?(?:{_SUFFIX})(?:建设)?)(?=[。：:（(]|$)|(?:(?:[A-Z][\w'’-]{{0,30}}|of|for|and|the)\s+){{1,12}}(?:Project|Programme|Program|Initiative|Pilot|Scheme)\b"
        ),
        re.compile(
            rf"[“「《\"]([^“”「」《》\"]{{2,{longest}}})[”」》\"](?={_SUFFIX})|[“「《\"]([^“”「」《》\"]{{2,{longest}}}(?:{_SUFFIX}))[”」》\"]"
        ),
        re.compile(
            rf"(?:^|[。；，])(?:继续|深入|大力|积极|全面|持续|加快|组织|有序|稳步|扎实|稳妥)*(?:实施|推进|开展|启动)好?([^。；，：“”《》]{{3,{longest}}}?(?:{_SUFFIX}))(?=[。；，]|$)"
        ),
    )


_VERB: Final = re.compile(
    r"^(?:(?:继续|深入|大力|积极|全面|持续|加快|启动|组织)+(?=一批|重[大点])|(?:继续|深入|大力|积极|全面|持续|加快|启动|组织)*(?:实施|推进|开展|建设|推动|落实|完善|加强|规划|编制|制定)(?:好)?)"
)
_DUTY: Final = re.compile(
    r"\A.*(?:应当|应|必须|负责|可以|会同|要).{0,60}?(?:制定|编制|拟订|实施|推进|开展|建设|落实|完善|公布|执行|组织)"
)
"""What precedes the task in a sentence: a name starts after the verb."""
_MODAL: Final = re.compile(r"应当|必须|负责|可以|会同|禁止|不得|严禁")
_SOME: Final = re.compile(
    r"^(?:一批|若干|一些|各类|各项|有关|相关|重大|重点)|等(?:重大|重点|一批)*(?:工程|项目|行动|计划)+$|的(?:工程|项目|计划|行动|试点)$"
)
"""What names a kind of project rather than a project."""
_AGAINST: Final = re.compile(
    r"(?:不搞|杜绝|防止|避免|整治|治理|禁止|查处|反对|清理)(?:[^，。；“”、]{0,12}的)?(?:[“「][^“”「」]{1,24}[”」](?:工程|项目)?[、和与]?){0,6}$"
)
"""Before a project that is to be avoided: `不搞“半拉子”工程`, `不搞劳民伤财的“形象工程”、⟦“政绩工程”⟧`."""
_PART: Final = re.compile(r"[和与及并]")
"""How what is left of a list of tasks begins."""
_WIDENED: Final = re.compile(r"^(?:扩大|扩展|深化)(?=.{4,}试点$)")
"""What is done with a pilot: `推进⟦扩大⟧职业伤害保障试点`."""
_GENERIC: Final = re.compile(
    rf"(?:重大|重点|专项|示范|建设|提升|综合|攻坚|[一二三四五]年){{0,6}}(?:{_SUFFIX})(?:建设)?$|(?:建设|改造)$"
)
_LISTED: Final = re.compile(r"(?<=工程|项目|计划|行动|试点)、")
SIMILAR: Final = 80.0
"""Minimum similarity (0..100) of the cores of two names, one of which has all characters of the other, to be names of one project."""
CORE: Final = 4
"""Minimum characters of a name without its generic words for the project to count as mentioned wherever they occur."""
_DOING: Final = re.compile(r"确定|审批|评审|申报|申请|受理|管理|资助|验收|检查|批准|下达|参与|承担|依托|围绕|通过|根据|按照|对")
"""How a clause begins that is about projects but names none."""


def find_projects(evidence: Evidence) -> Iterator[Fact]:
    """Projects named at the head of a unit, in quotes, or as carried out, that only one plan mentions."""
    comparison = evidence.comparison
    longest = evidence.tuning.project
    known = _Text(comparison.old, longest), _Text(comparison.new, longest)
    found: list[tuple[Change, list[str], list[str]]] = []
    for change in comparison.changes:
        if change.status in ("equal", "noise"):
            continue
        old = _named(change.old, comparison.old, longest)
        new = _named(change.new, comparison.new, longest)
        gone = [name for name in old if name not in new and not known[1].names(name)]
        come = [name for name in new if name not in old and not known[0].names(name)]
        found.append((change, gone, come))
    all_gone = dict.fromkeys(name for _, gone, _ in found for name in gone)
    known_as = _known_as(list(all_gone), list(dict.fromkeys(name for _, _, come in found for name in come)), known)
    for change, gone, come in found:
        if len(gone) == len(come) == 1 and _may_be_one(gone[0], come[0], comparison, change):
            yield fact(RENAMED, change.id, gone[0], come[0], old=gone[0], new=come[0])
            continue
        for name in gone:
            if name not in known_as:
                yield fact(REMOVED, change.id, name, old=name)
        for name in come:
            before = known_as.get(name)
            if before is None:
                yield fact(ADDED, change.id, name, new=name)
            elif before in all_gone:
                yield fact(RENAMED, change.id, before, name, old=before, new=name)


def _may_be_one(old: str, new: str, comparison: Comparison, change: Change) -> bool:
    """Whether the only project that a text names no more can be the only one that it names now: both open the text, or their names
    have a pair of characters in common beside generic words.
    """
    if all(
        (unit.lead or unit.text).lstrip("“").startswith(name)
        for name, unit in ((old, comparison.old.unit[change.old[0]]), (new, comparison.new.unit[change.new[0]]))
    ):
        return True
    pairs = [{core[i : i + 2] for i in range(len(core) - 1)} for core in map(_core, (old, new))]
    return bool(pairs[0] & pairs[1])


def _known_as(gone: Sequence[str], come: Sequence[str], known: tuple[_Text, _Text]) -> dict[str, str]:
    """Name -> the name by which the other plan knows the project, for those that are nearly the same: of a gone name and a new one,
    or of either and one that the other plan names in any case.
    """
    found: dict[str, str] = {}
    for names, others, text in ((gone, come, known[1]), (come, gone, known[0])):
        for name in names[:MAX_NAMES]:
            if name not in found:
                other = next((o for o in (*others[:MAX_NAMES], *text.projects) if o not in found and _are_similar(name, o)), None)
                if other is not None:
                    found |= {name: other, other: name} if other in others else {name: other}
    return found


def _are_similar(one: str, other: str) -> bool:
    """Whether one name has all characters of the other in order, and few more: 降低物流成本行动, 降低全社会物流成本专项行动."""
    shorter, longer = sorted((_core(one), _core(other)), key=len)
    if len(shorter) < CORE or 2 * len(shorter) * 100 < SIMILAR * (len(shorter) + len(longer)):
        return False
    rest = iter(longer)
    return all(character in rest for character in shorter)


@lru_cache(maxsize=4 * MAX_NAMES)
def _core(name: str) -> str:
    """A name without its generic words."""
    return _GENERIC.sub("", _GENERIC.sub("", name))


class _Text:
    """A plan's whole text, to check whether it mentions a name."""

    def __init__(self, plan: Plan, longest: int) -> None:
        self._plan = plan
        self._longest = longest
        self._asked: dict[str, bool] = {}

    def names(self, name: str) -> bool:
        """Whether a name, or its core, is anywhere in the text; after `MAX_NAMES` lookups, whether `projects` finds it."""
        core = _core(name)
        return self._has(name) or (len(core) >= CORE and self._has(core))

    def _has(self, name: str) -> bool:
        if name not in self._asked:
            everywhere = len(self._asked) < MAX_NAMES
            self._asked[name] = fold(name) in (self._folded if everywhere else self._heads)
        return self._asked[name]

    @cached_property
    def _folded(self) -> str:
        return "\n".join(fold(unit.text) for unit in self._plan.units)

    @cached_property
    def projects(self) -> tuple[str, ...]:
        """The names of the plan's projects, in its order."""
        return tuple(dict.fromkeys(name for unit in self._plan.units for name in projects(unit, self._longest)))[:MAX_NAMES]

    @cached_property
    def _heads(self) -> set[str]:
        return {fold(name) for unit in self._plan.units for name in projects(unit, self._longest)}


def _named(units: tuple[str, ...], plan: Plan, longest: int) -> list[str]:
    return list(dict.fromkeys(name for unit in units for name in projects(plan.unit[unit], longest)))


def projects(unit: Unit, longest: int) -> list[str]:
    """The projects that a unit names at its head (heading, theme sentence, first words), in quotes, or as carried out."""
    head, patterns = unit.lead or unit.text, _patterns(longest)
    if unit.kind == "row":
        head = next((cell.text for cell in unit.cells if not cell.covered and not cell.text.strip().isdigit()), "")
    named = patterns.head.match(head.strip())
    found = [_VERB.sub("", _DUTY.sub("", named.group())).strip(' “”「」《》"')] if named else []
    found += patterns.carried_out.findall(unit.text)
    found = [_WIDENED.sub("", part) for name in found for part in _LISTED.split(name)]
    found += [
        quoted[1] or quoted[2]
        for quoted in patterns.quoted.finditer(unit.text)
        if not _AGAINST.search(unit.text[: quoted.start()])
    ]
    return [name for name in found if _is_name(name)]


def _is_name(name: str) -> bool:
    """Whether a match names one project, and is not a clause about several."""
    return bool(name) and not (
        re.fullmatch(_SUFFIX, name) or _PART.match(name) or _DOING.match(name) or _MODAL.search(name) or _SOME.search(name)
    )
