"""What a page is besides its text: how its lines and lists are printed, what belongs to the site, and pages that are not documents."""

from __future__ import annotations

import pytest

from plandiff import compare, load
from plandiff.errors import InputError
from plandiff.model import Plan

PLAN = "清河市节水规划\n\n一、目标\n\n到2030年，全市建成节水型社会，用水总量不超过5亿立方米。\n\n二、任务\n\n各区应当落实责任，加强用水管理，按年度公布进展。\n"
BODY = "<p>一、目标</p><p>到2030年，全市建成节水型社会。</p><p>二、任务</p><p>各区应当落实责任，按年度公布进展。</p>"


def page(body: str, title: str = "") -> Plan:
    return load(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()
    )


def texts(plan: Plan) -> list[str]:
    return [unit.number + unit.text for unit in plan.units]


@pytest.mark.parametrize(
    "element",
    [
        "<pre>{}</pre>",
        "<listing>{}</listing>",
        "<div style='white-space: pre-wrap'>{}</div>",
        "<div style='white-space:pre-line'><span>{}</span></div>",
        "<div style='white-space: break-spaces'>{}</div>",
        "<textarea readonly>{}</textarea>",
    ],
)
def test_line_ends_count_where_a_page_prints_them(element: str) -> None:
    nav = "<div><a href='/'>首页</a> <a href='/b'>公报</a></div>"
    assert texts(page(nav + element.format(PLAN))) == texts(load(PLAN.encode()))
    folded = "<pre style='white-space: normal'>为了节约用水，\n制定本规划。</pre>"
    assert texts(page(folded + BODY))[0] == "为了节约用水， 制定本规划。"


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        (".txt {{ font-size: 14px; white-space: pre-wrap }}", "<div class='box txt'>{}</div>"),
        ("/* text */ .menu, div.page > p.txt {{white-space:pre-line}}", "<div class=page><p class=txt>{}</p></div>"),
        ("@media print {{ #t {{ white-space: normal }} }} #t {{ white-space: pre }}", "<article id=t><span>{}</span></article>"),
    ],
)
def test_line_ends_count_where_a_style_sheet_prints_them(rule: str, element: str) -> None:
    sheet = f"<style>{rule.format()}</style>"
    assert texts(page(sheet + element.format(PLAN))) == texts(load(PLAN.encode()))
    assert len(texts(page(sheet + f"<div>{PLAN}</div>"))) == 1


def test_lines_that_the_width_of_a_page_broke_are_joined_in_preformatted_text_too() -> None:
    lines = [
        "　　为了节约用水，保障供水安全，促进经济社会",
        "持续发展，根据有关法律和法规的规定，结合本",
        "市实际，制定本办法，自公布的那一天起开始施",
        "行，由市水务局负责解释和说明有关的各项规定",
        "，并会同有关的部门制定实施细则和配套办法。",
    ]
    plan = page("<pre>清河市节水办法\n\n" + "\n".join(lines * 3) + "\n</pre>")
    assert len(plan.units) == 3


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("", ["1.", "2."]),
        ("start=3", ["3.", "4."]),
        ("type=a", ["a.", "b."]),
        ("type=I start=4", ["IV.", "V."]),
        ("style='list-style-type: cjk-ideographic' start=11", ["十一、", "十二、"]),
        ("reversed", ["2.", "1."]),
        ("style='list-style: none'", ["", ""]),
        ("style='list-style-type: decimal-leading-zero'", ["01.", "02."]),
        ("style='list-style-type: disc'", ["", ""]),
        ("type=square", ["", ""]),
        ("style='list-style: inside upper-roman'", ["I.", "II."]),
        ("style='list-style: inside none'", ["", ""]),
        ("style='list-style: none inside'", ["", ""]),
        ("style='list-style: outside url(dot.png)'", ["", ""]),
        ("style=\"list-style-type: '– '\"", ["", ""]),
        ("style='list-style-type: disc; list-style-type: lower-roman'", ["i.", "ii."]),
        ("style='list-style-position: inside'", ["1.", "2."]),
        ("style='list-style-type: cjk-decimal' start=10", ["一〇、", "一一、"]),
        ("style='list-style-type: simp-chinese-informal' start=110", ["一百一十、", "一百一十一、"]),
    ],
)
def test_an_ordered_list_has_the_numbers_that_a_browser_prints(attributes: str, numbers: list[str]) -> None:
    plan = page(f"<ol {attributes}><li>节约用水。</li><li>保护水源。</li></ol>{BODY}")
    assert [unit.number for unit in plan.units if unit.text in ("节约用水。", "保护水源。")] == numbers


