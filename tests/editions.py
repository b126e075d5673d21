"""Two editions of a plan for a library, and git itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from plandiff.library import Edition, prepare
from plandiff.model import Source

OLD = """# 云河市教育规划

## 一、发展目标

到2025年，学前三年毛入园率达到95%，普惠性幼儿园覆盖率达到90%以上。

## 二、保障措施

加强党对教育工作的全面领导，健全各级党委统一领导、部门各负其责的工作机制。
"""
NEW = OLD.replace("95%", "97%")
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="no git program")


def edition(text: str, file: str = "plan.md") -> Edition:
    return prepare(Source(file, text.encode()))


def git(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run(["git", *map(str, arguments)], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
