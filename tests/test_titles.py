"""The title of a document, what is stated of it beside its text, and the note on its adoption and revisions."""

from __future__ import annotations

import pytest

from plandiff import load
from plandiff.model import Plan, Source
from plandiff.pipeline import load as load_source
from plandiff.pipeline import write

BODY = "<p>各区人民政府：</p><p>为改善山区供水，现提出以下意见。</p><p><b>一、目标</b></p><p>到2030年，新建供水站20座。</p>"
DATA = (
    "<table><tr><td>索 引 号：</td><td>000/2030-7</td><td>发文机关：</td><td>清河市水务局</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>{title}</td></tr>"
    "<tr><td>成文日期：</td><td>2030年3月1日</td><td>发布日期：</td><td>2030年3月5日</td></tr></table>"
    "<table><tr><td><b>主 题 词：</b></td><td></td></tr></table>"
)


def page(*lines: str, head: str = "", above: str = "", body: str = BODY) -> Plan:
    centred = "".join(f'<p style="text-align: center"><b>{line}</b></p>' for line in lines)
    return load(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{above}{centred}{body}</body></html>".encode()
    )


def paragraphs(plan: Plan) -> list[str]:
    return [unit.text for unit in plan.units if unit.kind == "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [("（2031—2035年）（修订稿）",), ("（2031—2035年）", "（征求意见稿）"), ("（试行）",), ("（2031版）",)],
)
def test_lines_in_brackets_that_say_for_when_or_which_draft_it_is_belong_to_the_title(lines: tuple[str, ...]) -> None:
    text = "\n\n".join(("清河市山区供水规划", *lines, "一、目标", "到2035年，新建供水站20座。"))
    for plan in (load(text.encode()), page("清河市山区供水规划", *lines)):
        assert plan.meta.title == "".join(("清河市山区供水规划", *lines))
        assert not set(lines) & set(paragraphs(plan))


def test_other_lines_in_brackets_below_a_title_do_not_belong_to_it() -> None:
    for line in ("（2031年3月1日清河市人民政府令第12号公布）", "（清河市水务局）"):
        assert page("清河市山区供水办法", line).meta.title == "清河市山区供水办法"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("清河市水务局", "关于山区供水所提问题办理情况的函"), "清河市水务局关于山区供水所提问题办理情况的函"),
        (("清河市人民政府关于加快", "山区供水站建设的意见"), "清河市人民政府关于加快山区供水站建设的意见"),
        (("清河市人民政府关于印发水务改革中", "经营单位转制和支持", "山区供水两个规定的通知"), "清河市人民政府关于印发水务改革中经营单位转制和支持山区供水两个规定的通知"),
        (("清河市水务局、发展改革委关于同意", "北山水厂扩建的批复"), "清河市水务局、发展改革委关于同意北山水厂扩建的批复"),
        (("清河市山区供水", "第十五个五年规划"), "清河市山区供水第十五个五年规划"),
        (("清河市水务局文件", "清河市山区供水规划"), "清河市山区供水规划"),
        (("清河市山区供水规划", "北山水厂扩建方案"), "清河市山区供水规划"),
    ],
)  # fmt: skip
def test_a_title_over_several_lines_ends_where_it_names_what_the_document_is(lines: tuple[str, ...], title: str) -> None:
    plan = page(*lines, "清水发〔2030〕4号")
    assert plan.meta.title == title
    assert plan.meta.number == "清水发〔2030〕4号"


def test_the_table_of_data_above_a_text_fills_the_meta_data_and_a_label_without_a_value_takes_no_line_of_the_title() -> None:
    plan = page(
        "清河市水务局关于山区", "供水站运行的若干安排", above=DATA.format(title="清河市水务局关于山区供水站运行的若干安排")
    )
    meta = plan.meta
    assert meta.title == "清河市水务局关于山区供水站运行的若干安排"
    assert (meta.index, meta.issuer, meta.date, meta.published) == ("000/2030-7", "清河市水务局", "2030-03-01", "2030-03-05")
    assert paragraphs(plan)[0] == "各区人民政府："


