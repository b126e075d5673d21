"""What `ci` writes stays in its place, and never goes over what people wrote; what it reads has an end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plandiff.cli.main import main
from plandiff.renderers.index import report_name
from plandiff.sources.files import SIZE_LIMIT
from repositories import Repository

PLAN = "# 云河市供水规划\n\n## 一、目标\n\n到2025年，供水普及率达到98%以上。\n"
LOWERED = PLAN.replace("98%", "90%")


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """`main` with two plans, one of them a page; on `work` one is changed."""
    repository.commit_files("first", {"plans/a.md": PLAN, "docs/index.html": f"<h1>总则</h1><p>{PLAN}</p>"})
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit_files("second", {"plans/a.md": LOWERED})
    return repository


def refused(*arguments: str, capfd: pytest.CaptureFixture[str]) -> str:
    """What is said when nothing may be written."""
    assert main(["ci", *arguments]) == 2
    printed = capfd.readouterr()
    assert printed.err.count("\n") == 1
    return printed.err


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index.html", report_name("plans/a.md")])
def test_a_link_where_a_report_goes_is_not_followed(
    plans: Repository, tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious", encoding="utf-8")
    (plans.folder / "reports").mkdir()
    (plans.folder / "reports" / name).symlink_to("../../victim.txt")
    assert f"{name}: is a link; links are not followed" in refused("main...HEAD", "-o", "reports", capfd=capfd)
    assert victim.read_text(encoding="utf-8") == "precious"
    assert [path.name for path in (plans.folder / "reports").iterdir()] == [name]


@pytest.mark.parametrize("target", ["reports", "reports/deeper/still", "out/../reports"])
def test_a_folder_that_leads_out_of_the_repository_is_not_followed(
    plans: Repository, tmp_path: Path, target: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outside").mkdir()
    (plans.folder / "reports").symlink_to("../outside")
    assert "is a link" in refused("main...HEAD", "-o", target, capfd=capfd)
    assert "is a link" in refused("main...HEAD", "--write", f"json={target}/review.json", capfd=capfd)
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_is_not_written_through_even_if_it_leads_nowhere_yet(
    plans: Repository, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (plans.folder / "review.json").symlink_to("../new.json")
    assert "is a link" in refused("main...HEAD", "--write", "json=review.json", capfd=capfd)
    assert not (tmp_path / "new.json").exists()


def test_links_outside_of_the_repository_are_the_business_of_who_runs_it(plans: Repository, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    assert main(["ci", "main...HEAD", "-o", str(tmp_path / "linked" / "reports")]) == 0
    assert (tmp_path / "real/reports/index.html").exists()
    assert plans.git("status", "--porcelain") == ""


# --- files of others ------------------------------------------------------------------------------


def test_a_file_in_git_is_replaced_only_if_plandiff_wrote_it(plans: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    for name, form in (("plans/a.md", "json"), ("docs/index.html", "text")):
        before = (plans.folder / name).read_bytes()
        assert "this would overwrite" in refused("main...HEAD", "--write", f"{form}={name}", capfd=capfd)
        assert (plans.folder / name).read_bytes() == before
    (plans.folder / "docs/index.html").write_text("<p>not committed yet</p>", encoding="utf-8")
    assert "docs/index.html: this would overwrite an input" in refused("HEAD", "-o", "docs", capfd=capfd)
    assert "a file in git that plandiff did not write" in refused("main...work", "-o", "docs", capfd=capfd)
    assert sorted(path.name for path in (plans.folder / "docs").iterdir()) == ["index.html"]


def test_reports_that_are_committed_are_written_again(plans: Repository) -> None:
    forms = [f"--write={form}=out.{form}" for form in ("json", "junit", "sarif")]
    command = ["ci", "main...HEAD", "-o", "reports", *forms]
    assert main(command) == 0
    plans.git("add", "--all")
    plans.git("commit", "--quiet", "-m", "reports")
    assert main(command) == 0
    assert main(["ci", "HEAD", "-o", "reports"]) == 0


# --- the accept file ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../outside.accept", "/outside.accept", "a/../../outside.accept", "C:\\outside.accept", "a\\..\\..\\b"]
)
def test_a_configuration_names_no_file_beyond_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = _pair(tmp_path / "plans")
    monkeypatch.chdir(folder)
    (folder / "plandiff.toml").write_text(f"accept = '{name}'\n", encoding="utf-8")
    assert main(["accept", "old.md", "new.md", "--all"]) == 2
    assert "accept: must be a name below the folder of the configuration" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["plans"]


@pytest.mark.parametrize("leading", ["plandiff.accept", "kept"])
def test_a_link_in_place_of_the_accept_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leading: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = _pair(tmp_path / "plans")
    monkeypatch.chdir(folder)
    (tmp_path / "outside").mkdir()
    (folder / "plandiff.toml").write_text("accept = 'kept/plandiff.accept'\n" if leading == "kept" else "", encoding="utf-8")
    (folder / leading).symlink_to("../outside" if leading == "kept" else "../outside/plandiff.accept")
    for command in ("accept", "compare"):
        assert main([command, "old.md", "new.md", *(["--all"] if command == "accept" else [])]) == 2
        assert f"{leading}: is a link; links are not followed" in capfd.readouterr().err
    assert list((tmp_path / "outside").iterdir()) == []


def test_settings_are_regular_files_of_a_sensible_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(_pair(tmp_path))
    assert main(["compare", "old.md", "new.md", "--accept-file", "/dev/zero"]) == 2
    assert "/dev/zero: cannot be read: not a regular file" in capfd.readouterr().err
    Path("plandiff.toml").write_text("#" * 6_000_000, encoding="utf-8")
    assert main(["compare", "old.md", "new.md"]) == 2
    assert "plandiff.toml: cannot be read: larger than 5 MB" in capfd.readouterr().err


# --- inputs without an end ------------------------------------------------------------------------


def test_a_device_ends_at_the_limit_and_a_pipe_without_writer_is_empty(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["outline", "/dev/zero"]) == 2
    assert capfd.readouterr().err == f"plandiff: /dev/zero: is larger than {SIZE_LIMIT // 1_000_000} MB\n"
    os.mkfifo(tmp_path / "pipe.md")
    assert main(["outline", str(tmp_path / "pipe.md")]) == 2
    assert "the document is empty" in capfd.readouterr().err


def test_endless_standard_input_ends_at_the_limit() -> None:
    with subprocess.Popen(["yes", "规划"], stdout=subprocess.PIPE) as endless:
        command = [sys.executable, "-m", "plandiff", "outline", "-"]
        done = subprocess.run(command, stdin=endless.stdout, capture_output=True, text=True, check=False)
        endless.kill()
    assert (done.returncode, done.stderr) == (2, "plandiff: -: is larger than 50 MB\n")


def test_a_document_in_git_ends_at_the_limit_before_it_is_unpacked(plans: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    plans.commit_files("huge", {"plans/a.md": "规划" * 10_000_000})
    assert main(["outline", "HEAD:plans/a.md"]) == 2
    assert capfd.readouterr().err == "plandiff: HEAD:plans/a.md: is larger than 50 MB\n"
    assert main(["ci", "main..HEAD"]) == 2
    assert "is larger than 50 MB" in capfd.readouterr().out


def test_a_pipe_of_the_shell_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    script = f'"{sys.executable}" -m plandiff outline <(cat plan.md)'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "一、目标" in done.stdout) == (0, True)


def _pair(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "old.md").write_text(PLAN, encoding="utf-8")
    (folder / "new.md").write_text(LOWERED, encoding="utf-8")
    return folder
