"""What a page prints around a plan: navigation, tools, credits, page numbers, a news lead.

Nothing is dropped: each function says which blocks to set aside. Patterns that could also begin
a line of a plan (`时间：`) only count near the start or end of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from plandiff.language import CLOSING, ENDING
from plandiff.language.folding import fold
from plandiff.language.lazy import Lazy
from plandiff.language.traditional import simplified
from plandiff.model import Block
from plandiff.normalize.schemes import mark_of
from plandiff.normalize.stamps import is_stamp
from plandiff.normalize.titles import Names
from plandiff.normalize.tuning import Tuning

TOOL: Final = Lazy(
    r"[【\[（(\s]*(?:下\s?载|打\s?印|全屏|收藏|加大|还原|减小|大|中|小|默认|超大|繁体|简体|分享|分享到|微信|微博|朋友圈|QQ|QQ空间|首页|返回|返回顶部|顶部|关闭|"
    r"关闭窗口|关闭本页|打印本页|打印本稿|打印正文|打印页面|网站地图|朗读|语音播报|无障碍|长者助手|纠错|我要纠错|取消|次|正文|扫一扫|图解|视频|相关附件|附件下载|原文下载|点击下载|"
    r"登录|注册|搜索|高级搜索|更多|公众号|客户端|二维码|无障碍阅读|字号|字体|字体大小|版权声明|网站声明|关于我们|联系我们|联系方式|站点地图|"
    r"Print|Share|Download(?: PDF)?|Back to top|Skip to (?:main )?content|Home|Menu)[】\]）)\s]*",
    re.IGNORECASE,
)
"""A whole line that is a button or the label of one."""
LABEL: Final = Lazy(
    r"[【\[（(\s]*(?:标\s?题|信息名称|公文名称|来\s?源|稿\s?源|信息来源|文章来源|内容来源|数据来源|资料来源|原标题|作\s?者|责任编辑|责\s?编|编\s?辑|审\s?核|校\s?对|编\s?审|值班主任|记\s?者|摄\s?影|"
    r"发布机构|发布部门|发布单位|发布日期|发布时间|发表时间|公开日期|时\s?间|日\s?期|浏览次数|浏览量|阅读量|阅读次数|点击|点击数|点击量|点击次数|访问次数|"
    r"字\s?号|字\s?体|分享到?|您的位置|您当前的位置|当前位置|所在位置|当前栏目|索\s?引\s?号|主题分类|发文机关|发文机构|发文字号|发文日期|成文日期|生成日期|文\s?号|主\s?题\s?词|"
    r"有效性|时效性|公开方式|公开类别|公开形式|信息公开类别|信息分类|信息索引|统一编号|实施日期|失效日期|生效日期|废止日期|"
    r"文件编号|文件名称|文档类型|原文链接|原文地址|检索时间|检索关键词|分\s?类|关键词|标\s?签|本文链接|网址|链接|附件下载|扫码|微信号|(?:页面|本页|网页|文章|信息|内容)?(?:最[后近]|上次)?(?:更新|修改)(?:时间|日期)|最[后近](?:更新|修改)|打印时间|打印日期|本页网址|本页地址|"
    r"访问量|总访问量|访客|访客数|ICP备案|主办单位|主办|承办单位|承办|"
    r"技术支持|联系电话|版权所有|上一篇|下一篇|上一条|下一条|Source|Published|Posted|Updated|Tags|Permalink)(?:\s?(?:[:：|｜丨]|$)|】)",
    re.IGNORECASE,
)
"""A line that begins with the label of a page's own data."""
CREDIT: Final = Lazy(
    r"(?:记者|通讯员|摄影|图/|图片来源).{0,40}[摄图]\s?$|\S{2}\s?摄\s?$|^[（(]?(?:新华社|中新社).{0,8}[摄发][）)]?$"
)
CREDIT_ENDS: Final = "摄图发）)"
ALWAYS: Final = Lazy(r"版权所有|Copyright (?:©|\(c\)|2|All)|ICP[备证]|公网安备|网站标识码|在手机打开当前页")
"""Never the words of a plan, anywhere in a short line."""
ALWAYS_HEADS: Final = Lazy(
    r"[》>]{1,2}.{0,20}点击|[（(]?\s?责任编辑|(?:上|下)一[篇条]\s?[:：]|【?(?:打印|关闭)(?:本页|正文|窗口)?】|【字[体号]\s?[:：]|扫一扫|关注.{0,12}(?:公众号|微信)|"
    r"(?:政策全文|基本信息|您现在的位置.*)$|文档\s?[:：]|\S{0,20}尽在\S{2,12}APP|点击(?:上方|下方|蓝字|[↑↓]).{0,20}(?:关注|订阅)|长按.{0,12}(?:识别|二维码|关注)|扫码.{0,12}关注|关注[“「].{1,16}[”」]|点(?:亮|个).{0,4}在看|喜欢此内容的人还喜欢"
)
"""Never at the beginning of a line in a plan."""
TAIL: Final = Lazy(
    r"^[【\[]?\s?(?:相关(?:报道|文档|文章|阅读|链接|新闻|稿件|推荐|信息|附件)|推荐阅读|延伸阅读|热点推荐|上一篇|下一篇|责任编辑|扫一扫|打印本页|返回顶部|原文下载|分享到|往期(?:推荐|回顾|精选|精彩)|精彩(?:推荐|回顾)|猜你喜欢|点亮.{0,4}在看|阅读原文|[—–\-·•\s]*(?:END|End|完)\s?[—–\-·•\s]*$)"
)
"""Such a line near the end is followed only by furniture."""
LEAD: Final = Lazy(
    r"(?:全文|主要内容|内容|发布|公布)如下\s?[。：:]?$|^(?:新华社|人民网|央视网|中新网|新华网|央广网|光明网|本报)\S{0,16}?(?:电|讯|消息)(?:\s|[:：）)]|$)|^原标题\s?[:：]|"
    r"^(?:据|日前|近日)[^。]{4,80}(?:印发|发布|公布|出台)"
)
"""How a news item introduces the document that it prints."""
ANNOUNCED: Final = Lazy(r"(?:全文|主要内容|内容)如下\s?[。：:]?$")
"""The last line of a news lead; what is reported above it belongs to the lead too."""
PAGE_NUMBER: Final = Lazy(
    r"(?:[-—–－]\s?(?:\d{1,4}|[ivxlcIVXLC]{1,6})\s?[-—–－]|第\s?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s?页(?:\s?[,，/]?\s?共\s?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s?页)?|[Pp]age\s(?:\d{1,4}(?:\s(?:of|/)\s\d{1,4})?|[ivxlc]{1,6})|\d{1,4}\s?/\s?\d{1,4})"
)
TIME: Final = Lazy(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s?\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2})?分?秒?")
"""A date with a time of day: pages print it, plans do not."""
CRUMBS: Final = Lazy(
    r"(?:(?:您|你)?(?:的|现在的?|当前的?|所在的?|所处)?\s?位置\s?[:：是]?\s?)?(?:网站|本站)?(?:首页|主页|Home)\s?(?:[-—–>»›/|·＞→]+\s?[^。；]{0,60})?",
    re.IGNORECASE,
)
"""Breadcrumbs from a site's front page to this one."""
MARKS_ONLY: Final = Lazy(r"\W+")

