"""`plandiff ci`: the plan documents that differ between two revisions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from plandiff.cli.main import main
from plandiff.renderers.index import report_name
from plandiff.schemas import json_schema
from plandiff.sources import git
from repositories import Repository
from test_report_access import STANDARDS

PLAN = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。各地必须建立督导评估制度。

## 二、保障措施

加强党的领导，健全投入机制，完善督导评估，营造良好氛围。
"""
LOWERED = PLAN.replace("95%", "90%")


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """`main` with four documents; on `work` one is changed, one renamed and changed, one removed, one new."""
    repository.commit_files(
        "first",
        {"规划/a.md": PLAN, "b <b>.TXT": PLAN.replace("云河", "清江"), "old.md": PLAN.replace("教育", "体育"), "script.py": "1"},
    )
    repository.git("checkout", "--quiet", "-b", "work")
    repository.git("mv", "b <b>.TXT", "规划/c\t<i>.md")
    repository.commit_files(
        "second",
        {
            "规划/a.md": LOWERED,
            "规划/c\t<i>.md": PLAN.replace("云河", "清江").replace("健全", "完善"),
            "old.md": None,
            "new.md": "# 新的规划\n\n全文。\n",
            "script.py": "2",
        },
    )
    return repository


def answer(*arguments: str, code: int = 0, capture: Any) -> dict[str, Any]:
    assert main(["ci", *arguments, "--format", "json"]) == code
    found: dict[str, Any] = json.loads(capture.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(json_schema())).validate(found)
    return found


def outcomes(review: dict[str, Any]) -> dict[str, str]:
    return {document["new"] or document["old"]: document["status"] for document in review["documents"]}


CHANGED = {"new.md": "added", "old.md": "deleted", "规划/a.md": "changed", "规划/c\t<i>.md": "renamed"}


@pytest.mark.usefixtures("plans")
def test_all_changed_documents_are_reviewed_renames_followed_and_other_files_left_alone(capsysbinary: Any) -> None:
    review = answer("main..work", capture=capsysbinary)
    assert outcomes(review) == CHANGED
    lowered = next(document for document in review["documents"] if document["new"] == "规划/a.md")
    assert "target-lowered" in [finding["rule"] for finding in lowered["findings"]]
    assert outcomes(answer("work..main", capture=capsysbinary))["new.md"] == "deleted"
    assert outcomes(answer("main..work", "规划", ":!规划/c*", capture=capsysbinary)) == {"规划/a.md": "changed"}


def test_three_dots_leave_out_what_the_base_changed_meanwhile(plans: Repository, capsysbinary: Any) -> None:
    plans.git("checkout", "--quiet", "main")
    plans.commit_files("third", {"script.md": PLAN})
    assert outcomes(answer("main...work", capture=capsysbinary)) == CHANGED
    assert outcomes(answer("main..work", capture=capsysbinary)) == CHANGED | {"script.md": "deleted"}


def test_a_base_alone_is_compared_with_the_files_as_they_are_or_as_they_are_staged(plans: Repository, capsysbinary: Any) -> None:
    (plans.folder / "规划/a.md").write_text(PLAN.replace("95%", "97%"), encoding="utf-8")
    review = answer("HEAD", capture=capsysbinary)
    assert (review["new"], outcomes(review)) == ("the work tree", {"规划/a.md": "changed"})
    assert answer("HEAD", "--staged", capture=capsysbinary)["documents"] == []
    plans.git("add", "--all")
    assert outcomes(answer("HEAD", "--staged", capture=capsysbinary)) == {"规划/a.md": "changed"}
    assert main(["ci", "main..HEAD", "--staged"]) == 2


@pytest.mark.usefixtures("plans")
def test_paths_that_are_of_no_file_are_told(capsysbinary: Any) -> None:
    for between, paths in (("main..work", ("规划书",)), ("main", ("work",)), ("main..work", ("*.docx", "HEAD"))):
        assert answer(between, *paths, capture=capsysbinary)["notes"] == [{"code": "paths-unmatched", "detail": " ".join(paths)}]
    for between, paths in (
        ("main..work", ("规划",)),
        ("main..work", ("old.md",)),
        ("work..work", ("new.md",)),
        ("work", ("script.py",)),
    ):
        assert answer(between, *paths, capture=capsysbinary)["notes"] == []
    assert main(["ci", "main", "work"]) == 0
    assert "! no file matches work; two revisions are written as BASE..HEAD" in capsysbinary.readouterr().out.decode()


