"""No byte of a document, and none of a file's name, is a command to the terminal or the runner that reads the output."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from itertools import repeat
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from plandiff.cli.main import main
from plandiff.cli.streams import RUNNERS
from repositories import NOBODY, new_repository

STEERING = "\x1b]0;名\x07\x1b[31m红\x1b[2J\x08\x9b31m\x9d0;x\x9c\x7f\u202e反\u2066\u200e\u200f\u061c\r遮"
"""Escape sequences, in one byte too, what moves the cursor and what turns the order of characters."""
RUNNING = "##[error]伪造。 ::add-mask::的。"
NAME = "规\x1b[31m\u202e##[error]划"


def plan(value: str, *, other: str = "") -> str:
    """A plan with hostile texts in every place that has a text, the target's value and one more text as given."""
    text = f"{STEERING}{RUNNING}"
    return f"""---
title: ::error file=x.md::{RUNNING}
source: "::error::\\e[31m\\u202e{RUNNING}"
issuer: "\\e[31m{RUNNING}"
---

# ::warning file=x.md::规划{text}

## 一、::error::目标{text}{other}

到2025年，::add-mask::{text}覆盖率达到{value}。

::error file=a.md::段落{text}{other}

- （1）　::debug::事项{text}

| ::error::指标{text} | 2025年 |
| --- | --- |
| ::error::##[error]完成率{text} | {value} |

## ::stop-commands::x{text}

{other}::notice::各地必须建立{text}制度。
"""


