"""Documents of many kinds, mixed as no author would mix them: what the inputs of `fuzzing.py` are made of beside its corpus.

Every document is decided by the chance that it is given. `KINDS` has the passages, a function for each, `ENDS` how lines end, and `GUISES`
what is done to a whole text.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from typing import Final

from fuzz_phrases import WORDS, Kind, heading, numbered, paragraph, phrase, run, sentence


def markdown_table(chance: random.Random) -> str:
    width = chance.randint(1, 4)
    rows = [["", *WORDS][chance.randrange(len(WORDS))] for _ in range(width * chance.randint(1, 4))]
    lines = ["|" + "|".join(rows[at : at + width + chance.choice((0, 0, 0, 1, -1))]) + "|" for at in range(0, len(rows), width)]
    lines[1:1] = ["|" + "|".join(chance.choice(("---", ":-:", "-")) for _ in range(width)) + "|"]
    before = chance.choice(("", "表1 主要指标\n\n", "表1 主要指标\n", "单位：万元\n\n", "续表\n\n"))
    return before + "\n".join(lines) + chance.choice(("", "\n注：" + phrase(chance), "\n\n续表\n\n" + "\n".join(lines)))


def html_table(chance: random.Random) -> str:
    rows = []
    for _ in range(chance.randint(1, 4)):
        cells = []
        for _ in range(chance.randint(1, 4)):
            name = chance.choice(("td", "td", "th"))
            span = chance.choice(("", "", "", " rowspan=2", " colspan=2", ' colspan="3" rowspan=0'))
            inside = chance.choice(
                (phrase(chance, 2), "", f"<p>{phrase(chance, 1)}</p><p>乙</p>", "甲<br>乙", "<ul><li>甲</li></ul>")
            )
            cells.append(f"<{name}{span}>{inside}</{name}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{chance.choice(('', '<caption>表2</caption>', '<thead>'))}{''.join(rows)}</table>"


def html_block(chance: random.Random) -> str:
    name = chance.choice(
        ("p", "div", "h2", "li", "blockquote", "section", "pre", "center", "dd", "details", "aside", "footer", "del", "sup")
    )
    inside = chance.choice(
        (sentence(chance), f"<b>{phrase(chance, 2)}</b>{sentence(chance)}", "甲<br/>乙", "<!-- 注 -->丙", "&copy;&emsp;丁")
    )
    stated = chance.choice(("", " class=title", ' style="text-indent:2em"', " hidden"))
    return f"<{name}{stated}>{inside}" + chance.choice((f"</{name}>", ""))


def nested_list(chance: random.Random) -> str:
    lines = []
    depth = 0
    for _ in range(chance.randint(2, 8)):
        depth = max(0, min(6, depth + chance.choice((-2, -1, 0, 1, 1))))
        mark = chance.choice(("- ", "* ", "+ ", "1. ", "2) ", "- [ ] ", "- [x] ", "> ", "（一）", "-\t"))
        lines.append("  " * depth + mark + chance.choice((phrase, numbered, heading))(chance))
    return chance.choice(("\n", "\n", "\n\n")).join(lines)


def contents(chance: random.Random) -> str:
    lines = [chance.choice(("目录", "目　录", "# 目录", "目次", "Contents", "TABLE OF CONTENTS"))]
    for page in range(chance.randint(2, 6)):
        lines.append(numbered(chance).strip() + chance.choice((f"……{page}", f"\t{page}", f" {'.' * 12} {page}", f"  {page}", "")))
    return "\n".join(lines)


def notes(chance: random.Random) -> str:
    mark = chance.choice(("1", "a", "注", "*"))
    return chance.choice(
        (
            f"{phrase(chance)}[^{mark}]。\n\n[^{mark}]: {sentence(chance)}",
            f"{phrase(chance)}{chance.choice('①②¹²')}。\n\n{chance.choice('①②¹²')} {sentence(chance)}",
            f"{phrase(chance)}[1]。\n\n[1] {sentence(chance)}",
            f"[^{mark}]: {sentence(chance)}\n    {sentence(chance)}",
            f"{phrase(chance)}<sup>{mark}</sup>\n\n———\n{mark} {sentence(chance)}",
            f"注：1. {phrase(chance)}\n　　2. {phrase(chance)}",
        )
    )


def marked_up(chance: random.Random) -> str:
    inside = phrase(chance, 2)
    return phrase(chance, 2) + chance.choice(
        (
            *(
                f"**{inside}**",
                f"*{inside}*",
                f"__{inside}__",
                f"~~{inside}~~",
                f"`{inside}`",
                f"``{inside}``",
                f"^{{{inside}}}",
                f"_{{{inside}}}",
            ),
            *(
                f"[{inside}](http://a.example)",
                f"![{inside}](a.png)",
                f"[{inside}][b]\n\n[b]: /c",
                f"<del>{inside}</del>",
                f"<ins>{inside}</ins>",
            ),
            *(
                f"<u>{inside}</u>",
                f"<sub>{inside}</sub>",
                f"{{=={inside}==}}",
                f"{{++{inside}++}}",
                f"<{inside}>",
                f"{inside}  \n{phrase(chance)}",
            ),
            *(
                f"{inside}\\\n{phrase(chance)}",
                f"<b>{inside}",
                f"**{inside}",
                f"~~{inside}",
                f"[{inside}](",
                f"\\[{inside}\\]",
                f"***{inside}***",
            ),
        )
    )


def fenced(chance: random.Random) -> str:
    fence = chance.choice(("```", "~~~", "````", "    ", "<pre>"))
    inside = chance.choice((numbered, markdown_table, heading, html_block))(chance)
    return f"{fence}{chance.choice(('', 'bash', ' 甲'))}\n{inside}\n" + chance.choice((fence, "", "```"))


def front(chance: random.Random) -> str:
    lines = [
        chance.choice(
            (
                "title: 甲市规划",
                "title: '乙: 丙'",
                "plandiff: 1",
                "date: 2025-01-01",
                "- 甲",
                "period: 2026-2030",
                "region: 北京",
                "标题：甲",
                ": :",
                "a: [b",
            )
        )
        for _ in range(chance.randint(1, 4))
    ]
    return "---\n" + "\n".join(lines) + "\n" + chance.choice(("---", "---", "...", ""))


def statute(chance: random.Random) -> str:
    lines = [chance.choice(("SEC. 101. SHORT TITLE.", "Section 5. Duties", "§ 1.2 Purpose.", "ARTICLE II", "Part 3—Grants"))]
    for mark in chance.choice(
        (("(a)", "(1)", "(A)", "(i)", "(ii)", "(b)"), ("1.", "(a)", "(b)", "2."), ("1.1", "1.2", "(i)", "(ii)"))
    ):
        lines.append(
            chance.choice(("", "  ", "\t", "      "))
            + f"{mark} {chance.choice(('IN GENERAL.—', 'Scope. ', ''))}{sentence(chance)}"
        )
    return "\n".join(lines)


def imprint(chance: random.Random) -> str:
    return chance.choice(
        (
            *(
                "云政发〔2025〕3号",
                "2025年1月1日",
                "（2021年3月1日市人大常委会通过）",
                "各区人民政府，市政府各委、办、局：",
                "现印发给你们，请认真贯彻执行。",
            ),
            *(
                "云溪市人民政府办公室",
                "— 3 —",
                "- 12 -",
                "第 3 页 共 9 页",
                "3/12",
                "来源：云溪日报",
                "[打印] [关闭]",
                "责任编辑：某",
                "（此件公开发布）",
                "附件：1. 甲\n　　　2. 乙",
            ),
            *(
                "打印本页 | 关闭窗口",
                "当前位置：首页 > 政策",
                "发布日期：2025-01-02",
                "索引号：000",
                "征求意见稿",
                "\f",
                "* * *",
                "---",
                "——————",
                "Page 3 of 9",
            ),
        )
    )


def odd(chance: random.Random) -> str:
    return chance.choice(
        (
            lambda: chance.choice(WORDS) * chance.choice((30, 300)),
            lambda: (
                chance.choice(
                    ("第", "一", "（", "）", "#", "|", "-", ">", "*", "`", "1.", "~", "[", "<", "&", "\\", "　", "\u0301")
                )
                * chance.choice((3, 20, 200))
            ),
            lambda: "".join(
                chr(chance.choice((0x20, 0x3000, 0x4E00, 0x600, 0xE000, 0x2000, 0x1F600, 0x300, 0xFF00)) + chance.randrange(64))
                for _ in range(20)
            ),
            lambda: "\n".join(phrase(chance, 1) for _ in range(12)),
            lambda: "\u202e" + phrase(chance) + "\u2066" + phrase(chance),
        )
    )()


KINDS: Final[tuple[Kind, ...]] = (
    *(heading, heading, numbered, numbered, run, run, paragraph, paragraph, markdown_table, html_table, html_block, nested_list),
    *(contents, notes, marked_up, marked_up, fenced, front, statute, imprint, imprint, odd),
)
ENDS: Final = (
    "\n",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n\n\n",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\x0b",
    "\n　　",
)

GUISES: Final[tuple[Callable[[str], str], ...]] = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\x85"),
    lambda text: text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: "\ufeff" + text,
    lambda text: text.replace("条", "條").replace("章", "章之二").replace("实", "實"),
    lambda text: text.replace("\n", "\n> "),
    lambda text: text.replace("\n", "\n  "),
    lambda text: text.replace("\n\n", "\n"),
    lambda text: "\n".join(line[at : at + 30] for line in text.split("\n") for at in range(0, max(1, len(line)), 30)),
    lambda text: f"---\nplandiff: 1\n---\n\n{text}",
    lambda text: f"<html><head><title>甲</title></head><body>{text}</body></html>",
    lambda text: text + "\n" + text,
)


def written(chance: random.Random) -> bytes:
    """A document of a few passages, in one guise or none."""
    few = chance.sample(KINDS, chance.randint(2, 5))
    end = chance.choice(ENDS)
    text = "".join(
        chance.choice(few)(chance) + (end if chance.random() < 0.8 else chance.choice(ENDS)) for _ in range(chance.randint(1, 12))
    )
    if chance.random() < 0.2:
        text = front(chance) + "\n" + text
    if chance.random() < 0.3:
        text = chance.choice(GUISES)(text)
    return text.encode("utf-8", "replace")
