"""How well the periods of the units of plans, and the points of their paragraphs, are recognized.

    python bench/periods.py [--json] [--wrong]

For every labelled quantity of `gold/matrix`: whether its section, its unit, and its place in the unit have the right period
(`right`), none, or another (`wrong`), and whether retrospect is told from plans. For every labelled point of `gold/cases`:
whether a part begins there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from outside import DATA
from plandiff.language.periods import Scope
from plandiff.model import Plan
from plandiff.pipeline import load

ASPECTS: Final = {"review": "review", "list": "plan", "tasks": "plan", "plan155": "plan"}
"""Label of a quantity's location -> the aspect of its section."""


POINTS: Final = "gwr_neimenggu_henan"
"""The case with labelled points."""


class Reading(NamedTuple):
    """What is recognized of the period of a labelled quantity."""

    where: str
    scope: Scope
    label: dict[str, Any]

    @property
    def period(self) -> str:
        found = self.scope.period
        return "none" if found is None else "right" if str(found) == self.label["year"] else "wrong"

    @property
    def aspect(self) -> str:
        found = self.scope.aspect
        return "none" if found is None else "right" if found == ASPECTS[self.label["where"]] else "wrong"


def readings() -> Iterator[Reading]:
    """What is recognized of the period of each labelled quantity, its section, its unit and its place there."""
    lines = (DATA / "gold" / "matrix" / "indicators.jsonl").read_text(encoding="utf-8").splitlines()
    plans: dict[str, Plan] = {}
    for label in map(json.loads, lines):
        if label.get("anchor"):
            region = label["region"]
            plan = plans.setdefault(region, load(DATA / "data" / "provinces_2026" / f"{region}.txt"))
            unit = next(unit for unit in plan.units if label["anchor"] in unit.text)
            place = unit.text.index(label["anchor"]) + len(label["anchor"])
            section = plan.sections_above(unit.id)[-1]
            yield Reading("section", section.timing.scope, label)
            yield Reading("unit", unit.timing.scope, label)
            yield Reading("place", unit.timing.at(place), label)


def points() -> Iterator[tuple[str, bool]]:
    """The labelled points, by their first words, and whether a part of a unit begins with these."""
    case = DATA / "gold" / "cases" / POINTS
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    plan = load(case / "old.txt")
    for label in gold["parts"]:
        block = gold["old_blocks"][label["a"]]
        units = (unit for unit in plan.units if unit.parts and unit.text in block)
        yield label["part"], any(unit.text.startswith(label["part"], part.start) for unit in units for part in unit.parts)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--wrong", action="store_true", help="print what is wrong")
    asked = arguments.parse_args()
    counts: dict[str, Counter[str]] = {}
    for reading in readings():
        for kind in ("period", "aspect"):
            value = getattr(reading, kind)
            counts.setdefault(f"{kind} of the {reading.where}", Counter())[value] += 1
            if asked.wrong and value == "wrong":
                label = reading.label
                print(
                    f"{reading.where} {kind}: {reading.scope} for {label['year']} ({label['where']}) {label['region']} {label['anchor']}"
                )
    for lead, begun in points():
        counts.setdefault("labelled points", Counter())["right" if begun else "wrong"] += 1
        if asked.wrong and not begun:
            print(f"no part begins with {lead}")
    if asked.json:
        print(json.dumps(counts))
        return
    for name, count in counts.items():
        share = (count["right"] + count["none"]) / count.total()
        print(f"{name:22} right {count['right']:3}  none {count['none']:3}  wrong {count['wrong']:3}  right or none {share:.3f}")


if __name__ == "__main__":
    main()
