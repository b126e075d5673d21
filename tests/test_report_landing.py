"""Wherever a link, a key or an address of a long report leads, that rests in the window: with motion on, as most readers have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import plandiff
from browser import Report, html, open_tab
from plandiff.changes import find
from plandiff.model import Comparison
from plans import compared

WINDOWS = {"desk": (1440, 900), "phone": (390, 844)}
LINKS = 10
"""Links tried of each kind, from the first to the last of the page."""

SECTIONS, PARAGRAPHS = 42, 10
DEEDS, THINGS = (
    ["健全", "完善", "推进", "优化", "规范", "扩大"],
    ["社区食堂", "河道步道", "路灯", "图书角", "公交站亭", "旧厂房", "雨水花园"],
)
WAYS = ["按季度公布进展", "由居民代表参加验收", "先试点后推开", "与年度计划衔接", "明确责任到人"]


def _sentence(seed: int) -> str:
    deed, thing, way = (words[seed // size % len(words)] for words, size in ((DEEDS, 1), (THINGS, 6), (WAYS, 42)))
    return f"{deed}{thing}的第{seed}项安排，{way}。"


def _paragraph(section: int, ordinal: int) -> str:
    """From one line to half a screen, no two alike."""
    seed = section * PARAGRAPHS + ordinal
    return "".join(_sentence(seed * 40 + step) for step in range(1 + seed * 7 % 5 + (30 if seed % 6 == 5 else 0)))


def _long_plan(*, revised: bool) -> str:
    lines = ["为建设宜居城市，制定本规划。"]
    for section in range(SECTIONS):
        lines.append(f"# 第{section + 1}章|{DEEDS[section % 6]}{THINGS[section % 7]}建设与日常管理的若干安排")
        paragraphs = [_paragraph(section, ordinal) for ordinal in range(PARAGRAPHS)]
        paragraphs[3] += f"到2027年，第{section + 1}片区绿道长度达到{section + 20 + revised * (section % 3)}公里。"
        if revised:
            paragraphs[5] = paragraphs[5].replace("公布进展", "公开进展").replace("验收", "评议")
            if section % 5 == 2:
                paragraphs.insert(0, paragraphs.pop(8))
            if section % 4 == 1:
                del paragraphs[7]
        lines += paragraphs
    rows = (f"| 第{row + 1}项任务 | {row * 3 + (revised and row % 9 == 4)} |" for row in range(30))
    return "\n".join([*lines, "^ 表1 任务分解", "| 任务 | 数量 |", *rows])


@pytest.fixture(scope="session")
def long() -> Comparison:
    comparison = compared(_long_plan(revised=False), _long_plan(revised=True))
    assert len(comparison.changes) > SECTIONS * PARAGRAPHS
    return replace(comparison, findings=tuple(find(comparison)))


@pytest.fixture(scope="session")
def long_report(long: Comparison) -> bytes:
    return html(long)


@pytest.fixture(params=list(WINDOWS.values()), ids=list(WINDOWS))
def moving(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Report]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="no-preference")
    opened = Report(page)
    yield opened
    assert opened.complaints == []
    page.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Report]:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="no-preference")
    opened = Report(page)
    yield opened
    assert opened.complaints == []
    page.close()


@pytest.fixture
def show(moving: Report, long_report: bytes, tmp_path: Path) -> Callable[[str], Page]:
    """Opens the long report anew at a fragment."""

    def opened(fragment: str = "") -> Page:
        moving.page.goto("about:blank")
        return moving.open(long_report, tmp_path, fragment)

    return opened


RESTING = """
const frame = () => new Promise(requestAnimationFrame);
const box = (element) => { const { top, bottom, height } = element.getBoundingClientRect(); return { top, bottom, height }; };
// Why the element does not rest in the window, after it has had time to land; "" when it does.
window.astray = async (element) => {
  let [last, steady] = [NaN, 0];
  for (let count = 0; count < 60 && steady < 4; count += 1) {
    await frame();
    steady = box(element).top === last ? steady + 1 : 0;
    last = box(element).top;
  }
  const bar = document.querySelector(".toolbar");
  const pane = element.closest(".pane")?.getBoundingClientRect();
  const [ceiling, floor] = pane ? [Math.max(pane.top, 0), Math.min(pane.bottom, innerHeight)]
    : [getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0, innerHeight];
  const { top, bottom, height } = box(element);
  const name = `${element.id || element.dataset.row}: ${Math.round(top)} to ${Math.round(bottom)} in ${ceiling} to ${floor}`;
  if (!element.checkVisibility() || !height) return `hidden ${name}`;
  if (top < ceiling - 1 || (bottom > floor + 1 && top > ceiling + 80)) return `out of sight ${name}`;
  return steady < 4 ? `drifting ${name}` : "";
};
// A handful of many, from the first to the last.
window.some = (all, count) => [...new Set(Array.from({ length: count }, (_, at) => all[Math.round(at * (all.length - 1) / (count - 1))]))];
window.shownAs = (id) => [...document.querySelectorAll(`[id="${id}"], [data-row="${id}"]`)].filter((element) => element.offsetParent);
"""


def astray(page: Page, place: str) -> str:
    page.evaluate(RESTING)
    return str(page.evaluate("(place) => astray(document.querySelector(place))", place))


@pytest.mark.parametrize(
    "kind", [".findings a", ".largest a", ".quantities a", ".map a", ".outline a", ".remark a", ".rows a.self"]
)
def test_links_of_every_kind_land(show: Callable[[str], Page], kind: str) -> None:
    page = show("")
    page.evaluate(RESTING)
    tried = page.evaluate(
        """async ([kind, count]) => {
          const found = [];
          for (const link of some([...document.querySelectorAll(kind)], count)) {
            link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            found.push(await astray(document.getElementById(link.getAttribute("href").slice(1))));
          }
          return found;
        }""",
        [kind, LINKS],
    )
    assert len(tried) >= 6
    assert [fault for fault in tried if fault] == []


LINKS_OF_PAGE = """async (most) => {
  const all = [...new Map([...document.querySelectorAll("a[href^='#']:not(.skip, [data-step], .back, .tabs a)")].map((link) => [link.hash + (link.closest("main") ? " in" : ""), link])).values()];
  const faults = [];
  const tried = all.length > most ? some(all, most) : all;
  for (const link of tried) {
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    faults.push(await astray(shownAs(link.getAttribute("href").slice(1))[0] ?? link));
  }
  return [tried.length, faults.filter(Boolean)];
}"""


def test_every_link_of_the_seeds_report_lands(moving: Report, seeds: Comparison, tmp_path: Path) -> None:
    page = moving.open(html(replace(seeds, findings=tuple(find(seeds))), language="zh"), tmp_path)
    page.evaluate(RESTING)
    tried, faults = page.evaluate(LINKS_OF_PAGE, 1000)
    assert tried > 150
    assert faults == []


def test_sixty_links_of_a_laws_report_land(desk: Report, outside: Path, tmp_path: Path) -> None:
    old, new = sorted((outside / "data/laws_versions").glob("行政复议法*.md"))
    page = desk.open(html(plandiff.compare(old, new), language="zh"), tmp_path)
    page.evaluate(RESTING)
    tried, faults = page.evaluate(LINKS_OF_PAGE, 60)
    assert tried == 60
    assert faults == []


def test_shared_addresses_land_in_the_middle_on_loading_and_when_they_change(show: Callable[[str], Page]) -> None:
    page = show("")
    page.evaluate(RESTING)
    ids = page.evaluate("some([...document.querySelectorAll('.rows :is(.row, tr)[id]:not(.grid)')].map((row) => row.id), 4)")
    for one in ids:
        assert astray(show(f"#{one}"), f"[id='{one}']") == ""
    page.reload()
    assert astray(page, f"[id='{ids[-1]}']") == ""
    for one in reversed(ids):
        page.evaluate("(id) => { location.hash = id; }", one)
        assert astray(page, f"[id='{one}']") == ""
    middle = page.evaluate(
        "(id) => { const b = document.getElementById(id).getBoundingClientRect(); return (b.top + b.bottom) / 2 / innerHeight; }",
        ids[0],
    )
    assert 0.3 < middle < 0.7
    page.go_back()
    assert astray(page, f"[id='{ids[1]}']") == ""
    page.go_forward()
    assert astray(page, f"[id='{ids[0]}']") == ""


def test_a_link_followed_twice_lands_twice(show: Callable[[str], Page]) -> None:
    page = show("")
    open_tab(page, "largest")
    link = page.locator(".largest a").last
    for _ in range(2):
        link.click()
        assert astray(page, ":target") == ""
        page.evaluate("scrollTo(0, 0)")


def test_keys_and_search_land(show: Callable[[str], Page]) -> None:
    page = show("")
    for key in "kkkjjjjj":
        page.keyboard.press(key)
        assert astray(page, ".current") == "", key
    page.get_by_role("searchbox").fill("第3片区")
    for key in ("Enter", "Shift+Enter", "Enter"):
        page.keyboard.press(key)
        assert astray(page, ".current") == "", key


@pytest.mark.parametrize("view", ["changes", "inline", "full"])
def test_every_view_shows_what_an_address_names(show: Callable[[str], Page], view: str) -> None:
    """Folded rows, rows of tables and the places that text moved away from among them."""
    page = show("")
    page.evaluate(RESTING)
    ids = page.evaluate(
        """[".rows > .significant", ".fold > .row", "tr.significant", "tr.folded", ".stub"].map((kind) => [...document.querySelectorAll(`${kind}[id]`)].at(-2).id)"""
    )
    faults = []
    for one in ids:
        page = show(f"#{one};view={view}")
        page.evaluate(RESTING)
        faults += page.evaluate(
            """async (id) => {
              const shown = shownAs(id);
              if (!shown.length && id.endsWith("-from")) shown.push(...shownAs(id.slice(0, -5)));
              return shown.length ? Promise.all(shown.map(astray)) : [`nowhere ${id}`];
            }""",
            one,
        )
    assert [fault for fault in faults if fault] == []


def test_a_filter_gives_way_to_what_a_link_leads_to(show: Callable[[str], Page]) -> None:
    page = show("#;kind=deleted")
    open_tab(page, "quantities")
    page.locator(".quantities a").last.click()
    assert astray(page, ".current") == ""


def test_the_reader_may_scroll_away_at_once_and_the_outline_names_what_was_come_to(show: Callable[[str], Page]) -> None:
    page = show("")
    last = page.locator(".outline a[href]").last
    page.evaluate("(link) => link.click()", last.element_handle())
    assert astray(page, ":target") == ""
    assert last.get_attribute("aria-current") == "location"
    before = page.evaluate("scrollY")
    page.keyboard.press("j")
    page.keyboard.press("Home")
    page.evaluate("() => new Promise((done) => { if (!scrollY) done(); addEventListener('scroll', () => scrollY || done()); })")
    assert page.evaluate("scrollY") < before


def test_a_held_key_loses_no_step_and_the_counter_follows_the_reader(desk: Report, long_report: bytes, tmp_path: Path) -> None:
    page = desk.open(long_report, tmp_path)
    counter = page.locator("[data-counter]")
    for _ in range(15):
        page.keyboard.press("j")
    assert counter.inner_text().startswith("15 /")
    page.keyboard.press("k")
    assert counter.inner_text().startswith("14 /")
    assert page.get_by_role("link", name="Next change").get_attribute("href") == page.evaluate(
        "`#${[...document.querySelectorAll('.significant')][14].id}`"
    )
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 20_000)
    page.wait_for_function("Number(document.querySelector('[data-counter] span').textContent) > 30")
    passed = int(counter.inner_text().split(" ")[0])
    page.keyboard.press("j")
    assert abs(int(counter.inner_text().split(" ")[0]) - passed) <= 3


def test_the_chip_and_the_browsers_own_button_lead_back_to_where_a_link_was_followed(
    desk: Report, long_report: bytes, tmp_path: Path
) -> None:
    page = desk.open(long_report, tmp_path)
    open_tab(page, "largest")
    link = page.locator(".largest a").nth(2)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    for way in (lambda: page.locator(".back").click(), page.go_back):
        link.click()
        assert astray(page, ".current") == ""
        assert page.locator(".back").inner_text() == "↩ Back to Largest changes"
        way()
        page.wait_for_function("(y) => Math.abs(scrollY - y) < 2", arg=before)
    page.keyboard.press("j")
    remark = page.locator(".rows .remark a").last
    remark.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    at = remark.evaluate("(link) => link.getBoundingClientRect().top")
    remark.click()
    assert astray(page, ".current") == ""
    page.locator(".back").click()
    page.wait_for_function(
        "([link, at]) => Math.abs(link.getBoundingClientRect().top - at) < 8", arg=[remark.element_handle(), at]
    )
