"""What the rules say of duties, deadlines, bodies and penalties."""

from __future__ import annotations

import pytest

import plandiff
from judged import LATER, PLAN, rules_of
from plandiff.changes.facts import place_of
from plandiff.model import Comparison, Finding, TargetChange
from plandiff.targets import find_targets


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("学校应当配备专职校医。", "学校可以配备专职校医。", ["obligation-weakened"]),
        ("学校必须配备专职校医。", "学校应当配备专职校医。", []),
        ("学校不得招收未满六周岁的儿童。", "学校可以招收未满六周岁的儿童。", ["obligation-weakened"]),
        ("国家鼓励和支持企业举办职业学校。", "国家鼓励企业举办职业学校。", []),
        ("学校应当鼓励教师参加进修。", "学校鼓励教师参加进修。", []),
        ("学校应于每学期初公布收费项目。", "学校可于每学期初公布收费项目。", ["obligation-weakened"]),
        ("办学许可由区教委向社会公布。", "办学许可的结果由区教委向社会公布。", []),
        ("加大财政支持力度，完善可持续的投入机制。", "加大财政保障力度，完善长效的投入机制。", []),
        ("公园由区政府优先提供管理服务。", "公园由区政府优先提供资金支持和管理服务。", []),
        ("学校应当组织学生参加劳动。", "学校应当支持和组织学生参加劳动。", []),
        ("街道应当给予商户补贴，使其继续经营。", "街道可以根据需要给予商户补贴，使其继续经营。", ["obligation-weakened"]),
        ("街道应当组织抽查。", "街道根据需要组织抽查。", ["obligation-weakened"]),
        ("街道必须组织抽查。", "街道视情组织抽查。", ["obligation-weakened"]),
        ("推进线上培训分类监管。", "探索线上培训分类监管。", ["obligation-weakened"]),
        ("确保教育投入只增不减。", "努力实现教育投入只增不减。", ["obligation-weakened"]),
        ("确保教育投入只增不减，教育质量稳步提高。", "努力实现教育投入只增不减，教育质量稳步提高。", ["obligation-weakened"]),
        ("确保教育投入只增不减，教育质量稳步提高。", "努力实现教育公平，教育投入只增不减，教育质量稳步提高。", []),
        ("可以采取视频方式进行讯问。", "可以根据情况采取视频方式讯问。", []),
        ("常务委员会对报告作出的审议意见和决议，政府应当落实。", "常务委员会可以对报告作出决议，政府应当落实。", []),
        ("推进国际抗疫合作，共同应对。", "支持国际抗疫合作，共同应对。", []),
        ("學校應於學期初公布收費項目。", "學校得於學期初公布收費項目。", ["obligation-weakened"]),
        ("市水务部门检查时，可以查阅台账和其他资料。", "市水务部门检查，可以采取下列措施：\n\n（一）进入现场；\n\n（二）查阅台账和其他资料。", []),
        ("本办法所称商户，是指登记的经营者。", "本办法所称商户，是指可以经营的登记者。", []),
        ("The report is due on 1 June 2026.", "The report is due on 1 May 2026.", []),
        ("Use of the pier is subject to these terms.", "Use of the pier is subject to these terms, which may be updated.", []),
        ("Members are required to vote.", "Members are invited to vote.", ["obligation-weakened"]),
        ("Schools shall teach swimming.", "Schools are expected to teach swimming.", ["obligation-weakened"]),
        ("You may not sublet the mooring.", "You may sublet the mooring.", ["obligation-weakened"]),
        ("The operator has to repair the pier.", "The operator is entitled to repair the pier.", ["obligation-weakened"]),
        ("The operator undertakes to repair the pier.", "The operator will use reasonable efforts to repair the pier.",
         ["obligation-weakened"]),
        (
            "Schools shall provide every pupil with a meal.",
            "Schools should provide every pupil with a meal.",
            ["obligation-weakened"],
        ),
        (
            "Schools may provide every pupil with a meal.",
            "Schools must provide every pupil with a meal.",
            ["obligation-strengthened"],
        ),
    ],
)  # fmt: skip
def test_a_duty_is_weaker_where_its_modal_made_room_for_a_weaker_one(old: str, new: str, expected: list[str]) -> None:
    assert [rule for rule in rules_of(of_texts(old, new)) if rule.startswith("obligation")] == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2023年6月底前完成改造。", "2023年底前完成改造。", ["deadline-postponed"]),
        ("到2025年，全面建成高质量教育体系。", "到2027年，全面建成高质量教育体系。", ["deadline-postponed"]),
        ("2020年以来，办学条件不断改善。", "2021年以来，办学条件不断改善。", []),
        ("比2020年提高5个百分点，学校布局更加合理。", "比2021年提高5个百分点，学校布局更加合理。", []),
        ("三年内建成智慧校园一百所。", "五年内建成智慧校园一百所。", ["deadline-postponed"]),
        ("自受理之日起十日内作出决定。", "自受理之日起十五日内作出决定。", ["deadline-postponed"]),
        ("自受理之日起五日内作出决定。", "自受理之日起五个工作日内作出决定。", ["deadline-postponed"]),
        ("一年内受过行政处罚的，从重处罚。", "二年内受过行政处罚的，从重处罚。", []),
        ("二〇二五年底前全部建成。", "二〇二六年底前全部建成。", ["deadline-postponed"]),
        ("Every district opens a school by 2027.", "Every district opens a school by the end of 2025.", ["deadline-advanced"]),
        ("By 2025, every district opens a school.", "By 2027, every district opens a school.", ["deadline-postponed"]),
        (
            "The board shall publish the report on 1 June 2026.",
            "The board shall publish the report on 1 May 2026.",
            ["deadline-advanced"],
        ),
        ("The board met on 1 June 2026.", "The board met on 1 May 2026.", []),
        ("The pool is to open in the third quarter of 2031.", "The pool is to open in Q4 2031.", ["deadline-postponed"]),
        ("Attendance fell in the second quarter of 2031.", "Attendance fell in the third quarter of 2031.", []),
        ("2031年第三季度末完成校舍改造。", "2031年第二季度末完成校舍改造。", ["deadline-advanced"]),
        (
            "Schools report not later than 30 June of each year.",
            "Schools report not later than May 31 of each year.",
            ["deadline-advanced"],
        ),
        ("Fees are due by the end of June.", "Fees are due by the end of September.", ["deadline-postponed"]),
        ("The board met in June.", "The board met in May.", []),
        ("Schools shall report on May 1, 2027.", "Schools may report on May 1, 2027.", []),
        ("力争2027年建成新校舍。", "2027年建成新校舍。", []),
        ("Schools open by 30 June 2026.", "Schools open by September 15, 2026.", ["deadline-postponed"]),
        ("各区县6月底前完成学校布局调整。", "各区县9月底前完成学校布局调整。", ["deadline-postponed"]),
        ("2026年3月启动试点工作，6月底前完成。", "2026年3月启动试点工作，2026年6月底前完成。", []),
        ("每年3月至5月开展集中检查，学校自查自纠。", "每年3月至6月开展集中检查，学校自查自纠。", []),
        (
            "到2025年，入园率达到95%，巩固率达到99%，优良率达到70%。",
            "到2026年，入园率达到95%，巩固率达到99%，优良率达到70%。",
            ["deadline-postponed"],
        ),
    ],
)
def test_a_deadline_is_a_date_by_which_something_is_due_and_is_reported_once(old: str, new: str, expected: list[str]) -> None:
    assert [rule for rule in rules_of(of_texts(old, new)) if rule.startswith("deadline")] == expected


