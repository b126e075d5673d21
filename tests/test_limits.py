"""docs/limits.md says what the code does: every number, and no limit of the code is left out."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.judgement import files as judgement_files
from plandiff.renderers import own_templates
from plandiff.sources import files

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/plandiff"
ROWS = re.findall(
    r"^\| (.+?) \| ([\d,]+) \| (.+?) \| `([\w.]+)` \|$", (ROOT / "docs/limits.md").read_text(encoding="utf-8"), re.MULTILINE
)
NAMES = re.compile(r"_?(?:MAX_\w+|(?:\w+_)?LIMITS?|DEEPEST\w*|LARGEST\w*|LONGEST\w*|MOST_\w+|SPARSEST|\w+_LONGEST)")
"""What a bound is called."""
OTHERS = {
    "what a thing looks like, and is called that": """
        changes.terms.LONGEST language.organizations.LONGEST language.tokens.LONGEST_ENGLISH language.units.LONGEST_UNIT
        language.decimals._LARGEST_POWER language.numerals.LONGEST_ORDINAL normalize.enactments.MAX_LINES
        normalize.labels.MAX_VALUE normalize.contents.MAX_LEADERS readers.footnotes.MAX_BEFORE readers.footnotes.MAX_NOTE_BLOCKS
        readers.html_badges.MAX_TITLE readers.html_lists.MOST_LETTERS readers.html_shells.MAX_PROSE readers.html_shells.MAX_TEXT readers.html_statements.MAX_VALUE
        readers.html_tables.MAX_INNER_TABLES readers.html_walk.MAX_FIGURE readers.scripts.MAX_RUN
        readers.html.MAX_APART readers.spreadsheets.numbers._LARGEST readers.spreadsheets.numbers._LONGEST readers.spreadsheets.numbers._LONGEST_CODE readers.layout.contents._LONGEST
        readers.word.body.MAX_HEADING readers.word.equations.MAX_ENCLOSED
        readers.labels.LARGEST readers.labels.MAX_REPEATED targets.indicators.LONGEST
        align.themes.LONGEST cutting.mapped.LONGEST sources.git._LONGEST_HEAD changes.rules.limits.LIMITS matrix.coverage.DEEPEST
        """,
    "circles and mazes of markup, which documents do not have": """
        readers.html_sheets.MAX_RULES readers.ofd.objects._DEEPEST readers.pdf.drawings._MAX_DEPTH readers.pdf.forms._MAX_CONTENT readers.pdf.forms._MAX_STEPS
        readers.word.equations.DEEPEST readers.word.fields.MAX_INSTRUCTION readers.word.numbering.MAX_LINKS readers.word.styles.MAX_CHAIN
        renderers.redline.names.MAX_CHAIN normalize.contents.MAX_COMPARED normalize.contents.MAX_SEARCHED
        """,
    "how results are laid out": """
        renderers.briefs.LONGEST renderers.canonical_text.MAX_LINKED renderers.markup.LONGEST_FOLLOWED
        renderers.overview.LARGEST_LEAST renderers.overview.LARGEST_SHOWN renderers.redline.remarks.LONGEST renderers.sheets.TITLE_LONGEST
        """,
    "how things are stored, or how much is remembered": """
        compiled.LARGEST compiled.LONGEST corpus.similarity.LONGEST corpus.verify.MOST_KEPT library.delta.COPY_LIMIT library.delta.INSERT_LIMIT library.packing.CHAIN_LIMIT library.packing.LOOSE_LIMIT patterns.MAX_KNOWN
        align.regions.MOST_BELOW targets.matching.MAX_DUPLICATES readers.pdf.limits.LIMITS
        """,
}
"""Bounds of the code that say nothing about what may be given, by what they are."""


def constants() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if module.endswith("tuning"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and NAMES.fullmatch(node.target.id):
                yield f"{module}.{node.target.id}"


def value_of(name: str) -> Any:
    """The value of `package.module.NAME` or `package.module.NAME.field`."""
    parts = name.split(".")
    place = next(n for n, part in enumerate(parts) if part.upper() == part)
    found: Any = importlib.import_module(".".join(["plandiff", *parts[:place]]))
    for part in parts[place:]:
        found = getattr(found, part)
    return found


@pytest.mark.parametrize(("number", "name"), [(row[1], row[3]) for row in ROWS], ids=[row[3] for row in ROWS])
def test_a_number_of_the_page_is_that_of_the_code(number: str, name: str) -> None:
    assert f"{value_of(name):,.0f}" == number
    assert value_of(name) == float(number.replace(",", ""))


def test_no_limit_of_the_code_is_left_out_and_none_is_listed_twice() -> None:
    told = [row[3] for row in ROWS]
    others = [name for names in OTHERS.values() for name in names.split()]
    assert len(told) == len(set(told)) > 40
    known = {
        name.removesuffix(f".{field}") if ".LIMITS." in name else name for name in told for field in [name.rpartition(".")[2]]
    }
    assert set(constants()) - known - set(others) == set()
    assert set(others) - set(constants()) == set()


def test_the_limits_of_a_pdf_are_all_listed() -> None:
    fields = {row[3].rpartition(".")[2] for row in ROWS if row[3].startswith("readers.pdf.limits.")}
    assert fields | {"segments"} == set(vars(value_of("readers.pdf.limits.LIMITS")))  # segments tell a drawing from a table


# --- what happens at them ----------------------------------------------------------------------
# Those of formats are tried where the formats are: test_word_limits, test_pdf, test_spans, test_markdown, test_library_limits.


def refused(capfd: Any, *arguments: str) -> str:
    assert main([*arguments]) == 2
    error: str = capfd.readouterr().err
    assert error.count("\n") == 1
    return error


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.md").write_text("# 青禾县公园规划\n\n新建公园3处。\n", encoding="utf-8")
    return tmp_path


def test_a_document_of_more_bytes_is_refused_wherever_it_comes_from(here: Path, capfd: Any) -> None:
    with (here / "large.md").open("wb") as file:
        file.seek(files.SIZE_LIMIT)
        file.write(b"x")
    assert refused(capfd, "outline", "large.md") == "plandiff: large.md: is larger than 50 MB\n"
    with (here / "large.md").open("rb+") as file:
        file.truncate(files.SIZE_LIMIT)
    assert "larger" not in refused(capfd, "outline", "large.md")  # as many bytes are read: there is no text in these


def test_a_configuration_of_more_bytes_or_levels_is_refused(here: Path, capfd: Any) -> None:
    (here / "plandiff.toml").write_bytes(b"#" * (judgement_files.LIMIT + 1))
    assert "larger than 5 MB" in refused(capfd, "compare", "plan.md", "plan.md")
    (here / "plandiff.toml").write_text("x = " + "[" * 33 + "]" * 33, encoding="utf-8")
    assert "nested more than 32 levels deep" in refused(capfd, "compare", "plan.md", "plan.md")


def test_a_template_of_more_bytes_is_refused(here: Path, capfd: Any) -> None:
    (here / "own").mkdir()
    (here / "own/row.html.jinja").write_bytes(b" " * (own_templates.LARGEST + 1))
    assert "larger than 2 MB" in refused(capfd, "compare", "plan.md", "plan.md", "-o", "r.html", "--templates", "own")


@pytest.mark.parametrize(("pattern", "said"), [("(" * 51 + "a" + ")" * 51, "50"), ("(?:a{9}){999}", "2000")])
def test_a_pattern_of_more_groups_or_states_is_refused(pattern: str, said: str, capfd: Any) -> None:
    assert said in refused(capfd, "outline", "plan.md", "--keep", pattern).replace(",", "")


@pytest.mark.parametrize(("name", "said"), [("/".join("abcdefghi"), "8"), ("公" * 67, "200")])
def test_a_name_of_more_parts_or_bytes_is_refused(name: str, said: str, capfd: Any) -> None:
    assert main(["init", "library"]) == 0
    capfd.readouterr()
    assert said in refused(capfd, "add", "plan.md", "--as", name, "--library", "library")
