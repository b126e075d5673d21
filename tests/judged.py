"""A plan and its later edition, and the rules that a comparison meets."""

from __future__ import annotations

from plandiff.model import Comparison

PLAN = """# 云河市教育发展规划

## 一、主要目标

到2025年，学前三年毛入园率达到95%。

## 二、重点任务

新建住宅小区应当配套建设幼儿园。

## 三、队伍建设

建立教师荣誉制度，关心教师身心健康。

## 四、经费投入

健全教育经费投入保障机制，落实财政教育支出责任。
"""
LATER = PLAN.replace("95%", "92%").replace("新建住宅小区应当配套", "鼓励新建住宅小区配套")


def rules_of(comparison: Comparison) -> list[str]:
    return [finding.rule.id for finding in comparison.findings]
