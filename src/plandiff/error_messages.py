"""What errors say, in English and Chinese, by code; `errors` says it.

Values stand in braces by their name. One may be a message itself: the cause, or an addition that is made now and then.
"""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Bilingual

DOCUMENTS: Final = {
    # opening
    "no-file": ("{name}: no such file", "{name}：文件不存在"),
    "no-such-document": (
        "{name}: there is no document {number}; the file holds {count}",
        "{name}：没有第 {number} 份，文件中共 {count} 份",
    ),
    "no-file-nor-library": (
        "{name}: no such file, and no library here or above",
        "{name}：文件不存在，此处及上级文件夹中也没有规划库",
    ),
    "is-directory": ("{name}: is a directory, not a document", "{name}：是文件夹，不是文件"),
    "too-large": ("{name}: is larger than {megabytes} MB", "{name}：超过 {megabytes} MB"),
    "unreadable": ("{name}: cannot be read: {cause}", "{name}：无法读取：{cause}"),
    "input-closed": ("{name}: standard input is closed", "{name}：标准输入已关闭"),
    # git
    "unknown-revision": (
        "{name}: no such file, and git knows no revision {revision}",
        "{name}：文件不存在，git 中也没有版本 {revision}",
    ),
    "no-file-for-git": ("{name}: no such file; {cause}", "{name}：文件不存在；{cause}"),
    "no-path-in-revision": (
        "{name}: no such path in {revision}; paths begin at the top of the repository, or with ./",
        "{name}：{revision} 中没有此路径；路径从仓库根目录算起，或以 ./ 开头",
    ),
    "index": ("the index", "暂存区"),
    "content-not-cloned": ("{name}: its content is not in this clone", "{name}：内容不在此克隆中"),
    "kept-in-lfs": (
        "{name}: is kept in Git LFS; check it out and name the file",
        "{name}：保存在 Git LFS 中；请检出后指定文件",
    ),
    "git-missing": ("git is not installed", "没有安装 git"),
    "git-not-run": ("git cannot be run: {cause}", "git 无法运行：{cause}"),
    "git-says": ("git says: {complaint}", "git 提示：{complaint}"),
    "exit-code": ("exit code {number}", "退出码 {number}"),
    "program-not-off": (
        "{section} {program}: cannot be switched off, and nothing in a repository is run",
        "{section} {program}：无法关闭，而仓库中的程序一概不运行",
    ),
    "no-revision": (
        "{revision}: no such revision here; a shallow clone lacks the older ones",
        "{revision}：此处没有这个版本；浅克隆缺少较早的版本",
    ),
    "no-common-history": ("{range}: the two have no common history here", "{range}：两者在此处没有共同的历史"),
    # the web
    "no-web-address": ("{name}: only http and https addresses can be read", "{name}：只能读取 http 和 https 地址"),
    "no-httpx": (
        "{name}: reading from the web needs httpx: pip install 'plandiff[web]'",
        "{name}：读取网页需要 httpx：pip install 'plandiff[web]'",
    ),
    "too-slow": ("{name}: the server took longer than {seconds:g} seconds", "{name}：服务器用时超过 {seconds:g} 秒"),
    "too-many-redirects": ("{name}: more than {limit} redirects", "{name}：重定向超过 {limit} 次"),
    "invalid-address": ("{name}: is not a valid address", "{name}：不是有效的网址"),
    "redirect-refused": (
        "{name}: redirects to {scheme}, which is not followed from here",
        "{name}：重定向到 {scheme}，不予跟随",
    ),
    "server-answers": ("{name}: the server answers {status}", "{name}：服务器返回 {status}"),
    "type-not-read": (
        "{name}: is {media_type}; what can be read is {known}",
        "{name}：类型为 {media_type}；能读取的是 {known}",
    ),
    "compression-unwanted": (
        "{name}: is compressed as {compression}, which was not asked for",
        "{name}：以 {compression} 压缩，不是所请求的格式",
    ),
    "not-fetched": ("{name}: cannot be fetched: {cause}", "{name}：无法获取：{cause}"),
    "no-connection": ("no connection: {cause}", "无法连接：{cause}"),
    "compression-damaged": ("its compressed data is damaged", "压缩数据已损坏"),
    "answer-broken": ("the answer breaks off or is not HTTP", "响应中断，或不是 HTTP"),
    "proxy-refuses": ("the proxy refuses", "代理拒绝"),
    "no-answer-in-time": ("the server does not answer in time", "服务器未及时响应"),
    # reading
    "empty": ("{name}: the document is empty", "{name}：文件为空"),
    "page-unfilled": (
        "{name}: the document holds no text, a script was to fill the page: save it from the browser once it is shown",
        "{name}：文件中没有文字，网页内容由脚本加载；请在浏览器显示完整后再保存",
    ),
    "not-a-regex": ("{pattern!r} is not a regular expression: {cause}", "{pattern!r} 不是可用的正则表达式：{cause}"),
    "pattern-unknown": ("{part!r} is not known here", "不支持 {part!r}"),
    "pattern-unbalanced": ("a bracket at character {place} has no counterpart", "第 {place} 个字符处的括号不配对"),
    "pattern-too-large": ("it is too large, more than {limit} states", "过大，超过 {limit} 个状态"),
    "not-a-selector": ("{selector!r} is not a CSS selector: {cause}", "{selector!r} 不是 CSS 选择器：{cause}"),
    "nothing-selected": ("{name}: the page has no element {selector!r}", "{name}：网页中没有符合 {selector!r} 的元素"),
    "nothing-between": ("{name}: no line holds {text!r}", "{name}：没有一行含有 {text!r}"),
    "not-two-texts": (
        "{name}: two texts are needed, where the document begins and where it ends",
        "{name}：须是两段文字，即正文起止处的文字",
    ),
    "empty-read": (
        "{name}: must name documents by path or host, and say how to read them; the keys are {known}",
        "{name}：须以 path 或 host 指明文件，并写明如何读取；可用的键：{known}",
    ),
    "not-readings": ("{name}: must be a list of tables, [[read]]", "{name}：必须是表的列表，[[read]]"),
    "no-text": ("{name}: the document holds no text", "{name}：文件中没有文字"),
    "cell-too-long": (
        "{name}: one of its cells is longer than {limit} characters",
        "{name}：有单元格超过 {limit} 个字符",
    ),
    "rows-uneven": (
        "{name}: its rows differ too much in length to be those of one table",
        "{name}：各行长短相差太大，不像同一个表格",
    ),
    "binary": ("{name}: is binary data, not a document", "{name}：是二进制数据，不是文档"),
    "encoding-unknown": (
        "{name}: is binary data, or text in an encoding that cannot be determined",
        "{name}：是二进制数据，或无法判定编码的文字",
    ),
    "no-pdfium": (
        "{name}: reading PDF needs pypdfium2: pip install 'plandiff[pdf]'",
        "{name}：读取 PDF 需要 pypdfium2：pip install 'plandiff[pdf]'",
    ),
    "pdf-damaged": ("{name}: is damaged, or no PDF file", "{name}：文件已损坏，或不是 PDF 文件"),
    "pdf-page-damaged": ("{name}: page {page} is damaged", "{name}：第 {page} 页已损坏"),
    "pdf-pages": ("{name}: has more than {limit} pages", "{name}：超过 {limit} 页"),
    "pdf-objects": (
        "{name}: page {page} holds more than {limit} texts and drawings",
        "{name}：第 {page} 页的文字和图形超过 {limit} 个",
    ),
    "pdf-too-much": (
        "{name}: unpacks to far more than a document holds",
        "{name}：解压后远大于一份文件应有的大小",
    ),
    "pages-without-text": (
        "{name}: holds no text on any page ({pages}); pictures of text, as scans are, are not read yet",
        "{name}：{pages} 页均无文字，应是扫描件；尚不能识别图片中的文字",
    ),
    "pages-unreadable": (
        "{name}: looks right, but its characters are no text on any page ({pages}); print it anew, or use another form of it",
        "{name}：显示正常，但全部 {pages} 页的文字层都是乱码；请重新生成，或换用其他格式的文件",
    ),
    "office-file": (
        "{name}: presentations, other office files and archives are not supported",
        "{name}：不支持演示文稿等其他办公文件和压缩包",
    ),
    "old-office-file": (
        "{name}: of the files of Office 97–2003 only Word's and Excel's are supported",
        "{name}：Office 97–2003 文件中只支持 Word 和 Excel 文件",
    ),
    "word-damaged": (
        "{name}: is damaged, nested too deep, or no Word file",
        "{name}：文件已损坏、嵌套过深，或不是 Word 文件",
    ),
    "sheet-damaged": (
        "{name}: is damaged, nested too deep, or no Excel file",
        "{name}：文件已损坏、嵌套过深，或不是 Excel 文件",
    ),
    "ofd-damaged": ("{name}: is damaged, nested too deep, or no OFD file", "{name}：文件已损坏、嵌套过深，或不是 OFD 文件"),
    "sheet-cells": ("{name}: has more than {limit} cells", "{name}：单元格超过 {limit} 个"),
    "unpacks-too-much": (
        "{name}: unpacks to far more than a document holds",
        "{name}：解压后远大于一份文件应有的大小",
    ),
    "protected": ("{name}: is protected by a password", "{name}：文件有密码保护"),
    "no-libreoffice": (
        "{name}: reading files of this kind needs LibreOffice (soffice), which is not installed here",
        "{name}：读取此类文件需要 LibreOffice（soffice），此处未安装",
    ),
    "libreoffice-slow": (
        "{name}: LibreOffice took longer than {seconds:g} seconds",
        "{name}：LibreOffice 用时超过 {seconds:g} 秒",
    ),
    "not-converted": ("{name}: LibreOffice cannot read it", "{name}：LibreOffice 无法读取"),
    "archive": ("{name}: archives are not supported", "{name}：不支持压缩包"),
    "compressed": ("{name}: compressed files are not supported", "{name}：不支持压缩文件"),
    "picture": ("{name}: images are not supported", "{name}：不支持图片"),
    "not-yaml": ("not YAML", "不是 YAML"),
    "no-opencc": (
        "comparing across scripts needs OpenCC: pip install 'plandiff[script]'",
        "比较简体与繁体需要 OpenCC：pip install 'plandiff[script]'",
    ),
}
"""Documents that cannot be found or read."""

