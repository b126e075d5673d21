"""The rules: a list for reading, one rule explained, objects for other programs, and the page docs/rules.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from plandiff.model import Rule
from plandiff.renderers.formats import Format
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.terminal import Printed, columns, flow, printable, sheet

Rules = Sequence[Rule]

CHINESE: Final = {
    "level": "级别", "area": "领域", "kind": "种类", "action": "变化", "mirror": "对调两侧时", "message": "消息",
    "meaning": "含义",
    "error": "错误", "warning": "警告", "info": "提示",
    "plan": "规划文件", "target": "目标", "task": "任务", "project": "项目", "deadline": "期限", "responsible body": "责任单位",
    "safeguard": "保障措施", "penalty": "处罚", "limit": "时限与门槛",
    "condition": "条件与许可", "funding": "经费", "structure": "结构", "text": "文字", "metadata": "元数据",
    "existence": "存在", "quantity": "数量", "strength": "力度", "time": "时间", "actor": "主体", "scope": "范围",
    "wording": "措辞", "numbering": "编号",
    "added": "增加", "removed": "删除", "raised": "提高", "lowered": "降低", "strengthened": "强化", "weakened": "弱化",
    "advanced": "提前", "postponed": "推迟", "widened": "扩大", "narrowed": "缩小",
    "eased": "放宽", "tightened": "收紧", "moved": "移动", "renamed": "更名", "split": "拆分", "merged": "合并",
    "changed": "变更", "replaced": "替换", "rewritten": "重写", "copied": "重复", "deduplicated": "去重",
}  # fmt: skip
"""Chinese names of the axes and their values; in English they are called what they are."""
AXES: Final = ("level", "area", "kind", "action")
INTRODUCTION: Final = """\
# Rules

Every change falls under rules; each rule that a change meets gives a finding. This page is made from their table, by
`plandiff rules --format markdown`; `plandiff rules RULE` explains one of them. The levels are those the rules have of
themselves: [a configuration](configuration.md) can give others. Where the two documents are swapped, the rule named
under “swapped” is found in its place; “–” means that the rule speaks of one document alone, or counts
along the word marks.

本页由规则表生成。每条规则的含义以中英文各说一遍；级别可在[配置](configuration.md)中更改。
"""
_LEVEL_WIDTH: Final = 7
"""Columns of the longest level."""


def render_rules_text(rules: Rules, options: RenderOptions) -> bytes:
    lines = _explained(rules[0], options) if len(rules) == 1 else _listed(rules, options)
    return sheet(lines)


def render_rules_json(rules: Rules, _: RenderOptions) -> bytes:
    rows = ",\n ".join(json.dumps(rule_json(rule), ensure_ascii=False) for rule in rules)
    return f"[{rows}]\n".encode()


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule as an object, its texts in both languages."""
    return {
        "rule": rule.id,
        "level": rule.level,
        "area": rule.area,
        "kind": rule.kind,
        "action": rule.action,
        "mirror": rule.mirror,
        "message": rule.message.en,
        "message_zh": rule.message.zh,
        "meaning": rule.meaning.en,
        "meaning_zh": rule.meaning.zh,
    }


def render_rules_markdown(rules: Rules, _: RenderOptions) -> bytes:
    parts = [INTRODUCTION]
    for area, members in groupby(sorted(rules, key=lambda rule: _first(rule, rules)), key=lambda rule: rule.area):
        parts.append(f"\n## {area.capitalize()} · {CHINESE[area]}\n\n| Rule | Level | Kind, action | Swapped | Found when |\n")
        parts.append("| --- | --- | --- | --- | --- |\n")
        for rule in members:
            mirror = f"`{rule.mirror}`" if rule.mirror else "–"
            meaning = f"{rule.meaning.en}<br>{rule.meaning.zh}"
            parts.append(f"| `{rule.id}` | {rule.level} | {rule.kind}, {rule.action} | {mirror} | {meaning} |\n")
    return "".join(parts).encode()


RULE_RENDERERS: Final[tuple[Format[Rules], ...]] = (
    Format("text", (".txt",), render_rules_text),
    Format("json", (".json",), render_rules_json, "json"),
    Format("markdown", (".md", ".markdown"), render_rules_markdown, "plain"),
)


def _first(rule: Rule, rules: Rules) -> int:
    """Where the rule's area first occurs in the table: areas are listed in that order, rules in the table's within them."""
    return next(place for place, other in enumerate(rules) if other.area == rule.area)


def _listed(rules: Rules, options: RenderOptions) -> Iterator[Printed]:
    longest = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        level = _name(rule.level, options)
        head = f"{level}{' ' * (_LEVEL_WIDTH - columns(level))}  {rule.id:<{longest}}  "
        yield from flow([("", head + getattr(rule.meaning, options.language))], options.width, indent=len(head), color=False)


def _explained(rule: Rule, options: RenderOptions) -> Iterator[Printed]:
    """One rule with all that is known about it, its texts in both languages."""
    yield printable(rule.id)
    facts = {axis: _name(getattr(rule, axis), options) for axis in AXES}
    facts |= {"mirror": rule.mirror or "–"}
    for text in ("message", "meaning"):
        both = getattr(rule, text)
        facts[text] = f"{both.zh}\n{both.en}" if options.language == "zh" else f"{both.en}\n{both.zh}"
    width = max(columns(_name(name, options)) for name in facts) + 2
    for name, value in facts.items():
        label = f"{_name(name, options)}:"
        for ordinal, line in enumerate(value.splitlines()):
            lead = label + " " * (width - columns(label)) if ordinal == 0 else " " * width
            yield from flow([("", f"  {lead}{line}")], options.width, indent=width + 2, color=False)


def _name(word: str, options: RenderOptions) -> str:
    return CHINESE[word] if options.language == "zh" else word
