"""From when and until when an edition is in force: what its text says, what people say, and which is found by a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli.main import main
from plandiff.errors import InputError, UsageError
from plandiff.library import Edition, Library, prepare
from plandiff.library.validity import Validity, find_validity
from plandiff.model import Source

ARTICLES = "# 青禾县节水办法\n\n第一条 为了节约用水，制定本办法。\n\n第二条 用水实行计划管理。\n\n第三条 {}\n"


def edition(last: str) -> Edition:
    return prepare(Source("plan.md", ARTICLES.format(last).encode()))


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("本办法自2021年7月1日起施行。", "2021-07-01", ""),
        ("本条例自二〇二一年七月一日起施行，有效期五年。", "2021-07-01", "2026-07-01"),
        ("自２０２４年２月２９日起实施，有效期3年。", "2024-02-29", "2027-02-28"),
        ("本办法自2016年5月1日起施行。", "", ""),
        ("本办法自2016年5月1日起施行，有效期5年。", "", ""),
        ("本通知自印发之日起施行，有效期至2025年12月31日。", "", "2026-01-01"),
        ("本办法由县水务局负责解释，自2021年7月1日起施行。2016年5月1日起施行的《青禾县节水办法》同时废止。", "2021-07-01", ""),
        ("This regulation enters into force on 1 July 2021.", "2021-07-01", ""),
        ("《青禾县供水条例》自2021年7月1日起施行。", "", ""),
        ("到2021年7月1日，供水管网漏损率降到9%。", "", ""),
        ("许可证有效期5年。", "", ""),
        ("（责任单位：县水务局）本措施自2021年7月1日起施行，有效期至2026年6月30日。", "2021-07-01", "2026-07-01"),
        ("本办法自2021年2月31日起施行。", "", ""),
        ("本办法自2021年7月1日起施行，有效期至2020年12月31日。", "2021-07-01", ""),
        ("本办法自2021年7月1日起施行。" + "各乡镇应当采取措施节约用水。" * 30, "", ""),
    ],
)
def test_a_document_says_of_itself_from_when_and_until_when_it_is_in_force(text: str, first: str, end: str) -> None:
    assert find_validity([text], "2021-06-01") == Validity(first, end)


def test_the_edition_in_force_on_a_day_is_found_by_its_validity_and_not_by_its_date(library: Library, capfd: Any) -> None:
    library.add("water", edition("本办法自2016年5月1日起施行。"), date="2016-03-20", label="one")
    library.add("water", edition("本办法自2021年7月1日起施行。"), date="2021-06-01", label="two")
    found = {day: library.find(f"water@{day}").label for day in ("2016-05-01", "2021-06-30", "2021-07-01", "2030-01-01")}
    assert found == {"2016-05-01": "one", "2021-06-30": "one", "2021-07-01": "two", "2030-01-01": "two"}
    with pytest.raises(InputError, match="no such version"):
        library.find("water@2016-04-30")
    assert main(["edit", "water@two", "--until", "2025-07-01"]) == 0
    assert "no longer in force from: 2025-07-01" in capfd.readouterr().out
    assert library.find("water@2025-06-30").label == "two"
    assert main(["show", "water@2025-07-01"]) == 2
    assert (
        capfd.readouterr().err == "plandiff: water@2025-07-01: none was in force then; water@two was in force until 2025-07-01\n"
    )
    assert library.find("water@latest").label == "two"


def test_an_amended_edition_is_in_force_from_its_own_day_though_it_tells_that_of_the_first(library: Library) -> None:
    for day in ("2006-01-01", "2018-10-26", "2023-12-29"):
        library.add("company", edition(f"本法自2006年1月1日起施行。{day}"), date=day)
    assert [version.start for version in library.versions("company")] == ["2006-01-01", "2018-10-26", "2023-12-29"]
    assert library.find("company@2020-01-01").label == "2018-10-26"


def test_validity_that_people_state_overrides_the_texts_and_can_be_taken_back(library: Library, capfd: Any) -> None:
    Path("plan.md").write_text(ARTICLES.format("本办法自2021年7月1日起施行。"), encoding="utf-8")
    said = ["--date", "2021-06-01", "--from", "2021-08-01", "--until", "2024-08-01", "--lang", "zh"]
    assert main(["add", "plan.md", "--as", "water", *said]) == 0
    out = capfd.readouterr().out
    assert "施行: 2021-08-01" in out
    assert "废止: 2024-08-01" in out
    assert main(["add", "plan.md", "--as", "water", "--until", "2029-08-01", "--lang", "zh"]) == 0
    assert "未保存：废止 2029-08-01" in capfd.readouterr().out
    assert main(["log", "water", "--json"]) == 0
    (version,) = json.loads(capfd.readouterr().out)["versions"]
    assert (version["date"], version["valid_from"], version["valid_until"]) == ("2021-06-01", "2021-08-01", "2024-08-01")
    assert main(["edit", "water@2021-06-01", "--from", "", "--until", ""]) == 0
    assert library.find("water@2024-08-01").start == "2021-06-01"
    assert main(["edit", "water@2021-06-01"]) == 2


def test_from_still_names_a_format_where_a_document_is_read(library: Library, capfd: Any) -> None:
    Path("plan").write_text("指标,2025年\n公园,3处\n", encoding="utf-8")
    assert main(["add", "plan", "--as", "parks", "--from", "csv", "--valid-from", "2021-01-01"]) == 0
    assert main(["show", "parks"]) == 0
    assert "| 公园 | 3处 |" in capfd.readouterr().out
    assert library.find("parks").valid_from == "2021-01-01"
    assert main(["add", "plan", "--as", "parks", "--from", "2021-13-01"]) == 2
    assert "'2021-13-01' is not a date" in capfd.readouterr().err


def test_an_edition_that_would_end_before_it_begins_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="no longer from 2021-07-01"):
        library.add("water", edition("本办法自2021年7月1日起施行。"), valid_until="2021-07-01")
    library.add("water", edition("本办法自2021年7月1日起施行。"), label="one")
    with pytest.raises(UsageError, match="no longer from 2020-01-01"):
        library.edit("water@one", valid_until="2020-01-01")
    with pytest.raises(UsageError, match="not a date"):
        library.edit("water@one", valid_from="July")
