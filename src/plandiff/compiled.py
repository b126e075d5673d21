"""What Python compiles anew in every run, kept compiled in the user's cache folder, as Python itself keeps modules: regular expressions, and
the methods that `dataclass` and `namedtuple` write, with their annotations.

Comparing two plans asks for some 700 patterns and 600 methods: compiling them takes longer than comparing. `kept` puts a look-up before
the compilers for as long as it lasts, so that the packages used here gain as well; it is for processes of our own, the library does not
use it. What is kept is valid for one interpreter alone, is checked, and is compiled anew where anything is wrong with it.
"""

from __future__ import annotations

import builtins
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from plandiff.paths import cache_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

TRIED: Final = ((3, 11), (3, 12), (3, 13))
"""Versions of CPython whose compilers are known to work as is written here; any other compiles as always."""
MOST: Final = 8_000
"""Patterns and methods that are kept (count): five times what a comparison needs."""
LONGEST: Final = 20_000
"""Characters of one that is kept."""
WORTH: Final = 200
"""Characters of new patterns and methods from which on the file is written again: to compile fewer takes less time. Some packages make
a short pattern of a set, whose order differs in every run."""
LARGEST: Final = 16_000_000
"""Bytes of a file that is read."""
_DEBUG: Final = int(re.DEBUG)
_UNIT: Final = "I"
"""The type of one step of a compiled pattern, as an `array` names it."""

_Key = tuple[str | bytes, int]
_Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, steps, number of groups, the groups' numbers by name, and their names by number."""
_WRITERS: Final = (("dataclasses", "exec"), ("collections", "eval"), ("typing", "compile"))
"""A module, and the built-in function by which it runs the methods that it writes, or compiles the annotations of a named tuple."""


@contextmanager
def kept(name: str) -> Iterator[None]:
    """Patterns that are compiled within are looked up first, and written for the next run when some were new.

    `name` is that of the file: what a command needs is kept apart from what others do, as reading it takes time too.
    """
    store = _Store.opened(name)
    if store is None:
        yield
        return
    with store.in_place():
        yield
    store.save()


class _Store:
    """The patterns of one file."""

    def __init__(self, path: Path) -> None:
        self._compiler: Any = import_module("re._compiler")
        self._plain: Callable[[Any, int], re.Pattern[Any]] = self._compiler.compile
        self._parser: Any = import_module("re._parser")
        self._engine: Any = import_module("_sre")
        self._path = path
        self._stamp = marshal.dumps((sys.implementation.cache_tag, sys.hexversion, self._engine.MAGIC, self._engine.CODESIZE))
        self._patterns: dict[_Key, _Kept] = {}
        self._methods: dict[str, CodeType] = {}
        self._new = 0
        """Characters of what was not kept yet."""
        self._read()

    @classmethod
    def opened(cls, name: str) -> _Store | None:
        """None where nothing can be kept, or this interpreter may compile in another way than those that were tried."""
        if sys.implementation.name != "cpython" or sys.version_info[:2] not in TRIED:
            return None
        folder = cache_folder()
        if folder is None or array(_UNIT).itemsize != import_module("_sre").CODESIZE:
            return None
        return cls(folder / f"patterns.{name}.{sys.implementation.cache_tag}")

    def _read(self) -> None:
        with suppress(OSError, ValueError, EOFError, TypeError):
            if self._path.stat().st_size <= LARGEST:
                data = self._path.read_bytes()
                head, body = data[:4], data[4 : -len(self._stamp)]
                if data.endswith(self._stamp) and crc32(body).to_bytes(4, "big") == head:
                    self._patterns, self._methods = marshal.loads(body)  # noqa: S302 - as any module's bytecode, from the user's own folder

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """For as long as it lasts, `re` and those that write methods ask this store first."""
        self._compiler.compile = self.compile
        ours = {name: partial(self.run, getattr(builtins, name), name) for name in ("exec", "eval")} | {
            "compile": self.expression
        }
        for module, name in _WRITERS:
            setattr(import_module(module), name, ours[name])
        try:
            yield
        finally:
            self._compiler.compile = self._plain
            for module, name in _WRITERS:
                delattr(import_module(module), name)  # the built-in one is found again

    def run(self, plain: Callable[..., Any], mode: str, source: str, *where: Any) -> Any:  # noqa: ANN401 - as the built-in functions have it
        """What `exec` or `eval` does with a text, compiled once for all runs."""
        return plain(self._code(source, mode), *where)

    def expression(self, source: str, _filename: str, mode: str) -> CodeType:
        """What `compile` makes of an annotation."""
        return self._code(source, mode)

    def _code(self, source: str, mode: str) -> CodeType:
        code = self._methods.get(source)
        if code is None:
            code = compile(source, "<string>", mode, dont_inherit=True)
            if len(self._methods) < MOST and len(source) <= LONGEST:
                self._methods[source] = code
                self._new += len(source)
        return code

    def compile(self, source: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401 - as `re` has it
        """What `re` calls for a pattern that it does not know yet."""
        if type(source) not in (str, bytes) or len(source) > LONGEST or flags & _DEBUG:
            return self._plain(source, flags)
        key = source, int(flags)  # `re` has flags of its own types
        found = self._patterns.get(key)
        if found is None:
            if len(self._patterns) >= MOST:
                return self._plain(source, flags)
            found = self._patterns[key] = self._steps(source, flags)
            self._new += len(source)
        flags_found, steps, *groups = found
        codes = array(_UNIT)
        codes.frombytes(steps)
        pattern: re.Pattern[Any] = self._engine.compile(source, flags_found, codes.tolist(), *groups)
        return pattern

    def _steps(self, source: str | bytes, flags: int) -> _Kept:
        """What `re` makes of a pattern, before its engine gets it."""
        parsed = self._parser.parse(source, flags)
        code = array(_UNIT, self._compiler._code(parsed, flags))  # noqa: SLF001 - there is no other way to it
        names: dict[str, int] = parsed.state.groupdict
        numbered: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            numbered[number] = name
        return int(flags | parsed.state.flags), code.tobytes(), parsed.state.groups - 1, names, tuple(numbered)

    def save(self) -> None:
        """Write the patterns if enough of them are new; another process that does so at the same time does no harm."""
        if self._new < WORTH:
            return
        body = marshal.dumps((self._patterns, self._methods))
        scratch = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            try:
                scratch.write_bytes(crc32(body).to_bytes(4, "big") + body + self._stamp)
                scratch.replace(self._path)
            finally:
                scratch.unlink(missing_ok=True)
