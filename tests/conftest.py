"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import DATA

pytest_plugins = ("browser", "repositories")


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
