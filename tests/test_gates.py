"""A gate that nobody passes by renaming, by a hook that looks at nothing, or by changing the rules in the same breath."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from repositories import Repository

PLAN = """# 云河市供水发展规划

## 一、发展目标

到2025年，供水普及率达到98%以上，管网漏损率控制在9%以内。

## 二、重点任务

水务部门应当在2024年底前完成老旧管网改造300公里。
"""
OTHER = """# 云河市公园建设方案

## 一、总体要求

让居民出门十分钟可以走进公园，孩子有草地奔跑，老人有树荫歇脚。
"""
WEAKER = PLAN.replace("98%", "90%").replace("应当", "可以")
AS_PAGE = (
    "<h1>云河市供水发展规划</h1><h2>一、发展目标</h2><p>到2025年，供水普及率达到90%以上，管网漏损率控制在9%以内。</p>"
    "<h2>二、重点任务</h2><p>水务部门可以在2024年底前完成老旧管网改造300公里。</p>"
)
HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """`main` with two plans, and `work` checked out."""
    repository.commit_files("first", {"water.md": PLAN, "parks.md": OTHER})
    repository.git("checkout", "--quiet", "-b", "work")
    return repository


def ci(*arguments: str, capture: Any, code: int | None = None) -> dict[str, Any]:
    given = main(["ci", *arguments, "--format", "json"])
    if code is not None:
        assert given == code
    found: dict[str, Any] = json.loads(capture.readouterr().out)
    return found


def rules_of(review: dict[str, Any]) -> dict[str, list[str]]:
    """Document -> the rules of its errors and warnings."""
    return {
        document["new"] or document["old"]: [found["rule"] for found in document["findings"] if found["level"] != "info"]
        for document in review["documents"]
    }


def codes(review: dict[str, Any]) -> list[str]:
    return [note["code"] for note in review["notes"]]


# --- documents that went and came ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"water.md": WEAKER}, {"water.md": ["target-lowered", "obligation-weakened"]}),
        ({"water.md": None, "water.html": AS_PAGE}, {"water.html": ["target-lowered", "obligation-weakened"]}),
        (
            {"water.md": None, "plans/2025.txt": WEAKER.replace("目标", "主要目标").replace("云河市", "云河市城乡")},
            {"plans/2025.txt": ["target-lowered", "obligation-weakened"]},
        ),
        ({"water.md": None}, {"water.md": ["plan-removed"]}),
        ({"water.md": None, "water.png": WEAKER}, {"water.md": ["plan-removed"]}),
        ({"water.md": None, "roads.md": "# 道路规划\n\n道路三条。\n"}, {"water.md": ["plan-removed"], "roads.md": []}),
    ],
    ids=["in-place", "another-format", "renamed-and-edited", "removed", "no-plan-any-more", "replaced"],
)
def test_a_weaker_plan_fails_whatever_becomes_of_its_file(
    plans: Repository, files: dict[str, str | bytes | None], expected: dict[str, list[str]], capsysbinary: Any
) -> None:
    plans.commit_files("second", files)
    assert rules_of(ci("main...HEAD", "--fail-on", "warning", code=1, capture=capsysbinary)) == expected
    assert rules_of(ci("main...HEAD", "--fail-on", "plan-added", capture=capsysbinary)) == expected


def test_of_several_documents_each_finds_the_one_it_was(plans: Repository, capsysbinary: Any) -> None:
    plans.commit_files("second", {"water.md": None, "parks.md": None, "a.md": OTHER.replace("十", "二十"), "b.txt": WEAKER})
    review = ci("main...HEAD", capture=capsysbinary)
    assert [(document["status"], document["old"], document["new"]) for document in review["documents"]] == [
        ("renamed", "parks.md", "a.md"),
        ("renamed", "water.md", "b.txt"),
    ]


def test_a_removed_plan_can_be_accepted_for_what_it_said(plans: Repository, capsysbinary: Any) -> None:
    plans.commit_files("second", {"water.md": None})
    assert main(["accept", "main...HEAD", "--rule", "plan-removed", "--reason", "merged into the city plan"]) == 0
    accepted = Path("plandiff.accept").read_text(encoding="utf-8").splitlines()[-1]
    assert accepted.split(" | ")[1:4] == ["plan-removed", "error", "water.md"]
    assert accepted.endswith("云河市供水发展规划 | merged into the city plan")
    ci("main...HEAD", "--fail-on", "warning", code=0, capture=capsysbinary)
    plans.git("checkout", "--quiet", "main")
    plans.commit_files("meanwhile", {"water.md": PLAN.replace("300公里", "900公里")})
    plans.commit_files("again", {"water.md": None})
    ci("HEAD~1..HEAD", "--fail-on", "warning", code=1, capture=capsysbinary)


@pytest.mark.usefixtures("plans")
def test_a_plan_that_came_or_went_is_in_every_form(plans: Repository, capfd: Any) -> None:
    plans.commit_files("second", {"water.md": None, "roads.md": "# 道路规划\n\n道路三条。\n"})
    shown = {}
    for form in ("text", "comment", "github", "gitlab", "junit", "sarif"):
        assert main(["ci", "main...HEAD", "--format", form]) == 0
        shown[form] = capfd.readouterr().out
    assert all("Plan removed: 云河市供水发展规划" in text for text in shown.values())
    assert "::error file=water.md,line=1,title=plandiff plan-removed::Plan removed: 云河市供水发展规划" in shown["github"]
    assert "::notice file=roads.md,line=1,title=plandiff plan-added::Plan added: 道路规划" in shown["github"]


# --- ranges ---------------------------------------------------------------------------------------


def hook(environment: dict[str, str], *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The hook's entry, as pre-commit runs it."""
    command = [sys.executable, "-m", "plandiff", "ci", "HEAD", "--staged", "--fail-on=warning", *arguments]
    return subprocess.run(
        command, env=os.environ | {"PRE_COMMIT": "1"} | environment, capture_output=True, text=True, check=False, **options
    )


