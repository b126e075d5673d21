"""What is said of what cannot be written, or not there."""

from __future__ import annotations

from typing import Final

OUTPUTS: Final = {
    "overwrites-input": ("{path}: this would overwrite an input", "{path}：这会覆盖输入文件"),
    "overwrites-tracked": (
        "{path}: this would overwrite a file in git that plandiff did not write",
        "{path}：这会覆盖 git 中并非由 plandiff 写出的文件",
    ),
    "link": ("{name}: is a link; links are not followed", "{name}：是链接；不跟随链接"),
    "binary-to-terminal": (
        "{format} is not text for a terminal; name a file with -o",
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
    "not-a-template": (
        "{name}: is not a Word document or template without macros",
        "{name}：不是不含宏的 Word 文档或模板",
    ),
    "no-date": (
        "{text}: is not a date; write it as 2026-03-05 or 2026-03-05T09:30:00Z",
        "{text}：不是日期；请写成 2026-03-05 或 2026-03-05T09:30:00Z",
    ),
    "output-closed": ("standard output: is closed", "标准输出已关闭"),
    # what the system says
    "no-folder": ("{name}: No such file or directory", "{name}：文件夹不存在"),
    "no-permission": ("{name}: Permission denied", "{name}：没有权限"),
    "is-folder": ("{name}: Is a directory", "{name}：是文件夹"),
    "disk-full": ("{name}: No space left on device", "{name}：磁盘空间不足"),
    "in-use": (
        "{name}: another program holds the file; close it there (Word, Excel, WPS) and try again",
        "{name}：文件正被其他程序占用；请先在该程序（如 WPS、Word、Excel）中关闭后重试",
    ),
    "system": ("{name}: {said}", "{name}: {said}"),
    "permission-denied": ("Permission denied", "没有权限"),
}
