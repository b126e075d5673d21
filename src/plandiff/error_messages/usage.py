"""What is said of what the command line and Python callers ask for."""

from __future__ import annotations

from typing import Final

USAGE: Final = {
    "global-and-tracked": ("--global and --tracked exclude each other", "--global 与 --tracked 不能同时使用"),
    "config-and-no-config": ("--config and --no-config exclude each other", "--config 与 --no-config 不能同时使用"),
    "range-and-staged": ("--staged goes with BASE alone", "--staged 只能与单独的 BASE 一起使用"),
    "copy-without-file": ("--write {copy}: write it as FORMAT=FILE", "--write {copy}：请写作 格式=文件"),
    "both-from-input": (
        "only one of the two documents can be standard input",
        "两份文件中只能有一份来自标准输入",
    ),
    "nothing-to-accept": (
        "say which findings: --finding, --rule, --level or --all; or --prune",
        "请指明哪些发现：--finding、--rule、--level 或 --all；或用 --prune",
    ),
    "unknown-fingerprint": (
        "{fingerprint}: no finding has this fingerprint; --format json lists them",
        "{fingerprint}：没有此指纹的发现；可用 --format json 列出",
    ),
    "no-indicator": (
        "{asked!r}: no indicator; name one as NAME or NAME@YEARS, such as GDP@2026 or GDP@2026-2030",
        "{asked!r}：不是指标；写作 名称 或 名称@年份，如 地区生产总值增长@2026、地区生产总值增长@2026-2030",
    ),
    "reports-without-baseline": (
        "--reports needs --baseline: a report is on the baseline and a document",
        "--reports 须与 --baseline 同用：每份报告比较基准文件与一份文件",
    ),
    "no-documents": ("{name}: there is no document there", "{name}：其中没有文件"),
    "not-a-document": (
        "a document is a path, bytes or a Source, not {kind}; a text is given to plandiff.loads",
        "文件须为路径、字节串或 Source，不能是 {kind}；文字请用 plandiff.loads",
    ),
    "text-for-name": (
        "{start!r}: no such file; a text rather than a name is given to plandiff.loads",
        "{start!r}：文件不存在；如果是文字而不是名称，请用 plandiff.loads",
    ),
    "wrong-argument": ("{argument}: must be {expected}, not {kind}", "{argument}：须为 {expected}，不能是 {kind}"),
    "a-function": ("a function", "函数"),
    "a-path": ("a path", "路径"),
    "cancelled": ("cancelled (at: {stage})", "已取消（阶段：{stage}）"),
    "not-positive": ("{argument}: must be a whole number from 1, not {value}", "{argument}：须为正整数，不能是 {value}"),
    "unknown-value": ("{argument}: {value} is unknown; known are {known}", "{argument}：未知的值 {value}；可用：{known}"),
    "unknown-format": ("unknown format {format!r}; known are {known}", "未知格式 {format!r}；可用格式：{known}"),
    "unknown-suffix": (
        "{path}: the suffix does not say which format to write; use one of {known}, or --format",
        "{path}：从后缀看不出要写的格式；请用 {known} 之一，或用 --format",
    ),
    "not-canonical-suffix": (
        "{path}: canonical text is Markdown; name the file {known}",
        "{path}：规范文本是 Markdown；请用后缀 {known}",
    ),
    "not-a-pattern": ("{pattern!r}: is not a pattern for an attributes file", "{pattern!r}：不能用作属性文件中的模式"),
}
