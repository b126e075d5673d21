"""Mutation testing: how many broken lines the quick tests notice.

    python bench/mutants.py [--mutants N] [--seed N] [--package NAME ...] [--jobs N]

Lines of the core packages are broken one at a time, as cosmic-ray breaks them: another operator, another number, a
condition inverted, a loop that never runs. Each mutant runs against the quick tests of its package, in a copy of the
checkout; the tests notice it when one fails. The tests run once without a mutant, to see which functions each of them calls
(bench/reach.py): those that never call the function with the broken line cannot notice it and are left out, and so are those
that take long. A line outside functions may affect all. Unnoticed mutants are printed as diffs, package by package.

Equivalent mutants are not drawn: those of annotations, which nothing reads, of lines that only help to print, and of caches, without
which the results are the same.
Exit code 1 when fewer are noticed than the floor in floors.toml.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from typing import Final

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from quick_tests import PACKAGES, Package

ROOT: Final = Path(__file__).parents[1]
FLOORS: Final = Path(__file__).with_name("floors.toml")
COPIED: Final = ("src", "tests", "templates", "seeds", "docs", "bench/read", "pyproject.toml", "CHANGELOG.md", "CONTRIBUTING.md")
QUICK: Final = 3.0
"""Processor time of the longest test that runs against a mutant, measured while its calls are recorded, which takes about twice as long
(seconds)."""
SPARE: Final = 10
"""Processor time beyond the recorded one after which a mutant counts as noticed: it made a loop endless (seconds)."""
DRAWN: Final = 120
SEED: Final = 27182
"""The draw (seed) that docs/quality.md reports."""


@dataclass(frozen=True)
class Mutant:
    package: Package
    path: str
    """Paths in the checkout."""
    operator: str
    occurrence: int
    source: str
    broken: str

    @property
    def line(self) -> int:
        """The first line that differs, from 1."""
        pairs = zip(self.source.splitlines(), self.broken.splitlines(), strict=False)
        return next(n for n, (line, other) in enumerate(pairs, 1) if line != other)

    @property
    def difference(self) -> str:
        lines = difflib.unified_diff(self.source.splitlines(), self.broken.splitlines(), self.path, self.path, n=0, lineterm="")
        return "\n".join(lines)


def draw(packages: Sequence[Package], count: int, seed: int) -> list[Mutant]:
    """The same number of mutants for each package, drawn evenly from all possible ones and independently of the other packages."""
    drawn: list[Mutant] = []
    for place, package in enumerate(packages):
        wanted = count * (place + 1) // len(packages) - count * place // len(packages)
        known = sorted(_positions(package))
        random.Random(f"{seed} {package.name}").shuffle(known)  # noqa: S311 - a repeatable draw
        mutants = (mutant for position in known if (mutant := _mutant(package, *position)))
        drawn += [mutant for mutant, _ in zip(mutants, range(wanted), strict=False)]
    return drawn


def _positions(package: Package) -> Iterator[tuple[str, str, int]]:
    """(file, operator, occurrence) of every way to break a package."""
    for path in chain.from_iterable(map((ROOT / "src/plandiff").glob, package.modules)):
        tree = get_ast(path.read_text(encoding="utf-8"))
        nodes = list(ast_nodes(tree))
        for name in operator_names():
            kind = get_operator(name)
            if not kind.arguments():
                operator = kind()
                found = sum(1 for node in nodes for _ in operator.mutation_positions(node))
                yield from ((path.relative_to(ROOT).as_posix(), name, occurrence) for occurrence in range(found))


def _mutant(package: Package, path: str, operator: str, occurrence: int) -> Mutant | None:
    """The mutant, unless it is equivalent or not valid Python (`*` before keywords counts as an operator), or Python warns of it (`is`
    before a literal)."""
    source = (ROOT / path).read_text(encoding="utf-8")
    broken = mutate_code(source, get_operator(operator)(), occurrence)
    with suppress(SyntaxError), warnings.catch_warnings(action="error", category=SyntaxWarning):
        if broken is None or _meaning(broken) == _meaning(source):
            return None
        compile(broken, path, "exec")
        return Mutant(package, path, operator, occurrence, source, broken)
    return None


class _Silent(ast.NodeTransformer):
    """Removes what does not run, or has no effect if nothing is wrong: annotations, docstrings, imports for the type checker,
    `strict=`, caches and how much they keep (`…S_KEPT`)."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        if ast.unparse(node.target).endswith("S_KEPT"):
            node.value = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        caches = ("cache", "lru_cache", "functools.cache", "functools.lru_cache")
        node.decorator_list = [one for one in node.decorator_list if ast.unparse(one).partition("(")[0] not in caches]
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST | None:
        return None if node.arg == "strict" else self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        typing = isinstance(node.test, ast.Name | ast.UnaryOp) and "TYPE_CHECKING" in ast.unparse(node.test)
        return None if typing else self.generic_visit(node)


