"""Standard streams that are closed or take nothing: one line where there is somebody to read it, and never a crash."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from plandiff.cli.main import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shell of Unix closes streams")
CLOSED = "plandiff: standard output: is closed\n"


@pytest.fixture(autouse=True)
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.md").write_text("# 规划\n\n## 一、目标\n\n到2025年达到95%。\n", encoding="utf-8")
    (tmp_path / "new.md").write_text("# 规划\n\n## 一、目标\n\n到2025年达到97%。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def run(command: str) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of a command line of the shell."""
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m plandiff {command}"], capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["compare old.md new.md", "outline old.md -o -", "schema", "--help"])
def test_what_cannot_be_printed_is_one_line_and_exit_code_2(command: str) -> None:
    assert run(f"{command} >&-") == (2, "", CLOSED)
    assert run(f"{command} <&- >&- 2>&-") == (2, "", "")
    if Path("/dev/full").exists():
        assert run(f"{command} >/dev/full") == (2, "", "plandiff: standard output: No space left on device\n")


def test_what_is_written_to_a_file_needs_no_stream(pair: Path) -> None:
    assert run("compare old.md new.md -o report.html <&- >&- 2>&-") == (0, "", "")
    assert (pair / "report.html").read_bytes().endswith(b"</html>")
    assert sorted(path.name for path in pair.iterdir()) == ["new.md", "old.md", "report.html"]


def test_messages_that_nobody_reads_are_dropped() -> None:
    for closed in ("2>&-", "2>/dev/full") if Path("/dev/full").exists() else ("2>&-",):
        code, out, _ = run(f"compare old.md new.md --exit-code {closed}")
        assert code == 1
        assert "97%" in out
        assert run(f"compare old.md none.md {closed}") == (2, "", "")
        assert run(f"{closed}") == (2, "", "")


def test_a_closed_standard_input_matters_only_where_it_is_read() -> None:
    assert run("compare old.md new.md <&-")[0] == 0
    assert run("compare - new.md <&-") == (2, "", "plandiff: -: standard input is closed\n")
    assert run("compare - new.md <&- 2>&-") == (2, "", "")


def test_what_git_says_goes_into_no_file_of_ours(pair: Path) -> None:
    """Without something in its place the next file that is opened would be standard error to every program started."""
    code, out, error = run("compare HEAD:old.md new.md 2>&- -o report.html")
    assert (code, out, error) == (2, "", "")
    assert not (pair / "report.html").exists()


@pytest.mark.parametrize("names", [["stdout"], ["stderr"], ["stdin"], ["stdin", "stdout", "stderr"]])
def test_streams_that_a_program_around_us_has_not_are_no_crash(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names:
        monkeypatch.setattr(sys, name, None)
    assert main(["compare", "old.md", "new.md", "-o", "report.html"]) == 0
    assert main(["compare", "old.md", "new.md"]) == (2 if "stdout" in names else 0)
    assert main(["compare", "old.md", "none.md"]) == 2
    if "stdin" in names:
        assert main(["compare", "-", "new.md"]) == 2
    assert all(getattr(sys, name) is None for name in names)


def test_streams_whose_descriptor_is_gone_are_no_crash() -> None:
    script = (
        "import os, sys; from plandiff.cli.main import main; {}; "
        "os._exit(main(['compare', 'old.md', 'new.md']) * 10 + main(['compare', '-', 'new.md', '-o', 'a.json']))"
    )
    for gone, code in (("os.close(1)", 22), ("os.close(2)", 2), ("os.close(0)", 2), ("[os.close(n) for n in (0, 1, 2)]", 22)):
        done = subprocess.run(
            [sys.executable, "-c", script.format(gone)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, (gone, done)
        assert "internal error" not in done.stderr
        assert done.stderr.count("\n") <= 2
