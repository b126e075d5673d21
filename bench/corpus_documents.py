"""Documents with a known truth, in addition to the data folder's `make_corpus.py`: chains of borrowing with known parents, passages that
hundreds of documents have, and sentences inside long paragraphs. The same arguments give the same bytes.

The text around them is an order-2 Markov chain of characters over real passages: nonsense with natural frequencies of shared grams.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

RATES: Final = (0.0, 0.3, 0.6)
"""Shares of the clauses that are reworded."""
FIRST_DAY: Final = date(2001, 1, 1)


class Nonsense:
    """Generated filler paragraphs."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._openings = [passage[:2] for passage in passages]
        for passage in passages:
            for one, two, three in zip(passage, passage[1:], passage[2:], strict=False):
                self._after[one + two].append(three)

    def paragraph(self, rng: random.Random, length: int) -> str:
        state = rng.choice(self._openings)
        text = state
        while len(text) < length:
            following = self._after.get(state)
            if following is None:
                state = rng.choice(self._openings)
                text += "，" + state
                continue
            character = rng.choice(following)
            text, state = text + character, state[1] + character
        return text.rstrip("。，；") + "。"


class Link(NamedTuple):
    """A place in a chain."""

    document: str
    parent: str
    """The document that it was taken from; "" for the first."""
    text: str
    parent_text: str


class Spread(NamedTuple):
    """A passage that was put into a document."""

    document: str
    source: str
    text: str
    rate: float


def write_document(folder: Path, name: str, title: str, day: date, paragraphs: Sequence[str]) -> None:
    body = "\n\n".join(f"## 第{number}条\n\n{text}" for number, text in enumerate(paragraphs, 1))
    (folder / name).write_text(f"# {title}\n\n（{day.year}年{day.month}月{day.day}日发布）\n\n{body}\n", encoding="utf-8")


def chains(folder: Path, passages: Sequence[str], revise: ModuleType, count: int, length: int) -> Iterator[Link]:
    """Chains of documents: each has its passage from an earlier one of its chain, verbatim or reworded."""
    nonsense = Nonsense(passages)
    for chain in range(count):
        rng = random.Random(chain)  # noqa: S311 - no secret
        editor = revise.Editor(random.Random(10_000 + chain), list(passages))  # noqa: S311 - no secret
        source = rng.choice([passage for passage in passages if 60 <= len(passage) <= 300])
        there: list[tuple[str, str]] = []
        day = FIRST_DAY + timedelta(rng.randrange(3000))
        for number in range(length):
            name = f"c{chain:03}-{number:02}.md"
            parent, parent_text = rng.choice(there) if there else ("", source)
            text = editor.reword(parent_text, 0.3) if there and rng.random() < 0.6 else parent_text
            filler = [nonsense.paragraph(rng, rng.choice([80, 120, 200, 300])) for _ in range(8)]
            filler.insert(rng.randrange(8), text)
            write_document(folder, name, f"第{chain}号第{number}份办法", day, filler)
            yield Link(name, parent, text, parent_text)
            there.append((name, text))
            day += timedelta(rng.randint(20, 400))


def spread(folder: Path, passages: Sequence[str], revise: ModuleType, count: int, copies: int) -> Iterator[Spread]:
    """Passages, each in many documents of three such passages, a third of them at each of the `RATES`."""
    nonsense = Nonsense(passages)
    rng = random.Random(3)  # noqa: S311 - no secret
    editor = revise.Editor(random.Random(4), list(passages))  # noqa: S311 - no secret
    chosen = rng.sample([passage for passage in passages if 60 <= len(passage) <= 300], count)
    wanted = [(source, RATES[copy % len(RATES)]) for source in chosen for copy in range(copies)]
    rng.shuffle(wanted)
    for number in range(0, len(wanted), 3):
        name = f"s{number:06}.md"
        texts = [(source, editor.reword(source, rate) if rate else source, rate) for source, rate in wanted[number : number + 3]]
        filler = [nonsense.paragraph(rng, rng.choice([80, 120, 200, 300])) for _ in range(12)]
        day = FIRST_DAY + timedelta(rng.randrange(8000))
        write_document(folder, name, f"第{number}号通知", day, [*(text for _, text, _ in texts), *filler])
        for source, text, rate in texts:
            yield Spread(name, source, text, rate)


def sentences(passages: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """Pairs of unrelated paragraphs of 300 to 800 characters that have a sentence of 40 to 90 in common, a fifth of it replaced."""
    rng = random.Random(5)  # noqa: S311 - no secret
    long = [passage for passage in passages if 300 <= len(passage) <= 800]
    short = [passage[: rng.randint(40, 90)] for passage in passages if 40 <= len(passage) <= 300]
    letters = "".join(short)
    for _ in range(count):
        one, other = rng.sample(long, 2)
        sentence = rng.choice(short)
        start = rng.randrange(len(sentence) * 4 // 5)
        width = len(sentence) // 5
        place = rng.randrange(len(letters) - width)
        changed = sentence[:start] + letters[place : place + width] + sentence[start + width :]
        a, b = rng.randrange(len(one)), rng.randrange(len(other))
        yield one[:a] + sentence + one[a:], other[:b] + changed + other[b:]