def test_deadlines_that_move_along_with_the_period_are_not_findings() -> None:
    plan = "# 云河市教育发展规划（{}—{}年）\n\n## 一、主要目标\n\n到{}年，全面建成高质量教育体系，人民群众教育获得感明显增强。\n"
    old, new = plan.format(2021, 2025, 2025), plan.format(2026, 2030, 2030)
    assert [
        finding.rule.id for finding in plandiff.compare(old.encode(), new.encode()).findings if finding.rule.area == "deadline"
    ] == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("健全机制。（市教委牵头，市财政局配合）", "健全机制。（市教委、市财政局按职责分工负责）", "市财政局（配合） → 市财政局（负责）"),
        ("健全机制。责任单位：市教委", "健全机制。责任单位：市教委、市公安局", "市公安局（负责）"),
        ("Improve access. (Lead agency: Ministry of Health)", "Improve access. (Lead agency: Ministry of Education)",
         "Ministry of Health (lead) → Ministry of Education (lead)"),
    ],
)  # fmt: skip
def test_a_body_is_named_with_what_it_does(old: str, new: str, expected: str) -> None:
    (found,) = [finding for finding in of_texts(old, new).findings if finding.rule.area == "responsible body"]
    assert found.message("zh").endswith(expected)


def test_the_organizations_of_a_table_are_found_by_the_head_of_their_column() -> None:
    table = "# 规划\n\n## 一、分工\n\n| 任务 | 责任单位 |\n| --- | --- |\n| 消除大班额 | {} |\n| 建设实训基地 | 市人力社保局 |\n"
    findings = plandiff.compare(table.format("市教委").encode(), table.format("各区县政府").encode()).findings
    assert "responsible-body-changed" in [finding.rule.id for finding in findings]


