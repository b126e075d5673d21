"""Pages of a corpus -> bytes: the index, a passage, a document, a family, two documents; and the full tables behind them."""
