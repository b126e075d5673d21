"""How heavy a report is, how soon it can be used, and whether it scrolls without hitches.

    python bench/report.py [--long] [--repeats N] [--slack FACTOR] [--json]

Reports on the seeds, on a law of 106,000 characters (where PLANDIFF_BENCH_DATA holds it) and, with
`--long`, on a text of three million characters, opened in Chromium from a file, a new page each
time. "Interactive" is when the script has run and the first frame is painted; "longest task" is
the longest time that the page does not respond while the reader scrolls through a few dozen
screens. Exit code 1 when even the best run is above its limit in floors.toml times `--slack`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

import plandiff
from plandiff.model import Comparison
from plandiff.renderers import RenderOptions, render
from speed import FLOORS, LAW, SEEDS, Pair, text_of

LONG: Final = 3_000_000
"""Approximate characters of the longest text; no plan is as long, but a collection of them is."""
SCREENS: Final = 40
"""Wheel turns of 600 pixels each."""
PATIENCE: Final = 120_000
"""Milliseconds until a page times out."""

INTERACTIVE: Final = """() => new Promise((done) => requestAnimationFrame(() => {
  const [opened] = performance.getEntriesByType("navigation");
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  done(Math.max(opened.domContentLoadedEventEnd, painted ? painted.startTime : performance.now()));
}))"""
WATCH: Final = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => { for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); })
    .observe({ type: "longtask" });
}"""


@dataclass(frozen=True)
class Figures:
    """The figures of one report; times are medians, in milliseconds, with the best run beside them."""

    kilobytes: float
    render: float
    interactive: float
    interactive_best: float
    longest_task: float
    longest_task_best: float
    """0 below 50 ms, which a browser does not report."""


def repeated(lines: list[str]) -> Iterator[str]:
    """Copies of the text, each with its Chinese characters shifted, so that nothing repeats."""
    kept = set("一二三四五六七八九十百第编章节条")
    written = 0
    for copy in range(LONG // sum(map(len, lines)) + 1):
        table = {code: 0x4E00 + (code - 0x4E00 + 97 * copy) % 20_000 for code in range(0x4E00, 0x9C20) if chr(code) not in kept}
        for line in lines:
            written += len(line)
            yield line.translate(table)


def pairs(folder: Path, *, with_long: bool) -> Iterator[tuple[str, Pair]]:
    yield "seeds", SEEDS
    if all(path.is_file() for path in LAW):
        yield "law", LAW
    if with_long:
        paths = (folder / "long-old.txt", folder / "long-new.txt")
        for path, seed in zip(paths, SEEDS, strict=True):
            path.write_text("\n".join(repeated(text_of(seed))), encoding="utf-8")
        yield "long", paths


def rendered(comparison: Comparison, repeats: int) -> tuple[bytes, float]:
    """The report, and the median of the milliseconds it takes in a warm process."""
    data, spent = b"", []
    for _ in range(repeats + 1):
        begun = time.perf_counter()
        data = render(comparison, "html", RenderOptions())
        spent.append((time.perf_counter() - begun) * 1000)
    return data, statistics.median(spent[1:])


def opened(browser: Browser, report: Path) -> tuple[float, float]:
    """Milliseconds until the report is interactive, and of the longest task while scrolling."""
    page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(report.as_uri())
    interactive: float = page.evaluate(INTERACTIVE)
    page.evaluate(WATCH)
    page.mouse.move(900, 500)
    for _ in range(SCREENS):
        page.mouse.wheel(0, 600)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    longest: float = page.evaluate("window.longest")
    page.close()
    return interactive, longest


def measure(browser: Browser, comparison: Comparison, folder: Path, repeats: int) -> Figures:
    data, seconds = rendered(comparison, repeats)
    report = folder / "report.html"
    report.write_bytes(data)
    opened(browser, report)  # fills the caches
    interactive, longest = zip(*(opened(browser, report) for _ in range(repeats)), strict=True)
    return Figures(
        len(data) / 1024, seconds, statistics.median(interactive), min(interactive), statistics.median(longest), min(longest)
    )


def shortfalls(name: str, figures: Figures, limits: dict[str, float], slack: float) -> Iterator[str]:
    for what, value, margin in (
        ("kilobytes", figures.kilobytes, 1.0),
        ("interactive", figures.interactive_best, slack),
        ("longest_task", figures.longest_task_best, slack),
    ):
        if what in limits and value > limits[what] * margin:
            yield f"{name}: {what} {value:.0f} is above its limit {limits[what]} x {margin}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="a text of three million characters too (a minute or two)")
    parser.add_argument("--repeats", type=int, default=5, help="measured runs of each report (5)")
    parser.add_argument("--slack", type=float, default=1.0, help="factor on the limits of time, for a busy machine (1)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    limits = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["report"]
    found: dict[str, Figures] = {}
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for key, (old, new) in pairs(Path(name), with_long=options.long):
            found[key] = measure(browser, plandiff.compare(old, new, mode="versions"), Path(name), options.repeats)
            missed += shortfalls(key, found[key], limits.get(key, {}), options.slack)
        browser.close()
    if options.json:
        print(json.dumps({"reports": {key: asdict(figures) for key, figures in found.items()}, "shortfalls": missed}, indent=1))
    else:
        print(
            "| report | KB | rendering, ms | interactive, ms (best) | longest task while scrolling, ms (best) |\n| --- |"
            + " ---: |" * 4
        )
        for key, one in found.items():
            print(
                f"| {key} | {one.kilobytes:.0f} | {one.render:.0f} | {one.interactive:.0f} ({one.interactive_best:.0f})"
                f" | {one.longest_task:.0f} ({one.longest_task_best:.0f}) |"
            )
    for sentence in missed:
        print(sentence, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
