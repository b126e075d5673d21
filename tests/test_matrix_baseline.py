"""How each of many documents deals with the sections of one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from matrices import NATIONAL, REPORT, Answer, run
from plandiff.cli.main import main


def covering(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], *more: str | Path) -> Answer:
    for name, text in (("national.txt", NATIONAL), ("河北省.txt", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return run(capsysbinary, tmp_path / "河北省.txt", "--baseline", tmp_path / "national.txt", "--mode", "regions", *more)


def test_each_section_of_the_baseline_says_where_a_document_deals_with_it(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = covering(tmp_path, capsysbinary)
    titles = [item["title"][:4] for item in answer["items"]]
    assert titles == ["建设现代", "优化提升", "促进服务", "扎实推进", "提升农业", "加强海洋"]
    assert [item["chapter"] for item in answer["items"]] == [0, 0, 0, 3, 3, 3]
    found = {titles[one["item"]]: one for one in answer["coverage"]}
    assert found["优化提升"]["grade"] == "same"
    assert found["提升农业"]["places"][0]["title"].startswith("（一）提升农业")
    assert found["提升农业"]["numbers"] == ["高标准农田 300万亩"]
    assert (found["加强海洋"]["grade"], found["加强海洋"]["places"]) == ("none", [])


def test_tables_for_readers_have_the_sections_too(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    covering(tmp_path, capsysbinary)
    names = [str(tmp_path / "河北省.txt"), "--baseline", str(tmp_path / "national.txt"), "--mode", "regions", "--lang", "en"]
    assert main(["matrix", *names]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert any(line.startswith("（一） 优化") and line.split()[-1] == "●" for line in lines)
    assert lines[-1] == "● same matter  ◐ in part  ○ touched  – none found"
    assert main(["matrix", *names, "--format", "markdown"]) == 0
    assert "| （四） 加强海洋开发利用保护。 | – |" in capsysbinary.readouterr().out.decode()


def test_what_only_the_review_deals_with_is_told_apart_from_what_is_planned(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = covering(tmp_path, capsysbinary)
    services = answer["coverage"][2]
    assert services["grade"] == "none"
    assert [place["aspect"] for place in services["places"]] == ["review"]


def test_what_a_document_has_that_the_baseline_lacks_is_listed(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = covering(tmp_path, capsysbinary)
    assert [extra["title"][:9] for extra in answer["extras"]] == ["（三）办好城市运动"]


def test_reports_on_each_pair_are_written_where_the_answer_says(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = covering(tmp_path, capsysbinary, "--reports", "reports")
    assert [bool(document["report"]) for document in answer["documents"]] == [False, True]
    assert "城市运动会" in (tmp_path / answer["documents"][1]["report"]).read_text(encoding="utf-8")
    assert main(["matrix", "河北省.txt", "--reports", "reports"]) == 2


def test_drafts_of_one_document_are_held_against_the_first(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    drafts = (NATIONAL, NATIONAL.replace("坚持陆海统筹，", ""), NATIONAL[: NATIONAL.index("（四）")])
    for number, text in enumerate(drafts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    answer = run(capsysbinary, tmp_path / "1.txt", tmp_path / "2.txt", "--baseline", tmp_path / "0.txt")
    sea = [one["grade"] for one in answer["coverage"] if one["item"] == 5]
    assert sea == ["part", "none"]
    assert {one["grade"] for one in answer["coverage"] if one["item"] == 1} == {"same"}
    assert all(len(one["places"]) <= 1 for one in answer["coverage"])


def test_without_a_baseline_the_rows_are_the_themes_that_the_documents_have_between_them(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    other = NATIONAL[NATIONAL.index("\n二、") :].replace("（四）加强海洋", "（五）加强海洋")
    sports = REPORT[REPORT.index("（三）办好") :]
    texts = {"甲市": NATIONAL, "乙市": f"乙市发展规划\n{other}\n三、办好城市运动会\n\n{sports}"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    arguments: list[str | Path] = [tmp_path / "甲市.txt", tmp_path / "乙市.txt", "--mode", "regions"]
    assert run(capsysbinary, *arguments)["items"] == []
    answer = run(capsysbinary, *arguments, "--tasks")
    assert answer["items"][0]["document"] == 0
    grades = {(one["item"], one["document"]): one["grade"] for one in answer["coverage"]}
    assert all(grades[number, 0] == "same" for number, item in enumerate(answer["items"]) if item["document"] == 0)
    farming = next(number for number, item in enumerate(answer["items"]) if item["title"].startswith("提升农业"))
    assert grades[farming, 1] == "same"
