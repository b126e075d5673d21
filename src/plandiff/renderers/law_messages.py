"""Messages about laws and regulations, where they differ from those about plans, in English and Chinese."""

from __future__ import annotations

from typing import Final

from plandiff.bilingual import Language

LAWS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "some_changed": "{touched} of {total} articles changed",
        "changed_before": "No article changed; {count} other changes",
        "changed_before_one": "No article changed; 1 other change",
        "opening": "before the first article",
        "quantities": "Times, amounts and other numbers",
        "targets_changed": "Times, amounts and numbers changed",
        "target_count": "{count} numbers changed",
        "target_count_one": "1 number changed",
        "section": "Provision",
        "all_sections": "All provisions",
        "moved_within": "moved within its provision",
        "rows_in": "{count} provisions",
        "split_in": "split in {count} provisions",
        "merged_of": "merged from {count} provisions",
    },
    "zh": {
        "some_changed": "{total} 条中有 {touched} 条发生变化",
        "changed_before": "各条没有变化，另有 {count} 处变化",
        "changed_before_one": "各条没有变化，另有 1 处变化",
        "opening": "首条之前",
        "quantities": "期限、金额与其他数字",
        "targets_changed": "期限、金额与数字变化",
        "target_count": "数字变化 {count} 项",
        "target_count_one": "数字变化 1 项",
        "section": "条文",
        "all_sections": "全部条文",
        "moved_within": "在本条内移位",
        "rows_in": "{count} 处条款",
        "unchanged": "{count} 处条款未变",
        "split_in": "拆分为 {count} 处条款",
        "merged_of": "由 {count} 处条款合并",
    },
}
"""Different wording for documents whose articles are numbered consecutively."""

LAWS_OF_REGIONS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "some_changed": "{shared} of {total} articles have a counterpart",
        "changed_before": "The articles are the same; {count} other differences",
        "changed_before_one": "The articles are the same; 1 other difference",
        "opening": "before the first article",
        "quantities": "Times, amounts and other numbers",
        "target_count": "{count} numbers differ",
        "target_count_one": "1 number differs",
        "section": "Provision",
        "all_sections": "All provisions",
    },
    "zh": {
        "some_changed": "{total} 条中有 {shared} 条相互对应",
        "changed_before": "各条相同，另有 {count} 处差异",
        "changed_before_one": "各条相同，另有 1 处差异",
        "opening": "首条之前",
        "quantities": "期限、金额与其他数字",
        "target_count": "不同的数字 {count} 项",
        "target_count_one": "不同的数字 1 项",
        "section": "条文",
        "all_sections": "全部条文",
    },
}
"""The same for two regions' laws, where these differ from other texts of regions."""
