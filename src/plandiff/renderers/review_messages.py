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
    "nothing-staged": "nothing is staged, so HEAD was compared with {detail}, where the branch began or the last commit was made",
    "base-unknown": "the base is not in this clone, so HEAD was compared with where the branch began: {detail}",
    "paths-unmatched": "no file matches {detail}; two revisions are written as BASE..HEAD",
    "accepted-here": "this change accepts its own findings: {detail}",
    "levels-lowered": "this change lowers levels: {detail}",
    "ignores-added": "this change ignores more: {detail}",
    "fail-on-loosened": "this change lets through what failed before: {detail}",
    "min-confidence-lowered": "this change requires less confidence: {detail}",
    "min-finding-confidence-raised": "this change passes over findings that are less sure: {detail}",
    "decision-stale": "a decision is not about any document that was compared: {detail}",
    "decisions-added": "this change decides which units match and which do not: {detail}",
    "read-otherwise": "this change has documents read in another way: {detail}",
    "revisions-otherwise": "this change reads the documents' tracked changes differently: {detail}",
    "more": "… and {count} more documents; -o DIR writes a report on each, --write text=FILE all of this",
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
    "nothing-staged": "暂存区没有内容，改为将 HEAD 与 {detail} 比较，即分支的起点或上一次提交",
    "base-unknown": "此克隆中没有基准版本，改为将 HEAD 与分支的起点比较：{detail}",
    "paths-unmatched": "没有文件与 {detail} 匹配；两个版本应写作 BASE..HEAD",
    "accepted-here": "本次改动接受了自身的发现：{detail}",
    "levels-lowered": "本次改动降低了级别：{detail}",
    "ignores-added": "本次改动略过更多内容：{detail}",
    "fail-on-loosened": "本次改动放过了原应失败的规则：{detail}",
    "min-confidence-lowered": "本次改动降低了把握的要求：{detail}",
    "min-finding-confidence-raised": "本次改动略过把握较小的发现：{detail}",
    "decision-stale": "有一项人工判定与所比较的文件均无关：{detail}",
    "decisions-added": "本次改动判定了哪些单元彼此对应、哪些不对应：{detail}",
    "read-otherwise": "本次改动更改了文件的读法：{detail}",
    "revisions-otherwise": "本次改动改变了对文件自带修订的读法：{detail}",
    "more": "……另有 {count} 份文件；用 -o 目录 为每份写出报告，用 --write text=文件 写出全部",
    "list": "，",
    "colon": "：",
    "made_by": "由 plandiff {version} 生成",
}
MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}


def say(language: Language, key: str, **values: object) -> str:
    """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
    return MESSAGES[language][key].format(**values)
