"""What is claimed of a plan in other words than usual: names, tables, duties, times and scopes, also in traditional characters and English."""

from __future__ import annotations

import pytest

import plandiff
from plandiff.model import Comparison, Target
from plandiff.targets import find_targets


def read(text: str) -> tuple[Target, ...]:
    return find_targets(plandiff.load(text.encode()))


def plan(*lines: str, title: str = "清河市“十五五”水利规划（2026—2030年）") -> str:
    return "\n\n".join((f"# {title}", *lines, ""))


def law(*articles: str, title: str = "清河市河道条例") -> str:
    return plan(*(f"第{'一二三四五六七八九'[n]}条 {text}" for n, text in enumerate(articles)), title=title)


def compared(old: str, new: str, mode: str = "versions") -> Comparison:
    return plandiff.compare(old.encode(), new.encode(), mode=mode)  # type: ignore[arg-type]


def rules(old: str, new: str) -> set[str]:
    """The rules found for two laws, without those that only say where text stands."""
    found = {finding.rule.id for finding in compared(old, new).findings}
    return {rule for rule in found if not rule.startswith(("text", "section", "paragraph", "item", "numbering", "heading"))}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("By 2030, forest cover will reach 48% and the recycling rate 40%.", ["forest cover", "recycling rate"]),
        (
            "The surveyed unemployment rate will be kept at 6%, the registered unemployment rate below 5.5%.",
            ["surveyed unemployment rate", "registered unemployment rate"],
        ),
        ("Build a hundred kilometres of roads and mend ten bridges.", ["roads", "bridges"]),
        ("Whoever breaches section 3 shall restore the land by 2030.", []),
        ("See Article 4 of Regulation (EU) 2016/679 and ticket 5512.", []),
    ],
)
def test_an_english_indicator_is_a_name_without_its_verb(sentence: str, names: list[str]) -> None:
    assert [target.indicator for target in read(plan("## Goals", sentence, title="Lake Plan 2026-2030"))] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("到2030年，建成区绿化覆盖率达到45%。", ["建成区绿化覆盖率"]),
        ("到2030年，水稻耕种、插秧机械化率分别达到99%和75%。", ["水稻耕种机械化率", "水稻插秧机械化率"]),
        ("今后五年自来水普及率达到96%。", ["自来水普及率"]),
        ("规划共12章48节，设专栏20个，新建公园30个。", ["新建公园"]),
        ("粮食产量稳定在上年水平，固定资产投资止跌回稳。", ["粮食产量", "固定资产投资"]),
        ("到2030年，常住人口突破500万人。", ["常住人口"]),
    ],
)
def test_a_name_is_neither_cut_nor_longer_than_it_is(sentence: str, names: list[str]) -> None:
    found = read(plan("## 一、主要目标", sentence))
    assert [target.indicator for target in found] == names
    assert {target.role for target in found} == {"target"}


def test_how_many_there_are_in_all_is_no_target() -> None:
    assert [target.role for target in read(plan("## 一、重点任务", "全市60万农民盼着路修好。做好全市46万学生午餐供应。"))] == [
        "other"
    ] * 2


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("| 指標 | 2025年 | 2030年 | 年均增長 |", "| 綠化覆蓋率（%） | 40 | 44 | 1.5 |"),
        ("| Indicator | 2025 | 2030 | Annual growth |", "| Forest cover (%) | 40 | 44 | 1.5 |"),
    ],
)
def test_heads_of_columns_are_read_in_traditional_characters_and_english(heads: str, row: str) -> None:
    found = read(plan("## 一、主要指標", f"{heads}\n|---|---|---|---|\n{row}"))
    assert [(target.role, target.value, str(target.year or "")) for target in found] == [
        ("baseline", 40, "2025"),
        ("target", 44, "2030"),
        ("change", 1.5, ""),
    ]


@pytest.mark.parametrize(
    "cell", ["由86%提高到88%", "从86%增至88%", "86%→88%", "88%（2025年86%）", "88% (2025: 86%)", "from 86% to 88%"]
)
def test_a_cell_states_a_baseline_and_a_target(cell: str) -> None:
    found = read(plan("## 一、主要指标", f"| 指标 | 2030年目标 |\n|---|---|\n| 优良天数比例 | {cell} |"))
    assert {(target.role, target.value) for target in found} == {("baseline", 86), ("target", 88)}


