"""Commands take Word files wherever they take plans."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.readers.office import OLE
from word_files import docx, lists, note, p, r, refer, table

COMMENT = '<w:comment w:id="1" w:author="王芳"><w:p><w:r><w:t>请核对<w:br/>口径。</w:t></w:r></w:p></w:comment>'
NUMBERS = lists([("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")])


def drafted(value: int, *more: str) -> bytes:
    """A plan as it is drafted: with automatic numbers, a footnote, a comment and a table."""
    return docx(
        p(r("云河市教育发展规划", "<w:b/>"), properties='<w:jc w:val="center"/>'),
        p("发展基础", at=(1, 0)),
        p(f"到2025年，毛入园率达到{value}%。", refer("footnote", 2), '<w:r><w:commentReference w:id="1"/></w:r>'),
        p("重点任务", at=(1, 0)),
        p("推进学前教育", at=(1, 1)),
        p("加强幼儿园教师培训，每年培训骨干教师不少于500人次，提高保育教育质量。"),
        *more,
        p("保障措施", at=(1, 0)),
        p("加强党对教育工作的全面领导，健全工作机制，压实各方责任。"),
        table(["指标", "2025年"], ["毛入园率（%）", str(value)], ["巩固率（%）", "99"]),
        numbering=NUMBERS,
        parts={"footnotes": note("footnote", 2, "指三至六岁。"), "comments": COMMENT},
    )


OLD = drafted(90)
NEW = drafted(93, p("促进优质均衡", at=(1, 1)), p("推进集团化办学，缩小城乡差距，办好每一所学校。"))


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old.docx").write_bytes(OLD)
    (tmp_path / "new.docx").write_bytes(NEW)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("pair")
def test_outline_targets_and_normalize_take_word_files(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["outline", "new.docx"]) == 0
    tree = "云河市教育发展规划\n  一、发展基础\n  二、重点任务\n    （一）推进学前教育\n    （二）促进优质均衡\n  三、保障措施\n"
    assert capfd.readouterr().out == tree
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEW)))
    assert main(["outline", "-"]) == 0
    assert capfd.readouterr().out == tree
    assert main(["targets", "new.docx", "--format", "csv"]) == 0
    assert "毛入园率" in capfd.readouterr().out
    assert main(["normalize", "new.docx"]) == 0
    assert "[^1]: 1　指三至六岁。" in capfd.readouterr().out


@pytest.mark.usefixtures("pair")
def test_compare_says_what_changed_and_in_which_paragraph(capfd: Any) -> None:
    assert main(["compare", "old.docx", "new.docx", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    nodes = {node["id"]: node for node in found["new"]["nodes"]}
    changed = [nodes[change["new"][0]] for change in found["changes"] if change["status"] == "changed"]
    (paragraph,) = (node for node in changed if node["kind"] == "paragraph")
    assert paragraph["origin"]["paragraph"] == 3
    assert [one["reason"] for one in found["new"]["set_aside"]] == ["comment"]


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_comments_are_listed_on_demand(form: str, capfd: Any) -> None:
    listed = {"text": "Comments\n", "markdown": "Comments\n", "html": '<details class="aside" open>'}[form]
    assert main(["compare", "old.docx", "new.docx", "--format", form, "--lang", "en"]) == 0
    assert listed not in capfd.readouterr().out
    assert main(["compare", "old.docx", "new.docx", "--format", form, "--lang", "en", "--comments"]) == 0
    out = capfd.readouterr().out
    assert out.count(listed) == 2
    assert "王芳: 请核对" in out
    assert "paragraph 3" in out


@pytest.mark.usefixtures("pair")
def test_a_library_keeps_word_files_as_they_came(capfd: Any) -> None:
    assert main(["init", "lib"]) == 0
    for label, file in (("2021", "old.docx"), ("2022", "new.docx")):
        assert main(["add", file, "--as", "edu", "--version", label, "--library", "lib"]) == 0
    capfd.readouterr()
    assert main(["compare", "edu@2021", "edu@2022", "--library", "lib"]) == 0
    assert "毛入园率" in capfd.readouterr().out
    assert main(["blame", "edu", "--library", "lib"]) == 0
    blamed = capfd.readouterr().out
    assert "促进优质均衡" in blamed
    assert main(["export", "edu@2021", "--library", "lib", "-o", "out"]) == 0
    (exported,) = Path("out").rglob("*.docx")
    assert exported.read_bytes() == OLD
    assert main(["verify", "--library", "lib"]) == 0


def test_git_is_told_that_a_file_cannot_be_read_and_whether_it_is_another(tmp_path: Path, capfd: Any) -> None:
    shown = []
    for end in (b"a", b"b"):
        (tmp_path / "a.docx").write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + end)
        assert main(["git", "textconv", str(tmp_path / "a.docx"), "--lang", "en"]) == 0
        shown.append(capfd.readouterr().out)
    assert shown[0] != shown[1]
    assert all("is protected by a password\nsha256:" in text for text in shown)


def test_git_and_ci_show_word_files_and_pass_over_what_word_writes_beside_them(repository: Any, capfd: Any) -> None:
    folder = Path.cwd()
    (folder / "plan.docx").write_bytes(OLD)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "old")
    (folder / "plan.docx").write_bytes(NEW)
    (folder / "~$plan.docx").write_bytes(b"\x05user" + bytes(160))
    repository.git("add", "-A")
    repository.git("commit", "-qm", "new")
    capfd.readouterr()
    assert main(["ci", "HEAD~1..HEAD", "--lang", "en"]) == 0
    summary = capfd.readouterr().out
    assert "1 plan document: 1 changed" in summary
    assert "~$" not in summary
    assert main(["git", "install", "--textconv-only"]) == 0
    shown = repository.git("diff", "HEAD~1", "--", "plan.docx")
    assert "+### （二）　促进优质均衡" in shown
    assert "-到2025年，毛入园率达到90%。" in shown
    assert main(["git", "install"]) == 0
    done = subprocess.run(
        ["git", "diff", "HEAD~1", "--", "plan.docx"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert "[-90%-]{+93%+}" in done.stdout
