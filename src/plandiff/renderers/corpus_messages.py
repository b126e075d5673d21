"""Messages of the corpus commands, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Language, sayer

ENGLISH: Final = {
    "listing": "documents found",
    "documents": "documents read",
    "joining": "prints joined",
    "comparing": "passages compared",
    "weighing": "passages weighed",
    "aligning": "editions aligned",
    "tables": "tables",
    "progress": "{stage}: {done} of {total}",
    "built": "{corpus}: {documents} documents, {added} of them new; {pairs} pairs of documents, {takeovers} takeovers, {clusters} clusters",
    "unchanged": "{corpus}: {documents} documents; nothing to do",
    "provisional": "{corpus}: provisional; plandiff corpus build or add without --quick settles it",
    "failures": "{failed} of {documents} not read: plandiff corpus errors {corpus}",
    "removed": "{corpus}: {removed} removed, {documents} documents left",
    "status": "{corpus}: {documents} documents in {batches} batches, {failed} not read; generation {generation}, {state}",
    "status_empty": "{corpus}: {documents} documents in {batches} batches, {failed} not read; no tables yet, plandiff corpus build makes them",
    "settled": "settled",
    "unsettled": "provisional",
    "outdated": "out of date",
    "pages": "The pages begin with {place}",
    "sound": "{corpus}: {files} files of {batches} batches, all sound",
    "unsound": "{name}: {what}",
    "missing": "is missing",
    "damaged": "is not what was written",
    "nothing": "nothing found among {documents} documents; {short} of them have no passage of {length} characters, {undated} no date",
    "first": "only the first {count} are shown; --limit or -o FILE gives more",
    "here": "{name}: is in the corpus as {known}",
    "not_here": "{name}: is not in the corpus",
}
CHINESE: Final = {
    "listing": "查找文件",
    "documents": "读取文件",
    "joining": "查找相近段落",
    "comparing": "比较段落",
    "weighing": "估算段落分量",
    "aligning": "对齐版本",
    "tables": "汇总",
    "progress": "{stage}：{done}/{total}",
    "built": "{corpus}：{documents} 个文件，其中新增 {added} 个；{pairs} 对文件，{takeovers} 处沿用，{clusters} 组相同段落",
    "unchanged": "{corpus}：{documents} 个文件；无需处理",
    "provisional": "{corpus}：结果是暂时的；用 plandiff corpus build 或不带 --quick 的 add 完成",
    "failures": "{documents} 个文件中有 {failed} 个无法读取：plandiff corpus errors {corpus}",
    "removed": "{corpus}：移除 {removed} 个，剩余 {documents} 个文件",
    "status": "{corpus}：{documents} 个文件，{batches} 批，{failed} 个无法读取；第 {generation} 代，{state}",
    "status_empty": "{corpus}：{documents} 个文件，{batches} 批，{failed} 个无法读取；尚无结果，请用 plandiff corpus build",
    "settled": "已完成",
    "unsettled": "暂时",
    "outdated": "已过时",
    "pages": "页面入口：{place}",
    "sound": "{corpus}：{batches} 批共 {files} 个文件，全部完好",
    "unsound": "{name}：{what}",
    "missing": "缺失",
    "damaged": "与写入时不同",
    "nothing": "{documents} 个文件中没有找到；其中 {short} 个没有 {length} 字以上的段落，{undated} 个没有日期",
    "first": "只显示前 {count} 条；用 --limit 或 -o 文件 查看更多",
    "here": "{name}：已在语料中，名为 {known}",
    "not_here": "{name}：不在语料中",
}
MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}
say: Final = sayer(MESSAGES)
