"""Many plans against each other or a baseline: indicators × documents, tasks × documents.

    documents ─surveys▶ what each states ─indicators, lists, cells▶ a cell each ─statistics▶ ranks, differences
                                         └─coverage▶ which of the baseline's sections each deals with

It stands on the pipeline, as the library does: a matrix is made of many documents, each read and indexed once.
"""

from __future__ import annotations

from plandiff.matrix.tabulation import Asked, tabulate

__all__ = ["Asked", "tabulate"]
