"""A comparison as lines that a person can review: what the `expected.txt` of a case holds."""

from __future__ import annotations

from plandiff.model import Change, Comparison, TextEdit

KEPT = 12
"""Characters of an equal run that are shown at either end (count)."""


def write_changes(comparison: Comparison) -> str:
    """One line for each change that is not plainly equal, and a line of counts."""
    lines = [_line(change, comparison) for change in comparison.changes if not _plain(change)]
    lines += [f"related {r.old} ~ {r.new}" for r in comparison.alignment.related]
    equal = sum(_plain(change) for change in comparison.changes)
    return "\n".join([f"mode {comparison.alignment.mode}, {equal} equal", *lines]) + "\n"


def _plain(change: Change) -> bool:
    return change.status == "equal" and not (change.moved or change.renumbered or change.split or change.merged)


def _line(change: Change, comparison: Comparison) -> str:
    words: list[str] = [change.status]
    words += [name for name in ("moved", "renumbered", "split", "merged") if getattr(change, name)]
    words.append(f"{' '.join(change.old) or '·'} → {' '.join(change.new) or '·'}")
    numbers = [
        "".join(plan.unit[i].number for i in ids) for plan, ids in ((comparison.old, change.old), (comparison.new, change.new))
    ]
    if any(numbers):
        words.append("[" + " → ".join(dict.fromkeys(numbers)) + "]")
    return " ".join(words) + ": " + "".join(map(write_edit, comparison.printed(change)))


def write_edit(edit: TextEdit) -> str:
    if edit.op == "equal":
        text = edit.old
        return text if len(text) <= 2 * KEPT + 1 else f"{text[:KEPT]}…{text[-KEPT:]}"
    if edit.op == "noise":
        return f"«{edit.noise}:{_visible(edit.old)}→{_visible(edit.new)}»"
    return (f"[-{edit.old}-]" if edit.old else "") + (f"{{+{edit.new}+}}" if edit.new else "")


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
