"""The examples in docstrings give what they show."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import plandiff

MODULES = [module.name for module in pkgutil.walk_packages(plandiff.__path__, "plandiff.") if module.name != "plandiff.__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_show(name: str) -> None:
    said: list[str] = []
    runner = doctest.DocTestRunner()
    for examples in doctest.DocTestFinder().find(importlib.import_module(name)):
        runner.run(examples, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)
