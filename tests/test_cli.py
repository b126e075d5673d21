"""The command line: what it writes, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plandiff import cli, pipeline
from plandiff.cli.commands import COMMANDS
from plandiff.cli.main import main
from plandiff.cli.settings import language_of
from plandiff.language.folding import _simplified
from plandiff.renderers.terminal import columns, visible

OLD = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%，普惠性幼儿园覆盖率达到90%以上，公办园在园幼儿占比超过50%。

## 二、保障措施

加强党对教育工作的全面领导，健全各级党委统一领导、部门各负其责的工作机制。
"""
NEW = OLD.replace("95%", "97%")


@pytest.fixture(autouse=True)
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, made the current one, with old.md, new.md and same.md (the old text in another width)."""
    for name, text in (("old", OLD), ("new", NEW), ("same", OLD.replace("2025年，", "２０２５年，"))):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def plandiff(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of the real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "plandiff", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        check=False,
    )


def test_traditional_and_simplified_are_the_same_only_on_request(pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pair / "traditional.md").write_text(
        "# 雲河市教育規劃\n\n## 一、發展目標\n\n學前三年毛入園率達到95%。\n\n## 二、保障措施\n\n加強黨對教育工作的全面領導。\n",
        encoding="utf-8",
    )
    (pair / "simplified.md").write_text(
        "# 云河市教育规划\n\n## 一、发展目标\n\n学前三年毛入园率达到95%。\n\n## 二、保障措施\n\n加强党对教育工作的全面领导。\n",
        encoding="utf-8",
    )
    command = ["compare", "traditional.md", "simplified.md", "--mode", "versions", "--exit-code", "-o", "out.json"]
    assert main(command) == 1
    assert main([*command, "--any-script"]) == 0
    summary = json.loads((pair / "out.json").read_bytes())["summary"]
    assert (summary["noise"], summary["changed"]) == (3, 0)
    monkeypatch.setitem(sys.modules, "opencc", None)
    monkeypatch.setattr("plandiff.language.folding._simplified", _simplified.__wrapped__)
    assert main([*command, "--any-script"]) == 2


def test_a_changed_title_is_a_change(pair: Path, capsysbinary: Any) -> None:
    (pair / "retitled.md").write_text(OLD.replace("# 云河市教育规划", "# 云河市教育规划（修订）"), encoding="utf-8")
    assert main(["compare", "old.md", "retitled.md", "--exit-code"]) == 1
    assert "the title changed" in capsysbinary.readouterr().out.decode().lower()


# --- output ----------------------------------------------------------------------------------


def test_without_output_a_short_summary_says_which_section_changed_and_how(capsysbinary: Any) -> None:
    assert main(["compare", "old.md", "new.md"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert "1 of 2 sections changed: 1 changed" in lines
    assert lines[lines.index("一、发展目标") + 1].startswith("  ~ 到2025年，学前三年毛入园率达到[-95%-]{+97%+}，")
    assert all(columns(line) <= 80 for line in lines)
    assert len(lines) < 24


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".html", b"<!doctype html>"), (".json", b'{\n  "schema"'), (".md", b"## 1 of 2"), (".txt", "- 云河".encode())],
)
def test_the_format_follows_the_suffix(pair: Path, suffix: str, start: bytes) -> None:
    assert main(["compare", "old.md", "new.md", "-o", f"out{suffix}"]) == 0
    assert (pair / f"out{suffix}").read_bytes().startswith(start)


def test_a_format_that_is_named_goes_before_the_suffix_and_a_dash_is_standard_output(pair: Path, capsysbinary: Any) -> None:
    assert main(["compare", "old.md", "new.md", "-o", "out.txt", "--format", "json"]) == 0
    assert json.loads((pair / "out.txt").read_bytes())["schema"] == "plandiff/comparison-1"
    assert main(["compare", "old.md", "new.md", "-o", "-", "--format", "markdown"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"## 1 of 2 sections changed")


def test_a_document_may_come_from_standard_input() -> None:
    done = plandiff("compare", "old.md", "-", "--format", "json", stdin=NEW)
    assert done.returncode == 0
    assert json.loads(done.stdout)["new"]["source"] == "-"


def test_the_language_is_the_locales_unless_it_is_named() -> None:
    assert "2 节中有 1 节发生变化" in plandiff("compare", "old.md", "new.md", LC_ALL="zh_CN.UTF-8").stdout
    assert "1 of 2 sections changed" in plandiff("compare", "old.md", "new.md", "--lang", "en", LC_ALL="zh_CN.UTF-8").stdout
    assert language_of({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}) == "zh"
    assert language_of({"LANG": "de_DE.UTF-8"}) == language_of({}) == "en"


def test_the_bytes_do_not_depend_on_locale_or_hash_seed(pair: Path) -> None:
    for name in ("out.html", "out.json", "out.md"):
        found = set()
        for environment in ({"LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"}):
            assert plandiff("compare", "old.md", "new.md", "--lang", "zh", "-o", name, **environment).returncode == 0
            found.add((pair / name).read_bytes())
        assert len(found) == 1


def test_a_report_needs_no_folder_of_its_own_to_write_to(pair: Path) -> None:
    for place in (pair / "old.md", pair / "cache"):
        done = plandiff("compare", "old.md", "new.md", "-o", "out.html", XDG_CACHE_HOME=str(place))
        assert (done.returncode, done.stderr) == (0, "")
        assert (pair / "out.html").read_bytes().startswith(b"<!doctype html>")
        (pair / "out.html").unlink()


def test_outline_normalize_and_schema_print_what_their_names_say(pair: Path, capsysbinary: Any) -> None:
    assert main(["outline", "old.md"]) == 0
    assert capsysbinary.readouterr().out.decode() == "云河市教育规划\n  一、发展目标\n  二、保障措施\n"
    assert main(["outline", "old.md", "--format", "markdown"]) == 0
    assert capsysbinary.readouterr().out.decode() == "# 云河市教育规划\n\n- 一、发展目标\n- 二、保障措施\n"
    assert main(["outline", "old.md", "-o", "old.json"]) == 0
    assert json.loads((pair / "old.json").read_bytes())["schema"] == "plandiff/plan-1"
    assert main(["normalize", "old.md", "-o", "canonical.md"]) == 0
    assert main(["normalize", "canonical.md"]) == 0
    assert capsysbinary.readouterr().out == (pair / "canonical.md").read_bytes()
    assert main(["schema"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "body",
    [
        "到2025年，全市教育总体发展水平进入全省前列。\n",
        "## 一、\u3000任务\n\n完善工作机制。\n\n# 附件\n\n重点项目表。\n",
        "#\n\n# 附件\n\n重点项目表。\n",
    ],
)
def test_a_plan_without_title_has_no_empty_heading_but_before_an_attached_document(
    pair: Path, capsysbinary: Any, body: str
) -> None:
    text = f"---\nplandiff: plan-1\n---\n\n{body}"
    (pair / "untitled.md").write_text(text, encoding="utf-8")
    assert main(["normalize", "untitled.md"]) == 0
    assert capsysbinary.readouterr().out.decode() == text


FURNISHED = """<html><body><div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a></div>
<h1>云河市教育规划</h1><p>一、发展目标</p><p>到2025年，全市教育总体发展水平进入全省前列，人民群众教育获得感明显增强。</p>
<p>二、保障措施</p><p>加强党对教育工作的全面领导，健全各级党委统一领导、部门各负其责的工作机制。</p>
<p>责任编辑：王明</p></body></html>"""


def test_every_command_that_reads_documents_reads_them_before_or_after_their_own_revisions(pair: Path, capsysbinary: Any) -> None:
    (pair / "draft.md").write_text(OLD.replace("95%", "~~93%~~<ins>95%</ins>"), encoding="utf-8")
    shown = ["--revisions", "original"]
    for command in (["normalize", "draft.md"], ["targets", "draft.md"], ["outline", "draft.md", "--format", "json"]):
        assert main(command) == 0
        assert "93%" not in capsysbinary.readouterr().out.decode().replace("\\~", "~").replace("~~93%~~", "").replace('"93%"', "")
        assert main([*command, *shown]) == 0
        assert "93%" in capsysbinary.readouterr().out.decode()
    assert main(["compare", "old.md", "draft.md", "--exit-code"]) == 0
    assert main(["compare", "old.md", "draft.md", "--exit-code", *shown]) == 1
    assert main(["compare", "old.md", "draft.md", "--lang", "en"]) == 0
    assert "it is read with them accepted (deletions, insertions): −1 +1" in " ".join(
        capsysbinary.readouterr().out.decode().split()
    )
    assert main(["compare", "old.md", "draft.md", "--lang", "zh"]) == 0
    assert "按修订后的文字读取" in capsysbinary.readouterr().out.decode()


def test_what_was_set_aside_is_listed_on_request_and_never_mixed_into_canonical_text(pair: Path, capsysbinary: Any) -> None:
    (pair / "page.html").write_text(FURNISHED, encoding="utf-8")
    assert main(["normalize", "page.html", "--show-set-aside"]) == 0
    captured = capsysbinary.readouterr()
    assert "责任编辑：王明" in captured.err.decode()
    assert "责任编辑" not in captured.out.decode()
    for command in (
        ["outline", "page.html"],
        ["compare", "page.html", "new.md"],
        ["compare", "page.html", "new.md", "--format", "markdown"],
    ):
        assert main(command) == 0
        assert "责任编辑" not in capsysbinary.readouterr().out.decode()
        assert main([*command, "--show-set-aside"]) == 0
        assert "责任编辑：王明" in capsysbinary.readouterr().out.decode()


def test_every_form_reports_broken_bytes(pair: Path, capsysbinary: Any) -> None:
    (pair / "broken.md").write_bytes(NEW.encode().replace("加强".encode(), b"\xe5\x8a"))
    for command in (
        ["compare", "old.md", "broken.md"],
        ["compare", "old.md", "broken.md", "--format", "markdown"],
        ["outline", "broken.md"],
        ["outline", "broken.md", "--format", "markdown"],
        ["normalize", "broken.md"],
    ):
        assert main(command) == 0
        captured = capsysbinary.readouterr()
        assert "could not be decoded: utf-8" in (captured.err if command[0] == "normalize" else captured.out).decode()


# --- exit codes and failures -----------------------------------------------------------------


def test_exit_code_one_means_differences_and_only_when_asked_for() -> None:
    assert main(["compare", "old.md", "new.md"]) == 0
    assert main(["compare", "old.md", "new.md", "--exit-code"]) == 1
    assert main(["compare", "old.md", "same.md", "--exit-code"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "missing.md", "new.md"], "plandiff: missing.md: no such file\n"),
        (["compare", "-", "-"], "plandiff: only one of the two documents can be standard input\n"),
        (["compare", "old.md"], "plandiff: Missing argument 'NEW'.\n"),
        (["compare", "old.md", "new.md", "-o", "out.odt"], "out.odt: the suffix does not say"),
        (
            ["compare", "old.md", "new.md", "--format", "docx"],
            "unknown format 'docx'; known are html, text, markdown, json, comment, github",
        ),
        (["compare", "old.md", "new.md", "-o", "old.md"], "plandiff: old.md: this would overwrite an input\n"),
        (["compare", "old.md", "new.md", "-o", "nowhere/out.html"], "plandiff: nowhere/out.html: No such file or directory\n"),
        (["normalize", "old.md", "-o", "out.html"], "plandiff: out.html: canonical text is Markdown; name the file .md"),
        (["outline", "."], "is a directory"),
        (["compare", "old.md", "new.md", "--mode", "both"], "'--mode'"),
        (["transmogrify"], "No such command"),
    ],
)
def test_wrong_usage_or_input_is_one_line_and_code_two(pair: Path, capfd: Any, arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    error = capfd.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert (pair / "old.md").read_text(encoding="utf-8") == OLD


def test_an_input_is_known_again_under_another_name(pair: Path) -> None:
    (pair / "link.md").symlink_to(pair / "old.md")
    assert main(["compare", "old.md", "new.md", "-o", "link.md", "--format", "json"]) == 2
    assert (pair / "old.md").read_text(encoding="utf-8") == OLD


def test_failures_are_said_in_chinese_too(capfd: Any) -> None:
    assert main(["compare", "missing.md", "new.md", "--lang", "zh"]) == 2
    assert capfd.readouterr().err == "plandiff: missing.md：文件不存在\n"
    for wrong in (["compare", "old.md", "new.md", "--mode", "both"], ["compare", "--modee"], ["compare", "--bogus"], ["compar"]):
        plandiff_said = plandiff(*wrong, LC_ALL="", LANG="zh_CN.UTF-8").stderr
        assert not re.search("[A-Z]", plandiff_said)
        assert re.search("无效|没有此选项|没有此命令", plandiff_said)


def test_a_bug_is_one_line_with_code_three_and_debug_shows_where(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a line\nand another")

    monkeypatch.setattr(pipeline, "fulfil", broken)
    assert main(["compare", "old.md", "new.md"]) == 3
    error = capfd.readouterr().err
    assert "ZeroDivisionError: a line and another" in error
    assert error.count("\n") == 1
    assert main(["compare", "old.md", "new.md", "--debug"]) == 3
    assert "Traceback" in capfd.readouterr().err


def test_an_interruption_is_code_130(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "load", interrupted)
    assert main(["outline", "old.md"]) == 130
    assert capfd.readouterr().err.strip() == "plandiff: interrupted"


def test_a_reader_that_stops_reading_is_not_a_failure(pair: Path) -> None:
    long = OLD + "".join(f"\n第{n}段：完善保障机制，落实各项任务。\n" for n in range(20_000))
    (pair / "long.md").write_text(long, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "plandiff", "normalize", "long.md"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_failed_write_leaves_what_was_there(pair: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (pair / "out.json").write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["compare", "old.md", "new.md", "-o", "out.json"]) == 2
    assert "out.json: No space left on device" in capfd.readouterr().err
    assert (pair / "out.json").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in pair.iterdir()) == ["new.md", "old.md", "out.json", "same.md"]


def test_a_file_that_is_replaced_keeps_its_mode_and_a_new_one_gets_the_usual(pair: Path) -> None:
    (pair / "out.json").touch(mode=0o600)
    assert main(["compare", "old.md", "new.md", "-o", "out.json"]) == 0
    assert (pair / "out.json").stat().st_mode & 0o777 == 0o600
    assert main(["compare", "old.md", "new.md", "-o", "fresh.json"]) == 0
    (pair / "usual").touch()
    assert (pair / "fresh.json").stat().st_mode == (pair / "usual").stat().st_mode


def test_a_device_can_be_written_to() -> None:
    assert main(["compare", "old.md", "new.md", "-o", os.devnull, "--format", "json"]) == 0
    assert Path(os.devnull).is_char_device()


def test_a_command_is_imported_without_the_others() -> None:
    program = (
        "import sys; from plandiff.cli.commands import MODULES; from plandiff.cli.main import main; main(['compare', 'old.md', 'new.md', '-o', '-']);"
        "print(*(name for name in MODULES if f'plandiff.cli.{name}' in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.split() == ["compare"]


def test_help_names_every_command_and_imports_no_stage() -> None:
    done = plandiff("--help")
    assert all(name in done.stdout for name in COMMANDS)
    program = "import sys, plandiff.cli.main; print(*sorted(m for m in sys.modules if m.startswith('plandiff')))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in found if not name.startswith("plandiff.cli")] == [
        "plandiff",
        "plandiff.errors",
        "plandiff.exit_codes",
    ]


def test_the_entry_point_exits_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["plandiff", "outline", "missing.md"])
    with pytest.raises(SystemExit) as exit_:
        cli.run()
    assert exit_.value.code == 2


def test_a_document_is_printed_harmless_on_a_terminal_and_as_it_is_elsewhere(pair: Path) -> None:
    (pair / "hostile.md").write_text(OLD.replace("加强", "\x1b[31m红\u202e反\x07"), encoding="utf-8")
    piped = plandiff("normalize", "hostile.md").stdout
    assert "\x1b" in piped
    ours, theirs = os.openpty()
    with subprocess.Popen([sys.executable, "-m", "plandiff", "normalize", "hostile.md"], stdout=theirs) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    assert process.returncode == 0
    assert shown.decode().replace("\r\n", "\n") == visible(piped)
    assert "\x1b" not in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end was closed
        return b""
