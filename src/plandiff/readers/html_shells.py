"""Pages without a document: an error, a login, or one that a script was to fill. They are read, with a note saying so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plandiff.model import Block, Note
from plandiff.readers.html_main import is_prose

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

MAX_PROSE: Final = 200
"""Characters of prose up to which a page may have no document; a short notice has more."""
MAX_TEXT: Final = 1200
"""The same for all of its text, navigation included."""
ERROR: Final = re.compile(
    r"\b(?:400|401|403|404|410|500|502|503|504)\b.{0,40}(?:错误|error|not found|找不到|不存在|forbidden|gateway|unavailable|denied|页面)|"
    r"(?:error|错误(?:代码|码)?|status|HTTP)\s?[:：]?\s?(?:40[0134]|410|50[0234])\b|"
    r"(?:页面|网页|文件|内容|信息|文章|资源|栏目)(?:不存在|未找到|没有找到|找不到|已(?:被)?(?:删除|移除|下线)|无法(?:访问|显示|打开))|"
    r"(?:找不到|无法(?:访问|打开|显示))(?:该|此|您)?.{0,12}(?:页面|网页|网站)|访问(?:被拒绝|过于频繁|受限)|服务器(?:内部)?错误|系统(?:繁忙|维护中)|网站维护|"
    r"page (?:not found|cannot be (?:found|displayed))|not found|access denied|forbidden|bad gateway|service unavailable|internal server error|"
    r"something went wrong|under maintenance",
    re.IGNORECASE,
)
"""What an error page says."""
LOGIN: Final = re.compile(
    r"请(?:先|您先)?(?:登录|登陆)|(?:用户|会员|账号|帐号|统一身份)\s?(?:登录|登陆|认证)|登录(?:密码|后|超时|失效)|忘记密码|验证码|"
    r"\b(?:log|sign) ?in\b|forgot(?:ten)? (?:your )?password",
    re.IGNORECASE,
)
"""What a login page says."""
CHECK: Final = re.compile(
    r"(?:启用|开启|打开|支持|enable|requires?|without|turn on)[^。.]{0,20}javascript|javascript[^。.]{0,20}(?:启用|开启|禁用|disabled|enabled|required)|"
    r"环境异常|完成验证后|去验证|安全(?:验证|检查|检测)|人机验证|正在(?:跳转|加载|验证)|加载中|just a moment|checking your browser|verify (?:that )?you are (?:a )?human|loading",
    re.IGNORECASE,
)
"""What a page says before its script has run."""


def shell_notes(soup: BeautifulSoup, blocks: Sequence[Block]) -> tuple[Note, ...]:
    """Notes on what kind of page without a document this is; none if it may contain one."""
    texts = [block.text for block in blocks]
    if sum(map(len, texts)) > MAX_TEXT:
        return ()
    prose = sum(len(text) for text in texts if is_prose(text)) + sum(
        len(cell.text) for block in blocks for row in block.cells for cell in row
    )
    if prose > MAX_PROSE:
        return ()
    title = soup.find("title")
    said = "\n".join([title.get_text() if title else "", *texts])
    if soup.find("input", type=re.compile("^password$", re.IGNORECASE)):
        return (Note("page-login"),)
    if found := ERROR.search(said):
        return (Note("page-error", " ".join(found.group().split())),)
    if prose < MAX_PROSE // 4 and LOGIN.search(said):
        return (Note("page-login"),)
    if prose < MAX_PROSE // 4 and CHECK.search(said):
        return (Note("page-unfilled"),)
    return ()


def is_unfilled(soup: BeautifulSoup) -> bool:
    """Whether a page without any text has scripts that should have filled it."""
    return soup.find("script") is not None
