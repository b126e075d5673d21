"""What the READMEs tell users to type works, and both tell the same."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", read(name), re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line for block in blocks("README.md", "sh") for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "seeds/beijing-2021-2025.txt", folder / "old.html")
    shutil.copy(ROOT / "seeds/beijing-2021-2025-revised.md", folder / "new.md")
    return folder


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith("plandiff")])
def test_a_command_of_the_readme_does_what_it_says(command: str, workplace: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=workplace, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    output = re.search(r"-o (\S+)", command)
    assert (workplace / output[1]).stat().st_size > 0 if output else done.stdout


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith("make")])
def test_a_make_target_of_the_readme_exists(command: str) -> None:
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_gives_what_it_shows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest("".join(blocks(name, "python")), {}, name, name, 0)
    assert examples.examples
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)


def test_both_readmes_show_the_same_commands_and_code() -> None:
    english, chinese = (
        [re.sub(r"(^|\s)# .*", "", block, flags=re.MULTILINE) for kind in ("sh", "python") for block in blocks(name, kind)]
        for name in READMES
    )
    assert english == chinese


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", read(name))
    missing = [link for link in links if "://" not in link and not (ROOT / name).parent.joinpath(link).exists()]
    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_exit_code_is_documented(name: str) -> None:
    from plandiff import exit_codes
    from plandiff.cli.commands import COMMANDS

    text = read(name)
    assert all(f"plandiff {name}" in text for name in COMMANDS)
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert codes == {code for code in vars(exit_codes).values() if isinstance(code, int)}
