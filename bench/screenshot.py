"""Take the pictures of the README and docs with Chromium: the seeds compared, and a corpus of our own documents.

python bench/screenshot.py [docs]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, sync_playwright

import plandiff
from corpus_pictured import write_metadata, write_pictured
from outside import ROOT
from plandiff.cli.main import main as run
from plandiff.libreoffice import convert
from plandiff.model import Comparison
from plandiff.renderers import Language, RenderOptions, render

sys.path.insert(0, str(ROOT / "tests"))
from pdf_files import Layout, laid_out

OTHER: Final = ROOT / "seeds/yunhe-2021-2025.md"
"""A third plan, for the matrix."""
SEEDS: Final = (ROOT / "seeds/beijing-2021-2025.txt", ROOT / "seeds/beijing-2021-2025-revised.md")


@dataclass(frozen=True)
class Picture:
    """One picture; sizes are CSS pixels."""

    name: str
    width: int = 1440
    height: int = 1000
    language: Language = "en"
    scheme: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"
    fragment: str = ""
    """Where the report is opened: a view, a change."""
    at: str = ""
    """The element scrolled to the top."""
    form: str = "html"
    """The output format; `matrix` is of all three plans, `printed` the report of a Word file and a PDF, `corpus-KIND` the first page
    of that kind of a corpus."""
    clicked: str = ""
    """The element clicked then."""


PICTURES: Final = (
    Picture("report"),
    Picture("report-sides", at=".toolbar"),
    Picture("report-changes", at=".toolbar", fragment="#;view=changes"),
    Picture("report-dark", scheme="dark", at=".toolbar", fragment="#;view=inline"),
    Picture("report-phone", width=390, height=844, language="zh", at=".part"),
    Picture("report-print", width=794, height=1123, language="zh", medium="print", at=".part:nth-of-type(4)"),
    Picture("report-pages", width=1200, height=640, language="zh", form="printed", at=".fold:has(+ .row.heading.whole)"),
    Picture("table", width=1123, height=794, language="zh", form="table"),
    Picture("matrix", form="matrix", height=900),
    Picture("matrix-tasks", form="matrix", at="#tasks", height=700),
    Picture("corpus", form="corpus-index", height=900),
    Picture("corpus-passage", form="corpus-passage", height=900, language="zh"),
    Picture("corpus-document", form="corpus-document", height=900, scheme="dark"),
    Picture("corpus-phone", form="corpus-index", width=390, height=844, language="zh", at="#takeovers"),
    Picture("matrix-cell", form="matrix", at="#tasks", clicked='[data-cell="13-2"]', height=700),
)
"""The first impression, then the main ways to read it. Paper is A4 at 96 dpi."""


def shoot(browser: Browser, picture: Picture, report: Path) -> bytes:
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme, reduced_motion="reduce"
    )
    page.emulate_media(media=picture.medium)
    page.goto(report.as_uri() + picture.fragment)
    if picture.at:
        page.locator(picture.at).first.evaluate("(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY)")
    if picture.clicked:
        page.locator(picture.clicked).click()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.screenshot()


def pictures() -> Iterator[tuple[str, bytes]]:
    comparison = plandiff.compare(*SEEDS)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        make_corpus(Path(folder))
        for picture in PICTURES:
            report = Path(folder) / "report.html"
            if picture.form.startswith("corpus"):
                report = corpus_page(Path(folder), picture)
            elif picture.form == "matrix":
                documents = [str(SEEDS[1]), str(OTHER), "--baseline", str(SEEDS[0])]
                run(["matrix", *documents, "-o", str(report), "--lang", picture.language])
            elif picture.form == "printed":
                report.write_bytes(render(compared_as_printed(Path(folder)), "html", RenderOptions(language=picture.language)))
            else:
                report.write_bytes(render(comparison, picture.form, RenderOptions(language=picture.language)))
            yield picture.name, shoot(browser, picture, report)
        browser.close()


def compared_as_printed(folder: Path) -> Comparison:
    """The seeds: the old plan as a Word file, the new one as LibreOffice prints it, with a running head and page numbers."""
    old, new = map(plandiff.load, SEEDS)
    new = replace(new, meta=replace(new.meta, title=old.meta.title))
    draft, published = folder / "草案.docx", folder / "公布稿.pdf"
    draft.write_bytes(laid_out(old, Layout()))
    published.write_bytes(convert(laid_out(new, Layout(head="北京市教育规划", size=21, justified=False)), "pdf") or b"")
    return plandiff.compare(draft, published)


def make_corpus(folder: Path) -> None:
    (folder / "notices").mkdir()
    write_pictured(folder / "notices")
    write_metadata(folder / "notices", folder / "known.csv")
    built = [
        "corpus",
        "build",
        str(folder / "notices"),
        "-o",
        str(folder / "养老服务"),
        "--metadata",
        str(folder / "known.csv"),
        "-q",
    ]
    run([*built, "--jobs", "1"])


def corpus_page(folder: Path, picture: Picture) -> Path:
    """The largest page of a picture's kind."""
    site = folder / picture.language
    if not site.exists():
        run(["corpus", "report", str(folder / "养老服务"), "-o", str(site), "--lang", picture.language, "--reports", "3"])
    kind = picture.form.partition("-")[2]
    return max(site.glob(f"{kind}*.html"), key=lambda path: (path.stat().st_size, path.name))


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs"
    for name, picture in pictures():
        (folder / f"{name}.png").write_bytes(picture)
        print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
