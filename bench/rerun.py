"""The comparison of two documents in this process, run again with other numbers from the stage that they belong to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

from plandiff.align import align
from plandiff.changes import describe, find
from plandiff.indexing import index
from plandiff.normalize import normalize
from plandiff.pipeline import open_document
from plandiff.readers import read
from plandiff.targets import compare_targets

Value = Any
"""A stage's output, of a type of its own."""
Numbers = Any
"""A stage's `Tuning`, a frozen dataclass of its own."""
Given = Mapping[str, Numbers]
"""Stage -> the `Tuning` passed to it; stages not listed use the shipped one."""


@dataclass(frozen=True)
class Move:
    """One number of one stage at another value."""

    stage: str
    field: str
    by: float
    value: float


def handed(function: Callable[..., Any], stage: str, given: Given) -> Callable[..., Any]:
    """A stage's function bound to the stage's tuning, if it takes one and one is given."""
    if stage in given and "tuning" in inspect.signature(function).parameters:
        return partial(function, tuning=given[stage])
    return function


def _normalized(value: Value, given: Given) -> Value:
    documents, mode = value
    step = handed(normalize, "normalize", given)
    return tuple(step(document) for document in documents), mode


def _indexed(value: Value, _given: Given) -> Value:
    plans, mode = value
    return tuple(map(index, plans)), mode


def _aligned(value: Value, given: Given) -> Value:
    plans, mode = value
    return handed(align, "align", given)(*plans, mode)


def _described(value: Value, given: Given) -> Value:
    return handed(describe, "changes", given)(value)


def _targeted(value: Value, given: Given) -> Value:
    return value.with_targets(handed(compare_targets, "targets", given)(value))


def _found(value: Value, given: Given) -> Value:
    return value.with_findings(handed(find, "changes", given)(value))


Step = tuple[str, Callable[[Value, Given], Value]]

STEPS: Final[tuple[Step, ...]] = (
    ("normalize", _normalized),
    ("indexing", _indexed),
    ("align", _aligned),
    ("changes", _described),
    ("targets", _targeted),
    ("changes", _found),
)
"""Stage, and its output from the previous step: `plandiff.pipeline` with every value kept."""


DESCRIBED: Final = STEPS[: STEPS.index(("changes", _described)) + 1]
"""All that the figures of an alignment need."""


def watched(tuning: Numbers) -> tuple[Numbers, set[str]]:
    """An equal tuning, and the names of its fields that have been read from it so far."""
    names: set[str] = set()

    def read_field(self: object, name: str) -> object:
        names.add(name)
        return object.__getattribute__(self, name)

    kind = type("Watched", (type(tuning),), {"__getattribute__": read_field})
    return kind(**{field.name: getattr(tuning, field.name) for field in fields(tuning)}), names


class Comparing:
    """The comparison of two documents, recomputed only in the steps that read a number that was moved, and after them."""

    def __init__(self, old: Path, new: Path, mode: str, tunings: Given, steps: Sequence[Step] = STEPS) -> None:
        """`tunings` are the shipped ones."""
        self.steps = steps
        self.read: list[frozenset[str]] = []
        """The fields of its stage's tuning that each step reads."""
        value: Value = (tuple(read(open_document(path)) for path in (old, new)), mode)
        self.shipped = [value]
        for stage, step in steps:
            given, names = {}, set[str]()
            if stage in tunings:
                given[stage], names = watched(tunings[stage])
                names.clear()
            value = step(value, given)
            self.read.append(frozenset(names))
            self.shipped.append(value)

    def moved(self, move: Move, tuning: Numbers) -> Value | None:
        """The comparison with another tuning of one stage; None if it is the same as with the shipped one.

        A step is run again only if it read the number that is different, or if its input is another one.
        """
        value, same = self.shipped[0], True
        for place, (stage, step) in enumerate(self.steps):
            if same and not (stage == move.stage and move.field in self.read[place]):
                value = self.shipped[place + 1]
                continue
            value = step(value, {move.stage: tuning})
            same = value == self.shipped[place + 1]
        return None if same else value
