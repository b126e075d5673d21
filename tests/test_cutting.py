"""Words cut from the mapped dictionary are those that rjieba cuts."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from plandiff import cutting
from plandiff.cutting import mapped

WORDS = (
    "教育发展规划纲要覆盖率不低于全国平均水平义务阶段学校标准化建设高中普及率达到学前普惠性幼儿园占比每千人口执业医师数居民"
    "收入年均增长城镇登记失业率控制在以内单位国内生产总值能源消耗降低森林蓄积量人民检察院办理刑事案件应当严格遵守诉讼法的了"
)
OTHERS = "㐀䷅一鿿豈𠀁𪛠𰀁龘"
"""Characters at the borders of what the dictionary and the model know, and beyond."""
RUNS = st.text(WORDS + OTHERS, min_size=1, max_size=40)


@given(RUNS)
def test_a_run_is_cut_as_rjieba_cuts_it(run: str) -> None:
    assert mapped.cut(run) == rjieba.cut(run)


def test_characters_that_no_word_joins_are_cut_by_the_model_as_rjieba_does() -> None:
    rng = random.Random(7)  # noqa: S311
    rare = [chr(code) for code in range(0x4E00, 0xA000)]
    runs = ["".join(rng.choices(rare, k=rng.randint(2, 12))) for _ in range(3_000)]
    assert [mapped.cut(run) for run in runs] == [rjieba.cut(run) for run in runs]
    assert any(len(word) > 1 for run in runs for word in mapped.cut(run))


@pytest.mark.parametrize("left", [0, 5, 10**6])
def test_how_much_was_cut_before_decides_nothing(left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "AT_ONCE", left)
    cut = cutting._Cutter().cut
    assert [cut("覆盖率不低于全国平均水平") for _ in range(3)] == [("覆盖率", "不", "低于", "全国", "平均水平")] * 3


def test_a_short_text_loads_no_dictionary() -> None:
    code = "import sys; from plandiff.words import cut_words; cut_words('覆盖率不低于全国平均水平'); sys.exit('rjieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_long_text_is_cut_by_rjieba() -> None:
    code = "import sys; from plandiff.cutting import AT_ONCE, cut_run; cut_run('教' * (AT_ONCE + 1)); sys.exit('rjieba' not in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
