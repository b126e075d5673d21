"""Patterns that are kept compiled match what they matched, and whatever is wrong with them costs time alone."""

from __future__ import annotations

import collections
import dataclasses
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from plandiff import compiled

SOURCE = r"(?P<year>\d{4})年(?:(\d{1,2})月)?|(?i:stra(ß|ss)e)|[㐀-鿿]{2,}+"
TEXTS = ["2025年12月", "STRASSE", "教育，发展", "2025", ""]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiled, "WORTH", 1)
    return tmp_path / "plandiff"


def fresh(source: str, flags: int = 0) -> re.Pattern[str]:
    re.purge()
    return re.compile(source, flags)


def kept_file(folder: Path) -> Path:
    return next(folder.glob("patterns.*"))


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE | re.VERBOSE | re.DOTALL])
def test_a_kept_pattern_is_the_pattern(flags: int, folder: Path) -> None:
    plain = fresh(SOURCE, flags)
    for _ in range(2):
        with compiled.kept("compare"):
            kept = fresh(SOURCE, flags)
        assert (kept, kept.flags, kept.groups, kept.groupindex) == (plain, plain.flags, plain.groups, plain.groupindex)
        for text in TEXTS:
            assert [match.groups() for match in kept.finditer(text)] == [match.groups() for match in plain.finditer(text)]
    assert kept_file(folder).stat().st_size > 0


def test_flags_of_a_type_of_their_own_are_kept_as_numbers(folder: Path) -> None:
    class Flags(int):
        """As `re` passes them since Python 3.13."""

    for _ in range(2):
        with compiled.kept("compare"):
            assert fresh(SOURCE, Flags(re.IGNORECASE)).flags == fresh(SOURCE, re.IGNORECASE).flags
    assert kept_file(folder).stat().st_size > 0


def test_an_interpreter_that_was_not_tried_compiles_as_always(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "TRIED", ((3, 10),))
    with compiled.kept("compare"):
        assert fresh(SOURCE).match("2025年")
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_classes_are_made_of_what_was_kept_as_they_are_without() -> None:
    def made() -> object:
        point = dataclasses.make_dataclass("Point", [("x", int), ("y", int, 7)], frozen=True)
        pair = collections.namedtuple("pair", "a b", defaults=[3])  # noqa: PYI024 - what `NamedTuple` calls
        one = point(1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.x = 2
        said = typing.get_type_hints(typing.NamedTuple("Said", [("text", "str | None"), ("places", "tuple[int, ...]")]))
        return repr(one), one == point(1), hash(one), pair(1), dataclasses.asdict(dataclasses.replace(one, y=8)), said

    plain = made()
    for _ in range(2):
        with compiled.kept("compare"):
            assert made() == plain
    assert not {"exec", "eval", "compile"} & {*vars(dataclasses), *vars(collections), *vars(typing)}


def test_what_was_kept_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with compiled.kept("compare"):
        fresh(SOURCE)
    before = kept_file(folder).stat().st_mtime_ns
    monkeypatch.setattr(compiled._Store, "_steps", None)
    with compiled.kept("compare"):
        assert fresh(SOURCE).match("2025年")
    assert kept_file(folder).stat().st_mtime_ns == before


def test_for_few_characters_nothing_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with compiled.kept("compare"):
        fresh(SOURCE)
    before = kept_file(folder).stat().st_mtime_ns
    monkeypatch.setattr(compiled, "WORTH", 10)
    with compiled.kept("compare"):
        assert fresh("[丙乙甲]").match("甲")
    assert kept_file(folder).stat().st_mtime_ns == before
    with compiled.kept("compare"):
        assert fresh("(?:甲|乙|丙)十{2,}").match("乙十十")
    assert kept_file(folder).stat().st_mtime_ns > before


@pytest.mark.usefixtures("folder")
def test_a_pattern_of_bytes_stays_one() -> None:
    for _ in range(2):
        re.purge()
        with compiled.kept("compare"):
            assert fresh("a+").match("aa")
            assert re.compile(b"a+").match(b"aa")


def test_nothing_is_left_in_its_place_afterwards(folder: Path) -> None:
    from re import _compiler  # type: ignore[attr-defined]

    before = _compiler.compile
    with pytest.raises(re.error), compiled.kept("compare"):
        fresh("(")
    assert _compiler.compile is before
    assert not list(folder.glob("*.[0-9]*[0-9]"))


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:40], lambda data: data[:60] + b"!" + data[61:], lambda data: data[:-1] + b"\0"],
)
def test_a_damaged_file_is_made_anew(damage: object, folder: Path) -> None:
    assert callable(damage)
    with compiled.kept("compare"):
        fresh(SOURCE)
    whole = kept_file(folder).read_bytes()
    kept_file(folder).write_bytes(damage(whole))
    with compiled.kept("compare"):
        assert fresh(SOURCE).match("2025年")
    assert kept_file(folder).read_bytes() == whole


@pytest.mark.usefixtures("folder")
def test_patterns_of_another_interpreter_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with compiled.kept("compare"):
        fresh(SOURCE)
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + 1)
    assert compiled._Store.opened("compare")._patterns == {}  # type: ignore[union-attr]


def test_where_nothing_can_be_written_patterns_are_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_bytes(b"")
    with compiled.kept("compare"):
        assert fresh(SOURCE).match("2025年")


@pytest.mark.usefixtures("folder")
def test_patterns_beyond_the_limits_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "LONGEST", 10)
    monkeypatch.setattr(compiled, "MOST", 1)
    with compiled.kept("compare"):
        assert fresh("甲" * 11).match("甲" * 11)
        assert fresh("乙").match("乙")
        assert fresh("丙").match("丙")
    store = compiled._Store.opened("compare")
    assert store is not None
    assert [source for source, _ in store._patterns] == ["乙"]


@pytest.mark.usefixtures("folder")
def test_a_second_comparison_compiles_next_to_no_pattern(tmp_path: Path) -> None:
    for name, text in (("a.md", "# 规划\n\n到2025年，覆盖率达到95%。\n"), ("b.md", "# 规划\n\n到2030年，覆盖率达到97%。\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code = (
        "import re._compiler as c, sys; from plandiff import cli; plain = c._code; made = [];"
        "c._code = lambda *given: made.append(given) or plain(*given);"
        f"sys.argv = ['plandiff', 'compare', {str(tmp_path / 'a.md')!r}, {str(tmp_path / 'b.md')!r}, '-o', {str(tmp_path / 'r.html')!r}];"
        "import atexit; atexit.register(lambda: print(len(made))); cli.run()"
    )
    counts = [
        int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout)
        for _ in range(2)
    ]
    assert counts[1] * 50 < counts[0], "some are compiled before any is looked up"


@pytest.mark.usefixtures("folder")
def test_the_same_comparison_writes_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 规划\n\n到2025年，覆盖率达到95%。\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "plandiff",
        "compare",
        str(tmp_path / "a.md"),
        str(tmp_path / "a.md"),
        "-o",
        str(tmp_path / "r.html"),
    ]
    written = []
    for _ in range(2):
        subprocess.run(command, check=True)
        written.append({path.name: path.stat().st_mtime_ns for path in (tmp_path / "plandiff").iterdir()})
    assert written[0]
    assert written[0] == written[1]
