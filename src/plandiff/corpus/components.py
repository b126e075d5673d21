"""What hangs together: connected components, by their smallest members."""

from __future__ import annotations

from typing import Any


def components(nodes: Any, a: Any, b: Any) -> Any:  # noqa: ANN401 - numpy arrays of numbers
    """The smallest node that each of `nodes` (sorted, each once) hangs together with; `a` and `b` are the ends of edges.

    Labels flow along the edges and jump to the label of their label, so that the turns grow with the logarithm of the longest path. Takes 8
    bytes a node and 24 an edge.
    """
    import numpy as np

    label = np.arange(len(nodes))
    left, right = np.searchsorted(nodes, a), np.searchsorted(nodes, b)
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        for end in (left, right):
            np.minimum.at(label, before[end], low)  # the whole component of an end gets the lower label, not the end alone
            np.minimum.at(label, end, low)
        while not np.array_equal(label, label[label]):
            label = label[label]
        if np.array_equal(label, before):
            return nodes[label]
