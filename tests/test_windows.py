"""What Windows has otherwise than Unix, simulated here: consoles, code pages, files that other programs hold, programs beside plans.

A workflow of GitHub runs the whole suite on Windows itself (.github/workflows/test.yml).
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import plandiff
from plandiff import paths, programs
from plandiff.cli import consoles, output
from plandiff.cli.main import main
from plandiff.cli.settings import language_of
from plandiff.errors import InputError, OutputError


class Kernel:
    """`kernel32` as far as it is asked: a console with a mode, and the language of the user."""

    def __init__(self, mode: int | None, *, takes: bool = True, language: int = 0x0409) -> None:
        self.mode, self.takes, self.language = mode, takes, language

    def GetStdHandle(self, number: int) -> int:  # noqa: N802 - named by Windows, as the others
        return 7 if number == -11 else 0

    def GetConsoleMode(self, handle: int, mode: Any) -> bool:  # noqa: N802
        if handle != 7 or self.mode is None:
            return False
        mode._obj.value = self.mode
        return True

    def SetConsoleMode(self, handle: int, mode: int) -> bool:  # noqa: N802
        if handle == 7 and self.takes:
            self.mode = mode
        return handle == 7 and self.takes

    def GetUserDefaultUILanguage(self) -> int:  # noqa: N802
        return self.language


@pytest.mark.parametrize(
    ("kernel", "styled", "mode"),
    [(Kernel(3), True, 7), (Kernel(7), True, 7), (Kernel(3, takes=False), False, 3), (Kernel(None), False, None)],
    ids=["a console", "one that is set up", "one before Windows 10", "no console"],
)
def test_colours_are_printed_where_the_console_acts_on_them(
    kernel: Kernel, styled: bool, mode: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(consoles, "os", SimpleNamespace(name="nt", environ=os.environ))
    monkeypatch.setattr(consoles, "_kernel", lambda: kernel)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    assert consoles.colored() == styled
    assert kernel.mode == mode


@pytest.mark.parametrize(("language", "said"), [(0x0804, "zh"), (0x0404, "zh"), (0x0409, "en"), (0x0411, "en")])
def test_messages_are_in_the_language_of_windows_where_the_environment_names_none(
    language: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consoles, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(consoles, "_kernel", lambda: Kernel(3, language=language))
    assert language_of({}) == said
    assert language_of({"LANG": "en_US.UTF-8"}) == "en"


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp936", "ascii"])
def test_help_is_printed_in_any_code_page(encoding: str) -> None:
    for command in ("add", "compare", "matrix"):
        done = subprocess.run(
            [sys.executable, "-m", "plandiff", command, "--help"],
            env=os.environ | {"PYTHONIOENCODING": f"{encoding}:strict"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert f"Usage: plandiff {command}".encode() in done.stdout


def test_what_is_printed_and_written_has_the_line_ends_of_unix(tmp_path: Path) -> None:
    plan = "# 青禾县公园规划\r\n\r\n## 一、目标\r\n\r\n到2030年，新建公园3处。\r\n"
    (tmp_path / "old.md").write_bytes(plan.encode())
    (tmp_path / "new.md").write_bytes(plan.replace("3处", "5处").replace("\r\n", "\n").encode())
    for form in ("html", "json", "md", "txt"):
        assert main(["compare", str(tmp_path / "old.md"), str(tmp_path / "new.md"), "-o", str(tmp_path / f"r.{form}")]) == 0
        assert b"\r" not in (tmp_path / f"r.{form}").read_bytes()
    assert b'"changed": 1' in (tmp_path / "r.json").read_bytes()


def test_a_file_that_word_holds_is_said_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = OSError(errno.EACCES, "The process cannot access the file because it is being used by another process")
    held.winerror = 32  # type: ignore[attr-defined]  # as Windows sets it

    def replace(*_: object) -> None:
        raise held

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError) as refused:
        output.write(b"new", str(tmp_path / "report.docx"))
    assert "another program holds the file" in str(refused.value)
    assert "WPS" in refused.value.message("zh")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_said_to_be_one_though_windows_says_that_it_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    (tmp_path / "plan.md").write_text("# A\n\nb\n", encoding="utf-8")
    monkeypatch.setattr(paths, "os", SimpleNamespace(open=refuse, O_RDONLY=0, strerror=os.strerror))
    with pytest.raises(InputError, match="is a directory"):
        plandiff.load(tmp_path)
    with pytest.raises(InputError, match="Permission denied"):
        plandiff.load(tmp_path / "plan.md")


def test_a_program_that_lies_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def which(name: str, path: str | None = None) -> str:  # on Windows the current folder comes first
        asked.append(path)
        return f".\\{name}.EXE"

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", "/usr/bin"]))
    monkeypatch.setattr(shutil, "which", which)
    assert programs.find(["git", "soffice"]) is None
    assert asked == ["/usr/bin", "/usr/bin"]