def test_the_coming_five_years_below_a_plan_are_the_plans() -> None:
    found = read(
        plan("## 一、“十五五”时期奋斗目标", "今后五年地区生产总值年均增长6%。", title="2027年清河市政府工作报告").replace(
            "# ", "---\ndate: 2027-01-20\n---\n# ", 1
        )
    )
    assert [str(target.period) for target in found] == ["2026-2030"]


def test_a_count_that_was_not_reached_was_missed() -> None:
    def report(year: int, done: str, aim: str) -> str:
        heads = f"## 一、{year - 1}年工作回顾", f"## 二、{year}年工作安排"
        return plan(heads[0], done, heads[1], aim, title=f"清河市{year}年政府工作报告")

    old = report(2030, "经济平稳运行。", "今年改造农村厕所2000户。")
    new = report(2031, "全年改造农村厕所1800户。", "今年社会保持稳定。")
    assert ("missed",) in {change.kinds for change in compared(old, new).targets}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("縣政府應設河川基金。", "縣政府得設河川基金。", {"obligation-weakened"}),
        ("施工單位應編製防汛計畫。", "施工單位宜編製防汛計畫。", {"obligation-weakened"}),
        ("機關得提供諮詢。", "機關得視需要提供諮詢。", set()),
        ("有價證券非經核准，不得買賣。", "有價證券經核准後，始得買賣。", set()),
        ("取得许可前，施工单位不得在河道开工。", "取得许可后，施工单位方可以在河道开工。", set()),
    ],
)
def test_what_may_be_done_is_said_in_many_ways(old: str, new: str, expected: set[str]) -> None:
    assert rules(law("為保護河川，制定本條例。", old), law("為保護河川，制定本條例。", new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("院长应当曾任法官职务五年以上。", "院长应当曾任法官职务八年以上。", {"condition-tightened"}),
        ("申請人應具有三年以上工作經驗。", "申請人應具有二年以上工作經驗。", {"condition-eased"}),
        ("本法自中華民國一百零六年七月一日施行。", "本法自中華民國一百零九年七月一日施行。", set()),
        ("異議有理由時，應於五日內變更原處分。", "異議有理由時，應於十日內變更原處分。", {"deadline-postponed"}),
        ("收受捐款者，应当在一个月内返还捐款人。", "收受捐款者，应当自本条例施行之日起二个月内返还捐款人。", set()),
        ("致人死亡的，处七年以下有期徒刑。", "致人死亡的，处七年以上有期徒刑。", {"penalty-raised"}),
        ("教誨師九人至二十一人，掌理教化。", "教誨師十五人至三十人，掌理教化。", {"target-raised"}),
        ("理事不得超过二十七人。", "理事不得逾三十人。", {"target-lowered"}),
    ],
)
def test_times_and_numbers_of_laws(old: str, new: str, expected: set[str]) -> None:
    assert rules(law("为了管理河道，制定本条例。", old), law("为了管理河道，制定本条例。", new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("使用机器的工厂，雇用工人在三十人以上者，适用本条例。", "使用机器的工厂，均适用本条例。", "scope-widened"),
        ("本市行政区域内的停车场，适用本条例。", "本市行政区域内泊位在五十个以上的停车场，适用本条例。", "scope-narrowed"),
        ("军用停车场、临时停车场，不适用本条例。", "军用停车场，不适用本条例。", "scope-widened"),
    ],
)
def test_a_condition_narrows_what_it_is_said_of(old: str, new: str, expected: str) -> None:
    assert expected in rules(law("为了管理，制定本条例。", old), law("为了管理，制定本条例。", new))


def test_a_kind_of_project_has_no_name() -> None:
    assert rules(law("推进一批重大水利项目建设。"), law("加快一批重大水利项目建设。")) == set()


def act(*sections: str) -> str:
    return "\n\n".join(("# Wetland Act", *(f"## {n} {text}" for n, text in enumerate(sections, 1)), ""))


