"""One row adds a format: what documents come in stands in `FORMATS`, and everything else is read off it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError, UsageError
from plandiff.model import AS_ACCEPTED, Document, Reading, Source
from plandiff.pipeline import load, write
from plandiff.readers import ACCEPTED, FORMATS, SUFFIXES, Format, format_of, formats
from plandiff.readers.formats import TITLES, UNSTATED, format_named, media_type_of
from test_sources_web import Handler, Server, server  # noqa: F401 - a fixture

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "plandiff"
OUTPUT = {
    "renderers/__init__.py",
    "renderers/outline.py",
    "renderers/targets.py",
    "renderers/rules.py",
    "renderers/index.py",
    "renderers/matrix/__init__.py",
    "cli/history.py",
    "cli/corpus/asking.py",
    "corpus/site.py",
}
"""Where the suffixes of what is written stand."""
PAGE = "<!DOCTYPE html><html><body><h1>云河市规划</h1><p>完善机制，落实责任，定期公布。</p></body></html>"
MARKDOWN = "# 云河市规划\n\n## 一、目标\n\n到2025年，毛入园率达到95%。\n"
TEXT = "云河市规划\n一、目标\n到2025年，毛入园率达到95%。\n"
CANONICAL = f"---\nplandiff: plan-1\n---\n\n{MARKDOWN}"


def found(text: str, name: str = "plan", media_type: str | None = None, reading: Reading = AS_ACCEPTED) -> str:
    return format_of(Source(name, text.encode(), media_type), reading).name


# --- which format it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "media_type", "expected"),
    [
        (PAGE, "plan.txt", None, "html"),
        (PAGE, "plan.md", "text/markdown", "html"),
        (f"\n<!-- 存档 -->\n{PAGE}", "plan", "text/plain", "html"),
        (CANONICAL, "plan.html", "text/html", "canonical"),
        (TEXT, "plan.md", None, "markdown"),
        (TEXT, "plan.MARKDOWN", None, "markdown"),
        (TEXT, "https://example.org/a/plan.md?raw=1", "text/plain; charset=utf-8", "markdown"),
        (TEXT, "https://example.org/plan.md", "application/octet-stream", "markdown"),
        (TEXT, "https://example.org/plan.txt", "text/x-markdown", "markdown"),
        (TEXT, "HEAD~1:plans/plan.md", None, "markdown"),
        (TEXT, "plan.html", None, "text"),
        (TEXT, "plan.md", "text/html", "text"),
        (MARKDOWN, "plan.txt", None, "markdown"),
        (TEXT, "-", None, "text"),
    ],
)
def test_content_goes_before_the_declared_type_and_that_before_the_name(
    text: str, name: str, media_type: str | None, expected: str
) -> None:
    assert found(text, name, media_type) == expected


def test_what_is_asked_for_counts_where_nothing_says_it() -> None:
    asked = Reading(format="markdown")
    assert found(TEXT, "-", reading=asked) == "markdown"
    assert found(PAGE, "-", reading=asked) == "html"
    assert found(TEXT, "plan.txt", reading=asked) == "text"
    with pytest.raises(UsageError, match="unknown format 'pages'; known are canonical"):
        found(TEXT, "-", reading=Reading(format="pages"))


def test_standard_input_can_be_said_to_be_in_a_format(tmp_path: Path) -> None:
    def shown(*options: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "plandiff", "normalize", "-", *options],
            input="规划\n\n- 一、目标\n- 二、任务\n".encode(), capture_output=True, cwd=tmp_path, check=False,
        )  # fmt: skip
        return (done.stdout or done.stderr).decode()

    assert shown("--from", "markdown", "--revisions", "original") == shown("--revisions", "original", "--from", "markdown")
    assert shown("--from", "markdown") != shown("--from", "text") == shown()
    assert "unknown format 'word'" in shown("--from", "word")


def test_a_declared_type_is_kept_with_its_character_set_where_it_is_right() -> None:
    data = MARKDOWN.replace("规", "規").replace("划", "劃").encode("big5", "replace")
    assert media_type_of(Source("plan", data, "text/markdown; charset=big5")) == "text/markdown; charset=big5"
    assert media_type_of(Source("plan", PAGE.encode(), "text/plain")) == "text/html"
    assert media_type_of(Source("plan", TEXT.encode())) == "text/plain"


def test_what_is_not_text_is_refused_by_its_first_bytes_whatever_it_is_called() -> None:
    for name in ("plan.md", "plan.csv", "plan"):
        with pytest.raises(InputError, match="office files and archives"):
            format_of(Source(name, b"PK\x03\x04 and more", "text/html"))


def test_a_format_that_is_not_text_is_recognised_by_its_first_bytes_and_then_by_what_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def row(name: str, **options: Any) -> Format:
        return Format(name, name, (f".{name}",), (f"application/{name}",), lambda source: Document(source.name, ()), **options)

    zipped = (b"PK\x03\x04",)
    added = (row("alpha", magic=zipped, states=lambda source: b"alpha" in source.data), row("gamma", magic=(b"%GAMMA",)))
    monkeypatch.setattr(formats, "FORMATS", (*added, *FORMATS))
    assert format_of(Source("a.txt", zipped[0] + b"alpha", "text/html")).name == "alpha"
    assert format_of(Source("a.html", b"%GAMMA-1\n")).name == "gamma"
    assert format_of(Source("a.alpha", TEXT.encode())).name == "text"
    with pytest.raises(InputError, match="office files and archives"):
        format_of(Source("a.alpha", zipped[0] + b"beta"))


@pytest.mark.parametrize("row", [row for row in FORMATS if row.writer], ids=lambda row: row.name)
def test_what_a_writer_writes_is_read_as_the_same_plan(row: Any) -> None:
    plan = load(Source("plan.md", f"{MARKDOWN}\n| 指标 | 值 |\n|---|---|\n| a | 1 |\n".encode()))
    written = Source("plan", write(plan, row.name))
    assert format_of(written) is row
    assert load(written).units == plan.units
    with pytest.raises(UsageError, match="known are canonical"):
        write(plan, "html")


# --- who else knows -------------------------------------------------------------------------------


def literals(path: Path) -> Iterator[tuple[str, bool]]:
    """The texts in a module, and whether each explains something to programmers or is shown to users of the command line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, id(node) in shown


