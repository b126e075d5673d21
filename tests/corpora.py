"""Documents for tests of a corpus: made of sentences of our own, so that it is known what was borrowed from where."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from plandiff.corpus.build import Options, Outcome, build
from plandiff.corpus.engine import database, files
from plandiff.corpus.held import Corpus
from plandiff.corpus.queries import TABLES
from plandiff.corpus.settle import read_current
from plandiff.corpus.storage import Folder, Storage
from plandiff.corpus.work import Here, Pool

CHARACTERS = "".join(map(chr, range(0x5000, 0x5600)))


def sentence(seed: int, length: int = 60) -> str:
    """Nonsense that is another for every seed: what two of them have in common is chance."""
    chosen = random.Random(seed).choices(CHARACTERS, k=length)  # noqa: S311 - the same for ever
    return f"{''.join(chosen[: length // 2])}，{''.join(chosen[length // 2 :])}。"


def own(n: int) -> list[str]:
    """Passages that no other document has."""
    return [sentence(10_000 + 10 * n + k) for k in range(3)]


def reworded(text: str, seed: int, share: float = 0.2) -> str:
    """A passage in which a stretch of so much of it is other words."""
    rng = random.Random(seed)  # noqa: S311 - the same for ever
    length = int(len(text) * share)
    start = rng.randrange(len(text) - length)
    return text[:start] + "".join(rng.choices(CHARACTERS, k=length)) + text[start + length :]


def document(title: str, *passages: str, date: str = "") -> str:
    head = f"---\ntitle: {title}\n" + (f"date: {date}\n" if date else "") + "---\n"
    return head + "\n\n".join((f"# {title}", "## 一、主要任务", *passages)) + "\n"


def write(folder: Path, **documents: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def cities(folder: Path, count: int = 6, own: int = 3) -> Path:
    """Plans of so many cities, each with passages of its own and one of its predecessor's, a fifth of it changed."""
    for n in range(count):
        taken = reworded(sentence(1000 + n - 1), n) if n else sentence(7)
        passages = [*(sentence(100 * n + k) for k in range(own)), sentence(1000 + n), taken]
        write(folder, **{f"city{n}": document(f"第{n}市行动方案", *passages, date=f"20{10 + n}-03-01")})
    return folder


def built(
    where: Path | Storage, *sources: Path | str, pool: Pool | None = None, options: Options | None = None, **asked: Any
) -> Outcome:
    storage = Folder(str(where)) if isinstance(where, Path) else where
    return build(Corpus.create(storage), list(map(str, sources)), pool or Here(), options or Options(), **asked)


def tables(where: Path | Storage) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but for which batch an error is in."""
    storage = Folder(str(where)) if isinstance(where, Path) else where
    current = read_current(storage)
    assert current
    found = {}
    with database(storage) as connection:
        for table in TABLES:
            dropped = "exclude (batch)" if table == "errors" else ""
            query = f"select * {dropped} from {files(storage, [current.file(table)])}"  # noqa: S608 - files of the test
            found[table] = connection.execute(query).fetchall()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a corpus."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}