def test_a_list_may_begin_below_zero_and_does_not_count_what_it_hides() -> None:
    hidden = "<li style='display:none'>草稿</li>"
    items = f"<li>节约用水。</li>{hidden}<li>保护水源。</li>"
    assert texts(page(f"{BODY}<ol start=-1>{items}</ol>"))[4:] == ["-1. 节约用水。", "0.保护水源。"]
    assert texts(page(f"{BODY}<ol reversed>{items}</ol>"))[4:] == ["2.节约用水。", "1.保护水源。"]
    assert texts(page(f"{BODY}<ul style='list-style: lower-roman'>{items}</ul>"))[4:] == ["i.节约用水。", "ii.保护水源。"]
    assert texts(page(f"{BODY}<ol type=A start=26>{items}</ol>"))[4:] == ["Z. 节约用水。", "AA. 保护水源。"]
    assert texts(page(f"{BODY}<ul>{items}</ul>"))[4:] == ["节约用水。", "保护水源。"]


def test_an_item_may_have_a_number_of_its_own() -> None:
    plan = page(f"<ol><li>节约用水。</li><li value=7>保护水源。</li><li>建设水厂。</li></ol>{BODY}")
    assert [unit.number for unit in plan.units][:3] == ["1.", "7.", "8."]


FURNITURE = [
    "今天是2024年3月1日 星期五　首页",
    "2024年3月1日 星期五 农历正月廿一 首页 | 登录",
    "資料更新日期：113-05-06",
    "發布單位：經濟處",
    "现在时间：10:20:31",
    "最后更新：2021年5月6日",
    "您是第12345位访问者",
    "本页已被浏览 1,024 次",
    "阅读 1.2万",
    "打印时间：2024-03-01",
    "https://www.qinghe.example/2030/1.html",
    "【打印】 【关闭】",
    "Page last updated on 5 May 2024",
    "页面更新时间：2024年3月1日",
    "本页最后更新于2024年3月1日",
    "最近一次更新：2024-03-01 10:20",
    "您好，今天是2024年3月1日 星期五",
    "下午好！现在是北京时间 10:20，天气晴",
    "本文发表于2024-03-01",
    "本文累计阅读次数：1,024",
    "最後更新日期：2024年3月1日",
    "瀏覽人次：1024",
    "Last updated: 1 March 2024",
    "Site updated March 1, 2024, 10:20 am",
    "Last reviewed March 2024",
    "You are visitor no. 12,345",
    "This page has been viewed 1,024 times since 2020-03-01",
    "Zuletzt aktualisiert am 1. März 2024",
    "编辑 | 王某",
    "关注“清河发布”，获取更多资讯",
    "点个“在看”支持一下",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("place", ["above", "below"])
def test_when_and_by_how_many_a_page_is_looked_at_is_furniture(line: str, place: str) -> None:
    element = f"<p>{line}</p>"
    plan = page(f"<p>清河市节水规划</p>{element if place == 'above' else ''}{BODY}{element if place == 'below' else ''}")
    assert plan.meta.title == "清河市节水规划"
    assert texts(plan) == texts(page(f"<p>清河市节水规划</p>{BODY}"))
    assert [aside.reason for aside in plan.set_aside] == ["furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "今天，我们站在新的起点。",
        "今天是全市节水工作的新起点。",
        "各区更新管网10公里。",
        "共120人参加了调查，覆盖全市。",
        "2024年3月1日",
        "（2024年更新）",
        "网站访问量达到100万人次",
        "The plan was last amended by the council",
    ],
)
def test_what_a_plan_says_of_today_or_of_numbers_of_people_is_its_text(line: str) -> None:
    assert line in texts(page(f"<p>清河市节水规划</p><p>{line}</p>{BODY}"))


ARTICLE = """<h1 id="activity-name">全文发布！清河市节水三年行动方案</h1><div id="js_content" style="visibility: hidden">
<section><p>点击上方<span>蓝字</span>关注我们</p></section><p>近日，市政府印发《清河市节水三年行动方案》，全文如下：</p>
<section style="text-align:center"><p><strong>清河市节水三年行动方案</strong></p></section><p>为了节约用水，制定本方案。</p>
<section><section><span>{one}</span></section><section><p><strong>总体要求</strong></p></section></section><p>到2033年，用水效率提高两成。</p>
<section><section><span>{two}</span></section><section><p><strong>重点任务</strong></p></section></section><p>改造管网20公里，建设水厂两座。</p>
<p>— END —</p><p>来源：清河市水务局</p><p>往期推荐</p><p><a href="/1">停水通知</a></p><p>长按识别二维码</p><p>点亮“在看”</p></div>"""


