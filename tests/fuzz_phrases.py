"""The smallest parts of documents that `fuzz_texts.py` mixes: phrases, sentences, numbers, paragraphs, headings."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

Kind = Callable[[random.Random], str]

HAN: Final = "零一二三四五六七八九十"
WORDS: Final = (
    *("推进义务教育优质均衡发展", "新建改扩建中小学", "学位", "加强教师队伍建设", "不得低于", "应当", "可以", "牵头单位：市教委"),
    *(
        "到2030年",
        "2026—2030年",
        "“十四五”时期",
        "约束性",
        "95.5%",
        "１２所",
        "三分之一",
        "10⁶",
        "m²",
        "①",
        "5 000万元",
        "３．５％",
    ),
    *("推進義務教育優質均衡發展", "應當", "萬元", "後", "第二十三條之一", "民國一百十五年", "臺北市政府"),
    *(
        "The Secretary shall",
        "not later than 1 January 2030",
        "subsection (a)(1)(B)",
        "§ 16a",
        "£5,000",
        "per cent",
        "e.g. this",
        "No. 5",
    ),
    *(
        "é",
        "e\u0301",
        "ﬁ",
        "㈠",
        "㎡",
        "ⅳ",
        "\ue000",
        "\U000f0000",
        "𠮷",
        "葛\U000e0100",
        "👩\u200d🏫",
        "\u200f",
        "\u202eabc\u202c",
        "שלום",
        "مرحبا",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\u2060",
        "\u3000",
        "\u00a0",
        "\u2009",
        "\t",
        "a_b*c",
        "[x]",
        "<5",
        "a < b > c",
        "&nbsp;",
        "&#x4e00;",
        "&lt;b&gt;",
        "\\*",
    ),
    *(
        "《北京市教育条例》（2021年修订）",
        "（见附件1）",
        "“引文”",
        "——",
        "……",
        "http://a.example/b_c?d=1&e",
        "a@b.example",
        "~5~",
        "H~2~O",
        "x^2^",
        "$a_1$",
    ),
)
"""What sentences are made of."""
MARKS: Final = ("，", "、", "；", "：", "。", " ", "", "", ", ", ". ", "\u3000")


def phrase(chance: random.Random, longest: int = 5) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(MARKS) for _ in range(chance.randint(1, longest)))


def sentence(chance: random.Random) -> str:
    return phrase(chance, 8) + chance.choice(("。", "。", "。", "；", ".", "", "：", "！", "……"))


def numeral(chance: random.Random) -> str:
    count = chance.choice((1, 2, 3, 4, 9, 10, 11, 20, 23, 99, 100, 0))
    if count > 99:
        return "一百"
    tens, ones = divmod(count, 10)
    return (HAN[tens] if tens > 1 else "") + "十" * (tens > 0) + (HAN[ones] if ones or not tens else "")


NUMBERS: Final[tuple[Kind, ...]] = (
    lambda chance: f"第{numeral(chance)}{chance.choice('编章节条款项篇條節卷')}{chance.choice(('', ' ', '　', '之一 '))}",
    lambda chance: f"{numeral(chance)}{chance.choice('、．.，')}",
    lambda chance: f"{chance.choice('（(')}{numeral(chance)}{chance.choice('）)')}{chance.choice(('', '、', ' '))}",
    lambda chance: f"{chance.randint(0, 30)}{chance.choice(('.', '、', '．', '. ', ') ', '） '))}",
    lambda chance: ".".join(str(chance.randint(0, 12)) for _ in range(chance.randint(2, 5))) + chance.choice(("", " ", ". ")),
    lambda chance: f"({chance.choice('abcivxABCIVX123')}){chance.choice(('', ' '))}",
    lambda chance: chance.choice("①②⑩⑳❶㈠㊀ⅠⅣ⒈⑴⓪") + chance.choice(("", " ", "、")),
    lambda chance: (
        chance.choice(("Article 5", "Sec. 12.", "§ 16a", "CHAPTER IV", "PART 2—", "Schedule 1", "Annex B", "Section 3.")) + " "
    ),
    lambda chance: chance.choice(
        ("附件1", "附件", "附表２：", "附录A ", "专栏3 ", "表1-2 ", "图 3 ", "附則 ", "制定说明", "注：", "注1：")
    ),
    lambda chance: chance.choice(
        ("一是", "二是", "首先，", "第一，", "其一，", "（甲）", "甲、", "A.", "a) ", "- ", "• ", "· ", "■", "→ ", "— ")
    ),
)


def numbered(chance: random.Random) -> str:
    return chance.choice(NUMBERS)(chance) + chance.choice((phrase, sentence))(chance)


def run(chance: random.Random) -> str:
    """A few paragraphs with one system of numbers, counted up."""
    form = chance.choice(
        (
            "第{h}条 ",
            "{h}、",
            "（{h}）",
            "{n}. ",
            "{n}、",
            "1.{n} ",
            "({a}) ",
            "第{h}章 ",
            "  {n}) ",
            "- ",
            "§ {n} ",
            "（{n}）",
            "{n} ",
        )
    )
    begin = chance.choice((1, 1, 1, 2, 9))
    lines = []
    for number in range(begin, begin + chance.randint(2, 5)):
        mark = form.format(h=HAN[number] if number <= 10 else "十" + HAN[number - 10], n=number, a="abcdefghijklmnop"[number - 1])
        lines.append(mark + chance.choice((phrase, sentence))(chance))
        lines += [paragraph(chance)] * (chance.random() < 0.3)
    return chance.choice(("\n", "\n", "\n\n")).join(lines)


def paragraph(chance: random.Random) -> str:
    return chance.choice(("", "", "　　", "    ", "\t", " ")) + "".join(sentence(chance) for _ in range(chance.randint(1, 4)))


def heading(chance: random.Random) -> str:
    title = chance.choice((phrase, numbered))(chance)
    return chance.choice(
        (
            "#" * chance.randint(1, 8) + " " + title,
            "#" * chance.randint(1, 3) + title,
            title + "\n" + chance.choice("=-") * chance.randint(1, 6),
            f"**{title}**",
            f"## {title} ##",
            f"## {title} {{#a-{chance.randint(1, 3)}}}",
            title,
        )
    )
