"""The history of a document: where its words come from, and what happened to its sections."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plandiff.cli.main import main
from plandiff.library import Library, prepare
from plandiff.library.blame import sentences_of
from plandiff.library.clauses import clauses_of
from plandiff.library.history import History, read_history
from plandiff.library.pages import blame_page, timeline_page
from plandiff.library.provenance import Passage
from plandiff.library.section_history import find_section_history, section_histories, target_series
from plandiff.model import Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AIM = "到2025年，全市学前三年毛入园率达到95%，普惠性幼儿园覆盖率稳定在90%以上。"
LEAD = "加强党对教育工作的全面领导，健全各级党委统一领导、部门各负其责的工作机制。"
FUND = "落实财政教育投入责任，确保一般公共预算教育支出逐年只增不减，按在校学生人数平均的支出同样只增不减。"
TEACH = "全面提高教师待遇，依法保障教师工资收入水平不低于公务员平均水平，定期评估并公布结果。"
RURAL = "改善乡村学校办学条件，建设教师周转宿舍三百套，为乡村教师提供交通补助。"


def document(*sections: tuple[str, Sequence[str]]) -> str:
    numbers = "一二三四五六"
    parts = ["# 云河市教育发展规划"]
    for number, (title, paragraphs) in zip(numbers, sections, strict=False):
        parts += [f"## {number}、{title}", *paragraphs]
    return "\n\n".join(parts) + "\n"


@pytest.fixture
def editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that makes a library of a document's editions and reads its history."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PLANDIFF_LIBRARY", str(tmp_path / "library"))

    def add_and_read(*texts: str) -> History:
        library = Library.create(tmp_path / "library")
        for number, text in enumerate(texts):
            edition = prepare(Source("plan.md", text.encode()))
            library.add("yunhe", edition, label=f"v{number}", date=f"202{number}-01-01")
        history = read_history(library, "yunhe")
        library.close()
        return history

    return add_and_read


def passage(history: History, start: str) -> Passage:
    return next(found for found in history.passages[-1] if found.unit.text.startswith(start))


def versions_of(part: Any) -> tuple[int, int, int | None]:
    return part.first, part.changed, part.back


def test_each_clause_knows_its_first_version_and_the_one_that_changed_it_last(editions: Any) -> None:
    history = editions(
        document(("发展目标", [AIM]), ("保障措施", [LEAD])),
        document(("发展目标", [AIM.replace("95%", "97%")]), ("保障措施", [LEAD, FUND])),
        document(("发展目标", [AIM.replace("95%", "97%")]), ("保障措施", [LEAD, FUND.replace("逐年", "每年")])),
    )
    assert versions_of(passage(history, "到2025年")) == (0, 1, None)
    assert [versions_of(clause) for clause in passage(history, "到2025年").clauses] == [(0, 0, None), (0, 1, None), (0, 0, None)]
    assert versions_of(passage(history, "加强党")) == (0, 0, None)
    assert versions_of(passage(history, "落实财政")) == (1, 2, None)
    assert [clause.changed for clause in passage(history, "落实财政").clauses] == [1, 2, 1]


def test_what_was_dropped_and_comes_back_keeps_its_first_version(editions: Any) -> None:
    with_it = document(("发展目标", [AIM]), ("保障措施", [LEAD, TEACH]))
    without = document(("发展目标", [AIM]), ("保障措施", [LEAD]))
    edited = document(("发展目标", [AIM]), ("保障措施", [LEAD, TEACH.replace("定期评估", "每年评估")]))
    texts = (with_it, without, without, with_it, without, edited)
    history = editions(*(text.replace("95%", f"{80 + number}%") for number, text in enumerate(texts)))
    back = passage(history, "全面提高")
    assert versions_of(back) == (0, 5, 5)
    assert [versions_of(clause) for clause in back.clauses] == [(0, 0, 5), (0, 0, 5), (0, 5, 5)]
    middle = next(found for found in history.passages[3] if found.unit.text.startswith("全面提高"))
    assert versions_of(middle) == (0, 0, 3)


def test_moved_split_and_merged_text_is_not_new(editions: Any) -> None:
    history = editions(
        document(("发展目标", [AIM, TEACH + RURAL]), ("保障措施", [LEAD, FUND])),
        document(("发展目标", [AIM]), ("保障措施", [LEAD, FUND, TEACH, RURAL])),
        document(("发展目标", [AIM]), ("保障措施", [LEAD + FUND, TEACH, RURAL])),
    )
    assert {versions_of(found) for found in history.passages[-1]} == {(0, 0, None)}


def test_a_new_paragraph_of_familiar_phrases_is_new(editions: Any) -> None:
    phrases = [*clauses_of(AIM)[1:], *clauses_of(LEAD), *clauses_of(TEACH)]
    patchwork = (
        "".join(phrase.rstrip("，。") + "，" for phrase in (phrases[3], phrases[0], "强化监督检查", phrases[5])) + "统筹推进。"
    )
    history = editions(
        document(("发展目标", [AIM, TEACH]), ("保障措施", [LEAD])),
        document(("发展目标", [AIM, TEACH]), ("保障措施", [LEAD, patchwork])),
    )
    assert versions_of(passage(history, patchwork[:6])) == (1, 1, None)


def test_sentences_and_clauses_join_to_the_text(editions: Any) -> None:
    history = editions(document(("目标", [AIM + LEAD + "至2025年达到1,200.5万元（约）！好？"])), document(("目标", [LEAD, AIM])))
    for passages in history.passages:
        for found in passages:
            assert "".join(clause.text for clause in found.clauses) == found.unit.text
            assert "".join(sentence.text for sentence in sentences_of(found)) == found.unit.text


def test_a_section_is_followed_through_renaming_moving_and_its_end(editions: Any) -> None:
    history = editions(
        document(("发展目标", [AIM]), ("教师队伍", [TEACH, RURAL]), ("保障措施", [LEAD, FUND])),
        document(("发展目标", [AIM]), ("教师队伍建设", [TEACH.replace("定期", "每年"), RURAL]), ("保障措施", [LEAD, FUND])),
        document(
            ("教师队伍建设", [TEACH.replace("定期", "每年"), RURAL]),
            ("发展目标", [AIM.replace("95%", "98%")]),
            ("保障措施", [LEAD, FUND]),
        ),
        document(("发展目标", [AIM.replace("95%", "98%")]), ("保障措施", [LEAD, FUND])),
    )
    teachers = find_section_history(history, "教师队伍建设")
    titles = [stage.unit.text if stage.unit else None for stage in teachers.stages]
    assert titles == ["教师队伍", "教师队伍建设", "教师队伍建设", None]
    assert set(teachers.stages[1].events) >= {"renamed", "changed"}
    assert teachers.stages[3].events == ("gone",)
    moved = [event for one in section_histories(history) for event in one.stages[2].events if event == "moved"]
    assert moved == ["moved"]
    rates = [series for series in target_series(history) if any(target.text == "98%" for _, target in series.targets)]
    assert [[(place, target.text) for place, target in series.targets] for series in rates] == [
        [(0, "95%"), (1, "95%"), (2, "98%"), (3, "98%")]
    ]


class _Page(HTMLParser):
    """What a page holds: its tags, the addresses it asks for, its ids and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src") and value:
                self.links.append(value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_whole_and_nothing_in_a_document_acts_in_them(editions: Any, language: Any) -> None:
    evil = "普惠性<script>alert(1)</script><img src=x onerror=alert(1)>覆盖率达到90%，" + FUND
    history = editions(
        document(("目标<b onclick=x>", [AIM]), ("保障措施", [LEAD])),
        document(("目标<b onclick=x>", [AIM.replace("95%", "97%"), evil.replace("<", "&lt;")]), ("保障措施", [LEAD + TEACH])),
    )
    for make in (blame_page, timeline_page):
        data = make(history, language)
        assert data == make(history, language)
        page = _Page(data.decode())
        assert not {"script", "img", "iframe"} & set(page.tags)
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
        assert all(link.startswith(("#", "data:,")) for link in page.links)
        assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids
        assert "default-src 'none'" in unescape(data.decode())
    timeline = timeline_page(history, language).decode()
    assert "95%" in timeline
    assert re.search(r'<td class="changed"><a href="#s\d+-v1" title="[^"]+"><span aria-hidden="true">~', timeline)
    assert "<polyline" in timeline
    unchanged = re.findall(r'<tr class="unchanged"><th[^>]*>([^<]*)', timeline)
    assert unchanged == []


def test_on_a_phone_a_long_timeline_scrolls_in_its_frame_and_not_with_the_page(
    editions: Any, browser: Browser, tmp_path: Path
) -> None:
    history = editions(*(document(("目标", [AIM.replace("95%", f"{70 + place}%")]), ("保障措施", [LEAD])) for place in range(10)))
    (tmp_path / "timeline.html").write_bytes(timeline_page(history, "zh"))
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((tmp_path / "timeline.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('.scroll').scrollWidth") > 390
    page.close()


def test_the_timeline_knows_articles_by_their_first_words_and_hides_on_request_where_nothing_changed(editions: Any) -> None:
    law = "# 节水条例\n\n第一条 为了节约用水，制定本条例。\n\n第二条 用水实行计划管理。\n\n第三条 违反本条例的，处{}元罚款。\n"
    timeline = timeline_page(editions(law.format("二百"), law.format("五百"), law.format("八百")), "zh").decode()
    assert re.findall(r'<tr class="unchanged"><th[^>]*>([^<]*)', timeline) == [
        "第一条 为了节约用水，制定本条例。",
        "第二条 用水实行计划管理。",
    ]
    assert timeline.count('<th scope="row"') == 3
    assert "#only:checked" in timeline


def test_the_newer_a_version_the_stronger_its_ground(editions: Any) -> None:
    texts = [document(("目标", [AIM.replace("95%", f"{rate}%")])) for rate in range(91, 97)]
    ages = [int(age) for age in re.findall(r"--age: (\d+)%", blame_page(editions(*texts), "zh").decode())]
    assert ages == sorted(set(ages))
    assert len(ages) == 6


def test_the_commands_print_the_history_in_their_formats(editions: Any, tmp_path: Path, capfd: Any) -> None:
    editions(document(("目标", [AIM]), ("保障", [LEAD])), document(("目标", [AIM.replace("95%", "97%")]), ("保障", [LEAD])))
    assert main(["blame", "yunhe"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if "毛入园率" in line] == [["v0", "v1"]]
    assert main(["blame", "yunhe@v0", "--format", "json"]) == 0
    blamed = json.loads(capfd.readouterr().out)
    assert (blamed["schema"], len(blamed["versions"])) == ("plandiff/blame-1", 1)
    assert main(["history", "yunhe", "--section", "目标"]) == 0
    assert "[-95%-]{+97%+}" in capfd.readouterr().out
    assert main(["history", "yunhe", "--section", "目标", "-o", str(tmp_path / "h.json")]) == 0
    assert json.loads((tmp_path / "h.json").read_bytes())["stages"][1]["events"] == ["changed"]
    for command in (["blame", "yunhe", "-o", str(tmp_path / "b.html")], ["timeline", "yunhe", "-o", str(tmp_path / "t.html")]):
        assert main(command) == 0
        assert Path(command[-1]).read_bytes().startswith(b"<!doctype html>")
    assert main(["history", "yunhe", "--section", "没有"]) == 2
    assert "no section" in capfd.readouterr().err
    assert main(["blame", "nobody"]) == 2


def test_a_section_is_found_by_its_key_and_by_the_key_of_what_stands_in_it(editions: Any) -> None:
    history = editions(
        document(("发展目标", [AIM]), ("教师队伍", [TEACH])), document(("发展目标", [AIM]), ("教师队伍建设", [TEACH, RURAL]))
    )
    for plan in history.plans:
        for unit in plan.units:
            section = plan.sections_above(unit.id)[-1]
            assert find_section_history(history, plan.keys[unit.id]) == find_section_history(history, section.id)


def test_a_section_that_is_gone_is_listed_after_the_one_that_kept_its_place_and_not_after_one_that_moved_away(
    editions: Any,
) -> None:
    aims, teachers, schools, means = ("发展目标", [AIM]), ("教师队伍", [TEACH]), ("乡村学校", [RURAL]), ("保障措施", [LEAD, FUND])
    history = editions(document(aims, teachers, schools, means), document(aims, means, teachers), document(aims, means, teachers))
    assert [section.last.text for section in section_histories(history)] == ["发展目标", "乡村学校", "保障措施", "教师队伍"]
