"""What the program says of itself: its version with all that is installed, where faults go, its completions, its workflows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

import plandiff
from plandiff import project
from plandiff.cli import version
from plandiff.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ADDRESS = "https://code.example/plandiff"


def test_the_version_names_python_extras_and_programs_and_nobody_who_is_not_known(capfd: Any) -> None:
    assert main(["--version"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == f"plandiff {plandiff.__version__}"
    assert lines[1].startswith(f"Python {sys.version.split()[0]}, ")
    named = dict(line.split(": ", 1) for line in lines[2:])
    assert list(named) == ["cluster", "corpus", "office", "pdf", "script", "web", "git", "LibreOffice"]
    assert named["office"] == f"python-docx {metadata.version('python-docx')}, xlsxwriter {metadata.version('xlsxwriter')}"


def test_an_extra_of_which_a_library_is_missing_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> str:
        if name == "xlsxwriter":
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(metadata, "version", find)
    assert "office: not installed (pip install 'plandiff[office]')" in version.describe_installation().splitlines()
    assert "pdf: pypdfium2 1.0" in version.describe_installation().splitlines()


@pytest.mark.parametrize(("address", "end"), [("", "KeyError: 'x'"), (ADDRESS, f"KeyError: 'x' {ADDRESS}/issues")])
def test_a_fault_of_the_program_says_where_to_report_it_once_there_is_such_a_place(
    address: str, end: str, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    def fail() -> str:
        raise KeyError("x")

    monkeypatch.setattr(project, "ADDRESS", address)
    monkeypatch.setattr(version, "describe_installation", fail)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(["--version"]) == 3
    assert capfd.readouterr().err.rstrip("\n").endswith(end)


def test_other_forms_name_the_address_once_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from plandiff.renderers import RenderOptions, render

    comparison = plandiff.compare(b"# A\n\nThree parks.\n", b"# A\n\nFive parks.\n")
    assert b"informationUri" not in render(comparison, "sarif", RenderOptions())
    monkeypatch.setattr(project, "ADDRESS", ADDRESS)
    monkeypatch.setattr(project, "MAILBOX", "li@mail.example")
    assert f'"informationUri": "{ADDRESS}"'.encode() in render(comparison, "sarif", RenderOptions())
    assert version.describe_installation().endswith(f"{ADDRESS}\nli@mail.example")


def test_no_document_names_an_address_or_mailbox_of_the_project_that_is_not_set() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "action.yml", ROOT / "pyproject.toml", *WORKFLOWS]
    for path in documents:
        text = path.read_text(encoding="utf-8")
        addresses = re.findall(r"https?://[^\s)\"'>]*plandiff[^\s)\"'>]*", text)
        assert set(addresses) <= {"https://github.com/OWNER/plandiff"}, path.name
        assert not re.findall(r"[\w.]+@(?!example\.org)[\w-]+\.(?:org|com|cn|net)\b", text), path.name


# --- completion of the shell -------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [("plandiff comp", ["compare"]), ("plandiff compare --mo", ["--mode"]), ("plandiff library p", ["pull", "push"])],
)
def test_bash_completes_commands_and_options_as_the_documentation_sets_it_up(words: str, expected: list[str]) -> None:
    setup = next(line for line in (ROOT / "docs/install.md").read_text(encoding="utf-8").splitlines() if "bash_source" in line)
    script = f'{setup}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _plandiff_completion plandiff; echo "${{COMPREPLY[@]}}"'
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.split() == expected, done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash, whose version click asks for")
    environment = os.environ | {"_PLANDIFF_COMPLETE": f"{shell}_source"}
    done = subprocess.run([sys.executable, "-m", "plandiff"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "plandiff" in done.stdout
    assert f"_PLANDIFF_COMPLETE={shell}_complete" in done.stdout
    assert f"_PLANDIFF_COMPLETE={shell}_source" in (ROOT / "docs/install.md").read_text(encoding="utf-8")


# --- workflows ---------------------------------------------------------------------------------


def workflow(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))
    return loaded


def test_the_workflows_and_the_action_pass_actionlint(tmp_path: Path) -> None:
    """The examples of docs/ci.md too, with the action of this checkout."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    shutil.copy(ROOT / "action.yml", tmp_path)
    for path in WORKFLOWS:
        shutil.copy(path, tmp_path / ".github/workflows")
    examples = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    examples = [example for example in examples if "runs-on:" in example]
    assert examples
    for number, example in enumerate(examples):
        text = re.sub(r"uses: \S*OWNER/plandiff\S*", "uses: ./", example)
        (tmp_path / f".github/workflows/example{number}.yml").write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    scripts = Path(sys.executable).parent
    program = shutil.which("actionlint", path=f"{scripts}{os.pathsep}{os.environ['PATH']}")
    assert program, "actionlint is installed with the other tools for development"
    environment = os.environ | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [program, "-no-color"], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_tests_run_on_windows_and_on_macos_with_the_first_and_the_last_python() -> None:
    matrix = workflow("test.yml")["jobs"]["systems"]["strategy"]["matrix"]
    assert {"windows-latest", "macos-latest", "ubuntu-latest"} == set(matrix["os"])
    assert matrix["python"] == ["3.11", "3.14"]


def test_nothing_is_published_that_was_not_tested_and_checked_and_no_job_may_write_but_that_one() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert jobs["build"]["needs"] == "test"
    assert jobs["publish"]["needs"] == "build"
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    for name in ("test.yml", "release.yml"):
        assert workflow(name)["permissions"] == {"contents": "read"}
    assert {name for name, job in jobs.items() if "permissions" in job} == {"publish"}
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def test_no_script_of_a_workflow_has_text_of_an_event_in_it() -> None:
    for path in WORKFLOWS:
        for job in workflow(path.name)["jobs"].values():
            assert not [step["run"] for step in job.get("steps", ()) if "${{" in step.get("run", "")], path.name


# --- licences ----------------------------------------------------------------------------------


def test_the_licence_of_each_library_is_stated_as_the_library_states_it() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*known["dependencies"], *(line for extra in known["optional-dependencies"].values() for line in extra)]
    text = (ROOT / "docs/install.md").read_text(encoding="utf-8").partition("## Licences")[2]
    listed = dict(re.findall(r"^\| ([\w-]+)(?: \(`\w+`\))? \| ([A-Z].+) \|$", text, re.MULTILINE))
    listed.pop("Library")
    assert sorted(listed) == sorted(re.split("[><=]", line)[0] for line in needed)
    for name, licence in listed.items():
        found = metadata.metadata(name)
        said = " ".join(value for key in ("License-Expression", "License", "Classifier") for value in found.get_all(key) or ())
        assert licence.split("-")[0].split()[0] in said, name
