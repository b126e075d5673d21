"""A whole spreadsheet: its sheets in order."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Block, Document, Note, Origin, Source, Statement
from plandiff.readers.marks import settle
from plandiff.readers.spreadsheets.blocks import blocks_of
from plandiff.readers.spreadsheets.workbook import Workbook

if TYPE_CHECKING:
    from plandiff.readers.allowance import Allowance

ERRORS: Final = "cells-without-value"
"""Code of the note that formulas have no value, with the sheet's name and how many there are."""


def read(source: Source, allowance: Allowance) -> Document:
    """What a spreadsheet shows. Raises `InputError` if it is damaged, too large when unpacked, or empty."""
    sheets = list(Workbook(source.name, source.data, allowance).sheets())
    shown = [sheet for sheet in sheets if not sheet.hidden and any(map(str.strip, sheet.cells.values()))]
    blocks: list[Block] = []
    for sheet in sheets:
        if len(shown) > 1 and sheet in shown:
            blocks.append(Block("heading", sheet.name.strip(), level=1, origin=Origin(part=sheet.name)))
        blocks += blocks_of(source.name, sheet)
    if all(block.aside for block in blocks):
        raise InputError(source.name, "no-text")
    notes = tuple(Note(ERRORS, f"{sheet.name}: {sheet.errors}") for sheet in shown if sheet.errors)
    title = PurePosixPath(source.file_name).stem
    return Document(source.name, settle(blocks), notes=notes, stated=(Statement("file", title, loose=True),) if title else ())
