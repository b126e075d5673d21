"""Fit the weights that decide whether a run of numbers heads sections or counts items.

    python bench/fit_headings.py [--ridge X] [--wrong]

A logistic regression over the evidence of `plandiff.normalize.runs`, by Newton's method. The runs come from documents whose
headings are known: the labelled trees and laws of the data folder, the documents of tests/, and plans, reports and regulations
of the data folder whose runs were read one by one for this purpose (`READ`). Prints the weights for
`plandiff.normalize.tuning`, how many runs they get wrong, and how many if each document is judged by weights that were
fitted without it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp
from pathlib import Path
from typing import Final

from outside import DATA, ROOT, load_script
from plandiff.normalize import headings, normalize, runs
from plandiff.normalize.entries import ClassifiedBlock
from plandiff.normalize.tuning import TUNING, Tuning
from plandiff.pipeline import open_document
from plandiff.readers import read

RIDGE: Final = 0.05
"""Strength of the L2 penalty; without it the weights of evidence that is never wrong grow without bound."""
ROUNDS: Final = 12
READ: Final = ("city_html", "education", "gov_pages", "national", "plans_md", "provinces_2026")
"""Folders whose runs were read. Outside articles they head sections and inside they are items, except those that begin like this:"""
LISTS: Final = "en-w3c-2020-2021"
"""The pair with labelled findings whose headings are all stated: every run in it is a list."""
ITEMS: Final = (
    *("1.持有在有效期限", "1.本市低保", "（一）符合条件的残疾人", "（一）残疾人两项补贴纳入", "1.死亡或宣告死亡"),
    *("（一）学校要按照", "1.学生向学校学分", "1.具有我省", "2.浙江省普通高中必修", "1.绿色指标"),
    *(
        "（十）经营性文化",
        "（一）经营性文化",
        "（十六）发生分立",
        "（一）中央财政和地方",
        "（二十）财税",
        "（二十）允许",
        "（十四）转制后",
        "（十二）转制后",
        "（五）建立健全党委",
    ),
    *("（九）对投资兴办", "（三十）经营性", "（二十八）转制后", "（一）从1996年起", "（四十八）增强企业用工"),
    *(
        "1．高精度监测",
        "1．中央生活类",
        "1．基础理论",
        "1.通过“以工代赈”",
        "1.“两重”",
        "1.“四上”",
        "1.“2030启航",
        "22.“百羽争锋”",
    ),
)
HEADINGS: Final = ("（一）职工参保人员", "（一）长期失能人员", "（一）生活照料费用", "（一）公开征集")
UNSURE: Final = (
    *(
        "（一）市民政部门会同",
        "（一）普通高中学生应",
        "（一）学分认定是",
        "（一）困难残疾人生活",
        "（十七）对转制时",
        "（一）由于目前",
    ),
    *(
        "（一）你省的",
        "（一）各地区、各有关",
        "（三十六）进一步",
        "（一）借鉴北京市",
        "（十七）研究支持",
        "（一）小型车辆",
        "2.关于推进广州",
        "1. No changes to text",
    ),
)
"""Numbered paragraphs of one sentence or two: if the first is short, readers may disagree."""

Label = Callable[[ClassifiedBlock, bool], bool | None]


@dataclass(frozen=True)
class Run:
    """One run of numbers and what it is."""

    document: str
    first: str
    evidence: tuple[float, ...]
    """The evidence, with a leading 1 for the intercept."""
    heading: bool


# --- runs with a known role -------------------------------------------------------------------


def known_runs() -> list[Run]:
    """All of them; a run that several documents or editions print is given once."""
    found = {(run.first, run.evidence): run for run in (*_labelled(), *_own(), *_read())}
    return list(found.values())


def _labelled() -> Iterator[Run]:
    squeeze = load_script("score").squeeze
    for case in sorted((DATA / "gold" / "cases").glob("tree-*")):
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        numbers = {heading["id"] for heading in gold["headings_old"]}
        open_ = {*gold.get("neutral_old", ()), *gold.get("ignore_old", ())}
        texts: dict[str, set[bool | None]] = defaultdict(set)
        for number, text in enumerate(gold["old_blocks"]):
            texts[squeeze(text)].add(None if number in open_ else number in numbers)
        known = {text: next(iter(labels)) for text, labels in texts.items() if len(labels) == 1}
        yield from _runs(min(case.glob("old.*")), partial(_by_text, known, squeeze))
    for pattern in ("defedu", "lawcomparator-*", "rewritten-*", "voc_*"):
        for case in sorted((DATA / "gold" / "cases").glob(pattern)):
            for side in ("old", "new"):
                yield from _runs(min(case.glob(f"{side}.*")), lambda _, article: False if article else None)


def _by_text(known: Mapping[str, bool | None], squeeze: Callable[[str], str], entry: ClassifiedBlock, _: bool) -> bool | None:
    return known.get(squeeze(entry.block.text))


def _own() -> Iterator[Run]:
    for folder in sorted((ROOT / "tests" / "trees").iterdir()):
        expected = (folder / "expected.txt").read_text(encoding="utf-8")
        found = re.findall(r"^\s*\[\d+\] ([^|\n]+)\|(.*)$", expected, re.MULTILINE)
        yield from _runs(min(folder.glob("input.*")), partial(_by_head, tuple(map(_close, map("".join, found)))))
    for path in sorted(path for folder in ("cases", "rules") for path in (ROOT / "tests" / folder).glob("*/*.*")):
        if path.suffix in {".md", ".txt", ".html"} and path.stem != "expected":
            yield from _runs(path, lambda _, article: not article)


def _by_head(heads: tuple[str, ...], entry: ClassifiedBlock, _: bool) -> bool:
    return _close(entry.block.text).startswith(heads)


def _close(text: str) -> str:
    return text.replace(" ", "")


def _read() -> Iterator[Run]:
    def label(entry: ClassifiedBlock, article: bool) -> bool | None:
        text = entry.block.text
        if text.startswith(UNSURE):
            return None
        return text.startswith(HEADINGS) if article else not text.startswith(ITEMS)

    for folder in READ:
        for path in sorted((DATA / "data" / folder).rglob("*")):
            if path.suffix in {".md", ".txt", ".html"} and path.name != "README.md":
                yield from _runs(path, label, first_only=True)
    for path in sorted((DATA / "gold" / "findings" / "pairs" / LISTS).glob("*.html")):
        yield from _runs(path, lambda entry, _: None if entry.block.text.startswith(UNSURE) else False, first_only=True)


def _runs(path: Path, label: Label, *, first_only: bool = False) -> Iterator[Run]:
    """The runs of a document that have a label: that of most of their members, or of the first."""
    found: list[Run] = []
    evidence_of = runs.evidence_of

    def keep(
        entries: Sequence[ClassifiedBlock], every: Sequence[Sequence[int]], tuning: Tuning, under_article: Sequence[bool]
    ) -> list[runs.Evidence]:
        all_evidence = evidence_of(entries, every, tuning, under_article)
        for run, evidence, is_list in zip(every, all_evidence, runs.known_lists(entries, every), strict=True):
            labels = [label(entries[index], under_article[run[0]]) for index in (run[:1] if first_only else run)]
            known = [part for part in labels if part is not None]
            if known and not headings.continues_annex_list(entries, run[0]) and not is_list:
                first = entries[run[0]].block.text
                found.append(Run(path.parent.name + "/" + path.name, first, (1.0, *evidence), 2 * sum(known) > len(known)))
        return all_evidence

    vars(runs)["evidence_of"] = keep
    normalize(read(open_document(path)))
    vars(runs)["evidence_of"] = evidence_of
    yield from found


# --- fitting ------------------------------------------------------------------------------------


def fit(known: Sequence[Run], ridge: float) -> list[float]:
    """The maximum-likelihood weights with the penalty `ridge`; the first is the intercept."""
    size = len(known[0].evidence)
    same = Counter((run.evidence, run.heading) for run in known)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [0.0] + [-ridge * weight for weight in weights[1:]]
        curve = [[ridge * (row == column) for column in range(size)] for row in range(size)]
        for (evidence, heading), count in same.items():
            likely = 1 / (1 + exp(-sum_of(weights, evidence)))
            for row, one in enumerate(evidence):
                slope[row] += count * (heading - likely) * one
                for column, other in enumerate(evidence):
                    curve[row][column] += count * likely * (1 - likely) * one * other
        weights = [weight + step for weight, step in zip(weights, solved(curve, slope), strict=True)]
    return weights


def sum_of(weights: Sequence[float], evidence: Sequence[float]) -> float:
    return sum(weight * share for weight, share in zip(weights, evidence, strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small symmetric linear system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for row in rows[:at] + rows[at + 1 :]:
            factor = row[at] / pivot[at]
            row[:] = [value - factor * above for value, above in zip(row, pivot, strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def wrong(weights: Sequence[float], known: Sequence[Run]) -> list[Run]:
    return [run for run in known if (sum_of(weights, run.evidence) > 0) != run.heading]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--wrong", action="store_true", help="print the runs that are judged wrongly")
    options = parser.parse_args()
    known = known_runs()
    weights = fit(known, options.ridge)
    names = ("run", *(f"run_{name}" for name in runs.Evidence._fields))
    for name, weight in zip(names, weights, strict=True):
        print(f"{name}: float = {weight:.2f}")
    documents = {run.document for run in known}
    out: list[Run] = []
    for document in sorted(documents):
        own = [run for run in known if run.document == document]
        out += wrong(fit([run for run in known if run.document != document], options.ridge), own)
    shipped = [getattr(TUNING, name) for name in names]
    print(f"{len(known)} runs of {len(documents)} documents, {sum(run.heading for run in known)} of headings")
    for name, found in (("fitted", wrong(weights, known)), ("without the document", out), ("shipped", wrong(shipped, known))):
        print(f"{name}: {len(found)} wrong")
        for run in found if options.wrong else ():
            print(f"  {run.document}: {run.first[:40]} {'heading' if run.heading else 'item'} {run.evidence[1:]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
