"""Names of documents and versions: what is one, and where it names something."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from editions import NEW, OLD, edition
from plandiff.cli.main import main
from plandiff.errors import InputError, UsageError
from plandiff.library import Library, NoLibraryError, find_library
from plandiff.library.names import checked_label, checked_name, parse_reference


@pytest.mark.parametrize(
    "name",
    [
        *("", "/", "a//b", "/etc/passwd", "..", "a/../b", ".", ".git/hooks", "a/.hidden", "a\\b", "C:\\a", "c:a"),
        *("nul", "a/CON", "com1.txt", "LPT¹", "a\0b", "a\nb", "a\x1bb", "a b ", "a.", "-rf", "a@b", "a~1", "a^b", "a:b"),
        *("x" * 201, "规" * 67, "/".join("abcdefghi"), "a\u202eb", "a\u200bb", "раypal", "\ud800", "a*?", "a|b", "<a>"),
    ],
)
def test_a_hostile_name_is_refused_in_one_line(library: Library, name: str) -> None:
    for check in (checked_name, lambda name: library.add(name, edition(OLD))):
        with pytest.raises(UsageError) as refused:
            check(name)
        assert "\n" not in str(refused.value).replace(name, "")
    if "/" not in name:
        with pytest.raises(UsageError):
            checked_label(name)
    assert library.documents() == {}


def test_names_that_could_be_taken_for_one_another_are_refused(library: Library) -> None:
    library.add("北京/Education 2021-2025", edition(OLD), label="Draft")
    for similar in (
        "北京/education 2021-2025",
        "北京/Education 2021—2025",
        "北京/Ｅducation 2021-2025",
        "北京/Education_2021-2025",
    ):
        with pytest.raises(UsageError, match="could be taken for"):
            library.add(similar, edition(NEW))
    with pytest.raises(UsageError, match="could be taken for"):
        library.add("北京/Education 2021-2025", edition(NEW), label="draft")


def test_a_version_is_named_by_label_place_or_day(library: Library) -> None:
    texts = {"2021-draft": "2021-03-01", "2021": "2021-09-30", "2023": "2023-01-15", "notes": ""}
    for number, (label, date) in enumerate(texts.items()):
        library.add(
            "yunhe",
            edition(OLD.replace("95", str(50 + number))),
            label=label,
            date=date,
            now=lambda: datetime(2030, 1, 1, tzinfo=UTC),
        )
    for reference, label in {
        "yunhe": "notes",
        "yunhe@latest": "notes",
        "yunhe@~1": "2023",
        "yunhe@latest~3": "2021-draft",
        "yunhe@2021": "2021",
        "yunhe@2023~1": "2021",
        "yunhe@2022-06-01": "2021",
        "yunhe@2021-09-30": "2021",
        "yunhe@2021-09-29": "2021-draft",
        "yunhe@2099-01-01": "2023",
        "yunhe@2023-01": "2023",
        "yunhe@2021-03": "2021-draft",
    }.items():
        assert library.find(reference).label == label, reference
    for missing in ("yunhe@2020-01-01", "yunhe@2024", "yunhe@~4", "nobody"):
        with pytest.raises(InputError):
            library.find(missing)
    assert parse_reference("plan.md") is None


def test_versions_are_named_wherever_documents_are(library: Library, capfd: Any) -> None:
    for label, text in (("draft", OLD), ("final", NEW)):
        library.add("yunhe/education", edition(text), label=label)
    Path("new@1.md").write_text(NEW, encoding="utf-8")
    assert main(["compare", "yunhe/education@draft", "yunhe/education@latest", "--exit-code"]) == 1
    assert "[-95%-]{+97%+}" in capfd.readouterr().out
    assert main(["compare", "yunhe/education@~0", "new@1.md", "--exit-code"]) == 0
    assert main(["outline", "yunhe/education@draft"]) == 0
    assert main(["compare", "yunhe/education@nothing", "new@1.md"]) == 2
    assert "no such version; there are draft, final" in capfd.readouterr().err
    assert main(["show", "yunhe/education@~5", "--lang", "zh"]) == 2
    assert capfd.readouterr().err == "plandiff: yunhe/education@latest~5：在 yunhe/education@final 之前只有 1 个版本\n"


@pytest.mark.usefixtures("library")
def test_the_library_is_named_or_in_the_environment_or_found_upwards(tmp_path: Path) -> None:
    inside = tmp_path / "library/plans/2021"
    inside.mkdir(parents=True)
    Library.create(tmp_path / "other").close()
    for start, named, environment, expected in (
        (inside, None, {}, "library"),
        (inside, str(tmp_path / "other"), {}, "other"),
        (inside, None, {"PLANDIFF_LIBRARY": str(tmp_path / "other")}, "other"),
    ):
        found = find_library(start, named, environment)
        assert found.folder == tmp_path / expected
        found.close()
    with pytest.raises(NoLibraryError):
        find_library(tmp_path, None, {})
    with pytest.raises(UsageError):
        Library.create(tmp_path / "other")
