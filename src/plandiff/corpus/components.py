"""Connected components, by their smallest members."""

from __future__ import annotations

from typing import Any


def components(nodes: Any, a: Any, b: Any) -> Any:  # noqa: ANN401 - numpy arrays of numbers
    """The smallest node connected with each of `nodes` (sorted, unique); `a` and `b` are the ends of edges.

    Labels propagate along the edges and jump to the label of their label, so that the iterations grow with the logarithm of the longest
    path. Takes 8 bytes per node and 24 per edge.
    """
    import numpy as np

    label = np.arange(len(nodes))
    left, right = np.searchsorted(nodes, a), np.searchsorted(nodes, b)
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        for end in (left, right):
            np.minimum.at(label, before[end], low)  # the whole component of an end gets the lower label, not only the end
            np.minimum.at(label, end, low)
        while not np.array_equal(label, label[label]):
            label = label[label]
        if np.array_equal(label, before):
            return nodes[label]
