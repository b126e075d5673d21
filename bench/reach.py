"""A pytest plugin for bench/mutants.py: which functions of the package every test calls, and running some of the tests only.

pytest -p reach --record FILE ...     writes what each test took and called
pytest -p reach --only FILE ...       runs the tests whose ids are in the file, a line each
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", type=Path)
    parser.addoption("--only", type=Path)
    parser.addoption("--processor", type=int)


def pytest_configure(config: pytest.Config) -> None:
    if file := config.getoption("--record"):
        config.pluginmanager.register(Recorder(file, config.rootpath))
    if seconds := config.getoption("--processor"):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # processor time, so that a busy machine has no influence


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if file := config.getoption("--only"):
        wanted = set(file.read_text(encoding="utf-8").splitlines())
        items[:] = [item for item in items if item.nodeid in wanted]


class Recorder:
    """Writes a line of JSON for every test: [its id, CPU seconds, the (file, first line) of each function it called]; the first
    line, with the id "", is for what is called before the tests, when modules are imported and parameters made."""

    def __init__(self, file: Path, root: Path) -> None:
        self._file = file
        self._source = f"{root}/src/plandiff/"
        self._root = f"{root}/"

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        with self._recorded(""):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        with self._recorded(item.nodeid):
            return (yield)

    @contextmanager
    def _recorded(self, name: str) -> Iterator[None]:
        called: dict[int, CodeType] = {}

        def note(frame: FrameType, _event: str, _value: Any) -> None:  # noqa: ANN401 - whatever the event is about
            called[id(frame.f_code)] = frame.f_code

        began = time.process_time()
        sys.settrace(note)
        try:
            yield
        finally:
            sys.settrace(None)
            seconds = time.process_time() - began
            own = sorted(
                (code.co_filename.removeprefix(self._root), code.co_firstlineno)
                for code in called.values()
                if code.co_filename.startswith(self._source)
            )
            with self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps([name, round(seconds, 2), own]) + "\n")
