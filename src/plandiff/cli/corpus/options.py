"""What commands on a corpus share: where it is, who works on it, and its settings."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from plandiff.cli.settings import Settings, shared_options
from plandiff.errors import UsageError

if TYPE_CHECKING:
    from plandiff.corpus.held import Corpus
    from plandiff.corpus.storage import Storage
    from plandiff.corpus.tables import Tables
    from plandiff.corpus.tuning import Tuning
    from plandiff.corpus.work import Pool

LEAST: Final = 500_000_000
"""Bytes that a process needs for any document at all."""
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_UNITS: Final = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


@dataclass(frozen=True)
class Setup:
    """`[corpus]` of the configuration: the name of a threshold or parameter -> its value."""

    said: Mapping[str, Any]

    @property
    def tuning(self) -> Tuning:
        from plandiff.corpus.tuning import TUNING

        return replace(TUNING, **{field.name: self.said[field.name] for field in fields(TUNING) if field.name in self.said})

    def create(self, address: str) -> Corpus:
        """The corpus at an address, a new one if there is none; an existing one keeps its own way of making fingerprints."""
        from plandiff.corpus.held import Corpus
        from plandiff.corpus.tuning import RECIPE

        return Corpus.create(self._storage(address), replace(RECIPE, length=self.said.get("length", RECIPE.length)))

    def open(self, address: str) -> Corpus:
        from plandiff.corpus.held import Corpus

        return Corpus.open(self._storage(address))

    @contextmanager
    def tables(self, address: str) -> Iterator[Tables]:
        """The tables built from the corpus at an address."""
        from plandiff.corpus.tables import open_tables

        corpus = self.open(address)
        with open_tables(corpus.storage, length=corpus.recipe.length) as tables:
            yield tables

    def _storage(self, address: str) -> Storage:
        from plandiff.corpus.storage import open_storage

        return open_storage(address, self.said.get("storage"))


@dataclass(frozen=True)
class Means:
    """Who does the work, and with what."""

    jobs: int | None
    memory: str | None
    scheduler: str | None

    @contextmanager
    def pool(self, storage: Storage) -> Iterator[Pool]:
        """The workers asked for; by default one process per core."""
        from plandiff.corpus.work import Cluster, Processes

        if self.scheduler:
            from plandiff.corpus.cluster import check_workers

            cluster = Cluster(self.scheduler)
            pool: Pool = cluster
            check_workers(cluster, storage)
        else:
            pool = Processes(self.workers, self.bytes)
        try:
            yield pool
        finally:
            pool.close()

    @property
    def workers(self) -> int:
        """As many as asked for, but no more than memory allows. Raises `UsageError` if it is too little for one."""
        jobs = self.jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
        if self.bytes and self.bytes < LEAST:
            raise UsageError("too-little-memory", text=str(self.memory), megabytes=LEAST // 1_000_000)
        return min(jobs, self.bytes // LEAST) if self.bytes else jobs

    @property
    def bytes(self) -> int:
        """Memory limit of all workers together; 0 if none was given. Raises `UsageError` for an invalid amount."""
        if not self.memory:
            return 0
        found = _AMOUNT.fullmatch(self.memory.strip())
        if not found:
            raise UsageError("not-an-amount", text=self.memory)
        return int(float(found[1]) * _UNITS[found[2].upper()])


def means_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--jobs`, `--memory` and `--scheduler` to a command."""
    for option in (
        click.option(
            "--scheduler", metavar="tcp://HOST:PORT", help="Dask scheduler whose workers do the work (needs plandiff[cluster])."
        ),
        click.option("--memory", metavar="SIZE", help="Memory for all processes together, such as 2GB."),
        click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes at a time; by default one for each core."),
    ):
        command = option(command)
    return command


def corpus_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--config`, `--no-config` and what all commands share.

    The command gets the settings, and as `setup` what `[corpus]` of the configuration says, which also applies where the command
    line gives no value.
    """

    @wraps(command)
    def run(settings: Settings, *, config: str | None, no_config: bool, **values: Any) -> Any:  # noqa: ANN401 - passed on
        said = configured(config, no_config=no_config)
        context = click.get_current_context()
        source = context.get_parameter_source
        for name in ("jobs", "memory", "scheduler"):
            if name in values and name in said and source(name) is not ParameterSource.COMMANDLINE:
                values[name] = said[name]
        return command(settings, setup=Setup(said), **values)

    for option in (
        click.option("--no-config", is_flag=True, help="Do not use a configuration file."),
        click.option("--config", metavar="FILE", help="Configuration file; by default the nearest plandiff.toml."),
    ):
        run = option(run)
    return shared_options(run)


def configured(named: str | None, *, no_config: bool) -> Mapping[str, Any]:
    """`[corpus]`: the name of a parameter or threshold -> its value. Raises `SettingError` for invalid ones."""
    from plandiff.judgement import find_configuration, read_configuration
    from plandiff.paths import normal

    if named and no_config:
        raise UsageError("config-and-no-config")
    path = normal(Path(named)) if named else None if no_config else find_configuration(Path.cwd())
    return dict(read_configuration(path).corpus) if path else {}


def message(settings: Settings, key: str, **values: object) -> str:
    """A message about corpora. Raises `KeyError` for an unknown key."""
    from plandiff.renderers.corpus_messages import say

    return say(settings.language, key, **values)
