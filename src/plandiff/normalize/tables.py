"""Tables as they stand in the text: captions, and grids that were printed one cell a line."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Block


def settle_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each table's caption on the table."""
    return list(blocks)
