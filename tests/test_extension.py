"""What CONTRIBUTING promises: a row, and the file that it names where there is one, and it works through the command.

Each test copies the package, writes the file and puts the row into the table of the copy, and touches nothing else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest

from repositories import NOBODY, new_repository

ROOT = Path(__file__).parents[1]

OLD = "# 甲市教育规划\n\n## 一、发展目标\n\n到2025年，普惠性幼儿园覆盖率达到90%。\n\n## 二、保障措施\n\n各部门应当落实经费。\n"
NEW = OLD.replace("90%", "95%")


@dataclass(frozen=True)
class Copy:
    """The package in a folder of its own, with documents beside it."""

    folder: Path

    def write(self, place: str, text: str) -> None:
        """A file of the package, or a document where the place begins with ./"""
        path = self.folder / place if place.startswith("./") else self.folder / "plandiff" / place
        assert not path.exists(), f"{place} stands there already: an extension touches nothing but its table"
        path.write_text(dedent(text), encoding="utf-8")

    def add_row(self, place: str, table: str, row: str) -> None:
        """Put a row first into a table, with the import that it needs on the line before where it has one."""
        path = self.folder / "plandiff" / place
        text = path.read_text(encoding="utf-8")
        *imports, row = dedent(row).strip().splitlines()
        opening = re.search(rf"^ *{re.escape(table)}[^=\n]*[=:] ?[({{]\n", text, re.MULTILINE)
        assert opening, f"{place} shows no table {table}"
        text = f"{text[: opening.end()]}{indent(row, '    ')}\n{text[opening.end() :]}"
        marker = "from __future__ import annotations\n"
        path.write_text(text.replace(marker, marker + "".join(f"{line}\n" for line in imports), 1), encoding="utf-8")

    def run(self, *arguments: str, code: int = 0, place: str = ".", given: str = "") -> str:
        """What the copy's command prints, run in a folder beside it with something on standard input."""
        environment = {**os.environ, **NOBODY, "PYTHONPATH": str(self.folder), "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "plandiff", *arguments],
            cwd=self.folder / place,
            env=environment,
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == code, ran.stderr
        return ran.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(ROOT / "src/plandiff", tmp_path / "plandiff", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "plandiff/templates")
    made = Copy(tmp_path)
    made.write("./old.md", OLD)
    made.write("./new.md", NEW)
    assert made.run("--version").startswith("plandiff ")
    return made


def test_an_input_format_is_a_file_and_a_row_wherever_documents_come_from(copy: Copy) -> None:
    copy.write(
        "readers/oneline.py",
        """\
        from plandiff.model import Block, Document, Source


        def read(source: Source) -> Document:
            lines = source.data.decode("utf-8").split(";")
            return Document(source.name, tuple(Block("heading" if line[0] == "!" else "paragraph", line.strip("!")) for line in lines))
        """,
    )
    copy.add_row(
        "readers/formats.py",
        "FORMATS",
        """\
        from plandiff.readers import oneline
        Format("oneline", "One Line", (".one",), ("text/x-one-line",), oneline.read),
        """,
    )
    old, new = "!甲市规划;覆盖率达到90%，逐步扩大。", "!甲市规划;覆盖率达到95%，逐步扩大。"
    repository = new_repository(copy.folder / "repository")
    repository.commit_files("old", {"plan.one": old})
    repository.commit_files("new", {"plan.one": new})

    def changed(*documents: str, given: str = "") -> bool:
        return "达到[-90%-]{+95%+}，" in copy.run("compare", *documents, place="repository", given=given)

    copy.write("./repository/old.one", old)
    assert changed("old.one", "plan.one")
    assert changed("HEAD~1:plan.one", "HEAD:plan.one")
    assert changed("old.one", "-", "--from", "oneline", given=new)
    copy.run("init", "library")
    for label, name in (("1", "old.one"), ("2", "plan.one")):
        copy.run("add", f"repository/{name}", "--as", "plan", "--version", label, "--library", "library")
    assert changed("plan@1", "plan@2", "--library", "../library")
    assert "plan.one" in copy.run("ci", "HEAD~1..HEAD", place="repository")
    assert ".one" in copy.run("ci", "--help")
    assert "One Line" in copy.run("compare", "--help")


def test_a_matcher_is_a_file_and_its_place_in_a_row(copy: Copy) -> None:
    copy.write(
        "align/endings.py",
        """\
        from plandiff.align.evidence import Evidence
        from plandiff.align.matching import NEW, OLD, Match, Matching, Outcome


        def match_endings(matching: Matching, _: Evidence) -> Outcome:
            texts = [matching.unmatched_texts(side, container=False) for side in (OLD, NEW)]
            pairs = ((i, j) for i, old in texts[OLD].items() for j, new in texts[NEW].items() if old[-2:] == new[-2:])
            return Outcome([Match((i,), (j,), "endings") for i, j in list(pairs)[:1]])
        """,
    )
    assert '"by": "endings"' not in copy.run("compare", "old.md", "new.md", "--format", "json")
    copy.add_row("align/__init__.py", "matchers", "from plandiff.align.endings import match_endings\nmatch_endings,")
    assert '"by": "endings"' in copy.run("compare", "old.md", "new.md", "--format", "json")


def test_a_heading_scheme_is_a_row(copy: Copy) -> None:
    copy.write("./hours.txt", "甲市计划\n\n时子：开局\n\n开局之年。\n\n时丑：收官\n\n收官之年。\n")
    assert copy.run("outline", "hours.txt") == "甲市计划\n"
    copy.add_row("normalize/schemes.py", "SCHEMES", 'Scheme("hour", 4, "时", r"时(?P<n>[子丑寅])：", "section"),')
    assert copy.run("outline", "hours.txt") == "甲市计划\n  时子：开局\n  时丑：收官\n"


def test_a_rule_is_a_file_and_a_row_and_takes_the_place_of_the_more_general(copy: Copy) -> None:
    copy.write(
        "changes/budgets.py",
        """\
        from collections.abc import Iterator

        from plandiff.changes.evidence import Evidence
        from plandiff.changes.facts import Fact
        from plandiff.changes.goals import LOWERED, fact_of
        from plandiff.changes.rules import rule_named

        BUDGET_LOWERED = rule_named("budget-lowered")


        def find_budgets(evidence: Evidence) -> Iterator[Fact]:
            for target in evidence.comparison.targets:
                if target.effect == "weaker" and target.new is not None and target.new.unit == "元":
                    yield fact_of(BUDGET_LOWERED, evidence.comparison, target)
        """,
    )
    copy.write("./rich.md", OLD.replace("各部门应当落实经费。", "到2025年，学前教育经费达到5亿元。"))
    copy.write("./poor.md", OLD.replace("各部门应当落实经费。", "到2025年，学前教育经费达到3亿元。"))
    assert "target-lowered" in copy.run("compare", "rich.md", "poor.md", "--format", "github")
    copy.add_row(
        "changes/rules/targets.py",
        "TARGETS",
        'Rule("budget-lowered", "error", "target", "quantity", "lowered", "", "budgets:find_budgets",'
        ' Bilingual("Budget lowered: {name}, {old} → {new}", "经费减少：{name}，{old} → {new}"),'
        ' Bilingual("Less money.", "经费减少。"), silences=("target-lowered",)),',
    )
    reported = copy.run("compare", "rich.md", "poor.md", "--format", "github", "--fail-on", "target-lowered", code=1)
    assert "budget-lowered" in reported
    assert "target-lowered" not in reported
    assert "budget-lowered" in copy.run("rules")


def test_an_output_format_is_a_file_and_a_row(copy: Copy) -> None:
    copy.write(
        "renderers/census.py",
        """\
        from plandiff.model import Comparison
        from plandiff.renderers.options import RenderOptions


        def render_census(comparison: Comparison, options: RenderOptions) -> bytes:
            return f"{len(comparison.changes)} changes\\n".encode()
        """,
    )
    copy.add_row("renderers/__init__.py", "RENDERERS", 'Format("census", (".census",), late("census:render_census")),')
    assert copy.run("compare", "old.md", "new.md", "--format", "census") == "4 changes\n"
    copy.run("compare", "old.md", "new.md", "-o", "out.census")
    assert (copy.folder / "out.census").read_text(encoding="utf-8") == "4 changes\n"
    assert "census" in copy.run("compare", "--help")
    copy.write("./plandiff.toml", '[report]\nformat = "census"\n')
    assert copy.run("compare", "old.md", "new.md") == "4 changes\n"


def test_a_key_of_the_configuration_is_a_row(copy: Copy) -> None:
    copy.add_row("judgement/configuration.py", "REPORT_KEYS", '"exit-code": Key("exit_code", _flag),')
    copy.write("./plandiff.toml", "[report]\nexit-code = true\n")
    copy.run("compare", "old.md", "new.md", code=1)
    copy.run("compare", "old.md", "old.md", code=0)
