"""What a plan says it applies to, and what not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from plandiff.changes.clauses import EDGES
from plandiff.changes.evidence import Evidence
from plandiff.changes.facts import Fact, fact
from plandiff.changes.rules import rule_named
from plandiff.changes.statements import Statement, find_statements
from plandiff.language.headed import headed
from plandiff.model import Rule, Side
from plandiff.sequences import take_best_first

WIDENED: Final = rule_named("scope-widened")
NARROWED: Final = rule_named("scope-narrowed")
CHANGED: Final = rule_named("scope-changed")
_OWN: Final = r"本(?:办法|条例|法|规定|细则|规则|章程|意见|方案|规划|计划|标准|通知|指南|政策|措施|制度|规范|规程|解释)"
_FORWARD: Final = re.compile(
    rf"{_OWN}[^,.;:]{{0,4}}?(?P<not>不)?适用(?:于|的?(?:范围|对象)(?:为|是|包括|:))(?P<objects>[^.;]+)|"
    r"^(?:适用|补贴|补助|资助|扶持|保障|优待|救助|申请|申报|奖励|服务)(?:的)?(?:范围|对象)(?:为|是|包括|:)(?P<listed>[^.;]+)|"
    r"\b(?:this|these|the|our) (?:[\w'’-]+ ){0,5}?(?:policy|policies|terms|agreement|guidelines?|rules?|standards?|statement|code|act|notice|programme?|scheme|regulations?|addendum)"
    r" (?:also |only )?(?P<never>do(?:es)? not )?(?:also |only )?appl(?:y|ies)(?: only)? to (?P<whom>[^.;]+)",
    re.IGNORECASE,
)
"""In a folded statement: `本办法（不）适用于…`."""
_BACKWARD: Final = re.compile(
    rf"(?:^|(?<=[.;]))(?P<objects>[^.;]+?)(?:的)?,?(?:都|均|也)?(?:应当|必须|须|应)?(?:(?P<not>不)适用|(?P<analogy>参照|比照|准用)(?:适用|执行)?|适用|遵守){_OWN}(?:的?规定)?(?:执行|办理)?[,.;]?$"
)
"""`…，（不）适用本办法`, and `…参照本办法执行`; the scope of a single article is not that of the whole."""
_SPEAKS: Final = re.compile(
    headed("适参比准遵范对a", r"适用|参照|比照|准用|遵守|(?:范围|对象)(?:为|是|包括|:)|\bappl(?:y|ies)\b"), re.IGNORECASE
)
_JOINT: Final = re.compile(r"、|,|等|以及|及其|及|或者|或|与|和|\b(?:and|or)\b", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[的之在者]|\b(?:a|an|the|all|any|to|of|who|that|which)\b|\W", re.IGNORECASE)
"""What does not distinguish members of a scope."""
_BOUND: Final = re.compile(r"(?:以[上下]|不足|未满|超过|达到)[^,、]{0,4}[者的]?$")
Form = str


class Scope(NamedTuple):
    """One statement of what a plan applies to."""

    statement: Statement
    form: Form
    """`in`, `out`, or `like` for what it applies to by analogy."""
    objects: str

    @property
    def members(self) -> frozenset[str]:
        """The listed objects, reduced to what distinguishes them."""
        return frozenset(filter(None, (_NOTHING.sub("", part).lower() for part in _JOINT.split(self.objects))))


def find_scope(evidence: Evidence) -> Iterator[Fact]:
    """Scopes that became wider or narrower, and exceptions that were added or removed."""
    old, new = (scopes(find_statements(evidence, side, _SPEAKS)) for side in ("old", "new"))
    pairs = _pairs(old, new, evidence.tuning.similar)
    for before, after in pairs:
        yield from _compared(before, after)
    for place, side, alone in ((0, "old", old), (1, "new", new)):
        known = {id(pair[place]) for pair in pairs}
        others = (new, old)[place]
        for scope in alone:
            if (
                id(scope) not in known
                and scope.form != "in"
                and (others or scope.form == "out")
                and not _stands(scope, others, evidence.tuning.similar)
            ):
                yield _alone(scope, side)  # type: ignore[arg-type]


def scopes(statements: Sequence[Statement]) -> list[Scope]:
    """The scopes that some statements state.

    >>> [(scope.form, scope.objects) for scope in scopes([Statement("", "", text) for text in
    ...  ("本办法适用于本市公园、绿地.", "军事设施内的公园,不适用本办法.", "苗圃的管理,参照本办法执行.")])]
    [('in', '本市公园、绿地'), ('out', '军事设施内的公园'), ('like', '苗圃的管理')]
    """
    found = []
    for statement in statements:
        if forward := _FORWARD.search(statement.folded):
            objects = forward["objects"] or forward["listed"] or forward["whom"]
            found.append(Scope(statement, "out" if forward["not"] or forward["never"] else "in", objects))
        elif backward := _BACKWARD.search(statement.folded):
            form = "out" if backward["not"] else "like" if backward["analogy"] else "in"
            found.append(Scope(statement, form, backward["objects"]))
    return found


def _pairs(old: Sequence[Scope], new: Sequence[Scope], at_least: float) -> list[tuple[Scope, Scope]]:
    """Which statement became which: those of one form, in counterpart texts first, then the most similar."""
    from rapidfuzz.fuzz import ratio

    scored = sorted(
        (before.statement.change != after.statement.change, -ratio(before.objects, after.objects), abs(i - j), min(i, j), i, j)
        for i, before in enumerate(old)
        for j, after in enumerate(new)
        if before.form == after.form
    )
    ranked = [
        (i, j)
        for elsewhere, similarity, *_, i, j in scored
        if -similarity >= 100 * at_least or (not elsewhere and old[i].form == "in")
    ]
    return [(old[i], new[j]) for i, j in sorted(take_best_first(ranked))]


def _stands(scope: Scope, others: Sequence[Scope], at_least: float) -> bool:
    """Whether what a plan applies to by analogy is also in the other's scope."""
    from rapidfuzz.fuzz import ratio

    return scope.form == "like" and any(
        ratio(scope.objects, other.objects) >= 100 * at_least for other in others if other.form != "out"
    )


