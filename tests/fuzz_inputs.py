"""The inputs of `fuzzing.py`: files of the corpus or built here, or mixed texts, each with a few changes. All is decided by a seed and
the number of the input, so that it can be made again.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from fuzz_texts import written
from ofd_files import content, lines_of, ofd, ruled
from pdf_files import pdf, text
from sheet_files import xlsx
from word_files import HEADINGS, cell, deleted, docx, ins, p, r, table, zipped

CORPUS: Final = Path(__file__).with_name("fuzz") / "corpus"
BETWEEN: Final = b"\n=====\n"
"""Between the two documents of an input to a target that compares."""
PAIRED: Final = ("compare", "targets", "review", "laws")
"""Targets whose inputs are two documents."""
LONGEST: Final = 4_000
"""Bytes of the longest input that is made of texts: what is odd is odd when it is short."""
CHANGES: Final = 6
"""Changes of one input at most (count)."""


@cache
def corpus(target: str) -> tuple[bytes, ...]:
    """What the inputs of a target are made of."""
    if target in BUILT:
        return tuple(BUILT[target]())
    texts = tuple(path.read_bytes() for path in sorted(CORPUS.iterdir()))
    if target in PAIRED:
        return tuple(old + BETWEEN + new for old in texts[::2] for new in texts[1::3])
    return texts


def _word_files() -> Iterator[bytes]:
    body = p("云溪市规划", style="H1") + p("一、目标", style="H2") + p("新建学校", ins("12所"), deleted("10所"), "。")
    yield docx(body, styles=HEADINGS)
    yield docx(body + table(("指标", "2025年"), ("入园率", "95%")) + f"<w:tbl><w:tr>{cell('甲', span=2)}</w:tr></w:tbl>")
    yield docx(p(r("1.", "<w:b/>"), at=(1, 0)) + p("二项", at=(1, 1)))


def _sheets() -> Iterator[bytes]:
    yield xlsx([["指标", "2025年", "备注"], ["入园率", (0.95, "0%"), "约束性"], ["学位", (1200, "#,##0"), None]])


def _ofd_files() -> Iterator[bytes]:
    lines, _ = lines_of("为办好人民满意的教育，制定本规划，到2030年新增学位一万个。", 60)
    yield ofd(content(lines + ruled([("指标", "值"), ("学位", "10")], 30, 120)))


def _pdf_files() -> Iterator[bytes]:
    yield pdf(text("1 Goals", "By 2030 train 500 teachers.", "2 Means"))


BUILT: Final = {"read-docx": _word_files, "read-xlsx": _sheets, "read-ofd": _ofd_files, "read-pdf": _pdf_files}
"""Targets whose inputs are no texts, and what makes theirs."""


def related(chance: random.Random) -> bytes:
    """A document and what became of it: another one, or itself with a few changes."""
    old = written(chance)
    new = old if chance.random() < 0.7 else written(chance)
    for _ in range(chance.randint(0, CHANGES)):
        new = changed(new, (old,), chance)
    return old + BETWEEN + new


SIGNS: Final = (
    *(
        "#",
        "##",
        "- ",
        "* ",
        "> ",
        "1. ",
        "|",
        "||",
        "|---|",
        "```",
        "~~~",
        "---",
        "***",
        "`",
        "**",
        "__",
        "~~",
        "==",
        "^",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "\\",
        "&",
        "&amp;",
        "&#0;",
        "&#x4e00;",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<table>",
        "<td rowspan=9>",
        "</table>",
        "<pre>",
        "<br>",
    ),
    *(
        "[",
        "](",
        ")",
        "![",
        "{#a}",
        "{=",
        "\t",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u2028",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\x00",
        "\x0c",
    ),
    *(
        "一、",
        "（一）",
        "第一条",
        "第十二章",
        "①",
        "附件1",
        "目录",
        "1.1 ",
        "(a)",
        "2025年",
        "2026—2030年",
        "95%",
        "十二所",
        "万元",
        "翻一番",
        "不低于",
    ),
    *("，", "。", "：", "《", "》", "“", "”", "……", "——", "·", "é", "\u0301", "𠮷", "👨‍👩‍👧", "⺼", "一"),
    *("---\nplandiff: 1\n---\n", "---\ntitle: 甲\n---\n", "<del>", "<ins>", "~~甲~~", "$a$", "</section>", "<script>", "\ud7ff"),
)
"""What means something to some reader."""


def inputs(target: str, seed: int, first: int = 0) -> Iterator[bytes]:
    """The inputs of a target without end, each decided by its number."""
    number = first
    while True:
        yield made(target, seed, number)
        number += 1


def made(target: str, seed: int, number: int) -> bytes:
    """One input of a target."""
    chance = random.Random(f"{target} {seed} {number}")  # noqa: S311 - not a secret
    known = corpus(target)
    if target in BUILT or chance.random() < 0.4:
        data = chance.choice(known)
    else:
        data = written(chance) if target not in PAIRED else related(chance)
    for _ in range(chance.randint(0, CHANGES)):
        data = _packed(data, known, chance) if data.startswith(b"PK") and chance.random() < 0.9 else changed(data, known, chance)
    return data


def _packed(data: bytes, known: tuple[bytes, ...], chance: random.Random) -> bytes:
    """An archive of which one part was changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
    ):  # it is broken already
        return data
    name = chance.choice(sorted(parts))
    parts[name] = changed(parts[name], known, chance)
    return zipped(parts)


def changed(data: bytes, known: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Bytes with one change: taken out, doubled, moved, put in, taken from another input, or overwritten."""
    if chance.random() < 0.7:  # keeps characters whole
        signs = data.decode("utf-8", "surrogateescape")
        start = chance.randint(0, len(signs))
        end = min(len(signs), start + chance.choice((0, 1, 1, 2, 5, 20, 80)))
        way = chance.randrange(5)
        if way == 0:
            signs = signs[:start] + signs[end:]
        elif way == 1:
            signs = signs[:end] + signs[start:end] * chance.choice((1, 1, 2, 9)) + signs[end:]
        elif way == 2:
            place = chance.randint(0, len(signs))
            signs = signs[:place] + signs[start:end] + signs[place:]
        elif way == 3:
            signs = signs[:start] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 30)) + signs[start:]
        else:
            signs = signs[:start] + chance.choice(SIGNS) + signs[end:]
        data = signs.encode("utf-8", "surrogateescape")
    elif chance.random() < 0.5:
        other = chance.choice(known)
        start, cut = chance.randint(0, len(data)), chance.randint(0, len(other))
        data = data[:start] + other[cut : cut + chance.randint(0, 200)] + data[start:]
    else:
        start = chance.randint(0, len(data))
        data = data[:start] + chance.randbytes(chance.choice((1, 1, 2, 4))) + data[start + chance.randint(0, 4) :]
    return data if data.startswith((b"PK", b"%PDF")) else data[:LONGEST]