def test_the_metas_of_government_sites_state_title_date_and_site() -> None:
    head = (
        '<meta name="ArticleTitle" content="清河市山区供水的几点安排"><meta name="PubDate" content="2030-03-05 10:20">'
        '<meta name="SiteName" content="清河市人民政府"><meta name="ContentSource" content="清河市水务局">'
    )
    meta = page("清河市山区", "供水的几点安排", head=head).meta
    assert (meta.title, meta.published, meta.site) == ("清河市山区供水的几点安排", "2030-03-05", "清河市人民政府")
    assert meta.issuer == "清河市水务局"


@pytest.mark.parametrize(
    "window", ["{}", "{}_清河市人民政府", "{} - 清河市水务局", "{}（清水发〔2030〕4号）_政府信息公开专栏", "{}|通知公告|清河水务"]
)
def test_the_name_of_the_window_agrees_with_lines_without_the_name_of_its_site(window: str) -> None:
    title = "清河市山区供水站点安排"
    assert page("清河市山区", "供水站点安排", head=f"<title>{window.format(title)}</title>").meta.title == title


def test_the_name_of_the_window_is_the_title_where_no_line_is() -> None:
    assert page(head="<title>清河市山区供水方案_清河市人民政府</title>").meta.title == "清河市山区供水方案"
    assert page(head="<title>打印页面</title>").meta.title == ""


def test_below_a_headline_the_documents_own_title_counts() -> None:
    plan = page("全文发布！清河市山区供水三年行动方案", "清河市山区供水三年行动方案")
    assert plan.meta.title == "清河市山区供水三年行动方案"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("<h1>清河市国民经济和社会发展<br>第十五个五年规划纲要</h1>", "清河市国民经济和社会发展第十五个五年规划纲要"),
        ("<p>清河市国民经济和社会发展</p><p>第十五个五年规划</p><p>和2035年远景目标纲要</p>", ""),
        (
            "<ul><li>标题：清河市山区供水安排</li><li>文号：清水发〔2030〕4号</li></ul><p>清河市山区</p><p>供水安排</p>",
            "清河市山区供水安排",
        ),
    ],
)
def test_lines_of_one_element_and_lines_that_go_on_are_one_title(above: str, title: str) -> None:
    assert page(body=above + BODY).meta.title == (title or "清河市国民经济和社会发展第十五个五年规划和2035年远景目标纲要")


def test_a_heading_may_hold_the_number_of_the_document() -> None:
    plan = load(
        "# 山区供水“十五五”规划(清水发〔2030〕106号)\n\n## 一、目标\n\n新建供水站20座。\n\n## 二、任务\n\n建设水厂。\n".encode()
    )
    assert plan.meta.title == "山区供水“十五五”规划(清水发〔2030〕106号)"
    assert [child.title for child in plan.root.children] == ["目标", "任务"]
    assert plan.meta.number == "清水发〔2030〕106号"


FRONT = "---\ntitle: Lake Services Terms\n---\n\n"
SECTIONS = "## Account terms\n\nYou must be 13 or older.\n\n## Fees\n\nFees are due within 30 days.\n"


@pytest.mark.parametrize("line", ["Effective date: October 3, 2022\n\n", "Last updated on 2022-10-03\n\n", "", "# Services\n\n"])
def test_front_matter_wins_over_what_lines_print(line: str) -> None:
    plan = load((FRONT + line + SECTIONS).encode())
    assert plan.meta.title == "Lake Services Terms"
    assert [child.title for child in plan.root.children] == ["Account terms", "Fees"]
    assert not line or any(line.strip("# \n") in text for text in [*paragraphs(plan), *(aside.text for aside in plan.set_aside)])


def test_a_headline_in_front_matter_does_not_hide_the_title_that_a_plan_prints() -> None:
    plan = load("---\ntitle: 重磅，全文来了！供水站翻番\n---\n\n清河市山区供水规划\n\n一、目标\n\n新建供水站20座。\n".encode())
    assert plan.meta.title == "清河市山区供水规划"


@pytest.mark.parametrize("mark", ["#", "##"])
def test_a_heading_with_others_of_its_level_below_is_a_section(mark: str) -> None:
    plan = load(f"{mark} Scope\n\nThe lake.\n\n{mark} Fees\n\nTen crowns.\n\n{mark} Boats\n\nNone.\n".encode())
    assert plan.meta.title == ""
    assert [child.title for child in plan.root.children] == ["Scope", "Fees", "Boats"]


