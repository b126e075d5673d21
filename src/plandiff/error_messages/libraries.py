"""What is said of libraries and what is kept in them."""

from __future__ import annotations

from typing import Final

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
    "too-many-commits": (
        "{name}: has more than {limit} commits, and the last of them do not hold that version",
        "{name}：提交超过 {limit} 次，最近的提交中没有该版本",
    ),
    # what is in one
    "object-too-large": ("{name}: object {id} is larger than {megabytes} MB", "{name}：对象 {id} 超过 {megabytes} MB"),
    "object-larger": ("is larger than {megabytes} MB", "超过 {megabytes} MB"),
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
    "no-longer-in-force": (
        "{name}: none was in force then; {version} was in force until {day}",
        "{name}：当日没有施行中的版本；{version} 自 {day} 起已废止",
    ),
    "no-earlier-version": (
        "{name}: there are only {count} versions before {version}",
        "{name}：在 {version} 之前只有 {count} 个版本",
    ),
    "which-version": (
        "{document}: which version? name it as {document}@LABEL",
        "{document}：哪个版本？请写作 {document}@标签",
    ),
    "not-removed": ("{version}: is in the library; nothing is to be restored", "{version}：仍在规划库中，无需恢复"),
    "never-there": (
        "{name}: no such version in {library}, nor in its history",
        "{name}：{library} 及其历史中都没有这个版本",
    ),
    "label-needed": (
        "{reference}: what is removed or changed is named by its label; this would be {version}",
        "{reference}：移除或修改须写明标签；此处所指的是 {version}",
    ),
    "nothing-to-edit": (
        "say what to change: --date, --from, --until, --source or --note",
        "请指明修改什么：--date、--from、--until、--source 或 --note",
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
    "ends-before-it-begins": (
        "it would be in force from {first} and no longer from {end}",
        "施行日期 {first} 不在废止日期 {end} 之前",
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
    "more-problems": (
        "{library}: problems of names beyond {limit} are not listed",
        "{library}：名称方面的问题超过 {limit} 个，其余未列出",
    ),
    "alike": ("could be taken for {other}", "容易与 {other} 混淆"),
    "same-folder": ("is the same folder as {other}", "与 {other} 是同一个文件夹"),
    "metadata-otherwise": ("the metadata is that of {version}", "元数据属于 {version}"),
}
