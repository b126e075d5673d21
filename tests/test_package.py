"""The package as its users get it: built, installed in a fresh environment, run outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

import plandiff
from plandiff import project
from plandiff.cutting.mapped import COUNTS, EMISSIONS, WORDS

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-4000:] or done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source distribution, so that this one is complete too."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True, symlinks=True)
    return folder / "bin"


def test_the_wheel_carries_templates_schema_and_type_marker_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packaged = {name.removeprefix("plandiff/templates/") for name in names if name.startswith("plandiff/templates/")}
    templates = ROOT / "templates"
    assert packaged == {path.relative_to(templates).as_posix() for path in templates.rglob("*") if path.is_file()}
    assert "plandiff/py.typed" in names
    assert any(name.startswith("plandiff/schemas/") and name.endswith(".json") for name in names)
    assert {Path(name).name for name in names if name.startswith("plandiff/cutting/data/")} == {
        "LICENSE",
        *(path.name for path in (WORDS, COUNTS, EMISSIONS)),
    }
    assert {name.partition("/")[0] for name in names} == {"plandiff", f"{wheel.name.partition('-py3')[0]}.dist-info"}


def metadata_of(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def test_the_package_says_for_whom_and_for_what_it_is_and_names_nobody_who_is_not_known(wheel: Path) -> None:
    found = metadata_of(wheel)
    assert found["Version"] == plandiff.__version__
    classifiers = found.get_all("Classifier") or []
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13, 14)} <= set(classifiers)
    assert {"Typing :: Typed", "Natural Language :: Chinese (Simplified)", "Operating System :: OS Independent"} <= set(
        classifiers
    )
    assert not [line for line in classifiers if line.startswith("License")]  # the expression says it
    assert found["License-Expression"] == "MIT"
    assert set(found.get_all("Provides-Extra") or ()) == {"cluster", "corpus", "office", "pdf", "script", "web"}
    assert (project.ADDRESS, project.MAINTAINER, project.MAILBOX) == ("", "", "")
    assert found["Author"] is found["Author-email"] is found["Home-page"] is found["Project-URL"] is None


def test_the_one_place_that_names_address_and_keeper_fills_the_metadata(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    ignored = shutil.ignore_patterns(".venv", ".git", "tests", "bench", "docs", "*cache*")
    shutil.copytree(ROOT, copy, ignore=ignored)
    place = copy / "src/plandiff/project.py"
    text = place.read_text(encoding="utf-8")
    for name, value in (("ADDRESS", "https://code.example/plandiff"), ("MAINTAINER", "Li Ming"), ("MAILBOX", "li@mail.example")):
        assert text.count(f'{name}: Final[str] = ""') == 1
        text = text.replace(f'{name}: Final[str] = ""', f'{name}: Final[str] = "{value}"')
    place.write_text(text, encoding="utf-8")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, copy, cwd=tmp_path)
    found = metadata_of(next(tmp_path.glob("*.whl")))
    assert "Repository, https://code.example/plandiff" in (found.get_all("Project-URL") or ())
    assert found["Author-email"] == "Li Ming <li@mail.example>"


def test_the_files_to_be_published_pass_the_checks_of_the_index(wheel: Path) -> None:
    files = sorted(wheel.parent.iterdir())
    assert {file.name.rpartition(".")[2] for file in files} == {"whl", "gz"}
    said = run(sys.executable, "-m", "twine", "check", "--strict", *files, cwd=wheel.parent)
    assert said.count("PASSED") == len(files)
    assert "OK" in run(sys.executable, "-m", "check_wheel_contents", wheel, cwd=wheel.parent)


def test_the_source_distribution_carries_what_the_documents_name(wheel: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/limits.md", "examples/web.py", "src/plandiff/project.py"} <= names
    assert {".github/workflows/release.yml", "hatch_build.py", "action.yml"} <= names


@pytest.mark.parametrize("tool", ["uv", "pipx"])
def test_tools_that_install_programs_install_it_with_an_extra(tool: str, wheel: Path, tmp_path: Path) -> None:
    folders = {
        name: str(tmp_path / name) for name in ("UV_TOOL_DIR", "UV_TOOL_BIN_DIR", "PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR")
    }
    what = f"plandiff[pdf] @ {wheel.as_uri()}"
    install = ["tool", "install", "--quiet", "--python", sys.executable] if tool == "uv" else ["install", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", tool, *install, what],
        env=ENVIRONMENT | folders,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    program = next(tmp_path.glob("*BIN_DIR/plandiff*"))
    said = run(program, "--version", cwd=tmp_path)
    assert said.startswith(f"plandiff {plandiff.__version__}\n")
    assert "\npdf: pypdfium2 " in said
    assert "\nweb: not installed (pip install 'plandiff[web]')\n" in said
    shutil.copy(ROOT / "seeds/yunhe-2021-2025.md", tmp_path / "plan.md")
    assert "<html" in run(program, "compare", "plan.md", "plan.md", "-o", "-", "--format", "html", cwd=tmp_path)


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_a_fresh_install_compares_two_plans_outside_the_checkout(
    kind: str, wheel: Path, environment: Path, tmp_path: Path
) -> None:
    what: list[str | Path] = [wheel] if kind == "wheel" else ["--editable", ROOT]
    pip: list[str | Path] = [environment / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--force-reinstall", "--no-deps", *what, cwd=tmp_path)
    run(*pip, *what, cwd=tmp_path)
    for name, copy in (("beijing-2021-2025.txt", "old.txt"), ("beijing-2021-2025-revised.md", "new.md")):
        shutil.copy(ROOT / "seeds" / name, tmp_path / copy)

    run(environment / "plandiff", "compare", "old.txt", "new.md", "-o", "report.html", cwd=tmp_path)
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<html" in report
    assert "<style" in report
    assert "未来五年新增中小学学位" in report

    answer = json.loads(run(environment / "plandiff", "compare", "old.txt", "new.md", "--format", "json", cwd=tmp_path))
    assert answer["mode"] == "versions"
    assert answer["summary"]["moved"] > 0
    assert json.loads(run(environment / "python", "-m", "plandiff", "schema", cwd=tmp_path))["$schema"]

    where = run(environment / "python", "-c", "import plandiff; print(plandiff.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(ROOT) == (kind == "editable")


def test_the_public_api_works_in_a_fresh_install(wheel: Path, environment: Path, tmp_path: Path) -> None:
    run(environment / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    program = """
import plandiff
old = "一、目标\\n到2025年，覆盖率达到95%。\\n".encode()
new = "一、目标\\n到2025年，覆盖率达到97%。\\n".encode()
print(plandiff.compare(old, new).summary.changed, plandiff.load(old).root.children[0].title)
"""
    assert run(environment / "python", "-c", program, cwd=tmp_path).split() == ["1", "目标"]