def test_a_date_is_no_title() -> None:
    for line in ("Effective: May 9, 2024", "2024年5月9日", "Last modified 2024-05-09", "5 May 2024"):
        assert load(f"{line}\n\n## Scope\n\nThe lake.\n\n## Fees\n\nTen crowns.\n".encode()).meta.title == ""


NOTES = [
    (("（2011年3月4日清河市人民政府令第76号公布　2028年11月6日清河市人民政府令第90号修订）",), "2028-11-06"),
    (("2009年3月23日 清河市人民政府第12次常务会议通过", "2020年12月23日 清河市人民政府第40次常务会议修正"), "2020-12-23"),
    (("2005年6月9日清河市人大常委会通过的《清河市公园条例修正案》修正  2017年4月20日清河市人大第一次会议修订",), "2017-04-20"),
    (
        ("2013年6月2日 清河市人大常委会公告公布施行根据2018年9月7日清河市人大常委会《关于修改〈清河市噪声规定〉的决定》修正",),
        "2018-09-07",
    ),
    (("2010年1月5日 清河市人大常委会通过", "2012年3月6日 《关于修改<清河市公园条例>第三条", "第四条的决定》修正"), "2012-03-06"),
    (("（2001年1月2日清河市人民政府令第3号发布 自2001年5月1日起施行）",), "2001-01-02"),
]


@pytest.mark.parametrize(("lines", "date"), NOTES)
def test_the_note_under_a_title_is_meta_data_and_the_last_revision_dates_the_document(lines: tuple[str, ...], date: str) -> None:
    text = "\n\n".join(
        ("清河市公园条例", *lines, "为了管理公园，制定本条例。", "第一条　公园免费开放。", "第二条　公园应当设置导览图。")
    )
    plan = load(text.encode())
    assert plan.meta.date == date
    assert paragraphs(plan)[0] == "为了管理公园，制定本条例。"
    assert [aside.reason for aside in plan.set_aside] == ["enactment"] * len(lines)
    assert load(write(plan)).meta == load(write(load(write(plan)))).meta
    assert load(write(plan)).meta.enactment == plan.meta.enactment


@pytest.mark.parametrize(
    "line",
    [
        "2029年3月1日，市政府召开会议，方案获得通过。会后，各区开展了检查。",
        "2029年全市通过验收。",
        "现予公布，2029年3月1日起施行。",
    ],
)
def test_what_tells_of_a_meeting_is_no_note_on_adoption(line: str) -> None:
    plan = load(f"清河市公园方案\n\n{line}\n\n一、目标\n\n公园免费开放，方便市民。\n".encode())
    assert line in paragraphs(plan)


def test_a_bold_line_or_a_label_is_no_title_where_the_page_states_one() -> None:
    head = "<title>山区供水站点今日开工_清河日报网</title>"
    lines = "<p>首页 > 要闻 > 正文</p><p><b>来源于：办公室</b></p><p><b>站点多</b></p>"
    plan = page(head=head, body=f"{lines}{BODY}")
    assert plan.meta.title == "山区供水站点今日开工"
    assert "站点多" in paragraphs(plan)


@pytest.mark.parametrize("window", ["清河市人民政府", "清河市人民政府网站", "政策文件专栏", "x"])
def test_the_name_of_a_site_is_not_the_title_of_a_document(window: str) -> None:
    body = f"<p>山区供水站点安排</p>{BODY}"
    assert page(head=f"<title>{window}</title>", body=body).meta.title == "山区供水站点安排"


@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_a_numbered_first_heading_is_no_title(name: str) -> None:
    sign = "# " if name.endswith(".md") else ""
    text = f"{sign}1 总则\n\n1.1 目的\n\n为了节约用水，制定本办法。\n\n{sign}2 要求\n\n2.1 依据\n\n依据有关法律执行。\n"
    plan = load_source(Source(name, text.encode()))
    assert plan.root.title == ""
    assert [child.number for child in plan.root.children] == ["1", "2"]


