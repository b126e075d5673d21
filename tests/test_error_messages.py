"""Whatever the program refuses, it says so in the reader's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plandiff.errors import UsageError
from plandiff.library.names import checked_name
from plandiff.readers import UNSUPPORTED
from plandiff.renderers.error_messages import ERRORS, translated

SOURCE = Path(__file__).parent.parent / "src" / "plandiff"
KINDS = {"InputError", "UsageError", "SettingError", "OutputError", "GitError", "NoLibraryError"}
VALUE = "§"
"""Stands for what differs; no sentence of ours has it."""
MADE_OF_PARTS = {
    "§ names no rule§; plandiff rules lists them": ["§ names no rule; plandiff rules lists them"],
    "§: no such file; §": ["§: no such file; git is not installed", "§: no such file; git says: §"],
    "§: object § §; plandiff verify tells what it belongs to": [
        "§: object § is missing; plandiff verify tells what it belongs to",
        "§: object § is damaged; plandiff verify tells what it belongs to",
    ],
}
"""Sentences with words of ours among what differs, and all that they can be but for suggestions."""


def sentences() -> Iterator[str]:
    """Every sentence that the source raises an error with; what is only passed on, as the system's complaint, is none."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                *name, cause = node.args
                sentence = f"{VALUE}: " * len(name) + text_of(cause)
                if sentence.strip(f"{VALUE}: "):
                    yield from MADE_OF_PARTS.get(sentence, [sentence])
    yield from (f"{VALUE}: {cause}" for _, cause in UNSUPPORTED)


def text_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(map(text_of, node.values)) if isinstance(node, ast.JoinedStr) else VALUE


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_every_error_is_said_in_chinese(sentence: str) -> None:
    # The configuration puts the key, and the file, before what its checks say.
    assert any(translated("zh", f"{before}{sentence}") != f"{before}{sentence}" for before in ("", f"{VALUE}: "))
    assert translated("en", sentence) == sentence


@pytest.mark.parametrize("name", ["", "a" * 300, "a@b", "nul", "-a", "аbc", "/".join("a" * 99)])
def test_why_a_name_will_not_do_is_said_in_chinese_to_the_end(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_name(name)
    assert not re.search("[a-z]{3}", translated("zh", str(refused.value)).partition("：")[2].replace("Windows", ""))


@pytest.mark.parametrize(("english", "chinese"), ERRORS)
def test_no_sentence_is_taken_for_another(english: str, chinese: str) -> None:
    values = [f"{VALUE}{place}" for place in range(english.count("{}"))]
    assert translated("zh", english.format(*values)) == chinese.format(*values)
