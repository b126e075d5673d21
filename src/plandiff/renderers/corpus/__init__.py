"""Pages of a corpus -> bytes: the index, a passage, a document, a family, two documents; and the whole of what the pages show a part of."""
