"""Errors in the reader's language.

They are raised far below by stages that know no language, as English sentences; `translated` puts them into Chinese by
their pattern.
"""

from __future__ import annotations

import re
from typing import Final

from plandiff.renderers.options import Language

ERRORS: Final[tuple[tuple[str, str], ...]] = (
    ("{}: no such file", "{}：文件不存在"),
    ("standard output: is closed", "标准输出已关闭"),
    ("{}: is closed", "{}：已关闭"),
    ("{}: standard input is closed", "{}：标准输入已关闭"),
    ("{}: is a directory, not a document", "{}：是文件夹，不是文件"),
    ("{}: cannot be read: {}", "{}：无法读取：{}"),
    ("{}: the document is empty", "{}：文件为空"),
    ("{}: the document holds no text", "{}：文件中没有文字"),
    ("{}: one of its cells is longer than {} characters", "{}：有单元格超过 {} 个字符"),
    (
        "{}: its rows differ too much in length to be those of one table",
        "{}：各行长短相差太大，不像同一个表格",
    ),
    ("{}: is binary data, not a document", "{}：是二进制数据，不是文档"),
    ("{}: is binary data, or text in an encoding that cannot be told", "{}：是二进制数据，或无法判定编码的文字"),
    ("{}: PDF is not supported yet", "{}：尚不支持 PDF"),
    ("{}: Word, other office files and archives are not supported yet", "{}：尚不支持 Word 等办公文件和压缩包"),
    ("{}: Word 97-2003 files are not supported", "{}：不支持 Word 97-2003 文件"),
    ("{}: RTF is not supported", "{}：不支持 RTF"),
    ("{}: archives are not supported", "{}：不支持压缩包"),
    ("{}: compressed files are not supported", "{}：不支持压缩文件"),
    ("{}: images are not supported", "{}：不支持图片"),
    ("{}: no such file, and git knows no revision {}", "{}：文件不存在，git 中也没有版本 {}"),
    ("{}: no such file; git says: {}", "{}：文件不存在；git 提示：{}"),
    (
        "{}: no such path in {}; paths begin at the top of the repository, or with ./",
        "{}：{} 中没有此路径；路径从仓库根目录算起，或以 ./ 开头",
    ),
    ("{}: is kept in Git LFS; check it out and name the file", "{}：保存在 Git LFS 中；请检出后指定文件"),
    ("{}: no such file; git is not installed", "{}：文件不存在；没有安装 git"),
    ("{}: no such file; git cannot be run: {}", "{}：文件不存在；git 无法运行：{}"),
    ("git is not installed", "没有安装 git"),
    ("git cannot be run: {}", "git 无法运行：{}"),
    ("{}: cannot be switched off, and nothing in a repository is run", "{}：无法关闭，而仓库中的程序一概不运行"),
    ("git says: {}", "git 提示：{}"),
    ("{}: no such revision here; a shallow clone lacks the older ones", "{}：此处没有这个版本；浅克隆缺少较早的版本"),
    ("{}: the two have no common history here", "{}：两者在此处没有共同的历史"),
    ("{}: its content is not in this clone", "{}：内容不在此克隆中"),
    ("--global and --tracked exclude each other", "--global 与 --tracked 不能同时使用"),
    ("{}: no pattern of an attributes file", "{}：不能用作属性文件中的模式"),
    ("--staged goes with BASE alone", "--staged 只能与单独的 BASE 一起使用"),
    ("--write {}: write it as FORMAT=FILE", "--write {}：请写作 格式=文件"),
    ("{}: only http and https addresses can be read", "{}：只能读取 http 和 https 地址"),
    (
        "{}: reading from the web needs httpx: pip install 'plandiff[web]'",
        "{}：读取网页需要 httpx：pip install 'plandiff[web]'",
    ),
    ("{}: the server took longer than {} seconds", "{}：服务器用时超过 {} 秒"),
    ("{}: more than {} redirects", "{}：重定向超过 {} 次"),
    ("{}: is no valid address", "{}：不是有效的网址"),
    ("{}: redirects to {}, which is not followed from here", "{}：重定向到 {}，不予跟随"),
    ("{}: is larger than {} MB", "{}：超过 {} MB"),
    ("{}: the server answers {}", "{}：服务器返回 {}"),
    ("{}: is {}; what can be read is {}", "{}：类型为 {}；能读取的是 {}"),
    ("{}: is compressed as {}, which was not asked for", "{}：以 {} 压缩，不是所请求的格式"),
    ("{}: cannot be fetched: {}", "{}：无法获取：{}"),
    ("{}: no such document in {}", "{}：{} 中没有这个文档"),
    ("{}: no such version; there are {}", "{}：没有这个版本；现有 {}"),
    ("{}: there are only {} versions before {}", "{0}：在 {2} 之前只有 {1} 个版本"),
    ("{}: no such file, and no library here or above", "{}：文件不存在，此处及上级文件夹中也没有规划库"),
    (
        "{}: no library here or above; plandiff init makes one, --library names one",
        "{}：此处及上级文件夹中没有规划库；用 plandiff init 建立，或用 --library 指定",
    ),
    (
        "{}: has folders more than {} deep, and names of documents have no more parts",
        "{}：文件夹超过 {} 层，而文档名称不会有更多段",
    ),
    ("{}: has more than {} folders", "{}：文件夹超过 {} 个"),
    ("{}: is no library; plandiff init makes one", "{}：不是规划库；用 plandiff init 建立"),
    ("{}: is a git repository but no library; plandiff init makes one", "{}：是 git 仓库，但不是规划库；用 plandiff init 建立"),
    ("{}: is a git repository already; a library needs a folder of its own", "{}：已是 git 仓库；规划库需要单独的文件夹"),
    (
        "{}: has checked-out files; make the library's copy with git clone --bare",
        "{}：含有检出的文件；请用 git clone --bare 复制规划库",
    ),
    ("{}: another program is writing; if there is none, remove {}", "{}：另一程序正在写入；如确无其他程序，请删除 {}"),
    (
        "{}: object {} is damaged; plandiff verify tells what it belongs to",
        "{}：对象 {} 已损坏；用 plandiff verify 查看其所属版本",
    ),
    ("{}: object {} is missing; plandiff verify tells what it belongs to", "{}：对象 {} 缺失；用 plandiff verify 查看其所属版本"),
    ("{}: {} is damaged: its checksum is not the one noted when it was added", "{}：{} 已损坏：校验和与添加时不符"),
    (
        "{}: there is such a version already, with other bytes or read otherwise; choose another label",
        "{}：已有此版本，内容或读法不同；请换一个标签",
    ),
    ("{}: could be taken for {}; choose another label", "{}：容易与 {} 混淆；请换一个标签"),
    ("{}: could be taken for {}; use that name or another", "{}：容易与 {} 混淆；请用该名称或另取名称"),
    ("{}: no document's name: {}", "{}：不能用作文档名称：{}"),
    ("{}: no version's label: {}", "{}：不能用作版本标签：{}"),
    ("{}: which version? name it as {}@LABEL", "{}：哪个版本？请写作 {}@标签"),
    ("no section {} in any version of {}", "{1} 的各版本中都没有 {0} 一节"),
    ("{} is in several sections; name one by its id: {}", "多个章节都有 {}；请用编号指明：{}"),
    ("{} is no date; write it as 2021-09-30", "{} 不是日期；请写作 2021-09-30"),
    ("{}: the metadata is that of {}", "{}：元数据属于 {}"),
    ("{}: the metadata cannot be read: {}", "{}：元数据无法读取：{}"),
    ("{}: {} cannot be read: {}", "{}：{} 无法读取：{}"),
    ("{}: is a library of format {}; this plandiff knows {}", "{}：规划库的格式为 {}；此版 plandiff 支持 {}"),
    ("{}: HEAD names no branch", "{}：HEAD 未指向分支"),
    ("{}: is not in the library", "{}：不在规划库中"),
    ("{}: cannot be opened: {}", "{}：无法打开：{}"),
    ("{}: is a link; links are not followed", "{}：是链接；不跟随链接"),
    ("{}: is not JSON: {}", "{}：不是 JSON：{}"),
    ("{}: is no notes file; its schema would be {}", "{}：不是批注文件；其 schema 应为 {}"),
    ("{}: decisions is no list", "{}：decisions 不是列表"),
    ("{}: decision {} is no object", "{}：第 {} 项判定不是对象"),
    (
        "{}: decision {} names no old and new unit by their keys of 16 digits",
        "{}：第 {} 项判定没有以 16 位的 key 指明新旧单元",
    ),
    ("{}: decision {} says neither pin nor forbid, or not with true", "{}：第 {} 项判定须写 pin 或 forbid 之一，值为 true"),
    ("{}: unknown key {}, did you mean {}?; known are {}", "{}：未知的键 {}，是否指 {}？可用：{}"),
    ("{}: unknown key {}; known are {}", "{}：未知的键 {}；可用：{}"),
    ("{} names no rule, did you mean {}?; plandiff rules lists them", "{} 不是规则，是否指 {}？可用 plandiff rules 列出规则"),
    ("{} names no rule; plandiff rules lists them", "{} 不是规则；可用 plandiff rules 列出规则"),
    ("{}: must be true or false", "{}：必须是 true 或 false"),
    ("{}: must be a text, or a list of texts", "{}：必须是文字，或文字的列表"),
    ("{}: must be a text", "{}：必须是文字"),
    ("{}: must be a number from 0 to 1", "{}：必须是 0 至 1 的数"),
    ("{}: must be a table of rules and their levels", "{}：必须是规则与级别的表"),
    ("{}: must be a table", "{}：必须是表"),
    ("{}: must be a list of tables, [[ignore]]", "{}：必须是表的列表，[[ignore]]"),
    ("{}: an empty one would pass over everything; known are {}", "{}：空的条目会略过一切；可用：{}"),
    ("{}: is not TOML: {}", "{}：不是 TOML：{}"),
    ("{}: is not UTF-8", "{}：不是 UTF-8"),
    ("{}: there is no table [tool.plandiff]", "{}：其中没有 [tool.plandiff]"),
    ("{}: line {}: a fingerprint must come first, and {} parts at most", "{}：第 {} 行：应以指纹开头，至多 {} 项"),
    ("{}: no finding has this fingerprint; --format json lists them", "{}：没有此指纹的发现；可用 --format json 列出"),
    (
        "say which findings: --finding, --rule, --level or --all; or --prune",
        "请指明哪些发现：--finding、--rule、--level 或 --all；或用 --prune",
    ),
    ("--config and --no-config exclude each other", "--config 与 --no-config 不能同时使用"),
    ("only one of the two documents can be standard input", "两份文件中只能有一份来自标准输入"),
    (
        "{}: this would overwrite a file in git that plandiff did not write",
        "{}：这会覆盖 git 中并非由 plandiff 写出的文件",
    ),
    ("{}: must be a name below the configuration's own folder", "{}：必须是配置所在文件夹之下的文件名"),
    ("{}: this would overwrite an input", "{}：这会覆盖输入文件"),
    (
        "comparing across scripts needs OpenCC: pip install 'plandiff[script]'",
        "比较简体与繁体需要 OpenCC：pip install 'plandiff[script]'",
    ),
    ("unknown format {}; known are {}", "未知格式 {}；可用格式：{}"),
    (
        "{}: the suffix does not say which format to write; use one of {}, or --format",
        "{}：从后缀看不出要写的格式；请用 {} 之一，或用 --format",
    ),
    ("{}: canonical text is Markdown; name the file {}", "{}：规范文本是 Markdown；请用后缀 {}"),
    ("{}: No such file or directory", "{}：文件夹不存在"),
    ("{}: Permission denied", "{}：没有权限"),
    ("{}: Is a directory", "{}：是文件夹"),
    ("{}: No space left on device", "{}：磁盘空间不足"),
    ("Missing argument {}.", "缺少参数 {}。"),
    ("Got unexpected extra argument ({})", "多余的参数（{}）"),
    ("Got unexpected extra arguments ({})", "多余的参数（{}）"),
    ("Invalid value for {}: {} is not one of {}.", "{} 的值 {} 无效；可用值：{}"),
    ("Invalid value for {}: {} is not in the range {}.", "{} 的值 {} 超出范围 {}"),
    ("Invalid value for {}: {} is not a valid float range.", "{} 的值 {} 不是数"),
    ("{} is not one of {}, did you mean {}?", "{0} 无效，是否指 {2}？可用：{1}"),
    ("{} is not one of {}", "{} 无效；可用：{}"),
    ("No such option {}. Did you mean {}?", "没有此选项：{}；是否指 {}？"),
    ("No such option {}. (Did you mean one of: {}?)", "没有此选项：{}；是否指其中之一：{}？"),
    ("No such option {}.", "没有此选项：{}"),
    ("No such option: {}", "没有此选项：{}"),
    ("No such command {}. Did you mean {}?", "没有此命令：{}；是否指 {}？"),
    ("No such command {}. (Did you mean one of: {}?)", "没有此命令：{}；是否指其中之一：{}？"),
    ("No such command {}.", "没有此命令：{}"),
    ("No such command {}", "没有此命令：{}"),
    ("Option {} does not take a value.", "选项 {} 不带值。"),
    ("Option {} requires an argument.", "选项 {} 需要一个值。"),
)
"""The sentences of errors, ours and click's, with `{}` for what differs, and the same in Chinese."""


