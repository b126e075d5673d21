"""What is pressed can be read and told apart, under the pointer and in whatever colours."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import Report, html, open_tab
from test_report_access import CONTRASTS
from test_report_findings import found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pressed_button_stays_readable_under_the_pointer(
    report: Report, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    report.page.emulate_media(color_scheme=scheme)
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    buttons = page.locator("button[aria-pressed]:visible")
    assert buttons.count() > 8
    for button in buttons.all():
        button.click()
        button.hover()
        under = page.locator("button:hover")
        ratios = [ratio for ratio, _, text in page.evaluate(CONTRASTS, "button:hover, button:hover *") if text]
        assert min(ratios) >= 4.5, under.inner_text()
        if under.get_attribute("data-set-view"):
            assert under.get_attribute("aria-pressed") == "true"
            options = {"runOnly": ["color-contrast"]}
            assert Axe().run(page, context=".toolbar", options=options).response["violations"] == []


def test_where_the_system_sets_the_colours_a_pressed_button_still_differs(report: Report, tmp_path: Path) -> None:
    report.page.emulate_media(forced_colors="active")
    page = report.open(html(found()), tmp_path)
    open_tab(page, "findings")
    page.locator(".areas button").first.click()
    page.locator(".chip button").first.click()
    ground = "(button) => getComputedStyle(button).backgroundColor"
    for place in (".views button", ".areas button", ".chip button"):
        pressed = page.locator(f"{place}[aria-pressed=true]").first.evaluate(ground)
        assert pressed != page.locator(f"{place}[aria-pressed=false]").first.evaluate(ground), place
