"""Links, images and revisions: what is not a word of a text and is compared all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandiff
from laws import check_laws
from plandiff.cli.main import main
from plandiff.model import Comparison

PLAN = "# 云河市公园规划\n\n## 一、布局\n\n{}\n\n各街道按要求办理，并定期公布进展情况。\n"
GUIDE = "申报办法见[申报指南](https://example.org/{})，由[管理处](https://example.org/office)受理。"
MAP = "规划布局如![示意图]({})所示，其余不变。"


def compared(old: str, new: str) -> Comparison:
    plans = [plandiff.load(PLAN.format(text).encode()) for text in (old, new)]
    return check_laws(plans[0], plans[1], mode="versions")


def reported(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """All that is not the same, with what it points to."""
    return [
        (edit.op, *texts, edit.noise)
        for change in comparison.changes
        for edit, texts in zip(change.edits, comparison.texts(change), strict=True)
        if edit.op != "equal"
    ]


def test_another_target_of_a_link_is_noise_of_its_own_class_and_counted() -> None:
    comparison = compared(GUIDE.format("2021"), GUIDE.format("2023"))
    assert reported(comparison) == [("noise", "申报指南", "申报指南", "link")]
    assert dict(comparison.summary.noise_classes) == {"link": 1}
    assert not comparison.summary.different
    assert comparison.findings == ()


def test_a_link_that_came_or_went_is_noise_and_one_that_stayed_is_nothing() -> None:
    plain = GUIDE.format("2021").replace("[申报指南](https://example.org/2021)", "申报指南")
    assert reported(compared(plain, GUIDE.format("2021"))) == [("noise", "申报指南", "申报指南", "link")]
    assert reported(compared(GUIDE.format("2021"), GUIDE.format("2021"))) == []


def test_a_format_without_links_has_lost_none() -> None:
    plain = GUIDE.format("2021").replace("[申报指南](https://example.org/2021)", "申报指南")
    assert reported(compared(plain.replace("[管理处](https://example.org/office)", "管理处"), GUIDE.format("2021"))) == []


def test_links_inside_a_text_that_changed_are_reported_beside_its_words() -> None:
    comparison = compared(GUIDE.format("2021"), GUIDE.format("2023").replace("受理", "审批"))
    assert reported(comparison) == [("noise", "申报指南", "申报指南", "link"), ("replace", "受理", "审批", "")]


@pytest.mark.parametrize("text", [MAP, "{}".join(MAP.split("{}")).replace("，其余不变。", ""), "![示意图]({})"])
def test_another_image_is_a_change(text: str) -> None:
    comparison = compared(text.format("a.png"), text.format("b.png"))
    assert comparison.summary.changed == 1
    assert [op for op, *_ in reported(comparison)] == ["replace"]
    assert reported(compared(text.format("a.png"), text.format("a.png"))) == []


def test_an_image_that_came_or_went_inside_a_text_is_a_change() -> None:
    without = MAP.replace("![示意图]({})", "")
    assert [op for op, *_ in reported(compared(MAP.format("a.png"), without))] == ["delete"]
    assert [op for op, *_ in reported(compared(without, MAP.format("a.png")))] == ["insert"]


def test_an_image_in_a_cell_is_a_change_of_that_cell() -> None:
    table = "| 名称 | 标志 |\n|---|---|\n| 甲园 | ![徽标]({}) |\n| 乙园 | 无 |"
    comparison = compared(table.format("a.png"), table.format("b.png"))
    (change,) = [change for change in comparison.changes if change.status == "changed"]
    assert "甲园" in comparison.new.unit[change.new[0]].text


def test_the_exit_code_heeds_images_and_not_links(tmp_path: Path, capfd: Any) -> None:
    for name, text in (
        ("a", MAP.format("a.png")),
        ("b", MAP.format("b.png")),
        ("c", GUIDE.format("1")),
        ("d", GUIDE.format("2")),
    ):
        (tmp_path / f"{name}.md").write_text(PLAN.format(text), encoding="utf-8")
    files = [str(tmp_path / f"{name}.md") for name in "abcd"]
    assert main(["compare", *files[:2], "--exit-code", "--lang", "en"]) == 1
    assert "another image" in capfd.readouterr().out
    assert main(["compare", *files[2:], "--exit-code", "--lang", "en"]) == 0
    assert "targets of links 1" in capfd.readouterr().out


def test_a_struck_out_sentence_is_gone_and_as_it_was_on_request(tmp_path: Path, capfd: Any) -> None:
    kept, struck = "学校每年公布经费。定期开展评估。", "学校每年公布经费。~~定期开展评估。~~"
    for name, text in (("old", kept), ("new", struck)):
        (tmp_path / f"{name}.md").write_text(PLAN.format(text), encoding="utf-8")
    files = [str(tmp_path / f"{name}.md") for name in ("old", "new")]
    assert main(["compare", *files, "--exit-code"]) == 1
    assert "定期开展评估" in capfd.readouterr().out
    assert main(["compare", *files, "--exit-code", "--revisions", "original"]) == 0