LIBRARIES: Final = {
    "no-library": (
        "{name}: no library here or above; plandiff init makes one, --library names one",
        "{name}：此处及上级文件夹中没有规划库；用 plandiff init 建立，或用 --library 指定",
    ),
    "not-a-library": ("{name}: is not a library; plandiff init makes one", "{name}：不是规划库；用 plandiff init 建立"),
    "other-repository": (
        "{name}: is a git repository but not a library; plandiff init makes one",
        "{name}：是 git 仓库，但不是规划库；用 plandiff init 建立",
    ),
    "repository-already": (
        "{folder}: is a git repository already; a library needs a folder of its own",
        "{folder}：已是 git 仓库；规划库需要单独的文件夹",
    ),
    "checked-out": (
        "{folder}: has checked-out files; make the library's copy with git clone --bare",
        "{folder}：含有检出的文件；请用 git clone --bare 复制规划库",
    ),
    "not-opened": ("{name}: cannot be opened: {cause}", "{name}：无法打开：{cause}"),
    "format-of-library": (
        "{name}: is a library of format {format}; this plandiff knows {known}",
        "{name}：规划库的格式为 {format}；此版 plandiff 支持 {known}",
    ),
    "not-reached": ("{name}: cannot be reached with git: {complaint}", "{name}：git 无法访问：{complaint}"),
    "push-rejected": (
        "{remote}: holds versions that are not here; take them over with plandiff library pull",
        "{remote}：其中有此处没有的版本；请先用 plandiff library pull 取回",
    ),
    "no-branch": ("{name}: HEAD names no branch", "{name}：HEAD 未指向分支"),
    "locked": (
        "{name}: another program is writing; if there is none, remove {lock}",
        "{name}：另一程序正在写入；如确无其他程序，请删除 {lock}",
    ),
    "too-deep-folders": (
        "{name}: has folders more than {limit} deep, and names of documents have no more parts",
        "{name}：文件夹超过 {limit} 层，而文档名称不会有更多段",
    ),
    "too-many-folders": ("{name}: has more than {limit} folders", "{name}：文件夹超过 {limit} 个"),
    # what is in one
    "object-damaged": (
        "{name}: object {id} is damaged; plandiff verify says what it belongs to",
        "{name}：对象 {id} 已损坏；用 plandiff verify 查看其所属版本",
    ),
    "object-missing": (
        "{name}: object {id} is missing; plandiff verify says what it belongs to",
        "{name}：对象 {id} 缺失；用 plandiff verify 查看其所属版本",
    ),
    "file-damaged": (
        "{name}: {file} is damaged: its checksum is not the one noted when it was added",
        "{name}：{file} 已损坏：校验和与添加时不符",
    ),
    "file-unreadable": ("{name}: {file} cannot be read: {cause}", "{name}：{file} 无法读取：{cause}"),
    "not-in-library": ("{name}: is not in the library", "{name}：不在规划库中"),
    "metadata-of-other": ("{name}: the metadata is that of {version}", "{name}：元数据属于 {version}"),
    "metadata-unreadable": ("{name}: the metadata cannot be read: {cause}", "{name}：元数据无法读取：{cause}"),
    "value-no-text": ("a value is not a string", "有一个值不是文字"),
    # documents and versions
    "no-document": ("{name}: no such document in {library}", "{name}：{library} 中没有这个文档"),
    "no-version": ("{name}: no such version; there are {known}", "{name}：没有这个版本；现有 {known}"),
    "no-earlier-version": (
        "{name}: there are only {count} versions before {version}",
        "{name}：在 {version} 之前只有 {count} 个版本",
    ),
    "which-version": (
        "{document}: which version? name it as {document}@LABEL",
        "{document}：哪个版本？请写作 {document}@标签",
    ),
    "label-needed": (
        "{reference}: what is removed or changed is named by its label; this would be {version}",
        "{reference}：移除或修改须写明标签；此处所指的是 {version}",
    ),
    "nothing-to-edit": (
        "say what to change: --date, --source or --note",
        "请指明修改什么：--date、--source 或 --note",
    ),
    "version-exists": (
        "{version}: there is such a version already, with other bytes or read differently; choose another label",
        "{version}：已有此版本，内容或读法不同；请换一个标签",
    ),
    "label-alike": (
        "{version}: could be taken for {other}; choose another label",
        "{version}：容易与 {other} 混淆；请换一个标签",
    ),
    "name-alike": (
        "{document}: could be taken for {other}; use that name or another",
        "{document}：容易与 {other} 混淆；请用该名称或另取名称",
    ),
    "not-a-date": ("{day!r} is not a date; write it as 2021-09-30", "{day!r} 不是日期；请写作 2021-09-30"),
    "not-a-name": ("{document}: cannot be the name of a document: {cause}", "{document}：不能用作文档名称：{cause}"),
    "not-a-label": ("{label}: cannot be the label of a version: {cause}", "{label}：不能用作版本标签：{cause}"),
    "too-many-parts": ("more than {limit} parts", "多于 {limit} 段"),
    "empty-part": ("a part is empty", "有一段为空"),
    "part-too-long": ("a part is longer than {limit} bytes", "有一段超过 {limit} 字节"),
    "character-not-allowed": ("the character U+{character:04X} is not allowed", "不允许使用字符 U+{character:04X}"),
    "part-ends-badly": (
        "a part begins with a full stop, a hyphen or a space, or ends with a full stop or a space",
        "有一段以句点、连字符或空格开头，或以句点或空格结尾",
    ),
    "device-name": ("a part is a device's name on Windows", "有一段是 Windows 的设备名"),
    "scripts-alike": ("letters of several scripts look alike", "混用了形近的不同文字的字母"),
    "latest-is-kept": ("latest is kept for the last version", "latest 专指最新版本"),
    "file-of-library": ("{part} is a file of the library", "{part} 是规划库自身的文件"),
    # sections over the versions
    "no-section": ("no section {section!r} in any version of {document}", "{document} 的各版本中都没有 {section!r} 一节"),
    "several-sections": (
        "{section!r} is in several sections; name one by its id: {found}",
        "多个章节都有 {section!r}；请用编号指明：{found}",
    ),
    # what verifying finds
    "flaw": ("{where}: {what}", "{where}：{what}"),
    "flaw-unreachable": ("{where}: {what} (nothing refers to it)", "{where}：{what}（没有被引用）"),
    "object": ("object {id}", "对象 {id}"),
    "pack-damaged": ("pack is damaged: {cause}", "包文件已损坏：{cause}"),
    "pack-not-opened": ("a pack cannot be opened: {cause}", "有包文件无法打开：{cause}"),
    "content-otherwise": ("is damaged: its content is different", "已损坏：内容不符"),
    "damaged": ("is damaged: {cause}", "已损坏：{cause}"),
    "missing": ("is missing", "缺失"),
    "file-missing": ("{file} is missing", "缺少 {file}"),
    "file-otherwise": ("{file} is not the one noted when it was added", "{file} 与添加时不符"),
    "alike": ("could be taken for {other}", "容易与 {other} 混淆"),
    "same-folder": ("is the same folder as {other}", "与 {other} 是同一个文件夹"),
    "metadata-otherwise": ("the metadata is that of {version}", "元数据属于 {version}"),
}
"""Libraries and what is kept in them."""

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
        "{name}: correction {number} names no document and indicator, or holds what is no text",
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
    "unknown-template": ("{name}: is no part of the report; these are: {known}", "{name}：报告中没有这一部分；可用：{known}"),
    "template-broken": ("{name}: line {line}: {cause}", "{name}：第 {line} 行：{cause}"),
    "template-fails": ("{name}: a template fails: {cause}", "{name}：模板出错：{cause}"),
    "nested-too-deep": ("nested more than {limit} levels deep", "嵌套超过 {limit} 层"),
    "not-a-regular-file": ("not a regular file", "不是普通文件"),
    "larger": ("larger than {megabytes} MB", "超过 {megabytes} MB"),
}
"""Configurations, accept files, and what is said of rules."""

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
"""What the command line asks for."""

