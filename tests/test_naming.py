"""What the documents of a comparison and their parts are called, and how two regions' plans are listed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from plandiff.changes import find
from plandiff.model import Comparison
from plandiff.pipeline import compare, load
from plandiff.renderers import RenderOptions, render
from plandiff.renderers.counterparts import HIGH, MIDDLE, degree_of, shared_phrases
from plandiff.renderers.messages import Wording
from plandiff.renderers.naming import Naming
from plandiff.renderers.view import lay_out

LAW = "# 丁市河道管理条例\n\n## 第一章 总则\n\n第一条 为了保护河道，制定本条例。\n\n第二条 河道整治应当服从规划。\n\n## 第二章 罚则\n\n第三条 违反本条例的，处{}元罚款。\n"
PLAN = "# 丁市{}规划{}\n\n## 一、目标\n\n到2030年，{}达到95%。\n\n## 二、任务\n\n建设{}，方便群众。\n"
A = (
    "# 甲山市养老服务规划\n\n地区：甲山市\n\n## 一、发展目标\n\n健全居家社区机构相协调的养老服务体系，每千名老人拥有床位40张。\n\n"
    "## 二、重点任务\n\n### （一）发展社区养老\n\n在街道建设综合养老服务中心，提供日间照料、助餐、康复服务。\n\n### （二）扶持渔业养老\n\n发展渔港渔村互助。\n"
)
B = (
    "# 乙川市养老服务规划\n\n地区：乙川市\n\n## 一、发展目标\n\n健全居家社区机构相协调的养老服务体系，护理型床位占比达到六成。\n\n"
    "## 二、重点任务\n\n### （一）发展社区养老\n\n每个街道办好一个综合养老服务中心，提供日间照料、助餐、康复服务。\n"
)


def compared(old: str, new: str, mode: str = "versions", names: tuple[str, str] = ("old.md", "new.md")) -> Comparison:
    plans = [
        replace(plan, meta=replace(plan.meta, source=name))
        for plan, name in zip(map(load, (old.encode(), new.encode())), names, strict=True)
    ]
    return compare(*plans, mode="regions" if mode == "regions" else "versions")


def called(comparison: Comparison) -> tuple[str, ...]:
    sides = Naming.of(comparison).sides
    return tuple(side.said("zh") for side in sides)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("规划", "规划", ("修订前", "修订后")),
        ("规划（征求意见稿）", "规划", ("征求意见稿", "正式稿")),
        ("规划（草案）", "规划（送审稿）", ("草案", "送审稿")),
        ("规划（草案）", "规划（草案）", ("修订前", "修订后")),
        ("规划", "规划（草案）", ("修订前", "修订后")),
    ],
)
def test_a_draft_is_called_what_it_calls_itself(old: str, new: str, names: tuple[str, str]) -> None:
    plan = PLAN.format("水利", "", "供水普及率", "水厂")
    first, second = (plan.replace("# 丁市水利规划", f"# 丁市水利{title}") for title in (old, new))
    assert called(compared(first, second)) == names


def test_the_name_of_a_file_says_that_it_is_a_draft_and_the_name_of_its_folder_does_not() -> None:
    text = PLAN.format("水利", "", "供水普及率", "水厂")
    assert called(compared(text, text, names=("a/征求意见稿.md", "a/稿.md"))) == ("征求意见稿", "正式稿")
    assert called(compared(text, text, names=("草案/a.md", "b.md"))) == ("修订前", "修订后")


def test_a_law_is_counted_by_its_articles_and_its_numbers_are_no_targets() -> None:
    comparison = compared(LAW.format("二百"), LAW.format("五百"))
    assert called(comparison) == ("原条文", "修改后条文")
    text = render(comparison, "text", RenderOptions(language="zh")).decode()
    assert "3 条中有 1 条发生变化" in text
    assert "期限、金额与数字变化\n  罚款  二百元 → 五百元" in text
    english = render(comparison, "markdown", RenderOptions(language="en")).decode()
    assert english.startswith("## 1 of 3 articles changed")


def test_what_a_law_requires_in_numbers_is_no_target_in_its_findings() -> None:
    law = LAW + "\n第四条 检查河道的人员{}，每年检查两次并公布结果。\n"
    dropped = compared(law.format("二百", "不得少于三人"), law.format("二百", "由主管部门配备"))
    for language, said in (("zh", "要求放宽"), ("en", "requirement eased")):
        text = render(replace(dropped, findings=tuple(find(dropped))), "text", RenderOptions(language=language)).decode()  # type: ignore[arg-type]
        assert said in text
        assert "目标" not in text
        assert "arget" not in text
    plan = "# 丁市规划\n\n## 一、目标\n\n{}\n"
    aims = compared(plan.format("到2030年，供水普及率达到95%。"), plan.format("到2030年，供水普及率稳步提高。"))
    assert [finding.message("zh")[:4] for finding in find(aims) if finding.rule.id.startswith("target")] in (
        ["目标取消"],
        ["目标弱化"],
    )


def test_two_laws_of_two_regions_are_counted_by_their_articles() -> None:
    old, new = (
        f"# {region}河道管理条例\n\n地区：{region}\n" + LAW.partition("\n")[2].format(200) for region in ("甲山市", "乙川市")
    )
    comparison = compared(old, new, mode="regions")
    assert "3 条中有 3 条相互对应" in render(comparison, "text", RenderOptions(language="zh")).decode()
    assert "3 of 3 articles have a counterpart" in render(comparison, "text", RenderOptions(language="en")).decode()


def test_a_text_without_a_title_goes_by_the_name_of_its_file() -> None:
    untitled = compared("甲说明一件事。", "乙说明一件事。", names=("in/草稿.md", "out/终稿.md"))
    page = render(untitled, "html", RenderOptions(language="zh")).decode()
    assert re.findall(r"<h1[^>]*>([^<]*)", page) == ["终稿.md"]
    assert "无标题" not in page.partition("<main")[0].partition("<body")[2]
    unnamed = compared("甲说明一件事。", "乙说明一件事。", names=("<text>", "-"))
    assert re.findall(r"<h1[^>]*>([^<]*)", render(unnamed, "html", RenderOptions(language="zh")).decode()) == ["无标题"]


def test_two_articles_in_a_plan_make_no_law_of_it() -> None:
    text = PLAN.format("水利", "", "供水普及率", "水厂") + "\n### 第一条 甲\n\n办好。\n\n### 第二条 乙\n\n办好。\n"
    assert Naming.of(compared(text, text)).genre == "plan"


def test_regions_are_called_by_their_names_or_by_letters() -> None:
    assert called(compared(A, B, "regions")) == ("甲山市", "乙川市")
    assert called(compared(A, A, "regions")) == ("甲", "乙")


def test_a_regions_name_is_no_place_to_be_filled() -> None:
    comparison = compared(A, B, "regions")
    odd = replace(comparison.old, meta=replace(comparison.old.meta, region="{count}市"))
    wording = Wording.about(replace(comparison, alignment=replace(comparison.alignment, old=odd)), "zh")
    assert wording.say("deleted") == "仅count市有"


def test_regions_are_listed_by_matter_with_what_both_say_and_nothing_is_marked_as_deleted() -> None:
    comparison = compared(A, B, "regions")
    text = render(comparison, "text", RenderOptions(language="zh")).decode()
    assert not {"[-", "{+"} & {text[n : n + 2] for n in range(len(text))}
    assert "共同表述：健全居家社区机构相协调的养老服务体系" in text
    assert "- （二）扶持渔业养老  (仅甲山市有" in text
    markdown = render(comparison, "markdown", RenderOptions(language="en")).decode()
    assert "<del>" not in markdown
    assert "in both: 健全居家社区机构相协调的养老服务体系" in markdown
    assert "**only in 甲山市" in markdown


def test_similarity_is_said_in_words_on_either_side_of_each_bound() -> None:
    assert [degree_of(bound) for bound in (HIGH, HIGH - 0.01, MIDDLE, MIDDLE - 0.01)] == ["high", "middle", "middle", "low"]


def test_the_report_of_two_regions_marks_what_both_say_and_deletes_nothing() -> None:
    comparison = compared(A, B, "regions")
    page = render(comparison, "html", RenderOptions(language="zh")).decode()
    assert "<h1" in page
    assert "甲山市与乙川市对照" in page.partition("</h1>")[0].rpartition("<h1")[2]
    assert "<mark>健全居家社区机构相协调的养老服务体系" in page
    body = page.partition('<main id="changes"')[2].partition("</main>")[0]
    assert "<del>" not in body
    assert "<ins>" not in body


def test_short_phrases_are_not_quoted_as_shared() -> None:
    comparison = compared(A, B, "regions")
    phrases = [phrase for row in lay_out(comparison).rows for phrase in shared_phrases(row) if row.old and row.new]
    assert phrases
    assert all(len(phrase) >= 6 for phrase in phrases)