def test_no_other_module_knows_a_suffix_or_a_media_type() -> None:
    endings = "|".join(re.escape(suffix) for suffix in SUFFIXES)
    suffix = re.compile(rf"\*?(?:{endings})|.*(?:{endings})(?:,| and| or) (?:{endings}).*", re.DOTALL)
    media_types = {kind for kind in ACCEPTED if kind}
    knowing = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for text, explains in literals(path)
        if suffix.fullmatch(text) or (not explains and any(kind in text for kind in media_types))
    }
    assert knowing - OUTPUT == {"readers/formats.py"}


def test_a_suffix_or_type_of_one_format_is_not_a_sign_of_another_but_in_its_canonical_form() -> None:
    rows = [row for row in FORMATS if row.name != "canonical"]
    for names in (SUFFIXES, [kind for kind in ACCEPTED if kind not in UNSTATED]):
        for name in names:
            assert sum(name in (*row.suffixes, *row.media_types) for row in rows) == 1
    assert all(name == name.lower() and name.startswith(".") for name in SUFFIXES)


def test_the_hook_runs_for_the_documents_that_the_command_takes() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["files"] == rf"(?i)\.({'|'.join(suffix[1:] for suffix in SUFFIXES)})$"


def code(names: Any, *, before: str = "") -> list[str]:
    return [f"`{before}{name}`" for name in names]


def test_the_documentation_names_what_the_table_does() -> None:
    def page(name: str) -> str:
        return (ROOT / "docs" / name).read_text(encoding="utf-8")

    *most, last = code(SUFFIXES)
    assert f"the files that end in {', '.join(most)} or {last};" in " ".join(page("ci.md").split())
    *most, last = code(SUFFIXES, before="*")
    assert f"{', '.join(most)} and {last} by default" in page("git.md")
    rows = [
        f"| `{row.name}` | {row.title} | {', '.join(code(row.suffixes))} | {', '.join(code(row.media_types))} |"
        for row in FORMATS
    ]
    assert "\n".join(["| --- | --- | --- | --- |", *rows, ""]) in page("formats.md")


def test_help_names_what_the_table_does(capfd: Any) -> None:
    assert main(["ci", "--help"]) == 0
    helped = " ".join(capfd.readouterr().out.split())
    assert f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}; one" in helped
    assert main(["compare", "--help"]) == 0
    assert f"OLD and NEW are {', '.join(TITLES[:-1])} or {TITLES[-1]}; one" in " ".join(capfd.readouterr().out.split())


def test_git_is_told_of_the_documents_that_the_table_names(repository: Any) -> None:
    assert main(["git", "install"]) == 0
    names = [f"plan{suffix}" for suffix in SUFFIXES]
    shown = repository.git("check-attr", "diff", *names, "plan.py").split("\n")
    assert shown == [*(f"{name}: diff: plandiff" for name in names), "plan.py: diff: unspecified"]


def test_help_loads_no_reader() -> None:
    script = (
        "import sys\nfrom plandiff.cli import run\nsys.argv = ['plandiff', '--help']\n"
        "try: run()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('plandiff.readers', 'plandiff.model'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_table_loads_nothing_that_a_single_format_needs() -> None:
    script = "import sys, plandiff.readers\nprint({'bs4', 'lxml', 'yaml', 'charset_normalizer'} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_servers_are_asked_for_what_the_table_can_read(server: Server) -> None:  # noqa: F811 - the fixture
    asked: list[str] = []

    def answer(handler: Handler) -> None:
        asked.extend(handler.headers["Accept"].split(", "))
        handler.answer(PAGE.encode())

    server.pages = {"/": answer}
    load(f"{server.address}/")
    first, *others, last = asked
    assert (first, last) == ("text/html", "*/*;q=0.1")
    assert {kind.partition(";")[0] for kind in (first, *others)} == {row.media_types[0] for row in FORMATS}


# --- what a library keeps -------------------------------------------------------------------------


def test_a_version_is_read_as_what_it_was_added_as(tmp_path: Path) -> None:
    from plandiff.library import Library, prepare

    library = Library.create(tmp_path / "library")
    for name, media_type in (("plan", "text/markdown"), ("plan.txt", None), ("plan.md", None)):
        source = Source(f"https://example.org/{name}", TEXT.encode(), media_type)
        version = library.add(f"x{len(library.documents())}", prepare(source)).version
        kept = library.original(version)
        assert format_of(kept) is format_of(source)
        assert load(kept).units == load(source).units == library.plan(version).units
        assert version.media_type == format_of(source).media_types[0]
    library.close()


def test_the_same_bytes_in_another_format_are_another_version(tmp_path: Path) -> None:
    from plandiff.library import Library, prepare

    library = Library.create(tmp_path / "library")
    plain, marked = (prepare(Source("-", TEXT.encode()), Reading(format=name)) for name in ("text", "markdown"))
    assert [library.add("x", edition).new for edition in (plain, marked, plain, marked)] == [True, True, False, False]
    library.close()


def test_every_name_is_a_format() -> None:
    assert [format_named(row.name) for row in FORMATS] == list(FORMATS)
    assert plandiff.__version__
