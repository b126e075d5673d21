"""A corpus: which of many documents contain which passages, who had them before, and how they were changed.

documents ─prepare▶ batches ─join▶ candidates ─verify▶ links ─settle▶ tables

Batches hold what is computed from each document alone and are append-only. Everything to the right of them is a query that is
rerun, except for expensive results for a pair of texts, which are cached by the pair. So a corpus does not depend on the order in
which its documents were added, or on which workers processed it.

    build.py     the driver: what `plandiff corpus build`, `add` and `remove` do
    tables.py    the read interface of a corpus, for commands, pages and programs
    queries.py   all SQL
"""

from __future__ import annotations
