"""What the first edition answered, and how another answer differs from it.

    python tests/contracts.py PLANDIFF      # keep the answers of that plandiff program, an old one, in contract/answers.zip

The answers are never rewritten with what the present code says: they are what programs that read plandiff's JSON know.
A pair that is added later is answered by the first edition too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import jsonschema

from repositories import new_repository

HERE: Final = Path(__file__).parent
KEPT: Final = HERE / "contract"
ANSWERS: Final = KEPT / "answers.zip"
LIBRARY: Final = KEPT / "library.zip"
LONGEST: Final = 70
"""Characters of a value that are shown in a difference (count)."""
NOTHING: Final = "nothing"
SCHEMAS: Final = ("plandiff/comparison-1", "plandiff/plan-1", "plandiff/review-1")

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """A command whose answer is kept, and the folder it is given in."""

    name: str
    arguments: tuple[str, ...]
    place: Literal["tests", "review", "library"] = "tests"


@dataclass(frozen=True)
class Difference:
    """Where an answer is not what was kept; `old` or `new` is `NOTHING` where a list is shorter or a key gone."""

    path: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}: {self.old} → {self.new}"


class Added(str):
    """A value of an enumeration that the kept schema does not know."""

    __slots__ = ()


def runs() -> list[Run]:
    """All commands, by name."""
    found = [
        *(_comparison("case", case) for case in _folders("cases")),
        *(_comparison("rule", case) for case in _folders("rules") if (case / "old.md").is_file()),
        *(_comparison("targets", case) for case in _folders("targets") if (case / "old.md").is_file()),
        *(_comparison("pair", pair, *_options(pair)) for pair in _folders("contract/pairs")),
        *(Run(f"tree/{tree.name}", ("outline", _file(tree, "input"), "--format", "json")) for tree in _folders("trees")),
        *(
            Run(f"quantities/{case.name}", ("targets", _file(case, "plan"), "--format", "json"))
            for case in _folders("targets")
            if not (case / "old.md").is_file()
        ),
        *(
            Run(f"seeds/{name}", _compare("../seeds/beijing-2021-2025.txt", f"../seeds/{new}"))
            for name, new in (("revised", "beijing-2021-2025-revised.md"), ("regions", "yunhe-2021-2025.md"))
        ),
        Run("judged", ("compare", *_judged("old.md", "new.md"), "--config", *_judged("plandiff.toml"), "--format", "json")),
        Run("review/plain", ("ci", "old..new", "--no-config", "--format", "json"), "review"),
        Run("review/judged", ("ci", "old..new", "--format", "json"), "review"),
        Run("library/versions", _compare("清河/节水@2021-draft", "清河/节水@latest"), "library"),
        Run("library/outline", ("outline", "清河/公园@~1", "--format", "json"), "library"),
        Run("library/blame", ("blame", "清河/节水", "--format", "json"), "library"),
        Run("library/history", ("history", "清河/节水", "--section", "目标", "--format", "json"), "library"),
    ]
    return sorted(found, key=lambda run: run.name)


def _folders(name: str) -> list[Path]:
    return sorted(path for path in (HERE / name).iterdir() if path.is_dir())


def _file(folder: Path, stem: str) -> str:
    return next(folder.glob(f"{stem}.*")).relative_to(HERE).as_posix()


def _comparison(family: str, folder: Path, *options: str) -> Run:
    return Run(f"{family}/{folder.name}", (*_compare(_file(folder, "old"), _file(folder, "new")), *options))


def _compare(old: str, new: str) -> tuple[str, ...]:
    return ("compare", old, new, "--no-config", "--format", "json")


def _options(pair: Path) -> tuple[str, ...]:
    return ("--any-script",) if pair.name == "any-script" else ()


def _judged(*names: str) -> tuple[str, ...]:
    return tuple(f"contract/judged/{name}" for name in names)


def place(run: Run, folder: Path) -> Path:
    """The folder a command is given in; what it needs is made in `folder`, unless it is there."""
    if run.place == "tests":
        return HERE
    here = folder / run.place
    if not here.exists():
        make_review(here) if run.place == "review" else make_library(here)
    return here


def make_review(folder: Path) -> None:
    """A repository with the branches `old` and `new`."""
    repository = new_repository(folder)
    for side in ("old", "new"):
        repository.git("checkout", "--quiet", "-b", side)
        for path in folder.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(KEPT / "review" / side, folder, dirs_exist_ok=True)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "-m", side)


def make_library(folder: Path) -> None:
    """The library that the first edition wrote."""
    with zipfile.ZipFile(LIBRARY) as archive:
        archive.extractall(folder)


@cache
def kept_answers() -> dict[str, Any]:
    """The answers of the first edition, by the name of the run."""
    with zipfile.ZipFile(ANSWERS) as archive:
        return {name.removesuffix(".json"): json.loads(archive.read(name)) for name in sorted(archive.namelist())}


@cache
def kept_schema() -> Schema:
    """The schema of the first edition."""
    schema: Schema = json.loads((KEPT / "plandiff-1.json").read_text(encoding="utf-8"))
    return schema


@cache
def kept_rules() -> frozenset[str]:
    """The ids of the first edition's rules."""
    return frozenset((KEPT / "rules.txt").read_text(encoding="utf-8").split())


