"""What is said of documents that cannot be found or read."""

from __future__ import annotations

from typing import Final

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
    "too-many-bytes": ("{name}: has {count} bytes; {limit} are allowed here", "{name}：共 {count} 字节，此处最多允许 {limit}"),
    "too-many-characters": (
        "{name}: has {count} characters; {limit} are allowed here",
        "{name}：共 {count} 个字符，此处最多允许 {limit}",
    ),
    "too-many-units": (
        "{name}: has {count} sections, paragraphs, items and rows; {limit} are allowed here",
        "{name}：共 {count} 个章节、段落、条目和表格行，此处最多允许 {limit}",
    ),
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
        "{name}: the document has no text, as a script fills the page: save it from the browser once it is shown",
        "{name}：文件中没有文字，网页内容由脚本加载；请在浏览器显示完整后再保存",
    ),
    "not-a-regex": ("{pattern!r} is not a regular expression: {cause}", "{pattern!r} 不是可用的正则表达式：{cause}"),
    "pattern-unknown": ("{part!r} is not known here", "不支持 {part!r}"),
    "pattern-unbalanced": ("a bracket at character {place} has no counterpart", "第 {place} 个字符处的括号不配对"),
    "pattern-too-large": ("it is too large, more than {limit} states", "过大，超过 {limit} 个状态"),
    "not-a-selector": ("{selector!r} is not a CSS selector: {cause}", "{selector!r} 不是 CSS 选择器：{cause}"),
    "nothing-selected": ("{name}: the page has no element {selector!r}", "{name}：网页中没有符合 {selector!r} 的元素"),
    "no-elements": (
        "{name}: not a web page, so it has no elements to --select; [[read]] of a configuration can name the pages alone",
        "{name}：不是网页，没有可用 --select 选择的元素；可在配置的 [[read]] 中只指明网页",
    ),
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
    "no-text": ("{name}: the document has no text", "{name}：文件中没有文字"),
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
        "{name}: has no text on any page ({pages}); pictures of text, such as scans, are not read yet",
        "{name}：{pages} 页均无文字，应是扫描件；尚不能识别图片中的文字",
    ),
    "pages-unreadable": (
        "{name}: looks right, but its characters are not text on any page ({pages}); print it again, or use another form of it",
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
