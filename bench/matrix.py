"""How many cells of a matrix of regions and indicators are read right, against cells read by hand.

    python bench/matrix.py [--json] [--misses]

For every region of the data folder's `gold/matrix` one run of `plandiff targets FILE --format json`; a cell is the first target that
has the indicator's name (as plandiff reads names), its period and its aspect, list before tasks. Exit code 1 when a figure is below its
floor in floors.toml.
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
from typing import Any, Final, NamedTuple

from outside import DATA
from plandiff.language.units import base_of
from plandiff.targets.names import Name, read_names

FLOORS: Final = Path(__file__).with_name("floors.toml")
Target = Mapping[str, Any]
Cell = Mapping[str, Any]


class Asked(NamedTuple):
    """What a column of the matrix asks for."""

    names: tuple[str, ...]
    period: str
    aspect: str


COLUMNS: Final[dict[str, Asked]] = {
    "gdp": Asked(("地区生产总值增长",), "2026", "plan"),
    "cpi": Asked(("居民消费价格涨幅",), "2026", "plan"),
    "jobs": Asked(("城镇新增就业",), "2026", "plan"),
    "unemp": Asked(("城镇调查失业率",), "2026", "plan"),
    "ind": Asked(("规模以上工业增加值增长",), "2026", "plan"),
    "fai": Asked(("固定资产投资增长",), "2026", "plan"),
    "retail": Asked(("社会消费品零售总额增长",), "2026", "plan"),
    "rev": Asked(("一般公共预算收入增长",), "2026", "plan"),
    "income": Asked(("居民人均可支配收入增长",), "2026", "plan"),
    "trade": Asked(("进出口增长",), "2026", "plan"),
    "grain": Asked(("粮食产量",), "2026", "plan"),
    "energy": Asked(("单位地区生产总值能耗降低", "单位地区生产总值二氧化碳排放降低", "节能减排降碳"), "2026", "plan"),
    "gdp155": Asked(("地区生产总值增长",), "2026-2030", "plan"),
    "gdp25": Asked(("地区生产总值增长",), "2025", "review"),
    "tot25": Asked(("地区生产总值",), "2025", "review"),
}
"""Key of the labelled cells -> what is asked for."""


PARTS: Final = {"income": ("城镇居民人均可支配收入增长", "农村居民人均可支配收入增长")}
"""The parts of which a region may state each, and not the whole."""


def find_parts(targets: Sequence[Target], key: str) -> Target | None:
    """The target that fills a cell; where only its parts are stated, their values together."""
    asked = COLUMNS[key]
    if (cell := find_cell(targets, asked)) or key not in PARTS:
        return cell
    parts = [find_cell(targets, asked._replace(names=(name,))) for name in PARTS[key]]
    if not all(part and part["value"] is not None for part in parts):
        return None
    return {**parts[0], "value": [part["value"] for part in parts if part]} if parts[0] else None


def find_cell(targets: Sequence[Target], asked: Asked) -> Target | None:
    """The target that fills a cell: one with a number before one in words, and the first of them."""
    wanted = [name for printed in asked.names for name in read_names(printed)]
    found = [
        target
        for target in targets
        if (target["period"], target["aspect"]) == (asked.period, asked.aspect)
        and any(_is_named(target, name) for name in wanted)
    ]
    found = found or [
        target
        for target in targets
        if asked.aspect == target["aspect"] == "review"
        and target["role"] == "actual"
        and target["period"].endswith(f"-{asked.period}")  # a level that is told of several years is that of the last
        and any(_is_named(target, name) for name in wanted)
    ]
    return min(found, key=lambda target: (target["role"] == "other", target["value"] is None, _is_step(target)), default=None)


def _is_step(target: Target) -> bool:
    """Whether a value is one that was passed: 迈上6万亿元台阶，达到62661亿元."""
    return f"{target['text']}台阶" in target["paragraph"] or f"{target['text']}新台阶" in target["paragraph"]


def _is_named(target: Target, wanted: Name) -> bool:
    for name in read_names(target["indicator"]):
        if target["value"] is None:
            measure = wanted.measure
        elif target["role"] == "change":
            measure = "rate"
        else:
            measure = name.measure
        if name.key == wanted.key and measure == wanted.measure:
            return True
    return False


def score(rows: Sequence[Cell], read: Mapping[str, Sequence[Target]]) -> tuple[dict[str, float], list[str]]:
    """Shares: numeric cells right, cells wrong or invented, cells in words of the right class, empty cells left empty."""
    count = dict.fromkeys(("numbers", "number", "wrong", "texts", "words", "nulls", "none"), 0)
    misses = []
    for row in rows:
        cell = find_parts(read[row["region"]], row["key"])
        is_number = cell is not None and cell["value"] is not None
        if row["text"] is None:
            right = cell is None
            count["nulls"] += 1
            count["none"] += right
            count["wrong"] += is_number
        elif row["comparator"] == "text":
            right = cell is not None and cell["class"] == row["norm"]
            count["texts"] += 1
            count["words"] += right
            count["wrong"] += is_number
        else:
            right = is_number and cell is not None and _is_same(row, cell)
            count["numbers"] += 1
            count["number"] += right
            count["wrong"] += is_number and not right
        if not right:
            stated = f"{cell['indicator']} {cell['text']} {cell['class']}" if cell else "nothing"
            misses.append(f"{row['region']} {row['key']}: {row['text']} {row.get('norm', '')} — {stated}")
    figures = {
        name: count[part] / (count[whole] or 1)
        for name, part, whole in (("number", "number", "numbers"), ("words", "words", "texts"), ("none", "none", "nulls"))
    }
    return {**figures, "right_or_silent": 1 - count["wrong"] / len(rows)}, misses


def _is_same(row: Cell, cell: Target) -> bool:
    want, have = row["value"], cell["value"]
    wants, haves = (value if isinstance(value, list) else [value] for value in (want, have))
    scales = [base_of(unit)[1] for unit in (row["unit"], cell["unit"])]
    same = len(wants) == len(haves) and all(
        isclose(abs(a) * scales[0], abs(b) * scales[1], rel_tol=1e-6) for a, b in zip(wants, haves, strict=True)
    )
    return same and (row["comparator"] == cell["comparator"])


def read_targets(file: Path) -> list[Target]:
    """What `plandiff targets` prints for a file."""
    command = [sys.executable, "-m", "plandiff", "targets", str(file), "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found: list[Target] = json.loads(done.stdout)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print the cells that are not right")
    options = parser.parse_args()
    gold = DATA / "gold" / "matrix" / "indicators.jsonl"
    if not gold.exists():
        sys.exit(f"{DATA} holds no labelled cells; set PLANDIFF_BENCH_DATA to the folder that does")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    folder = DATA / "data" / "provinces_2026"
    read = {region: read_targets(folder / f"{region}.txt") for region in sorted({row["region"] for row in rows})}
    figures, misses = score(rows, read)
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
