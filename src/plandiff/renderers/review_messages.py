"""Messages about reviews of several documents, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.renderers.options import Language

ENGLISH: Final = {
    "title": "Plan documents, {old} → {new}",
    "none": "no plan document changed",
    "document_one": "1 plan document",
    "documents": "{count} plan documents",
    "added": "added",
    "deleted": "deleted",
    "changed": "changed",
    "renamed": "renamed",
    "unreadable": "not readable",
    "error": "errors",
    "warning": "warnings",
    "info": "infos",
    "accepted": "accepted",
    "counted": "{count} {name}",
    "tallied": "{name} {count}",
    "same": "no change beyond typography and numbering",
    "now": "now {path}",
    "findings": "Findings",
    "report": "report",
    "document": "Document",
    "outcome": "Outcome",
    "list": ", ",
    "colon": ": ",
    "made_by": "Made by plandiff {version}",
}
CHINESE: Final = {
    "title": "规划文件，{old} → {new}",
    "none": "规划文件没有变化",
    "document_one": "1 份规划文件",
    "documents": "{count} 份规划文件",
    "added": "新增",
    "deleted": "删除",
    "changed": "修改",
    "renamed": "改名",
    "unreadable": "无法读取",
    "error": "错误",
    "warning": "警告",
    "info": "提示",
    "accepted": "已接受",
    "counted": "{name} {count} 份",
    "tallied": "{name} {count}",
    "same": "除排版和编号外没有变化",
    "now": "现为 {path}",
    "findings": "发现",
    "report": "报告",
    "document": "文件",
    "outcome": "结果",
    "list": "，",
    "colon": "：",
    "made_by": "由 plandiff {version} 生成",
}
MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}


def say(language: Language, key: str, **values: object) -> str:
    """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
    return MESSAGES[language][key].format(**values)
