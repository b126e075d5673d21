"""Rules about sections, paragraphs, items and tables, and about references to them."""

from __future__ import annotations

from typing import Final

from plandiff.model import Action, Bilingual, Level, Rule

REFERENCES: Final = (
    Rule(
        "reference-broken", "warning", "structure", "scope", "removed", "",
        "references:find_references",
        Bilingual("Reference to a section that is gone: {new}", "所引条款已不存在：{new}"),
        Bilingual(
            "The new plan refers to a section or article of its own that only the old plan has.",
            "新规划引用了只存在于旧规划中的章节或条款。",
        ),
    ),
    Rule(
        "reference-moved", "warning", "structure", "scope", "moved", "",
        "references:find_references",
        Bilingual("Reference to what stands elsewhere now: {old} is now {new}", "所引条款已变动：原{old}现为{new}"),
        Bilingual(
            "A reference kept its number while what it referred to has another number now.",
            "引用的编号未改，而所引条款的编号已经改变。",
        ),
    ),
)  # fmt: skip


_UNITS: Final = (
    ("section", "Section", "章节"),
    ("paragraph", "Paragraph", "段落"),
    ("item", "Item", "列举项"),
    ("table", "Table", "表格"),
    ("row", "Table row", "表行"),
    ("column", "Table column", "表列"),
)
_ACTIONS: Final[tuple[tuple[Action, Action, str, str, str, str], ...]] = (
    ("removed", "added", "removed: {old}", "删除：{old}", "has no counterpart in the new plan", "在新规划中没有对应"),
    ("added", "removed", "added: {new}", "新增：{new}", "has no counterpart in the old plan", "在旧规划中没有对应"),
    ("moved", "moved", "moved: {new}", "移动：{new}", "stands elsewhere now", "换了位置"),
    ("renamed", "renamed", "renamed: {old} → {new}", "更名：{old} → {new}",
     "has another heading, caption or theme sentence", "换了标题、表题或主题句"),
    ("split", "merged", "split: {old}", "拆分：{old}", "became several", "拆成几个"),
    ("merged", "split", "merged: {new}", "合并：{new}", "was made of several", "由几个合成"),
)  # fmt: skip
_OF_GRIDS: Final[dict[str, tuple[Action, ...]]] = {
    "row": ("removed", "added", "moved"),
    "column": ("removed", "added", "moved", "renamed"),
}
"""Rows and columns are never split, and a row has no name of its own."""


def _level(unit: str, action: Action) -> Level:
    return "warning" if action == "removed" and unit in ("section", "table") else "info"


STRUCTURE: Final = tuple(
    Rule(
        f"{unit}-{action}",
        _level(unit, action),
        "structure",
        "scope" if action in ("split", "merged", "moved") else "wording" if action == "renamed" else "existence",
        action,
        f"{unit}-{mirror}",
        "structure:find_structure",
        Bilingual(f"{en} {said_en}", f"{zh}{said_zh}"),
        Bilingual(f"A {en.lower()} {why_en}.", f"{zh}{why_zh}。"),
    )
    for unit, en, zh in _UNITS
    for action, mirror, said_en, said_zh, why_en, why_zh in _ACTIONS
    if action in _OF_GRIDS.get(unit, (action,))
)

ELSEWHERE: Final = (
    Rule(
        "heading-removed", "info", "structure", "wording", "removed", "heading-added",
        "structure:find_structure",
        Bilingual("Heading removed, its text stays: {old}", "仅删除标题，内容保留：{old}"),
        Bilingual("A heading went, and most of what stood below it stands elsewhere.", "标题删除，其下的内容大多仍在别处。"),
    ),
    Rule(
        "heading-added", "info", "structure", "wording", "added", "heading-removed",
        "structure:find_structure",
        Bilingual("Heading added over text that was there: {new}", "为已有内容新增标题：{new}"),
        Bilingual("A heading came, and most of what stands below it stood elsewhere.", "新增标题，其下的内容大多原来就有。"),
    ),
    Rule(
        "section-rewritten", "info", "structure", "wording", "rewritten", "section-rewritten",
        "structure:find_structure",
        Bilingual("Section written anew: {old} → {new}", "章节重写：{old} → {new}"),
        Bilingual(
            "A section has no counterpart, but much of what it says stands in one section of the other plan.",
            "章节没有对应，但其内容有不少见于另一份规划的某一章节。",
        ),
    ),
    Rule(
        "text-copied", "info", "structure", "existence", "copied", "text-deduplicated",
        "structure:find_structure",
        Bilingual("Text copied: {new}", "文字重复出现：{new}"),
        Bilingual("A paragraph or an item that stays where it was stands in a second place now.", "保留在原处的段落或列举项又出现在别处。"),
    ),
    Rule(
        "text-deduplicated", "info", "structure", "existence", "deduplicated", "text-copied",
        "structure:find_structure",
        Bilingual("Repeated text removed: {old}", "删除重复文字：{old}"),
        Bilingual("A paragraph or an item that stood in two places stands in one now.", "原在两处出现的段落或列举项只剩一处。"),
    ),
)  # fmt: skip
