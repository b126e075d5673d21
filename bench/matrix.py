"""How many cells of a matrix of regions and indicators are right, compared with cells read by hand.

    python bench/matrix.py [--json] [--misses]

One run of `plandiff matrix` over the labelled regions of the data folder's `gold/matrix`, with the labelled indicators. Exit
code 1 when a figure is below its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from math import isclose
from pathlib import Path
from typing import Any, Final

from outside import DATA
from plandiff.language.units import base_of

FLOORS: Final = Path(__file__).with_name("floors.toml")
Cell = Mapping[str, Any]
Cells = Mapping[tuple[str, str], Cell]
"""(region, key of the labelled cells) -> the cell."""

COLUMNS: Final[dict[str, str]] = {
    "gdp": "地区生产总值增长@2026",
    "cpi": "居民消费价格涨幅@2026",
    "jobs": "城镇新增就业@2026",
    "unemp": "城镇调查失业率@2026",
    "ind": "规模以上工业增加值增长@2026",
    "fai": "固定资产投资增长@2026",
    "retail": "社会消费品零售总额增长@2026",
    "rev": "一般公共预算收入增长@2026",
    "income": "居民人均可支配收入增长@2026",
    "trade": "进出口增长@2026",
    "grain": "粮食产量@2026",
    "energy": "单位地区生产总值能耗@2026",
    "gdp155": "地区生产总值增长@2026-2030",
    "gdp25": "地区生产总值增长@2025",
    "tot25": "地区生产总值@2025",
}
"""Key of the labelled cells -> the indicator to request."""


def score(rows: Sequence[Cell], cells: Cells) -> tuple[dict[str, float], list[str]]:
    """Shares: numeric cells right, cells wrong or invented, cells in words with the right class, empty cells left empty."""
    count = dict.fromkeys(("numbers", "number", "wrong", "texts", "words", "nulls", "none"), 0)
    misses = []
    for row in rows:
        cell = cells[row["region"], row["key"]]
        is_number = cell["state"] == "number"
        if row["text"] is None:
            right = cell["state"] == "none"
            count["nulls"] += 1
            count["none"] += right
            count["wrong"] += is_number
        elif row["comparator"] == "text":
            right = cell["state"] == "words" and cell["class"] == row["norm"]
            count["texts"] += 1
            count["words"] += right
            count["wrong"] += is_number
        else:
            right = is_number and _is_same(row, cell)
            count["numbers"] += 1
            count["number"] += right
            count["wrong"] += is_number and not right
        if not right:
            misses.append(f"{row['region']} {row['key']}: {row['text']} {row.get('norm', '')} — {cell['text']} {cell['class']}")
    figures = {
        name: count[part] / (count[whole] or 1)
        for name, part, whole in (("number", "number", "numbers"), ("words", "words", "texts"), ("none", "none", "nulls"))
    }
    return {**figures, "right_or_silent": 1 - count["wrong"] / len(rows)}, misses


def _is_same(row: Cell, cell: Cell) -> bool:
    want, have = row["value"], cell["value"]
    wants, haves = (value if isinstance(value, list) else [value] for value in (want, have))
    scales = [base_of(unit)[1] for unit in (row["unit"], cell["unit"])]
    same = len(wants) == len(haves) and all(
        isclose(abs(a) * scales[0], abs(b) * scales[1], rel_tol=1e-6) for a, b in zip(wants, haves, strict=True)
    )
    return same and (row["comparator"] == cell["comparator"])


def read_cells(folder: Path, regions: Sequence[str]) -> Cells:
    """The cells that `plandiff matrix` gives."""
    files = [str(folder / f"{region}.txt") for region in regions]
    asked = [word for indicator in COLUMNS.values() for word in ("--indicator", indicator)]
    command = [sys.executable, "-m", "plandiff", "matrix", *files, *asked, "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    answer = json.loads(done.stdout)
    keys, names = tuple(COLUMNS), [Path(document["source"]).stem for document in answer["documents"]]
    return {(names[cell["document"]], keys[cell["indicator"]]): cell for cell in answer["cells"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print the cells that are not right")
    options = parser.parse_args()
    gold = DATA / "gold" / "matrix" / "indicators.jsonl"
    if not gold.exists():
        sys.exit(f"{DATA} holds no labelled cells; set PLANDIFF_BENCH_DATA to the folder that does")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    cells = read_cells(DATA / "data" / "provinces_2026", sorted({row["region"] for row in rows}))
    figures, misses = score(rows, cells)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["matrix"]["at_least"]
    if options.misses:
        print("\n".join(misses))
    print(json.dumps(figures) if options.json else "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    low = [name for name, floor in floors.items() if figures[name] < floor]
    for name in low:
        print(f"{name} {figures[name]:.4f} is below its floor {floors[name]}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