_BETWEEN: Final = Lazy(r"[\s|｜/·]+")
"""Separators between buttons on one line."""
_ENDING: Final = frozenset(ENDING)


def is_prose(text: str, tuning: Tuning) -> bool:
    """Whether a block is running text rather than a line of its own."""
    return len(text) >= tuning.prose and text.rstrip(CLOSING)[-1:] in _ENDING


def furniture(blocks: Sequence[Block], tuning: Tuning, names: Names) -> set[int]:
    """Indices of the blocks that belong to the page, not the document; `names` are the titles stated for it elsewhere."""
    found = {number for number, block in enumerate(blocks) if block.outside}
    body = [
        number for number, block in enumerate(blocks) if number not in found and (is_prose(block.text, tuning) or _opens(block))
    ]
    first, last = (body[0], body[-1]) if body else (len(blocks), -1)
    for number, block in enumerate(blocks):
        marginal = number < first or number > last
        if block.kind == "table":
            if marginal and is_data_table(block, tuning):
                found.add(number)
            continue
        if number in found or len(block.text) > tuning.line:
            continue
        credit = block.kind != "heading" and _is_credit(block.text, number, first, tuning)
        if credit or _is_never_text(block.text) or (marginal and _is_page_text(block.text)):
            found.add(number)
    found |= _values(blocks, found, names, first, last, tuning)
    return found | _tail(blocks, found, tuning)


