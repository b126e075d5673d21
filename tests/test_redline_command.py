"""Word files with tracked changes from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plandiff import pipeline
from plandiff.cli.main import main
from school_texts import FUNDING, HEALTH, TRAINING
from word_files import HEADINGS, docx, p


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_two_states_of_the_file_compare_as_the_two_files_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = p("一、总体要求", style="H1"), p(TRAINING), p("二、重点任务", style="H1"), p(FUNDING), p(HEALTH)
    after = p("一、总体要求", style="H1"), p(HEALTH), p("二、重点工作", style="H1"), p(FUNDING.replace("主要", "全部"))
    (folder / "old.docx").write_bytes(docx(*body, styles=HEADINGS))
    (folder / "new.docx").write_bytes(docx(*after, styles=HEADINGS))
    assert main(["compare", "old.docx", "new.docx", "-o", "redline.docx"]) == 0
    answers = []
    for pair in (("old.docx", "new.docx"), ("redline.docx#original", "redline.docx#accepted")):
        assert main(["compare", *pair, "--format", "json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        answers.append((answer["summary"], answer["changes"]))
    assert answers[0] == answers[1]


def test_any_other_pair_makes_a_plain_file_of_the_old_text(folder: Path) -> None:
    old = f"# 云河市规划\n\n## 一、总体要求\n\n{TRAINING}\n\n| 指标 | 值 |\n| --- | --- |\n| 入园率 | 92 |\n\n## 二、保障措施\n\n{FUNDING}\n"
    (folder / "old.md").write_text(old, encoding="utf-8")
    (folder / "new.md").write_text(old.replace("92", "95").replace("主要", "全部") + f"\n{HEALTH}\n", encoding="utf-8")
    assert main(["compare", "old.md", "new.md", "-o", "redline.docx"]) == 0
    for state, name in (("original", "old.md"), ("accepted", "new.md")):
        found = pipeline.compare(f"redline.docx#{state}", name)
        assert not found.summary.different, state
        assert found.summary.noise == 0


def test_it_is_written_to_no_terminal_and_a_date_is_a_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.docx").write_bytes(docx(p(TRAINING)))
    assert main(["compare", "a.docx", "a.docx", "-o", "b.docx", "--date", "yesterday"]) == 2
    assert "yesterday: is not a date" in capsys.readouterr().err


def test_an_input_is_not_overwritten_under_the_name_of_its_state(folder: Path) -> None:
    (folder / "a.docx").write_bytes(docx(p(TRAINING)))
    assert main(["compare", "a.docx#original", "a.docx", "-o", "a.docx"]) == 2