def of_texts(old: str, new: str) -> Comparison:
    return plandiff.compare(*(f"# 规划\n\n## 一、任务\n\n{text}\n".encode() for text in (old, new)), mode="versions")


def test_a_target_that_is_no_longer_binding_says_so() -> None:
    table = "| 指标 | 2020年 | 2025年 | 属性 |\n| --- | --- | --- | --- |\n| 巩固率（%） | 97 | 99 | {}性 |\n| 入园率（%） | 90 | 95 | 约束性 |\n"
    messages = [finding.message("zh") for finding in of_texts(table.format("约束"), table.format("预期")).findings]
    assert "目标弱化：巩固率，99%（约束性） → 99%（预期性）" in messages


def test_columns_of_a_table_that_say_by_when_and_who_are_read_by_their_heads() -> None:
    table = "| 任务 | 责任部门 | 完成时限 |\n| --- | --- | --- |\n| 新建小学 | 市教委 | {} |\n| 校舍改造 | {} | 2026年 |\n"
    found = of_texts(table.format("2026年6月", "市教委"), table.format("2026年12月", "市住建局")).findings
    assert [finding.message("zh") for finding in found if finding.rule.area in ("deadline", "responsible body")] == [
        "期限推迟：2026年6月 → 2026年12月，新建小学",
        "责任单位变更：市教委（负责） → 市住建局（负责）",
    ]
    english = "| Milestone | Target Date | Responsible Party |\n|---|---|---|\n| Open a school | {} | OMB |\n"
    found = of_texts(english.format("January 31, 2020"), english.format("June 30, 2020")).findings
    assert [finding.rule.id for finding in found if finding.level != "info"] == ["deadline-postponed"]


def test_findings_come_in_the_order_of_the_changes() -> None:
    comparison = plandiff.compare(PLAN.encode(), LATER.replace("规划\n", "方案\n", 1).encode())
    places = {change.id: place for place, change in enumerate(comparison.changes, 1)} | {"": 0}
    order = [places[finding.change] for finding in comparison.findings]
    assert order == sorted(order)
    first: Finding = comparison.findings[0]
    assert (first.rule.id, first.section) == ("title-changed", ())
    assert comparison.findings[1].headings == ("一、主要目标",)


