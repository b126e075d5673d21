"""The configuration: `plandiff.toml`, or the table `[tool.plandiff]` of a `pyproject.toml`.

`KEYS` and the similar tables list every key with the function that checks its value. docs/configuration.md explains them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any, Final, NamedTuple, get_args

from plandiff.errors import Problem, SettingError, UsageError, cause_of
from plandiff.judgement.acceptance import Acceptance
from plandiff.judgement.files import Read, read_disk, read_text
from plandiff.judgement.selectors import LEVELS, checked, suggestion
from plandiff.model import NO_NOTES, Level, Mode, Notes, Overrules, Reading, ReadingRule, Revisions
from plandiff.paths import normal
from plandiff.toml import parse_toml

FILE: Final = "plandiff.toml"
SHARED_FILE: Final = "pyproject.toml"
"""Only its table `[tool.plandiff]` counts."""
ACCEPT_FILE: Final = "plandiff.accept"
"""Beside the configuration, or in the current folder if there is none."""
NEVER: Final = "never"
"""Instead of a level or rule to fail on: nothing makes a comparison fail."""


@dataclass(frozen=True)
class Ignore:
    """Findings to ignore: those that match every key given. An empty key matches all."""

    rules: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Configuration:
    """The settings for comparisons; by default nothing is changed and nothing fails."""

    folder: Path
    """The absolute folder that names of documents are relative to."""
    accept_file: Path
    """Where accepted findings are recorded."""
    levels: tuple[tuple[str, Level | None], ...] = ()
    """Selector of rules -> their level, None if they are off."""
    ignores: tuple[Ignore, ...] = ()
    fail_on: tuple[str, ...] = ()
    """Levels, and selectors of rules."""
    min_confidence: float = 0.0
    """0..1; a comparison with lower confidence is not judged."""
    min_finding_confidence: float = 0.0
    """0..1; findings with lower confidence are ignored."""
    accepted: tuple[Acceptance, ...] = ()
    """The content of the accept file, once read."""
    notes: Notes = NO_NOTES
    """Readers' decisions and opinions, once the notes files are read."""
    readings: tuple[ReadingRule, ...] = ()
    """How individual documents are read."""
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a matrix: an indicator -> other names that count as it."""
    corpus: tuple[tuple[str, object], ...] = ()
    """Of a corpus: a tuning number, or a parameter of its commands -> its value."""
    report: tuple[tuple[str, object], ...] = ()
    """Parameter of the command -> value: defaults for the command line."""

    def over(self, reading: Reading) -> Reading:
        """How documents are read: as requested, else as configured here."""
        return reading._replace(rules=self.readings, folder=str(self.folder)) if self.readings else reading


def find_configuration(start: Path, read: Read = read_disk) -> Path | None:
    """The nearest configuration from a folder upwards; side by side, plandiff.toml takes precedence over pyproject.toml."""
    return next(
        (path for folder in (start, *start.parents) for path in (folder / FILE, folder / SHARED_FILE) if _holds_one(path, read)),
        None,
    )


def read_configuration(path: Path, read: Read = read_disk) -> Configuration:
    """The configuration that a file holds. Raises `SettingError` naming the file, the key and what would do."""
    content = _parse(path, read)
    if content is None:
        raise SettingError(path, "no-file")
    table = _table(path, content)
    if table is None:
        raise SettingError(path, "no-table")
    folder = normal(path).parent
    values = _check(table, str(path), KEYS)
    return Configuration(**values | {"folder": folder, "accept_file": folder / values.get("accept_file", ACCEPT_FILE)})


def no_configuration(folder: Path) -> Configuration:
    """The configuration of a folder without one."""
    return Configuration(normal(folder), normal(folder) / ACCEPT_FILE)


def parse_fail_on(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """Levels and selectors, from texts that may list several separated by commas. Raises `UsageError` for an unknown one."""
    named = [part.strip() for text in selectors for part in text.split(",")]
    if named == [NEVER]:
        return ()
    return tuple(checked(name, levels=LEVELS) for name in named)


def _holds_one(path: Path, read: Read) -> bool:
    """Whether there is a configuration at a path: any file of its own, or a table in a shared one."""
    if path.name == FILE:
        return read(path) is not None
    content = _parse(path, read)
    return content is not None and _table(path, content) is not None


def _parse(path: Path, read: Read) -> dict[str, Any] | None:
    text = read_text(path, read)
    if text is None:
        return None
    try:
        return parse_toml(text)
    except ValueError as problem:
        raise SettingError(path, "not-toml", cause=cause_of(problem)) from None


def _table(path: Path, content: dict[str, Any]) -> dict[str, Any] | None:
    """A file's settings; of a pyproject.toml only its table, None if there is none."""
    if path.name != SHARED_FILE:
        return content
    tools = content.get("tool", {})
    return tools.get("plandiff") if isinstance(tools, dict) else None


