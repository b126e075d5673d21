"""Messages about findings, in English and Chinese; what each rule says stands with the rules."""

from __future__ import annotations

from typing import Final

from plandiff.renderers.options import Language

FINDINGS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "findings": "Findings",
        "no_findings": "no findings",
        "error": "error",
        "warning": "warning",
        "info": "info",
        "error_count": "{count} errors",
        "error_count_one": "1 error",
        "warning_count": "{count} warnings",
        "warning_count_one": "1 warning",
        "info_count": "{count} infos",
        "info_count_one": "1 info",
        "accepted": "accepted",
        "accepted_count": "{count} accepted",
        "and_more": " (and {count} more)",
        "further": "{count} more",
        "finding": "Finding",
        "where": "Where",
        "tallied_rule": "{name}: {count}",
        "readable": "the document can be read",
        "findings_cut": "{count} more findings are left out here for length.",
    },
    "zh": {
        "findings": "发现",
        "no_findings": "没有发现",
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "error_count": "错误 {count} 项",
        "error_count_one": "错误 1 项",
        "warning_count": "警告 {count} 项",
        "warning_count_one": "警告 1 项",
        "info_count": "提示 {count} 项",
        "info_count_one": "提示 1 项",
        "accepted": "已接受",
        "accepted_count": "已接受 {count} 项",
        "and_more": "（另有 {count} 项）",
        "further": "另有 {count} 项",
        "finding": "发现",
        "where": "位置",
        "tallied_rule": "{name}：{count} 项",
        "readable": "文件可以读取",
        "findings_cut": "因篇幅所限，另有 {count} 项发现未列出。",
    },
}
