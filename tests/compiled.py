"""Every regular expression of the package, and how each is used: found, not listed, so that a new one is among them.

Run as a program, it prints them as JSON: modules are imported one by one while what they compile is written down, and then documents are
compared, so that patterns are there too that are compiled when they are needed.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "src"
ANCHORED: Final = frozenset(("match", "fullmatch"))
"""Methods that look at one place of a text only."""


class Pattern(NamedTuple):
    """A regular expression of the package."""

    module: str
    name: str
    """Of the variable that it is in, or the number of the line that compiles it."""
    source: str
    flags: int
    is_bytes: bool
    uses: tuple[str, ...]
    """Its methods that are called; empty where it is not called by its name."""

    @property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.source.encode("latin-1") if self.is_bytes else self.source, self.flags)

    @property
    def anchored(self) -> bool:
        """Whether it is only asked whether a text fits at a place that something else has found."""
        return bool(self.uses) and ANCHORED.issuperset(self.uses)


def patterns() -> list[Pattern]:
    """All of them, each once."""
    program = [sys.executable, "-W", "ignore", str(Path(__file__))]
    printed = subprocess.run(program, check=True, capture_output=True, encoding="utf-8", cwd=ROOT).stdout
    used = _uses()
    found: dict[tuple[str, int], Pattern] = {}
    for module, line, source, flags, is_bytes in json.loads(printed):
        name = _name_at(module, line)
        uses = used.get((module if name.startswith("_") else "", name), ()) if name else ()
        found.setdefault((source, flags), Pattern(module, name or str(line), source, flags, is_bytes, tuple(sorted(uses))))
    return list(found.values())


def _file_of(module: str) -> Path:
    path = SOURCE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _name_at(module: str, line: int) -> str:
    """The variable that is set by the statement in a line of a module; "" where it is in a function."""
    for statement in ast.parse(_file_of(module).read_text(encoding="utf-8")).body:
        if statement.lineno <= line <= (statement.end_lineno or line):
            targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
            return next((target.id for target in targets if isinstance(target, ast.Name)), "")
    return ""


def _uses() -> dict[tuple[str, str], set[str]]:
    """(module, or "" for a public name; name) -> what is taken from it, `value` where it is handed on."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(file.read_text(encoding="utf-8"))
        asked = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                base = node.value
                name = base.id if isinstance(base, ast.Name) else base.attr if isinstance(base, ast.Attribute) else ""
                asked.add(id(base))
                found[module if name.startswith("_") else "", name].add(node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
                found[module if node.id.startswith("_") else "", node.id].add("value")
    return found


# --- as a program: what is compiled -----------------------------------------------------------------


def _compiled() -> list[tuple[str, int, str, int, bool]]:
    """(module, line, source, flags, whether it is of bytes) of all that the package compiles, or is ready to."""
    found: list[tuple[str, int, str, int, bool]] = []
    compile_one = re.compile

    def record(depth: int, source: str | bytes, flags: int) -> None:
        frame = sys._getframe(depth)
        module = frame.f_globals.get("__name__", "")
        if module.startswith("plandiff") and module != lazy.__name__:
            text = source.decode("latin-1") if isinstance(source, bytes) else source
            found.append((module, frame.f_lineno, text, int(flags), isinstance(source, bytes)))

    def compiling(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str | bytes):
            record(2, pattern, flags)
        return compile_one(pattern, flags)

    from plandiff.language import lazy

    begin = lazy.Lazy.__init__

    def beginning(self: lazy.Lazy, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        record(2, source, flags)
        begin(self, source, flags)

    re.compile = compiling
    lazy.Lazy.__init__ = beginning  # type: ignore[method-assign]
    import plandiff

    for module in pkgutil.walk_packages(plandiff.__path__, "plandiff."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    seeds = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".md", ".html"))
    for old in seeds:
        for new in seeds:
            plandiff.render_html(plandiff.compare(old, new))
    plandiff.compare(b"# A plan\n\nBy 2030, train 500 staff.\n", b"# A plan\n\nBy 2031, train 600 staff.\n")
    return found


if __name__ == "__main__":
    json.dump(_compiled(), sys.stdout)