OUTPUTS: Final = {
    "overwrites-input": ("{path}: this would overwrite an input", "{path}：这会覆盖输入文件"),
    "overwrites-tracked": (
        "{path}: this would overwrite a file in git that plandiff did not write",
        "{path}：这会覆盖 git 中并非由 plandiff 写出的文件",
    ),
    "link": ("{name}: is a link; links are not followed", "{name}：是链接；不跟随链接"),
    "binary-to-terminal": (
        "{format} is no text for a terminal; name a file with -o",
        "{format} 不是能在终端显示的文字；请用 -o 指定文件",
    ),
    "no-python-docx": (
        "writing Word files needs python-docx: pip install 'plandiff[office]'",
        "写 Word 文件需要 python-docx：pip install 'plandiff[office]'",
    ),
    "no-xlsxwriter": (
        "writing Excel files needs XlsxWriter: pip install 'plandiff[office]'",
        "写 Excel 文件需要 XlsxWriter：pip install 'plandiff[office]'",
    ),
    "no-browser": (
        "writing PDF needs Chromium, Chrome or Edge, and none was found; PLANDIFF_BROWSER may name it",
        "写 PDF 需要 Chromium、Chrome 或 Edge，此处没有找到；可用 PLANDIFF_BROWSER 指定",
    ),
    "no-printer": (
        "writing PDF needs Chromium, Chrome, Edge or LibreOffice, and none was found; PLANDIFF_BROWSER may name a browser",
        "写 PDF 需要 Chromium、Chrome、Edge 或 LibreOffice，此处没有找到；可用 PLANDIFF_BROWSER 指定浏览器",
    ),
    "not-printed": ("{program} could not write the PDF", "{program} 未能写出 PDF"),
    "printing-slow": (
        "{program} took longer than {seconds:g} seconds to write the PDF",
        "{program} 写 PDF 用时超过 {seconds:g} 秒",
    ),
    "not-a-template": ("the template is no Word file without macros", "模板不是 Word 文件，或含有宏"),
    "no-date": (
        "{text}: is no date; write it as 2026-03-05 or 2026-03-05T09:30:00Z",
        "{text}：不是日期；请写成 2026-03-05 或 2026-03-05T09:30:00Z",
    ),
    "output-closed": ("standard output: is closed", "标准输出已关闭"),
    # what the system says
    "no-folder": ("{name}: No such file or directory", "{name}：文件夹不存在"),
    "no-permission": ("{name}: Permission denied", "{name}：没有权限"),
    "is-folder": ("{name}: Is a directory", "{name}：是文件夹"),
    "disk-full": ("{name}: No space left on device", "{name}：磁盘空间不足"),
    "system": ("{name}: {said}", "{name}: {said}"),
    "permission-denied": ("Permission denied", "没有权限"),
}
"""What cannot be written, or not there."""

MESSAGES: Final[dict[str, Bilingual]] = {
    code: Bilingual(*texts) for table in (DOCUMENTS, LIBRARIES, SETTINGS, USAGE, OUTPUTS) for code, texts in table.items()
}
