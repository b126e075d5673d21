"""Alignment: the laws on generated plans, and what the small parts of it promise."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import plandiff
from laws import check_laws
from plandiff.align.assignment import assign
from plandiff.language.folding import fold
from plandiff.model import Plan
from plandiff.sequences import heaviest_increasing
from plans import compared, plan

CLAUSES = [
    "办好人民满意的教育",
    "新建公办幼儿园20所",
    "义务教育巩固率达到95%",
    "缩小城乡校际差距",
    "完善选课走班制度",
    "落实各级政府责任",
    "建立成本分担机制",
    "实施集团化办学",
    "鼓励社会力量举办普惠性幼儿园",
    "定期开展督导评估并公布结果",
]
TITLES = ["总体要求", "主要任务", "保障措施", "扩大学前教育资源", "推进义务教育均衡", ""]
PARAGRAPH = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map(lambda found: "，".join(found) + "。")
SECTION = st.tuples(st.sampled_from(TITLES), st.integers(1, 3), st.lists(PARAGRAPH, max_size=3))


HEADS = ["序号", "指标", "2020年", "2025年", "2030年", "责任单位"]
CELLS = ["1", "2", "入园率", "巩固率", "95", "97", "97％", "市教委", "市教委 区县", "", "^^"]


@st.composite
def plan_texts(draw: st.DrawFn) -> str:
    """Short texts of plans with few words, so that duplicates, moves and near misses abound."""
    lines = draw(st.lists(PARAGRAPH, max_size=2))
    for n, (title, level, body) in enumerate(draw(st.lists(SECTION, max_size=5)), 1):
        lines += [f"{'#' * level} {n}、|{title}", *body, *(draw(tables()) if draw(st.booleans()) else [])]
    return "\n".join(lines)


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    """The rows of a table whose columns may come, go and change places from one draw to the next."""
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=5))
    rows = draw(st.lists(st.lists(st.sampled_from(CELLS), min_size=len(heads), max_size=len(heads)), max_size=4))
    return [f"| {' | '.join(cells)} |" for cells in [heads, *rows]]


@settings(max_examples=150)
@example(
    "# 1、|指标\n| 序号 | 指标 | 指标 | 指标 |\n| 1 | 1 | 1 | 2 |",
    "# 1、|指标\n| 序号 | 指标 | 序号 | 指标 | 序号 |\n| 1 | 2 | 1 | 1 | 1 |",
)
@given(plan_texts(), plan_texts())
def test_all_laws_hold_on_generated_plans(old: str, new: str) -> None:
    check_laws(plan(old), plan(new), "versions")
    check_laws(plan(old), plan(new), "regions")


@given(st.lists(PARAGRAPH, min_size=1, max_size=8, unique=True), st.randoms())
def test_a_reordered_list_is_all_moves_and_the_fewest(paragraphs: list[str], random: object) -> None:
    shuffled = list(paragraphs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = compared("\n".join(paragraphs), "\n".join(shuffled))
    assert {change.status for change in found.changes} == {"equal"}
    places = [shuffled.index(text) for text in paragraphs]
    weights = [len(fold(text)) + 1 for text in paragraphs]
    kept = sum(weights[k] for k in heaviest_increasing(places, weights))
    assert sum(len(fold(found.new.unit[c.new[0]].text)) + 1 for c in found.changes if c.moved) == sum(weights) - kept


@given(st.lists(st.integers(0, 50), unique=True, max_size=8), st.data())
def test_the_heaviest_increasing_subsequence_is_the_heaviest(values: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    chain = heaviest_increasing(values, weights)
    assert [values[k] for k in chain] == sorted(values[k] for k in chain)
    best = max(
        sum(weights[k] for k in some)
        for size in range(len(values) + 1)
        for some in combinations(range(len(values)), size)
        if all(values[a] < values[b] for a, b in pairwise(some))
    )
    assert sum(weights[k] for k in chain) == best


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9), max_size=10))
def test_an_assignment_has_the_greatest_total(scores: dict[tuple[int, int], int]) -> None:
    pairs = assign({pair: float(score) for pair, score in scores.items()}).pairs
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    best = max(sum(scores.get(pair, 0) for pair in enumerate(order)) for order in permutations(range(4)))
    assert sum(scores[pair] for pair in pairs) == best


def test_where_the_best_total_is_not_looked_for_the_comparison_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "\n".join(f"{clause}，由第{n}组负责并按季度报告进展。" for n, clause in enumerate(CLAUSES))
    new = "\n".join(f"{clause}，由第{n + 3}组牵头并按季度报告进展。" for n, clause in enumerate(CLAUSES))
    optimal = compared(old, new)
    assert optimal.alignment.notes == ()
    monkeypatch.setattr("plandiff.align.assignment.LARGEST_COMPONENT", 1)
    best_first = compared(old, new)
    assert [note.code for note in best_first.alignment.notes] == ["alignment-best-first"]
    assert best_first.summary.changed == optimal.summary.changed == len(CLAUSES)


def test_the_mode_is_found_by_what_the_plans_have_in_common() -> None:
    beijing = plan(
        "# 一、|主要任务\n新建公办幼儿园二十所，支持企事业单位举办普惠性幼儿园，完善成本分担机制。",
        title="北京市教育规划",
        region="北京市",
    )
    hebei = plan(
        "# 一、|重点工作\n扶持普惠性民办园，逐步缓解县城入园难问题，健全乡村学前教育服务网络。",
        title="河北省教育规划",
        region="河北省",
    )
    draft = plan(
        "# 一、|主要任务\n新建公办幼儿园三十所，支持企事业单位举办普惠性幼儿园，完善成本分担机制。", title="规划（征求意见稿）"
    )
    from plandiff import compare

    assert compare(beijing, hebei).alignment.mode == "regions"
    assert compare(draft, beijing).alignment.mode == "versions"
    assert compare(beijing, beijing).alignment.mode == "versions"


def test_two_years_reports_under_one_title_are_compared_by_theme_if_they_share_hardly_a_sentence() -> None:
    from plandiff import compare

    first = plan(
        "# 一、|去年工作回顾\n全市地区生产总值增长百分之六，城镇新增就业十二万人。\n新开工轨道交通线路两条，改造老旧小区八十个。\n"
        "# 二、|今年主要任务\n大力发展先进制造业，建设三个专业园区。\n稳定粮食播种面积，新建高标准农田十万亩。",
        title="2023年云河市政府工作报告",
    )
    second = plan(
        "# 一、|过去一年的工作\n经济总量迈上新台阶，新增就业岗位超过十三万个。\n轨道交通通车里程翻番，老旧小区改造任务提前完成。\n"
        "# 二、|新一年的工作安排\n壮大制造业集群，园区产值力争突破千亿。\n守住耕地红线，粮食总产保持在三十亿斤以上。",
        title="云河市政府工作报告",
    )
    assert compare(first, second).alignment.mode == "regions"
    assert compare(first, first).alignment.mode == "versions"


def test_a_dropped_heading_moves_nothing() -> None:
    body = "新建公办幼儿园二十所，支持企事业单位举办普惠性幼儿园。\n完善学前教育成本分担机制，逐步化解入园难题。"
    found = compared(f"# 一、|任务\n## （一）|学前教育\n{body}", f"# 一、|任务\n{body}")
    assert [change.status for change in found.changes if change.status != "equal"] == ["deleted"]
    assert found.summary.moved == 0


def test_a_heading_that_became_a_paragraph_is_one_change() -> None:
    found = compared(
        "# 一、|任务\n## （一）|推进义务教育优质均衡发展\n实施集团化办学。",
        "# 一、|任务\n推进义务教育优质均衡发展\n实施集团化办学。",
    )
    assert found.summary.added == found.summary.deleted == 0


def test_weak_similarity_across_sections_is_an_honest_deletion_and_addition() -> None:
    old = "# 一、|学前教育\n新建公办幼儿园二十所，支持企事业单位办园，完善成本分担机制。\n鼓励社会力量参与。\n# 二、|保障措施\n落实各级政府责任。"
    new = "# 一、|学前教育\n鼓励社会力量参与。\n# 二、|保障措施\n落实各级政府责任。\n支持高校建设重点实验室，完善科研成果转化收益分配机制。"
    found = compared(old, new)
    assert (found.summary.deleted, found.summary.added, found.summary.moved) == (1, 1, 0)


def test_a_link_names_the_one_it_won_against() -> None:
    alike = "新建公办幼儿园{}所，支持企事业单位举办普惠性幼儿园，完善成本分担机制，{}。"
    old = "\n".join(["# 一、|任务", alike.format(20, "化解入园难题")])
    new = "\n".join(["# 一、|任务", alike.format(25, "化解入园难题"), alike.format(40, "提高保教质量")])
    change = next(c for c in compared(old, new).changes if c.status == "changed")
    assert change.new == ("1/1",)
    assert change.runner_up is not None
    assert change.runner_up.new == "1/2"
    assert change.score > change.runner_up.score


@pytest.mark.parametrize("mode", ["versions", "regions"])
def test_the_same_bytes_come_out_whatever_the_hash_seed(mode: str, tmp_path: Path) -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    pair = [
        seeds / "beijing-2021-2025.txt",
        seeds / ("yunhe-2021-2025.md" if mode == "regions" else "beijing-2021-2025-revised.md"),
    ]
    outputs = set()
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        for suffix in ("json", "html"):
            target = tmp_path / f"{seed}.{suffix}"
            command = [
                sys.executable,
                "-m",
                "plandiff",
                "compare",
                *map(str, pair),
                "--mode",
                mode,
                "--lang",
                "zh",
                "-o",
                str(target),
            ]
            subprocess.run(command, check=True, env=environment, capture_output=True)
            outputs.add((suffix, target.read_bytes()))
    assert len(outputs) == 2


@pytest.mark.parametrize(
    "shape",
    ["all identical", "reordered", "unrelated"],
)
def test_the_worst_cases_are_weighed_in_proportion_to_their_length(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in pairs of texts that are compared, not in seconds."""
    from plandiff.align import similarity

    weighed = [0]
    real = similarity.Similarity.dice

    def count(self: similarity.Similarity, a: str, b: str) -> float:
        weighed[0] += 1
        return real(self, a, b)

    monkeypatch.setattr(similarity.Similarity, "dice", count)
    pairs = []
    for size in (100, 400):
        weighed[0] = 0
        compared(*_worst(shape, size))
        pairs.append(weighed[0])
    assert pairs[1] <= 5 * pairs[0] + 100


