"""Penalties of two regions' laws: compared by what they punish, for their sanctions are worded alike whatever that is."""

from __future__ import annotations

import plandiff
from plandiff.align.penalties import find_penalties
from plandiff.indexing import index
from test_bounds import became

OLD = """# 甲县渡口条例

## 第一章 乘渡

第一条 乘客上船应当穿好救生衣，不得在船头嬉闹。

第二条 渡口经营者应当每年检修渡船，并公布检修日期。

## 第二章 罚则

第三条 违反本条例规定，渡口经营者未在规定的期限内检修渡船的，由县交通部门责令改正；情节严重的，处五千元以上二万元以下的罚款。
"""
NEW = """# 乙市渡口条例

## 第一章 乘渡

第一条 经营渡口的单位负责渡船的检修，每年不少于一次，结果张贴在码头。

第二条 登船的人员应当穿着救生衣，听从船员指挥。

## 第二章 罚则

第三条 乘客违反本条例第二条规定，未在规定的时间内穿着救生衣的，由市交通部门责令改正；情节严重的，处五千元以上二万元以下的罚款。

第四条 违反本条例第一条规定的，由市交通部门给予警告，处一千元罚款。
"""


def test_a_penalty_is_that_of_the_same_duty_and_not_that_of_the_same_sum() -> None:
    found = became(plandiff.compare(OLD.encode(), NEW.encode(), mode="regions"))
    assert found["2.1/1"] == ("2.2/1",)


def test_a_penalty_is_no_counterpart_of_the_duty_that_it_punishes() -> None:
    duties = NEW.partition("## 第二章")[0]
    assert became(plandiff.compare(OLD.encode(), duties.encode(), mode="regions"))["2.1/1"] == ()


def test_an_offence_has_the_words_of_the_article_it_names_or_else_of_the_one_that_speaks_of_it() -> None:
    sides = [index(plandiff.load(text.encode())) for text in (OLD, NEW)]
    (own,), (named, bare) = ([*find_penalties(side).offences.values()] for side in sides)
    assert own.alone.strip(",") == "渡口经营者未在规定的期限内检修渡船"
    assert "公布检修日期" in own.whole
    assert (named.alone, bare.alone) == ("", "")
    assert "听从船员指挥" in named.whole
    assert "张贴在码头" in bare.whole


def test_an_article_of_another_law_is_not_the_duty_and_a_complaint_is_no_penalty() -> None:
    text = OLD.replace("违反本条例规定", "违反《港口法》第一条规定").replace(
        "第一条 乘客", "第一条 任何人有权举报违反本条例的行为，乘客"
    )
    (offence,) = find_penalties(index(plandiff.load(text.encode()))).offences.values()
    assert "救生衣" not in offence.whole
