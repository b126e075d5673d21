"""Many plans against each other or a baseline: indicators × documents, tasks × documents.

    documents ─surveys, pairs▶ what each states, and what matches the baseline
        ─indicators, lists, cells▶ a cell for each document and indicator ─statistics▶ ranks, differences
        ─rounds, coverage▶ how each document deals with each of the baseline's sections, or of the themes of all

It builds on the pipeline, as the library does: a matrix is made from many documents, each read and indexed once.
"""

from __future__ import annotations

from plandiff.matrix.rounds import baseline_round, theme_rounds
from plandiff.matrix.surveys import Surveyed, survey_all
from plandiff.matrix.tabulation import Asked, tabulate

__all__ = ["Asked", "Surveyed", "baseline_round", "survey_all", "tabulate", "theme_rounds"]
