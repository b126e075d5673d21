"""Imports point down only, stages do not know each other, and what is heavy is imported where it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "plandiff"
STAGES = {"sources", "readers", "normalize", "indexing", "align", "changes", "targets", "renderers"}
BELOW = [
    "laws",
    "edits",
    "noise",
    "word_runs",
    "words",
    "cutting",
    "model",
    "text",
    "grams",
    "language",
    "graphemes",
    "sequences",
]
BELOW += [
    "compiled",
    "left_out",
    "paths",
    "patterns",
    "toml",
    "ooxml",
    "libreoffice",
    "programs",
    "processes",
    "progress",
    "project",
]
BELOW += ["arguments", "errors", "error_messages", "exit_codes", "bilingual"]
"""What every stage may use, each of them only itself and what comes after it."""
ALLOWED = {
    **{name: set(BELOW[n:]) for n, name in enumerate(BELOW)},
    **{stage: {stage, *BELOW} for stage in STAGES},
    "schemas": {"schemas"},
    "pipeline": {"pipeline", *STAGES, *BELOW},
}
ALLOWED["renderers"] |= {"schemas"}
ALLOWED["library"] = {"library", "pipeline", *STAGES, *BELOW}
ALLOWED["matrix"] = {"matrix", "pipeline", *STAGES, *BELOW}
ALLOWED["corpus"] = {"corpus", "library", "pipeline", *STAGES, *BELOW}
ALLOWED["judgement"] = {"judgement", "changes", "renderers", *BELOW}
EVERYTHING = {"cli", "__init__", "__main__"}
"""May import any module: the command line, and the package's front door."""
HEAVY = {
    "bs4",
    "lxml",
    "jinja2",
    "rjieba",
    "marisa_trie",
    "rapidfuzz",
    "yaml",
    "diff_match_patch",
    "charset_normalizer",
    "markdown_it",
    "dulwich",
    "opencc",
    "httpx",
    "duckdb",
    "numpy",
    "distributed",
    "fsspec",
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part(path: Path) -> str:
    """The part of the package a file belongs to: a folder's name, or the module's own."""
    relative = path.relative_to(SOURCE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported(path: Path) -> Iterator[str]:
    """The parts of the package that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where a name comes from"
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "plandiff" else [node.module or ""]
        for name in names:
            if name.startswith("plandiff."):
                yield name.split(".")[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    if part(path) in EVERYTHING:
        return
    above = {name for name in imported(path) if name not in ALLOWED[part(path)] and name != "__version__"}
    assert not above, f"{part(path)} may not import {', '.join(sorted(above))}"


def test_help_and_the_bare_package_import_nothing_heavy() -> None:
    script = (
        "import sys, plandiff\n"
        "from plandiff.cli import run\n"
        "sys.argv = ['plandiff', '--help']\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        f"print(sorted(name for name in {HEAVY!r} if sys.modules.get(name)), file=sys.stderr)"  # one that is left out is None there
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_tests_that_need_no_browser_start_without_playwright() -> None:
    script = (
        "import sys, pytest\n"
        "sys.modules['playwright'] = None\n"
        "sys.exit(pytest.main(['-q', '--collect-only', '-p', 'no:cacheprovider', 'tests/test_readers.py']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
