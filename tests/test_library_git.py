"""A library is a git repository that git itself reads, packs and shares."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from editions import GIT, NEW, OLD, edition, git
from plandiff.cli.main import main
from plandiff.errors import PlandiffError, UsageError
from plandiff.library import Library, packing
from plandiff.library.verify import verify


@GIT
def test_git_reads_the_library_and_its_diff_of_two_versions_reads_well(library: Library, tmp_path: Path) -> None:
    for label, text in (("draft", OLD), ("final", NEW)):
        library.add("yunhe", edition(text), label=label)
    folder = tmp_path / "library"
    assert git("fsck", "--strict", "--full", cwd=folder) == ""
    changed = git("diff", "--unified=0", "main:yunhe/@draft/plan.md", "main:yunhe/@final/plan.md", cwd=folder).splitlines()
    assert [line[:9] for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-到2025年，学",
        "+到2025年，学",
    ]
    git("clone", "--quiet", folder, tmp_path / "clone", cwd=tmp_path)
    assert (tmp_path / "clone/yunhe/@final/original.md").read_bytes() == NEW.encode()
    clone = Library(tmp_path / "clone")
    assert clone.find("yunhe").label == "final"
    with pytest.raises(UsageError, match="checked-out files"):
        clone.add("yunhe", edition(OLD + "\n"))
    clone.close()


@GIT
def test_git_can_pack_and_clean_a_library_and_plandiff_goes_on(library: Library, tmp_path: Path) -> None:
    for number in range(3):
        library.add("yunhe", edition(OLD.replace("95", str(number))), label=str(number))
    packing.pack(library.store.objects, library.store.head() or b"")  # type: ignore[arg-type]
    assert git("count-objects", cwd=tmp_path / "library").startswith("0 objects")
    assert git("fsck", "--strict", "--full", cwd=tmp_path / "library") == ""
    git("gc", "--quiet", "--prune=now", cwd=tmp_path / "library")
    again = Library(tmp_path / "library")
    again.add("yunhe", edition(NEW), label="after")
    assert len(again.versions("yunhe")) == 4
    assert verify(again).problems == ()
    again.close()


@GIT
def test_two_libraries_share_versions_through_a_git_server(library: Library, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    git("init", "--quiet", "--bare", "--initial-branch=main", served / "plans.git", cwd=tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    daemon = ["git", "daemon", f"--base-path={served}", "--export-all", "--enable=receive-pack", "--reuseaddr"]
    command = [*daemon, "--listen=127.0.0.1", f"--port={port}", "--verbose", str(served)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", process_group=0) as server:
        assert server.stderr
        while "Ready" not in server.stderr.readline():
            assert server.poll() is None
        try:
            address = f"git://127.0.0.1:{port}/plans.git"
            library.add("yunhe", edition(OLD), label="draft")
            git("push", "--quiet", address, "main", cwd=tmp_path / "library")
            git("clone", "--quiet", "--bare", address, "team.git", cwd=tmp_path)
            team = Library(tmp_path / "team.git")
            team.add("yunhe", edition(NEW), label="final")
            git("push", "--quiet", address, "main", cwd=tmp_path / "team.git")
            team.close()
            git("fetch", "--quiet", address, "main:main", cwd=tmp_path / "library")
        finally:
            server.terminate()
    fetched = Library(tmp_path / "library")
    assert [version.label for version in fetched.versions("yunhe")] == ["draft", "final"]
    assert fetched.original(fetched.find("yunhe@final")).data == NEW.encode()
    assert verify(fetched).problems == ()
    fetched.close()


def test_links_and_names_that_lead_out_of_a_foreign_library_are_not_followed(library: Library, tmp_path: Path) -> None:
    from dulwich.objects import Blob, Tree

    library.add("yunhe", edition(OLD), label="draft")
    objects = library.store.objects
    blob, inner, root = Blob.from_string(b"/etc/passwd"), Tree(), Tree()
    inner.add(b"plan.md", 0o120000, blob.id)
    inner.add(b"@..", 0o040000, inner.id)
    for item in library.store.read(library.store.snapshot().tree or b"").items():  # type: ignore[arg-type, attr-defined]
        root.add(item.path, item.mode, item.sha)
    root.add(b"nul", 0o040000, inner.id)
    for made in (blob, inner, root):
        objects.add_object(made)
    head = library.store.read(library.store.head() or b"").copy()  # type: ignore[arg-type]
    head.tree = root.id  # type: ignore[attr-defined]
    objects.add_object(head)
    library.store._repo.refs[b"refs/heads/main"] = head.id  # type: ignore[index]
    assert any(str(problem.values["where"]).startswith("nul") for problem in verify(library).problems)
    with pytest.raises(PlandiffError):
        library.versions("nul")
    assert main(["export", "-o", str(tmp_path / "out")]) == 2
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name != "yunhe@draft.md"]