OLD, NEW = plan("95%"), plan("90%", other="改了##[warning]::error::")
SUMMARIES = ("text", "markdown", "comment")
MACHINE = ("json", "gitlab", "junit", "sarif", "html")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two states of a hostile plan, and a library that holds them."""
    repository = new_repository(tmp_path_factory.mktemp("hostile") / "repository")
    repository.commit_files("first", {f"{NAME}.md": OLD, "old.md": OLD})
    binary = f"\0::error::x{RUNNING}{STEERING}"
    repository.commit_files("second", {f"{NAME}.md": NEW, "new.md": NEW, "::error::.md": binary, f"{NAME}2.md": ""})
    library = str(repository.folder / "library")
    assert main(["init", library]) == 0
    for label, file in (("1", "old.md"), ("2", "new.md")):
        facts = ["--version", label, "--note", STEERING + RUNNING, "--source", "::error::x"]
        assert main(["add", str(repository.folder / file), "--as", "plan", *facts, "--library", library]) == 0
    return repository.folder


@pytest.fixture
def folder(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as the current folder of a narrow terminal, untouched by what configures the machine."""
    for name in (*RUNNERS, "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (NOBODY | {"COLUMNS": "24"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(made)
    return made


def commands() -> Iterator[list[str]]:
    """Every command that prints texts of a document, in every format."""
    for form in SUMMARIES + MACHINE:
        yield ["compare", "old.md", "new.md", "--format", form]
        if form not in ("markdown", "html"):
            yield ["ci", "HEAD~1..HEAD", "--format", form]
    yield ["ci", "HEAD~1..HEAD", "--write", "json=-", "--fail-on", "error"]
    yield ["compare", f"{NAME}.md", "new.md", "--show-set-aside", "--min-confidence", "1", "--lang", "zh"]
    yield ["compare", "old.md", "new.md", "--mode", "regions"]
    yield ["compare", "HEAD~1:old.md", f"HEAD:{NAME}.md"]
    for form in ("text", "markdown", "json"):
        yield ["outline", f"{NAME}.md", "--show-set-aside", "--format", form]
    for form in ("text", "csv", "json"):
        yield ["targets", "new.md", "--format", form]
    yield ["normalize", "new.md", "--show-set-aside"]
    yield ["git", "textconv", "new.md"]
    yield ["git", "textconv", "::error::.md"]
    yield ["git", "external-diff", NAME, "old.md", "0", "100644", "new.md", "1", "100644", f"::error::{NAME}", "x"]
    yield ["git", "external-diff", f"::error::{NAME}"]
    for arguments in (["list"], ["log", "plan"], ["show", "plan@2"], ["show", "plan@2", "--original"], ["verify"]):
        yield [*arguments, "--library", "library"]
    for form in ("text", "json", "html"):
        yield ["blame", "plan", "--format", form, "--library", "library"]
    for form in ("text", "json"):
        yield ["history", "plan", "--section", "目标", "--format", form, "--library", "library"]
    yield ["add", "old.md", "--as", "again", "--library", "library"]
    yield ["export", "-o", NAME, "--library", "library"]
    yield ["import", "::error::.md", f"{NAME}2.md", "new.md", "--library", "library"]
    for missing in ("::error::x", f"\n::error::{NAME}", f"HEAD:##[error]{STEERING}"):
        yield ["outline", missing]
    yield ["--##[error]"]
    yield ["compare", "a", "b", f"::error::{NAME}\r\n::error::x"]
    yield ["accept", "old.md", "new.md", "--all", "--accept-file", f"{NAME}.accept"]


EVERY = list(commands())


def is_document(arguments: list[str]) -> bool:
    """Whether the command prints a document's own text, which is as it is where no terminal shows it."""
    return arguments[0] == "normalize" or "show" in arguments


def is_for_programs(arguments: list[str]) -> bool:
    return bool({"csv", "json=-", *MACHINE} & set(arguments))


@contextmanager
def standard(stream: Any, errors: Any = None) -> Iterator[None]:
    """Another standard output for a while, and another standard error."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = stream, errors or stream
    try:
        yield
    finally:
        stream.flush()
        sys.stdout, sys.stderr = before


def on_a_terminal(arguments: list[str]) -> str:
    """What a terminal gets to see of a command."""
    ours, theirs = os.openpty()
    shown = bytearray()

    def read() -> None:
        while True:
            try:
                shown.extend(os.read(ours, 65536))
            except OSError:  # how Linux says that the other end was closed
                return

    reader = threading.Thread(target=read)
    reader.start()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream, standard(stream):
        main(arguments)
    reader.join()
    os.close(ours)
    text = re.sub("\r+\n", "\n", shown.decode())  # CSV ends its lines with both, and the terminal adds one
    text = re.sub(r"\x1b\[(?:K|\?25[lh])", "", text)  # what the bar that shows progress is drawn with
    return text.replace("\rimporting", "\nimporting")


def through_a_pipe(arguments: list[str]) -> tuple[str, str]:
    """What a command puts on its standard output and standard error."""
    raw = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(bytes_, encoding="utf-8", write_through=True) for bytes_ in raw)
    with standard(out, err):
        main(arguments)
        first, second = (bytes_.getvalue().decode("utf-8", "surrogateescape") for bytes_ in raw)
        return first, second


FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", EVERY, ids=lambda arguments: ascii(" ".join(arguments))[:60])
def test_nothing_steers_a_terminal(arguments: list[str]) -> None:
    shown = on_a_terminal(arguments)
    assert shown
    styled = re.findall(r"\x1b\[(?:1|2|31|32)m([^\x1b]*)\x1b\[0m", shown)
    rest = re.sub(r"\x1b\[(?:1|2|31|32)m([^\x1b]*)\x1b\[0m", r"\1", shown)
    assert not FORBIDDEN.findall(rest)
    assert all("\n" not in text for text in styled)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", EVERY, ids=lambda arguments: ascii(" ".join(arguments))[:60])
def test_what_is_made_for_readers_steers_no_terminal_behind_a_pipe_either(arguments: list[str]) -> None:
    printed = "\n".join(through_a_pipe(arguments))
    assert is_for_programs(arguments) or is_document(arguments) or not FORBIDDEN.findall(printed)


# --- runners of workflows --------------------------------------------------------------------

KNOWN = ("error", "warning", "notice", "debug", "add-mask", "stop-commands", "group", "set-env", "add-matcher")


BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace()) + "\ufeff\0"


def taken_for_commands(output: str) -> list[str]:
    """The names of commands that GitHub's runner finds: `::name …::` at the head of a trimmed line, else `##[name …]` in it."""
    found = []
    for line in map(str.lstrip, re.split(r"\r\n|\r|\n", output), repeat(BLANKS)):
        command = re.match(r"::(\S*?)(?: .*?)?::", line)
        names = [command[1]] if command and command[1] in KNOWN else re.findall(r"##\[([\w-]+)[^\]]*\]", line)
        found += [name for name in names if name in KNOWN]
    return found


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", EVERY, ids=lambda arguments: ascii(" ".join(arguments))[:60])
def test_a_runner_finds_no_command_and_programs_read_the_same(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    printed, errors = through_a_pipe(arguments)
    assert printed or errors
    assert taken_for_commands(printed) + taken_for_commands(errors) == []
    if is_for_programs(arguments) and "--write" not in arguments:
        monkeypatch.delenv("GITHUB_ACTIONS")
        plain, _ = through_a_pipe(arguments)
        assert read(printed, arguments[arguments.index("--format") + 1]) == read(
            plain, arguments[arguments.index("--format") + 1]
        )


def read(output: str, form: str) -> object:
    """What a program reads; of HTML styles and scripts as they are; of CSV, which can spell a character in one way alone, the numbers of cells."""
    if form == "csv":
        return [len(row) for row in csv.reader(io.StringIO(output, newline=""))]
    if form == "html":
        return unescape(output), re.findall(r"<(style|script)[^>]*>(.*?)</\1>", output, re.DOTALL)
    return ET.canonicalize(output) if form == "junit" else json.loads(output)


@pytest.mark.usefixtures("folder")
def test_elsewhere_nothing_is_changed_for_the_runner() -> None:
    found = [taken_for_commands("\n".join(through_a_pipe(arguments))) for arguments in EVERY]
    assert sum(map(bool, found)) > len(EVERY) / 2


@pytest.mark.usefixtures("folder")
def test_the_annotations_of_a_step_are_ours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for arguments in (["ci", "HEAD~1..HEAD"], ["compare", f"{NAME}.md", "new.md"], ["compare", "old.md", "new.md"]):
        printed = through_a_pipe([*arguments, "--format", "github"])[0]
        lines = [line for line in re.split(r"[\r\n]+", printed) if line]
        assert all(re.match(r"::(error|warning|notice) file=[^,:]*,(line=\d+,)?title=plandiff[^,:]*::", line) for line in lines)
        assert not FORBIDDEN.findall(printed)


def test_files_hold_what_they_hold_without_a_runner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = through_a_pipe(["show", "plan@2", "--original", "--library", "library"])[0]
    text = through_a_pipe(["outline", "new.md"])[0]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with (folder / "redirected").open("w", encoding="utf-8", newline="") as stream, standard(stream):
        assert main(["show", "plan@2", "--original", "--library", "library"]) == 0
    assert (folder / "redirected").read_bytes() == plain.encode() == NEW.encode()
    assert main(["outline", "new.md", "-o", "outline.txt"]) == 0
    assert (folder / "outline.txt").read_bytes() == text.encode()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("runner", RUNNERS)
def test_other_runners_find_no_command_of_theirs(runner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("azure.md").write_text("# ##vso[task.setvariable]x ##teamcity[buildStop]\n\n文字。\n", encoding="utf-8")
    monkeypatch.setenv(runner, "True")
    assert "##vso\\[task" in through_a_pipe(["outline", "azure.md"])[0]
    assert not re.search(r"##\w*\[", through_a_pipe(["outline", "azure.md"])[0])


def test_printed_lines_are_made_in_one_place() -> None:
    source = Path(__file__).parent.parent / "src/plandiff"
    makers = {path.name for path in source.rglob("*.py") if re.search(r"\bPrinted\(", path.read_text(encoding="utf-8"))}
    assert makers == {"terminal.py"}
