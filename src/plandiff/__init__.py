"""Say what changed between two policy plans.

>>> import plandiff
>>> comparison = plandiff.compare("seeds/beijing-2021-2025.txt", "seeds/beijing-2021-2025-revised.md")
>>> comparison.summary.different
True

`load` reads one document into a `Plan`, `loads` a text; `compare` compares two into a `Comparison`, which `render_html` shows;
`index` makes a plan ready for many comparisons. `plandiff.library.Library` keeps versions, `plandiff.model` holds
all values, `plandiff.errors` what can go wrong, `plandiff.renderers` the report formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandiff.pipeline import compare, index, load, loads, render_html

__version__ = "0.1.0"
__all__ = ["__version__", "compare", "index", "load", "loads", "render_html"]


def __getattr__(name: str) -> object:
    """Import the pipeline when it is first used: `plandiff --help` needs none of it."""
    if name in __all__:
        from plandiff import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
