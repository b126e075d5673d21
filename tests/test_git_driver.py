"""`plandiff git`: git shows plan documents with plandiff once it is installed, and as before once it is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from plandiff.cli.drivers import BEGIN
from plandiff.cli.main import main
from repositories import Repository

PLAN = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。各地必须建立督导评估制度。

## 二、保障措施

加强党的领导，健全投入机制，完善督导评估，营造良好氛围。
"""
LOWERED = PLAN.replace("95%", "90%")


@pytest.fixture
def plans(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A plan in two commits, the second on the branch `work`, and plandiff where git's shell finds it."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    repository.commit("first", plan=PLAN, notes="# 笔记\n\n内容。\n")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit("second", plan=LOWERED)
    return repository


def state(folder: Path) -> dict[str, bytes]:
    """What git is configured with, and which files there are."""
    files = [*folder.glob("*"), *folder.glob(".git*"), *folder.glob(".git/config"), *folder.glob(".git/info/*")]
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def test_git_shows_sections_and_words_after_install_and_what_it_did_before_after_uninstall(plans: Repository) -> None:
    (plans.folder / ".git/info").mkdir(exist_ok=True)
    (plans.folder / ".git/info/attributes").write_bytes(b"*.png binary")
    before, plain = state(plans.folder), plans.git("diff", "main", "work")
    assert main(["git", "install"]) == 0
    shown = plans.git("diff", "main", "work")
    assert "~ 到2025年，学前三年毛入园率达到[-95%-]{+90%+}" in shown
    assert "@@" not in shown
    log = plans.git("log", "-p", "-1")
    assert "-到2025年，学前三年毛入园率达到95%。\n+到2025年，学前三年毛入园率达到90%。\n 各地必须建立督导评估制度。" in log
    assert main(["git", "uninstall"]) == 0
    assert state(plans.folder) == before
    assert plans.git("diff", "main", "work") == plain


@pytest.mark.parametrize("options", [["--tracked"], ["--textconv-only"], ["plans/**", "with space/*.md"]])
def test_installing_twice_is_installing_once_and_leaves_nothing_behind(plans: Repository, options: list[str]) -> None:
    before = state(plans.folder)
    assert main(["git", "install"]) == 0
    assert main(["git", "install", *options]) == 0
    once = state(plans.folder)
    assert main(["git", "install", *options]) == 0
    assert state(plans.folder) == once != before
    assert main(["git", "uninstall"]) == 0
    assert main(["git", "uninstall"]) == 0
    assert state(plans.folder) == before


def test_documents_are_shown_as_before_their_own_revisions_where_it_was_installed_so(plans: Repository) -> None:
    plans.commit("draft", plan=LOWERED.replace("90%", "~~90%~~<ins>98%</ins>"))
    assert main(["git", "install"]) == 0
    assert "[-90%-]{+98%+}" in plans.git("diff", "HEAD~1", "HEAD")
    assert main(["git", "install", "--revisions", "original"]) == 0
    assert "+98%" not in plans.git("diff", "HEAD~1", "HEAD")
    assert "毛入园率达到" not in plans.git("log", "-p", "-1")


def test_patterns_name_the_files_and_lines_of_others_go_first(plans: Repository) -> None:
    (plans.folder / ".gitattributes").write_text("notes.md !diff\n", encoding="utf-8")
    assert main(["git", "install", "--tracked", "*.md", "with space/*.txt"]) == 0
    assert (plans.folder / ".gitattributes").read_text(encoding="utf-8").startswith(BEGIN)
    attributes = plans.git("check-attr", "diff", "plan.md", "notes.md", "with space/a.txt", "b.txt")
    assert attributes.split("\n") == [
        "plan.md: diff: plandiff",
        "notes.md: diff: unspecified",
        "with space/a.txt: diff: plandiff",
        "b.txt: diff: unspecified",
    ]
    assert main(["git", "install", "a\nb"]) == 2


def test_for_all_repositories_it_goes_where_git_looks_for_that(
    plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    before = state(plans.folder)
    assert main(["git", "install", "--global"]) == 0
    assert state(plans.folder) == before
    assert (tmp_path / "xdg/git/attributes").is_file()
    assert "textconv" in (tmp_path / "gitconfig").read_text(encoding="utf-8")
    assert main(["git", "uninstall", "--global"]) == 0
    assert not (tmp_path / "xdg/git/attributes").exists()
    assert "plandiff" not in (tmp_path / "gitconfig").read_text(encoding="utf-8")


def test_new_removed_renamed_unreadable_and_unmerged_documents_and_modes_are_shown(plans: Repository) -> None:
    assert main(["git", "install"]) == 0
    plans.git("mv", "plan.md", "renamed.md")
    plans.commit_files(
        "third",
        {
            "new.md": "# 新的规划\n\n全部文字都是新的。\n",
            "empty.md": "",
            "-x.md": LOWERED[:30],
            "notes.md": None,
            "renamed.md": LOWERED + "\n附录。\n",
        },
    )
    (plans.folder / "renamed.md").chmod(0o755)
    plans.git("add", "renamed.md")
    shown = plans.git("diff", "-M", "--cached", "HEAD~1")
    assert "全部文字都是新的。" in shown
    assert "- 内容。" in shown
    assert "plandiff plan.md → renamed.md\nmode 100644 → 100755\n" in shown
    assert "{+95%" not in shown
    assert "! empty.md: the document is empty" in shown
    assert "plandiff -x.md\n" in shown
    assert "empty.md" in plans.git("log", "-p", "-1")
    (plans.folder / "-x.md").write_text("# 另一份规划\n", encoding="utf-8")
    assert "+# 另一份规划" in plans.git("diff", "--no-ext-diff")


def test_a_document_in_conflict_is_named(plans: Repository) -> None:
    assert main(["git", "install"]) == 0
    plans.git("checkout", "--quiet", "main")
    plans.commit("third", plan=PLAN.replace("95%", "99%"))
    with pytest.raises(AssertionError):
        plans.git("merge", "work")
    assert "! plan.md: not merged yet" in plans.git("diff", "--base") + plans.git("diff", "--cached")