KeyPath = str | Problem
"""The location of a value, for messages: a file, or a key within a location."""
Check = Callable[[Any, KeyPath], Any]
"""A value as TOML gives it, its location -> the value as it is used. Raises `SettingError` for an invalid one, or `UsageError` for
a value that the command line takes too."""


class Key(NamedTuple):
    """A key that a table of the file may have."""

    sets: str
    """The field of the value made from the table; of `[report]`, the parameter of the command."""
    check: Check


def _check(table: object, place: KeyPath, keys: Mapping[str, Key]) -> dict[str, Any]:
    """The settings in a table, every value checked. Raises `SettingError` naming the key."""
    if not isinstance(table, dict):
        raise SettingError(place, "not-a-table")
    values = {}
    for key, value in table.items():
        if key not in keys:
            raise SettingError(place, "unknown-key", key=key, suggestion=suggestion(key, keys), known=tuple(keys))
        here = Problem("key", name=place, key=key)
        try:
            values[keys[key].sets] = keys[key].check(value, here)
        except UsageError as error:
            raise SettingError(here, "in-setting", problem=error.problem) from None
    return values


def _one_of(*known: str) -> Check:
    def check(value: object, place: KeyPath) -> Any:  # noqa: ANN401 - a known key, whose type the caller knows
        if not isinstance(value, str) or value not in known:
            raise SettingError(place, "not-one-of", value=repr(value), known=known, suggestion=suggestion(str(value), known))
        return value

    return check


def _flag(value: object, place: KeyPath) -> bool:
    if not isinstance(value, bool):
        raise SettingError(place, "not-true-or-false")
    return value


def _text(value: object, place: KeyPath) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise SettingError(place, "not-a-text")
    return value


def _name_inside(value: object, place: KeyPath) -> str:
    """A file that the configuration may name: its author must not reach outside its folder."""
    name = _text(value, place)
    if PureWindowsPath(name).drive or name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
        raise SettingError(place, "not-inside")
    return name


