"""Documents named `REV:PATH`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError, UsageError
from plandiff.sources import kind_of, open_source
from repositories import Repository

OLD = "# 云河市教育规划\n\n## 一、发展目标\n\n到2025年，学前三年毛入园率达到95%。\n"
NEW = OLD.replace("95%", "97%")
NAME = "规划/教育 规划.md"


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """Two commits of one plan: tag `v1`, branch `main`."""
    repository.commit_files("old", {NAME: OLD})
    repository.git("tag", "-a", "v1", "-m", "v1")
    repository.commit_files("new", {NAME: NEW})
    return repository


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("revision", ["HEAD~1", "HEAD^", "v1", "v1^{}", "main@{1}", "main~1", "main@{2050-01-01 10:00}~1"])
def test_a_revision_in_any_of_gits_notations_names_a_document(revision: str) -> None:
    source = open_source(f"{revision}:{NAME}")
    assert (source.name, source.data) == (f"{revision}:{NAME}", OLD.encode())


def test_compare_and_outline_read_revisions_the_index_and_paths_from_here(
    plans: Repository, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
) -> None:
    assert main(["compare", f"HEAD~1:{NAME}", f"main:{NAME}", "--exit-code", "--format", "json"]) == 1
    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["old"]["source"], answer["summary"]["changed"]) == (f"HEAD~1:{NAME}", 1)
    (plans.folder / NAME).write_text(OLD.replace("95%", "99%"), encoding="utf-8")
    plans.git("add", "--all")
    monkeypatch.chdir(plans.folder / "规划")
    assert main(["outline", ":./教育 规划.md"]) == 0
    assert main(["compare", "HEAD:./教育 规划.md", "教育 规划.md", "--exit-code"]) == 1
    assert "97%-]{+99%" in capsysbinary.readouterr().out.decode()


def test_a_file_of_that_very_name_wins(plans: Repository) -> None:
    (plans.folder / "HEAD:a.md").write_text("# 另一份", encoding="utf-8")
    assert open_source("HEAD:a.md").data == "# 另一份".encode()


def test_a_bare_repository_and_linked_work_trees_do(plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans.git("gc", "--quiet")
    plans.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    plans.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "v1")
    for folder in ("bare", "tree"):
        monkeypatch.chdir(tmp_path / folder)
        assert open_source(f"main:{NAME}").data == NEW.encode()


def test_the_repository_of_a_hook_is_the_one_its_environment_names(
    plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(plans.folder / ".git"))
    monkeypatch.chdir(tmp_path)
    assert open_source(f"v1:{NAME}").data == OLD.encode()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        (f"HEAD~9:{NAME}", "no such file, and git knows no revision HEAD~9"),
        ("HEAD:nowhere.md", "no such path in HEAD; paths begin at the top of the repository"),
        (":nowhere.md", "no such path in the index"),
        ("HEAD:规划", "is a directory"),
        ("--output=pwned:a.md", "git knows no revision --output=pwned"),
        ("-c:a.md", "git knows no revision -c"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(plans: Repository, name: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        open_source(name)
    assert complaint in str(caught.value)
    assert sorted(path.name for path in plans.folder.iterdir()) == [".git", "规划"]


@pytest.mark.usefixtures("plans")
def test_a_name_of_several_lines_is_a_text_and_is_not_asked_of_git() -> None:
    with pytest.raises(UsageError, match="a text rather than a name"):
        open_source("HEAD:a\nHEAD:规划/教育 规划.md")


@pytest.mark.usefixtures("plans")
def test_outside_of_a_repository_and_without_git_the_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert main(["outline", "HEAD:a.md"]) == 2
    assert "HEAD:a.md: no such file; git says: not a git repository" in capfd.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["outline", "HEAD:a.md", "--lang", "zh"]) == 2
    assert "HEAD:a.md：文件不存在；没有安装 git" in capfd.readouterr().err


def test_a_document_kept_in_lfs_is_not_taken_for_its_pointer(repository: Repository) -> None:
    repository.commit("pointer", a="version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n")
    with pytest.raises(InputError, match="Git LFS"):
        open_source("HEAD:a.md")


def test_looking_leaves_the_repository_as_it_was(plans: Repository) -> None:
    def state() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in plans.folder.rglob("*")}

    before = state()
    plandiff.compare(f"v1:{NAME}", f"HEAD:{NAME}")
    assert state() == before


def test_names_are_told_apart() -> None:
    kinds = {name: kind.name if (kind := kind_of(name)) else None for name in ("-", os.sep, "a@1", "v1:a", "https://a", "a.md")}
    assert kinds == {"-": "standard input", os.sep: "file", "a@1": None, "v1:a": "git", "https://a": "web", "a.md": None}