def test_the_hook_looks_at_what_pre_commit_names(plans: Repository) -> None:
    lowered = plans.commit_files("second", {"water.md": WEAKER})
    plans.commit_files("third", {"parks.md": OTHER.replace("十", "二十")})
    named = hook({"PRE_COMMIT_FROM_REF": "main", "PRE_COMMIT_TO_REF": "HEAD"})
    assert (named.returncode, "target-lowered" in named.stdout) == (1, True)
    later = hook({"PRE_COMMIT_FROM_REF": lowered, "PRE_COMMIT_TO_REF": "HEAD"})
    assert (later.returncode, "parks.md" in later.stdout, "water.md" in later.stdout) == (0, True, False)


def test_the_hook_looks_at_the_branch_where_nothing_is_staged(plans: Repository) -> None:
    plans.commit_files("second", {"water.md": WEAKER})
    every = hook({})
    assert (every.returncode, "target-lowered" in every.stdout) == (1, True)
    assert "nothing is staged" in every.stdout
    plans.git("checkout", "--quiet", "main")
    plans.git("merge", "--quiet", "--no-ff", "-m", "merge", "work")
    assert "target-lowered" in hook({}).stdout, "on the main branch, what its last commit brings"
    (plans.folder / "parks.md").write_text(OTHER.replace("十", "二十"), encoding="utf-8")
    plans.git("add", "--all")
    staged = hook({})
    assert (staged.returncode, "parks.md" in staged.stdout, "water.md" in staged.stdout) == (0, True, False)


