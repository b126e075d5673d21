"""Plans that LibreOffice and Chromium print, held against what they were printed from.

Without these programs the tests are skipped, in CI they fail.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import plandiff
from pdf_files import Layout, laid_out, print_all, ruled
from plandiff.model import Plan
from plandiff.pipeline import load
from word_files import cell, docx, p

SEEDS = [Path(__file__).parents[1] / "seeds" / name for name in ("beijing-2021-2025.txt", "yunhe-2021-2025.md")]
LAYOUTS = {
    "justified": Layout(head="云河市人民政府公报"),
    "ragged": Layout(justified=False, head="教育规划"),
    "columns": Layout(columns=2, size=21, head="公报"),
    "flush": Layout(indented=False, spaced=True),
}
ROWS = [
    (f"{place}", f"第{place}项指标，分年度统计并公布", "%", f"{50 + place}.5", f"{60 + place}", "约束性")
    for place in range(1, 61)
]
LONG = "覆盖各县区和各类学校，按月汇总、按季评估，结果作为资源配置的依据，" * 6
"""What a page's end cuts."""


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word files with what LibreOffice prints of each."""
    folder = tmp_path_factory.mktemp("printed")
    for seed in SEEDS:
        plan = load(seed)
        for name, layout in LAYOUTS.items():
            (folder / f"{seed.stem}-{name}.docx").write_bytes(laid_out(plan, layout))
    (folder / "table.docx").write_bytes(_table())
    print_all(soffice, folder)
    return folder


def _table() -> bytes:
    """A table over three pages, with a cell over several rows and a row that is longer than what is left of a page."""
    rows = [["类别", "指标", "单位", "2025年", "2030年", "属性"]]
    for place, row in enumerate(ROWS):
        own = cell(
            ["普及", "质量", "保障"][place // 20] if place % 20 == 0 else "", merge="continue" if place % 20 else "restart"
        )
        rows.append([own, row[1] + (LONG if place % 7 == 0 else ""), *row[2:]])
    return docx(p("云河市教育发展主要指标"), ruled(*rows), p("各县区据此分解任务。"))


_MARKS = re.compile(r"[\s，、。；：]+")
"""LibreOffice prints no mark that would hang over the margin of a justified line."""


def _paragraphs(plan: Plan) -> Counter[str]:
    return Counter(_MARKS.sub("", f"{unit.number}{unit.text}") for unit in plan.units if unit.kind in {"paragraph", "item"})


def _headings(plan: Plan) -> Counter[tuple[int, str]]:
    return Counter((unit.level, re.sub(r"\s+", "", f"{unit.number}{unit.text}")) for unit in plan.units if unit.kind == "section")


def _f1(found: Counter[object], wanted: Counter[object]) -> float:
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plan_is_the_same_however_its_pages_are_set(printed: Path, layout: str) -> None:
    for seed in SEEDS:
        old, new = load(printed / f"{seed.stem}-{layout}.docx"), load(printed / f"{seed.stem}-{layout}.pdf")
        assert _f1(_paragraphs(new), _paragraphs(old)) >= 0.98  # type: ignore[arg-type]
        assert _f1(_headings(new), _headings(old)) >= 0.97  # type: ignore[arg-type]
        assert new.meta.title == old.meta.title


def test_running_heads_and_page_numbers_are_set_aside_and_nothing_else(printed: Path) -> None:
    plan = load(printed / f"{SEEDS[0].stem}-justified.pdf")
    aside = [block for block in plan.set_aside if block.reason == "header-footer"]
    pages = max(block.origin.page for block in aside if block.origin and block.origin.page)
    assert Counter(block.text for block in aside) == Counter(
        ["云河市人民政府公报"] * pages + [f"— {number} —" for number in range(1, pages + 1)]
    )


def test_a_table_over_pages_is_one_table_with_its_head_once_and_its_rows_whole(printed: Path) -> None:
    old, new = (
        [[re.sub(r"\s+", "", one.text) for one in unit.cells] for unit in load(printed / name).units if unit.kind == "row"]
        for name in ("table.docx", "table.pdf")
    )
    assert len(new) == len(ROWS) + 1
    assert new == old


def test_a_word_file_and_what_is_printed_of_it_have_no_changes(printed: Path) -> None:
    comparison = plandiff.compare(printed / "table.docx", printed / "table.pdf")
    assert not comparison.summary.different
    units = [unit for unit in comparison.new.units if unit.origin]
    assert all(unit.origin.page and unit.origin.box for unit in units if unit.origin)


PAGE = """<!doctype html><meta charset=utf-8><title>办法</title><style>body {{font: 16px 'Noto Serif CJK SC'}} {style}</style>
<h1>云河市公园管理办法</h1>{text}"""
ARTICLES = [
    "第一条　为了加强公园、绿地、广场、滨水步道的规划、建设、养护和开放管理，改善人居环境，方便群众游憩，结合本市实际情况，制定本办法。",
    "第二条　公园每日开放时间不少于12小时，夏季（6月至9月）延长到22时，具体时间由各公园公布；遇极端天气可以临时关闭（抢险除外）。",
    "第三条　到2030年，全市人均公园绿地面积达到15.5平方米，公园绿地服务半径覆盖率达到92%以上，新建口袋公园120个。",
    "第四条　本办法自2027年1月1日起施行。",
]


@pytest.mark.parametrize("style", ["", "p {text-indent: 2em; margin: 0}", "p {text-align: justify; line-height: 2}"])
def test_a_page_printed_by_chromium_is_the_same_text(browser: Browser, tmp_path: Path, style: str) -> None:
    source = PAGE.format(style=style, text="".join(f"<p>{article}</p>" for article in ARTICLES))
    page = browser.new_page()
    page.set_content(source)
    (tmp_path / "new.pdf").write_bytes(page.pdf())
    page.close()
    (tmp_path / "old.html").write_text(source, encoding="utf-8")
    comparison = plandiff.compare(tmp_path / "old.html", tmp_path / "new.pdf")
    assert not comparison.summary.different


def _web_page(plan: Plan, style: str) -> str:
    """A plan as a page, with nothing but headings, paragraphs and tables."""
    found = [f"<h1>{html.escape(plan.meta.title)}</h1>"]
    for unit in plan.units:
        words = html.escape(f"{unit.number}{unit.text}")
        if unit.kind == "section":
            found.append(f"<h{unit.level + 1}>{words}</h{unit.level + 1}>")
        elif unit.kind in {"paragraph", "item"}:
            found.append(f"<p>{words}</p>")
    look = f"body {{font: 12px 'Noto Serif CJK SC'}} {style}"
    return f"<!doctype html><html><head><meta charset=utf-8><title>x</title><style>{look}</style></head><body>{''.join(found)}</body></html>"


AROUND = {"top": "80px", "bottom": "80px", "left": "60px", "right": "60px"}


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize(
    "style",
    ["p {text-align: justify}", "p {text-align: left}", "body {columns: 2} p {text-align: justify}"],
    ids=["full", "ragged", "columns"],
)
def test_a_plan_printed_by_chromium_is_the_same_with_and_without_its_structure(
    browser: Browser, tmp_path: Path, style: str, *, tagged: bool
) -> None:
    """The columns stand an em apart, as browsers set them."""
    old = tmp_path / "old.html"
    old.write_text(_web_page(load(SEEDS[1]), style), encoding="utf-8")
    page = browser.new_page()
    page.goto(old.as_uri())
    page.pdf(
        path=tmp_path / "new.pdf",
        tagged=tagged,
        margin=AROUND,  # type: ignore[arg-type]
        display_header_footer=True,
        header_template='<span style="font-size: 9px; margin-left: 40px">云河市公报</span>',
        footer_template='<span style="font-size: 9px; margin-left: 280px"><span class="pageNumber"></span></span>',
    )
    page.close()
    was, now = load(old), load(tmp_path / "new.pdf")
    assert _f1(_paragraphs(now), _paragraphs(was)) >= 0.98  # type: ignore[arg-type]
    assert _f1(_headings(now), _headings(was)) >= 0.97  # type: ignore[arg-type]
    aside = Counter(re.sub(r"\d+", "#", block.text) for block in now.set_aside)
    assert set(aside) == {"云河市公报", "#"}
    assert len(set(aside.values())) == 1
