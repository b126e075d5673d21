"""Templates of an office's own: they take the place of single parts, and can do no more than that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import ROOT, Report
from plandiff.cli.main import main
from plandiff.renderers.html import SCRIPTS

LETTERHEAD = """<header class="office"><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> 云河市规划局：{{ page.title }}</header>
<script>document.title = "taken"</script>
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text("# 云河市<b>绿道</b>规划\n\n## 一、目标\n\n到2025年，绿道达到30公里。\n", encoding="utf-8")
    Path("new.md").write_text("# 云河市<b>绿道</b>规划\n\n## 一、目标\n\n到2025年，绿道达到<40公里。\n", encoding="utf-8")
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def compare(*options: str) -> int:
    return main(["compare", "old.md", "new.md", "-o", "report.html", "--lang", "en", *options])


def test_an_offices_head_and_style_are_in_the_report_and_its_script_does_not_run(office: Path, report: Report) -> None:
    (office / "letterhead.html.jinja").write_text(LETTERHEAD, encoding="utf-8")
    (office / "look.css").write_text(".office { font-weight: 800; }\n/* </style> */", encoding="utf-8")
    assert compare("--templates", "office") == 0
    page = report.open(Path("report.html").read_bytes(), office)
    assert "云河市规划局：云河市绿道规划" in page.locator(".office").inner_text()
    assert page.locator(".office").evaluate("(office) => getComputedStyle(office).fontWeight") == "800"
    assert page.title() == "云河市绿道规划 – Comparison"
    page.keyboard.press("j")
    assert page.locator(".current").is_visible()
    assert all("Content Security Policy" in complaint for complaint in report.complaints)
    report.complaints.clear()


def test_a_template_of_ones_own_escapes_like_ours(office: Path) -> None:
    (office / "row.html.jinja").write_text(
        "{% macro row(row) %}<p>{% for one in row.new %}{{ one.text }}{% endfor %}</p>{% endmacro %}{% macro marks(row) %}{% endmacro %}"
        "{% macro remarks_above(anchor) %}{% endmacro %}",
        encoding="utf-8",
    )
    assert compare("--templates", "office") == 0
    assert "<p>到2025年，绿道达到&lt;40公里。</p>" in Path("report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ page.title|safe }}", r"footer\.html\.jinja: line 1: .*safe"),
        ("\n{% autoescape false %}{{ page.title }}{% endautoescape %}", r"footer\.html\.jinja: line 2: escaping"),
        ("{{ page.title.__class__.__mro__ }}", "office: a template fails: .*unsafe"),
        ("{{ page.nothing }}", "office: a template fails: .*nothing"),
        ("{% if %}", r"footer\.html\.jinja: line 1: "),
    ],
)
def test_a_template_that_fails_or_reaches_too_far_is_an_error(
    office: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (office / "footer.html.jinja").write_text(text, encoding="utf-8")
    assert compare("--templates", "office") == 2
    assert re.search(said, capsys.readouterr().err)
    assert not Path("report.html").exists()


def test_a_template_that_takes_the_place_of_nothing_is_an_error(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("report.html.jinja", "foot.html.jinja"):
        (office / name).touch()
        assert compare("--templates", "office") == 2
        assert f"{name}: is not a part of the report; these are: dialogs.html.jinja" in capsys.readouterr().err
        (office / name).unlink()
    (office / "footer.html.jinja").symlink_to(office.parent / "old.md")
    assert compare("--templates", "office") == 2
    assert "links are not followed" in capsys.readouterr().err


def test_the_configuration_names_a_folder_below_its_own(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "footer.html.jinja").write_text("<footer>云河</footer>", encoding="utf-8")
    Path("plandiff.toml").write_text('[report]\ntemplates = "office"\n', encoding="utf-8")
    assert compare() == 0
    assert "<footer>云河</footer>" in Path("report.html").read_text(encoding="utf-8")
    Path("plandiff.toml").write_text('[report]\ntemplates = "../office"\n', encoding="utf-8")
    assert compare() == 2
    assert "templates" in capsys.readouterr().err


def test_the_reports_scripts_share_one_scope_in_which_no_name_is_given_twice() -> None:
    texts = ((ROOT / "templates/js" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    names = [
        name for text in texts for name in re.findall(r"^(?:async )?(?:function\*?|const|let) (\w+)", text, flags=re.MULTILINE)
    ]
    assert sorted(names) == sorted(set(names))
