"""On either side of every number that decides in normalizing stands a document, and they come out differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from plandiff.model import Plan
from plandiff.normalize.runs import Evidence, heads
from plandiff.normalize.tuning import TUNING, Tuning
from plandiff.pipeline import load

BODY = "学校应当配备专职校医，每学期为学生体检一次，结果告知家长。"
MORE = "区县应当安排专项经费，用于改善办园条件，按年度公布进展。"


def words(length: int) -> str:
    """A text of that many characters without any mark."""
    return ("加强学校体育工作改善乡村办学条件" * (length // 16 + 1))[:length]


def sentence(length: int) -> str:
    return words(length - 1) + "。"


def text(*lines: str, title: str = "云河市教育发展规划") -> Plan:
    return load("\n".join((title, *lines, "")).encode())


def kind(plan: Plan, start: str) -> str:
    """What the unit is that begins so."""
    return next((unit.kind for unit in plan.units if (unit.number + unit.text).startswith(start)), "none")


def aside(plan: Plan, start: str) -> bool:
    return any(item.text.startswith(start) for item in plan.set_aside)


def run_in(length: int) -> str:
    """What a run is whose members open with a sentence of that length."""
    return kind(text("一、总体要求", *(f"（{n}）{sentence(length)}{MORE}" for n in "一二三"), "二、保障", BODY), "（一）")


def long_member(length: int) -> str:
    plan = text("一、总体要求", f"（一）加强领导。{MORE}", f"（二）{words(length)}", f"（三）加强监督。{MORE}", "二、保障", BODY)
    return next(unit.text for unit in plan.units if unit.number == "（二）")


def lines_over(line: int, below: int = 90) -> str:
    """What two lines of a length are that stand over paragraphs of another."""
    return kind(text("一、总体要求", words(line), sentence(below), words(line), sentence(below), "二、保障", BODY), words(line))


def footer(length: int) -> bool:
    line = "版权所有" + words(length - 4)
    return aside(text("一、总体要求", BODY, MORE, line), line)


def value(length: int) -> bool:
    return aside(text("来源：", words(length), "一、总体要求", BODY), words(length))


def broken(length: int) -> int:
    return sum(unit.kind == "paragraph" for unit in text("一、总体要求", BODY, words(length), MORE, "二、保障", BODY).units)


def wrapped(lines: int) -> int:
    """How many units a paragraph is that was printed on so many lines and a short one."""
    return len(text("一、总体要求", *[words(30)] * lines, sentence(12), BODY, BODY, title="").units)


def unmarked(characters: int) -> int:
    """How many units lines of so many characters are, of which only the last has a mark at its end."""
    lines = [f"{letter}{words(29)}" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅"]
    return len(load("\n".join([*lines, sentence(characters - 390), ""]).encode()).units)


def short_lines(count: int) -> int:
    """How many units short lines and some as wide as the page are."""
    return len(text("一、总体要求", *[words(30)] * 6, *[words(9)] * count, BODY, BODY, title="").units)


def lead_at(place: int) -> bool:
    line = "云河市印发教育发展规划，全文如下："
    above = [f"栏目之{number}。" for number in range(place)]
    return aside(load("\n".join([*above, line, "一、总体要求", BODY, ""]).encode()), line)


def signed(after: int) -> str:
    names = [f"{words(5 + number)}。" for number in range(after)]
    return text("一、总体要求", *[BODY] * 40, "云河市人民政府", "2021年9月1日", *names).meta.issuer


def leads(with_lead: int, without: int, length: int = 8) -> int:
    opened = [f"{sentence(length)}{MORE}"] * with_lead
    return sum(bool(unit.lead) for unit in text("一、总体要求", *opened, *[BODY + MORE] * without).units)


def sentences_over(count: int, others: int = 0) -> str:
    """What short sentences are that stand over longer paragraphs, beside other paragraphs."""
    pairs = [line for number in range(count) for line in (f"加强领导{words(number)}。", BODY + MORE)]
    return kind(text("一、总体要求", *pairs, *[BODY + MORE] * others, "二、保障", BODY), "加强领导")


def related(characters: int) -> bool:
    return aside(text("一、总体要求", *[sentence(100)] * 20, "相关报道", sentence(characters)), "相关报道")


def header(columns: int) -> str:
    names = ["序号", *(f"指标{words(number + 1)}" for number in range(columns - 1))]
    rows = [cell for row in (1, 2, 3) for cell in (str(row), *(f"{row}{number}人" for number in range(columns - 1)))]
    return kind(text("一、总体要求", *[BODY] * 5, *names, *rows, "二、保障", BODY), "1")


def running(between: int) -> bool:
    """Whether lines that count on with so much text between them are set aside."""
    lines = [line for page in (1, 2, 3, 4) for line in (sentence(between), f"云河市教育局公报 {page}")]
    return aside(text("一、总体要求", *lines), "云河市教育局公报 1")


def theme_words(titled: int, members: int) -> str:
    """What a run is of which so many members open with a theme word."""
    return kind(
        text(
            "一、总体要求",
            *(f"（{n}）{'加强领导。' if at < titled else ''}{MORE}" for at, n in enumerate("一二三四五六"[:members])),
            "二、保障",
            BODY,
        ),
        "（一）",
    )


def title_over(lines: int) -> str:
    """The title of a page that prints one over so many lines."""
    parts = ["云河市人民政府关于加快", *(f"山区{words(4 + number)}" for number in range(lines - 2)), "发展的意见"]
    return page(*(f"<p><b>{part}</b></p>" for part in parts)).meta.title


def page(*elements: str, window: str = "") -> Plan:
    head = f"<html><head><title>{window}</title></head><body>"
    return load(f"{head}{''.join(elements)}<p>{BODY}</p><p>{MORE}</p><p>一、目标</p><p>{BODY}</p></body></html>".encode())


def enacted(length: int) -> str:
    start = "（2021年3月1日云河市人民代表大会"
    return text(f"{start}{words(length - len(start) - 3)}通过）", "一、总体要求", BODY).meta.enactment


def centred(indent: str) -> str:
    return load(f"{indent}云河市国民经济和社会发展\n{indent}教育规划\n\n一、总体要求\n\n{BODY}\n".encode()).meta.title


def stated(*elements: str, window: str = "") -> str:
    """The title that a page has by what its elements are."""
    return page(*elements, window=window).meta.title


FIRST, SECOND, BOLD = "<p>云河市改善办学条件</p>", "<h2>云河市体育工作</h2>", "<p><b>云河市校医</b></p>"
BOUNDS: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
    ("title", lambda: run_in(60), lambda: run_in(61)),
    ("sentence_title", lambda: len(long_member(120)), lambda: len(long_member(121))),
    ("line_title", lambda: lines_over(45), lambda: lines_over(46)),
    ("short", lambda: lines_over(4), lambda: lines_over(3)),
    ("prose", lambda: lines_over(6, 24), lambda: lines_over(6, 23)),
    ("longer", lambda: lines_over(20, 40), lambda: lines_over(20, 39)),
    ("line", lambda: footer(80), lambda: footer(81)),
    ("value", lambda: value(16), lambda: value(17)),
    ("broken", lambda: broken(70), lambda: broken(69)),
    ("sentence", lambda: unmarked(400), lambda: unmarked(401)),
    ("wrapped", lambda: wrapped(4), lambda: wrapped(3)),
    ("margin", lambda: short_lines(20), lambda: short_lines(30)),
    ("head", lambda: lead_at(39), lambda: lead_at(40)),
    ("tail", lambda: signed(6), lambda: signed(7)),
    ("repeated", lambda: leads(2, 0), lambda: leads(1, 0)),
    ("recurring", lambda: sentences_over(3), lambda: sentences_over(2)),
    ("most", lambda: leads(3, 2), lambda: leads(3, 3)),
    ("few", lambda: related(100), lambda: related(110)),
    ("headed", lambda: sentences_over(3, 14), lambda: sentences_over(3, 15)),
    ("page", lambda: running(59), lambda: running(60)),
    ("titled", lambda: theme_words(4, 5), lambda: theme_words(3, 5)),
    ("lead", lambda: leads(2, 0, 41), lambda: leads(2, 0, 42)),
    ("columns", lambda: header(10), lambda: header(11)),
    ("title_lines", lambda: title_over(4), lambda: title_over(5)[-20:]),
    ("enactment", lambda: bool(enacted(600)), lambda: bool(enacted(601))),
    ("centred", lambda: centred("\u3000\u3000\u3000"), lambda: centred("\u3000\u3000 ")),
    ("title_agreed", lambda: stated(SECOND, FIRST, window="云河市改善办学条件_云河市"), lambda: stated(SECOND, FIRST)),
    ("title_h1", lambda: stated("<h1>云河市体育</h1>", "<p>云河市体育规划</p>"), lambda: stated(SECOND, "<p>云河市体育规划</p>")),
    ("title_heading", lambda: stated(SECOND, BOLD), lambda: stated(FIRST, BOLD)),
    ("title_named", lambda: stated(FIRST, "<p>云河市规划</p>"), lambda: stated(FIRST, "<p>云河市办学</p>")),
    ("title_strong", lambda: stated(FIRST, BOLD), lambda: stated(FIRST, "<p>云河市校医</p>")),
]


@pytest.mark.parametrize(("number", "inside", "outside"), BOUNDS)
def test_a_document_stands_on_either_side_of(number: str, inside: Callable[[], object], outside: Callable[[], object]) -> None:
    assert inside() != outside(), number


@pytest.mark.parametrize(
    ("evidence", "heading"),
    [
        (Evidence(owning=0.8, lines=0, run_in=0, term=0, colon=False, article=False, single=False), True),
        (Evidence(owning=0.7, lines=0, run_in=0, term=0, colon=False, article=False, single=False), False),
        (Evidence(owning=0, lines=0.8, run_in=0, term=0, colon=False, article=False, single=False), True),
        (Evidence(owning=0, lines=0.7, run_in=0, term=0, colon=False, article=False, single=False), False),
        (Evidence(owning=0, lines=0, run_in=0.4, term=0, colon=False, article=False, single=False), True),
        (Evidence(owning=0, lines=0, run_in=0.3, term=0, colon=False, article=False, single=False), False),
        (Evidence(owning=1, lines=0, run_in=1, term=0.9, colon=False, article=False, single=False), True),
        (Evidence(owning=1, lines=0, run_in=1, term=1, colon=False, article=False, single=False), False),
        (Evidence(owning=1, lines=1, run_in=0, term=0, colon=False, article=True, single=False), True),
        (Evidence(owning=0.3, lines=1, run_in=0, term=0, colon=False, article=True, single=False), False),
        (Evidence(owning=0, lines=1, run_in=0, term=0, colon=True, article=False, single=False), False),
        (Evidence(owning=0, lines=0, run_in=1, term=0, colon=True, article=False, single=False), True),
        (Evidence(owning=1, lines=0.3, run_in=0, term=0, colon=False, article=False, single=True), True),
        (Evidence(owning=1, lines=0, run_in=0, term=0, colon=False, article=False, single=True), False),
        (Evidence(owning=0, lines=0, run_in=1, term=0, colon=False, article=False, single=True), True),
        (Evidence(owning=0, lines=1, run_in=0, term=0, colon=False, article=False, single=True), False),
    ],
)
def test_a_run_is_one_of_headings_by_the_sum_of_its_evidence(evidence: Evidence, heading: bool) -> None:
    assert heads(evidence, TUNING) is heading


def test_every_number_has_its_two_documents() -> None:
    tested = {number for number, *_ in BOUNDS} | {"run", *(f"run_{name}" for name in Evidence._fields)}
    assert {field.name for field in fields(Tuning)} == tested | {"full"}  # tests/trees/hard-wrapped-lines-are-joined
