"""What a corpus is made from: folders, lists, repositories and tables of what is known; and how its documents are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpora import built, document, own, sentence, write
from editions import GIT, git
from plandiff.corpus.batches import in_chunks
from plandiff.corpus.listing import Listed, Member, list_documents, name_apart, weigh
from plandiff.corpus.storage import Folder
from plandiff.corpus.tables import open_tables
from plandiff.errors import InputError, SettingError


def test_the_same_bytes_are_one_document_with_two_names(tmp_path: Path) -> None:
    text = document("甲市方案", sentence(1), sentence(2))
    built(tmp_path / "c", write(tmp_path / "plans", a=text, b=text, c=document("乙", sentence(3))))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert [(one.name, one.also) for one in opened.documents()] == [("a.md", ["b.md"]), ("c.md", None)]
    later = built(tmp_path / "c", write(tmp_path / "more", z=text))
    assert (later.documents, later.added, later.changed) == (2, 0, True)
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert opened.document("z.md").also == ["b.md", "z.md"]


def test_a_name_is_listed_once_although_its_folder_was_named_in_two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = document("甲市方案", sentence(1), sentence(2))
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "plans", a=text, b=text)
    for folder in ("plans", str(tmp_path / "plans")):
        built(tmp_path / "c", folder)
        with open_tables(Folder(str(tmp_path / "c"))) as opened:
            assert [(one.name, one.also) for one in opened.documents()] == [("a.md", ["b.md"])]


def test_documents_of_two_folders_with_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    def names() -> set[str]:
        with open_tables(Folder(str(tmp_path / "c"))) as opened:
            return {name for one in opened.documents() for name in (one.name, *(one.also or ()))}

    same = document("丙市方案", sentence(5))
    old = write(tmp_path / "2020", plan=document("甲市方案", sentence(1)), own=document("乙", sentence(2)), same=same)
    new = write(tmp_path / "2021", plan=document("甲市方案", sentence(3)), same=same)
    built(tmp_path / "c", old, new)
    assert names() == {"2020/plan.md", "2021/plan.md", "own.md", "same.md"}
    assert not built(tmp_path / "c", new, old).changed
    third = write(tmp_path / "more" / "2021", plan=document("甲市方案", sentence(4)), own=document("丁", sentence(6)))
    built(tmp_path / "c", third)
    assert names() == {"2020/plan.md", "2021/plan.md", "own.md", "same.md", "plan.md", "2021/own.md"}
    write(old, own=document("乙", sentence(9)))
    built(tmp_path / "c", old)
    assert len(names()) == 7, "the same file with other words is another document"


def test_names_do_not_depend_on_where_a_build_was_interrupted(tmp_path: Path) -> None:
    folders = [
        write(tmp_path / year, a=document(year, sentence(n)), b=document(year, sentence(n + 50))) for n, year in enumerate("123")
    ]
    members = [one for one in weigh(list_documents(map(str, folders))) if isinstance(one, Member)]
    named = name_apart(members, ())
    part = [(one.sha256, one.listed.name, one.listed.source) for one in named[::2]]
    assert sorted(name_apart(members, part)) == sorted(named)
    assert len({one.listed.name for one in named}) == 6


def test_a_document_whose_first_line_is_long_is_no_list_of_names(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("为" * 500 + "\n" + sentence(1), encoding="utf-8")
    assert list_documents([str(tmp_path / "long.txt")]) == [Listed(str(tmp_path / "long.txt"), str(tmp_path / "long.txt"))]


@GIT
def test_a_bare_repository_gives_the_documents_of_its_head(tmp_path: Path) -> None:
    work = write(tmp_path / "work" / "2020", plan=document("甲市方案", sentence(1))).parent
    write(work, README=document("说明", sentence(2)))
    write(work / ".github", hidden=document("隐", sentence(3)))
    (work / "link.md").symlink_to("2020/plan.md")
    (work / "large.md").write_text(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n", encoding="utf-8"
    )
    git("init", "--quiet", "--initial-branch=main", cwd=work)
    git("add", ".", cwd=work)
    git("commit", "--quiet", "-m", "first", cwd=work)
    git("clone", "--quiet", "--bare", work, tmp_path / "plans.git", cwd=tmp_path)
    witness = tmp_path / "run"
    with (tmp_path / "plans.git" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[core]\n\tfsmonitor = "touch {witness}"\n\tsshCommand = "touch {witness}"\n')
        config.write(f'[filter "lfs"]\n\tsmudge = "touch {witness}"\n\tprocess = "touch {witness}"\n')
    outcome = built(tmp_path / "c", tmp_path / "plans.git")
    assert [(one.name, "LFS" in one.cause) for one in outcome.failures] == [("large.md", True)]
    assert not witness.exists()
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        assert [(one.name, one.title) for one in opened.documents()] == [("2020/plan.md", "甲市方案"), ("README.md", "说明")]


@GIT
def test_a_bare_repository_without_a_commit_or_a_document_is_refused(tmp_path: Path) -> None:
    git("init", "--quiet", "--bare", tmp_path / "plans.git", cwd=tmp_path)
    with pytest.raises(InputError, match=r"plans\.git"):
        built(tmp_path / "c", tmp_path / "plans.git")


def test_metadata_goes_over_what_is_found(tmp_path: Path) -> None:
    first, second = document("甲", sentence(1), *own(1), date="2011-01-01"), document("乙", sentence(1), *own(2))
    plans = write(tmp_path / "plans", a=first, b=second)
    table = tmp_path / "about.csv"
    table.write_text("name,region,date,series\na.md,云河市,2012-05..2013,\nb.md,云山市,2012-12-31,\n", encoding="utf-8")
    built(tmp_path / "c", plans, metadata=str(table))
    with open_tables(Folder(str(tmp_path / "c"))) as opened:
        a = opened.document("a.md")
        (one,) = opened.takeovers()
        (flow,) = opened.flows()
    assert (a.region, a.date_first, a.date_last, a.date_from) == (
        "云河市",
        date(2012, 5, 1),
        date(2013, 12, 31),
        "user",
    )
    assert (one.name, one.from_name, one.certain) == ("b.md", "a.md", False)
    assert (flow.from_region, flow.region, flow.takeovers) == ("云河市", "云山市", 1)


@pytest.mark.parametrize("row", ["a.md,x,2012-13,", "a.md,x,spring,", "a.md,x,2013..2012,"])
def test_metadata_with_no_date_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    table = tmp_path / "about.csv"
    table.write_text(f"name,region,date,series\n{row}\n", encoding="utf-8")
    with pytest.raises(SettingError, match="line 2"):
        built(tmp_path / "c", write(tmp_path / "plans", a=document("甲", sentence(1))), metadata=str(table))


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, [1]), (16, [16]), (40, [16, 16, 8]), (87, [22, 22, 22, 21]), (600, [128] * 4 + [88])]
)
def test_few_documents_are_several_batches_so_that_no_worker_is_idle(count: int, sizes: list[int]) -> None:
    members = [Member(f"{n:064}", 1000, Listed(f"{n}.md", f"plans/{n}.md")) for n in range(count)]
    assert [len(chunk) for chunk in in_chunks(members, ())] == sizes