def _texts(value: object, place: KeyPath) -> tuple[str, ...]:
    """A string, or a list of them."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values:
        raise SettingError(place, "not-texts")
    return tuple(_text(text, place) for text in values)


def _share(value: object, place: KeyPath) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SettingError(place, "not-a-share")
    return float(value)


def _level(value: object, place: KeyPath) -> Level | None:
    named = _one_of(*LEVELS, "off")(value, place)
    return None if named == "off" else named


def _levels(value: object, place: KeyPath) -> tuple[tuple[str, Level | None], ...]:
    if not isinstance(value, dict):
        raise SettingError(place, "not-levels")
    return tuple(_check(value, place, {selector: Key(checked(selector), _level) for selector in value}).items())


def _ignores(value: object, place: KeyPath) -> tuple[Ignore, ...]:
    if not isinstance(value, list):
        raise SettingError(place, "not-ignores")
    checks = [_check(table, place, IGNORE_KEYS) for table in value]
    if any(not given for given in checks):
        raise SettingError(place, "empty-ignore", known=tuple(IGNORE_KEYS))
    return tuple(Ignore(**given) for given in checks)


def _selectors(value: object, place: KeyPath) -> tuple[str, ...]:
    return tuple(checked(selector) for selector in _texts(value, place))


def _format(value: object, place: KeyPath) -> str:
    from plandiff.renderers import RENDERERS  # imports the templates of the formats, which takes time
    from plandiff.renderers.formats import names_of

    named: str = _one_of(*names_of(RENDERERS))(value, place)
    return named


def _report(value: object, place: KeyPath) -> tuple[tuple[str, object], ...]:
    return tuple(_check(value, place, REPORT_KEYS).items())


def _matrix(value: object, place: KeyPath) -> tuple[tuple[str, tuple[str, ...]], ...]:
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = _check(value, place, MATRIX_KEYS).get("aliases", ())
    return aliases


def _corpus(value: object, place: KeyPath) -> tuple[tuple[str, object], ...]:
    return tuple(_check(value, place, CORPUS_KEYS).items())


def _count(value: object, place: KeyPath) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SettingError(place, "not-a-whole-number")
    return value


def _weight(value: object, place: KeyPath) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise SettingError(place, "not-a-weight")
    return float(value)


def _storage(value: object, place: KeyPath) -> dict[str, str]:
    """Options of a storage; a value that begins with `$` names an environment variable, so that the file need not hold secrets."""
    if not isinstance(value, dict):
        raise SettingError(place, "not-a-table")
    return {name: _text(text, Problem("key", name=place, key=name)) for name, text in value.items()}


def _aliases(value: object, place: KeyPath) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise SettingError(place, "not-a-table")
    return tuple((name, _texts(names, Problem("key", name=place, key=name))) for name, names in value.items())


def _two_texts(value: object, place: KeyPath) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise SettingError(place, "not-two-texts")
    return _text(value[0], place), _text(value[1], place)


def _patterns(value: object, place: KeyPath) -> tuple[str, ...]:
    from plandiff.patterns import Pattern

    return tuple(Pattern(source).source for source in _texts(value, place))


def _readings(value: object, place: KeyPath) -> tuple[ReadingRule, ...]:
    if not isinstance(value, list):
        raise SettingError(place, "not-readings")
    return tuple(_reading(table, place) for table in value)


def _reading(table: object, place: KeyPath) -> ReadingRule:
    given = _check(table, place, READ_KEYS)
    paths, hosts = given.pop("paths", ()), given.pop("hosts", ())
    if not given or not (paths or hosts):
        raise SettingError(place, "empty-read", known=tuple(READ_KEYS))
    return ReadingRule(Overrules(**given), paths, hosts)


IGNORE_KEYS: Final[dict[str, Key]] = {
    "rule": Key("rules", _selectors),
    "section": Key("sections", _texts),
    "path": Key("paths", _texts),
}
READ_KEYS: Final[dict[str, Key]] = {
    "path": Key("paths", _texts),
    "host": Key("hosts", _texts),
    "title": Key("title", _text),
    "select": Key("select", _text),
    "between": Key("between", _two_texts),
    "set-aside": Key("set_aside", _patterns),
    "keep": Key("keep", _patterns),
}
REPORT_KEYS: Final[dict[str, Key]] = {
    "language": Key("language", _one_of("zh", "en")),
    "format": Key("format_name", _format),
    "mode": Key("mode", _one_of(*get_args(Mode), "auto")),
    "show-set-aside": Key("show_set_aside", _flag),
    "comments": Key("comments", _flag),
    "any-script": Key("any_script", _flag),
    "revisions": Key("revisions", _one_of(*get_args(Revisions))),
    "templates": Key("templates", _name_inside),
}
MATRIX_KEYS: Final[dict[str, Key]] = {"aliases": Key("aliases", _aliases)}
CORPUS_KEYS: Final[dict[str, Key]] = {
    "least-length": Key("length", _count),
    "similarity": Key("similarity", _share),
    "cluster": Key("cluster", _share),
    "substance": Key("substance", _weight),
    "edition": Key("edition", _share),
    "between-regions": Key("between_regions", _share),
    "jobs": Key("jobs", _count),
    "memory": Key("memory", _text),
    "scheduler": Key("scheduler", _text),
    "storage": Key("storage", _storage),
}
KEYS: Final[dict[str, Key]] = {
    "rules": Key("levels", _levels),
    "ignore": Key("ignores", _ignores),
    "fail-on": Key("fail_on", lambda value, place: parse_fail_on(_texts(value, place))),
    "min-confidence": Key("min_confidence", _share),
    "min-finding-confidence": Key("min_finding_confidence", _share),
    "accept": Key("accept_file", _name_inside),
    "read": Key("readings", _readings),
    "report": Key("report", _report),
    "matrix": Key("aliases", _matrix),
    "corpus": Key("corpus", _corpus),
}
