"""How far a run has got, reported to whoever listens, and whether it is to go on.

Stages report it and do not know who listens. The listener belongs to the caller's context (`contextvars`), so that comparisons in
several threads each have their own, and no stage needs to pass it on; a stage's result does not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from plandiff.errors import Cancelled

T = TypeVar("T")

Stage = Literal["read", "align", "describe", "targets", "findings", "layout", "render", "done"]
"""Reading and normalizing a document, then the pipeline's arrows; of a report its rows and then its page; `done` once, at the end."""


@dataclass(frozen=True)
class Progress:
    """Where a run is."""

    stage: Stage
    step: int
    """Steps of this stage that are finished."""
    steps: int
    """Steps that the stage has; they take different times."""


OnProgress = Callable[[Progress], object]
"""Called in the thread that compares. What it raises ends the run and reaches the caller."""
Cancel = Callable[[], bool]
"""Says whether to stop, such as `is_set` of a `threading.Event`; asked as often as progress is reported."""

_Tell = Callable[[Progress], None]
_listener: Final[ContextVar[_Tell | None]] = ContextVar("plandiff_progress", default=None)


@contextmanager
def listening(on_progress: OnProgress | None, cancel: Cancel | None) -> Iterator[None]:
    """Report what runs inside to these two; a listener outside is told too, and may stop it."""
    outer = _listener.get()

    def tell(progress: Progress) -> None:
        if outer is not None:
            outer(progress)
        if cancel is not None and cancel():
            raise Cancelled("cancelled", stage=progress.stage)
        if on_progress is not None:
            on_progress(progress)

    if on_progress is None and cancel is None:
        yield
        return
    token = _listener.set(tell)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(stage: Stage, step: int, steps: int) -> None:
    """Report where the run is. Raises `Cancelled` where it is to stop."""
    listener = _listener.get()
    if listener is not None:
        listener(Progress(stage, step, steps))


def in_steps(stage: Stage, things: Iterable[T], every: int = 1) -> Iterator[T]:
    """The items, one after the other; every `every`-th is reported before it is begun."""
    if _listener.get() is None:
        yield from things
        return
    found: Sequence[T] = things if isinstance(things, Sequence) else list(things)
    for place, thing in enumerate(found):
        if place % every == 0:
            tell(stage, place, len(found))
        yield thing