@pytest.mark.usefixtures("plans")
def test_a_branch_that_was_pushed_for_the_first_time_is_all_new(capsysbinary: Any) -> None:
    review = answer(f"{'0' * 40}..main", capture=capsysbinary)
    assert set(outcomes(review).values()) == {"added"}


def test_reports_and_their_index_are_written_under_safe_names(plans: Repository, tmp_path: Path, capsysbinary: Any) -> None:
    folder = tmp_path / "out" / "reports"
    assert main(["ci", "main..work", "-o", str(folder)]) == 0
    index = (folder / "index.html").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall(r'href="([^"]+\.html)"', index)]
    assert sorted([*links, "index.html"]) == sorted(path.name for path in folder.iterdir())
    assert links == [report_name("规划/a.md"), report_name("规划/c\t<i>.md")]
    assert all(re.fullmatch(r"[\w.-]+", link) for link in links)
    assert "<i>.md" not in index
    assert "Target lowered" in index
    assert "target-lowered" not in index
    assert str(plans.folder) not in index
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(["ci", "main..work", "-o", str(folder), "--lang", "zh"]) == 0
    assert "4 份规划文件：新增 1 份" in (folder / "index.html").read_text(encoding="utf-8")
    assert set(folder.iterdir()) == set(before)
    capsysbinary.readouterr()


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_about_in_the_index(
    browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"], capsysbinary: Any
) -> None:
    assert main(["ci", "main..work", "-o", str(tmp_path / "reports")]) == 0
    page = browser.new_page(color_scheme=scheme)
    page.goto((tmp_path / "reports/index.html").as_uri())
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    page.get_by_role("link", name="云河市教育规划").click()
    assert "云河市教育规划" in page.title()
    page.close()
    capsysbinary.readouterr()


def test_names_of_reports_stay_apart_and_short() -> None:
    paths = ["a/b.md", "a-b.md", "A/b.md", "规" * 300 + ".md", "规" * 301 + ".md", "../x.md", "CON.md", ".md", "a\udcff.md"]
    names = [report_name(path) for path in paths]
    assert len({name.casefold() for name in names}) == len(paths)
    assert all(len(name.encode()) < 150 and re.fullmatch(r"\w[\w.-]*\.html", name) for name in names)


