"""Whatever the program refuses is a code with values; what it says stands in the catalogue, in both languages."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from plandiff.cli.main import main
from plandiff.error_messages import MESSAGES
from plandiff.errors import SYSTEM, InputError, OutputError, Problem, UsageError
from plandiff.library.names import checked_name
from plandiff.readers import UNSUPPORTED

SOURCE = Path(__file__).parent.parent / "src" / "plandiff"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py")) if path.name != "errors.py"}
LISTED = {code for _, code in UNSUPPORTED} | {*SYSTEM.values(), "system", "in-use", "permission-denied"}
"""Codes that tables give to errors."""


class Site(NamedTuple):
    """A place in the source where a problem is made."""

    place: str
    codes: tuple[str, ...]
    """Empty where it passes on what a table or the system says."""
    values: dict[str, ast.expr]


def kinds() -> dict[str, bool]:
    """The classes of errors, and whether what they are about has a name."""
    found = {"PlandiffError": False, "UsageError": False, "Cancelled": False, "FileError": True, "Problem": False}
    found |= dict.fromkeys(("InputError", "SettingError", "OutputError"), True)
    classes = [node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found |= {
        made.name: found[base.id] for made in classes for base in made.bases if isinstance(base, ast.Name) and base.id in found
    }
    return found


def find_sites() -> Iterator[Site]:
    known = kinds()
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                code = node.args[1 if known[node.func.id] else 0]
                values = {str(given.arg): given.value for given in node.keywords}
                if known[node.func.id]:
                    values["name"] = node.args[0]
                yield Site(f"{path.relative_to(SOURCE)}:{node.lineno}", tuple(codes_of(code)), values)


def codes_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*codes_of(node.body), *codes_of(node.orelse))
    elif not isinstance(node, ast.Name):
        assert isinstance(node, ast.Constant), ast.unparse(node)
        yield node.value  # type: ignore[misc]


SITES = tuple(find_sites())


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_an_error_has_a_code_of_the_catalogue_and_the_values_that_its_message_wants() -> None:
    assert len(SITES) > len(MESSAGES) - len(LISTED)
    for site in SITES:
        assert set(site.codes) <= set(MESSAGES), site.place
        assert all(fields(MESSAGES[code].en) == set(site.values) for code in site.codes), site.place


def test_no_value_of_an_error_has_words_of_the_source() -> None:
    for site in SITES:
        for name, value in site.values.items():
            parts = ast.walk(value) if isinstance(value, ast.JoinedStr | ast.BinOp | ast.Constant) else ()
            words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            assert not re.search("[A-Za-z]{2}", "".join(words)), f"{name} at {site.place}"


def test_every_message_is_said_somewhere() -> None:
    assert {code for site in SITES for code in site.codes} | LISTED == set(MESSAGES)


def test_a_message_has_the_same_values_in_both_languages() -> None:
    for code, message in MESSAGES.items():
        assert fields(message.en) == fields(message.zh), code


def test_a_message_with_words_has_them_in_both_languages_on_one_line() -> None:
    for code, message in MESSAGES.items():
        assert bool(re.search("[a-z]{3}", re.sub(r"\{[^}]*\}", "", message.en))) <= bool(re.search("[一-鿿]", message.zh)), code
        assert not re.search(r"\n|\.$", message.en + message.zh), code


@pytest.mark.parametrize("name", ["", "a" * 300, "a@b", "nul", "-a", "аbc", "/".join("a" * 99)])
def test_why_a_name_will_not_do_is_said_in_chinese_to_the_end(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_name(name)
    assert not re.search("[a-z]{3}", refused.value.message("zh").partition("：")[2].replace("Windows", ""))


# --- what an error is --------------------------------------------------------------------------


def test_an_error_tells_its_code_and_values_and_is_an_english_sentence() -> None:
    error = InputError(Path("a.md"), "too-large", megabytes=50)
    assert (error.code, error.values) == ("too-large", {"name": "a.md", "megabytes": 50})
    assert str(error) == "a.md: is larger than 50 MB"
    assert error.message("zh") == "a.md：超过 50 MB"


def test_a_value_is_said_in_the_language_of_its_message_and_several_are_listed() -> None:
    suggestion = Problem("did-you-mean", word="fail-on")
    error = Problem("unknown-key", name="plandiff.toml", key="fail_on", suggestion=suggestion, known=("rules", "fail-on"))
    assert error.message("en") == "plandiff.toml: unknown key 'fail_on', did you mean 'fail-on'?; known are rules, fail-on"
    assert error.message("zh") == "plandiff.toml：未知的键 'fail_on'，是否指 'fail-on'？可用：rules, fail-on"


def test_braces_in_a_name_are_not_fields() -> None:
    assert str(InputError("{0}{name}.md", "empty")) == "{0}{name}.md: the document is empty"


@pytest.mark.parametrize(
    ("refused", "english", "chinese"),
    [
        (OSError(13, "Permission denied"), "a: Permission denied", "a：没有权限"),
        (OSError(30, "Read-only file system"), "a: Read-only file system", "a: Read-only file system"),
        (OSError("gone"), "a: gone", "a: gone"),
    ],
)
def test_a_complaint_of_the_system_is_said_where_it_is_known_and_quoted_else(
    refused: OSError, english: str, chinese: str
) -> None:
    error = OutputError("a", refused)
    assert (error.message("en"), error.message("zh")) == (english, chinese)


def test_problems_are_values_that_can_be_compared_and_errors_can_be_copied() -> None:
    assert Problem("flaw", where="a", what=Problem("missing")) == Problem("flaw", what=Problem("missing"), where="a")
    assert len({Problem("missing"), Problem("missing"), Problem("index")}) == 2
    for error in (
        InputError("a.md", "too-large", megabytes=50),
        UsageError("range-and-staged"),
        OutputError("a", OSError(13, "")),
    ):
        for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
            assert (type(copied), copied.problem) == (type(error), error.problem)


def test_the_catalogue_is_loaded_when_something_has_to_be_said() -> None:
    script = (
        "import sys\n"
        "import plandiff.errors\n"
        "print('plandiff.error_messages' in sys.modules, 'plandiff.model' in sys.modules)\n"
        "from plandiff.cli.main import main\n"
        "main(['--help'])\n"
        "print('plandiff.error_messages' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    first, *_, last = done.stdout.splitlines()
    assert (first, last) == ("False False", "False")


# --- click's own -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "chinese"),
    [
        (["compare", "a.md"], "缺少参数 'NEW'。"),
        (["add", "a.md"], "缺少选项 '--as'。"),
        (["outline", "a.md", "b.md"], "多余的参数（b.md）"),
        (["outline", "a.md", "b.md", "c.md"], "多余的参数（b.md c.md）"),
        (["outline", "--revisions", "none", "a.md"], "'--revisions' 的值 'none' 无效；可用值：'accepted', 'original'"),
        (["compare", "--min-confidence", "2", "a", "b"], "'--min-confidence' 的值 2.0 超出范围 0<=x<=1"),
        (["compare", "--min-confidence", "half", "a", "b"], "'--min-confidence' 的值 'half' 不是数"),
        (["compare", "--exit-cod", "a", "b"], "没有此选项：'--exit-cod'；是否指 '--exit-code'？"),
        (["compare", "--zzz", "a", "b"], "没有此选项：'--zzz'"),
        (["compre"], "没有此命令：'compre'；是否指 'compare'？"),
        (["zzz"], "没有此命令：'zzz'"),
        (["compare", "--exit-code=1", "a", "b"], "选项 '--exit-code' 不带值。"),
        (["compare", "a", "b", "-o"], "选项 '-o' 需要一个值。"),
    ],
)
def test_what_click_refuses_is_said_in_chinese(
    arguments: list[str], chinese: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(arguments) == 2
    assert capfd.readouterr().err == f"plandiff: {chinese}\n"