def test_pre_commit_runs_the_hook_on_commits_ranges_all_files_and_pushes(plans: Repository, tmp_path: Path) -> None:
    entry = next(line.partition(":")[2].strip() for line in HOOKS.read_text().splitlines() if "entry:" in line)
    assert entry == "plandiff ci HEAD --staged"
    program = f"{sys.executable} -m {entry} --fail-on=warning"
    stages = next(line.partition(":")[2].strip() for line in HOOKS.read_text().splitlines() if "stages:" in line)
    plans.commit_files(
        "hook",
        {
            ".pre-commit-config.yaml": "repos:\n- repo: local\n  hooks:\n  - id: plandiff\n    name: plandiff\n"
            f"    entry: {program}\n    language: system\n    pass_filenames: false\n    files: \\.md$\n    stages: {stages}\n"
        },
    )
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home"), "LC_ALL": "C.UTF-8"}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *command], env=environment, capture_output=True, text=True, check=False
        )

    (plans.folder / "water.md").write_text(WEAKER, encoding="utf-8")
    plans.git("add", "--all")
    assert "target-lowered" in run("run").stdout
    plans.git("commit", "--quiet", "-m", "lowered")
    for arguments in (("--from-ref", "main", "--to-ref", "HEAD"), ("--all-files",)):
        done = run("run", *arguments)
        assert (done.returncode, "target-lowered" in done.stdout) == (1, True)
    assert run("install", "-t", "pre-push").returncode == 0
    plans.git("init", "--quiet", "--bare", str(tmp_path / "origin.git"))
    pushed = subprocess.run(
        ["git", "push", "--quiet", str(tmp_path / "origin.git"), "work"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert pushed.returncode != 0
    assert "target-lowered" in pushed.stdout + pushed.stderr


def test_a_base_that_is_gone_gives_way_to_where_the_branch_began(plans: Repository, capfd: Any) -> None:
    plans.commit_files("second", {"water.md": WEAKER})
    plans.commit_files("third", {"parks.md": OTHER.replace("十", "二十")})
    gone = "1234567890" * 4
    for between in (f"{gone}..HEAD", f"{gone}...HEAD", f"{gone}..work"):
        assert main(["ci", between, "--fail-on", "warning", "--format", "github"]) == 1
        lines = capfd.readouterr().out.splitlines()
        assert lines[0].startswith("::warning title=plandiff::the base is not in this clone")
        assert any("target-lowered" in line for line in lines)
    assert main(["ci", "1234567..HEAD"]) == 2, "a name that somebody may have mistyped"


def test_a_shallow_clone_without_anything_before_is_not_a_pass(
    plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    plans.commit_files("second", {"water.md": WEAKER})
    plans.git("clone", "--quiet", "--depth", "1", plans.folder.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert main(["ci", f"{'1234567890' * 4}..HEAD"]) == 2
    assert "a shallow clone lacks the older ones" in capfd.readouterr().err


# --- the rules of the gate ------------------------------------------------------------------------

CONFIGURATION = 'fail-on = "warning"\nmin-confidence = 0.2\n'
LOOSER = 'fail-on = "target-raised"\n[rules]\ntarget-lowered = "info"\n[[ignore]]\nsection = "二、重点任务"\n'


def test_what_a_change_does_to_its_own_rules_is_said(plans: Repository, capsysbinary: Any) -> None:
    plans.git("checkout", "--quiet", "main")
    plans.commit_files("rules", {"plandiff.toml": CONFIGURATION})
    plans.git("checkout", "--quiet", "-b", "looser")
    plans.commit_files("looser", {"plandiff.toml": LOOSER, "water.md": WEAKER})
    review = ci("main...HEAD", code=0, capture=capsysbinary)
    reported = {note["code"]: note["detail"] for note in review["notes"]}
    assert reported["levels-lowered"] == "target-lowered warning → info"
    assert reported["ignores-added"] == "section = 二、重点任务"
    assert "target-lowered" in reported["fail-on-loosened"]
    assert reported["min-confidence-lowered"] == "0.2 → 0"
    review = ci("main...HEAD", "--config-from", "base", code=1, capture=capsysbinary)
    assert rules_of(review) == {"water.md": ["target-lowered", "obligation-weakened"]}
    assert review["notes"] == []


def test_a_change_that_has_documents_read_before_their_own_revisions_says_so(plans: Repository, capsysbinary: Any) -> None:
    marked = PLAN.replace("98%", "~~98%~~<ins>90%</ins>")
    plans.commit_files("second", {"plandiff.toml": '[report]\nrevisions = "original"\n', "water.md": marked})
    review = ci("main...HEAD", "--fail-on", "warning", code=0, capture=capsysbinary)
    assert [(note["code"], note["detail"]) for note in review["notes"]] == [("revisions-otherwise", "accepted → original")]
    ci("main...HEAD", "--fail-on", "warning", "--config-from", "base", code=1, capture=capsysbinary)


def test_git_is_asked_once_for_each_file_of_the_configuration_before(
    plans: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
) -> None:
    plans.commit_files("rules", {"plandiff.toml": CONFIGURATION})
    plans.commit_files("second", {"water.md": WEAKER})
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    ci("HEAD~1..HEAD", code=1, capture=capsysbinary)
    asked = [line.rpartition(" -- ")[2] for line in (tmp_path / "trace").read_text().splitlines() if "git ls-tree" in line]
    assert sorted(asked) == ["plandiff.accept", "plandiff.toml"]


def test_findings_accepted_in_the_change_itself_are_said_and_do_not_count_by_the_base(
    plans: Repository, capsysbinary: Any
) -> None:
    plans.commit_files("second", {"water.md": WEAKER})
    assert main(["accept", "main...HEAD", "--rule", "target-lowered", "--rule", "obligation-weakened"]) == 0
    plans.commit_files("accepted", {})
    review = ci("main...HEAD", "--fail-on", "warning", code=0, capture=capsysbinary)
    assert [(note["code"], note["detail"]) for note in review["notes"]] == [
        ("accepted-here", "target-lowered (water.md); obligation-weakened (water.md)")
    ]
    assert main(["ci", "main...HEAD", "--format", "github"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"::warning title=plandiff::this change accepts its own findings")
    ci("main...HEAD", "--fail-on", "warning", "--config-from", "base", code=1, capture=capsysbinary)
    plans.git("checkout", "--quiet", "main")
    plans.git("merge", "--quiet", "work")
    plans.commit_files("later", {"parks.md": OTHER.replace("十", "二十")})
    assert codes(ci("HEAD~1..HEAD", capture=capsysbinary)) == []


def test_by_the_base_not_even_a_broken_configuration_of_the_change_is_read(plans: Repository, capsysbinary: Any) -> None:
    plans.commit_files("second", {"plandiff.toml": "no = toml = at all", "water.md": WEAKER})
    assert main(["ci", "main...HEAD"]) == 2
    capsysbinary.readouterr()
    ci("main...HEAD", "--config-from", "base", "--fail-on", "warning", code=1, capture=capsysbinary)


def test_a_broken_configuration_that_the_change_fixes_is_not_an_obstacle(plans: Repository, capsysbinary: Any) -> None:
    plans.git("checkout", "--quiet", "main")
    plans.commit_files("broken", {"plandiff.toml": "no = toml = at all"})
    plans.commit_files("fixed", {"plandiff.toml": CONFIGURATION, "water.md": WEAKER})
    ci("HEAD~1..HEAD", code=1, capture=capsysbinary)
    assert main(["ci", "HEAD~1..HEAD", "--config-from", "base"]) == 2


# --- documents that cannot be read ----------------------------------------------------------------

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"


@pytest.mark.parametrize("unreadable", ["", b"\x89PNG\r\n\x1a\n\0\0", POINTER], ids=["empty", "binary", "lfs"])
def test_one_that_cannot_be_read_is_said_and_the_others_are_judged(
    plans: Repository, unreadable: str | bytes, capsysbinary: Any
) -> None:
    plans.commit_files("second", {"water.md": WEAKER, "parks.md": unreadable, "new.md": unreadable})
    for option, code in (("fail", 2), ("warn", 1)):
        review = ci("main...HEAD", "--fail-on", "warning", "--on-unreadable", option, code=code, capture=capsysbinary)
        assert [bool(document["problem"]) for document in review["documents"]] == [True, True, False]
        assert rules_of(review)["water.md"] == ["target-lowered", "obligation-weakened"]
    ci("main...HEAD", "--on-unreadable", "warn", code=0, capture=capsysbinary)


# --- the accept file ------------------------------------------------------------------------------


def test_branches_that_accept_different_findings_merge(plans: Repository, capsysbinary: Any) -> None:
    plans.commit_files("rest", {"gas.md": PLAN.replace("供水", "供气")})
    plans.git("branch", "--force", "main")
    for branch, name in (("one", "water.md"), ("two", "gas.md")):
        plans.git("checkout", "--quiet", "-B", branch, "main")
        text = (plans.folder / name).read_text(encoding="utf-8")
        plans.commit_files("lowered", {name: text.replace("98%", "90%")})
        assert main(["accept", f"main:{name}", name, "--level", "warning"]) == 0
        plans.commit_files("accepted", {})
    plans.git("merge", "--quiet", "-m", "both", "one")
    assert (plans.folder / ".gitattributes").read_text(encoding="utf-8") == "plandiff.accept merge=union\n"
    capsysbinary.readouterr()
    ci("main...HEAD", "--fail-on", "warning", code=0, capture=capsysbinary)


def test_what_attributes_say_already_stays(plans: Repository, capfd: Any) -> None:
    plans.commit_files("second", {"water.md": WEAKER, ".gitattributes": "*.md text"})
    assert main(["accept", "main:water.md", "water.md", "--rule", "target-lowered"]) == 0
    assert "plandiff: .gitattributes: written" in capfd.readouterr().err
    attributes = plans.folder / ".gitattributes"
    assert attributes.read_text(encoding="utf-8") == "*.md text\nplandiff.accept merge=union\n"
    attributes.write_text("*.accept merge=binary\n", encoding="utf-8")
    assert main(["accept", "main:water.md", "water.md", "--all"]) == 0
    assert attributes.read_text(encoding="utf-8") == "*.accept merge=binary\n"


def test_outside_of_a_repository_there_is_nothing_to_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name, text in (("old.md", PLAN), ("new.md", WEAKER)):
        Path(name).write_text(text, encoding="utf-8")
    assert main(["accept", "old.md", "new.md", "--all"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.md", "old.md", "plandiff.accept"]
