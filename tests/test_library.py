"""A library of versions: what is kept, how it is named, and what git makes of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions import NEW, OLD, edition
from plandiff.cli.keeping import guess_name
from plandiff.cli.main import main
from plandiff.library import Edition, Library, packing
from plandiff.library.delta import delta
from plandiff.library.names import checked_name
from plandiff.library.verify import verify
from plandiff.model import Source
from plandiff.pipeline import load

# --- what is kept ----------------------------------------------------------------------------


def test_a_version_added_as_it_was_before_its_revisions_stays_so(library: Library, tmp_path: Path, capfd: Any) -> None:
    draft = OLD.replace("95%", "~~93%~~<ins>95%</ins>")
    Path("draft.md").write_text(draft, encoding="utf-8")
    Path("old.md").write_text(OLD.replace("95%", "93%"), encoding="utf-8")
    assert main(["add", "draft.md", "--as", "yunhe", "--version", "before", "--revisions", "original"]) == 0
    assert "revisions: original" in capfd.readouterr().out
    assert main(["add", "draft.md", "--as", "yunhe", "--version", "before"]) == 2
    assert main(["add", "draft.md", "--as", "yunhe", "--version", "after"]) == 0
    assert [version.revisions for version in library.versions("yunhe")] == ["original", ""]
    assert main(["add", "draft.md", "--as", "yunhe", "--revisions", "original"]) == 0
    assert len(library.versions("yunhe")) == 2
    for old, options, code in (
        ("yunhe@before", [], 0),
        ("yunhe@after", [], 1),
        ("yunhe@after", ["--revisions", "original"], 0),
        ("yunhe@before", ["--revisions", "accepted"], 1),
    ):
        assert main(["compare", "old.md", old, "--exit-code", *options]) == code
    assert "93%" in library.plan_text(library.find("yunhe@before")).decode()
    assert load(library.original(library.find("yunhe@before"))).units == library.plan(library.find("yunhe@before")).units
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/shanhe.md").write_text(draft, encoding="utf-8")
    assert main(["import", "drafts", "--revisions", "original"]) == 0
    assert library.find("shanhe").revisions == "original"


def test_any_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    library = Library.create(tmp_path / "library")
    kept: dict[str, bytes] = {}

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=3000), st.text(st.characters(codec="utf-8"), max_size=200))
    def keep(data: bytes, text: str) -> None:
        added = library.add("bytes", Edition(data, text, "", title=text, file="a.bin"), note=text)
        assert library.original(added.version).data == data
        kept[added.version.label] = data

    keep()
    packing.pack(library.store.objects, library.store.head() or b"")  # type: ignore[arg-type]
    library.close()
    library = Library(tmp_path / "library")
    assert {version.label: library.original(version).data for version in library.versions("bytes")} == kept
    assert verify(library).problems == ()
    library.close()


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "\n", "到2025年，", "覆盖率达到95%。", "加强领导。", "a" * 70000, "。"])), st.data()
)
@settings(max_examples=150)
def test_a_difference_rebuilds_its_object(pieces: list[str], data: st.DataObject) -> None:
    from dulwich.pack import apply_delta

    base = "".join(pieces).encode()
    target = "".join(data.draw(st.permutations(pieces))[: data.draw(st.integers(0, len(pieces)))]).encode()
    target += data.draw(st.binary(max_size=300))
    assert b"".join(apply_delta(base, delta(base, target))) == target


def test_the_same_bytes_are_kept_once_under_a_name_and_listed_under_another(library: Library) -> None:
    first = library.add("yunhe/education", edition(OLD), label="draft")
    again = library.add("yunhe/education", edition(OLD), label="adopted")
    assert (first.new, again.new, again.version.label) == (True, False, "draft")
    assert library.holders(OLD.encode()) == ("yunhe/education@draft",)
    assert library.holders(NEW.encode()) == ()
    assert library.add("yunhe/copy", edition(OLD), label="1").new
    assert library.holders(OLD.encode()) == ("yunhe/copy@1", "yunhe/education@draft")


def test_adding_shows_what_was_understood_and_how_it_stands_to_the_others(library: Library, capfd: Any) -> None:
    Path("a.md").write_text(OLD, encoding="utf-8")
    Path("b.txt").write_text(OLD.replace("#", "").replace("2025年，", "２０２５年，"), encoding="utf-8")
    Path("c.md").write_text(NEW, encoding="utf-8")
    for file, label, said in (
        ("a.md", "draft", "title: 云河市教育规划"),
        ("b.txt", "page", "the same text as yunhe@draft, with different formatting"),
        ("c.md", "final", "since yunhe@page: 1 section touched, 1 changed, -3 +3 characters"),
        ("a.md", "twice", "yunhe@draft: the same bytes are in the library already"),
    ):
        assert main(["add", file, "--as", "yunhe", "--version", label]) == 0
        assert said in capfd.readouterr().out
    assert main(["add", "a.md", "--as", "other"]) == 0
    assert "the same bytes are kept as yunhe@draft" in capfd.readouterr().out
    assert len(library.versions("yunhe")) == 3


@pytest.mark.usefixtures("library")
def test_the_log_counts_the_characters_of_what_came_and_went_whole(capfd: Any) -> None:
    Path("a.md").write_text("# 云河市绿道方案\n\n建成绿道50公里。\n\n设置公厕。\n", encoding="utf-8")
    Path("b.md").write_text("# 云河市绿道方案\n\n建成绿道50公里。\n\n加快滨河绿道建设，串联公园和学校。\n", encoding="utf-8")
    for file in ("a.md", "b.md"):
        assert main(["add", file, "--as", "greenway"]) == 0
    assert "-5 +17 characters" in capfd.readouterr().out


@pytest.mark.usefixtures("library")
def test_no_title_steers_the_terminal_that_a_library_is_looked_at_on(capfd: Any) -> None:
    Path("a.md").write_text(f'---\ntitle: "规划\\e[2J\\u202e"\n---\n{OLD.partition("## ")[2]}', encoding="utf-8")
    for arguments in (["add", "a.md", "--as", "a"], ["log", "a"], ["show", "a"]):
        assert main(arguments) == 0
        shown = capfd.readouterr().out
        assert "规划\\x1b[2J\\u202e" in shown
        assert not {"\x1b", "\u202e"} & set(shown)


def test_a_version_is_read_as_its_file_was(library: Library) -> None:
    plain = "云河市教育规划\n===\n\n加强党对教育工作的\n全面领导。\n\n1. 健全工作机制。\n"
    added = library.add("yunhe", edition(plain, "plan.md")).version
    assert load(library.original(added)).units == load(Source("plan.md", plain.encode())).units == library.plan(added).units


def test_a_removed_version_is_gone_but_stays_in_history(library: Library) -> None:
    for label, text in (("draft", OLD), ("final", NEW)):
        library.add("yunhe", edition(text), label=label)
    before = library.store.head()
    assert before
    library.remove("yunhe@draft")
    assert [version.label for version in library.versions("yunhe")] == ["final"]
    assert verify(library).problems == ()
    assert before in library.store.objects


def test_a_removed_version_can_be_restored_as_it_was_last(library: Library, capfd: Any) -> None:
    library.add("yunhe", edition(OLD), label="draft")
    library.edit("yunhe@draft", note="for comment")
    before = library.find("yunhe@draft")
    assert main(["restore", "yunhe@draft"]) == 2
    library.remove("yunhe@draft")
    assert main(["restore", "yunhe@draft"]) == 0
    assert "yunhe@draft: is in the library again" in capfd.readouterr().out
    assert library.find("yunhe@draft") == before
    library.remove("yunhe@draft")
    library.add("yunhe", edition(NEW), label="Draft")
    for wrong in ("yunhe@draft", "yunhe@never", "yunhe@latest", "yunhe"):
        assert main(["restore", wrong]) == 2
    assert verify(library).problems == ()


def test_one_section_of_a_version_is_shown_with_what_is_below_it(library: Library, capfd: Any) -> None:
    text = OLD.replace("## 二", "### （一）普及\n\n新建**幼儿园**[^a]12所。\n\n[^a]: 含改建。\n\n## 二")
    library.add("yunhe", edition(text), label="draft")
    for wanted in ("发展目标", "一、发展目标", "发展"):
        assert main(["show", "yunhe@draft", "--section", wanted]) == 0
        shown = capfd.readouterr().out
        assert "".join(shown.split()).startswith("##一、发展目标到2025年")
        assert "12所" in shown
        assert "工作机制" not in shown
    for wrong in ("财政", "措施/目标", ""):
        assert main(["show", "yunhe@draft", "--section", wrong]) == 2


def test_other_programs_read_list_log_show_and_verify_as_json(library: Library, capfd: Any) -> None:
    def answer(*command: str) -> Any:
        assert main([*command, "--json"]) == 0
        found = json.loads(capfd.readouterr().out)
        assert found.pop("schema") == "plandiff/library-1"
        return found

    assert answer("list") == {"documents": []}
    for day, text in (("2021-09-30", OLD), ("2023-01-15", NEW)):
        library.add("yunhe", edition(text), date=day)
    assert answer("list") == {"documents": [{"name": "yunhe", "versions": ["2021-09-30", "2023-01-15"]}]}
    last, first = answer("log", "yunhe")["versions"]
    assert (last["label"], last["title"], last["counts"]["changed"], first["counts"]) == ("2023-01-15", "云河市教育规划", 1, None)
    shown = answer("show", "yunhe@2021")
    assert shown["version"]["date"] == "2021-09-30"
    assert "95%" in shown["text"]
    assert answer("verify")["problems"] == []


@pytest.mark.parametrize("day", ["", "2021-09-30"])
def test_two_people_give_two_editions_different_labels_and_one_edition_the_same(tmp_path: Path, day: str) -> None:
    labels = []
    for folder, text in (("one", NEW), ("two", OLD + "\n附则。\n"), ("three", NEW)):
        with Library.create(tmp_path / folder) as library:
            library.add("yunhe", edition(OLD), date=day)
            labels.append(library.add("yunhe", edition(text), date=day).version.label)
    assert labels[0] == labels[2] != labels[1]
    assert all(label.startswith(f"{day or 'undated'}-") for label in labels)


@pytest.mark.parametrize("reference", ["yunhe@2022-12-31", "yunhe@latest", "yunhe@", "yunhe@~0", "yunhe@2021-09-30~1", "yunhe"])
def test_only_a_label_names_what_is_removed_or_edited(library: Library, reference: str, capfd: Any) -> None:
    for day, text in (("2021-09-30", OLD), ("2022-03-01", NEW)):
        library.add("yunhe", edition(text), date=day)
    library.add("yunhe", edition(OLD + "\n附则。\n"), date="2021-03-01", label="draft")
    for command in (["remove", reference], ["edit", reference, "--note", "first"]):
        assert main(command) == 2
        refused = capfd.readouterr().err
        assert "which version?" in refused or f"this would be yunhe@{'draft' if '~1' in reference else '2022-03-01'}" in refused
    assert len(library.versions("yunhe")) == 3
    assert not any(version.note for version in library.versions("yunhe"))


def test_the_date_and_note_of_a_version_can_be_edited_and_its_texts_stay(library: Library, capfd: Any) -> None:
    Path("a.md").write_text(OLD, encoding="utf-8")
    library.add("yunhe", edition(OLD), label="draft")
    assert main(["add", "a.md", "--as", "yunhe", "--date", "2021-03-01", "--note", "first"]) == 0
    assert "not stored: date 2021-03-01, note first; plandiff edit yunhe@draft" in capfd.readouterr().out
    before = library.find("yunhe@draft")
    assert main(["edit", "yunhe@draft", "--date", "2021-03-01", "--note", "first"]) == 0
    assert "date: 2021-03-01" in capfd.readouterr().out
    after = library.find("yunhe@2021-12-31")
    assert (after.date, after.note, after.sha256, after.added) == ("2021-03-01", "first", before.sha256, before.added)
    assert library.edit("yunhe@draft", note="").note == ""
    for wrong in ([], ["--date", "March"]):
        assert main(["edit", "yunhe@draft", *wrong]) == 2
    assert verify(library).problems == ()


@pytest.mark.usefixtures("library")
def test_an_import_can_be_repeated_and_an_export_gives_the_bytes_back(tmp_path: Path, capfd: Any) -> None:
    folder = tmp_path / "plans"
    (folder / "云河").mkdir(parents=True)
    (folder / "云河/教育规划(2021-09-30).md").write_text(OLD, encoding="utf-8")
    (folder / "云河/教育规划(2023-01-15).md").write_text(NEW, encoding="utf-8")
    (folder / "云河/scan.pdf").write_bytes(b"%PDF-1.7")
    (folder / "link.md").symlink_to(folder / "云河/教育规划(2021-09-30).md")
    assert main(["import", str(folder)]) == 2
    assert "2 added, 0 already there, 1 not readable" in capfd.readouterr().out
    (folder / "云河/scan.pdf").unlink()
    assert main(["import", str(folder)]) == 0
    assert "0 added, 2 already there" in capfd.readouterr().out
    assert main(["log", "云河/教育规划"]) == 0
    assert [line.split("\t")[:2] for line in capfd.readouterr().out.splitlines()[::2]] == [
        ["2023-01-15", "2023-01-15"],
        ["2021-09-30", "2021-09-30"],
    ]
    assert main(["export", "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out/云河/教育规划@2023-01-15.md").read_text(encoding="utf-8") == NEW
    assert checked_name(guess_name(Path(f"云河/{'规' * 80}: 5%?.md"), "")[0]) == f"云河/{'规' * 66}"
    assert guess_name(Path("云河/教育规划@2023-01-15.md"), "") == ("云河/教育规划", "2023-01-15", None)


def test_help_needs_no_git_library() -> None:
    code = "import sys; from plandiff.cli.main import main; main(['add', '--help']); sys.exit('dulwich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
