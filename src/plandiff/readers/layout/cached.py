"""Values of an object that are computed once, when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class cached(Generic[Value]):  # noqa: N801  named as the standard library's decorators are
    """`functools.cached_property` without the lock that it takes for every value up to Python 3.11: two threads may compute one
    value twice, and a page of a thousand characters does without a tenth of its time."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Value:  # noqa: ANN401  any object may have such values
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
