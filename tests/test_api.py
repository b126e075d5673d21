"""What programs call: every right argument is taken, every wrong one is an error in one short line."""

from __future__ import annotations

import doctest
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plandiff
from plandiff.errors import PlandiffError, UsageError
from plandiff.library import Library, packing, prepare
from plandiff.model import Source
from plandiff.renderers import RenderOptions, render

OLD = "# 青禾县公园规划\n\n## 一、目标\n\n到2030年，新建口袋公园3处：社区公园2处。\n"
NEW = OLD.replace("3处", "5处")
ROOT = Path(__file__).resolve().parent.parent


def test_a_document_is_taken_as_text_bytes_or_any_kind_of_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(OLD, encoding="utf-8")
    expected = plandiff.load(path).units
    data = OLD.encode()
    assert plandiff.loads(OLD).units == expected
    for given in (str(path), data, bytearray(data), memoryview(data), Source("plan.md", data)):
        assert plandiff.load(given).units == expected
    assert plandiff.compare(plandiff.loads(OLD), plandiff.loads(NEW)).summary.changed == 1


def test_a_comparison_is_rendered_as_a_page() -> None:
    comparison = plandiff.compare(OLD.encode(), NEW.encode())
    page = plandiff.render_html(comparison, "zh")
    assert page.encode() == render(comparison, "html", RenderOptions("zh"))
    assert "口袋公园" in page


COMPARISON = plandiff.compare(OLD.encode(), NEW.encode())
WRONG: dict[str, Callable[..., Any]] = {
    "no document": lambda: plandiff.load(None),  # type: ignore[arg-type]
    "a number": lambda: plandiff.compare(7, NEW.encode()),  # type: ignore[arg-type]
    "an open file": lambda: plandiff.load(io.StringIO(OLD)),  # type: ignore[arg-type]
    "a text for a name": lambda: plandiff.load(OLD),
    "a text that begins like an address": lambda: plandiff.load(f"http://127.0.0.1:9/x\n{OLD}"),
    "a long line with a colon": lambda: plandiff.load("main:" + "到2030年，新建口袋公园。" * 99),
    "bytes for a text": lambda: plandiff.loads(OLD.encode()),  # type: ignore[arg-type]
    "a mode with a slip": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode="vresions"),  # type: ignore[arg-type]
    "no mode": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode=None),  # type: ignore[arg-type]
    "a list for a mode": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode=["auto"]),  # type: ignore[arg-type]
    "a word for a reading": lambda: plandiff.load(OLD.encode(), "original"),  # type: ignore[arg-type]
    "no decisions": lambda: plandiff.compare(OLD.encode(), NEW.encode(), decisions=None),  # type: ignore[arg-type]
    "a document to index": lambda: plandiff.index(OLD.encode()),  # type: ignore[arg-type]
    "a plan to render": lambda: plandiff.render_html(plandiff.loads(OLD)),  # type: ignore[arg-type]
    "an unknown language": lambda: plandiff.render_html(COMPARISON, "fr"),  # type: ignore[arg-type]
    "an unknown format": lambda: render(COMPARISON, "doc", RenderOptions()),
    "no options": lambda: render(COMPARISON, "html", None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", WRONG.values(), ids=WRONG)
def test_a_wrong_argument_is_one_short_line(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is run or fetched")

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(UsageError) as refused:
        call()
    for language in ("en", "zh"):
        message = refused.value.message(language)
        assert len(message) < 400
        assert "\n" not in message


def test_a_library_is_closed_by_with_and_one_that_is_forgotten_makes_no_noise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "LOOSE_LIMIT", 0)
    with Library.create(tmp_path / "plans") as library:
        for number in range(12):
            library.add("parks", prepare(f"{OLD}\n\n第{number}版。\n".encode()), label=f"v{number}")
    code = "import sys; from pathlib import Path; from plandiff.library import Library; "
    code += "library = Library(Path(sys.argv[1])); print(len(library.plan(library.find('parks@v0')).units))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "plans")], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) > 2
    assert done.stderr == ""
    with pytest.raises(PlandiffError), Library(tmp_path):
        pass


def test_the_examples_of_the_documentation_work() -> None:
    assert doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, encoding="utf-8").failed == 0
