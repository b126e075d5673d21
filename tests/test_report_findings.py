"""Findings in the HTML report: read, followed and filtered as a reader would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from browser import Report, html, open_tab
from plandiff.changes import find
from plandiff.model import Comparison, Unit
from plans import compared
from test_report_access import STANDARDS

OLD = """
# 一、|发展目标
到2025年，学前三年毛入园率达到95%，义务教育巩固率达到99%。
各地必须建立督导制度。
| 指标 | 2025年 |
| 在园幼儿（万人） | 12 |
| 教职工（万人） | 3 |
# 二、|保障措施
健全工作机制，加强组织领导，明确责任分工，确保各项任务落到实处。
建立健全监测评估制度，定期公布结果，接受社会监督，形成工作合力。
"""
NEW = (
    OLD.replace("95%", "90%")
    .replace("必须建立", "可以建立")
    .replace("健全工作机制，加强组织领导，明确责任分工，确保各项任务落到实处。\n", "")
    .replace("| 教职工（万人） | 3 |\n", "")
    .replace("99%。", "99.5%。")
)


def found(*accepted: str) -> Comparison:
    comparison = compared(OLD, NEW)
    return replace(comparison, findings=tuple(replace(met, accepted=met.rule.id in accepted) for met in find(comparison)))


def test_errors_and_warnings_are_listed_with_their_section_and_lead_to_their_change(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    first = page.locator(".findings .severe > li", has_text="Target lowered")
    assert first.inner_text().split("\n") == ["notable", "Target lowered: 学前三年毛入园率, 95% → 90%", "一、发展目标"]
    assert page.locator(".findings .levels-counted .chip").all_inner_texts()[0] == "1 major"
    first.get_by_role("link").click()
    assert "90%" in page.locator(".current .new").inner_text()
    links = page.locator(".findings a, .keys a").evaluate_all(
        "(links) => links.filter((a) => !document.querySelector(a.hash)).length"
    )
    assert links == 0


def test_what_only_informs_is_counted_by_rule_and_listed_on_demand(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    raised = page.locator(".infos > li", has_text="Target raised")
    assert raised.inner_text().split() == ["Target", "raised", "1"]
    raised.locator("summary").click()
    assert "义务教育巩固率, 99% → 99.5%" in raised.inner_text()


def test_findings_change_their_language_with_the_page_and_leave_the_documents_words_alone(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    page.get_by_role("button", name="中文").click()
    assert page.locator(".findings .severe > li", has_text="目标降低").inner_text().split("\n")[:2] == [
        "一般关注",
        "目标降低：学前三年毛入园率，95% → 90%",
    ]
    assert page.locator(".infos summary", has_text="目标提高").is_visible()
    assert "Target" not in page.locator(".findings").inner_text()


def test_findings_are_filtered_by_what_they_are_about(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    seen = page.locator(".levels [data-area]:visible")
    every = seen.count()
    page.get_by_role("button", name="targets").click()
    assert set(seen.evaluate_all("(all) => all.map((e) => e.dataset.area)")) == {"target"}
    page.get_by_role("button", name="tasks").click()
    assert set(seen.evaluate_all("(all) => all.map((e) => e.dataset.area)")) == {"target", "task"}
    for name in ("targets", "tasks"):
        page.get_by_role("button", name=name).click()
    assert seen.count() == every


def test_what_is_accepted_is_counted_and_kept_apart(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found("target-lowered"), language="zh"), tmp_path)
    open_tab(page, "findings")
    assert "目标降低" not in page.locator(".levels").inner_text()
    settled = page.locator(".settled")
    assert settled.inner_text() == "已接受 1 项"
    settled.locator("summary").click()
    assert "目标降低：学前三年毛入园率，95% → 90%" in settled.inner_text()


def test_hostile_words_in_a_finding_stay_words(report: Report, tmp_path: Path) -> None:
    hostile = """"><img src=x onerror=alert(1)>{name}</script>\u202e"""
    comparison = found()
    spoilt = [
        replace(met, section=(Unit("1", None, "section", hostile),), values=tuple((name, hostile) for name, _ in met.values))
        for met in comparison.findings
    ]
    page = report.open(html(replace(comparison, findings=tuple(spoilt))), tmp_path)
    open_tab(page, "findings")
    for language in ("中文", "English"):
        assert "<img src=x onerror=alert(1)>{name}</script>" in page.locator(".findings .severe > li").first.inner_text()
        page.get_by_role("button", name=language).click()
    assert page.evaluate("[document.images.length, document.querySelectorAll('[onerror]').length]") == [0, 0]


def test_axe_has_nothing_to_say_about_findings(report: Report, tmp_path: Path) -> None:
    page = report.open(html(found("obligation-weakened")), tmp_path)
    open_tab(page, "findings")
    for summary in page.locator(".findings details > summary").all():
        summary.click()
    found_wrong = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found_wrong] == []
