"""The GitHub action, the pre-commit hook and the examples of docs/ci.md, run as CI systems run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from repositories import SOMEBODY, Repository

ROOT = Path(__file__).resolve().parent.parent
PLAN = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%。各地必须建立督导评估制度。

## 二、保障措施

加强党的领导，健全投入机制，完善督导评估，营造良好氛围。
"""
LOWERED = PLAN.replace("95%", "90%")
HOSTILE = "plans/$(touch pwned);`touch pwned`' \"::error::x.md"


@pytest.fixture
def plans(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """On `work`, checked out, the education plan's target is lowered since `main`; plandiff is on the path."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    repository.commit_files("first", {"plans/education.md": PLAN})
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit_files("second", {"plans/education.md": LOWERED})
    return repository


def script(text: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script run as GitHub and GitLab run bash."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- the GitHub action -----------------------------------------------------------------------


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in action()["runs"]["steps"] if step["name"].startswith(name))
    return found


class Runner:
    """What GitHub's runner gives to a step and takes from it."""

    def __init__(self, repository: Repository, temporary: Path) -> None:
        self.repository = repository
        self.files = {name: temporary / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_PATH")}
        for file in self.files.values():
            file.touch()
        self.temporary = temporary

    def run(self, name: str, **values: str) -> subprocess.CompletedProcess[str]:
        """Run a step; `values` are what its expressions give, by the names of `env`, those of inputs else by default."""
        chosen = step(name)
        inputs = action()["inputs"]
        environment = {}
        for key, expression in chosen["env"].items():
            named = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
            default = inputs[named[1]]["default"] if named else "" if "${{" in expression else expression
            environment[key] = values.get(key, default)
        environment["PYTHON"] = values.get("PYTHON", sys.executable)  # the output of the step before
        files = {name: str(file) for name, file in self.files.items()}
        return script(chosen["run"], self.repository.folder, RUNNER_TEMP=str(self.temporary), **environment, **files)

    def read(self, name: str) -> str:
        return self.files[name].read_text(encoding="utf-8")


@pytest.fixture
def runner(plans: Repository, tmp_path: Path) -> Runner:
    temporary = tmp_path / "runner"
    temporary.mkdir()
    return Runner(plans, temporary)


def test_no_script_of_the_action_holds_an_expression() -> None:
    assert all("${{" not in step["run"] for step in action()["runs"]["steps"])


def test_the_action_annotates_sums_up_writes_reports_and_fails_if_told_to(runner: Runner) -> None:
    base = runner.repository.git("rev-parse", "main")
    done = runner.run("Compare", PULL_REQUEST_BASE=base)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^::warning file=plans/education\.md,line=5,title=plandiff target-lowered::", done.stdout, re.MULTILINE)
    summary = runner.read("GITHUB_STEP_SUMMARY")
    assert "\nplans/education.md\n" in summary
    assert "Target lowered" in summary
    assert runner.read("GITHUB_OUTPUT") == "reports=plandiff-reports\nexit-code=0\n"
    assert (runner.repository.folder / "plandiff-reports/index.html").is_file()
    failed = runner.run("Compare", PULL_REQUEST_BASE=base, FAIL_ON="warning", LANGUAGE_OF_REPORTS="zh")
    assert failed.returncode == 1
    assert "目标降低" in failed.stdout
    assert runner.read("GITHUB_OUTPUT").endswith("exit-code=1\n")


def test_the_action_compares_what_a_push_brings_and_the_first_push_of_a_branch(runner: Runner) -> None:
    done = runner.run("Compare", PUSHED_ON=runner.repository.git("rev-parse", "main"))
    assert "target-lowered" in done.stdout
    first = runner.run("Compare", PUSHED_ON="0" * 40)
    assert (first.returncode, "target-lowered" in first.stdout) == (0, False)
    runner.repository.git("update-ref", "refs/remotes/origin/main", "main")
    assert "target-lowered" in runner.run("Compare", PUSHED_ON="0" * 40, MAIN_BRANCH="main").stdout
    forced = runner.run("Compare", PUSHED_ON="1234567890" * 4, FAIL_ON="warning")
    assert (forced.returncode, "target-lowered" in forced.stdout) == (1, True)
    assert "::warning title=plandiff::the base is not in this clone" in forced.stdout
    assert "set the input range" in runner.run("Compare").stdout


def test_the_action_judges_by_the_base_if_told_to(runner: Runner) -> None:
    runner.repository.commit_files("off", {"plandiff.toml": '[rules]\n"*" = "off"\n'})
    mine = runner.run("Compare", RANGE="main...HEAD", FAIL_ON="warning")
    assert (mine.returncode, "::warning title=plandiff::this change lowers levels" in mine.stdout) == (0, True)
    assert runner.run("Compare", RANGE="main...HEAD", FAIL_ON="warning", CONFIG_FROM="base").returncode == 1


def test_paths_narrow_the_action_and_nothing_it_is_given_is_run(runner: Runner) -> None:
    runner.repository.commit_files("third", {HOSTILE: "", "other.md": PLAN})
    nasty = {"RANGE": "main...HEAD", "FAIL_ON": "$(touch pwned)", "REPORTS": "`touch pwned`"}
    assert runner.run("Compare", **nasty).returncode == 2
    done = runner.run("Compare", RANGE="main...HEAD", PATHS="plans\n:!plans/edu*\n", REPORTS="$(touch pwned)")
    assert done.returncode == 2
    assert "target-lowered" not in done.stdout
    outside = re.sub(r"^::stop-commands::(\S+)\n.*?^::\1::\n", "", done.stdout, flags=re.DOTALL | re.MULTILINE)
    assert all(re.match(r"::(error|warning|notice) file=[^,]*,|::error::", line) for line in outside.splitlines() if line)
    assert "stop-commands" not in outside
    assert not list(runner.repository.folder.rglob("pwned"))
    assert (runner.repository.folder / "$(touch pwned)/index.html").is_file()


TRAPS = ("venv", "ensurepip", "pip", "plandiff", "click", "runpy", "sitecustomize", "usercustomize")


def lay_traps(repository: Repository) -> Path:
    """Modules and programs at the top of the checkout, as a pull request can bring them; the file that tells of their use."""
    mark = repository.folder.parent / "executed"
    for name in TRAPS:
        (repository.folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r})\n", encoding="utf-8")
    for name in ("plandiff", "python3", "pip"):
        (repository.folder / name).write_text(f"#!/bin/sh\necho {name} >> '{mark}'\n", encoding="utf-8")
        (repository.folder / name).chmod(0o755)
    return mark


def test_nothing_in_the_checkout_is_run_by_the_action(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = lay_traps(runner.repository)
    monkeypatch.setenv("PYTHONPATH", str(runner.repository.folder))
    quick = {"ACTION": "pip"}  # is there already, so that nothing is installed
    assert runner.run("Install", **quick).returncode == 0
    (python,) = re.findall("python=(.*)", runner.read("GITHUB_OUTPUT"))
    assert Path(python).is_relative_to(runner.temporary)
    done = runner.run("Compare", PUSHED_ON=runner.repository.git("rev-parse", "main"))
    assert (done.returncode, "target-lowered" in done.stdout) == (0, True), done.stdout
    assert not mark.exists()
    assert script("python3 -m venv --help", runner.repository.folder).returncode == 0
    assert "sitecustomize" in mark.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_action_installs_plandiff_where_later_steps_find_it(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    mark = lay_traps(runner.repository)
    done = runner.run("Install", ACTION=str(ROOT))
    assert done.returncode == 0, done.stderr
    (python,) = re.findall("python=(.*)", runner.read("GITHUB_OUTPUT"))
    compared = runner.run("Compare", PYTHON=python, RANGE="main...HEAD")
    assert (compared.returncode, "target-lowered" in compared.stdout) == (0, True), compared.stdout
    assert not mark.exists()
    programs = runner.read("GITHUB_PATH").strip()
    assert script('"$PROGRAMS/plandiff" --version', runner.temporary, PROGRAMS=programs).stdout.startswith("plandiff ")


# --- pre-commit ------------------------------------------------------------------------------


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert found["language"] == "python"
    assert not found["pass_filenames"]
    loaded: dict[str, Any] = found
    return loaded


def test_the_pre_commit_hook_stops_a_commit_that_lowers_a_target_and_lets_others_pass(plans: Repository) -> None:
    entry = shlex.join([*shlex.split(hook()["entry"]), "--fail-on=warning"])
    path = plans.folder / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\nexec {entry}\n", encoding="utf-8")
    path.chmod(0o755)
    plan = plans.folder / "plans/education.md"
    for text, code in ((PLAN, 0), (PLAN.replace("必须", "可以"), 1)):
        plan.write_text(text, encoding="utf-8")
        plans.git("add", "--all")
        done = subprocess.run(
            ["git", *SOMEBODY, "commit", "-m", "x"], cwd=plans.folder, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code, done.stderr
    assert "obligation-weakened" in done.stderr


def test_the_pre_commit_hook_works_before_the_first_commit(repository: Repository, plans: Repository) -> None:
    plans.git("checkout", "--quiet", "--orphan", "fresh")
    done = script(hook()["entry"], repository.folder)
    assert (done.returncode, "1 added" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("name", "taken"),
    [("plans/a.md", True), ("规划.HTML", True), ("a.markdown", True), ("a.txt", True), ("a.py", False), ("md", False)],
)
def test_the_pre_commit_hook_runs_for_plan_documents(name: str, taken: bool) -> None:
    assert bool(re.search(hook()["files"], name)) == taken


# --- docs/ci.md ------------------------------------------------------------------------------


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", examples("sh"), ids=lambda example: example.splitlines()[0][:50])
def test_a_shell_example_does_what_it_says(example: str, plans: Repository) -> None:
    stated = re.search(r"# exit code (\d+)", example)
    done = script(example, plans.folder)
    assert done.returncode == int(stated[1] if stated else 0), done.stdout + done.stderr
    files = re.findall(r"(?:-o |--write \w+=)([\w.]+)", example)
    assert all((plans.folder / file).exists() for file in files)


def test_the_json_example_prints_the_findings(plans: Repository) -> None:
    example = next(example for example in examples("sh") if "json.load" in example)
    assert "plans/education.md\twarning\ttarget-lowered\n" in script(example, plans.folder).stdout


def test_the_hook_example_stops_a_commit(plans: Repository) -> None:
    example = next(example for example in examples("sh") if "hooks/pre-commit" in example)
    assert script(example, plans.folder).returncode == 0
    (plans.folder / "plans/education.md").write_text(LOWERED.replace("90%", "80%"), encoding="utf-8")
    plans.git("add", "--all")
    assert script(f"git {shlex.join(SOMEBODY)} commit -m x", plans.folder).returncode == 1


def test_the_github_example_uses_inputs_and_outputs_that_the_action_has() -> None:
    workflow = next(example for example in examples("yaml") if "OWNER/plandiff@" in example)
    used = next(step for step in yaml.safe_load(workflow)["jobs"]["plandiff"]["steps"] if "OWNER" in step["uses"])
    assert set(used["with"]) <= set(action()["inputs"])
    assert set(re.findall(r"steps\.plandiff\.outputs\.([\w-]+)", workflow)) <= set(action()["outputs"])


def test_the_gitlab_example_runs_and_writes_the_reports_it_names(plans: Repository) -> None:
    job = yaml.safe_load(next(example for example in examples("yaml") if "artifacts" in example))["plandiff"]
    quietly = "pip() { :; }\n"  # what is to be tested is on the path already
    done = script(quietly + "\n".join(job["script"]), plans.folder, CI_MERGE_REQUEST_DIFF_BASE_SHA="main", PLANDIFF="plandiff")
    assert done.returncode == 1
    quality = json.loads((plans.folder / job["artifacts"]["reports"]["codequality"]).read_bytes())
    assert quality[0]["location"] == {"path": "plans/education.md", "lines": {"begin": 5}}
    assert ET.parse(plans.folder / job["artifacts"]["reports"]["junit"]).getroot().find(".//failure") is not None  # noqa: S314 - ours
    assert (plans.folder / job["artifacts"]["paths"][0] / "index.html").is_file()


def test_the_jenkins_example_runs(plans: Repository) -> None:
    plans.git("update-ref", "refs/remotes/origin/main", "main")
    (command,) = re.findall(r"sh '(.*)'", examples("groovy")[0])
    assert script(command, plans.folder, CHANGE_TARGET="main").returncode == 1
    assert (plans.folder / "junit.xml").is_file()


def test_the_pre_commit_example_names_the_hook() -> None:
    (repository,) = yaml.safe_load(next(example for example in examples("yaml") if "hooks:" in example))["repos"]
    assert [used["id"] for used in repository["hooks"]] == [hook()["id"]]
