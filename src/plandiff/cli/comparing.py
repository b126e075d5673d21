"""The options of how documents are compared, for all commands that compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

script_option = click.option(
    "--any-script", is_flag=True, help="Count traditional and simplified characters as the same (needs plandiff[script])."
)
"""Adds `--any-script` to a command, which gets it as `any_script`; on its own where the mode is settled."""


def comparing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--mode` and `--any-script` to a command, which gets them as `mode` and `any_script`."""
    mode = click.option(
        "--mode",
        type=click.Choice(["versions", "regions", "auto"]),
        default="auto",
        show_default=True,
        help="Two states of one plan, or the plans of two regions.",
    )
    return mode(script_option(command))
