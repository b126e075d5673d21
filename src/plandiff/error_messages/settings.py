"""What is said of configurations, accept files, notes and rules."""

from __future__ import annotations

from typing import Final

SETTINGS: Final = {
    "no-table": ("{name}: there is no table [tool.plandiff]", "{name}：其中没有 [tool.plandiff]"),
    "not-toml": ("{name}: is not TOML: {cause}", "{name}：不是 TOML：{cause}"),
    "not-json": ("{name}: is not JSON: {cause}", "{name}：不是 JSON：{cause}"),
    "not-notes": ("{name}: is not a notes file; its schema would be {schema}", "{name}：不是批注文件；其 schema 应为 {schema}"),
    "no-list": ("{name}: {key} is not a list", "{name}：{key} 不是列表"),
    "decision-no-object": ("{name}: decision {number} is not an object", "{name}：第 {number} 项判定不是对象"),
    "decision-without-keys": (
        "{name}: decision {number} names no old and new unit by their keys of 16 digits",
        "{name}：第 {number} 项判定没有以 16 位的 key 指明新旧单元",
    ),
    "decision-unsaid": (
        "{name}: decision {number} says neither pin nor forbid, or not with true",
        "{name}：第 {number} 项判定须写 pin 或 forbid 之一，值为 true",
    ),
    "note-no-object": ("{name}: note {number} is not an object", "{name}：第 {number} 条批注不是对象"),
    "note-without-keys": (
        "{name}: note {number} does not name the units of a change by lists of their keys of 16 digits",
        "{name}：第 {number} 条批注没有以 16 位 key 的列表指明一处变化的单元",
    ),
    "note-verdict": (
        "{name}: the verdict of note {number} is none of agreed, objected and discuss",
        "{name}：第 {number} 条批注的 verdict 须为 agreed、objected 或 discuss",
    ),
    "note-unsaid": ("{name}: note {number} has neither a verdict nor a text", "{name}：第 {number} 条批注既无 verdict 也无文字"),
    "correction-unsaid": (
        "{name}: correction {number} does not name a document and an indicator, or has a value that is not text",
        "{name}：第 {number} 条更正没有写明文件和指标，或含有非文字的内容",
    ),
    "not-utf-8": ("{name}: is not UTF-8", "{name}：不是 UTF-8"),
    "key": ("{name}: {key}", "{name}: {key}"),
    "in-setting": ("{name}: {problem}", "{name}: {problem}"),
    "unknown-key": (
        "{name}: unknown key {key!r}{suggestion}; known are {known}",
        "{name}：未知的键 {key!r}{suggestion}可用：{known}",
    ),
    "not-one-of": ("{name}: {value} is not one of {known}{suggestion}", "{name}: {value} 无效{suggestion}可用：{known}"),
    "not-true-or-false": ("{name}: must be true or false", "{name}：必须是 true 或 false"),
    "not-a-text": ("{name}: must be a string", "{name}：必须是文字"),
    "not-texts": ("{name}: must be a string, or a list of strings", "{name}：必须是文字，或文字的列表"),
    "not-a-whole-number": ("{name}: must be a whole number from 1 on", "{name}：必须是不小于 1 的整数"),
    "not-a-weight": ("{name}: must be a number from 0 on", "{name}：必须是不小于 0 的数"),
    "not-a-share": ("{name}: must be a number from 0 to 1", "{name}：必须是 0 至 1 的数"),
    "not-a-table": ("{name}: must be a table", "{name}：必须是表"),
    "not-levels": ("{name}: must be a table of rules and their levels", "{name}：必须是规则与级别的表"),
    "not-ignores": ("{name}: must be a list of tables, [[ignore]]", "{name}：必须是表的列表，[[ignore]]"),
    "empty-ignore": (
        "{name}: an empty one would ignore everything; known are {known}",
        "{name}：空的条目会略过一切；可用：{known}",
    ),
    "not-inside": (
        "{name}: must be a name below the folder of the configuration",
        "{name}：必须是配置所在文件夹之下的文件名",
    ),
    "not-an-acceptance": (
        "{name}: line {line}: a fingerprint must come first, and {limit} parts at most",
        "{name}：第 {line} 行：应以指纹开头，至多 {limit} 项",
    ),
    "unknown-rule": (
        "{selector!r} names no rule{suggestion}; plandiff rules lists them",
        "{selector!r} 不是规则{suggestion}可用 plandiff rules 列出规则",
    ),
    "did-you-mean": (", did you mean {word!r}?", "，是否指 {word!r}？"),
    "nothing-alike": ("", "；"),
    "unknown-template": ("{name}: is not a part of the report; these are: {known}", "{name}：报告中没有这一部分；可用：{known}"),
    "template-broken": ("{name}: line {line}: {cause}", "{name}：第 {line} 行：{cause}"),
    "template-fails": ("{name}: a template fails: {cause}", "{name}：模板出错：{cause}"),
    "nested-too-deep": ("nested more than {limit} levels deep", "嵌套超过 {limit} 层"),
    "not-a-regular-file": ("not a regular file", "不是普通文件"),
    "larger": ("larger than {megabytes} MB", "超过 {megabytes} MB"),
}
