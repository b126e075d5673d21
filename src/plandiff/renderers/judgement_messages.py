"""Messages about judged findings and about how far a comparison can be trusted, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Language, sayer

ENGLISH: Final = {
    "failing": "findings that were not accepted: {rules}",
    "stale": "{name}: no longer found: {findings}; plandiff accept --prune drops what is stale",
    "stale-notes": "notes on changes that are not there any more: {count}: {notes}",
    "disagree": "readers disagree: {notes}",
    "unmet": "no section here is named by [[ignore]] section = {patterns}; plandiff outline prints the headings",
    "accepted": "{file}: {count} accepted, {known} accepted before",
    "written": "{file}: written, so that branches that accept different findings merge",
    "pruned": "{file}: {count} dropped, which no longer occurred",
    "unsure": "{where}: not sure enough, {confidence} of {least}: {why}",
    "alignment": "the alignment",
    "unlike": "only {percent} of the text has a similar counterpart",
    "encoding-errors": "some characters could not be decoded",
    "encoding-guessed": "the encoding was guessed",
    "no-headings": "no headings were found in a long text",
}
CHINESE: Final = {
    "failing": "未经接受的发现：{rules}",
    "stale": "{name}：已不再出现：{findings}；可用 plandiff accept --prune 删去",
    "stale-notes": "所批注的变化已不存在：{count} 条：{notes}",
    "disagree": "意见不一：{notes}",
    "unmet": "[[ignore]] 的 section = {patterns} 在此没有对应的章节；可用 plandiff outline 列出标题",
    "accepted": "{file}：新接受 {count} 处，此前已接受 {known} 处",
    "written": "{file}：已写入，以便接受不同发现的分支能够合并",
    "pruned": "{file}：删去不再出现的 {count} 处",
    "unsure": "{where}：把握不足，要求 {least}，实为 {confidence}：{why}",
    "alignment": "对齐",
    "unlike": "只有 {percent} 的文字找到相近的对应",
    "encoding-errors": "部分字符无法解码",
    "encoding-guessed": "编码为推测",
    "no-headings": "长文中没有找到标题",
}
MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}
say: Final = sayer(MESSAGES)
