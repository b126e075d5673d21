"""How a library scales to many versions: time of an addition at the start and at the end, of a log, size on disk.

    python bench/library.py [--versions 10000]

The versions are made up: 500 documents in 25 regions, texts of about 30 KB in HTML, of which each version changes
some paragraphs. An addition is timed as the library does it, without reading the document (which
`bench/speed.py` measures), and with packing, which runs every few hundred additions, spread over them.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plandiff.library import Edition, Library
from plandiff.library.versions import checksum

ADD_LIMIT: Final = 15.0
"""Milliseconds of one addition, at most."""
SLOWDOWN_LIMIT: Final = 1.5
"""How much longer additions may take at the end than at the start (ratio)."""
LOG_LIMIT: Final = 0.3
"""Seconds of `plandiff log`, with its counts already cached."""
SIZE_LIMIT: Final = 1.5
"""Size on disk relative to the compressed originals (ratio)."""
DOCUMENTS: Final = 500
WORDS: Final = [
    "教育",
    "发展",
    "质量",
    "普惠",
    "学校",
    "教师",
    "学生",
    "改革",
    "创新",
    "保障",
    "体系",
    "建设",
    "完善",
    "推进",
    "加强",
    "提升",
    "优质",
    "均衡",
    "健全",
    "服务",
    "能力",
    "水平",
    "机制",
    "管理",
    "，",
    "、",
]


def editions(documents: int, versions: int) -> Iterator[tuple[str, Edition, int]]:
    """(name, edition, bytes of the compressed original), the documents' next versions in turn."""
    rng = random.Random(6)  # noqa: S311 - made-up texts, no secrets
    texts = [[_paragraph(rng) for _ in range(110)] for _ in range(documents)]
    for number in range(versions):
        text = texts[number % documents]
        for place in rng.sample(range(len(text)), 6):
            text[place] = _paragraph(rng)
        page = "<html><body>" + "".join(f'<p style="text-indent: 2em">{paragraph}</p>\n' for paragraph in text) + "</body></html>"
        data = page.encode()
        plan = "\n\n".join(("# 规划", *text))
        name = f"region-{number % 25}/document-{number % documents}"
        yield name, Edition(data, plan, checksum(data), title="规划", file="plan.html"), len(zlib.compress(data))


def _paragraph(rng: random.Random) -> str:
    return "".join([*rng.choices(WORDS, k=35), f"{rng.randint(1, 999)}个，", *rng.choices(WORDS, k=15), "。"])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--versions", type=int, default=10_000)
    count = arguments.parse_args().versions
    folder = Path(tempfile.mkdtemp(prefix="plandiff-library-"))
    try:
        return measure(folder / "library", count)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, count: int) -> int:
    library = Library.create(folder)
    spent: list[float] = []
    compressed = 0
    for number, (name, edition, size) in enumerate(editions(DOCUMENTS, count)):
        start = time.perf_counter()
        library.add(name, edition, label=f"v{number}")
        spent.append((time.perf_counter() - start) * 1000)
        compressed += size
    library.close()
    tenth = max(count // 10, 1)
    first, last = statistics.fmean(spent[:tenth]), statistics.fmean(spent[-tenth:])
    size = sum(path.stat().st_blocks * 512 for path in folder.rglob("*"))
    log = [sys.executable, "-m", "plandiff", "log", "region-0/document-0", "--library", str(folder)]
    times = []
    for _ in range(4):
        start = time.perf_counter()
        subprocess.run(log, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    print(f"{count} versions of {DOCUMENTS} documents")
    print(f"add: {first:.1f} ms in the first tenth, {last:.1f} ms in the last; median {statistics.median(spent):.1f} ms,")
    print(f"     packing included; the longest, with packing, {max(spent) / 1000:.1f} s")
    print(f"log of one document: {times[0]:.2f} s the first time, then {min(times[1:]):.2f} s")
    print(f"on disk: {size / 1e6:.1f} MB, {size / compressed:.2f} x the originals compressed ({compressed / 1e6:.1f} MB)")
    kept = (
        statistics.median(spent) <= ADD_LIMIT,
        last <= SLOWDOWN_LIMIT * first,
        min(times[1:]) <= LOG_LIMIT,
        size <= SIZE_LIMIT * compressed,
    )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
