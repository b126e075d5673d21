"""The package as its users get it: built, installed in a fresh environment, run outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

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
    assert {name.partition("/")[0] for name in names} == {"plandiff", f"{wheel.name.partition('-py3')[0]}.dist-info"}


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
