"""Two clones of a library, each added to, made one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.library import Edition, Library, prepare
from plandiff.library.remotes import fetch
from plandiff.library.verify import verify
from plandiff.model import Source

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git program")


def edition(trees: int) -> Edition:
    return prepare(Source("plan.md", f"# 青禾县绿化方案\n\n到2030年，新植行道树{trees}棵。\n".encode()))


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Library, Library]]:
    """Two clones of a library on a server that holds one version."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with Library.create(Path("server")) as server:
        server.add("trees", edition(100), label="draft")
    for name in ("one.git", "two.git"):
        git("clone", "--quiet", "--bare", "server", name)
    with Library(Path("one.git")) as one, Library(Path("two.git")) as two:
        yield one, two


def at(minute: int) -> Any:
    return lambda: datetime(2026, 3, 5, 9, minute, tzinfo=UTC)


def share(capfd: Any) -> str:
    """One pushes, two takes it over and pushes, one takes that over; what two was told."""
    said = ""
    for command, name in (("push", "one"), ("pull", "two"), ("push", "two"), ("pull", "one")):
        assert main(["library", command, "--library", f"{name}.git"]) == 0, capfd.readouterr().err
        out = capfd.readouterr().out
        said = out if (command, name) == ("pull", "two") else said
    return said


def labels(library: Library) -> dict[str, bytes]:
    with Library(library.folder) as fresh:
        assert verify(fresh).problems == ()
        return {version.label: fresh.original(version).data for version in fresh.versions("trees")}


def test_undated_editions_of_two_people_are_both_kept_under_the_labels_they_got(
    clones: tuple[Library, Library], capfd: Any
) -> None:
    added = [library.add("trees", edition(200 + n)).version.label for n, library in enumerate(clones)]
    assert main(["library", "push", "--library", "one.git"]) == 0
    assert main(["library", "push", "--library", "two.git"]) == 2
    assert "plandiff library pull" in capfd.readouterr().err
    assert share(capfd) == "origin: what it holds is in the library now\n"
    assert labels(clones[0]) == labels(clones[1])
    assert set(labels(clones[0])) == {"draft", *added}
    assert main(["library", "pull", "--library", "one.git"]) == 0
    assert "nothing new" in capfd.readouterr().out


@pytest.mark.parametrize("later", [0, 1])
def test_of_two_editions_under_one_label_the_later_gets_another_and_both_are_kept(
    clones: tuple[Library, Library], later: int, capfd: Any
) -> None:
    for n, library in enumerate(clones):
        library.add("trees", edition(300 + n), label="final", now=at(30 if n == later else 10))
    assert "trees@final: two editions had that label; the one added later is trees@final-" in share(capfd)
    kept = labels(clones[0])
    assert kept == labels(clones[1])
    assert len(kept) == 3
    assert kept["final"] == edition(301 - later).data
    assert next(data for label, data in kept.items() if label.startswith("final-")) == edition(300 + later).data


def test_one_edition_that_both_added_is_kept_once_with_what_either_said_of_it(
    clones: tuple[Library, Library], capfd: Any
) -> None:
    clones[0].add("trees", edition(400), label="final", note="from the post", now=at(1))
    clones[1].add("trees", edition(400), label="final", date="2026-03-05", note="from the site", now=at(2))
    assert "different dates, sources or notes" in share(capfd)
    version = clones[1].find("trees@final")
    assert (version.date, version.note) == ("2026-03-05", "from the post")
    assert len(labels(clones[0])) == 2


def test_what_one_side_removed_is_gone_unless_the_other_edited_it(clones: tuple[Library, Library], capfd: Any) -> None:
    clones[0].add("trees", edition(500), label="final")
    share(capfd)
    clones[0].remove("trees@draft")
    clones[1].add("trees", edition(501), label="later")
    share(capfd)
    assert set(labels(clones[1])) == {"final", "later"}
    clones[0].remove("trees@final")
    clones[1].edit("trees@final", note="in force")
    assert "one side edited what the other removed" in share(capfd)
    assert set(labels(clones[0])) == {"final", "later"}


def test_a_folder_or_what_git_fetched_is_merged_and_what_is_no_library_is_one_line(
    clones: tuple[Library, Library], capfd: Any
) -> None:
    clones[0].add("parks", edition(600), label="draft")
    clones[1].add("trees", edition(601), label="final")
    assert main(["library", "merge", "one.git", "--library", "two.git"]) == 0
    git("-C", "one.git", "fetch", "--quiet", "../two.git", "main")
    assert main(["library", "merge", "FETCH_HEAD", "--library", "one.git"]) == 0
    assert labels(clones[0]) == labels(clones[1])
    git("init", "--quiet", "other")
    git("-C", "other", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m", "a")
    capfd.readouterr()
    for wrong in ("other", "nowhere", "--upload-pack=touch x", "https://li:secret@127.0.0.1:9/x"):
        assert main(["library", "merge", "--library", "two.git", "--", wrong]) == 2
        error = capfd.readouterr().err
        assert error.count("\n") == 1
        assert "secret" not in error


def test_what_is_pulled_is_fetched_though_a_branch_has_the_remotes_name(clones: tuple[Library, Library], capfd: Any) -> None:
    one, two = clones
    one.add("trees", edition(200), label="2027")
    assert main(["library", "push", "--library", "one.git"]) == 0
    git("--git-dir", str(two.store.git), "branch", "origin")
    assert main(["library", "pull", "--library", "two.git"]) == 0, capfd.readouterr().err
    assert labels(two).keys() == {"draft", "2027"}
    assert main(["library", "merge", "origin", "--library", "two.git"]) == 0  # there it is a revision
    assert "nothing" in capfd.readouterr().out


def test_two_fetches_at_once_each_get_what_they_asked_for(clones: tuple[Library, Library]) -> None:
    one, two = clones
    one.add("trees", edition(200), label="2027")
    heads = {"one.git": one.store.head(), "server": two.store.head()}
    with ThreadPoolExecutor(4) as pool:
        fetched = list(pool.map(partial(fetch, two), list(heads) * 6))
    assert fetched == list(heads.values()) * 6