@pytest.mark.parametrize(("one", "two"), [("01", "02"), ("PART 01", "PART 02"), ("一", "二"), ("壹", "贰"), ("Ⅰ", "Ⅱ")])
def test_numbers_in_boxes_of_their_own_head_the_sections_of_an_article(one: str, two: str) -> None:
    plan = page(ARTICLE.format(one=one, two=two))
    assert plan.meta.title == "清河市节水三年行动方案"
    assert [child.title for child in plan.root.children] == ["总体要求", "重点任务"]
    assert texts(plan)[0] == "为了节约用水，制定本方案。"
    assert texts(plan)[-1] == "改造管网20公里，建设水厂两座。"
    markdown = "# 清河市节水三年行动方案\n\n为了节约用水，制定本方案。\n\n## 一、总体要求\n\n到2033年，用水效率提高两成。\n\n## 二、重点任务\n\n改造管网20公里，建设水厂两座。\n"
    assert not compare(load(markdown.encode()), plan).summary.different


def test_a_number_by_itself_is_joined_to_no_title_where_none_follows_it() -> None:
    plan = page(f"<p>清河市节水规划</p><p>01</p><p>到2033年，用水效率提高两成。</p>{BODY}")
    assert "01" in texts(plan)


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        ("404 Not Found", "<h1>404 Not Found</h1><hr><center>nginx</center>", "page-error"),
        ("清河市人民政府", "<div>您访问的页面不存在或已被删除</div><a href='/'>返回首页</a>", "page-error"),
        ("提示", "<p>服务器错误，请稍后再试</p>", "page-error"),
        ("统一身份认证", "用户名<input type=text>密码<input type=password><button>登录</button>", "page-login"),
        ("清河市办公系统", "<p>请先登录后再查看内容</p>", "page-login"),
        (
            "政策文件",
            "<div id=app>加载中...</div><noscript>请启用 JavaScript</noscript><script src=a.js></script>",
            "page-unfilled",
        ),
    ],
)
def test_a_page_that_is_no_document_says_so(title: str, body: str, code: str) -> None:
    assert [note.code for note in page(body, title).notes] == [code]


def test_a_short_document_is_no_page_of_an_error() -> None:
    body = "<p>关于系统维护的通知</p><p>因系统维护，404室的服务器自3月1日起停机，请各单位提前安排好工作，并做好数据备份。</p><p>清河市水务局</p>"
    assert not page(body).notes
    assert not page(f"<p>清河市登录系统管理办法</p>{BODY * 3}").notes


def test_a_page_that_a_script_was_to_fill_is_refused_with_what_can_be_done() -> None:
    with pytest.raises(InputError, match="save it from the browser"):
        page("<div id=app></div><script src=a.js></script>")


# --- damage ------------------------------------------------------------------------------------

TRADITIONAL = (
    "臺北市綠地規劃\n\n一、目標\n\n本市應當新增公園十處，改善老舊社區之綠化環境，保障居民之休閒權利。\n\n二、任務\n\n"
    "各區公所應當落實責任，加強管理，按年度公布辦理情形，並接受市民監督。\n"
)
SIMPLIFIED = (
    "清河市绿地规划\n\n一、目标\n\n本市应当新增公园十处，改善老旧社区的绿化环境，保障居民的休闲权利。\n\n二、任务\n\n"
    "各区应当落实责任，加强管理，按年度公布办理情况，并接受市民监督。\n"
)


