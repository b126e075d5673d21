"""`plandiff corpus report`, from documents to pages: a corpus is built of texts of our own, and its pages are opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import Report
from plandiff.cli.main import main

pytest.importorskip("duckdb")

MEALS = "设立社区助餐点的，按照实际服务人次给予运营补贴，补贴标准由民政部门会同财政部门每年公布，并接受群众监督。"
REWORDED = MEALS.replace("设立社区助餐点", "开设社区老年食堂").replace("每年公布", "每两年公布")
CARE = "每个街道至少建成一家具备全托、日托和上门服务功能的综合养老服务中心，床位数不少于三十张，配备护理人员。"
DEVICES = "为经济困难的失能老年人家庭实施适老化改造，安装扶手、防滑地面和紧急呼叫装置，改造费用由市级财政承担。"
GUARDS = "聘请退休教师担任社区安全巡访员，每周两次上门探访独居老年人，探访情况记入民政信息平台并按月通报。"
LAKE = [
    "各区按季度公布养老床位的使用情况，接受社会公众查询和监督，空置床位超过三成的应当说明原因并提出调整计划。",
    "湖滨社区可以利用水上巡逻力量为岛上老人运送药品、粮食和生活用品，风浪较大时由应急部门统一调度船只。",
]
HILL = [
    "山区乡镇可以利用闲置校舍改建养老设施，简化消防和规划手续，改建费用由县级财政和村集体按比例分担。",
    "冬季大雪封山期间，由村医和护林员轮流看望高山住户，备足柴火、药品和应急照明，并每天向镇里报平安。",
]
TEXTS = {
    "甲.md": ("泉城市", "2019年3月1日", [MEALS, CARE, DEVICES]),
    "甲新.md": ("泉城市", "2022年3月1日", [MEALS, CARE, DEVICES, "本市建立养老服务顾问制度，每个社区配备一名顾问。"]),
    "乙.md": ("湖东市", "2020年5月1日", [REWORDED, GUARDS, *LAKE]),
    "丙.md": ("山南市", "2021年2月1日", [REWORDED, GUARDS, *HILL]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus, and all pages of it in Chinese."""
    place = tmp_path_factory.mktemp("corpus")
    (place / "texts").mkdir()
    for name, (region, day, paragraphs) in TEXTS.items():
        body = "\n\n".join(f"## 第{number}条\n\n{text}" for number, text in zip("一二三四五", paragraphs, strict=False))
        text = f"# {region}养老服务办法\n\n（{day}{region}人民政府发布）\n\n{body}\n"
        (place / "texts" / name).write_text(text, encoding="utf-8")
    (place / "texts" / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    rows = "".join(f"{name},{region},{_iso(day)}\n" for name, (region, day, _) in TEXTS.items())
    (place / "known.csv").write_text(f"name,region,date\n{rows}", encoding="utf-8")
    built = ["corpus", "build", str(place / "texts"), "-o", str(place / "held"), "--metadata", str(place / "known.csv")]
    assert main([*built, "--jobs", "1"]) == 0
    assert main(["corpus", "report", str(place / "held"), "-o", str(place / "site"), "--lang", "zh", "--reports", "2"]) == 0
    return place


def _iso(day: str) -> str:
    year, month, of_month = map(int, re.findall(r"\d+", day))
    return f"{year}-{month:02}-{of_month:02}"


def test_every_link_of_every_page_leads_somewhere(folder: Path) -> None:
    site = folder / "site"
    pages = {page.name: page.read_text(encoding="utf-8") for page in site.glob("*.html")}
    assert any(name.startswith("passage-") for name in pages)
    assert any(name.startswith("document-") for name in pages)
    assert sum(name.startswith("report-") for name in pages) == 2
    for name, text in pages.items():
        if name.startswith("report-"):
            continue
        for link in re.findall(r'href="([^"#]*)(?:#([^"]*))?"', text):
            target, anchor = link
            if target and not target.startswith("data:"):
                assert (site / target).is_file(), f"{name}: {target}"
            if anchor:
                aim = pages[target or name]
                assert f'id="{anchor}"' in aim, f"{name}: #{anchor}"


def test_the_index_says_who_took_what_from_whom(folder: Path, report: Report) -> None:
    page = report.page
    page.goto((folder / "site" / "index.html").as_uri())
    rows = page.locator(".takeovers tbody tr").all_inner_texts()
    meals = next(row for row in rows if "社区老年食堂" in row and "改写" in row)
    assert meals.index("泉城市") < meals.index("湖东市")
    assert "坏.docx" in page.locator("#errors").inner_text()
    assert page.locator("#families tbody tr").count() == 1
    flows = [(one.get_attribute("data-from"), one.get_attribute("data-to")) for one in page.locator(".heat td button").all()]
    assert ("湖东市", "山南市") in flows
    assert ("山南市", "湖东市") not in flows
    page.locator(".takeovers tbody tr", has_text="社区老年食堂").locator(".text a").first.click()
    places = page.locator(".place").all_inner_texts()
    assert [re.search(r"\d{4}-\d\d", place).group() for place in places] == ["2019-03", "2020-05", "2021-02", "2022-03"]  # type: ignore[union-attr]
    assert page.locator("#p2 ins").all_inner_texts() == ["开设", "老年食堂", "每两年"]
    page.locator("#p2 .who a").click()
    assert "泉城市" in page.locator(".margin .before").first.inner_text()


def test_a_passage_leads_to_the_report_on_both_at_its_place(folder: Path, report: Report) -> None:
    page = report.page
    for path in sorted((folder / "site").glob("passage-*.html")):
        page.goto(path.as_uri())
        link = page.locator(".against a", has_text="对照报告")
        if link.count():
            text = link.first.locator("xpath=ancestor::li").locator(".text").inner_text()
            link.first.click()
            anchor = page.evaluate("location.hash.slice(1)").split(";")[0]
            assert text[-12:] in page.locator(f"[id='{anchor}']").inner_text()
            return
    pytest.fail("no passage leads to a report")


def test_single_pages_are_made_by_themselves(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = str(folder / "held")
    assert main(["corpus", "report", held, "乙.md", "-o", str(tmp_path)]) == 0
    assert main(["corpus", "report", held, "丙.md", "乙.md", "-o", str(tmp_path), "--lang", "en"]) == 0
    assert main(["corpus", "report", held, "--family", "甲新.md", "-o", str(tmp_path)]) == 0
    key = next((folder / "site").glob("passage-*.html")).stem.removeprefix("passage-")
    assert main(["corpus", "report", held, "--passage", key, "-o", str(tmp_path)]) == 0
    kinds = {path.name.partition("-")[0] for path in tmp_path.glob("*.html")}
    assert kinds == {"document", "pair", "family", "passage", "report"}
    assert "index.html" not in {path.name for path in tmp_path.iterdir()}
    pair = next(tmp_path.glob("pair-*.html")).read_text(encoding="utf-8")
    between = pair[pair.index('class="between"') :]
    assert between.index("湖东市") < between.index("山南市")
    assert "2 word for word" in pair
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--passage", "zz"], "not the key of a passage"),
        (["--passage", "12345"], "no passage of the corpus"),
        (["--family", "乙.md"], "only edition"),
        (["丁.md"], "no document of the corpus"),
        (["乙.md", "--family", "甲.md"], "one page"),
        (["乙.md", "甲.md", "丙.md"], "one page"),
    ],
)
def test_what_cannot_be_shown_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    capsys.readouterr()
    assert main(["corpus", "report", str(folder / "held"), *arguments, "-o", str(tmp_path), "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_the_same_corpus_gives_the_same_pages(folder: Path, tmp_path: Path) -> None:
    assert main(["corpus", "report", str(folder / "held"), "-o", str(tmp_path), "--lang", "zh", "--reports", "2"]) == 0
    first = {path.name: path.read_bytes() for path in (folder / "site").iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
