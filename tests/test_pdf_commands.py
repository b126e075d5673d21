"""Commands take PDF files wherever they take plans."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pdf_files import pdf, text
from plandiff.cli.main import main
from word_files import docx, p, r

TITLE = "Plan for the Parks of Yunhe 2026-2030"
AIMS = ("By 2030 the share of citizens who live near a park", "reaches {share} %.")
MEANS = ("The council publishes the list of all parks each year and", "hears the districts on it.")


def printed(share: int, *more: str) -> bytes:
    """A plan on two pages."""
    first = text(TITLE, left=150, top=780, size=20) + b"\n" + text("1. Aims", top=720, size=16)
    first += b"\n" + text(*(line.format(share=share) for line in AIMS), top=690)
    second = text("2. Means", top=780, size=16) + b"\n" + text(*MEANS, top=750)
    return pdf(first, second + b"\n" + text(*more, top=702))


def drafted(share: int) -> bytes:
    """The same plan as it was drafted."""
    return docx(
        p(r(TITLE, '<w:b/><w:sz w:val="40"/>'), properties='<w:jc w:val="center"/>'),
        p(r("1. Aims", '<w:b/><w:sz w:val="32"/>')),
        p(" ".join(AIMS).format(share=share)),
        p(r("2. Means", '<w:b/><w:sz w:val="32"/>')),
        p(" ".join(MEANS)),
    )


OLD = printed(80)
NEW = printed(85, "Fees are waived for schools.")
TREE = f"{TITLE}\n  1. Aims\n  2. Means\n"


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old.pdf").write_bytes(OLD)
    (tmp_path / "new.pdf").write_bytes(NEW)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("pair")
def test_outline_targets_and_normalize_take_pdf_files(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["outline", "new.pdf"]) == 0
    assert capfd.readouterr().out == TREE
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEW)))
    assert main(["outline", "-"]) == 0
    assert capfd.readouterr().out == TREE
    assert main(["targets", "new.pdf", "--format", "csv"]) == 0
    assert "85" in capfd.readouterr().out
    assert main(["normalize", "new.pdf"]) == 0
    assert " ".join(MEANS) in capfd.readouterr().out


@pytest.mark.usefixtures("pair")
def test_compare_says_what_changed_and_on_which_page(capfd: Any) -> None:
    assert main(["compare", "old.pdf", "new.pdf", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    nodes = {node["id"]: node for node in found["new"]["nodes"]}
    by_status = {
        status: [
            nodes[number]["origin"]["page"]
            for change in found["changes"]
            if change["status"] == status
            for number in change["new"]
        ]
        for status in ("changed", "added")
    }
    assert by_status == {"changed": [1], "added": [2]}


@pytest.mark.usefixtures("pair")
def test_the_report_names_the_page_of_each_change() -> None:
    Path("old.docx").write_bytes(drafted(80))
    for old in ("old.pdf", "old.docx"):
        assert main(["compare", old, "new.pdf", "-o", "report.html", "--lang", "zh"]) == 0
        marked = re.findall(r'class="mark (\w+)">.*?<span class="at">(.*?)</span></a>', Path("report.html").read_text("utf-8"))
        assert [(mark, re.sub("<.*?>", "", pages)) for mark, pages in marked] == [("changed", "第1页"), ("added", "第2页")]
    assert main(["compare", "old.docx", "old.docx", "-o", "report.html"]) == 0
    assert 'class="at"' not in Path("report.html").read_text("utf-8")


@pytest.mark.usefixtures("pair")
def test_a_draft_in_word_is_compared_with_what_was_printed_of_it(capfd: Any) -> None:
    Path("old.docx").write_bytes(drafted(80))
    assert main(["compare", "old.docx", "old.pdf", "--exit-code"]) == 0
    assert main(["compare", "old.docx", "new.pdf", "--exit-code"]) == 1
    assert "85" in capfd.readouterr().out


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("output", ["report.html", "table.docx", "table.xlsx", "report.md"])
def test_every_output_is_written_of_pdf_files(output: str) -> None:
    form = ["--format", "table"] if output.startswith("table") else []
    assert main(["compare", "old.pdf", "new.pdf", "-o", output, *form]) == 0
    assert Path(output).stat().st_size


@pytest.mark.usefixtures("pair")
def test_many_pdf_files_are_tabulated_together(capfd: Any) -> None:
    assert main(["matrix", "old.pdf", "new.pdf", "--format", "json", "-o", "-"]) == 0
    assert len(json.loads(capfd.readouterr().out)["documents"]) == 2


@pytest.mark.usefixtures("pair")
def test_a_library_keeps_pdf_files_as_they_came(capfd: Any) -> None:
    assert main(["init", "lib"]) == 0
    for label, file in (("2025", "old.pdf"), ("2026", "new.pdf")):
        assert main(["add", file, "--as", "parks", "--version", label, "--library", "lib"]) == 0
    capfd.readouterr()
    assert main(["log", "parks", "--library", "lib"]) == 0
    assert "2026" in capfd.readouterr().out
    assert main(["show", "parks@2026", "--library", "lib"]) == 0
    assert "Fees are waived for schools." in capfd.readouterr().out
    assert main(["compare", "parks@2025", "parks@2026", "--library", "lib", "--exit-code"]) == 1
    assert main(["blame", "parks", "--library", "lib"]) == 0
    assert "Fees are waived" in capfd.readouterr().out
    assert main(["export", "parks@2025", "--library", "lib", "-o", "out"]) == 0
    (exported,) = Path("out").rglob("*.pdf")
    assert exported.read_bytes() == OLD
    assert main(["verify", "--library", "lib"]) == 0


def test_git_and_ci_show_pdf_files(repository: Any, capfd: Any) -> None:
    plan = Path.cwd() / "plan.pdf"
    for version, data in (("old", OLD), ("new", NEW)):
        plan.write_bytes(data)
        repository.git("add", "-A")
        repository.git("commit", "-qm", version)
    capfd.readouterr()
    assert main(["ci", "HEAD~1..HEAD", "--lang", "en"]) == 0
    assert "1 plan document: 1 changed" in capfd.readouterr().out
    assert main(["git", "install", "--textconv-only"]) == 0
    assert "+Fees are waived for schools." in repository.git("diff", "HEAD~1", "--", "plan.pdf")
    assert main(["git", "install"]) == 0
    done = subprocess.run(
        ["git", "diff", "HEAD~1", "--", "plan.pdf"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert "[-80-]{+85+}" in done.stdout or "[-80 %-]{+85 %+}" in done.stdout


def test_git_is_told_that_a_pdf_cannot_be_read_and_whether_it_is_another(tmp_path: Path, capfd: Any) -> None:
    shown = []
    for end in (b"a", b"b"):
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + end)
        assert main(["git", "textconv", str(tmp_path / "a.pdf"), "--lang", "en"]) == 0
        shown.append(capfd.readouterr().out)
    assert shown[0] != shown[1]
    assert all("is damaged, or no PDF file\nsha256:" in one for one in shown)
