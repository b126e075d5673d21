"""Take the README's picture of the report: the seeds compared, as Chromium shows it.

python bench/screenshot.py [docs/report.png]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from outside import ROOT

SEEDS: Final = ("beijing-2021-2025.txt", "beijing-2021-2025-revised.md")
WIDTH: Final = 1440
HEIGHT: Final = 1000
"""Of the window, in CSS pixels; as much as a first look takes in."""


def main() -> None:
    picture = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/report.png"
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report.html"
        seeds = [str(ROOT / "seeds" / name) for name in SEEDS]
        subprocess.run([sys.executable, "-m", "plandiff", "compare", *seeds, "-o", str(report), "--lang", "en"], check=True)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(report.as_uri())
        page.screenshot(path=picture)
        browser.close()
    print(picture)


if __name__ == "__main__":
    main()
