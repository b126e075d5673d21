"""A second sheet with the quantities that changed, as numbers to calculate with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plandiff.model import Comparison, Target, TargetChange
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.sheets import Sheets

WIDTHS: Final = {
    "indicator": 36, "became": 14, "period": 12, "printed_old": 20, "printed_new": 20,
    "value_old": 16, "value_new": 16, "unit": 10, "gap": 14, "percent": 10,
}  # fmt: skip
"""The columns and their widths, in characters."""


def write_figures(sheets: Sheets, comparison: Comparison, options: RenderOptions) -> None:
    """Write the sheet, if any quantity changed."""
    wording = Wording.about(comparison, options.language)
    rows = list(_rows(comparison, wording))
    if not rows:
        return
    say = wording.say
    sheet = sheets.sheet(say("figures_title"))
    head = sheets.form(bold=True, bg_color="#E7E7E7", border=1, valign="vcenter", text_wrap=True)
    text, number = (
        sheets.form(border=1, valign="top", text_wrap=True),
        sheets.form(border=1, valign="top", num_format="#,##0.####"),
    )
    for column, (name, width) in enumerate(WIDTHS.items()):
        sheet.set_column(column, column, width)
        sheets.text(sheet, 0, column, say(f"figures_{name}"), head)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheets.text(sheet, place, column, value, text)
            elif value is None:
                sheet.write_blank(place, column, None, number)
            else:
                sheet.write_number(place, column, value, number)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(WIDTHS) - 1)
    sheets.set_up(sheet, landscape=True, repeat=(0, 0))


def _rows(comparison: Comparison, wording: Wording) -> Iterator[tuple[str | float | None, ...]]:
    for change in comparison.targets:
        stated = change.new or change.old
        if stated is None or change.kinds == ("unchanged",):
            continue
        kinds = wording.say("list").join(wording.name_of("target", kind) for kind in change.kinds)
        printed = (target.text if target else "" for target in (change.old, change.new))
        yield (stated.indicator, kinds, str(stated.period or ""), *printed, *_values(change), change.difference, change.percent)


def _values(change: TargetChange) -> tuple[float | None, float | None, str]:
    """Both values in the unit without its magnitude, and that unit."""
    stated = change.new or change.old
    return _middle(change.old), _middle(change.new), stated.unit if stated else ""


def _middle(target: Target | None) -> float | None:
    return target.middle if target else None
