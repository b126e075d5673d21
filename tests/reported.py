"""A comparison with findings, and what the formats for findings write of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plandiff.changes import find
from plandiff.model import Comparison, Origin, Unit
from plandiff.renderers import RenderOptions, render
from plans import compared, plan

HOSTILE = "95%]]>-->\r\n::error::x\x00\x1b[2J\u202e,%0A:<b>&amp;|`@all #1 !2 [a](http://b.c)"
OLD = """
# 一、|发展目标
到2025年，学前三年毛入园率达到95%。
各地必须建立督导制度。
# 二、|保障措施
健全工作机制，加强组织领导。
建立健全监测评估制度，定期公布结果。
"""
NEW = OLD.replace("95%", "90%").replace("必须建立", "可以建立").replace("健全工作机制，加强组织领导。\n", "")


def numbered(text: str, **meta: str) -> Any:
    """The plan of a text with its blocks at lines 11, 12, … ."""
    made = plan(text, **meta)
    line = 10

    def place(section: Any) -> Any:
        nonlocal line
        line += 1
        own = line
        body = []
        for block in section.body:
            line += 1
            body.append(replace(block, origin=Origin(line)))
        return replace(section, origin=Origin(own), body=tuple(body), children=tuple(map(place, section.children)))

    return replace(made, root=place(made.root))


def found(old: str, new: str, source: str = "规划/新 稿.md", **meta: str) -> Comparison:
    comparison = compared(numbered(old, source="old.md"), numbered(new, source=source, **meta))
    return replace(comparison, findings=find(comparison))


def accepted(comparison: Comparison, *rules: str) -> Comparison:
    findings = [replace(finding, accepted=finding.rule.id in rules) for finding in comparison.findings]
    return replace(comparison, findings=tuple(findings))


def quoting(text: str) -> Comparison:
    """Findings that quote a text, in a document of that name and below headings that are it."""
    comparison = found(OLD, NEW, source=f"规划/{text}.md")
    spoilt = [
        replace(
            finding, section=(Unit("1", None, "section", text),) * 2, values=tuple((name, text) for name, _ in finding.values)
        )
        for finding in comparison.findings
    ]
    return replace(comparison, findings=tuple(spoilt))


def written(comparison: Comparison, name: str, **options: str) -> str:
    return render(comparison, name, RenderOptions(**options)).decode()  # type: ignore[arg-type]


CASES = pytest.mark.parametrize(
    "comparison", [found(OLD, NEW), found(OLD, OLD), quoting(HOSTILE)], ids=["plain", "same", "hostile"]
)
