"""Messages about matrices, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.renderers.options import Language

ENGLISH: Final = {
    "matrix_title": "What {count} documents state",
    "matrix_document": "document",
    "matrix_baseline": "baseline",
    "matrix_unreadable": "cannot be read",
    "matrix_none": "not stated",
    "matrix_stated": "state it (number, words)",
    "matrix_median": "median",
    "matrix_range": "range",
    "matrix_since_baseline": "against the baseline: ↑ = ↓",
    "matrix_since_target": "against last year's target: ↑ = ↓",
    "matrix_since_result": "against last year's result: ↑ = ↓",
    "matrix_other_measure": "* another measure than asked for",
}
CHINESE: Final = {
    "matrix_title": "{count} 份文件的指标",
    "matrix_document": "文件",
    "matrix_baseline": "基准",
    "matrix_unreadable": "无法读取",
    "matrix_none": "未提出",
    "matrix_stated": "提出数（数值、文字）",
    "matrix_median": "中位数",
    "matrix_range": "范围",
    "matrix_since_baseline": "与基准相比：↑ = ↓",
    "matrix_since_target": "与上年目标相比：↑ = ↓",
    "matrix_since_result": "与上年实绩相比：↑ = ↓",
    "matrix_other_measure": "* 口径与所问不同",
}
MATRIX: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}
