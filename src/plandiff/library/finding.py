"""Which of a document's versions a reference means."""

from __future__ import annotations

from plandiff.errors import InputError
from plandiff.library.names import Reference
from plandiff.library.versions import Version


def find_version(versions: tuple[Version, ...], reference: Reference) -> Version:
    """The version that a reference means, among ordered versions.

    Raises `InputError`, listing the versions, if there is none, or none in force on that day.
    """
    place = _place(versions, reference)
    if place is None:
        raise InputError(reference, "no-version", known=tuple(version.label for version in versions[-12:]))
    if place < reference.back:
        raise InputError(reference, "no-earlier-version", count=place, version=str(versions[place]))
    return versions[place - reference.back]


def _place(versions: tuple[Version, ...], reference: Reference) -> int | None:
    """The index of the reference's base among the ordered versions."""
    if reference.by == "latest":
        return len(versions) - 1
    for place, version in enumerate(versions):
        if version.label == reference.value:
            return place
    if reference.by == "day":
        return _in_force(versions, reference)
    if reference.by == "period":
        within = [place for place, version in enumerate(versions) if version.date.startswith(f"{reference.value}-")]
        return within[-1] if within else None
    return None


def _in_force(versions: tuple[Version, ...], reference: Reference) -> int | None:
    """The last version that came into force on or before that day. When one expires, the one it replaced does not revive."""
    day = reference.value
    begun = [(version.start, place) for place, version in enumerate(versions) if version.start and version.start <= day]
    if not begun:
        return None
    place = max(begun)[1]
    if (end := versions[place].valid_until) and end <= day:
        raise InputError(reference, "no-longer-in-force", version=str(versions[place]), day=end)
    return place
