"""Nothing that a repository brings along is run by looking at it: neither its configuration's programs nor its files."""

from __future__ import annotations

import hashlib
import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plandiff.cli.main import main
from repositories import NOBODY, SOMEBODY, Repository, new_repository

PLAN = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。各地必须建立督导评估制度。
"""
LOWERED = PLAN.replace("95%", "90%")
LAZY = ["cat-file", "-p", "HEAD~1:missing.md"]
"""Asks for an object that is not there, which is fetched from all remotes that promise to have it."""

CONTROLS = {
    "fsmonitor": ["status"],
    "hooks-path": ["update-index", "--refresh", "-q"],
    "clean": ["diff", "HEAD"],
    "process": ["diff", "HEAD"],
    "included-clean": ["diff", "HEAD"],
    "worktree-clean": ["diff", "HEAD"],
    "smudge": ["cat-file", "--filters", "HEAD:clean.md"],
    "external": ["diff", "HEAD~1", "HEAD", "--", "plan.md"],
    "command": ["diff", "HEAD~1", "HEAD", "--", "driver.md"],
    "textconv": ["diff", "--no-ext-diff", "HEAD~1", "HEAD", "--", "driver.md"],
    "submodule-fsmonitor": ["diff", "HEAD"],
    "pager": ["log"],
    "ext": LAZY,
    "alias": LAZY,
    "ssh": LAZY,
    "proxy": LAZY,
    "uploadpack": LAZY,
}
"""What leaves a mark when its program is run, and a command of plain git that does run it."""


class Marks:
    """Programs that leave a mark when they are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "left").mkdir(parents=True)

    def program(self, name: str, path: Path | None = None) -> str:
        """A program that leaves the mark of that name and gives back what it is given."""
        made = path or self.folder / name
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f'#!/bin/sh\n: > "{self.folder}/left/{name}"\ncat "$@" 2> /dev/null\n', encoding="utf-8")
        made.chmod(0o755)
        return str(made)

    def module(self, name: str, path: Path) -> None:
        """A Python file that leaves the mark of that name when it is imported."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(self.folder / 'left' / name)!r}, 'w').close()\n", encoding="utf-8")

    @property
    def left(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "left").iterdir())


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "marks")


@pytest.fixture
def hostile(repository: Repository, marks: Marks) -> Repository:
    """Two commits, an object missing, files changed in the work tree, and every program the configuration can name."""
    names = ("plan.md", "missing.md", "driver.md", "clean.md", "process.md", "included.md", "worktree.md")
    repository.commit_files("first", {name: PLAN + f"\n{name}\n" for name in names})
    sub = new_repository(repository.folder / "sub")
    sub.commit("first", inner=PLAN)
    repository.git("-c", "advice.addEmbeddedRepo=false", "add", "sub")
    attributes = (
        "driver.md diff=evil\nclean.md filter=cl.ean\nprocess.md filter=pro\nincluded.md filter=inc\nworktree.md filter=tree\n"
    )
    (repository.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    repository.commit_files("second", {name: LOWERED + f"\n{name}\n" for name in names})
    configure(repository, marks)
    sub.git("config", "core.fsmonitor", marks.program("submodule-fsmonitor"))
    blob = repository.git("rev-parse", "HEAD~1:missing.md")
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (repository.folder / "plan.md").write_text(LOWERED.replace("90%", "80%"), encoding="utf-8")
    for name in names[1:]:
        os.utime(repository.folder / name, (1, 1))  # the same text at another time, which git must read to know
    os.utime(repository.folder / "sub/inner.md", (1, 1))
    for name in marks.left:
        (marks.folder / "left" / name).unlink()
    return repository


def configure(repository: Repository, marks: Marks) -> None:
    included, worktree = repository.folder / ".git/more", repository.folder / ".git/config.worktree"
    for hook in ("post-index-change", "reference-transaction"):
        marks.program("hooks-path", marks.folder / "hooks" / hook)
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "ext",
        "extensions.worktreeConfig": "true",
        "include.path": str(included),
        "core.pager": marks.program("pager"),
        "core.hooksPath": str(marks.folder / "hooks"),
        "core.fsmonitor": marks.program("fsmonitor"),
        "filter.cl.ean.clean": marks.program("clean"),
        "filter.cl.ean.smudge": marks.program("smudge"),
        "filter.cl.ean.required": "true",
        "filter.pro.process": marks.program("process"),
        "diff.external": marks.program("external"),
        "diff.evil.command": marks.program("command"),
        "diff.evil.textconv": marks.program("textconv"),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.ext.url": f"ext::{marks.program('ext')} x",
        "alias.remote-none": f"!{marks.program('alias')}",
        "remote.alias.url": "x",
        "remote.alias.vcs": "none",
        "core.sshCommand": marks.program("ssh"),
        "remote.ssh.url": "ssh://localhost/x",
        "core.gitProxy": marks.program("proxy"),
        "remote.proxy.url": "git://localhost/x",
        "remote.uploadpack.url": str(repository.folder / "sub"),
        "remote.uploadpack.uploadpack": marks.program("uploadpack"),
    }
    settings |= {f"remote.{name}.promisor": "true" for name in ("alias", "ssh", "proxy", "uploadpack")}
    for key, value in settings.items():
        repository.git("config", key, value)
    included.write_text(f'[filter "inc"]\nclean = {marks.program("included-clean")}\n', encoding="utf-8")
    worktree.write_text(f'[filter "tree"]\nclean = {marks.program("worktree-clean")}\n', encoding="utf-8")


@pytest.mark.parametrize("name", CONTROLS)
def test_plain_git_does_run_the_program(hostile: Repository, marks: Marks, name: str) -> None:
    command = CONTROLS[name]
    if name in ("command", "textconv"):
        hostile.git("config", "--unset", "diff.external")
    if name == "textconv":
        hostile.git("config", "--unset", "diff.evil.command")
    ours, theirs = os.openpty()  # the pager is for terminals
    environment = os.environ | NOBODY | {"GIT_TERMINAL_PROMPT": "0", "TERM": "xterm"}
    subprocess.run(["git", *command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment, check=False)
    os.close(theirs)
    os.close(ours)
    assert name in marks.left


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ci", "HEAD"], 0, "plan.md  1 of 1 sections changed"),
        (["ci", "HEAD", "--staged"], 0, "no plan document changed"),
        (["ci", "HEAD~1..HEAD"], 2, "missing.md: its content is not in this clone"),
        (["ci", "HEAD~1...HEAD", "plan.md"], 0, "target-lowered"),
        (["compare", "HEAD~1:plan.md", "HEAD:plan.md"], 0, "[-95%-]{+90%+}"),
        (["compare", "HEAD~1:missing.md", "HEAD:missing.md"], 2, "HEAD~1:missing.md: its content is not in this clone"),
        (["compare", ":plan.md", "plan.md"], 0, "[-90%-]{+80%+}"),
        (["compare", "HEAD:clean.md", "clean.md"], 0, ""),
        (["outline", ":process.md"], 0, "一、发展目标"),
        (["git", "external-diff", "plan.md", "plan.md", "0" * 40, "100644", "plan.md", "0" * 40, "100644"], 0, "plan.md"),
        (["git", "textconv", "driver.md"], 0, "毛入园率达到90%"),
        (["git", "install"], 0, "written"),
        (["git", "install", "--tracked"], 0, "written"),
        (["git", "uninstall"], 0, ""),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else "",
)
def test_plandiff_runs_none_of_them(
    hostile: Repository, marks: Marks, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert (hostile.folder / ".git").is_dir()
    assert main(arguments) == code
    out, err = capfd.readouterr()
    assert said in out + err
    assert marks.left == []


def test_a_filter_that_git_cannot_switch_off_is_refused(hostile: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    with (hostile.folder / ".git/config").open("a", encoding="utf-8") as file:
        file.write('[filter "a=b"]\nclean = false\n')
    assert main(["ci", "HEAD"]) == 2
    assert "filter a=b: cannot be switched off" in capfd.readouterr().err


def test_a_file_that_is_what_lfs_keeps_of_it_did_not_change(repository: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    oid = hashlib.sha256(PLAN.encode()).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(PLAN.encode())}\n"
    repository.commit_files("first", {"large.md": pointer, ".gitattributes": "*.md filter=lfs\n"})
    (repository.folder / "large.md").write_text(PLAN, encoding="utf-8")
    assert main(["ci", "HEAD"]) == 0
    assert "no plan document changed" in capfd.readouterr().out
    (repository.folder / "large.md").write_text(LOWERED, encoding="utf-8")
    assert main(["ci", "HEAD"]) == 2
    assert "kept in Git LFS" in capfd.readouterr().out


# --- programs and modules among the files ----------------------------------------------------


MODULES = ("plandiff", "click", "jinja2", "sitecustomize", "usercustomize", "runpy", "venv", "pip")


@pytest.fixture
def traps(repository: Repository, marks: Marks, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """At the top of the work tree, which is looked through for programs first, programs and modules that leave marks."""
    repository.commit_files("first", {"plan.md": PLAN})
    repository.commit_files("second", {"plan.md": LOWERED})
    for name in MODULES:
        marks.module(f"{name}.py", repository.folder / f"{name}.py")
    for name in ("plandiff", "git", "python", "python3", "sh", "env"):
        marks.program(name, repository.folder / name)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}{os.pathsep}")
    return repository


def plain_git(repository: Repository, *arguments: str) -> str:
    """What the real git prints where the path has traps."""
    path = os.environ["PATH"].removeprefix(f".{os.pathsep}").rstrip(os.pathsep)
    git = next(found for folder in path.split(os.pathsep) if (found := Path(folder, "git")).exists())
    command = [str(git), *SOMEBODY, *arguments]
    return subprocess.run(command, cwd=repository.folder, capture_output=True, encoding="utf-8", check=True).stdout


def test_git_runs_the_plandiff_that_was_installed_and_no_file_of_the_repository(traps: Repository, marks: Marks) -> None:
    assert main(["git", "install"]) == 0
    assert "[-95%-]{+90%+}" in plain_git(traps, "diff", "HEAD~1", "HEAD")
    assert "-到2025年，学前三年毛入园率达到95%。" in plain_git(traps, "log", "-p", "-1")
    assert main(["ci", "HEAD~1..HEAD"]) == 0
    assert marks.left == []
    subprocess.run(["git", "--version"], cwd=traps.folder, capture_output=True, check=False)
    subprocess.run([sys.executable, "-m", "plandiff"], cwd=traps.folder, capture_output=True, check=False)
    assert marks.left == ["git", "plandiff.py"]


def test_an_interpreter_that_was_called_from_here_is_written_down_by_its_whole_path_and_quoted(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "it's here/python")
    assert main(["git", "install"]) == 0
    command = shlex.split(repository.git("config", "diff.plandiff.textconv"))
    assert command == [str(repository.folder / "it's here/python"), "-P", "-m", "plandiff", "git", "textconv", "--"]


# --- libraries -------------------------------------------------------------------------------


@pytest.fixture
def library(repository: Repository, marks: Marks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library with one document, in whose repository everything is configured."""
    folder = tmp_path / "library"
    assert main(["init", str(folder)]) == 0
    monkeypatch.chdir(folder)
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    assert main(["add", str(tmp_path / "plan.md"), "--as", "plan", "--version", "1"]) == 0
    configure(Repository(folder), marks)
    for hook in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-update", "post-receive"):
        marks.program("hook", folder / ".git/hooks" / hook)
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("* filter=cl.ean diff=evil\n", encoding="utf-8")
    (tmp_path / "plan.md").write_text(LOWERED, encoding="utf-8")
    yield folder
    assert repository.folder.exists()


def test_a_library_runs_no_hook_and_no_filter_of_its_repository(
    library: Path, marks: Marks, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--library", "."]) == 2
    assert "cannot be opened: " in capfd.readouterr().err
    Repository(library).git("config", "--remove-section", "extensions")
    for arguments in (
        ["add", str(tmp_path / "plan.md"), "--as", "plan", "--version", "2"],
        ["list"],
        ["log", "plan"],
        ["show", "plan@1"],
        ["show", "plan@1", "--original"],
        ["blame", "plan"],
        ["history", "plan", "--section", "发展目标"],
        ["compare", "plan@1", "plan@2"],
        ["export", "-o", str(tmp_path / "out")],
        ["import", str(tmp_path / "plan.md"), "--as", "again"],
        ["verify"],
        ["remove", "plan@1"],
    ):
        assert main(arguments) == 0, arguments
    assert marks.left == []
    (library / ".git/config").chmod(stat.S_IRUSR | stat.S_IWUSR)
    subprocess.run(["git", *SOMEBODY, "update-ref", "refs/heads/x", "HEAD"], cwd=library, capture_output=True, check=False)
    assert marks.left == ["hooks-path"]
