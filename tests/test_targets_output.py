"""`plandiff targets` and the targets of `plandiff compare`: what is written, and that it does no harm."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.language.dates import Period
from plandiff.model import Target
from plandiff.renderers import RenderOptions, render
from plandiff.renderers.targets import TARGET_RENDERERS, render_targets_csv, render_targets_text, target_json
from plandiff.renderers.terminal import columns
from plans import plan

TEXT = """# 云河市教育规划

## 一、发展目标

（一）学前教育。到2025年，学前三年毛入园率达到９５％以上，新增学位3—5万个。
"""
HOSTILE = Target(
    "1/1", '=HYPERLINK("x")\x1b[31m', "-5%", (-5, 3), "%", "range", Period(2025, 2025), "target", paragraph="＝1+1\n@x"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lists_every_key_of_every_target(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["targets", str(file), "--format", "json"]) == 0
    rate, places = json.loads(capfdbinary.readouterr().out)
    assert rate == {
        "indicator": "学前三年毛入园率",
        "text": "９５％以上",
        "value": 95,
        "unit": "%",
        "comparator": ">=",
        "year": "2025",
        "period": "2025",
        "period_source": "printed",
        "aspect": rate["aspect"],
        "role": "target",
        "planned": None,
        "direction": "",
        "binding": "",
        "class": "",
        "node": rate["node"],
        "paragraph": rate["paragraph"],
    }
    assert "学前三年毛入园率达到９５％以上" in rate["paragraph"]
    assert (places["value"], places["unit"], places["comparator"]) == ([30000, 50000], "个", "range")


def test_the_suffix_of_the_output_chooses_the_format(file: Path, tmp_path: Path) -> None:
    assert main(["targets", str(file), "-o", str(tmp_path / "targets.csv")]) == 0
    assert (tmp_path / "targets.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator,text,low,high")
    assert main(["targets", str(file), "-o", str(tmp_path / "targets.html")]) == 2


def test_the_input_is_not_overwritten(file: Path) -> None:
    assert main(["targets", str(file), "--format", "csv", "-o", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == TEXT


def test_no_cell_of_a_document_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(render_targets_csv([HOSTILE], RenderOptions()).decode("utf-8-sig"))))
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert (cells["low"], cells["high"]) == ("-5", "3")  # numbers of ours, which must stay numbers
    assert cells["text"] == "-5%"  # a number is none either
    texts = [value for key, value in cells.items() if key not in ("low", "high", "text")]
    assert not any(text.startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n")) for text in texts)


def test_the_list_for_terminals_steers_nothing_and_keeps_its_columns() -> None:
    wide = Target("1/1", "学前三年毛入园率" * 20, "９５％以上", 95, "%", ">=", Period(2025, 2025), "target")
    lines = render_targets_text([HOSTILE, wide], RenderOptions(width=72)).decode().splitlines()
    assert all(columns(line) <= 72 for line in lines)
    assert "\x1b" not in "".join(lines)
    starts = {columns(line[: line.index(word)]) for line, word in zip(lines, ("indicator", "=HYPER", "学前"), strict=True)}
    assert len(starts) == 1


def test_every_format_writes_a_plan_without_targets() -> None:
    assert [row.render((), RenderOptions()).strip() for row in TARGET_RENDERERS][0::2] == [b"", b"[]"]


def test_a_comparison_says_what_became_of_targets_and_names_their_nodes() -> None:
    old, new = plan("# 一、|目标\n毛入园率达到95%，建设2所学校。"), plan("# 一、|目标\n毛入园率达到97%，建设学校。")
    answer = json.loads(render(plandiff.compare(old, new, mode="versions"), "json", RenderOptions()))
    raised, dropped = answer["targets"]
    assert raised["kinds"] == ["raised"]
    assert (raised["difference"], raised["effect"]) == (2, "stronger")
    assert raised["new"]["node"] in {node["id"] for node in answer["new"]["nodes"]}
    assert (dropped["kinds"][-1], dropped["new"]) == ("dropped", None)
    assert "paragraph" not in raised["old"]
    assert set(target_json(HOSTILE)) == set(raised["old"])