def _meaning(source: str) -> str:
    return ast.dump(_Silent().visit(ast.parse(source)))


@dataclass(frozen=True)
class Reach:
    """Which tests call which functions."""

    tests: Mapping[str, frozenset[tuple[str, int]]]
    """Id of a quick test -> file and first line of each function it calls."""
    took: Mapping[str, float]
    """Id of a quick test -> its processor time (seconds)."""
    before: frozenset[tuple[str, int]]
    """The functions that are called before the tests, whose results all of them may use."""

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that can notice a mutant, in their order."""
        start = _function_at(mutant.source, mutant.line)
        place = mutant.path, start
        return [test for test, called in self.tests.items() if start is None or place in self.before or place in called]


def _function_at(source: str, line: int) -> int | None:
    """The first line of the innermost function in whose body a line is; None for one that runs on import or whose result is
    cached, as any test may use that."""
    found = None
    for node in ast.walk(ast.parse(source)):  # outer ones first
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0):
            if any("cache" in ast.unparse(decorator) for decorator in node.decorator_list):
                return None
            found = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return found


def run(mutants: Sequence[Mutant], jobs: int) -> list[bool]:
    """Whether the tests noticed each of them."""
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for job in range(jobs):
            copies.put(_copy(Path(folder) / str(job)))

        def record(package: Package) -> tuple[str, Reach]:
            copy = copies.get()
            file = Path(folder) / f"{package.name}.jsonl"
            try:
                if not _passes(copy, package.tests, "--record", str(file)):
                    raise SystemExit(f"the tests of {package.name} fail without any mutant")
            finally:
                copies.put(copy)
            (_, _, before), *rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
            quick = {test: frozenset(map(tuple, called)) for test, took, called in rows if took <= QUICK}
            return package.name, Reach(quick, {test: took for test, took, _ in rows}, frozenset(map(tuple, before)))

        def notice(mutant: Mutant) -> bool:
            known = reach[mutant.package.name]
            tests = known.of(mutant)
            most = SPARE + ceil(sum(known.took[test] for test in tests))
            copy = copies.get()
            try:
                (copy / mutant.path).write_text(mutant.broken, encoding="utf-8")
                (copy / "only").write_text("\n".join(tests), encoding="utf-8")
                names = dict.fromkeys(test.partition("::")[0].removeprefix("tests/").removesuffix(".py") for test in tests)
                noticed = bool(tests) and not _passes(copy, tuple(names), "--only", "only", "--processor", str(most))
            finally:
                (copy / mutant.path).write_text(mutant.source, encoding="utf-8")
                copies.put(copy)
            print(f"{mutant.path}:{mutant.line} {'' if noticed else 'not '}noticed", file=sys.stderr)
            return noticed

        with ThreadPoolExecutor(jobs) as pool:
            reach = dict(pool.map(record, {mutant.package.name: mutant.package for mutant in mutants}.values()))
            return list(pool.map(notice, mutants))


def _copy(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder)
    # Bytecode is found by the hash of its source, not by its time: a file may change twice within a second.
    compileall.compile_dir(folder / "src", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return folder


def _passes(copy: Path, tests: Iterable[str], *options: str) -> bool:
    """Whether quick tests pass in a copy; they stop at the first that fails."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(copy / "src"), str(Path(__file__).parent)]),
        "PYTHONDONTWRITEBYTECODE": "",  # what the tests compiled to is kept from run to run
        "PLANDIFF_BENCH_DATA": str(copy / "none"),  # what CI sets on every machine
        "CI": "true",  # Hypothesis draws the same examples each time, and no busy machine is too slow for it
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "-p", "reach", *options]
    command += [f"tests/{name}.py" for name in tests]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False).returncode == 0


def main() -> int:
    names = [package.name for package in PACKAGES]
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=DRAWN)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--package", choices=names, action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    packages = [package for package in PACKAGES if package.name in (options.package or names)]
    mutants = draw(packages, options.mutants, options.seed)
    noticed = run(mutants, options.jobs)
    for package in packages:
        own = [(mutant, seen) for mutant, seen in zip(mutants, noticed, strict=True) if mutant.package is package]
        print(f"{package.name}: {sum(seen for _, seen in own)} of {len(own)} noticed")
        print("".join(f"{mutant.difference}\n\n" for mutant, seen in own if not seen), end="")
    share = sum(noticed) / len(noticed)
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["mutants"]["noticed"]
    print(f"all: {share:.3f} noticed (floor {floor})")
    return 0 if share >= floor or options.package else 1


if __name__ == "__main__":
    sys.exit(main())