OLD_ACT = act(
    "Authority\n\nThe agency is in charge.",
    "Ban\n\nNobody shall fill wetlands.",
    "Orders\n\nWhoever breaches section 2 restores the land.",
)


def test_section_in_small_letters_refers_to_a_section_with_a_bare_number() -> None:
    put_before = "Principle\n\nEcology comes first."
    rest = [part.partition(" ")[2] for part in OLD_ACT.split("\n\n## ")[1:]]
    assert rules(OLD_ACT, act(put_before, *rest)) == {"reference-moved"}
    assert rules(OLD_ACT, act(put_before, *(text.replace("section 2", "section 3") for text in rest))) == set()


def test_a_list_of_offences_that_was_renumbered_as_a_whole_is_not_stale() -> None:
    def offences(first: int) -> str:
        return "有下列行为之一的，处一千元罚款：\n\n" + "\n\n".join(
            f"（{'一二三'[n]}）违反第{'一二三四五六'[first + n - 1]}条规定；" for n in range(3)
        )

    duties = "应当在开工前登记。", "应当在完工后报告。", "应当在网站公示。"
    old = law("为了管理河道，制定本条例。", *duties, offences(2))
    new = law("为了管理河道，制定本条例。", "坚持公开的原则。", *duties, offences(3))
    assert "reference-moved" not in rules(old, new)


def test_a_reference_to_the_former_text_is_not_stale() -> None:
    old = law("为了管理河道，制定本条例。", "应当在开工前登记。", "应当在完工后报告。")
    new = law("为了管理河道，制定本条例。", "坚持公开的原则。", "应当在开工前登记。本条由原第二条移列。", "应当在完工后报告。")
    assert "reference-moved" not in rules(old, new)


def links(found: Comparison) -> dict[str, tuple[str, ...]]:
    return {unit: change.new for change in found.changes for unit in change.old}


def test_a_list_of_years_keeps_to_its_years() -> None:
    items = (
        "1. 2022年，新建城南污水处理厂，投资1.2亿元。",
        "2. 2023年，改造青山水库，投资3000万元。",
        "3. 2024年，新建滨江公园，投资800万元。",
    )
    later = (
        items[2].replace("3. ", "1. "),
        "2. 2025年，新建城北污水处理厂，投资1.4亿元。",
        "3. 2026年，改造龙泉水库，投资2800万元。",
    )
    found = compared(plan("## 一、工程", "\n".join(items)), plan("## 一、工程", "\n".join(later)))
    assert [links(found)[unit.id] for unit in found.old.units if unit.kind == "item"] == [(), (), ("1/1",)]
    assert not {finding.rule.id for finding in found.findings} & {"target-lowered", "deadline-postponed", "item-moved"}
    postponed = compared(
        plan("## 一、工程", "\n".join(items)), plan("## 一、工程", "\n".join((items[2], items[0].replace("2022", "2026"))))
    )
    assert links(postponed)["1/1"] == ("1/2",)


def test_only_what_is_about_force_belongs_to_a_commencement() -> None:
    old = law("为了管理，制定本条例。", "本条例自公布之日起施行。2010年5月1日市人民政府发布的《清河市管理办法》同时废止。")
    new = law("为了管理，制定本条例。", "有关办法由市人民政府另行规定。", "本条例自2028年7月1日起施行。")
    assert links(compared(old, new))["2/1"] == ("3/1",)


def test_a_section_whose_one_paragraph_has_a_counterpart_has_one_too() -> None:
    old = plan(
        "## （一）推动科技创新", "实施重大科技专项，支持企业牵头组建创新联合体，培育高新技术企业五百家以上。",
        "## （二）保护生态环境", "打好污染防治攻坚战，推进河流治理，完成矿山修复，新增造林八十万亩。",
        title="甲省重点工作",
    )  # fmt: skip
    new = plan(
        "## （一）建设美丽乙省", "深入治理大气、水、土壤污染，抓好矿区复绿，植树造林六十万亩。",
        "## （二）增强创新能力", "组织核心技术攻关，支持企业建设技术中心，新认定高新技术企业三百家。",
        title="乙省重点工作",
    )  # fmt: skip
    found = links(compared(old, new, mode="regions"))
    assert (found["1"], found["2"]) == (("2",), ("1",))


