"""Where a corpus has the passages of a document, which need not be in it: one document's prints joined with all others."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from plandiff import pipeline
from plandiff.corpus.engine import database, files, give, rows
from plandiff.corpus.prepare import passages_of
from plandiff.corpus.prints import prints_of
from plandiff.corpus.queries import LOOK_UP, LOOK_UP_TEXTS
from plandiff.corpus.tuning import Tuning
from plandiff.corpus.verify import compare

if TYPE_CHECKING:
    from plandiff.corpus.held import Corpus
    from plandiff.corpus.tables import Tables
    from plandiff.model.corpus import Kind


class Found(NamedTuple):
    """A passage of the document, and a place in the corpus that has it."""

    id: str
    name: str
    found_id: str
    kind: Kind
    similarity: float
    kept: int
    text: str
    found_text: str
    section: str
    key: int


def look_up(corpus: Corpus, tables: Tables, file: str, tuning: Tuning) -> tuple[str, list[Found]]:
    """The corpus's name for exactly these bytes, or ""; and the places of the document's passages in other documents, in its order,
    the most similar first. Raises `InputError` if it cannot be read.
    """
    source = pipeline.open_document(file)
    sha = sha256(source.data).hexdigest()
    known = next((one for one in tables.documents() if one.sha256 == sha), None)
    passages = [one for one in passages_of(pipeline.load(source)) if one["measure"] >= corpus.recipe.length]
    similar = _similar(corpus, {one["key"]: one["canon"] for one in passages}, tuning)
    places = tables.places_of({key for found in similar.values() for key, *_ in found})
    found = [
        Found(one["id"], place.name, place.id, kind, similarity, kept, one["text"], place.text, place.section, key)
        for one in passages
        for key, similarity, kept, kind in similar.get(one["key"], ())
        for place in places.get(key, ())
        if known is None or place.doc != known.doc
    ]
    return known.name if known else "", found


def _similar(corpus: Corpus, texts: dict[int, str], tuning: Tuning) -> dict[int, list[tuple[int, float, int, Kind]]]:
    """Key of a text -> keys of texts of the corpus, the similarity of each and how much of the shorter is in the other."""
    import numpy as np

    made = [batch for batch in corpus.batches() if batch.sums]
    keys = sorted(texts)
    hashes, owners = prints_of([texts[key] for key in keys], corpus.recipe)
    found: dict[int, list[tuple[int, float, int, Kind]]] = {}
    with database(corpus.storage) as connection:
        give(connection, "given", {"h": hashes, "own": np.array(keys, np.uint64)[owners.astype(np.int64)]})
        met = rows(connection, LOOK_UP.format(prints=files(corpus.storage, [batch.file("prints") for batch in made])))
        give(connection, "wanted", {"key": np.array(sorted({key for _, key in met}), np.uint64)})
        others = rows(connection, LOOK_UP_TEXTS.format(texts=files(corpus.storage, [batch.file("texts") for batch in made])))
    apart = [pair for pair in met if pair[0] != pair[1]]
    canon = dict(others) | texts
    numbers = compare([canon[own] for own, _ in apart], [canon[key] for _, key in apart], tuning)
    compared = dict(zip(apart, zip(numbers.similarity.tolist(), numbers.kept.tolist(), strict=True), strict=True))
    for own, key in met:
        similarity, kept = compared.get((own, key), (1.0, len(texts[own])))
        if similarity or kept:
            kind: Kind = "verbatim" if similarity >= tuning.verbatim else "adapted" if similarity else "contained"
            found.setdefault(own, []).append((key, similarity, kept, kind))
    for one in found.values():
        one.sort(key=lambda link: (-link[1], -link[2], link[0]))
    return found
