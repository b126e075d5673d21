"""All changes as one table of texts, one row each: for sheets in which people sort, filter and count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final, NamedTuple

from plandiff.model import PATH_SEPARATOR, Comparison, heading_of
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.passages import Passage
from plandiff.renderers.quantities import Quantity, quantities
from plandiff.renderers.sentences import gap_of, labels
from plandiff.renderers.sheets import Sheets, neutralized
from plandiff.renderers.terminal import visible
from plandiff.renderers.view import View, lay_out

WIDTHS: Final = {
    "number": 6,
    "place": 30,
    "kind": 14,
    "before": 50,
    "after": 50,
    "figures": 28,
    "finding": 36,
    "verdict": 12,
    "note": 30,
}
"""The columns, and their widths in a sheet, in characters."""


class ChangeLine(NamedTuple):
    """One change in words."""

    number: int
    place: str
    kind: str
    before: str
    after: str
    figures: str
    """The numbers that changed in it."""
    finding: str
    verdict: str
    note: str


def change_lines(comparison: Comparison, options: RenderOptions) -> Iterator[ChangeLine]:
    """Every change that is more than typography and numbering, in the order of the report."""
    wording = Wording.about(comparison, options.language)
    view = lay_out(comparison)
    figures = _figures(comparison, view, wording)
    findings: dict[str, list[str]] = {}
    for finding in comparison.findings:
        findings.setdefault(finding.change, []).append(finding.message(options.language))
    number = 0
    for row in view.rows:
        if not row.significant:
            continue
        number += 1
        opinions = comparison.opinions_on(row.change)
        above = row.plan.sections_above(row.plan.unit[row.first.unit].parent)
        texts = (
            PATH_SEPARATOR.join(map(heading_of, above)),
            wording.say("list").join(labels(row, wording)),
            "\n".join(map(_text, row.old)),
            "\n".join(map(_text, row.new)),
            "\n".join(figures.get(row.anchor, ())),
            "\n".join(findings.get(row.change.id, ())),
            "\n".join(dict.fromkeys(wording.say(f"verdict_{opinion.verdict}") for opinion in opinions if opinion.verdict)),
            "\n".join(
                wording.say("colon").join(filter(None, (opinion.by, opinion.text))) for opinion in opinions if opinion.text
            ),
        )
        yield ChangeLine(number, *map(visible, texts))


def render_csv(comparison: Comparison, options: RenderOptions) -> bytes:
    """As CSV that Excel opens directly; anything that would be a formula there is text."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(_heads(comparison, options))
    for line in change_lines(comparison, options):
        writer.writerow([line.number, *map(neutralized, line[1:])])
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def render_xlsx(comparison: Comparison, options: RenderOptions) -> bytes:
    title = Wording(options.language).say("export_changes")
    with Sheets(title, options) as sheets:
        sheet = sheets.sheet(title)
        head = sheets.form(bold=True, bg_color="#E7E7E7", border=1, valign="vcenter", text_wrap=True)
        body = sheets.form(text_wrap=True, valign="top", border=1)
        for column, (name, width) in enumerate(zip(_heads(comparison, options), WIDTHS.values(), strict=True)):
            sheet.set_column(column, column, width)
            sheets.text(sheet, 0, column, name, head)
        row = 0
        for row, line in enumerate(change_lines(comparison, options), 1):
            sheet.write_number(row, 0, line.number, body)
            for column, text in enumerate(line[1:], 1):
                sheets.text(sheet, row, column, text, body)
            sheets.fit_height(sheet, row, zip(line[1:], list(WIDTHS.values())[1:], strict=True))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, row, len(WIDTHS) - 1)
        sheets.set_up(sheet, landscape=True, repeat=(0, 0))
        return sheets.close()


def _heads(comparison: Comparison, options: RenderOptions) -> list[str]:
    wording = Wording.about(comparison, options.language)
    sides = {"before": wording.say("old"), "after": wording.say("new")}
    return [sides.get(name) or wording.say(f"export_{name}") for name in WIDTHS]


def _text(passage: Passage) -> str:
    return f"{passage.label}{passage.text}"


def _figures(comparison: Comparison, view: View, wording: Wording) -> dict[str, list[str]]:
    """Row -> the quantities in it that changed, each with its difference."""
    found: dict[str, list[str]] = {}
    all_of_them = quantities(comparison, view)
    for quantity in (*all_of_them.changed, *all_of_them.dropped, *all_of_them.added):
        found.setdefault(quantity.anchor, []).append(_figure(quantity, wording))
    return found


def _figure(quantity: Quantity, wording: Wording) -> str:
    gap = f"{wording.say('list')}{wording.phrase(gap_of(quantity.difference))}" if quantity.difference else ""
    return f"{quantity.label}{wording.say('colon')}{quantity.old or '—'} → {quantity.new or '—'}{gap}"