def test_where_a_plan_contradicts_itself_is_a_place_in_that_plan() -> None:
    text = "# 甲市规划\n\n## 一、目标\n\n到2025年，毛入园率达到95%。\n\n## 二、任务\n\n到2025年，毛入园率达到97%。\n"
    one, other = find_targets(plandiff.load(text.encode()))
    assert place_of(TargetChange(("disagreement",), one, other, within="old")) == ("old", one.node)
    assert place_of(TargetChange(("disagreement",), one, other, within="new")) == ("new", other.node)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("偷盗苗木的，处十五日以下拘留。", "偷盗苗木的，处十日以下拘留。", ["penalty-lowered"]),
        ("偷盗苗木的，处五日以上十五日以下拘留。", "偷盗苗木的，处五日以上十日以下拘留。", ["penalty-lowered"]),
        ("偷盗苗木的，暂扣许可证三个月以上六个月以下。", "偷盗苗木的，暂扣许可证一个月以上三个月以下。", ["penalty-lowered"]),
        ("责令停业整顿三日以上十日以下。", "责令停业整顿七日以上三十日以下。", ["penalty-raised"]),
        ("每日按罚款数额的百分之三加处罚款。", "每日按罚款数额的百分之一加处罚款。", ["fine-lowered"]),
        ("偷盗苗木的，给予警告。", "偷盗苗木的，给予警告；情节严重的，禁止其一年至五年内从事苗木经营。", ["penalty-added"]),
        ("偷盗苗木的，处一万元罚款。", "偷盗苗木的，处一万元罚款；情节严重的，处五万元罚款。", ["fine-raised"]),
        ("偷盗苗木的，处一万元罚款；情节严重的，处五万元罚款。", "偷盗苗木的，处一万元罚款。", ["fine-lowered"]),
        ("偷盗苗木的，处一万元罚款。", "偷盗苗木的，处一万元罚款；情节严重的，处五千元罚款。", []),
        ("偷盗苗木的，处一万元罚款；情节严重的，处五千元罚款。", "偷盗苗木的，处一万元罚款。", []),
        ("隐匿台账的，由区园林部门处三千元罚款。", "隐匿台账的，由区园林部门依照《苗木法》处罚款。", []),
        (
            "经营者销毁台账的，处二万元以下罚款。",
            "经营者销毁台账的，处五万元以下罚款；对农户，处五百元以下罚款。",
            ["fine-raised"],
        ),
        ("年满六十周岁的果农可以申请补贴。", "未满三十周岁的果农可以申请补贴。", []),
        ("征求意见的时间一般不少于30日。", "征求意见的时间一般不少于三十日。", []),
        ("街道应当按照国家和本市有关规定组织招标。", "街道可以按照国家和本市有关规定发放补助。", []),
        ("承租人应当在期满三十日前书面告知。", "承租人应当在期满十五日前书面告知。", ["duration-lowered"]),
        ("The lease lasts for a year.", "The lease lasts for 12 months.", []),
        (
            "Members give notice at least ten business days before the season ends.",
            "Members give notice at least 24 hours before the season ends.",
            ["duration-lowered"],
        ),
        (
            "The club repays what a member paid within three months before the claim.",
            "The club repays what a member paid within one year before the claim.",
            ["duration-raised"],
        ),
    ],
)
def test_a_time_is_reported_once_by_the_rule_of_what_it_is(old: str, new: str, expected: list[str]) -> None:
    assert [rule for rule in rules_of(of_texts(old, new)) if rule != "text-changed"] == expected


