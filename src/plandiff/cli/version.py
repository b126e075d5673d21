"""`plandiff --version`: what is installed here, as a bug report should state it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib import metadata
from typing import Final

from plandiff import __version__, programs, project

PROGRAMS: Final = (("git", "git"), ("LibreOffice", "soffice"))
"""Programs that some commands use, and the names they are found by."""


def describe_installation() -> str:
    """The version on the first line; then Python and the system, each extra with its libraries, programs, and the maintainer."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield f"plandiff {__version__}"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    for extra, names in _extras():
        found = [(name, _installed(name)) for name in names]
        missing = not all(version for _, version in found)
        said = f"not installed (pip install 'plandiff[{extra}]')" if missing else ", ".join(" ".join(pair) for pair in found)
        yield f"{extra}: {said}"
    for name, program in PROGRAMS:
        yield f"{name}: {programs.find((program,)) or 'not found'}"
    yield from filter(None, (project.ADDRESS, " ".join(filter(None, (project.MAINTAINER, project.MAILBOX)))))


def _extras() -> list[tuple[str, list[str]]]:
    """Each extra with the libraries it installs, from the installed package's metadata."""
    try:
        package = metadata.distribution("plandiff")
    except metadata.PackageNotFoundError:  # run from a folder, without being installed
        return []
    extras: dict[str, list[str]] = {}
    for line in package.requires or ():
        requirement, _, condition = line.partition(";")
        if (marker := condition.replace(" ", "").replace("'", '"')).startswith('extra=="'):
            name = requirement.split("[")[0].split(">")[0].split("=")[0].split("<")[0].strip()
            extras.setdefault(marker.split('"')[1], []).append(name)
    return sorted(extras.items())


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
