"""OFD (GB/T 33190) -> pages: a zip of XML that gives the position of every character."""