def test_the_penalty_of_an_item_is_that_of_the_paragraph_that_announces_its_list() -> None:
    law = "# 苗圃条例\n\n第一条 为了规范苗圃经营，制定本条例。\n\n{}"
    old = law.format("第二条 偷盗优良母树枝条、种子的，由公安机关处十五日以下拘留。\n")
    new = law.format(
        "第二条 有下列行为之一的，由公安机关处十日以下拘留：\n\n（一）偷盗优良母树枝条、种子；\n\n（二）毁坏界桩。\n"
    )
    found = rules_of(plandiff.compare(old.encode(), new.encode(), mode="versions"))
    assert [rule for rule in found if rule.startswith("penalty")] == ["penalty-lowered"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("本办法适用于本市的公园、绿地和湿地。", "本办法适用于本市的公园和绿地。", ["scope-narrowed"]),
        ("从事苗木种植、销售等活动，适用本办法。", "从事苗木种植、运输、销售等活动，适用本办法。", ["scope-widened"]),
        ("农户自用的苗木，不适用本办法。", "农户、学校自用的苗木，不适用本办法。", ["scope-narrowed"]),
        ("从事苗木生产的单位，应当遵守本办法。", "从事苗木生产、经营的单位，应当遵守本办法。", ["scope-widened"]),
        ("从事苗木生产的单位，都必须遵守本办法。", "从事苗木生产的单位，应当遵守本办法。", []),
        ("本办法自发布之日起施行。军队苗圃不适用本办法。", "本办法自发布之日起施行。", ["scope-widened"]),
        ("苗木检疫适用本办法第三条的规定。", "苗木检疫、运输适用本办法第三条的规定。", []),
        ("本办法适用于在本市的苗圃。", "本办法适用于本市的苗圃。", []),
        ("苗木检疫適用本辦法。", "苗木檢疫、運輸適用本辦法。", ["scope-widened"]),
        ("These rules apply to members and guests.", "These rules apply to members, guests and visitors.", ["scope-widened"]),
        ("This policy does not apply to staff.", "This policy does not apply to staff or pupils.", ["scope-narrowed"]),
        ("The tide applies to all.", "The tide applies to all and sundry.", []),
        ("设立苗圃应当经市园林部门许可。", "设立苗圃应当报市园林部门备案。", ["licence-eased"]),
        ("临时占用绿地须经审批。", "临时占用绿地无需审批。", ["licence-eased"]),
        ("设立苗圃应当经市园林部门批准。", "设立苗圃应当经市园林部门批准，并报区政府备案。", []),
        ("设立苗圃应当经批准。", "公园应当将开放时间备案。", []),
        ("从事苗木进口，应当取得苗木进口许可证。", "从事苗木进口，应当办理备案手续。", ["licence-eased"]),
        ("举办展览应当事先报告。", "举办展览应当事先取得许可。", ["licence-tightened"]),
        ("You must obtain a permit from the harbour office.", "You must notify the harbour office.", ["licence-eased"]),
        ("讲解员应当具有本科以上学历。", "讲解员应当具有硕士以上学历。", ["condition-tightened"]),
        ("登记满二年的苗圃可以申请补贴。", "登记满一年的苗圃可以申请补贴。", ["condition-eased"]),
        (
            "申请人应当符合下列条件：\n\n（一）在本市登记；\n\n（二）有固定场所。",
            "申请人应当符合下列条件：\n\n（一）在本市登记；\n\n（二）有固定场所；\n\n（三）无违法记录。",
            ["condition-tightened"],
        ),
        (
            "具备下列条件之一的，可以申请：\n\n（一）在本市登记；\n\n（二）有固定场所。",
            "具备下列条件之一的，可以申请：\n\n（一）在本市登记；\n\n（二）有固定场所；\n\n（三）获得表彰。",
            ["condition-eased"],
        ),
        (
            "申请人应当符合下列条件：\n\n（一）在本市登记；\n\n（二）有固定场所；\n\n（三）无违法记录。",
            "申请人应当符合下列条件：\n\n（一）在本市登记；\n\n（二）有固定场所。",
            ["condition-eased"],
        ),
        (
            "具备下列条件之一的，可以申请：\n\n（一）在本市登记；\n\n（二）有固定场所；\n\n（三）获得表彰。",
            "具备下列条件之一的，可以申请：\n\n（一）在本市登记；\n\n（二）有固定场所。",
            ["condition-tightened"],
        ),
        (
            "具备下列条件之一，构成犯罪的，处罚金：\n\n（一）毁林；\n\n（二）偷盗。",
            "具备下列条件之一，构成犯罪的，处罚金：\n\n（一）毁林；\n\n（二）偷盗；\n\n（三）纵火。",
            [],
        ),
        ("对新建苗圃每户给予不超过500元补助。", "对新建苗圃每户给予不超过800元补助。", ["funding-raised"]),
        ("The club awards grants of up to $500 to each school.", "The club awards grants of up to $400 to each school.",
         ["funding-lowered"]),
        ("设立苗木专项资金，用于引种。苗圃应当登记。", "苗圃应当登记。", ["funding-removed"]),
        ("设立苗木专项资金，用于引种。苗圃应当登记。", "安排苗木资金用于引种。苗圃应当登记。", []),
        ("苗圃应当登记。", "苗圃应当登记。鼓励社会力量设立苗木基金。", []),
        ("园林部门应当每年向社会公布检查结果。", "园林部门应当向社会公布检查结果。", ["interval-removed"]),
        ("园林部门应当每年公布检查结果。苗圃应当登记。", "苗圃应当登记。检查结果每年由园林部门公布。", []),
        ("苗圃应当登记。", "苗圃应当登记。每年三月为植树月。", []),
        ("苗圃应当登记。", "苗圃应当登记。苗圃每年可以申请检查。", []),
        ("学校应当定期公布收费项目。", "学校应当公布收费项目。", ["interval-removed"]),
        ("学校应当定期公布收费项目。", "学校应当每学期公布收费项目。", ["interval-added"]),
        ("The board must publish a report every year.", "The board must publish a report.", ["interval-removed"]),
        ("苗圃应当每年登记一次。", "苗圃应当每三年登记一次。", ["duration-raised"]),
    ],
)  # fmt: skip
def test_scope_conditions_funding_and_intervals_are_claimed_by_their_own_words(old: str, new: str, expected: list[str]) -> None:
    areas = ("scope", "licence", "condition", "funding", "interval", "duration", "target")
    assert [rule for rule in rules_of(of_texts(old, new)) if rule.partition("-")[0] in areas] == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "違反前條規定者，處新臺幣三萬元以上十五萬元以下罰鍰。",
            "違反前條規定者，處新臺幣六萬元以上三十萬元以下罰鍰。",
            ["fine-raised"],
        ),
        (
            "An offender shall be imprisoned for not more than two years.",
            "An offender shall be imprisoned for not more than six months.",
            ["penalty-lowered"],
        ),
        ("毁林的，处六个月以上一年以下有期徒刑。", "毁林的，处一年以上三年以下有期徒刑。", ["penalty-raised"]),
        ("毁林的，禁止其一年内从事苗木经营。", "毁林的，禁止其三年内从事苗木经营。", ["penalty-raised"]),
        ("A fine of up to $10,000 applies.", "A fine of up to $5,000 applies.", ["fine-lowered"]),
        ("We keep records for 12 months.", "We keep records for 24 months.", ["duration-raised"]),
        (
            "You must give us at least five business days to respond.",
            "You must give us at least 24 hours to respond.",
            ["duration-lowered"],
        ),
        (
            "Members must repay the fee within 30 days.",
            "Members must repay the fee within 45 days.",
            ["deadline-postponed"],
        ),
        (
            "The Authority keeps a list. The Authority inspects piers. Write to the Authority.",
            "The Agency keeps a list. The Agency inspects piers. Write to the Agency.",
            ["term-replaced"],
        ),
        ("力争2027年建成新校区。", "力争2028年建成新校区。", ["deadline-postponed"]),
        ("中国人民武装警察部队的苗圃参照本办法执行。", "中国人民武装警察部队的苗圃，适用本办法。", []),
        ("学校应当(每年)组织体检;不得收费.", "学校可以（每年）组织体检；不得收费。", ["obligation-weakened"]),
        (
            "到2025年，绿化覆盖率由2020年的41%提高到45%。",
            "到2025年，绿化覆盖率由2020年的40%提高到45%。",
            ["baseline-lowered"],
        ),
    ],
)
def test_a_change_is_reported_in_every_script_and_once(old: str, new: str, expected: list[str]) -> None:
    assert [rule for rule in rules_of(of_texts(old, new)) if rule not in ("text-changed", "interval-removed")] == expected


