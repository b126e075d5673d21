"""What the rules say of laws: references to articles, and articles that moved or were written anew."""

from __future__ import annotations

import pytest

import plandiff
from judged import rules_of


def test_references_to_other_laws_are_left_alone() -> None:
    law = "# 条例\n\n第一条 学校应当建立安全责任制。\n\n{}第{}条 违反《教育法》第二条、第一条的，依法处理；违反本条例第一条的，给予警告。\n"
    old, new = law.format("", "二"), law.format("第二条 学校安全工作坚持预防为主。\n\n", "三")
    assert [rule for rule in rules_of(plandiff.compare(old.encode(), new.encode())) if rule.startswith("reference")] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "不符合《河道法》第一条第一款、第二条第二款的，不予受理。",
            "不符合《河道法》第一条第一款、第二条第二款的，不予受理，并说明理由。",
        ),
        ("适用《湿地公约》和该公约第一条，以及国际条约第二条。", "适用《湿地公约》和该公约第一条，以及国际条约第二条的规定。"),
        ("违反第一条、第二条的，给予警告。", "违反第二条、第三条的，给予警告。"),
    ],
)
def test_a_reference_is_not_moved_where_it_is_another_laws_or_was_updated(old: str, new: str) -> None:
    law = "# 云河市公园条例\n\n{}第{}条 公园应当免费开放。\n\n第{}条 公园应当设置公厕。\n\n第{}条 {}\n"
    before = law.format("", "一", "二", "三", old)
    after = law.format("第一条 本市建设公园城市。\n\n", "二", "三", "四", new)
    found = plandiff.compare(before.encode(), after.encode(), mode="versions")
    assert [rule for rule in rules_of(found) if rule.startswith("reference")] == []


def test_an_english_reference_is_quoted_in_english_brackets() -> None:
    act = "# Schools Act\n\nArticle 1 Schools keep a register.\n\n{}Article 3 Fees follow {}.\n"
    old = act.format("Article 2 Fees are set by the council every year.\n\n", "Article 2 and the council")
    found = plandiff.compare(old.encode(), act.format("", "Article 2 and the mayor").encode()).findings
    (broken,) = [finding for finding in found if finding.rule.id == "reference-broken"]
    assert broken.message("en") == "Reference to a section that is gone: Article 2 (Fees follow Article 2 and the mayor.)"


def test_an_article_without_a_title_whose_paragraph_moved_into_another_is_not_reported_as_merged() -> None:
    first = "第一条 苗圃由市园林部门会同区人民政府统一规划，报市人民政府批准后公布。\n"
    kept = "\n第二条 苗圃应当建立苗木登记台账，按季度报送出圃数量和去向。\n"
    moved = "未经批准，任何单位和个人不得改变苗圃的用途。\n"
    old = f"# 某市苗圃管理办法\n\n{first}{kept}\n第三条 {moved}"
    new = f"# 某市苗圃管理办法\n\n{first}\n{moved}{kept}"
    assert rules_of(plandiff.compare(old.encode(), new.encode())) == ["paragraph-moved"]


def test_references_in_one_list_that_was_left_as_it_was_are_each_reported() -> None:
    law = "# 云河市公园条例\n\n{}第{}条 公园应当免费开放。\n\n第{}条 公园应当设置公厕。\n\n第{}条 违反本条例第一条、第二条的，给予警告。\n"
    old, new = law.format("", "一", "二", "三"), law.format("第一条 本市建设公园城市。\n\n", "二", "三", "四")
    found = plandiff.compare(old.encode(), new.encode(), mode="versions").findings
    reported = [dict(finding.values) for finding in found if finding.rule.id == "reference-moved"]
    assert [(values["old"], values["new"]) for values in reported] == [("第一条", "第二条"), ("第二条", "第三条")]


def test_an_article_that_only_names_the_bodies_of_another_was_not_written_anew_in_it() -> None:
    kept = "\n".join(
        f"\n第{n}条 {text}" for n, text in zip("一二三", ("公园免费开放。", "公园设置公厕。", "公园按时闭园。"), strict=True)
    )
    old = f"# 苗圃管理条例\n{kept}\n\n第四条 引种检疫的具体办法，由国务院林业主管部门会同国务院有关部门制定。\n"
    new = f"# 苗圃管理条例\n{kept}\n\n第四条 国务院林业主管部门会同国务院有关部门发布珍稀树种名录，实行分级保护。\n"
    assert "section-rewritten" not in rules_of(plandiff.compare(old.encode(), new.encode(), mode="versions"))