def _compared(old: Scope, new: Scope) -> Iterator[Fact]:
    if _bare(old) == _bare(new) or "".join(sorted(old.members)) == "".join(sorted(new.members)):
        return
    came, went = _more(new, old), _more(old, new)
    if name := came or went:
        wider = bool(came) != _is_condition(name, new if came else old)
        yield fact(WIDENED if wider == (new.form != "out") else NARROWED, new.statement.change, name, name=name)
    elif name := _attribute(new, old) or _attribute(old, new):
        wider = name in old.objects
        yield fact(WIDENED if wider == (new.form != "out") else NARROWED, new.statement.change, name, name=name)
    else:
        shown = [scope.statement.text.strip(EDGES) for scope in (old, new)]
        yield fact(CHANGED, new.statement.change, *shown, old=shown[0], new=shown[1])


def _more(more: Scope, less: Scope) -> str:
    """What a scope lists in addition to everything another does; "" if it does not include all of that."""
    if less.members < more.members:
        return "、".join(_named(more, more.members - less.members))
    between, _ = _inserted(more.objects, less.objects)
    joint = _JOINT.match(between) or (between and _JOINT.fullmatch(between[-1]))  # `农户⟦、学校⟧自用的苗木`
    return _JOINT.sub("、", between).strip("、" + EDGES) if joint else ""


def _is_condition(name: str, scope: Scope) -> bool:
    """Whether what a scope lists is a condition on what precedes it: `工厂，雇工三十人以上者`."""
    return f",{name}" in scope.objects and _BOUND.search(name) is not None


def _attribute(more: Scope, less: Scope) -> str:
    """What one scope says about an object that the other names without it: `泊位五十个以上的停车场`; "" if that is not all."""
    between, rest = _inserted(more.objects, less.objects)
    return between if rest and len(between) > 2 and "的" in (between[-1], rest[0]) and not _JOINT.search(between) else ""


def _inserted(more: str, less: str) -> tuple[str, str]:
    """What stands in the longer text alone, in one place, and what follows it in both; ("", the rest) if that is not all."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(more, less, strict=False)))
    rest = less[start:]
    return more[start : len(more) - len(rest)] if more[start:].endswith(rest) else "", rest


def _bare(scope: Scope) -> str:
    return _NOTHING.sub("", scope.objects)


def _named(scope: Scope, members: frozenset[str]) -> list[str]:
    """Members as printed, in order."""
    return [part.strip(EDGES) for part in _JOINT.split(scope.objects) if _NOTHING.sub("", part).lower() in members]


def _alone(scope: Scope, side: Side) -> Fact:
    """An exception, or an application by analogy, that only one plan has."""
    more = (scope.form == "like") == (side == "new")
    rule: Rule = WIDENED if more else NARROWED
    name = scope.statement.text.strip(EDGES)
    return fact(rule, scope.statement.change, name, name=name)
