"""`plandiff library merge`, `pull` and `push`: sharing a library between clones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plandiff.cli.libraries import message, opened, print_lines
from plandiff.cli.settings import Settings, shared_options

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

    from plandiff.library import Library


@click.group()
def library() -> None:
    """Share a library: add what other clones of it hold, and send them what this one holds."""


@library.command()
@click.argument("other", metavar="FOLDER|ADDRESS|REV")
@shared_options
def merge(settings: Settings, *, other: str) -> None:
    """Add what another clone holds; both sides' versions are kept.

    Where both gave one label to different editions, the one that was added later gets another label, which is printed.
    """
    from plandiff.library.remotes import find_commit

    with opened(settings) as opened_library:
        _merge(settings, opened_library, find_commit(opened_library, other), other)


@library.command()
@click.argument("remote", metavar="[REMOTE]", default="origin")
@shared_options
def pull(settings: Settings, *, remote: str) -> None:
    """Add what the remote that this library was cloned from holds, or another remote."""
    from plandiff.library.remotes import fetch

    with opened(settings) as opened_library:
        _merge(settings, opened_library, fetch(opened_library, remote), remote)


@library.command()
@click.argument("remote", metavar="[REMOTE]", default="origin")
@shared_options
def push(settings: Settings, *, remote: str) -> None:
    """Send what this library holds to the remote that it was cloned from, or to another; nothing there is overwritten."""
    from plandiff.library import remotes

    with opened(settings) as opened_library:
        remotes.push(opened_library, remote)
        print_lines(message(settings, "pushed", other=remotes.shown(remote)))


def _merge(settings: Settings, opened_library: Library, commit: ObjectID, other: str) -> None:
    from plandiff.library.merging import merge as join
    from plandiff.library.remotes import shown

    merged = join(opened_library, commit, shown(other))
    print_lines(
        *(message(settings, conflict.kind, version=conflict.version, other=conflict.other) for conflict in merged.conflicts),
        message(settings, "merged" if merged.changed else "nothing_new", other=shown(other)),
    )
