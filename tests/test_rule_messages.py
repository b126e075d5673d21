"""What findings quote from both texts, and how the same change reads in the other direction."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.changes.obligations import _took_the_place

LAW = "# 云河市管理办法\n\n## 第一条\n\n{}\n"
STORED = "物业公司应当保存记录{}，并接受检查。"
SPENT = "申请人应当身体健康，具有{}以上工作经验，品行良好。"
FINED = "占用绿地的，处{}罚款。"
LICENCES = "施工前应当向市园林部门备案", "施工前应当经市园林部门批准"
DUTIES = "各区确保投入稳定增长", "各区努力实现投入稳定增长"


@pytest.mark.parametrize(
    ("old", "new", "there", "back"),
    [
        (
            *map(STORED.format, ("三年", "五年")),
            ("duration-raised", "时间延长：三年 → 五年，物业公司应当保存记录五年"),
            ("duration-lowered", "时间缩短：五年 → 三年，物业公司应当保存记录三年"),
        ),
        (
            *map("{}公布水质一次，接受监督。".format, ("每季度", "每年")),
            ("duration-raised", "时间延长：每季度 → 每年，每年公布水质一次"),
            ("duration-lowered", "时间缩短：每年 → 每季度，每季度公布水质一次"),
        ),
        (
            *map("收到申请后，应当在{}日内答复申请人。".format, "七十"),
            ("deadline-postponed", "期限推迟：七日内 → 十日内，答复申请人"),
            ("deadline-advanced", "期限提前：十日内 → 七日内，答复申请人"),
        ),
        (
            *map("到{}年底前建成公园十座，免费开放。".format, (2027, 2028)),
            ("deadline-postponed", "期限推迟：到2027年底前 → 到2028年底前，建成公园十座，免费开放"),
            ("deadline-advanced", "期限提前：到2028年底前 → 到2027年底前，建成公园十座，免费开放"),
        ),
        (
            *map("加强管理，申请人从业满{}年，可以申请。".format, (3, 5)),
            ("condition-tightened", "条件收紧：申请人从业满3年 → 申请人从业满5年"),
            ("condition-eased", "条件放宽：申请人从业满5年 → 申请人从业满3年"),
        ),
        (
            *map(SPENT.format, ("5年", "8年")),
            ("condition-tightened", "条件收紧：具有5年以上 → 具有8年以上"),
            ("condition-eased", "条件放宽：具有8年以上 → 具有5年以上"),
        ),
        (
            *map("年用水量超过{}万吨的单位应当安装计量设施。".format, (5, 8)),
            ("threshold-raised", "门槛数值提高：年用水量，超过5万吨 → 超过8万吨"),
            ("threshold-lowered", "门槛数值降低：年用水量，超过8万吨 → 超过5万吨"),
        ),
        (
            *map(FINED.format, ("五百元以上二千元以下", "一千元以上五千元以下")),
            ("fine-raised", "罚款提高：五百元以上二千元以下 → 一千元以上五千元以下，占用绿地的，处"),
            ("fine-lowered", "罚款降低：一千元以上五千元以下 → 五百元以上二千元以下，占用绿地的，处"),
        ),
        (
            *map("逾期不改正的，处{}日以下拘留。".format, "五十"),
            ("penalty-raised", "处罚提高：五日以下 → 十日以下，逾期不改正的，处"),
            ("penalty-lowered", "处罚降低：十日以下 → 五日以下，逾期不改正的，处"),
        ),
        (
            *map("{}。".format, LICENCES),
            ("licence-tightened", "许可收紧：“{}” → “{}”".format(*LICENCES)),
            ("licence-eased", "许可放宽：“{1}” → “{0}”".format(*LICENCES)),
        ),
        (
            *map("{}，按时拨付。".format, DUTIES),
            ("obligation-weakened", "义务弱化：“{}” → “{}”".format(*DUTIES)),
            ("obligation-strengthened", "义务强化：“{1}” → “{0}”".format(*DUTIES)),
        ),
        (
            *("本办法适用于公园、绿地和林地。", "本办法适用于公园和林地。"),
            ("scope-narrowed", "适用范围缩小：绿地"),
            ("scope-widened", "适用范围扩大：绿地"),
        ),
        (
            *map("市财政每年安排不低于{}万元，用于公园管护。".format, (500, 800)),
            ("target-raised", "目标提高：市财政每年安排，不低于500万元 → 不低于800万元"),
            ("target-lowered", "目标降低：市财政每年安排，不低于800万元 → 不低于500万元"),
        ),
        (
            *map("对新建公园给予不超过{}万元的补助。".format, (50, 80)),
            ("funding-raised", "资金增加：不超过50万元 → 不超过80万元，补助"),
            ("funding-lowered", "资金减少：不超过80万元 → 不超过50万元，补助"),
        ),
        (
            *map("违反本条规定的，由市{}部门责令改正。".format, ("园林", "水务")),
            ("enforcing-body-changed", "执法机关变更：市园林部门 → 市水务部门"),
            ("enforcing-body-changed", "执法机关变更：市水务部门 → 市园林部门"),
        ),
        (
            *map("湖泊由{0}管理，{0}每年公布名录，{0}受理投诉。".format, ("水务局", "河长办")),
            ("term-replaced", "用语统一替换：水务局 → 河长办，3 处"),
            ("term-replaced", "用语统一替换：河长办 → 水务局，3 处"),
        ),
    ],
)
def test_a_finding_quotes_what_both_texts_say_in_either_direction(
    old: str, new: str, there: tuple[str, str], back: tuple[str, str]
) -> None:
    assert findings_of(old, new) == [there]
    assert findings_of(new, old) == [back]


def findings_of(old: str, new: str) -> list[tuple[str, str]]:
    """(rule, sentence) of each finding but that the text changed."""
    found = plandiff.compare(LAW.format(old).encode(), LAW.format(new).encode(), mode="versions").findings
    return [(finding.rule.id, finding.message("zh")) for finding in found if finding.rule.id != "text-changed"]


@pytest.mark.parametrize(
    ("text", "head", "rest", "took"),
    [
        *(
            ("确保投入增长", "", "实现投入增长", True),
            ("投入增长", "", "实现投入增长", True),
            ("保投入增长", "", "实现投入增长", True),
        ),
        *(("实现投入增长", "", "实现投入增长", True), ("全市确保投入增长", "", "实现投入增长", False)),
        *(("区确保投入增长", "各区", "实现投入增长", True), ("区里确保投入增长", "各区", "实现投入增长", False)),
        *(("区投入增长", "各区", "实现投入增长", True), ("确保投入增长", "各区", "实现投入增长", False)),
        *(
            ("确保投入增", "", "实现投入增长", False),
            ("确保增长", "", "增长", False),
            ("确保投入增长", "", "逐步实现投入增长", False),
        ),
    ],
)
def test_a_weak_word_takes_the_place_of_a_verb_where_the_clause_begins_or_goes_on(
    text: str, head: str, rest: str, took: bool
) -> None:
    assert _took_the_place(text, head, rest) is took


FINES = "违反规定的，对单位处{}元罚款，对个人处{}元罚款；情节严重的，对单位处{}元罚款。"
WHO = "违反规定的，对单位处", "对个人处", "情节严重的，对单位处"


@pytest.mark.parametrize(
    "amounts", [(600, 100, 900), (500, 200, 900), (500, 100, 1000), (600, 200, 1000), (400, 200, 900), (400, 90, 800)]
)
def test_each_of_several_fines_is_compared_with_its_own_counterpart(amounts: tuple[int, int, int]) -> None:
    before = 500, 100, 900
    expected = [
        (f"fine-{'raised' if new > old else 'lowered'}", f"罚款{'提高' if new > old else '降低'}：{old}元 → {new}元，{who}")
        for old, new, who in zip(before, amounts, WHO, strict=True)
        if old != new
    ]
    assert sorted(findings_of(FINES.format(*before), FINES.format(*amounts))) == sorted(expected)


SUCCESSIVE = "---\ntitle: 云河市公园规划\nperiod: {}\n---\n\n# 云河市公园规划\n\n## 一、目标\n\n到{}年底前建成公园十座，免费开放，方便市民游览休息。\n"


@pytest.mark.parametrize(
    ("period", "year", "found"),
    [
        ("2026-2030", 2029, False),
        ("2026-2030", 2028, True),
        ("2026-2030", 2030, True),
        ("2021-2025", 2024, False),
        ("2021-2025", 2025, True),
        ("2021-2025", 2023, True),
    ],
)
def test_a_date_that_moves_with_the_period_of_the_next_plan_is_not_postponed(period: str, year: int, found: bool) -> None:
    old, new = SUCCESSIVE.format("2021-2025", 2024), SUCCESSIVE.format(period, year)
    rules = {finding.rule.id for finding in plandiff.compare(old.encode(), new.encode(), mode="versions").findings}
    assert ({"deadline-postponed", "deadline-advanced"} & rules == set()) is not found
    assert ("period-changed" in rules) is (period != "2021-2025")
