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
    "counted": "{count} {name}",
    "before": "before: {path}",
    "the work tree": "the work tree",
    "the index": "the index",
    "unmerged": "not merged yet",
    "mode": "mode {old} → {new}",
    "installed": "{place}: written",
    "uninstalled": "{place}: removed",
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
    "counted": "{name} {count} 份",
    "before": "原为 {path}",
    "the work tree": "工作区",
    "the index": "暂存区",
    "unmerged": "尚未合并",
    "mode": "文件模式 {old} → {new}",
    "installed": "{place}：已写入",
    "uninstalled": "{place}：已移除",
    "list": "，",
    "colon": "：",
    "made_by": "由 plandiff {version} 生成",
}
MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}


def say(language: Language, key: str, **values: object) -> str:
    """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
    return MESSAGES[language][key].format(**values)
