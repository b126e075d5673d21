"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data import DATA
from plandiff.library import Library

pytest_plugins = ("browser", "repositories")

# A slow machine is not a fault; what grows too fast is counted by test_cost.
settings.register_profile("patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what the cases expect with what is found")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder of outside data; the test is skipped where there is none."""
    if not DATA.is_dir():
        pytest.skip(f"no outside data at {DATA}")
    return DATA


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """An empty library that commands find, in a folder of its own."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    made = Library.create(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """The program of LibreOffice: where there is none, a test is skipped, and fails in CI."""
    from plandiff.libreoffice import program

    found = program()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing; .ci/run installs it")
        pytest.skip("LibreOffice is not installed")
    return found