def test_a_suspended_qualification_is_a_penalty() -> None:
    purpose, offence = "为了管理河道，制定本条例。", "董事对处置负有主要责任的，"
    sanction = "撤销其任职资格，并可以按照规定对其采取禁入的措施。"
    old, new = law(purpose, f"{offence}暂停其任职资格1至3年；情节严重的，{sanction}"), law(purpose, f"{offence}{sanction}")
    assert rules(old, new) == {"penalty-removed"}


def test_a_version_number_is_no_target() -> None:
    rows = "| Date | Changes | Version |\n| --- | --- | --- |\n| May 12, 2026 | Add a profile, 30 days | 6.1 |"
    assert [target.text for target in read(plan("## History", rows, title="Lake Policy"))] == ["30 days"]


def test_an_english_name_has_whole_addresses_and_no_number_of_a_note() -> None:
    sentences = (
        "Within 90 days, the agency will launch lake.example.org for all.",
        "Each agency will release at least 20 percent of its custom code⁷.",
    )
    assert [target.indicator for target in read(plan("## Code", *sentences, title="Code Policy"))] == [
        "launch lake.example.org for all",
        "its custom code",
    ]


def test_a_note_below_what_implements_a_plan_is_no_safeguard() -> None:
    old = "# Code Policy\n\n## Implementation\n\nAgencies keep inventories of their code.\n\n### Footnotes\n\n⁴ See the circular on records, section 8.\n"
    new = old.replace("\n⁴ See the circular on records, section 8.\n", "\n⁴ Available on paper at the library.\n")
    assert {finding.rule.id for finding in compared(old, new).findings} & {"safeguard-removed", "safeguard-added"} == set()


PURPOSE = "为了管理河道，制定本条例。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "年滿七十歲者，得申請發給津貼，每月新臺幣三千元。",
            "年滿七十歲者，得申請發給津貼，每月新臺幣四千元。",
            {"funding-raised"},
        ),
        ("年满七十岁的，可以申领津贴，每月四百元。", "年满七十岁的，可以申领津贴，每月三百元。", {"funding-lowered"}),
        ("专供研究并向河道机关报备的，不在此限。", "专供研究并经河道机关许可的，不在此限。", {"licence-tightened"}),
        ("违反规定未报请备查的，处三万元以下罚款。", "有下列情形之一，未经许可的，处三万元以下罚款。", set()),
        ("采砂执业执照有效期间四年。", "采砂执业执照有效期间六年。", {"duration-raised"}),
        ("曾因犯罪受一年有期徒刑的，不得担任。", "曾因犯罪受一年以上有期徒刑的，不得担任。", set()),
        ("河道应当清淤。", "河道应当清淤。各项补助不得作为扣押、抵销或者强制执行的标的。", set()),
    ],
)
def test_what_is_paid_asked_for_and_suffered(old: str, new: str, expected: set[str]) -> None:
    assert rules(law(PURPOSE, old), law(PURPOSE, new)) == expected


def test_what_only_says_that_a_provision_is_gone_is_not_dropped_again() -> None:
    def about_sections(old: str, new: str) -> list[str]:
        return [finding.rule.id for finding in compared(old, new).findings if finding.rule.id.startswith("section")]

    rest = "违反本条例的，处三万元以下罚款。"
    full, marked, without = law(PURPOSE, "河道应当清淤。", rest), law(PURPOSE, "（删除）", rest), law(PURPOSE, rest)
    assert about_sections(full, marked) == ["section-removed"]
    assert about_sections(marked, without) == about_sections(without, marked) == []


def test_two_clauses_that_begin_alike_are_quoted_from_where_they_part() -> None:
    lead = "The operator of a pier at which passengers of ferries and of other boats embark or disembark in the course of the season "
    old, new = (f"# Pier act\n\n## Part 1\n\n{lead}{modal} keep a bell.\n".encode() for modal in ("shall", "may"))
    (found,) = (
        finding for finding in plandiff.compare(old, new, mode="versions").findings if finding.rule.id == "obligation-weakened"
    )
    said = dict(found.values)
    assert said["old"].startswith("…")
    assert said["old"].endswith("shall keep a bell")
    assert said["new"].endswith("may keep a bell")
