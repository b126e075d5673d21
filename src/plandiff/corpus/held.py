"""A corpus in its storage: its marker, its content, and the metadata stored with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from plandiff import __version__
from plandiff.corpus import batches as kept
from plandiff.corpus.batches import Batch, Failure
from plandiff.corpus.storage import Storage, write
from plandiff.corpus.tuning import RECIPE, Recipe
from plandiff.errors import InputError, cause_of
from plandiff.toml import parse_toml

MARKER: Final = "corpus.toml"
"""The file that makes a folder a corpus."""
FORMAT: Final = 1
METADATA: Final = "metadata.json"
UNOPENED: Final = "unopened.json"
"""Documents whose bytes could not be read."""
REFERENCES: Final = "references.json"


@dataclass(frozen=True)
class Corpus:
    """A corpus in its storage."""

    storage: Storage
    recipe: Recipe

    @classmethod
    def open(cls, storage: Storage) -> Corpus:
        """Raises `InputError` if there is none, or one that an incompatible plandiff made."""
        data = storage.read(MARKER)
        if data is None:
            raise InputError(storage.address, "no-corpus")
        try:
            table = parse_toml(data.decode())
        except ValueError as problem:
            raise InputError(storage.address, "file-unreadable", file=MARKER, cause=cause_of(problem)) from None
        if table.get("format") != FORMAT:
            raise InputError(storage.address, "format-of-corpus", format=repr(table.get("format")), known=FORMAT)
        recipe = Recipe(**{key: value for key, value in table.get("prints", {}).items() if key in asdict(RECIPE)})
        if recipe.hash != RECIPE.hash:
            raise InputError(storage.address, "prints-of-corpus", version=recipe.hash, known=RECIPE.hash)
        return cls(storage, recipe)

    @classmethod
    def create(cls, storage: Storage, recipe: Recipe = RECIPE) -> Corpus:
        """Open a corpus, or create one if nothing is there."""
        if storage.read(MARKER) is None:
            import tomli_w

            said = {"format": FORMAT, "plandiff": __version__, "prints": asdict(recipe)}
            write(storage, MARKER, f"# A corpus of plans, kept by plandiff.\n{tomli_w.dumps(said)}".encode())
        return cls.open(storage)

    def batches(self) -> list[Batch]:
        """The current batches; those that others replace are left out."""
        found = kept.read_batches(self.storage)
        gone = {old for batch in found for old in batch.replaces}
        return [batch for batch in found if batch.id not in gone]

    def unopened(self) -> dict[str, Failure]:
        data = json.loads(self.storage.read(UNOPENED) or b"{}")
        return {source: Failure(**failure) for source, failure in data.items()}

    def failures(self, batches: Iterable[Batch]) -> list[tuple[Failure, str]]:
        """All failures, with the batch of each."""
        found = [(failure, batch.id) for batch in batches for failure in batch.errors]
        return [*((failure, "") for failure in self.unopened().values()), *found]

    def keep_unopened(self, failures: Mapping[str, Failure]) -> None:
        """Record which documents, by their sources, could not be read."""
        if failures != self.unopened():
            self._keep(UNOPENED, {source: asdict(failure) for source, failure in sorted(failures.items())})

    def metadata(self) -> list[dict[str, str | None]]:
        """People's metadata of documents, as `metadata.read_metadata` gives it."""
        found: list[dict[str, str | None]] = json.loads(self.storage.read(METADATA) or b"[]")
        return found

    def keep_metadata(self, rows: list[dict[str, str | None]]) -> None:
        self._keep(METADATA, rows)

    def references(self) -> frozenset[str]:
        """The hashes of reference documents: possible common sources of others."""
        return frozenset(json.loads(self.storage.read(REFERENCES) or b"[]"))

    def mark_references(self, new: frozenset[str]) -> None:
        known = self.references()
        if new - known:
            self._keep(REFERENCES, sorted(known | new))

    def _keep(self, name: str, said: object) -> None:
        write(self.storage, name, json.dumps(said, ensure_ascii=False, indent=1).encode())