def test_what_cannot_be_read_is_listed_and_the_others_are_done(plans: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    plans.commit_files("broken", {"规划/a.md": b"\x89PNG\r\n\x1a\n"})
    assert main(["ci", "main..work", "--exit-code"]) == 2
    printed = capfd.readouterr()
    assert "! 规划/a.md: images are not supported" in printed.out
    assert "~ b <b>.TXT → 规划/c <i>.md  renamed, 1 of 2 sections changed" in printed.out
    assert printed.err == "plandiff: 规划/a.md: images are not supported\n"


@pytest.mark.usefixtures("plans")
def test_exit_codes_are_those_of_compare(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ci", "main..work"]) == 0
    assert main(["ci", "main..work", "--exit-code"]) == 1
    assert main(["ci", "main..main", "--exit-code"]) == 0
    assert main(["ci", "main..work", "--fail-on", "warning"]) == 1
    assert "target-lowered 1" in capfd.readouterr().err
    assert main(["ci", "main..work", "规划/c*", "--fail-on", "error"]) == 0
    assert main(["ci", "main..work", "--min-confidence", "1"]) == 4


def test_an_accepted_finding_does_not_fail_and_a_configuration_counts(plans: Repository, capsysbinary: Any) -> None:
    command = ("main..work", "--fail-on", "target-lowered")
    review = answer(*command, code=1, capture=capsysbinary)
    found = {finding["rule"]: finding["fingerprint"] for document in review["documents"] for finding in document["findings"]}
    (plans.folder / "plandiff.accept").write_text(f"{found['target-lowered']} | target-lowered\n", encoding="utf-8")
    answer(*command, capture=capsysbinary)
    (plans.folder / "plandiff.accept").unlink()
    (plans.folder / "plandiff.toml").write_text('[[ignore]]\npath = "规划/a.md"\n', encoding="utf-8")
    answer(*command, capture=capsysbinary)


def test_the_summary_is_written_in_other_formats_too(plans: Repository, capsysbinary: Any) -> None:
    assert main(["ci", "main..work", "--write", "json=review.json", "--write", "text=review.txt"]) == 0
    assert json.loads((plans.folder / "review.json").read_bytes())["old"] == "main"
    text = (plans.folder / "review.txt").read_text(encoding="utf-8")
    assert text.split() == capsysbinary.readouterr().out.decode().split()
    assert main(["ci", "main..work", "--write", "json"]) == 2
    assert main(["ci", "main..work", "--format", "nothing"]) == 2


def test_a_bare_repository_will_do(plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> None:
    plans.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    assert outcomes(answer("main..work", capture=capsysbinary)) == CHANGED
    assert main(["ci", "main"]) == 2


@pytest.mark.usefixtures("plans")
def test_configuration_of_git_that_changes_its_output_has_no_say(
    plans: Repository, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
) -> None:
    for setting in (
        "diff.renames=false",
        "diff.noprefix=true",
        "diff.relative=true",
        "diff.external=false",
        "core.quotePath=true",
    ):
        plans.git("config", *setting.split("="))
    plans.git("config", "diff.mnemonicPrefix", "true")
    monkeypatch.chdir(plans.folder / "规划")
    assert outcomes(answer("main..work", capture=capsysbinary)) == CHANGED


@pytest.mark.parametrize(
    ("between", "complaint"),
    [
        ("nowhere..main", "nowhere: no such revision here; a shallow clone lacks the older ones"),
        ("--output=pwned..main", "--output=pwned: no such revision here"),
        ("main...elsewhere", "main...elsewhere: the two have no common history here"),
    ],
)
def test_what_is_not_a_revision_is_said_in_one_line(
    plans: Repository, between: str, complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    plans.git("checkout", "--quiet", "--orphan", "elsewhere")
    plans.git("commit", "--quiet", "-m", "another root")
    assert main(["ci", "--", between]) == 2
    assert complaint in capfd.readouterr().err
    assert not (plans.folder / "pwned").exists()


# --- many documents ----------------------------------------------------------------------------------


@pytest.fixture
def many(repository: Repository) -> int:
    """`main..work` changes so many documents."""
    count = 50
    names = [f"规划/{number:02}.md" for number in range(count)]
    repository.commit_files("first", {name: PLAN.replace("云河", f"第{name[3:5]}") for name in names})
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit_files("second", {name: LOWERED.replace("云河", f"第{name[3:5]}") for name in names})
    return count


def test_several_processes_write_what_one_writes(many: int, tmp_path: Path, capsysbinary: Any) -> None:
    written = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        assert main(["ci", "main..work", "--jobs", jobs, "-o", str(folder), "--format", "json"]) == 0
        reports = {file.name: file.read_bytes() for file in folder.iterdir()}
        assert len(reports) == many + 1
        written.append((capsysbinary.readouterr(), reports))
    assert written[0] == written[1]


def test_git_is_started_for_many_documents_at_a_time(many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    plain = git.git

    def counted(*arguments: str, given: bytes = b"") -> bytes:
        started.append(arguments[0])
        return plain(*arguments, given=given)

    monkeypatch.setattr(git, "git", counted)
    assert main(["ci", "main..work", "--jobs", "1", "-o", str(tmp_path / "reports")]) == 0
    assert started.count("cat-file") < many / 2


def test_blobs_are_read_together_but_for_what_is_missing_large_or_no_blob(repository: Repository) -> None:
    repository.commit_files("first", {"a.md": "甲" * 10, "b.md": "", "c.md": "乙\n\n丙" * 100})
    a, b, c, tree = (repository.git("rev-parse", f"HEAD:{name}").strip() for name in ("a.md", "b.md", "c.md", ""))
    asked = [c, "0" * 39 + "1", tree, a, b]
    assert git.find_blobs(asked, 10_000) == {a: ("甲" * 10).encode(), b: b"", c: ("乙\n\n丙" * 100).encode()}
    assert git.find_blobs(asked, 40) == {a: ("甲" * 10).encode(), b: b""}
    assert git.find_blobs([], 40) == {}


def test_a_summary_on_a_terminal_points_to_the_rest(many: int, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["ci", "main..work"]) == 0
    assert capsys.readouterr().out.count("规划/") == many
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["ci", "main..work"]) == 0
    printed = capsys.readouterr().out
    assert (printed.count("规划/"), "10 more documents" in printed) == (40, True)
    assert main(["--help"]) == 0


@pytest.mark.usefixtures("many")
def test_a_terminal_shows_how_far_it_is(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["ci", "main..work"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["ci", "main..work"]) == 0
    assert "compared" in capsys.readouterr().err
