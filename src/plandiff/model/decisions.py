"""People's decisions about units, which override the matchers: which are counterparts, and which are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Saying = Literal["pin", "forbid"]


class Decision(NamedTuple):
    """A decision about two units, named by their keys."""

    old: str
    new: str
    saying: Saying
    """`pin`: the one became the other. `forbid`: it became neither the other nor a part of it."""

    def __str__(self) -> str:
        return f"{self.saying} {self.old} → {self.new}"


@dataclass(frozen=True)
class Decisions:
    """All decisions. If two contradict each other, the first holds; the other is reported as a note."""

    entries: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def mirrored(self) -> Decisions:
        """The same for the plans in the other order."""
        return Decisions(tuple(Decision(entry.new, entry.old, entry.saying) for entry in self.entries))


NO_DECISIONS: Final = Decisions()
