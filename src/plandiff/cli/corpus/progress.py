"""Progress: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from typing import Any, Final

import click

from plandiff.cli.corpus.options import message
from plandiff.cli.output import complain
from plandiff.cli.settings import Settings

EVERY: Final = 10.0
"""Seconds between two lines."""


class Shown:
    """Reports on standard error."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._bar: Any = None
        self._stage, self._total, self._done = "", 0, 0
        self._said = time.monotonic()

    def begin(self, stage: str, total: int) -> None:
        self._stage, self._total, self._done = message(self._settings, stage), total, 0
        if total > 1 and sys.stderr.isatty():
            self._bar = click.progressbar(length=total, label=self._stage, file=sys.stderr)
            self._bar.__enter__()

    def advance(self, count: int = 1) -> None:
        self._done += count
        if self._bar:
            self._bar.update(count)
        elif self._total > 1 and time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            complain(message(self._settings, "progress", stage=self._stage, done=self._done, total=self._total))

    def end(self) -> None:
        if self._bar:
            self._bar.__exit__(None, None, None)
            self._bar = None
