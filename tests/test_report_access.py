"""The report for everybody: screen readers, keyboard, phones, paper, no script, quiet motion."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser import Report, html
from plandiff.model import Comparison

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(
    ("name", "scheme", "views"),
    [("edited", "light", "1234"), ("edited", "dark", "14"), ("seeds", "light", "1"), ("regions", "light", "4")],
)
def test_axe_finds_nothing_to_complain_about(
    request: pytest.FixtureRequest, report: Report, tmp_path: Path, name: str, scheme: Literal["light", "dark"], views: str
) -> None:
    report.page.emulate_media(color_scheme=scheme)
    page = report.open(html(request.getfixturevalue(name), language="zh" if scheme == "dark" else "en"), tmp_path)
    for view in views:
        page.keyboard.press(view)
        found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in found] == [], view


def test_the_keyboard_alone_reaches_every_control(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited), tmp_path)
    wanted = page.evaluate("document.querySelectorAll('.toolbar :is(button, .button, input, select)').length")
    reached = set()
    page.locator(".skip").focus()
    skip = page.locator(".skip").bounding_box()
    assert skip
    assert skip["width"] > 50
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(() => { const e = document.activeElement; return e.closest('.toolbar') ? [...document.querySelectorAll('.toolbar *')].indexOf(e) : -1; })()"
            )
        )
    hidden = 2  # "scroll together" and "show all" wait for their view
    assert len(reached - {-1}) == wanted - hidden


def test_screen_readers_are_told_what_is_inserted_and_deleted(edited: Comparison, report: Report, tmp_path: Path) -> None:
    page = report.open(html(edited, language="zh"), tmp_path)
    before = "(place) => getComputedStyle(document.querySelector(place), '::before').content"
    assert page.evaluate(before, ".rows .old del") == '"删除："'
    page.get_by_role("button", name="English").click()
    assert page.evaluate(before, ".rows .new ins") == '"inserted:"'


@pytest.mark.parametrize("view", [1, 2, 3, 4])
def test_on_a_phone_nothing_sticks_out_of_any_view(seeds: Comparison, report: Report, tmp_path: Path, view: int) -> None:
    report.page.set_viewport_size({"width": 360, "height": 700})
    page = report.open(html(seeds, language="zh"), tmp_path)
    page.keyboard.press(str(view))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_the_first_text_is_on_the_first_screen_in_one_column_and_sides_stack(
    edited: Comparison, report: Report, tmp_path: Path
) -> None:
    report.page.set_viewport_size({"width": 360, "height": 700})
    page = report.open(html(edited, language="zh"), tmp_path)
    assert page.locator(".rows > *").first.bounding_box()["y"] < 700  # type: ignore[index]
    assert page.locator(".row.text.changed .inline").is_visible()
    page.keyboard.press("1")
    row = page.locator(".row.text.changed")
    old, new = (row.locator(f".{side}").bounding_box() for side in ("old", "new"))
    assert old
    assert new
    assert old["y"] + old["height"] <= new["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(
    edited: Comparison, report: Report, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    report.page.emulate_media(color_scheme=scheme)
    page = report.open(html(edited), tmp_path)
    ratios = page.evaluate(CONTRASTS, "body *")
    assert len(ratios) > 50
    assert [found for found in ratios if found[0] < 4.5] == []


CONTRASTS = """(within) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color, below) => {
    canvas.fillStyle = below ? `rgb(${below})` : "white"; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const ground = (e) => rgb(getComputedStyle(e).backgroundColor, e.parentElement ? ground(e.parentElement) : null);
  return [...document.querySelectorAll(within)].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((e) => !e.closest("script, style, svg, .skip, .hidden")).map((e) => {
      const under = ground(e), [a, b] = [light(rgb(getComputedStyle(e).color, under)), light(under)].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.className, e.textContent.slice(0, 20)];
    });
}"""


# --- paper -----------------------------------------------------------------------------------


def test_on_paper_the_controls_go_and_each_part_has_a_heading_for_every_sheet(
    edited: Comparison, report: Report, tmp_path: Path
) -> None:
    page = report.open(html(edited), tmp_path)
    page.emulate_media(media="print")
    for place in (".toolbar", ".outline", ".columns"):
        assert not page.locator(place).is_visible(), place
    headings = page.locator(".running")
    assert headings.first.is_visible()
    assert headings.first.evaluate("(heading) => getComputedStyle(heading).display") == "table-header-group"
    assert [text.split("\n")[0] for text in headings.all_inner_texts()] == [
        "一、发展目标",
        "二、重点任务",
        "三、保障措施",
        "四、组织实施",
    ]


@pytest.mark.parametrize("landscape", [False, True])
def test_unchanged_text_is_printed_by_choice(browser: Browser, edited: Comparison, tmp_path: Path, landscape: bool) -> None:
    page = Report(browser.new_page()).open(html(edited), tmp_path)
    fold = page.locator(".fold").last
    printed: list[bool] = []

    def tell(was_open: bool) -> None:
        printed.append(was_open)

    page.expose_function("tell", tell)
    page.evaluate("addEventListener('beforeprint', () => tell([...document.querySelectorAll('.fold')].at(-1).open))")
    page.pdf(landscape=landscape, prefer_css_page_size=False)
    page.get_by_role("button", name="Print").click()
    page.get_by_label("Print unchanged text too").check()
    page.get_by_role("button", name="Close").click()
    page.pdf(landscape=landscape, prefer_css_page_size=False)
    assert printed == [False, True]
    assert fold.get_attribute("open") is None
    page.close()
