"""Text for a terminal and for a comment: no document steers it, and lines break where a reader expects."""

from __future__ import annotations

import re

from plandiff.renderers import RenderOptions, render
from plandiff.renderers.terminal import Style, clip, columns, flow, printable
from plans import compared

HOSTILE = "\x1b[31m<script>alert(1)</script>\u202e**粗** [链接](http://evil.example) @all |格| `x` :smile:\x07"


def test_no_document_can_steer_the_terminal_or_write_markup() -> None:
    comparison = compared(f"# 一、|{HOSTILE}\n{HOSTILE}甲", f"# 一、|{HOSTILE}\n{HOSTILE}乙")
    text = render(comparison, "text", RenderOptions(color=True)).decode()
    assert set(text) & {"\x07", "\u202e", "\r"} == set()
    assert "\x1b[31m<" not in text
    markdown = render(comparison, "markdown", RenderOptions()).decode()
    assert "<script" not in markdown
    for special in ("**粗**", "[链接]", "@all", "`x`", "http://", ":smile:", "\x1b", "\u202e"):
        assert f"\\{special}" in markdown or special not in markdown


def test_no_control_character_acts_in_a_report() -> None:
    comparison = compared(f"# 一、|{HOSTILE}\n{HOSTILE}甲\x9b\u2067", f"# 一、|{HOSTILE}\n{HOSTILE}乙\x9b\u2067")
    report = render(comparison, "html", RenderOptions()).decode()
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report)
    assert all(spelled in report for spelled in ("\\x1b[31m", "\\u202e", "\\x9b", "\\u2067", "\\x07"))


def test_markdown_is_cut_for_a_comment_and_says_how_much_is_left() -> None:
    old = "# 一、|任务\n" + "\n".join(f"第{n}项任务：完善第{n * 7}类保障机制，落实第{n * 3}号清单。" for n in range(3000))
    markdown = render(compared(old, "# 一、|任务\n完全不同的一段话。"), "markdown", RenderOptions()).decode()
    assert 40_000 < len(markdown) < 65_536
    assert "more changes, left out for length" in markdown


def test_text_flows_by_columns_and_marks_never_begin_a_line() -> None:
    lines = list(
        flow([("", "到2025年，学前教育"), ("deleted", "[-95%-]"), ("inserted", "{+97%+}"), ("", "。")], 10, indent=2, color=False)
    )
    assert lines == ["到2025年，", "  学前教育", "  [-95%-]", "  {+97%+}。"] or all(columns(line) <= 12 for line in lines)
    assert not any(line.strip().startswith(("，", "。", "-]", "+}")) for line in lines)
    assert "".join(line.strip() for line in lines) == "到2025年，学前教育[-95%-]{+97%+}。"
    words: list[tuple[Style, str]] = [("", "Agencies will "), ("deleted", "[-support-]"), ("inserted", "{+fund 96%+}")]
    for width in range(12, 40):
        tokens = " ".join(flow(words, width, color=False)).split()
        assert tokens in (
            ["Agencies", "will", "[-support-]", "{+fund", "96%+}"],
            ["Agencies", "will", "[-support-]{+fund", "96%+}"],
        )
    assert columns(clip("全面贯彻党的教育方针", 9)) == 9
    assert printable("甲\u2028乙\x9b1m") == "甲 乙\\x9b1m"
