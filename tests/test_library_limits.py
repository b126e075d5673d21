"""Libraries that somebody made to be without end: each command says which limit was met, and comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree

from plandiff.cli.main import main
from plandiff.library import Library, packing, prepare, store
from plandiff.library.folders import MOST_FOLDERS
from plandiff.library.names import DEPTH_LIMIT
from plandiff.library.objects import OBJECT_LIMIT
from plandiff.library.snapshots import FILE, FOLDER
from plandiff.library.verify import MOST_PROBLEMS
from plandiff.model import Source

TEXT = "# 云河市教育规划\n\n## 一、发展目标\n\n到2025年，学前三年毛入园率达到95%。\n".encode()
BEARABLE = 20.0
"""Seconds of the processor that a command may take on the slowest machine; without limits they never end."""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library with one version, made the current one."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.md").write_bytes(TEXT)
    made = Library.create(tmp_path / "library")
    made.add("yunhe/education", prepare(Source("plan.md", TEXT)), label="2021")
    made.store.objects.fsync_object_files = False
    yield made
    made.close()


def put(library: Library, *items: ShaFile) -> None:
    for item in items:
        library.store.objects.add_object(item)


def folder(library: Library, **inside: ShaFile) -> Tree:
    """A tree of git with what is named in it."""
    tree = Tree()
    for name, item in inside.items():
        tree.add(name.encode(), FOLDER if isinstance(item, Tree) else FILE, item.id)
    put(library, tree, *inside.values())
    return tree


def point_to(library: Library, **files: ShaFile) -> ObjectID:
    """Make a commit of the library's files and these, by hand as an attacker would."""
    head = library.store.head()
    assert head
    whole = Tree()
    for entry in library.store.entries(library.store.tree_of(head)):
        whole.add(entry.path, entry.mode, entry.sha)
    for name, item in files.items():
        whole.add(name.encode(), FOLDER if isinstance(item, Tree) else FILE, item.id)
    commit = Commit()
    commit.tree, commit.parents = whole.id, [head]
    commit.author = commit.committer = b"somebody <>"
    commit.author_time = commit.commit_time = commit.author_timezone = commit.commit_timezone = 0
    commit.message = b"folders"
    put(library, whole, commit, *files.values())
    library.store._repo.refs[b"refs/heads/main"] = commit.id  # type: ignore[index]
    return commit.id


def deep(library: Library, levels: int) -> Tree:
    tree = folder(library, **{"@1": folder(library, **{"plan.md": Blob.from_string(TEXT)})})
    for _ in range(levels):
        tree = folder(library, d=tree)
    return tree


def wide(library: Library, levels: int, leaf: str) -> Tree:
    """Folders of ten that are the same ten each: 10 ** levels paths of a handful of objects."""
    tree = folder(library, **{leaf: folder(library, **{"plan.md": Blob.from_string(TEXT)})})
    for _ in range(levels):
        tree = folder(library, **{f"d{n}": tree for n in range(10)})
    return tree


@pytest.mark.parametrize("command", [["list"], ["verify"], ["export", "-o", "out"], ["add", "plan.md", "--as", "yunhe/youth"]])
@pytest.mark.parametrize("shape", ["deep", "wide", "wide in versions"])
def test_a_library_without_end_is_refused_in_one_line_that_names_the_limit(
    library: Library, command: list[str], shape: str, capfdbinary: Any
) -> None:
    point_to(library, x=deep(library, 3000) if shape == "deep" else wide(library, 6, "d" if shape == "wide" else "@1"))
    start = time.process_time()
    assert main(command) == 2
    assert time.process_time() - start < BEARABLE
    out, error = (text.decode() for text in capfdbinary.readouterr())
    reported = [line for line in (out + error).splitlines() if "folders" in line]
    limit = f"more than {DEPTH_LIMIT} deep" if shape == "deep" else f"more than {MOST_FOLDERS} folders"
    assert len(reported) == 1
    assert limit in reported[0]
    assert len((out + error).splitlines()) <= MOST_PROBLEMS + 4
    assert "Error" not in out + error


