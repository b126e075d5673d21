"""Lines that a site prints for visitors of a page: what day it is, when the page was last updated, how many have viewed it.

Such a line consists of a few words. `WORDS` says which kind each of them is, `STAMPS` which kinds together make such a line;
with other words in it, it belongs to the document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from plandiff.language.dates import DAY_OF_YEAR, MONTH_NAMES, MONTH_OF_YEAR

WORDS: Final[tuple[tuple[str, str], ...]] = (
    (
        "day",
        (
            rf"{DAY_OF_YEAR}|\d{{4}}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}日?|\d{{1,3}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
            rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s{MONTH_NAMES}\.?,?\s\d{{4}}|{MONTH_NAMES}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
        ),
    ),
    ("month", rf"{MONTH_OF_YEAR}|{MONTH_NAMES}\.?\s\d{{4}}"),
    ("clock", r"\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?[分秒]?(?:\s?[ap]m\b)?"),
    (
        "weekday",
        r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    ),
    ("lunar", r"(?:农历|農曆|夏历)[^\s，,。]{2,12}"),
    (
        "greeting",
        r"[您你]好|(?:早上|上午|中午|下午|晚上)好|欢迎[^，,。！!]{0,20}|歡迎[^，,。！!]{0,20}|(?:hello|welcome)\b[^,.!]{0,40}",
    ),
    ("today", r"(?:今[天日]|现在|現在|当前|當前)(?:时间|時間|日期|时刻)?|(?:北京|系统|服务器)(?:时间|時間)|(?:today|now)\b"),
    ("last", r"最[后後近新終终]|上次|末次|(?:last|latest|most recently|zuletzt|dernière)\b"),
    (
        "touched",
        (
            r"更新|修改|编辑|維護|维护|刷新|生成|打印|列印|检查|核验|抓取|发布于|发表于|(?:updated?|modified|reviewed|edited|changed|checked"
            r"|refreshed|generated|print(?:ed)?|retrieved|posted on|published on|aktualisiert|mise à jour|mis à jour)\b"
        ),
    ),
    (
        "seen",
        r"浏览|瀏覽|访问|訪問|阅读|閱讀|点击|點擊|點閱|访客|訪客|(?:(?:page )?(?:views?|visits?|hits)|viewed|visited|accessed|visitors?|reads|downloads)\b",
    ),
    ("reader", r"您是|你是|(?:you are|you're)\b"),
    (
        "page",
        r"(?:本|该|此|這)?(?:页面?|頁面?|网页|網頁|网站|網站|站点|站|文章|文|内容|內容|信息|資訊|资料|資料|栏目|系统)|(?:this|page|site|website|article|document|content)\b",
    ),
    ("count", r"\d[\d,.]*\s?[万萬]?\+?\s?(?:人次|次|人|位|名|个|times\b|people\b)?"),
    ("address", r"https?://\S+"),
    (
        "other",
        (
            r"时间|時間|日期|次数|次數|人[数數次]|累计|累計|以来|一次|[\W_是为為于於在已被有了第共总總数數量的自起至今日者]"
            r"|(?:the|was|is|has|been|have|on|at|by|of|since|time|date|total|number|no|le|am|um)\b"
        ),
    ),
)
"""Kind of word -> its pattern; the first that matches counts."""
STAMPS: Final = (
    {"today", "day"},
    {"today", "weekday"},
    {"today", "clock"},
    {"day", "weekday"},
    {"day", "lunar"},
    {"touched", "day"},
    {"touched", "last", "month"},
    {"seen", "count"},
    {"reader", "count"},
    {"address"},
)
"""The combinations of kinds that make a line a stamp."""
_TODAY: Final = frozenset({"today", "lunar"})
"""The kinds of which the line on what day it is has one."""
_TELLING: Final = frozenset({*_TODAY, "weekday", "touched", "seen", "reader", "address"})
"""The kinds of which every stamp has at least one."""
_FIGURE: Final = re.compile(r"\d|[期周週拜]|day|http", re.IGNORECASE)
"""What days, times, counts and addresses contain."""
_SENTENCE: Final = re.compile(r"[。；;！!?？]")


def is_stamp(text: str) -> bool:
    """Whether a line says only when a page is viewed, when it was updated, where it is, or how many have viewed it.

    >>> [is_stamp(text) for text in ("本页最后更新于2024年3月1日", "您好，今天是3月1日 星期五", "Last updated: 1 March 2024", "访问量：1,234 次")]
    [True, True, True, True]
    >>> [is_stamp(text) for text in ("2024年3月1日", "访问量达到100万人次", "每年更新一次", "Amended on 1 March 2024")]
    [False, False, False, False]
    """
    if not (_FIGURE.search(text) and _telling().search(text)):
        return False
    kinds: set[str] = set()
    at = 0
    while at < len(text):
        found = _word().match(text, at)
        if found is None:  # what follows today's date goes with it: the weather, a welcome
            return not kinds.isdisjoint(_TODAY) and _is_stamp(kinds) and not _SENTENCE.search(text, at)
        kinds.add(found.lastgroup or "")
        at = found.end()
    return _is_stamp(kinds)


def _is_stamp(kinds: set[str]) -> bool:
    return any(stamp <= kinds for stamp in STAMPS)


@cache  # compiled when the first line above or below a text is checked
def _telling() -> re.Pattern[str]:
    return re.compile("|".join(words for kind, words in WORDS if kind in _TELLING), re.IGNORECASE)


@cache  # most lines are not stamps
def _word() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in WORDS), re.IGNORECASE)