CAUSES: Final[tuple[tuple[str, str], ...]] = (
    ("more than {} parts", "多于 {} 段"),
    ("a part is empty", "有一段为空"),
    ("a part is longer than {} bytes", "有一段超过 {} 字节"),
    ("the character {} is not allowed", "不允许使用字符 {}"),
    (
        "a part begins with a full stop, a hyphen or a space, or ends with a full stop or a space",
        "有一段以句点、连字符或空格开头，或以句点或空格结尾",
    ),
    ("a part is a device's name on Windows", "有一段是 Windows 的设备名"),
    ("letters of several scripts look alike", "混用了形近的不同文字的字母"),
    ("latest is kept for the last version", "latest 专指最新版本"),
    ("no connection: {}", "无法连接：{}"),
    ("its compressed data is damaged", "压缩数据已损坏"),
    ("the answer breaks off or is not HTTP", "响应中断，或不是 HTTP"),
    ("the proxy refuses", "代理拒绝"),
    ("the server does not answer in time", "服务器未及时响应"),
    ("not a regular file", "不是普通文件"),
    ("larger than {} MB", "超过 {} MB"),
    ("Permission denied", "没有权限"),
    ("nested more than {} levels deep", "嵌套超过 {} 层"),
)
"""What stands inside these sentences as the cause, likewise."""


def translated(language: Language, sentence: str) -> str:
    """An error's sentence in the language of the interface; as it is where it is not known."""
    return _in_chinese(sentence, ERRORS) if language == "zh" else sentence


def _in_chinese(sentence: str, table: tuple[tuple[str, str], ...]) -> str:
    for english, chinese in table:
        pattern = "(.*)".join(map(re.escape, english.split("{}")))
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            return chinese.format(*(_in_chinese(value, CAUSES) for value in found.groups()))
    return sentence
