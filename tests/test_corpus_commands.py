"""`plandiff corpus` as people use it: what it prints, writes, refuses, and with which exit code."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpora import cities, document, sentence, write
from plandiff.cli.main import main
from plandiff.library import Library, prepare


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plans and the corpus of them."""
    folder = tmp_path_factory.mktemp("made")
    cities(folder / "plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["corpus", "build", "plans", "-o", "c", "-q", "--jobs", "1"]) == 0
    return folder


@pytest.fixture
def corpus(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path / "c"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert main(["corpus", *arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["corpus", *arguments]) == code
    return capsys.readouterr()


@pytest.mark.usefixtures("corpus")
def test_a_corpus_answers_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = said(capsys, "status", "c")
    assert out.startswith("c: 6 documents in 1 batches, 0 not read; generation ")
    assert out.endswith(", settled\n")
    found = answer(capsys, "passages", "c")["takeovers"]
    assert {(one["from_name"], one["name"]) for one in found} == {(f"city{n}.md", f"city{n + 1}.md") for n in range(5)}
    assert answer(capsys, "passages", "c", "city3.md")["takeovers"][0]["from_name"] == "city2.md"
    assert len(answer(capsys, "passages", "c", "--since", "2014-01-01", "--kind", "adapted")["takeovers"]) == 2
    assert len(answer(capsys, "pairs", "c", "--relation", "takes-over", "--limit", "2")["pairs"]) == 2
    cluster = answer(capsys, "clusters", "c")["clusters"][0]
    assert isinstance(cluster["id"], str), "programs that read numbers as floating ones would lose digits"
    assert answer(capsys, "sql", "c", "select count(*) n from documents") == {"rows": [{"n": 6}]}
    assert main(["corpus", "passages", "c", "-o", "out.csv"]) == 0
    with Path("out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["from_name"] for row in csv.DictReader(file)] == [one["from_name"] for one in found]
    assert main(["corpus", "pairs", "c", "-o", "pairs.parquet"]) == 0
    assert answer(capsys, "sql", "c", "select count(*) n from pairs")["rows"][0]["n"] == 5
    import duckdb

    assert len(duckdb.read_parquet("pairs.parquet").fetchall()) == 5


def test_find_says_where_a_document_stands_that_is_not_there(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(corpus.parent, new=document("新方案", sentence(1002), sentence(40)))
    capsys.readouterr()
    assert main(["corpus", "find", "c", "new.md"]) == 0
    out, err = capsys.readouterr()
    assert "new.md: is not in the corpus" in err
    assert [line.split("\t")[1] for line in out.splitlines()[1:]] == ["city2.md", "city3.md"]
    assert main(["corpus", "find", "c", "plans/city2.md"]) == 0
    assert "is in the corpus as city2.md" in capsys.readouterr().err


@pytest.mark.usefixtures("corpus")
def test_what_is_not_there_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = said(capsys, "passages", "c", "--from", "云河市")
    assert (out, err) == (
        "",
        "plandiff: nothing found among 6 documents; 0 of them have no passage of 30 characters, 0 no date\n",
    )
    _, err = said(capsys, "clusters", "c", "--regions", "5+", "--lang", "zh")
    assert err.startswith("plandiff: 6 个文件中没有找到")
    assert main(["corpus", "pairs", "c", "--exit-code"]) == 1
    assert main(["corpus", "pairs", "c", "--exit-code", "--min-share", "1"]) == 0


def test_add_and_remove(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(corpus.parent / "more", x=document("新方案", sentence(1002)))
    out, err = said(capsys, "add", "c", "more", "--quick", "-q", "--jobs", "1")
    assert out.startswith("c: 7 documents, 1 of them new")
    assert "provisional" in err
    assert "provisional" in said(capsys, "status", "c")[0]
    assert main(["corpus", "add", "c", "more", "-q", "--jobs", "1"]) == 0
    assert "settled" in said(capsys, "status", "c")[0]
    out, _ = said(capsys, "remove", "c", "x.md", "-q", "--jobs", "1")
    assert out == "c: 1 removed, 6 documents left\n"
    assert said(capsys, "remove", "c", "x.md", code=2)[1] == "plandiff: x.md: is not in c\n"
    assert main(["corpus", "build", "plans", "-o", "c", "-q", "--jobs", "1"]) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_errors_are_listed_and_fail_only_when_asked(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus.parent / "plans" / "empty.md").write_bytes(b"")
    _, err = said(capsys, "build", "plans", "-o", "c", "-q", "--jobs", "1")
    assert err == "plandiff: 1 of 7 not read: plandiff corpus errors c\n"
    assert main(["corpus", "build", "plans", "-o", "c", "-q", "--jobs", "1", "--fail-on-errors"]) == 1
    (error,) = answer(capsys, "errors", "c")["errors"]
    assert (error["name"], error["stage"]) == ("empty.md", "open")
    assert error["cause"]


def test_verify_finds_what_is_damaged_and_what_is_missing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "all sound" in said(capsys, "verify", "c")[0]
    (prints,) = (corpus / "prints").iterdir()
    prints.write_bytes(prints.read_bytes()[:-9] + b"x" * 9)
    (grams,) = (corpus / "grams").iterdir()
    grams.unlink()
    out, _ = said(capsys, "verify", "c", code=2)
    assert out == f"grams/{grams.name}: is missing\nprints/{prints.name}: is not what was written\n"


@pytest.mark.usefixtures("corpus")
def test_sql_reads_the_tables_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    for query in (
        "select * from read_csv('plans/city0.md')",
        "copy documents to 'stolen.csv'",
        "set enable_external_access = true",
        "selekt",
    ):
        _, err = said(capsys, "sql", "c", query, code=2)
        assert err.startswith("plandiff: the query failed: ")
        assert err.count("\n") == 1
    assert not Path("stolen.csv").exists()


def test_a_formula_in_a_document_is_a_text_in_csv(corpus: Path) -> None:
    write(corpus.parent / "more", x=document("=1+1", sentence(1002)))
    assert main(["corpus", "add", "c", "more", "-q", "--jobs", "1"]) == 0
    assert main(["corpus", "sql", "c", "select title from documents where name = 'x.md'", "-o", "t.csv"]) == 0
    assert "'=1+1" in Path("t.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["build", "-o", "d"], "say what to add"),
        (["build", "nowhere", "-o", "d"], "nowhere"),
        (["build", "plans", "nowhere", "-o", "d"], "nowhere"),
        (["build", "plans", "-o", "d", "--memory", "much"], "much: is not an amount of memory"),
        (["build", "plans", "-o", "d", "--memory", "20 MB"], "20 MB: is too little memory"),
        (["status", "plans"], "plans: is not a corpus"),
        (["passages", "c", "nobody.md"], "nobody.md: no document of the corpus has this name"),
        (["passages", "c", "--since", "spring"], "spring: is not a date"),
        (["clusters", "c", "--regions", "many"], "many: is not a number"),
        (["pairs", "c", "-o", "x.docx"], "x.docx"),
        (["build", "plans", "-o", "d", "--config", "bad.toml"], "least-length"),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_what_makes_no_sense_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], cause: str) -> None:
    Path("bad.toml").write_text("[corpus]\nleast-length = 0\n", encoding="utf-8")
    _, err = said(capsys, *arguments, code=2)
    assert err.startswith("plandiff: ")
    assert cause in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("corpus")
def test_the_configuration_decides_what_is_similar(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plandiff.toml").write_text("[corpus]\nsimilarity = 0.9\nleast-length = 50\njobs = 1\n", encoding="utf-8")
    assert main(["corpus", "build", "plans", "-o", "d", "-q"]) == 0
    assert {one["kind"] for one in answer(capsys, "passages", "d")["takeovers"]} <= {"contained"}
    assert "length = 50" in Path("d/corpus.toml").read_text(encoding="utf-8")
    assert "length = 30" in Path("c/corpus.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("corpus")
def test_lists_and_libraries_are_sources(capsys: pytest.CaptureFixture[str]) -> None:
    Path("some.txt").write_text("# two of them\nplans/city0.md\nplans/city1.md\n", encoding="utf-8")
    Library.create(Path("lib")).close()
    with Library(Path("lib")) as library:
        library.add("city/two", prepare("plans/city2.md"))
    assert main(["corpus", "build", "some.txt", "--library", "lib", "-o", "d", "-q", "--jobs", "1"]) == 0
    names = [one["name"] for one in answer(capsys, "sql", "d", "select name from documents order by name")["rows"]]
    assert names == ["city/two@2012-03-01", "plans/city0.md", "plans/city1.md"]
