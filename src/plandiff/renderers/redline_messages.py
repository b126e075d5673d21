"""Messages in the comments of Word files with tracked changes, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Language, sayer

ENGLISH: Final = {
    "listed": "{count} changes ({share} of what changed) could not be marked in the text and are only listed here:",
    "listed_one": "One change ({share} of what changed) could not be marked in the text and is only listed here:",
    "box": "A text box says “{new}” instead of “{old}”.",
    "box_gone": "A text box is gone: “{text}”.",
    "box_come": "A text box is new: “{text}”.",
    "object_gone": "A drawing or embedded object is gone: “{text}”.",
    "object_come": "A drawing or embedded object is new: “{text}”.",
    "margin_gone": "A header or footer is gone: “{text}”.",
    "margin_come": "A header or footer is new: “{text}”.",
    "link": "The link “{text}” leads to {new} instead of {old}.",
    "nowhere": "nowhere",
}

CHINESE: Final = {
    "listed": "以下 {count} 处改动（占改动的 {share}）无法在正文中标出，仅在此说明：",
    "listed_one": "以下 1 处改动（占改动的 {share}）无法在正文中标出，仅在此说明：",
    "box": "文本框由“{old}”改为“{new}”。",
    "box_gone": "删除文本框：“{text}”。",
    "box_come": "新增文本框：“{text}”。",
    "object_gone": "删除图形或嵌入对象：“{text}”。",
    "object_come": "新增图形或嵌入对象：“{text}”。",
    "margin_gone": "删除页眉或页脚：“{text}”。",
    "margin_come": "新增页眉或页脚：“{text}”。",
    "link": "链接“{text}”由指向 {old} 改为指向 {new}。",
    "nowhere": "无",
}

MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}
say: Final = sayer(MESSAGES)
