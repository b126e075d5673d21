"""Rules about words, about a plan's metadata, and about whole documents."""

from __future__ import annotations

from typing import Final

from plandiff.model import Bilingual, Level, Rule

TERMS: Final = (
    Rule(
        "term-replaced", "info", "text", "wording", "replaced", "",
        "terms:find_terms",
        Bilingual("Term replaced: {old} → {new}, {n} places", "用语统一替换：{old} → {new}，{n} 处"),
        Bilingual("One word or body made room for the same other in several places.", "同一用语或机构名称在多处被同样替换。"),
    ),
)  # fmt: skip

TEXT: Final = (
    Rule(
        "text-changed", "info", "text", "wording", "changed", "text-changed",
        "wording:find_wording",
        Bilingual("Text changed: {new}", "文字修改：{new}"),
        Bilingual("The words of a paragraph, an item or a row changed.", "段落、列举项或表行的文字有改动。"),
    ),
    Rule(
        "punctuation-changed", "info", "text", "wording", "changed", "punctuation-changed",
        "wording:find_wording",
        Bilingual("Only punctuation changed: {new}", "仅标点不同：{new}"),
        Bilingual("Nothing but punctuation changed.", "除标点外没有改动。"),
    ),
    Rule(
        "numbering-changed", "info", "structure", "numbering", "changed", "numbering-changed",
        "wording:find_wording",
        Bilingual("Renumbered: {old} → {new}", "重新编号：{old} → {new}"),
        Bilingual("Nothing but the number changed.", "除编号外没有改动。"),
    ),
)  # fmt: skip

_FIELDS: Final[tuple[tuple[str, Level, str, str], ...]] = (
    ("title", "info", "Title", "标题"),
    ("issuer", "warning", "Issuer", "发布机关"),
    ("date", "info", "Date", "日期"),
    ("period", "warning", "Period", "规划期"),
)
METADATA: Final = tuple(
    Rule(
        f"{field}-changed",
        level,
        "metadata",
        "time" if field in ("date", "period") else "actor" if field == "issuer" else "wording",
        "changed",
        f"{field}-changed",
        "metadata:find_metadata",
        Bilingual(f"{en} changed: {{old}} → {{new}}", f"{zh}变更：{{old}} → {{new}}"),
        Bilingual(f"Both plans state their {en.lower()}, and differ in it.", f"两份规划的{zh}不同。"),
    )
    for field, level, en, zh in _FIELDS
)  # fmt: skip

DOCUMENTS: Final = (
    Rule(
        "plan-removed", "error", "plan", "existence", "removed", "plan-added",
        "",
        Bilingual("Plan removed: {name}", "规划删除：{name}"),
        Bilingual(
            "A document went, and none that came is like it (between two states of a repository).",
            "文件已删除，新增文件中没有与之相近的（比较仓库的两个状态时）。",
        ),
    ),
    Rule(
        "plan-added", "info", "plan", "existence", "added", "plan-removed",
        "",
        Bilingual("Plan added: {name}", "新增规划：{name}"),
        Bilingual(
            "A document came, and none that went is like it (between two states of a repository).",
            "新增文件，已删除的文件中没有与之相近的（比较仓库的两个状态时）。",
        ),
    ),
)  # fmt: skip
