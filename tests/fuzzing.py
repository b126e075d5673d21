"""Hostile and broken inputs: short texts of our own, changed at random, given to every reader and every stage.

    python tests/fuzzing.py [--minutes 10] [--seed N] [TARGET …]
    python tests/fuzzing.py --texts 100000 canonical

A target takes bytes and asserts what must hold for any; what it may raise is a `PlandiffError`. Inputs are made of the files in
`fuzz/corpus`, and of files that are built here for formats that are no text, by a few changes each. All is decided by a seed and the number
of the input, so that one that failed can be made again; it is kept in `fuzz/regressions/TARGET`, made smaller, and is a test from then on.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

import plandiff
from fuzz_texts import written
from laws import check_laws
from ofd_files import content, lines_of, ofd, ruled
from pdf_files import pdf, text
from plandiff.errors import PlandiffError
from plandiff.judgement import parse_notes
from plandiff.model import Plan, Review, Source
from plandiff.pipeline import write
from plandiff.readers.formats import FORMATS
from plandiff.readers.office import read_converted, read_converted_sheets
from plandiff.renderers import RENDERERS, REVIEW_RENDERERS, RenderOptions
from plandiff.targets import find_targets
from sheet_files import xlsx
from word_files import HEADINGS, cell, deleted, docx, ins, p, r, table, zipped

FOLDER: Final = Path(__file__).with_name("fuzz")
CORPUS: Final = FOLDER / "corpus"
REGRESSIONS: Final = FOLDER / "regressions"
PARTED: Final = b"\n=====\n"
"""Between the two documents of an input to a target that compares."""
PAIRED: Final = ("compare", "targets", "review", "laws")
"""Targets whose inputs are two documents."""
LONGEST: Final = 4_000
"""Bytes of the longest input that is made of texts: what is odd is odd when it is short."""
KEPT: Final = 20
"""Inputs of one target that are kept in one run (count); the same fault often shows in many."""
CHANGES: Final = 6
"""Changes of one input at most (count)."""

Target = Callable[[bytes], None]


# --- targets ----------------------------------------------------------------------------------------


def reading(suffix: str) -> Target:
    """A target that reads its input as a file of a format, and asks for the plan that is in it."""

    def read(data: bytes) -> None:
        plan = plandiff.load(Source(f"plan{suffix}", data))
        assert all(plan.unit[unit.id] == unit for unit in plan.units)

    return read


def canonical(data: bytes) -> None:
    """Canonical text is a fixed point: read and written again it is the same, and so is the plan."""
    plan = plandiff.load(Source("plan.txt", data))
    written = write(plan)
    again = plandiff.load(Source("plan.md", written))
    assert again.root == plan.root, "another tree"
    assert write(again) == written, "another text"


def comparing(data: bytes) -> None:
    """Two documents are compared in both modes, and the result is written in every format."""
    old, new = sides(data)
    for mode in ("versions", "regions"):
        comparison = plandiff.compare(old, new, mode=mode)
        for known in RENDERERS:
            if ".pdf" not in known.suffixes:  # that is the page, printed by a browser
                known.render(comparison, RenderOptions())


def lawful(data: bytes) -> None:
    """What must be true of every comparison is true of this one, in both modes; written again, it is the same bytes."""
    old, new = sides(data)
    for mode in ("versions", "regions"):
        comparison = check_laws(old, new, mode)
        for known in RENDERERS:
            if known.name in ("json", "text"):
                assert known.render(comparison, RenderOptions()) == known.render(comparison, RenderOptions()), known.name


def targets(data: bytes) -> None:
    """The quantities of a document stand where they say, and those of two are matched one with one."""
    old, new = sides(data)
    for plan in (old, new):
        for found in find_targets(plan):
            assert found.text in plan.unit[found.node].text or found.text in found.paragraph
    comparison = plandiff.compare(old, new)
    for side in ("old", "new"):
        stated = [id(getattr(change, side)) for change in comparison.targets if getattr(change, side)]
        assert len(stated) == len(set(stated))


def reviewing(data: bytes) -> None:
    """A review of two documents is written in every format of reviews; the same bytes are read as a notes file."""
    old, new = sides(data)
    review = Review.of(plandiff.compare(old, new))
    for known in REVIEW_RENDERERS:
        known.render(review, RenderOptions())
    parse_notes(data, "notes.toml")


def sides(data: bytes) -> tuple[Plan, Plan]:
    old, _, new = data.partition(PARTED)
    return plandiff.load(Source("old.md", old)), plandiff.load(Source("new.md", new))


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        f"read-{row.name}": reading(row.suffixes[0])
        for row in FORMATS
        # LibreOffice reads these, and its own people test it so
        if row.read not in (read_converted, read_converted_sheets)
    }
    | {"canonical": canonical, "compare": comparing, "laws": lawful, "targets": targets, "review": reviewing}
)


# --- inputs -----------------------------------------------------------------------------------------


@cache
def corpus(target: str) -> tuple[bytes, ...]:
    """What the inputs of a target are made of."""
    if target in BUILT:
        return tuple(BUILT[target]())
    texts = tuple(path.read_bytes() for path in sorted(CORPUS.iterdir()))
    if target in PAIRED:
        return tuple(old + PARTED + new for old in texts[::2] for new in texts[1::3])
    return texts


def _word_files() -> Iterator[bytes]:
    body = p("云溪市规划", style="H1") + p("一、目标", style="H2") + p("新建学校", ins("12所"), deleted("10所"), "。")
    yield docx(body, styles=HEADINGS)
    yield docx(body + table(("指标", "2025年"), ("入园率", "95%")) + f"<w:tbl><w:tr>{cell('甲', span=2)}</w:tr></w:tbl>")
    yield docx(p(r("1.", "<w:b/>"), at=(1, 0)) + p("二项", at=(1, 1)))


def _sheets() -> Iterator[bytes]:
    yield xlsx([["指标", "2025年", "备注"], ["入园率", (0.95, "0%"), "约束性"], ["学位", (1200, "#,##0"), None]])


def _ofd_files() -> Iterator[bytes]:
    lines, _ = lines_of("为办好人民满意的教育，制定本规划，到2030年新增学位一万个。", 60)
    yield ofd(content(lines + ruled([("指标", "值"), ("学位", "10")], 30, 120)))


def _pdf_files() -> Iterator[bytes]:
    yield pdf(text("1 Goals", "By 2030 train 500 teachers.", "2 Means"))


BUILT: Final = {"read-docx": _word_files, "read-xlsx": _sheets, "read-ofd": _ofd_files, "read-pdf": _pdf_files}
"""Targets whose inputs are no texts, and what makes theirs."""


def related(chance: random.Random) -> bytes:
    """A document and what became of it: another one, or itself with a few changes."""
    old = written(chance)
    new = old if chance.random() < 0.7 else written(chance)
    for _ in range(chance.randint(0, CHANGES)):
        new = changed(new, (old,), chance)
    return old + PARTED + new


SIGNS: Final = (
    *(
        "#",
        "##",
        "- ",
        "* ",
        "> ",
        "1. ",
        "|",
        "||",
        "|---|",
        "```",
        "~~~",
        "---",
        "***",
        "`",
        "**",
        "__",
        "~~",
        "==",
        "^",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "\\",
        "&",
        "&amp;",
        "&#0;",
        "&#x4e00;",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<table>",
        "<td rowspan=9>",
        "</table>",
        "<pre>",
        "<br>",
    ),
    *(
        "[",
        "](",
        ")",
        "![",
        "{#a}",
        "{=",
        "\t",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u2028",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\x00",
        "\x0c",
    ),
    *(
        "一、",
        "（一）",
        "第一条",
        "第十二章",
        "①",
        "附件1",
        "目录",
        "1.1 ",
        "(a)",
        "2025年",
        "2026—2030年",
        "95%",
        "十二所",
        "万元",
        "翻一番",
        "不低于",
    ),
    *("，", "。", "：", "《", "》", "“", "”", "……", "——", "·", "é", "\u0301", "𠮷", "👨‍👩‍👧", "⺼", "一"),
    *("---\nplandiff: 1\n---\n", "---\ntitle: 甲\n---\n", "<del>", "<ins>", "~~甲~~", "$a$", "</section>", "<script>", "\ud7ff"),
)
"""What means something to some reader."""


def inputs(target: str, seed: int, first: int = 0) -> Iterator[bytes]:
    """The inputs of a target without end, each decided by its number."""
    number = first
    while True:
        yield made(target, seed, number)
        number += 1


def made(target: str, seed: int, number: int) -> bytes:
    """One input of a target."""
    chance = random.Random(f"{target} {seed} {number}")  # noqa: S311 - not a secret
    known = corpus(target)
    if target in BUILT or chance.random() < 0.4:
        data = chance.choice(known)
    else:
        data = written(chance) if target not in PAIRED else related(chance)
    for _ in range(chance.randint(0, CHANGES)):
        data = _packed(data, known, chance) if data.startswith(b"PK") and chance.random() < 0.9 else changed(data, known, chance)
    return data


def _packed(data: bytes, known: tuple[bytes, ...], chance: random.Random) -> bytes:
    """An archive of which one part was changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
    ):  # it is broken already
        return data
    name = chance.choice(sorted(parts))
    parts[name] = changed(parts[name], known, chance)
    return zipped(parts)


