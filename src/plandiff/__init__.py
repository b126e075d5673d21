"""Say what changed between two policy plans.

>>> import plandiff
>>> comparison = plandiff.compare("seeds/beijing-2021-2025.txt", "seeds/beijing-2021-2025-revised.md")
>>> comparison.summary.different
True

`load` reads one document into a `Plan`, `loads` a text; `compare` compares two into a `Comparison`, which `render_html` shows;
`index` prepares a plan for many comparisons; `Limits` bound untrusted input, `Progress` reports how far a run has got.
`plandiff.library.Library` keeps versions, `plandiff.model` holds all values, `plandiff.errors` what can go wrong, `plandiff.renderers` the report formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandiff.errors import Cancelled, PlandiffError
    from plandiff.model.limits import Limits
    from plandiff.pipeline import compare, index, load, loads, render_html
    from plandiff.progress import Progress

__version__ = "0.2.0"
__all__ = [
    "Cancelled",
    "Limits",
    "PlandiffError",
    "Progress",
    "__version__",
    "compare",
    "index",
    "load",
    "loads",
    "render_html",
]
_ELSEWHERE = {
    "Cancelled": "errors",
    "Limits": "model.limits",
    "PlandiffError": "errors",
    "Progress": "progress",
}
"""Names from outside the pipeline -> their module."""


def __getattr__(name: str) -> object:
    """Import a name's module when it is first used: `plandiff --help` needs none of the pipeline."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"plandiff.{_ELSEWHERE.get(name, 'pipeline')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