@pytest.mark.parametrize("extra", ["", "采集人应当每年公布清册。"])
def test_a_licence_is_reported_by_the_clause_that_asks_for_it(extra: str) -> None:
    strict, free = "外运苗木，应当经市园林部门批准，并登记数量。", "外运苗木，应当向市园林部门备案，并登记数量。"
    for old, new, rule in ((extra + strict, free, "licence-eased"), (free, extra + strict, "licence-tightened")):
        (found,) = (finding for finding in of_texts(old, new).findings if finding.rule.id == rule)
        assert {value.removeprefix("应当") for name, value in found.values if name in ("old", "new")} == {
            "经市园林部门批准",
            "向市园林部门备案",
        }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2025年，入园率达到88%，巩固率达到99%。", "2025年，入园率达到86%，巩固率达到99%。", ["baseline-lowered"]),
        ("2025年，入园率达到88%，巩固率达到99%。", "2025年，入园率达到90%，巩固率达到99%。", ["baseline-raised"]),
        ("入园率由2025年的88%提高到2030年的95%。", "入园率由2025年的86%提高到2030年的95%。", ["baseline-lowered"]),
        ("2025年，入园率达到88%，巩固率达到99%。", "2024年，入园率达到86%，巩固率达到99%。", []),
    ],
)
def test_a_value_of_the_same_past_year_is_a_baseline(old: str, new: str, expected: list[str]) -> None:
    title = "# 清河市教育规划（2026—2030年）\n\n## 一、主要指标\n\n{}\n"
    found = plandiff.compare(title.format(old).encode(), title.format(new).encode(), mode="versions")
    assert [rule for rule in rules_of(found) if rule.startswith("baseline")] == expected