def changed(data: bytes, known: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Bytes with one change: taken out, doubled, moved, put in, taken from another input, or overwritten."""
    if chance.random() < 0.7:  # keeps characters whole
        signs = data.decode("utf-8", "surrogateescape")
        start = chance.randint(0, len(signs))
        end = min(len(signs), start + chance.choice((0, 1, 1, 2, 5, 20, 80)))
        way = chance.randrange(5)
        if way == 0:
            signs = signs[:start] + signs[end:]
        elif way == 1:
            signs = signs[:end] + signs[start:end] * chance.choice((1, 1, 2, 9)) + signs[end:]
        elif way == 2:
            place = chance.randint(0, len(signs))
            signs = signs[:place] + signs[start:end] + signs[place:]
        elif way == 3:
            signs = signs[:start] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 30)) + signs[start:]
        else:
            signs = signs[:start] + chance.choice(SIGNS) + signs[end:]
        data = signs.encode("utf-8", "surrogateescape")
    elif chance.random() < 0.5:
        other = chance.choice(known)
        start, cut = chance.randint(0, len(data)), chance.randint(0, len(other))
        data = data[:start] + other[cut : cut + chance.randint(0, 200)] + data[start:]
    else:
        start = chance.randint(0, len(data))
        data = data[:start] + chance.randbytes(chance.choice((1, 1, 2, 4))) + data[start + chance.randint(0, 4) :]
    return data if data.startswith((b"PK", b"%PDF")) else data[:LONGEST]


# --- failures ---------------------------------------------------------------------------------------


def failure(target: str, data: bytes) -> str:
    """What went wrong with an input, and where; "" where nothing did."""
    try:
        TARGETS[target](data)
    except PlandiffError:
        return ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:100]}"
    return ""


def smaller(target: str, data: bytes, tries: int = 400) -> bytes:
    """A shorter input that goes wrong at the same place."""
    said = failure(target, data).partition(":")[0]
    size = max(1, len(data) // 2)
    while size and tries:
        for start in range(0, len(data), size):
            tries -= 1
            shorter = data[:start] + data[start + size :]
            if failure(target, shorter).partition(":")[0] == said:
                data = shorter
                break
            if not tries:
                break
        else:
            size //= 2
    return data


def kept(target: str, data: bytes) -> Path:
    """The file in which an input that failed is kept."""
    path = REGRESSIONS / target / sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run(target: str, seed: int, seconds: float, most: int) -> tuple[int, dict[str, Path]]:
    """How many inputs a target was given, and where what failed is kept, by what went wrong."""
    until = time.monotonic() + seconds
    failed: dict[str, Path] = {}
    count = 0
    for data in inputs(target, seed):
        if count >= most or time.monotonic() > until:
            break
        count += 1
        said = failure(target, data)
        if said and len(failed) < KEPT:
            path = kept(target, smaller(target, data))
            if path not in failed.values():
                failed[f"{said} ({count})"] = path
                print(f"  {target}: {said}\n    {path}", flush=True)  # noqa: T201
    return count, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all of them")
    parser.add_argument("--minutes", type=float, default=10.0, help="shared among the targets (10)")
    parser.add_argument("--texts", type=int, default=sys.maxsize, help="inputs of each target at most")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the day's own, unless given")
    options = parser.parse_args()
    asked = options.targets or list(TARGETS)
    if unknown := sorted(set(asked) - set(TARGETS)):
        parser.error(f"no target {unknown[0]}; there are {', '.join(TARGETS)}")
    failures = 0
    print(f"seed {options.seed}", flush=True)  # noqa: T201
    for target in asked:
        count, failed = run(target, options.seed, options.minutes * 60 / len(asked), options.texts)
        failures += len(failed)
        print(f"{target}: {count} inputs, {len(failed)} failures", flush=True)  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