def test_a_stated_heading_that_begins_with_the_title_of_the_front_matter_prints_it_however_long_it_is() -> None:
    name = "Regulation on the fees of jetties, moorings and bridges in the harbours of the seven towns on the northern shore of Reed Lake"
    plan = load(f"---\ntitle: {name}\n---\n\n# {name} (JettyFeesReg)\n\n## § 1 Fees\n\nA fee is due.\n".encode())
    assert [child.title for child in plan.root.children] == ["Fees"]
    assert [item.reason for item in plan.set_aside] == ["title-block"]


def test_below_a_first_section_no_bold_line_is_the_title() -> None:
    plan = load(b"# TERMS FOR GUESTS\n\n**BY ENTERING YOU AGREE TO THEM**\n\nBe kind.\n\n# TERMS FOR MEMBERS\n\nPay in May.\n")
    assert (plan.root.title, [child.title for child in plan.root.children]) == ("", ["TERMS FOR GUESTS", "TERMS FOR MEMBERS"])


def test_a_stated_heading_ends_a_list_of_contents_without_headings() -> None:
    text = "# Reed Terms\n\n## Contents\n\n[Introduction](#i)\n\n[Your boat](#b)\n\n[Fees](#f)\n\n# Your boat\n\nKeep it clean.\n\n# Fees\n\nPay in May.\n"
    assert [child.title for child in load(text.encode()).root.children] == ["Your boat", "Fees"]


def test_the_lines_of_one_heading_are_one_title_though_the_window_names_but_some_of_them() -> None:
    head = "<title>关于转发市水务局等部门节水方案的通知</title>"
    plan = page(head=head, above="<h1>清河市人民政府办公室<br>关于转发市水务局等部门<br>节水方案的通知</h1>")
    assert (plan.meta.title, plan.meta.region) == ("清河市人民政府办公室关于转发市水务局等部门节水方案的通知", "清河市")


@pytest.mark.parametrize(("title", "region"), [("团旗使用办法", ""), ("云河旗教育规划", "云河旗")])
def test_a_flag_is_no_region(title: str, region: str) -> None:
    assert (load_source(Source("a.md", f"# {title}\n\n一、总则\n\n制定本文件。".encode())).meta.region or "") == region


def test_an_english_note_may_tell_of_several_acts_and_the_last_one_counts() -> None:
    plan = load(b"# Reed Act\n\nAdopted on 3 May 2004. Last amended on 7 July 2019.\n\n## Section 1\n\nEach boat has a bell.\n")
    assert (plan.meta.date, plan.meta.enactment) == ("2019-07-07", "Adopted on 3 May 2004. Last amended on 7 July 2019.")


def test_a_later_heading_of_several_that_ends_as_documents_do_is_a_section() -> None:
    plan = load("# 引言\n\n欢迎各位来客。\n\n# 停船收费办法\n\n按天收取。\n\n# 夜间管理规定\n\n十点关灯。\n".encode())
    assert (plan.root.title, [child.title for child in plan.root.children]) == ("", ["引言", "停船收费办法", "夜间管理规定"])


def test_what_plans_call_their_parts_is_no_title_in_bold() -> None:
    lines = "<p><b>总体要求</b></p><p>到2030年，新建供水站20座，覆盖全部山区乡镇。</p><p><b>保障措施</b></p><p>加强组织领导，落实资金投入，按期公布结果。</p>"
    plan = load(f"<body><header><h1>清河市供水规划解读</h1></header><article>{lines}</article></body>".encode())
    assert plan.root.title != "保障措施"


@pytest.mark.parametrize(
    ("note", "date"),
    [
        ("中華民國31年7月7日國民政府制定公布全文24條\n\n中華民國110年5月26日總統令修正公布第3條條文", "2021-05-26"),
        ("Adopted by the Council on 3 May 2004\n\nAmended by the Council on 7 July 2019 (Bulletin No. 12)", "2019-07-07"),
    ],
)
def test_a_note_on_adoption_may_give_years_of_the_republic_articles_and_bulletins(note: str, date: str) -> None:
    plan = load(f"# 湖泊管理條例\n\n{note}\n\n## 第 1 條\n\n為管理湖泊，制定本條例。\n".encode())
    assert (plan.meta.date, paragraphs(plan)) == (date, ["為管理湖泊，制定本條例。"])