def _worst(shape: str, size: int) -> tuple[Plan, Plan]:
    numbers = list(range(size))
    lines = [f"第{n * 37 % 1009}项由{n * 53 % 997}组负责，{CLAUSES[n % 10]}，{CLAUSES[n * 7 % 10]}。" for n in numbers]
    if shape == "all identical":
        return plan("\n".join([CLAUSES[0]] * size)), plan("\n".join([CLAUSES[0]] * (size - 1)))
    if shape == "reordered":
        return plan("\n".join(lines)), plan("\n".join(lines[::-1]))
    return plan("\n".join(lines)), plan("\n".join(f"{n * 91 % 1013}号{CLAUSES[n * 3 % 10]}" for n in numbers))


def test_what_was_deleted_stands_after_what_kept_its_place_and_not_after_what_moved_away() -> None:
    texts = {
        "甲": "加强幼儿园教师培训，每年培训骨干教师不少于五百人次。",
        "乙": "推进集团化办学和学区制管理，扩大优质教育资源覆盖面。",
        "丙": "建立学前教育质量评估制度，每三年开展一轮督导评估。",
        "丁": "落实各级政府责任，形成部门各负其责的工作格局。",
        "戊": "鼓励社会力量举办普惠性幼儿园，完善成本分担机制。",
    }

    def chapters(order: str) -> str:
        return "\n".join(f"# {name}部分\n{texts[name]}" for name in order).replace("# ", "# |")

    comparison = compared(chapters("甲乙丙丁戊"), chapters("甲丁戊乙"))
    found = [(change.status, change.moved, (change.new or change.old)[0]) for change in comparison.changes]
    assert [unit for status, _, unit in found if status == "deleted"] == ["3", "3/1"]
    assert [unit for _, moved, unit in found if moved] == ["4"]
    assert found.index(("deleted", False, "3")) == 2  # after the first section, whose place the second left
    assert comparison.alignment.stood_after["3"] == "1/1"
    assert comparison.alignment.stood_after["1"] is None


def test_rows_of_two_regions_that_measure_other_things_are_not_set_beside_each_other() -> None:
    table = "# {}渔业规划\n\n## 一、主要目标\n\n| 指标 | 2025年 | 2030年 |\n| --- | --- | --- |\n{}\n| 渔港数量 | 9个 | 12个 |\n"
    old = table.format("甲市", "| 海洋渔业增加值年均增速 | — | 8%左右 |")
    new = table.format("乙市", "| 海洋装备核心产业增加值占地区生产总值比重 | 17% | 20% |")
    comparison = plandiff.compare(old.encode(), new.encode(), mode="regions")
    both = [(change.old, change.new) for change in comparison.changes if change.old and change.new]
    assert (("1/1.3",), ("1/1.3",)) in both
    assert not [pair for pair in both if "1/1.2" in (*pair[0], *pair[1])]