def is_data_table(block: Block, tuning: Tuning) -> bool:
    """Whether a table is one in which a site prints its own data on a document."""
    cells = (cell for row in block.cells for cell in row)
    return bool(block.cells) and sum(1 for cell in cells if _is_labelled(cell.text)) >= tuning.repeated


def page_marks(blocks: Sequence[Block], tuning: Tuning) -> set[int]:
    """Indices of page numbers, and of the running heads beside them: they split what belongs together."""
    numbers = {
        number for number, block in enumerate(blocks) if len(block.text) <= tuning.line and PAGE_NUMBER.fullmatch(block.text)
    }
    beside = [
        number
        for number, block in enumerate(blocks)
        if number not in numbers and len(block.text) <= tuning.line and (number - 1 in numbers or number + 1 in numbers)
    ]
    counts = Counter(fold(blocks[number].text) for number in beside)
    return numbers | {number for number in beside if counts[fold(blocks[number].text)] >= tuning.recurring}


def news_lead(blocks: Sequence[Block], tuning: Tuning) -> set[int]:
    """Indices of the blocks with which a news item introduces the document."""
    end = next((number for number, block in enumerate(blocks[: tuning.head]) if _opens(block)), min(len(blocks), tuning.head))
    found = {number for number in range(end) if LEAD.search(blocks[number].text)}
    last = max((number for number in found if ANNOUNCED.search(blocks[number].text)), default=-1)
    return found | {number for number in range(min(found, default=0), last) if is_prose(blocks[number].text, tuning)}


def _opens(block: Block) -> bool:
    mark = mark_of(block.text)
    return mark is not None and mark.scheme.use != "item" and len(mark.rest) > 1


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a label that sites print beside a document, in either script."""
    return LABEL.match(simplified(text)) is not None


def _is_never_text(text: str) -> bool:
    return bool(ALWAYS.search(text) or ALWAYS_HEADS.match(text))


def _is_page_text(text: str) -> bool:
    """Whether a line above or below the text is a button, a label, a stamp or mere marks."""
    label = _is_labelled(text) and not text.endswith("。")
    tools = TOOL.fullmatch(text) or all(TOOL.fullmatch(part) for part in _BETWEEN.split(text))
    return bool(CRUMBS.fullmatch(text) or label or tools or MARKS_ONLY.fullmatch(text) or TIME.fullmatch(text) or is_stamp(text))


def _is_credit(text: str, number: int, first: int, tuning: Tuning) -> bool:
    return text[-1:] in CREDIT_ENDS and bool(CREDIT.search(text)) and (number < first + tuning.recurring or "记者" in text)


def _values(blocks: Sequence[Block], found: set[int], names: Names, first: int, last: int, tuning: Tuning) -> set[int]:
    """Short lines that complete a label on the line above (`来源：`), or are between two lines of furniture.

    A label whose cell is empty may be above the title: what is bold or centred, or part of a title stated elsewhere, is not
    a value; nor is a table, whose text is only its caption, or a figure.
    """
    more: set[int] = set()
    for number in range(1, len(blocks)):
        text, above = blocks[number].text, blocks[number - 1].text
        if number in found or first <= number <= last or len(text) > tuning.value:
            continue
        if blocks[number].kind not in ("paragraph", "item"):
            continue
        if blocks[number].strong or names.hold(text):
            continue
        enclosed = number - 1 in found | more and number + 1 in found and not CREDIT.search(blocks[number + 1].text)
        if number - 1 in found and (
            (above.endswith(("：", ":")) and _is_labelled(above)) or (enclosed and len(text) <= tuning.value // 2)
        ):
            more.add(number)
    return more


def _tail(blocks: Sequence[Block], found: set[int], tuning: Tuning) -> set[int]:
    total = sum(len(block.text) for number, block in enumerate(blocks) if number not in found)
    left = 0
    start = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if number in found:
            if TAIL.match(block.text):
                start = number
            continue
        left += len(block.text) if is_prose(block.text, tuning) else 0
        if left > tuning.few * total or block.kind == "table" or (_opens(block) and not TAIL.match(block.text)):
            break
        if len(block.text) <= tuning.line and TAIL.match(block.text):
            start = number
    return set(range(start, len(blocks)))