def test_a_history_without_end_is_looked_through_up_to_the_limit(
    library: Library, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    for label in ("2022", "2023", "2024"):
        library.add("yunhe/education", prepare(Source("plan.md", TEXT + label.encode())), label=label)
        library.remove(f"yunhe/education@{label}")
    monkeypatch.setattr(store, "MOST_COMMITS", 3)
    assert main(["restore", "yunhe/education@2022"]) == 2
    assert [line for line in capfd.readouterr().err.splitlines() if "more than 3 commits" in line]
    assert main(["restore", "yunhe/education@2024"]) == 0  # among the last ones


def test_folders_as_deep_as_a_name_may_be_are_looked_through(library: Library, capfdbinary: Any) -> None:
    library.add("/".join("abcdefgh"), prepare(Source("plan.md", TEXT)), label="1")
    assert main(["list"]) == main(["verify"]) == 0
    assert b"a/b/c/d/e/f/g/h" in capfdbinary.readouterr().out


def test_a_folder_that_stands_for_two_versions_is_a_problem_of_the_second(library: Library, capfdbinary: Any) -> None:
    version = library.store.snapshot().folder(("yunhe", "education"))["@2021"][1]
    copy = library.store.objects[version]
    point_to(library, zhiyuan=folder(library, **{"@2021": copy}))
    assert main(["verify"]) == 2
    assert b"zhiyuan@2021: is the same folder as yunhe/education@2021" in capfdbinary.readouterr().out


def test_deep_folders_can_be_packed(library: Library) -> None:
    head = point_to(library, x=deep(library, 3000))
    assert packing.pack(library.store.objects, head) > 3000
    assert library.store.head() == head


@pytest.mark.parametrize(
    "nested", ["format = " + "[" * 5000, "x = " + "{a=" * 2500, "format" + ".a" * 5000 + " = 1", "[[a" + ".a" * 999]
)
@pytest.mark.parametrize("command", [["list"], ["log", "yunhe/education"], ["verify"], ["add", "plan.md", "--as", "yunhe/youth"]])
def test_a_library_whose_own_file_is_nested_without_end_is_one_error(
    library: Library, nested: str, command: list[str], capfdbinary: Any
) -> None:
    point_to(library, **{"library.toml": Blob.from_string(nested.encode())})
    assert main(command) == 2
    error = capfdbinary.readouterr().err.decode()
    assert error.count("\n") == 1
    assert "library.toml cannot be read" in error


@pytest.mark.parametrize("nested", ["name = " + "[" * 5000, "name" + ".a" * 5000 + " = 1", "x = " + "1" * 5000])
def test_metadata_nested_without_end_is_one_error_and_a_problem(library: Library, nested: str, capfdbinary: Any) -> None:
    damaged = folder(library, **{"version.toml": Blob.from_string(nested.encode())})
    point_to(library, x=folder(library, **{"@1": damaged}))
    for command in (["log", "x"], ["show", "x@1"], ["export", "x", "-o", "out"]):
        assert main(command) == 2
        error = capfdbinary.readouterr().err.decode()
        assert error.count("\n") == 1
        assert "the metadata cannot be read" in error
    assert main(["verify"]) == 2
    assert "x@1: the metadata cannot be read" in capfdbinary.readouterr().out.decode()


def bomb() -> Blob:
    return Blob.from_string(b"# Plan\n\n" + b"0" * (OBJECT_LIMIT + 1))


@pytest.mark.parametrize("how", ["alone", "packed", "as a difference"])
def test_an_object_that_unpacks_to_more_than_any_document_is_one_line(library: Library, how: str, capfdbinary: Any) -> None:
    large = bomb()
    name = large.id.decode()
    holder = folder(library, **{"version.toml": Blob.from_string(b"x")})
    holder = Tree()
    holder.add(b"version.toml", FILE, large.id)
    outer = Tree()
    outer.add(b"@1", FOLDER, holder.id)
    put(library, holder, outer)
    if how == "alone":
        put(library, large)
    else:
        pack_of(library, large, how)
    point_to(library, x=outer)
    for command in (["log", "x"], ["show", "x@1"]):
        assert main(command) == 2
        error = capfdbinary.readouterr().err.decode()
        assert error.count("\n") == 1
        assert f"object {name} is larger than 64 MB" in error
    assert main(["verify"]) == 2
    assert "is larger than 64 MB" in capfdbinary.readouterr().out.decode()
    assert main(["list"]) == 0


def pack_of(library: Library, large: Blob, how: str) -> None:
    """Put a pack into the library in which the object is whole, or a few bytes that repeat another's."""
    from dulwich.pack import UnpackedObject

    data = large.as_raw_string()
    base = Blob.from_string(data[:64_008])
    whole = UnpackedObject(Blob.type_num, sha=base.sha().digest(), decomp_chunks=[base.as_raw_string()])
    if how == "packed":
        records = [UnpackedObject(Blob.type_num, sha=large.sha().digest(), decomp_chunks=[data])]
    else:
        difference = (
            number(len(base.as_raw_string())) + number(len(data)) + copied(0, 8) + copied(8, 64_000) * 1000 + copied(8, 1)
        )
        records = [
            whole,
            UnpackedObject(Blob.type_num, sha=large.sha().digest(), delta_base=base.sha().digest(), decomp_chunks=[difference]),
        ]
    packing._write_pack(library.store.objects, records)
    assert library.store.objects.contains_packed(large.id)


def number(value: int) -> bytes:
    head = bytearray()
    while value > 0x7F:
        head.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*head, value])


def copied(start: int, length: int) -> bytes:
    """The instruction of a difference that takes so much of the other object."""
    return bytes([0x80 | 0x01 | 0x10 | 0x20, start, length & 0xFF, length >> 8])