@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xff\xff"])
@pytest.mark.parametrize("declared", ["big5", "gbk", ""])
@pytest.mark.parametrize(("text", "encoding"), [(TRADITIONAL * 3, "big5"), (SIMPLIFIED * 3, "gbk")])
def test_bad_bytes_in_a_chinese_page_are_read_with_a_note_whatever_it_declares(
    text: str, encoding: str, declared: str, bad: bytes
) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    data = f"<html><head><meta charset='{declared}'></head><body>{paragraphs}</body></html>".encode(encoding)
    for place in (len(data) // 2, len(data) * 2 // 3):
        data = data[:place] + bad + data[place:]
    plan = load(data)
    assert plan.meta.title == text.partition("\n")[0]
    assert "encoding-errors" in [note.code for note in plan.notes]


@pytest.mark.parametrize(("text", "encoding"), [(TRADITIONAL * 3, "big5"), (SIMPLIFIED * 3, "gbk"), (SIMPLIFIED * 3, "utf-8")])
def test_bad_bytes_in_a_plain_text_are_read_with_a_note(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    for place in (len(data) // 3, len(data) // 2, len(data) * 2 // 3):
        data = data[:place] + b"\xff" + data[place:]
    plan = load(data)
    assert plan.meta.title == text.partition("\n")[0]
    assert "encoding-errors" in [note.code for note in plan.notes]


@pytest.mark.parametrize("end", ["\r\n\r\n", "\r\r", "\n\r\n", "\r\r\n", "\x0b\x0b", "\x85", "\u2028", "\u2029"])
def test_lines_end_in_whatever_ends_them(end: str) -> None:
    mixed = SIMPLIFIED.replace("\n\n", end, 2)
    assert texts(load(mixed.encode())) == texts(load(SIMPLIFIED.encode()))


def test_nulls_and_marks_of_byte_order_inside_are_left_out() -> None:
    data = f"{SIMPLIFIED[:20]}\ufeff{SIMPLIFIED[20:30]}\0{SIMPLIFIED[30:]}".encode("utf-8-sig")
    plan = load(data)
    assert texts(plan) == texts(load(SIMPLIFIED.encode()))
    assert ("text-cleaned", "1") in [(note.code, note.detail) for note in plan.notes]


# --- what a page does not show, and numbers that it prints -----------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>{}</span>",
        "<span hidden>{}</span>",
        "<i style='visibility: hidden'>{}</i>",
        "<button>{}</button>",
        "<span popover>{}</span>",
    ],
)
def test_what_is_hidden_in_a_block_goes_beside_it_wherever_it_is(hidden: str) -> None:
    mark = hidden.format("复制")
    for heading, text in (
        (f"{mark}一、目标", f"{mark}到2030年，建成节水型社会。"),
        (f"一、{mark}目标", f"到2030年，建成{mark}节水型社会。"),
        (f"一、目标{mark}", f"到2030年，建成节水型社会。{mark}"),
    ):
        plan = page(f"<h2>{heading}</h2><p>{text}</p><ol><li>{mark}修渠</li><li>{mark}<p>管井</p></li></ol>")
        assert texts(plan) == ["一、目标", "到2030年，建成节水型社会。", "1.修渠", "2.管井"]
        assert [block.text for block in plan.set_aside] == ["复制"] * 4


def test_page_numbers_that_word_hides_on_the_screen_alone_still_mark_a_contents_list() -> None:
    hidden = "<span style='DISPLAY: none; mso-hide: screen'>...... {}</span>"
    listed = "".join(f"<p>{name}{hidden.format(page)}</p>" for page, name in enumerate(("一、目标", "二、任务"), 1))
    assert texts(page(f"<p>目录</p>{listed}{BODY}")) == texts(page(BODY))


def test_a_block_that_is_hidden_as_a_whole_is_furniture_and_a_dialog_is_text_when_open() -> None:
    dialog = "<dialog{}><p>本规划自2030年起施行，以公布为准。</p></dialog>"
    closed = page(f"<p hidden>草稿</p>{BODY}{dialog.format('')}")
    assert [block.text for block in closed.set_aside] == ["草稿", "本规划自2030年起施行，以公布为准。"]
    assert texts(page(BODY + dialog.format(" open")))[-1] == "本规划自2030年起施行，以公布为准。"


def test_quotations_have_the_marks_that_a_browser_prints() -> None:
    quoted = "<p>推进<q>节水与<q>双控</q>行动</q>，落实责任。</p>"
    assert texts(page(BODY + quoted))[-1] == "推进“节水与‘双控’行动”，落实责任。"
    assert texts(page(f"{BODY}<div lang=zh-TW>{quoted}</div>"))[-1] == "推进「节水与『双控』行动」，落实责任。"
    rows = "<tr><td>事项</td><td>名称</td></tr><tr><td>行动</td><td><q>双控</q></td></tr>"
    assert texts(page(f"{BODY}<table>{rows}</table>"))[-1] == "行动 | “双控”"


def test_the_number_of_an_empty_item_stays_in_its_list() -> None:
    plan = page(f"<ol><li>修渠</li><li></li></ol><h2>保障措施</h2>{BODY}")
    assert texts(plan)[:3] == ["1.修渠", "2.", "保障措施"]
    assert texts(load("1. 修渠\n2.\n\n## 保障措施\n\n各区落实。\n".encode()))[:3] == ["1.修渠", "2.", "保障措施"]
    table = "<table><tr><td>渠</td><td>长</td></tr><tr><td>东</td><td>9</td></tr></table>"
    assert texts(page(f"{BODY}<ol><li>{table}</li><li>管井</li></ol>"))[4:] == ["1.", "", "渠 | 长", "东 | 9", "2.管井"]
    assert texts(page(f"{BODY}<ol><li></li><li></li></ol><p>各区落实。</p>"))[4:] == ["各区落实。"]


def test_an_item_loses_its_number_only_if_its_text_has_one() -> None:
    items = ["2030年前达标", "1.5万亩农田", "3、管井", "3.2 修渠", "5 限额", "6）定价", "（一）监督", "8个月内完成"]
    plan = page(f"{BODY}<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>")
    assert texts(plan)[4:] == [
        "1.2030年前达标",
        "2.1.5万亩农田",
        "3、管井",
        "3.2 修渠",
        "5 限额",
        "6）定价",
        "7.（一）监督",
        "8.8个月内完成",
    ]
