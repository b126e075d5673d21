"""Messages about libraries and the stories of documents, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.renderers.options import Language

ENGLISH: Final = {
    "made": "{folder}: a library of plans; add one with plandiff add FILE --as NAME",
    "added": "{version}: added",
    "known": "{version}: these very bytes are kept already; nothing was stored",
    "elsewhere": "  the same bytes are kept as {versions}",
    "same_text": "  the same text as {version}, in another dress",
    "since": "  since {version}: {counts}",
    "removed": "{version}: removed; the library's history keeps it",
    "sound": "{documents} documents, {versions} versions, {objects} objects: all sound",
    "unsound": "{documents} documents, {versions} versions, {objects} objects: {problems} problems",
    "imported": "{added} added, {known} kept already, {failed} not readable",
    "importing": "importing",
    "exported": "{count} files written to {folder}",
    "versions": "versions: {count}",
    "empty": "the library is empty",
    "first": "first version",
    "no_change": "no change beyond typography",
    "sections": "{count} sections touched",
    "changed": "{count} changed",
    "new": "{count} added",
    "gone": "{count} deleted",
    "moved": "{count} moved",
    "characters": "-{deleted} +{inserted} characters",
    "list": ", ",
    "title": "title",
    "date": "date",
    "region": "region",
    "issuer": "issuer",
    "period": "period",
    "source": "source",
    "note": "note",
    "file": "file",
    "undated": "no date",
}
CHINESE: Final = {
    "made": "{folder}：规划库已建立；用 plandiff add 文件 --as 名称 添加",
    "added": "{version}：已添加",
    "known": "{version}：已有完全相同的文件，未重复保存",
    "elsewhere": "  相同的文件还保存为 {versions}",
    "same_text": "  与 {version} 文字相同，仅版式不同",
    "since": "  与 {version} 相比：{counts}",
    "removed": "{version}：已移除；历史中仍保留",
    "sound": "{documents} 个文档，{versions} 个版本，{objects} 个对象：全部完好",
    "unsound": "{documents} 个文档，{versions} 个版本，{objects} 个对象：发现 {problems} 个问题",
    "imported": "添加 {added} 个，已有 {known} 个，无法读取 {failed} 个",
    "importing": "导入",
    "exported": "已写出 {count} 个文件到 {folder}",
    "versions": "{count} 个版本",
    "empty": "库中没有文档",
    "first": "最早版本",
    "no_change": "除排版外没有变化",
    "sections": "涉及 {count} 节",
    "changed": "修改 {count} 处",
    "new": "新增 {count} 处",
    "gone": "删除 {count} 处",
    "moved": "移动 {count} 处",
    "characters": "删 {deleted} 字，增 {inserted} 字",
    "list": "，",
    "title": "标题",
    "date": "日期",
    "region": "地区",
    "issuer": "发布机构",
    "period": "规划期",
    "source": "来源",
    "note": "说明",
    "file": "文件",
    "undated": "无日期",
}
_MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}


def say(language: Language, key: str, **values: object) -> str:
    """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
    return _MESSAGES[language][key].format(**values)
