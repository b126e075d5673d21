"""`plandiff corpus`: what stands in which of many documents, and who had it before."""

from __future__ import annotations

import click

from plandiff.cli.corpus.asking import clusters, errors, find, pairs, passages, sql
from plandiff.cli.corpus.building import add, build, remove, status, verify
from plandiff.cli.corpus.reporting import report


@click.group(commands=(build, add, remove, status, pairs, passages, clusters, report, find, sql, errors, verify))
def corpus() -> None:
    """Find editions, and passages that were taken over, among hundreds to a million documents."""


__all__ = ["corpus"]
