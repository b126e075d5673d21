"""Documents ─▶ a batch: read, split into passages, printed. The only work done on each document alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final, NamedTuple

from plandiff import pipeline
from plandiff.corpus.batches import Batch, Failure, file_of, id_of, members_of, record
from plandiff.corpus.canon import canon, key_of, measure
from plandiff.corpus.engine import database, give, save
from plandiff.corpus.listing import Listed, Member, read_listed
from plandiff.corpus.metadata import is_day
from plandiff.corpus.prints import prints_of
from plandiff.corpus.queries import BATCH_FILES
from plandiff.corpus.rarity import count_grams
from plandiff.corpus.storage import Storage
from plandiff.corpus.tuning import Recipe
from plandiff.errors import PlandiffError
from plandiff.language.dates import DAY_OF_YEAR, find_day
from plandiff.model import Plan

PASSED_OVER: Final = frozenset({"table", "opaque"})
"""Kinds of units without a wording of their own."""
BETWEEN_HEADINGS: Final = " › "
_DAY: Final = re.compile(DAY_OF_YEAR)


class Prepared(NamedTuple):
    """A document with its passages."""

    document: dict[str, Any]
    passages: list[dict[str, Any]]


class Chunk(NamedTuple):
    """A worker's input: where the corpus is, and how its prints are made."""

    storage: Storage
    recipe: Recipe


def prepare(chunk: Chunk, members: Sequence[Member]) -> Batch:
    """Make a batch of some documents; those that cannot be read are listed in its errors."""
    prepared: list[Prepared] = []
    errors: list[Failure] = []
    for member in members:
        try:
            prepared.append(_prepare(member))
        except MemoryError:
            raise
        except PlandiffError as problem:
            errors.append(failure_of(member, "read", str(problem)))
        except Exception as problem:  # noqa: BLE001 - a bug met in one document is recorded and does not stop the others
            errors.append(failure_of(member, "read", f"{type(problem).__name__}: {problem}", bug=True))
    named = members_of(members)
    batch = Batch(id_of(named), named, errors=tuple(errors))
    if prepared:
        batch = _write(chunk, batch, prepared)
    record(chunk.storage, batch)
    return batch


def failure_of(member: Member, stage: str, cause: str, *, bug: bool = False) -> Failure:
    return Failure(member.listed.name, member.listed.source, member.sha256, stage, " ".join(cause.split()), bug)


def passages_of(plan: Plan) -> list[dict[str, Any]]:
    """The passages of a plan that can be borrowed, in order: headings, paragraphs, items, rows, notes."""
    path: dict[str | None, str] = {None: ""}
    found = []
    for number, unit in enumerate(plan.units):
        above = path[unit.parent]
        heading = " ".join(filter(None, (unit.number, unit.text)))
        path[unit.id] = BETWEEN_HEADINGS.join(filter(None, (above, heading))) if unit.kind == "section" else above
        if unit.kind in PASSED_OVER:
            continue
        letters = canon(unit.text)
        found.append(
            {
                "unit": number,
                "id": unit.id,
                "section": above,
                "kind": unit.kind,
                "key": key_of(letters),
                "chars": len(letters),
                "measure": measure(letters),
                "number": unit.number,
                "text": unit.text,
                "canon": letters,
            }
        )
    return found


def _prepare(member: Member) -> Prepared:
    plan = pipeline.load(read_listed(member.listed))
    passages = passages_of(plan)
    meta = plan.meta
    first, last, origin = dates_of(plan, member.listed)
    text = "\n".join(passage["canon"] for passage in passages if passage["canon"])
    document = {
        "sha256": member.sha256,
        "text_sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "title": meta.title,
        "issuer": meta.issuer,
        "region": meta.region,
        "period": meta.period,
        "date_first": first,
        "date_last": last,
        "date_from": origin,
        "chars": sum(passage["chars"] for passage in passages),
        "passages": len(passages),
        "notes": "\n".join(note.code for note in plan.notes),
        "canonical": pipeline.write(replace(plan, meta=replace(meta, source=member.listed.name))).decode(),
    }
    return Prepared(document, passages)


def dates_of(plan: Plan, listed: Listed) -> tuple[str | None, str | None, str | None]:
    """The first and the last day, ISO 8601, on which a document may have got its wording, and the source of the dates.

    An amended law spans all the days that its note names: the age of each passage cannot be known from it alone.
    """
    said = plan.meta.date
    noted = [str(day) for found in _DAY.finditer(plan.meta.enactment) if (day := find_day(found.group()))]
    by_name = find_day(listed.name)
    named = [str(by_name)] if by_name else []
    days = sorted(filter(is_day, (*noted, *named, *([said] if said else []))))
    if not days:
        return None, None, None
    origin = "name" if not said else "header" if said == plan.meta.published else "signed"
    return days[0], days[-1], origin


def _write(chunk: Chunk, batch: Batch, prepared: Sequence[Prepared]) -> Batch:
    passages = [{"sha256": one.document["sha256"], **passage} for one in prepared for passage in one.passages]
    texts = {one["key"]: one["canon"] for one in passages if one["measure"] >= chunk.recipe.length}
    keys = sorted(texts)
    hashes, owners = prints_of([texts[key] for key in keys], chunk.recipe)
    grams = count_grams([[passage["canon"] for passage in one.passages] for one in prepared])
    import numpy as np

    of_kind = {
        "documents": _columns([one.document for one in prepared]),
        "passages": _columns(passages, without="canon"),
        "texts": {"key": np.array(keys, np.uint64), "canon": [texts[key] for key in keys]},
        "prints": {"h": hashes, "key": np.array(keys, np.uint64)[owners.astype(np.int64)]},
        "grams": {"gram": list(grams), "documents": list(grams.values())},
    }
    sums, counts = {}, {}
    with database(chunk.storage) as connection:
        for kind, query in BATCH_FILES.items():
            give(connection, "given", of_kind[kind])
            name = file_of(kind, batch.id)
            counts[kind] = save(connection, query, chunk.storage, name)
            sums[kind] = sha256(chunk.storage.read(name) or b"").hexdigest()
    return replace(batch, sums=sums, counts=counts)


def _columns(rows: Sequence[dict[str, Any]], without: str = "") -> dict[str, Any]:
    import numpy as np

    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in rows[0] if name != without} if rows else {}
    return {name: np.array(values, np.uint64) if name == "key" else values for name, values in columns.items()}
