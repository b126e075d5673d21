"""A corpus: what stands in which of many documents, who had it before, and how it was changed.

documents ─prepare▶ batches ─join▶ candidates ─verify▶ links ─settle▶ tables

Batches hold what is worked out of each document alone and are only ever added. Everything to the right of them is a query that is
run anew, but for what is costly for a pair of texts, which is kept under the two. So a corpus is the same whatever the order in
which its documents came, and whoever worked on it.

    build.py     the driver: what `plandiff corpus build`, `add` and `remove` do
    tables.py    what is read of a corpus, by commands, pages and programs
    queries.py   all SQL
"""

from __future__ import annotations