@cache
def validator(*, closed: bool) -> jsonschema.Draft202012Validator:
    """Holds answers against the kept schema; `closed`: enumerations have no further values."""
    schema = kept_schema()
    return jsonschema.Draft202012Validator(schema if closed else _opened(schema))


def _opened(part: Any) -> Any:
    if isinstance(part, dict):
        if "enum" in part:
            return {"type": "string"}
        return {key: _opened(value) for key, value in part.items()}
    return [_opened(value) for value in part] if isinstance(part, list) else part


# --- what an answer says in the words of the kept schema -------------------------------------


def as_before(answer: Any, kept: Any) -> Any:
    """The answer without the keys, values and findings that came later.

    What the schema does not speak of (the list of targets, the history of a document) has the keys that were kept.
    """
    return _by_schema(answer, kept_schema()) if has_schema(kept) else _by_keys(answer, kept)


def has_schema(kept: Any) -> bool:
    """Whether the kept schema speaks of such an answer."""
    return isinstance(kept, dict) and kept.get("schema") in SCHEMAS


def _by_schema(value: Any, schema: Schema) -> Any:
    parts = list(_parts(schema, value))
    if isinstance(value, dict):
        known = {key: inner for part in parts for key, inner in part.get("properties", {}).items()}
        names = {*known, *(key for part in parts for key in part.get("required", ()))}
        rest: Schema = next(
            (part["additionalProperties"] for part in parts if isinstance(part.get("additionalProperties"), dict)), {}
        )
        return {key: _by_schema(inner, known.get(key, rest)) for key, inner in value.items() if key in names or not names}
    if isinstance(value, list):
        items: Schema = next((part["items"] for part in parts if "items" in part), {})
        inner = [_by_schema(item, items) for item in value if not (_is_later_finding(item) or _is_in_words(item))]
        return [item for item in inner if not isinstance(item, Added)]
    choices = [choice for part in parts for choice in part.get("enum", ())]
    return Added(value) if isinstance(value, str) and choices and value not in choices else value


def _is_later_finding(item: Any) -> bool:
    return isinstance(item, dict) and "fingerprint" in item and item.get("rule") not in kept_rules()


def _is_in_words(item: Any) -> bool:
    """Whether an item is a target without a number, or what became of one: the first edition knew none."""
    if not isinstance(item, dict):
        return False
    sides = [item[side] for side in ("old", "new") if isinstance(item.get(side), dict)] if "kinds" in item else [item]
    return bool(sides) and all(side.get("comparator") == "text" for side in sides)


def _parts(schema: Schema, value: Any) -> Iterator[Schema]:
    """A schema and all that it refers to for this value."""
    yield schema
    if "$ref" in schema:
        yield from _parts(kept_schema()["$defs"][schema["$ref"].rpartition("/")[2]], value)
    for option in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _parts(option, value)
    if "if" in schema:
        met = jsonschema.Draft202012Validator(schema["if"]).is_valid(value)
        yield from _parts(schema["then" if met else "else"], value)


def _by_keys(value: Any, kept: Any) -> Any:
    if isinstance(value, dict) and isinstance(kept, dict):
        return {key: _by_keys(inner, kept[key]) for key, inner in value.items() if key in kept}
    if isinstance(value, list) and isinstance(kept, list):
        value = [item for item in value if not _is_in_words(item)]
        return [_by_keys(*pair) for pair in zip(value, kept, strict=False)] + value[len(kept) :]
    return value


# --- how two answers differ ------------------------------------------------------------------


def differences(old: Any, new: Any, path: str = "") -> Iterator[Difference]:
    """Every place where the values differ; the version of plandiff and later values of enumerations are none."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in (*old, *(key for key in new if key not in old)):
            here = f"{path}.{key}" if path else key
            if here == "plandiff":
                continue
            if key in old and key in new:
                yield from differences(old[key], new[key], here)
            else:
                yield Difference(here, *(_shown(side[key]) if key in side else NOTHING for side in (old, new)))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, path)
    elif not isinstance(new, Added) and (old != new or isinstance(old, bool) != isinstance(new, bool)):
        yield Difference(path, _shown(old), _shown(new))


def _in_lists(old: list[Any], new: list[Any], path: str) -> Iterator[Difference]:
    before, after = ([json.dumps(item, ensure_ascii=False, sort_keys=True) for item in side] for side in (old, new))
    for op, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        both = min(i_end - i, j_end - j)
        for step in range(both):
            yield from differences(old[i + step], new[j + step], f"{path}[{i + step}]")
        for gone in range(i + both, i_end):
            yield Difference(f"{path}[{gone}]", _shown(old[gone]), NOTHING)
        for more in range(j + both, j_end):
            yield Difference(f"{path}[{more}]", NOTHING, _shown(new[more]))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def fits(path: str, pattern: str) -> bool:
    """Whether a path is one that the pattern stands for; `*` is anything."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


# --- keeping ---------------------------------------------------------------------------------


def keep(program: str, folder: Path) -> None:
    with zipfile.ZipFile(ANSWERS, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for run in runs():
            done = subprocess.run([program, *run.arguments], cwd=place(run, folder), capture_output=True, check=False)
            if not done.stdout:
                sys.exit(f"{run.name}: {done.stderr.decode()}")
            archive.writestr(zipfile.ZipInfo(f"{run.name}.json"), done.stdout, zipfile.ZIP_DEFLATED)


def main(arguments: Sequence[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        keep(arguments[0], Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
