"""Where in the new document a finding is pointed to."""

from __future__ import annotations

import plandiff
from plandiff.renderers.annotations import digest

OLD = """# 规划

## 一、任务

学校应当配备专职校医，每学期为学生体检一次。结果应当告知家长，并按年度公布进展。

区县应当安排专项经费，用于改善办园条件。

## 二、保障

加强组织领导，健全工作机制。
"""


def lines(new: str) -> dict[str, int | None]:
    """Rule of each finding -> the line it is at."""
    return {found.finding.rule.id: found.line for found in digest(plandiff.compare(OLD.encode(), new.encode())).open}


def test_what_was_split_is_pointed_to_at_the_first_of_its_lines() -> None:
    found = lines(OLD.replace("一次。结果应当", "一次。\n\n结果可以"))
    assert found["paragraph-split"] == found["obligation-weakened"] == 5


def test_what_was_removed_is_pointed_to_at_the_last_line_of_what_it_followed() -> None:
    paragraph = "区县应当安排专项经费，用于改善办园条件。\n\n"
    assert lines(OLD.replace(paragraph, ""))["paragraph-removed"] == 5
    assert lines(OLD.replace(paragraph, "").replace("一次。结果", "一次。\n\n结果"))["paragraph-removed"] == 7
